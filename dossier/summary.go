package dossier

import (
	"fmt"
	"slices"
	"time"

	"motcua/catalogue"
	"motcua/deadline"
	"motcua/vietnamese"
)

// Summary is what lists and figures need of a dossier. Everything in it
// follows from the facts; the store keeps it so that a list is one range read.
type Summary struct {
	ID            string
	Code          string
	Key           string
	Procedure     string // code
	Number        int    // of the pinned version
	ProcedureName string
	Field         string
	Channel       catalogue.ChannelKind
	Applicant     string
	Identifier    string // Party.Number of the applicant
	Phone         string // of the applicant, digits alone
	Search        string // folded text that a search looks into
	Status        Status
	LeadAgency    string
	LeadUnit      string
	Holder        Holder
	Task          string
	ReceivedAt    time.Time
	OriginalDue   time.Time
	Due           time.Time
	Paused        bool
	EndedAt       time.Time // zero while open
	Standing      deadline.Standing
	LateAgency    string    // who made it late; "" unless Standing is late
	LateCause     LateCause // as the apology says; "" without one or unless late
	Officer       string
	Version       int
	Count         PaperCount
	Keeps         int // files that may be destroyed one day: all but results
}

// Summarize derives the summary as of now. The field of administration comes
// from the catalogue.
func (d *Dossier) Summarize(field string, cals Calendars, now time.Time) (Summary, error) {
	clock, err := d.Standing(cals, now)
	if err != nil {
		return Summary{}, err
	}
	s := Summary{ID: d.ID, Code: d.Code, Key: d.Key, Procedure: d.Intake.Procedure, Number: d.Intake.Version,
		ProcedureName: d.Name, Field: field, Channel: d.Intake.Channel, Applicant: d.Intake.Applicant.Name, Identifier: d.Intake.Applicant.Number(), Phone: d.Intake.Applicant.Telephone(),
		Search: vietnamese.Fold(d.Code + " " + d.Intake.Applicant.Name + " " + d.Intake.Applicant.Identifier + " " + d.Intake.Submitter.Name + " " + d.Name),
		Status: d.Status, LeadAgency: d.Intake.Agency, LeadUnit: d.leadUnit(), Holder: d.Holder, Task: d.task(),
		ReceivedAt: d.Intake.ReceivedAt, OriginalDue: clock.Original, Due: clock.Due, Paused: clock.Paused, Version: d.Version(), Count: d.CountPapers(), Officer: d.Officer}
	for _, f := range d.KeptFiles() {
		if f.Kind != FileOfResult {
			s.Keeps++
		}
	}
	if d.Conclusion == nil {
		return s, nil
	}
	s.EndedAt, s.Standing = d.Conclusion.At, clock.Standing
	if d.Conclusion.Outcome == Withdrawn || d.Conclusion.Outcome == Stopped {
		// Biểu II.06a counts what was withdrawn or stopped with the ones on
		// time, whatever its date was then (TT 01/2020/TT-VPCP, in practice).
		s.Standing = deadline.OnTime
	}
	if s.Standing == deadline.Late {
		if d.Apology != nil {
			s.LateCause = d.Apology.Cause
		}
		s.LateAgency, err = d.lateAgency(cals, now)
	}
	return s, err
}

// lateAgency is whose overrun was the longest; the lead when nobody overran a
// share of their own.
func (d *Dossier) lateAgency(cals Calendars, now time.Time) (string, error) {
	causes, err := d.Causes(cals, now)
	if err != nil || len(causes) == 0 {
		return d.Intake.Agency, err
	}
	return causes[0].Agency, nil
}

// leadUnit is the unit responsible: the one named at intake, else the first
// unit of the lead agency in the plan.
func (d *Dossier) leadUnit() string {
	if d.Intake.Unit != "" {
		return d.Intake.Unit
	}
	for _, leg := range d.Plan {
		if leg.Agency == d.Intake.Agency && leg.Kind == catalogue.Own {
			return leg.Unit
		}
	}
	return ""
}

func (d *Dossier) task() string {
	if leg := d.openLeg(); leg != nil {
		return leg.Task
	}
	return ""
}

// ErrandKind is what an errand waits for.
type ErrandKind string

// The kinds of errand.
const (
	ErrandTake   ErrandKind = "take"   // a hand-over to take
	ErrandAnswer ErrandKind = "answer" // an opinion to give
	ErrandDecide ErrandKind = "decide" // a request for more time to decide
	ErrandCheck  ErrandKind = "check"  // papers sent online to look at

	ErrandInitial ErrandKind = "initial" // a draft to initial
	ErrandSign    ErrandKind = "sign"    // a draft to sign
	ErrandSeal    ErrandKind = "seal"    // a signed result to seal and release
)

// Errand is something beside the dossier itself that waits for somebody.
type Errand struct {
	ID      string
	Kind    ErrandKind
	Agency  string
	Unit    string
	AskedAt time.Time
	Due     time.Time
	Done    bool
}

// Errands lists every errand of the dossier, done ones too.
func (d *Dossier) Errands(cals Calendars) ([]Errand, error) {
	var list []Errand
	for _, h := range d.Handovers {
		list = append(list, Errand{ID: h.ID, Kind: ErrandTake, Agency: h.To.Agency, Unit: h.To.Unit,
			AskedAt: h.GivenAt, Due: h.GivenAt,
			Done: !h.Open() || !d.Status.Open() && d.Status != Resolved})
	}
	list = append(list, d.draftErrands()...)
	for i, s := range d.Supplements {
		if s.SentAt.IsZero() {
			continue
		}
		list = append(list, Errand{ID: fmt.Sprintf("%s/papers/%d", d.ID, i+1), Kind: ErrandCheck, Agency: s.askedFor.Agency, Unit: s.askedFor.Unit,
			AskedAt: s.SentAt, Due: s.SentAt, Done: i < len(d.Supplements)-1 || d.Status != Supplementing})
	}
	for _, o := range d.Opinions {
		due, err := dueOf(o, cals.Of)
		if err != nil {
			return nil, err
		}
		list = append(list, Errand{ID: o.ID, Kind: ErrandAnswer, Agency: o.Agency, AskedAt: o.AskedAt, Due: due, Done: !o.Open()})
		for _, m := range o.MoreTime {
			list = append(list, Errand{ID: m.ID, Kind: ErrandDecide, Agency: d.Intake.Agency, Unit: d.leadUnit(),
				AskedAt: m.AskedAt, Due: due, Done: !m.Pending() || !o.Open()})
		}
	}
	return list, nil
}

// ChangedErrands lists the errands that are new or different in next.
func ChangedErrands(before, next []Errand) []Errand {
	var changed []Errand
	for _, e := range next {
		if !slices.Contains(before, e) {
			changed = append(changed, e)
		}
	}
	return changed
}
