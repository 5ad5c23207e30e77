package web_test

import (
	"net/url"
	"strings"
	"testing"

	"motcua/event"
	"motcua/finance"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

// TestPapersBesideARecord: the office attaches evidence, readers of the record
// have it, everybody has what was published, and what is taken away is gone.
func TestPapersBesideARecord(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		staff, public := openCourse(t, s, 9)
		clerk, anybody := s.as("office"), s.reader()
		clerk.hand(staff+"/tep", url.Values{"note": {"Biên bản"}}).says(t, 422, `href="#files"`, "Biên bản")
		clerk.hand(staff+"/tep", url.Values{"note": {strings.Repeat("a", 2001)}}, [3]string{"files", "bien-ban.pdf", pdf}).says(t, 422, `href="#note"`, "bien-ban.pdf")
		clerk.hand(staff+"/tep", nil, [3]string{"files", "hong.pdf", "không phải PDF"}).says(t, 422, `href="#files"`, "hong.pdf")
		if a := clerk.hand(staff+"/tep", url.Values{"note": {"Danh sách ký tên"}}, [3]string{"files", "bien-ban.pdf", pdf}); a.status != 303 {
			t.Fatalf("attach: %d\n%s", a.status, a.body)
		}
		if a := clerk.hand(staff+"/tep", url.Values{"note": {"Tài liệu phát"}, "open": {"1"}}, [3]string{"files", "tai-lieu.pdf", pdf}); a.status != 303 {
			t.Fatalf("attach: %d\n%s", a.status, a.body)
		}
		page := clerk.get(staff)
		page.says(t, 200, "bien-ban.pdf", "Danh sách ký tên", "tai-lieu.pdf", "Mọi người tải được")
		papers, err := office.FilingsOf[event.Event](o.Office).Papers(t.Context(), o.As("office"), strings.TrimPrefix(public, "/su-kien/"))
		if err != nil || len(papers) != 2 {
			t.Fatalf("%d papers (%v)", len(papers), err)
		}
		evidence, material := papers[0], papers[1]
		for _, who := range []string{"head", "director", "office"} {
			if a := s.as(who).get(staff + "/tep/" + evidence.File); a.status != 200 || a.body != pdf {
				t.Errorf("%s gets %d of the evidence", who, a.status)
			}
		}
		for _, who := range []string{"specialist", "reception", "admin"} {
			a, b, c := s.as(who).get(staff+"/tep/"+evidence.File), s.as(who).hand(staff+"/tep", nil, [3]string{"files", "x.pdf", pdf}), s.as(who).post(staff+"/tep/"+evidence.ID, url.Values{"open": {"1"}})
			if a.status != 403 || b.status != 403 || c.status != 403 {
				t.Errorf("%s: reads %d, attaches %d, publishes %d", who, a.status, b.status, c.status)
			}
		}
		for _, who := range []string{"head", "director"} {
			if a, b := s.as(who).hand(staff+"/tep", nil, [3]string{"files", "x.pdf", pdf}), s.as(who).post(staff+"/tep/"+evidence.ID+"/go", url.Values{"reason": {"x"}}); a.status != 403 || b.status != 403 {
				t.Errorf("%s keeps files: %d, %d", who, a.status, b.status)
			}
		}
		if err := office.FilingsOf[event.Event](o.Office).Attach(t.Context(), o.As("head"), strings.TrimPrefix(public, "/su-kien/"), []string{evidence.File}, "", false); err == nil {
			t.Error("the use case attaches for a head")
		}
		a := anybody.get(public)
		a.says(t, 200, "Tài liệu phát", public+"/tep/"+material.File)
		if strings.Contains(a.body, "ký tên") || anybody.get(public+"/tep/"+evidence.File).status != 404 {
			t.Error("everybody has the evidence")
		}
		if a := anybody.get(public + "/tep/" + material.File); a.status != 200 || a.body != pdf {
			t.Errorf("the material: %d", a.status)
		}
		clerk.post(staff+"/tep/"+material.ID, url.Values{"open": {""}, "seen": {"1"}})
		anybody.get(public+"/tep/"+material.File).says(t, 404)
		clerk.post(staff+"/tep/"+material.ID, url.Values{"open": {"1"}, "seen": {"1"}}).says(t, 409, "Người khác vừa thay đổi")
		clerk.post(staff+"/tep/"+evidence.ID+"/go", url.Values{"reason": {" "}}).says(t, 422, `href="#reason"`)
		if a := clerk.post(staff+"/tep/"+evidence.ID+"/go", url.Values{"reason": {"nhầm tệp"}, "seen": {"1"}}); a.status != 303 {
			t.Errorf("take away: %d\n%s", a.status, a.body)
		}
		clerk.get(staff+"/tep/"+evidence.File).says(t, 404)
		clerk.get(staff+"/tep/"+evidence.ID+"/go").says(t, 404)
		other, _ := openCourse(t, s, 9)
		clerk.post(other+"/tep/"+material.ID, url.Values{"open": {"1"}}).says(t, 404)
		clerk.get(strings.Replace(staff, "su-kien", "tai-chinh", 1)+"/tep/"+material.File).says(t, 404)
	})
}

// TestDisclosuresForEverybody: what was disclosed, when and for which year; no
// person, nothing that is only planned or was cancelled.
func TestDisclosuresForEverybody(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		anybody, clerk := s.reader(), s.as("office")
		anybody.get("/cong-khai/tai-chinh").says(t, 200, "Chưa có nội dung nào")
		file := func(pairs ...string) string {
			return clerk.post("/can-bo/tai-chinh/nhap", with(url.Values{"kind": {"disclosure"}, "title": {"Báo cáo tài chính năm 2021"}, "year": {"2021"}, "where": {"Bảng tin Sở, hỏi ông Trần Văn Bình 0905123456"}, "deadline": {"31/05/2022"}, "doneOn": {"01/06/2022"}, "evidence": {"Biên bản nội bộ"}}, pairs...)).header.Get("Location")
		}
		shown := file()
		file("title", "Quyết toán chưa đến ngày", "doneOn", "")
		file("title", "Dự toán ngày mai", "doneOn", "07/06/2022")
		gone := file("title", "Nhập nhầm")
		clerk.post(gone+"/huy", url.Values{"reason": {"nhầm"}})
		clerk.post("/can-bo/tai-chinh/nhap", nouns()[1].good)
		clerk.hand(shown+"/tep", url.Values{"open": {"1"}, "note": {"Biểu số 3"}}, [3]string{"files", "bieu-3.pdf", pdf})
		clerk.hand(shown+"/tep", url.Values{"note": {"Nháp"}}, [3]string{"files", "nhap.pdf", pdf})
		a := anybody.get("/cong-khai/tai-chinh")
		a.says(t, 200, "Báo cáo tài chính năm 2021", "2021", "01/06/2022", "Muộn (hạn 31/05/2022)", "Biểu số 3")
		for _, hidden := range []string{"Trần Văn Bình", "0905123456", "Quyết toán", "ngày mai", "Nhập nhầm", "9.850.000.000", "Biên bản nội bộ", "Nháp"} {
			if strings.Contains(a.body, hidden) {
				t.Errorf("everybody reads %q", hidden)
			}
		}
		papers, err := office.FilingsOf[finance.Item](o.Office).Papers(t.Context(), o.As("office"), strings.TrimPrefix(shown, "/can-bo/tai-chinh/"))
		if err != nil || len(papers) != 2 {
			t.Fatalf("%d papers (%v)", len(papers), err)
		}
		base := strings.Replace(shown, "can-bo", "cong-khai", 1) + "/tep/"
		if a, b := anybody.get(base+papers[0].File), anybody.get(base+papers[1].File); a.status != 200 || b.status != 404 {
			t.Errorf("what was published: %d; what was not: %d", a.status, b.status)
		}
		clerk.post(shown+"/huy", url.Values{"reason": {"nhầm"}})
		anybody.get(base+papers[0].File).says(t, 404)
		anybody.get("/").says(t, 200, `href="/su-kien"`, `href="/cong-khai/tai-chinh"`)
	})
}

// TestVacanciesStandAboveTheStaff counts the posts of this year that nobody has.
func TestVacanciesStandAboveTheStaff(t *testing.T) {
	t.Parallel()
	s := sqlite(t, web.Config{})
	clerk := s.as("office")
	for _, q := range [][]string{{"vanphong", "2022", "9", "7"}, {"thqh", "2022", "5", "6"}, {"thqh", "2021", "50", "1"}, {"ktdn", "2023", "70", "1"}} {
		clerk.post("/can-bo/nhan-su/nhap", url.Values{"kind": {"quota"}, "unit": {q[0]}, "year": {q[1]}, "quota": {q[2]}, "people": {q[3]}})
	}
	for _, who := range []string{"office", "head", "director"} {
		s.as(who).get("/can-bo/nhan-su").says(t, 200, "Biên chế năm 2022", "Chỉ tiêu 14, có mặt 13, còn trống 2.")
	}
	if _, err := s.Office.PostsNow(t.Context(), s.Office.As("specialist")); err == nil {
		t.Error("the use case tells a specialist of the posts")
	}
}
