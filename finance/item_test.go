package finance_test

import (
	"testing"
	"time"

	"motcua/calendar"
	"motcua/finance"
)

func TestTheStateFollowsFromTheDays(t *testing.T) {
	may := func(n int) calendar.Date { return calendar.Date{Year: 2022, Month: time.May, Day: n} }
	none := calendar.Date{}
	for _, test := range []struct {
		deadline, done, today calendar.Date
		want                  finance.State
	}{
		{may(10), none, may(10), finance.Pending},
		{may(10), none, may(11), finance.Overdue},
		{may(10), may(10), may(12), finance.Done},
		{may(10), may(11), may(12), finance.Late},
		{may(10), may(11), may(10), finance.Pending}, // as it stood the day before it was done
		{none, may(11), may(12), finance.Done},
		{none, may(11), may(10), finance.Pending},
	} {
		if got := (finance.Item{Deadline: test.deadline, DoneOn: test.done}).State(test.today); got != test.want {
			t.Errorf("due %v, done %v, on %v: got %s, want %s", test.deadline, test.done, test.today, got, test.want)
		}
	}
}
