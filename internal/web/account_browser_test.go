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
