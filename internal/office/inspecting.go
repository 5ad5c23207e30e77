package office

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"slices"

	"motcua"
	"motcua/calendar"
	"motcua/directive"
	"motcua/document"
	"motcua/identity"
	"motcua/inspection"
	"motcua/internal/store"
	"motcua/record"
	"motcua/report"
)

// InspectionView is an inspection as of one moment, with what its units are to do.
type InspectionView struct {
	*inspection.Inspection
	Book *Book
	ToDo []*DirectiveView // its recommendations; none in lists
}

func inspections() recordKind[*inspection.Inspection] {
	return recordKind[*inspection.Inspection]{noun: inspection.Noun, codec: inspection.Codec(), rebuild: inspection.Rebuild, row: (*inspection.Inspection).Row}
}

// mayKnow tells whether the actor may know of an inspection: the office, the
// leadership, heads of units and the team.
func (o *Office) mayKnow(by identity.Actor, n *inspection.Inspection) error {
	if identity.Can(by, identity.ReadReform, n.Object(o.settings.LeadAgency, by)) != nil {
		return motcua.Refused(motcua.NotFound, "record.unknown")
	}
	return nil
}

// Inspected shows an inspection to somebody who may know of it.
func (o *Office) Inspected(ctx context.Context, by identity.Actor, id string) (*InspectionView, error) {
	n, _, err := inspections().read(ctx, o, id)
	if err != nil {
		return nil, err
	}
	if err := o.mayKnow(by, n); err != nil {
		return nil, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	v := &InspectionView{Inspection: n, Book: b}
	v.ToDo, err = o.toDo(ctx, b, n)
	return v, err
}

// toDo are the recommendations of an inspection, to whoever may know of it.
func (o *Office) toDo(ctx context.Context, b *Book, n *inspection.Inspection) ([]*DirectiveView, error) {
	kind, cal, err := o.directives(b)
	if err != nil {
		return nil, err
	}
	list, err := kind.list(ctx, o, store.RecordFilter{Parent: n.ID})
	if err != nil {
		return nil, err
	}
	var views []*DirectiveView
	for _, d := range slices.Backward(list) {
		v, err := o.directiveView(b, cal, d)
		if err != nil {
			return nil, err
		}
		views = append(views, v)
	}
	return views, nil
}

// Inspections lists those that begin in a period and that the actor may know of,
// the latest first.
func (o *Office) Inspections(ctx context.Context, by identity.Actor, p report.Period, text string) ([]*InspectionView, error) {
	if !by.In(o.settings.LeadAgency, "", identity.Specialist, identity.Head, identity.Office, identity.Director) {
		return nil, motcua.Refused(motcua.Forbidden, "identity.forbidden."+string(identity.ReadReform))
	}
	if p.To.Before(p.From) {
		return nil, motcua.InvalidField("to", "report.backwards", "From", p.From, "To", p.To)
	}
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	list, err := inspections().list(ctx, o, store.RecordFilter{From: p.From, To: p.To, Text: text})
	var views []*InspectionView
	for _, n := range list {
		if o.mayKnow(by, n) == nil {
			views = append(views, &InspectionView{Inspection: n, Book: b})
		}
	}
	return views, err
}

// PlanInspection puts an inspection into the plan.
func (o *Office) PlanInspection(ctx context.Context, by identity.Actor, p inspection.Planned) (*InspectionView, error) {
	if err := identity.Can(by, identity.KeepReform, identity.Object{LeadAgency: o.settings.LeadAgency}); err != nil {
		return nil, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	p, wrong := inspection.Plan(p)
	faults := faultsOf(wrong)
	for _, unit := range p.Units {
		if _, ok := b.Agency(o.settings.LeadAgency).Unit(unit); !ok {
			faults = append(faults, motcua.InvalidField("units", "record.unit.unknown", "Value", unit))
		}
	}
	if err := motcua.Join(faults...); err != nil {
		return nil, err
	}
	v := &InspectionView{Book: b}
	err = o.store.Write(ctx, func(tx *store.Tx) (err error) {
		v.Inspection, err = inspections().create(ctx, tx, record.Act{At: o.Now(), By: by}, p)
		return err
	})
	return v, err
}

// inspecting is the shape of every use case on an inspection: the office, the
// leadership and the team do them.
func (o *Office) inspecting(ctx context.Context, by identity.Actor, t RecordTarget, kind recordKind[*inspection.Inspection], decide func(n *inspection.Inspection, act record.Act) ([]record.Fact, error)) (*InspectionView, error) {
	n, err := kind.change(ctx, o, by, t, func(n *inspection.Inspection, act record.Act) ([]record.Fact, error) {
		if err := o.mayKnow(by, n); err != nil {
			return nil, err
		}
		if !n.OnTeam(by.Whose()) {
			if err := decidesOrKeeps(by, identity.Object{LeadAgency: o.settings.LeadAgency}); err != nil {
				return nil, err
			}
		}
		return decide(n, act)
	})
	if err != nil {
		return nil, err
	}
	b, err := o.Book(ctx)
	return &InspectionView{Inspection: n, Book: b}, err
}

// DecideInspection names the team and the programme.
func (o *Office) DecideInspection(ctx context.Context, by identity.Actor, t RecordTarget, d inspection.DecisionTaken) (*InspectionView, error) {
	people, err := o.RegisterPeople(ctx)
	if err != nil {
		return nil, err
	}
	d.Team = slices.Clone(d.Team)
	for i, m := range d.Team {
		at := slices.IndexFunc(people, func(p identity.Person) bool { return p.ID == m.Person })
		if at < 0 {
			field := map[inspection.Role]string{inspection.Leader: "leader", inspection.Secretary: "secretary", inspection.Member: "members"}[m.Role]
			return nil, motcua.InvalidField(field, "record.person.unknown")
		}
		d.Team[i].Name = people[at].Name
	}
	return o.inspecting(ctx, by, t, inspections(), func(n *inspection.Inspection, act record.Act) ([]record.Fact, error) {
		return n.Decide(act, d)
	})
}

// FreezeInspection keeps the units' own figures as they stand now.
func (o *Office) FreezeInspection(ctx context.Context, by identity.Actor, t RecordTarget) (*InspectionView, error) {
	return o.inspecting(ctx, by, t, inspections(), func(n *inspection.Inspection, _ record.Act) ([]record.Fact, error) {
		if _, err := n.Freeze(nil); err != nil { // before much is read
			return nil, err
		}
		figures, err := o.figuresOfUnits(ctx, n)
		if err != nil {
			return nil, err
		}
		return n.Freeze(figures)
	})
}

// figuresOfUnits counts what statistics count, of the inspected units alone.
func (o *Office) figuresOfUnits(ctx context.Context, n *inspection.Inspection) ([]inspection.Figures, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	begin, end, now := n.From.At(0), asOf(report.Period{From: n.From, To: n.To}, o.Now()), o.Now()
	counts, err := o.store.Counts(ctx, report.Period{From: n.From, To: n.To}, now, report.ByUnit)
	if err != nil {
		return nil, err
	}
	rows, _ := report.Table(counts)
	figures := make([]inspection.Figures, len(n.Units))
	for i, unit := range n.Units {
		figures[i].Unit = unit
		for _, row := range rows {
			if row.Key == unit {
				figures[i].Received, figures[i].Resolved = row.Received.Total+row.Received.CarriedOver, row.Resolved.Total
			}
		}
	}
	cal, err := b.Calendars.Of(o.settings.LeadAgency)
	if err != nil {
		return nil, err
	}
	for cursor := (store.Cursor{}); ; {
		list, err := o.store.LateDossiers(ctx, begin, end, now, cursor, batch)
		if err != nil || len(list) == 0 {
			return figures, err
		}
		for _, s := range list {
			i := slices.Index(n.Units, s.LeadUnit)
			if i < 0 {
				continue
			}
			late := inspection.Late{Code: s.Code, By: s.LateAgency, Open: s.EndedAt.IsZero() || s.EndedAt.After(end)}
			until := s.EndedAt
			if late.Open {
				until, late.By = end, s.Holder.Agency
			}
			if days, err := cal.WorkingDays(calendar.DateOf(s.Due), calendar.DateOf(until)); err == nil {
				late.Days = max(days, 1)
			}
			d, _, err := o.load(ctx, b, Target{Code: s.Code})
			if err != nil {
				return nil, err
			}
			if d.Apology != nil {
				late.Cause = string(d.Apology.Cause)
			}
			figures[i].Late = append(figures[i].Late, late)
		}
		cursor = summaryCursor(list[len(list)-1])
	}
}

// DrawInspection draws dossiers of the units at random; seed 0 lets chance give
// the seed, which is kept.
func (o *Office) DrawInspection(ctx context.Context, by identity.Actor, t RecordTarget, count int, seed uint64) (*InspectionView, error) {
	for seed == 0 {
		var random [8]byte
		if _, err := rand.Read(random[:]); err != nil {
			return nil, fmt.Errorf("draw a sample: %w", err)
		}
		seed = binary.LittleEndian.Uint64(random[:]) >> 24 // short enough to be typed in again
	}
	return o.inspecting(ctx, by, t, inspections(), func(n *inspection.Inspection, _ record.Act) ([]record.Fact, error) {
		codes, err := o.store.CodesOfUnit(ctx, n.Units, n.From.At(0), asOf(report.Period{From: n.From, To: n.To}, o.Now()))
		if err != nil {
			return nil, err
		}
		return n.DrawSample(seed, codes, count)
	})
}

// CheckInspection adds a line of the checklist.
func (o *Office) CheckInspection(ctx context.Context, by identity.Actor, t RecordTarget, c inspection.Criterion) (*InspectionView, error) {
	return o.inspecting(ctx, by, t, inspections(), func(n *inspection.Inspection, _ record.Act) ([]record.Fact, error) { return n.Check(c) })
}

// FindInspection adds a finding.
func (o *Office) FindInspection(ctx context.Context, by identity.Actor, t RecordTarget, f inspection.Finding) (*InspectionView, error) {
	return o.inspecting(ctx, by, t, inspections(), func(n *inspection.Inspection, _ record.Act) ([]record.Fact, error) { return n.Find(f) })
}

// KeepInspectionMinutes keeps the minutes with their files.
func (o *Office) KeepInspectionMinutes(ctx context.Context, by identity.Actor, t RecordTarget, m inspection.MinutesKept) (*InspectionView, error) {
	if err := o.acceptPapers(ctx, m.Files); err != nil {
		return nil, err
	}
	return o.inspecting(ctx, by, t, inspections(), func(n *inspection.Inspection, act record.Act) ([]record.Fact, error) {
		return n.KeepMinutes(act, m)
	})
}

// UseInspection says what an inspection is used for.
func (o *Office) UseInspection(ctx context.Context, by identity.Actor, t RecordTarget, use string) (*InspectionView, error) {
	return o.inspecting(ctx, by, t, inspections(), func(n *inspection.Inspection, _ record.Act) ([]record.Fact, error) { return n.Use(use) })
}

// CloseInspection ends it; its recommendations go on.
func (o *Office) CloseInspection(ctx context.Context, by identity.Actor, t RecordTarget, note string) (*InspectionView, error) {
	return o.inspecting(ctx, by, t, inspections(), func(n *inspection.Inspection, _ record.Act) ([]record.Fact, error) { return n.Close(note) })
}

// RecommendInspection tells an inspected unit what to do by when: a directive
// that rests on the inspection, given in the same transaction.
func (o *Office) RecommendInspection(ctx context.Context, by identity.Actor, t RecordTarget, g directive.Given) (*InspectionView, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	directives, cal, err := o.directives(b)
	if err != nil {
		return nil, err
	}
	var charging error
	if g.Charge.Name, charging = o.charged(ctx, g.Charge.Unit, g.Charge.Person); charging != nil && motcua.KindOf(charging) == motcua.Internal {
		return nil, charging
	}
	id := newID()
	var given directive.Given
	kind := inspections()
	kind.tell = func(ctx context.Context, tx *store.Tx, n *inspection.Inspection, _ int) error {
		d, err := directives.createAs(ctx, tx, id, record.Act{At: n.Events[len(n.Events)-1].At, By: by}, given)
		if err != nil {
			return err
		}
		return o.tellOfDirective(ctx, tx, cal, d, 0, nil)
	}
	return o.inspecting(ctx, by, t, kind, func(n *inspection.Inspection, act record.Act) ([]record.Fact, error) {
		unit := n.Recommend(g.Charge.Unit)
		if motcua.KindOf(unit) == motcua.Conflict {
			return nil, unit
		}
		next := g
		next.Source = directive.Source{Inspection: n.ID, Number: n.Decision.Number, Date: n.Decision.Date, Issuer: b.Agency(o.settings.LeadAgency).Name, Title: n.Title}
		next.Sample = n.Sample
		var wrong error
		given, wrong = directive.Give(next, calendar.DateOf(act.At))
		faults := append(faultsOf(wrong), faultsOf(charging)...)
		if charging == nil {
			faults = append(faults, faultsOf(unit)...)
		}
		if err := motcua.Join(faults...); err != nil {
			return nil, err
		}
		return []record.Fact{inspection.Recommended{Recommendation: inspection.Recommendation{Directive: id, Unit: given.Charge.Unit, Text: given.Order}}}, nil
	})
}

// InspectionFile is a file of the minutes, for somebody who may know of them.
func (o *Office) InspectionFile(ctx context.Context, by identity.Actor, id, file string) (document.File, error) {
	v, err := o.Inspected(ctx, by, id)
	if err != nil {
		return document.File{}, err
	}
	if !slices.Contains(v.Files, file) {
		return document.File{}, motcua.Refused(motcua.NotFound, "document.unknown")
	}
	return o.file(ctx, file)
}
