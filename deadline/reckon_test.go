package deadline_test

import (
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"motcua"
	"motcua/deadline"
)

// start is 2022-06-06 09:00, with five working days: due 2022-06-13 17:00.
func start() deadline.Entry { return entry(at("2022-06-06T09:00"), deadline.Start) }

func fiveDays(t testing.TB) deadline.Rule {
	return deadline.Rule{Term: deadline.Days(5), Calendar: loadCalendar(t, "center")}
}

func TestStanding(t *testing.T) {
	rule := fiveDays(t)
	for _, test := range []struct {
		reason, finish, now string
		want                deadline.Standing
		margin              time.Duration
	}{
		{"finished the working day before", "2022-06-10T17:00", "", deadline.Early, 8 * time.Hour},
		{"finished on the due day in the morning is on time, not early", "2022-06-13T08:30", "", deadline.OnTime, 7 * time.Hour},
		{"finished at the due instant", "2022-06-13T17:00", "", deadline.OnTime, 0},
		{"finished the next morning", "2022-06-14T09:30", "", deadline.Late, -2 * time.Hour},
		{"finished the same evening is late, though no working time has passed", "2022-06-13T18:00", "", deadline.Late, 0},
		{"open, three working days left", "", "2022-06-08T10:00", deadline.InTime, 29*time.Hour + 30*time.Minute},
		{"open, two working days left", "", "2022-06-09T10:00", deadline.DueSoon, 21*time.Hour + 30*time.Minute},
		{"open at the due instant", "", "2022-06-13T17:00", deadline.DueSoon, 0},
		{"open the next morning", "", "2022-06-14T07:31", deadline.Overdue, -time.Minute},
	} {
		t.Run(test.reason, func(t *testing.T) {
			ledger := deadline.Ledger{start()}
			if test.finish != "" {
				ledger = append(ledger, entry(at(test.finish), deadline.Finish))
			}
			got, err := rule.Reckon(ledger, at(test.now))
			if err != nil || got.Standing != test.want || got.Margin != test.margin {
				t.Errorf("got %s by %v, %v, want %s by %v", got.Standing, got.Margin, err, test.want, test.margin)
			}
		})
	}
}

func TestPausedClock(t *testing.T) {
	rule := fiveDays(t)
	got, err := rule.Reckon(deadline.Ledger{start(), entry(at("2022-06-08T09:00"), deadline.Pause)}, at("2022-06-20T10:00"))
	if err != nil {
		t.Fatal(err)
	}
	if got.Standing != deadline.Paused || !got.PausedSince.Equal(at("2022-06-08T09:00")) {
		t.Errorf("got %s since %v, want paused since 8 June", got.Standing, got.PausedSince)
	}
	if !got.Due.Equal(at("2022-06-13T17:00")) || !got.Projected.Equal(at("2022-06-23T17:00")) {
		t.Errorf("got due %v, projected %v, want 13 June and 23 June", got.Due, got.Projected)
	}
	if got.Used != 16*time.Hour || got.Waited != 65*time.Hour || got.Remaining != 30*time.Hour+30*time.Minute {
		t.Errorf("got used %v, waited %v, remaining %v", got.Used, got.Waited, got.Remaining)
	}
}

func TestFinishedInAPauseIsNotLateForIt(t *testing.T) {
	rule := fiveDays(t)
	got, err := rule.Reckon(deadline.Ledger{start(), entry(at("2022-06-08T09:00"), deadline.Pause),
		entry(at("2022-06-20T10:00"), deadline.Finish)}, time.Time{})
	if err != nil || got.Standing != deadline.Early || got.Used != 16*time.Hour {
		t.Errorf("got %s, used %v, %v, want early with the time before the pause", got.Standing, got.Used, err)
	}
}

func TestRestartCountsFromZero(t *testing.T) {
	rule := fiveDays(t)
	got, err := rule.Reckon(deadline.Ledger{start(), entry(at("2022-06-08T09:00"), deadline.Pause),
		entry(at("2022-06-15T09:00"), deadline.Restart)}, at("2022-06-15T11:00"))
	if err != nil {
		t.Fatal(err)
	}
	if got.Used != 2*time.Hour || got.UsedBefore != 16*time.Hour || !got.Due.Equal(at("2022-06-22T17:00")) || !got.Original.Equal(at("2022-06-13T17:00")) {
		t.Errorf("got used %v, before %v, due %v, original %v", got.Used, got.UsedBefore, got.Due, got.Original)
	}
}

// TestSharesOfTheSeedStory follows 1.009645: two agencies consulted in
// parallel, the department waits for them and is not counted.
func TestSharesOfTheSeedStory(t *testing.T) {
	rule := deadline.Rule{Term: deadline.Days(35), Calendar: loadCalendar(t, "center")}
	hold := func(when, holder, group string, kind deadline.Kind) deadline.Entry {
		return deadline.Entry{At: at(when), Kind: kind, Holder: holder, Group: group}
	}
	got, err := rule.Reckon(deadline.Ledger{
		{At: at("2022-06-06T08:30"), Kind: deadline.Start, Holder: "motcua"},
		hold("2022-06-06T09:30", "ktdn", "", deadline.Hold),
		hold("2022-06-08T07:30", "stnmt", "ý kiến", deadline.Hold),
		hold("2022-06-08T07:30", "sxd", "ý kiến", deadline.Hold),
		hold("2022-06-10T17:00", "stnmt", "ý kiến", deadline.Release),
		hold("2022-06-13T17:00", "sxd", "ý kiến", deadline.Release),
	}, at("2022-06-14T11:30"))
	if err != nil {
		t.Fatal(err)
	}
	want := []deadline.Share{
		{Holder: "motcua", Used: time.Hour},
		{Holder: "ktdn", Used: 14*time.Hour + 4*time.Hour},
		{Group: "ý kiến", Used: 32 * time.Hour},
		{Holder: "stnmt", Group: "ý kiến", Used: 24 * time.Hour},
		{Holder: "sxd", Group: "ý kiến", Used: 32 * time.Hour},
	}
	if !reflect.DeepEqual(got.Shares, want) {
		t.Errorf("got %v, want %v", got.Shares, want)
	}
	if got.Used != 51*time.Hour {
		t.Errorf("got used %v, want 51h: 1 + 18 + 32", got.Used)
	}
}

func TestChangesNameWhoAndWhy(t *testing.T) {
	rule := fiveDays(t)
	got, err := rule.Reckon(deadline.Ledger{start(),
		{At: at("2022-06-07T09:00"), Kind: deadline.Pause, Holder: "ktdn", Reason: "thiếu bản vẽ", Ground: "NĐ 61/2018 Đ.19(4)"},
		entry(at("2022-06-09T09:00"), deadline.Resume),
		{At: at("2022-06-10T09:00"), Kind: deadline.Extend, Term: deadline.Days(3), Holder: "sxd", Reason: "đi thực địa", Ground: "NĐ 61/2018 Đ.19(9)"},
	}, at("2022-06-10T10:00"))
	if err != nil {
		t.Fatal(err)
	}
	want := []deadline.Change{
		{at("2022-06-09T09:00"), deadline.Resume, at("2022-06-13T17:00"), at("2022-06-15T17:00"), "ktdn", "thiếu bản vẽ", "NĐ 61/2018 Đ.19(4)"},
		{at("2022-06-10T09:00"), deadline.Extend, at("2022-06-15T17:00"), at("2022-06-20T17:00"), "sxd", "đi thực địa", "NĐ 61/2018 Đ.19(9)"},
	}
	if fmt.Sprint(got.Changes) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got.Changes, want)
	}
}

func TestSteps(t *testing.T) {
	center := loadCalendar(t, "center")
	for _, test := range []struct {
		reason string
		rule   deadline.Rule
		ledger string
		want   []string
	}{
		{"over a weekend and a holiday, by hours", deadline.Rule{Term: deadline.Days(1), Mode: deadline.ByHours},
			"start 2022-04-08T16:00", []string{"receipt", "weekend", "dayOff", "due"}},
		{"the first day is not counted, by days", deadline.Rule{Term: deadline.Days(1)},
			"start 2022-04-08T16:00", []string{"receipt", "firstDay", "weekend", "dayOff", "due"}},
		{"after the cut-off", deadline.Rule{Term: deadline.Days(1), CutOff: 15 * 60},
			"start 2022-06-07T16:00", []string{"receipt", "cutOff", "firstDay", "due"}},
		{"received on a Saturday, by hours: the opening, with its weekend", deadline.Rule{Term: deadline.Days(1), Mode: deadline.ByHours},
			"start 2022-06-11T09:00", []string{"receipt", "opening", "weekend", "due"}},
		{"received in the lunch break", deadline.Rule{Term: deadline.Days(1), Mode: deadline.ByHours},
			"start 2022-06-07T12:00", []string{"receipt", "opening", "due"}},
		{"a make-up Saturday is worked, each holiday has its own step", deadline.Rule{Term: deadline.Days(2)},
			"start 2024-04-26T09:00", []string{"receipt", "firstDay", "weekend", "dayOff", "dayOff", "dayOff", "due"}},
		{"a make-up Saturday is told", deadline.Rule{Term: deadline.Days(1)},
			"start 2024-05-03T09:00", []string{"receipt", "firstDay", "makeUp", "due"}},
		{"calendar days skip nothing, the last rolls", deadline.Rule{Term: deadline.Term{Amount: deadline.Whole(5), Unit: deadline.CalendarDay}},
			"start 2022-06-06T09:00", []string{"receipt", "firstDay", "rollForward", "weekend", "due"}},
		{"a pause and an extension", deadline.Rule{Term: deadline.Days(2)},
			"start 2022-06-06T09:00; pause 2022-06-07T09:00; resume 2022-06-08T09:00; extend 2022-06-09T09:00 2 ngày làm việc",
			[]string{"receipt", "firstDay", "pause", "extension", "weekend", "due"}},
		{"a restart counts again", deadline.Rule{Term: deadline.Days(2)},
			"start 2022-06-06T09:00; restart 2022-06-07T09:00", []string{"receipt", "firstDay", "restart", "firstDay", "due"}},
		{"a re-appointment", deadline.Rule{Term: deadline.Days(2)},
			"start 2022-06-06T09:00; reappoint 2022-06-07T09:00 2022-06-09T17:00", []string{"receipt", "firstDay", "reappointment", "due"}},
		{"a pause that goes on has no due step", deadline.Rule{Term: deadline.Days(2)},
			"start 2022-06-06T09:00; pause 2022-06-07T09:00", []string{"receipt", "firstDay", "pause"}},
	} {
		t.Run(test.reason, func(t *testing.T) {
			test.rule.Calendar = center
			reckoning, err := test.rule.Reckon(ledgerOf(t, test.ledger), time.Time{})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, step := range reckoning.Steps {
				got = append(got, step.Kind)
				if step.Text.Key == "" || step.To.Before(step.From) {
					t.Errorf("step %+v says nothing or ends before it begins", step)
				}
			}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestUnconfirmedHolidaysSaySo(t *testing.T) {
	rule := deadline.Rule{Term: deadline.Days(1), Calendar: loadCalendar(t, "center")}
	got, err := rule.Reckon(deadline.Ledger{entry(at("2021-12-31T09:00"), deadline.Start)}, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range got.Steps {
		if step.Kind == "dayOff" {
			if step.Text.Key != "deadline.step.dayOff.unconfirmed" {
				t.Errorf("got %s, want the step to say that the announcement was not seen", step.Text.Key)
			}
			return
		}
	}
	t.Errorf("got %v, want a day off on 3 January 2022", got.Steps)
}

func TestTallyIsReckonWithoutSteps(t *testing.T) {
	rule := fiveDays(t)
	ledger := ledgerOf(t, "start 2022-06-06T09:00; pause 2022-06-07T09:00; resume 2022-06-09T09:00; extend 2022-06-09T09:00 2 ngày làm việc")
	now := at("2022-06-10T10:00")
	want, err := rule.Reckon(ledger, now)
	if err != nil {
		t.Fatal(err)
	}
	want.Steps = nil
	if got, err := rule.Tally(ledger, now); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
}

func TestImpossibleLedgers(t *testing.T) {
	rule := fiveDays(t)
	for _, test := range []struct{ reason, ledger, key string }{
		{"nothing received", "pause 2022-06-06T09:00", "deadline.ledger.noStart"},
		{"received twice", "start 2022-06-06T09:00; start 2022-06-07T09:00", "deadline.ledger.secondStart"},
		{"paused while paused", "start 2022-06-06T09:00; pause 2022-06-07T09:00; pause 2022-06-08T09:00", "deadline.ledger.pausedAlready"},
		{"resumed while running", "start 2022-06-06T09:00; resume 2022-06-07T09:00", "deadline.ledger.notPaused"},
		{"finished twice", "start 2022-06-06T09:00; finish 2022-06-07T09:00; finish 2022-06-08T09:00", "deadline.ledger.finished"},
		{"before the receipt", "start 2022-06-06T09:00; pause 2022-06-05T09:00", "deadline.ledger.beforeStart"},
		{"out of order", "start 2022-06-06T09:00; pause 2022-06-08T09:00; resume 2022-06-07T09:00", "deadline.ledger.order"},
		{"released without holding", "start 2022-06-06T09:00; hold 2022-06-07T09:00; release 2022-06-07T10:00", "deadline.ledger.notHeld"},
		{"a re-appointment before the receipt", "start 2022-06-06T09:00; reappoint 2022-06-07T09:00 2022-06-01T09:00", "deadline.ledger.dueMissing"},
		{"a kind nobody knows", "start 2022-06-06T09:00; sleep 2022-06-07T09:00", "deadline.ledger.kind"},
		{"beyond the calendar", "start 2026-12-29T09:00", "calendar.notAnnounced"},
	} {
		t.Run(test.reason, func(t *testing.T) {
			got, err := rule.Reckon(ledgerOf(t, test.ledger), time.Time{})
			var fault *motcua.Fault
			if !errors.As(err, &fault) {
				t.Fatalf("got %+v, %v, want a fault", got, err)
			}
			if fault.Text.Key != test.key || fault.Kind != motcua.Invalid {
				t.Errorf("got %v, want %s", fault, test.key)
			}
		})
	}
}

func TestRulesThatCannotCount(t *testing.T) {
	center := loadCalendar(t, "center")
	for _, test := range []struct {
		reason string
		rule   deadline.Rule
		key    string
	}{
		{"no term", deadline.Rule{Calendar: center}, "deadline.term.empty"},
		{"no calendar", deadline.Rule{Term: deadline.Days(1)}, "deadline.calendarMissing"},
		{"no calendar with a cut-off", deadline.Rule{Term: deadline.Days(1), CutOff: 900}, "deadline.calendarMissing"},
		{"a unit nobody knows", deadline.Rule{Term: deadline.Term{Amount: 1000, Unit: "week"}, Calendar: center}, "deadline.term.unit"},
		{"a negative term", deadline.Rule{Term: deadline.Days(-1), Calendar: center}, "deadline.term.positive"},
	} {
		t.Run(test.reason, func(t *testing.T) {
			_, err := test.rule.Due(at("2022-06-06T09:00"))
			var fault *motcua.Fault
			if !errors.As(err, &fault) || fault.Text.Key != test.key {
				t.Errorf("got %v, want %s", err, test.key)
			}
		})
	}
}

func TestDueAllocatesNothing(t *testing.T) {
	rule, from := fiveDays(t), at("2022-06-06T09:00")
	for _, mode := range []deadline.Mode{deadline.ByDays, deadline.ByHours} {
		rule.Mode = mode
		got := testing.AllocsPerRun(100, func() {
			if _, err := rule.Due(from); err != nil {
				t.Error(err)
			}
		})
		if got != 0 {
			t.Errorf("by %s: got %v allocations, want none", mode, got)
		}
	}
}
