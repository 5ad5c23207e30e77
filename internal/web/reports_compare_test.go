package web_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"motcua/calendar"
	"motcua/event"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/narrative"
	"motcua/report"
)

// halfYear is the report of the first half of 2022, begun.
func halfYear(t *testing.T, o *officetest.Office) (id, at string) {
	t.Helper()
	r, err := o.BeginReport(t.Context(), o.As("office"), narrative.Begun{Definition: "cchc", From: calendar.Date{Year: 2021, Month: 12, Day: 15}, To: calendar.Date{Year: 2022, Month: 6, Day: 10}})
	if err != nil {
		t.Fatal(err)
	}
	return r.ID, "/can-bo/bao-cao/" + r.ID
}

// cellsOf are the cells of a sheet of a workbook.
func cellsOf(t *testing.T, body, sheet string) [][]string {
	t.Helper()
	book, err := excelize.OpenReader(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	rows, err := book.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func rowWith(rows [][]string, text string) []string {
	for _, row := range rows {
		if strings.Contains(strings.Join(row, "\x00"), text) {
			return row
		}
	}
	return nil
}

// TestTwoPeriodsStandBesideEachOther: a report beside a period and beside another
// report, each figure leading to its rows; what cannot be compared says why.
func TestTwoPeriodsStandBesideEachOther(t *testing.T) {
	officetest.Each(t, "2022-06-09T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		returned(t, o)
		id, at := halfYear(t, o)
		may := issuedReport(t, o, time.May)
		head, page := s.as("head"), at+"/so-sanh"
		beside := "?tu=01/06/2021&den=30/06/2021"
		head.get(at).says(t, 200, page)
		got := head.get(page + beside)
		got.says(t, 200, "Hồ sơ phải giải quyết", at+"/nguon?so=dossier.received", "den=30%2F06%2F2021", "+1", "–")
		head.get(at+"/nguon?so=dossier.received&tu=01/06/2021&den=30/06/2021").says(t, 200, "01/06/2021", "Không có dòng nào")
		head.get(page+"?voi="+strings.TrimPrefix(may, "/can-bo/bao-cao/")).says(t, 200, may+"/nguon?so=dossier.received", "01/05/2022 – 31/05/2022")
		for query, field := range map[string]string{"?tu=01/05/2022&den=31/05/2022": "tu", "?tu=mai&den=31/05/2021": "tu", "?tu=01/05/2021": "den", "?tu=01/05/1990&den=31/05/1990": "tu",
			"?tu=30/05/2021&den=01/05/2021": "tu", "?voi=khong-co": "voi", "?voi=" + id: "voi"} {
			head.get(page+query).says(t, 422, `href="#`+field+`"`)
			if a := head.get(page + "/xlsx" + query); a.status != 422 {
				t.Errorf("the workbook of %s: %d", query, a.status)
			}
		}
		for _, query := range []string{"&tu=mai", "&tu=01/05/2022&den=31/05/2022"} {
			if a := head.get(at + "/nguon?so=dossier.received" + query); a.status == 200 {
				t.Errorf("the rows of %s are shown", query)
			}
		}
		rows := cellsOf(t, head.get(page+"/xlsx"+beside).body, "So sánh hai kỳ")
		if row := rowWith(rows, "Hồ sơ phải giải quyết"); len(row) < 9 || row[2] != "1" || row[5] != "0" || row[8] != "1" || row[9] != "–" {
			t.Errorf("the row of the workbook is %q", row)
		}
		for _, who := range []string{"specialist", "reception", "admin", "sxd"} {
			for _, path := range []string{page, page + "/xlsx", at + "/tep/xlsx"} {
				if a := s.as(who).get(path); a.status != 403 {
					t.Errorf("%s and %s: %d", who, path, a.status)
				}
			}
			if _, err := o.CompareReport(t.Context(), o.As(who), id, office.ReportAgainst{}); err == nil {
				t.Errorf("%s compares by the use case", who)
			}
			if _, _, err := o.FigureBeside(t.Context(), o.As(who), id, "dossier.received", report.Month(calendar.Date{Year: 2021, Month: 6, Day: 1})); err == nil {
				t.Errorf("%s is given the rows by the use case", who)
			}
		}
	})
}

// TestTheAnnexesOfAReport: figures and lists as sheets, numbers as numbers, codes
// as words in the language of the reader, the same after the report was frozen
// and what it counted has changed. What was counted is a file of its own.
func TestTheAnnexesOfAReport(t *testing.T) {
	officetest.Each(t, "2022-06-09T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		returned(t, o)
		file := func(title string) {
			if _, err := office.FilingsOf[event.Event](o.Office).File(t.Context(), o.As("office"), event.Event{Sort: event.Workshop, Title: title, From: calendar.Date{Year: 2022, Month: 5, Day: 20}, Audience: "Doanh nghiệp", Attended: 40}); err != nil {
				t.Fatal(err)
			}
		}
		file("=Hội thảo A")
		id, at := halfYear(t, o)
		clerk := s.as("office")
		events := func() [][]string { return cellsOf(t, clerk.get(at+"/tep/xlsx").body, "Phụ lục 2") }
		if row := rowWith(events(), "Hội thảo A"); len(row) < 9 || row[0] != "Hội thảo" || row[1] != "=Hội thảo A" || row[2] != "20/05/2022" || row[7] != "40" || !strings.Contains(row[8], "event ") {
			t.Errorf("the row of the event is %q", row)
		}
		figures := cellsOf(t, clerk.get(at+"/tep/xlsx").body, "Số liệu")
		if row := rowWith(figures, "Hồ sơ phải giải quyết\x00"); len(row) < 7 || row[2] != "1" || row[6] != "1" {
			t.Errorf("the row of the figure is %q", row)
		}
		clerk.post(at+"/trinh", nil)
		s.as("director").post(at+"/duyet", url.Values{"waived": {"báo cáo riêng"}})
		file("Hội thảo B")
		if row := rowWith(events(), "Hội thảo B"); row != nil {
			t.Errorf("an approved report has a new row %q", row)
		}
		if row := rowWith(events(), "Hội thảo A"); len(row) < 9 || row[0] != "Hội thảo" {
			t.Errorf("an approved report has lost a row: %q", row)
		}
		v, err := o.Report(t.Context(), o.As("office"), id)
		if err != nil || v.Frozen == nil || v.Frozen.Snapshot == "" || len(v.Frozen.Figures)+len(v.Frozen.Lists) > 0 || len(v.Figures) == 0 {
			t.Errorf("what was counted is not in a file: %+v (%v)", v.Frozen, err)
		}
	})
}

// TestAReportThatComesDueIsTold: the office within the days of the warning, the
// leadership too when it is late, each once and nobody when it was sent.
func TestAReportThatComesDueIsTold(t *testing.T) {
	officetest.Each(t, "2022-06-01T08:00", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		remind := func(reason string, fresh bool) {
			t.Helper()
			if told, err := o.RemindReports(t.Context()); err != nil || (told > 0) != fresh {
				t.Errorf("%s: told %d (%v)", reason, told, err)
			}
		}
		move := func(to string) {
			if err := o.Clock().MoveTo(officetest.Moment(t, to)); err != nil {
				t.Fatal(err)
			}
		}
		remind("nine days before, and the first quarter is long past", false)
		move("2022-06-09T08:00")
		remind("the day before", true)
		remind("told already", false)
		s.as("office").get("/can-bo/thong-bao").says(t, 200, "6 tháng đầu năm 2022 phải gửi trước", `href="/can-bo/bao-cao"`)
		if page := s.as("director").get("/can-bo/thong-bao"); strings.Contains(page.body, "6 tháng đầu năm 2022") {
			t.Error("the leadership is told before it is late")
		}
		move("2022-06-13T08:00")
		remind("late", true)
		remind("told already", false)
		s.as("director").get("/can-bo/thong-bao").says(t, 200, "6 tháng đầu năm 2022 đã quá hạn gửi")
		_, at := halfYear(t, o)
		s.as("office").post(at+"/trinh", nil)
		s.as("director").post(at+"/duyet", url.Values{"waived": {"báo cáo riêng"}})
		s.as("office").post(at+"/phat-hanh", nil)
		move("2022-06-14T08:00")
		remind("issued", false)
	})
}
