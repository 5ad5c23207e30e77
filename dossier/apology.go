package dossier

import (
	"time"

	"motcua"
	"motcua/deadline"
	"motcua/interagency"
)

// LateCause is why a dossier cannot be returned in time, by a code that reports
// count.
type LateCause string

// The causes of lateness.
const (
	CauseOpinions   LateCause = "opinions"   // another agency has not answered
	CauseComplexity LateCause = "complexity" // the matter asks for more work than its time limit foresees
	CauseStaff      LateCause = "staff"      // people were away or too few
	CauseSystem     LateCause = "system"     // the line or a system was down
	CauseForce      LateCause = "force"      // storm, flood, epidemic
	CauseOther      LateCause = "other"
)

// LateCauses lists every cause.
func LateCauses() []LateCause {
	return []LateCause{CauseOpinions, CauseComplexity, CauseStaff, CauseSystem, CauseForce, CauseOther}
}

// apologyMost is how many working days an apology may add.
const apologyMost = 60

// Apologised is that the agency that answers for the dossier has apologised
// for not returning it in time, with the reason, and promised a new date that
// many working days later: at most once for a dossier (NĐ 61/2018 art 19(9)).
type Apologised struct {
	Cause  LateCause `json:"cause"`
	Reason string    `json:"reason"`
	Days   int       `json:"days"`
}

// Kind is the stable name of the fact.
func (Apologised) Kind() string { return "apologised" }

func (f Apologised) apply(d *Dossier, e Event) {
	d.Apology = &Apology{Apologised: f, At: e.At, By: e.By}
}

// Apology is the apology of a dossier with its time and author.
type Apology struct {
	Apologised
	At time.Time
	By By
}

// InTime tells whether an apology of this moment comes in time: a day at least
// before the promised one (NĐ 61/2018 art 19(9)).
func InTime(at, due time.Time) bool { return at.Before(due.AddDate(0, 0, -1)) }

// entry is what an apology does to the clock.
func (a *Apology) entry(agency string) deadline.Entry {
	return deadline.Entry{At: a.At, Kind: deadline.Extend, Term: deadline.Days(a.Days), Holder: agency, Reason: a.Reason, Ground: groundReappointment}
}

// MayApologise tells whether there is a date to be moved: the dossier is open,
// its clock goes, and nobody has apologised.
func (d *Dossier) MayApologise() bool {
	return d.Status.Open() && d.Status != Supplementing && d.Apology == nil
}

// Apologise apologises for a dossier that cannot be returned in time, and
// promises it some working days later. A date that has moved for another
// agency's reason has been re-appointed already.
func (d *Dossier) Apologise(act Act, a Apologised, cals Calendars) (*Dossier, []Event, error) {
	switch {
	case !d.Status.Open():
		return nil, nil, d.refused("dossier.closed." + string(d.Status))
	case d.Status == Supplementing:
		return nil, nil, d.refused("dossier.apology.paused")
	}
	moved, err := d.Reappointed(cals)
	if err != nil {
		return nil, nil, err
	}
	if moved {
		return nil, nil, d.refused("dossier.apology.once")
	}
	var faults []*motcua.Fault
	known := false
	for _, c := range LateCauses() {
		known = known || c == a.Cause
	}
	if !known {
		faults = append(faults, motcua.InvalidField("cause", "dossier.apology.cause"))
	}
	if f := checkText("reason", &a.Reason, textLimit, true); f != nil {
		faults = append(faults, f)
	}
	if a.Days < 1 || a.Days > apologyMost {
		faults = append(faults, motcua.InvalidField("days", "dossier.apology.days", "Most", apologyMost))
	}
	if err := motcua.Join(faults...); err != nil {
		return nil, nil, err
	}
	next, events := d.With(act.At, Recorded(act.By, d.Intake.Agency), a)
	after, err := next.Standing(cals, act.At)
	if err != nil {
		return nil, nil, err
	}
	if !after.Due.After(act.At) {
		return nil, nil, motcua.InvalidField("days", "dossier.apology.past", "Due", after.Due)
	}
	return next, events, nil
}

// Reappointed tells whether the promised date was moved before: by an apology,
// or by a round of opinions.
func (d *Dossier) Reappointed(cals Calendars) (bool, error) {
	if d.Apology != nil {
		return true, nil
	}
	for _, r := range interagency.Rounds(d.Opinions) {
		move, err := d.moveOf(r, cals)
		if err != nil || move.Moves() {
			return err == nil, err
		}
	}
	return false, nil
}

// apologyNotices: the applicant learns the new date and why (NĐ 61/2018 art
// 19(9)).
func (d *Dossier) apologyNotices(e Event, clock deadline.Reckoning) []Notice {
	for _, c := range clock.Changes {
		if c.Kind == deadline.Extend && c.At.Equal(e.At) && c.Reason == e.Fact.(Apologised).Reason {
			return d.toApplicant(Notice{Kind: "dateMoved", Due: c.To, Before: c.From, From: c.Holder, Reason: c.Reason})
		}
	}
	return nil
}
