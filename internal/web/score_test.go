package web_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"motcua/calendar"
	"motcua/control"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/internal/web/browsertest"
	"motcua/report"
)

// TestPointsLeadToWhatCostThem: a dossier that is late costs its official, its
// unit and the department points, and each of them names it.
func TestPointsLeadToWhatCostThem(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		code := inHand(t, o)
		early := returned(t, o).Code
		planned(t, o)
		if a := s.as("office").hand("/can-bo/chi-dao/moi", url.Values{"order": {"Rà soát hồ sơ trễ hạn"}, "unit": {"ktdn"}, "by": {"10/06/2022"}, "issuer": {"UBND tỉnh"}}); a.status != 303 {
			t.Fatalf("give a directive: %d", a.status)
		}
		o.MoveTo("2022-07-29T09:00")
		if _, err := o.Stop(t.Context(), o.As("director"), office.Target{Code: code}, "không còn căn cứ"); err != nil {
			t.Fatal(err)
		}
		const period = "?tu=01/06/2022&den=29/07/2022"
		for _, who := range []string{"office", "director"} {
			s.as(who).get("/can-bo/cham-diem"+period).says(t, 200, "Lê Thị Quỳnh Như", "Chỉ số phục vụ")
		}
		reader := s.as("office")
		late, err := o.Dossier(t.Context(), o.As("office"), code)
		if err != nil {
			t.Fatal(err)
		}
		reader.get("/can-bo/cham-diem/don-vi/"+late.Object().LeadUnit+period).says(t, 200, code, "Giải quyết quá hạn")
		reader.get("/can-bo/cham-diem/can-bo/specialist"+period).says(t, 200, code, "Điểm của Lê Thị Quỳnh Như")
		reader.get("/can-bo/cham-diem/can-bo/nobody"+period).says(t, 200, "Không có hồ sơ nào trong kỳ này")
		index := reader.get("/can-bo/cham-diem/chi-so" + period)
		index.says(t, 200, "Hồ sơ giải quyết đúng hạn", "Chưa phát sinh trong kỳ", "Hệ thống này chưa có số liệu")
		cost := reader.get("/can-bo/cham-diem/chi-so/2.1" + period)
		cost.says(t, 200, code)
		if strings.Contains(cost.body, early) {
			t.Errorf("dossier %s was on time and is said to have cost points", early)
		}
		reader.get("/can-bo/cham-diem/chi-so/9.9"+period).says(t, 404)
		if a := reader.get("/can-bo/cham-diem/xlsx" + period); a.status != 200 || !strings.HasPrefix(a.body, "PK") {
			t.Errorf("workbook: %d", a.status)
		}
		merit := reader.get("/can-bo/cham-diem/thi-dua" + period)
		merit.says(t, 200, "Danh sách bình xét thi đua", "Phòng Kinh tế đối ngoại", "0/1", "Phòng Đăng ký kinh doanh")
		facts, err := o.Facts(t.Context(), o.As("director"), report.Period{From: calendar.Date{Year: 2022, Month: 6, Day: 1}, To: calendar.Date{Year: 2022, Month: 7, Day: 29}})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range facts.Figures {
			if f.Key == "plan.tasks.done" && f.Scope == "dkkd" {
				if merit.says(t, 200, fmt.Sprintf("%d/%d", f.Value, f.Of)); f.Of < 4 {
					t.Errorf("the report counts %d tasks of the unit", f.Of)
				}
			}
		}
		if a := reader.get("/can-bo/cham-diem/thi-dua/xlsx" + period); a.status != 200 || !strings.HasPrefix(a.body, "PK") {
			t.Errorf("workbook of the list for emulation: %d", a.status)
		}
		reader.get("/can-bo/cham-diem/thi-dua?tu=29/07/2022&den=01/06/2022").says(t, 422, `href="#den"`)
		reader.get("/can-bo/cham-diem/thi-dua/xlsx?tu=29/07/2022&den=01/06/2022").says(t, 422)
		reader.get("/can-bo/cham-diem?tu=29/07/2022&den=01/06/2022").says(t, 422, `href="#den"`)
		reader.get("/can-bo/cham-diem?tu=ngày").says(t, 422, `href="#tu"`)
		reader.get("/can-bo/cham-diem?tu=01/01/2021&den=31/01/2021").says(t, 200, "Các phòng")
		for _, who := range []string{"reception", "specialist", "head", "admin", "sxd"} {
			for _, path := range []string{"", "/xlsx", "/don-vi/ktdn", "/can-bo/specialist", "/thi-dua", "/thi-dua/xlsx", "/chi-so", "/chi-so/2.1"} {
				if a := s.as(who).get("/can-bo/cham-diem" + path); a.status != 403 {
					t.Errorf("%s and %q: %d", who, path, a.status)
				}
			}
		}
	})
}

// TestDecisionsOfPublicationCountInTheIndex: one that was signed too late costs
// points of indicator 1.1, its procedures those of 1.2 when they reach the
// national base late; each row leads to its decision.
func TestDecisionsOfPublicationCountInTheIndex(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		reader := s.as("office")
		const at, period = "/can-bo/cham-diem/chi-so", "?tu=01/06/2022&den=30/06/2022"
		if got := indicatorRow(t, reader.get(at+period).body, "1.1"); !strings.Contains(got, "Chưa phát sinh trong kỳ") {
			t.Errorf("1.1 without a decision: %s", got)
		}
		_, good, _ := published(t, o)
		day := calendar.DateOf(o.Now())
		late, err := o.EnterPublication(t.Context(), o.As("office"), control.Content{Number: "702/QĐ-UBND", Signed: day, From: day.AddDays(6), Issuer: "UBND tỉnh", Title: "Công bố thủ tục"})
		if err == nil {
			_, err = o.SendPublication(t.Context(), o.As("office"), office.RecordTarget{ID: good.ID}, day)
		}
		if err != nil {
			t.Fatal(err)
		}
		o.MoveTo("2022-06-30T09:00")
		index := reader.get(at + period)
		if got := indicatorRow(t, index.body, "1.1"); !strings.Contains(got, "2/3") {
			t.Errorf("1.1: %s, want two of three decisions", got)
		}
		if got := indicatorRow(t, index.body, "1.2"); !strings.Contains(got, "1/2") {
			t.Errorf("1.2: %s, want the procedure of one of two decisions", got)
		}
		if got := indicatorRow(t, index.body, "1.4"); !strings.Contains(got, "Hệ thống này chưa có số liệu") {
			t.Errorf("1.4: %s, want it without numbers", got)
		}
		cost := reader.get(at + "/1.1" + period)
		cost.says(t, 200, "702/QĐ-UBND", `href="/can-bo/cong-bo/`+late.ID)
		if strings.Contains(cost.body, good.Number) {
			t.Errorf("%s was signed in time and is said to have cost points", good.Number)
		}
		reader.get(at+"/1.2"+period).says(t, 200, "700/QĐ-UBND – "+amended)
		reader.get("/can-bo/cong-bo/"+late.ID).says(t, 200, "702/QĐ-UBND")
	})
}

// indicatorRow is the text of one line of the index.
func indicatorRow(t *testing.T, page, id string) string {
	t.Helper()
	_, row, ok := strings.Cut(page, ">"+id+". ")
	row, _, whole := strings.Cut(row, "</tr>")
	if !ok || !whole {
		t.Fatalf("the index has no line %s", id)
	}
	return row
}

// TestTheDepartmentScoresItself: criteria get points with what they rest on; two
// people at one assessment are told of each other.
func TestTheDepartmentScoresItself(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		reader := s.as("office")
		const list = "/can-bo/cham-diem/tu-cham"
		reader.post(list, url.Values{"set": {"par-1963"}, "year": {"2019"}}).says(t, 422, `href="#year"`)
		reader.post(list, url.Values{"set": {"khac"}, "year": {"2022"}}).says(t, 422, `href="#set"`)
		at := reader.post(list, url.Values{"set": {"par-1963"}, "year": {"2022"}}).header.Get("Location")
		reader.post(list, url.Values{"set": {"par-1963"}, "year": {"2022"}}).says(t, 422, "đã có bảng chấm điểm")
		enter := func(values url.Values) answer { return reader.post(at, values) }
		enter(url.Values{"criterion": {"1.1"}, "points": {"nhiều"}, "note": {"KH 4999"}}).says(t, 422, `href="#points"`, "KH 4999")
		enter(url.Values{"criterion": {"1.1"}, "points": {"2,5"}, "note": {"x"}}).says(t, 422, "từ 0 đến 2")
		enter(url.Values{"criterion": {"1"}, "points": {"1"}, "note": {"x"}}).says(t, 422, "là tổng")
		enter(url.Values{"criterion": {"1.1"}, "points": {"2"}}).says(t, 422, `href="#note"`)
		if a := enter(url.Values{"criterion": {"1.1"}, "points": {"1,5"}, "note": {"Kế hoạch 4999/KH-SKHĐT"}, "version": {"1"}}); a.status != 303 {
			t.Fatalf("enter points: %d\n%s", a.status, a.body)
		}
		enter(url.Values{"criterion": {"1.2"}, "points": {"1"}, "note": {"15/33"}, "version": {"1"}}).says(t, 409, "Người khác vừa thay đổi")
		enter(url.Values{"criterion": {"1.1/"}, "points": {"1"}, "version": {"2"}})
		reader.get(at).says(t, 200, "1,5", "Kế hoạch 4999/KH-SKHĐT", "Đã chấm 1/14")
		reader.post(at+"/khoa", nil).says(t, 409, "Còn 13 tiêu chí")
		for _, c := range []string{"1.2", "1.3", "1.4", "2.1", "3.1", "3.2", "3.3", "3.4", "4.1", "5.1", "6.1", "7.1", "7.2"} {
			enter(url.Values{"criterion": {c}, "points": {"0"}})
		}
		if a := reader.post(at+"/khoa", nil); a.status != 303 {
			t.Fatalf("close: %d\n%s", a.status, a.body)
		}
		enter(url.Values{"criterion": {"1.1"}, "points": {"0"}}).says(t, 409, "đã khóa")
		s.as("head").get(at).says(t, 200, "Đã khóa")
		for _, who := range []string{"reception", "specialist", "admin", "sxd"} {
			if a, b := s.as(who).get(list), s.as(who).get(at); a.status != 403 || b.status != 403 {
				t.Errorf("%s: list %d, record %d", who, a.status, b.status)
			}
		}
		if a, b := s.as("head").post(list, url.Values{"set": {"par-1963"}, "year": {"2023"}}), s.as("director").post(at, nil); a.status != 403 || b.status != 403 {
			t.Errorf("who does not keep it: opens %d, enters %d", a.status, b.status)
		}
		if _, err := o.Assessments(t.Context(), o.As("specialist")); err == nil {
			t.Error("the use case lists assessments to a specialist")
		}
	})
}

// TestPagesOfPointsShutNobodyOut walks them with axe.
func TestPagesOfPointsShutNobodyOut(t *testing.T) {
	t.Parallel()
	s := sqlite(t, web.Config{})
	o := s.Office
	inHand(t, o)
	returned(t, o)
	a, err := o.OpenAssessment(t.Context(), o.As("office"), "par-1963", 2022)
	if err != nil {
		t.Fatal(err)
	}
	b := browsertest.New(t)
	signIn(t, b, s, "office")
	for _, path := range []string{"", "/chi-so", "/chi-so/2.1", "/don-vi/ktdn", "/thi-dua", "/tu-cham", "/tu-cham/" + a.ID} {
		b.Axe(t, s.URL+"/can-bo/cham-diem"+path)
	}
}
