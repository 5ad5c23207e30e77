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
	t.Parallel()
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
		{"what fits nearly, where nothing fits", "/thu-tuc?tu-khoa=giai+the+doanh+ngiep", nil},
		{"an event of life, in English", "/thu-tuc?chu-de=dau-tu-nuoc-ngoai&lang=en", nil},
		{"a procedure half translated", "/thu-tuc/2.001583?lang=en", nil},
		{"the whole record", "/thu-tuc/1.009645/toan-van?lang=vi", every},
		{"versions side by side", "/thu-tuc/1.009645/so-sanh", every},
		{"what is open as data", "/du-lieu", nil},
		{"the guide", "/huong-dan", nil},
		{"accessibility", "/tro-nang", nil},
	} {
		t.Run(page.why, func(t *testing.T) { b.Axe(t, s.URL+page.path, page.themes...) })
	}
}

// TestLatenessIsToldToEverybody holds the pages that tell of late dossiers, with
// dossiers on them, to the same.
func TestLatenessIsToldToEverybody(t *testing.T) {
	s := sqlite(t, web.Config{})
	moved(t, s.Office)
	s.Office.MoveTo("2022-09-20T08:00")
	b := browsertest.New(t)
	for why, path := range map[string]string{"figures": "/cong-khai?ky=2022-Q3", "late dossiers": "/cong-khai/xin-loi?ky=2022-09", "nothing late": "/cong-khai/xin-loi?ky=2022-01"} {
		t.Run(why, func(t *testing.T) { b.Axe(t, s.URL+path, "light", "dark", "contrast") })
	}
}

func TestCataloguePagesShutNobodyOut(t *testing.T) {
	t.Parallel()
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
