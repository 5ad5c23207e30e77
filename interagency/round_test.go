package interagency_test

import (
	"testing"
	"time"

	"motcua/calendar"
	"motcua/deadline"
	"motcua/interagency"
)

// asked is nine o'clock of Wednesday 2022-06-08; all agencies work 8:00–17:00.
var asked = calendar.Date{Year: 2022, Month: 6, Day: 8}.At(9 * 60)

func everybody(t *testing.T) interagency.Calendars {
	t.Helper()
	spec, err := calendar.ParseSpec([]byte(`{"name":"x","hours":{"mon":[["08:00","17:00"]],"tue":[["08:00","17:00"]],"wed":[["08:00","17:00"]],
		"thu":[["08:00","17:00"]],"fri":[["08:00","17:00"]]},"from":"2022-01-01","to":"2022-12-31"}`))
	if err != nil {
		t.Fatal(err)
	}
	cal, err := calendar.New(spec)
	if err != nil {
		t.Fatal(err)
	}
	return func(string) (*calendar.Calendar, error) { return cal, nil }
}

// opinion asks an agency for seven working days, with requests already granted.
func opinion(agency string, granted ...int) interagency.Opinion {
	o := interagency.Opinion{ID: agency, Round: 1, Agency: agency, Term: deadline.Days(7), AskedAt: asked}
	for i, days := range granted {
		o.MoreTime = append(o.MoreTime, interagency.MoreTime{ID: agency + string(rune('1'+i)), Term: deadline.Days(days), Reason: "chờ",
			DecidedAt: asked.Add(time.Duration(i+1) * time.Hour), Approved: true})
	}
	return o
}

func TestARoundMovesByItsLatestDate(t *testing.T) {
	short := opinion("ngắn", 2)
	short.Term = deadline.Days(3)
	refused := opinion("từ chối", 9)
	refused.MoreTime[0].Approved = false
	tests := []struct {
		reason   string
		opinions []interagency.Opinion
		days     int
		by       string
	}{
		{"nobody asked for more", []interagency.Opinion{opinion("a"), opinion("b")}, 0, ""},
		{"three for one", []interagency.Opinion{opinion("a", 3), opinion("b")}, 3, "a"},
		{"three and five side by side are five", []interagency.Opinion{opinion("a", 3), opinion("b", 5)}, 5, "b"},
		{"three and two of one agency are five", []interagency.Opinion{opinion("a", 3, 2), opinion("b")}, 5, "a"},
		{"what stays below the latest date moves nothing", []interagency.Opinion{short, opinion("b")}, 0, ""},
		{"a refused request moves nothing", []interagency.Opinion{refused}, 0, ""},
	}
	for _, test := range tests {
		cals := everybody(t)
		lead, err := cals("lead")
		if err != nil {
			t.Fatal(err)
		}
		round := interagency.Rounds(test.opinions)[0]
		byDays, err := round.Move(cals, lead, deadline.ByDays)
		if err != nil || byDays.Days != test.days || byDays.Moves() != (test.days > 0) {
			t.Errorf("%s: got %d days (%v), want %d", test.reason, byDays.Days, err, test.days)
		}
		if byDays.Moves() && byDays.Agency != test.by {
			t.Errorf("%s: by: got %q, want %q", test.reason, byDays.Agency, test.by)
		}
		byHours, err := round.Move(cals, lead, deadline.ByHours)
		if got, want := byHours.Span, time.Duration(test.days)*9*time.Hour; err != nil || got != want {
			t.Errorf("%s: by hours: got %s (%v), want %s", test.reason, got, err, want)
		}
	}
}

func TestAPreviewLeavesTheRoundAlone(t *testing.T) {
	waiting := opinion("a", 3)
	waiting.MoreTime[0].Approved, waiting.MoreTime[0].DecidedAt = false, time.Time{}
	round := interagency.Rounds([]interagency.Opinion{waiting})[0]
	granted := round.Granted("a1", asked)
	if !granted.Opinions[0].MoreTime[0].Approved || round.Opinions[0].MoreTime[0].Approved {
		t.Errorf("granted: got %v there and %v here, want it there alone", granted.Opinions[0].MoreTime[0].Approved, round.Opinions[0].MoreTime[0].Approved)
	}
	if !round.Opinions[0].Asking() || granted.Opinions[0].Asking() {
		t.Error("asking: want it until the decision")
	}
}

func TestTimeOfAnAgency(t *testing.T) {
	at := func(day int) time.Time { return calendar.Date{Year: 2022, Month: 6, Day: day}.At(9 * 60) }
	day := 9 * time.Hour
	tests := []struct {
		reason string
		ended  time.Time // zero while it is owed
		grants []int
		want   interagency.Time
	}{
		{"answered early", at(10), nil, interagency.Time{Used: 2 * day}},
		{"answered the next working morning", at(20), nil, interagency.Time{Used: 8 * day, Late: time.Hour}},
		{"with three days more the same is in time", at(20), []int{3}, interagency.Time{Used: 8 * day, Extended: 3 * day}},
		{"still owed", time.Time{}, nil, interagency.Time{Used: 12 * day, Late: 4*day + time.Hour}},
	}
	for _, test := range tests {
		o := opinion("a", test.grants...)
		if !test.ended.IsZero() {
			o.Reply = &interagency.Reply{At: test.ended}
		}
		own, err := everybody(t)("a")
		if err != nil {
			t.Fatal(err)
		}
		if got, err := o.Spent(own, at(24)); err != nil || got != test.want {
			t.Errorf("%s: got %+v (%v), want %+v", test.reason, got, err, test.want)
		}
	}
}
