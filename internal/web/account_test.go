package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"motcua/internal/officetest"
	"motcua/internal/web"
)

func TestSignUpAndIn(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		r := s.reader()
		if a := r.get("/cua-toi"); a.header.Get("Location") != "/dang-nhap?tiep=%2Fcua-toi" {
			t.Errorf("a stranger is sent to %q", a.header.Get("Location"))
		}
		form := url.Values{"name": {"Trần Văn Nam"}, "email": {"Nam@Example.vn "}, "password": {"bốn con trâu đi cày"}, "tiep": {"/cua-toi?x=1"}}
		if a := r.post("/dang-ky", form); a.status != http.StatusSeeOther || a.header.Get("Location") != "/cua-toi?x=1" {
			t.Fatalf("sign-up: %d to %q\n%s", a.status, a.header.Get("Location"), a.body)
		}
		r.get("/cua-toi").says(t, 200, "Trần Văn Nam")
		r.post("/dang-xuat", nil)
		if a := r.get("/cua-toi"); a.status != http.StatusSeeOther {
			t.Errorf("signed out, and still there: %d", a.status)
		}
		a := r.post("/dang-nhap", url.Values{"name": {"nam@example.vn"}, "password": {"bốn con trâu đi cày"}})
		if a.header.Get("Location") != "/cua-toi" {
			t.Errorf("sign-in leads to %q", a.header.Get("Location"))
		}
		if a := s.citizen("lan@example.vn").get("/can-bo"); !strings.HasPrefix(a.header.Get("Location"), "/dang-nhap") {
			t.Errorf("an applicant at the desk: %d to %q", a.status, a.header.Get("Location"))
		}
		if a := s.as("reception").get("/cua-toi"); !strings.HasPrefix(a.header.Get("Location"), "/dang-nhap") {
			t.Errorf("one of the staff on an applicant's page: %d to %q", a.status, a.header.Get("Location"))
		}
	})
}

func TestAnAccountHoldsWhatIsItsOwn(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		lan, nam := s.citizen("lan@example.vn"), s.citizen("nam@example.vn")
		lan.get("/cua-toi").says(t, 200, "Thêm hồ sơ đã nộp tại quầy")
		view := moved(t, o)
		lan.post("/cua-toi/them", url.Values{"code": {view.Code}, "key": {"BCFGHJ"}}).says(t, 422, "name=\"code\"")
		if a := lan.post("/cua-toi/them", url.Values{"code": {view.Code}, "key": {view.Key}}); a.status != http.StatusSeeOther {
			t.Fatalf("adding: %d\n%s", a.status, a.body)
		}
		lan.get("/cua-toi").says(t, 200, view.Code)
		lan.get("/tra-cuu/"+view.Code).says(t, 200, view.Code) // without the key
		if a := nam.get("/tra-cuu/" + view.Code); a.status == 200 {
			t.Error("somebody else's account opens the dossier")
		}
		draft := lan.begin(general)
		lan.get("/cua-toi").says(t, 200, draft)
		nam.get(draft).says(t, 404)
		lan.post("/cua-toi/tai-khoan", url.Values{"name": {"Nguyễn Thị Lan"}, "identifier": {"12345"}, "phone": {"12"}}).
			says(t, 422, `value="12345"`, "Số định danh phải có 12 chữ số", `id="phone-error"`)
		lan.post("/cua-toi/tai-khoan", url.Values{"name": {"Nguyễn Thị Lan"}, "identifier": {"046 185 000 123"}, "phone": {"0905 123 456"}})
		next := lan.begin(general)
		lan.get(next+"/nguoi-nop").says(t, 200, `value="046185000123"`, `value="0905123456"`, `value="lan@example.vn"`)
		lan.fill(next)
		lan.post(next+"/kiem-tra", url.Values{"declared": {"yes"}})
		lan.get("/cua-toi").says(t, 200, "Trả lời chậm nhất")
		s.as("reception").post(strings.Replace(next, "/nop/", "/can-bo/truc-tuyen/", 1)+"/tiep-nhan", nil)
		if a := lan.get("/cua-toi"); strings.Count(a.body, "H57.16-") < 2 {
			t.Error("the dossier that the submission became is not among hers")
		}
	})
}

func TestSessionsOfAnAccount(t *testing.T) {
	s := sqlite(t, web.Config{})
	here := s.citizen("lan@example.vn")
	away := s.reader()
	signIn := url.Values{"name": {"lan@example.vn"}, "password": {officetest.Password}}
	if a := away.post("/dang-nhap", signIn); a.header.Get("Location") != "/cua-toi" {
		t.Fatalf("signing in elsewhere: %d", a.status)
	}
	page := here.get("/cua-toi/phien")
	page.says(t, 200, "Máy này", "Đăng xuất khỏi mọi máy khác")
	here.post("/cua-toi/phien", url.Values{"others": {"1"}})
	if a := away.get("/cua-toi"); a.status != http.StatusSeeOther {
		t.Errorf("an ended session still opens the page: %d", a.status)
	}
	here.get("/cua-toi").says(t, 200)

	away.post("/dang-nhap", signIn)
	here.post("/cua-toi/tai-khoan/mat-khau", url.Values{"old": {"sai"}, "password": {"bốn con trâu đi cày"}}).says(t, 422, "Mật khẩu đang dùng chưa đúng")
	if a := here.post("/cua-toi/tai-khoan/mat-khau", url.Values{"old": {officetest.Password}, "password": {"bốn con trâu đi cày"}}); a.status != http.StatusSeeOther {
		t.Fatalf("changing the password: %d\n%s", a.status, a.body)
	}
	if a := away.get("/cua-toi"); a.status != http.StatusSeeOther {
		t.Errorf("a session from before the change still opens the page: %d", a.status)
	}
	here.get("/cua-toi").says(t, 200)
}

func TestPasswordsThatAreTriedFirst(t *testing.T) {
	s := sqlite(t, web.Config{})
	for why, password := range map[string]string{"a common word with a number": "password2022", "one key over and over": "aaaaaaaaaaaa",
		"a row of keys": "qwertyuiop", "the digits in order": "1234567890", "too short": "ngắn", "the name of the address": "namnam1993xy"} {
		t.Run(why, func(t *testing.T) {
			s.reader().post("/dang-ky", url.Values{"name": {"Trần Văn Nam"}, "email": {"namnam@example.vn"}, "password": {password}}).says(t, 422, `id="password-error"`)
		})
	}
}

// TestGuessingPasswordsOfAccounts: who does not exist and a wrong password get
// the same answer, and the tries are counted.
func TestGuessingPasswordsOfAccounts(t *testing.T) {
	s := sqlite(t, web.Config{})
	s.citizen("lan@example.vn")
	sentence := func(name string) string {
		body := s.reader().post("/dang-nhap", url.Values{"name": {name}, "password": {"khong phai mat khau"}}).body
		_, rest, _ := strings.Cut(body, `class="errors"`)
		part, _, _ := strings.Cut(rest, "</section>")
		return strings.ReplaceAll(part, name, "")
	}
	if known, unknown := sentence("lan@example.vn"), sentence("ai@example.vn"); known != unknown || known == "" {
		t.Errorf("a wrong password: %s\nnobody of that address: %s", known, unknown)
	}
	r := s.reader()
	for range 10 {
		r.post("/dang-nhap", url.Values{"name": {"lan@example.vn"}, "password": {"khong phai mat khau"}})
	}
	if a := r.post("/dang-nhap", url.Values{"name": {"lan@example.vn"}, "password": {officetest.Password}}); a.status == http.StatusSeeOther {
		t.Error("after ten wrong passwords the right one signs in at once")
	}
	for why, next := range map[string]string{"another site": "https://example.com/", "another site without a scheme": "//example.com", "a backslash": `/\example.com`} {
		t.Run("an address to go on to that is "+why, func(t *testing.T) {
			r := s.reader()
			a := r.post("/dang-ky", url.Values{"name": {"Trần Văn Nam"}, "email": {"nam@example.vn"}, "password": {"bốn con trâu đi cày"}, "tiep": {next}})
			if a.header.Get("Location") != "/cua-toi" {
				t.Errorf("leads to %q", a.header.Get("Location"))
			}
		})
	}
}

// TestGuessingFromManyAddresses: a name is shut for a while however many
// addresses the tries come from, and an address however many names it tries.
func TestGuessingFromManyAddresses(t *testing.T) {
	s := sqlite(t, web.Config{Proxied: true})
	s.Office.NewAccount("lan@example.vn", "Nguyễn Thị Lan (mẫu)")
	try := func(from, name, password string) int {
		t.Helper()
		form := url.Values{"name": {name}, "password": {password}}
		q, err := http.NewRequest(http.MethodPost, s.URL+"/dang-nhap", strings.NewReader(form.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		q.Header.Set("X-Forwarded-For", from)
		return s.reader().send(q).status
	}
	for i := range 20 {
		if got := try(fmt.Sprintf("198.51.100.%d", i), "lan@example.vn", "sai"); got != http.StatusUnprocessableEntity {
			t.Fatalf("try %d: %d", i+1, got)
		}
	}
	if got := try("203.0.113.1", "Lan@Example.vn", officetest.Password); got != http.StatusTooManyRequests {
		t.Errorf("after 20 wrong passwords from 20 addresses the right one from another: %d, want 429", got)
	}
	for i := range 50 {
		if got := try("203.0.113.2", fmt.Sprintf("ai%d", i), "sai"); got != http.StatusUnprocessableEntity {
			t.Fatalf("name %d: %d", i+1, got)
		}
	}
	if got := try("203.0.113.2", "reception", officetest.Password); got != http.StatusTooManyRequests {
		t.Errorf("after 50 names from one address: %d, want 429", got)
	}
	for i := range 60 {
		if got := try("203.0.113.3", "reception", officetest.Password); got != http.StatusSeeOther {
			t.Fatalf("right password, time %d: %d", i+1, got)
		}
	}
}

// TestWhoClaimsAnAddressPushesNobodyOut: others who sign up with the address
// of an account get accounts of their own and leave it as it was.
func TestWhoClaimsAnAddressPushesNobodyOut(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		claim := func(name, password string) {
			t.Helper()
			form := url.Values{"name": {name}, "email": {"lan@example.vn"}, "password": {password}}
			if a := s.reader().post("/dang-ky", form); a.status != http.StatusSeeOther {
				t.Fatalf("sign-up of %s: %d\n%s", name, a.status, a.body)
			}
		}
		claim("Nguyễn Thị Lan", "bốn con trâu đi cày")
		for _, name := range []string{"Kẻ Giả Một", "Kẻ Giả Hai", "Kẻ Giả Ba"} {
			claim(name, "năm con bò đi chợ sớm")
		}
		r := s.reader()
		r.post("/dang-nhap", url.Values{"name": {"lan@example.vn"}, "password": {"bốn con trâu đi cày"}})
		r.get("/cua-toi").says(t, 200, "Nguyễn Thị Lan")
	})
}
