package staff_test

import (
	"testing"
	"time"

	"motcua/calendar"
	"motcua/staff"
)

func TestWhatLastsMeetsThePeriod(t *testing.T) {
	june := func(n int) calendar.Date { return calendar.Date{Year: 2022, Month: time.June, Day: n} }
	for _, test := range []struct {
		item staff.Item
		want bool
	}{
		{staff.Item{Sort: staff.Course, From: june(1), To: june(10)}, true},
		{staff.Item{Sort: staff.Course, From: june(1), To: june(9)}, false},
		{staff.Item{Sort: staff.Course, From: june(9)}, false}, // one day alone
		{staff.Item{Sort: staff.Course, From: june(20)}, true},
		{staff.Item{Sort: staff.Course, From: june(21)}, false},
		{staff.Item{Sort: staff.Desk, From: june(1)}, true}, // until further notice
	} {
		if got := test.item.Within(june(10), june(20)); got != test.want {
			t.Errorf("%s from %v to %v: got %v", test.item.Sort, test.item.From, test.item.To, got)
		}
	}
	if got := (staff.Item{Quota: 4, People: 5}).Vacant(); got != 0 {
		t.Errorf("more people than posts: %d vacant", got)
	}
}
