package config

import (
	"slices"
	"strings"

	"motcua"
)

// SignIn says through whom applicants may sign in beside their password. A
// provider without an issuer is not offered.
type SignIn struct {
	VNeID    Provider `koanf:"vneid"`
	Province Provider `koanf:"province"`
}

// Provider is a provider of identities that speaks OpenID Connect.
type Provider struct {
	Issuer string `koanf:"issuer"` // https://…
	Client string `koanf:"client"`
	Secret string `koanf:"secret"` // never shown
	Name   string `koanf:"name"`   // on the pages in Vietnamese
	NameEN string `koanf:"nameen"` // and in English
	Scopes string `koanf:"scopes"` // beside openid, with spaces between them
	Person string `koanf:"person"` // claim of the person's name
	Number string `koanf:"number"` // claim of the citizen number; "" when it tells none
}

// NamedProvider is a provider with its name in addresses of this site.
type NamedProvider struct {
	ID string
	Provider
}

func (s SignIn) slots() []NamedProvider {
	return []NamedProvider{{"vneid", s.VNeID}, {"province", s.Province}}
}

// Providers are those that are offered.
func (s SignIn) Providers() []NamedProvider {
	return slices.DeleteFunc(s.slots(), func(p NamedProvider) bool { return p.Issuer == "" })
}

func signInDefaults() map[string]any {
	all := map[string]any{}
	for id, names := range map[string][2]string{"vneid": {"VNeID", "VNeID"}, "province": {"Cổng dịch vụ công của tỉnh", "Provincial service portal"}} {
		for key, value := range map[string]string{"issuer": "", "client": "", "secret": "", "name": names[0], "nameen": names[1],
			"scopes": "profile email", "person": "name", "number": ""} {
			all["signin."+id+"."+key] = value
		}
	}
	return all
}

// check: providers send the browser back to publicurl, never to the name that a
// request was made to.
func (s SignIn) check(publicURL string) *motcua.Fault {
	for _, named := range s.Providers() {
		id, p := named.ID, named.Provider
		if publicURL == "" {
			return motcua.InvalidField("publicurl", "config.empty", "Key", "publicurl")
		}
		if f := checkURL("signin."+id+".issuer", p.Issuer, "https", "http"); f != nil {
			return f
		}
		if p.Client == "" {
			return motcua.InvalidField("signin."+id+".client", "config.empty", "Key", "signin."+id+".client")
		}
		if strings.TrimSpace(p.Name) == "" {
			return motcua.InvalidField("signin."+id+".name", "config.empty", "Key", "signin."+id+".name")
		}
	}
	return nil
}

func (s SignIn) shown() [][2]string {
	var all [][2]string
	for _, p := range s.slots() {
		secret := ""
		if p.Secret != "" {
			secret = "••••"
		}
		for _, line := range [][2]string{{"issuer", p.Issuer}, {"client", p.Client}, {"secret", secret}, {"name", p.Name}, {"nameen", p.NameEN},
			{"scopes", p.Scopes}, {"person", p.Person}, {"number", p.Number}} {
			all = append(all, [2]string{"signin." + p.ID + "." + line[0], line[1]})
		}
	}
	return all
}
