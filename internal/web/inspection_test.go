package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"motcua/calendar"
	"motcua/dossier"
	"motcua/inspection"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/report"
)

func inspectionForm() url.Values {
	return url.Values{"title": {"Kiểm tra công tác kiểm soát thủ tục hành chính"}, "scope": {"Tiếp nhận, giải quyết hồ sơ đầu tư nước ngoài"}, "units": {"ktdn", "vanphong"},
		"form": {"Làm việc trực tiếp"}, "plan": {"80/KH-SKHĐT"}, "planDate": {"10/1/2022"}, "begins": {"20/6/2022"}, "from": {"1/1/2022"}, "to": {"30/6/2022"}}
}

func teamForm() url.Values {
	return url.Values{"decision": {"31/QĐ-SKHĐT"}, "decisionDate": {"2/6/2022"}, "leader": {"office"}, "members": {"cv.dkkd"}, "programme": {"21/6/2022: Họp kết luận\n20/6/2022: Làm việc với phòng"}}
}

var inspectionPage = regexp.MustCompile(`^/can-bo/kiem-tra/[0-9a-f-]{36}$`)

func plannedInspection(t testing.TB, r *reader, form url.Values) string {
	t.Helper()
	a := r.post("/can-bo/kiem-tra/moi", form)
	at := a.header.Get("Location")
	if a.status != http.StatusSeeOther || !inspectionPage.MatchString(at) {
		t.Fatalf("planning: %d to %q\n%s", a.status, at, a.body)
	}
	return at
}

func TestAnInspectionFromPlanToFollowUp(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		var codes []string
		for range 8 { // of which none is concluded before the day it was promised for
			v, err := o.Receive(t.Context(), o.As("reception"), dossier.Intake{Procedure: "1.009645", Applicant: dossier.Party{Kind: "organization", Name: "Công ty TNHH Mẫu"}})
			if err != nil {
				t.Fatal(err)
			}
			codes = append(codes, v.Code)
		}
		s := open(t, o, web.Config{})
		clerk := s.as("office")
		at := plannedInspection(t, clerk, inspectionForm())
		clerk.get("/can-bo/kiem-tra?nam=2022").says(t, 200, "1 cuộc kiểm tra trong kế hoạch năm 2022", "80/KH-SKHĐT", "Trong kế hoạch")
		clerk.post(at+"/chot-so-lieu", nil).says(t, 409, "Trong kế hoạch")
		done(t, clerk.post(at+"/quyet-dinh", teamForm()))
		clerk.get(at).says(t, 200, "Trưởng đoàn", "Trương Công Danh (mẫu)", "Làm việc với phòng", "31/QĐ-SKHĐT ngày 02/06/2022")
		o.MoveTo("2022-08-01T09:00")
		done(t, clerk.post(at+"/chot-so-lieu", nil))
		clerk.post(at+"/chot-so-lieu", nil).says(t, 409, "chỉ làm một lần")
		frozen := clerk.get(at)
		frozen.says(t, 200, "Số liệu của đơn vị được kiểm tra", "Phòng Kinh tế đối ngoại")
		member := s.as("cv.dkkd")
		done(t, member.post(at+"/chon-mau", url.Values{"count": {"3"}, "seed": {"2022"}}))
		member.get(at).says(t, 200, append(inspection.Draw(2022, codes, 3), "Chọn ngẫu nhiên 3 trong 8 hồ sơ, mã chọn 2022")...)
		done(t, member.post(at+"/tieu-chi", url.Values{"text": {"Niêm yết đủ thủ tục"}, "met": {"yes"}}))
		member.post(at+"/tieu-chi", url.Values{"text": {"Lưu hồ sơ đúng quy định"}, "met": {"no"}}).says(t, 422, "Nêu rõ vì sao không đạt", `href="#note"`)
		done(t, member.post(at+"/ket-luan", url.Values{"kind": {"shortcoming"}, "unit": {"ktdn"}, "text": {"Một số hồ sơ chậm"}, "causes": {"Hồ sơ phức tạp\nLấy ý kiến của các ngành"}, "daysMin": {"1"}, "daysMax": {"2"}}))
		done(t, clerk.hand(at+"/bien-ban", url.Values{"number": {"02/BB"}, "date": {"1/8/2022"}}, [3]string{"files", "bien-ban.pdf", pdf}))
		done(t, clerk.post(at+"/kien-nghi", url.Values{"order": {"Nhắc hồ sơ trước hạn hai ngày"}, "unit": {"ktdn/cv.ktdn"}, "by": {"10/8/2022"}}))
		done(t, clerk.post(at+"/su-dung", url.Values{"use": {"Bình xét danh hiệu thi đua cuối năm"}}))
		page := clerk.get(at)
		page.says(t, 200, "Chậm 1 – 2 ngày", "Lấy ý kiến của các ngành", "bien-ban.pdf", "Nhắc hồ sơ trước hạn", "Bình xét danh hiệu thi đua")
		todo := regexp.MustCompile(`/can-bo/chi-dao/[0-9a-f-]{36}`).FindString(page.body)
		unit := s.as("cv.ktdn")
		unit.get("/can-bo/thong-bao").says(t, 200, "Nhắc hồ sơ trước hạn hai ngày", todo)
		unit.get("/can-bo/chi-dao?xem=kien-nghi").says(t, 200, todo)
		clerk.get("/can-bo/chi-dao").says(t, 200, "0 chỉ đạo")
		o.MoveTo("2022-08-09T09:00")
		if told, err := o.UrgeDirectives(t.Context()); err != nil || told != 1 {
			t.Errorf("reminded of %d recommendations (%v), want 1", told, err)
		}
		done(t, unit.post(todo+"/ket-qua", url.Values{"text": {"Đã đặt lịch nhắc"}}))
		done(t, clerk.post(todo+"/cong-nhan", nil))
		done(t, clerk.post(at+"/ket-thuc", nil))
		clerk.get(at).says(t, 200, "Đã kết thúc", "Hoàn thành đúng hạn")
		clerk.post(at+"/ket-luan", url.Values{"kind": {"met"}, "text": {"x"}}).says(t, 409)
		facts(t, o, map[string]int64{"count": 1, "units": 2, "met": 0, "shortcomings": 1, "violations": 0, "recommendations": 1, "recommendations.done": 1, "lateDays.min": 1, "lateDays.max": 2})
		if again := clerk.get(at); !strings.Contains(again.body, frozenTable(frozen.body)) {
			t.Error("the frozen figures have changed")
		}
	})
}

// frozenTable is the part of the page with the frozen figures.
func frozenTable(body string) string {
	_, after, _ := strings.Cut(body, `id="so-lieu"`)
	before, _, _ := strings.Cut(after, "</section>")
	return before
}

func facts(t *testing.T, o *officetest.Office, want map[string]int64) {
	t.Helper()
	p := report.Period{From: calendar.Date{Year: 2022, Month: 6, Day: 1}, To: calendar.Date{Year: 2022, Month: 8, Day: 31}}
	all, err := o.Facts(t.Context(), o.As("director"), p)
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, f := range all.Figures {
		if key, of := strings.CutPrefix(f.Key, "inspection."); of {
			if value, named := want[key]; named {
				if seen++; f.Value != value || len(f.Rows) == 0 && value > 0 {
					t.Errorf("%s is %d with %d rows, want %d", f.Key, f.Value, len(f.Rows), value)
				}
			}
		}
	}
	if seen != len(want) {
		t.Errorf("%d of %d figures are told", seen, len(want))
	}
	for _, l := range all.Lists {
		if l.Key == "inspection.findings" && (len(l.Rows) != 1 || l.Rows[0].Cells[4] != "Hồ sơ phức tạp; Lấy ý kiến của các ngành") {
			t.Errorf("findings are %v", l.Rows)
		}
	}
}

// TestLateDossiersAreFrozenWithTheirDays: what is late when figures are frozen
// is late by the working days since its date.
func TestLateDossiersAreFrozenWithTheirDays(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		v, err := o.Receive(t.Context(), o.As("reception"), dossier.Intake{Procedure: "1.009645", Applicant: dossier.Party{Kind: "organization", Name: "Công ty TNHH Mẫu"}})
		if err != nil {
			t.Fatal(err)
		}
		if err := o.Clock().MoveTo(v.Clock.Due.AddDate(0, 0, 1)); err != nil {
			t.Fatal(err)
		}
		for later, err := v.Clock.Due, error(nil); ; later = later.AddDate(0, 0, 1) { // two working days after it
			var n int
			if n, err = calendarOf(t, o).WorkingDays(calendar.DateOf(v.Clock.Due), calendar.DateOf(later)); err != nil {
				t.Fatal(err)
			}
			if n == 2 {
				if err := o.Clock().MoveTo(later); err != nil {
					t.Fatal(err)
				}
				break
			}
		}
		form := inspectionForm()
		form.Set("to", "31/12/2022")
		s := open(t, o, web.Config{})
		clerk := s.as("office")
		at := plannedInspection(t, clerk, form)
		done(t, clerk.post(at+"/quyet-dinh", teamForm()))
		done(t, clerk.post(at+"/chot-so-lieu", nil))
		clerk.get(at).says(t, 200, v.Code+": 2 ngày")
		got, err := o.Inspected(t.Context(), o.As("director"), at[strings.LastIndexByte(at, '/')+1:])
		if err != nil {
			t.Fatal(err)
		}
		if n, fewest, most := got.LateDossiers(); n != 1 || fewest != 2 || most != 2 || !got.Figures[0].Late[0].Open {
			t.Errorf("got %d late by %d to %d days, want one by 2", n, fewest, most)
		}
		statistics, err := o.Statistics(t.Context(), o.As("director"), got.From, got.To, report.ByUnit)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range statistics.Rows {
			if row.Key == "ktdn" && (row.Open.Overdue+row.Resolved.Late != 1 || row.Received.Total != got.Figures[0].Received) {
				t.Errorf("statistics say %+v, the inspection %+v", row, got.Figures[0])
			}
		}
	})
}

func calendarOf(t *testing.T, o *officetest.Office) *calendar.Calendar {
	t.Helper()
	b, err := o.Book(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	cal, err := b.Calendars.Of("skhdt")
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

func TestBadInputOfInspections(t *testing.T) {
	s := sqlite(t, web.Config{})
	clerk := s.as("office")
	for _, test := range []struct{ field, value, want string }{
		{"units", "khong-co", "Sở không có phòng, đơn vị “khong-co”"},
		{"units", "", "Sở không có phòng"},
		{"plan", "", "Nhập số, ký hiệu kế hoạch"},
		{"to", "1/12/2021", "01/12/2021"},
		{"begins", "", "Nhập ngày"},
		{"begins", "31/6/2022", "31/6/2022"},
	} {
		form := inspectionForm()
		form.Set(test.field, test.value)
		a := clerk.post("/can-bo/kiem-tra/moi", form)
		a.says(t, 422, test.want)
		if !faulted.MatchString(a.body) {
			t.Errorf("%s %q: no field is named", test.field, test.value)
		}
	}
	clerk.get("/can-bo/kiem-tra").says(t, 200, "0 cuộc kiểm tra")
	at := plannedInspection(t, clerk, inspectionForm())
	for _, test := range []struct{ field, value, want string }{
		{"leader", "", "Chọn một trưởng đoàn"},
		{"leader", "khong-ai", "Không có người này trong Sở"},
		{"members", "khong-ai", "Không có người này trong Sở"},
		{"decisionDate", "7/6/2022", "Ngày 07/06/2022 chưa tới"},
		{"programme", "Làm việc", "Chưa đọc được dòng “Làm việc”"},
	} {
		form := teamForm()
		form.Set(test.field, test.value)
		clerk.post(at+"/quyet-dinh", form).says(t, 422, test.want, `href="#`+test.field+`"`)
	}
	done(t, clerk.post(at+"/quyet-dinh", teamForm()))
	clerk.post(at+"/chon-mau", url.Values{"count": {"0"}}).says(t, 422, "Nhập số hồ sơ từ 1")
	clerk.post(at+"/chon-mau", url.Values{"count": {"hai"}}).says(t, 422, "Nhập số nguyên")
	clerk.post(at+"/chon-mau", url.Values{"count": {"2"}}).says(t, 422, "không có hồ sơ nào trong kỳ")
	clerk.post(at+"/ket-luan", url.Values{"kind": {"shortcoming"}, "text": {"Chậm"}}).says(t, 422, "Nêu nguyên nhân", `href="#causes"`)
	clerk.post(at+"/ket-luan", url.Values{"kind": {"met"}, "unit": {"dkkd"}, "text": {"Tốt"}}).says(t, 422, "không thuộc cuộc kiểm tra")
	clerk.post(at+"/kien-nghi", url.Values{"order": {"Sửa"}, "unit": {"dkkd"}, "by": {"10/8/2022"}}).says(t, 422, "không thuộc cuộc kiểm tra")
	clerk.post(at+"/kien-nghi", url.Values{"order": {"Sửa"}, "unit": {"ktdn/cv.dkkd"}, "by": {"1/6/2022"}}).says(t, 422, "không thuộc Phòng Kinh tế đối ngoại", "đã qua")
	clerk.post(at+"/bien-ban", url.Values{"date": {"6/6/2022"}}).says(t, 422, "Kèm tệp biên bản")
	clerk.post(at+"/ket-thuc", nil).says(t, 422, "Chưa có kết quả kiểm tra nào")
	clerk.get("/can-bo/chi-dao?xem=kien-nghi").says(t, 200, "0 chỉ đạo")
}

// TestWhoKnowsOfInspections: to specialists who are not of the team an
// inspection of others – and of themselves – is not there.
func TestWhoKnowsOfInspections(t *testing.T) {
	s := sqlite(t, web.Config{})
	clerk := s.as("office")
	at := plannedInspection(t, clerk, inspectionForm())
	done(t, clerk.post(at+"/quyet-dinh", teamForm()))
	done(t, clerk.hand(at+"/bien-ban", url.Values{"date": {"6/6/2022"}}, [3]string{"files", "bien-ban.pdf", pdf}))
	file := regexp.MustCompile(`href="(` + at + `/tep/[^"]+)"`).FindStringSubmatch(clerk.get(at).body)[1]
	for _, who := range []string{"office", "director", "head", "cv.dkkd"} { // the last is of the team
		r := s.as(who)
		r.get("/can-bo/kiem-tra?nam=2022").says(t, 200, "1 cuộc kiểm tra", at)
		r.get(at).says(t, 200, "31/QĐ-SKHĐT")
		if a := r.get(file); a.status != 200 {
			t.Errorf("%s gets %d of the minutes", who, a.status)
		}
	}
	other := s.as("cv.ktdn")
	if a := other.get("/can-bo/kiem-tra?nam=2022"); !strings.Contains(a.body, "0 cuộc kiểm tra") || strings.Contains(a.body, at) {
		t.Error("a specialist lists the inspection")
	}
	for _, path := range []string{at, file, at + "/ket-luan"} {
		other.get(path).says(t, 404)
	}
	other.post(at+"/ket-luan", url.Values{"kind": {"met"}, "text": {"x"}}).says(t, 404)
	s.as("head").post(at+"/ket-luan", url.Values{"kind": {"met"}, "text": {"x"}}).says(t, 403)
	s.as("head").get(at+"/kien-nghi").says(t, 403)
	other.post("/can-bo/kiem-tra/moi", inspectionForm()).says(t, 403)
	s.as("reception").get("/can-bo/kiem-tra").says(t, 403)
	if list, err := s.Office.Inspections(t.Context(), s.Office.As("cv.ktdn"), report.Period{From: calendar.Date{Year: 2022, Month: 1, Day: 1}, To: calendar.Date{Year: 2022, Month: 12, Day: 31}}, ""); err != nil || len(list) != 0 {
		t.Errorf("a specialist gets %d (%v)", len(list), err)
	}
	_, err := s.Office.FreezeInspection(t.Context(), s.Office.As("cv.ktdn"), office.RecordTarget{ID: at[strings.LastIndexByte(at, '/')+1:]})
	if err == nil {
		t.Error("a specialist freezes figures")
	}
}

// inspected are inspections in every state, for those who read them.
func (w *world) inspected() {
	w.t.Helper()
	clerk := w.as("office")
	plannedInspection(w.t, clerk, inspectionForm())
	form := inspectionForm()
	form.Set("to", "31/12/2022")
	done(w.t, clerk.post(plannedInspection(w.t, clerk, form)+"/quyet-dinh", teamForm()))
}
