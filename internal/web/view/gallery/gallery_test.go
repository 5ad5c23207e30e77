package gallery_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"motcua/internal/message"
	"motcua/internal/web/asset"
	"motcua/internal/web/browsertest"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/gallery"
	"motcua/internal/web/view/layout"
)

func page(t *testing.T, lang string) layout.Page {
	t.Helper()
	cat, err := message.Load()
	if err != nil {
		t.Fatal(err)
	}
	return layout.Page{
		Title: "Mẫu giao diện", Printer: cat.In(lang), Theme: layout.Light, Path: "/",
		Brand: layout.Brand{
			Agency: "Sở Kế hoạch và Đầu tư tỉnh Thừa Thiên Huế", ShortName: "Sở KH&ĐT Thừa Thiên Huế",
			Address: "Đường Tôn Đức Thắng, thành phố Huế", Phone: "0234.1022", Hours: "thứ Hai – thứ Sáu",
		},
		Links: layout.Links{Home: "/", Desk: "/", Display: "/hien-thi", SignIn: "/dang-nhap", SignOut: "/dang-xuat", Search: "/tim", Scan: "/quet", Privacy: "/rieng-tu", Access: "/tro-nang"},
		Nav: []layout.MenuItem{
			{Label: "Trang chủ", Href: "/", Current: true}, {Label: "Thủ tục", Href: "/thu-tuc"}, {Label: "Tra cứu hồ sơ", Href: "/tra-cuu"},
			{Label: "Phản ánh, kiến nghị", Href: "/phan-anh"}, {Label: "Hướng dẫn", Href: "/huong-dan"},
		},
		User: &layout.User{Name: "Lê Thị Quỳnh Như", Post: "Chuyên viên, P. Kinh tế đối ngoại", Menu: []layout.MenuGroup{
			{Title: "Làm việc", Items: []layout.MenuItem{
				{Label: "Việc của tôi", Icon: "list-checks", Href: "#", Count: 12, Urgent: true},
				{Label: "Tiếp nhận tại quầy", Icon: "ticket", Href: "#", Current: true},
				{Label: "Hồ sơ trực tuyến chờ nhận", Icon: "inbox", Href: "#", Count: 5},
				{Label: "Hồ sơ", Icon: "folder-open", Href: "#"},
			}},
			{Title: "Danh mục", Items: []layout.MenuItem{{Label: "Thủ tục và quy trình", Icon: "book-open", Href: "#"}}},
		}},
		Demo: time.Date(2022, 6, 24, 2, 0, 0, 0, time.UTC), Version: "0.1",
	}
}

// serve serves the gallery in both frames under the policy of the product.
func serve(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.Handle(asset.Prefix, asset.Handler())
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, r *http.Request) {
		render(t, w, r, false)
	})
	mux.HandleFunc("/public", func(w http.ResponseWriter, r *http.Request) {
		render(t, w, r, true)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

func render(t *testing.T, w http.ResponseWriter, r *http.Request, public bool) {
	w.Header().Set("Content-Security-Policy", "default-src 'self'")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	p := page(t, r.URL.Query().Get("lang"))
	view := gallery.Page(p)
	if public {
		p.User = nil
		p.Title = "Một cửa"
		view = gallery.Public(p)
	}
	var html bytes.Buffer
	if err := view.Render(t.Context(), &html); err != nil {
		t.Errorf("rendering: %v", err)
	}
	// A browser that leaves early is no fault of the page.
	_, _ = html.WriteTo(w)
}

func TestGalleryShutsNobodyOut(t *testing.T) {
	url := serve(t)
	browser := browsertest.New(t)
	browser.Axe(t, url+"/", "light", "dark", "contrast")
	browser.Axe(t, url+"/public", "light", "dark", "contrast")
	browser.Axe(t, url+"/?lang=en", "light")
}

// TestPictures writes pictures of the gallery to the folder named by
// MOTCUA_PICTURES, for eyes to judge; without it one picture is proof enough
// that the page can be drawn.
func TestPictures(t *testing.T) {
	url := serve(t)
	browser := browsertest.New(t)
	folder := os.Getenv("MOTCUA_PICTURES")
	if folder == "" {
		file := filepath.Join(t.TempDir(), "gallery.png")
		browser.Screenshot(t, url+"/", browsertest.Desk, "light", file)
		if info, err := os.Stat(file); err != nil || info.Size() < 50_000 {
			t.Errorf("the picture is empty or absent: %v", err)
		}
		return
	}
	for _, name := range []string{"", "public"} {
		for _, theme := range []string{"light", "dark", "contrast"} {
			browser.Screenshot(t, url+"/"+name, browsertest.Desk, theme, filepath.Join(folder, "gallery"+name+"-"+theme+".png"))
			browser.Screenshot(t, url+"/"+name, browsertest.Phone, theme, filepath.Join(folder, "gallery"+name+"-"+theme+"-phone.png"))
		}
	}
}

func TestNothingIsInline(t *testing.T) {
	for _, lang := range []string{"vi", "en"} {
		var b strings.Builder
		if err := gallery.Page(page(t, lang)).Render(t.Context(), &b); err != nil {
			t.Fatal(err)
		}
		html := b.String()
		for _, forbidden := range []string{" style=", "<style", " onclick=", "javascript:", "<no value>", "component.", "ui.", "%!"} {
			if strings.Contains(html, forbidden) {
				t.Errorf("%s: the page holds %q", lang, forbidden)
			}
		}
		if got, want := strings.Count(html, "<h1"), 1; got != want {
			t.Errorf("%s: h1: got %d, want %d", lang, got, want)
		}
	}
}

func TestAProblemIsSaidAtItsField(t *testing.T) {
	problems := component.Problems{{Field: "phone", Text: "Nhập số điện thoại"}}
	if got, want := problems.Of("phone"), "Nhập số điện thoại"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := problems.Of("name"), ""; got != want {
		t.Errorf("nothing is wrong with the name: got %q, want %q", got, want)
	}
}
