// Package account is the room of applicants who have an account: citizens,
// foreign investors, and people who act for an organisation. It knows who they
// are and whom they may act for; passwords, keys and sessions are kept by the
// office. Nobody needs an account to follow a dossier: its code and key do.
package account

import (
	"strings"
	"time"
	"unicode/utf8"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
	"motcua/vietnamese"
)

// Account is an applicant who signs in.
type Account struct {
	ID         string    `json:"id"`
	Email      string    `json:"email"` // folded to lower case
	Name       string    `json:"name"`
	Phone      string    `json:"phone,omitempty"`
	Identifier string    `json:"identifier,omitempty"` // citizen or passport number
	Address    string    `json:"address,omitempty"`
	CreatedAt  time.Time `json:"createdAt"`
	VerifiedAt time.Time `json:"verifiedAt,omitzero"` // when the e-mail address was proven
}

// Proven tells whether the account is its owner's beyond doubt: by a letter
// answered, or by a provider of identities. Until then it may draft, and not
// touch dossiers that exist.
func (a Account) Proven() bool { return !a.VerifiedAt.IsZero() }

// The longest texts of a profile, in characters.
const (
	nameMost    = 200
	emailMost   = 254
	addressMost = 300
)

// ReadEmail is an e-mail address as it is kept, in lower case; its fault is on
// the field named email.
func ReadEmail(s string) (string, error) {
	if strings.TrimSpace(s) == "" {
		return "", motcua.InvalidField("email", "account.email.missing")
	}
	read, err := identity.Mail(strings.ToLower(strings.TrimSpace(s)))
	if err != nil || len(read) > emailMost {
		return "", motcua.InvalidField("email", "account.email.form")
	}
	return read, nil
}

// ReadName is a name as it is kept; its fault is on the field named name.
func ReadName(s string) (string, error) {
	s, err := vietnamese.Clean("name", s)
	if err != nil {
		return "", err
	}
	s = strings.Join(strings.Fields(s), " ")
	switch {
	case s == "":
		return "", motcua.InvalidField("name", "account.name.missing")
	case utf8.RuneCountInString(s) > nameMost:
		return "", motcua.InvalidField("name", "account.name.long", "Most", nameMost)
	}
	return s, nil
}

// Tidy completes what somebody says of themselves and says what is wrong with
// it on a day, all faults together.
func (a *Account) Tidy(day calendar.Date) error {
	var faults []*motcua.Fault
	put := func(field string, into *string, read func(string) (string, error)) {
		typed := strings.TrimSpace(*into)
		if typed == "" {
			*into = ""
			return
		}
		kept, err := read(typed)
		if fault, ok := motcua.AsFault(err); ok {
			named := *fault
			named.Field = field
			faults = append(faults, &named)
			return
		}
		*into = kept
	}
	name, err := ReadName(a.Name)
	if fault, ok := motcua.AsFault(err); ok {
		faults = append(faults, fault)
	} else {
		a.Name = name
	}
	put("phone", &a.Phone, identity.Phone)
	put("identifier", &a.Identifier, func(s string) (string, error) {
		if strings.Trim(s, "0123456789 .-") != "" {
			return identity.Passport(s)
		}
		return identity.CitizenNumber(s, day)
	})
	put("address", &a.Address, func(s string) (string, error) {
		if n := utf8.RuneCountInString(s); n > addressMost {
			return "", motcua.InvalidField("address", "account.address.long", "Most", addressMost)
		}
		return vietnamese.Clean("address", s)
	})
	return motcua.Join(faults...)
}
