package event_test

import (
	"testing"

	"motcua"
	"motcua/event"
)

func TestASeatForEachWhileThereIsOne(t *testing.T) {
	e := event.Event{Capacity: 2}
	lan := event.Registrant{Name: "Lan", Phone: "0905123456", Email: "lan@example.vn"}
	taken := []*event.Registration{{Seat: 1, Registrant: lan}}
	for _, test := range []struct {
		who   event.Registrant
		field string
	}{
		{event.Registrant{Name: "Nam", Phone: lan.Phone}, "phone"},
		{event.Registrant{Name: "Nam", Phone: "0905123457", Email: lan.Email}, "email"},
	} {
		if f, ok := motcua.AsFault(second(e.Take("1", taken, test.who, ""))); !ok || f.Field != test.field {
			t.Errorf("%v: got %v, want a fault on %s", test.who, f, test.field)
		}
	}
	nam := event.Registrant{Name: "Nam", Phone: "0905123457"}
	fact, err := e.Take("1", taken, nam, "KEY")
	if seat, ok := fact.(event.SignedUp); err != nil || !ok || seat.Seat != 2 {
		t.Fatalf("got %v (%v), want seat 2", fact, err)
	}
	taken = append(taken, &event.Registration{Seat: 2, Registrant: nam})
	if _, err := e.Take("1", taken, event.Registrant{Phone: "0905123458"}, ""); motcua.KindOf(err) != motcua.Conflict {
		t.Errorf("a third seat of two: %v", err)
	}
}

func second[T any](_ T, err error) error { return err }
