package web_test

import (
	"net/url"
	"strings"
	"testing"

	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/internal/web/browsertest"
)

// TestOldFilesAreDestroyedByTheOfficeAlone: nothing goes by itself; the list
// names what is past its retention, the reason and the hashes stay in the log.
func TestOldFilesAreDestroyedByTheOfficeAlone(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		code := inHand(t, o)
		at := "/can-bo/ho-so/" + code
		desk := s.as("reception")
		desk.post(scanned(t, desk, code, pagesOf(t, 1)), url.Values{"dossier": {code}, "cut": {"1"}, "cut1.pages": {"1"}, "cut1.paper": {"P01"}})
		file := link(t, desk.get(at+"/giay-to/P01"), at+`/tep/[0-9a-f-]+`)
		if _, err := o.Withdraw(t.Context(), o.As("reception"), office.Target{Code: code}, "Người nộp rút"); err != nil {
			t.Fatal(err)
		}
		s.as("office").get("/can-bo/luu-tru").says(t, 200, "Không có tệp nào hết thời hạn lưu", "cần đối chiếu văn bản")
		s.as("office").get("/can-bo/luu-tru/"+code).says(t, 409)
		o.MoveTo("2032-12-31T23:00")
		s.as("office").get("/can-bo/luu-tru").says(t, 200, "Không có tệp nào hết thời hạn lưu")
		o.MoveTo("2033-01-01T08:00")
		if _, err := o.SweepFiles(t.Context()); err != nil {
			t.Fatal(err)
		}
		s.as("reception").get(file).says(t, 200)
		keeper := s.as("office")
		keeper.get("/can-bo/luu-tru").says(t, 200, code, "/can-bo/luu-tru/"+code)
		for _, who := range []string{"reception", "specialist", "director", "admin", "sxd"} {
			for path, a := range map[string]answer{"list": s.as(who).get("/can-bo/luu-tru"), "form": s.as(who).get("/can-bo/luu-tru/" + code),
				"deed": s.as(who).post("/can-bo/luu-tru/"+code, url.Values{"reason": {"dọn kho"}})} {
				if a.status != 403 {
					t.Errorf("%s and the %s: %d", who, path, a.status)
				}
			}
			if _, err := o.Expired(t.Context(), o.As(who), ""); err == nil {
				t.Errorf("%s is given the list by the use case", who)
			}
			if _, err := o.Dispose(t.Context(), o.As(who), code, "dọn kho"); err == nil {
				t.Errorf("%s destroys files by the use case", who)
			}
		}
		keeper.post("/can-bo/luu-tru/"+code, nil).says(t, 422, `href="#reason"`)
		s.as("reception").get(file).says(t, 200)
		harm := "QĐ 12/QĐ-SKHĐT <script>alert(1)</script>"
		if a := keeper.post("/can-bo/luu-tru/"+code, url.Values{"reason": {harm}}); a.status != 303 {
			t.Fatalf("%d\n%s", a.status, a.body)
		}
		log := s.as("reception").get(at + "/nhat-ky")
		log.says(t, 200, "Tiêu hủy 1 tệp", "QĐ 12/QĐ-SKHĐT &lt;script&gt;", ".pdf")
		if strings.Contains(log.body, "<script>alert") {
			t.Error("the reason runs as a script")
		}
		s.as("reception").get(file).says(t, 404)
		s.as("reception").get(at+"/giay-to/P01").says(t, 200, "đã tiêu hủy khi hết thời hạn lưu")
		keeper.get("/can-bo/luu-tru").says(t, 200, "Không có tệp nào hết thời hạn lưu")
		keeper.post("/can-bo/luu-tru/"+code, url.Values{"reason": {"lần nữa"}}).says(t, 409)
		view, err := o.Dossier(t.Context(), o.As("office"), code)
		if err != nil {
			t.Fatal(err)
		}
		gone, ok := view.Events[len(view.Events)-1].Fact.(dossier.FilesDisposed)
		if !ok || len(gone.Files) != 1 || len(gone.Files[0].Hash) != 64 {
			t.Errorf("the log keeps %+v", gone)
		}
	})
}

// TestPagesOfPapersAreForEveryone holds the page of a paper and the page of a
// scan to axe.
func TestPagesOfPapersAreForEveryone(t *testing.T) {
	s := sqlite(t, web.Config{})
	code := inHand(t, s.Office)
	desk := s.as("reception")
	desk.post(scanned(t, desk, code, pagesOf(t, 2)), url.Values{"dossier": {code}, "cut": {"1"}, "cut1.pages": {"1"}, "cut1.paper": {"P01"}})
	one := scanned(t, s.as("specialist"), code, pagesOf(t, 2))
	b := browsertest.New(t)
	signIn(t, b, s, "specialist")
	for _, path := range []string{"/can-bo/ho-so/" + code, "/can-bo/ho-so/" + code + "/giay-to/P01", "/can-bo/ho-so/" + code + "/giay-to/P02", one, "/can-bo/ho-so/" + code + "/ban-quet"} {
		b.Axe(t, s.URL+path, "light", "dark", "contrast")
	}
}
