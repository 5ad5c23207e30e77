package eform_test

import (
	"bytes"
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"motcua/calendar"
	room "motcua/eform"
	"motcua/internal/message"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/eform"
)

var day = calendar.Date{Year: 2022, Month: 6, Day: 6}

func printer(t testing.TB) *message.Printer {
	t.Helper()
	words, err := message.Load()
	if err != nil {
		t.Fatal(err)
	}
	return words.In("vi")
}

type fataler interface{ Fatal(args ...any) }

func draw(t fataler, p *message.Printer, d eform.SectionData) string {
	var page bytes.Buffer
	if err := eform.Section(p, d).Render(context.Background(), &page); err != nil {
		t.Fatal(err)
	}
	return page.String()
}

// posted is what a browser sends of a page: what is checked, chosen or typed in
// it and not disabled.
func posted(t fataler, page string) map[string][]string {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	values := map[string][]string{}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		a := map[string]string{}
		for _, attribute := range n.Attr {
			a[attribute.Key] = attribute.Val
		}
		if _, disabled := a["disabled"]; disabled {
			return
		}
		_, checked := a["checked"]
		switch name := a["name"]; {
		case n.Type != html.ElementNode || name == "":
		case n.Data == "input" && (checked || a["type"] != "radio" && a["type"] != "checkbox"):
			values[name] = append(values[name], a["value"])
		case n.Data == "textarea":
			if n.FirstChild != nil {
				values[name] = append(values[name], n.FirstChild.Data)
			}
		case n.Data == "select":
			values[name] = append(values[name], chosen(n))
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child)
		}
	}
	walk(root)
	return values
}

func chosen(n *html.Node) string {
	first, found := "", false
	for o := n.FirstChild; o != nil; o = o.NextSibling {
		value, selected := "", false
		for _, a := range o.Attr {
			value, selected = map[bool]string{true: a.Val, false: value}[a.Key == "value"], selected || a.Key == "selected"
		}
		if selected {
			return value
		}
		if !found && o.Type == html.ElementNode {
			first, found = value, true
		}
	}
	return first
}

// TestWhatIsDrawnIsKept: a page that shows answers, right or wrong, and is sent
// as it is, gives the same document and the same faults.
func TestWhatIsDrawnIsKept(t *testing.T) {
	p := printer(t)
	forms, err := room.Standard()
	if err != nil {
		t.Fatal(err)
	}
	text := rapid.OneOf(rapid.StringMatching(`[ -~àảãáạăđêôơưỨỆ\n"'<>&]{0,20}`), rapid.StringMatching(`[0-9./]{0,12}`), rapid.Just(""),
		rapid.SampledFrom([]string{"46", "474", "19783", "5510", "5510 – x", "27/3/1985", "046085001234"}))
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom(forms).Draw(t, "form")
		values := map[string][]string{}
		var fill func(questions []room.Question, prefix string)
		fill = func(questions []room.Question, prefix string) {
			for _, q := range questions {
				path := prefix + q.Name
				switch q.Kind {
				case room.Group:
					fill(q.Questions, path+".")
				case room.List:
					for n := range rapid.IntRange(0, 3).Draw(t, "rows") {
						fill(q.Questions, path+"."+strconv.Itoa(n)+".")
					}
				case room.Address:
					for _, part := range []string{"province", "district", "commune", "street"} {
						values[path+"."+part] = []string{text.Draw(t, part)}
					}
				case room.Choice, room.Several:
					values[path] = []string{rapid.SampledFrom(q.Choices).Draw(t, "choice").Value}
				default:
					values[path] = []string{text.Draw(t, path)}
				}
			}
		}
		again := map[string][]string{}
		for _, s := range f.Sections {
			fill(s.Questions, "")
		}
		a := f.Read(values)
		for i := range f.Sections {
			for name, list := range posted(t, draw(t, p, eform.SectionData{Form: f, Section: &f.Sections[i], Answers: a, Day: day})) {
				again[name] = append(again[name], list...)
			}
		}
		back := f.Read(again)
		want, err := f.Document(a, day)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := f.Document(back, day); err != nil || string(got) != string(want) {
			t.Fatalf("drawn and sent: %s, %v\nwas: %s", got, err, want)
		}
		if got, want := fields(f.Check(back, "", day)), fields(f.Check(a, "", day)); !slices.Equal(got, want) {
			t.Fatalf("drawn and sent, at fault: %v\nwas: %v", got, want)
		}
		for _, s := range f.Sections {
			if revealed := f.Revealed(back, s.ID, again); len(revealed) > 0 {
				t.Fatalf("the page did not say that it showed %v", revealed)
			}
		}
	})
}

func fields[F interface{ Error() string }](faults []F) []string {
	var list []string
	for _, f := range faults {
		list = append(list, f.Error())
	}
	return list
}

func TestSection(t *testing.T) {
	p := printer(t)
	f := room.For("x", day)
	section, _ := f.Section("applicant")
	d := eform.SectionData{Form: f, Section: section, Day: day, Action: "/nop/1", Places: "/dia-ban",
		Answers: room.Answers{"applicantKind": "person", "fullName": "Lan <b>", "address": map[string]any{"province": "46"}}, Prefilled: map[string]bool{"fullName": true}}
	page := draw(t, p, d)
	for reason, want := range map[string]string{
		"what is held says so":                   "Đã có sẵn",
		"markup is a text":                       `value="Lan &lt;b&gt;"`,
		"a part that is shown":                   `<fieldset class="stack" data-show-if="{&#34;applicantKind&#34;:[&#34;person&#34;]}">`,
		"a part that is not":                     `<fieldset class="stack" hidden disabled data-show-if`,
		"the districts of the chosen province":   "Huyện A Lưới",
		"no wards before a district":             "Chọn nơi ở trên trước",
		"a button comes back to its question":    `formaction="/nop/1#address"`,
		"what need not be answered":              "(không bắt buộc)",
		"the edition goes with the codes":        `name="address.edition" value="2022-07"`,
		"what browsers fill in":                  `autocomplete="name"`,
		"the first button of a form is the form": `<button type="submit" hidden>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%s: no %q in\n%s", reason, want, page)
		}
	}
	d.Problems = component.Problems{{Field: "fullName", Text: "Nhập họ và tên"}, {Field: "address.district", Text: "Chọn huyện"}}
	page = draw(t, p, d)
	for _, want := range []string{`id="fullName-error"`, `aria-invalid="true"`, `id="address.district-error"`} {
		if !strings.Contains(page, want) {
			t.Errorf("a fault is not marked: no %q", want)
		}
	}
	if strings.Contains(page, "Đã có sẵn") {
		t.Error("a value that is at fault is not praised as held")
	}
}
