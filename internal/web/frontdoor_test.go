package web_test

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"motcua/internal/officetest"
	"motcua/internal/web"
)

// filled is the pattern of an address with something in its places.
func filled(pattern string) string {
	pattern = strings.TrimSuffix(pattern, "{$}")
	for {
		before, rest, open := strings.Cut(pattern, "{")
		_, after, _ := strings.Cut(rest, "}")
		if !open {
			return pattern
		}
		pattern = before + "x" + after
	}
}

// TestNoFormIsTakenFromAnotherSite posts to every address that takes a form as
// a page of another site would, by a browser of today and by an old one.
func TestNoFormIsTakenFromAnotherSite(t *testing.T) {
	s := sqlite(t, web.Config{PublicURL: "https://motcua.example.gov.vn"})
	for who, r := range map[string]*reader{"nobody": s.reader(), "an applicant": s.citizen("lan@example.vn"), "the desk": s.as("reception")} {
		for _, a := range web.Addresses() {
			if a.Method != http.MethodPost {
				continue
			}
			for header, from := range map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"} {
				q, err := http.NewRequest(http.MethodPost, s.URL+filled(a.Pattern), strings.NewReader("a=b"))
				if err != nil {
					t.Fatal(err)
				}
				q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				q.Header.Set(header, from)
				if got := r.send(q); got.status != http.StatusForbidden || !strings.Contains(got.body, "gửi từ một trang web khác") {
					t.Errorf("%s, %s by %s: %d", a.Name, header, who, got.status)
				}
			}
		}
	}
}

// TestNobodyIsSentAway hands every address a way back that leads elsewhere,
// under every name such a way has had or might have.
func TestNobodyIsSentAway(t *testing.T) {
	s := sqlite(t, web.Config{Demo: true})
	away := []string{"https://evil.example/", "//evil.example", `/\evil.example`, `\\evil.example`, "/\t/evil.example", "https:evil.example", "javascript:alert(1)", "//evil.example/%2f..", "/%0d%0aLocation:https://evil.example"}
	elsewhere := func(a answer) bool {
		to := a.header.Get("Location")
		u, err := url.Parse(to)
		return to != "" && (err != nil || u.Host != "" || u.Scheme != "" || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.HasPrefix(to, `/\`))
	}
	for _, to := range away {
		form := url.Values{"name": {"reception"}, "password": {officetest.Password}, "person": {"reception"}, "theme": {"dark"}}
		for _, name := range []string{"tiep", "back", "next", "url", "redirect", "return", "return_to", "ve"} {
			form.Set(name, to)
		}
		for _, a := range web.Addresses() {
			if a.Name == "signOut" {
				continue
			}
			r := s.reader()
			got := answer{}
			if a.Method == http.MethodPost {
				got = r.post(filled(a.Pattern), form)
			} else {
				got = r.get(filled(a.Pattern) + "?" + form.Encode())
			}
			if elsewhere(got) {
				t.Errorf("%s with %q leads to %q", a.Name, to, got.header.Get("Location"))
			}
		}
	}
	in := url.Values{"name": {"reception"}, "password": {officetest.Password}, "tiep": {"/can-bo/ho-so?q=Lan"}}
	if a := s.reader().post("/dang-nhap", in); a.header.Get("Location") != "/can-bo/ho-so?q=Lan" {
		t.Errorf("a way back on this site leads to %q", a.header.Get("Location"))
	}
}

// TestTheNameOfTheSiteIsItsOwn: whatever name a request is sent to, pages, data,
// redirects, codes to scan and letters name the public address that the
// installation was given.
func TestTheNameOfTheSiteIsItsOwn(t *testing.T) {
	s := open(t, officetest.New(t, "sqlite", "2022-06-06T08:30"), web.Config{PublicURL: "https://motcua.example.gov.vn"})
	w := newWorld(t, s)
	for _, v := range w.visitors {
		v.Transport = misled{}
	}
	named := 0
	for _, v := range w.visitors {
		w.walk(v, func(path string, a answer, _ *html.Node) {
			if strings.Contains(a.body, "evil.example") || strings.Contains(a.header.Get("Location"), "evil.example") {
				t.Errorf("%s reads the name of another site on %s", v.who, path)
			}
			named += strings.Count(a.body, "https://motcua.example.gov.vn/")
		})
	}
	if named == 0 {
		t.Error("no page names the site, so nothing was tried")
	}
	w.visitors[0].post("/phan-anh/gui", said(s.Office))
	for range 3 {
		if letter := s.lastLetter(); strings.Contains(letter, "evil.example") || !strings.Contains(letter, "https://motcua.example.vn/") {
			t.Errorf("a letter leads elsewhere:\n%s", letter)
		}
	}
}

// misled sends every request under the name of another site.
type misled struct{}

func (misled) RoundTrip(q *http.Request) (*http.Response, error) {
	q = q.Clone(q.Context())
	q.Host = "evil.example"
	q.Header.Set("X-Forwarded-Host", "evil.example")
	q.Header.Set("X-Forwarded-Proto", "https")
	q.Header.Set("Forwarded", "host=evil.example;proto=https")
	return http.DefaultTransport.RoundTrip(q)
}

// TestAPlantedSessionIsNotSignedIn: somebody plants a session of their own in
// another's browser and waits for that person to sign in – with an account, or
// as one of the staff. The planted one stays nobody's.
func TestAPlantedSessionIsNotSignedIn(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		o.NewAccount("lan@example.vn", "Nguyễn Thị Lan (mẫu)")
		at, err := url.Parse(s.URL)
		if err != nil {
			t.Fatal(err)
		}
		for name, own := range map[string]string{"reception": "/can-bo/viec", "lan@example.vn": "/cua-toi"} {
			thief := s.reader()
			form := said(o)
			form.Set("content", "") // comes back with the file, which the session holds
			thief.attach("/phan-anh/gui", "files", "a.pdf", []byte(pdf), form)
			planted := thief.Jar.Cookies(at)
			if len(planted) == 0 {
				t.Fatal("no session to plant")
			}
			victim := s.reader()
			victim.Jar.SetCookies(at, planted)
			if a := victim.post("/dang-nhap", url.Values{"name": {name}, "password": {officetest.Password}}); a.status != http.StatusSeeOther {
				t.Fatalf("%s signs in: %d", name, a.status)
			}
			victim.get(own).says(t, 200)
			thief.Jar, _ = cookiejar.New(nil)
			thief.Jar.SetCookies(at, planted)
			if a := thief.get(own); a.status == http.StatusOK {
				t.Errorf("the planted session reads the pages of %s", name)
			}
		}
	})
}

// TestGuessesOfOthersShutNobodyOutOfTheirDraft: behind one address others may
// guess until they are shut out; what the owner of a draft types is saved.
func TestGuessesOfOthersShutNobodyOutOfTheirDraft(t *testing.T) {
	s := sqlite(t, web.Config{})
	owner := s.reader()
	draft := owner.begin(general)
	for range 11 {
		s.reader().post("/tra-cuu", url.Values{"code": {"H57.16-220606-0001"}, "key": {"BCFGHJ"}})
	}
	if a := owner.post(draft+"/nguoi-nop", applicant); a.status != http.StatusSeeOther {
		t.Errorf("the owner is shut out: %d", a.status)
	}
	owner.get(draft+"/nguoi-nop").says(t, 200, "Nguyễn Thị Lan")
}
