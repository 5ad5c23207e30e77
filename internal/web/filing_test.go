package web_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"motcua/calendar"
	"motcua/finance"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/internal/web/browsertest"
	"motcua/record"
	"motcua/report"
	"motcua/sample"
)

// noun is a noun of the records that are filled in as one form, with a good
// answer to each question of one kind.
type noun struct {
	base string
	good url.Values
}

func nouns() []noun {
	return []noun{
		{"/can-bo/su-kien", url.Values{"kind": {"course"}, "title": {"Tập huấn mới"}, "from": {"01/06/2022"}, "to": {"03/06/2022"}, "audience": {"Doanh nghiệp"}, "attended": {"1.250"}}},
		{"/can-bo/tai-chinh", url.Values{"kind": {"estimate"}, "title": {"Dự toán 2022"}, "year": {"2022"}, "amount": {"9.850.000.000"}, "unit": {"vanphong"}, "doneOn": {"01/06/2022"}, "deadline": {"31/05/2022"}}},
		{"/can-bo/nhan-su", url.Values{"kind": {"appointment"}, "person": {"Trần Thị Sen"}, "post": {"Trưởng phòng"}, "unit": {"thqh"}, "number": {"36/QĐ-SKHĐT"}, "date": {"01/06/2022"}, "from": {"02/06/2022"}}},
	}
}

// TestRecordsOfOneForm: what is entered is shown, corrected for a reason and
// cancelled for one, and stays in the history; what is wrong is told by its
// field and nothing is kept.
func TestRecordsOfOneForm(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		clerk := s.as("office")
		for _, n := range nouns() {
			post := func(to string, pairs ...string) answer { return clerk.post(n.base+to, with(n.good, pairs...)) }
			if strings.Contains(clerk.get(n.base).body, n.base+"/nhap?loai=") == false {
				t.Errorf("%s offers the office no form", n.base)
			}
			clerk.get(n.base+"/nhap?loai=khac").says(t, 404)
			post("/nhap", "kind", "khac").says(t, 404)
			post("/nhap", "from", "31/02/2022", "doneOn", "31/02/2022").says(t, 422, "31/02/2022")
			post("/nhap", "from", "01/06/1950", "doneOn", "01/06/1950").says(t, 422, "1990")
			at := post("/nhap").header.Get("Location")
			id := strings.TrimPrefix(at, n.base)
			clerk.get(at).says(t, 200, "Nhập", "Hoàng Thị Mai")
			form := clerk.get(at + "/sua")
			form.says(t, 200, `name="seen" value="1"`)
			post(id+"/sua", "reason", "sai", "seen", "1").says(t, 422, `href="#reason"`, "Chưa có gì khác")
			post(id+"/sua", "evidence", "Biên bản số 7", "seen", "1").says(t, 422, `href="#reason"`, "Biên bản số 7")
			if a := post(id+"/sua", "evidence", "Biên bản số 7", "reason", "bổ sung minh chứng", "seen", "1"); a.status != 303 {
				t.Fatalf("%s: correct: %d\n%s", n.base, a.status, a.body)
			}
			stale := post(id+"/sua", "evidence", "Biên bản số 8", "reason", "khác", "seen", "1")
			stale.says(t, 409, "Người khác vừa thay đổi", "Biên bản số 8", `name="seen" value="2"`)
			clerk.get(at).says(t, 200, "bổ sung minh chứng", "Minh chứng: – → Biên bản số 7")
			for _, who := range []string{"head", "director"} {
				s.as(who).get(at).says(t, 200, "Biên bản số 7")
				a := s.as(who).get(n.base)
				a.says(t, 200)
				if strings.Contains(a.body, "/nhap?loai=") || s.as(who).post(at+"/huy", url.Values{"reason": {"x"}}).status != 403 || s.as(who).post(n.base+"/nhap", n.good).status != 403 {
					t.Errorf("%s keeps records of %s", who, n.base)
				}
			}
			for _, who := range []string{"reception", "specialist", "admin", "sxd"} {
				if a, b, c := s.as(who).get(n.base), s.as(who).get(at), s.as(who).post(n.base+"/nhap", n.good); a.status != 403 || b.status != 403 || c.status != 403 {
					t.Errorf("%s and %s: list %d, record %d, enters %d", who, n.base, a.status, b.status, c.status)
				}
			}
			clerk.post(at+"/huy", nil).says(t, 422, `href="#reason"`)
			clerk.post(at+"/huy", url.Values{"reason": {"nhập nhầm"}})
			clerk.get(at).says(t, 200, "Đã hủy: nhập nhầm")
			post(id+"/sua", "evidence", "khác", "reason", "x").says(t, 409, "đã hủy")
			clerk.get(n.base+"?loai=cancelled").says(t, 200, at)
			clerk.get(n.base+"?tu=02/06/2023&den=01/06/2022").says(t, 422, `href="#den"`)
			clerk.get(n.base+"?q=khongco").says(t, 200, "Nới bộ lọc")
			clerk.get(n.base+"/khongco").says(t, 404)
			clerk.get(n.base+"/nhap?loai="+n.good.Get("kind")).says(t, 200)
		}
	})
}

// TestWhatAFormOfARecordRefuses is the bad input of each noun, by its field.
func TestWhatAFormOfARecordRefuses(t *testing.T) {
	t.Parallel()
	s := sqlite(t, web.Config{})
	clerk := s.as("office")
	for i, test := range []struct {
		noun  int
		field string
		pairs []string
	}{
		{0, "title", []string{"title", " "}},
		{0, "from", []string{"from", ""}},
		{0, "to", []string{"to", "31/05/2022"}},
		{0, "audience", []string{"audience", ""}},
		{0, "attended", []string{"attended", "nhiều"}},
		{0, "attended", []string{"attended", "-1"}},
		{0, "channel", []string{"kind", "publicity"}},
		{0, "place", []string{"capacity", "10", "closes", "01/06/2022"}},
		{0, "closes", []string{"capacity", "10", "place", "Huế"}},
		{0, "closes", []string{"capacity", "10", "place", "Huế", "closes", "04/06/2022"}},
		{0, "purpose", []string{"purpose", strings.Repeat("a", 2001)}},
		{1, "amount", []string{"amount", ""}},
		{1, "amount", []string{"amount", "9999999999999999999999"}},
		{1, "year", []string{"year", ""}},
		{1, "unit", []string{"unit", "khac"}},
		{1, "deadline", []string{"deadline", "", "doneOn", ""}},
		{1, "basis", []string{"kind", "autonomy"}},
		{1, "toYear", []string{"kind", "autonomy", "basis", "NĐ 60", "toYear", "2021"}},
		{1, "where", []string{"kind", "disclosure"}},
		{2, "unit", []string{"unit", ""}},
		{2, "number", []string{"number", ""}},
		{2, "date", []string{"date", "hôm qua"}},
		{2, "year", []string{"kind", "quota", "year", "22"}},
		{2, "most", []string{"kind", "desk", "place", "Trung tâm", "least", "4", "most", "3"}},
		{2, "heads", []string{"kind", "desk", "place", "Trung tâm", "least", "3", "most", "4", "heads", "5"}},
	} {
		n := nouns()[test.noun]
		a := clerk.post(n.base+"/nhap", with(n.good, test.pairs...))
		if a.status != 422 || !strings.Contains(a.body, `href="#`+test.field+`"`) {
			t.Errorf("%d: %v: %d, does not name %s", i, test.pairs, a.status, test.field)
		}
	}
	n := nouns()[2]
	clerk.post(n.base+"/nhap", n.good)
	clerk.post(n.base+"/nhap", n.good).says(t, 422, "Đã có bản ghi như vậy")
	if page, err := office.FilingsOf[finance.Item](s.Office.Office).List(t.Context(), s.Office.As("office"), office.FilingQuery{}); err != nil || len(page.Items) != 0 {
		t.Errorf("what was refused is kept: %d, %v", len(page.Items), err)
	}
	if _, err := office.FilingsOf[finance.Item](s.Office.Office).List(t.Context(), s.Office.As("specialist"), office.FilingQuery{}); err == nil {
		t.Error("the use case lists finance to a specialist")
	}
}

// filedSample files the sample's records.
func filedSample(t *testing.T, o *officetest.Office) {
	t.Helper()
	events, err := sample.Events()
	if err != nil {
		t.Fatal(err)
	}
	items, err := sample.Finance()
	if err != nil {
		t.Fatal(err)
	}
	people, err := sample.Staff()
	if err != nil {
		t.Fatal(err)
	}
	fileAll(t, o, events)
	fileAll(t, o, items)
	fileAll(t, o, people)
}

func fileAll[C record.Content[C]](t *testing.T, o *officetest.Office, list []sample.Filed[C]) {
	t.Helper()
	for _, f := range list {
		if _, err := office.FilingsOf[C](o.Office).File(t.Context(), o.As("office"), f.Content); err != nil {
			t.Fatalf("%v: %v", f.Content, err)
		}
	}
}

// TestTheSampleTellsTheReport: the figures of the half-year from the sample.
func TestTheSampleTellsTheReport(t *testing.T) {
	officetest.Each(t, "2022-06-10T08:30", func(t *testing.T, o *officetest.Office) {
		filedSample(t, o)
		day := func(y, m, d int) calendar.Date { return calendar.Date{Year: y, Month: time.Month(m), Day: d} }
		facts, err := o.Facts(t.Context(), o.As("office"), report.Period{From: day(2021, 12, 15), To: day(2022, 6, 10)})
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]int64{"event.publicity": 8, "event.meetings": 1, "event.workshops": 1, "event.courses": 1, "event.attended": 241,
			"finance.disclosures": 1, "finance.plans": 1, "finance.estimate": 9_850_000_000,
			"staff.quota": 58, "staff.people": 55, "staff.vacant": 3, "staff.appointments": 1, "staff.trained": 2, "staff.desk.min": 3, "staff.desk.max": 4, "staff.desk.leaders": 2}
		for _, f := range facts.Figures {
			value, known := want[f.Key]
			if known && (f.Value != value || len(f.Rows) == 0) {
				t.Errorf("%s: got %d of %d rows, want %d", f.Key, f.Value, len(f.Rows), value)
			}
			delete(want, f.Key)
		}
		for key := range want {
			t.Errorf("no figure %s", key)
		}
		rows := map[string]int{}
		for _, l := range facts.Lists {
			for _, r := range l.Rows {
				if len(r.Cells) != len(l.Columns) {
					t.Errorf("%s: %d cells under %d columns", l.Key, len(r.Cells), len(l.Columns))
				}
			}
			rows[l.Key] = len(l.Rows)
		}
		if rows["event.events"] != 4 || rows["finance.items"] != 3 || rows["staff.appointments"] != 1 || rows["staff.courses"] != 2 {
			t.Errorf("lists: %v", rows)
		}
		later, err := o.Facts(t.Context(), o.As("office"), report.Period{From: day(2023, 1, 1), To: day(2023, 6, 10)})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range later.Figures {
			if strings.HasPrefix(f.Key, "event.") && f.Value != 0 {
				t.Errorf("another period has %s %d", f.Key, f.Value)
			}
		}
	})
}

// TestPagesOfRecordsShutNobodyOut walks them with axe.
func TestPagesOfRecordsShutNobodyOut(t *testing.T) {
	t.Parallel()
	s := sqlite(t, web.Config{})
	filedSample(t, s.Office)
	at := s.as("office").post("/can-bo/tai-chinh/nhap", nouns()[1].good).header.Get("Location")
	b := browsertest.New(t)
	signIn(t, b, s, "office")
	for _, path := range []string{"/can-bo/su-kien", "/can-bo/su-kien/nhap?loai=course", "/can-bo/nhan-su", at, at + "/sua"} {
		b.Axe(t, s.URL+path)
	}
}
