package web

import (
	"bytes"
	"cmp"
	"encoding/json"
	"net/http"

	"motcua"
	"motcua/internal/office"
	"motcua/internal/print"
	"motcua/internal/web/view/component"
	reportview "motcua/internal/web/view/report"
	"motcua/internal/workbook"
	"motcua/narrative"
	"motcua/report"

	"github.com/a-h/templ"
)

// reportFile sends a report as a file.
func (w *Web) reportFile(rw http.ResponseWriter, r *http.Request) error {
	v, err := w.office.Report(r.Context(), w.actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	var b bytes.Buffer
	kind, format := "", r.PathValue("format")
	switch format {
	case "docx":
		kind, err = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", print.ReportDOCX(&b, v.Read, v.Head)
	case "pdf":
		return w.reportPDF(rw, r)
	case "xlsx":
		kind, err = workbook.XLSX.Type(), v.WriteAnnexes(&b, w.page(r, "narrative.title").Printer)
	case "md":
		kind = "text/markdown; charset=utf-8"
		b.WriteString(v.Read.Markdown(v.Head))
	case "json":
		kind, err = "application/json", json.NewEncoder(&b).Encode(struct {
			Report  narrative.Composed `json:"report"`
			Figures []report.Figure    `json:"figures"`
		}{v.Read, v.Figures})
	default:
		return motcua.Refused(motcua.NotFound, "record.unknown")
	}
	if err != nil {
		return err
	}
	sendFile(rw, kind, v.FileName(format), b.Bytes())
	return nil
}

// sendFile sends a file to be saved; it belongs to its reader alone.
func sendFile(rw http.ResponseWriter, kind, name string, body []byte) {
	h := rw.Header()
	h.Set("Content-Type", kind)
	h.Set("Cache-Control", "private, no-store")
	h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	_, _ = rw.Write(body) // fails when the reader has gone
}

// reportFigure lists the rows behind a figure of a report.
func (w *Web) reportFigure(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	id, name := r.PathValue("id"), r.URL.Query().Get("so")
	beside, err := besidePeriod(r)
	if err != nil {
		return motcua.Refused(motcua.NotFound, "record.unknown") // no page leads here with such a day
	}
	var v *office.ReportView
	var f report.Figure
	if beside.From.IsZero() {
		v, f, err = w.office.ReportFigure(r.Context(), d.actor, id, name)
	} else {
		v, f, err = w.office.FigureBeside(r.Context(), d.actor, id, name, beside)
	}
	if err != nil {
		return err
	}
	of := v.Period
	if !beside.From.IsZero() {
		of = beside
	}
	title := "figure." + f.Key
	page := w.page(r, title)
	out := reportview.Figure{Head: component.Head{Title: page.Title, Lead: d.p.T("narrative.rows.lead", "From", of.From, "To", of.To),
		Crumbs: []component.Link{{Label: d.p.T("narrative.title"), Href: w.address("reports")}, {Label: v.Frame.Label, Href: w.address("report", v.ID)}}},
		Rows:  component.Sheet{Caption: d.p.T("narrative.rows"), Columns: []component.Column{{Label: d.p.T("narrative.row")}}},
		Empty: component.Nothing{Title: d.p.T("narrative.rows.none"), Icon: "inbox"}}
	out.Value, _ = narrative.Write(f, narrative.Plain)
	for _, s := range f.Rows {
		cell := component.Text(cmp.Or(s.Text, s.ID))
		if href := d.sourceAddress(s); href != "" {
			cell = component.LinkTo(component.Link{Label: cmp.Or(s.Text, s.ID), Href: href})
		}
		out.Rows.Rows = append(out.Rows.Rows, component.Row{Cells: []templ.Component{cell}})
	}
	return w.render(rw, r, http.StatusOK, reportview.Rows(page, out))
}
