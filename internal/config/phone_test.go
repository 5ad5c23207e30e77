package config_test

import (
	"errors"
	"strings"
	"testing"

	"motcua"
	"motcua/internal/config"
)

func TestPhoneSettings(t *testing.T) {
	sms := []string{"MOTCUA_SMS_URL=https://sms.example.vn/send?key=bi-mat", "MOTCUA_SMS_TOKEN=bi-mat-cua-sms", "MOTCUA_SMS_FROM=SKHDT"}
	zalo := []string{"MOTCUA_ZALO_TOKENFILE=/var/lib/motcua/zalo.token", "MOTCUA_ZALO_TEMPLATE=123456"}
	for _, test := range []struct {
		reason string
		set    []string
		field  string
	}{
		{"neither", nil, ""},
		{"a gateway of SMS", sms, ""},
		{"without its token", []string{sms[0], sms[2]}, "sms.token"},
		{"without the brand name", sms[:2], "sms.from"},
		{"no address", []string{"MOTCUA_SMS_URL=sms", sms[1], sms[2]}, "sms.url"},
		{"Zalo", zalo, ""},
		{"Zalo without its template", zalo[:1], "zalo.template"},
	} {
		c, err := config.Load(file(t, ""), test.set, nil)
		var fault *motcua.Fault
		if test.field != "" {
			if !errors.As(err, &fault) || fault.Field != test.field {
				t.Errorf("%s: got %v, want a fault on %s", test.reason, err, test.field)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", test.reason, err)
		}
		for _, setting := range c.Shown() {
			if strings.Contains(setting[1], "bi-mat-cua") {
				t.Errorf("%s: %s shows the secret", test.reason, setting[0])
			}
		}
	}
}
