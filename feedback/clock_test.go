package feedback_test

import (
	"testing"
	"time"

	"motcua/calendar"
	"motcua/deadline"
	"motcua/feedback"
	"motcua/identity"
	"motcua/sample"
)

func moment(t *testing.T, s string) time.Time {
	t.Helper()
	m, err := time.ParseInLocation("2006-01-02T15:04", s, calendar.Zone())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// department is the calendar on which the sample department counts.
func department(t *testing.T) *calendar.Calendar {
	t.Helper()
	specs, err := sample.Calendars()
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range specs {
		if spec.ID == "department" {
			cal, err := calendar.New(spec)
			if err != nil {
				t.Fatal(err)
			}
			return cal
		}
	}
	t.Fatal("the sample has no calendar of the department")
	return nil
}

func staff(person, unit string, role identity.Role) identity.Actor {
	return identity.Actor{Person: person, Name: person, Posts: []identity.Post{{Agency: "skhdt", Unit: unit, Role: role}}}
}

var (
	mai    = staff("mai", "vanphong", identity.Office)
	nhu    = staff("nhu", "ktdn", identity.Specialist)
	thanh  = staff("thanh", "thanhtra", identity.Specialist)
	truong = staff("truong", "thanhtra", identity.Head)
	hung   = staff("hung", "lanhdao", identity.Director)
	public = identity.Actor{}
)

const long = "Nội dung đủ dài để được tiếp nhận theo quy định."

// life is a feedback being lived through.
type life struct {
	t *testing.T
	f *feedback.Feedback
}

func begin(t *testing.T, at string) *life {
	t.Helper()
	in, err := feedback.Prepare(feedback.Intake{Kind: feedback.Handling, Channel: feedback.ByWeb, Content: "Hồ sơ của tôi trễ ba ngày mà không ai báo. Tôi là Nguyễn Thị Lan, 0905 123 456.",
		Sender: feedback.Sender{Name: "Nguyễn Thị Lan", Address: "12 Lê Lợi, Huế", Phone: "0905 123 456"},
		About:  feedback.About{Agency: "skhdt", Unit: "ktdn", Persons: []string{"nhu"}}}, moment(t, at))
	if err != nil {
		t.Fatal(err)
	}
	return &life{t, feedback.Open("1", "PA-2022-0001", "BCFGHJ", "skhdt", in, feedback.Act{At: moment(t, at), By: public})}
}

// do does one act; a refusal is the test's end.
func (l *life) do(at string, by identity.Actor, act func(f *feedback.Feedback, a feedback.Act) (*feedback.Feedback, []feedback.Event, error)) {
	l.t.Helper()
	next, _, err := act(l.f, feedback.Act{At: moment(l.t, at), By: by})
	if err != nil {
		l.t.Fatalf("%s: %v", at, err)
	}
	l.f = next
}

func classify(f *feedback.Feedback, a feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
	return f.Classify(a, f.Kind, f.About, "")
}
func assign(f *feedback.Feedback, a feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
	return f.Assign(a, "thanhtra", "thanh", "Thanh", "")
}
func ask(f *feedback.Feedback, a feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
	return f.AskMore(a, long)
}
func say(f *feedback.Feedback, a feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
	return f.Say(a, feedback.Said{Content: "Mã hồ sơ là H57.16-220606-0001", Channel: feedback.ByWeb})
}
func draft(f *feedback.Feedback, a feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
	return f.Draft(a, long, feedback.Upheld)
}
func approve(f *feedback.Feedback, a feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
	return f.Approve(a)
}
func publish(f *feedback.Feedback, a feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
	return f.Publish(a, f.Suggested())
}
func extend(f *feedback.Feedback, a feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
	return f.Extend(a, deadline.Days(5), long)
}
func refuse(f *feedback.Feedback, a feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
	return f.Refuse(a, feedback.IsComplaint, long)
}
func passOn(f *feedback.Feedback, a feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
	return f.PassOn(a, "Sở Xây dựng", "12/SKHĐT-VP", "")
}

// TestClocks: each stage has its own limit, counted in the department's
// working days; the limit of the answer stands still while the sender is asked.
func TestClocks(t *testing.T) {
	type clock struct {
		stage    feedback.Stage
		due      string
		standing deadline.Standing
	}
	tests := []struct {
		reason string
		play   func(l *life)
		now    string
		want   []clock
		late   bool
	}{
		{"two days to accept, fifteen to answer", func(*life) {}, "2022-06-06T09:00",
			[]clock{{feedback.ToAccept, "2022-06-08", deadline.DueSoon}, {feedback.ToHandle, "2022-06-27", deadline.InTime}}, false},
		{"nobody looked at it for three days", func(*life) {}, "2022-06-09T09:00",
			[]clock{{feedback.ToAccept, "2022-06-08", deadline.Overdue}, {feedback.ToHandle, "2022-06-27", deadline.InTime}}, true},
		{"refused on the second day", func(l *life) { l.do("2022-06-08T16:00", mai, refuse) }, "2022-06-20T09:00",
			[]clock{{feedback.ToAccept, "2022-06-08", deadline.OnTime}}, false},
		{"refused on the third day", func(l *life) { l.do("2022-06-09T08:30", mai, refuse) }, "2022-06-20T09:00",
			[]clock{{feedback.ToAccept, "2022-06-08", deadline.Late}}, true},
		{"five days to transfer", func(l *life) { l.do("2022-06-07T08:30", mai, classify); l.do("2022-06-13T08:30", mai, passOn) }, "2022-06-20T09:00",
			[]clock{{feedback.ToAccept, "2022-06-08", deadline.Early}, {feedback.ToTransfer, "2022-06-13", deadline.OnTime}}, false},
		{"transferred on the sixth day", func(l *life) { l.do("2022-06-07T08:30", mai, classify); l.do("2022-06-14T08:30", mai, passOn) }, "2022-06-20T09:00",
			[]clock{{feedback.ToAccept, "2022-06-08", deadline.Early}, {feedback.ToTransfer, "2022-06-13", deadline.Late}}, true},
		{"the wait for the sender is not the office's time", func(l *life) {
			l.do("2022-06-07T08:30", mai, ask)
			l.do("2022-06-14T08:30", public, say)
		}, "2022-06-14T09:00", []clock{{feedback.ToAccept, "2022-06-08", deadline.Early}, {feedback.ToAsk, "2022-06-13", deadline.Early},
			{feedback.ToHandle, "2022-07-04", deadline.InTime}}, false},
		{"while it waits the clock stands", func(l *life) { l.do("2022-06-07T08:30", mai, ask) }, "2022-06-14T09:00",
			[]clock{{feedback.ToAccept, "2022-06-08", deadline.Early}, {feedback.ToAsk, "2022-06-13", deadline.Early},
				{feedback.ToHandle, "2022-06-27", deadline.Paused}}, false},
		{"asked on the sixth day", func(l *life) { l.do("2022-06-07T08:30", mai, classify); l.do("2022-06-14T08:30", mai, ask) }, "2022-06-14T09:00",
			[]clock{{feedback.ToAccept, "2022-06-08", deadline.Early}, {feedback.ToAsk, "2022-06-13", deadline.Late},
				{feedback.ToHandle, "2022-06-27", deadline.Paused}}, true},
		{"five days more", func(l *life) { l.do("2022-06-07T08:30", mai, classify); l.do("2022-06-20T08:30", hung, extend) }, "2022-06-20T09:00",
			[]clock{{feedback.ToAccept, "2022-06-08", deadline.Early}, {feedback.ToHandle, "2022-07-04", deadline.InTime}}, false},
		{"answered, two days to publish", func(l *life) { l.answer("2022-06-22T08:30") }, "2022-06-22T09:00",
			[]clock{{feedback.ToAccept, "2022-06-08", deadline.Early}, {feedback.ToHandle, "2022-06-27", deadline.Early},
				{feedback.ToPublish, "2022-06-24", deadline.DueSoon}}, false},
		{"published in time", func(l *life) { l.answer("2022-06-22T08:30"); l.do("2022-06-24T10:00", mai, publish) }, "2022-08-01T09:00",
			[]clock{{feedback.ToAccept, "2022-06-08", deadline.Early}, {feedback.ToHandle, "2022-06-27", deadline.Early},
				{feedback.ToPublish, "2022-06-24", deadline.OnTime}}, false},
	}
	cal := department(t)
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			l := begin(t, "2022-06-06T08:30")
			l.t = t
			test.play(l)
			clocks, err := l.f.Clocks(cal, moment(t, test.now))
			if err != nil {
				t.Fatal(err)
			}
			var got []clock
			for _, c := range clocks {
				got = append(got, clock{c.Limit.Stage, calendar.DateOf(c.Due).String(), c.Standing})
				if len(c.Steps) == 0 || c.Limit.Ground == "" {
					t.Errorf("%s has no steps or no ground", c.Limit.Stage)
				}
			}
			if len(got) != len(test.want) {
				t.Fatalf("clocks: got %v, want %v", got, test.want)
			}
			for i := range got {
				if got[i] != test.want[i] {
					t.Errorf("clock: got %v, want %v", got[i], test.want[i])
				}
			}
			if got := feedback.Late(clocks); got != test.late {
				t.Errorf("late: got %v, want %v", got, test.late)
			}
		})
	}
}

func (l *life) answer(at string) {
	l.t.Helper()
	l.do("2022-06-07T08:30", mai, classify)
	l.do("2022-06-07T09:00", mai, assign)
	l.do("2022-06-08T09:00", thanh, draft)
	l.do(at, truong, approve)
}

func TestLimitsHoldFromTheirDay(t *testing.T) {
	day := func(s string) calendar.Date {
		d, err := calendar.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, stage := range feedback.Stages() {
		for _, s := range []string{"2015-01-01", "2022-06-22", "2022-06-23", "2030-01-01"} {
			limit, ok := feedback.LimitOn(stage, day(s))
			if !ok || limit.Term.IsZero() {
				t.Errorf("%s has no limit on %s", stage, s)
			}
		}
	}
	before, _ := feedback.LimitOn(feedback.ToHandle, day("2022-06-22"))
	since, _ := feedback.LimitOn(feedback.ToHandle, day("2022-06-23"))
	if before.Ground == since.Ground {
		t.Error("the ground does not change on the day of QĐ 766")
	}
}

// TestBeyondTheCalendar: a feedback stays readable when the calendar of the
// next year is not announced yet.
func TestBeyondTheCalendar(t *testing.T) {
	l := begin(t, "2022-06-06T08:30")
	if _, err := l.f.Clocks(department(t), moment(t, "2035-01-01T08:00")); err != nil {
		t.Errorf("got %v", err)
	}
	_, last := department(t).Range()
	l = begin(t, last.String()+"T09:00")
	clocks, err := l.f.Clocks(department(t), moment(t, last.String()+"T10:00"))
	if err != nil || len(clocks) != 0 {
		t.Errorf("limits that no calendar gives: got %d (%v), want none", len(clocks), err)
	}
	summary, err := l.f.Summarize(department(t), moment(t, last.String()+"T10:00"))
	if err != nil || !summary.Due.IsZero() {
		t.Errorf("due: got %s (%v), want none", summary.Due, err)
	}
}
