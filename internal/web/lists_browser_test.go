package web_test

import (
	"net/url"
	"testing"

	"motcua/internal/web"
	"motcua/internal/web/browsertest"

	"github.com/chromedp/chromedp"
)

// TestPagesOfListsShutNobodyOut holds the pages of lists, bulk acts, exports and
// imports to WCAG 2.2 AA; with JavaScript one box ticks the page and is counted.
func TestPagesOfListsShutNobodyOut(t *testing.T) {
	s := sqlite(t, web.Config{Demo: true})
	furnished(t, s.Office)
	head, desk := s.as("head"), s.as("office")
	head.post("/can-bo/bo-loc", url.Values{"danh-sach": {"ho-so"}, "cau": {"q=a"}, "name": {"Có chữ a"}})
	boxes := ticks(head.get("/can-bo/ho-so"))
	rows := url.Values{"viec": {"assign"}, "hs": boxes, "person": {"specialist"}}
	done := head.post("/can-bo/hang-loat", url.Values{"viec": {"remind"}, "hs": boxes}).header.Get("Location")
	wrong := desk.handBook(book(t, append(sound[:2:2], []any{"", "9.999", "x", "", "1", ""}), nil)).header.Get("Location")
	begun := desk.handBook(book(t, sound, nil)).header.Get("Location")
	b := browsertest.New(t)
	signIn(t, b, s, "head")
	for why, path := range map[string]string{"a list to tick": "/can-bo/ho-so", "filters kept": "/can-bo/bo-loc?danh-sach=ho-so&q=b", "an act before it is done": "/can-bo/hang-loat?" + rows.Encode(),
		"what became of it": done, "before an export": "/can-bo/xuat?danh-sach=ho-so", "tasks": "/can-bo/tac-vu",
		"sheets before they are printed": "/can-bo/hang-loat?" + url.Values{"viec": {"sheets"}, "loai": {"supplement"}, "hs": append(boxes, "H57.16-220606-9999@1")}.Encode()} {
		t.Run(why, func(t *testing.T) { b.Axe(t, s.URL+path, "light") })
	}
	b.Do(t, visit(s, "/can-bo/ho-so"), until("the box is there", `document.querySelector("[data-all]").offsetParent !== null`),
		chromedp.Click(chromedp.CSS("[data-all]")), until("all are counted", `document.querySelector("[data-chosen]").textContent === "4"`))
	signIn(t, b, s, "office")
	begun = desk.post(begun+"/nhap", nil).header.Get("Location")
	for why, path := range map[string]string{"a file is asked for": "/can-bo/nhap-ho-so", "a file with errors": wrong, "a task that waits": begun} {
		t.Run(why, func(t *testing.T) { b.Axe(t, s.URL+path, "light") })
	}
}
