package config_test

import (
	"errors"
	"strings"
	"testing"

	"motcua"
	"motcua/internal/config"
)

func TestPaySettings(t *testing.T) {
	gateway := []string{"MOTCUA_PAY_GATEWAY_URL=https://cong.example.vn/pay", "MOTCUA_PAY_GATEWAY_MERCHANT=SKHDT", "MOTCUA_PAY_GATEWAY_SECRET=bi-mat-cua-cong-1"}
	for _, test := range []struct {
		reason string
		set    []string
		field  string
	}{
		{"nothing: cash alone", nil, ""},
		{"an account", []string{"MOTCUA_PAY_BANK_BIN=970436", "MOTCUA_PAY_BANK_NUMBER=0161001234567"}, ""},
		{"an account without its bank", []string{"MOTCUA_PAY_BANK_NUMBER=0161001234567"}, "pay.bank.bin"},
		{"an account with gaps", []string{"MOTCUA_PAY_BANK_BIN=970436", "MOTCUA_PAY_BANK_NUMBER=0161 0012"}, "pay.bank.number"},
		{"a series in small letters", []string{"MOTCUA_PAY_SERIES=bl/22"}, "pay.series"},
		{"a gateway", gateway, ""},
		{"a gateway without its secret", gateway[:2], "pay.gateway.secret"},
		{"a gateway that is no address", []string{"MOTCUA_PAY_GATEWAY_URL=cong", "MOTCUA_PAY_GATEWAY_MERCHANT=a", "MOTCUA_PAY_GATEWAY_SECRET=bi-mat-cua-cong-1"}, "pay.gateway.url"},
	} {
		c, err := config.Load(file(t, ""), test.set, nil)
		var fault *motcua.Fault
		if test.field == "" {
			if err != nil {
				t.Errorf("%s: %v", test.reason, err)
			}
			for _, setting := range c.Shown() {
				if strings.Contains(setting[1], "bi-mat") {
					t.Errorf("%s: %s shows the secret", test.reason, setting[0])
				}
			}
			continue
		}
		if !errors.As(err, &fault) || fault.Field != test.field {
			t.Errorf("%s: got %v, want a fault on %s", test.reason, err, test.field)
		}
	}
}
