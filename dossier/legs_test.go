package dossier_test

import (
	"slices"
	"testing"
	"time"

	"motcua/catalogue"
	"motcua/deadline"
	"motcua/dossier"
)

// late is the summary and the causes of a dossier concluded now.
func late(s *desk) (dossier.Summary, []dossier.Cause) {
	s.t.Helper()
	summary, err := s.d.Summarize("Đầu tư", s.cals, s.now)
	s.must(err)
	causes, err := s.d.Causes(s.cals, s.now)
	s.must(err)
	return summary, causes
}

func TestWhoMadeItLate(t *testing.T) {
	tests := []struct {
		reason   string
		steps    func(*desk)
		standing deadline.Standing
		agency   string
	}{
		{"in time, nobody", func(s *desk) {
			s.at("2022-07-01T09:00").must(s.conclude())
		}, deadline.Early, ""},
		{"the unit kept it", func(s *desk) {
			s.at("2022-08-10T09:00").must(s.conclude())
		}, deadline.Late, "skhdt"},
		{"an agency answered a month late, the unit was quick", func(s *desk) {
			s.at("2022-06-07T09:00").must(s.ask(7, "stnmt"))
			s.at("2022-08-09T09:00").must(s.reply("stnmt"))
			s.at("2022-08-10T09:00").must(s.conclude())
		}, deadline.Late, "stnmt"},
		{"of agencies side by side the last one counts", func(s *desk) {
			s.at("2022-06-07T09:00").must(s.ask(7, "stnmt", "sxd"))
			s.at("2022-07-20T09:00").must(s.reply("stnmt"))
			s.at("2022-08-09T09:00").must(s.reply("sxd"))
			s.at("2022-08-10T09:00").must(s.conclude())
		}, deadline.Late, "sxd"},
		{"who was granted more time is late only beyond it", func(s *desk) {
			s.at("2022-06-07T09:00").must(s.ask(7, "stnmt"))
			s.must(s.moreTime("stnmt", 20, ""))
			s.at("2022-07-14T09:00").must(s.reply("stnmt"))
			s.at("2022-09-30T09:00").must(s.conclude())
		}, deadline.Late, "skhdt"},
		{"a result that waits for its applicant is nobody's delay", func(s *desk) {
			s.at("2022-08-10T09:00").must(s.conclude())
			s.must(s.take())
			s.at("2022-12-10T09:00").must(s.handBack())
		}, deadline.Late, "skhdt"},
		{"withdrawn after its date counts with the ones on time", func(s *desk) {
			s.at("2022-09-30T09:00").must(s.withdraw())
		}, deadline.OnTime, ""},
	}
	for _, test := range tests {
		s := receive(t, investment, "2022-06-06T08:30", nil).atUnit()
		test.steps(s)
		summary, causes := late(s)
		if got, want := summary.Standing, test.standing; got != want {
			t.Errorf("%s: standing: got %s, want %s", test.reason, got, want)
		}
		if got, want := summary.LateAgency, test.agency; got != want {
			t.Errorf("%s: made late by: got %q, want %q (causes %v)", test.reason, got, want, causes)
		}
		if !slices.IsSortedFunc(causes, func(a, b dossier.Cause) int { return int(b.Late - a.Late) }) {
			t.Errorf("%s: causes: got %v, want the longest first", test.reason, causes)
		}
	}
}

func TestTheLeadIsNotChargedForOthers(t *testing.T) {
	s := receive(t, investment, "2022-06-06T07:30", nil)
	s.must(s.handOver("", ""))
	s.must(s.take())
	s.at("2022-06-06T08:00").must(s.assign())
	s.at("2022-06-06T11:30").must(s.ask(7, "stnmt", "sxd"))
	s.at("2022-06-16T11:30").must(s.reply("sxd"))
	s.at("2022-06-20T11:30").must(s.reply("stnmt"))
	s.at("2022-06-20T17:30")
	accounts, err := s.d.Accounts(s.cals, s.now)
	s.must(err)
	used := map[string]time.Duration{}
	late := map[string]time.Duration{}
	for _, a := range accounts {
		if a.Begun() {
			used[a.Agency] += a.Used
			late[a.Agency] += a.Late
		}
	}
	day := 8 * time.Hour
	tests := []struct {
		reason, agency string
		used, late     time.Duration
	}{
		{"half a day before and half a day after the opinions", "skhdt", day, 0},
		{"eight working days", "sxd", 8 * day, 3*time.Hour + 30*time.Minute},
		{"ten working days", "stnmt", 10 * day, 2*day + 3*time.Hour + 30*time.Minute},
	}
	for _, test := range tests {
		if got, want := used[test.agency], test.used; got != want {
			t.Errorf("%s: used by %s: got %s, want %s", test.reason, test.agency, got, want)
		}
		if got, want := late[test.agency], test.late; got != want {
			t.Errorf("%s: late by %s: got %s, want %s", test.reason, test.agency, got, want)
		}
	}
}

func TestLegsAheadCountTheirMaximumSideBySide(t *testing.T) {
	s := receive(t, investment, "2022-06-06T07:30", nil)
	accounts, err := s.d.Accounts(s.cals, s.now)
	s.must(err)
	due := map[string]time.Time{}
	for _, a := range accounts {
		due[a.ID] = a.DueAt
		if got, want := a.Begun(), a.ID == "L01"; got != want {
			t.Errorf("%s has begun: got %v, want %v", a.ID, got, want)
		}
	}
	if !due["L05"].Equal(due["L06"]) || !due["L06"].Equal(due["L07"]) {
		t.Errorf("consulted side by side: got %s, %s, %s, want one date", due["L05"], due["L06"], due["L07"])
	}
	if got, want := due["L12"], s.clock().Due.AddDate(0, 0, 3); got.After(want) {
		t.Errorf("last leg: got %s, want not much beyond the promise: the consultations counted once", got)
	}
}

func TestLegsOutsideThePlan(t *testing.T) {
	plain := func(v *catalogue.Version) { v.Process = catalogue.Process{} }
	s := receive(t, investment, "2022-06-06T08:30", plain)
	s.status("without a plan", dossier.Received)
	s.must(s.handOver("skhdt", "ktdn"))
	s.must(s.assign())
	s.status("with a unit", dossier.Processing)
	s.at("2022-06-08T09:00").must(s.ask(7, "stnmt"))
	s.at("2022-06-10T09:00").must(s.reply("stnmt"))
	s.status("after the opinion", dossier.Processing)
	s.must(s.conclude())
	accounts, err := s.d.Accounts(s.cals, s.now)
	s.must(err)
	for _, a := range accounts {
		if a.Planned || a.FinishedAt.IsZero() {
			t.Errorf("leg %s: got planned %v, finished %s; want it outside the plan and ended", a.ID, a.Planned, a.FinishedAt)
		}
	}
}

func TestEveryStatusHasItsNationalCode(t *testing.T) {
	for _, s := range dossier.Statuses() {
		if got := s.National(); got < 1 || got > 10 {
			t.Errorf("%s: got %d, want one of the ten codes", s, got)
		}
	}
	if got, want := dossier.Status("lost").National(), 0; got != want {
		t.Errorf("a status unknown here: got %d, want %d", got, want)
	}
}
