package web_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"motcua/internal/job"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

var (
	noticeID = regexp.MustCompile(`name="notice" value="([^"]+)"`)
	upTo     = regexp.MustCompile(`name="upTo" value="([0-9]+)"`)
)

// TestNoticesAreReadAndMutedByEachPerson, on both engines.
func TestNoticesAreReadAndMutedByEachPerson(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		first, second := received(t, o), received(t, o)
		for _, view := range []string{first.Code, second.Code} {
			if err := o.Notify(t.Context(), job.Notify{Code: view, From: 1, To: 9}); err != nil {
				t.Fatal(err)
			}
		}
		head, colleague := s.as("head"), s.as("specialist")
		const centre, unread = "/can-bo/thong-bao", "/can-bo/thong-bao?nhom=chua-doc"
		page := head.get(unread)
		page.says(t, 200, first.Code, second.Code, `id="tb-`+first.Code+`"`)
		ids := noticeID.FindAllStringSubmatch(page.body, -1)
		if len(ids) < 2 {
			t.Fatalf("%d notices, want one of each dossier\n%s", len(ids), page.body)
		}
		if a := s.as("sxd").post(centre, url.Values{"do": {"read"}, "notice": {ids[0][1]}}); a.status != 404 {
			t.Errorf("an agency reads what was told to the unit: %d", a.status)
		}
		if a := head.post(centre, url.Values{"do": {"read"}, "notice": {ids[0][1]}}); a.status != 303 {
			t.Fatalf("reading one: %d", a.status)
		}
		if left := noticeID.FindAllStringSubmatch(head.get(unread).body, -1); len(left) != len(ids)-1 {
			t.Errorf("%d are left unread of %d", len(left), len(ids))
		}
		if a := head.post(centre, url.Values{"do": {"mute"}, "code": {second.Code}}); a.status != 303 {
			t.Fatalf("muting: %d", a.status)
		}
		if a := head.get(unread); strings.Contains(a.body, `id="tb-`+second.Code+`"`) || !strings.Contains(a.body, "Hồ sơ đã tắt thông báo") {
			t.Error("a muted dossier is still told of, or cannot be heard again")
		}
		if a := s.as("sxd").post(centre, url.Values{"do": {"mute"}, "code": {first.Code}}); a.status != 404 {
			t.Errorf("an agency learns by muting that a dossier is there: %d", a.status)
		}
		head.post(centre, url.Values{"do": {"hear"}, "code": {second.Code}})
		all := upTo.FindStringSubmatch(head.get(centre).body)
		if all == nil {
			t.Fatal("nothing to mark as read")
		}
		if a := head.post(centre, url.Values{"do": {"all"}, "upTo": {all[1]}}); a.status != 303 {
			t.Fatalf("reading all: %d", a.status)
		}
		head.get(unread).says(t, 200, "Bạn đã đọc hết thông báo")
		colleague.get(unread).says(t, 200, first.Code)
		o.MoveTo("2022-06-06T09:00")
		if err := o.Notify(t.Context(), job.Notify{Code: received(t, o).Code, From: 1, To: 9}); err != nil {
			t.Fatal(err)
		}
		if left := noticeID.FindAllString(head.get(unread).body, -1); len(left) == 0 {
			t.Error("what came after all was read is not told")
		}
		for _, wrong := range []url.Values{{}, {"do": {"all"}}, {"do": {"all"}, "upTo": {"-1"}}, {"do": {"fly"}}} {
			if a := head.post(centre, wrong); a.status != 400 {
				t.Errorf("%v: got %d", wrong, a.status)
			}
		}
	})
}
