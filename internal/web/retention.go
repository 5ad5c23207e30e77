package web

import (
	"net/http"
	"strconv"

	"motcua"
	"motcua/document"
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"
	"motcua/internal/web/view/work"

	"github.com/a-h/templ"
)

// expired lists the dossiers with files past their retention.
func (w *Web) expired(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	list, err := w.office.Expired(r.Context(), d.actor, r.URL.Query().Get("sau"))
	if err != nil {
		return err
	}
	page := w.page(r, "retention.title")
	sheet := component.Sheet{Caption: page.Title, Columns: []component.Column{{Label: d.p.T("work.column.dossier")}, {Label: d.p.T("work.column.applicant")},
		{Label: d.p.T("retention.ended")}, {Label: d.p.T("retention.files"), Numeric: true}, {Hidden: d.p.T("retention.do")}}}
	for _, e := range list.Items {
		sheet.Rows = append(sheet.Rows, component.Row{Cells: []templ.Component{component.LinkWith(component.Link{Label: e.Code, Href: w.address("dossier", e.Code)}, e.Name),
			component.Text(e.Applicant), component.Text(d.p.Day(e.EndedAt)), component.Text(plain(len(e.Files))),
			component.Button(component.Action{Label: d.p.T("retention.do"), Small: true, Href: w.address("dispose", e.Code)})}})
	}
	note := d.p.T("retention.table")
	for _, rule := range document.Retentions() {
		years := d.p.T("retention.forever")
		if rule.Years > 0 {
			years = d.p.T("retention.years", "Years", rule.Years)
		}
		note += " " + d.p.T("retention.kind."+rule.Kind) + ": " + years + " (" + rule.Source
		if !rule.Verified {
			note += "; " + d.p.T("retention.unverified")
		}
		note += ")."
	}
	l := work.List{Head: component.Head{Title: page.Title, Lead: d.p.T("retention.lead")}, Sheet: sheet, Note: note,
		Empty: component.Nothing{Title: d.p.T("retention.none"), Icon: "circle-check"}}
	if list.Next != "" {
		l.Pages.Next = with(w.address("expired"), "sau", list.Next)
	}
	return w.render(rw, r, http.StatusOK, work.Show(page, l))
}

// dispose asks for the reason of destroying the files of a dossier.
func (w *Web) dispose(rw http.ResponseWriter, r *http.Request) error {
	return w.askDispose(rw, r, nil)
}

func (w *Web) askDispose(rw http.ResponseWriter, r *http.Request, wrong error) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	e, err := w.office.ExpiredOf(r.Context(), d.actor, r.PathValue("code"))
	if err != nil {
		return err
	}
	if len(e.Files) == 0 {
		return motcua.Refused(motcua.Conflict, "dossier.dispose.none")
	}
	page := w.page(r, "page.titleOf", "Deed", d.p.T("retention.do"), "Code", e.Code)
	page.Faulty = wrong != nil
	f := dossierview.Form{Post: w.address("dispose.post", e.Code), AsideBox: d.p.T("retention.files"), Problems: component.ProblemsOf(d.p, wrong),
		Cancel: component.Link{Label: d.p.T("page.cancel"), Href: w.address("expired")},
		Head:   component.Head{Title: d.p.T("retention.do"), Lead: e.Code + " – " + e.Applicant, Crumbs: []component.Link{{Label: d.p.T("retention.title"), Href: w.address("expired")}}},
		Notes:  []dossierview.Note{{Notice: component.Notice{Tone: component.Warn, Title: d.p.T("retention.final")}, Text: d.p.T("retention.final.text")}},
		Submit: []component.Action{{Label: d.p.T("retention.do"), Icon: "x", Look: component.Danger, Key: "primary"}}}
	for i, file := range e.Files {
		until, _ := document.KeptUntil(e.Kinds[i], e.EndedAt)
		f.Aside = append(f.Aside, component.Fact{Name: d.p.T("retention.kind." + e.Kinds[i]), Text: d.p.T("retention.until", "Name", file.Name, "Year", strconv.Itoa(until.Year()-1))})
	}
	f.Fields = []templ.Component{component.TextArea(component.Field{Name: "reason", Label: d.p.T("retention.reason"), Hint: d.p.T("retention.reason.hint"), Value: r.PostForm.Get("reason"), Error: f.Problems.Of("reason")})}
	status := http.StatusOK
	if wrong != nil {
		status = statusOf(motcua.KindOf(wrong))
	}
	return w.render(rw, r, status, dossierview.Ask(page, f))
}

// disposed destroys the files of a dossier that are past their retention.
func (w *Web) disposed(rw http.ResponseWriter, r *http.Request) error {
	n, err := w.office.Dispose(r.Context(), w.actor(r), r.PathValue("code"), r.PostForm.Get("reason"))
	switch {
	case err == nil:
		w.flash(r, visitOf(r).printer.T("retention.done", "Count", n))
		return w.redirect(rw, r, w.address("expired"))
	case motcua.KindOf(err) == motcua.Invalid:
		return w.askDispose(rw, r, err)
	}
	return err
}
