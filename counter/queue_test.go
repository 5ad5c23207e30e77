package counter_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/counter"
	"motcua/identity"
)

// day plays a day at a queue: one step a line of a test.
type day struct {
	t     *testing.T
	queue *counter.Queue
	at    time.Time
}

func open(t *testing.T) *day {
	return &day{t: t, queue: counter.Rebuild("ttpvhcc", today, nil), at: today.At(8 * 60)}
}

func (d *day) add(facts []counter.Fact, err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
	d.queue, _ = d.queue.With(d.at, identity.Actor{}, facts...)
}

func (d *day) take(service counter.Service, priority counter.Priority) {
	d.t.Helper()
	_, facts, err := d.queue.Take(service, priority, "")
	d.add(facts, err)
}

func (d *day) next(seat int) int {
	d.t.Helper()
	ticket, facts, err := d.queue.CallNext(seat)
	d.add(facts, err)
	return ticket.Number
}

func key(err error) string {
	if f, ok := motcua.AsFault(err); ok {
		return f.Text.Key
	}
	return fmt.Sprint(err)
}

func (d *day) state() string {
	var b strings.Builder
	for _, t := range d.queue.Tickets {
		fmt.Fprintf(&b, "%d %s %d; ", t.Number, t.State, t.Seat)
	}
	return strings.TrimSuffix(b.String(), "; ")
}

func TestWhoIsCalledNext(t *testing.T) {
	d := open(t)
	d.take(counter.Submit, "")
	d.take(counter.Collect, "")
	d.take(counter.Submit, counter.Elderly)
	if got, want := d.next(1), 3; got != want {
		t.Errorf("first called: got %d, want %d, who has priority", got, want)
	}
	if got, want := d.next(2), 1; got != want {
		t.Errorf("then: got %d, want %d", got, want)
	}
	d.add(d.queue.Move(3, 1, counter.Collect, 2))
	if _, _, err := d.queue.CallNext(1); err != nil {
		t.Errorf("the first counter still has number 2 to call, got %v", err)
	}
	if got, want := d.next(2), 3; got != want {
		t.Errorf("passed on to counter 2: got %d, want %d", got, want)
	}
	if got, want := d.state(), "1 served 2; 2 waiting 0; 3 called 2"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	d.next(1)
	if _, _, err := d.queue.CallNext(1); key(err) != "counter.queue.empty" {
		t.Errorf("nobody waits: got %v", err)
	}
	if got, want := d.state(), "1 served 2; 2 called 1; 3 called 2"; got != want {
		t.Errorf("whoever calls in vain keeps whom it serves: got %s, want %s", got, want)
	}
	var last []int
	for _, ticket := range d.queue.LastCalled(5) {
		last = append(last, ticket.Number)
	}
	if got, want := fmt.Sprint(last), "[2 3 1]"; got != want {
		t.Errorf("last called: got %s, want %s", got, want)
	}
}

func TestNobodyIsGivenUpBeforeThreeCalls(t *testing.T) {
	d := open(t)
	d.take(counter.Submit, "")
	d.next(1)
	for range 2 {
		if _, err := d.queue.Miss(1, 1); key(err) != "counter.queue.early" {
			t.Fatalf("got %v, want a refusal", err)
		}
		d.add(d.queue.Recall(1, 1))
	}
	d.add(d.queue.Miss(1, 1))
	if got, want := d.state(), "1 missed 1"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestWhatAQueueRefuses(t *testing.T) {
	d := open(t)
	d.take(counter.Submit, "")
	d.next(1)
	d.add(func() ([]counter.Fact, error) {
		_, facts, err := d.queue.Take(counter.Collect, "", "H57.16-220606-0001")
		return facts, err
	}())
	tests := []struct {
		reason, want string
		err          func() error
	}{
		{"a service that is none", "counter.queue.service", func() error { _, _, err := d.queue.Take("x", "", ""); return err }},
		{"a priority that is none", "counter.queue.priority", func() error { _, _, err := d.queue.Take(counter.Submit, "x", ""); return err }},
		{"a dossier that waits already", "counter.queue.already", func() error { _, _, err := d.queue.Take(counter.Collect, "", "H57.16-220606-0001"); return err }},
		{"a counter that is none", "counter.queue.seat", func() error { _, _, err := d.queue.CallNext(0); return err }},
		{"a number that is none", "counter.queue.unknown", func() error { _, err := d.queue.Recall(9, 1); return err }},
		{"a number that only waits", "counter.queue.not.waiting", func() error { _, err := d.queue.Finish(2, 1); return err }},
		{"a number of another counter", "counter.queue.elsewhere", func() error { _, err := d.queue.Finish(1, 2); return err }},
		{"passing on to nowhere", "counter.queue.seat", func() error { _, err := d.queue.Move(1, 1, counter.Collect, 100); return err }},
		{"passing on to oneself", "counter.queue.same", func() error { _, err := d.queue.Move(1, 1, counter.Collect, 1); return err }},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			if got := key(test.err()); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// TestTheWaitIsReckonedFromTheDay: four visits of six minutes, two counters.
func TestTheWaitIsReckonedFromTheDay(t *testing.T) {
	d := open(t)
	for range 7 {
		d.take(counter.Submit, "")
	}
	if got, want := d.queue.Wait(7, d.at), 48*time.Minute; got != want {
		t.Errorf("before anybody was called: got %v, want %v", got, want)
	}
	d.next(1)
	d.next(2)
	d.at = d.at.Add(6 * time.Minute)
	d.next(1)
	d.next(2)
	d.at = d.at.Add(6 * time.Minute)
	d.next(1)
	d.next(2)
	if got, want := d.queue.Visit(), 6*time.Minute; got != want {
		t.Errorf("a visit: got %v, want %v", got, want)
	}
	if got, want := d.queue.Wait(7, d.at), 6*time.Minute; got != want {
		t.Errorf("two are served at two counters: got %v, want %v", got, want)
	}
	if got := d.queue.Wait(1, d.at); got != 0 {
		t.Errorf("who waits no more: got %v, want 0", got)
	}
}

func TestFactsOfAQueueAreReadBack(t *testing.T) {
	for _, fact := range []counter.Fact{
		counter.NumberTaken{Number: 3, Service: counter.Collect, Priority: counter.Merit, Dossier: "H57.16-220606-0001"},
		counter.NumberCalled{Number: 3, Seat: 2}, counter.NumberMoved{Number: 3, Service: counter.Submit, Seat: 1, From: 2},
		counter.NumberMissed{Number: 3, Seat: 1}, counter.NumberServed{Number: 3, Seat: 1},
	} {
		kind, data, err := counter.Encode(fact)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := counter.Decode(kind, data); err != nil || got != fact || got.Of() != 3 {
			t.Errorf("got %+v, %v, want %+v", got, err, fact)
		}
	}
	if _, err := counter.Decode("opened", nil); err == nil {
		t.Error("a fact that is none was read")
	}
}

func TestNobodyIsAtTwoPlaces(t *testing.T) {
	monday := calendar.Date{Year: 2022, Month: 6, Day: 6}
	shift := func(days int, half counter.Half, seat int, person string) counter.Shift {
		return counter.Shift{Day: monday.AddDays(days), Half: half, Seat: seat, Person: person, Name: person}
	}
	tests := []struct {
		reason string
		shifts []counter.Shift
		want   string // field and key
	}{
		{"two counters, two people", []counter.Shift{shift(0, counter.Morning, 1, "a"), shift(0, counter.Morning, 2, "b")}, ""},
		{"one person, morning and afternoon", []counter.Shift{shift(0, counter.Morning, 1, "a"), shift(0, counter.Afternoon, 1, "a")}, ""},
		{"one person at two counters", []counter.Shift{shift(0, counter.Morning, 1, "a"), shift(0, counter.Morning, 2, "a")}, "2022-06-06.morning.2 counter.roster.twice"},
		{"one person at a counter and on duty as leader", []counter.Shift{shift(1, counter.Morning, counter.Leader, "a"), shift(1, counter.Morning, 2, "a")}, "2022-06-07.morning.2 counter.roster.twice"},
		{"two people at one counter", []counter.Shift{shift(0, counter.Morning, 1, "a"), shift(0, counter.Morning, 1, "b")}, "2022-06-06.morning.1 counter.roster.seat"},
		{"a day of the week after", []counter.Shift{shift(7, counter.Morning, 1, "a")}, "2022-06-13.morning.1 counter.roster.outside"},
		{"a half that is none", []counter.Shift{shift(0, "night", 1, "a")}, "2022-06-06.night.1 counter.roster.outside"},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			got := ""
			if f, ok := motcua.AsFault(counter.Week{Monday: monday, Shifts: test.shifts}.Check()); ok {
				got = f.Field + " " + f.Text.Key
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
	for days := range 7 {
		if got := counter.WeekOf(monday.AddDays(days)); got != monday {
			t.Errorf("the week of %v: got %v, want %v", monday.AddDays(days), got, monday)
		}
	}
}
