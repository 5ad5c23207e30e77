package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"github.com/a-h/templ"

	"motcua"
	"motcua/document"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"
	"motcua/internal/web/view/reform"
	"motcua/record"
)

// reformNoun is a kind of record of the reform desk with pages of its own: the
// page of a record, a page for each of its deeds, and one that asks for a new
// record. Its name begins the names of its addresses and the keys of its words;
// the address of that name is its list, and that of its records has ".record"
// behind it.
type reformNoun struct {
	name, base string
	words      string // begins the keys of words; "": the name
	list, page string // other names of these two addresses
	readers    []identity.Role
	keepers    []identity.Role // who enters new ones
	doers      []identity.Role // who may have a deed to do; each use case asks more finely
	led        bool            // the leadership may do what the office does
	load       func(ctx context.Context, w *Web, d reader, id string) (reformRecord, error)
	// prepare finds what else the form of a deed needs.
	prepare func(ctx context.Context, w *Web, c *reformAsk, deed string) error
	// show draws what the page of a record has of its own.
	show func(w *Web, r *http.Request, d reader, rec reformRecord) (reform.Record, error)
	// tell words a fact for the history; title "" is the usual one.
	tell func(d reader, fact record.Fact) (title, detail string)
	file func(o *office.Office, ctx context.Context, by identity.Actor, id, file string) (document.File, error)
	acts []reformAct
	// begin puts into the form of a new record what an address suggests, and
	// hidden are the fields of it that nobody types.
	begin  func(ctx context.Context, w *Web, c *reformAsk, query url.Values) error
	hidden []string
	// fields ask for a new record, and enter makes it.
	fields func(c *reformAsk) []templ.Component
	enter  func(ctx context.Context, w *Web, c *reformAsk) (id, title string, err error)
}

// reformRecord is what the pages of a record need to know of it.
type reformRecord struct {
	title, lead string
	called      string         // title of its page, when the words make none of the title
	above       component.Link // to what it is a part of
	notes       []dossierview.Note
	text        string // stands above the facts
	facts       []component.Fact
	files       []string // shown together; others stand where they belong
	version     int
	events      []record.Event
	object      identity.Object
	mine        bool // the reader may do whatever is done with it
	fits        func(deed string) bool
	of          any // the record itself, for those who ask
}

// reformAct is a deed on a record with a page of its own. Of slug "" another
// handler shows the page, at the address named after the noun and the deed.
type reformAct struct {
	deed, slug, icon string
	look             component.Look
	right            identity.Action
	ask              func(c *reformAsk) []templ.Component
	do               func(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error
}

// complete gives what a noun leaves out.
func (n reformNoun) complete() reformNoun {
	n.words, n.list, n.page = typed(n.words, n.name), typed(n.list, n.name), typed(n.page, n.name+".record")
	return n
}

// routes are the addresses of the records of a noun, of a new one and of deeds.
func (n reformNoun) routes() []Route {
	n = n.complete()
	list := []Route{{name: n.name + ".file", method: "GET", pattern: n.base + "/{id}/tep/{file}", handler: reformFile(n.file), who: n.readers}}
	if n.fields != nil {
		list = append(list, Route{name: n.name + ".new", method: "GET", pattern: n.base + "/moi", handler: showNewReform(n.name), who: n.keepers},
			Route{name: n.name + ".new.post", method: "POST", pattern: n.base + "/moi", handler: enterReform(n.name), who: n.keepers, most: registerSize})
	}
	if n.show != nil {
		list = append(list, Route{name: n.page, method: "GET", pattern: n.base + "/{id}", handler: showReform(n.name), who: n.readers})
	}
	for _, a := range n.acts {
		if a.slug == "" {
			continue
		}
		pattern := n.base + "/{id}/" + a.slug
		list = append(list,
			Route{name: n.name + ".do." + a.deed, method: "GET", pattern: pattern, handler: showReformAct(n.name, a.deed), who: n.readers},
			Route{name: n.name + ".do." + a.deed + ".post", method: "POST", pattern: pattern, handler: doReformAct(n.name, a.deed), who: n.doers, most: registerSize})
	}
	return list
}

// crumbs lead to a record.
func (n reformNoun) crumbs(d reader, rec reformRecord) []component.Link {
	crumbs := []component.Link{{Label: d.p.T(n.words + ".nav"), Href: d.address(n.list)}}
	if rec.above.Href != "" {
		crumbs = append(crumbs, rec.above)
	}
	return crumbs
}

func (n reformNoun) called(d reader, rec reformRecord) string {
	if rec.called != "" {
		return rec.called
	}
	return d.p.T(n.words+".title", "Title", rec.title)
}

func reformNounOf(name string) reformNoun {
	nouns := reformNouns()
	return nouns[slices.IndexFunc(nouns, func(n reformNoun) bool { return n.name == name })].complete()
}

func (n reformNoun) act(deed string) reformAct {
	return n.acts[slices.IndexFunc(n.acts, func(a reformAct) bool { return a.deed == deed })]
}

func (n reformNoun) may(by identity.Actor, right identity.Action, rec reformRecord) error {
	if rec.mine || n.led && right == identity.KeepReform && identity.Can(by, identity.DecideReform, rec.object) == nil {
		return nil
	}
	return identity.Can(by, right, rec.object)
}

// deeds are the buttons of what the reader may do with a record now.
func (n reformNoun) deeds(d reader, id string, rec reformRecord) []component.Action {
	var deeds []component.Action
	for _, a := range n.acts {
		if !rec.fits(a.deed) || n.may(d.actor, a.right, rec) != nil {
			continue
		}
		look, route := a.look, n.name+".do."+a.deed
		if len(deeds) > 0 && look == component.Primary {
			look = component.Secondary
		}
		if a.slug == "" {
			route = n.name + "." + a.deed
		}
		deeds = append(deeds, component.Action{Label: d.p.T(n.words + ".act." + a.deed), Icon: a.icon, Look: look, Block: true, Href: d.address(route, id)})
	}
	return deeds
}

// showReform is the page of a record.
func showReform(noun string) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		d, err := w.reader(r)
		if err != nil {
			return err
		}
		n, id := reformNounOf(noun), r.PathValue("id")
		rec, err := n.load(r.Context(), w, d, id)
		if err != nil {
			return err
		}
		show, err := n.show(w, r, d, rec)
		if err != nil {
			return err
		}
		show.Head.Title, show.Head.Lead = typed(show.Head.Title, rec.title), typed(show.Head.Lead, rec.lead)
		show.Head.Crumbs, show.Notes = n.crumbs(d, rec), rec.notes
		show.Parts = slices.Insert(show.Parts, 0, reform.Part{Title: d.p.T(n.words + ".about"), Text: rec.text, Facts: rec.facts})
		if len(rec.files) > 0 {
			part := reform.Part{Title: d.p.T("register.field.files")}
			if part.Links, err = w.reformFiles(r, noun+".file", id, rec.files); err != nil {
				return err
			}
			show.Parts = append(show.Parts, part)
		}
		show.Deeds = n.deeds(d, id, rec)
		for _, e := range slices.Backward(rec.events) {
			title, detail := n.tell(d, e.Fact)
			if title == "" {
				title = d.p.T(n.words + ".fact." + e.Fact.Kind())
			}
			show.Log = append(show.Log, component.Happening{Title: title, At: e.At, By: e.By.Name, Detail: detail, Tone: component.Info})
		}
		page := w.page(r, "")
		page.Title = n.called(d, rec)
		return w.render(rw, r, http.StatusOK, reform.Show(page, show))
	}
}

// reformFile gives a file of a record to somebody who may know of the record.
func reformFile(file func(*office.Office, context.Context, identity.Actor, string, string) (document.File, error)) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		f, err := file(w.office, r.Context(), w.actor(r), r.PathValue("id"), r.PathValue("file"))
		if err != nil {
			return err
		}
		return w.serveFile(rw, r, f)
	}
}

// reformFiles are links to files of a record.
func (w *Web) reformFiles(r *http.Request, route, id string, ids []string) ([]component.Link, error) {
	files, err := w.office.FilesNamed(r.Context(), ids)
	var links []component.Link
	for _, f := range files {
		links = append(links, component.Link{Label: f.Name, Icon: "paperclip", Href: w.address(route, id, f.ID)})
	}
	return links, err
}

func showReformAct(noun, deed string) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		n := reformNounOf(noun)
		a := n.act(deed)
		c, err := w.askOnReform(r, n, a)
		if err != nil {
			return err
		}
		if !c.record.fits(deed) {
			return motcua.Refused(motcua.Conflict, "reform.closed", "Act", motcua.Say(n.words+".act."+deed), "Title", c.record.title)
		}
		c.form, c.fresh = url.Values{}, true
		for name, value := range r.URL.Query() { // what an address suggests
			c.form[name] = value
		}
		return w.showReformAsk(rw, r, n, a, c, nil)
	}
}

func (w *Web) askOnReform(r *http.Request, n reformNoun, a reformAct) (*reformAsk, error) {
	d, err := w.reader(r)
	if err != nil {
		return nil, err
	}
	rec, err := n.load(r.Context(), w, d, r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	c := &reformAsk{ask: ask{reader: d}, noun: n.words, record: rec}
	if err = n.may(d.actor, a.right, rec); err == nil && n.prepare != nil {
		err = n.prepare(r.Context(), w, c, a.deed)
	}
	return c, err
}

// doReformAct does a deed; what is wrong comes back with the form. Who by the
// deed loses sight of the record is led to the list.
func doReformAct(noun, deed string) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		n, id := reformNounOf(noun), r.PathValue("id")
		a := n.act(deed)
		c, err := w.askOnReform(r, n, a)
		if err != nil {
			return err
		}
		c.form = r.PostForm
		if err = c.take(w, r); err == nil {
			err = a.do(r.Context(), w, c, office.RecordTarget{ID: id, Expected: version(r.PostForm)})
		}
		if err == nil {
			w.flash(r, c.p.T(n.words+".done."+deed, "Title", c.record.title))
			if _, err := n.load(r.Context(), w, c.reader, id); motcua.KindOf(err) == motcua.NotFound && err != nil {
				return w.redirect(rw, r, w.address(n.list))
			}
			return w.redirect(rw, r, w.address(n.page, id))
		}
		if !mended(err) {
			return err
		}
		again, loadErr := w.askOnReform(r, n, a)
		if loadErr != nil {
			return loadErr
		}
		again.form, again.files = r.PostForm, c.files
		return w.showReformAsk(rw, r, n, a, again, err)
	}
}

func (w *Web) showReformAsk(rw http.ResponseWriter, r *http.Request, n reformNoun, a reformAct, c *reformAsk, wrong error) error {
	key, id := n.name+".do."+a.deed, r.PathValue("id")
	back, act := component.Link{Label: c.record.title, Href: w.address(n.page, id)}, c.p.T(n.words+".act."+a.deed)
	f := dossierview.Form{Post: w.address(key+".post", id), Hidden: hiddenOf("version", plain(c.record.version)), Cancel: component.Link{Label: c.p.T("page.cancel"), Href: back.Href},
		Notes: c.record.notes, AsideBox: n.called(c.reader, c.record), Aside: c.record.facts,
		Head: component.Head{Title: act, Lead: c.record.lead, Crumbs: append(n.crumbs(c.reader, c.record), back)}}
	if key := n.words + ".what." + a.deed; c.p.Has(key) {
		f.Notes = append(f.Notes, dossierview.Note{Notice: component.Notice{Tone: component.Info}, Text: c.p.T(key)})
	}
	f.Submit = []component.Action{{Label: act, Icon: a.icon, Look: a.look, Key: "primary", Hint: "Ctrl+↵"}}
	if key := n.words + ".submit." + a.deed; c.p.Has(key) {
		f.Submit[0].Label = c.p.T(key)
	}
	if a.look == component.Secondary {
		f.Submit[0].Look = component.Primary
	}
	if key := n.words + ".decline." + a.deed; c.p.Has(key) { // the other answer to what was asked
		f.Submit = append(f.Submit, component.Action{Label: c.p.T(key), Icon: "x", Look: component.Secondary, Name: "step", Value: "decline"})
	}
	return w.askReform(rw, r, c, f, a.ask, wrong)
}

// askReform shows a form; with what is wrong, if anything is.
func (w *Web) askReform(rw http.ResponseWriter, r *http.Request, c *reformAsk, f dossierview.Form, fields func(*reformAsk) []templ.Component, wrong error) error {
	var err error
	if c.people, err = w.office.RegisterPeople(r.Context()); err != nil {
		return err
	}
	page, status := w.page(r, ""), http.StatusOK
	page.Title = f.Head.Title
	if page.Faulty = wrong != nil; wrong != nil {
		status = statusOf(motcua.KindOf(wrong))
	}
	c.problems = component.ProblemsOf(c.p, wrong)
	f.Problems = c.problems
	f.Fields = fields(c)
	if f.Files = c.asksFiles; f.Files {
		page.Scripts = append(page.Scripts, uploadScript)
	}
	return w.render(rw, r, status, dossierview.Ask(page, f))
}

func showNewReform(noun string) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		d, err := w.reader(r)
		if err != nil {
			return err
		}
		n := reformNounOf(noun)
		c := &reformAsk{ask: ask{reader: d, form: url.Values{}, fresh: true}, noun: n.words}
		if n.begin != nil {
			if err := n.begin(r.Context(), w, c, r.URL.Query()); err != nil {
				return err
			}
		}
		return w.askNewReform(rw, r, n, c, nil)
	}
}

func enterReform(noun string) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		d, err := w.reader(r)
		if err != nil {
			return err
		}
		n := reformNounOf(noun)
		c := &reformAsk{ask: ask{reader: d, form: r.PostForm}, noun: n.words}
		if err = c.take(w, r); err == nil {
			var id, title string
			if id, title, err = n.enter(r.Context(), w, c); err == nil {
				w.flash(r, d.p.T(n.words+".done.new", "Title", title))
				return w.redirect(rw, r, w.address(n.page, id))
			}
		}
		if !mended(err) {
			return err
		}
		return w.askNewReform(rw, r, n, c, err)
	}
}

func (w *Web) askNewReform(rw http.ResponseWriter, r *http.Request, n reformNoun, c *reformAsk, wrong error) error {
	if err := n.may(c.actor, identity.KeepReform, reformRecord{object: identity.Object{LeadAgency: w.office.LeadAgency()}}); err != nil {
		return err
	}
	title, list := c.p.T(n.words+".new"), component.Link{Label: c.p.T(n.words + ".nav"), Href: w.address(n.list)}
	f := dossierview.Form{Post: w.address(n.name + ".new.post"), AsideBox: c.p.T("reform.rule"), Aside: c.rules(), Cancel: component.Link{Label: c.p.T("page.cancel"), Href: list.Href},
		Head:   component.Head{Title: title, Lead: c.p.T(n.words + ".new.lead"), Crumbs: []component.Link{list}},
		Submit: []component.Action{{Label: title, Icon: "plus", Look: component.Primary, Key: "primary", Hint: "Ctrl+↵"}}}
	for _, name := range n.hidden {
		f.Hidden = append(f.Hidden, hiddenOf(name, c.form.Get(name))...)
	}
	if key := n.words + ".submit.new"; c.p.Has(key) {
		f.Submit[0].Label = c.p.T(key)
	}
	return w.askReform(rw, r, c, f, n.fields, wrong)
}

// mended tells whether a fault is one that the form is shown again for.
func mended(err error) bool {
	kind := motcua.KindOf(err)
	return kind == motcua.Invalid || kind == motcua.Conflict
}
