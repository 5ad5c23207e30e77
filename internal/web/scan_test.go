package web_test

import (
	"context"
	"errors"
	"io"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

// branded is what the scanner of these tests takes for a virus.
const branded = "MOTCUA-VIRUS-FOR-TESTS"

// scanning sets a virus scanner that is there or away.
func scanning(away *bool) func(*office.Settings) {
	return func(s *office.Settings) {
		s.Scan = func(_ context.Context, body io.Reader) (string, error) {
			text, err := io.ReadAll(body)
			if *away {
				return "", errors.New("no scanner")
			}
			if strings.Contains(string(text), branded) {
				return "Motcua.Test", err
			}
			return "", err
		}
	}
}

// sick is a PDF that the scanner objects to.
var sick = strings.Replace(pdf, "endobj", "endobj\n%"+branded, 1)

func TestAVirusIsRefused(t *testing.T) {
	away := false
	officetest.EachWith(t, "2022-06-06T08:30", scanning(&away), func(t *testing.T, o *officetest.Office) {
		r := open(t, o, web.Config{}).reader()
		draft := r.begin(general)
		r.hand(draft+"/giay-to", url.Values{"then": {"upload"}}, [3]string{"paper.P01", "don.pdf", sick}).says(t, 422, "don.pdf", "có dấu hiệu mã độc nên không được nhận")
		if a := r.hand(draft+"/giay-to", url.Values{"then": {"upload"}}, [3]string{"paper.P01", "lanh.pdf", pdf}); a.status != 303 {
			t.Errorf("a clean file: %d", a.status)
		}
	})
}

// TestFilesWaitForTheScanner: while it is away files are taken and stay
// unopened, by applicants and officers alike; when it is back the clean one
// opens, and the other is locked and told of to whoever has the dossier.
func TestFilesWaitForTheScanner(t *testing.T) {
	away := true
	officetest.EachWith(t, "2022-06-06T08:30", scanning(&away), func(t *testing.T, o *officetest.Office) {
		away = true
		s := open(t, o, web.Config{})
		view, own := asked(t, s)
		if a := own.hand("/tra-cuu/"+view.Code+"/bo-sung", nil, [3]string{"paper.P02", "lanh.pdf", pdf}, [3]string{"paper.P02", "benh.pdf", sick}); a.status != 303 {
			t.Fatalf("%d\n%s", a.status, a.body)
		}
		files := regexp.MustCompile(`/can-bo/ho-so/[^"]+/tep/[^"]+`).FindAllString(s.as("specialist").get("/can-bo/ho-so/"+view.Code+"/nhan-bo-sung").body, -1)
		if len(files) != 2 {
			t.Fatalf("got %d files on the desk", len(files))
		}
		desk := s.as("specialist")
		for _, file := range files {
			desk.get(file).says(t, 409, "đang chờ quét mã độc")
			own.get(strings.Replace(file, "/can-bo/ho-so/", "/tra-cuu/", 1)).says(t, 409, "đang chờ quét mã độc")
		}
		if err := o.ScanFiles(t.Context()); err == nil {
			t.Error("a round without a scanner says nothing")
		}
		drafter := s.reader()
		draft := drafter.begin(general)
		drafter.fill(draft)
		drafter.hand(draft+"/giay-to", url.Values{"then": {"upload"}}, [3]string{"paper.P01", "nhap.pdf", sick})
		away = false
		if err := o.ScanFiles(t.Context()); err != nil {
			t.Fatal(err)
		}
		desk.get(files[0]).says(t, 200, "%PDF")
		desk.get(files[1]).says(t, 409, "có dấu hiệu mã độc nên không mở được")
		drafter.hand(draft+"/giay-to", nil).says(t, 422, "Tệp “nhap.pdf” có dấu hiệu mã độc")
		drafter.post(draft+"/kiem-tra", url.Values{"declared": {"yes"}}).says(t, 422, "Còn phần chưa xong", draft+"/giay-to")
		desk.get("/can-bo/thong-bao").says(t, 200, "tệp “benh.pdf” có dấu hiệu mã độc nên đã bị khóa")
	})
}
