package office

import (
	"context"
	"strings"

	"motcua"
	"motcua/dossier"
	"motcua/identity"
)

// HandOver gives a dossier to a unit, or to the holder of the next leg when
// no unit is named; it returns the id of the hand-over. A unit is named by its
// id within the department, as AGENCY/UNIT, or by an agency's id alone.
func (o *Office) HandOver(ctx context.Context, by identity.Actor, t Target, unit, note string) (*View, string, error) {
	id := ""
	view, err := o.change(ctx, by, t, identity.HandOver, func(d *dossier.Dossier, b *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		agency, unit, err := b.destination(d.Intake.Agency, unit)
		if err != nil {
			return nil, nil, err
		}
		next, events, made, err := d.HandOver(act, agency, unit, note)
		id = made
		return next, events, err
	})
	return view, id, err
}

func (b *Book) destination(lead, named string) (agency, unit string, err error) {
	if named == "" {
		return "", "", nil
	}
	if _, ok := b.Agency(lead).Unit(named); ok {
		return lead, named, nil
	}
	agency, unit, _ = strings.Cut(named, "/")
	if b.Known(agency) {
		a := b.Agency(agency)
		if _, ok := a.Unit(unit); ok || unit == "" {
			return agency, unit, nil
		}
	}
	return "", "", motcua.InvalidField("to.unit", "dossier.handover.unit", "Unit", named)
}

// Take completes a hand-over.
func (o *Office) Take(ctx context.Context, by identity.Actor, handover string) (*View, error) {
	return o.change(ctx, by, Target{Errand: handover}, identity.Accept, func(d *dossier.Dossier, _ *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.Take(act, handover)
	})
}

// Assign gives a dossier to a specialist of the unit that holds it.
func (o *Office) Assign(ctx context.Context, by identity.Actor, t Target, person, note string) (*View, error) {
	assign, err := o.assigning(ctx, person, note)
	if err != nil {
		return nil, err
	}
	return o.change(ctx, by, t, identity.Assign, assign)
}

// assigning is the decision to give a dossier to a person.
func (o *Office) assigning(ctx context.Context, person, note string) (decision, error) {
	assignee, _, err := o.store.Person(ctx, person)
	if motcua.KindOf(err) == motcua.NotFound {
		return nil, motcua.InvalidField("person", "identity.person.unknown", "Person", person)
	}
	return func(d *dossier.Dossier, b *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		if !assignee.Active || !assignee.Acting("").In(d.Holder.Agency, d.Holder.Unit) {
			return nil, nil, motcua.InvalidField("person", "dossier.assign.elsewhere", "Person", assignee.Name, "Unit", b.UnitName(d.Holder.Agency, d.Holder.Unit))
		}
		return d.Assign(act, assignee.ID, assignee.Name, note)
	}, err
}

// SendBack returns a dossier to the leg before, with the reason.
func (o *Office) SendBack(ctx context.Context, by identity.Actor, t Target, reason string) (*View, error) {
	return o.change(ctx, by, t, identity.HandOver, func(d *dossier.Dossier, _ *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.SendBack(act, reason)
	})
}

// AskPapers requests missing papers of the applicant; the clock stops.
func (o *Office) AskPapers(ctx context.Context, by identity.Actor, t Target, reason string, papers []string) (*View, error) {
	return o.change(ctx, by, t, identity.Appraise, func(d *dossier.Dossier, _ *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.AskPapers(act, reason, papers)
	})
}

// TakePapers receives the papers asked for; the clock goes on or starts again.
func (o *Office) TakePapers(ctx context.Context, by identity.Actor, t Target, papers []dossier.Paper) (*View, error) {
	return o.change(ctx, by, t, identity.TakeSupplement, func(d *dossier.Dossier, _ *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.TakePapers(act, d.WithFiles(papers))
	})
}

// HandBack gives the result to the applicant.
func (o *Office) HandBack(ctx context.Context, by identity.Actor, t Target, receivedBy, method string) (*View, error) {
	return o.change(ctx, by, t, identity.Return, func(d *dossier.Dossier, _ *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.HandBack(act, receivedBy, method)
	})
}

// HandToPost gives the result to the post, with the number of the postal item
// where it is known already.
func (o *Office) HandToPost(ctx context.Context, by identity.Actor, t Target, receivedBy, tracking string) (*View, error) {
	return o.change(ctx, by, t, identity.Return, func(d *dossier.Dossier, _ *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.HandToPost(act, receivedBy, tracking)
	})
}

// NotePost records the number under which the post carries a result.
func (o *Office) NotePost(ctx context.Context, by identity.Actor, t Target, tracking string) (*View, error) {
	return o.change(ctx, by, t, identity.Return, func(d *dossier.Dossier, _ *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.NotePost(act, tracking)
	})
}

// Withdraw records that the applicant takes the dossier back.
func (o *Office) Withdraw(ctx context.Context, by identity.Actor, t Target, reason string) (*View, error) {
	return o.change(ctx, by, t, identity.Withdraw, func(d *dossier.Dossier, _ *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.Withdraw(act, reason)
	})
}

// Stop ends the processing of a dossier without a result.
func (o *Office) Stop(ctx context.Context, by identity.Actor, t Target, reason string) (*View, error) {
	return o.change(ctx, by, t, identity.Conclude, func(d *dossier.Dossier, _ *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.Stop(act, reason)
	})
}

// Correct puts a wrong entry of the intake right by a new fact.
func (o *Office) Correct(ctx context.Context, by identity.Actor, t Target, field, to, reason string) (*View, error) {
	return o.change(ctx, by, t, identity.Correct, func(d *dossier.Dossier, _ *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.Correct(act, field, to, reason)
	})
}
