package web

import (
	"net/http"
	"net/url"
	"strings"

	"motcua"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/task"

	"github.com/a-h/templ"
)

// pickedMost bounds what is read of ticked rows.
const pickedMost = office.BulkAtMost + 1

// picked is a row as a list hands it on: its code and the version its reader saw.
func picked(code string, version int) string { return code + "@" + plain(version) }

func rowsPicked(values []string) []office.Target {
	var rows []office.Target
	for _, value := range values[:min(len(values), pickedMost)] {
		code, seen, _ := strings.Cut(value, "@")
		rows = append(rows, office.Target{Code: code, Expected: version(url.Values{"version": {seen}})})
	}
	return rows
}

// bulkPage says of every ticked row what would happen, and asks for what the
// act needs.
func (w *Web) bulkPage(rw http.ResponseWriter, r *http.Request) error {
	if f := r.URL.Query(); f.Get("viec") == office.BulkSheets {
		return w.showSheets(rw, r, f, nil)
	}
	return w.showBulk(rw, r, r.URL.Query(), nil)
}

func (w *Web) showBulk(rw http.ResponseWriter, r *http.Request, f url.Values, wrong error) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	b := office.Bulk{Act: f.Get("viec"), Rows: rowsPicked(f["hs"]), Person: f.Get("person")}
	rows, err := w.office.Rehearse(r.Context(), d.actor, b)
	if err != nil {
		return err
	}
	page := w.page(r, "bulk."+b.Act)
	page.Faulty = wrong != nil
	back := w.address("dossiers")
	v := task.Bulk{Head: component.Head{Title: page.Title, Crumbs: []component.Link{{Label: d.p.T("work.dossiers"), Href: back}}},
		Act: b.Act, Action: w.address("bulk"), Cancel: component.Link{Label: d.p.T("page.cancel"), Href: back}}
	if wrong != nil {
		v.Problems = component.ProblemsOf(d.p, wrong)
	}
	v.Sheet = component.Sheet{Caption: d.p.T("bulk.rows"), Columns: []component.Column{{Label: d.p.T("work.column.dossier")}, {Label: d.p.T("work.column.applicant")},
		{Label: d.p.T("work.column.holder")}, {Label: d.p.T("bulk.what")}}}
	names, err := w.office.PeopleNames(r.Context(), d.actor)
	if err != nil {
		return err
	}
	fits := 0
	for _, row := range rows {
		if row.Err == nil {
			fits++
			v.Rows = append(v.Rows, picked(row.View.Code, row.View.Version()))
		}
		v.Sheet.Rows = append(v.Sheet.Rows, d.bulkRow(b, row, names))
	}
	v.Head.Lead = d.p.T("bulk.fits", "Fits", fits, "Count", len(rows))
	if b.Act == office.BulkAssign {
		people, err := w.office.BulkPeople(r.Context(), d.actor, rows)
		if err != nil && motcua.KindOf(err) != motcua.Forbidden {
			return err
		}
		for _, p := range people {
			v.People = append(v.People, component.Choice{Value: p.ID, Label: p.Name + " – " + p.Title})
		}
		v.Person = component.Field{Name: "person", Label: d.p.T("bulk.person"), Value: b.Person, Error: v.Problems.Of("person")}
		for _, row := range b.Rows {
			v.All = append(v.All, picked(row.Code, row.Expected))
		}
	}
	d.bulkSubmit(&v, b, f, fits)
	return w.render(rw, r, statusFor(v.Problems), task.Confirm(page, v))
}

// bulkSubmit adds the button that does the act, when there is anything to do.
func (d reader) bulkSubmit(v *task.Bulk, b office.Bulk, f url.Values, fits int) {
	if fits == 0 || b.Act == office.BulkAssign && b.Person == "" {
		return
	}
	v.Note = component.Field{Name: "note", Label: d.p.T("bulk.note"), Value: f.Get("note"), Optional: component.OptionalWord(d.p), Rows: 2, Most: 1000, Error: v.Problems.Of("note")}
	v.Submit = &component.Action{Label: d.p.T("bulk.do."+b.Act, "Count", fits), Icon: "check", Look: component.Primary, Key: "primary"}
}

func (d reader) bulkRow(b office.Bulk, row office.BulkRow, names map[string]string) component.Row {
	what := component.Tag(component.Label{Text: d.p.T("bulk.will." + b.Act), Tone: component.OK, Icon: "check"})
	if b.Act == office.BulkAssign && b.Person != "" {
		what = component.Text(d.p.T("bulk.will.to", "Person", names[b.Person]))
		if row.View != nil && row.View.Holder.Person != "" {
			what = component.Text(d.p.T("bulk.will.from", "Before", names[row.View.Holder.Person], "Person", names[b.Person]))
		}
	}
	if row.Err != nil {
		what = component.TextWith(d.p.T("bulk.not"), d.p.Text(row.Err.Text))
	}
	return d.pickedRow(row.Code, row.View, what)
}

// pickedRow draws a ticked row with what is said of it; of a dossier that the
// reader may not see its code alone, as it was sent.
func (d reader) pickedRow(code string, v *office.View, what templ.Component) component.Row {
	if v == nil {
		return component.Row{Cells: []templ.Component{component.Text(code), component.Text(""), component.Text(""), what}}
	}
	return component.Row{Cells: []templ.Component{component.LinkWith(component.Link{Label: v.Code, Href: d.address("dossier", v.Code)}, v.Name),
		component.Text(v.Intake.Applicant.Name), component.Text(d.unit(v.Holder.Agency, v.Holder.Unit)), what}}
}

// doBulk does an act on the rows and shows what became of each.
func (w *Web) doBulk(rw http.ResponseWriter, r *http.Request) error {
	f := r.PostForm
	b := office.Bulk{Act: f.Get("viec"), Rows: rowsPicked(f["hs"]), Person: f.Get("person"), Note: f.Get("note"), Lang: visitOf(r).display.Lang}
	t, err := w.office.DoBulk(r.Context(), w.actor(r), b)
	if err != nil && motcua.KindOf(err) == motcua.Invalid {
		return w.showBulk(rw, r, f, err)
	}
	if err != nil {
		return err
	}
	return w.redirect(rw, r, w.address("task", t.ID))
}
