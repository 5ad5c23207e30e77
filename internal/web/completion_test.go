package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"motcua/internal/job"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

// sentDraft fills and sends a draft, and gives it with its page at the desk.
func (r *reader) sentDraft() (draft, record string) {
	r.site.t.Helper()
	draft = r.begin(general)
	r.fill(draft)
	if a := r.post(draft+"/kiem-tra", url.Values{"declared": {"yes"}}); a.status != http.StatusSeeOther {
		r.site.t.Fatalf("sending: %d\n%s", a.status, a.body)
	}
	return draft, strings.Replace(draft, "/nop/", "/can-bo/truc-tuyen/", 1)
}

// lastLetter delivers the letters that are queued and gives the body of the last.
func (s *site) lastLetter() string {
	s.t.Helper()
	for _, j := range s.Office.Jobs.Jobs {
		if d, ok := j.(job.Deliver); ok {
			if err := s.Office.Deliver(s.t.Context(), d.Letter, d.Channel); err != nil {
				s.t.Fatal(err)
			}
		}
	}
	if len(s.Office.Post.Sent) == 0 {
		s.t.Fatal("no letter was sent")
	}
	return s.Office.Post.Sent[len(s.Office.Post.Sent)-1].Body
}

// TestOnlyWhatWasAskedForIsOpened: what the desk names is told to the applicant
// on the page and by letter and can be changed; the rest stays as it was sent,
// whatever is posted. Sent again it has eight fresh hours.
func TestOnlyWhatWasAskedForIsOpened(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		r, desk := s.reader(), s.as("reception")
		draft, record := r.sentDraft()
		desk.post(record+"/bo-sung", url.Values{"reason": {"Chưa đủ"}, "papers": {"KHAC"}}).says(t, 422, "không thuộc hồ sơ này")
		desk.post(record+"/bo-sung", url.Values{"reason": {"Chưa đủ"}, "parts": {"khac"}}).says(t, 422, "không thuộc hồ sơ này")
		desk.post(record+"/bo-sung", url.Values{"reason": {""}, "papers": {"P01"}, "remark.P01": {"Trang 2 bị mờ"}}).
			says(t, 422, "Nhập lý do", `value="P01" checked`, `value="Trang 2 bị mờ"`)
		asked := url.Values{"reason": {"Giấy tờ chưa đọc được"}, "remark.P01": {"Trang 2 bị mờ"}, "parts": {"nhan-ket-qua"}}
		if a := desk.post(record+"/bo-sung", asked); a.status != http.StatusSeeOther {
			t.Fatalf("asking: %d\n%s", a.status, a.body)
		}
		desk.post(record+"/bo-sung", asked).says(t, http.StatusConflict, "đang chờ người nộp bổ sung")
		if letter := s.lastLetter(); !strings.Contains(letter, "Giấy tờ chưa đọc được") || !strings.Contains(letter, "Trang 2 bị mờ") || !strings.Contains(letter, "Cách nhận kết quả") {
			t.Errorf("the letter does not say what is wanted:\n%s", letter)
		}

		hub := r.get(draft)
		hub.says(t, 200, "Giấy tờ chưa đọc được", "Trang 2 bị mờ", "Cách nhận kết quả", "Giữ nguyên", draft+"/giay-to", draft+"/nhan-ket-qua")
		if strings.Contains(hub.body, draft+"/nguoi-nop") {
			t.Error("the list leads to a part that stays as it was sent")
		}
		if a := r.get(draft + "/nguoi-nop"); a.header.Get("Location") != draft {
			t.Errorf("a part that stays opens: %d to %q", a.status, a.header.Get("Location"))
		}
		r.post(draft+"/nguoi-nop", changedFrom(applicant, "", "applicant.name", "Người Khác")).says(t, http.StatusConflict, "giữ nguyên như đã gửi")
		r.get(draft+"/giay-to").says(t, 200, "Cán bộ ghi: Trang 2 bị mờ")
		if a := r.hand(draft+"/giay-to", url.Values{"then": {"next"}}, [3]string{"paper.P01", "chụp lại.pdf", pdf}); a.header.Get("Location") != draft {
			t.Fatalf("handing in anew: %d to %q", a.status, a.header.Get("Location"))
		}
		o.MoveTo("2022-06-07T10:00")
		if a := r.post(draft+"/kiem-tra", url.Values{"declared": {"yes"}}); a.status != http.StatusSeeOther {
			t.Fatalf("sending again: %d\n%s", a.status, a.body)
		}
		r.get(draft+"/da-gui").says(t, 200, "T-220606-0001", "08/06/2022 10:00")
		desk.get("/can-bo/truc-tuyen").says(t, 200, "T-220606-0001", "08/06/2022 10:00")
		desk.get(record).says(t, 200, "chụp lại.pdf", "Đã yêu cầu bổ sung 1 lần", "Nguyễn Thị Lan")
	})
}

// TestTakingBackASubmission: before it is accepted its sender takes it back, and
// nobody else; the desk then finds it gone.
func TestTakingBackASubmission(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		r, desk := s.reader(), s.as("reception")
		unsent := r.begin(general)
		r.post(unsent+"/rut", nil).says(t, http.StatusConflict, "chưa được gửi")
		draft, record := r.sentDraft()
		s.reader().post(draft+"/rut", nil).says(t, 404)
		r.get(draft+"/da-gui").says(t, 200, "Rút hồ sơ trực tuyến")
		if a := r.post(draft+"/rut", nil); a.header.Get("Location") != draft+"/da-gui" {
			t.Fatalf("taking back: %d to %q", a.status, a.header.Get("Location"))
		}
		r.get(draft+"/da-gui").says(t, 200, "Đã rút")
		r.post(draft+"/rut", nil).says(t, http.StatusConflict, "đã được người nộp rút")
		desk.get("/can-bo/truc-tuyen").says(t, 200, "Không có hồ sơ trực tuyến nào chờ nhận")
		desk.post(record+"/tiep-nhan", nil).says(t, http.StatusConflict, "đã được người nộp rút")
	})
}
