package component_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"
	"golang.org/x/net/html"

	"motcua"
	"motcua/calendar"
	"motcua/deadline"
	"motcua/internal/message"
	"motcua/internal/web/view/component"
)

func printer(t *testing.T, lang string) *message.Printer {
	t.Helper()
	cat, err := message.Load()
	if err != nil {
		t.Fatal(err)
	}
	return cat.In(lang)
}

// draw renders a component and reads it back as HTML.
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

// all finds the elements of a name, with a class when one is given.
func all(node *html.Node, name, class string) []*html.Node {
	var found []*html.Node
	for n := range node.Descendants() {
		if n.Type == html.ElementNode && n.Data == name && (class == "" || strings.Contains(" "+attr(n, "class")+" ", " "+class+" ")) {
			found = append(found, n)
		}
	}
	return found
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func TestDueIsSaidInWords(t *testing.T) {
	now := time.Date(2022, 6, 24, 9, 0, 0, 0, calendar.Zone())
	due := time.Date(2022, 6, 30, 17, 0, 0, 0, calendar.Zone())
	today := time.Date(2022, 6, 24, 17, 0, 0, 0, calendar.Zone())
	cases := []struct {
		why, lang string
		due       component.Due
		want      string
		class     string
	}{
		{"in time: words and date", "vi", component.Due{Standing: deadline.InTime, Date: due, Margin: 39 * time.Hour, Now: now}, "Còn 4 ngày (30/06/2022)", "tone-ok"},
		{"beside a date the words alone", "vi", component.Due{Standing: deadline.InTime, Date: due, Margin: 39 * time.Hour, Now: now, Short: true}, "Còn 4 ngày", "tone-ok"},
		{"on the day the hour counts", "vi", component.Due{Standing: deadline.DueSoon, Date: today, Margin: 7 * time.Hour, Now: now}, "Hôm nay 17:00", "tone-warn"},
		{"past the hour of today it is overdue", "vi", component.Due{Standing: deadline.Overdue, Date: now.Add(-time.Hour), Margin: -time.Hour, Now: now, Short: true}, "Quá hạn 1 giờ", "tone-bad"},
		{"a stopped clock has no days left", "vi", component.Due{Standing: deadline.Paused, Date: due, Margin: 39 * time.Hour, Now: now}, "Tạm dừng tính hạn", "tone-pause"},
		{"finished late", "en", component.Due{Standing: deadline.Late}, "Returned late", "tone-bad"},
		{"finished early", "en", component.Due{Standing: deadline.Early}, "Returned early", "tone-ok"},
		{"seven hours are a day where the day has seven", "en", component.Due{Standing: deadline.InTime, Date: due, Margin: 15 * time.Hour, FullDay: 7 * time.Hour, Now: now, Short: true}, "2 days left", "tone-ok"},
	}
	for _, c := range cases {
		tag := all(draw(t, component.DueTag(printer(t, c.lang), c.due)), "span", "tag")[0]
		if got := text(tag); got != c.want {
			t.Errorf("%s: got %q, want %q", c.why, got, c.want)
		}
		if got := attr(tag, "class"); !strings.Contains(got, c.class) {
			t.Errorf("%s: class: got %q, want %q", c.why, got, c.class)
		}
	}
}

func TestFaultsReachTheirFields(t *testing.T) {
	p := printer(t, "vi")
	fault := motcua.Join(motcua.InvalidField("applicant", "gallery.applicant"), motcua.Refused(motcua.Conflict, "gallery.conflict"))
	problems := component.ProblemsOf(p, errors.Join(errors.New("saving"), fault))
	if got, want := len(problems), 2; got != want {
		t.Fatalf("problems: got %d, want %d", got, want)
	}
	summary := draw(t, component.ErrorSummary(p, problems))
	links := all(summary, "a", "")
	if got, want := len(links), 1; got != want {
		t.Fatalf("only what is about a field leads to it: got %d links, want %d", got, want)
	}
	field := draw(t, component.Input(component.Field{Name: "applicant", Label: "Họ và tên", Error: problems.Of("applicant")}))
	input := all(field, "input", "")[0]
	if got, want := "#"+attr(input, "id"), attr(links[0], "href"); got != want {
		t.Errorf("the summary leads to the field: got %q, want %q", got, want)
	}
	if got, want := attr(input, "aria-invalid"), "true"; got != want {
		t.Errorf("aria-invalid: got %q, want %q", got, want)
	}
	said := attr(input, "aria-describedby")
	if got, want := strings.TrimSpace(said), "applicant-error"; got != want {
		t.Errorf("described by: got %q, want %q", got, want)
	}
	if got := component.ProblemsOf(p, errors.New("disk full")); got != nil {
		t.Errorf("what is no fault is not for readers: got %v", got)
	}
	if got, want := len(all(draw(t, component.ErrorSummary(p, nil)), "div", "errors")), 0; got != want {
		t.Errorf("without problems there is no summary: got %d, want %d", got, want)
	}
}

// strip makes a strip of n days from 6 June 2022, today and due at these places.
func strip(n, today, due int) component.Strip {
	s := component.Strip{ID: "s", Whole: n, Used: today}
	for i := range n {
		d := component.StripDay{Date: calendar.Date{Year: 2022, Month: 6, Day: 6}.AddDays(i), Owner: component.Unit, Today: i == today, Due: i == due}
		if i > today {
			d.Owner = component.Future
		}
		s.Days = append(s.Days, d)
	}
	s.Due = calendar.Date{Year: 2022, Month: 6, Day: 6}.AddDays(due)
	return s
}

func TestStripHasABoxForEachWorkingDay(t *testing.T) {
	p := printer(t, "vi")
	for _, n := range []int{1, 3, 15, 45, 120} {
		picture := draw(t, component.DeadlineStrip(p, strip(n, n/2, n-1)))
		if got, want := len(all(picture, "rect", "day")), n; got != want {
			t.Errorf("%d days: got %d boxes, want %d", n, got, want)
		}
		labels := all(picture, "text", "dated")
		if len(labels) == 0 || len(labels) > 24 {
			t.Errorf("%d days: %d dates stand under the strip", n, len(labels))
		}
		if got, want := len(all(picture, "rect", "today")), 1; got != want {
			t.Errorf("%d days: today: got %d rings, want %d", n, got, want)
		}
	}
}

func TestStripSaysTheSameInWords(t *testing.T) {
	p := printer(t, "vi")
	picture := draw(t, component.DeadlineStrip(p, strip(15, 13, 14)))
	const want = "Đã dùng 13 trên 15 ngày làm việc, hẹn trả 20/06/2022."
	if got := attr(all(picture, "svg", "strip-days")[0], "aria-label"); got != want {
		t.Errorf("said: got %q, want %q", got, want)
	}
	if got := text(all(picture, "figcaption", "")[0]); !strings.Contains(got, want) {
		t.Errorf("shown: got %q, want %q", got, want)
	}
	late := strip(5, 4, 2)
	late.Days[3].Owner, late.Days[4].Owner = component.Overdue, component.Overdue
	if got, want := attr(all(draw(t, component.DeadlineStrip(p, late)), "svg", "strip-days")[0], "aria-label"), "quá ngày hẹn trả 08/06/2022"; !strings.Contains(got, want) {
		t.Errorf("late: got %q, want it to say %q", got, want)
	}
	if got, want := text(all(draw(t, component.DeadlineStrip(p, strip(3, 1, 1))), "svg", "strip-days")[0]), "Hôm nay · Hẹn trả"; !strings.Contains(got, want) {
		t.Errorf("today is the due day: got %q, want it to say %q", got, want)
	}
}

func TestBarIsNeverLongerThanItsTrack(t *testing.T) {
	cases := []struct {
		why  string
		used component.Usage
		want string
	}{
		{"half", component.Usage{Used: 4 * time.Hour, Whole: 8 * time.Hour}, "49.5%"},
		{"more than all", component.Usage{Used: 9 * time.Hour, Whole: 8 * time.Hour}, "99.0%"},
		{"a minute can be seen", component.Usage{Used: time.Minute, Whole: 100 * time.Hour}, "2.0%"},
		{"nothing", component.Usage{Whole: time.Hour}, "0%"},
		{"no term", component.Usage{Used: time.Hour}, "0%"},
	}
	for _, c := range cases {
		fill := all(draw(t, component.Bar(c.used)), "rect", "fill")[0]
		if got := attr(fill, "width"); got != c.want {
			t.Errorf("%s: got %q, want %q", c.why, got, c.want)
		}
	}
}

func TestTableCellsKnowTheirColumns(t *testing.T) {
	sheet := component.Sheet{Caption: "Hồ sơ", Columns: []component.Column{{Hidden: "Chọn"}, {Label: "Mã"}, {Label: "Phí", Numeric: true}},
		Rows: []component.Row{{Cells: []templ.Component{component.Text(""), component.Text("H57"), component.Text("0")}}}}
	table := draw(t, component.Table(sheet))
	if got, want := text(all(table, "th", "")[3]), "H57"; got != want {
		t.Errorf("the first named column heads the row: got %q, want %q", got, want)
	}
	cells := all(table, "td", "")
	if got, want := attr(cells[1], "data-label"), "Phí"; got != want {
		t.Errorf("on a phone the cell names its column: got %q, want %q", got, want)
	}
	if got, want := attr(cells[1], "class"), "num"; got != want {
		t.Errorf("numbers stand right: got %q, want %q", got, want)
	}
}

func TestHrefCannotRunScript(t *testing.T) {
	picture := draw(t, component.LinkTo(component.Link{Label: "x", Href: "javascript:alert(1)"}))
	if got := attr(all(picture, "a", "")[0], "href"); strings.HasPrefix(got, "javascript:") {
		t.Errorf("got %q", got)
	}
}

func BenchmarkTableOf100Rows(b *testing.B) {
	cat, err := message.Load()
	if err != nil {
		b.Fatal(err)
	}
	p := cat.In("vi")
	sheet := component.Sheet{Caption: "Hồ sơ", Columns: []component.Column{{Label: "Hồ sơ"}, {Label: "Người nộp"}, {Label: "Hạn"}}}
	for range 100 {
		sheet.Rows = append(sheet.Rows, component.Row{Cells: []templ.Component{
			component.LinkWith(component.Link{Label: "H57.16-220606-0027", Href: "/can-bo/ho-so/1"}, "Cấp Giấy chứng nhận đăng ký đầu tư"),
			component.Text("Công ty TNHH Dệt may Phú Bài"),
			component.DueCell(p, component.Due{Standing: deadline.DueSoon, Margin: 12 * time.Hour, Short: true}, component.Usage{Used: time.Hour, Whole: 2 * time.Hour}),
		}})
	}
	for b.Loop() {
		var out strings.Builder
		if err := component.Table(sheet).Render(b.Context(), &out); err != nil {
			b.Fatal(err)
		}
	}
}
