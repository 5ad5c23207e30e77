// Package result draws the result of a dossier for its applicant, and the page
// on which anybody checks that a result is genuine.
package result

import (
	"motcua/calendar"
	"motcua/dossier"
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
	Signer        string
	Awaits        bool   // downloading it is receiving it
	Ended         *Ended // nil while it is valid
}

func (d Ready) facts(p *message.Printer) []component.Fact {
	facts := []component.Fact{{Name: p.T("result.number"), Text: d.Number}, {Name: p.T("result.title"), Text: d.Title}}
	if d.Signer != "" {
		facts = append(facts, component.Fact{Name: p.T("result.signer"), Text: d.Signer})
	}
	return append(facts, component.Fact{Name: p.T("result.check"), Text: d.Check})
}

// Ended says that a result is no longer valid, and why in the words of the
// office's papers.
type Ended struct{ Title, Text string }

// Ending words what became of a result; nil while it is valid.
func Ending(p *message.Printer, r dossier.Result) *Ended {
	switch {
	case !r.Replaced.IsZero():
		return &Ended{p.T("result.replaced", "Date", p.Day(r.Replaced)), p.T("result.replaced.by", "Number", r.By.Number, "Date", day(p, r.By.Date))}
	case !r.Revoked.IsZero():
		return &Ended{p.T("result.revoked", "Date", p.Day(r.Revoked)), p.T("result.revoked.by", "Number", r.Decision.Number, "Date", day(p, r.Decision.Date))}
	default:
		return nil
	}
}

func day(p *message.Printer, s string) string {
	if date, err := calendar.ParseDate(s); err == nil {
		return p.Date(date)
	}
	return s
}

// Check is one checking of a result.
type Check struct {
	Head           component.Head
	Action         string
	Code, Letters  string
	Problems       component.Problems
	Found          *office.Verified
	Compared, Same bool               // a file was compared, and is the one recorded
	Signatures     []office.Signature // of a file that was compared and is another
	Unreadable     component.Problems // why its signatures cannot be looked at
}

func (d Check) facts(p *message.Printer) []component.Fact {
	v := d.Found
	facts := []component.Fact{{Name: p.T("result.agency"), Text: v.Agency}, {Name: p.T("result.procedure"), Text: v.Name},
		{Name: p.T("result.outcome"), Text: p.T("dossier.outcome." + string(v.Outcome))}, {Name: p.T("result.number"), Text: v.Document.Number},
		{Name: p.T("result.date"), Text: day(p, v.Document.Date)}, {Name: p.T("result.title"), Text: v.Document.Title}, {Name: p.T("result.recorded"), Text: p.Day(v.At)}}
	if v.Document.Signer != "" {
		facts = append(facts, component.Fact{Name: p.T("result.signer"), Text: v.Document.Signer})
	}
	if v.Document.Position != "" {
		facts = append(facts, component.Fact{Name: p.T("result.position"), Text: v.Document.Position})
	}
	if v.Hash != "" {
		facts = append(facts, component.Fact{Name: p.T("result.hash"), Text: v.Hash})
	}
	return facts
}
