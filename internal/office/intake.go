package office

import (
	"context"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/store"
)

// Receive takes a dossier at the counter: the version of the procedure in
// force on the day of receipt is pinned, the code is numbered, the date is
// promised.
func (o *Office) Receive(ctx context.Context, by identity.Actor, in dossier.Intake) (*View, error) {
	if err := identity.Can(by, identity.Receive, identity.Object{}); err != nil {
		return nil, err
	}
	key, err := newKey()
	if err != nil {
		return nil, err
	}
	return o.receive(ctx, by, in, key, func(*store.Tx, *dossier.Dossier) error { return nil })
}

// receive takes an intake under a lookup key, whatever way it came; beside is
// what else belongs to the same transaction.
func (o *Office) receive(ctx context.Context, by identity.Actor, in dossier.Intake, key string, beside func(*store.Tx, *dossier.Dossier) error) (*View, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	act := o.act(by)
	in, p, v, err := b.prepare(in, act)
	if err != nil {
		return nil, err
	}
	var received *dossier.Dossier
	err = o.store.Write(ctx, func(tx *store.Tx) error {
		day := calendar.DateOf(in.ReceivedAt)
		n, err := tx.NextNumber(ctx, o.settings.CodePattern.Scope(), day.String())
		if err != nil {
			return err
		}
		received = dossier.Receive(act.NewID(), o.settings.CodePattern.Code(day, n), key, in, p, v, act.At, by)
		if err := o.create(ctx, tx, b, received); err != nil {
			return err
		}
		return beside(tx, received)
	})
	if err != nil {
		return nil, err
	}
	return o.view(b, received, act.At)
}

func (o *Office) create(ctx context.Context, tx *store.Tx, b *Book, d *dossier.Dossier) error {
	summary, err := d.Summarize(b.fieldOf(d), b.Calendars, o.Now())
	if err != nil {
		return err
	}
	if err := tx.CreateDossier(ctx, summary, d.Events, nil); err != nil {
		return err
	}
	if err := tx.PutFinding(ctx, d.ID, nil, d.Finding()); err != nil {
		return err
	}
	if err := o.openBill(ctx, tx, b, d); err != nil {
		return err
	}
	return o.enqueue(ctx, tx.SQL, jobsOf(d, d.Events))
}

// prepare completes and checks an intake against the catalogue and the
// calendar that its promise counts on.
func (b *Book) prepare(in dossier.Intake, act dossier.Act) (dossier.Intake, catalogue.Procedure, catalogue.Version, error) {
	if in.ReceivedAt.IsZero() {
		in.ReceivedAt = act.At
	}
	if in.Procedure == "" {
		return in, catalogue.Procedure{}, catalogue.Version{}, motcua.InvalidField("procedure", "dossier.required.procedure")
	}
	p, err := b.Procedure(in.Procedure)
	if err != nil {
		return in, p, catalogue.Version{}, err
	}
	v, err := p.VersionOn(calendar.DateOf(in.ReceivedAt))
	if err != nil {
		return in, p, v, err
	}
	if in, err = dossier.Prepare(in, p, v, act.At); err != nil {
		return in, p, v, err
	}
	if _, ok := b.Agency(p.Agency).Unit(in.Unit); !ok && in.Unit != "" {
		return in, p, v, motcua.InvalidField("unit", "dossier.handover.unit", "Unit", in.Unit)
	}
	in.Calendar = b.Calendars.Agency[p.Agency]
	if legs := v.Process.Legs; len(legs) > 0 {
		in.Calendar = b.Calendars.Agency[legs[0].Agency]
	}
	if in.Calendar == "" {
		in.Calendar = b.Calendars.Default
	}
	return in, p, v, nil
}

// Promise is the date that an intake would be promised if it were received
// now, for the counter to show before the officer confirms.
func (o *Office) Promise(ctx context.Context, by identity.Actor, in dossier.Intake) (*View, error) {
	if err := identity.Can(by, identity.Receive, identity.Object{}); err != nil {
		return nil, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	act := o.act(by)
	in, p, v, err := b.prepare(in, act)
	if err != nil {
		return nil, err
	}
	return o.view(b, dossier.Receive("", "", "", in, p, v, act.At, by), act.At)
}
