package account_test

import (
	"slices"
	"strings"
	"testing"

	"motcua"
	"motcua/account"
)

func TestWhatSomebodySaysOfThemselves(t *testing.T) {
	for _, test := range []struct {
		why    string
		in     account.Account
		want   account.Account
		fields []string
	}{
		{"a name alone", account.Account{Name: "  Trần   Văn Nam "}, account.Account{Name: "Trần Văn Nam"}, nil},
		{"everything, as it is typed", account.Account{Name: "Lan", Phone: "0905 123 456", Identifier: "046 185 000 123", Address: "12 Lê Lợi"},
			account.Account{Name: "Lan", Phone: "0905123456", Identifier: "046185000123", Address: "12 Lê Lợi"}, nil},
		{"a passport", account.Account{Name: "Tan", Identifier: "K1234567E"}, account.Account{Name: "Tan", Identifier: "K1234567E"}, nil},
		{"marks above letters in two pieces", account.Account{Name: "Trần"}, account.Account{Name: "Trần"}, nil},
		{"no name", account.Account{Name: " "}, account.Account{}, []string{"name"}},
		{"a name too long", account.Account{Name: strings.Repeat("a", 201)}, account.Account{}, []string{"name"}},
		{"all faults at once", account.Account{Phone: "12", Identifier: "12", Address: strings.Repeat("x", 301)}, account.Account{}, []string{"name", "phone", "identifier", "address"}},
	} {
		t.Run(test.why, func(t *testing.T) {
			got := test.in
			err := got.Tidy(day)
			var fields []string
			if fault, ok := motcua.AsFault(err); ok {
				for _, f := range fault.All() {
					fields = append(fields, f.Field)
				}
			}
			if !slices.Equal(fields, test.fields) {
				t.Fatalf("faults on %v, want %v (%v)", fields, test.fields, err)
			}
			if err == nil && got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}

func TestAddresses(t *testing.T) {
	for _, test := range []struct{ why, typed, want string }{
		{"as it is", "lan@example.vn", "lan@example.vn"},
		{"capitals and gaps around", " Lan@Example.VN ", "lan@example.vn"},
		{"nothing", " ", ""},
		{"no house", "lan", ""},
		{"two addresses", "lan@example.vn, nam@example.vn", ""},
		{"a further head of the letter", "lan@example.vn\nBcc: all@example.vn", ""},
		{"too long", strings.Repeat("a", 250) + "@example.vn", ""},
	} {
		t.Run(test.why, func(t *testing.T) {
			got, err := account.ReadEmail(test.typed)
			if fault, _ := motcua.AsFault(err); got != test.want || (err == nil) != (test.want != "") || err != nil && fault.Field != "email" {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
}

func TestPasswords(t *testing.T) {
	for _, test := range []struct {
		why, password string
		good          bool
	}{
		{"a few words", "bốn con trâu đi cày", true},
		{"ten characters, marks counted as one", "ngữ văn 9z", true},
		{"nothing", "", false},
		{"nine characters", "x7!kPq2#z", false},
		{"a common word dressed up", "Password2022!", false},
		{"keys in a row", "qwertyuiop", false},
		{"four letters over and over", "abcdabcdabcd", false},
		{"the name of the address in it", "nguyenlan-1993!", false},
		{"longer than is hashed", strings.Repeat("ab1 ", 51), false},
	} {
		t.Run(test.why, func(t *testing.T) {
			err := account.CheckPassword(test.password, "nguyenlan@example.vn")
			if fault, _ := motcua.AsFault(err); (err == nil) != test.good || err != nil && fault.Field != "password" {
				t.Errorf("%v", err)
			}
		})
	}
}
