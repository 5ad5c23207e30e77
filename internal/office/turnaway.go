package office

import (
	"context"
	"errors"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/store"
)

// TurnAway records that somebody at the desk was given a sheet in place of a
// receipt: a refusal, or a request for more. No dossier is made. The view is what
// would have been received, for the sheet to be filled with.
func (o *Office) TurnAway(ctx context.Context, by identity.Actor, in dossier.Intake, refused bool, reason string) (*View, dossier.TurnedAway, error) {
	var turned dossier.TurnedAway
	if err := identity.Can(by, identity.Receive, identity.Object{}); err != nil {
		return nil, turned, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return nil, turned, err
	}
	act := o.act(by)
	in, p, v, wrong := b.prepare(in, act)
	if p.Code == "" && strings.TrimSpace(in.Applicant.Name) == "" {
		wrong = joinFaults(motcua.InvalidField("applicant.name", "dossier.required.name"), wrong)
	}
	turned, lacking := dossier.TurnAway(in, v, refused, reason)
	if v.Number == 0 && !refused {
		lacking = nil // what a procedure wants is not known without it
	}
	if err := joinFaults(wrong, lacking); err != nil {
		return nil, turned, err
	}
	view, err := o.view(b, dossier.Receive("", "", "", in, p, v, act.At, by), act.At)
	if err != nil {
		return nil, turned, err
	}
	action := "counter.supplement"
	if refused {
		action = "counter.refusal"
	}
	err = o.store.Write(ctx, func(tx *store.Tx) error {
		n, err := nextSheet(ctx, tx, turned.Sheet(), calendar.DateOf(act.At).Year)
		if err != nil {
			return err
		}
		turned.Number = n
		return tx.Audit(ctx, newID(), act.At, by, action, in.Procedure, turned)
	})
	return view, turned, err
}

// joinFaults says all that is wrong at once; an error that is no fault goes alone.
func joinFaults(errs ...error) error {
	var faults []*motcua.Fault
	for _, err := range errs {
		var fault *motcua.Fault
		if err != nil && !errors.As(err, &fault) {
			return err
		}
		if err != nil {
			faults = append(faults, fault)
		}
	}
	return motcua.Join(faults...)
}
