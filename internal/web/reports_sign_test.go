package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"motcua/calendar"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/narrative"
)

// issuedReport is a report that has its number and waits for its signature.
func issuedReport(t *testing.T, o *officetest.Office, month time.Month) string {
	t.Helper()
	first := calendar.Date{Year: 2022, Month: month, Day: 1}
	r, err := o.BeginReport(t.Context(), o.As("office"), narrative.Begun{Definition: "cchc", From: first, To: first.AddMonths(1).AddDays(-1)})
	if err == nil {
		_, err = o.SendReport(t.Context(), o.As("office"), r.ID)
	}
	if err == nil {
		_, err = o.ApproveReport(t.Context(), o.As("director"), r.ID, "phần còn thiếu báo cáo riêng")
	}
	if err == nil {
		_, err = o.IssueReport(t.Context(), o.As("office"), r.ID)
	}
	if err != nil {
		t.Fatal(err)
	}
	return "/can-bo/bao-cao/" + r.ID
}

// penOn is what the page at an address sends when the password of the tests is
// typed.
func (r *reader) penOn(at string) url.Values {
	r.site.t.Helper()
	a := r.get(at)
	key, hash := chosenKey.FindStringSubmatch(a.body), hiddenHash.FindStringSubmatch(a.body)
	if a.status != http.StatusOK || key == nil || hash == nil {
		r.site.t.Fatalf("the page to sign on: %d\n%s", a.status, a.body)
	}
	return url.Values{"certificate": {key[1]}, "password": {officetest.Password}, "hash": {hash[1]}}
}

// TestAReportIsSignedAndSealed: whoever approved the report signs the very bytes
// that were shown, the office seals them, poppler believes both, and the file
// stays with the report when a corrected edition comes.
func TestAReportIsSignedAndSealed(t *testing.T) {
	a, trusting := authority(t)
	officetest.EachWith(t, "2022-06-09T08:30", trusting, func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		s.pens(a)
		at := issuedReport(t, o, time.May)
		leader, clerk := s.as("director"), s.as("office")
		leader.get("/can-bo/thong-bao").says(t, 200, "đã có số, chờ bạn ký số", at)
		clerk.get(at).says(t, 200, "Chờ lãnh đạo ký số", "SHA-256")
		if page := clerk.get(at); strings.Contains(page.body, at+"/ky") {
			t.Error("the office is offered the signature of the leadership")
		}
		clerk.get(at+"/ky").says(t, 403)
		page := leader.get(at + "/ky")
		page.says(t, 200, "<object", "Ký số báo cáo", `type="password"`, "/tep/pdf?xem=1")
		form := leader.penOn(at + "/ky")
		shown := leader.get(at + "/tep/pdf?xem=1")
		if shown.header.Get("Content-Disposition")[:6] != "inline" || !strings.HasPrefix(shown.body, "%PDF") || strings.Contains(shown.body, "/ByteRange") {
			t.Errorf("before its signature: %v", shown.header)
		}
		for field, bad := range map[string]string{"password": "sai", "certificate": "không có"} {
			wrong := url.Values{"certificate": form["certificate"], "password": form["password"], "hash": form["hash"]}
			wrong.Set(field, bad)
			leader.post(at+"/ky", wrong).says(t, 422, `href="#`+field+`"`)
		}
		stale := url.Values{"certificate": form["certificate"], "password": form["password"], "hash": {strings.Repeat("0", 64)}}
		leader.post(at+"/ky", stale).says(t, 409, "Chưa ký gì")
		if got := leader.post(at+"/ky", form); got.status != http.StatusSeeOther {
			t.Fatalf("signing: %d\n%s", got.status, got.body)
		}
		leader.post(at+"/ky", form).says(t, 403)
		clerk.get("/can-bo/thong-bao").says(t, 200, "chờ đóng dấu")
		clerk.get(at).says(t, 200, "Chờ đóng dấu", "Phan Quốc Hưng", at+"/ky", "Lãnh đạo ký số")
		seal := clerk.penOn(at + "/ky")
		if seal.Get("hash") == form.Get("hash") {
			t.Error("the seal is put on the file without the signature")
		}
		if got := clerk.post(at+"/ky", seal); got.status != http.StatusSeeOther {
			t.Fatalf("sealing: %d\n%s", got.status, got.body)
		}
		clerk.get(at).says(t, 200, "Đã ký số, đóng dấu", "còn nguyên vẹn")
		clerk.get(at+"/ky").says(t, 409, "đủ chữ ký")
		paper := s.as("head").get(at + "/tep/pdf")
		said := pdfsig(t, paper.body)
		if strings.Count(said, "Signature is Valid") != 2 || !strings.Contains(said, "Total document signed") {
			t.Errorf("pdfsig says\n%s", said)
		}
		edition := clerk.post(at+"/dinh-chinh", nil).header.Get("Location")
		clerk.post(edition+"/trinh", nil)
		leader.post(edition+"/duyet", url.Values{"waived": {"như trên"}})
		clerk.post(edition+"/phat-hanh", nil)
		clerk.get(at).says(t, 200, "Đã được thay", "Đã ký số, đóng dấu")
		if again := s.as("head").get(at + "/tep/pdf"); again.body != paper.body {
			t.Error("the signed file changed when a corrected edition was issued")
		}
		leader.get(edition+"/ky").says(t, 200, "Ký số báo cáo")
	})
}

// TestWhoSignsAReport: nobody but its approver, and nothing before its number or
// after it was replaced; the use case is asked too.
func TestWhoSignsAReport(t *testing.T) {
	a, trusting := authority(t)
	s := open(t, officetest.With(t, "sqlite", "2022-06-09T08:30", trusting), web.Config{})
	s.pens(a)
	at := issuedReport(t, s.Office, time.May)
	id := strings.TrimPrefix(at, "/can-bo/bao-cao/")
	form := s.as("director").penOn(at + "/ky")
	for _, who := range []string{"office", "head", "specialist", "reception", "admin", "sxd"} {
		s.as(who).get(at+"/ky").says(t, 403)
		s.as(who).post(at+"/ky", form).says(t, 403)
		if _, err := s.Office.SignReport(t.Context(), s.Office.As(who), id, form.Get("hash"), office.Pen{Certificate: form.Get("certificate"), Password: officetest.Password}); err == nil {
			t.Errorf("%s signs by the use case", who)
		}
	}
	r, err := s.Office.BeginReport(t.Context(), s.Office.As("office"), narrative.Begun{Definition: "cchc", From: calendar.Date{Year: 2022, Month: 4, Day: 1}, To: calendar.Date{Year: 2022, Month: 4, Day: 30}})
	if err != nil {
		t.Fatal(err)
	}
	s.as("director").get("/can-bo/bao-cao/"+r.ID+"/ky").says(t, 409, "đang soạn")
	s.as("director").get("/can-bo/bao-cao/khong-co/ky").says(t, 404)
}
