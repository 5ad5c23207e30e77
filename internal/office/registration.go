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

// OpenEvents are the events that everybody may register for, or could: those
// that are not over, the next first, and those of the last year, the latest
// first.
func (o *Office) OpenEvents(ctx context.Context) (coming, past []OpenEvent, err error) {
	today := calendar.DateOf(o.Now())
	// An event of several days may have begun; none of the public lasts a year.
	all, err := FilingsOf[event.Event](o).kind.list(ctx, o, store.RecordFilter{From: today.AddDays(-366)})
	for _, t := range all {
		if !t.Content.Public() || t.Cancelled != "" {
			continue
		}
		open, err := o.openEvent(ctx, t)
		if err != nil {
			return nil, nil, err
		}
		if today.After(t.Content.Last()) {
			past = append(past, open)
		} else {
			coming = append(coming, open)
		}
	}
	slices.Reverse(coming)
	return coming, past, err
}

// NextEvents are the first events from today on that everybody may register for.
func (o *Office) NextEvents(ctx context.Context, most int) ([]OpenEvent, error) {
	all, err := FilingsOf[event.Event](o).kind.list(ctx, o, store.RecordFilter{From: calendar.DateOf(o.Now())})
	var list []OpenEvent
	for _, t := range slices.Backward(all) {
		if t.Content.Public() && t.Cancelled == "" && len(list) < most {
			list = append(list, OpenEvent{ID: t.ID, Event: t.Content})
		}
	}
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
func (o *Office) Register(ctx context.Context, id string, who event.Registrant) (*event.Registration, error) {
	e, err := o.OpenEvent(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := e.Open(calendar.DateOf(o.Now())); err != nil {
		return nil, err
	}
	if who, err = who.Clean(); err != nil {
		return nil, err
	}
	key, err := newKey()
	if err != nil {
		return nil, err
	}
	for attempt := 1; ; attempt++ {
		taken, err := registrations().list(ctx, o, store.RecordFilter{Parent: id})
		if err != nil {
			return nil, err
		}
		seat, err := e.Take(id, taken, who, key)
		if err != nil {
			return nil, err
		}
		var kept *event.Registration
		err = o.store.Write(ctx, func(tx *store.Tx) (err error) {
			if kept, err = registrations().create(ctx, tx, record.Act{At: o.Now()}, seat); err != nil {
				return err
			}
			return o.writeSeated(ctx, tx, kept, "event.registered", "Title", e.Title, "Date", e.From, "Place", e.Place, "Seat", int64(kept.Seat))
		})
		if !errors.Is(err, store.ErrSame) {
			return kept, err
		}
		if attempt == 20*attempts { // many register in the minute in which an event opens
			return nil, motcua.Refused(motcua.Conflict, "event.crowded")
		}
	}
}

// writeSeated writes to somebody who has a seat and gave an address.
func (o *Office) writeSeated(ctx context.Context, tx *store.Tx, r *event.Registration, kind string, pairs ...any) error {
	if r.Email == "" {
		return nil
	}
	about := "registration/" + r.ID
	return o.post(ctx, tx, Letter{ID: about + "/" + kind, Email: r.Email, Lang: "vi", About: about, Kind: kind, Pairs: pairs, Link: "/ve/" + r.ID + "/" + r.Key})
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
