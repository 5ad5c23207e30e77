package web_test

import (
	"context"
	"errors"
	"net/url"
	"testing"

	"github.com/chromedp/chromedp"

	"motcua/internal/office"
	"motcua/internal/web"
	"motcua/internal/web/browsertest"
)

// meanwhile does something outside the browser.
func meanwhile(do func() error) step {
	return func(context.Context, *chromedp.Target) (chromedp.Void, error) { return chromedp.Void{}, do() }
}

// mark puts something on a page that is gone when the page is loaded anew.
var mark = chromedp.Evaluate[chromedp.Void](`window.stayed = true`)

const stayed = `window.stayed === true`

// TestAPageShowsWhatOthersDid: what the office and another reader do is on a
// page that is open, without loading it anew and without taking away what
// somebody types, unfolded or stood at; it is said to those who listen.
func TestAPageShowsWhatOthersDid(t *testing.T) {
	s := sqlite(t, web.Config{})
	o := s.Office
	view, other := asked(t, s)
	b := browsertest.New(t)
	at, own := office.Target{Code: view.Code}, "/tra-cuu/"+view.Code
	takes := meanwhile(func() error {
		_, err := o.TakePapers(t.Context(), o.As("specialist"), at, nil)
		return err
	})
	writes := meanwhile(func() error {
		_, err := o.WriteToApplicant(t.Context(), o.As("specialist"), at, "Mời bà ghé quầy 3", nil)
		return err
	})
	asks := meanwhile(func() error {
		if a := other.post(own+"/trao-doi", url.Values{"text": {"Tôi đến ngày mai"}}); a.status != 303 {
			return errors.New(a.body)
		}
		return nil
	})
	b.Do(t, visit(s, "/t/"+view.Code+"/"+view.Key), sees("Bản chụp bị mờ"), mark,
		until("no reasons", `(() => { const d = document.querySelector("main details"); if (d) d.open = true; return d; })()`),
		takes, sees("Hồ sơ vừa có cập nhật"), until("the request for papers still stands, or the page was loaded anew", stayed+` && !document.querySelector('main a[href$="/bo-sung"]')`),
		until("what was unfolded is folded", `document.querySelector("main details").open`),
		until("it is not said", `document.querySelector("[role=status][data-live-said]").innerText.includes("Hồ sơ vừa có cập nhật")`))
	b.Do(t, visit(s, "/t/"+view.Code+"/"+view.Key), sees("Hồ sơ "+view.Code), visit(s, own+"/trao-doi"), sees("Trao đổi"), mark,
		until("no field", `(() => { const f = document.querySelector('main textarea[name="text"]'); f.focus(); f.value = "Đang viết dở"; return true; })()`),
		writes, sees("Mời bà ghé quầy 3"), asks, sees("Tôi đến ngày mai"),
		until("what was typed is gone, or where it was typed", stayed+` && document.activeElement.name === "text" && document.activeElement.value === "Đang viết dở"`))
	b.Axe(t, s.URL+own+"/trao-doi", "light", "dark", "contrast")
	b.Axe(t, s.URL+own+"/nhan-ket-qua", "light", "dark", "contrast")
}

// TestFollowingWithoutJavaScript: without scripts a page stays as it was, and
// shows what happened when it is loaded anew.
func TestFollowingWithoutJavaScript(t *testing.T) {
	s := sqlite(t, web.Config{})
	view, _ := asked(t, s)
	b := browsertest.New(t)
	own := "/tra-cuu/" + view.Code
	b.Do(t, browsertest.NoScript(), visit(s, "/t/"+view.Code+"/"+view.Key), sees("Bản chụp bị mờ"),
		visit(s, own+"/nhan-ket-qua"), tick("delivery", "postal"), fill("address", "12 Lê Lợi, Huế"), press("Lưu cách nhận"), sees("Bạn đổi cách nhận kết quả"),
		meanwhile(func() error {
			_, err := s.Office.WriteToApplicant(t.Context(), s.Office.As("specialist"), office.Target{Code: view.Code}, "Mời bà ghé quầy 3", nil)
			return err
		}),
		visit(s, own), sees("Cơ quan giải quyết nhắn"), visit(s, own+"/trao-doi"), sees("Mời bà ghé quầy 3"))
}

// TestWhatBecameOfAResultShutsNobodyOut holds the pages of results that were
// posted, replaced and revoked to WCAG 2.2 AA, for everybody who sees them.
func TestWhatBecameOfAResultShutsNobodyOut(t *testing.T) {
	t.Parallel()
	s := sqlite(t, web.Config{})
	view, _, deed := decided(t, s)
	every := []string{"light", "dark", "contrast"}
	head := s.as("director")
	head.deed(deed+"/ket-qua", paper("12/GCN"), [3]string{"file", "a.pdf", pdf})
	b := browsertest.New(t)
	signIn(t, b, s, "reception")
	b.Axe(t, s.URL+deed+"/tra", every...)
	s.as("reception").deed(deed+"/tra", url.Values{"method": {"postal"}, "tracking": {"RR123456789VN"}})
	b.Axe(t, s.URL+deed+"/buu-gui", "light")
	signIn(t, b, s, "director")
	b.Axe(t, s.URL+deed+"/thay-ket-qua", "light")
	b.Axe(t, s.URL+deed+"/thu-hoi-ket-qua", "light")
	head.deed(deed+"/thu-hoi-ket-qua", paper("13/QĐ", "reason", "Giấy tờ giả mạo"))
	now, err := s.Office.Dossier(t.Context(), s.Office.As("director"), view.Code)
	if err != nil {
		t.Fatal(err)
	}
	b.Axe(t, s.URL+deed+"/nhat-ky", "light")
	b.Axe(t, s.URL+"/x/"+view.Code+"/"+now.Conclusion.Document.Check, every...)
	b.Do(t, visit(s, "/t/"+view.Code+"/"+view.Key), sees("RR123456789VN"))
	b.Axe(t, s.URL+"/tra-cuu/"+view.Code, every...)
}
