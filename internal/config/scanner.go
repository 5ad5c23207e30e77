package config

import (
	"net"
	"strings"

	"motcua"
)

// Scanner is the virus scanner that looks at files; without an address there
// is none.
type Scanner struct {
	Address string `koanf:"address"` // of clamd: host:port, or the path of its socket
}

func scannerDefaults() map[string]any { return map[string]any{"scanner.address": ""} }

func (s Scanner) check() *motcua.Fault {
	if s.Address == "" || strings.HasPrefix(s.Address, "/") {
		return nil
	}
	if host, port, err := net.SplitHostPort(s.Address); err != nil || host == "" || port == "" {
		return motcua.InvalidField("scanner.address", "config.scanner", "Value", s.Address)
	}
	return nil
}
