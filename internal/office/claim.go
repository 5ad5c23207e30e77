package office

import (
	"context"
	"path"
	"strings"
	"unicode/utf8"

	"motcua"
	"motcua/calendar"
	"motcua/claim"
	"motcua/identity"
	"motcua/internal/docx"
	"motcua/register"
	"motcua/report"
	"motcua/vietnamese"
)

// What a report that is checked may be large: its file, and its text.
const (
	reportFileMost = 20 << 20
	reportTextMost = 2 << 20
)

// ReportText is the text of a report to hold against the facts.
type ReportText struct {
	Name   string // of the file: what it ends with says how it is read; "" for plain text
	Data   []byte
	Period report.Period
	Issued calendar.Date // zero takes the day in the head of the text
}

// CheckedReport is a text and what was found in it. Nothing of it is kept.
type CheckedReport struct {
	Text     string // as the places of claims and findings count in it
	Period   report.Period
	Claims   []claim.Claim
	Findings []claim.Finding
}

// CheckReport holds the text of a report against the facts of its period, those
// of the same period a year before, the register and the names of units.
func (o *Office) CheckReport(ctx context.Context, by identity.Actor, in ReportText) (CheckedReport, error) {
	var done CheckedReport
	known := claim.Known{Period: in.Period, Issued: in.Issued}
	var err error
	if known.Facts, err = o.Facts(ctx, by, in.Period); err != nil {
		return done, err
	}
	before := report.Period{From: in.Period.From.AddMonths(-12), To: in.Period.To.AddDays(1).AddMonths(-12).AddDays(-1)}
	if known.Before, err = o.Facts(ctx, by, before); err != nil {
		return done, err
	}
	if done.Text, err = readReport(in.Name, in.Data); err != nil {
		return done, err
	}
	done.Period, done.Claims = in.Period, claim.Find(done.Text)
	book, err := o.Book(ctx)
	if err != nil {
		return done, err
	}
	for _, a := range book.Agencies {
		known.Units = append(known.Units, a.Name)
		for _, u := range a.Units {
			known.Units = append(known.Units, u.Name)
		}
	}
	issuer := book.Agency(o.settings.LeadAgency).Name
	if known.Documents, err = o.cited(ctx, by, done.Claims, issuer); err != nil {
		return done, err
	}
	done.Findings = claim.Check(done.Text, known)
	return done, nil
}

// readReport gives the normal text of a file, or of what was pasted.
func readReport(name string, data []byte) (string, error) {
	if len(data) > reportFileMost {
		return "", motcua.InvalidField("file", "claim.text.large", "Most", reportFileMost>>20)
	}
	field, text := "file", string(data)
	switch strings.ToLower(path.Ext(name)) {
	case ".docx":
		var err error
		if text, err = docx.Read(field, data); err != nil {
			return "", err
		}
	case ".txt", ".md":
	case "":
		field = "text"
	default:
		return "", motcua.InvalidField(field, "claim.file.kind", "Name", name)
	}
	if !utf8.ValidString(text) {
		return "", motcua.InvalidField(field, "claim.file.encoding")
	}
	text = claim.Normal(text)
	if strings.TrimSpace(text) == "" {
		return "", motcua.InvalidField(field, "claim.text.empty")
	}
	if len(text) > reportTextMost {
		return "", motcua.InvalidField(field, "claim.text.large", "Most", reportTextMost>>20)
	}
	return text, nil
}

// citedMost is how many numbers of a text are looked up in the register.
const citedMost = 200

// cited are the documents of the register that bear a number which the text
// names, as far as the actor may know of them.
func (o *Office) cited(ctx context.Context, by identity.Actor, claims []claim.Claim, issuer string) ([]report.Document, error) {
	var list []report.Document
	seen := map[string]bool{}
	for _, c := range claims {
		if c.Kind != claim.Document || seen[c.Number] || len(seen) >= citedMost {
			continue
		}
		seen[c.Number] = true
		n, err := register.ReadNumber("", c.Number, calendar.Date{})
		if err != nil {
			continue
		}
		for _, way := range []register.Direction{register.In, register.Out} {
			found, err := o.registered(ctx, by, way, n.String())
			if err != nil {
				return nil, err
			}
			for _, s := range found {
				d := report.Document{Number: s.Symbol, Type: s.Kind, Date: s.Date, Issuer: s.Sender, Title: s.Subject,
					Source: report.Source{Noun: "document", ID: s.ID, Text: s.Symbol}}
				if way == register.Out {
					d.Issuer = issuer
				}
				list = append(list, d)
			}
		}
	}
	return list, nil
}

func (o *Office) registered(ctx context.Context, by identity.Actor, way register.Direction, symbol string) ([]register.Summary, error) {
	f, err := o.documentFilter(by, DocumentQuery{Direction: way, Text: vietnamese.Fold(symbol)})
	if motcua.KindOf(err) == motcua.Forbidden {
		return nil, nil // who may not read the register is told nothing of it
	}
	if err != nil {
		return nil, err
	}
	list, err := o.store.Documents(ctx, f)
	return standing(list), err
}

// standing leaves out what was cancelled.
func standing(list []register.Summary) []register.Summary {
	var kept []register.Summary
	for _, s := range list {
		if s.State != register.Cancelled {
			kept = append(kept, s)
		}
	}
	return kept
}
