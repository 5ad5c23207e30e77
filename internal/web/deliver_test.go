package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"motcua/dossier"
	"motcua/internal/job"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

// decided is a dossier whose papers have come, with the deeds of its result at
// the address that deed begins with.
func decided(t *testing.T, s *site) (view *office.View, own *reader, deed string) {
	t.Helper()
	view, own = asked(t, s)
	if _, err := s.Office.TakePapers(t.Context(), s.Office.As("specialist"), office.Target{Code: view.Code}, nil); err != nil {
		t.Fatal(err)
	}
	return view, own, "/can-bo/ho-so/" + view.Code
}

// paper is what is typed of the document of a result.
func paper(number string, more ...string) url.Values {
	form := url.Values{"outcome": {"granted"}, "document.number": {number}, "document.date": {"06/06/2022"}, "document.title": {"Giấy chứng nhận"},
		"document.signer": {"Trần Văn Mẫu"}, "document.position": {"Giám đốc"}}
	for i := 0; i+1 < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	return form
}

// deed does a deed on what its page shows, and wants it done.
func (r *reader) deed(page string, form url.Values, files ...[3]string) {
	r.site.t.Helper()
	form.Set("version", versionOf(r.site.t, r.get(page)))
	if a := r.hand(page, form, files...); a.status != http.StatusSeeOther {
		r.site.t.Fatalf("%s: %d\n%s", page, a.status, a.body)
	}
}

// TestAResultByPost: the applicant chooses the post while the dossier is
// handled, the desk sees where to, the number follows, and a letter tells it.
func TestAResultByPost(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		view, own, deed := decided(t, s)
		page := "/tra-cuu/" + view.Code
		own.get(page).says(t, 200, page+"/nhan-ket-qua")
		own.get(page+"/nhan-ket-qua").says(t, 200, `name="delivery"`, `name="address"`)
		own.post(page+"/nhan-ket-qua", url.Values{"delivery": {"postal"}}).says(t, 422, "Nhập địa chỉ nhận bưu gửi")
		own.post(page+"/nhan-ket-qua", url.Values{"delivery": {"pigeon"}}).says(t, 422, "Chọn một cách nhận kết quả")
		own.post(page+"/nhan-ket-qua", url.Values{"delivery": {"postal"}, "address": {strings.Repeat("ờ", 10_000)}}).says(t, 422)
		to := url.Values{"delivery": {"postal"}, "address": {`12 Lê Lợi <script>alert(1)</script>`}}
		s.reader().post(page+"/nhan-ket-qua", to)
		_, foreign := asked(t, s)
		if a := foreign.post(page+"/nhan-ket-qua", to); a.status != 404 {
			if a.status != http.StatusSeeOther || !strings.HasPrefix(a.header.Get("Location"), "/tra-cuu?") {
				t.Errorf("with the key of another dossier: %d %s", a.status, a.header.Get("Location"))
			}
		}
		if now, err := o.Dossier(t.Context(), o.As("reception"), view.Code); err != nil || now.Intake.Delivery != dossier.AtCounter {
			t.Fatalf("strangers have chosen %s (%v)", now.Intake.Delivery, err)
		}
		if a := own.post(page+"/nhan-ket-qua", to); a.status != http.StatusSeeOther {
			t.Fatalf("choosing: %d\n%s", a.status, a.body)
		}
		own.get(page).says(t, 200, "Bạn đổi cách nhận kết quả")
		s.as("director").deed(deed+"/ket-qua", paper("12/GCN"))
		desk := s.as("reception")
		form := desk.get(deed + "/tra")
		form.says(t, 200, "12 Lê Lợi", "Mã bưu gửi")
		if strings.Contains(form.body, "<script>alert") {
			t.Error("an address runs as a script")
		}
		s.as("specialist").post(deed+"/tra", url.Values{"method": {"postal"}}).says(t, 403)
		desk.deed(deed+"/tra", url.Values{"method": {"postal"}})
		s.as("specialist").post(deed+"/buu-gui", url.Values{"tracking": {"RR123456789VN"}}).says(t, 403)
		desk.post(deed+"/buu-gui", url.Values{"tracking": {"<b>"}}).says(t, 422, "chỉ gồm chữ cái")
		desk.deed(deed+"/buu-gui", url.Values{"tracking": {"rr 123456789 vn"}})
		own.get(page).says(t, 200, "RR123456789VN")
		own.post(page+"/nhan-ket-qua", url.Values{"delivery": {"counter"}}).says(t, 409)
		for _, j := range o.Jobs.Jobs {
			if n, ok := j.(job.Notify); ok && n.Code == view.Code {
				if err := o.Notify(t.Context(), n); err != nil {
					t.Fatal(err)
				}
			}
		}
		notices, err := o.Store.NoticesOf(t.Context(), view.Code)
		if err != nil {
			t.Fatal(err)
		}
		told := map[string]string{}
		for _, n := range notices {
			told[n.Kind] = n.Agency + n.Address
		}
		if told["deliveryChosen"] != "ttpvhcc" || told["posted"] != "lan@example.vn" {
			t.Errorf("told: %v", told)
		}
	})
}

// TestDownloadingHandsOver: the applicant who chose the file has the result when
// it was downloaded whole; the head of it, a part, a stranger's link do not count.
func TestDownloadingHandsOver(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		view, own, deed := decided(t, s)
		page := "/tra-cuu/" + view.Code
		status := func() dossier.Status {
			now, err := o.Dossier(t.Context(), o.As("reception"), view.Code)
			if err != nil {
				t.Fatal(err)
			}
			return now.Status
		}
		s.as("director").deed(deed+"/ket-qua", paper("12/GCN"), [3]string{"file", "ket-qua.pdf", pdf})
		if a := own.get(page + "/ket-qua"); a.body != pdf || status() != dossier.Resolved {
			t.Errorf("a copy, while the paper waits at the counter: %s", status())
		}
		own.post(page+"/nhan-ket-qua", url.Values{"delivery": {"electronic"}})
		own.get(page).says(t, 200, "hệ thống ghi lại thời điểm bạn nhận")
		for reason, q := range map[string]func(*http.Request){
			"its head":                     func(q *http.Request) { q.Method = http.MethodHead },
			"a part":                       func(q *http.Request) { q.Header.Set("Range", "bytes=0-3") },
			"a link on a page of somebody": func(q *http.Request) { q.Header.Set("Sec-Fetch-Site", "cross-site") },
		} {
			r, err := http.NewRequest(http.MethodGet, s.URL+page+"/ket-qua", nil)
			if err != nil {
				t.Fatal(err)
			}
			q(r)
			if own.send(r); status() != dossier.Resolved {
				t.Errorf("%s hands the result over", reason)
			}
		}
		for range 2 {
			if a := own.get(page + "/ket-qua"); a.body != pdf {
				t.Fatalf("downloaded %d %q", a.status, a.body)
			}
		}
		if status() != dossier.ReturnedDone {
			t.Errorf("after the download: %s", status())
		}
		own.get(page).says(t, 200, "Tải kết quả", "/danh-gia")
		s.as("reception").get(deed+"/nhat-ky").says(t, 200, "Bản điện tử")
	})
}

// TestWhatBecameOfAResult: a result that was replaced, and one that was revoked,
// stay genuine; whoever checks them is told that they are no longer valid.
func TestWhatBecameOfAResult(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		view, own, deed := decided(t, s)
		head, stranger := s.as("director"), s.reader()
		link := func() string {
			return regexp.MustCompile(`/x/[^"]+`).FindString(own.get("/tra-cuu/" + view.Code).body)
		}
		head.deed(deed+"/ket-qua", paper("12/GCN"), [3]string{"file", "a.pdf", pdf})
		first := link()
		stranger.get(first).says(t, 200, "Kết quả này có thật", "Trần Văn Mẫu", "Giám đốc")
		s.as("reception").post(deed+"/thay-ket-qua", paper("12a/GCN", "reason", "Sai tên")).says(t, 403)
		s.as("reception").post(deed+"/thu-hoi-ket-qua", paper("13/QĐ", "reason", "Giả mạo")).says(t, 403)
		head.post(deed+"/thay-ket-qua", paper("12a/GCN")).says(t, 422, `value="12a/GCN"`)
		head.deed(deed+"/thay-ket-qua", paper("12a/GCN", "reason", "Sai tên của chị Lan"), [3]string{"file", "b.pdf", pdf + "2"})
		second := link()
		if first == second || second == "" {
			t.Fatalf("the new result has the letters of the old one: %s", second)
		}
		old := stranger.get(first)
		old.says(t, 200, "đã được thay ngày 06/06/2022", "12a/GCN")
		if strings.Contains(old.body, "Sai tên") || strings.Contains(old.body, second) {
			t.Error("strangers are told why, or led to the new result")
		}
		stranger.get(second).says(t, 200, "Kết quả này có thật", "12a/GCN")
		head.post(deed+"/thu-hoi-ket-qua", paper("", "reason", "Giả mạo")).says(t, 422, "Nhập số, ký hiệu văn bản")
		head.deed(deed+"/thu-hoi-ket-qua", paper("13/QĐ", "reason", "Giấy tờ giả mạo"))
		gone := stranger.get(second)
		gone.says(t, 200, "đã bị thu hồi ngày 06/06/2022", "13/QĐ")
		if strings.Contains(gone.body, "Kết quả này có thật") || strings.Contains(gone.body, "giả mạo") {
			t.Error("a revoked result passes for a valid one, or strangers are told why")
		}
		own.get("/tra-cuu/"+view.Code).says(t, 200, "đã bị thu hồi", "Giấy tờ giả mạo")
		s.as("reception").post(deed+"/tra", url.Values{"method": {"counter"}, "receivedBy": {"Lan"}}).says(t, 409, "đã bị thu hồi")
		head.get(deed+"/nhat-ky").says(t, 200, "Thu hồi kết quả, theo văn bản 13/QĐ", "Thay kết quả bằng văn bản 12a/GCN")
		head.post(deed+"/thu-hoi-ket-qua", paper("14/QĐ", "reason", "Lần nữa")).says(t, 409)
	})
}

// TestTheFeeIsKnownBeforeSending: what it costs stands where everything is
// checked once more.
func TestTheFeeIsKnownBeforeSending(t *testing.T) {
	s := sqlite(t, web.Config{})
	r := s.reader()
	for code, want := range map[string]string{general: "Không thu", "2.001583": "100.000 đồng"} {
		draft := r.begin(code)
		r.get(draft+"/kiem-tra").says(t, 200, "Phí, lệ phí", want)
	}
}
