package dossier

import (
	"fmt"
	"slices"
	"time"

	"motcua/catalogue"
	"motcua/interagency"
)

// LeadershipUnit is the id of the unit that signs for the lead agency.
const LeadershipUnit = "lanhdao"

// Rebuild adds the facts up, oldest first, under the version of the procedure
// that the first fact pinned.
func Rebuild(version catalogue.Version, name string, events []Event) (*Dossier, error) {
	d := &Dossier{Plan: version.Process.Legs, Name: name, Supplement: version.Policy(), AutoExtension: version.AutoExtension}
	for i, e := range events {
		if _, opened := e.Fact.(Opened); opened != (i == 0) {
			return nil, fmt.Errorf("rebuild dossier %s: fact %d is %s; the receipt, and it alone, comes first", d.Code, e.Seq, e.Fact.Kind())
		}
		if e.Seq != d.Version()+1 {
			return nil, fmt.Errorf("rebuild dossier %s: fact %d where %d was due", d.Code, e.Seq, d.Version()+1)
		}
		d.add(e)
	}
	return d, nil
}

// With gives the dossier with further facts recorded by one author at one
// instant, and the events they become; d itself stays as it was.
func (d *Dossier) With(at time.Time, by By, facts ...Fact) (*Dossier, []Event) {
	next := *d
	next.Legs = slices.Clone(d.Legs)
	next.Handovers = slices.Clone(d.Handovers)
	next.Supplements = slices.Clone(d.Supplements)
	next.Messages = slices.Clip(d.Messages)
	next.Results = slices.Clone(d.Results)
	next.Events = slices.Clip(d.Events)
	next.Opinions = slices.Clone(d.Opinions)
	for i := range next.Opinions {
		next.Opinions[i].MoreTime = slices.Clone(next.Opinions[i].MoreTime)
	}
	for _, f := range facts {
		next.add(Event{Seq: next.Version() + 1, At: at, By: by, Fact: f})
	}
	return &next, next.Events[len(d.Events):]
}

func (d *Dossier) add(e Event) {
	e.Fact.apply(d, e)
	d.Events = append(d.Events, e)
}

func (f Opened) apply(d *Dossier, _ Event) {
	d.ID, d.Code, d.Key, d.Intake = f.ID, f.Code, f.Key, f.Intake
	d.Plan = catalogue.Process{Legs: d.Plan}.For(f.Intake.Circumstances())
	d.Status, d.Holder = Received, d.firstHolder()
	first := catalogue.Leg{Kind: catalogue.Own, Agency: d.Holder.Agency, Unit: d.Holder.Unit}
	if len(d.Plan) > 0 {
		first = d.Plan[0]
	}
	d.begin(first, f.Intake.ReceivedAt)
}

// firstHolder is who has the dossier at its receipt: the first leg of the
// plan, without a plan the unit responsible.
func (d *Dossier) firstHolder() Holder {
	if len(d.Plan) > 0 {
		return Holder{Agency: d.Plan[0].Agency, Unit: d.Plan[0].Unit}
	}
	return Holder{Agency: d.Intake.Agency, Unit: d.Intake.Unit}
}

func (f Given) apply(d *Dossier, _ Event) {
	d.Handovers = append(d.Handovers, f.Handover)
	if !f.Handover.Open() {
		d.move(f.Handover)
	}
}

func (f Taken) apply(d *Dossier, e Event) {
	for i := range d.Handovers {
		if h := &d.Handovers[i]; h.ID == f.Handover {
			moved := h.AtOnce()
			h.TakenAt, h.TakenBy = e.At, e.By.Person
			if moved {
				continue // the receiver confirms what has moved already
			}
			if h.To.Unit == "" && e.By.Agency == h.To.Agency {
				h.To.Unit = e.By.Unit // given to the agency as a whole, taken by one of its units
			}
			d.move(*h)
		}
	}
}

func (f Assigned) apply(d *Dossier, e Event) {
	d.Holder.Person = f.Person
	if d.Holder.Agency == d.Intake.Agency {
		d.Officer = f.Person
	}
	if next, ok := d.afterAssignment(); ok {
		d.end(e.At)
		d.begin(next, e.At)
	}
	if d.Status == Received {
		d.Status = d.statusOfLeg() // without a plan the unit has it from the first
	}
}

func (f SentBack) apply(d *Dossier, e Event) {
	if leg := d.openLeg(); leg != nil {
		leg.SentBack = true
	}
	d.end(e.At)
	if leg, ok := d.planned(f.Leg); ok {
		d.hold(leg.Agency, leg.Unit)
		d.begin(leg, e.At)
		d.Status = d.statusOfLeg()
	}
}

func (f PapersAsked) apply(d *Dossier, e Event) {
	d.Supplements = append(d.Supplements, Supplement{Reason: f.Reason, Papers: f.Papers, AskedAt: e.At, AskedBy: e.By.Person, askedFor: d.Holder})
	d.Status = Supplementing
}

func (f PapersTaken) apply(d *Dossier, e Event) {
	if n := len(d.Supplements); n > 0 {
		s := &d.Supplements[n-1]
		s.TakenAt, s.CompleteAt, s.Handed = e.At, e.At, f.Papers
		if !f.CompleteAt.IsZero() {
			s.CompleteAt = f.CompleteAt
		}
	}
	d.resume(e.At)
}

func (f OpinionsAsked) apply(d *Dossier, e Event) {
	d.Opinions = append(d.Opinions, f.Opinions...)
	if _, ok := d.afterConsultation(); ok {
		d.end(e.At)
	}
	d.Status = Consulting
}

func (f Replied) apply(d *Dossier, e Event) {
	if o := d.opinion(f.Opinion); o != nil {
		reply := f.Reply
		o.Reply = &reply
	}
	d.goOn(e.At)
}

func (f OpinionClosed) apply(d *Dossier, e Event) {
	if o := d.opinion(f.Opinion); o != nil {
		o.Closed = e.At
	}
	d.goOn(e.At)
}

func (Reminded) apply(*Dossier, Event) {}

func (f MoreTimeAsked) apply(d *Dossier, _ Event) {
	if o := d.opinion(f.Request.Opinion); o != nil {
		o.MoreTime = append(o.MoreTime, f.Request)
	}
}

func (f MoreTimeDecided) apply(d *Dossier, e Event) {
	for i := range d.Opinions {
		for j := range d.Opinions[i].MoreTime {
			if m := &d.Opinions[i].MoreTime[j]; m.ID == f.Request {
				m.DecidedAt, m.DecidedBy, m.Approved = e.At, e.By.Person, f.Approved
				m.Note, m.Exception = f.Note, f.Exception
			}
		}
	}
}

func (f Concluded) apply(d *Dossier, e Event) {
	conclusion := f.Conclusion
	d.Conclusion = &conclusion
	d.end(e.At)
	for i := range d.Opinions {
		if d.Opinions[i].Open() {
			d.Opinions[i].Closed = e.At
		}
	}
	switch conclusion.Outcome {
	case Withdrawn:
		d.Status = WithdrawnDone
	case Stopped:
		d.Status = StoppedDone
	default:
		d.Status = Resolved
		d.Results = append(d.Results, Result{Document: conclusion.Document, Outcome: conclusion.Outcome, At: e.At})
	}
}

func (f Returned) apply(d *Dossier, e Event) {
	d.end(e.At)
	d.ReturnedAt, d.Return, d.Status = e.At, &f, ReturnedDone
}

func (f Corrected) apply(d *Dossier, _ Event) {
	if set, ok := correctable[f.Field]; ok {
		set.write(&d.Intake, f.To)
	}
}

func (Redated) apply(*Dossier, Event) {}

// move ends the giver's leg and begins the receiver's at the instant of
// giving: who is slow to take what was given spends his own time.
func (d *Dossier) move(h Handover) {
	d.end(h.GivenAt)
	d.hold(h.To.Agency, h.To.Unit)
	leg, planned := d.planned(h.Leg)
	if !planned {
		leg = catalogue.Leg{Kind: catalogue.Own, Agency: h.To.Agency, Unit: h.To.Unit}
	}
	d.begin(leg, h.GivenAt)
	if d.Status.Open() {
		d.Status = d.statusOfLeg()
	}
}

// hold gives the dossier to a unit; the person named stays while the unit
// does, and is remembered when it comes back to the unit.
func (d *Dossier) hold(agency, unit string) {
	if d.Holder.Agency == agency && d.Holder.Unit == unit {
		return
	}
	d.Holder = Holder{Agency: agency, Unit: unit, Person: d.assigneeOf(agency, unit)}
}

func (d *Dossier) assigneeOf(agency, unit string) string {
	person, holder := "", Holder{}
	for _, e := range d.Events {
		switch f := e.Fact.(type) {
		case Opened:
			holder = d.firstHolder()
		case SentBack:
			if leg, ok := d.planned(f.Leg); ok {
				holder = Holder{Agency: leg.Agency, Unit: leg.Unit}
			}
		case Taken:
			if h := d.handover(f.Handover); h != nil {
				holder = h.To
			}
		case Given:
			if !f.Handover.Open() {
				holder = f.Handover.To
			}
		case Assigned:
			if holder.Agency == agency && holder.Unit == unit {
				person = f.Person
			}
		}
	}
	return person
}

func (d *Dossier) begin(leg catalogue.Leg, at time.Time) {
	l := Leg{ID: leg.ID, Planned: leg.ID != "", Kind: leg.Kind, Agency: leg.Agency, Unit: leg.Unit,
		Position: leg.Position, Task: leg.Task, Share: leg.Share, StartedAt: at}
	if !l.Planned {
		l.ID = fmt.Sprintf("+%d", len(d.Legs)+1)
	}
	d.Legs = append(d.Legs, l)
}

func (d *Dossier) end(at time.Time) {
	if leg := d.openLeg(); leg != nil {
		leg.FinishedAt = at
		if at.Before(leg.StartedAt) { // begun after the giving that ends it
			leg.FinishedAt = leg.StartedAt
		}
	}
}

// goOn resumes when it was opinions that were waited for; while papers are
// waited for as well, their arrival resumes.
func (d *Dossier) goOn(at time.Time) {
	if d.Status == Consulting {
		d.resume(at)
	}
}

// resume begins the leg after the opinions once no agency owes one any more.
func (d *Dossier) resume(at time.Time) {
	if d.openLeg() == nil && !slices.ContainsFunc(d.Opinions, interagency.Opinion.Open) {
		if next, ok := d.afterConsultation(); ok {
			d.begin(next, at)
		}
	}
	d.Status = d.statusOfLeg()
}

func (d *Dossier) statusOfLeg() Status {
	if slices.ContainsFunc(d.Opinions, interagency.Opinion.Open) {
		return Consulting
	}
	leg := d.openLeg()
	switch {
	case leg == nil:
		return Processing
	case leg.Kind == catalogue.OneStop:
		return Received
	case leg.Kind == catalogue.Authority, leg.Unit == LeadershipUnit:
		return Approving
	default:
		return Processing
	}
}
