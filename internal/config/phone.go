package config

import "motcua"

// SMS says by which gateway short messages leave; without a URL none do.
type SMS struct {
	URL   string `koanf:"url"`
	Token string `koanf:"token"` // never shown
	From  string `koanf:"from"`  // brand name that messages come from
}

// Zalo says how notices leave by Zalo; without a token file none do.
type Zalo struct {
	URL       string `koanf:"url"`
	TokenFile string `koanf:"tokenfile"` // holds the access token; whoever renews it writes it
	Template  string `koanf:"template"`  // id of the template registered with Zalo
}

// zaloURL is where Zalo takes notices.
const zaloURL = "https://business.openapi.zalo.me/message/template"

func phoneDefaults() map[string]any {
	return map[string]any{"sms.url": "", "sms.token": "", "sms.from": "", "zalo.url": zaloURL, "zalo.tokenfile": "", "zalo.template": ""}
}

func (s SMS) check() *motcua.Fault {
	if s.URL == "" {
		return nil
	}
	return first(checkURL("sms.url", s.URL, "https", "http"), needed("sms.token", s.Token, "sms.url"), needed("sms.from", s.From, "sms.url"))
}

func (s SMS) shown() [][2]string {
	token := ""
	if s.Token != "" {
		token = "••••"
	}
	return [][2]string{{"sms.url", masked(s.URL)}, {"sms.token", token}, {"sms.from", s.From}}
}

func (z Zalo) check() *motcua.Fault {
	if z.TokenFile == "" {
		return nil
	}
	return first(checkURL("zalo.url", z.URL, "https", "http"), needed("zalo.url", z.URL, "zalo.tokenfile"), needed("zalo.template", z.Template, "zalo.tokenfile"))
}

func (z Zalo) shown() [][2]string {
	return [][2]string{{"zalo.url", masked(z.URL)}, {"zalo.tokenfile", z.TokenFile}, {"zalo.template", z.Template}}
}

func needed(key, value, other string) *motcua.Fault {
	if value == "" {
		return motcua.InvalidField(key, "config.needed", "Key", key, "Other", other)
	}
	return nil
}

func first(faults ...*motcua.Fault) *motcua.Fault {
	for _, f := range faults {
		if f != nil {
			return f
		}
	}
	return nil
}
