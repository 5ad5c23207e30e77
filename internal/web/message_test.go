package web_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"motcua/internal/officetest"
	"motcua/internal/web"
)

func TestTheApplicantAndTheOfficeWriteToEachOther(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		view, own := asked(t, s)
		page, desk := "/tra-cuu/"+view.Code+"/trao-doi", "/can-bo/ho-so/"+view.Code+"/trao-doi"
		own.get("/tra-cuu/"+view.Code).says(t, 200, page)
		own.get(page).says(t, 200, "Chưa có tin nhắn nào")
		for reason, text := range map[string]string{"empty": "  ", "too long": strings.Repeat("ạ", 10_000)} {
			if a := own.hand(page, url.Values{"text": {text}}); a.status != 422 {
				t.Errorf("%s: %d", reason, a.status)
			}
		}
		own.hand(page, url.Values{"text": {"xin chào"}}, [3]string{"file", "a.pdf", "MZ\x90\x00 program"}).says(t, 422, "không đúng loại", "xin chào")
		if a := own.hand(page, url.Values{"text": {"<script>alert(1)</script> hồ sơ \u202eđến đâu?"}}, [3]string{"file", "ảnh.pdf", pdf}); a.status != 303 {
			t.Fatalf("writing: %d\n%s", a.status, a.body)
		}
		nhu := s.as("specialist")
		nhu.get("/can-bo/ho-so/"+view.Code).says(t, 200, "Trao đổi <b>1</b>")
		shown := nhu.get(desk)
		shown.says(t, 200, "&lt;script&gt;", "ảnh.pdf")
		if strings.Contains(shown.body, "<script>alert") {
			t.Error("a message runs as a script")
		}
		if strings.Contains(nhu.get("/can-bo/ho-so/"+view.Code).body, "Trao đổi <b>1</b>") {
			t.Error("what was read is still unread")
		}
		nhu.hand(desk, url.Values{"text": {""}}).says(t, 422, "Chưa nhập nội dung")
		if a := nhu.hand(desk, url.Values{"text": {"Đang chờ Sở TN&MT trả lời"}}); a.status != 303 {
			t.Fatalf("answering: %d\n%s", a.status, a.body)
		}
		if a := nhu.post("/can-bo/ho-so/"+view.Code+"/ghi-chu", url.Values{"note": {"Khách khó tính"}}); a.status != 303 {
			t.Fatalf("noting: %d\n%s", a.status, a.body)
		}
		nhu.get(desk).says(t, 200, "Khách khó tính", "người nộp không đọc được")
		own.get("/tra-cuu/"+view.Code).says(t, 200, "1 tin chưa đọc")
		read := own.get(page)
		read.says(t, 200, "Đang chờ Sở TN&amp;MT trả lời", "Phòng Kinh tế đối ngoại")
		for _, secret := range []string{"Khách khó tính", "Như", "specialist"} {
			if strings.Contains(read.body, secret) {
				t.Errorf("the applicant reads %q", secret)
			}
		}
		if tracked := own.get("/tra-cuu/" + view.Code); strings.Contains(tracked.body, "tin chưa đọc") || strings.Contains(tracked.body, "nội bộ") {
			t.Error("read, and still unread; or a note shows on the page of the dossier")
		}
	})
}

func TestWhoMayNotWrite(t *testing.T) {
	s := sqlite(t, web.Config{})
	view, own := asked(t, s)
	page, desk := "/tra-cuu/"+view.Code+"/trao-doi", "/can-bo/ho-so/"+view.Code+"/trao-doi"
	if a := s.reader().get(page); a.status == 200 {
		t.Error("without the key the messages open")
	}
	if a := s.reader().hand(page, url.Values{"text": {"x"}}); a.status != 303 || !strings.HasPrefix(a.header.Get("Location"), "/tra-cuu?") {
		t.Errorf("without the key a message is taken: %d", a.status)
	}
	other := s.citizen("khac@example.vn")
	if a := other.get(page); a.status == 200 {
		t.Error("another account reads the messages")
	}
	s.as("office").hand(desk, url.Values{"text": {"x"}}).says(t, 403)
	s.as("stnmt").hand(desk, url.Values{"text": {"x"}}).says(t, 403)
	for i := range 20 {
		if a := own.hand(page, url.Values{"text": {fmt.Sprint("tin ", i)}}); a.status != 303 {
			t.Fatalf("message %d: %d", i, a.status)
		}
	}
	own.hand(page, url.Values{"text": {"nữa"}}).says(t, 422, "chưa được trả lời")
	for range 10 {
		own.hand(page, url.Values{"text": {"nữa"}})
	}
	own.hand(page, url.Values{"text": {"nữa"}}).says(t, 429, "Vui lòng đợi")
}
