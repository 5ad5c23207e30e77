package feedback_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"motcua"
	"motcua/feedback"
	"motcua/identity"
)

// TestWhatDoesNotFit lists what is refused, with the key of the sentence.
func TestWhatDoesNotFit(t *testing.T) {
	answered := func(l *life) { l.answer("2022-06-10T08:30") }
	working := func(l *life) { l.do("2022-06-07T08:30", mai, classify); l.do("2022-06-07T09:00", mai, assign) }
	type act = func(f *feedback.Feedback, a feedback.Act) (*feedback.Feedback, []feedback.Event, error)
	tests := []struct {
		reason string
		before func(l *life)
		by     identity.Actor
		act    act
		want   string
	}{
		{"a refusal needs its reason", nil, mai, func(f *feedback.Feedback, a feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
			return f.Refuse(a, feedback.Unclear, " ")
		}, "feedback.required.reason"},
		{"and its ground", nil, mai, func(f *feedback.Feedback, a feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
			return f.Refuse(a, "boredom", long)
		}, "feedback.ground.unknown"},
		{"what was accepted is not refused", working, mai, refuse, "feedback.closed"},
		{"nothing is assigned before it is accepted", nil, mai, assign, "feedback.closed"},
		{"the unit complained about does not handle it", func(l *life) { l.do("2022-06-07T08:30", mai, classify) }, mai, func(f *feedback.Feedback, a feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
			return f.Assign(a, "ktdn", "", "", "")
		}, "feedback.assign.unitConcerned"},
		{"nor the person", func(l *life) { l.do("2022-06-07T08:30", mai, classify) }, mai, func(f *feedback.Feedback, a feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
			return f.Assign(a, "thanhtra", "nhu", "", "")
		}, "feedback.assign.personConcerned"},
		{"a draft says what was found", working, thanh, func(f *feedback.Feedback, a feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
			return f.Draft(a, long, "")
		}, "feedback.required.outcome"},
		{"nobody approves their own draft", func(l *life) { working(l); l.do("2022-06-08T09:00", truong, draft) }, truong, approve, "feedback.approve.own"},
		{"more time has a limit", working, hung, func(f *feedback.Feedback, a feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
			return f.Extend(a, days(16), long)
		}, "feedback.extend.term"},
		{"and a reason", working, hung, func(f *feedback.Feedback, a feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
			return f.Extend(a, days(5), "bận")
		}, "feedback.short"},
		{"a transfer has its evidence", nil, mai, func(f *feedback.Feedback, a feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
			return f.PassOn(a, "Sở Xây dựng", "", "")
		}, "feedback.required.evidence"},
		{"nothing is published before the answer", working, mai, publish, "feedback.closed"},
		{"the sender's name is not published", answered, mai, func(f *feedback.Feedback, a feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
			return f.Publish(a, feedback.Text{Title: "Trễ", Content: "Bà NGUYỄN THỊ LAN phản ánh", Answer: long})
		}, "feedback.publish.betrays"},
		{"nor the telephone, however it is written", answered, mai, func(f *feedback.Feedback, a feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
			return f.Publish(a, feedback.Text{Title: "Trễ", Content: "Gọi 0905.123.456", Answer: long})
		}, "feedback.publish.betrays"},
		{"the answer is judged once", func(l *life) { answered(l); l.do("2022-06-11T08:00", public, judge) }, public, judge, "feedback.judge.twice"},
		{"not before there is one", nil, public, judge, "feedback.closed"},
		{"nothing is added to what is closed", func(l *life) { l.do("2022-06-07T08:30", mai, refuse) }, public, say, "feedback.closed"},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			l := begin(t, "2022-06-06T08:30")
			l.t = t
			if test.before != nil {
				test.before(l)
			}
			_, events, err := test.act(l.f, feedback.Act{At: moment(t, "2022-06-20T08:00"), By: test.by})
			var fault *motcua.Fault
			if !errors.As(err, &fault) || fault.Text.Key != test.want {
				t.Errorf("got %v, want %s", err, test.want)
			}
			if len(events) > 0 {
				t.Error("a refusal leaves facts")
			}
		})
	}
}

func judge(f *feedback.Feedback, a feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
	return f.Judge(a, true)
}

// TestFactsComeBackAsTheyWere writes every fact of a long life and reads it
// again: the feedback is the same.
func TestFactsComeBackAsTheyWere(t *testing.T) {
	l := begin(t, "2022-06-06T08:30")
	l.do("2022-06-07T08:00", mai, ask)
	l.do("2022-06-07T08:10", public, say)
	l.do("2022-06-07T08:30", mai, classify)
	l.do("2022-06-07T09:00", mai, assign)
	l.do("2022-06-08T09:00", thanh, draft)
	l.do("2022-06-08T10:00", truong, func(f *feedback.Feedback, a feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
		return f.ReturnDraft(a, "Nêu rõ ngày")
	})
	if l.f.State != feedback.Working || l.f.Answer.Returned == "" {
		t.Errorf("a returned draft: got %s", l.f.State)
	}
	l.do("2022-06-08T11:00", hung, extend)
	l.do("2022-06-09T09:00", thanh, draft)
	l.do("2022-06-09T10:00", truong, approve)
	l.do("2022-06-09T11:00", public, judge)
	l.do("2022-06-10T10:00", mai, publish)
	var events []feedback.Event
	for _, e := range l.f.Events {
		kind, data, err := feedback.Encode(e.Fact)
		if err != nil {
			t.Fatal(err)
		}
		if e.Fact, err = feedback.Decode(kind, data); err != nil {
			t.Fatal(err)
		}
		events = append(events, e)
	}
	again, err := feedback.Rebuild(events)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(again, l.f) {
		t.Errorf("read again:\n%+v\nwas:\n%+v", again, l.f)
	}
	if _, err := feedback.Rebuild(events[1:]); err == nil {
		t.Error("a log without its receipt is taken")
	}
}

// TestClassifyingTakesItFromWhoIsConcerned: whoever turns out to be complained
// about has it no longer.
func TestClassifyingTakesItFromWhoIsConcerned(t *testing.T) {
	l := begin(t, "2022-06-06T08:30")
	l.do("2022-06-07T08:30", mai, classify)
	l.do("2022-06-07T09:00", mai, assign)
	l.do("2022-06-07T10:00", mai, func(f *feedback.Feedback, a feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
		return f.Classify(a, feedback.Handling, feedback.About{Agency: "skhdt", Unit: "thanhtra"}, "")
	})
	if l.f.Person != "" || l.f.Unit != "" || l.f.State != feedback.Accepted {
		t.Errorf("got %s with %q of %q", l.f.State, l.f.Person, l.f.Unit)
	}
}

// TestWhoSeesTheSender: those who must reach the sender, nobody else.
func TestWhoSeesTheSender(t *testing.T) {
	l := begin(t, "2022-06-06T08:30")
	l.do("2022-06-07T08:30", mai, classify)
	l.do("2022-06-07T09:00", mai, assign)
	l.do("2022-06-07T10:00", thanh, func(f *feedback.Feedback, a feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
		return f.Draft(a, "Sở xin lỗi bà Nguyễn Thị Lan vì sự chậm trễ.", feedback.Upheld)
	})
	for _, test := range []struct {
		reason string
		by     identity.Actor
		want   bool
	}{
		{"the office that received it", mai, true}, {"the person named to handle it", thanh, true},
		{"the head who approves", truong, false}, {"the director", hung, false}, {"the person complained about", nhu, false},
		{"the head of the unit complained about", staff("binh", "ktdn", identity.Head), false}, {"the keeper of the system", staff("khoa", "vanphong", identity.Admin), false},
		{"the public", public, false},
		{"an officer of the office who is complained about", staff("nhu", "vanphong", identity.Office), false},
	} {
		seen := l.f.For(test.by)
		for _, e := range seen.Events {
			if _, data, err := feedback.Encode(e.Fact); err != nil || strings.Contains(string(data), "Thị Lan") != test.want && (e.Seq == 1 || e.Fact.Kind() == "drafted") {
				t.Errorf("%s: the fact %s tells the sender: %s (%v)", test.reason, e.Fact.Kind(), data, err)
			}
		}
		if got := seen.Sender.Name != ""; got != test.want {
			t.Errorf("%s: got %v, want %v", test.reason, got, test.want)
		}
		_, data, err := feedback.Encode(seen.Events[0].Fact)
		if err != nil {
			t.Fatal(err)
		}
		told := seen.Title + seen.Content + seen.Answer.Content + string(data)
		if got := strings.Contains(told, "Lan") || strings.Contains(told, "123 456") || strings.Contains(told, "0905123456") || strings.Contains(told, "Lê Lợi"); got != test.want {
			t.Errorf("%s: the texts tell the sender: got %v, want %v: %s", test.reason, got, test.want, told)
		}
		if seen.Key != "" {
			t.Errorf("%s gets the sender's key", test.reason)
		}
	}
	summary, err := l.f.Summarize(department(t), moment(t, "2022-06-07T10:00"))
	if err != nil {
		t.Fatal(err)
	}
	if told := summary.Title + summary.Search; strings.Contains(told, "Lan") || strings.Contains(told, "lan,") || strings.Contains(told, "0905") {
		t.Errorf("what lists keep tells the sender: %s", told)
	}
}
