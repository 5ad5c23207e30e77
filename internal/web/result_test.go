package web_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

func TestAResultIsHadAndVerified(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{PublicURL: "https://motcua.example.vn"})
		view, own := asked(t, s)
		if _, err := o.TakePapers(t.Context(), o.As("specialist"), office.Target{Code: view.Code}, nil); err != nil {
			t.Fatal(err)
		}
		head := s.as("director")
		deed := "/can-bo/ho-so/" + view.Code + "/ket-qua"
		form := head.get(deed)
		form.says(t, 200, `type="file"`)
		answer := url.Values{"version": {versionOf(t, form)}, "outcome": {"granted"}, "document.number": {"12/GCN"}, "document.date": {"06/06/2022"}, "document.title": {"Giấy chứng nhận"}}
		head.hand(deed, answer, [3]string{"file", "ket-qua.pdf", "không phải PDF"}).says(t, 422, "không phải PDF")
		s.as("reception").hand(deed, answer, [3]string{"file", "ket-qua.pdf", pdf}).says(t, 403)
		if a := head.hand(deed, answer, [3]string{"file", "ket-qua.pdf", pdf}); a.status != 303 {
			t.Fatalf("recording the result: %d\n%s", a.status, a.body)
		}
		page := own.get("/tra-cuu/" + view.Code)
		page.says(t, 200, "Tải kết quả", "12/GCN", `class="qr"`)
		if got := own.get("/tra-cuu/" + view.Code + "/ket-qua"); got.body != pdf || !strings.Contains(got.header.Get("Content-Disposition"), "attachment") {
			t.Errorf("downloaded %q", got.body)
		}
		if a := s.reader().get("/tra-cuu/" + view.Code + "/ket-qua"); a.status == 200 {
			t.Error("without the key the result is given")
		}
		link := regexp.MustCompile(`/x/[^"]+`).FindString(page.body)
		stranger := s.reader()
		found := stranger.get(link)
		found.says(t, 200, "Kết quả này có thật", "12/GCN", "06/06/2022")
		if strings.Contains(found.body, "Lan") {
			t.Error("the page that verifies names the applicant")
		}
		parts := strings.Split(link, "/")
		check := url.Values{"code": {parts[2]}, "check": {parts[3]}}
		stranger.hand("/xac-thuc", check, [3]string{"file", "a.pdf", pdf}).says(t, 200, "đúng là tệp đã ghi nhận")
		stranger.hand("/xac-thuc", check, [3]string{"file", "a.pdf", pdf + " "}).says(t, 200, "khác tệp đã ghi nhận")
		wrong := stranger.post("/xac-thuc", url.Values{"code": {view.Code}, "check": {"BCFGHJ"}})
		none := stranger.post("/xac-thuc", url.Values{"code": {"H57.16-220606-9999"}, "check": {"BCFGHJ"}})
		wrong.says(t, 404, "Không có kết quả nào")
		none.says(t, 404, "Không có kết quả nào")
		for range 12 {
			stranger.post("/xac-thuc", url.Values{"code": {view.Code}, "check": {"BCFGHJ"}})
		}
		stranger.get(link).says(t, 429)
	})
}
