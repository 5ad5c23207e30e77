package counter

import (
	"slices"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
)

// Service is what somebody comes for.
type Service string

// The services.
const (
	Submit  Service = "submit"  // hand in a dossier, or papers asked for
	Collect Service = "collect" // fetch a result
	Advice  Service = "advice"  // be guided
)

// Services lists the services in the order in which they are offered.
func Services() []Service { return []Service{Submit, Collect, Advice} }

// Priority is why somebody is called before others; "" is nobody's.
type Priority string

// The reasons to be called first: Luật Người cao tuổi 2009, Luật Người khuyết
// tật 2010, and those whom house rules of service centres name beside them.
const (
	Elderly  Priority = "elderly"
	Disabled Priority = "disabled"
	WithBaby Priority = "withBaby" // pregnant, or with a child in arms
	Merit    Priority = "merit"    // of merit to the revolution (người có công)
)

// Priorities lists the reasons to be called first.
func Priorities() []Priority { return []Priority{Elderly, Disabled, WithBaby, Merit} }

// State is where a ticket stands.
type State string

// The states of a ticket.
const (
	Waiting State = "waiting"
	Called  State = "called" // called to a counter, or served there
	Served  State = "served"
	Missed  State = "missed" // called three times in vain
)

// callsBeforeMissed is how often somebody is called before the number counts as
// one whose holder has left.
const callsBeforeMissed = 3

// seatsMost is the highest number of a counter.
const seatsMost = 99

// Ticket is a number of the day.
type Ticket struct {
	Number   int
	Service  Service
	Priority Priority
	Dossier  string // code of the dossier that somebody comes for; "" when none was named
	State    State
	Seat     int // the counter it was called to, or is to be called to; 0: any
	Calls    int
	TakenAt  time.Time
	CalledAt time.Time // first
	AgainAt  time.Time // last
	EndedAt  time.Time
}

// Queue is what the facts of one centre and one day add up to.
type Queue struct {
	Centre  string
	Day     calendar.Date
	Tickets []Ticket // by number
	Events  []Event
	called  []int // numbers as they were called, the latest last
}

// Version is the count of facts.
func (q *Queue) Version() int { return len(q.Events) }

// Rebuild adds up the facts of a day.
func Rebuild(centre string, day calendar.Date, events []Event) *Queue {
	q := &Queue{Centre: centre, Day: day}
	for _, e := range events {
		q.apply(e)
	}
	return q
}

func (q *Queue) apply(e Event) {
	q.Events = append(q.Events, e)
	if f, ok := e.Fact.(NumberTaken); ok {
		q.Tickets = append(q.Tickets, Ticket{Number: f.Number, Service: f.Service, Priority: f.Priority, Dossier: f.Dossier, State: Waiting, TakenAt: e.At})
		return
	}
	t := q.at(e.Fact.Of())
	if t == nil {
		return
	}
	switch f := e.Fact.(type) {
	case NumberCalled:
		if t.CalledAt.IsZero() {
			t.CalledAt = e.At
		}
		t.State, t.Seat, t.AgainAt = Called, f.Seat, e.At
		t.Calls++
		q.called = append(q.called, f.Number)
	case NumberMoved:
		t.State, t.Service, t.Seat, t.Calls = Waiting, f.Service, f.Seat, 0
	case NumberMissed:
		t.State, t.EndedAt = Missed, e.At
	case NumberServed:
		t.State, t.EndedAt = Served, e.At
	}
}

func (q *Queue) at(number int) *Ticket {
	if number < 1 || number > len(q.Tickets) {
		return nil
	}
	return &q.Tickets[number-1]
}

// Ticket finds a number of the day.
func (q *Queue) Ticket(number int) (Ticket, bool) {
	if t := q.at(number); t != nil {
		return *t, true
	}
	return Ticket{}, false
}

// Take gives the next number. Somebody who checks in for a dossier that waits
// or is being served already is told the number they have.
func (q *Queue) Take(service Service, priority Priority, dossier string) (int, []Fact, error) {
	switch {
	case !slices.Contains(Services(), service):
		return 0, nil, motcua.InvalidField("service", "counter.queue.service")
	case priority != "" && !slices.Contains(Priorities(), priority):
		return 0, nil, motcua.InvalidField("priority", "counter.queue.priority")
	}
	for _, t := range q.Tickets {
		if dossier != "" && t.Dossier == dossier && (t.State == Waiting || t.State == Called) {
			return t.Number, nil, motcua.Refused(motcua.Conflict, "counter.queue.already", "Code", dossier, "Number", t.Number)
		}
	}
	n := len(q.Tickets) + 1
	return n, []Fact{NumberTaken{Number: n, Service: service, Priority: priority, Dossier: dossier}}, nil
}

// Waiting are those who wait, in the order in which they are called: those
// passed on by another counter, who have waited once already, then priority,
// then the number.
func (q *Queue) Waiting() []Ticket {
	var list []Ticket
	for _, t := range q.Tickets {
		if t.State == Waiting {
			list = append(list, t)
		}
	}
	slices.SortStableFunc(list, func(a, b Ticket) int { return rank(a) - rank(b) })
	return list
}

func rank(t Ticket) int {
	switch {
	case !t.CalledAt.IsZero():
		return 0
	case t.Priority != "":
		return 1
	default:
		return 2
	}
}

// At is the ticket that a counter serves; false when it serves none.
func (q *Queue) At(seat int) (Ticket, bool) {
	for _, t := range q.Tickets {
		if t.State == Called && t.Seat == seat {
			return t, true
		}
	}
	return Ticket{}, false
}

// LastCalled are the numbers called last, the latest first, each once.
func (q *Queue) LastCalled(most int) []Ticket {
	var list []Ticket
	for _, n := range slices.Backward(q.called) {
		if len(list) == most {
			break
		}
		if !slices.ContainsFunc(list, func(t Ticket) bool { return t.Number == n }) {
			list = append(list, q.Tickets[n-1])
		}
	}
	return list
}

// CallNext calls whoever is next for a counter: the number it serves is done
// with by that. When nobody waits nothing changes.
func (q *Queue) CallNext(seat int) (Ticket, []Fact, error) {
	if err := checkSeat(seat); err != nil {
		return Ticket{}, nil, err
	}
	for _, t := range q.Waiting() {
		if t.Seat != 0 && t.Seat != seat {
			continue
		}
		var facts []Fact
		if before, busy := q.At(seat); busy {
			facts = append(facts, NumberServed{Number: before.Number, Seat: seat})
		}
		return t, append(facts, NumberCalled{Number: t.Number, Seat: seat}), nil
	}
	return Ticket{}, nil, motcua.Refused(motcua.Conflict, "counter.queue.empty")
}

// Recall calls again who was called to the counter.
func (q *Queue) Recall(number, seat int) ([]Fact, error) {
	if _, err := q.here(number, seat); err != nil {
		return nil, err
	}
	return []Fact{NumberCalled{Number: number, Seat: seat}}, nil
}

// Finish is done with a number.
func (q *Queue) Finish(number, seat int) ([]Fact, error) {
	if _, err := q.here(number, seat); err != nil {
		return nil, err
	}
	return []Fact{NumberServed{Number: number, Seat: seat}}, nil
}

// Miss gives up on somebody who was called three times.
func (q *Queue) Miss(number, seat int) ([]Fact, error) {
	t, err := q.here(number, seat)
	if err != nil {
		return nil, err
	}
	if t.Calls < callsBeforeMissed {
		return nil, motcua.Refused(motcua.Conflict, "counter.queue.early", "Number", number, "Calls", t.Calls, "Times", callsBeforeMissed)
	}
	return []Fact{NumberMissed{Number: number, Seat: seat}}, nil
}

// Move passes somebody on to another service, or to one counter; 0 is any.
func (q *Queue) Move(number, seat int, service Service, to int) ([]Fact, error) {
	if _, err := q.here(number, seat); err != nil {
		return nil, err
	}
	switch {
	case !slices.Contains(Services(), service):
		return nil, motcua.InvalidField("service", "counter.queue.service")
	case to < 0 || to > seatsMost:
		return nil, motcua.InvalidField("to", "counter.queue.seat", "Most", seatsMost)
	case to == seat:
		return nil, motcua.InvalidField("to", "counter.queue.same", "Seat", seat)
	}
	return []Fact{NumberMoved{Number: number, Service: service, Seat: to, From: seat}}, nil
}

func (q *Queue) here(number, seat int) (Ticket, error) {
	if err := checkSeat(seat); err != nil {
		return Ticket{}, err
	}
	t, ok := q.Ticket(number)
	switch {
	case !ok:
		return t, motcua.Refused(motcua.NotFound, "counter.queue.unknown", "Number", number)
	case t.State != Called:
		return t, motcua.Refused(motcua.Conflict, "counter.queue.not."+string(t.State), "Number", number)
	case t.Seat != seat:
		return t, motcua.Refused(motcua.Conflict, "counter.queue.elsewhere", "Number", number, "Seat", t.Seat)
	}
	return t, nil
}

func checkSeat(seat int) error {
	if seat < 1 || seat > seatsMost {
		return motcua.InvalidField("seat", "counter.queue.seat", "Most", seatsMost)
	}
	return nil
}

// With is the queue after facts, and the facts as they are to be stored.
func (q *Queue) With(at time.Time, by identity.Actor, facts ...Fact) (*Queue, []Event) {
	var events []Event
	for i, f := range facts {
		events = append(events, Event{Seq: len(q.Events) + i + 1, At: at, By: by, Fact: f})
	}
	return Rebuild(q.Centre, q.Day, append(slices.Clone(q.Events), events...)), events
}

// Days of few facts say little; then a visit counts as usual, and a counter as
// staffed while it called somebody within the last half hour.
const (
	visitsMeasured = 3
	usualVisit     = 8 * time.Minute
	shortestVisit  = time.Minute
	seatStaffed    = 30 * time.Minute
)

// Wait is how long a number that waits may expect to wait still: those before
// it, times what a visit took on average today, shared by the counters that are
// calling. It is rounded up to minutes; 0 when the number does not wait.
func (q *Queue) Wait(number int, now time.Time) time.Duration {
	before, found := 0, false
	for _, t := range q.Waiting() {
		if t.Number == number {
			found = true
			break
		}
		before++
	}
	if !found {
		return 0
	}
	seats := q.staffed(now)
	for _, t := range q.Tickets {
		if t.State == Called {
			before++ // who is being served holds a counter
		}
	}
	wait := q.Visit() * time.Duration(before) / time.Duration(max(1, seats))
	return (wait + time.Minute - 1).Truncate(time.Minute)
}

// Visit is how long a visit took on average today.
func (q *Queue) Visit() time.Duration {
	var sum time.Duration
	n := 0
	for _, t := range q.Tickets {
		if t.State == Served {
			sum += t.EndedAt.Sub(t.AgainAt)
			n++
		}
	}
	if n < visitsMeasured {
		return usualVisit
	}
	return max(shortestVisit, sum/time.Duration(n))
}

func (q *Queue) staffed(now time.Time) int {
	seats := map[int]bool{}
	for _, e := range q.Events {
		if f, ok := e.Fact.(NumberCalled); ok && now.Sub(e.At) <= seatStaffed {
			seats[f.Seat] = true
		}
	}
	return len(seats)
}
