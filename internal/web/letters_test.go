package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"motcua/dossier"
	"motcua/internal/job"
	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/internal/web/browsertest"
)

const letterText = "/can-bo/thu/loi-thu/notice.received"

func words(lang, version, step, body string) url.Values {
	return url.Values{"lang": {lang}, "version": {version}, "step": {step}, lang + ".subject": {"Sở báo {{.Code}}"}, lang + ".body": {body}, lang + ".short": {"Hồ sơ {{.Code}}"}}
}

// written receives a dossier for an address and delivers what is told of it.
func written(t *testing.T, o *officetest.Office, in dossier.Intake) {
	t.Helper()
	in.Procedure = general
	in.Applicant = dossier.Party{Kind: "person", Name: "Nguyễn Thị Lan", Identifier: "046185000123", Email: "lan@example.vn"}
	view, err := o.Receive(t.Context(), o.As("reception"), in)
	if err == nil {
		err = o.Notify(t.Context(), job.Notify{Code: view.Code, From: 1, To: 1})
	}
	for _, j := range o.Jobs.Jobs {
		if d, ok := j.(job.Deliver); ok && err == nil {
			err = o.Deliver(t.Context(), d.Letter, d.Channel)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestTheWordsOfLettersOverThePages(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		s.as("reception").get("/can-bo/thu/loi-thu").says(t, 403)
		s.as("reception").post(letterText, words("vi", "0", "save", "Hồ sơ")).says(t, 403)
		r := s.as("office")
		r.get("/can-bo/thu/loi-thu").says(t, 200, "Yêu cầu bổ sung giấy tờ", "Luật buộc gửi", letterText)
		r.get(letterText).says(t, 200, "{{.Code}}, {{.Due}}", "hẹn trả kết quả lúc {{.Due}}", "has been received")
		r.get("/can-bo/thu/loi-thu/khong-co").says(t, 404)
		r.post(letterText, words("vi", "0", "save", "Hồ sơ {{.Amount}}")).says(t, 422, "Loại thư này không có {{.Amount}}. Chỉ dùng được: {{.Code}}, {{.Due}}", "Hồ sơ {{.Amount}}")
		r.post(letterText, words("vi", "0", "preview", "Kính báo <b> {{.Code}}")).says(t, 200, "Kính báo &lt;b&gt; H57.16-220606-0001", "Ho so H57.16-220606-0001")
		r.post(letterText, words("fr", "0", "save", "Hồ sơ")).says(t, 404)
		if a := r.post(letterText, words("vi", "0", "save", "Kính báo {{.Code}}")); a.status != http.StatusSeeOther {
			t.Fatalf("saved: %d", a.status)
		}
		r.post(letterText, words("vi", "0", "save", "Khác")).says(t, 409, "vừa được người khác sửa")
		r.get(letterText).says(t, 200, "Kính báo {{.Code}}", "Quay lại lời mẫu", "sửa lúc 06/06/2022 08:30")
		written(t, o, dossier.Intake{})
		r.get("/can-bo/thu").says(t, 200, "Sở báo H57.16-220606-0001", "l***@example.vn", "E-mail", "Đã gửi")
		r.post(letterText, words("vi", "1", "back", ""))
		r.get(letterText).says(t, 200, "hẹn trả kết quả lúc {{.Due}}", "quay lại lời mẫu lúc")
		if m := o.Post.Sent[0]; !strings.HasPrefix(m.Body, "Kính báo H57.16-220606-0001\n\nhttps://motcua.example.vn/t/") {
			t.Errorf("went %q", m.Body)
		}
	})
}

func TestHowAnAccountIsWrittenTo(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		if a := s.reader().get("/cua-toi/nhan-tin"); a.status != http.StatusSeeOther {
			t.Errorf("without signing in: %d", a.status)
		}
		r := s.citizen("lan@example.vn")
		r.get("/cua-toi/nhan-tin").says(t, 200, "luật buộc gửi", `value="now" checked`)
		r.post("/cua-toi/nhan-tin", url.Values{"mail": {"hourly"}}).says(t, 422)
		if a := r.post("/cua-toi/nhan-tin", url.Values{"mail": {"day"}, "lang": {"en"}}); a.status != http.StatusSeeOther {
			t.Fatalf("chosen: %d", a.status)
		}
		r.get("/cua-toi/nhan-tin").says(t, 200, `value="day" checked`, `value="en" selected`)
	})
}

// TestOneClickStopsLetters: what is only looked at changes nothing; one POST
// of a mail program without a page, a cookie or a language stops the letters.
func TestOneClickStopsLetters(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		account := o.NewAccount("lan@example.vn", "Nguyễn Thị Lan").ID
		written(t, o, dossier.Intake{Account: account})
		path := strings.TrimPrefix(o.Post.Sent[0].Unsubscribe, "https://motcua.example.vn")
		s.reader().get(path).says(t, 200, "Thôi nhận", "vẫn được gửi")
		written(t, o, dossier.Intake{Account: account})
		if len(o.Post.Sent) != 2 {
			t.Fatalf("looking at the link has stopped letters: %d went", len(o.Post.Sent))
		}
		s.reader().get("/thoi-nhan/AAAA").says(t, 404)
		s.reader().post("/thoi-nhan/AAAA", nil).says(t, 404)
		q, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+path, strings.NewReader("List-Unsubscribe=One-Click"))
		if err != nil {
			t.Fatal(err)
		}
		q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		s.reader().send(q).says(t, 200, "Đã thôi nhận e-mail")
		written(t, o, dossier.Intake{Account: account})
		if len(o.Post.Sent) != 2 {
			t.Errorf("after the one click %d went, want two", len(o.Post.Sent))
		}
		s.citizen("lan@example.vn").get("/cua-toi/nhan-tin").says(t, 200, `value="never" checked`)
	})
}

func TestADraftOfTheEnglishPagesIsAnsweredInEnglish(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		r := s.reader()
		r.get("/?lang=en")
		draft := r.begin(general)
		r.fill(draft)
		r.post(draft+"/kiem-tra", url.Values{"declared": {"yes"}})
		written(t, o, dossier.Intake{})
		if len(o.Post.Sent) < 2 || !strings.Contains(o.Post.Sent[0].Subject, "received") {
			t.Errorf("went %+v", o.Post.Sent)
		}
	})
}

// TestPagesOfLettersShutNobodyOut holds them to WCAG 2.2 AA.
func TestPagesOfLettersShutNobodyOut(t *testing.T) {
	t.Parallel()
	s := sqlite(t, web.Config{})
	b := browsertest.New(t)
	every := []string{"light", "dark", "contrast"}
	written(t, s.Office, dossier.Intake{})
	b.Axe(t, s.URL+strings.TrimPrefix(s.Office.Post.Sent[0].Unsubscribe, "https://motcua.example.vn"), every...)
	s.citizen("lan@example.vn")
	b.Do(t, browsertest.NoScript(), visit(s, "/dang-nhap"), fill("name", "lan@example.vn"), fill("password", officetest.Password), press("Đăng nhập"), sees("Thêm hồ sơ đã nộp tại quầy"))
	b.Axe(t, s.URL+"/cua-toi/nhan-tin", every...)

	s.as("office").post(letterText, words("vi", "0", "save", "Kính báo {{.Code}}"))
	b = browsertest.New(t)
	b.Do(t, browsertest.NoScript(), visit(s, "/dang-nhap"), fill("name", "office"), fill("password", officetest.Password), press("Đăng nhập"), sees("Không còn hồ sơ cần bạn xử lý"))
	for _, page := range []string{"/can-bo/thu", "/can-bo/thu/loi-thu", letterText} {
		b.Axe(t, s.URL+page, every...)
	}
}
