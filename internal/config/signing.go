package config

import (
	"net"
	"net/url"

	"motcua"
)

// Signing says how results are signed and whose signatures are believed.
type Signing struct {
	Secret string `koanf:"secret"` // encrypts the certificates of the staff; "": what keys the tokens does; never shown
	Roots  string `koanf:"roots"`  // PEM file of the authorities that are trusted, those that stamp times too
	CRL    string `koanf:"crl"`    // PEM file of lists of revoked certificates
	TSA    string `koanf:"tsa"`    // address of a time-stamping authority (RFC 3161); "": no time-stamps
	Remote Remote `koanf:"remote"`
}

// Remote is a signing service that holds private keys; its contract is in
// docs/operate.md.
type Remote struct {
	URL    string `koanf:"url"`    // "": keys are files alone
	Secret string `koanf:"secret"` // bearer secret that the service has given; never shown
}

// check wants TLS, as one-time codes travel there; a service on the machine
// itself may do without.
func (r Remote) check() *motcua.Fault {
	if r.URL == "" {
		return nil
	}
	schemes := []string{"https"}
	if u, err := url.Parse(r.URL); err == nil && (u.Hostname() == "localhost" || net.ParseIP(u.Hostname()).IsLoopback()) {
		schemes = append(schemes, "http")
	}
	if f := checkURL("signing.remote.url", r.URL, schemes...); f != nil {
		return f
	}
	if r.Secret == "" {
		return motcua.InvalidField("signing.remote.secret", "config.empty", "Key", "signing.remote.secret")
	}
	return nil
}

func signingDefaults() map[string]any {
	return map[string]any{"signing.secret": "", "signing.roots": "", "signing.crl": "", "signing.tsa": "",
		"signing.remote.url": "", "signing.remote.secret": ""}
}

func (s Signing) check() *motcua.Fault {
	if s.Secret != "" && len(s.Secret) < secretLeast {
		return motcua.InvalidField("signing.secret", "config.signing.secret", "Least", secretLeast)
	}
	if f := checkURL("signing.tsa", s.TSA, "https", "http"); f != nil {
		return f
	}
	return s.Remote.check()
}

func (s Signing) shown() [][2]string {
	dots := func(secret string) string {
		if secret == "" {
			return ""
		}
		return "••••"
	}
	return [][2]string{{"signing.secret", dots(s.Secret)}, {"signing.roots", s.Roots}, {"signing.crl", s.CRL}, {"signing.tsa", s.TSA},
		{"signing.remote.url", masked(s.Remote.URL)}, {"signing.remote.secret", dots(s.Remote.Secret)}}
}
