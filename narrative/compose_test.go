package narrative_test

import (
	"slices"
	"strings"
	"testing"

	"motcua/calendar"
	"motcua/narrative"
	"motcua/report"
)

func on(t *testing.T, s string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// halfYear is the definition and the frame of the report of June 2022.
func halfYear(t *testing.T) (narrative.Definition, narrative.Frame) {
	t.Helper()
	list, err := narrative.Definitions()
	if err != nil {
		t.Fatal(err)
	}
	d, ok := narrative.DefinitionOn(list, "cchc", on(t, "2022-06-10"))
	if !ok {
		t.Fatal("no definition holds in June 2022")
	}
	turn, err := d.TurnOf(report.Period{From: on(t, "2021-12-15"), To: on(t, "2022-06-10")})
	if err != nil {
		t.Fatal(err)
	}
	return d, narrative.FrameOf(turn, narrative.Basis{}, "Sở Kế hoạch và Đầu tư")
}

func plans() report.List {
	l := report.List{Key: "plan.plans", Columns: []string{"number", "date", "title"}}
	for _, p := range [][3]string{
		{"4999/KH-SKHĐT", "2021-12-30", "CCHC năm 2022"},
		{"1990/Ctr-SKHĐT", "2022-05-27", "tổng thể cải cách hành chính gắn với chính quyền số"},
	} {
		l.Rows = append(l.Rows, report.ListRow{Cells: p[:], Source: report.Source{Noun: "plan", ID: p[0], Text: p[0]}})
	}
	return l
}

func texts(c narrative.Composed) string {
	var b strings.Builder
	for _, p := range c.Parts {
		b.WriteString(p.Text() + "\n")
	}
	return b.String()
}

func TestAReportReadsAsTheOfficeWritesAndItsFiguresCanBeTraced(t *testing.T) {
	d, f := halfYear(t)
	facts := report.Facts{Lists: []report.List{plans()}, Figures: []report.Figure{
		{Key: "plan.tasks.done", Scope: "4999/KH-SKHĐT", Value: 15, Of: 33}, {Key: "plan.tasks.done", Value: 15, Of: 33}, {Key: "plan.tasks.late", Value: 0}, {Key: "inspection.count", Value: 1}, {Key: "inspection.units", Value: 2},
		{Key: "dossier.received", Value: 1240}, {Key: "dossier.received.lastYear", Value: 1200}, {Key: "dossier.late", Value: 3, Of: 900}, {Key: "dossier.late.lastYear", Value: 9, Of: 800},
		{Key: "dossier.lateDays.min", Value: 1}, {Key: "dossier.lateDays.max", Value: 2}, {Key: "control.saved", Value: 1250000, Unit: report.Money}, {Key: "control.reviewed", Value: 4},
		{Key: "control.proposals", Value: 2}, {Key: "score.index", Value: 8725, Unit: report.Points},
		{Key: "staff.desk.min", Value: 3}, {Key: "staff.desk.max", Value: 4}, {Key: "staff.desk.leaders", Value: 2},
	}}
	c, _ := narrative.Compose(d, nil, f, facts)
	if got, want := c.Title, "Công tác cải cách hành chính 6 tháng đầu năm 2022\n(Từ ngày 15/12/2021 đến 10/06/2022)"; got != want {
		t.Errorf("title: got %q, want %q", got, want)
	}
	text := texts(c)
	for _, want := range []string{
		"Thực hiện Công văn số 188/SNV-CCHC ngày 24/02/2022 của Sở Nội vụ về việc hướng dẫn thực hiện chế độ báo cáo CCHC định kỳ; Sở Kế hoạch và Đầu tư báo cáo",
		"- Kế hoạch số 4999/KH-SKHĐT ngày 30/12/2021 về CCHC năm 2022;\n",
		"- Chương trình số 1990/Ctr-SKHĐT ngày 27/05/2022 về tổng thể cải cách hành chính gắn với chính quyền số.\n",
		"đã thực hiện 15/33 nhiệm vụ (45,45%) trong Kế hoạch số 4999/KH-SKHĐT", "số nhiệm vụ còn phải thực hiện: 18", "đã kiểm tra 02 bộ phận", "phải giải quyết trong kỳ: 1.240;",
		"từ 3 - 4 cán bộ", "có 02 lãnh đạo cấp phòng", "chậm từ 1 đến 2 ngày",
		"là 1.240, nhiều hơn 40 so với 6 tháng đầu năm 2021", "là 3, ít hơn 6",
		"IV. MỘT SỐ NHIỆM VỤ TRỌNG TÂM QUÝ III/2022",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the report does not say %q:\n%s", want, text)
		}
	}
	for _, not := range []string{"đều trả đúng hạn", "{", "}"} {
		if strings.Contains(text, not) {
			t.Errorf("the report says %q", not)
		}
	}
	traced := map[string]bool{}
	for _, p := range c.Parts {
		for _, r := range p.Runs {
			traced[r.Figure] = true
			if r.Source != nil {
				traced[r.Source.ID] = true
			}
		}
	}
	if !traced["plan.tasks.done"] || !traced["4999/KH-SKHĐT"] {
		t.Errorf("a figure or a row does not say where it comes from: %v", traced)
	}
}

func TestWhatIsMissingShowsAndIsTold(t *testing.T) {
	d, f := halfYear(t)
	c, missing := narrative.Compose(d, map[string]string{"III.1.text": "Đạt {{plan.tasks.done|percent}} ({{plan.tasks.done@9/KH-X}})."}, f, report.Facts{
		Figures: []report.Figure{{Key: "plan.tasks.done", Value: 0, Of: 0}}})
	if !strings.Contains(texts(c), "Đạt (thiếu số liệu) ((thiếu số liệu)).") {
		t.Errorf("what is missing does not show:\n%s", texts(c))
	}
	for _, want := range []narrative.Missing{
		{Section: "III.1", Block: "III.1.text", Field: "plan.tasks.done|percent"},
		{Section: "III.1", Block: "III.1.text", Field: "plan.tasks.done@9/KH-X"},
		{Section: "I.1", Block: "I.1.plans", Field: "plan.plans"},
		{Section: "II.2.4", Block: "II.2.4.counts", Field: "dossier.received|n"},
	} {
		if !slices.Contains(missing, want) {
			t.Errorf("nobody is told of %+v in %+v", want, missing)
		}
	}
}

func TestLinesHangOnWhatTheyTellOf(t *testing.T) {
	d, f := halfYear(t)
	const text = "{{?dossier.late}}có hồ sơ trễ\n{{!dossier.late}}không có hồ sơ trễ\n{{?plan.plans}}có kế hoạch"
	for _, c := range []struct {
		reason string
		facts  report.Facts
		want   string
	}{
		{"late ones", report.Facts{Figures: []report.Figure{{Key: "dossier.late", Value: 1}}, Lists: []report.List{plans()}}, "có hồ sơ trễ\ncó kế hoạch\n"},
		{"none late, no plan", report.Facts{Figures: []report.Figure{{Key: "dossier.late"}}, Lists: []report.List{{Key: "plan.plans"}}}, "không có hồ sơ trễ\n"},
		{"nobody knows: nothing is denied", report.Facts{}, "có hồ sơ trễ\ncó kế hoạch\n"},
	} {
		d.Sections = []narrative.Section{{ID: "I", Blocks: []narrative.Block{{ID: "a", Kind: narrative.Narrative, Text: text}}}}
		d.Opening, d.Closing = "", ""
		composed, _ := narrative.Compose(d, nil, f, c.facts)
		if got := strings.TrimPrefix(texts(composed), "\n"); got != c.want {
			t.Errorf("%s: got %q, want %q", c.reason, got, c.want)
		}
	}
}

func TestNarrativesThatCannotBeComposedAreRefused(t *testing.T) {
	for _, c := range []struct{ reason, text, fault string }{
		{"a field that is not closed", "một\nhai {{plan.tasks.done", "report.narrative.open"},
		{"a condition that is not closed", "{{?plan.tasks.done", "report.narrative.open"},
		{"a form that does not exist", "{{plan.tasks.done|phần trăm}}", "report.narrative.form"},
		{"a field of nothing", "{{ }}", "report.narrative.nothing"},
		{"a book", strings.Repeat("dài ", 6000), "report.narrative.long"},
		{"good", "{{?a}}- {{plan.tasks.done@4999/KH-SKHĐT|n/of}} và {{a#b}}", ""},
	} {
		_, err := narrative.CheckNarrative("text", c.text)
		switch {
		case c.fault == "" && err != nil:
			t.Errorf("%s: refused, %v", c.reason, err)
		case c.fault != "" && (err == nil || !strings.Contains(err.Error(), c.fault)):
			t.Errorf("%s: got %v, want %s", c.reason, err, c.fault)
		}
	}
}

func TestTurnsOfAYear(t *testing.T) {
	d, _ := halfYear(t)
	for _, c := range []struct{ reason, from, to, label, next string }{
		{"the half-year that a letter cut short", "2021-12-15", "2022-06-10", "6 tháng đầu năm 2022", "Quý III/2022"},
		{"the half-year as always", "2022-12-15", "2023-06-14", "6 tháng đầu năm 2023", "Quý III/2023"},
		{"the year", "2021-12-15", "2022-12-14", "năm 2022", "năm 2023"},
		{"the first quarter", "2021-12-15", "2022-03-14", "Quý I năm 2022", "Quý II/2022"},
		{"days of its own", "2022-02-01", "2022-02-28", "từ ngày 01/02/2022 đến ngày 28/02/2022", "thời gian tới"},
	} {
		turn, err := d.TurnOf(report.Period{From: on(t, c.from), To: on(t, c.to)})
		if err != nil || turn.Label != c.label || turn.Next != c.next {
			t.Errorf("%s: got %+v, %v", c.reason, turn, err)
		}
	}
}

// Every block has an id of its own, a kind that is composed, and texts that can be.
func TestDefinitionsAreSound(t *testing.T) {
	list, err := narrative.Definitions()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range list {
		seen := map[string]bool{}
		for _, s := range d.Sections {
			for _, b := range s.Blocks {
				if seen[b.ID] || b.ID == "" {
					t.Errorf("%s: block %q stands twice or has no id", d.ID, b.ID)
				}
				seen[b.ID] = true
				if _, err := narrative.CheckNarrative(b.ID, b.Text); err != nil {
					t.Errorf("%s: %v", b.ID, err)
				}
				if strings.Count(b.Line, "{") != strings.Count(b.Line, "}") || strings.Count(b.Line, "[") != strings.Count(b.Line, "]") {
					t.Errorf("%s: a bracket of %q is not closed", b.ID, b.Line)
				}
			}
		}
	}
}
