package register

import (
	"fmt"
	"slices"
)

// Rebuild adds the facts up, oldest first.
func Rebuild(events []Event) (*Document, error) {
	d := &Document{}
	for i, e := range events {
		_, given := e.Fact.(NumberGiven)
		_, came := e.Fact.(Arrived)
		if (given || came) != (i == 0) || e.Seq != i+1 {
			return nil, fmt.Errorf("rebuild document %s: fact %d is %s", d.ID, e.Seq, e.Fact.Kind())
		}
		d.add(e)
	}
	return d, nil
}

// with gives the document with further facts, and the events they become; d
// itself stays as it was.
func (d *Document) with(act Act, facts ...Fact) (*Document, []Event, error) {
	next := *d
	next.Events, next.Passed, next.Links = slices.Clip(d.Events), slices.Clip(d.Passed), slices.Clip(d.Links)
	next.Readers, next.CorrectedBy = slices.Clip(d.Readers), slices.Clip(d.CorrectedBy)
	for _, fact := range facts {
		next.add(Event{Seq: next.Version() + 1, At: act.At, By: act.by(), Fact: fact})
	}
	return &next, next.Events[len(d.Events):], nil
}

func (d *Document) add(e Event) {
	e.Fact.apply(d, e)
	d.Events = append(d.Events, e)
}

func (f NumberGiven) apply(d *Document, e Event) {
	d.ID, d.Direction, d.Agency, d.Series, d.Number = f.ID, Out, f.Series.Agency, f.Series, f.Number
	d.Content, d.Out, d.State, d.EnteredAt = f.Doc.Content, f.Doc, Numbered, e.At
	d.has(f.Doc.Unit, "", "")
}

func (f Arrived) apply(d *Document, e Event) {
	d.ID, d.Direction, d.Agency, d.Series, d.Number = f.ID, In, f.Series.Agency, f.Series, f.Number
	d.Content, d.In, d.State, d.EnteredAt = f.Doc.Content, f.Doc, Entered, e.At
}

func (f Issued) apply(d *Document, e Event) { d.State, d.EndedAt, d.Way = Released, e.At, f.Way }

func (f Given) apply(d *Document, e Event) {
	d.State, d.AssignedAt, d.Limit = Assigned, e.At, f.Limit
	d.has(f.Unit, f.Person, f.Name)
}

func (f Passed) apply(d *Document, _ Event) { d.has(f.Unit, f.Person, f.Name) }

func (f Done) apply(d *Document, e Event) {
	d.State, d.EndedAt, d.Answer, d.Reply = Completed, e.At, f.Answer, Other{ID: f.Reply, Symbol: f.Symbol}
}

func (f Withdrawn) apply(d *Document, e Event) {
	d.State, d.EndedAt, d.Reason = Cancelled, e.At, f.Reason
}

func (f Superseded) apply(d *Document, _ Event) { d.ReplacedBy = Other{ID: f.By, Symbol: f.Symbol} }

func (f PutRight) apply(d *Document, _ Event) {
	d.CorrectedBy = append(d.CorrectedBy, Other{ID: f.By, Symbol: f.Symbol})
}

func (f LinkMade) apply(d *Document, _ Event) { d.Links = append(d.Links, f.Link) }

// has notes who has the document. Who is given a secret one is named with it.
func (d *Document) has(unit, person, name string) {
	d.Unit, d.Person, d.PersonName = unit, person, name
	if unit != "" && !slices.Contains(d.Passed, unit) {
		d.Passed = append(d.Passed, unit)
	}
	if person != "" && d.IsSecret() && !slices.Contains(d.Readers, person) {
		d.Readers = append(d.Readers, person)
	}
}
