package dossier

import (
	"slices"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/deadline"
	"motcua/interagency"
)

// Calendars holds what a clock is counted on: calendars by id, and the
// calendar id of each agency.
type Calendars struct {
	ByID    map[string]*calendar.Calendar
	Agency  map[string]string // agency id → calendar id
	Default string            // calendar id of an agency that names none
}

// Of is the calendar of an agency.
func (c Calendars) Of(agency string) (*calendar.Calendar, error) {
	id := c.Agency[agency]
	if id == "" {
		id = c.Default
	}
	return c.Named(id)
}

// Named is the calendar of that id, or a fault that names it.
func (c Calendars) Named(id string) (*calendar.Calendar, error) {
	if cal, ok := c.ByID[id]; ok {
		return cal, nil
	}
	return nil, motcua.InvalidField("calendar", "dossier.calendar.unknown", "Calendar", id)
}

// The articles that the clock rests on.
const (
	groundSupplement    = "Điều 19 khoản 4 Nghị định 61/2018/NĐ-CP"
	groundReappointment = "Điều 19 khoản 9 Nghị định 61/2018/NĐ-CP"
)

// Clock reckons the one clock of the dossier as of now: what was promised,
// what is promised, and every step that led there.
func (d *Dossier) Clock(cals Calendars, now time.Time) (deadline.Reckoning, error) {
	rule, ledger, err := d.ledger(cals)
	if err != nil {
		return deadline.Reckoning{}, err
	}
	return rule.Reckon(ledger, now)
}

// Standing reckons the clock without its explanation.
func (d *Dossier) Standing(cals Calendars, now time.Time) (deadline.Reckoning, error) {
	rule, ledger, err := d.ledger(cals)
	if err != nil {
		return deadline.Reckoning{}, err
	}
	return rule.Tally(ledger, now)
}

// Reckonable is now, or the last moment of the calendars the dossier is counted
// on when their announced range has ended: a dossier stays readable on the
// first day of a year whose calendar is not imported yet, and what was due is
// overdue. Its time goes on counting once the calendar is there.
func (d *Dossier) Reckonable(cals Calendars, now time.Time) (time.Time, error) {
	used := []string{d.Intake.Calendar}
	for _, leg := range d.Plan {
		used = append(used, cals.Agency[leg.Agency])
	}
	for _, o := range d.Opinions {
		used = append(used, cals.Agency[o.Agency])
	}
	for _, id := range used {
		if id == "" {
			id = cals.Default
		}
		cal, err := cals.Named(id)
		if err != nil {
			return now, err
		}
		_, last := cal.Range()
		if end := last.AddDays(1).At(0).Add(-time.Millisecond); end.Before(now) {
			now = end
		}
	}
	return now, nil
}

func (d *Dossier) rule(cals Calendars) (deadline.Rule, error) {
	cal, err := cals.Named(d.Intake.Calendar)
	return deadline.Rule{Term: d.Intake.Term, Mode: d.Intake.Mode, Calendar: cal}, err
}

func (d *Dossier) ledger(cals Calendars) (deadline.Rule, deadline.Ledger, error) {
	rule, err := d.rule(cals)
	if err != nil {
		return rule, nil, err
	}
	ledger := deadline.Ledger{{At: d.Intake.ReceivedAt, Kind: deadline.Start}}
	for _, p := range d.pauses() {
		ledger = append(ledger, deadline.Entry{At: p.from, Kind: deadline.Pause, Reason: p.reason, Ground: groundSupplement})
		if p.to.IsZero() {
			continue
		}
		if p.to, err = p.workingEnd(rule.Calendar); err != nil {
			return rule, nil, err
		}
		kind := deadline.Resume
		if d.Supplement == catalogue.Restart {
			kind = deadline.Restart
		}
		ledger = append(ledger, deadline.Entry{At: p.to, Kind: kind, Reason: p.reason, Ground: groundSupplement})
	}
	for _, r := range interagency.Rounds(d.Opinions) {
		move, err := d.moveOf(r, cals)
		if err != nil {
			return rule, nil, err
		}
		if move.Moves() {
			ledger = append(ledger, deadline.Entry{At: move.At, Kind: deadline.Extend, Term: moveTerm(move),
				Holder: move.Agency, Reason: move.Reason, Ground: groundReappointment})
		}
	}
	if d.Apology != nil {
		ledger = append(ledger, d.Apology.entry(d.Intake.Agency))
	}
	if d.Conclusion != nil {
		ledger = append(ledger, deadline.Entry{At: d.Conclusion.At, Kind: deadline.Finish})
	}
	slices.SortStableFunc(ledger, func(a, b deadline.Entry) int { return a.At.Compare(b.At) })
	return rule, ledger, nil
}

func moveTerm(m interagency.Move) deadline.Term {
	if m.Days > 0 {
		return deadline.Days(m.Days)
	}
	return deadline.Minutes(m.Span)
}

func (d *Dossier) moveOf(r interagency.Round, cals Calendars) (interagency.Move, error) {
	lead, err := cals.Named(d.Intake.Calendar)
	if err != nil {
		return interagency.Move{}, err
	}
	return r.Move(cals.Of, lead, d.Intake.Mode)
}

// Preview is what granting a request for more time would do, before anybody
// decides.
type Preview struct {
	LegDue, LegProposed         time.Time
	DossierDue, DossierProposed time.Time
}

// PreviewMoreTime computes the preview of a request.
func (d *Dossier) PreviewMoreTime(id string, cals Calendars, now time.Time) (Preview, error) {
	var p Preview
	o, m := d.request(id)
	if m == nil {
		return p, motcua.Refused(motcua.NotFound, "dossier.moreTime.unknown")
	}
	own, err := cals.Of(o.Agency)
	if err != nil {
		return p, err
	}
	if p.LegDue, err = o.Due(own); err != nil {
		return p, err
	}
	if p.LegProposed, err = o.DueWith(*m, own); err != nil {
		return p, err
	}
	before, err := d.Standing(cals, now)
	if err != nil {
		return p, err
	}
	granted, _ := d.With(now, By{}, MoreTimeDecided{Request: id, Agency: o.Agency, Approved: true})
	after, err := granted.Standing(cals, now)
	p.DossierDue, p.DossierProposed = before.Due, after.Due
	return p, err
}

// Moves counts how often the promised date has moved as of a reckoning of the
// clock: by what happened to the dossier, and by a changed calendar. It grows
// with each move and with nothing else.
func (d *Dossier) Moves(clock deadline.Reckoning) int {
	moves := len(clock.Changes)
	for _, e := range d.Events {
		if _, ok := e.Fact.(Redated); ok {
			moves++
		}
	}
	return moves
}
