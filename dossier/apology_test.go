package dossier_test

import (
	"testing"
	"time"

	"motcua"
	"motcua/dossier"
)

func (s *desk) apologise(cause dossier.LateCause, reason string, days int) error {
	return s.keep(s.d.Apologise(s.act("head", "skhdt"), dossier.Apologised{Cause: cause, Reason: reason, Days: days}, s.cals))
}

// TestAnApologyAndItsNewDate: what is done in order, what the last of it says,
// and by how many days the promised one has moved.
func TestAnApologyAndItsNewDate(t *testing.T) {
	type do func(s *desk) error
	sorry := func(days int) do {
		return func(s *desk) error { return s.apologise(dossier.CauseComplexity, "Cần thẩm tra thêm", days) }
	}
	ask, more := func(s *desk) error { return s.ask(5, "stnmt") }, func(s *desk) error { return s.moreTime("stnmt", 3, "") }
	days := func(n int) time.Duration { return time.Duration(n) * 24 * time.Hour }
	for _, c := range []struct {
		reason string
		steps  []do
		want   string // key of the last refusal
		moved  bool
	}{
		{"with its cause and reason", []do{sorry(3)}, "", true},
		{"without a cause that there is", []do{func(s *desk) error { return s.apologise("bored", "x", 3) }}, "dossier.apology.cause", false},
		{"without a reason", []do{func(s *desk) error { return s.apologise(dossier.CauseStaff, " ", 3) }}, "dossier.required.reason", false},
		{"without days", []do{sorry(0)}, "dossier.apology.days", false},
		{"with too many days", []do{sorry(61)}, "dossier.apology.days", false},
		{"a second time", []do{sorry(3), sorry(3)}, "dossier.apology.once", true},
		{"after another agency's time moved the date", []do{ask, more, sorry(3)}, "dossier.apology.once", true},
		{"before another agency asks for more, which is then a second time", []do{sorry(3), ask, more}, "dossier.moreTime.onceOnly", true},
		{"while papers are awaited", []do{(*desk).askPapers, sorry(3)}, "dossier.apology.paused", false},
		{"when it is concluded", []do{(*desk).conclude, sorry(3)}, "dossier.closed.resolved", false},
	} {
		t.Run(c.reason, func(t *testing.T) {
			s := receive(t, "1.009645", "2022-06-06T08:30", nil).atUnit()
			before, err := s.d.Standing(s.cals, s.now)
			if err != nil {
				t.Fatal(err)
			}
			for i, step := range c.steps {
				if err = step(s); err != nil && i < len(c.steps)-1 {
					t.Fatalf("step %d: %v", i, err)
				}
			}
			if fault, _ := motcua.AsFault(err); (fault == nil) != (c.want == "") || fault != nil && fault.Text.Key != c.want {
				t.Errorf("got %v, want %q", err, c.want)
			}
			after, err := s.d.Standing(s.cals, s.now)
			if err != nil {
				t.Fatal(err)
			}
			if moved := after.Due.Sub(before.Due) >= days(3); moved != c.moved {
				t.Errorf("the date went from %v to %v", before.Due, after.Due)
			}
		})
	}
}

func TestAnApologyComesInTime(t *testing.T) {
	due := time.Date(2022, 6, 10, 10, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		reason string
		at     time.Time
		want   bool
	}{
		{"two days before", due.AddDate(0, 0, -2), true},
		{"a day and a minute before", due.AddDate(0, 0, -1).Add(-time.Minute), true},
		{"a day before to the minute", due.AddDate(0, 0, -1), false},
		{"afterwards", due.Add(time.Minute), false},
	} {
		if got := dossier.InTime(c.at, due); got != c.want {
			t.Errorf("%s: %v", c.reason, got)
		}
	}
}
