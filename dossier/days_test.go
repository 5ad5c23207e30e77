package dossier_test

import (
	"strings"
	"testing"

	"motcua/calendar"
	"motcua/catalogue"
	"motcua/dossier"
)

// letters draw a strip of days: D desk, U unit, A other agency, P paused,
// ! overdue, . ahead.
var letters = map[dossier.Keeper]string{dossier.KeptAtDesk: "D", dossier.KeptByUnit: "U", dossier.KeptByOther: "A",
	dossier.KeptPaused: "P", dossier.KeptOverdue: "!", dossier.KeptAhead: "."}

func (s *desk) days() []dossier.Day {
	s.t.Helper()
	days, err := s.d.Days(s.cals, s.clock(), s.now)
	s.must(err)
	return days
}

func TestWhoHadWhichDay(t *testing.T) {
	tests := []struct {
		reason string
		steps  func(s *desk)
		begins string // the first days of the strip
		total  int
	}{
		{"just received: today is the desk's, the rest lies ahead", func(s *desk) { s.at("2022-06-06T10:00") }, "D...", 36},
		{"given at once: the first day is the unit's", func(s *desk) { s.atUnit().at("2022-06-08T10:00") }, "UUU.", 36},
		{"given in the afternoon: the greater part was the desk's", func(s *desk) { s.at("2022-06-06T15:00").atUnit().at("2022-06-08T10:00") }, "DUU.", 36},
		{"asked on the third day: the agencies have it from there", func(s *desk) {
			s.atUnit().at("2022-06-08T09:00").must(s.ask(7, "stnmt", "sxd"))
			s.at("2022-06-10T10:00")
		}, "UUAAA.", 36},
		{"back when the last has answered", func(s *desk) {
			s.atUnit().at("2022-06-08T09:00").must(s.ask(7, "stnmt", "sxd"))
			s.at("2022-06-09T09:00").must(s.reply("stnmt"))
			s.at("2022-06-13T09:00").must(s.reply("sxd"))
			s.at("2022-06-14T10:00")
		}, "UUAAAUU.", 36},
		{"papers asked for: nobody has it, and the strip grows with the date", func(s *desk) {
			s.atUnit().at("2022-06-08T09:00").must(s.askPapers())
			s.at("2022-06-10T09:00").must(s.takePapers())
			s.at("2022-06-10T10:00")
		}, "UUPPU.", 38},
		{"beyond the promised day", func(s *desk) { s.atUnit().at("2022-07-27T10:00") }, "UUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUU!!", 38},
	}
	for _, test := range tests {
		s := receive(t, investment, "2022-06-06T08:30", policy(catalogue.Pause))
		test.steps(s)
		var strip strings.Builder
		days := s.days()
		for _, day := range days {
			strip.WriteString(letters[day.Kept])
		}
		if got, want := strip.String(), test.begins; !strings.HasPrefix(got, want) {
			t.Errorf("%s: got %s, want it to begin %s", test.reason, got, want)
		}
		if got, want := len(days), test.total; got != want {
			t.Errorf("%s: days: got %d, want %d", test.reason, got, want)
		}
	}
}

func TestDaysMarkTodayAndThePromise(t *testing.T) {
	s := receive(t, investment, "2022-06-06T08:30", nil).atUnit().at("2022-06-20T10:00")
	var today, due []string
	for _, day := range s.days() {
		if day.Today {
			today = append(today, day.Date.String())
		}
		if day.Due {
			due = append(due, day.Date.String())
		}
		if weekday := day.Date.Weekday(); weekday == 0 || weekday == 6 {
			t.Errorf("%s is no working day", day.Date)
		}
	}
	if got, want := strings.Join(today, " "), "2022-06-20"; got != want {
		t.Errorf("today: got %s, want %s", got, want)
	}
	if got, want := strings.Join(due, " "), calendar.DateOf(at(t, promised)).String(); got != want {
		t.Errorf("promised: got %s, want %s", got, want)
	}
}
