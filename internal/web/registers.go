package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/work"
	"motcua/register"

	"github.com/a-h/templ"
)

// The books, as handlers are made for them.
const (
	incoming = register.In
	outgoing = register.Out
)

// registers leads to the first book that the reader may open.
func (w *Web) registers(rw http.ResponseWriter, r *http.Request) error {
	to := "register.book"
	if mayOpen(w.actor(r), w.routes["register.in"]) {
		to = "register.in"
	}
	return w.redirect(rw, r, w.address(to))
}

// bookTabs are the ways from one book to the others.
func (d reader) bookTabs(current string) []component.Tab {
	var tabs []component.Tab
	for _, name := range []string{"register.in", "register.out", "register.book"} {
		if mayOpen(d.actor, d.w.routes[name]) {
			tabs = append(tabs, component.Tab{Label: d.p.T(name), Href: d.address(name), Current: name == current})
		}
	}
	return tabs
}

// anyYear is what the address says for all years.
const anyYear = "tat-ca"

// documentQuery reads what the address asks of a book: of the present year when
// it names none.
func (d reader) documentQuery(direction register.Direction, f url.Values) (office.DocumentQuery, error) {
	q := office.DocumentQuery{Direction: direction, Kind: f.Get("loai"), State: register.State(f.Get("trang-thai")), Unit: f.Get("phong"),
		Text: strings.TrimSpace(f.Get("q")), Mine: f.Get("xem") == "cua-toi", Overdue: f.Get("xem") == "qua-han", After: f.Get("sau")}
	switch year, err := strconv.Atoi(f.Get("nam")); {
	case f.Get("nam") == anyYear:
	case err != nil || year < 1900 || year > 9999:
		q.Year = calendar.DateOf(d.now).Year
	default:
		q.Year = year
	}
	var err error
	if q.From, err = readDate("tu", f.Get("tu")); err != nil {
		return q, err
	}
	q.To, err = readDate("den", f.Get("den"))
	return q, err
}

// showRegister lists a book, with filters that can be shared as an address.
func showRegister(direction register.Direction) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		d, err := w.reader(r)
		if err != nil {
			return err
		}
		f := r.URL.Query()
		q, err := d.documentQuery(direction, f)
		if err != nil {
			return err
		}
		list, err := w.office.Documents(r.Context(), d.actor, q)
		if err != nil {
			return err
		}
		n, err := w.office.CountDocuments(r.Context(), d.actor, q)
		if err != nil {
			return err
		}
		name := "register." + string(direction)
		page := w.page(r, name)
		l := work.List{Head: component.Head{Title: page.Title, Lead: d.documentsCounted(n)}, TabList: d.p.T("register.nav"), Tabs: d.bookTabs(name),
			Filter: d.documentFilter(name, q, f), Sheet: d.documentSheet(page.Title, direction, list.Items), Pages: pages(r, list.Next)}
		if identity.Can(d.actor, identity.KeepRegister, identity.Object{LeadAgency: w.office.LeadAgency()}) == nil {
			l.Actions = append(l.Actions, component.Action{Label: d.p.T(name + ".new"), Icon: "plus", Look: component.Primary, Href: w.address(name + ".new")})
		}
		l.Actions = append(l.Actions, component.Action{Label: d.p.T("register.export"), Icon: "download", Href: withQuery(w.address(name+".xlsx"), f)})
		l.Empty = component.Nothing{Title: d.p.T("register.empty"), Text: d.p.T("register.empty.do"), Icon: "inbox"}
		return w.render(rw, r, http.StatusOK, work.Show(page, l))
	}
}

// withQuery adds the filter of a list to an address, without its page.
func withQuery(address string, f url.Values) string {
	q := url.Values{}
	for name, values := range f {
		if name != "sau" {
			q[name] = values
		}
	}
	if len(q) == 0 {
		return address
	}
	return address + "?" + q.Encode()
}

func (d reader) documentsCounted(n int) string {
	if n >= mostCounted {
		return d.p.T("register.countedMore", "Count", n)
	}
	return d.p.T("register.counted", "Count", n)
}

func (d reader) documentFilter(name string, q office.DocumentQuery, f url.Values) *work.Filter {
	field := func(name, key string) component.Field {
		return component.Field{Name: name, Label: d.p.T("register.filter." + key), Value: f.Get(name)}
	}
	words, from, to := field("q", "words"), field("tu", "from"), field("den", "to")
	words.Kind, from.InputMode, to.InputMode = "search", "numeric", "numeric"
	states := []component.Choice{{Label: d.p.T("register.filter.any")}}
	for _, s := range register.StatesOf(q.Direction) {
		states = append(states, component.Choice{Value: string(s), Label: d.p.T("register.state." + string(s))})
	}
	view := []component.Choice{{Label: d.p.T("register.filter.any")}, {Value: "qua-han", Label: d.p.T("register.filter.overdue")}}
	if q.Direction == register.In {
		view = append(view, component.Choice{Value: "cua-toi", Label: d.p.T("register.filter.mine")})
	}
	filter := &work.Filter{Filter: component.Filter{Action: d.address(name)}, Fields: []component.Field{words, from, to}, Selects: []work.Select{
		{Field: field("nam", "year"), Choices: d.yearChoices(q.Year)}, {Field: field("loai", "kind"), Choices: d.documentKinds(register.Kinds(), "register.filter.any")},
		{Field: field("trang-thai", "state"), Choices: states}, {Field: field("phong", "unit"), Choices: d.ownUnits("register.filter.any")},
		{Field: field("xem", "view"), Choices: view}}}
	if len(f) > 0 {
		filter.Clear = d.address(name)
	}
	return filter
}

// yearsBack is how many years the filter offers beside the present one.
const yearsBack = 5

func (d reader) yearChoices(chosen int) []component.Choice {
	now := calendar.DateOf(d.now).Year
	var choices []component.Choice
	for year := now; year >= now-yearsBack; year-- {
		choices = append(choices, component.Choice{Value: strconv.Itoa(year), Label: strconv.Itoa(year), Chosen: year == chosen})
	}
	return append(choices, component.Choice{Value: anyYear, Label: d.p.T("register.filter.anyYear"), Chosen: chosen == 0})
}

func (d reader) documentKinds(kinds []register.Kind, none string) []component.Choice {
	choices := []component.Choice{{Label: d.p.T(none)}}
	for _, k := range kinds {
		choices = append(choices, component.Choice{Value: k.ID, Label: d.kindName(k)})
	}
	return choices
}

// kindName is the name of a type with its code: Báo cáo (BC).
func (d reader) kindName(k register.Kind) string {
	name := d.p.T("register.kind." + k.ID)
	if k.Code == "" {
		return name
	}
	return name + " (" + k.Code + ")"
}

// ownUnits are the units of the department.
func (d reader) ownUnits(none string) []component.Choice {
	var choices []component.Choice
	if none != "" {
		choices = append(choices, component.Choice{Label: d.p.T(none)})
	}
	for _, u := range d.book.Agency(d.w.office.LeadAgency()).Units {
		choices = append(choices, component.Choice{Value: u.ID, Label: u.Name})
	}
	return choices
}

func (d reader) documentSheet(caption string, direction register.Direction, list []register.Summary) component.Sheet {
	sheet := component.Sheet{Caption: caption, Keys: true}
	columns := []string{"arrival", "symbol", "subject", "sender", "holder", "due"}
	if direction == register.Out {
		columns = []string{"symbol", "subject", "recipients", "signer", "drafter", "due"}
	}
	for _, c := range columns {
		sheet.Columns = append(sheet.Columns, component.Column{Label: d.p.T("register.column." + c)})
	}
	for _, s := range list {
		link := component.Link{Label: s.Symbol, Href: d.address("register.record", s.ID)}
		if s.Symbol == "" {
			link.Label = d.p.T("register.symbol.none")
		}
		subject := component.TextWith(s.Subject, d.urgencyAndSecrecy(s.Content))
		row := []templ.Component{component.LinkWith(link, d.p.Date(s.Date)), subject, component.Text(s.Recipient), component.Text(s.Signer),
			component.Text(d.unit(s.Agency, s.Unit)), d.documentDue(s)}
		if direction == register.In {
			row = []templ.Component{component.TextWith(strconv.Itoa(s.Number), d.p.Date(s.Received)), component.LinkWith(link, d.p.Date(s.Date)), subject,
				component.Text(s.Sender), component.Text(d.documentHolder(s.Agency, s.Unit, s.Name)), d.documentDue(s)}
		}
		sheet.Rows = append(sheet.Rows, component.Row{ID: "vb-" + s.ID, Cells: row})
	}
	return sheet
}

// urgencyAndSecrecy says what of a document is out of the ordinary.
func (d reader) urgencyAndSecrecy(c register.Content) string {
	var words []string
	if c.IsSecret() {
		words = append(words, d.p.T("register.secrecy."+string(c.Secrecy)))
	}
	if c.Urgency != register.Normal {
		words = append(words, d.p.T("register.urgency."+string(c.Urgency)))
	}
	return strings.Join(words, ", ")
}

func (d reader) documentHolder(agency, unit, person string) string {
	if unit == "" {
		return d.p.T("register.holder.none")
	}
	return joined(d.unit(agency, unit), person)
}

// documentDue is the cell that says how a document stands.
func (d reader) documentDue(s register.Summary) templ.Component {
	label := d.documentState(s.State)
	switch {
	case s.Replaced != "":
		label = component.Label{Text: d.p.T("register.replaced", "Symbol", s.Replaced), Icon: "refresh-cw", Tone: component.Warn}
	case s.State.Open() && !s.Due.IsZero():
		return component.DueTag(d.p, *d.dueAt(s.Due))
	}
	return component.Tag(label)
}

func (d reader) documentState(s register.State) component.Label {
	label := component.Label{Text: d.p.T("register.state." + string(s)), Icon: "clock", Tone: component.Info}
	switch s {
	case register.Released, register.Completed:
		label.Icon, label.Tone = "check", component.OK
	case register.Cancelled:
		label.Icon, label.Tone = "x", component.Bad
	}
	return label
}
