package web_test

import (
	"net/url"
	"strings"
	"testing"

	"motcua/calendar"
	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/internal/web/browsertest"
	"motcua/narrative"
)

// TestAReportIsWrittenApprovedAndIssued plays the office's week before a report
// is due: two people at one text, a return, a figure that is missing, the number,
// and a corrected edition. What was approved does not change afterwards.
func TestAReportIsWrittenApprovedAndIssued(t *testing.T) {
	officetest.Each(t, "2022-06-09T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		returned(t, o)
		clerk, leader := s.as("office"), s.as("director")
		const list = "/can-bo/bao-cao"
		clerk.get(list).says(t, 200, "6 tháng đầu năm 2022", "10/06/2022", "Chưa lập", "15/12/2021")
		begin := url.Values{"kind": {"cchc"}, "from": {"15/12/2021"}, "to": {"10/06/2022"}, "basis": {"188/SNV-CCHC"}, "basisDate": {"24/02/2022"}, "issuer": {"Sở Nội vụ"}, "subject": {"hướng dẫn báo cáo"}}
		for field, bad := range map[string]string{"from": "", "to": "01/12/2021", "kind": "khac"} {
			wrong := url.Values{}
			for k, v := range begin {
				wrong[k] = v
			}
			wrong.Set(field, bad)
			clerk.post(list, wrong).says(t, 422, `href="#`+field+`"`)
		}
		wrong := url.Values{"kind": {"cchc"}, "from": {"15/12/2011"}, "to": {"14/06/2012"}}
		clerk.post(list, wrong).says(t, 422, `href="#from"`)
		at := clerk.post(list, begin).header.Get("Location")
		if at == "" {
			t.Fatal("the report was not begun")
		}
		clerk.post(list, begin).says(t, 422, "Đã có báo cáo của kỳ")
		clerk.get(at).says(t, 200, "CÔNG TÁC CHỈ ĐẠO", "(thiếu số liệu)", "188/SNV-CCHC", "/nguon?so=dossier.received")
		clerk.get(at+"/nguon?so=dossier.received").says(t, 200, "H57.16-220609-0001")
		clerk.get(at+"/nguon?so=khong.co").says(t, 404)

		block := at + "/doan/III.1.text"
		clerk.post(block, url.Values{"text": {"Còn {{dossier.late"}, "version": {"1"}}).says(t, 422, `href="#text"`, "Còn {{dossier.late")
		clerk.post(at+"/doan/khong", url.Values{"text": {"x"}}).says(t, 404)
		if a := clerk.post(block, url.Values{"text": {"Đã nhận {{dossier.received|n}} hồ sơ."}, "version": {"1"}}); a.status != 303 {
			t.Fatalf("write: %d", a.status)
		}
		second := s.as("office").post(block, url.Values{"text": {"Bản của người thứ hai."}, "version": {"1"}})
		second.says(t, 409, "đã sửa đoạn này", "Đã nhận {{dossier.received|n}} hồ sơ.", "Bản của người thứ hai.")
		s.as("head").post(block+"/gop-y", url.Values{"comment": {"Nêu rõ nguyên nhân"}})
		clerk.get(block).says(t, 200, "Nêu rõ nguyên nhân", "Đã nhận <a")
		clerk.get(at).says(t, 200, "Đã nhận")

		leader.post(at+"/duyet", nil).says(t, 409)
		clerk.post(at+"/trinh", nil)
		clerk.post(block, url.Values{"text": {"muộn"}}).says(t, 409)
		leader.post(at+"/tra-lai", nil).says(t, 422, `href="#reason"`)
		leader.post(at+"/tra-lai", url.Values{"reason": {"Bổ sung số liệu"}})
		clerk.get(at).says(t, 200, "Bổ sung số liệu")
		clerk.post(at+"/trinh", nil)
		leader.post(at+"/duyet", nil).says(t, 422, `href="#waived"`)
		leader.post(at+"/duyet", url.Values{"waived": {"Phần nhân sự báo cáo riêng"}})
		returned(t, o)
		clerk.get(at).says(t, 200, "Đã duyệt, chờ cấp số", `Đã nhận <a href="`+at+`/nguon?so=dossier.received">1</a>`)
		clerk.post(at+"/phat-hanh", nil)
		issued := clerk.get(at)
		issued.says(t, 200, "Đã phát hành", "/BC-SKHĐT")
		s.as("office").get("/can-bo/van-ban/di").says(t, 200, "/BC-SKHĐT", "Công tác cải cách hành chính 6 tháng đầu năm 2022")
		clerk.post(at+"/phat-hanh", nil).says(t, 409)
		for format, begins := range map[string]string{"docx": "PK", "xlsx": "PK", "pdf": "%PDF", "md": "UBND", "json": "{"} {
			if a := clerk.get(at + "/tep/" + format); a.status != 200 || !strings.HasPrefix(a.body, begins) {
				t.Errorf("%s: %d", format, a.status)
			}
		}
		clerk.get(at+"/tep/exe").says(t, 404)

		edition := clerk.post(at+"/dinh-chinh", nil).header.Get("Location")
		clerk.get(edition).says(t, 200, "Đang soạn", `/nguon?so=dossier.received">2</a>`)
		clerk.post(edition+"/trinh", nil)
		leader.post(edition+"/duyet", url.Values{"waived": {"như trên"}})
		clerk.post(edition+"/phat-hanh", nil)
		clerk.get(at).says(t, 200, "Đã được thay", `/nguon?so=dossier.received">1</a>`)
	})
}

// TestWhoMayDoWhatWithReports: reading, writing, approving and issuing are asked
// of the use cases too.
func TestWhoMayDoWhatWithReports(t *testing.T) {
	s := sqlite(t, web.Config{})
	o := s.Office
	r, err := o.BeginReport(t.Context(), o.As("office"), narrative.Begun{Definition: "cchc", From: calendar.Date{Year: 2021, Month: 12, Day: 15}, To: calendar.Date{Year: 2022, Month: 6, Day: 10}})
	if err != nil {
		t.Fatal(err)
	}
	at := "/can-bo/bao-cao/" + r.ID
	for _, who := range []string{"reception", "specialist", "admin", "sxd"} {
		for _, path := range []string{"/can-bo/bao-cao", at, at + "/tep/docx", at + "/nguon?so=dossier.received", at + "/doan/III.1.text"} {
			if a := s.as(who).get(path); a.status != 403 {
				t.Errorf("%s and %s: %d", who, path, a.status)
			}
		}
		if _, err := o.Reports(t.Context(), o.As(who)); err == nil {
			t.Errorf("%s is given the list by the use case", who)
		}
	}
	for path, who := range map[string]string{at + "/trinh": "director", at + "/duyet": "office", at + "/tra-lai": "head", at + "/phat-hanh": "director", at + "/dinh-chinh": "head", at + "/doan/III.1.text": "director", "/can-bo/bao-cao": "head"} {
		if a := s.as(who).post(path, url.Values{"text": {"x"}}); a.status != 403 {
			t.Errorf("%s and POST %s: %d", who, path, a.status)
		}
	}
}

// TestReportsShutNobodyOut walks their pages with axe.
func TestReportsShutNobodyOut(t *testing.T) {
	t.Parallel()
	s := sqlite(t, web.Config{})
	o := s.Office
	returned(t, o)
	r, err := o.BeginReport(t.Context(), o.As("office"), narrative.Begun{Definition: "cchc", From: calendar.Date{Year: 2021, Month: 12, Day: 15}, To: calendar.Date{Year: 2022, Month: 6, Day: 10}})
	if err != nil {
		t.Fatal(err)
	}
	b := browsertest.New(t)
	signIn(t, b, s, "office")
	for _, path := range []string{"", "/" + r.ID, "/" + r.ID + "/doan/III.1.text", "/" + r.ID + "/nguon?so=dossier.received", "/" + r.ID + "/so-sanh"} {
		b.Axe(t, s.URL+"/can-bo/bao-cao"+path, "light", "dark")
	}
}
