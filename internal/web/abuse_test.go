package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"motcua/internal/officetest"
	"motcua/internal/web"
)

var heldFile = regexp.MustCompile(`name="files.id" value="([^"]+)"`)

// TestAFileIsNamedByWhoHandedItIn: without an account a form may name the files
// that this browser handed in, and not one of somebody else's draft by its id.
func TestAFileIsNamedByWhoHandedItIn(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		owner := s.reader()
		draft := owner.begin(general)
		owner.hand(draft+"/giay-to", url.Values{"then": {"upload"}}, [3]string{"paper.P01", "căn cước.pdf", pdf})
		secret := regexp.MustCompile(draft + `/tep/([^"]+)`).FindStringSubmatch(owner.get(draft + "/giay-to").body)[1]

		thief := s.reader()
		form := said(o)
		form.Set("files.id", secret)
		sent := thief.attach("/phan-anh/gui", "files", "anh.pdf", []byte(pdf), form)
		if sent.status != http.StatusSeeOther {
			t.Fatalf("sending: %d\n%s", sent.status, sent.body)
		}
		page := thief.get(sent.header.Get("Location"))
		page.says(t, 200, "anh.pdf")
		if strings.Contains(page.body, "căn cước.pdf") {
			t.Error("a file of somebody else's draft is handed out with a feedback")
		}

		own := s.reader()
		form = said(o)
		form.Set("content", "")
		again := own.attach("/phan-anh/gui", "files", "giay-hen.pdf", []byte(pdf), form)
		again.says(t, 422, "giay-hen.pdf")
		form = said(o)
		form.Set("files.id", heldFile.FindStringSubmatch(again.body)[1])
		sent = own.hand("/phan-anh/gui", form)
		own.get(sent.header.Get("Location")).says(t, 200, "giay-hen.pdf")
	})
}
