package office_test

import (
	"testing"
	"time"

	"motcua/calendar"
	"motcua/counter"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/report"
	"motcua/staff"
)

// TestTheDeskIsCountedFromItsRoster where one was written, and otherwise from
// how many the department posts there.
func TestTheDeskIsCountedFromItsRoster(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		day := func(n int) calendar.Date { return calendar.Date{Year: 2022, Month: time.June, Day: n} }
		if _, err := office.FilingsOf[staff.Item](o.Office).File(t.Context(), o.As("office"), staff.Item{Sort: staff.Desk, Place: "Trung tâm", From: day(1), Least: 3, Most: 4, Heads: 2}); err != nil {
			t.Fatal(err)
		}
		most := func(from, to int) (n int64) {
			facts, err := o.Facts(t.Context(), o.As("office"), report.Period{From: day(from), To: day(to)})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range facts.Figures {
				if f.Key == "staff.desk.max" {
					n = f.Value
				}
			}
			return n
		}
		if got := most(1, 30); got != 4 {
			t.Errorf("by the posting: got %d, want 4", got)
		}
		week := counter.Week{Monday: day(6), Shifts: []counter.Shift{{Day: day(7), Half: counter.Morning, Seat: 1, Person: "reception"}, {Day: day(7), Half: counter.Morning, Seat: counter.Leader, Person: "director"}}}
		if err := o.PutWeek(t.Context(), o.As("office"), week); err != nil {
			t.Fatal(err)
		}
		if got := most(1, 30); got != 1 {
			t.Errorf("by the roster: got %d, want 1", got)
		}
		if got := most(8, 30); got != 4 { // that day is in the week, not in the period
			t.Errorf("in a period without a roster: got %d, want 4", got)
		}
	})
}
