package plan_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
	"motcua/plan"
	"motcua/record"
	"motcua/sample"
)

func department(t *testing.T) *calendar.Calendar {
	t.Helper()
	specs, err := sample.Calendars()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(specs, func(s calendar.Spec) bool { return s.ID == "department" })
	cal, err := calendar.New(specs[i])
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

func date(t *testing.T, s string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func due(t *testing.T, s string) plan.Due {
	t.Helper()
	d, err := plan.ReadDue("due", strings.TrimSpace(s), 2022)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var clerk = identity.Actor{Person: "office", Name: "Hoàng Thị Mai", Posts: []identity.Post{{Agency: "skhdt", Unit: "vanphong", Role: identity.Office}}}

// task is a task with what happened to it, as a line of the table has it.
func task(t *testing.T, asked, happened string) *plan.Task {
	t.Helper()
	content := plan.Content{Number: "1", Content: "Việc", Lead: "vanphong", Field: plan.General, Due: due(t, asked)}
	add := func(task *plan.Task, day calendar.Date, facts []record.Fact) *plan.Task {
		head := record.Head{ID: "t"}
		if task != nil {
			head = task.Head
		}
		head.Events = append(head.Events, record.After(head.Version(), record.Act{At: day.At(calendar.Minute(600)), By: clerk}, facts...)...)
		next, err := plan.RebuildTask(head)
		if err != nil {
			t.Fatal(err)
		}
		return next
	}
	made := add(nil, date(t, "2021-12-30"), []record.Fact{plan.Given{Content: content, Plan: "p"}})
	for _, one := range strings.Split(happened, ";") {
		words := strings.Fields(one)
		if len(words) == 0 {
			continue
		}
		at := slices.IndexFunc(words, func(w string) bool { return strings.HasPrefix(w, "20") })
		day := date(t, words[at])
		rest := strings.Join(words[at+1:], " ")
		act := record.Act{At: day.At(calendar.Minute(600)), By: clerk}
		var facts []record.Fact
		var err error
		switch what := strings.Join(words[:at], " "); what {
		case "xong":
			recorded := day
			if later, ok := strings.CutPrefix(rest, "ghi "); ok {
				recorded = date(t, later)
				act.At = recorded.At(calendar.Minute(600))
			}
			facts, err = made.Finish(act, day, plan.Evidence{Text: "Đã xong"})
			day = recorded
		case "chuyển":
			facts, err = made.Carry(day, &plan.Plan{Head: record.Head{ID: "p2"}}, "Chưa kịp")
		case "bỏ":
			facts, err = made.Drop(day, "Không còn cần")
		case "mở lại":
			facts, err = made.Reopen("Ghi nhầm")
		case "gia hạn":
			asking, wrong := made.AskMoreTime(due(t, strings.TrimPrefix(rest, "đến ")), "Chờ ý kiến")
			if wrong != nil {
				t.Fatal(wrong)
			}
			made = add(made, day, asking)
			facts, err = made.DecideMoreTime(true, plan.Due{}, "")
		case "sửa":
			c := made.Content
			c.Due = due(t, strings.TrimPrefix(rest, "thành "))
			facts, err = made.Correct(c, "Nhập sai")
		default:
			t.Fatalf("%q is nothing that happens to a task", what)
		}
		if err != nil {
			t.Fatalf("%s: %v", one, err)
		}
		made = add(made, day, facts)
	}
	return made
}

func TestStandings(t *testing.T) {
	cal := department(t)
	data, err := os.ReadFile("../testdata/plans/standing.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "|")
		if len(cells) != 5 {
			t.Fatalf("%q has %d cells, want 5", line, len(cells))
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		cases++
		t.Run(cells[0], func(t *testing.T) {
			cut := plan.Cut{Day: date(t, cells[3]), Lead: 5, Calendar: cal}
			if got, want := cut.Standing(task(t, cells[1], cells[2])), plan.Standing(cells[4]); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
	if cases < 20 {
		t.Errorf("%d cases: the table was not read", cases)
	}
}

func TestProgressCounts(t *testing.T) {
	cut := plan.Cut{Day: date(t, "2022-06-10"), Lead: 5, Calendar: department(t), Units: []string{"vanphong"}}
	nobody := task(t, "Quý IV/2022", "")
	nobody.Lead = ""
	gone := task(t, "Quý IV/2022", "")
	gone.Lead = "phongcu"
	finished := task(t, "Quý I/2022", "xong 2022-03-01")
	finished.Lead = ""
	tasks := []*plan.Task{finished, task(t, "Quý I/2022", "xong 2022-04-05"), task(t, "Quý I/2022", ""), task(t, "15/6/2022", ""), task(t, "Quý II/2022", "chuyển 2022-06-01"),
		task(t, "Quý II/2022", "bỏ 2022-06-01"), nobody, gone}
	p := cut.Count(tasks)
	if p.Done() != 2 || p.Of() != 7 || p.Open() != 4 || p.By[plan.Late] != 1 || p.By[plan.Soon] != 1 || p.By[plan.CarriedOver] != 1 || p.Ownerless != 2 {
		t.Errorf("got %+v: done %d of %d, open %d; want 2 of 7, 4 open, one late, soon and carried, two without an owner", p, p.Done(), p.Of(), p.Open())
	}
	if by := cut.CountBy(tasks, func(t *plan.Task) string { return t.Lead }); by["vanphong"].Of() != 4 || by["phongcu"].Ownerless != 1 {
		t.Errorf("by unit: got %+v", by)
	}
}

func TestDueDaysAreReadAsPlansWriteThem(t *testing.T) {
	tests := []struct {
		reason, text, want string
		span               bool
	}{
		{"a day", "30/6/2022", "2022-06-30", false},
		{"a day with words", "Trước ngày 30/6/2022", "2022-06-30", false},
		{"a day of the plan's year", "31/12", "2022-12-31", false},
		{"as a workbook keeps it", "2022-06-30", "2022-06-30", false},
		{"a quarter in Roman", "Quý II/2022", "2022-06-30", true},
		{"a quarter without a year", "Quý 3", "2022-09-30", true},
		{"a quarter, without marks", "quy iv nam 2023", "2023-12-31", true},
		{"a month", "Tháng 2/2024", "2024-02-29", true},
		{"a month in short", "06/2022", "2022-06-30", true},
		{"a month of the plan's year", "Trong tháng 11", "2022-11-30", true},
		{"a half-year", "6 tháng đầu năm", "2022-06-30", true},
		{"a year", "Năm 2025", "2025-12-31", true},
		{"the whole year", "Cả năm", "2022-12-31", true},
		{"always", "Thường xuyên", "", false},
		{"every quarter", "Hàng quý", "", false},
		{"nothing", " ", "", false},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			got, err := plan.ReadDue("due", test.text, 2022)
			if err != nil {
				t.Fatal(err)
			}
			day := ""
			if !got.None() {
				day = got.Day.String()
			}
			if day != test.want || got.Span != test.span {
				t.Errorf("got %s, span %v; want %s, %v", day, got.Span, test.want, test.span)
			}
		})
	}
	for _, text := range []string{"31/6/2022", "Quý V", "tháng 13", "sớm", "30/6/22", "Quý 0/2022"} {
		if got, err := plan.ReadDue("due", text, 2022); motcua.KindOf(err) != motcua.Invalid {
			t.Errorf("%q is read as %+v, want a refusal", text, got)
		}
	}
}

func TestWhatIsNotATaskIsRefused(t *testing.T) {
	good := plan.Content{Content: "Việc", Lead: "vanphong", Field: plan.General}
	tests := []struct {
		reason, field string
		change        func(c *plan.Content)
	}{
		{"nobody answers for it", "lead", func(c *plan.Content) { c.Lead = "" }},
		{"nothing is to be done", "content", func(c *plan.Content) { c.Content = "  " }},
		{"of no field", "area", func(c *plan.Content) { c.Field = "sports" }},
		{"longer than a page", "content", func(c *plan.Content) { c.Content = strings.Repeat("ư", 4001) }},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			c := good
			test.change(&c)
			_, err := c.Prepare()
			if f, ok := motcua.AsFault(err); !ok || f.Field != test.field {
				t.Errorf("got %v, want a fault of %s", err, test.field)
			}
		})
	}
	if _, err := good.Prepare(); err != nil {
		t.Errorf("a task: %v", err)
	}
}

func TestDeedsFitOrSayWhyNot(t *testing.T) {
	open, now := task(t, "Quý II/2022", ""), record.Act{At: time.Date(2022, 6, 10, 10, 0, 0, 0, calendar.Zone()), By: clerk}
	if _, err := open.Finish(now, date(t, "2022-06-11"), plan.Evidence{Text: "x"}); !ofField(err, "on") {
		t.Errorf("done tomorrow: got %v", err)
	}
	if _, err := open.Finish(now, date(t, "2022-06-10"), plan.Evidence{}); !ofField(err, "evidence") {
		t.Errorf("without evidence: got %v", err)
	}
	if _, err := open.Finish(now, date(t, "2022-06-10"), plan.Evidence{Documents: []string{"5 12"}}); !ofField(err, "documents") {
		t.Errorf("by a number that is none: got %v", err)
	}
	if _, err := open.AskMoreTime(due(t, "Quý I/2022"), "Chờ"); !ofField(err, "due") {
		t.Errorf("an earlier day: got %v", err)
	}
	if _, err := open.Reopen("x"); motcua.KindOf(err) != motcua.Conflict {
		t.Errorf("reopening what is open: got %v", err)
	}
	if _, err := open.Carry(date(t, "2022-06-10"), &plan.Plan{Head: record.Head{ID: "p"}}, "x"); !ofField(err, "to") {
		t.Errorf("carried over to its own plan: got %v", err)
	}
	done := task(t, "Quý II/2022", "xong 2022-06-01")
	for _, deed := range []plan.Deed{plan.DeedDone, plan.DeedAsk, plan.DeedCarry, plan.DeedDrop, plan.DeedRemind, plan.DeedDecide} {
		if done.Fits(deed) {
			t.Errorf("%s fits what is done", deed)
		}
	}
	facts, err := open.Finish(now, date(t, "2022-06-10"), plan.Evidence{Documents: []string{"số 512/qđ–ubnd; 01/2022/NQ-HĐND"}})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(facts[0].(plan.Done).Documents, " "); got != "512/QĐ-UBND 01/2022/NQ-HĐND" {
		t.Errorf("documents: got %s", got)
	}
}

func ofField(err error, field string) bool {
	f, ok := motcua.AsFault(err)
	return ok && slices.ContainsFunc(f.All(), func(f *motcua.Fault) bool { return f.Field == field })
}

func TestTasksStandInTheOrderOfTheirNumbers(t *testing.T) {
	var tasks []*plan.Task
	for _, n := range []string{"10", "II.3", "2", "", "IX", "III.1", "1.10", "1.2"} {
		one := task(t, "", "")
		one.Number = n
		tasks = append(tasks, one)
	}
	plan.Sort(tasks)
	var got []string
	for _, one := range tasks {
		got = append(got, one.Number)
	}
	if s := strings.Join(got, " "); s != "1.2 1.10 2 II.3 III.1 IX 10 " {
		t.Errorf("got %q", s)
	}
}

func TestAPlanIsADocumentWithAPeriod(t *testing.T) {
	good := plan.Document{Symbol: "số 1990 / Ctr – skhđt", Date: date(t, "2022-05-27"), Issuer: "Sở", Title: "Chương trình", From: date(t, "2022-01-01"), To: date(t, "2025-12-31"), Field: plan.Digital}
	d, err := good.Prepare()
	if err != nil || d.Symbol != "1990/CTr-SKHĐT" || d.Code() != "CTr" {
		t.Errorf("got %s of type %s, %v", d.Symbol, d.Code(), err)
	}
	bad := good
	bad.Symbol, bad.To = "4999", date(t, "2021-12-31")
	if _, err := bad.Prepare(); !ofField(err, "symbol") || !ofField(err, "to") {
		t.Errorf("got %v, want what is wrong with the number and with the period", err)
	}
}
