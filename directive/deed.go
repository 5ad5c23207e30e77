package directive

import (
	"slices"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/record"
)

// Deed names something that can be done to a directive.
type Deed string

// The deeds.
const (
	DeedReport   Deed = "report"
	DeedAsk      Deed = "ask" // for more time
	DeedReturn   Deed = "return"
	DeedDecide   Deed = "decide" // on more time
	DeedAccept   Deed = "accept"
	DeedRefuse   Deed = "refuse"
	DeedReassign Deed = "reassign"
	DeedRemind   Deed = "remind"
	DeedWithdraw Deed = "withdraw"
)

// Deeds lists every deed, the next step first.
func Deeds() []Deed {
	return []Deed{DeedDecide, DeedAccept, DeedReport, DeedRefuse, DeedAsk, DeedReturn, DeedReassign, DeedRemind, DeedWithdraw}
}

// Fits tells whether a deed fits what the directive has come to.
func (d *Directive) Fits(deed Deed) bool {
	switch deed {
	case DeedReport:
		return d.Stage == Open || d.Stage == Asking
	case DeedAsk:
		return d.Stage == Open && !d.By.IsZero()
	case DeedReturn:
		return d.Stage == Open || d.Stage == Asking
	case DeedDecide:
		return d.Stage == Asking
	case DeedAccept, DeedRefuse:
		return d.Stage == Reported
	case DeedReassign:
		return d.Stage == Open || d.Stage == Returned
	case DeedRemind:
		return d.Stage == Open || d.Stage == Asking
	case DeedWithdraw:
		return d.Stage != Done && d.Stage != Withdrawn
	default:
		return false
	}
}

// in refuses what does not fit the stage; for some there is a better sentence.
func (d *Directive) in(deed Deed) error {
	switch {
	case d.Fits(deed):
		return nil
	case deed == DeedAsk && d.Stage == Asking:
		return motcua.Refused(motcua.Conflict, "directive.asked", "Date", d.Asked.Day)
	case deed == DeedAsk && d.Stage == Open:
		return motcua.Refused(motcua.Conflict, "directive.noDay")
	}
	return motcua.Refused(motcua.Conflict, "directive.closed", "Act", motcua.Say("directive.act."+string(deed)), "Stage", motcua.Say("directive.stage."+string(d.Stage)))
}

// What a directive may be long.
const (
	orderMost  = 4000
	reasonMost = 2000
	lineMost   = 300
	unitsMost  = 30
	filesMost  = 20
)

// Give begins a directive on a day. Who is charged is checked by the caller.
func Give(g Given, today calendar.Date) (Given, error) {
	faults := []*motcua.Fault{record.Tidy("order", "directive.required.order", &g.Order, orderMost), record.Tidy("issuer", "directive.required.issuer", &g.Source.Issuer, lineMost),
		record.Tidy("number", "", &g.Source.Number, lineMost), record.Tidy("title", "", &g.Source.Title, reasonMost)}
	if g.Source.Date.After(today) {
		faults = append(faults, motcua.InvalidField("date", "directive.date.future", "Date", g.Source.Date, "Today", today))
	}
	if g.Source.Number != "" && g.Source.Date.IsZero() {
		faults = append(faults, motcua.InvalidField("date", "directive.date.missing", "Number", g.Source.Number))
	}
	g.Supporting = slices.DeleteFunc(slices.Compact(slices.Sorted(slices.Values(g.Supporting))), func(u string) bool { return u == "" || u == g.Charge.Unit })
	if len(g.Supporting) > unitsMost {
		faults = append(faults, motcua.InvalidField("supporting", "directive.supporting.many", "Most", unitsMost))
	}
	return g, motcua.Join(append(faults, coming(g.By, today))...)
}

// coming refuses a day that has passed.
func coming(by, today calendar.Date) *motcua.Fault {
	if !by.IsZero() && by.Before(today) {
		return motcua.InvalidField("by", "directive.by.past", "Date", by, "Today", today)
	}
	return nil
}

// AskMoreTime asks for a later day.
func (d *Directive) AskMoreTime(act record.Act, day calendar.Date, reason string) ([]record.Fact, error) {
	if err := d.in(DeedAsk); err != nil {
		return nil, err
	}
	faults := []*motcua.Fault{record.Tidy("reason", "directive.required.reason", &reason, reasonMost), d.later("day", day, calendar.DateOf(act.At))}
	if err := motcua.Join(faults...); err != nil {
		return nil, err
	}
	return []record.Fact{MoreTimeAsked{Day: day, Reason: reason}}, nil
}

func (d *Directive) later(field string, day, today calendar.Date) *motcua.Fault {
	switch {
	case day.IsZero():
		return motcua.InvalidField(field, "directive.day.missing")
	case !day.After(d.By):
		return motcua.InvalidField(field, "directive.day.early", "Date", day, "By", d.By)
	case day.Before(today):
		return motcua.InvalidField(field, "directive.by.past", "Date", day, "Today", today)
	}
	return nil
}

// DecideMoreTime grants the day asked for, or another one, or refuses.
func (d *Directive) DecideMoreTime(act record.Act, granted bool, day calendar.Date, note string) ([]record.Fact, error) {
	if err := d.in(DeedDecide); err != nil {
		return nil, err
	}
	required := ""
	if !granted {
		required = "directive.required.reason"
	}
	faults := []*motcua.Fault{record.Tidy("note", required, &note, reasonMost)}
	if !granted {
		day = d.By
	} else {
		if day.IsZero() {
			day = d.Asked.Day
		}
		faults = append(faults, d.later("day", day, calendar.DateOf(act.At)))
	}
	if err := motcua.Join(faults...); err != nil {
		return nil, err
	}
	return []record.Fact{MoreTimeDecided{Granted: granted, Day: day, Note: note}}, nil
}

// GiveBack returns it to the office with the reason.
func (d *Directive) GiveBack(reason string) ([]record.Fact, error) {
	return d.because(DeedReturn, &reason, func() record.Fact { return GivenBack{Reason: reason} })
}

// Withdraw takes it back.
func (d *Directive) Withdraw(reason string) ([]record.Fact, error) {
	return d.because(DeedWithdraw, &reason, func() record.Fact { return TakenBack{Reason: reason} })
}

// RefuseResult sends a result back to the unit.
func (d *Directive) RefuseResult(reason string) ([]record.Fact, error) {
	return d.because(DeedRefuse, &reason, func() record.Fact { return ResultRefused{Reason: reason} })
}

func (d *Directive) because(deed Deed, reason *string, told func() record.Fact) ([]record.Fact, error) {
	if err := d.in(deed); err != nil {
		return nil, err
	}
	if err := motcua.Join(record.Tidy("reason", "directive.required.reason", reason, reasonMost)); err != nil {
		return nil, err
	}
	return []record.Fact{told()}, nil
}

// Reassign charges somebody with it anew.
func (d *Directive) Reassign(act record.Act, to Charge, by calendar.Date, note string) ([]record.Fact, error) {
	if err := d.in(DeedReassign); err != nil {
		return nil, err
	}
	fault := record.Tidy("note", "", &note, reasonMost)
	if by != d.By || d.Stage == Returned { // the day of who has it already may have passed
		if err := motcua.Join(fault, coming(by, calendar.DateOf(act.At))); err != nil {
			return nil, err
		}
	}
	if fault != nil {
		return nil, fault
	}
	return []record.Fact{Reassigned{Charge: to, By: by, Note: note}}, nil
}

// Remind reminds by hand.
func (d *Directive) Remind(note string) ([]record.Fact, error) {
	if err := d.in(DeedRemind); err != nil {
		return nil, err
	}
	if err := motcua.Join(record.Tidy("note", "", &note, reasonMost)); err != nil {
		return nil, err
	}
	return []record.Fact{Reminded{Note: note}}, nil
}

// Urge reminds when the rule says so; no fact when it does not.
func (d *Directive) Urge(act record.Act, cal *calendar.Calendar, rule record.Urging) []record.Fact {
	occasion, owed := rule.Occasion(cal, d.Owed(), d.RuleLast, act.At)
	if !owed || !d.Fits(DeedRemind) {
		return nil
	}
	return []record.Fact{Reminded{Occasion: occasion}}
}

// Report says what was done.
func (d *Directive) Report(r Result) ([]record.Fact, error) {
	if err := d.in(DeedReport); err != nil {
		return nil, err
	}
	faults := []*motcua.Fault{record.Tidy("text", "directive.required.text", &r.Text, orderMost), record.Tidy("number", "", &r.Number, lineMost)}
	if len(r.Files) > filesMost {
		faults = append(faults, motcua.InvalidField("files", "directive.files", "Most", filesMost))
	}
	if r.Number = strings.TrimSpace(r.Number); r.Number != "" && !strings.Contains(r.Number, "/") {
		faults = append(faults, motcua.InvalidField("number", "directive.number", "Value", r.Number))
	}
	if err := motcua.Join(faults...); err != nil {
		return nil, err
	}
	return []record.Fact{ResultReported{Result: r}}, nil
}

// Accept ends it.
func (d *Directive) Accept(note string) ([]record.Fact, error) {
	if err := d.in(DeedAccept); err != nil {
		return nil, err
	}
	if err := motcua.Join(record.Tidy("note", "", &note, reasonMost)); err != nil {
		return nil, err
	}
	return []record.Fact{ResultAccepted{Note: note}}, nil
}
