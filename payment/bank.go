package payment

import (
	"regexp"
	"strings"

	"motcua"
)

// BankAccount is an account at a Vietnamese bank.
type BankAccount struct {
	Bank   string `json:"bank"`          // name of the bank
	BIN    string `json:"bin,omitempty"` // of the bank at NAPAS, six digits
	Number string `json:"number"`
	Holder string `json:"holder"`
}

// Ready tells whether transfers into the account can be asked for.
func (a BankAccount) Ready() bool { return a.Number != "" && a.BIN != "" }

// Masked is the account as everybody but its accountant sees it.
func (a BankAccount) Masked() BankAccount {
	if n := len(a.Number); n > 4 {
		a.Number = strings.Repeat("•", n-4) + a.Number[n-4:]
	} else {
		a.Number = strings.Repeat("•", n)
	}
	return a
}

var (
	accountNumber = regexp.MustCompile(`^[0-9A-Z]{6,19}$`)
	bankBIN       = regexp.MustCompile(`^[0-9]{6}$`)
)

// Check tells what is wrong with the account that the office is paid into; nil
// for one that is usable, and for none at all. The field of the fault is the
// part at fault: bin or number.
func (a BankAccount) Check() *motcua.Fault {
	switch {
	case a.Number == "" && a.BIN == "":
		return nil
	case !bankBIN.MatchString(a.BIN):
		return motcua.InvalidField("bin", "payment.bank.bin")
	case !accountNumber.MatchString(a.Number):
		return motcua.InvalidField("number", "payment.bank.number")
	default:
		return nil
	}
}

// readBankAccount reads the account a refund goes to, as people type it.
func readBankAccount(a BankAccount) (BankAccount, []*motcua.Fault) {
	a.Number = strings.ToUpper(strings.NewReplacer(" ", "", "-", "", ".", "").Replace(a.Number))
	faults := []*motcua.Fault{text("bank", &a.Bank, nameLongest)}
	if !accountNumber.MatchString(a.Number) {
		faults = append(faults, motcua.InvalidField("number", "payment.bank.number"))
	}
	return a, append(faults, text("holder", &a.Holder, nameLongest))
}
