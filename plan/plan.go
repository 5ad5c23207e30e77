package plan

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
	"motcua/record"
	"motcua/register"
	"motcua/vietnamese"
)

// Document is what a plan is as an official document.
type Document struct {
	Symbol string        `json:"symbol"` // number and sign: 4999/KH-SKHĐT
	Kind   string        `json:"kind"`   // id of the type of document, read from the sign
	Date   calendar.Date `json:"date"`
	Issuer string        `json:"issuer"`
	Title  string        `json:"title"`
	From   calendar.Date `json:"from"` // the period it is for, both days included
	To     calendar.Date `json:"to"`
	Field  Field         `json:"field"`
	Note   string        `json:"note,omitempty"`
	Files  []string      `json:"files,omitempty"`
	Sample bool          `json:"sample,omitempty"`
}

// Issued is the first fact of a plan: it was issued.
type Issued struct {
	Document
}

// Kind names the fact.
func (Issued) Kind() string { return "issued" }

// Amended puts right what was entered of a plan.
type Amended struct {
	Document
	Reason string `json:"reason"`
}

// Kind names the fact.
func (Amended) Kind() string { return "amended" }

// Plan is what the facts of a plan add up to.
type Plan struct {
	record.Head
	Document
}

// titleMost is how long titles and contents may be, in letters.
const (
	titleMost = 1000
	wordsMost = 4000
)

// Prepare reads a document as people type it and refuses what no plan is.
func (d Document) Prepare() (Document, error) {
	var faults []*motcua.Fault
	number, err := register.ReadNumber("symbol", d.Symbol, d.Date)
	if f, ok := motcua.AsFault(err); ok {
		faults = append(faults, f)
	} else if err != nil {
		return d, err
	}
	if err == nil {
		d.Symbol, d.Kind = number.String(), number.Kind
	}
	faults = append(faults, clean(&d.Issuer, "issuer", titleMost, true), clean(&d.Title, "title", titleMost, true), clean(&d.Note, "note", wordsMost, false))
	if d.Date.IsZero() {
		faults = append(faults, motcua.InvalidField("date", "plan.date.missing"))
	}
	switch {
	case d.From.IsZero():
		faults = append(faults, motcua.InvalidField("from", "plan.from.missing"))
	case d.To.IsZero():
		faults = append(faults, motcua.InvalidField("to", "plan.to.missing"))
	case d.To.Before(d.From):
		faults = append(faults, motcua.InvalidField("to", "plan.backwards", "From", d.From, "To", d.To))
	}
	if !slices.Contains(Fields(), d.Field) {
		faults = append(faults, motcua.InvalidField("area", "plan.field.missing"))
	}
	return d, motcua.Join(faults...)
}

// clean normalises a text in place; the fault says when it is missing or too
// long.
func clean(s *string, field string, most int, needed bool) *motcua.Fault {
	text, err := vietnamese.Clean(field, *s)
	if f, ok := motcua.AsFault(err); ok {
		return f
	}
	*s = strings.TrimSpace(text)
	switch {
	case needed && *s == "":
		return motcua.InvalidField(field, "plan."+field+".missing")
	case len([]rune(*s)) > most:
		return motcua.InvalidField(field, "plan.long", "Most", most)
	}
	return nil
}

// Amend puts right what was entered.
func (p *Plan) Amend(d Document, reason string) ([]record.Fact, error) {
	d, err := d.Prepare()
	faults := []*motcua.Fault{clean(&reason, "reason", titleMost, true)}
	if f, ok := motcua.AsFault(err); ok {
		faults = append([]*motcua.Fault{f}, faults...)
	} else if err != nil {
		return nil, err
	}
	return []record.Fact{Amended{Document: d, Reason: reason}}, motcua.Join(faults...)
}

// Rebuild adds up the facts of a plan.
func Rebuild(head record.Head) (*Plan, error) {
	p := &Plan{Head: head}
	for _, e := range head.Events {
		switch f := e.Fact.(type) {
		case Issued:
			p.Document = f.Document
		case Amended:
			p.Document = f.Document
		case Reminded:
		default:
			return nil, fmt.Errorf("rebuild plan %s: fact %s is none of a plan", head.ID, f.Kind())
		}
	}
	return p, nil
}

// Row is what lists keep of the plan.
func (p *Plan) Row() record.Row {
	return record.Row{Number: p.Symbol, Title: p.Title, Day: p.Date, State: "issued",
		Same:   strings.ToUpper(p.Symbol) + " " + strconv.Itoa(p.Date.Year),
		Search: vietnamese.Fold(strings.Join([]string{p.Symbol, p.Title, p.Issuer}, " "))}
}

// Code is the code of the type of document, as NĐ 30/2020/NĐ-CP writes it; CV
// for an official letter.
func (d Document) Code() string {
	if k, ok := register.KindOf(d.Kind); ok && k.Code != "" {
		return k.Code
	}
	return "CV"
}

// HasFile tells whether the document came with a file.
func (p *Plan) HasFile(id string) bool {
	for _, e := range p.Events {
		if f, ok := e.Fact.(Issued); ok && slices.Contains(f.Files, id) {
			return true
		}
		if f, ok := e.Fact.(Amended); ok && slices.Contains(f.Files, id) {
			return true
		}
	}
	return false
}

// Object is what rights on a plan are asked for.
func (p *Plan) Object(agency string) identity.Object { return identity.Object{LeadAgency: agency} }

// lastDay is the last day of a month.
func lastDay(year int, month time.Month) calendar.Date {
	return calendar.Date{Year: year, Month: month, Day: 1}.AddMonths(1).AddDays(-1)
}
