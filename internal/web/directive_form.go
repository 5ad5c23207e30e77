package web

import (
	"net/http"
	"net/url"

	"motcua"
	"motcua/directive"
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"
	"motcua/register"

	"github.com/a-h/templ"
)

// directiveForm asks for a directive. An address may name the document of the
// register, or the dossier, that it rests on.
func (w *Web) directiveForm(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	form := url.Values{}
	if id := r.URL.Query().Get("van-ban"); id != "" {
		v, err := w.office.Document(r.Context(), d.actor, id)
		if err != nil {
			return err
		}
		form.Set("document", v.ID)
		form.Set("number", v.Symbol)
		form.Set("date", d.p.Date(v.Date))
		form.Set("title", v.Subject)
		if form.Set("issuer", v.In.Sender); v.Direction == register.Out {
			form.Set("issuer", d.book.Agency(w.office.LeadAgency()).Name)
		}
	}
	if code := r.URL.Query().Get("ho-so"); code != "" {
		v, err := w.office.Dossier(r.Context(), d.actor, code)
		if err != nil {
			return err
		}
		form.Set("dossier", v.Code)
		form.Set("issuer", d.p.T("directive.leadership"))
		form.Set("title", d.p.T("directive.ofDossier", "Code", v.Code))
		form.Set("unit", v.Holder.Unit)
	}
	return w.askDirective(rw, r, &recordAsk{ask: ask{reader: d, form: form, fresh: true}, noun: directive.Noun}, nil)
}

// giveDirective gives it.
func (w *Web) giveDirective(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	c := &recordAsk{ask: ask{reader: d, form: r.PostForm}, noun: directive.Noun}
	var wrong []error
	unit, person := unitAndPerson(c.form.Get("unit"))
	g := directive.Given{Order: c.form.Get("order"), Charge: directive.Charge{Unit: unit, Person: person}, Supporting: c.form["supporting"], By: c.day("by", &wrong),
		Source: directive.Source{Document: c.form.Get("document"), Dossier: c.form.Get("dossier"), Number: c.form.Get("number"), Date: c.day("date", &wrong),
			Issuer: c.form.Get("issuer"), Title: c.form.Get("title")}}
	if err = firstFault(wrong); err == nil {
		v, giving := w.office.GiveDirective(r.Context(), d.actor, g)
		if giving == nil {
			w.flash(r, d.p.T("directive.done.give"))
			return w.redirect(rw, r, w.address("directive", v.ID))
		}
		err = giving
	}
	if !mended(err) {
		return err
	}
	return w.askDirective(rw, r, c, err)
}

func (w *Web) askDirective(rw http.ResponseWriter, r *http.Request, c *recordAsk, wrong error) error {
	var err error
	if c.people, err = w.office.RegisterPeople(r.Context()); err != nil {
		return err
	}
	page, status := w.page(r, "directive.new"), http.StatusOK
	if page.Faulty = wrong != nil; wrong != nil {
		status = statusOf(motcua.KindOf(wrong))
	}
	c.problems = component.ProblemsOf(c.p, wrong)
	f := dossierview.Form{Post: w.address("directive.new.post"), Problems: c.problems, AsideBox: c.p.T("register.rules"),
		Hidden: hiddenOf("document", c.form.Get("document"), "dossier", c.form.Get("dossier")), Cancel: component.Link{Label: c.p.T("page.cancel"), Href: w.address("directives")},
		Head:   component.Head{Title: page.Title, Lead: c.p.T("directive.new.lead"), Crumbs: []component.Link{{Label: c.p.T("directive.nav"), Href: w.address("directives")}}},
		Submit: []component.Action{{Label: c.p.T("directive.submit.give"), Icon: "send", Look: component.Primary, Key: "primary", Hint: "Ctrl+↵"}}}
	for _, rule := range []string{"1", "2", "3"} {
		f.Aside = append(f.Aside, component.Fact{Name: c.p.T("directive.rule." + rule), Text: c.p.T("directive.rule." + rule + ".is")})
	}
	f.Fields = []templ.Component{c.long("order", false), c.charge("unit"), c.dayField("by", true), c.line("issuer", false), c.line("number", true), c.dayField("date", true),
		c.long("title", true), c.units("supporting", true)}
	return w.render(rw, r, status, dossierview.Ask(page, f))
}
