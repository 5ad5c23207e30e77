package web_test

import (
	"testing"

	"motcua/internal/web"
	"motcua/internal/web/browsertest"
)

// TestRefusedFormsShutNobodyOut holds to WCAG 2.2 AA what comes back when the
// forms of the public are sent with nothing in them.
func TestRefusedFormsShutNobodyOut(t *testing.T) {
	t.Parallel()
	s := sqlite(t, web.Config{})
	b, r := browsertest.New(t), s.reader()
	draft := r.begin(general)
	b.Do(t, visit(s, "/nop/mo"), fill("code", draft[len("/nop/"):]), fill("key", r.keyOf(draft)), press("Mở"), sees("Hồ sơ đang làm"))
	for _, page := range []string{draft + "/nguoi-nop", draft + "/to-khai/applicant", draft + "/to-khai/request", draft + "/giay-to", draft + "/nhan-ket-qua",
		"/phan-anh/gui", "/phan-anh/theo-doi", "/tra-cuu", "/dang-ky", "/dang-nhap", "/nop/mo", "/xac-thuc"} {
		t.Run(page, func(t *testing.T) { b.AxeRefused(t, s.URL+page, "light", "dark", "contrast") })
	}
	r.fill(draft)
	b.AxeRefused(t, s.URL+draft+"/kiem-tra", "light", "dark", "contrast")
}
