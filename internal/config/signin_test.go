package config_test

import (
	"strings"
	"testing"

	"motcua"
	"motcua/internal/config"
)

func TestProviderSettings(t *testing.T) {
	site := "MOTCUA_PUBLICURL=https://motcua.example.vn"
	good := []string{site, "MOTCUA_SIGNIN_VNEID_ISSUER=https://sso.example.vn", "MOTCUA_SIGNIN_VNEID_CLIENT=motcua", "MOTCUA_SIGNIN_VNEID_SECRET=bi-mat"}
	for _, test := range []struct {
		reason string
		set    []string
		field  string
		offers int
	}{
		{"none: passwords alone", nil, "", 0},
		{"one", good, "", 1},
		{"no address to come back to", good[1:], "publicurl", 0},
		{"an issuer that is no address", append([]string{"MOTCUA_SIGNIN_PROVINCE_ISSUER=sso"}, good...), "signin.province.issuer", 0},
		{"no client", []string{site, "MOTCUA_SIGNIN_VNEID_ISSUER=https://sso.example.vn"}, "signin.vneid.client", 0},
	} {
		t.Run(test.reason, func(t *testing.T) {
			c, err := config.Load(file(t, ""), test.set, nil)
			fault, _ := motcua.AsFault(err)
			if test.field == "" && err != nil || test.field != "" && (fault == nil || fault.Field != test.field) {
				t.Fatalf("got %v, want a fault on %q", err, test.field)
			}
			if err == nil && len(c.SignIn.Providers()) != test.offers {
				t.Errorf("offers %v", c.SignIn.Providers())
			}
			for _, setting := range c.Shown() {
				if strings.Contains(setting[1], "bi-mat") {
					t.Errorf("%s shows the secret", setting[0])
				}
			}
		})
	}
}
