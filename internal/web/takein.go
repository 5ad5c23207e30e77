package web

import (
	"net/http"
	"slices"
	"strings"

	"motcua"
	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/task"
	"motcua/internal/workbook"

	"github.com/a-h/templ"
)

// takeIn asks for a file of dossiers.
func (w *Web) takeIn(rw http.ResponseWriter, r *http.Request) error {
	return w.askDossiers(rw, r, nil)
}

func (w *Web) askDossiers(rw http.ResponseWriter, r *http.Request, wrong error) error {
	p := w.printer(r)
	page := w.page(r, "import.title")
	page.Faulty = wrong != nil
	v := task.TakeIn{Head: component.Head{Title: page.Title, Lead: p.T("import.lead")}, Action: w.address("dossiers.import"),
		Template: component.Action{Label: p.T("import.template"), Icon: "download", Href: w.address("dossiers.import.template")},
		Tasks:    component.Link{Label: p.T("task.list"), Href: w.address("tasks")}}
	if wrong != nil {
		v.Problems = onFile(component.ProblemsOf(p, wrong))
	}
	for _, c := range dossier.ImportColumns() {
		name := p.T("import.column." + c.ID)
		if c.Required {
			name += " *"
		}
		v.Columns = append(v.Columns, component.Fact{Name: name, Text: p.T("import.about." + c.ID)})
	}
	return w.render(rw, r, statusFor(v.Problems), task.AskFile(page, v))
}

// importTemplate hands out a workbook with the heads that an import knows.
func (w *Web) importTemplate(rw http.ResponseWriter, r *http.Request) error {
	p := w.printer(r)
	var heads, example []any
	for _, c := range dossier.ImportColumns() {
		heads = append(heads, p.T("import.column."+c.ID))
		example = append(example, p.T("import.example."+c.ID))
	}
	rw.Header().Set("Content-Type", workbook.XLSX.Type())
	rw.Header().Set("Content-Disposition", `attachment; filename="mau-nhap-ho-so.xlsx"`)
	out, err := workbook.NewWriter(rw, workbook.XLSX, "ho-so")
	if err != nil {
		return err
	}
	if err := out.Row(heads...); err != nil {
		return err
	}
	if err := out.Row(example...); err != nil {
		return err
	}
	return out.Close()
}

// takeFile keeps a file of dossiers and shows what it says.
func (w *Web) takeFile(rw http.ResponseWriter, r *http.Request) error {
	file, head, err := r.FormFile("file")
	if err != nil {
		return w.askDossiers(rw, r, motcua.InvalidField("file", "procedure.import.missing"))
	}
	defer func() { _ = file.Close() }()
	t, err := w.office.ReadDossiers(r.Context(), w.actor(r), head.Filename, file, visitOf(r).display.Lang)
	if err != nil && motcua.KindOf(err) == motcua.Invalid {
		return w.askDossiers(rw, r, err)
	}
	if err != nil {
		return err
	}
	return w.redirect(rw, r, w.address("importing", t.ID))
}

// shownWrong is how many wrong rows the page of an import shows; the file of
// errors has all.
const shownWrong = 100

// lookIn shows what a file would become, row by row where it is wrong.
func (w *Web) lookIn(rw http.ResponseWriter, r *http.Request) error {
	return w.showImport(rw, r, nil)
}

func (w *Web) showImport(rw http.ResponseWriter, r *http.Request, wrong error) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	t, err := w.office.LongTask(r.Context(), d.actor, id)
	if err != nil {
		return err
	}
	if t.State != office.TaskDraft {
		return w.redirect(rw, r, w.address("task", id))
	}
	c, err := w.office.CheckDossiers(r.Context(), d.actor, id)
	if err != nil {
		return err
	}
	page := w.page(r, "import.check")
	page.Faulty = wrong != nil
	v := task.Check{Head: component.Head{Title: page.Title, Lead: d.p.T("import.counts", "Good", c.Good(), "Wrong", c.Wrong, "Count", len(c.Rows)),
		Crumbs: []component.Link{{Label: d.p.T("import.title"), Href: w.address("dossiers.import")}}},
		File: t.Title, Map: w.address("importing", id), Go: w.address("importing.go", id)}
	if wrong != nil {
		v.Problems = component.ProblemsOf(d.p, wrong)
	}
	v.Fields, v.Choices = d.mapFields(c, v.Problems)
	for _, column := range c.Absent {
		v.Notes = append(v.Notes, d.p.T("import.absent", "Column", d.p.T("import.column."+column)))
	}
	if c.Again != nil {
		v.Notes = append(v.Notes, d.p.T("import.again", "At", c.Again.MadeAt))
	}
	if len(c.Hidden) > 0 {
		v.Notes = append(v.Notes, d.p.T("import.hidden", "Names", strings.Join(c.Hidden, ", ")))
	}
	if c.Wrong > 0 {
		v.Errors = &component.Action{Label: d.p.T("import.errors", "Count", c.Wrong), Icon: "download", Href: w.address("importing.errors", id)}
		v.Skip = d.p.T("import.skip", "Count", c.Wrong)
	}
	if c.Good() > 0 && c.Again == nil {
		v.Submit = &component.Action{Label: d.p.T("import.do", "Count", c.Good()), Icon: "check", Look: component.Primary}
	}
	v.Wrong, v.Good = d.wrongRows(c), d.goodRows(c)
	return w.render(rw, r, statusFor(v.Problems), task.Look(page, v))
}

// mapFields ask which column of the file holds what.
func (d reader) mapFields(c *office.ImportCheck, problems component.Problems) ([]component.Field, [][]component.Choice) {
	var fields []component.Field
	var all [][]component.Choice
	for _, column := range dossier.ImportColumns() {
		label := d.p.T("import.column." + column.ID)
		if column.Required {
			label += " *"
		}
		f := component.Field{Name: column.ID, Label: label, Error: problems.Of(column.ID)}
		choices := []component.Choice{{Value: "-1", Label: d.p.T("import.column.none")}}
		if place, ok := c.Map[column.ID]; ok {
			f.Value = plain(place)
		}
		for i, head := range c.Heads {
			if head != "" {
				choices = append(choices, component.Choice{Value: plain(i), Label: shorten(head, 60)})
			}
		}
		fields, all = append(fields, f), append(all, choices)
	}
	return fields, all
}

// columnOf is the column of the file that a fault of an intake is about.
func columnOf(field string) string {
	switch last := field[strings.LastIndexByte(field, '.')+1:]; {
	case field == "applicant.name":
		return "applicant"
	case slices.ContainsFunc(dossier.ImportColumns(), func(c dossier.ImportColumn) bool { return c.ID == last }):
		return last
	}
	return ""
}

// columnNamed is the name of a column, and what stands there in a row.
func (d reader) columnNamed(c *office.ImportCheck, row office.ImportRow, field string) (name, value string) {
	column := columnOf(field)
	if column == "" {
		return d.p.T("import.row"), ""
	}
	if place, ok := c.Map[column]; ok && place < len(row.Cells) {
		value = row.Cells[place]
	}
	return d.p.T("import.column." + column), value
}

func (d reader) wrongRows(c *office.ImportCheck) component.Sheet {
	sheet := component.Sheet{Caption: d.p.T("import.wrongRows"), ShowCaption: true, Columns: []component.Column{{Label: d.p.T("import.line")},
		{Label: d.p.T("import.where")}, {Label: d.p.T("import.value")}, {Label: d.p.T("import.why")}}}
	shown := 0
	for _, row := range c.Rows {
		if len(row.Faults) == 0 {
			continue
		}
		if shown++; shown > shownWrong {
			break
		}
		for _, f := range row.Faults {
			name, value := d.columnNamed(c, row, f.Field)
			sheet.Rows = append(sheet.Rows, component.Row{Cells: []templ.Component{component.Text(d.p.Int(int64(row.Line))), component.Text(name),
				component.Text(shorten(value, 120)), component.Text(d.p.Text(f.Text))}})
		}
	}
	return sheet
}

// firstShown is how many sound rows the page of an import shows.
const firstShown = 10

func (d reader) goodRows(c *office.ImportCheck) component.Sheet {
	sheet := component.Sheet{Caption: d.p.T("import.goodRows"), ShowCaption: true, Columns: []component.Column{{Label: d.p.T("import.line")},
		{Label: d.p.T("import.column.code")}, {Label: d.p.T("import.column.procedure")}, {Label: d.p.T("import.column.applicant")}, {Label: d.p.T("import.column.receivedAt")}}}
	for _, row := range c.Rows {
		if len(row.Faults) > 0 || len(sheet.Rows) == firstShown {
			continue
		}
		code := row.Code
		if code == "" {
			code = d.p.T("import.numbered")
		}
		sheet.Rows = append(sheet.Rows, component.Row{Cells: []templ.Component{component.Text(d.p.Int(int64(row.Line))), component.Text(code), component.Text(row.Intake.Procedure),
			component.Text(row.Intake.Applicant.Name), component.Text(d.p.Instant(row.Intake.ReceivedAt))}})
	}
	return sheet
}

// mapColumns sets which column of the file holds what.
func (w *Web) mapColumns(rw http.ResponseWriter, r *http.Request) error {
	columns := map[string]int{}
	for _, c := range dossier.ImportColumns() {
		columns[c.ID] = placeOf(r.PostForm.Get(c.ID))
	}
	err := w.office.MapDossiers(r.Context(), w.actor(r), r.PathValue("id"), columns)
	if err != nil && motcua.KindOf(err) == motcua.Invalid {
		return w.showImport(rw, r, err)
	}
	if err != nil {
		return err
	}
	return w.redirect(rw, r, w.address("importing", r.PathValue("id")))
}

// importGo takes a checked file in.
func (w *Web) importGo(rw http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	err := w.office.ImportFile(r.Context(), w.actor(r), id, r.PostForm.Get("skip") != "")
	if err != nil && motcua.KindOf(err) == motcua.Invalid {
		return w.showImport(rw, r, err)
	}
	if err != nil {
		return err
	}
	return w.redirect(rw, r, w.address("task", id))
}

// importErrors hands the wrong rows out as they stood, with what is wrong
// beside them, to be put right and handed in again.
func (w *Web) importErrors(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	c, err := w.office.CheckDossiers(r.Context(), d.actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	rw.Header().Set("Content-Type", workbook.XLSX.Type())
	rw.Header().Set("Content-Disposition", `attachment; filename="dong-can-sua.xlsx"`)
	out, err := workbook.NewWriter(rw, workbook.XLSX, "can-sua")
	if err != nil {
		return err
	}
	if err := out.Row(padded(c.Heads, len(c.Heads), d.p.T("import.why"))...); err != nil {
		return err
	}
	for _, row := range c.Rows {
		if len(row.Faults) == 0 {
			continue
		}
		var why []string
		for _, f := range row.Faults {
			name, _ := d.columnNamed(c, row, f.Field)
			why = append(why, name+": "+d.p.Text(f.Text))
		}
		if err := out.Row(padded(row.Cells, len(c.Heads), strings.Join(why, "; "))...); err != nil {
			return err
		}
	}
	return out.Close()
}

// padded is a row as wide as the heads, with one cell more.
func padded(cells []string, width int, last string) []any {
	row := make([]any, width, width+1)
	for i := range row {
		row[i] = ""
		if i < len(cells) {
			row[i] = cells[i]
		}
	}
	return append(row, last)
}

func placeOf(text string) int {
	n := 0
	for _, r := range text {
		if r < '0' || r > '9' || n > 1000 {
			return -1
		}
		n = n*10 + int(r-'0')
	}
	if text == "" {
		return -1
	}
	return n
}
