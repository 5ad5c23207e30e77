package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"motcua/internal/job"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

// mailed delivers what waits and gives the letters that came to an address.
func (s *site) mailed(address string) (bodies []string) {
	s.t.Helper()
	for _, j := range s.Office.Jobs.Jobs {
		if d, ok := j.(job.Deliver); ok {
			if err := s.Office.Deliver(s.t.Context(), d.Letter, d.Channel); err != nil {
				s.t.Fatal(err)
			}
		}
	}
	for _, m := range s.Office.Post.Sent {
		if m.To == address {
			bodies = append(bodies, m.Subject+"\n"+m.Body)
		}
	}
	return bodies
}

var inLetter = regexp.MustCompile(`https?://[^/\s]+(/\S+)`)

// link is the path in the last letter to an address.
func (s *site) link(address string) string {
	s.t.Helper()
	letters := s.mailed(address)
	if len(letters) == 0 {
		s.t.Fatalf("no letter came to %s", address)
	}
	found := inLetter.FindStringSubmatch(letters[len(letters)-1])
	if found == nil {
		s.t.Fatalf("no link in %q", letters[len(letters)-1])
	}
	return found[1]
}

const another = "bốn con trâu đi cày"

func secretOf(link string) string { _, secret, _ := strings.Cut(link, "?ma="); return secret }

func TestAnAddressIsProvenByItsReaderAndItsAccount(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		signUp := func(password string) *reader {
			r := s.reader()
			if a := r.post("/dang-ky", url.Values{"name": {"Trần Văn Nam"}, "email": {"nam@example.vn"}, "password": {password}}); a.status != http.StatusSeeOther {
				t.Fatalf("sign-up: %d\n%s", a.status, a.body)
			}
			return r
		}
		thief := signUp("mật khẩu của kẻ gian")
		stolen := s.link("nam@example.vn")
		thief.get("/cua-toi/tai-khoan").says(t, 200, "chưa được xác nhận")
		if page := thief.get("/cua-toi/thong-bao"); strings.Contains(page.body, secretOf(stolen)) {
			t.Fatal("the account reads the secret of the letter in its own notices")
		}
		owner := signUp(another)
		link := s.link("nam@example.vn")
		s.reader().get(link).says(t, 200, "nam@example.vn", `name="old"`)
		// The owner of the mailbox opens the letter of the thief's account: without the thief's password nothing is proven.
		s.reader().post("/xac-nhan", url.Values{"ma": {secretOf(stolen)}, "old": {another}}).says(t, 422, "Mật khẩu đang dùng chưa đúng")
		owner.post("/xac-nhan", url.Values{"ma": {"KHONGCO"}}).says(t, 404, "không còn dùng được")
		if a := owner.post("/xac-nhan", url.Values{"ma": {secretOf(link)}}); a.status != http.StatusSeeOther {
			t.Fatalf("proving: %d\n%s", a.status, a.body)
		}
		owner.get("/cua-toi/tai-khoan").says(t, 200, "Đã xác nhận địa chỉ nam@example.vn")
		owner.post("/xac-nhan", url.Values{"ma": {secretOf(link)}}).says(t, 404)
		thief.post("/xac-nhan", url.Values{"ma": {secretOf(stolen)}}).says(t, 409, "tài khoản khác")
		// A third account of the address is told nothing, its letter says who owns it.
		signUp("một mật khẩu khác nữa")
		if last := s.mailed("nam@example.vn"); !strings.Contains(last[len(last)-1], "Bạn đã có tài khoản") {
			t.Errorf("the owner is written %q", last[len(last)-1])
		}
	})
}

func TestAForgottenPassword(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		lan := s.citizen("lan@example.vn")
		r := s.reader()
		known := r.post("/quen-mat-khau", url.Values{"email": {"Lan@example.vn"}})
		unknown := r.post("/quen-mat-khau", url.Values{"email": {"ai@example.vn"}})
		if known.status != 200 || strings.ReplaceAll(known.body, "Lan@example.vn", "") != strings.ReplaceAll(unknown.body, "ai@example.vn", "") {
			t.Error("the answer tells who has an account")
		}
		if got := s.mailed("ai@example.vn"); len(got) != 1 || !strings.Contains(got[0], "Chưa có tài khoản") {
			t.Errorf("an address without account is written %q", got)
		}
		r.post("/quen-mat-khau", url.Values{"email": {"lan"}}).says(t, 422, `id="email-error"`)
		link := s.link("lan@example.vn")
		r.get(link).says(t, 200, `name="password"`)
		r.post("/dat-lai-mat-khau", url.Values{"ma": {secretOf(link)}, "password": {"ngắn"}}).says(t, 422, `id="password-error"`)
		r.post("/xac-nhan", url.Values{"ma": {secretOf(link)}}).says(t, 404)
		r.post("/dat-lai-mat-khau", url.Values{"ma": {secretOf(link)}, "password": {another}}).says(t, 200, "Đã đổi mật khẩu")
		if a := lan.get("/cua-toi"); a.status != http.StatusSeeOther {
			t.Errorf("a session from before still stands: %d", a.status)
		}
		r.post("/dat-lai-mat-khau", url.Values{"ma": {secretOf(link)}, "password": {another}}).says(t, 404)
		r.post("/dang-nhap", url.Values{"name": {"lan@example.vn"}, "password": {officetest.Password}}).says(t, 422)
		if a := r.post("/dang-nhap", url.Values{"name": {"lan@example.vn"}, "password": {another}}); a.header.Get("Location") != "/cua-toi" {
			t.Errorf("the new password: %d", a.status)
		}
		r.post("/quen-mat-khau", url.Values{"email": {"lan@example.vn"}})
		old := s.link("lan@example.vn")
		o.MoveTo("2022-06-06T09:31")
		r.get(old).says(t, 404, "quá hạn")
		r.post("/quen-mat-khau", url.Values{"email": {"lan@example.vn"}})
		r.post("/quen-mat-khau", url.Values{"email": {"lan@example.vn"}}).says(t, 429, "Đã gửi nhiều thư")
	})
}

func TestAnAddressGivesWayToAnother(t *testing.T) {
	s := sqlite(t, web.Config{})
	lan := s.citizen("lan@example.vn")
	s.citizen("nam@example.vn")
	move := func(email, password string) answer {
		return lan.post("/cua-toi/tai-khoan/email", url.Values{"email": {email}, "move": {password}})
	}
	move("moi@example.vn", "sai").says(t, 422, `id="move-error"`)
	move("lan@example.vn", officetest.Password).says(t, 422, "đang là địa chỉ của bạn")
	move("@@", officetest.Password).says(t, 422, `id="email-error"`)
	if a := move("nam@example.vn", officetest.Password); a.status != http.StatusSeeOther {
		t.Errorf("an address with an owner is answered %d: it tells who has an account", a.status)
	}
	move("moi@example.vn", officetest.Password)
	link := s.link("moi@example.vn")
	lan.get("/cua-toi/tai-khoan").says(t, 200, "lan@example.vn")
	lan.post("/xac-nhan", url.Values{"ma": {secretOf(link)}})
	lan.get("/cua-toi/tai-khoan").says(t, 200, "moi@example.vn")
	if got := s.mailed("lan@example.vn"); !strings.Contains(got[len(got)-1], "đã đổi") {
		t.Errorf("the old address is written %q", got)
	}
}

func TestASecondStepAtSignIn(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		lan := s.citizen("lan@example.vn")
		page := lan.get("/cua-toi/bao-mat/thiet-bi")
		page.says(t, 200, `class="qr"`)
		secret := regexp.MustCompile(`<code>([A-Z2-7]+)</code>`).FindStringSubmatch(page.body)[1]
		code := func(at time.Time) string {
			c, err := totp.GenerateCode(secret, at)
			if err != nil {
				t.Fatal(err)
			}
			return c
		}
		now := time.Now()
		lan.post("/cua-toi/bao-mat/thiet-bi", url.Values{"code": {"000000"}, "old": {officetest.Password}}).says(t, 422, `id="code-error"`, secret)
		lan.post("/cua-toi/bao-mat/thiet-bi", url.Values{"code": {code(now)}, "old": {"sai"}}).says(t, 422, `id="old-error"`)
		on := lan.post("/cua-toi/bao-mat/thiet-bi", url.Values{"code": {code(now)}, "old": {officetest.Password}})
		on.says(t, 200, "đang bật", "Còn 10 mã dự phòng")
		recovery := regexp.MustCompile(`<code>([A-Z2-7-]{19})</code>`).FindStringSubmatch(on.body)[1]
		if again := lan.get("/cua-toi/bao-mat"); strings.Contains(again.body, recovery) {
			t.Error("recovery codes are shown twice")
		}

		enter := func() *reader {
			r := s.reader()
			if a := r.post("/dang-nhap", url.Values{"name": {"lan@example.vn"}, "password": {officetest.Password}, "tiep": {"/cua-toi?x=1"}}); a.header.Get("Location") != "/dang-nhap/ma" {
				t.Fatalf("the password alone leads to %q", a.header.Get("Location"))
			}
			if a := r.get("/cua-toi"); a.status != http.StatusSeeOther {
				t.Fatal("the password alone opens the account")
			}
			return r
		}
		r := enter()
		r.get("/dang-nhap/ma").says(t, 200, "one-time-code")
		r.post("/dang-nhap/ma", url.Values{"code": {code(now)}}).says(t, 422, "đã dùng")
		later := code(now.Add(30 * time.Second))
		if a := r.post("/dang-nhap/ma", url.Values{"code": {later[:3] + " " + later[3:]}}); a.header.Get("Location") != "/cua-toi?x=1" {
			t.Fatalf("the code: %d\n%s", a.status, a.body)
		}
		r.get("/cua-toi").says(t, 200)
		r = enter()
		if a := r.post("/dang-nhap/ma", url.Values{"code": {strings.ToLower(recovery)}}); a.status != http.StatusSeeOther {
			t.Fatalf("a recovery code: %d", a.status)
		}
		r.get("/cua-toi/bao-mat").says(t, 200, "Còn 9 mã dự phòng")
		r = enter()
		for range 4 {
			r.post("/dang-nhap/ma", url.Values{"code": {recovery}}).says(t, 422)
		}
		r.post("/dang-nhap/ma", url.Values{"code": {recovery}})
		r.post("/dang-nhap/ma", url.Values{"code": {recovery}}).says(t, 429)
		if a := s.reader().post("/dang-nhap/ma", url.Values{"code": {later}}); a.header.Get("Location") != "/dang-nhap" {
			t.Errorf("a code without a password leads to %q", a.header.Get("Location"))
		}
		renewed := lan.post("/cua-toi/bao-mat/ma-du-phong", url.Values{"renew": {officetest.Password}})
		renewed.says(t, 200, "Còn 10 mã dự phòng")
		lan.post("/cua-toi/bao-mat/ma-du-phong", url.Values{"renew": {"sai"}}).says(t, 422, `id="renew-error"`)
	})
}

func TestTheSecondStepIsTurnedOffWithBoth(t *testing.T) {
	s := sqlite(t, web.Config{})
	lan := s.citizen("lan@example.vn")
	secret := regexp.MustCompile(`<code>([A-Z2-7]+)</code>`).FindStringSubmatch(lan.get("/cua-toi/bao-mat/thiet-bi").body)[1]
	code, err := totp.GenerateCode(secret, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	on := lan.post("/cua-toi/bao-mat/thiet-bi", url.Values{"code": {code}, "old": {officetest.Password}})
	recovery := regexp.MustCompile(`<code>([A-Z2-7-]{19})</code>`).FindStringSubmatch(on.body)[1]
	lan.post("/cua-toi/bao-mat/tat", url.Values{"old": {officetest.Password}, "code": {"123456"}}).says(t, 422, `id="code-error"`)
	lan.post("/cua-toi/bao-mat/tat", url.Values{"old": {"sai"}, "code": {recovery}}).says(t, 422, `id="old-error"`)
	lan.post("/cua-toi/bao-mat/tat", url.Values{"old": {officetest.Password}, "code": {recovery}})
	lan.get("/cua-toi/bao-mat").says(t, 200, "đang tắt")
	if a := s.reader().post("/dang-nhap", url.Values{"name": {"lan@example.vn"}, "password": {officetest.Password}}); a.header.Get("Location") != "/cua-toi" {
		t.Errorf("sign-in leads to %q", a.header.Get("Location"))
	}
}

func TestAnAccountIsClosed(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		lan := s.citizen("lan@example.vn")
		away := s.citizen("lan@example.vn")
		draft := lan.begin(general)
		view := moved(t, o)
		lan.post("/cua-toi/them", url.Values{"code": {view.Code}, "key": {view.Key}})
		lan.post("/cua-toi/tai-khoan/dong", url.Values{"old": {"sai"}, "sure": {"yes"}}).says(t, 422, `id="old-error"`)
		lan.post("/cua-toi/tai-khoan/dong", url.Values{"old": {officetest.Password}}).says(t, 422, "ô xác nhận")
		lan.get(draft).says(t, 200)
		lan.post("/cua-toi/tai-khoan/dong", url.Values{"old": {officetest.Password}, "sure": {"yes"}}).says(t, 200, "Tài khoản đã đóng")
		for _, r := range []*reader{lan, away} {
			if a := r.get("/cua-toi"); a.status != http.StatusSeeOther {
				t.Errorf("a closed account still opens its page: %d", a.status)
			}
		}
		lan.get(draft).says(t, 404)
		s.reader().post("/dang-nhap", url.Values{"name": {"lan@example.vn"}, "password": {officetest.Password}}).says(t, 422)
		s.reader().post("/tra-cuu", url.Values{"code": {view.Code}, "key": {view.Key}})
		if got := s.mailed("lan@example.vn"); !strings.Contains(got[len(got)-1], "Tài khoản đã đóng") {
			t.Errorf("the owner is written %q", got)
		}
	})
}
