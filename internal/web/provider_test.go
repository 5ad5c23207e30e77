package web_test

import (
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/op"
	"golang.org/x/text/language"

	"motcua/internal/message"
	"motcua/internal/officetest"
	"motcua/internal/sso"
	"motcua/internal/web"
)

// people are those whom the provider of the tests knows.
type people map[string]*storage.User

func (p people) GetUserByID(id string) *storage.User { return p[id] }
func (p people) GetUserByUsername(name string) *storage.User {
	for _, u := range p {
		if u.Username == name {
			return u
		}
	}
	return nil
}
func (people) ExampleClientID() string { return "motcua" }

// identityProvider is a real provider of identities at an address of its own:
// the OpenID Connect server of zitadel, with its pages of sign-in.
func identityProvider(t testing.TB, back string) *httptest.Server {
	t.Helper()
	before := slog.Default()
	t.Cleanup(func() { slog.SetDefault(before) })
	server := httptest.NewUnstartedServer(nil)
	server.Start()
	t.Cleanup(server.Close)
	known := people{}
	for id, email := range map[string]string{"lan": "lan@example.vn", "nam": "nam@example.vn"} {
		known[id] = &storage.User{ID: id, Username: id, Password: "verysecure", FirstName: "Nguyễn Thị", LastName: id, Email: email, EmailVerified: true, PreferredLanguage: language.Vietnamese}
	}
	clients := map[string]*storage.Client{"motcua": storage.WebClient("motcua", "secret-of-motcua", back)}
	server.Config.Handler = exampleop.SetupServer(server.URL, storage.NewStorageWithClients(known, clients), slog.New(slog.NewTextHandler(io.Discard, nil)), false,
		op.WithAllowInsecure())
	return server
}

// opened is a site that offers sign-in through a provider that runs.
func withProvider(t testing.TB, o *officetest.Office) (*site, *httptest.Server) {
	t.Helper()
	words, err := message.Load()
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	here := "http://" + listener.Addr().String()
	at := identityProvider(t, here+"/dang-nhap/ve/vneid")
	s := &site{t: t, Office: o, log: &strings.Builder{}, URL: here}
	handler, err := web.New(o.Office, words, web.Config{Brand: brand, PublicURL: here, Log: slog.New(slog.NewTextHandler(s.log, nil)),
		Providers: []*sso.Provider{sso.New(sso.Settings{ID: "vneid", NameVI: "VNeID", NameEN: "VNeID", Issuer: at.URL, Client: "motcua", Secret: "secret-of-motcua", Scopes: []string{"profile", "email"}})}})
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: handler}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	return s, at
}

// through sends the reader to the provider, signs in there, and returns the
// address that the provider sends the browser back to.
func (r *reader) through(at *httptest.Server, path, name string) string {
	t := r.site.t
	t.Helper()
	to := r.get(path)
	if !strings.HasPrefix(to.header.Get("Location"), at.URL) {
		t.Fatalf("the way to the provider is %d %q\n%s", to.status, to.header.Get("Location"), to.body)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	back := ""
	there := &http.Client{Jar: jar, CheckRedirect: func(q *http.Request, _ []*http.Request) error {
		if strings.HasPrefix(q.URL.String(), r.site.URL) {
			back = strings.TrimPrefix(q.URL.String(), r.site.URL)
			return http.ErrUseLastResponse
		}
		return nil
	}}
	page, err := there.Get(to.header.Get("Location"))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(page.Body)
	if err != nil {
		t.Fatal(err)
	}
	id := regexp.MustCompile(`name="id" value="([^"]+)"`).FindSubmatch(body)
	if id == nil {
		t.Fatalf("the provider does not ask for a sign-in: %d %s", page.StatusCode, body)
	}
	if _, err := there.PostForm(at.URL+"/login/username", url.Values{"id": {string(id[1])}, "username": {name}, "password": {"verysecure"}}); err != nil {
		t.Fatal(err)
	}
	if back == "" {
		t.Fatal("the provider does not send the browser back")
	}
	return back
}

func TestSignInThroughAProvider(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s, at := withProvider(t, o)
		r := s.reader()
		r.get("/dang-nhap").says(t, 200, "Đăng nhập bằng VNeID", "/dang-nhap/qua/vneid")
		back := r.through(at, "/dang-nhap/qua/vneid?tiep=/cua-toi/tai-khoan", "lan")
		s.reader().get(back).says(t, 403, "chưa xác nhận được bạn") // in somebody else's browser
		before := r.Jar.Cookies(mustURL(t, s.URL))
		if a := r.get(back); a.header.Get("Location") != "/cua-toi/tai-khoan" {
			t.Fatalf("coming back: %d to %q\n%s", a.status, a.header.Get("Location"), a.body)
		}
		if after := r.Jar.Cookies(mustURL(t, s.URL)); len(before) > 0 && before[0].Value == after[0].Value {
			t.Error("the session has the token from before the sign-in")
		}
		page := r.get("/cua-toi/tai-khoan")
		page.says(t, 200, "Nguyễn Thị lan", "lan@example.vn", "đăng nhập được bằng VNeID")
		if page.mentions("chưa được xác nhận") {
			t.Error("an account proven by the provider counts as unproven")
		}
		r.get(back).says(t, 403) // replayed
		r.post("/cua-toi/tai-khoan/qua/vneid", nil).says(t, 409, "cách duy nhất")

		draft := r.begin(general)
		again := s.reader()
		again.get(again.through(at, "/dang-nhap/qua/vneid", "lan"))
		again.get("/cua-toi").says(t, 200, draft)
		other := s.reader()
		other.get(other.through(at, "/dang-nhap/qua/vneid?tiep=//evil.example", "nam"))
		if a := other.get("/cua-toi"); a.status != 200 || a.mentions(draft) {
			t.Errorf("another person: %d", a.status)
		}
		// A password is chosen, and then the provider may go.
		if a := r.post("/cua-toi/tai-khoan/mat-khau", url.Values{"password": {another}}); a.status != 303 {
			t.Fatalf("choosing a password: %d\n%s", a.status, a.body)
		}
		r.post("/cua-toi/tai-khoan/qua/vneid", url.Values{"unlink-vneid": {"sai"}}).says(t, 422, "chưa đúng")
		r.post("/cua-toi/tai-khoan/qua/vneid", url.Values{"unlink-vneid": {another}})
		r.get("/cua-toi/tai-khoan").says(t, 200, "Liên kết VNeID")
		if a := s.reader().post("/dang-nhap", url.Values{"name": {"lan@example.vn"}, "password": {another}}); a.header.Get("Location") != "/cua-toi" {
			t.Errorf("the password leads to %q", a.header.Get("Location"))
		}
	})
}

func mustURL(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// TestAProviderIsLinkedByItsOwner: an address proves nothing, the account that
// asks is linked, and nobody at the provider is two accounts.
func TestAProviderIsLinkedByItsOwner(t *testing.T) {
	s, at := withProvider(t, officetest.New(t, "sqlite", "2022-06-06T08:30"))
	lan, draft := s.citizen("lan@example.vn"), ""
	draft = lan.begin(general)
	stranger := s.reader()
	stranger.get(stranger.through(at, "/dang-nhap/qua/vneid", "lan"))
	if page := stranger.get("/cua-toi"); page.status != 200 || page.mentions(draft) {
		t.Fatalf("the address alone opens the account: %d", page.status)
	}
	if stranger.get("/cua-toi/tai-khoan").mentions("lan@example.vn") {
		t.Error("an address that another account has proven was taken over")
	}
	lan.get(lan.through(at, "/dang-nhap/qua/vneid?noi=1", "lan")).says(t, 409, "tài khoản khác")
	lan.get(lan.through(at, "/dang-nhap/qua/vneid?noi=1", "nam"))
	lan.get("/cua-toi/tai-khoan").says(t, 200, "đăng nhập được bằng VNeID")
	nam := s.reader()
	nam.get(nam.through(at, "/dang-nhap/qua/vneid", "nam"))
	nam.get("/cua-toi").says(t, 200, draft)
	// A link begun by one account is not finished by another.
	back := lan.through(at, "/dang-nhap/qua/vneid?noi=1", "nam")
	lan.post("/dang-xuat", nil)
	lan.get(back).says(t, 403)
}

// TestAnswersThatProveNothing come from a browser, or from a provider that is
// not there.
func TestAnswersThatProveNothing(t *testing.T) {
	s, at := withProvider(t, officetest.New(t, "sqlite", "2022-06-06T08:30"))
	for why, change := range map[string]func(url.Values){
		"another state":              func(q url.Values) { q.Set("state", "x") },
		"no state":                   func(q url.Values) { q.Del("state") },
		"another code":               func(q url.Values) { q.Set("code", "x") },
		"no code":                    func(q url.Values) { q.Del("code") },
		"the provider says no to it": func(q url.Values) { q.Set("error", "access_denied") },
		"a code of another's attempt": func(q url.Values) {
			q.Set("code", mustURL(t, s.reader().through(at, "/dang-nhap/qua/vneid", "nam")).Query().Get("code"))
		},
	} {
		t.Run(why, func(t *testing.T) {
			r := s.reader()
			u := mustURL(t, r.through(at, "/dang-nhap/qua/vneid", "lan"))
			q := u.Query()
			change(q)
			r.get(u.Path+"?"+q.Encode()).says(t, 403, "chưa xác nhận được bạn")
			if a := r.get("/cua-toi"); a.status != http.StatusSeeOther {
				t.Errorf("signed in all the same: %d", a.status)
			}
		})
	}
	s.reader().get("/dang-nhap/qua/facebook").says(t, 404)
	r := s.reader()
	back := r.through(at, "/dang-nhap/qua/vneid", "lan")
	at.Close()
	r.get(back).says(t, 502, "VNeID không trả lời")
	if strings.Contains(s.log.String(), "secret-of-motcua") || strings.Contains(s.log.String(), mustURL(t, back).Query().Get("code")) {
		t.Error("a secret is in the log")
	}
	r.get("/dang-nhap").says(t, 200, "Đăng nhập bằng VNeID")
}
