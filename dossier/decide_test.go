package dossier_test

import (
	"slices"
	"testing"

	"motcua/dossier"
)

// deeds are all that can be done to a dossier.
var deeds = map[string]func(*desk) error{
	"handOver":   func(s *desk) error { return s.handOver("", "") },
	"take":       (*desk).take,
	"assign":     (*desk).assign,
	"sendBack":   (*desk).sendBack,
	"ask":        func(s *desk) error { return s.ask(7, "stc") },
	"reply":      func(s *desk) error { return s.reply("stnmt") },
	"moreTime":   func(s *desk) error { return s.moreTime("stnmt", 3, "") },
	"askPapers":  (*desk).askPapers,
	"takePapers": (*desk).takePapers,
	"conclude":   (*desk).conclude,
	"handBack":   (*desk).handBack,
	"withdraw":   (*desk).withdraw,
	"stop":       (*desk).stop,
	"correct":    func(s *desk) error { return s.correct("note", "đã sửa") },
}

// TestWhatEachStatusAllows: allowed is what can be done; refused says with which
// fault anything else is, "*" for all not named.
func TestWhatEachStatusAllows(t *testing.T) {
	const noOpinion, noHandover, noPapers = "dossier.consult.unknown", "dossier.handover.unknown", "dossier.supplement.notAsked"
	working := map[string]string{"reply": noOpinion, "moreTime": noOpinion, "take": noHandover, "takePapers": noPapers, "handBack": "dossier.return.noResult"}
	ended := func(status dossier.Status) map[string]string {
		return map[string]string{"*": "dossier.closed." + string(status), "reply": noOpinion, "moreTime": noOpinion, "take": noHandover, "takePapers": noPapers}
	}
	tests := []struct {
		reason  string
		reach   func(*desk) error
		status  dossier.Status
		allowed []string
		refused map[string]string
	}{
		{"just received, at the desk", func(*desk) error { return nil }, dossier.Received,
			[]string{"handOver", "assign", "ask", "askPapers", "conclude", "withdraw", "stop", "correct"},
			with(working, "sendBack", "dossier.sendBack.first")},
		{"given, not yet taken", func(s *desk) error { return s.handOver("", "") }, dossier.Received,
			[]string{"take", "withdraw", "stop", "correct", "conclude"},
			with(working, "*", "dossier.handover.pending")},
		{"with the specialist", func(s *desk) error { s.atUnit(); return nil }, dossier.Processing,
			[]string{"handOver", "assign", "sendBack", "ask", "askPapers", "conclude", "withdraw", "stop", "correct"}, working},
		{"waiting for an agency that still has time", func(s *desk) error { return s.atUnit().ask(7, "stnmt") }, dossier.Consulting,
			[]string{"handOver", "assign", "sendBack", "ask", "askPapers", "withdraw", "stop", "correct", "reply", "moreTime"},
			with(working, "conclude", "dossier.opinionOwed")},
		{"with the leadership", func(s *desk) error { return s.atUnit().handOver("skhdt", "lanhdao") }, dossier.Approving,
			[]string{"handOver", "assign", "sendBack", "ask", "askPapers", "conclude", "withdraw", "stop", "correct"}, working},
		{"waiting for the applicant's papers", func(s *desk) error { return s.atUnit().askPapers() }, dossier.Supplementing,
			[]string{"takePapers", "withdraw", "stop", "correct"}, with(working, "*", "dossier.supplementing")},
		{"the result is signed and on its way to the desk", func(s *desk) error { return s.atUnit().conclude() }, dossier.Resolved,
			[]string{"handOver", "take", "handBack", "correct"}, ended(dossier.Resolved)},
		{"the result is returned", func(s *desk) error { s.must(s.atUnit().conclude()); return s.handBack() }, dossier.ReturnedDone,
			[]string{"correct"}, ended(dossier.ReturnedDone)},
		{"withdrawn", func(s *desk) error { return s.atUnit().withdraw() }, dossier.WithdrawnDone,
			[]string{"correct"}, ended(dossier.WithdrawnDone)},
		{"stopped while given and not taken", func(s *desk) error { s.must(s.handOver("", "")); return s.stop() }, dossier.StoppedDone,
			[]string{"correct"}, with(ended(dossier.StoppedDone), "take", "dossier.closed.stopped")},
	}
	for _, test := range tests {
		for name, do := range deeds {
			s := receive(t, investment, "2022-06-06T08:30", nil)
			s.must(test.reach(s))
			s.status(test.reason, test.status)
			version := s.d.Version()
			want := ""
			if !slices.Contains(test.allowed, name) {
				want = test.refused[name]
				if want == "" {
					want = test.refused["*"]
				}
			}
			if got := keyOf(t, do(s)); got != want {
				t.Errorf("%s: %s: got %q, want %q", test.reason, name, got, want)
			}
			adds := want == "" && !(name == "handOver" && test.status == dossier.Resolved) // on its way already: nothing to add
			if got := s.d.Version() > version; got != adds {
				t.Errorf("%s: %s adds to the log: got %v, want %v", test.reason, name, got, adds)
			}
		}
	}
}

func with(base map[string]string, deed, key string) map[string]string {
	all := map[string]string{deed: key}
	for k, v := range base {
		if k != deed {
			all[k] = v
		}
	}
	return all
}

func TestHandOver(t *testing.T) {
	s := receive(t, investment, "2022-06-06T08:30", nil)
	s.at("2022-06-06T10:00").must(s.handOver("", ""))
	if got, want := s.d.Holder.Agency, "ttpvhcc"; got != want {
		t.Errorf("between agencies the giver holds it until it is taken: got %s, want %s", got, want)
	}
	s.at("2022-06-07T09:00").must(s.take())
	h := s.d.Handovers[0]
	if got, want := []string{h.GivenBy, h.TakenBy}, []string{"reception", "head"}; !slices.Equal(got, want) {
		t.Errorf("evidence of both sides: got %v, want %v", got, want)
	}
	if got, want := s.d.Legs[0].FinishedAt, at(t, "2022-06-06T10:00"); !got.Equal(want) {
		t.Errorf("the giver's time ends with the giving: got %s, want %s", got, want)
	}
	if got, want := s.d.Legs[1].StartedAt, at(t, "2022-06-06T10:00"); !got.Equal(want) {
		t.Errorf("who is slow to take spends his own time: got %s, want %s", got, want)
	}
	s.must(s.assign())
	s.must(s.handOver("skhdt", "lanhdao"))
	if h := s.d.Handovers[1]; h.Open() || s.d.Holder.Unit != "lanhdao" {
		t.Errorf("within the agency it is taken at once: got %+v with %s", h, s.d.Holder.Unit)
	}
	s.must(s.handOver("ubnd", ""))
	if got, want := s.d.Handovers[len(s.d.Handovers)-1].To.Unit, "vanphong"; got != want {
		t.Errorf("an agency named without a unit is its planned one: got %q, want %q", got, want)
	}
}

func TestAssignmentBeginsTheSpecialistsLeg(t *testing.T) {
	s := receive(t, investment, "2022-06-06T08:30", nil)
	s.must(s.handOver("", ""))
	s.must(s.take())
	last := func() dossier.Leg { return s.d.Legs[len(s.d.Legs)-1] }
	if got, want := last().ID, "L02"; got != want {
		t.Errorf("taken by the head: got leg %s, want %s", got, want)
	}
	s.must(s.assign())
	if got, want := last().ID, "L03"; got != want {
		t.Errorf("assigned: got leg %s, want %s", got, want)
	}
	s.must(s.assign())
	if got, want := last().ID, "L03"; got != want {
		t.Errorf("assigned to another: got leg %s, want still %s", got, want)
	}
}

func TestSendBackRemembersWhoHandledIt(t *testing.T) {
	s := receive(t, investment, "2022-06-06T08:30", nil).atUnit()
	s.must(s.handOver("skhdt", "lanhdao"))
	if got, want := s.d.Holder.Person, ""; got != want {
		t.Errorf("with the leadership: got %q, want nobody named", got)
	}
	s.at("2022-06-07T09:00").must(s.sendBack())
	if got, want := s.d.Holder, (dossier.Holder{Agency: "skhdt", Unit: "ktdn", Person: "specialist"}); got != want {
		t.Errorf("sent back: got %+v, want %+v", got, want)
	}
	var back []string
	for _, leg := range s.d.Legs {
		if leg.SentBack {
			back = append(back, leg.ID)
		}
	}
	if got, want := back, []string{"L04"}; !slices.Equal(got, want) {
		t.Errorf("legs marked as sent back: got %v, want %v", got, want)
	}
	s.must(s.handOver("", ""))
	if got, want := s.d.Legs[len(s.d.Legs)-1].ID, "L04"; got != want {
		t.Errorf("handed on again: got leg %s, want the one it came from, %s", got, want)
	}
}

func TestCorrectionLeavesTheWrongEntryInTheLog(t *testing.T) {
	tests := []struct{ reason, field, to, fault, reads string }{
		{"a name put right", "applicant.name", "Công ty TNHH Mẫu Mới", "", "Công ty TNHH Mẫu Mới"},
		{"a telephone with spaces is the same without", "applicant.phone", "0905 123 456", "", "0905123456"},
		{"a telephone that cannot be one", "applicant.phone", "12", "dossier.phone", ""},
		{"the submitter's too", "submitter.phone", "12", "dossier.phone", ""},
		{"an e-mail that cannot be one", "applicant.email", "mau", "dossier.email", ""},
		{"nothing changes", "applicant.email", " mau@example.vn ", "dossier.correct.same", ""},
		{"a name cannot be taken away", "applicant.name", " ", "dossier.required.to", ""},
		{"the date is not an entry", "receivedAt", "2022-01-01", "dossier.correct.field", ""},
	}
	for _, test := range tests {
		s := receive(t, investment, "2022-06-06T08:30", nil)
		if got, want := keyOf(t, s.correct(test.field, test.to)), test.fault; got != want {
			t.Errorf("%s: got %q, want %q", test.reason, got, want)
		}
		if test.fault != "" {
			continue
		}
		fact := s.d.Events[len(s.d.Events)-1].Fact.(dossier.Corrected)
		if got, want := fact.To, test.reads; got != want {
			t.Errorf("%s: got %q, want %q", test.reason, got, want)
		}
		first := s.d.Events[0].Fact.(dossier.Opened)
		if got, want := first.Intake.Applicant.Name, "Công ty TNHH Mẫu"; got != want {
			t.Errorf("%s: the first entry: got %q, want %q", test.reason, got, want)
		}
	}
}
