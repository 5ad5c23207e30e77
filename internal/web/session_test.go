package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"motcua/identity"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

func TestPostsFromOtherSitesAreRefused(t *testing.T) {
	s := sqlite(t, web.Config{PublicURL: "https://motcua.example.gov.vn"})
	r := s.as("office")
	for _, c := range []struct {
		why, header, value string
		status             int
	}{
		{"another site, by a new browser", "Sec-Fetch-Site", "cross-site", http.StatusForbidden},
		{"another site, by an old browser", "Origin", "https://evil.example", http.StatusForbidden},
		{"our own page", "Sec-Fetch-Site", "same-origin", http.StatusSeeOther},
		{"our own name, behind a proxy", "Origin", "https://motcua.example.gov.vn", http.StatusSeeOther},
	} {
		t.Run(c.why, func(t *testing.T) {
			q, err := http.NewRequest(http.MethodPost, s.URL+"/hien-thi", strings.NewReader("theme=dark&back=/"))
			if err != nil {
				t.Fatal(err)
			}
			q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			q.Header.Set(c.header, c.value)
			a := r.send(q)
			if a.status != c.status {
				t.Errorf("status %d, want %d", a.status, c.status)
			}
			if c.status == http.StatusForbidden {
				a.says(t, 403, "gửi từ một trang web khác")
			}
		})
	}
}

// TestSignInChangesTheToken: a token that somebody planted before the sign-in
// is worth nothing after it.
func TestSignInChangesTheToken(t *testing.T) {
	s := sqlite(t, web.Config{})
	r := s.as("reception")
	site, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	token := func() string {
		for _, c := range r.Jar.Cookies(site) {
			if c.Name == "motcua" {
				return c.Value
			}
		}
		return ""
	}
	before := token()
	r.post("/dang-xuat", nil)
	r.Jar.SetCookies(site, []*http.Cookie{{Name: "motcua", Value: before}})
	if a := r.get("/can-bo"); !strings.HasPrefix(a.header.Get("Location"), "/dang-nhap") {
		t.Errorf("a token lives on after sign-out: %d", a.status)
	}
	r.Jar.SetCookies(site, []*http.Cookie{{Name: "motcua", Value: "planted-by-somebody-else"}})
	r.post("/dang-nhap", url.Values{"name": {"reception"}, "password": {officetest.Password}})
	if got := token(); got == before || got == "planted-by-somebody-else" || got == "" {
		t.Errorf("the token after sign-in is %q", got)
	}
}

func TestSignInsAreLimited(t *testing.T) {
	s := sqlite(t, web.Config{})
	for i := range 5 {
		a := s.reader().post("/dang-nhap", url.Values{"name": {"head"}, "password": {"sai"}})
		if i < 4 {
			a.says(t, 422, "lần thử")
		} else {
			a.says(t, 422, "Hãy thử lại sau 15 phút")
		}
	}
	s.reader().post("/dang-nhap", url.Values{"name": {"head"}, "password": {officetest.Password}}).says(t, 429, "Hãy thử lại sau 15 phút")
	s.as("reception").get("/can-bo/danh-muc/lich").says(t, 200)
}

func TestWhoIsNobodyGetsTheSameAnswer(t *testing.T) {
	s := sqlite(t, web.Config{})
	s.reader().post("/dang-nhap", url.Values{"name": {"khong-co"}, "password": {"sai"}}).says(t, 422, "Tên đăng nhập hoặc mật khẩu chưa đúng. Còn 4 lần thử.")
}

func TestSomebodyWhoLeftIsSignedOut(t *testing.T) {
	s := sqlite(t, web.Config{})
	r := s.as("specialist")
	r.get("/can-bo/danh-muc/lich").says(t, 200)
	people, err := s.Office.People(t.Context(), identity.CommandLine())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range people {
		if p.ID == "specialist" {
			p.Active = false
			if err := s.Office.PutPerson(t.Context(), identity.CommandLine(), p, ""); err != nil {
				t.Fatal(err)
			}
		}
	}
	if a := r.get("/can-bo/danh-muc/lich"); a.status != http.StatusSeeOther {
		t.Errorf("somebody who left still reads: %d", a.status)
	}
}

func TestDemoPartsAreForDemosAlone(t *testing.T) {
	part := url.Values{"person": {"director"}}
	sqlite(t, web.Config{}).reader().post("/trinh-dien/vao-vai", part).says(t, 404)
	s := sqlite(t, web.Config{Demo: true})
	s.reader().get("/dang-nhap").says(t, 200, "Vào vai trong bản trình diễn", "Phan Quốc Hưng (mẫu)")
	r := s.reader()
	if a := r.post("/trinh-dien/vao-vai", part); a.header.Get("Location") != "/can-bo" {
		t.Errorf("taking a part leads to %q", a.header.Get("Location"))
	}
	r.get("/can-bo/danh-muc/lich").says(t, 200, "Phan Quốc Hưng (mẫu)", "giờ của hệ thống: 06/06/2022")
}

func TestLargeAndBrokenForms(t *testing.T) {
	s := sqlite(t, web.Config{})
	s.reader().post("/tra-cuu", url.Values{"code": {strings.Repeat("a", 2<<20)}}).says(t, 413, "lớn hơn 1 MB")
	s.reader().post("/tra-cuu", url.Values{"code": {"H57\x00"}, "key": {"BCFGHJ"}}).says(t, 400, "Unicode")
	s.reader().post("/tra-cuu", url.Values{"code": {"\xff\xfe"}, "key": {"BCFGHJ"}}).says(t, 400, "Unicode")
}

// TestManyWrongPasswordsAtOnce: tries side by side are counted like tries one
// after another.
func TestManyWrongPasswordsAtOnce(t *testing.T) {
	s := sqlite(t, web.Config{})
	statuses := make(chan int)
	const tries = 12
	for range tries {
		go func() {
			a, err := http.PostForm(s.URL+"/dang-nhap", url.Values{"name": {"head"}, "password": {"sai"}})
			if err != nil {
				statuses <- 0
				return
			}
			_ = a.Body.Close()
			statuses <- a.StatusCode
		}()
	}
	got := map[int]int{}
	for range tries {
		got[<-statuses]++
	}
	if got[422] > 5 || got[422]+got[429] != tries {
		t.Errorf("answers by status: %v, want at most 5 of 422 and the rest 429", got)
	}
}
