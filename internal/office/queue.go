package office

import (
	"context"
	"errors"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/counter"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/store"
)

// Centre is the agency whose counters receive: the first one-stop desk that the
// processes begin at, or else the department itself.
func (b *Book) Centre(lead string) string {
	for _, p := range b.Procedures {
		for _, v := range p.Versions {
			if legs := v.Process.Legs; len(legs) > 0 && legs[0].Kind == catalogue.OneStop {
				return legs[0].Agency
			}
		}
	}
	return lead
}

// centre is the centre of today's queue, for whoever stands there.
func (o *Office) centre(ctx context.Context) (string, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return "", err
	}
	return b.Centre(o.settings.LeadAgency), nil
}

// centreOf is the centre at whose desk an actor receives.
func (o *Office) centreOf(ctx context.Context, by identity.Actor) (string, error) {
	if err := identity.Can(by, identity.Receive, identity.Object{}); err != nil {
		return "", err
	}
	for _, p := range by.Posts {
		if p.Role == identity.Reception {
			return p.Agency, nil
		}
	}
	return o.centre(ctx)
}

// Board is today's queue, for the board that everybody sees. It names nobody,
// and no dossier.
func (o *Office) Board(ctx context.Context) (*counter.Queue, error) {
	centre, err := o.centre(ctx)
	if err != nil {
		return nil, err
	}
	q, _, err := o.store.Queue(ctx, centre, calendar.DateOf(o.Now()))
	return q, err
}

// Queue is today's queue of the actor's centre.
func (o *Office) Queue(ctx context.Context, by identity.Actor) (*counter.Queue, error) {
	centre, err := o.centreOf(ctx, by)
	if err != nil {
		return nil, err
	}
	q, _, err := o.store.Queue(ctx, centre, calendar.DateOf(o.Now()))
	return q, err
}

// queueStream begins the ids under which open pages watch a queue; no dossier
// has such an id.
const queueStream = "queue "

// QueueStream is the id under which open pages watch a queue.
func QueueStream(q *counter.Queue) string { return queueStream + q.Centre + " " + q.Day.String() }

// Watched are how many facts there are of what open pages show, dossiers and
// queues, by their ids.
func (o *Office) Watched(ctx context.Context, ids []string) (map[string]int, error) {
	var dossiers, queues []string
	for _, id := range ids {
		if strings.HasPrefix(id, queueStream) {
			queues = append(queues, id)
		} else {
			dossiers = append(dossiers, id)
		}
	}
	found := map[string]int{}
	if len(dossiers) > 0 {
		var err error
		if found, err = o.store.Versions(ctx, dossiers); err != nil {
			return nil, err
		}
	}
	for _, id := range queues {
		centre, date, _ := strings.Cut(strings.TrimPrefix(id, queueStream), " ")
		day, err := calendar.ParseDate(date)
		if err != nil {
			continue
		}
		n, err := o.store.QueueVersion(ctx, centre, day)
		if err != nil {
			return nil, err
		}
		found[id] = n
	}
	return found, nil
}

// queueDecision makes facts out of the present queue.
type queueDecision func(q *counter.Queue) ([]counter.Fact, error)

// changeQueue decides on today's queue and saves; a decision overtaken by
// another counter is made again on what the queue has become.
func (o *Office) changeQueue(ctx context.Context, by identity.Actor, centre string, decide queueDecision) (*counter.Queue, error) {
	for attempt := 1; ; attempt++ {
		now := o.Now()
		q, last, err := o.store.Queue(ctx, centre, calendar.DateOf(now))
		if err != nil {
			return nil, err
		}
		facts, err := decide(q)
		if err != nil {
			return q, err
		}
		if n := len(q.Events); n > 0 && now.Before(q.Events[n-1].At) {
			now = q.Events[n-1].At // the clocks of two nodes differ by a little
		}
		next, events := q.With(now, by, facts...)
		err = o.store.Write(ctx, func(tx *store.Tx) error { return tx.AppendQueue(ctx, q, last, events) })
		if err == nil {
			return next, nil
		}
		if !errors.Is(err, store.ErrStale) || attempt == attempts {
			return q, err
		}
	}
}

// TakeTicket gives a number to whoever asks at the kiosk. It needs no right: it
// stands in the hall.
func (o *Office) TakeTicket(ctx context.Context, by identity.Actor, service counter.Service, priority counter.Priority) (*counter.Queue, int, error) {
	centre, err := o.centre(ctx)
	if err != nil {
		return nil, 0, err
	}
	return o.take(ctx, by, centre, service, priority, "")
}

func (o *Office) take(ctx context.Context, by identity.Actor, centre string, service counter.Service, priority counter.Priority, code string) (*counter.Queue, int, error) {
	number := 0
	q, err := o.changeQueue(ctx, by, centre, func(q *counter.Queue) ([]counter.Fact, error) {
		n, facts, err := q.Take(service, priority, code)
		number = n
		return facts, err
	})
	return q, number, err
}

// CheckIn gives a number to fetch the result of a dossier, by what the picture
// on its receipt holds: code and key. A wrong key is told like a wrong code.
func (o *Office) CheckIn(ctx context.Context, by identity.Actor, scanned string, priority counter.Priority) (*counter.Queue, int, error) {
	centre, err := o.centre(ctx)
	if err != nil {
		return nil, 0, err
	}
	s, err := counter.ReadScan(scanned, calendar.DateOf(o.Now()))
	if err != nil {
		return nil, 0, err
	}
	if s.Kind != counter.DossierScan || s.Key == "" {
		return nil, 0, motcua.InvalidField("scan", "counter.checkIn.receipt")
	}
	view, err := o.Track(ctx, s.Code, s.Key)
	if err != nil {
		if motcua.KindOf(err) == motcua.Internal {
			return nil, 0, err
		}
		return nil, 0, motcua.InvalidField("scan", "counter.checkIn.unknown")
	}
	return o.checkIn(ctx, by, centre, view, priority)
}

// CheckInAt gives a number to fetch a result at the desk, where the code alone
// is enough.
func (o *Office) CheckInAt(ctx context.Context, by identity.Actor, scanned string, priority counter.Priority) (*counter.Queue, int, error) {
	centre, err := o.centreOf(ctx, by)
	if err != nil {
		return nil, 0, err
	}
	s, err := counter.ReadScan(scanned, calendar.DateOf(o.Now()))
	if err != nil {
		return nil, 0, err
	}
	view, err := o.Dossier(ctx, by, s.Code)
	if motcua.KindOf(err) == motcua.NotFound {
		return nil, 0, motcua.InvalidField("scan", "counter.checkIn.unknown")
	}
	if err != nil {
		return nil, 0, err
	}
	return o.checkIn(ctx, by, centre, view, priority)
}

func (o *Office) checkIn(ctx context.Context, by identity.Actor, centre string, view *View, priority counter.Priority) (*counter.Queue, int, error) {
	switch {
	case view.Status == dossier.Resolved:
		return o.take(ctx, by, centre, counter.Collect, priority, view.Code)
	case view.Status.Open():
		return nil, 0, motcua.InvalidField("scan", "counter.checkIn.early", "Code", view.Code, "Due", view.Clock.Due)
	default:
		return nil, 0, motcua.InvalidField("scan", "counter.checkIn.over", "Code", view.Code, "Status", motcua.Say("dossier.status."+string(view.Status)))
	}
}

// CallNext calls whoever is next to a counter.
func (o *Office) CallNext(ctx context.Context, by identity.Actor, seat int) (counter.Ticket, error) {
	var called counter.Ticket
	_, err := o.atSeat(ctx, by, func(q *counter.Queue) ([]counter.Fact, error) {
		t, facts, err := q.CallNext(seat)
		called = t
		return facts, err
	})
	return called, err
}

// Recall calls a number again.
func (o *Office) Recall(ctx context.Context, by identity.Actor, number, seat int) error {
	_, err := o.atSeat(ctx, by, func(q *counter.Queue) ([]counter.Fact, error) { return q.Recall(number, seat) })
	return err
}

// FinishNumber is done with a number.
func (o *Office) FinishNumber(ctx context.Context, by identity.Actor, number, seat int) error {
	_, err := o.atSeat(ctx, by, func(q *counter.Queue) ([]counter.Fact, error) { return q.Finish(number, seat) })
	return err
}

// MissNumber gives up on a number called three times.
func (o *Office) MissNumber(ctx context.Context, by identity.Actor, number, seat int) error {
	_, err := o.atSeat(ctx, by, func(q *counter.Queue) ([]counter.Fact, error) { return q.Miss(number, seat) })
	return err
}

// MoveNumber passes a number on to another service or counter.
func (o *Office) MoveNumber(ctx context.Context, by identity.Actor, number, seat int, service counter.Service, to int) error {
	_, err := o.atSeat(ctx, by, func(q *counter.Queue) ([]counter.Fact, error) { return q.Move(number, seat, service, to) })
	return err
}

func (o *Office) atSeat(ctx context.Context, by identity.Actor, decide queueDecision) (*counter.Queue, error) {
	centre, err := o.centreOf(ctx, by)
	if err != nil {
		return nil, err
	}
	return o.changeQueue(ctx, by, centre, decide)
}
