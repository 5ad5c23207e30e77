package office_test

import (
	"slices"
	"sync"
	"testing"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/plan"
	"motcua/report"
)

// issued is the plan of 2022.
func issued() plan.Document {
	return plan.Document{Symbol: "4999/kh-skhđt", Date: day(2021, 12, 30), Issuer: "Sở Kế hoạch và Đầu tư", Title: "Cải cách hành chính năm 2022", From: day(2022, 1, 1), To: day(2022, 12, 31), Field: plan.General}
}

func asks(content, lead string, due calendar.Date) plan.Content {
	return plan.Content{Content: content, Lead: lead, Field: plan.Procedures, Due: plan.Due{Day: due}}
}

// planned is an office with the plan of 2022 and a task of two units.
func planned(t *testing.T, o *officetest.Office) (*plan.Plan, *plan.Task, *plan.Task) {
	t.Helper()
	p, err := o.IssuePlan(t.Context(), o.As("office"), issued())
	if err != nil {
		t.Fatal(err)
	}
	var made []*plan.Task
	for _, c := range []plan.Content{asks("Rà soát thủ tục", "dkkd", day(2022, 6, 10)), asks("Công bố thủ tục", "ktdn", day(2022, 6, 1))} {
		one, err := o.AddTask(t.Context(), o.As("office"), p.ID, c)
		if err != nil {
			t.Fatal(err)
		}
		made = append(made, one)
	}
	return p, made[0], made[1]
}

func TestAPlanIsEnteredOnce(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx, clerk := t.Context(), o.As("office")
		p, first, _ := planned(t, o)
		if p.Symbol != "4999/KH-SKHĐT" || first.Number != "1" {
			t.Errorf("got %s with task %s", p.Symbol, first.Number)
		}
		again := issued()
		again.Symbol = "4999 / KH – SKHĐT"
		if _, err := o.IssuePlan(ctx, clerk, again); fieldOf(err) != "symbol" {
			t.Errorf("the same plan again: got %v, want a fault of its number", err)
		}
		again.Symbol, again.Date = "4999/KH-SKHĐT", day(2022, 12, 30)
		if _, err := o.IssuePlan(ctx, clerk, again); err != nil {
			t.Errorf("the number of another year: %v", err)
		}
		c := asks("Việc khác", "dkkd", day(2022, 6, 30))
		c.Number = "1"
		if _, err := o.AddTask(ctx, clerk, p.ID, c); fieldOf(err) != "number" {
			t.Errorf("the same number again: got %v", err)
		}
		for _, wrong := range []plan.Content{asks("Việc", "phongla", day(2022, 6, 30)), asks("Việc", "", day(2022, 6, 30))} {
			if _, err := o.AddTask(ctx, clerk, p.ID, wrong); fieldOf(err) != "lead" {
				t.Errorf("lead %q: got %v, want a fault of the lead unit", wrong.Lead, err)
			}
		}
		c = asks("Việc", "dkkd", day(2022, 6, 30))
		c.Person = "nobody"
		if _, err := o.AddTask(ctx, clerk, p.ID, c); fieldOf(err) != "person" {
			t.Errorf("an unknown person: got %v", err)
		}
		if v, err := o.Plan(ctx, clerk, p.ID, calendar.Date{}); err != nil || len(v.Tasks) != 2 {
			t.Errorf("after refusals: %d tasks, %v; want the two that were entered", len(v.Tasks), err)
		}
		amended := issued()
		amended.Title = "Kế hoạch cải cách hành chính năm 2022"
		if _, err := o.AmendPlan(ctx, clerk, office.RecordTarget{ID: p.ID}, amended, ""); fieldOf(err) != "reason" {
			t.Errorf("amended without a reason: got %v", err)
		}
		if p, err := o.AmendPlan(ctx, clerk, office.RecordTarget{ID: p.ID, Expected: 1}, amended, "Ghi thiếu"); err != nil || p.Title != amended.Title || p.Version() != 2 {
			t.Errorf("amended: got %+v, %v", p, err)
		}
		if _, err := o.AmendPlan(ctx, clerk, office.RecordTarget{ID: p.ID, Expected: 1}, amended, "Lại"); motcua.KindOf(err) != motcua.Conflict {
			t.Errorf("amended on what somebody else has changed: got %v, want a conflict", err)
		}
		if seen, err := o.Inspect(ctx, identity.CommandLine(), 0, func(int) {}); err != nil || len(seen.Findings) > 0 {
			t.Errorf("the logs: %v, %v", seen.Findings, err)
		}
	})
}

func fieldOf(err error) string {
	if f, ok := motcua.AsFault(err); ok {
		return f.Field
	}
	return ""
}

func TestTasksAddedAtOnceGetNumbersOfTheirOwn(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		p, first, _ := planned(t, o)
		var wait sync.WaitGroup
		for range 8 {
			wait.Go(func() {
				if _, err := o.AddTask(t.Context(), o.As("office"), p.ID, asks("Cùng lúc", "dkkd", day(2022, 6, 30))); err != nil {
					t.Error(err)
				}
			})
			wait.Go(func() {
				if _, err := o.NoteTask(t.Context(), o.As("office"), office.RecordTarget{ID: first.ID}, "Cùng lúc"); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		v, err := o.Plan(t.Context(), o.As("office"), p.ID, calendar.Date{})
		if err != nil {
			t.Fatal(err)
		}
		var numbers []string
		for _, one := range v.Tasks {
			numbers = append(numbers, one.Number)
			if one.ID == first.ID && one.Version() != 9 {
				t.Errorf("eight notes at once: %d facts, want 9", one.Version())
			}
		}
		if want := []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"}; !slices.Equal(numbers, want) {
			t.Errorf("got %v, want %v", numbers, want)
		}
	})
}

func TestWhoMayDoWhatToATask(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := t.Context()
		p, theirs, other := planned(t, o)
		note := func(person string, task *plan.Task) error {
			_, err := o.NoteTask(ctx, o.As(person), office.RecordTarget{ID: task.ID}, "Đang làm")
			return err
		}
		tests := []struct {
			reason string
			err    error
			want   motcua.Kind
		}{
			{"who is of the unit reports", note("cv.dkkd", theirs), -1},
			{"who heads it reports", note("tp.dkkd", theirs), -1},
			{"the office reports for all", note("office", other), -1},
			{"who is of another unit does not know of it", note("cv.dkkd", other), motcua.NotFound},
			{"a head of another unit reads and does not report", note("tp.dkkd", other), motcua.Forbidden},
			{"the leadership decides and does not report", note("director", other), motcua.Forbidden},
			{"who receives dossiers knows of no task", note("reception", theirs), motcua.NotFound},
		}
		_, err := o.IssuePlan(ctx, o.As("director"), issued())
		tests = append(tests, struct {
			reason string
			err    error
			want   motcua.Kind
		}{"the leadership enters no plans", err, motcua.Forbidden})
		for _, test := range tests {
			if test.want == -1 && test.err != nil || test.want != -1 && (test.err == nil || motcua.KindOf(test.err) != test.want) {
				t.Errorf("%s: got %v", test.reason, test.err)
			}
		}
		for person, want := range map[string]int{"office": 2, "director": 2, "tp.dkkd": 2, "cv.dkkd": 1, "cv.ktdn": 1} {
			v, err := o.Plan(ctx, o.As(person), p.ID, calendar.Date{})
			if err != nil || len(v.Tasks) != want || v.Progress().Of() != want {
				t.Errorf("%s sees %+v of the plan, %v; want %d tasks", person, v, err, want)
			}
			if list, err := o.Plans(ctx, o.As(person), calendar.Date{}); err != nil || len(list) != 1 || len(list[0].Tasks) != want {
				t.Errorf("%s lists %d plans, %v", person, len(list), err)
			}
		}
		if _, err := o.Plans(ctx, o.As("reception"), calendar.Date{}); motcua.KindOf(err) != motcua.Forbidden {
			t.Errorf("reception lists plans: %v", err)
		}
		if _, err := o.Plan(ctx, o.As("sxd"), p.ID, calendar.Date{}); motcua.KindOf(err) != motcua.NotFound {
			t.Errorf("another agency reads the plan: %v", err)
		}
		for person, want := range map[string]int{"cv.dkkd": 1, "cv.ktdn": 1, "tp.dkkd": 1, "director": 0, "reception": 0} {
			if held, err := o.HeldTasks(ctx, o.As(person)); err != nil || len(held) != want {
				t.Errorf("%s holds %d tasks, %v; want %d", person, len(held), err, want)
			}
		}
		if _, err := o.Facts(ctx, o.As("cv.dkkd"), report.Period{From: day(2022, 1, 1), To: day(2022, 6, 30)}); motcua.KindOf(err) != motcua.Forbidden {
			t.Errorf("a specialist asks for the facts of the department: %v", err)
		}
	})
}

func TestMoreTimeIsAskedAndDecided(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := t.Context()
		p, task, _ := planned(t, o)
		at := office.RecordTarget{ID: task.ID}
		later := plan.Due{Day: day(2022, 7, 15)}
		if _, err := o.AskTaskTime(ctx, o.As("cv.dkkd"), at, later, "Chờ ý kiến"); err != nil {
			t.Fatal(err)
		}
		if c, err := o.NoticeCentre(ctx, o.As("director"), false); err != nil || len(c.Groups) != 1 || c.Groups[0].Items[0].Kind != "taskTimeAsked" {
			t.Errorf("the leadership is told %+v, %v", c.Groups, err)
		}
		if _, err := o.DecideTaskTime(ctx, o.As("office"), at, true, plan.Due{}, ""); motcua.KindOf(err) != motcua.Forbidden {
			t.Errorf("the office decides: %v", err)
		}
		if _, err := o.DecideTaskTime(ctx, o.As("director"), at, false, plan.Due{}, ""); fieldOf(err) != "reason" {
			t.Errorf("refused without a reason: %v", err)
		}
		granted, err := o.DecideTaskTime(ctx, o.As("director"), at, true, plan.Due{}, "")
		if err != nil || granted.Due != later || granted.Request != nil {
			t.Errorf("granted: %+v, %v", granted, err)
		}
		if _, err := o.DecideTaskTime(ctx, o.As("director"), at, true, plan.Due{}, ""); motcua.KindOf(err) != motcua.Conflict {
			t.Errorf("decided twice: %v", err)
		}
		if v, err := o.Plan(ctx, o.As("office"), p.ID, day(2022, 6, 15)); err != nil || v.Cut.Standing(v.Tasks[0]) != plan.InTime {
			t.Errorf("after the first date: %v, %v", v.Cut.Standing(v.Tasks[0]), err)
		}
	})
}

func TestHoldersAreRemindedOnceOfEachOccasion(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := t.Context()
		p, soon, late := planned(t, o)
		for i, want := range []int{2, 0} {
			if told, err := o.RemindTasks(ctx); err != nil || told != want {
				t.Errorf("round %d told %d, %v; want %d", i+1, told, err, want)
			}
		}
		kinds := func(person string) []string {
			c, err := o.NoticeCentre(ctx, o.As(person), false)
			if err != nil {
				t.Fatal(err)
			}
			var list []string
			for _, g := range c.Groups {
				for _, n := range g.Items {
					list = append(list, n.Kind)
				}
			}
			return list
		}
		if got := kinds("cv.dkkd"); !slices.Equal(got, []string{"taskSoon"}) {
			t.Errorf("who has it soon is told %v", got)
		}
		if got := kinds("cv.ktdn"); !slices.Equal(got, []string{"taskLate"}) {
			t.Errorf("who is late is told %v", got)
		}
		for i, want := range []int{2, 0} {
			if told, err := o.RemindPlan(ctx, o.As("office"), p.ID); err != nil || told != want {
				t.Errorf("the office reminds %d of the plan in round %d, %v; want %d", told, i+1, err, want)
			}
		}
		if _, err := o.RemindTask(ctx, o.As("office"), office.RecordTarget{ID: late.ID}, ""); motcua.KindOf(err) != motcua.Conflict {
			t.Errorf("reminded twice on a day: %v", err)
		}
		if _, err := o.RemindPlan(ctx, o.As("tp.dkkd"), p.ID); motcua.KindOf(err) != motcua.Forbidden {
			t.Errorf("a head reminds: %v", err)
		}
		if _, err := o.FinishTask(ctx, o.As("cv.dkkd"), office.RecordTarget{ID: soon.ID}, day(2022, 6, 6), plan.Evidence{Text: "Xong"}); err != nil {
			t.Fatal(err)
		}
		o.MoveTo("2022-06-20T08:30")
		if told, err := o.RemindTasks(ctx); err != nil || told != 0 {
			t.Errorf("what is done is reminded of: %d, %v", told, err)
		}
	})
}

func TestWhatIsCarriedOverIsATaskOfTheOtherPlan(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx, clerk := t.Context(), o.As("office")
		p, task, _ := planned(t, o)
		next := issued()
		next.Symbol, next.Date, next.From, next.To = "12/KH-SKHĐT", day(2022, 6, 3), day(2022, 7, 1), day(2023, 6, 30)
		other, err := o.IssuePlan(ctx, clerk, next)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := o.CarryTask(ctx, clerk, office.RecordTarget{ID: task.ID}, p.ID, plan.Due{}, "Chưa kịp"); fieldOf(err) != "to" {
			t.Errorf("to its own plan: %v", err)
		}
		if v, _ := o.Plan(ctx, clerk, p.ID, calendar.Date{}); len(v.Tasks) != 2 {
			t.Errorf("a refusal has left %d tasks, want 2", len(v.Tasks))
		}
		if _, err := o.CarryTask(ctx, clerk, office.RecordTarget{ID: task.ID}, other.ID, plan.Due{Day: day(2022, 9, 30)}, "Chưa kịp"); err != nil {
			t.Fatal(err)
		}
		v, err := o.Plan(ctx, clerk, other.ID, calendar.Date{})
		if err != nil || len(v.Tasks) != 1 || v.Tasks[0].From != task.ID || v.Tasks[0].Due.Day != day(2022, 9, 30) {
			t.Fatalf("the other plan has %+v, %v", v.Tasks, err)
		}
		facts, err := o.Facts(ctx, clerk, report.Period{From: day(2022, 1, 1), To: day(2022, 6, 10)})
		if err != nil {
			t.Fatal(err)
		}
		want := map[string][2]int64{"plan.tasks.done ": {0, 3}, "plan.tasks.carried ": {1, 0}, "plan.tasks.carried 4999/KH-SKHĐT": {1, 0}, "plan.tasks.late ktdn": {1, 0}, "plan.tasks.done 12/KH-SKHĐT": {0, 1}}
		for _, f := range facts.Figures {
			key := f.Key + " " + f.Scope
			if w, ok := want[key]; ok {
				if delete(want, key); f.Value != w[0] || f.Of != w[1] || int64(len(f.Rows)) != f.Value {
					t.Errorf("%s: got %d of %d with %d rows, want %v", key, f.Value, f.Of, len(f.Rows), w)
				}
			}
		}
		if len(want) > 0 || len(facts.Documents) != 2 {
			t.Errorf("figures missing: %v; %d documents, want 2", want, len(facts.Documents))
		}
		if _, err := o.ReopenTask(ctx, clerk, office.RecordTarget{ID: task.ID}, "Nhầm"); motcua.KindOf(err) != motcua.Conflict {
			t.Errorf("what was carried over is reopened: %v", err)
		}
	})
}
