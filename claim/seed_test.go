package claim_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"motcua/calendar"
	"motcua/claim"
	"motcua/register"
	"motcua/report"
)

// truth is what testdata/reports/cchc-6-thang-2022.json says of the half-year.
type truth struct {
	Report struct {
		Number, Date string
		Period       struct{ From, To string }
	}
	Documents []struct{ Number, Type, Date, Issuer, Title string }
	Plan      struct{ Done, Total int64 } `json:"plan_progress"`

	Inspection struct {
		Units []string
	}
	Events []struct{ Type, Title, From, To string }
	Review struct{ From, To, Text string } `json:"legal_review"`
	Desk   struct {
		Least   int64 `json:"officers_min"`
		Most    int64 `json:"officers_max"`
		Leaders int64 `json:"phong_level_leaders"`
	} `json:"one_stop"`
}

func readSeed(t testing.TB) (string, claim.Known) {
	t.Helper()
	text, err := os.ReadFile("../testdata/reports/bao-cao-cchc-6-thang-2022.txt")
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("../testdata/reports/cchc-6-thang-2022.json")
	if err != nil {
		t.Fatal(err)
	}
	var told truth
	if err := json.Unmarshal(data, &told); err != nil {
		t.Fatal(err)
	}
	return string(text), told.known(t)
}

func day(t testing.TB, s string) calendar.Date {
	t.Helper()
	if s == "" {
		return calendar.Date{}
	}
	d, err := calendar.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// known makes facts of it, as the nouns of the office give them. The counts of
// dossiers are ours: the report gives none.
func (told truth) known(t testing.TB) claim.Known {
	k := claim.Known{
		Period: report.Period{From: day(t, told.Report.Period.From), To: day(t, told.Report.Period.To)},
		Issued: day(t, told.Report.Date),
		Units: []string{"Văn phòng Sở", "Phòng Kinh tế Đối ngoại", "Phòng Đăng ký kinh doanh", "Trung tâm Xúc tiến Đầu tư và Hỗ trợ Doanh nghiệp",
			"Trung tâm Phục vụ Hành chính công", "Sở Kế hoạch và Đầu tư", "Sở Nội vụ", "Sở Tài nguyên và Môi trường"},
	}
	for _, d := range told.Documents {
		kind := ""
		if n, err := register.ReadNumber("", d.Number, calendar.Date{}); err == nil {
			kind = n.Kind
		}
		k.Facts.Documents = append(k.Facts.Documents, report.Document{Number: d.Number, Type: kind, Date: day(t, d.Date), Issuer: d.Issuer, Title: d.Title,
			Source: report.Source{Noun: "document", ID: d.Number, Text: d.Number}})
	}
	row := func(text string, cells ...string) report.ListRow {
		return report.ListRow{Cells: cells, Source: report.Source{Noun: "event", ID: text, Text: text}}
	}
	var list report.List
	for _, e := range told.Events {
		list.Rows = append(list.Rows, row(e.Title, e.From, e.To))
	}
	list.Rows = append(list.Rows, row(told.Review.Text, told.Review.From, told.Review.To),
		row("Phương án tự chủ tài chính giai đoạn 2022 - 2025"), row("Báo cáo tài chính năm 2021"), row("Dự toán kinh phí hoạt động năm 2022"),
		row("Hội nghị công chức viên chức năm 2022"))
	k.Facts.Lists = append(k.Facts.Lists, list)
	k.Facts.Figures = []report.Figure{
		{Key: "plan.tasks.done", Scope: "4999/KH-SKHĐT", Value: told.Plan.Done, Of: told.Plan.Total, Rows: []report.Source{{Noun: "plan", ID: "4999/KH-SKHĐT"}}},
		{Key: "inspection.units", Value: int64(len(told.Inspection.Units))},
		{Key: "staff.desk.min", Value: told.Desk.Least}, {Key: "staff.desk.max", Value: told.Desk.Most}, {Key: "staff.desk.leaders", Value: told.Desk.Leaders},
		{Key: "mail.users", Value: 62, Of: 62},
		{Key: "dossier.lateDays.min", Value: 1}, {Key: "dossier.lateDays.max", Value: 2},
		{Key: "dossier.received", Value: 1204}, {Key: "dossier.late", Value: 7, Of: 1100, Rows: []report.Source{{Noun: "dossier", ID: "H57.15-220301-0007"}}},
	}
	k.Before.Figures = []report.Figure{{Key: "dossier.received", Value: 980}, {Key: "dossier.late", Value: 31, Of: 900}}
	return k
}

// told writes a finding as tests compare it.
func told(f claim.Finding) string {
	return fmt.Sprintf("%d:%d %s %s “%s” → %s", f.Line, f.Column, f.Severity, f.Rule, cut(f.Quote), f.Suggest)
}

func cut(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

func list(found []claim.Finding) string {
	var b strings.Builder
	for _, f := range found {
		b.WriteString(told(f) + "\n")
	}
	return b.String()
}

// TestSeedHasItsSlipsAndNoOthers holds the half-year report against its own
// facts: what is found are its anomalies A1 to A8, and nothing else.
func TestSeedHasItsSlipsAndNoOthers(t *testing.T) {
	text, known := readSeed(t)
	want := strings.Join([]string{
		"21:1 contradiction spelling “Ngày từ đầu” → Ngay từ đầu",                                    // A7
		"36:312 contradiction plan.year “năm 2021” → năm 2022",                                       // A1
		"52:16 contradiction spelling “đào đạo” → đào tạo",                                           // A5
		"59:200 contradiction spelling “cow” → cơ",                                                   // A4
		"74:91 doubt period.outside “cuối năm 2021” → ",                                              // A3
		"111:3 doubt repeated “Đã xây dựng kế hoạch thực hiện công tác cải cách TTHC năm 20…” → ",    // A6
		"118:3 doubt repeated “Chỉ đạo triển khai tốt công tác tiếp nhận, xử lý những phản …” → ",    // A6
		"143:102 contradiction period.outside “Quý I và Quý II năm 2021” → Quý I và Quý II năm 2022", // A2
		"187:56 contradiction allOnTime “đều đúng thời gian quy định” → ",                            // A8
		"",
	}, "\n")
	if got := list(claim.Check(text, known)); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// TestSeedContradictsItself finds A8 without any count of dossiers.
func TestSeedContradictsItself(t *testing.T) {
	text, known := readSeed(t)
	known.Facts.Figures = nil
	for _, f := range claim.Check(text, known) {
		if f.Rule == "allOnTime" && f.Fact.Key == "claim.allOnTime.text.fact" && f.Fact.Args["Line"] == 72 {
			return
		}
	}
	t.Error("“đều đúng thời gian quy định” does not meet “1 số hồ sơ chậm … 1 – 2 ngày”")
}

// TestCorrectedSeedHasNoFindings writes what was suggested, and what a person
// would write where nothing can be suggested.
func TestCorrectedSeedHasNoFindings(t *testing.T) {
	text, known := readSeed(t)
	text = claim.Normal(text)
	found := claim.Check(text, known)
	for i := len(found) - 1; i >= 0; i-- {
		f := found[i]
		text = text[:f.Start] + f.Suggest + text[f.End:]
		if f.Rule == "allOnTime" {
			text = text[:f.Start] + "đa số đúng thời gian quy định" + text[f.Start:]
		}
	}
	if again := claim.Check(text, known); len(again) > 0 {
		t.Errorf("the corrected text still has\n%s", list(again))
	}
}

// TestChangedSeed changes one thing at a time, by the rows of
// testdata/reports/mutations.csv: each change is found at its place, by the
// rule named, and nothing else is found beside it.
func TestChangedSeed(t *testing.T) {
	text, known := readSeed(t)
	text = claim.Normal(text)
	before := claim.Check(text, known)
	rows := read(t, "mutations.csv")
	if len(rows) < 60 {
		t.Fatalf("%d rows: the table was cut", len(rows))
	}
	for _, row := range rows {
		t.Run(row[0], func(t *testing.T) {
			at := strings.Index(text, row[1])
			if at < 0 {
				t.Fatalf("the report has no “%s”", row[1])
			}
			var got []string
			for _, f := range claim.Check(text[:at]+row[2]+text[at+len(row[1]):], known) {
				moved := f
				if f.Start > at {
					moved.Start -= len(row[2]) - len(row[1])
				}
				if slices.ContainsFunc(before, func(b claim.Finding) bool { return b.Rule == f.Rule && b.Start == moved.Start }) {
					continue
				}
				if f.Rule == row[3] && f.Start < at+len(row[2]) && f.End > at {
					got = append(got, "here")
					continue
				}
				got = append(got, told(f))
			}
			if !slices.Equal(got, []string{"here"}) {
				t.Errorf("“%s” as “%s”: got %q, want one finding, %s", row[1], row[2], got, row[3])
			}
		})
	}
}

// read gives the rows of a table of testdata/reports, without the first.
func read(t *testing.T, name string) [][]string {
	t.Helper()
	f, err := os.Open("../testdata/reports/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	r := csv.NewReader(f)
	r.Comma = ';'
	r.LazyQuotes = true
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

func BenchmarkCheck(b *testing.B) {
	text, known := readSeed(b)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		claim.Check(text, known)
	}
}
