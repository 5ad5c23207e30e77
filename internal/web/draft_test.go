package web_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"motcua/internal/officetest"
	"motcua/internal/web"
)

var shownRevision = regexp.MustCompile(`name="revision" value="(\d+)"`)

// revision is the one of the draft that a page of questions shows.
func (a answer) revision(t *testing.T) string {
	t.Helper()
	m := shownRevision.FindStringSubmatch(a.body)
	if m == nil {
		t.Fatalf("the page names no revision:\n%s", a.body)
	}
	return m[1]
}

var shownKey = regexp.MustCompile(`<dd>\s*([B-Z]{6})\s*</dd>`)

// keyOf is the key that the list of parts of a draft shows.
func (r *reader) keyOf(draft string) string {
	r.site.t.Helper()
	m := shownKey.FindStringSubmatch(r.get(draft).body)
	if m == nil {
		r.site.t.Fatal("the draft does not show its key")
	}
	return m[1]
}

// changedFrom is a form with further values, as it was shown at a revision.
func changedFrom(form url.Values, revision string, pairs ...string) url.Values {
	next := maps.Clone(form)
	next.Set("revision", revision)
	for i := 0; i+1 < len(pairs); i += 2 {
		next[pairs[i]] = []string{pairs[i+1]}
	}
	return next
}

// TestADraftChangedInTwoPlaces: of two pages of one part the second to be saved
// is told, keeps what was typed, and stores nothing until its writer chooses.
func TestADraftChangedInTwoPlaces(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		r := open(t, o, web.Config{}).reader()
		draft := r.begin(general)
		part := draft + "/nguoi-nop"
		seen := r.get(part).revision(t)
		if a := r.post(part, changedFrom(applicant, seen, "applicant.phone", "0905000001")); a.status != http.StatusSeeOther {
			t.Fatalf("the first page: %d", a.status)
		}
		if a := r.post(part, changedFrom(applicant, seen, "applicant.phone", "0905000001")); a.status != http.StatusSeeOther {
			t.Errorf("the same sent twice: %d, want no conflict", a.status)
		}
		if a := r.post(draft+"/nhan-ket-qua", url.Values{"revision": {seen}, "delivery": {"electronic"}}); a.status != http.StatusSeeOther {
			t.Errorf("another part, as old: %d, want no conflict", a.status)
		}
		clash := r.post(part, changedFrom(applicant, seen, "applicant.phone", "0905000002"))
		clash.says(t, http.StatusConflict, "Phần này đã được sửa ở nơi khác lúc 06/06/2022 08:30", `value="0905000002"`)
		r.get(part).says(t, 200, `value="0905000001"`)
		if a := r.post(part, changedFrom(applicant, clash.revision(t), "applicant.phone", "0905000002")); a.status != http.StatusSeeOther {
			t.Fatalf("saved once more: %d", a.status)
		}
		r.get(part).says(t, 200, `value="0905000002"`)
	})
}

// TestADraftSavesItself: what the page saves while somebody types is kept right
// or wrong, told in JSON, and never written over what was changed elsewhere.
func TestADraftSavesItself(t *testing.T) {
	r := sqlite(t, web.Config{}).reader()
	part := r.begin(general) + "/nguoi-nop"
	seen := r.get(part).revision(t)
	var told struct {
		Revision int
		Said     string
	}
	unfinished := url.Values{"applicant.name": {"Nguyễn Thị"}, "revision": {seen}, "then": {"auto"}}
	a := r.post(part, unfinished)
	if err := json.Unmarshal([]byte(a.body), &told); err != nil || a.status != 200 || told.Revision == 0 || !strings.HasPrefix(told.Said, "Đã lưu lúc ") {
		t.Fatalf("%d %q (%v)", a.status, a.body, err)
	}
	r.get(part).says(t, 200, `value="Nguyễn Thị"`)
	unfinished.Set("applicant.name", "Trần Văn")
	a = r.post(part, unfinished)
	if err := json.Unmarshal([]byte(a.body), &told); err != nil || a.status != http.StatusConflict || !strings.Contains(told.Said, "sửa ở nơi khác") {
		t.Errorf("an older page: %d %q (%v)", a.status, a.body, err)
	}
	r.get(part).says(t, 200, `value="Nguyễn Thị"`)
}

// TestFollowingBeforeAcceptance: the two codes of the confirmation open the
// submission where dossiers are looked up too; wrong ones get one answer.
func TestFollowingBeforeAcceptance(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		r := s.reader()
		draft := r.begin(general)
		key := r.keyOf(draft)
		r.fill(draft)
		r.post(draft+"/kiem-tra", url.Values{"declared": {"yes"}})
		elsewhere := s.reader()
		elsewhere.get(draft+"/da-gui").says(t, 404)
		wrongKey := elsewhere.post("/tra-cuu", url.Values{"code": {"T-220606-0001"}, "key": {"BCFGHJ"}})
		wrongCode := elsewhere.post("/tra-cuu", url.Values{"code": {"T-220606-0009"}, "key": {key}})
		dossier := elsewhere.post("/tra-cuu", url.Values{"code": {"H57.16-220606-0009"}, "key": {key}})
		left := regexp.MustCompile(`Còn \d+ lần thử|value="[^"]*"|T-220606-\d+`)
		for why, a := range map[string]answer{"a wrong code": wrongCode, "the code of no dossier": dossier} {
			if a.status != 404 || left.ReplaceAllString(a.body, "") != left.ReplaceAllString(wrongKey.body, "") {
				t.Errorf("%s is told from a wrong key: %d", why, a.status)
			}
		}
		if a := elsewhere.post("/tra-cuu", url.Values{"code": {" t–220606–0001"}, "key": {strings.ToLower(key)}}); a.header.Get("Location") != draft {
			t.Fatalf("%d to %q, want %q\n%s", a.status, a.header.Get("Location"), draft, a.body)
		}
		elsewhere.get(draft+"/da-gui").says(t, 200, "T-220606-0001", "Đã gửi hồ sơ")
	})
}

// TestGuessingKeysOfDrafts: neither a right key of one's own in between nor the
// cookie of a draft gives more guesses.
func TestGuessingKeysOfDrafts(t *testing.T) {
	guess := url.Values{"code": {"T-220606-0001"}, "key": {"BCFGHJ"}}
	for _, test := range []struct {
		reason string
		try    func(r *reader, draft string, own url.Values) answer
	}{
		{"typed, with one's own opened in between", func(r *reader, _ string, own url.Values) answer {
			r.post("/nop/mo", own)
			return r.post("/nop/mo", guess)
		}},
		{"typed where dossiers are looked up", func(r *reader, _ string, own url.Values) answer {
			r.post("/nop/mo", own)
			return r.post("/tra-cuu", guess)
		}},
		{"shown as the cookie of a draft", func(r *reader, draft string, _ url.Values) answer {
			q, _ := http.NewRequest(http.MethodGet, r.site.URL+draft+"/nguoi-nop", nil)
			q.Header.Set("Cookie", "ban-nhap=BCFGHJ")
			return r.site.reader().send(q)
		}},
	} {
		t.Run(test.reason, func(t *testing.T) {
			r := sqlite(t, web.Config{}).reader()
			draft := r.begin(general)
			own := url.Values{"code": {draft[len("/nop/"):]}, "key": {r.keyOf(draft)}}
			for range 10 {
				if a := test.try(r, draft, own); a.status != http.StatusNotFound {
					t.Fatalf("a guess: %d, want 404", a.status)
				}
			}
			if a := test.try(r, draft, own); a.status != http.StatusTooManyRequests {
				t.Errorf("the guess after ten wrong ones: %d, want 429", a.status)
			}
		})
	}
}
