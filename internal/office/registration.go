package office

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"motcua"
	"motcua/calendar"
	"motcua/event"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/record"
)

// OpenEvent is an event that everybody may register for, with the seats left.
type OpenEvent struct {
	ID string
	event.Event
	Left int64
	Over bool // nobody registers any more
}

func registrations() recordKind[*event.Registration] {
	return recordKind[*event.Registration]{noun: "registration", codec: event.RegistrationCodec(), rebuild: event.RebuildRegistration, row: (*event.Registration).Row}
}

// OpenEvents are the events that everybody may register for and that are not
// over, the next first.
func (o *Office) OpenEvents(ctx context.Context) ([]OpenEvent, error) {
	today := calendar.DateOf(o.Now())
	// An event of several days may have begun; none of the public lasts a year.
	all, err := FilingsOf[event.Event](o).kind.list(ctx, o, store.RecordFilter{From: today.AddDays(-366)})
	var list []OpenEvent
	for _, t := range all {
		if !t.Content.Public() || t.Cancelled != "" || today.After(t.Content.Last()) {
			continue
		}
		open, err := o.openEvent(ctx, t)
		if err != nil {
			return nil, err
		}
		list = append(list, open)
	}
	slices.Reverse(list)
	return list, err
}

// OpenEvent is one of them; an event that nobody registers for is not found.
func (o *Office) OpenEvent(ctx context.Context, id string) (OpenEvent, error) {
	t, _, err := FilingsOf[event.Event](o).kind.read(ctx, o, id)
	if err != nil {
		return OpenEvent{}, err
	}
	if !t.Content.Public() || t.Cancelled != "" {
		return OpenEvent{}, motcua.Refused(motcua.NotFound, "record.unknown")
	}
	return o.openEvent(ctx, t)
}

func (o *Office) openEvent(ctx context.Context, t *record.Filing[event.Event]) (OpenEvent, error) {
	taken, err := o.store.CountRecords(ctx, store.RecordFilter{Noun: registrations().noun, Parent: t.ID})
	return OpenEvent{ID: t.ID, Event: t.Content, Left: max(0, t.Content.Capacity-int64(taken)), Over: t.Content.Open(calendar.DateOf(o.Now())) != nil}, err
}

// Register takes a seat of an event for somebody. The number of the seat keeps
// two from taking one: whoever was slower looks again at who has one.
func (o *Office) Register(ctx context.Context, id string, who event.Registrant) error {
	e, err := o.OpenEvent(ctx, id)
	if err != nil {
		return err
	}
	if err := e.Open(calendar.DateOf(o.Now())); err != nil {
		return err
	}
	if who, err = who.Clean(); err != nil {
		return err
	}
	for attempt := 1; ; attempt++ {
		taken, err := registrations().list(ctx, o, store.RecordFilter{Parent: id})
		if err != nil {
			return err
		}
		seat, err := e.Take(id, taken, who)
		if err != nil {
			return err
		}
		err = o.store.Write(ctx, func(tx *store.Tx) error {
			_, err := registrations().create(ctx, tx, record.Act{At: o.Now()}, seat)
			return err
		})
		if !errors.Is(err, store.ErrSame) {
			return err
		}
		if attempt == 20*attempts { // many register in the minute in which an event opens
			return motcua.Refused(motcua.Conflict, "event.crowded")
		}
	}
}

// Registrations are who has a seat of an event, in the order in which they
// came. They are for the office alone.
func (o *Office) Registrations(ctx context.Context, by identity.Actor, id string) ([]*event.Registration, error) {
	if err := identity.Can(by, identity.KeepReform, o.reform()); err != nil {
		return nil, err
	}
	list, err := registrations().list(ctx, o, store.RecordFilter{Parent: id})
	slices.SortFunc(list, func(a, b *event.Registration) int { return cmp.Compare(a.Seat, b.Seat) })
	return list, err
}

// Tick says whether somebody who registered for an event came.
func (o *Office) Tick(ctx context.Context, by identity.Actor, id string, t RecordTarget, came bool) error {
	if err := identity.Can(by, identity.KeepReform, o.reform()); err != nil {
		return err
	}
	_, err := registrations().change(ctx, o, by, t, func(r *event.Registration, _ record.Act) ([]record.Fact, error) {
		if r.Event != id {
			return nil, motcua.Refused(motcua.NotFound, "record.unknown")
		}
		if r.Came == came {
			return nil, nil
		}
		return []record.Fact{event.Ticked{Came: came}}, nil
	})
	return err
}
