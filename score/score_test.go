package score_test

import (
	"testing"
	"time"

	"motcua/calendar"
	"motcua/deadline"
	"motcua/record"
	"motcua/score"
)

// TestMarksOfADossier holds each criterion to the words of TT 01/2018 art 13.
func TestMarksOfADossier(t *testing.T) {
	good := score.Case{Whole: deadline.Early, Published: score.Both, Parts: []score.Part{{Agency: "skhdt", Standing: deadline.Early}, {Agency: "sxd", Standing: deadline.Early}}}
	const left = -1
	tests := []struct {
		reason string
		change func(*score.Case)
		want   map[int]int
	}{
		{"all is well", func(*score.Case) {}, map[int]int{1: 2, 2: 2, 3: 2, 4: 2, 6: 2, 7: 2}},
		{"just in time", func(c *score.Case) { c.Whole = deadline.OnTime }, map[int]int{1: 1, 2: 2, 3: 2, 4: 2, 6: 2, 7: 1}},
		{"late, nobody complained: criterion 7 names no points", func(c *score.Case) { c.Whole = deadline.Late }, map[int]int{1: 0, 2: 2, 3: 2, 4: 2, 6: 2, 7: left}},
		{"a consulted agency was late, the dossier was not", func(c *score.Case) { c.Parts[1].Standing = deadline.Late }, map[int]int{1: 2, 2: 0, 3: 2, 4: 2, 6: 2, 7: 2}},
		{"one of them used all its time", func(c *score.Case) { c.Parts[1].Standing = deadline.OnTime }, map[int]int{1: 2, 2: 1, 3: 2, 4: 2, 6: 2, 7: 2}},
		{"nobody was given a time", func(c *score.Case) { c.Parts = nil }, map[int]int{1: 2, 2: left, 3: 2, 4: 2, 6: 2, 7: 2}},
		{"papers were asked for once", func(c *score.Case) { c.Requests = 1 }, map[int]int{1: 2, 2: 2, 3: 1, 4: 1, 6: 2, 7: 2}},
		{"and three times", func(c *score.Case) { c.Requests = 3 }, map[int]int{1: 2, 2: 2, 3: 0, 4: 1, 6: 2, 7: 2}},
		{"posted at the desk alone", func(c *score.Case) { c.Published = score.PostedOnly }, map[int]int{1: 2, 2: 2, 3: 2, 4: 2, 6: 1, 7: 2}},
		{"not published", func(c *score.Case) { c.Published = score.Unpublished }, map[int]int{1: 2, 2: 2, 3: 2, 4: 2, 6: 0, 7: 2}},
		{"nothing is known of publication", func(c *score.Case) { c.Published = score.Unknown }, map[int]int{1: 2, 2: 2, 3: 2, 4: 2, 6: left, 7: 2}},
		{"somebody complained", func(c *score.Case) { c.Complaints = 1 }, map[int]int{1: 2, 2: 2, 3: 2, 4: 2, 6: 2, 7: 0}},
	}
	for _, test := range tests {
		c := good
		c.Parts = append([]score.Part(nil), good.Parts...)
		test.change(&c)
		for _, m := range c.Marks() {
			got := m.Points
			if !m.Known {
				got = left
			}
			if got != test.want[m.Criterion] {
				t.Errorf("%s: criterion %d: got %d, want %d", test.reason, m.Criterion, got, test.want[m.Criterion])
			}
		}
	}
}

// TestAveragesAndGrades holds sums to art 14(3) and art 15: one decimal, and
// what is unknown left out.
func TestAveragesAndGrades(t *testing.T) {
	early := score.Case{Code: "1", Whole: deadline.Early}
	late := score.Case{Code: "2", Whole: deadline.Late, Requests: 2}
	s := score.Official("nhu", []score.Case{early, early, late})
	want := map[int]int{score.WholeTime: 13, score.Contacts: 13, score.Agencies: 17, score.Attitude: 20}
	for _, l := range s.Lines {
		if tenths, known := want[l.Criterion]; known != l.Known || tenths != l.Tenths {
			t.Errorf("criterion %d: got %d tenths (known: %v), want %d", l.Criterion, l.Tenths, l.Known, tenths)
		}
	}
	if tenths, most := s.Total(); tenths != 63 || most != 80 {
		t.Errorf("total: got %d of %d tenths, want 63 of 80", tenths, most)
	}
	if got := score.GradeOfficial(s); got != score.AllDone {
		t.Errorf("grade: got %q, want %q", got, score.AllDone)
	}
	if got := score.GradeOfficial(score.Official("nobody", nil)); got != "" {
		t.Errorf("grade of nobody: got %q, want none", got)
	}
	if cost := s.Lines[0].Cost; len(cost) != 1 || cost[0].Code != "2" {
		t.Errorf("what cost points: got %v, want dossier 2", cost)
	}
}

// TestUnitFacts holds criteria 5, 8 and 9 to their bounds.
func TestUnitFacts(t *testing.T) {
	tests := []struct {
		reason string
		facts  score.UnitFacts
		want   map[int]int // criteria not named are left out
	}{
		{"nothing is known", score.UnitFacts{}, map[int]int{8: 2}},
		{"a fifth is decided at the desk", score.UnitFacts{Listed: 10, AtDesk: 10, Approved: 2}, map[int]int{5: 2, 8: 2}},
		{"all are received there", score.UnitFacts{Listed: 10, AtDesk: 10, Approved: 1}, map[int]int{5: 1, 8: 2}},
		{"one is not", score.UnitFacts{Listed: 10, AtDesk: 9}, map[int]int{5: 0, 8: 2}},
		{"nine of ten feedbacks on time", score.UnitFacts{Feedbacks: 10, FeedbacksOnTime: 9}, map[int]int{8: 1}},
		{"eight of ten", score.UnitFacts{Feedbacks: 10, FeedbacksOnTime: 8}, map[int]int{8: 0}},
		{"30 % online", score.UnitFacts{Procedures: 5, Online: 1, Received: 10, ReceivedBy: 3}, map[int]int{8: 2, 9: 2}},
		{"15 % online", score.UnitFacts{Procedures: 5, Online: 1, Received: 100, ReceivedBy: 15}, map[int]int{8: 2, 9: 1}},
		{"14 % online", score.UnitFacts{Procedures: 5, Online: 1, Received: 100, ReceivedBy: 14}, map[int]int{8: 2, 9: 0}},
		{"much online, one overdue", score.UnitFacts{Procedures: 5, Online: 5, Received: 10, ReceivedBy: 9, Overdue: 1}, map[int]int{8: 2, 9: 0}},
	}
	for _, test := range tests {
		for _, l := range score.Unit("ktdn", nil, test.facts).Lines {
			points, known := test.want[l.Criterion]
			if known != l.Known || 10*points != l.Tenths {
				t.Errorf("%s: criterion %d: got %d tenths (known: %v), want %d points (known: %v)", test.reason, l.Criterion, l.Tenths, l.Known, points, known)
			}
		}
	}
}

func at(t *testing.T, s string) time.Time {
	t.Helper()
	if s == "" {
		return time.Time{}
	}
	moment, err := time.ParseInLocation("02/01/2006 15:04", s, calendar.Zone())
	if err != nil {
		t.Fatal(err)
	}
	return moment
}

// TestOnTimeOfTheIndex holds indicator 2.1 to the cases that its rule names.
func TestOnTimeOfTheIndex(t *testing.T) {
	tests := []struct {
		reason         string
		done, returned string
		waits          [][2]string
		want           bool
		why            score.Why
	}{
		{"processed in time, fetched later", "19/03/2026 10:00", "25/03/2026 10:00", nil, true, score.IsDone},
		{"only the return is recorded, and late", "", "23/03/2026 10:00", nil, false, score.IsReturned},
		{"one request is open", "", "", [][2]string{{"10/03/2026 09:00", ""}}, true, score.AsksNow},
		{"a request made after the date", "", "", [][2]string{{"21/03/2026 09:00", ""}}, false, score.AsksNow},
		{"a second request", "", "", [][2]string{{"10/03/2026 09:00", "12/03/2026 09:00"}, {"16/03/2026 09:00", ""}}, false, score.TwoRequests},
		{"the wait is taken off", "25/03/2026 09:00", "", [][2]string{{"10/03/2026 09:00", "17/03/2026 09:00"}}, true, score.IsDone},
		{"the wait is not enough", "28/03/2026 09:00", "", [][2]string{{"10/03/2026 09:00", "17/03/2026 09:00"}}, false, score.IsDone},
		{"open at the end of the period", "", "", nil, false, score.StillOpen},
		{"processed after the end of the period", "02/04/2026 09:00", "", nil, false, score.StillOpen},
	}
	for _, test := range tests {
		c := score.Course{Due: at(t, "20/03/2026 17:00"), End: at(t, "31/03/2026 23:59"), Done: at(t, test.done), Returned: at(t, test.returned)}
		for _, w := range test.waits {
			c.Waits = append(c.Waits, score.Wait{From: at(t, w[0]), Until: at(t, w[1])})
		}
		if got, why := c.OnTime(); got != test.want || why != test.why {
			t.Errorf("%s: got %v by %q, want %v by %q", test.reason, got, why, test.want, test.why)
		}
	}
}

// TestPointsOfTheIndex holds points to thresholds and the decision's rounding.
func TestPointsOfTheIndex(t *testing.T) {
	sum := map[string]int{}
	all := 0
	for _, i := range score.Indicators() {
		sum[i.Group] += i.Most
		all += i.Most
	}
	for group, most := range map[string]int{"publicity": 1800, "progress": 2000, "online": 1200, "digitised": 2200, "satisfied": 1800, "payment": 1000} {
		if sum[group] != most {
			t.Errorf("group %s: got %d hundredths, want %d", group, sum[group], most)
		}
	}
	if all != 10000 || len(sum) != len(score.Groups()) {
		t.Errorf("all groups: got %d hundredths in %d groups, want 10000 in %d", all, len(sum), len(score.Groups()))
	}
	reuse := score.Indicator{Most: 400, Full: 80}
	for _, test := range []struct{ good, all, want int }{{80, 100, 400}, {100, 100, 400}, {40, 100, 200}, {0, 100, 0}, {1, 3, 167}} {
		if got, ok := reuse.Points(score.Measure{Known: true, Good: test.good, All: test.all}); got != test.want || !ok {
			t.Errorf("%d of %d: got %d, want %d", test.good, test.all, got, test.want)
		}
	}
	index := score.Reckon(map[string]score.Measure{"2.1": {Known: true, Good: 1, All: 2}, "4.2": {Known: true}})
	if points, most := index.Total(""); points != 1000 || most != 2000 {
		t.Errorf("total: got %d of %d, want 1000 of 2000: an indicator without cases is left out", points, most)
	}
}

// TestScoringOneself walks an assessment from its opening to its end.
func TestScoringOneself(t *testing.T) {
	set := score.Set{ID: "mau", Name: "Mẫu", From: calendar.Date{Year: 2021, Month: 8, Day: 10}, Criteria: []score.SetCriterion{
		{ID: "1", Name: "Chỉ đạo"}, {ID: "1.1", Name: "Kế hoạch", Most: 150}, {ID: "1.2", Name: "Kiểm tra", Most: 50}, {ID: "10", Name: "Khác", Most: 100}}}
	if got := set.Most(""); got != 300 {
		t.Errorf("points at most: got %d, want 300", got)
	}
	if got := set.Most("1"); got != 200 {
		t.Errorf("points of 1 at most: got %d, want 200: 10 is not below it", got)
	}
	if _, err := score.Begin(set, 2020); err == nil {
		t.Error("a year before the set: got no fault")
	}
	opened, err := score.Begin(set, 2022)
	if err != nil {
		t.Fatal(err)
	}
	facts := []record.Fact{opened}
	build := func() *score.Assessment {
		a, err := score.Rebuild(record.Head{ID: "a", Events: record.After(0, record.Act{}, facts...)})
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	for _, bad := range []score.Entered{
		{Criterion: "1", Entry: score.Entry{Points: 10, Note: "x"}}, {Criterion: "9", Entry: score.Entry{Points: 10, Note: "x"}},
		{Criterion: "1.1", Entry: score.Entry{Points: 151, Note: "x"}}, {Criterion: "1.1", Entry: score.Entry{Points: 100}},
	} {
		if _, err := build().Enter(bad); err == nil {
			t.Errorf("enter %+v: got no fault", bad)
		}
	}
	if _, err := build().Close(); err == nil {
		t.Error("close with criteria open: got no fault")
	}
	for _, in := range []score.Entered{{Criterion: "1.1", Entry: score.Entry{Points: 150, Note: "KH 4999"}}, {Criterion: "1.2", Entry: score.Entry{Points: 0}},
		{Criterion: "10", Entry: score.Entry{Points: 75, Note: "có"}}, {Criterion: "1.1", Assessor: true, Entry: score.Entry{Points: 100}}} {
		f, err := build().Enter(in)
		if err != nil {
			t.Fatal(err)
		}
		facts = append(facts, f)
	}
	a := build()
	if points, entered, all := a.Sum("", false); points != 225 || entered != 3 || all != 3 {
		t.Errorf("own points: got %d from %d of %d, want 225 from 3 of 3", points, entered, all)
	}
	if points, entered, _ := a.Sum("1", true); points != 100 || entered != 1 {
		t.Errorf("the assessor's points of 1: got %d from %d, want 100 from 1", points, entered)
	}
	shut, err := a.Close()
	if err != nil {
		t.Fatal(err)
	}
	facts = append(facts, shut)
	if _, err := build().Enter(score.Entered{Criterion: "10"}); err == nil {
		t.Error("enter after the end: got no fault")
	}
}

// TestReadPoints reads points as people write them.
func TestReadPoints(t *testing.T) {
	for text, want := range map[string]int{"1": 100, "1,5": 150, "0.25": 25, " 12,50 ": 1250, "0": 0} {
		if got, err := score.ReadPoints("points", text); err != nil || got != want {
			t.Errorf("%q: got %d, %v, want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "-1", "1,", "1,234", "một", "1.2.3", "1,-2"} {
		if got, err := score.ReadPoints("points", text); err == nil {
			t.Errorf("%q: got %d, want a fault", text, got)
		}
	}
}
