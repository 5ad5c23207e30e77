package web_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"motcua/internal/message"
	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/internal/web/view/layout"
)

// site is a web over a furnished office, seen from outside.
type site struct {
	t      testing.TB
	Office *officetest.Office
	URL    string
	log    *strings.Builder
	stop   func() // what the end of the program does
}

// brand is the department as the pages of tests show it.
var brand = layout.Brand{Agency: "Sở Kế hoạch và Đầu tư tỉnh Thừa Thiên Huế", ShortName: "Sở KH&ĐT",
	Address: "Đường Tôn Đức Thắng, thành phố Huế", Phone: "0234.1022", Hours: "thứ Hai – thứ Sáu"}

func open(t testing.TB, o *officetest.Office, cfg web.Config) *site {
	t.Helper()
	words, err := message.Load()
	if err != nil {
		t.Fatal(err)
	}
	s := &site{t: t, Office: o, log: &strings.Builder{}}
	stop := make(chan struct{})
	cfg.Stop, s.stop = stop, sync.OnceFunc(func() { close(stop) })
	cfg.Brand, cfg.Log = brand, slog.New(slog.NewTextHandler(s.log, nil))
	handler, err := web.New(o.Office, words, cfg)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(func() { s.stop(); server.Close() })
	s.URL = server.URL
	return s
}

func sqlite(t testing.TB, cfg web.Config) *site {
	return open(t, officetest.New(t, "sqlite", "2022-06-06T08:30"), cfg)
}

// reader is a browser without JavaScript.
type reader struct {
	*http.Client
	site *site
}

func (s *site) reader() *reader {
	jar, err := cookiejar.New(nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return &reader{&http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}, s}
}

// as is a reader who is signed in.
func (s *site) as(person string) *reader {
	r := s.reader()
	if a := r.post("/dang-nhap", url.Values{"name": {person}, "password": {officetest.Password}}); a.status != http.StatusSeeOther {
		s.t.Fatalf("sign in as %s: %d\n%s", person, a.status, a.body)
	}
	return r
}

// citizen is a reader who is signed in with an account of their own, opened
// for them when it is not there yet; its address is proven.
func (s *site) citizen(email string) *reader {
	s.t.Helper()
	form := url.Values{"name": {email}, "password": {officetest.Password}}
	r := s.reader()
	if a := r.post("/dang-nhap", form); a.status == http.StatusSeeOther {
		return r
	}
	s.Office.NewAccount(email, "Nguyễn Thị Lan (mẫu)")
	if a := r.post("/dang-nhap", form); a.status != http.StatusSeeOther {
		s.t.Fatalf("sign in as %s: %d\n%s", email, a.status, a.body)
	}
	return r
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
}

func (r *reader) send(q *http.Request) answer {
	r.site.t.Helper()
	a, err := r.Do(q)
	if err != nil {
		r.site.t.Fatal(err)
	}
	defer func() { _ = a.Body.Close() }()
	body, err := io.ReadAll(a.Body)
	if err != nil {
		r.site.t.Fatal(err)
	}
	return answer{a.StatusCode, a.Header, string(body)}
}

func (r *reader) get(path string) answer {
	r.site.t.Helper()
	q, err := http.NewRequest(http.MethodGet, r.site.URL+path, nil)
	if err != nil {
		r.site.t.Fatal(err)
	}
	return r.send(q)
}

func (r *reader) post(path string, form url.Values) answer {
	r.site.t.Helper()
	q, err := http.NewRequest(http.MethodPost, r.site.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		r.site.t.Fatal(err)
	}
	q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	q.Header.Set("Origin", r.site.URL)
	return r.send(q)
}

// says fails unless the page holds all the texts.
func (a answer) says(t testing.TB, status int, texts ...string) {
	t.Helper()
	if a.status != status {
		t.Errorf("status %d, want %d\n%s", a.status, status, a.body)
	}
	for _, text := range texts {
		if !strings.Contains(a.body, text) {
			t.Errorf("the page does not say %q\n%s", text, a.body)
		}
	}
}

func TestEveryPageHasItsHeaders(t *testing.T) {
	s := sqlite(t, web.Config{Secure: true})
	for why, path := range map[string]string{"public": "/", "asks for a sign-in": "/can-bo", "unknown": "/khong-co", "form": "/dang-nhap", "health": "/healthz"} {
		t.Run(why, func(t *testing.T) {
			h := s.reader().get(path).header
			for name, want := range map[string]string{
				"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin", "Strict-Transport-Security": "max-age=31536000",
			} {
				if got := h.Get(name); got != want {
					t.Errorf("%s: %q, want %q", name, got, want)
				}
			}
			for _, part := range []string{"default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"} {
				if !strings.Contains(h.Get("Content-Security-Policy"), part) {
					t.Errorf("the policy %q lacks %q", h.Get("Content-Security-Policy"), part)
				}
			}
		})
	}
}

func TestSignInAndOut(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		r := s.reader()
		if a := r.get("/can-bo"); a.header.Get("Location") != "/dang-nhap?tiep=%2Fcan-bo" {
			t.Errorf("a stranger at the desk is sent to %q", a.header.Get("Location"))
		}
		r.post("/dang-nhap", url.Values{"name": {"reception"}, "password": {"sai"}}).says(t, 422, "Còn 4 lần thử", `value="reception"`)
		a := r.post("/dang-nhap", url.Values{"name": {"Reception "}, "password": {officetest.Password}, "tiep": {"/can-bo?x=1"}})
		if a.status != 303 || a.header.Get("Location") != "/can-bo?x=1" {
			t.Fatalf("sign-in: %d to %q", a.status, a.header.Get("Location"))
		}
		cookie := a.header.Get("Set-Cookie")
		for _, part := range []string{"HttpOnly", "SameSite=Lax"} {
			if !strings.Contains(cookie, part) {
				t.Errorf("the session cookie %q lacks %s", cookie, part)
			}
		}
		if a := r.get("/can-bo"); strings.HasPrefix(a.header.Get("Location"), "/dang-nhap") {
			t.Error("signed in, and asked again")
		}
		r.post("/dang-xuat", nil)
		if a := r.get("/can-bo"); !strings.HasPrefix(a.header.Get("Location"), "/dang-nhap") {
			t.Errorf("signed out, and still at the desk: %d", a.status)
		}
	})
}
