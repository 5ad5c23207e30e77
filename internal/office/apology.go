package office

import (
	"context"

	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/store"
)

// Apologise apologises for a dossier that cannot be returned in time, and
// promises it some working days later; whoever grants more time may.
func (o *Office) Apologise(ctx context.Context, by identity.Actor, t Target, a dossier.Apologised) (*View, error) {
	return o.change(ctx, by, t, identity.DecideExtension, func(d *dossier.Dossier, b *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.Apologise(act, a, b.Calendars)
	})
}

// ApologyOwed is a dossier that is due soon or overdue, and for which the actor
// may apologise.
type ApologyOwed struct {
	dossier.Summary
	InTime bool // an apology now would come in time
}

// owedMost is how many dossiers that are due soon are looked at.
const owedMost = 100

// ApologiesOwed lists the open dossiers that are due within two working days or
// overdue, for which nobody has apologised and whose date was not re-appointed,
// the most pressing first: those that the actor may apologise for.
func (o *Office) ApologiesOwed(ctx context.Context, by identity.Actor) ([]ApologyOwed, error) {
	if !by.Is(identity.Head, identity.Director) {
		return nil, identity.Can(by, identity.DecideExtension, identity.Object{})
	}
	now := o.Now()
	soon, err := o.soon(ctx, now)
	if err != nil {
		return nil, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	list, err := o.store.Dossiers(ctx, store.Filter{Scope: store.Scope{All: true}, Open: true, DueBefore: soon, Limit: owedMost})
	if err != nil {
		return nil, err
	}
	var owed []ApologyOwed
	for _, s := range list {
		if s.Paused {
			continue
		}
		d, _, err := o.load(ctx, b, Target{Code: s.Code})
		if err != nil {
			return nil, err
		}
		again, err := d.Reappointed(b.Calendars)
		if err != nil {
			return nil, err
		}
		if again || !d.MayApologise() || identity.Can(by, identity.DecideExtension, d.Object()) != nil {
			continue
		}
		owed = append(owed, ApologyOwed{Summary: s, InTime: dossier.InTime(now, s.Due)})
	}
	return owed, nil
}
