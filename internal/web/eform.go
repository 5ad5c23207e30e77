package web

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"motcua"
	"motcua/account"
	"motcua/calendar"
	"motcua/eform"
	"motcua/industry"
	"motcua/internal/web/view/component"
	view "motcua/internal/web/view/eform"
	"motcua/internal/web/view/layout"
	"motcua/internal/web/view/procedure"
	"motcua/territory"
)

// suggestions is how many choices a field offers while somebody types.
const suggestions = 12

// suggestion is one choice of a combobox.
type suggestion struct {
	Value string `json:"value"`
	Label string `json:"label"`
	Note  string `json:"note,omitempty"`
}

// places answers administrative units: those within one, or those that words
// name, as the codes from the province down. The edition is named, so that the
// answer can be kept.
func (w *Web) places(rw http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	e, ok := territory.Named(q.Get("ban"))
	if !ok {
		e = territory.On(calendar.DateOf(w.office.Now()))
	}
	list := []suggestion{}
	if words := q.Get("q"); words != "" {
		for _, f := range e.Find(words, suggestions) {
			note := ""
			if f.Before != "" {
				note = w.printer(r).T("eform.place.was", "Name", f.Before)
			}
			list = append(list, suggestion{Value: strings.Join(path(e, f.Unit), "/"), Label: f.Full, Note: note})
		}
		return w.kept(rw, r, list)
	}
	for _, u := range e.Children(q.Get("trong")) {
		list = append(list, suggestion{Value: u.Code, Label: u.Name})
	}
	return w.kept(rw, r, list)
}

// path is the codes from the province down to a unit.
func path(e *territory.Edition, u territory.Unit) []string {
	above, ok := e.Unit(u.In)
	if !ok {
		return []string{u.Code}
	}
	return append(path(e, above), u.Code)
}

// industries answers the activities that words or the beginning of a code name.
func (w *Web) industries(rw http.ResponseWriter, r *http.Request) error {
	list := []suggestion{}
	for _, i := range industry.On(calendar.DateOf(w.office.Now())).Find(r.URL.Query().Get("q"), suggestions) {
		list = append(list, suggestion{Value: i.Code + " – " + i.Name, Label: i.Code + " – " + i.Name})
	}
	return w.kept(rw, r, list)
}

// kept answers JSON that knows nothing of its reader but the language and
// changes with the program or the day, so that browsers keep it for a day and
// ask for changes by its tag.
func (w *Web) kept(rw http.ResponseWriter, r *http.Request, value any) error {
	body, err := json.Marshal(value)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(body)
	tag := `"` + hex.EncodeToString(sum[:8]) + `"`
	h := rw.Header()
	h.Set("Cache-Control", "public, max-age=86400")
	h.Set("ETag", tag)
	h.Set("Vary", "Cookie")
	h.Set("X-Robots-Tag", "noindex")
	if r.Header.Get("If-None-Match") == tag {
		rw.WriteHeader(http.StatusNotModified)
		return nil
	}
	if h.Get("Content-Type") == "" {
		h.Set("Content-Type", "application/json")
	}
	_, _ = rw.Write(body) // fails when the reader has gone
	return nil
}

// formSchema gives the JSON Schema of a procedure's form to whoever fills it in
// or checks it with a program.
func (w *Web) formSchema(rw http.ResponseWriter, r *http.Request) error {
	p, err := w.preview(r)
	if err != nil {
		return err
	}
	rw.Header().Set("Content-Type", "application/schema+json")
	return w.kept(rw, r, p.form.Schema)
}

// previewForm shows the form of a procedure to prepare with.
func (w *Web) previewForm(rw http.ResponseWriter, r *http.Request) error {
	p, err := w.preview(r)
	if err != nil {
		return err
	}
	p.answers, p.prefilled = p.form.Prefill(nil, held(visitOf(r).account))
	return w.showPreview(rw, r, http.StatusOK, p)
}

// checkPreview checks what was filled in and keeps nothing.
func (w *Web) checkPreview(rw http.ResponseWriter, r *http.Request) error {
	p, err := w.preview(r)
	if err != nil {
		return err
	}
	p.answers = p.form.Read(r.PostForm)
	if next, done := p.form.Do(p.answers, r.PostForm.Get(eform.DoInput)); done {
		p.answers = next
		return w.showPreview(rw, r, http.StatusOK, p)
	}
	if p.revealed(r.PostForm) {
		p.data.Revealed = true
		return w.showPreview(rw, r, http.StatusOK, p)
	}
	if err := motcua.Join(p.form.Check(p.answers, "", p.day)...); err != nil {
		p.data.Problems = component.ProblemsOf(w.printer(r), err)
		return w.showPreview(rw, r, http.StatusUnprocessableEntity, p)
	}
	p.data.Complete, p.data.Summary = true, p.form.SummaryOn(p.answers, w.printer(r).Lang(), p.day)
	return w.showPreview(rw, r, http.StatusOK, p)
}

// previewed is a form that somebody tries.
type previewed struct {
	form      *eform.Form
	answers   eform.Answers
	prefilled map[string]bool
	day       calendar.Date
	page      layout.Page
	data      view.PreviewData
}

func (w *Web) preview(r *http.Request) (*previewed, error) {
	d, err := w.procedureData(r)
	if err != nil {
		return nil, err
	}
	code, p := d.Procedure.Code, w.printer(r)
	page := w.page(r, "eform.preview")
	page.Scripts = []string{view.Script}
	name := procedure.Name(p, d.Procedure, d.Version)
	return &previewed{form: eform.For(code, d.Today), day: d.Today, page: page, data: view.PreviewData{
		Head: component.Head{Title: page.Title, Lead: name, Crumbs: w.crumbs(r,
			component.Link{Label: p.T("ui.public.procedures"), Href: w.address("procedures")},
			component.Link{Label: name, Href: w.address("procedure", code)})},
		Action: w.address("form.preview.post", code),
	}}, nil
}

// revealed tells whether the answers show questions that the page did not.
func (p *previewed) revealed(posted url.Values) bool {
	for _, s := range p.form.Shown(p.answers) {
		if len(p.form.Revealed(p.answers, s.ID, posted)) > 0 {
			return true
		}
	}
	return false
}

func (w *Web) showPreview(rw http.ResponseWriter, r *http.Request, status int, p *previewed) error {
	p.page.Faulty = len(p.data.Problems) > 0
	p.data.Source = p.form.Source.In(w.printer(r).Lang())
	for i := range p.form.Sections {
		d := w.sectionData(p.form, &p.form.Sections[i], p.answers, p.day)
		d.Problems, d.Prefilled, d.Action = p.data.Problems, p.prefilled, p.data.Action
		p.data.Sections = append(p.data.Sections, d)
	}
	return w.render(rw, r, status, view.PreviewPage(p.page, p.data))
}

// sectionData is a section of a form as it was answered, with the addresses
// that its fields look up at.
func (w *Web) sectionData(f *eform.Form, s *eform.Section, a eform.Answers, day calendar.Date) view.SectionData {
	return view.SectionData{Form: f, Section: s, Answers: a, Day: day, Places: w.address("places"), Industries: w.address("industries")}
}

// held is what is known of whoever is signed in, by the names that forms give.
func held(a *account.Account) map[string]string {
	if a == nil {
		return nil
	}
	return map[string]string{"account.name": a.Name, "account.identifier": a.Identifier, "account.phone": a.Phone, "account.email": a.Email}
}
