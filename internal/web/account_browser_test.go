package web_test

import (
	"testing"

	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/internal/web/browsertest"
)

// TestAccountPagesShutNobodyOut signs up and in with scripts switched off, and
// holds the pages of an account to WCAG 2.2 AA.
func TestAccountPagesShutNobodyOut(t *testing.T) {
	t.Parallel()
	s := sqlite(t, web.Config{})
	b := browsertest.New(t)
	every := []string{"light", "dark", "contrast"}
	b.Axe(t, s.URL+"/dang-ky", every...)
	b.Do(t, browsertest.NoScript(), visit(s, "/dang-ky"), fill("name", "Trần Văn Nam"), fill("email", "nam@example.vn"), fill("password", officetest.Password),
		press("Đăng ký"), sees("Thêm hồ sơ đã nộp tại quầy"))
	view := moved(t, s.Office)
	b.Do(t, browsertest.NoScript(), visit(s, "/cua-toi"), fill("code", view.Code), fill("key", view.Key), press("Thêm hồ sơ"), sees(view.Code))
	b.Axe(t, s.URL+"/cua-toi", every...)
	b.Axe(t, s.URL+"/cua-toi/tai-khoan", every...)
	b.Axe(t, s.URL+"/cua-toi/phien", "light")
}

// TestPagesOfProofShutNobodyOut holds the pages of proof, of the second step and
// of closing to WCAG 2.2 AA.
func TestPagesOfProofShutNobodyOut(t *testing.T) {
	t.Parallel()
	s := sqlite(t, web.Config{})
	s.citizen("lan@example.vn")
	b := browsertest.New(t)
	every := []string{"light", "dark", "contrast"}
	b.Axe(t, s.URL+"/quen-mat-khau", every...)
	b.Do(t, visit(s, "/quen-mat-khau"), fill("email", "lan"), press("Gửi thư"), sees("phải có dạng"))
	b.Do(t, visit(s, "/quen-mat-khau"), fill("email", "lan@example.vn"), press("Gửi thư"), sees("Đã gửi thư tới lan@example.vn"))
	b.Axe(t, s.URL+s.link("lan@example.vn"), every...)
	b.Do(t, browsertest.NoScript(), visit(s, "/dang-nhap"), fill("name", "lan@example.vn"), fill("password", officetest.Password), press("Đăng nhập"), sees("Thêm hồ sơ đã nộp tại quầy"))
	for _, path := range []string{"/cua-toi/bao-mat", "/cua-toi/bao-mat/thiet-bi", "/cua-toi/tai-khoan/dong", "/cua-toi/tai-khoan"} {
		b.Axe(t, s.URL+path, every...)
	}
}

// TestPagesOfMandatesShutNobodyOut holds the pages of those who act for an
// organisation, and the desk's, to WCAG 2.2 AA.
func TestPagesOfMandatesShutNobodyOut(t *testing.T) {
	t.Parallel()
	s := sqlite(t, web.Config{})
	lan, _ := s.mandated("lan@example.vn", forCompany)
	lan.hand("/cua-toi/to-chuc", forCompany, [3]string{"evidence", "giấy uỷ quyền.pdf", pdf})
	b := browsertest.New(t)
	every := []string{"light", "dark", "contrast"}
	b.Do(t, browsertest.NoScript(), visit(s, "/dang-nhap"), fill("name", "lan@example.vn"), fill("password", officetest.Password), press("Đăng nhập"), sees("Thêm hồ sơ đã nộp tại quầy"))
	b.Axe(t, s.URL+"/cua-toi/giay-to", every...)
	b.Axe(t, s.URL+"/cua-toi/to-chuc", every...)
	b.Do(t, visit(s, "/cua-toi/to-chuc"), press("Làm thay cho tổ chức này"), sees("Thêm hồ sơ đã nộp tại quầy"))
	b.Axe(t, s.URL+"/cua-toi", every...)
	desk := browsertest.New(t)
	desk.Do(t, visit(s, "/dang-nhap"), fill("name", "reception"), fill("password", officetest.Password), press("Đăng nhập"), sees("Việc của tôi"))
	desk.Axe(t, s.URL+"/can-bo/uy-quyen", every...)
}

// TestPagesOfProvidersShutNobodyOut holds the pages that offer a provider of
// identities to WCAG 2.2 AA, and goes through it in a browser.
func TestPagesOfProvidersShutNobodyOut(t *testing.T) {
	t.Parallel()
	s, _ := withProvider(t, officetest.New(t, "sqlite", "2022-06-06T08:30"))
	b := browsertest.New(t)
	b.Axe(t, s.URL+"/dang-nhap", "light", "dark", "contrast")
	b.Do(t, visit(s, "/dang-nhap"), press("Đăng nhập bằng VNeID"), until("no page of the provider", `document.querySelector("#username")`),
		until("no sign-in there", `(() => { const f = document.querySelector("form"); f.username.value = "lan"; f.password.value = "verysecure"; f.submit(); return true; })()`),
		sees("Thêm hồ sơ đã nộp tại quầy"))
	b.Axe(t, s.URL+"/cua-toi/tai-khoan", "light", "dark", "contrast")
}
