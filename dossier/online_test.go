package dossier_test

import (
	"strings"
	"testing"

	"motcua/catalogue"
	"motcua/dossier"
)

// TestPapersSentOnlineCountFromTheSending: the clock goes on from when the full
// papers had come (NĐ 61/2018 art 19(4)), however long nobody looks at them.
func TestPapersSentOnlineCountFromTheSending(t *testing.T) {
	type step struct{ at, do string } // send, sendOther, ask, take, takeBoth
	tests := []struct {
		reason string
		policy catalogue.Policy
		steps  []step
		due    string
	}{
		{"looked at two days later, three days of waiting count", catalogue.Pause,
			[]step{{"2022-06-30T09:00", "send"}, {"2022-07-04T09:00", "take"}}, "2022-07-28T17:00"},
		{"sent on a Saturday, it counts from Monday", catalogue.Pause,
			[]step{{"2022-07-02T20:00", "send"}, {"2022-07-06T09:00", "take"}}, "2022-08-01T17:00"},
		{"the last of two sendings counts", catalogue.Pause,
			[]step{{"2022-06-28T09:00", "send"}, {"2022-06-30T09:00", "sendOther"}, {"2022-07-06T09:00", "takeBoth"}}, "2022-07-28T17:00"},
		{"one paper came to the counter: it counts from there", catalogue.Pause,
			[]step{{"2022-06-28T09:00", "send"}, {"2022-06-30T09:00", "takeBoth"}}, "2022-07-28T17:00"},
		{"not all of them: asked again, the clock never went on", catalogue.Pause,
			[]step{{"2022-06-28T09:00", "send"}, {"2022-06-29T09:00", "ask"}, {"2022-06-30T09:00", "sendOther"}, {"2022-07-06T09:00", "take2"}}, "2022-07-28T17:00"},
		{"restart: the whole term from the sending", catalogue.Restart,
			[]step{{"2022-06-30T09:00", "send"}, {"2022-07-04T09:00", "take"}}, "2022-08-18T17:00"},
	}
	one, two := dossier.Paper{Code: "P01", Copies: 1}, dossier.Paper{Code: "P02", Copies: 1}
	for _, test := range tests {
		s := receive(t, investment, "2022-06-06T08:30", policy(test.policy)).atUnit()
		s.at("2022-06-27T09:00").must(s.askPapers())
		desk := func() dossier.Act { return s.act("reception", "ttpvhcc") }
		for _, step := range test.steps {
			s.at(step.at)
			switch step.do {
			case "send":
				s.must(s.sendPapers("P01"))
			case "sendOther":
				s.must(s.sendPapers("P02"))
			case "ask":
				s.must(s.askPapers())
			case "take":
				s.must(s.keep(s.d.TakePapers(desk(), []dossier.Paper{one})))
			case "take2":
				s.must(s.keep(s.d.TakePapers(desk(), []dossier.Paper{two})))
			case "takeBoth":
				s.must(s.keep(s.d.TakePapers(desk(), []dossier.Paper{one, two})))
			}
		}
		s.due(test.reason, test.due)
		s.survives()
	}
}

func TestPapersSentWaitForSomebodyToLook(t *testing.T) {
	s := receive(t, investment, "2022-06-06T08:30", nil).atUnit()
	s.must(s.askPapers())
	open := func() int {
		errands, err := s.d.Errands(s.cals)
		s.must(err)
		n := 0
		for _, e := range errands {
			if e.Kind == dossier.ErrandCheck && !e.Done {
				n++
				if e.Agency != "skhdt" {
					t.Errorf("it waits at %s, want where the papers were asked for", e.Agency)
				}
			}
		}
		return n
	}
	for i, want := range []int{0, 1, 0, 1, 0} {
		if got := open(); got != want {
			t.Errorf("after %d steps: %d wait, want %d", i, got, want)
		}
		switch i {
		case 0, 2:
			s.must(s.sendPapers("P01"))
		case 1:
			s.must(s.askPapers())
		case 3:
			s.must(s.takePapers())
		}
	}
}

func TestMessages(t *testing.T) {
	s := receive(t, investment, "2022-06-06T08:30", nil).atUnit()
	write := func(applicant bool, text string) error {
		return s.keep(s.d.Write(s.act("specialist", "skhdt"), applicant, text, nil))
	}
	status, due := s.d.Status, s.clock().Due
	for _, wrong := range []struct{ reason, text, fault string }{
		{"empty", "  ", "dossier.required.text"},
		{"too long", strings.Repeat("ă", 3001), "dossier.tooLong"},
	} {
		if got := keyOf(t, write(true, wrong.text)); got != wrong.fault {
			t.Errorf("%s: got %q, want %q", wrong.reason, got, wrong.fault)
		}
	}
	for range 20 {
		s.must(write(true, "Hồ sơ đến đâu rồi ạ?"))
	}
	if got := keyOf(t, write(true, "Hỏi nữa")); got != "dossier.message.many" {
		t.Errorf("the 21st without an answer: got %q", got)
	}
	s.must(write(false, "Đang thẩm định, đúng hạn."))
	s.must(write(true, "Cảm ơn"))
	s.must(s.keep(s.d.KeepNote(s.act("specialist", "skhdt"), "Gọi lại thứ Hai")))
	if s.d.Status != status || !s.clock().Due.Equal(due) {
		t.Error("talk has changed the dossier")
	}
	if got := s.d.Unread(false, 0); got != 21 {
		t.Errorf("unread by the office: %d, want 21", got)
	}
	if got := s.d.Unread(true, s.d.Version()); got != 0 {
		t.Errorf("unread by an applicant who has read all: %d", got)
	}
	asked := s.d.WithoutContacts()
	for _, e := range asked.Events {
		if f, ok := e.Fact.(dossier.MessageSent); ok {
			t.Errorf("an agency that is asked reads %q", f.Text)
		}
		if f, ok := e.Fact.(dossier.NoteKept); ok && f.Text != "" {
			t.Errorf("an agency that is asked reads the note %q", f.Text)
		}
	}
	if asked.Version() != s.d.Version() {
		t.Error("an agency that is asked counts other facts")
	}
	s.must(s.withdraw())
	if got := keyOf(t, write(true, "Còn gì không?")); got != "dossier.closed.withdrawn" {
		t.Errorf("after the end: got %q", got)
	}
	s.survives()
}
