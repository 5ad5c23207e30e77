package config

import (
	"net"

	"motcua"
)

// Mail says how letters leave. Without an address they are kept and read on
// the pages alone.
type Mail struct {
	Address  string `koanf:"address"` // host:port of the mail server
	From     string `koanf:"from"`
	User     string `koanf:"user"`
	Password string `koanf:"password"` // never shown
	TLS      string `koanf:"tls"`      // none, starttls, tls
}

func mailDefaults() map[string]any {
	return map[string]any{"mail.address": "", "mail.from": "", "mail.user": "", "mail.password": "", "mail.tls": "starttls"}
}

func (m Mail) check() *motcua.Fault {
	if f := oneOf("mail.tls", m.TLS, "none", "starttls", "tls"); f != nil {
		return f
	}
	if m.Address == "" {
		return nil
	}
	if _, _, err := net.SplitHostPort(m.Address); err != nil {
		return motcua.InvalidField("mail.address", "config.mail.address", "Value", m.Address)
	}
	if m.From == "" {
		return motcua.InvalidField("mail.from", "config.mail.from")
	}
	return nil
}

func (m Mail) shown() [][2]string {
	password := ""
	if m.Password != "" {
		password = "••••"
	}
	return [][2]string{{"mail.address", m.Address}, {"mail.from", m.From}, {"mail.user", m.User}, {"mail.password", password}, {"mail.tls", m.TLS}}
}
