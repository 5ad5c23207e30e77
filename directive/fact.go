package directive

import (
	"motcua/calendar"
	"motcua/record"
)

// fact is a fact of a directive.
type fact interface {
	record.Fact
	apply(d *Directive, e record.Event)
}

// Given begins a directive. By is the day it is owed by; zero for none.
type Given struct {
	Source     Source        `json:"source"`
	Order      string        `json:"order"`
	Charge     Charge        `json:"charge"`
	Supporting []string      `json:"supporting,omitempty"`
	By         calendar.Date `json:"by,omitzero"`
	Sample     bool          `json:"sample,omitempty"`
}

// MoreTimeAsked asks for a later day.
type MoreTimeAsked struct {
	Day    calendar.Date `json:"day"`
	Reason string        `json:"reason"`
}

// MoreTimeDecided grants or refuses it.
type MoreTimeDecided struct {
	Granted bool          `json:"granted"`
	Day     calendar.Date `json:"day"` // by which it is owed from now on
	Note    string        `json:"note,omitempty"`
}

// GivenBack says that the unit gave it back, and why.
type GivenBack struct {
	Reason string `json:"reason"`
}

// Reassigned charges somebody else with it, or the same once more.
type Reassigned struct {
	Charge Charge        `json:"charge"`
	By     calendar.Date `json:"by,omitzero"`
	Note   string        `json:"note,omitempty"`
}

// Reminded is a reminder, by hand or by the rule.
type Reminded struct {
	Occasion record.Occasion `json:"occasion,omitempty"` // "" by hand
	Note     string          `json:"note,omitempty"`
}

// ResultReported is what the unit says it did.
type ResultReported struct {
	Result
}

// ResultAccepted ends a directive.
type ResultAccepted struct {
	Note string `json:"note,omitempty"`
}

// ResultRefused sends a result back to the unit.
type ResultRefused struct {
	Reason string `json:"reason"`
}

// TakenBack withdraws a directive.
type TakenBack struct {
	Reason string `json:"reason"`
}

// Kind is the name of the fact.
func (Given) Kind() string { return "given" }

// Kind is the name of the fact.
func (MoreTimeAsked) Kind() string { return "moreTimeAsked" }

// Kind is the name of the fact.
func (MoreTimeDecided) Kind() string { return "moreTimeDecided" }

// Kind is the name of the fact.
func (GivenBack) Kind() string { return "givenBack" }

// Kind is the name of the fact.
func (Reassigned) Kind() string { return "reassigned" }

// Kind is the name of the fact.
func (Reminded) Kind() string { return "reminded" }

// Kind is the name of the fact.
func (ResultReported) Kind() string { return "reported" }

// Kind is the name of the fact.
func (ResultAccepted) Kind() string { return "accepted" }

// Kind is the name of the fact.
func (ResultRefused) Kind() string { return "refused" }

// Kind is the name of the fact.
func (TakenBack) Kind() string { return "takenBack" }

// Codec reads the facts of directives.
func Codec() record.Codec {
	c := record.Codec{}
	record.Knows[Given](c)
	record.Knows[MoreTimeAsked](c)
	record.Knows[MoreTimeDecided](c)
	record.Knows[GivenBack](c)
	record.Knows[Reassigned](c)
	record.Knows[Reminded](c)
	record.Knows[ResultReported](c)
	record.Knows[ResultAccepted](c)
	record.Knows[ResultRefused](c)
	record.Knows[TakenBack](c)
	return c
}

func (f Given) apply(d *Directive, e record.Event) {
	d.Source, d.Order, d.Charge, d.Supporting, d.By, d.Sample = f.Source, f.Order, f.Charge, f.Supporting, f.By, f.Sample
	d.GivenOn, d.Stage = calendar.DateOf(e.At), Open
}

func (f MoreTimeAsked) apply(d *Directive, _ record.Event) { d.Stage, d.Asked = Asking, f }

func (f MoreTimeDecided) apply(d *Directive, _ record.Event) {
	d.Stage, d.Asked = Open, MoreTimeAsked{}
	if f.Granted {
		if d.Was.IsZero() {
			d.Was = d.By
		}
		d.By = f.Day
		d.Extended++
	}
}

func (f GivenBack) apply(d *Directive, _ record.Event) {
	d.Stage, d.Asked, d.Reason = Returned, MoreTimeAsked{}, f.Reason
}

func (f Reassigned) apply(d *Directive, _ record.Event) {
	d.Stage, d.Charge, d.By, d.Reason = Open, f.Charge, f.By, ""
}

func (f Reminded) apply(d *Directive, e record.Event) {
	d.Reminders++
	if f.Occasion != "" {
		d.RuleLast = e.At
	}
}

func (f ResultReported) apply(d *Directive, e record.Event) {
	r := f.Result
	r.At, r.By = e.At, e.By.Name
	d.Stage, d.Result, d.Asked = Reported, &r, MoreTimeAsked{}
}

func (f ResultAccepted) apply(d *Directive, _ record.Event) { d.Stage = Done }

func (f ResultRefused) apply(d *Directive, _ record.Event) { d.Stage = Open }

func (f TakenBack) apply(d *Directive, _ record.Event) {
	d.Stage, d.Reason, d.Asked = Withdrawn, f.Reason, MoreTimeAsked{}
}
