package web

import (
	"io"
	"net/http"
	"net/url"
	"strings"

	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/task"
)

// export shows what a list would be as a file, before it is handed out.
func (w *Web) export(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	s, err := d.seenOf(r.URL.Query().Get("danh-sach"), r.URL.Query())
	if err != nil {
		return err
	}
	chosen, err := w.office.ColumnsOf(r.Context(), d.actor, s.list)
	if err != nil {
		return err
	}
	n, err := w.office.CountDossiers(r.Context(), d.actor, s.query)
	if err != nil {
		return err
	}
	columns, personal := office.ExportColumns(d.actor, chosen)
	var names []string
	for _, c := range columns {
		names = append(names, d.p.T("work.column."+c))
	}
	page := w.page(r, "export.title")
	e := task.Export{Head: component.Head{Title: page.Title, Lead: d.counted(n), Crumbs: []component.Link{{Label: d.listName(s.list), Href: d.seenAt(s)}}},
		Facts: append(d.told(s), component.Fact{Name: d.p.T("list.columns"), Text: strings.Join(names, ", "),
			Change: &component.Link{Label: d.p.T("export.columns"), Href: with(w.address("views"), "danh-sach", s.list)}}),
		Action: w.address("export"), List: s.list, Query: s.values.Encode(), Tasks: component.Link{Label: d.p.T("task.list"), Href: w.address("tasks")}}
	if personal {
		e.Note = d.p.T("export.personal")
	}
	return w.render(rw, r, http.StatusOK, task.AskExport(page, e))
}

// exportFile hands a list out, or makes a task of a large one.
func (w *Web) exportFile(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	asked, err := url.ParseQuery(r.PostForm.Get("cau"))
	if err != nil {
		asked = url.Values{}
	}
	s, err := d.seenOf(r.PostForm.Get("danh-sach"), asked)
	if err != nil {
		return err
	}
	columns, err := w.office.ColumnsOf(r.Context(), d.actor, s.list)
	if err != nil {
		return err
	}
	e := office.Export{Query: s.query, Columns: columns, Format: r.PostForm.Get("format"), Lang: visitOf(r).display.Lang, Title: d.listName(s.list)}
	if about := d.inWords(s); about != "" {
		e.Title = shorten(e.Title+" · "+about, 200)
	}
	made, err := w.office.Export(r.Context(), d.actor, e, func(name, media string) io.Writer {
		rw.Header().Set("Content-Type", media)
		rw.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
		return rw
	})
	if err != nil || made == nil {
		return err
	}
	return w.redirect(rw, r, w.address("task", made.ID))
}
