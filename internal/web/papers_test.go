package web_test

import (
	"bytes"
	"errors"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"motcua"
	"motcua/dossier"
	"motcua/internal/archive"
	"motcua/internal/hopper"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/pdfpages"
	"motcua/internal/web"
)

// inHand is a dossier that the specialist handles; its P01 and P02 were handed
// in on paper.
func inHand(t testing.TB, o *officetest.Office) string {
	t.Helper()
	ctx := t.Context()
	view, err := o.Receive(ctx, o.As("reception"), dossier.Intake{Procedure: general, Papers: []dossier.Paper{{Code: "P01", Originals: 1}, {Code: "P02", Copies: 1}},
		Applicant: dossier.Party{Kind: "person", Name: "Nguyễn Thị Lan", Identifier: "046185000123", Email: "lan@example.vn"}})
	if err != nil {
		t.Fatal(err)
	}
	at := office.Target{Code: view.Code}
	_, handover, err := o.HandOver(ctx, o.As("reception"), at, "", "")
	if err == nil {
		_, err = o.Take(ctx, o.As("head"), handover)
	}
	if err == nil {
		_, err = o.Assign(ctx, o.As("head"), at, "specialist", "")
	}
	if err != nil {
		t.Fatal(err)
	}
	return view.Code
}

// pagesOf is a PDF of so many pages.
func pagesOf(t testing.TB, n int) string {
	t.Helper()
	var pictures [][]byte
	for range n {
		pictures = append(pictures, []byte(photo(t)))
	}
	body, err := pdfpages.Join(pictures)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// scanned uploads a scan for a dossier, and gives its page.
func scanned(t testing.TB, r *reader, code, body string) string {
	t.Helper()
	a := r.hand("/can-bo/ho-so/"+code+"/ban-quet", nil, [3]string{"file", "quet.pdf", body})
	if a.status != http.StatusSeeOther {
		t.Fatalf("upload of a scan: %d\n%s", a.status, a.body)
	}
	return a.header.Get("Location")
}

// TestChecksOfPapers: whoever handles the dossier says of each paper what it is
// worth; what does not pass begins the request for more papers.
func TestChecksOfPapers(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		code := inHand(t, o)
		at := "/can-bo/ho-so/" + code
		desk := s.as("specialist")
		desk.get(at).says(t, 200, "Chưa kiểm tra", `data-check="d"`, at+"/giay-to/P01?verdict=failed")
		desk.post(at+"/giay-to/P01", url.Values{"verdict": {"failed"}}).says(t, 422, "Ghi rõ giấy tờ thiếu hoặc sai điều gì", `href="#remark"`)
		desk.post(at+"/giay-to/P01", url.Values{"verdict": {"tốt"}}).says(t, 422, "Chọn đạt, không đạt hoặc cần bổ sung")
		desk.get(at).says(t, 200, "Chưa kiểm tra")
		if a := desk.post(at+"/giay-to/P01", url.Values{"verdict": {"failed"}, "remark": {"Thiếu chữ ký ở trang 2"}}); a.status != 303 {
			t.Fatalf("%d\n%s", a.status, a.body)
		}
		if a := desk.post(at+"/giay-to/P02", url.Values{"verdict": {"passed"}}); a.status != 303 {
			t.Fatalf("%d\n%s", a.status, a.body)
		}
		desk.get(at).says(t, 200, "Không đạt", "Thiếu chữ ký ở trang 2", "Đạt")
		desk.get(at+"/nhat-ky").says(t, 200, "Thiếu chữ ký ở trang 2")
		desk.get(at+"/giay-to/P01").says(t, 200, "Thiếu chữ ký ở trang 2", "Lê Thị Quỳnh Như")
		ask := desk.get(at + "/yeu-cau-bo-sung")
		ask.says(t, 200, ": Thiếu chữ ký ở trang 2</textarea>")
		if n := strings.Count(ask.body, " checked"); n != 1 {
			t.Errorf("%d papers are chosen, want the one that failed", n)
		}
		for who, want := range map[string]int{"reception": 403, "cv.dkkd": 403, "office": 403, "sxd": 403} {
			if a := s.as(who).post(at+"/giay-to/P01", url.Values{"verdict": {"passed"}}); a.status != want {
				t.Errorf("%s checks a paper: %d, want %d", who, a.status, want)
			}
		}
		if a := s.as("sxd").get(at + "/giay-to/P01"); a.status != 403 {
			t.Errorf("an agency that was not asked reads a paper: %d", a.status)
		}
		if strings.Contains(s.as("reception").get(at+"/giay-to/P01").body, `name="verdict"`) {
			t.Error("the desk is shown a form that it may not send")
		}
		desk.get(at+"/giay-to/khong-co").says(t, 404)
		desk.post(at+"/giay-to/P02", url.Values{"verdict": {"passed"}, "version": {"2"}}).says(t, 409)
	})
}

// TestAScanIsDealtOutToPapers: its pages become files of papers, each with its
// versions; the earlier stay.
func TestAScanIsDealtOutToPapers(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		code := inHand(t, o)
		at, desk := "/can-bo/ho-so/"+code, s.as("reception")
		one := scanned(t, desk, code, pagesOf(t, 3))
		desk.get(one).says(t, 200, "3 trang", `value="1-3"`, `type="application/pdf"`, `name="cut1.paper"`)
		form := func(more ...string) url.Values {
			f := url.Values{"dossier": {code}, "cut": {"1"}}
			for i := 0; i+1 < len(more); i += 2 {
				f.Set(more[i], more[i+1])
			}
			return f
		}
		desk.post(one, form("cut1.pages", "4", "cut1.paper", "P01", "cut2.paper", "P02")).says(t, 422, "trong khoảng 1–3", "hãy ghi các trang của giấy tờ đó", `href="#cut1.pages"`, `href="#cut2.pages"`)
		desk.post(one, form()).says(t, 422, "ít nhất một phần")
		desk.post(one, form("cut1.pages", "1", "cut1.paper", "P01", "cut1.turn", "45")).says(t, 422, "Góc xoay")
		if a := desk.post(one, form("cut1.pages", "1", "cut1.paper", "P01", "cut2.pages", "3", "cut2.paper", "P02", "cut2.turn", "90", "cut3.pages", "2", "cut3.paper", "P01")); a.status != 303 {
			t.Fatalf("%d\n%s", a.status, a.body)
		}
		desk.get(one).says(t, 404, "Không tìm thấy bản quét")
		paper := s.as("specialist").get(at + "/giay-to/P01")
		paper.says(t, 200, `<object data="`+at+"/tep/", "Đang có giá trị", "quét tại cơ quan", "Bản 1")
		if csp := paper.header.Get("Content-Security-Policy"); !strings.Contains(csp, "object-src 'self'") || strings.Contains(csp, "unsafe") {
			t.Errorf("the policy of the page is %q", csp)
		}
		file := link(t, paper, at+`/tep/[0-9a-f-]+`)
		if n, err := pdfpages.Count([]byte(s.as("specialist").get(file).body)); n != 2 || err != nil {
			t.Errorf("the file of the paper has %d pages (%v), want the first and the second", n, err)
		}
		two := scanned(t, desk, code, pagesOf(t, 1))
		desk.post(two, form("cut1.pages", "1", "cut1.paper", "P01")).says(t, 422, "hãy ghi vì sao thay bằng bản mới", `href="#reason"`)
		if a := desk.post(two, form("cut1.pages", "1", "cut1.paper", "P01", "reason", "Quét lại cho rõ")); a.status != 303 {
			t.Fatalf("%d\n%s", a.status, a.body)
		}
		again := desk.get(at + "/giay-to/P01")
		again.says(t, 200, "Bản 2", "Bản 1", "Quét lại cho rõ", "Bản trước")
		if link(t, again, at+`/tep/[0-9a-f-]+`) == file {
			t.Error("the page shows the earlier version first")
		}
		desk.get(at+"/giay-to/P01?ban=1").says(t, 200, file)
		desk.get(file).says(t, 200)
		desk.get(at+"/nhat-ky").says(t, 200, "Gắn bản quét", "Quét lại cho rõ")
		if kept, err := o.Store.Scans(t.Context(), "", 10); len(kept) != 0 || err != nil {
			t.Errorf("%d scans are left (%v)", len(kept), err)
		}
	})
}

// TestScansThatAreNotTaken have their own sentences, and nothing of them is kept.
func TestScansThatAreNotTaken(t *testing.T) {
	s := sqlite(t, web.Config{})
	code := inHand(t, s.Office)
	desk, to := s.as("reception"), "/can-bo/ho-so/"+code+"/ban-quet"
	var locked bytes.Buffer
	if err := api.Encrypt(strings.NewReader(pagesOf(t, 1)), &locked, model.NewAESConfiguration("mo", "chu", 256)); err != nil {
		t.Fatal(err)
	}
	good := [3]string{"file", "dung.pdf", pagesOf(t, 1)}
	for _, c := range []struct{ why, name, body, says string }{
		{"a password", "khoa.pdf", locked.String(), "“khoa.pdf” có mật khẩu"},
		{"cut off", "cut.pdf", pagesOf(t, 1)[:300], "“cut.pdf” bị thiếu phần cuối"},
		{"no pages in it", "rong.pdf", pdf, "“rong.pdf” bị hỏng"},
		{"a text", "don.docx", word(t, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"), "“don.docx” không phải bản quét"},
		{"a program", "x.pdf", "MZ\x90\x00", "“x.pdf” không phải bản quét"},
	} {
		desk.hand(to, nil, good, [3]string{"file", c.name, c.body}).says(t, 422, c.says, `href="#file"`)
	}
	desk.hand(to, nil).says(t, 422, "Chọn ít nhất một tệp")
	if kept, err := s.Office.Store.Scans(t.Context(), "", 10); len(kept) != 0 || err != nil {
		t.Errorf("%d scans are kept (%v)", len(kept), err)
	}
	if files, err := s.Office.Store.UnnamedFiles(t.Context(), s.Office.Now().Add(time.Hour), "", 10); len(files) != 0 || err != nil {
		t.Errorf("%d files are kept (%v)", len(files), err)
	}
}

// TestWhoMayFileScans: the desk and who handles the dossier; the inbox is the
// desk's alone.
func TestWhoMayFileScans(t *testing.T) {
	s := sqlite(t, web.Config{})
	code := inHand(t, s.Office)
	to := "/can-bo/ho-so/" + code + "/ban-quet"
	one := scanned(t, s.as("specialist"), code, pagesOf(t, 1))
	for who, want := range map[string]int{"specialist": 200, "reception": 200, "head": 200, "cv.dkkd": 403, "office": 403, "sxd": 403} {
		if a := s.as(who).get(to); a.status != want {
			t.Errorf("%s uploads a scan: %d, want %d", who, a.status, want)
		}
		if a := s.as(who).get(one); a.status != want {
			t.Errorf("%s reads a scan: %d, want %d", who, a.status, want)
		}
		if a := s.as(who).get(one + "/tep"); a.status != want {
			t.Errorf("%s reads the file of a scan: %d, want %d", who, a.status, want)
		}
	}
	for who, want := range map[string]int{"specialist": 403, "reception": 200, "office": 403, "sxd": 403} {
		if a := s.as(who).get("/can-bo/ban-quet"); a.status != want {
			t.Errorf("%s reads the inbox: %d, want %d", who, a.status, want)
		}
	}
	f := url.Values{"dossier": {code}, "cut": {"1"}, "cut1.pages": {"1"}, "cut1.paper": {"P01"}}
	if a := s.as("cv.dkkd").post(one, f); a.status != 403 {
		t.Errorf("a stranger attaches a scan: %d", a.status)
	}
	if a := s.as("cv.dkkd").post(one+"/bo", nil); a.status != 403 {
		t.Errorf("a stranger throws a scan away: %d", a.status)
	}
	s.as("specialist").post(one+"/bo", nil)
	s.as("reception").get(one).says(t, 404)
}

// TestTheFolderOfACounter: what its scanner puts there comes into the inbox and
// from there to a dossier; what is not taken lies beside with the reason.
func TestTheFolderOfACounter(t *testing.T) {
	s := sqlite(t, web.Config{})
	code := inHand(t, s.Office)
	dir := t.TempDir()
	for name, body := range map[string]string{"quet 1.pdf": pagesOf(t, 2), "hong.pdf": pdf, "anh.jpg": photo(t)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	h := hopper.New([]hopper.Folder{{Counter: "Quầy 3", Path: dir}}, s.Office.TakeScan, func(err error) string {
		var fault *motcua.Fault
		if errors.As(err, &fault) && fault.Kind == motcua.Invalid {
			return fault.Text.Key
		}
		return ""
	})
	for _, want := range []int{0, 2, 0} {
		if n, err := h.Look(t.Context()); n != want || err != nil {
			t.Fatalf("took %d (%v), want %d", n, err, want)
		}
	}
	if why, err := os.ReadFile(filepath.Join(dir, "refused", "hong.pdf.txt")); string(why) != "document.broken\n" {
		t.Errorf("the reason is %q (%v)", why, err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*.*")); len(left) != 0 {
		t.Errorf("left in the folder: %q", left)
	}
	desk := s.as("reception")
	inbox := desk.get("/can-bo/ban-quet")
	inbox.says(t, 200, "Quầy 3", "quet 1.pdf", "anh.pdf")
	one := regexp.MustCompile(`/can-bo/ban-quet/[0-9a-f-]{36}`).FindString(inbox.body)
	desk.get(one).says(t, 200, `name="dossier"`)
	desk.post(one, url.Values{"dossier": {"H57.16-220606-9999"}}).says(t, 422, "Không tìm thấy hồ sơ “H57.16-220606-9999”")
	desk.post(one, url.Values{"dossier": {code}}).says(t, 200, `name="cut1.pages"`, "Nguyễn Thị Lan")
	if a := desk.post(one, url.Values{"dossier": {code}, "cut": {"1"}, "cut1.pages": {"1"}, "cut1.paper": {"P02"}}); a.status != 303 {
		t.Fatalf("%d\n%s", a.status, a.body)
	}
	desk.get("/can-bo/ho-so/"+code+"/giay-to/P02").says(t, 200, "quét tại cơ quan")
}

// TestFiguresOfPapers: a dossier counts as digitised when all its papers have
// files, and a paper of the wallet as used again.
func TestFiguresOfPapers(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		code := inHand(t, o)
		inHand(t, o)
		desk := s.as("reception")
		one := scanned(t, desk, code, pagesOf(t, 2))
		desk.post(one, url.Values{"dossier": {code}, "cut": {"1"}, "cut1.pages": {"1"}, "cut1.paper": {"P01"}})
		page := "/can-bo/thong-ke?tu=01/06/2022&den=30/06/2022"
		desk.get(page).says(t, 200, "Số hóa đủ giấy tờ", "0/2", "1/4", "Dưới mức 80%")
		two := scanned(t, desk, code, pagesOf(t, 1))
		desk.post(two, url.Values{"dossier": {code}, "cut": {"1"}, "cut1.pages": {"1"}, "cut1.paper": {"P02"}})
		desk.get(page).says(t, 200, "1/2", "50,0%", "2/4")
		first, err := o.Receive(t.Context(), o.As("reception"), dossier.Intake{Procedure: general, Applicant: dossier.Party{Kind: "person", Name: "Trần Văn Nam", Identifier: "046185000123"},
			Papers: []dossier.Paper{{Code: "P01", Copies: 1, Files: []string{"a"}, Reused: []string{"a"}}}})
		if err != nil || first.CountPapers() != (dossier.PaperCount{Papers: 1, Digitised: 1, Reused: 1}) {
			t.Fatalf("%+v, %v", first.CountPapers(), err)
		}
		desk.get(page).says(t, 200, "2/3", "3/5", "1/3", "1/5")
	})
}

// TestAnOfficeOnABucket: files are uploaded, looked at, saved and swept out of a
// real S3 server as of a disk.
func TestAnOfficeOnABucket(t *testing.T) {
	to, files := officetest.Bucket(t)
	a, err := archive.OpenS3(t.Context(), to, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	o := officetest.With(t, "sqlite", "2022-06-06T08:30", func(s *office.Settings) { s.Archive = a })
	s := open(t, o, web.Config{})
	code := inHand(t, o)
	desk := s.as("reception")
	one := scanned(t, desk, code, pagesOf(t, 2))
	desk.post(one, url.Values{"dossier": {code}, "cut": {"1"}, "cut1.pages": {"2"}, "cut1.paper": {"P01"}})
	paper := desk.get("/can-bo/ho-so/" + code + "/giay-to/P01")
	file := link(t, paper, `/can-bo/ho-so/[^"]+/tep/[0-9a-f-]+`)
	seen := desk.get(file + "?xem=1")
	if seen.status != 200 || !strings.HasPrefix(seen.body, "%PDF-") || !strings.HasPrefix(seen.header.Get("Content-Disposition"), "inline") {
		t.Errorf("the file is looked at: %d, %s", seen.status, seen.header.Get("Content-Disposition"))
	}
	q, err := http.NewRequest(http.MethodGet, s.URL+file, nil)
	if err != nil {
		t.Fatal(err)
	}
	q.Header.Set("Range", "bytes=1-3")
	if part := desk.send(q); part.status != 206 || part.body != "PDF" {
		t.Errorf("a part of the file: %d, %q", part.status, part.body)
	}
	count := func() int {
		list, _ := filepath.Glob(filepath.Join(files, "??", "*"))
		return len(list)
	}
	if n := count(); n != 2 {
		t.Errorf("%d files are in the bucket, want the scan and what was cut of it", n)
	}
	old := time.Now().Add(-3 * time.Hour)
	list, _ := filepath.Glob(filepath.Join(files, "??", "*"))
	for _, path := range list {
		if err := os.Chtimes(path, old, old); err != nil {
			t.Fatal(err)
		}
	}
	o.MoveTo("2022-06-09T08:00")
	if gone, err := o.SweepFiles(t.Context()); gone != 1 || err != nil {
		t.Errorf("%d files went (%v), want the scan that nothing names", gone, err)
	}
	if n := count(); n != 1 {
		t.Errorf("%d files are in the bucket, want what was cut", n)
	}
	s.as("reception").get(file).says(t, 200)
}
