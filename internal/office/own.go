package office

import (
	"context"
	"errors"
	"slices"

	"motcua"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/store"
)

// Claim is how applicants show that a dossier is theirs: by the key printed on
// its receipt, or by the account that it belongs to. By is who acts, as facts
// will name them (identity.Applicant).
type Claim struct {
	Code    string
	Key     string   // as typed; "" with an account alone
	Account string   // id of the account signed in, or of the organisation it acts for; "" without
	Only    []string // procedures that the account may act in; nil: all
	By      identity.Actor
}

// Own shows a dossier to its applicant. A dossier of somebody else, a wrong
// code and a wrong key get the same answer.
func (o *Office) Own(ctx context.Context, c Claim) (*View, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	d, _, err := o.loadOwn(ctx, b, c)
	if err != nil {
		return nil, err
	}
	view, err := o.view(b, d, o.Now())
	if err != nil {
		return nil, err
	}
	return view, o.withUnread(ctx, view, store.ApplicantSide)
}

// changeOwn is the shape of every use case by which applicants act on their
// own dossier.
func (o *Office) changeOwn(ctx context.Context, c Claim, decide decision) (*View, error) {
	for attempt := 1; ; attempt++ {
		view, err := o.changeOwnOnce(ctx, c, decide)
		if !errors.Is(err, store.ErrStale) || attempt == attempts {
			return view, err
		}
	}
}

func (o *Office) changeOwnOnce(ctx context.Context, c Claim, decide decision) (*View, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	d, log, err := o.loadOwn(ctx, b, c)
	if err != nil {
		return nil, err
	}
	return o.decided(ctx, b, d, log, c.By, nothingBeside, decide)
}

func (o *Office) loadOwn(ctx context.Context, b *Book, c Claim) (*dossier.Dossier, store.Log, error) {
	var log store.Log
	var err error
	code := dossier.ReadCode(c.Code)
	if key, ok := dossier.ReadKey(c.Key); ok {
		log, err = o.store.FactsTracked(ctx, code, key)
	}
	byKey := len(log.Events) > 0
	if err == nil && !byKey && c.Account != "" {
		log, err = o.store.FactsOwned(ctx, code, c.Account)
	}
	if err != nil {
		return nil, log, err
	}
	if len(log.Events) == 0 {
		return nil, log, motcua.Refused(motcua.NotFound, "dossier.track.unknown")
	}
	d, err := b.rebuild(log.Events)
	if err == nil && c.Only != nil && !byKey && !slices.Contains(c.Only, d.Intake.Procedure) {
		return nil, store.Log{}, motcua.Refused(motcua.NotFound, "dossier.track.unknown")
	}
	return d, log, err
}
