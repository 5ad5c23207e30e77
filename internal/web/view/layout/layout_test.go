package layout_test

import (
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"

	"motcua/internal/message"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/layout"
)

func draw(t *testing.T, c templ.Component) *html.Node {
	t.Helper()
	var b strings.Builder
	if err := c.Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	node, err := html.Parse(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return node
}

// values lists an attribute of the elements of a name, "" where it is absent.
func values(node *html.Node, name, attribute string) []string {
	var found []string
	for n := range node.Descendants() {
		if n.Type != html.ElementNode || n.Data != name {
			continue
		}
		value := ""
		for _, a := range n.Attr {
			if a.Key == attribute {
				value = a.Val
			}
		}
		found = append(found, value)
	}
	return found
}

func page(t *testing.T, lang string) layout.Page {
	t.Helper()
	cat, err := message.Load()
	if err != nil {
		t.Fatal(err)
	}
	return layout.Page{
		Title: "Việc của tôi", Printer: cat.In(lang), Path: "/can-bo/viec?han=5", Theme: layout.Dark, Size: layout.Large,
		Brand: layout.Brand{Agency: "Sở A"},
		Links: layout.Links{Home: "/", Desk: "/can-bo/viec", Display: "/hien-thi", SignOut: "/dang-xuat", Search: "/can-bo/tim"},
		User:  &layout.User{Name: "An", Menu: []layout.MenuGroup{{Items: []layout.MenuItem{{Label: "Việc", Href: "/can-bo/viec", Count: 3, Current: true}}}}},
	}
}

func contains(list []string, want string) bool {
	for _, s := range list {
		if s == want {
			return true
		}
	}
	return false
}

func TestFrameCarriesTheReadersChoices(t *testing.T) {
	frames := map[string]func(layout.Page) templ.Component{"public": layout.Public, "staff": layout.Staff}
	for name, frame := range frames {
		for _, lang := range []string{"vi", "en"} {
			doc := draw(t, frame(page(t, lang)))
			for attribute, want := range map[string]string{"lang": lang, "data-theme": "dark", "data-size": "large", "data-keys": "on"} {
				if got := values(doc, "html", attribute)[0]; got != want {
					t.Errorf("%s %s: %s: got %q, want %q", name, lang, attribute, got, want)
				}
			}
			if got, want := len(values(doc, "main", "id")), 1; got != want {
				t.Errorf("%s: main: got %d, want %d", name, got, want)
			}
			if got, want := values(doc, "main", "id")[0], "main"; got != want {
				t.Errorf("%s: the skip link leads to main: got %q, want %q", name, got, want)
			}
			if !contains(values(doc, "input", "value"), "/can-bo/viec?han=5") {
				t.Errorf("%s: the form of display does not come back to where the reader was", name)
			}
		}
	}
}

func TestTitleSaysFaultsFirst(t *testing.T) {
	p := page(t, "vi")
	p.Faulty = true
	doc := draw(t, layout.Staff(p))
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "title" {
			if got, want := n.FirstChild.Data, "Lỗi: Việc của tôi – Một cửa điện tử"; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
			return
		}
	}
	t.Error("the page has no title")
}

func TestWhatIsNotThereIsNotShown(t *testing.T) {
	p := page(t, "vi")
	p.Links, p.User = layout.Links{Home: "/"}, nil
	doc := draw(t, layout.Staff(p))
	if got := values(doc, "form", "action"); len(got) != 0 {
		t.Errorf("forms without an address: %v", got)
	}
	if got := values(doc, "nav", "class"); len(got) != 0 {
		t.Errorf("a menu for nobody: %v", got)
	}
}

func TestFlashIsToldToScreenReaders(t *testing.T) {
	p := page(t, "vi")
	p.Flash = &component.Message{Tone: component.OK, Text: "Đã tiếp nhận."}
	if !contains(values(draw(t, layout.Public(p)), "div", "role"), "status") {
		t.Error("the message has no role status")
	}
}
