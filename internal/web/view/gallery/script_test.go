package gallery_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"motcua/internal/web/asset"
	"motcua/internal/web/browsertest"
	"motcua/internal/web/view/gallery"
)

// desk serves the gallery as a desk where choices are found and codes scanned.
func desk(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.Handle(asset.Prefix, asset.Handler())
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, r *http.Request) { render(t, w, r, false) })
	mux.HandleFunc("/can-bo/danh-muc/thu-tuc", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if r.URL.Query().Get("q") != "chap thuan" {
			_, _ = w.Write([]byte(`[]`))
			return
		}
		_, _ = w.Write([]byte(`[{"value":"1.009645","label":"Chấp thuận chủ trương đầu tư","note":"35 ngày"},{"value":"1.009646","label":"<b>Điều chỉnh</b>"}]`))
	})
	mux.HandleFunc("/quet", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(`<!doctype html><title>quet</title><p id="scanned">` + r.PostFormValue("scan") + `</p>`))
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL + "/"
}

// expect fails unless the page says that the expression is true, at last
// within ten seconds.
func expect(why, expression string) chromedp.Action[chromedp.Void] {
	return chromedp.Evaluate[chromedp.Void](`new Promise((yes, no) => {
		const end = Date.now() + 10000;
		const look = () => (`+expression+`) ? yes() : Date.now() > end ? no(new Error("`+why+`")) : setTimeout(look, 20);
		look();
	})`, chromedp.EvalAwaitPromise)
}

func TestKeysShortenTheWay(t *testing.T) {
	url := desk(t)
	browser := browsertest.New(t)
	const blur = `document.activeElement.blur()`
	browser.Do(t,
		chromedp.Navigate(url),
		expect("faults take the focus when the page opens", `document.activeElement.matches(".errors")`),
		chromedp.KeyEvent("/"),
		expect("/ goes to the search box", `document.activeElement.name === "q"`),
		chromedp.KeyEvent("j"),
		expect("letters are letters where one types", `document.activeElement.value.endsWith("j")`),
		chromedp.Evaluate[chromedp.Void](blur),
		chromedp.KeyEvent("j"), chromedp.KeyEvent("j"),
		expect("J walks to the second row", `document.activeElement.closest("tr") === document.querySelectorAll("[data-rows] tbody tr")[1]`),
		chromedp.KeyEvent("x"),
		expect("X chooses it", `document.querySelectorAll("[data-rows] tbody input")[1].checked`),
		chromedp.Evaluate[chromedp.Void](`document.documentElement.dataset.keys = "off"`),
		chromedp.KeyEvent("k"),
		expect("switched off, K stays", `document.activeElement.closest("tr") === document.querySelectorAll("[data-rows] tbody tr")[1]`),
	)
}

func TestAScannerIsHeardWhereNobodyTypes(t *testing.T) {
	url := desk(t)
	browser := browsertest.New(t)
	const wedge = `(() => {
		document.activeElement.blur();
		for (const key of [..."H57.16-220606-0027", "Enter"]) document.body.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
	})()`
	browser.Do(t,
		chromedp.Navigate(url),
		expect("the script is there", `document.activeElement.matches(".errors")`),
		chromedp.Evaluate[chromedp.Void](wedge),
		chromedp.WaitVisible(chromedp.CSS("#scanned")),
		expect("the code arrives whole", `document.querySelector("#scanned").textContent === "H57.16-220606-0027"`),
	)
}

func TestProceduresAreFoundWhileTyping(t *testing.T) {
	url := desk(t)
	browser := browsertest.New(t)
	const list = `document.querySelector("#procedure-list")`
	// A key pressed by the protocol sends the form whatever the page says; an
	// event shows whether the page held it back.
	const enter = `(() => {
		const press = new KeyboardEvent("keydown", {key: "Enter", bubbles: true, cancelable: true});
		document.querySelector("#procedure").dispatchEvent(press);
		window.held = press.defaultPrevented;
	})()`
	browser.Do(t,
		chromedp.Navigate(url),
		expect("the field is a combobox", `document.querySelector("#procedure").getAttribute("role") === "combobox"`),
		chromedp.Evaluate[chromedp.Void](`document.querySelector("#procedure").value = ""; document.querySelector("#procedure").focus()`),
		chromedp.KeyEvent("chap thuan"),
		expect("the choices open", list+`.children.length === 2 && !`+list+`.hidden`),
		expect("choices are text, never markup", list+`.children[1].querySelector("b") === null`),
		chromedp.KeyEvent(kb.ArrowDown),
		expect("the arrow marks the first", list+`.children[0].getAttribute("aria-selected") === "true"`),
		expect("screen readers hear of it", `document.querySelector("#procedure").getAttribute("aria-activedescendant") === "procedure-list-0"`),
		chromedp.Evaluate[chromedp.Void](enter),
		expect("Enter does not send the form", `window.held`),
		expect("Enter takes its value", `document.querySelector("#procedure").value === "1.009645" && `+list+`.hidden`),
	)
}

func TestNothingNeedsTheScript(t *testing.T) {
	p := page(t, "vi")
	var html strings.Builder
	if err := gallery.Page(p).Render(t.Context(), &html); err != nil {
		t.Fatal(err)
	}
	for _, way := range []string{
		`action="/hien-thi"`, `action="/tim"`, `href="/quet"`, `action="/dang-xuat"`, `<details class="fold">`,
	} {
		if !strings.Contains(html.String(), way) {
			t.Errorf("without script there is no %s", way)
		}
	}
}
