package feedback

import (
	"fmt"
	"slices"
)

// Rebuild adds the facts up, oldest first.
func Rebuild(events []Event) (*Feedback, error) {
	f := &Feedback{}
	for i, e := range events {
		if _, opened := e.Fact.(Opened); opened != (i == 0) {
			return nil, fmt.Errorf("rebuild feedback %s: fact %d is %s; the receipt, and it alone, comes first", f.Code, e.Seq, e.Fact.Kind())
		}
		if e.Seq != f.Version()+1 {
			return nil, fmt.Errorf("rebuild feedback %s: fact %d where %d was due", f.Code, e.Seq, f.Version()+1)
		}
		f.add(e)
	}
	return f, nil
}

// with gives the feedback with a further fact, and the event it becomes; f
// itself stays as it was.
func (f *Feedback) with(act Act, facts ...Fact) (*Feedback, []Event, error) {
	next := *f
	next.Events = slices.Clip(f.Events)
	next.Asked = slices.Clone(f.Asked)
	next.Extensions = slices.Clip(f.Extensions)
	next.Messages = slices.Clip(f.Messages)
	if f.Answer != nil {
		answer := *f.Answer
		next.Answer = &answer
	}
	for _, fact := range facts {
		next.add(Event{Seq: next.Version() + 1, At: act.At, By: Recorded(act.By), Fact: fact})
	}
	return &next, next.Events[len(f.Events):], nil
}

func (f *Feedback) add(e Event) {
	e.Fact.apply(f, e)
	f.Events = append(f.Events, e)
}

func (o Opened) apply(f *Feedback, _ Event) {
	in := o.Intake
	f.ID, f.Code, f.Key, f.Agency = o.ID, o.Code, o.Key, o.Agency
	f.Kind, f.Channel, f.Title, f.Content, f.Files, f.LeftOut = in.Kind, in.Channel, in.Title, in.Content, in.Files, in.LeftOut
	f.Sender, f.About, f.ReceivedAt, f.State = in.Sender, in.About, in.ReceivedAt, Received
}

func (c Classified) apply(f *Feedback, e Event) {
	f.Kind, f.About = c.As, c.About
	if f.AcceptedAt.IsZero() {
		f.AcceptedAt = e.At
	}
	if f.State == Received {
		f.State = Accepted
	}
	if f.State == Waiting && f.before == Received {
		f.before = Accepted
	}
	if f.concerned() {
		f.Unit, f.Person = "", ""
		if f.State == Working {
			f.State = Accepted
		}
		if f.before == Working {
			f.before = Accepted
		}
	}
}

// concerned tells whether whoever handles it is complained about in it.
func (f *Feedback) concerned() bool {
	return f.Person != "" && slices.Contains(f.About.Persons, f.Person) ||
		f.Kind == Handling && f.Unit != "" && f.About.Agency == f.Agency && f.About.Unit == f.Unit
}

func (r Rejected) apply(f *Feedback, e Event) {
	f.State, f.Ground, f.Reason, f.ClosedAt = Refused, r.Ground, r.Reason, e.At
	f.endWait(e)
}

func (m MoreAsked) apply(f *Feedback, e Event) {
	f.before, f.State = f.State, Waiting
	f.Asked = append(f.Asked, Wait{From: e.At, Reason: m.Reason})
	f.Messages = append(f.Messages, Message{At: e.At, Content: m.Reason, Kind: m.Kind()})
}

func (s Said) apply(f *Feedback, e Event) {
	f.Messages = append(f.Messages, Message{At: e.At, BySender: true, Content: s.Content, Files: s.Files, Kind: s.Kind()})
	f.LeftOut = append(slices.Clip(f.LeftOut), s.LeftOut...)
	if f.State == Waiting {
		f.State = f.before
		f.endWait(e)
	}
}

func (p PassedOn) apply(f *Feedback, e Event) {
	f.State, f.To, f.Evidence, f.ClosedAt = Transferred, p.To, p.Evidence, e.At
	f.endWait(e)
}

func (a Assigned) apply(f *Feedback, _ Event) {
	f.Unit, f.Person = a.Unit, a.Person
	if f.State == Accepted {
		f.State = Working
	}
	if f.State == Waiting && f.before == Accepted {
		f.before = Working
	}
}

func (x Extended) apply(f *Feedback, e Event) {
	f.Extensions = append(f.Extensions, Extension{At: e.At, Term: x.Term, Reason: x.Reason})
}

func (d Drafted) apply(f *Feedback, e Event) {
	f.Answer = &Answer{Content: d.Content, Outcome: d.Outcome, DraftedBy: e.By.Person, DraftedAt: e.At}
	f.State = Approving
}

func (r DraftReturned) apply(f *Feedback, _ Event) {
	f.State, f.Answer.Returned = Working, r.Reason
}

func (Approved) apply(f *Feedback, e Event) {
	f.State, f.Answer.Approved, f.Answer.By = Answered, e.At, e.By.Person
}

func (p MadePublic) apply(f *Feedback, e Event) {
	text := p.Text
	f.State, f.Public, f.ClosedAt = Published, &text, e.At
}

func (k KeptBack) apply(f *Feedback, e Event) {
	f.State, f.Reason, f.ClosedAt = Withheld, k.Reason, e.At
}

func (j Judged) apply(f *Feedback, _ Event) {
	satisfied := j.Satisfied
	f.Satisfied = &satisfied
}

func (f *Feedback) endWait(e Event) {
	if w := f.Opened(); w != nil {
		w.Until = e.At
	}
}
