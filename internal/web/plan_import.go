package web

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"motcua"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	planview "motcua/internal/web/view/plan"
	"motcua/plan"

	"github.com/a-h/templ"
)

// tableForm asks for a table of tasks.
func (w *Web) tableForm(rw http.ResponseWriter, r *http.Request) error {
	d, v, _, err := w.planAsked(r)
	if err != nil {
		return err
	}
	return w.showTable(rw, r, d, v, nil, nil)
}

// readTable shows what a table of tasks says, with what is wrong in each cell.
// Nothing is stored before every cell is right.
func (w *Web) readTable(rw http.ResponseWriter, r *http.Request) error {
	d, v, _, err := w.planAsked(r)
	if err != nil {
		return err
	}
	file, _, err := r.FormFile("file")
	if err != nil {
		return w.showTable(rw, r, d, v, nil, motcua.InvalidField("file", "procedure.import.missing"))
	}
	defer func() { _ = file.Close() }()
	lines, err := w.office.ReadTaskTable(r.Context(), d.actor, v.ID, file)
	if motcua.KindOf(err) == motcua.Invalid {
		return w.showTable(rw, r, d, v, nil, err)
	}
	if err != nil {
		return err
	}
	var faults []*motcua.Fault
	cells := make([]plan.Line, len(lines))
	for i, l := range lines {
		cells[i] = l.Line
		for _, f := range l.Faults {
			placed := *f
			placed.Field, placed.More = strconv.Itoa(i)+"."+f.Field, nil
			faults = append(faults, &placed)
		}
	}
	return w.showTable(rw, r, d, v, cells, motcua.Join(faults...))
}

// importTasks gives the plan the tasks of the table that was looked through.
func (w *Web) importTasks(rw http.ResponseWriter, r *http.Request) error {
	d, v, _, err := w.planAsked(r)
	if err != nil {
		return err
	}
	lines := linesTyped(r.PostForm)
	made, err := w.office.ImportTasks(r.Context(), d.actor, v.ID, lines)
	if motcua.KindOf(err) == motcua.Invalid {
		return w.showTable(rw, r, d, v, lines, err)
	}
	if err != nil {
		return err
	}
	w.flash(r, d.p.T("plan.done.import", "Count", len(made)))
	return w.redirect(rw, r, w.address("plan", v.ID))
}

// linesTyped are the lines of the form, without those that are to be left out.
func linesTyped(form url.Values) []plan.Line {
	n, err := strconv.Atoi(form.Get("lines"))
	if err != nil || n < 0 {
		return nil
	}
	var lines []plan.Line
	for i := range min(n, 1000) {
		at := strconv.Itoa(i) + "."
		if form.Get(at+"skip") != "" {
			continue
		}
		line := plan.Line{Cells: map[plan.Column]string{}}
		line.Line, _ = strconv.Atoi(form.Get(at + "line")) // shown, and no more
		for _, c := range plan.Columns() {
			line.Cells[c] = form.Get(at + string(c))
		}
		lines = append(lines, line)
	}
	return lines
}

func (w *Web) showTable(rw http.ResponseWriter, r *http.Request, d reader, v *office.PlanView, lines []plan.Line, wrong error) error {
	if !d.keepsReform() {
		return identity.Can(d.actor, identity.KeepReform, identity.Object{LeadAgency: w.office.LeadAgency()})
	}
	page := w.page(r, "plan.import")
	page.Faulty = wrong != nil
	problems := component.ProblemsOf(d.p, wrong)
	show := planview.Import{Head: component.Head{Title: page.Title, Lead: joined(v.Symbol, v.Title), Crumbs: []component.Link{{Label: d.p.T("plan.nav"), Href: w.address("plans")}, {Label: v.Symbol, Href: w.address("plan", v.ID)}}},
		Problems: problems, Read: w.address("plan.import.read", v.ID), Post: w.address("plan.import.post", v.ID), Cancel: component.Link{Label: d.p.T("page.cancel"), Href: w.address("plan", v.ID)},
		Template: component.Action{Label: d.p.T("plan.export"), Icon: "download", Href: w.address("plan.xlsx", v.ID)}, Lines: strconv.Itoa(len(lines))}
	show.Sheet = component.Sheet{Caption: d.p.T("plan.import.rows", "Count", len(lines)), ShowCaption: true, Columns: []component.Column{{Label: d.p.T("plan.import.line"), Numeric: true}}}
	for _, c := range plan.Columns() {
		show.Sheet.Columns = append(show.Sheet.Columns, component.Column{Label: d.p.T("plan.import.column." + string(c))})
	}
	show.Sheet.Columns = append(show.Sheet.Columns, component.Column{Label: d.p.T("plan.import.skip")})
	for i, l := range lines {
		at := strconv.Itoa(i) + "."
		row := component.Row{Cells: []templ.Component{planview.LineOf(at+"line", l.Line)}}
		for _, c := range plan.Columns() {
			name := at + string(c)
			row.Cells = append(row.Cells, planview.Cell(component.Field{Name: name, Label: d.p.T("plan.import.cell", "Column", d.p.T("plan.import.column."+string(c)), "Line", l.Line),
				Value: l.Cells[c], Error: problems.Of(name)}, c == plan.ColumnContent))
		}
		row.Cells = append(row.Cells, planview.Skip(at+"skip", d.p.T("plan.import.skip.line", "Line", l.Line)))
		show.Sheet.Rows = append(show.Sheet.Rows, row)
	}
	status := http.StatusOK
	if wrong != nil {
		status = http.StatusUnprocessableEntity
	}
	return w.render(rw, r, status, planview.ShowImport(page, show))
}

// exportPlan sends a plan with its progress as a workbook, whose columns an
// import reads again.
func (w *Web) exportPlan(rw http.ResponseWriter, r *http.Request) (err error) {
	d, v, f, err := w.planAsked(r)
	if err != nil {
		return err
	}
	var heads []string
	for _, c := range plan.Columns() {
		heads = append(heads, d.p.T("plan.import.column."+string(c)))
	}
	for _, c := range []string{"state", "doneOn", "evidence", "progress"} {
		heads = append(heads, d.p.T("plan.export."+c))
	}
	l, err := newLedger(d.p.T("plan.export.sheet"), heads)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.book.Close()) }()
	lead := w.office.LeadAgency()
	for _, t := range taskFilterOf(f).kept(v) {
		var support []string
		for _, unit := range t.Support {
			support = append(support, d.unit(lead, unit))
		}
		unit, done := "", ""
		if t.Lead != "" {
			unit = d.unit(lead, t.Lead)
		}
		if !t.DoneOn.IsZero() && !t.DoneOn.After(v.Cut.Day) {
			done = d.p.Date(t.DoneOn)
		}
		cells := []string{t.Number, t.Content.Content, t.Deliverable, unit, strings.Join(support, "; "), t.PersonName, d.dueText(t.DueAsOf(v.Cut.Day)), d.p.T("plan.area." + string(t.Field)), t.Content.Note,
			d.p.T("plan.standing." + string(v.Cut.Standing(t))), done, d.evidenceOf(t), t.LastNote}
		if err := l.add(cells); err != nil {
			return err
		}
	}
	return l.send(rw, "ke-hoach.xlsx")
}
