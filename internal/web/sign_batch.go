package web

import (
	"net/http"
	"slices"
	"strconv"

	"motcua"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/sign"

	"github.com/a-h/templ"
)

// lookAtBatch shows what was ticked before it is signed at once.
func (w *Web) lookAtBatch(rw http.ResponseWriter, r *http.Request) error {
	return w.showSigned(rw, r, http.StatusOK, r.URL.Query()["ho-so"], nil)
}

// showSigned is the page before the signing of several: each with its hash, so
// that what is signed is what was seen.
func (w *Web) showSigned(rw http.ResponseWriter, r *http.Request, status int, codes []string, wrong error) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	list, err := w.office.ToSign(r.Context(), d.actor)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(e office.ToSign) bool { return !slices.Contains(codes, e.Code) })
	if len(list) == 0 && wrong == nil {
		w.flash(r, d.p.T("signing.batch.none"))
		return w.redirect(rw, r, w.address("sign"))
	}
	keys, err := w.office.Certificates(r.Context(), d.actor)
	if err != nil {
		return err
	}
	c := &ask{reader: d, form: r.PostForm, problems: component.ProblemsOf(d.p, wrong)}
	page := w.page(r, "signing.batch.title", "Count", len(list))
	page.Faulty = len(c.problems) > 0
	b := sign.Batch{Head: component.Head{Title: page.Title, Lead: d.p.T("signing.batch.lead"), Crumbs: []component.Link{{Label: d.p.T("signing.waiting"), Href: w.address("sign")}}},
		Problems: c.problems, Post: w.address("sign.batch"), Cancel: component.Link{Label: d.p.T("page.cancel"), Href: w.address("sign")},
		Submit: component.Action{Label: d.p.T("signing.batch.do", "Count", len(list)), Icon: "signature", Look: component.Primary, Key: "primary", Hint: "Ctrl+↵"}}
	b.Sheet = component.Sheet{Caption: page.Title, Columns: []component.Column{{Label: d.p.T("work.column.dossier")}, {Label: d.p.T("signing.title")}, {Label: d.p.T("work.column.applicant")}, {Label: "SHA-256"}}}
	for _, e := range list {
		b.Sheet.Rows = append(b.Sheet.Rows, component.Row{Cells: []templ.Component{
			component.LinkWith(component.Link{Label: e.Code, Href: w.address("sign.paper", e.Code)}, e.ProcedureName),
			component.TextWith(e.Draft.Title, d.p.T("dossier.outcome."+string(e.Draft.Outcome))), component.Text(e.Applicant), component.Text(e.Draft.Hash[:16] + "…")}})
		b.Hidden = append(b.Hidden, [2]string{"ho-so", e.Code}, [2]string{"version." + e.Code, strconv.Itoa(e.Version)}, [2]string{"hash." + e.Code, e.Draft.Hash})
	}
	b.Fields = c.penFields(keys, false)
	return w.render(rw, r, status, sign.Several(page, b))
}

// signBatch signs what was looked at; each row says what came of it.
func (w *Web) signBatch(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	codes := slices.Compact(slices.Sorted(slices.Values(r.PostForm["ho-so"])))
	var strokes []office.Stroke
	for _, code := range codes {
		n, err := strconv.Atoi(r.PostForm.Get("version." + code))
		if err != nil || n < 1 {
			n = 1 // seen at no version, so it has changed since
		}
		strokes = append(strokes, office.Stroke{Target: office.Target{Code: code, Expected: n}, Hash: r.PostForm.Get("hash." + code)})
	}
	var done []office.Stroked
	err = w.withPen(r, func(pen office.Pen) error {
		done, err = w.office.SignDrafts(r.Context(), d.actor, strokes, pen)
		return err
	})
	if err != nil && motcua.KindOf(err) == motcua.Invalid {
		return w.showSigned(rw, r, http.StatusUnprocessableEntity, codes, err)
	}
	if err != nil {
		return err
	}
	signed := 0
	sheet := component.Sheet{Columns: []component.Column{{Label: d.p.T("work.column.dossier")}, {Label: d.p.T("signing.state")}}}
	for _, s := range done {
		label := component.Label{Text: d.p.T("signing.batch.signed"), Tone: component.OK, Icon: "circle-check"}
		why := ""
		if s.Err != nil {
			label = component.Label{Text: d.p.T("signing.batch.failed"), Tone: component.Bad, Icon: "circle-x"}
			for _, problem := range component.ProblemsOf(d.p, s.Err) {
				why = joined(why, problem.Text)
			}
		} else {
			signed++
		}
		sheet.Rows = append(sheet.Rows, component.Row{Cells: []templ.Component{component.LinkTo(component.Link{Label: s.Code, Href: w.address("dossier", s.Code)}), sign.Outcome(label, why)}})
	}
	page := w.page(r, "signing.batch.result", "Signed", signed, "Count", len(done))
	sheet.Caption = page.Title
	return w.render(rw, r, http.StatusOK, sign.Several(page, sign.Batch{Head: component.Head{Title: page.Title}, Sheet: sheet,
		Cancel: component.Link{Label: d.p.T("signing.waiting"), Href: w.address("sign")}}))
}
