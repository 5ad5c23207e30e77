package web

import (
	"net/http"
	"strconv"

	"motcua/internal/web/view/component"
	filingview "motcua/internal/web/view/filing"
	"motcua/internal/web/view/public"
	"motcua/staff"

	"github.com/a-h/templ"
)

// postsAbove puts the posts of the year above the list of staff: how many a unit
// has, and how many have nobody.
func postsAbove(w *Web, r *http.Request, d reader, v *filingview.List) error {
	posts, err := w.office.PostsNow(r.Context(), d.actor)
	if err != nil || posts.Year == 0 {
		return err
	}
	t := component.Sheet{Caption: d.p.T("staff.posts", "Year", strconv.FormatInt(posts.Year, 10)), Columns: []component.Column{{Label: d.p.T("staff.field.unit")}, {Label: d.p.T("staff.field.quota"), Numeric: true},
		{Label: d.p.T("staff.field.people"), Numeric: true}, {Label: d.p.T("staff.vacant"), Numeric: true}}}
	var quota, people, vacant int64
	for _, u := range posts.Units {
		quota, people, vacant = quota+u.Quota, people+u.People, vacant+u.Vacant()
		t.Rows = append(t.Rows, component.Row{Cells: []templ.Component{component.TitleWith(component.Link{Label: d.ownUnit(u.Unit), Href: w.address("staff.record", u.ID)}, ""), component.Text(d.p.Int(u.Quota)), component.Text(d.p.Int(u.People)), component.Text(d.p.Int(u.Vacant()))}})
	}
	v.Above = append(v.Above, filingview.ShowHeld(filingview.Held{Table: t, Lead: d.p.T("staff.posts.all", "Quota", quota, "People", people, "Vacant", vacant)}))
	return nil
}

// postsTitle names the posts of a unit by their numbers.
func postsTitle(d reader, content any) string {
	i, ok := content.(staff.Item)
	if !ok || i.Sort != staff.Quota {
		return ""
	}
	return d.p.T("staff.quota.title", "Year", strconv.FormatInt(i.Year, 10), "Quota", i.Quota, "People", i.People)
}

// disclosures lists for everybody what the department disclosed of its money.
func (w *Web) disclosures(rw http.ResponseWriter, r *http.Request) error {
	list, err := w.office.Disclosures(r.Context())
	if err != nil {
		return err
	}
	p, page := w.printer(r), w.page(r, "finance.public")
	v := public.ListedData{Crumbs: w.crumbs(r, component.Link{Label: p.T("public.nav.figures"), Href: w.address("figures.public")}), Lead: p.T("finance.public.lead"),
		Empty: component.Nothing{Title: p.T("finance.public.none"), Icon: "credit-card"},
		Table: component.Sheet{Caption: page.Title, Columns: []component.Column{{Label: p.T("finance.public.what")}, {Label: p.T("finance.field.year"), Numeric: true}, {Label: p.T("finance.public.on")},
			{Label: p.T("finance.field.where")}, {Label: p.T("finance.public.papers")}}}}
	for _, d := range list {
		on := component.Text(p.Date(d.On))
		if !d.By.IsZero() {
			key := "finance.public.inTime"
			if d.On.After(d.By) {
				key = "finance.public.late"
			}
			on = component.TextWith(p.Date(d.On), p.T(key, "By", d.By))
		}
		title := component.Text(d.Title)
		if d.Number != "" {
			title = component.TextWith(d.Title, d.Number)
		}
		var links []component.Link
		for _, f := range d.Papers {
			links = append(links, paperLink(f, w.address("finance.public.file", d.ID, f.File)))
		}
		v.Table.Rows = append(v.Table.Rows, component.Row{Cells: []templ.Component{title, component.Text(d.Years), on, component.Text(d.Where), public.Several(links)}})
	}
	return w.render(rw, r, http.StatusOK, public.Listed(page, v))
}

// disclosedFile gives everybody a file of a disclosure.
func (w *Web) disclosedFile(rw http.ResponseWriter, r *http.Request) error {
	f, err := w.office.DisclosedPaper(r.Context(), r.PathValue("id"), r.PathValue("file"))
	if err != nil {
		return err
	}
	return w.serveFile(rw, r, f)
}
