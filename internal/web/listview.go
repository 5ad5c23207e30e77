package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"motcua"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/work"
	"motcua/report"

	"github.com/a-h/templ"
)

// seen is a list as its reader asks for it: the part of the address that says
// what is listed, and what that means.
type seen struct {
	list     string
	values   url.Values // only what the list knows, nothing empty
	pile     pile       // of my work
	query    office.Query
	filtered bool
}

// listKeys are what may stand behind the ? of a list.
func listKeys(list string) []string {
	if list == office.ListWork {
		return []string{"nhom", "q", "thu-tuc"}
	}
	return []string{"q", "thu-tuc", "trang-thai", "han", "phong", "den", "so-lieu"}
}

// seenOf reads what an address asks of a list.
func (d reader) seenOf(list string, f url.Values) (seen, error) {
	s := seen{list: list, values: url.Values{}}
	for _, key := range listKeys(list) {
		if value := strings.TrimSpace(f.Get(key)); value != "" {
			s.values.Set(key, value)
			s.filtered = s.filtered || key != "nhom"
		}
	}
	v := s.values
	if list == office.ListWork {
		all := piles(d.actor)
		s.pile = all[0]
		if i := slices.IndexFunc(all, func(p pile) bool { return p.name == v.Get("nhom") }); i >= 0 {
			s.pile = all[i]
		} else {
			v.Del("nhom")
		}
		s.query = s.pile.query
	}
	s.query.Text, s.query.Procedure = v.Get("q"), v.Get("thu-tuc")
	if list == office.ListDossiers {
		s.query.Status, s.query.Standing, s.query.Unit = dossier.Status(v.Get("trang-thai")), deadline.Standing(v.Get("han")), v.Get("phong")
		before, err := readDate("den", v.Get("den"))
		if err != nil {
			return s, err
		}
		if !before.IsZero() {
			s.query.DueBefore = before.AddDays(1).At(0)
		}
		if text := v.Get("so-lieu"); text != "" {
			cell, err := report.ParseCell(text)
			if err != nil {
				return s, err
			}
			s.query.Counted = &cell
		}
	}
	return s, nil
}

// address is where the list stands as it is seen.
func (d reader) seenAt(s seen) string { return queried(d.listAddress(s.list), s.values) }

func (d reader) listAddress(list string) string {
	if list == office.ListWork {
		return d.address("work")
	}
	return d.address("dossiers")
}

func queried(address string, values url.Values) string {
	if len(values) == 0 {
		return address
	}
	return address + "?" + values.Encode()
}

// countingTakes is how long a page waits for the numbers of its reader's own
// filters: a search for words reads every dossier, and a tab without a number
// is a tab still.
const countingTakes = 1500 * time.Millisecond

// viewTabs are the reader's own filters of a list with how many each finds;
// true when one of them is what is seen.
func (d reader) viewTabs(r *http.Request, s seen) ([]component.Tab, bool, error) {
	views, err := d.w.office.SavedViews(r.Context(), d.actor, s.list)
	if err != nil {
		return nil, false, err
	}
	ctx, cancel := context.WithTimeout(r.Context(), countingTakes)
	defer cancel()
	var tabs []component.Tab
	found := false
	for _, v := range views {
		values, _ := url.ParseQuery(v.Query) // it was written by Encode
		tab := component.Tab{Label: shorten(v.Name, 40), Href: queried(d.listAddress(s.list), values), Current: !found && v.Query == s.values.Encode()}
		if v.Star {
			tab.Label = "★ " + tab.Label
		}
		found = found || tab.Current
		if asked, err := d.seenOf(s.list, values); err == nil { // a filter of what is no more finds nothing
			tab.Count, err = d.w.office.CountDossiers(ctx, d.actor, asked.query)
			if err != nil && !errors.Is(err, context.DeadlineExceeded) && motcua.KindOf(err) == motcua.Internal {
				return nil, false, err
			}
		}
		tabs = append(tabs, tab)
	}
	return tabs, found, nil
}

// aboveList are the ways from a list to what can be done with all of it.
func (d reader) aboveList(s seen) []component.Action {
	q := url.Values{"danh-sach": {s.list}}
	for key, values := range s.values {
		q[key] = values
	}
	return []component.Action{
		{Label: d.p.T("list.view.manage"), Icon: "settings", Small: true, Href: queried(d.address("views"), q)},
		{Label: d.p.T("list.export"), Icon: "download", Small: true, Href: queried(d.address("export"), q)},
	}
}

// columnsOf are the columns the reader sees of a list; whoever is named in one
// of them gets a name.
func (d *reader) columnsOf(r *http.Request, list string) ([]string, error) {
	columns, err := d.w.office.ColumnsOf(r.Context(), d.actor, list)
	if err == nil && slices.Contains(columns, "person") {
		d.names, err = d.w.office.PeopleNames(r.Context(), d.actor)
	}
	return columns, err
}

// table is a list of dossiers with the columns its reader chose; pick puts a
// box before each row.
func (d reader) table(caption string, list []dossier.Summary, columns []string, pick bool) component.Sheet {
	sheet := component.Sheet{Caption: caption, Keys: true}
	if pick {
		sheet.Columns = append(sheet.Columns, component.Column{Hidden: d.p.T("list.pick")})
	}
	for _, c := range columns {
		sheet.Columns = append(sheet.Columns, component.Column{Label: d.p.T("work.column." + c)})
	}
	for _, s := range list {
		row := component.Row{ID: "hs-" + s.Code}
		if pick {
			row.Cells = append(row.Cells, work.Box("hs", picked(s.Code, s.Version), d.p.T("list.pickOne", "Code", s.Code)))
		}
		for _, c := range columns {
			row.Cells = append(row.Cells, d.cell(s, c))
		}
		sheet.Rows = append(sheet.Rows, row)
	}
	return sheet
}

func (d reader) cell(s dossier.Summary, column string) templ.Component {
	switch column {
	case "dossier":
		return component.LinkWith(component.Link{Label: s.Code, Href: d.address("dossier", s.Code)}, s.ProcedureName)
	case "applicant":
		return component.Text(s.Applicant)
	case "identifier":
		return component.Text(s.Identifier)
	case "channel":
		return component.Text(d.p.T("dossier.channel." + string(s.Channel)))
	case "received":
		return component.Text(d.p.Instant(s.ReceivedAt))
	case "due":
		return component.DueCell(d.p, d.dueOf(s), d.usage(s))
	case "holder":
		return component.Text(d.unit(s.Holder.Agency, s.Holder.Unit))
	case "person":
		return component.Text(d.names[s.Holder.Person])
	case "ended":
		if s.EndedAt.IsZero() {
			return component.Text("")
		}
		return component.Text(d.p.Instant(s.EndedAt))
	default:
		status := d.status(s.Status).Text
		if s.Task == "" || !s.EndedAt.IsZero() || s.Task == status {
			return component.Text(status)
		}
		return component.TextWith(status, s.Task)
	}
}

// bulk is what can be done with the rows ticked; nil for who may do none of it.
func (d reader) bulk() *work.Bulk {
	b := work.Bulk{Action: d.address("bulk"), All: d.p.T("list.pickAll"), Chosen: d.p.T("list.picked")}
	for _, a := range bulkActs() {
		if d.actor.Is(a.who...) {
			b.Acts = append(b.Acts, component.Action{Label: d.p.T("bulk." + a.name), Icon: a.icon, Small: true, Name: "viec", Value: a.name})
		}
	}
	if len(b.Acts) == 0 {
		return nil
	}
	return &b
}

// views lets the reader keep the filter that is seen, order those kept, and
// choose the columns of a list.
func (w *Web) views(rw http.ResponseWriter, r *http.Request) error {
	return w.showViews(rw, r, r.URL.Query(), "", nil)
}

func (w *Web) showViews(rw http.ResponseWriter, r *http.Request, asked url.Values, typedName string, wrong error) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	list := asked.Get("danh-sach")
	views, err := w.office.SavedViews(r.Context(), d.actor, list)
	if err != nil {
		return err
	}
	s, err := d.seenOf(list, asked)
	if err != nil {
		return err
	}
	page := w.page(r, "list.view.title")
	page.Faulty = wrong != nil
	back := component.Link{Label: d.listName(list), Href: d.seenAt(s)}
	v := work.Views{Head: component.Head{Title: page.Title, Lead: d.p.T("list.view.lead"), Crumbs: []component.Link{back}},
		List: list, Save: w.address("views.save"), Change: func(id string) string { return w.address("view", id) }, Columns: w.address("columns")}
	if wrong != nil {
		v.Problems = component.ProblemsOf(d.p, wrong)
	}
	if s.filtered || s.values.Get("nhom") != "" {
		v.Query, v.Seen = s.values.Encode(), d.told(s)
		v.Name = component.Field{Name: "name", Label: d.p.T("list.view.name"), Hint: d.p.T("list.view.name.hint"), Value: typedName, Most: 100, Width: component.Middle, Error: v.Problems.Of("name")}
	}
	for _, kept := range views {
		values, _ := url.ParseQuery(kept.Query)
		about, _ := d.seenOf(list, values)
		v.Items = append(v.Items, work.View{ID: kept.ID, Name: kept.Name, Star: kept.Star, About: d.inWords(about), Link: component.Link{Label: kept.Name, Href: queried(d.listAddress(list), values)},
			Error: v.Problems.Of("name-" + kept.ID)})
	}
	chosen, err := w.office.ColumnsOf(r.Context(), d.actor, list)
	if err != nil {
		return err
	}
	for _, c := range office.ListColumns(d.actor) {
		v.Choices = append(v.Choices, component.Choice{Value: c, Label: d.p.T("work.column." + c), Chosen: slices.Contains(chosen, c), Disabled: c == "dossier"})
	}
	return w.render(rw, r, statusFor(v.Problems), work.KeepViews(page, v))
}

func (d reader) listName(list string) string {
	if list == office.ListWork {
		return d.p.T("work.title")
	}
	return d.p.T("work.dossiers")
}

// told are the conditions of what is seen, in words.
func (d reader) told(s seen) []component.Fact {
	var facts []component.Fact
	add := func(key, text string) {
		if text != "" {
			facts = append(facts, component.Fact{Name: d.p.T(key), Text: text})
		}
	}
	v := s.values
	if s.list == office.ListWork {
		add("work.tabs", d.p.T("work.tab."+tabKey(s.pile.name)))
	}
	add("work.filter.text", v.Get("q"))
	add("work.filter.procedure", v.Get("thu-tuc"))
	if text := v.Get("trang-thai"); text != "" && slices.Contains(dossier.Statuses(), dossier.Status(text)) {
		add("work.filter.status", d.p.T("dossier.status."+text))
	}
	if text := v.Get("han"); slices.Contains(listStandings(), deadline.Standing(text)) {
		add("work.filter.standing", d.p.T("work.standing."+text))
	}
	if unit := v.Get("phong"); unit != "" {
		add("work.filter.unit", d.unitNamed(unit))
	}
	add("work.filter.before", v.Get("den"))
	if s.query.Counted != nil {
		add("figures.counted", d.countedInWords(*s.query.Counted))
	}
	return facts
}

// unitNamed is the name of a unit of any agency.
func (d reader) unitNamed(id string) string {
	for _, a := range d.book.Agencies {
		if u, ok := a.Unit(id); ok {
			return u.Name
		}
	}
	return id
}

func (d reader) inWords(s seen) string {
	var parts []string
	for _, f := range d.told(s) {
		parts = append(parts, f.Name+": "+f.Text)
	}
	return strings.Join(parts, " · ")
}

// saveView keeps the filter that was seen.
func (w *Web) saveView(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	asked, err := url.ParseQuery(r.PostForm.Get("cau"))
	if err != nil {
		asked = url.Values{}
	}
	list := r.PostForm.Get("danh-sach")
	s, err := d.seenOf(list, asked)
	if err != nil {
		return err
	}
	name := r.PostForm.Get("name")
	if err := w.office.SaveView(r.Context(), d.actor, list, name, s.values); err != nil {
		if motcua.KindOf(err) != motcua.Invalid {
			return err
		}
		asked.Set("danh-sach", list)
		return w.showViews(rw, r, asked, name, err)
	}
	w.flash(r, d.p.T("list.view.saved", "Name", name))
	return w.redirect(rw, r, d.seenAt(s))
}

// changeView renames, stars, raises or forgets a filter.
func (w *Web) changeView(rw http.ResponseWriter, r *http.Request) error {
	ctx, by, id := r.Context(), w.actor(r), r.PathValue("id")
	var v office.SavedView
	var err error
	switch r.PostForm.Get("viec") {
	case "star":
		v, err = w.office.StarView(ctx, by, id)
	case "raise":
		v, err = w.office.RaiseView(ctx, by, id)
	case "drop":
		v, err = w.office.DropView(ctx, by, id)
	default:
		v, err = w.office.RenameView(ctx, by, id, r.PostForm.Get("name-"+id))
	}
	back := url.Values{"danh-sach": {v.List}}
	var fault *motcua.Fault
	if errors.As(err, &fault) && fault.Kind == motcua.Invalid {
		fault.Field = "name-" + id
		return w.showViews(rw, r, back, "", fault)
	}
	if err != nil {
		return err
	}
	return w.redirect(rw, r, queried(w.address("views"), back))
}

// chooseColumns keeps the columns of a list.
func (w *Web) chooseColumns(rw http.ResponseWriter, r *http.Request) error {
	list := r.PostForm.Get("danh-sach")
	if err := w.office.ChooseColumns(r.Context(), w.actor(r), list, r.PostForm["columns"]); err != nil {
		return err
	}
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	w.flash(r, d.p.T("list.columns.saved"))
	return w.redirect(rw, r, d.listAddress(list))
}

// bulkAct is something that can be done with many dossiers at once.
type bulkAct struct {
	name, icon string
	who        []identity.Role
}

func bulkActs() []bulkAct {
	return []bulkAct{
		{office.BulkAssign, "user", []identity.Role{identity.Head, identity.Director}},
		{office.BulkRemind, "bell", []identity.Role{identity.Head, identity.Director, identity.Office}},
		{office.BulkSheets, "printer", staffRoles},
	}
}
