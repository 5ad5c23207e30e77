package config

import "motcua"

// Signing says how results are signed and whose signatures are believed.
type Signing struct {
	Secret string `koanf:"secret"` // encrypts the certificates of the staff; "": what keys the tokens does; never shown
	Roots  string `koanf:"roots"`  // PEM file of the authorities that are trusted, those that stamp times too
	CRL    string `koanf:"crl"`    // PEM file of lists of revoked certificates
	TSA    string `koanf:"tsa"`    // address of a time-stamping authority (RFC 3161); "": no time-stamps
}

func signingDefaults() map[string]any {
	return map[string]any{"signing.secret": "", "signing.roots": "", "signing.crl": "", "signing.tsa": ""}
}

func (s Signing) check() *motcua.Fault {
	if s.Secret != "" && len(s.Secret) < secretLeast {
		return motcua.InvalidField("signing.secret", "config.signing.secret", "Least", secretLeast)
	}
	return checkURL("signing.tsa", s.TSA, "https", "http")
}

func (s Signing) shown() [][2]string {
	secret := ""
	if s.Secret != "" {
		secret = "••••"
	}
	return [][2]string{{"signing.secret", secret}, {"signing.roots", s.Roots}, {"signing.crl", s.CRL}, {"signing.tsa", s.TSA}}
}
