package web

import (
	"net/http"
	"strings"

	"motcua"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	counterview "motcua/internal/web/view/counter"
	"motcua/internal/web/view/work"

	"github.com/a-h/templ"
)

// dossiers lists what the reader may see, with filters that can be shared as
// an address.
func (w *Web) dossiers(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	s, err := d.seenOf(office.ListDossiers, r.URL.Query())
	if err != nil {
		return err
	}
	if found, ok := w.exact(r, d, s.query.Text); ok {
		return w.redirect(rw, r, w.address("dossier", found))
	}
	columns, err := d.columnsOf(r, s.list)
	if err != nil {
		return err
	}
	s.query.After = r.URL.Query().Get("sau")
	list, err := w.office.Dossiers(r.Context(), d.actor, s.query)
	if err != nil {
		return err
	}
	n, err := w.office.CountDossiers(r.Context(), d.actor, s.query)
	if err != nil {
		return err
	}
	page := w.page(r, "work.dossiers")
	l := work.List{Head: component.Head{Title: page.Title, Lead: d.counted(n)}, Filter: d.filter(w.address("dossiers"), s.query, s.filtered),
		Actions: d.aboveList(s), Bulk: d.bulk(), TabList: d.p.T("list.view.tabs"), Pages: pages(r, list.Next)}
	if s.query.Counted != nil {
		if d.names, err = w.office.PeopleNames(r.Context(), d.actor); err != nil {
			return err
		}
		l.Head.Lead += " · " + d.countedInWords(*s.query.Counted)
		l.Head.Crumbs = []component.Link{{Label: d.p.T("figures.title"), Href: w.address("figures")}}
		l.Filter.Hidden = [][2]string{{"so-lieu", s.values.Get("so-lieu")}}
	}
	l.Sheet = d.table(d.p.T("work.dossiers"), list.Items, columns, l.Bulk != nil)
	own, chosen, err := d.viewTabs(r, s)
	if err != nil {
		return err
	}
	if len(own) > 0 {
		l.Tabs = append([]component.Tab{{Label: d.p.T("list.view.all"), Href: w.address("dossiers"), Current: !s.filtered && !chosen}}, own...)
	}
	l.Filter.Selects = append(l.Filter.Selects, d.statusSelect(s.query.Status), d.standingSelect(s.query.Standing))
	if d.actor.Staff() {
		l.Filter.Selects = append(l.Filter.Selects, d.unitSelect(s.query.Unit))
	}
	l.Filter.Fields = append(l.Filter.Fields, component.Field{Name: "den", Label: d.p.T("work.filter.before"), Value: s.values.Get("den"), InputMode: "numeric"})
	l.Empty, l.Ways = d.nothing("", s.filtered, w.address("dossiers"))
	return w.render(rw, r, http.StatusOK, work.Show(page, l))
}

// mostCounted is how far the office counts.
const mostCounted = 1000

func (d reader) counted(n int) string {
	if n >= mostCounted {
		return d.p.T("work.countedMore", "Count", n)
	}
	return d.p.T("work.counted", "Count", n)
}

// exact leads from a whole code, typed or scanned, straight to its dossier.
func (w *Web) exact(r *http.Request, d reader, text string) (string, bool) {
	code := dossier.ReadCode(text)
	if len(code) < 10 || strings.ContainsAny(code, " /") || strings.Count(code, "-") < 2 {
		return "", false
	}
	_, err := w.office.Dossier(r.Context(), d.actor, code)
	return code, err == nil
}

func (d reader) statusSelect(chosen dossier.Status) work.Select {
	choices := []component.Choice{{Label: d.p.T("work.filter.any")}}
	for _, s := range dossier.Statuses() {
		choices = append(choices, component.Choice{Value: string(s), Label: d.p.T("dossier.status." + string(s))})
	}
	return work.Select{Field: component.Field{Name: "trang-thai", Label: d.p.T("work.filter.status"), Value: string(chosen)}, Choices: choices}
}

func (d reader) standingSelect(chosen deadline.Standing) work.Select {
	choices := []component.Choice{{Label: d.p.T("work.filter.any")}}
	for _, s := range listStandings() {
		choices = append(choices, component.Choice{Value: string(s), Label: d.p.T("work.standing." + string(s))})
	}
	return work.Select{Field: component.Field{Name: "han", Label: d.p.T("work.filter.standing"), Value: string(chosen)}, Choices: choices}
}

// listStandings are those a list can be narrowed to, in the order of their
// urgency.
func listStandings() []deadline.Standing {
	return []deadline.Standing{deadline.Overdue, deadline.DueSoon, deadline.InTime, deadline.Paused, deadline.Early, deadline.OnTime, deadline.Late}
}

func (d reader) unitSelect(chosen string) work.Select {
	choices := []component.Choice{{Label: d.p.T("work.filter.anyUnit")}}
	for _, a := range d.book.Agencies {
		for _, u := range a.Units {
			choices = append(choices, component.Choice{Value: u.ID, Label: u.Name})
		}
	}
	return work.Select{Field: component.Field{Name: "phong", Label: d.p.T("work.filter.unit"), Value: chosen}, Choices: choices}
}

// returns lists the results that wait for their applicants.
func (w *Web) returns(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	list, err := w.office.ToReturn(r.Context(), d.actor, r.URL.Query().Get("sau"))
	if err != nil {
		return err
	}
	page := w.page(r, "work.returns")
	sheet := component.Sheet{Caption: page.Title, Keys: true, Columns: []component.Column{
		{Label: d.p.T("work.column.dossier")}, {Label: d.p.T("work.column.applicant")}, {Label: d.p.T("work.column.due")},
		{Label: d.p.T("work.column.result")}, {Hidden: d.p.T("page.deed.return")}}}
	for _, s := range list.Items {
		sheet.Rows = append(sheet.Rows, component.Row{Cells: []templ.Component{
			component.LinkWith(component.Link{Label: s.Code, Href: w.address("dossier", s.Code)}, s.ProcedureName),
			component.Text(s.Applicant), component.DueTag(d.p, d.dueOf(s)), component.Text(d.p.Instant(s.EndedAt)),
			component.Button(component.Action{Label: d.p.T("page.deed.return"), Icon: "file-check-2", Small: true, Href: w.address("deed.return", s.Code)}),
		}})
	}
	l := work.List{Top: counterview.Scan(w.returnBox(r)), Actions: []component.Action{{Label: d.p.T("counter.labels"), Icon: "mail", Href: with(w.address("labels"), "sau", r.URL.Query().Get("sau"))}},
		Head: component.Head{Title: page.Title, Lead: d.p.T("work.returns.lead")}, Sheet: sheet, Pages: pages(r, list.Next),
		Empty: component.Nothing{Title: d.p.T("work.returns.empty"), Text: d.p.T("work.returns.empty.do"), Icon: "circle-check"}}
	return w.render(rw, r, http.StatusOK, work.Show(page, l))
}

// opinions lists the opinions asked of the reader's agency; for the
// department, the dossiers that wait for opinions.
func (w *Web) opinions(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	page := w.page(r, "work.opinions")
	l := work.List{Head: component.Head{Title: page.Title}}
	if d.actor.Staff() {
		q := office.Query{Status: dossier.Consulting, After: r.URL.Query().Get("sau")}
		list, err := w.office.Dossiers(r.Context(), d.actor, q)
		if err != nil {
			return err
		}
		l.Head.Lead = d.p.T("work.opinions.lead")
		l.Sheet, l.Pages = d.table(page.Title, list.Items, []string{"dossier", "applicant", "due", "holder", "step"}, false), pages(r, list.Next)
		l.Empty = component.Nothing{Title: d.p.T("work.opinions.none"), Icon: "circle-check"}
		return w.render(rw, r, http.StatusOK, work.Show(page, l))
	}
	found, err := w.office.Work(r.Context(), d.actor, "", 1)
	if err != nil {
		return err
	}
	l.Head.Lead = d.p.T("work.opinions.asked")
	l.Sheet = d.asked(found.Errands, page.Title)
	l.Empty = component.Nothing{Title: d.p.T("work.opinions.empty"), Text: d.p.T("work.opinions.empty.do"), Icon: "circle-check"}
	l.Ways = []component.Action{{Label: d.p.T("work.empty.all"), Href: w.address("dossiers"), Icon: "folder-open"}}
	return w.render(rw, r, http.StatusOK, work.Show(page, l))
}

func (d reader) asked(errands []office.Errand, caption string) component.Sheet {
	sheet := component.Sheet{Caption: caption, Keys: true, Columns: []component.Column{
		{Label: d.p.T("work.column.dossier")}, {Label: d.p.T("work.column.applicant")}, {Label: d.p.T("work.column.askedAt")},
		{Label: d.p.T("work.column.answerBy")}, {Hidden: d.p.T("page.deed.answer")}}}
	for _, e := range errands {
		if e.Kind != dossier.ErrandAnswer {
			continue
		}
		sheet.Rows = append(sheet.Rows, component.Row{Cells: []templ.Component{
			component.LinkWith(component.Link{Label: e.Code, Href: d.address("opinion", e.ID)}, e.ProcedureName),
			component.Text(e.Applicant), component.Text(d.p.Instant(e.AskedAt)), component.DueTag(d.p, *d.dueAt(e.Due)),
			component.Button(component.Action{Label: d.p.T("page.deed.answer"), Icon: "pen-line", Small: true, Href: d.address("opinion", e.ID)}),
		}})
	}
	return sheet
}

// take completes a hand-over.
func (w *Web) take(rw http.ResponseWriter, r *http.Request) error {
	errand := r.PostForm.Get("errand")
	if errand == "" {
		return motcua.Refused(motcua.NotFound, "dossier.errand.unknown")
	}
	view, err := w.office.Take(r.Context(), w.actor(r), errand)
	if err != nil {
		return err
	}
	w.flash(r, w.printer(r).T("page.done.take", "Code", view.Code))
	return w.redirect(rw, r, w.address("dossier", view.Code))
}

// may tells whether the reader may do an action to a dossier.
func (d reader) may(view *office.View, action identity.Action) bool {
	return identity.Can(d.actor, action, view.Object()) == nil
}
