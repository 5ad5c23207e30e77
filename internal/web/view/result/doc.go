// Package result draws the result of a dossier for its applicant, and the page
// on which anybody checks that a result is genuine.
package result

import (
	"motcua/calendar"
	"motcua/internal/message"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
)

// Ready is a result that is there.
type Ready struct {
	Number, Title string
	File          string // address of the file; "" on paper alone
	Check         string // letters by which it is checked
	Verify, QR    string
}

// Check is one checking of a result.
type Check struct {
	Head           component.Head
	Action         string
	Code, Letters  string
	Problems       component.Problems
	Found          *office.Verified
	Compared, Same bool // a file was compared, and is the one recorded
}

func (d Check) facts(p *message.Printer) []component.Fact {
	v := d.Found
	day := func(s string) string {
		if date, err := calendar.ParseDate(s); err == nil {
			return p.Date(date)
		}
		return s
	}
	facts := []component.Fact{{Name: p.T("result.agency"), Text: v.Agency}, {Name: p.T("result.procedure"), Text: v.Name},
		{Name: p.T("result.outcome"), Text: p.T("dossier.outcome." + string(v.Outcome))}, {Name: p.T("result.number"), Text: v.Document.Number},
		{Name: p.T("result.date"), Text: day(v.Document.Date)}, {Name: p.T("result.title"), Text: v.Document.Title}, {Name: p.T("result.recorded"), Text: day(v.At)}}
	if v.Hash != "" {
		facts = append(facts, component.Fact{Name: p.T("result.hash"), Text: v.Hash})
	}
	return facts
}
