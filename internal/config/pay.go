package config

import (
	"regexp"

	"motcua"
)

// Pay says where fees are paid to.
type Pay struct {
	Bank    Bank    `koanf:"bank"`
	Series  string  `koanf:"series"` // of receipts (ký hiệu biên lai)
	Gateway Gateway `koanf:"gateway"`
}

// Bank is the account that transfers go to; without a number none are asked for.
type Bank struct {
	BIN    string `koanf:"bin"` // six digits, at NAPAS
	Name   string `koanf:"name"`
	Number string `koanf:"number"`
	Holder string `koanf:"holder"`
}

// Gateway is the payment gateway; without a URL there is none.
type Gateway struct {
	URL      string `koanf:"url"`   // where payers are sent
	Query    string `koanf:"query"` // that answers how an order stands
	Merchant string `koanf:"merchant"`
	Secret   string `koanf:"secret"` // keys the signatures; never shown
}

func payDefaults() map[string]any {
	return map[string]any{
		"pay.bank.bin": "", "pay.bank.name": "", "pay.bank.number": "", "pay.bank.holder": "", "pay.series": "BL",
		"pay.gateway.url": "", "pay.gateway.query": "", "pay.gateway.merchant": "", "pay.gateway.secret": "",
	}
}

var (
	payBIN    = regexp.MustCompile(`^[0-9]{6}$`)
	payNumber = regexp.MustCompile(`^[0-9A-Z]{6,19}$`)
	paySeries = regexp.MustCompile(`^[A-Z][A-Z0-9]{0,7}$`)
)

func (p Pay) check() *motcua.Fault {
	var faults []*motcua.Fault
	need := func(ok bool, f *motcua.Fault) {
		if !ok {
			faults = append(faults, f)
		}
	}
	if p.Bank.Number != "" || p.Bank.BIN != "" {
		need(payBIN.MatchString(p.Bank.BIN), motcua.InvalidField("pay.bank.bin", "config.pay.bin"))
		need(payNumber.MatchString(p.Bank.Number), motcua.InvalidField("pay.bank.number", "config.pay.number"))
	}
	need(paySeries.MatchString(p.Series), motcua.InvalidField("pay.series", "config.pay.series"))
	if p.Gateway.URL != "" {
		faults = append(faults, checkURL("pay.gateway.url", p.Gateway.URL, "https", "http"), checkURL("pay.gateway.query", p.Gateway.Query, "https", "http"))
		need(p.Gateway.Merchant != "", motcua.InvalidField("pay.gateway.merchant", "config.empty", "Key", "pay.gateway.merchant"))
		need(len(p.Gateway.Secret) >= secretLeast, motcua.InvalidField("pay.gateway.secret", "config.pay.secret", "Least", secretLeast))
	}
	for _, f := range faults {
		if f != nil {
			return f
		}
	}
	return nil
}

func (p Pay) shown() [][2]string {
	secret := ""
	if p.Gateway.Secret != "" {
		secret = "••••"
	}
	return [][2]string{
		{"pay.bank.bin", p.Bank.BIN}, {"pay.bank.name", p.Bank.Name}, {"pay.bank.number", p.Bank.Number}, {"pay.bank.holder", p.Bank.Holder},
		{"pay.series", p.Series}, {"pay.gateway.url", masked(p.Gateway.URL)}, {"pay.gateway.query", masked(p.Gateway.Query)},
		{"pay.gateway.merchant", p.Gateway.Merchant}, {"pay.gateway.secret", secret},
	}
}
