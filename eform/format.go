package eform

import (
	"github.com/santhosh-tekuri/jsonschema/v6"

	"motcua/calendar"
	"motcua/identity"
)

// formats are the check rules that a schema may name, so that whoever holds a
// document to the schema holds it to them too. Rules that depend on the day
// are held to by Form.Check.
func formats() []*jsonschema.Format {
	late := calendar.Date{Year: lastYear, Month: 12, Day: 31}
	return []*jsonschema.Format{
		format("citizen-number", func(s string) error { _, err := identity.CitizenNumber(s, late); return err }),
		format("tax-code", func(s string) error { _, err := identity.TaxCode(s, late); return err }),
		format("enterprise-code", func(s string) error { _, err := identity.EnterpriseCode(s); return err }),
		format("passport", func(s string) error { _, err := identity.Passport(s); return err }),
		format("phone", func(s string) error { _, err := identity.Phone(s); return err }),
		format("email", func(s string) error { _, err := identity.Mail(s); return err }),
	}
}

func format(name string, check func(string) error) *jsonschema.Format {
	return &jsonschema.Format{Name: name, Validate: func(v any) error {
		if s, ok := v.(string); ok {
			return check(s)
		}
		return nil
	}}
}
