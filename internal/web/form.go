package web

import (
	"net/http"
	"strconv"

	"motcua"
	"motcua/calendar"
	"motcua/internal/office"
	"motcua/internal/print"
	"motcua/internal/web/view/component"
	formview "motcua/internal/web/view/form"
	"motcua/internal/web/view/work"
	"motcua/sheet"

	"github.com/a-h/templ"
)

// forms lists the forms that sheets are printed by.
func (w *Web) forms(rw http.ResponseWriter, r *http.Request) error {
	list, err := w.office.SheetForms(r.Context(), w.actor(r))
	if err != nil {
		return err
	}
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	page := w.page(r, "sheet.forms")
	table := component.Sheet{Caption: page.Title, Columns: []component.Column{{Label: d.p.T("sheet.list.name")}, {Label: d.p.T("sheet.list.form")},
		{Label: d.p.T("sheet.form.valid")}, {Label: d.p.T("sheet.form.size")}, {Label: d.p.T("sheet.form.words")}}}
	for _, f := range list {
		words := d.p.T("sheet.form.shipped")
		if n := len(f.Wordings); n > 0 {
			words = d.p.T("sheet.form.worded", "From", f.Form.From, "Author", f.Wordings[0].AuthorName)
		}
		table.Rows = append(table.Rows, component.Row{Cells: []templ.Component{
			component.LinkTo(component.Link{Label: f.Shipped.Title, Href: w.address("form", f.ID())}), component.Text(formOf(d, f.Shipped)),
			component.Text(validity(d, f.Shipped)), component.Text(d.p.T("sheet.size." + string(f.Size))), component.Text(words)}})
	}
	return w.render(rw, r, http.StatusOK, work.Show(page, work.List{Head: component.Head{Title: page.Title, Lead: d.p.T("sheet.forms.lead")}, Sheet: table}))
}

// validity says from when until when a form stands.
func validity(d reader, f sheet.Form) string {
	switch {
	case f.From.IsZero():
		return d.p.T("sheet.form.always")
	case f.Until.IsZero():
		return d.p.T("sheet.form.since", "From", f.From)
	}
	return d.p.T("sheet.form.between", "From", f.From, "Until", f.Until)
}

// form shows a form to whoever words it.
func (w *Web) form(rw http.ResponseWriter, r *http.Request) error {
	f, err := w.office.SheetForm(r.Context(), w.actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return w.showForm(rw, r, f, "", nil)
}

func (w *Web) showForm(rw http.ResponseWriter, r *http.Request, f office.FormView, from string, wrong error) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	page := w.page(r, "sheet.form.title", "Title", f.Shipped.Title)
	data := formview.Page{Head: component.Head{Title: page.Title, Lead: formOf(d, f.Shipped) + " · " + validity(d, f.Shipped), Crumbs: []component.Link{{Label: d.p.T("sheet.forms"), Href: w.address("forms")}}},
		Action: w.address("form", f.ID()), Sample: w.address("form.sample", f.ID()), Saved: r.URL.Query().Get("xong") != "", Seen: len(f.Wordings),
		Problems: component.ProblemsOf(d.p, wrong), Fields: sheet.Fields(f.Kind)}
	if from == "" {
		from = d.p.Date(calendar.DateOf(d.now))
		if !f.Shipped.Until.IsZero() && f.Shipped.Until.Before(calendar.DateOf(d.now)) {
			from = d.p.Date(f.Shipped.Until)
		}
	}
	data.From = component.Field{Name: "from", Label: d.p.T("sheet.form.from"), Hint: d.p.T("sheet.form.from.hint"), Value: from, Error: data.Problems.Of("from"), Width: component.Narrow}
	for i, text := range f.Form.Texts() {
		name := "text." + strconv.Itoa(i)
		data.Texts = append(data.Texts, formview.Text{Name: name, Label: d.p.T("sheet.form.text", "Number", i+1), Value: *text, Error: data.Problems.Of(name)})
	}
	for _, c := range f.Wordings {
		data.Changes = append(data.Changes, formview.Change{At: c.At, Author: c.AuthorName, From: d.p.Date(c.Form.From)})
	}
	page.Faulty = len(data.Problems) > 0
	return w.render(rw, r, statusFor(data.Problems), formview.Edit(page, data))
}

// wordForm shows a rewording filled with sample values, or keeps it.
func (w *Web) wordForm(rw http.ResponseWriter, r *http.Request) error {
	form, by := r.PostForm, w.actor(r)
	seen, _ := strconv.Atoi(form.Get("seen")) // none is 0: before the first
	from, wrongDay := given("from", form.Get("from"), calendar.Date{})
	rewording := office.Rewording{ID: r.PathValue("id"), From: from, Seen: seen}
	for i := 0; form.Has("text." + strconv.Itoa(i)); i++ {
		rewording.Texts = append(rewording.Texts, form.Get("text."+strconv.Itoa(i)))
	}
	f, err := w.office.ReadForm(r.Context(), by, rewording)
	if wrongDay != nil && (err == nil || motcua.KindOf(err) == motcua.Invalid) {
		err = wrongDay
	}
	if err == nil && form.Get("step") == "preview" {
		return w.sendSample(rw, f.Form)
	}
	if err == nil {
		err = w.office.WordForm(r.Context(), by, rewording)
	}
	if motcua.KindOf(err) == motcua.Invalid {
		return w.showForm(rw, r, f, form.Get("from"), err)
	}
	if err != nil {
		return err
	}
	return w.redirect(rw, r, with(w.address("form", rewording.ID), "xong", "1"))
}

// sampleForm prints a form filled with sample values.
func (w *Web) sampleForm(rw http.ResponseWriter, r *http.Request) error {
	f, err := w.office.SheetForm(r.Context(), w.actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return w.sendSample(rw, f.Form)
}

func (w *Web) sendSample(rw http.ResponseWriter, f sheet.Form) error {
	return w.sendPDF(rw, office.FormID(f), print.Job{Form: f, Copies: []sheet.Values{sheet.Sample(f.Kind)}, At: w.office.Now(), Foot: w.words.In("vi").T("sheet.form.sample")})
}
