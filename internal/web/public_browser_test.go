package web_test

import (
	"testing"

	"github.com/chromedp/chromedp"

	"motcua/internal/web"
	"motcua/internal/web/browsertest"
)

// TestPublicPagesShutNobodyOut holds every public template, and those of the
// catalogue, to WCAG 2.2 AA at both widths and in three themes.
func TestPublicPagesShutNobodyOut(t *testing.T) {
	s := sqlite(t, web.Config{Demo: true})
	view := moved(t, s.Office)
	b := browsertest.New(t)
	every := []string{"light", "dark", "contrast"}
	for _, page := range []struct {
		why, path string
		themes    []string
	}{
		{"home", "/", every},
		{"the list", "/thu-tuc?tu-khoa=dau+tu", every},
		{"nothing found", "/thu-tuc?tu-khoa=khongcogi", nil},
		{"a procedure", "/thu-tuc/1.009645", every},
		{"the form of the look-up", "/tra-cuu", every},
		{"a dossier whose date moved", "/t/" + view.Code + "/" + view.Key, every},
		{"figures", "/cong-khai", every},
		{"sign-in with the parts of the demonstration", "/dang-nhap", every},
		{"contact", "/lien-he", nil},
		{"versions side by side", "/thu-tuc/1.009645/so-sanh", nil},
		{"late dossiers", "/cong-khai/xin-loi", nil},
		{"what is open as data", "/du-lieu", nil},
		{"the guide", "/huong-dan", nil},
		{"accessibility", "/tro-nang", nil},
	} {
		t.Run(page.why, func(t *testing.T) { b.Axe(t, s.URL+page.path, page.themes...) })
	}
}

func TestCataloguePagesShutNobodyOut(t *testing.T) {
	s := sqlite(t, web.Config{Demo: true})
	b := browsertest.New(t)
	signIn(t, b, s, "office")
	for why, path := range map[string]string{
		"the list": "/can-bo/danh-muc/thu-tuc", "a procedure": "/can-bo/danh-muc/thu-tuc/1.009645",
		"calendars": "/can-bo/danh-muc/lich", "import": "/can-bo/danh-muc/nhap",
	} {
		t.Run(why, func(t *testing.T) { b.Axe(t, s.URL+path, "light", "dark", "contrast") })
	}
}

// TestTrackingWithoutJavaScript follows an applicant from the home page to the
// reason of the new date, with scripts switched off.
func TestTrackingWithoutJavaScript(t *testing.T) {
	s := sqlite(t, web.Config{})
	view := moved(t, s.Office)
	b := browsertest.New(t)
	b.Do(t, browsertest.NoScript(), visit(s, "/"),
		chromedp.Evaluate[chromedp.Void](`if (window.htmx) { throw new Error("scripts run") }`),
		chromedp.Click(`//main//a[contains(., "Tra cứu hồ sơ")]`), chromedp.WaitVisible(chromedp.CSS(`input[name="key"]`)),
		fill("code", view.Code), fill("key", "BCFGHJ"), press("Xem hồ sơ"), sees("Còn 9 lần thử"),
		fill("key", view.Key), press("Xem hồ sơ"), sees("Vì sao ngày hẹn thay đổi?"), sees("01/08/2022"), sees("Kiểm tra sự phù hợp quy hoạch"),
		chromedp.Click(`//summary[contains(., "Vì sao ngày này?")]`), chromedp.WaitVisible(chromedp.CSS(`.reasons`)))
}
