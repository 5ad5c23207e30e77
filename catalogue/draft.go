package catalogue

import (
	"errors"
	"slices"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
	"motcua/vietnamese"
)

// ProcessDraft is an internal process being written for a procedure, until a
// decision approves it. A procedure has one at a time.
type ProcessDraft struct {
	Procedure string    `json:"procedure"`
	Base      int       `json:"base"` // number of the version it began from
	Process   Process   `json:"process"`
	By        string    `json:"by"` // name of who changed it last
	At        time.Time `json:"at"`
	// Version counts the changes; a change made on an older count is refused.
	Version int `json:"version"`
}

// The bounds of what is typed, in letters, and of what is listed.
const (
	legsAtMost = 60
	legText    = 500
	legName    = 200
	sheetText  = 4000
)

// Tidy normalises the texts of a leg and says what is wrong with it; what is
// merely missing is said by [Version.CheckProcess].
func (l *Leg) Tidy() error {
	var faults []*motcua.Fault
	for _, t := range []struct {
		field string
		text  *string
		most  int
	}{{"task", &l.Task, legText}, {"position", &l.Position, legName}, {"form", &l.Form, legName}, {"group", &l.Group, 30}, {"agency", &l.Agency, 60}, {"unit", &l.Unit, 60}, {"field", &l.When.Field, 100}, {"is", &l.When.Is, legName}} {
		faults = append(faults, tidied(t.field, t.text, t.most))
	}
	if l.Task == "" {
		faults = append(faults, motcua.InvalidField("task", "process.leg.noTask"))
	}
	if !slices.Contains(LegKinds(), l.Kind) {
		faults = append(faults, motcua.InvalidField("kind", "process.leg.noKind"))
	}
	if l.Role != "" && !slices.Contains(identity.Roles(), l.Role) {
		faults = append(faults, motcua.InvalidField("role", "process.leg.noRole"))
	}
	faults = append(faults, l.When.faults()...)
	return motcua.Join(slices.DeleteFunc(faults, func(f *motcua.Fault) bool { return f == nil })...)
}

// faults says what a condition lacks, on the fields of its form.
func (c Condition) faults() []*motcua.Fault {
	switch {
	case c.IsZero():
		return nil
	case !slices.Contains(Matters(), c.Of):
		return []*motcua.Fault{motcua.InvalidField("of", "process.condition.of")}
	case c.Is == "":
		return []*motcua.Fault{motcua.InvalidField("is", "process.condition.is")}
	case c.Of == OfAnswer && c.Field == "":
		return []*motcua.Fault{motcua.InvalidField("field", "process.condition.field")}
	case c.Of != OfAnswer && c.Field != "":
		return []*motcua.Fault{motcua.InvalidField("field", "process.condition.noField")}
	default:
		return nil
	}
}

// Tidy normalises the texts of a sheet and says which are too long.
func (s *Sheet) Tidy() error {
	var faults []*motcua.Fault
	for _, t := range []struct {
		field string
		text  *string
	}{{"purpose", &s.Purpose}, {"scope", &s.Scope}, {"definitions", &s.Definitions}, {"records", &s.Records}} {
		faults = append(faults, tidied(t.field, t.text, sheetText))
	}
	return motcua.Join(slices.DeleteFunc(faults, func(f *motcua.Fault) bool { return f == nil })...)
}

func tidied(field string, text *string, most int) *motcua.Fault {
	clean, err := vietnamese.Clean(field, *text)
	var fault *motcua.Fault
	if errors.As(err, &fault) {
		return fault
	}
	if *text = clean; len([]rune(clean)) > most {
		return motcua.InvalidField(field, "process.tooLong", "Limit", most)
	}
	return nil
}

// Full tells whether a process has as many legs as it may.
func (p Process) Full() bool { return len(p.Legs) >= legsAtMost }

// Approval is the decision that approves a process (TT 01/2018/TT-VPCP article
// 8: by the chairman of the provincial People's Committee).
type Approval struct {
	Number string
	Date   calendar.Date
	By     string // who signed
	From   calendar.Date
}

// Approve gives the procedure with a further version that carries the process
// from a day on; dossiers received before keep the version they pinned. The
// process must have no errors, the decision its number, day and who signed it,
// and the day in force may not lie before today. A version that is to come
// keeps its own process, see [Procedure.Later].
func (p Procedure) Approve(process Process, a Approval, of Staffing, today calendar.Date) (Procedure, Version, error) {
	faults := a.faults(today)
	v, err := p.VersionOn(a.From)
	var fault *motcua.Fault
	if !a.From.IsZero() && errors.As(err, &fault) {
		faults = append(faults, motcua.InvalidField("from", "process.approve.notInForce", "From", a.From))
	}
	if len(faults) > 0 {
		return p, v, motcua.Join(faults...)
	}
	process = process.Numbered()
	process.Decision, process.DecidedOn, process.DecidedBy, process.Source = a.Number, a.Date, a.By, ""
	v.Process = process
	if errors := Errors(v.CheckProcess(of)); len(errors) > 0 {
		return p, v, motcua.InvalidField("process", "process.approve.errors", "Count", len(errors))
	}
	v.ValidFrom, v.Number = a.From, p.nextNumber()
	p.Versions = append(slices.Clone(p.Versions), v)
	p.arrange()
	return p, v, nil
}

// Later finds the next version after a day, whose process an approval for that
// day does not change.
func (p Procedure) Later(day calendar.Date) (Version, bool) {
	for _, v := range p.Versions {
		if v.ValidFrom.After(day) && !v.Superseded() {
			return v, true
		}
	}
	return Version{}, false
}

func (a *Approval) faults(today calendar.Date) []*motcua.Fault {
	faults := []*motcua.Fault{tidied("number", &a.Number, legName), tidied("by", &a.By, legName)}
	switch {
	case a.Number == "":
		faults = append(faults, motcua.InvalidField("number", "process.approve.number"))
	case a.By == "":
		faults = append(faults, motcua.InvalidField("by", "process.approve.by"))
	}
	switch {
	case a.Date.IsZero():
		faults = append(faults, motcua.InvalidField("date", "process.approve.date"))
	case a.Date.After(today):
		faults = append(faults, motcua.InvalidField("date", "process.approve.dateAhead", "Today", today))
	}
	switch {
	case a.From.IsZero():
		faults = append(faults, motcua.InvalidField("from", "process.approve.from"))
	case a.From.Before(today):
		faults = append(faults, motcua.InvalidField("from", "process.approve.past", "Today", today))
	}
	return slices.DeleteFunc(faults, func(f *motcua.Fault) bool { return f == nil })
}

// LegChange is one leg of two processes held against each other: nil where the
// leg is not.
type LegChange struct{ Before, After *Leg }

// Same tells whether both processes have the leg alike, in the same place.
func (c LegChange) Same() bool { return c.Before != nil && c.After != nil && *c.Before == *c.After }

// CompareProcesses pairs the legs of two processes by their ids, in the order of
// the later one; those that are gone stand where they stood.
func CompareProcesses(a, b Process) []LegChange {
	var changes []LegChange
	next := 0
	gone := func(until int) {
		for ; next < until; next++ {
			if leg := a.Legs[next]; b.Leg(leg.ID) < 0 {
				changes = append(changes, LegChange{Before: &leg})
			}
		}
	}
	for _, leg := range b.Legs {
		change := LegChange{After: &leg}
		if i := a.Leg(leg.ID); i >= 0 {
			gone(i)
			before := a.Legs[i]
			change.Before = &before
		}
		changes = append(changes, change)
	}
	gone(len(a.Legs))
	return changes
}
