package dossier_test

import (
	"slices"
	"testing"
	"time"

	"motcua/catalogue"
	"motcua/deadline"
	"motcua/dossier"
)

// The dossiers here are received at 8:30 of Monday 2022-06-06; 35 working days
// later is the close of business of 2022-07-25.
const promised = "2022-07-25T17:00"

func policy(p catalogue.Policy) func(*catalogue.Version) {
	return func(v *catalogue.Version) { v.Supplement = p }
}

func TestSupplementMovesTheDate(t *testing.T) {
	tests := []struct {
		reason string
		policy catalogue.Policy
		papers [][2]string // asked, taken
		due    string
	}{
		{"pause: three working days of waiting are added", catalogue.Pause, [][2]string{{"2022-06-27T09:00", "2022-06-30T09:00"}}, "2022-07-28T17:00"},
		{"pause within a day adds nothing", catalogue.Pause, [][2]string{{"2022-06-27T09:00", "2022-06-27T15:00"}}, promised},
		{"two pauses add up", catalogue.Pause, [][2]string{{"2022-06-27T09:00", "2022-06-29T09:00"}, {"2022-07-04T09:00", "2022-07-05T09:00"}}, "2022-07-28T17:00"},
		{"restart: the whole term again from the papers", catalogue.Restart, [][2]string{{"2022-06-27T09:00", "2022-06-30T09:00"}}, "2022-08-18T17:00"},
		{"a procedure that says nothing restarts, as the decree does", "", [][2]string{{"2022-06-27T09:00", "2022-06-30T09:00"}}, "2022-08-18T17:00"},
	}
	for _, test := range tests {
		s := receive(t, investment, "2022-06-06T08:30", policy(test.policy)).atUnit()
		s.due("before", promised)
		for _, papers := range test.papers {
			s.at(papers[0]).must(s.askPapers())
			if got, want := s.clock().Standing, deadline.Paused; got != want {
				t.Errorf("%s: waiting: got %s, want %s", test.reason, got, want)
			}
			s.at(papers[1]).must(s.takePapers())
			s.status(test.reason, dossier.Processing)
		}
		s.due(test.reason, test.due)
	}
}

func TestASecondSupplementIsFlagged(t *testing.T) {
	s := receive(t, investment, "2022-06-06T08:30", policy(catalogue.Pause)).atUnit()
	var flagged []bool
	for range 2 {
		s.must(s.askPapers())
		flagged = append(flagged, s.d.Events[len(s.d.Events)-1].Fact.(dossier.PapersAsked).Again)
		s.must(s.takePapers())
	}
	if want := []bool{false, true}; !slices.Equal(flagged, want) {
		t.Errorf("again: got %v, want %v", flagged, want)
	}
}

// grant is a request for more time that the lead decides; exception "refuse"
// refuses it.
type grant struct {
	agency    string
	days      int
	exception string
}

func TestMoreTimeMovesTheDateOnce(t *testing.T) {
	tests := []struct {
		reason string
		grants []grant
		fault  string // of the last grant
		due    string
		moves  int
	}{
		{"nobody asks", nil, "", promised, 0},
		{"three days for one", []grant{{"stnmt", 3, ""}}, "", "2022-07-28T17:00", 1},
		{"three for one and five for another, side by side, are five and one change", []grant{{"stnmt", 3, ""}, {"sxd", 5, ""}}, "", "2022-08-01T17:00", 1},
		{"in the other order too", []grant{{"sxd", 5, ""}, {"stnmt", 3, ""}}, "", "2022-08-01T17:00", 1},
		{"refused requests move nothing", []grant{{"stnmt", 3, "refuse"}}, "", promised, 0},
		{"one agency a second time is a further re-appointment", []grant{{"stnmt", 3, ""}, {"stnmt", 2, ""}}, "dossier.moreTime.onceOnly", "2022-07-28T17:00", 1},
		{"which an exception with its reason allows", []grant{{"stnmt", 3, ""}, {"stnmt", 2, "lũ lụt"}}, "", "2022-08-01T17:00", 1},
		{"a second request below the latest date moves nothing and needs no exception", []grant{{"sxd", 5, ""}, {"stnmt", 1, ""}, {"stnmt", 1, ""}}, "", "2022-08-01T17:00", 1},
	}
	for _, test := range tests {
		s := receive(t, investment, "2022-06-06T08:30", nil).atUnit()
		s.at("2022-06-08T09:00").must(s.ask(7, "stnmt", "sxd", "stc"))
		for i, g := range test.grants {
			got, want := keyOf(t, s.at("2022-06-15T10:00").moreTime(g.agency, g.days, g.exception)), ""
			if i == len(test.grants)-1 {
				want = test.fault
			}
			if got != want {
				t.Errorf("%s: grant %d: got %q, want %q", test.reason, i+1, got, want)
			}
		}
		s.due(test.reason, test.due)
		if got, want := len(s.clock().Changes), test.moves; got != want {
			t.Errorf("%s: changes: got %d, want %d", test.reason, got, want)
		}
	}
}

func TestAnotherRoundNeedsAnException(t *testing.T) {
	reach := func() *desk {
		s := receive(t, investment, "2022-06-06T08:30", nil).atUnit()
		s.at("2022-06-08T09:00").must(s.ask(7, "stnmt"))
		s.at("2022-06-15T10:00").must(s.moreTime("stnmt", 3, ""))
		s.at("2022-06-20T10:00").must(s.reply("stnmt"))
		s.at("2022-06-21T10:00").must(s.ask(5, "sxd"))
		return s.at("2022-06-24T10:00")
	}
	s := reach()
	if got, want := keyOf(t, s.moreTime("sxd", 2, "")), "dossier.moreTime.onceOnly"; got != want {
		t.Errorf("a second re-appointment: got %q, want %q", got, want)
	}
	s.due("refused", "2022-07-28T17:00")
	s = reach()
	s.must(s.moreTime("sxd", 2, "Chủ tịch UBND tỉnh đồng ý"))
	s.due("as an exception", "2022-08-01T17:00")
	if got, want := len(s.clock().Changes), 2; got != want {
		t.Errorf("changes: got %d, want %d", got, want)
	}
}

func TestMoreTimeAndPapersTogether(t *testing.T) {
	tests := []struct {
		reason string
		steps  func(*desk)
		due    string
	}{
		{"granted while papers are waited for", func(s *desk) {
			s.at("2022-06-14T09:00").must(s.askPapers())
			s.at("2022-06-15T10:00").must(s.moreTime("stnmt", 3, ""))
			s.at("2022-06-16T09:00").must(s.takePapers())
		}, "2022-08-01T17:00"},
		{"granted after the pause", func(s *desk) {
			s.at("2022-06-14T09:00").must(s.askPapers())
			s.at("2022-06-16T09:00").must(s.takePapers())
			s.at("2022-06-16T10:00").must(s.moreTime("stnmt", 3, ""))
		}, "2022-08-01T17:00"},
		{"granted before the pause", func(s *desk) {
			s.at("2022-06-13T10:00").must(s.moreTime("stnmt", 3, ""))
			s.at("2022-06-14T09:00").must(s.askPapers())
			s.at("2022-06-16T09:00").must(s.takePapers())
		}, "2022-08-01T17:00"},
		{"answered while papers are waited for", func(s *desk) {
			s.at("2022-06-14T09:00").must(s.askPapers())
			s.at("2022-06-15T10:00").must(s.reply("stnmt"))
			s.at("2022-06-16T09:00").must(s.takePapers())
		}, "2022-07-27T17:00"},
	}
	for _, test := range tests {
		s := receive(t, investment, "2022-06-06T08:30", policy(catalogue.Pause)).atUnit()
		s.at("2022-06-08T09:00").must(s.ask(7, "stnmt"))
		test.steps(s)
		s.due(test.reason, test.due)
		if s.d.Opinions[0].Open() {
			s.must(s.reply("stnmt"))
		}
		s.status(test.reason, dossier.Processing)
		if got, want := s.d.Legs[len(s.d.Legs)-1].ID, "L08"; got != want {
			t.Errorf("%s: leg after all have answered: got %s, want %s", test.reason, got, want)
		}
	}
}

func TestOpinionsThatDoNotCome(t *testing.T) {
	reach := func() *desk {
		s := receive(t, investment, "2022-06-06T08:30", nil).atUnit()
		s.at("2022-06-08T09:00").must(s.ask(7, "stnmt", "sxd"))
		return s
	}
	closeIt := func(s *desk) error {
		return s.keep(s.d.CloseOpinion(s.act("specialist", "skhdt"), s.opinion("stnmt"), "quá hạn, đã nhắc", s.cals.Of))
	}
	s := reach()
	s.at("2022-06-17T17:30")
	if got, want := keyOf(t, closeIt(s)), "dossier.consult.running"; got != want {
		t.Errorf("closed at its last instant: got %q, want %q", got, want)
	}
	if got, want := keyOf(t, s.conclude()), "dossier.opinionOwed"; got != want {
		t.Errorf("result while they have time: got %q, want %q", got, want)
	}
	s.at("2022-06-17T17:31").must(closeIt(s))
	s.status("the other is still waited for", dossier.Consulting)
	s.must(s.reply("sxd"))
	s.status("all came or were closed", dossier.Processing)
	if got, want := keyOf(t, s.reply("stnmt")), "dossier.consult.closed"; got != want {
		t.Errorf("answer to a closed one: got %q, want %q", got, want)
	}
	s = reach()
	s.at("2022-06-20T09:00").must(s.conclude())
	for _, o := range s.d.Opinions {
		if got, want := o.Closed, s.now; !got.Equal(want) {
			t.Errorf("the result closes what is overdue: %s: got %s, want %s", o.Agency, got, want)
		}
	}
	s = reach()
	next, _, id, err := s.d.AskMoreTime(s.act("stnmt", "stnmt"), s.opinion("stnmt"), deadline.Days(3), "chờ xã")
	s.must(err)
	s.d = next
	s.must(s.reply("stnmt"))
	err = s.keep(s.d.DecideMoreTime(s.act("head", "skhdt"), id, true, "", "", s.cals))
	if got, want := keyOf(t, err), "dossier.reply.given"; got != want {
		t.Errorf("granting after the answer: got %q, want %q", got, want)
	}
	errands, err := s.d.Errands(s.cals)
	s.must(err)
	for _, e := range errands {
		if e.ID == id && !e.Done {
			t.Error("a request that its agency has answered still waits for a decision")
		}
	}
}

func TestReceiptInThePast(t *testing.T) {
	s := receive(t, investment, "2022-06-06T08:30", nil)
	in := s.d.Intake
	in.ReceivedAt = at(t, "2022-06-03T14:00")
	s.d = dossier.Receive("d2", "H57.16-220603-0001", "BCFGHJ", in, procedure(t, investment), s.version, s.now, s.act("reception", "ttpvhcc").By)
	s.due("it counts from the receipt, not from the entry", "2022-07-22T17:00")
	accounts, err := s.d.Accounts(s.cals, s.now)
	s.must(err)
	if got, want := accounts[0].Used, 4*time.Hour; got != want {
		t.Errorf("used by the desk: got %s, want %s", got, want)
	}
}
