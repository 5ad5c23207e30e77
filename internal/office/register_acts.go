package office

import (
	"context"
	"errors"
	"slices"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/register"
)

// documentDecision makes the next state and its events out of the present one.
type documentDecision func(d *register.Document, b *Book, act register.Act) (*register.Document, []register.Event, error)

// changeDocument is the shape of every use case on a document that stands in a
// book. The view is nil when the actor may not know of the document any longer.
func (o *Office) changeDocument(ctx context.Context, by identity.Actor, t DocumentTarget, right identity.Action, decide documentDecision) (*DocumentView, error) {
	for attempt := 1; ; attempt++ {
		view, err := o.tryDocument(ctx, by, t, right, decide)
		if !errors.Is(err, store.ErrStale) || attempt == attempts {
			return view, err
		}
	}
}

func (o *Office) tryDocument(ctx context.Context, by identity.Actor, t DocumentTarget, right identity.Action, decide documentDecision) (*DocumentView, error) {
	b, d, last, err := o.readableDocument(ctx, by, t.ID)
	if err != nil {
		return nil, err
	}
	if err := identity.Can(by, right, d.Object()); err != nil {
		return nil, err
	}
	if t.Expected > 0 && t.Expected != d.Version() {
		return nil, motcua.Refused(motcua.Conflict, "register.stale", "Version", int64(d.Version()))
	}
	act := register.Act{At: o.Now(), By: by}
	if n := len(d.Events); act.At.Before(d.Events[n-1].At) {
		act.At = d.Events[n-1].At // clocks of two nodes may differ; facts stand in order
	}
	next, events, err := decide(d, b, act)
	if err != nil {
		return nil, err
	}
	err = o.store.Write(ctx, func(tx *store.Tx) error { return o.appendDocument(ctx, tx, b, next, last, events, act) })
	if err != nil {
		return nil, err
	}
	return o.documentView(b, next)
}

// ReleaseDocument records that an outgoing document left, and how.
func (o *Office) ReleaseDocument(ctx context.Context, by identity.Actor, t DocumentTarget, way, note string) (*DocumentView, error) {
	return o.changeDocument(ctx, by, t, identity.KeepRegister, func(d *register.Document, _ *Book, act register.Act) (*register.Document, []register.Event, error) {
		return d.Release(act, way, note)
	})
}

// CancelDocument takes a number out of use; it stays in the book.
func (o *Office) CancelDocument(ctx context.Context, by identity.Actor, t DocumentTarget, reason string) (*DocumentView, error) {
	return o.changeDocument(ctx, by, t, identity.KeepRegister, func(d *register.Document, _ *Book, act register.Act) (*register.Document, []register.Event, error) {
		return d.Cancel(act, reason)
	})
}

// AssignDocument gives an incoming document to a unit, or to a person of it,
// with a limit.
func (o *Office) AssignDocument(ctx context.Context, by identity.Actor, t DocumentTarget, to register.Holder, limit register.Limit, note string) (*DocumentView, error) {
	to, err := o.holder(ctx, to)
	if err != nil {
		return nil, err
	}
	return o.changeDocument(ctx, by, t, identity.AssignDocument, func(d *register.Document, b *Book, act register.Act) (*register.Document, []register.Event, error) {
		cal, err := b.Calendars.Of(d.Agency)
		if err != nil {
			return nil, nil, err
		}
		return d.Assign(act, cal, to, limit, note)
	})
}

// PassDocument gives it on to another unit or person; the date stays.
func (o *Office) PassDocument(ctx context.Context, by identity.Actor, t DocumentTarget, to register.Holder, note string) (*DocumentView, error) {
	to, err := o.holder(ctx, to)
	if err != nil {
		return nil, err
	}
	return o.changeDocument(ctx, by, t, identity.HandleDocument, func(d *register.Document, _ *Book, act register.Act) (*register.Document, []register.Event, error) {
		return d.PassOn(act, to, note)
	})
}

// holder checks and completes who is given a document.
func (o *Office) holder(ctx context.Context, to register.Holder) (register.Holder, error) {
	b, err := o.Book(ctx)
	if err != nil || to.Unit == "" {
		return to, err
	}
	if fault := o.unitFault(b, to.Unit); fault != nil {
		return to, fault
	}
	if to.Person == "" {
		return to, nil
	}
	people, err := o.RegisterPeople(ctx)
	i := slices.IndexFunc(people, func(p identity.Person) bool {
		return p.ID == to.Person && p.Acting("").In(o.settings.LeadAgency, to.Unit)
	})
	if err == nil && i < 0 {
		return to, motcua.InvalidField("unit", "register.person.unknown")
	}
	if err == nil {
		to.Name = people[i].Name
	}
	return to, err
}

// CompleteDocument records what was done about an incoming document; reply is
// the number and sign of the outgoing document that answers it, "" for none.
func (o *Office) CompleteDocument(ctx context.Context, by identity.Actor, t DocumentTarget, answer, reply string) (*DocumentView, error) {
	other, err := o.replied(ctx, by, reply)
	if err != nil {
		return nil, err
	}
	return o.changeDocument(ctx, by, t, identity.HandleDocument, func(d *register.Document, _ *Book, act register.Act) (*register.Document, []register.Event, error) {
		return d.Complete(act, answer, other)
	})
}

// replied finds an outgoing document by its number and sign, among those that
// the actor may know of: the one entered last.
func (o *Office) replied(ctx context.Context, by identity.Actor, symbol string) (register.Other, error) {
	if symbol == "" {
		return register.Other{}, nil
	}
	n, err := register.ReadNumber("reply", symbol, calendar.Date{})
	if err != nil {
		return register.Other{}, err
	}
	f, err := o.documentFilter(by, DocumentQuery{Direction: register.Out, Text: n.String()})
	if err != nil {
		return register.Other{}, err
	}
	list, err := o.store.Documents(ctx, f)
	for _, s := range list {
		if s.Symbol == n.String() && s.State != register.Cancelled {
			return register.Other{ID: s.ID, Symbol: s.Symbol}, nil
		}
	}
	if err != nil {
		return register.Other{}, err
	}
	return register.Other{}, motcua.InvalidField("reply", "register.reply.unknown", "Symbol", n.String())
}

// LinkDocument links a document to a dossier or to something else.
func (o *Office) LinkDocument(ctx context.Context, by identity.Actor, t DocumentTarget, link register.Link) (*DocumentView, error) {
	link, err := o.linked(ctx, by, link)
	if err != nil {
		return nil, err
	}
	return o.changeDocument(ctx, by, t, identity.HandleDocument, func(d *register.Document, _ *Book, act register.Act) (*register.Document, []register.Event, error) {
		return d.Tie(act, link)
	})
}
