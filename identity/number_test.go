package identity_test

import (
	"errors"
	"testing"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
)

var (
	in2022 = calendar.Date{Year: 2022, Month: 6, Day: 6}
	in2026 = calendar.Date{Year: 2026, Month: 1, Day: 5}
)

func key(err error) string {
	var f *motcua.Fault
	if errors.As(err, &f) {
		return f.Text.Key
	}
	return ""
}

func TestNumbersOfPeopleAndEnterprises(t *testing.T) {
	citizen := func(day calendar.Date) func(string) (string, error) {
		return func(s string) (string, error) { return identity.CitizenNumber(s, day) }
	}
	tax := func(day calendar.Date) func(string) (string, error) {
		return func(s string) (string, error) { return identity.TaxCode(s, day) }
	}
	for _, test := range []struct {
		reason, typed, want, fault string
		read                       func(string) (string, error)
	}{
		{"a citizen number of Huế", "046085001234", "046085001234", "", citizen(in2022)},
		{"with blanks as on the card", "046 085 001 234", "046085001234", "", citizen(in2022)},
		{"one digit short", "04608500123", "", "identity.citizen.length", citizen(in2022)},
		{"one too many", "0460850012345", "", "identity.citizen.length", citizen(in2022)},
		{"letters", "04608500I234", "", "identity.citizen.digits", citizen(in2022)},
		{"digits of another script are none", "٠٤٦٠٨٥٠٠١٢٣٤", "", "identity.citizen.digits", citizen(in2022)},
		{"no province has the code 003", "003085001234", "", "identity.citizen.province", citizen(in2022)},
		{"a province begins with zero", "146085001234", "", "identity.citizen.province", citizen(in2022)},
		{"born after today", "046230001234", "", "identity.citizen.year", citizen(in2022)},
		{"born this century", "046222001234", "046222001234", "", citizen(in2022)},
		{"nothing", "", "", "identity.citizen.digits", citizen(in2022)},

		{"a tax code in use", "0100109106", "0100109106", "", tax(in2022)},
		{"with a dash and blanks", "010-010 9106", "0100109106", "", tax(in2022)},
		{"a dependent unit", "0100109106001", "0100109106-001", "", tax(in2022)},
		{"a dependent unit as written", "0100109106-001", "0100109106-001", "", tax(in2022)},
		{"a digit mistyped", "0100109107", "", "identity.tax.check", tax(in2022)},
		{"two digits exchanged", "0100190106", "", "identity.tax.check", tax(in2022)},
		{"no unit is 000", "0100109106-000", "", "identity.tax.branch", tax(in2022)},
		{"nine digits", "010010910", "", "identity.tax.length", tax(in2022)},
		{"a citizen number is none before July 2025", "046085001234", "", "identity.tax.length", tax(in2022)},
		{"a citizen number is one afterwards", "046085001234", "046085001234", "", tax(in2026)},
		{"not every twelve digits are", "999085001234", "", "identity.citizen.province", tax(in2026)},

		{"an enterprise", "3300101237", "3300101237", "", identity.EnterpriseCode},
		{"a dependent unit is no enterprise", "0100109106-001", "", "identity.enterprise.length", identity.EnterpriseCode},
		{"a sum that leaves no check digit", "0000000000", "", "identity.tax.check", identity.EnterpriseCode},

		{"a passport", "c1234567", "C1234567", "", identity.Passport},
		{"letters alone are a name", "ABCDEFG", "", "identity.passport", identity.Passport},
		{"too short", "C123", "", "identity.passport", identity.Passport},
		{"other letters", "Đ1234567", "", "identity.passport", identity.Passport},

		{"a mobile", "0905 123 456", "0905123456", "", identity.Phone},
		{"with the code of the country", "+84 905.123.456", "0905123456", "", identity.Phone},
		{"with the code and the zero", "+84 0905123456", "0905123456", "", identity.Phone},
		{"a fixed line", "(0234) 382 2538", "02343822538", "", identity.Phone},
		{"abroad", "+81 3 1234 5678", "+81312345678", "", identity.Phone},
		{"abroad, too short", "+81 3 12", "", "identity.phone.abroad", identity.Phone},
		{"a digit short", "090512345", "", "identity.phone.length", identity.Phone},
		{"no zero before", "9051234567", "", "identity.phone.length", identity.Phone},
		{"a plus alone", "+", "", "identity.phone.digits", identity.Phone},

		{"an address", " Lan.Nguyen@Example.VN ", "Lan.Nguyen@example.vn", "", identity.Mail},
		{"no at", "lan.example.vn", "", "identity.mail", identity.Mail},
		{"two ats", "lan@@example.vn", "", "identity.mail", identity.Mail},
		{"a host without a dot", "lan@localhost", "", "identity.mail", identity.Mail},
		{"two addresses", "a@b.vn,c@d.vn", "", "identity.mail", identity.Mail},
		{"a line more would be a header more", "a@b.vn\r\nBcc: c@d.vn", "", "identity.mail", identity.Mail},
		{"a dash at the end of a label", "a@b-.vn", "", "identity.mail", identity.Mail},
	} {
		t.Run(test.reason, func(t *testing.T) {
			got, err := test.read(test.typed)
			if got != test.want || key(err) != test.fault {
				t.Errorf("%q: %q, %v; want %q, %q", test.typed, got, err, test.want, test.fault)
			}
			if err != nil {
				return
			}
			if again, err := test.read(got); err != nil || again != got {
				t.Errorf("%q as it is kept reads as %q, %v", got, again, err)
			}
		})
	}
}

func TestBornIn(t *testing.T) {
	for number, want := range map[string]int{"046085001234": 1985, "046199001234": 1999, "046207001234": 2007, "046303001234": 2003, "": 0, "046": 0} {
		if got := identity.BornIn(number); got != want {
			t.Errorf("%s: %d, want %d", number, got, want)
		}
	}
}

// TestOneMistypedDigitIsFound: the check digit finds every change of one digit.
func TestOneMistypedDigitIsFound(t *testing.T) {
	for _, code := range []string{"0100109106", "3300101237"} {
		for i := range code {
			for d := byte('0'); d <= '9'; d++ {
				if d == code[i] {
					continue
				}
				typed := code[:i] + string(d) + code[i+1:]
				if _, err := identity.EnterpriseCode(typed); err == nil {
					t.Errorf("%s for %s is not found", typed, code)
				}
			}
		}
	}
}

func FuzzNumbers(f *testing.F) {
	for _, s := range []string{"046085001234", "0100109106-001", "+84905123456", "a@b.vn", "", "\x00", "C1234567"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, read := range []func(string) (string, error){
			func(s string) (string, error) { return identity.CitizenNumber(s, in2026) },
			func(s string) (string, error) { return identity.TaxCode(s, in2026) },
			identity.EnterpriseCode, identity.Passport, identity.Phone, identity.Mail,
		} {
			got, err := read(s)
			if err != nil {
				continue
			}
			if again, err := read(got); err != nil || again != got {
				t.Errorf("%q reads as %q, and that as %q, %v", s, got, again, err)
			}
		}
	})
}
