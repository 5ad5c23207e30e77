package web

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"motcua"
	"motcua/calendar"
	"motcua/deadline"
	"motcua/document"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"
)

// reformNoun is a kind of record of the reform desk with pages of its own. Its
// name begins the names of its addresses and the keys of its words.
type reformNoun struct {
	name string
	base string
	load func(ctx context.Context, w *Web, d reader, id string) (reformRecord, error)
	acts []reformAct
	// fields ask for a new record, and enter makes it.
	fields func(c *reformAsk) []templ.Component
	enter  func(ctx context.Context, w *Web, c *reformAsk) (id, title string, err error)
}

// reformRecord is what a form needs to know of the record it is about.
type reformRecord struct {
	title, lead string
	version     int
	object      identity.Object
	fits        func(deed string) bool
	of          any // the record itself, for those who ask
}

// reformAct is a deed on a record with a page of its own; of slug "" another
// handler shows the page.
type reformAct struct {
	deed, slug, icon string
	look             component.Look
	right            identity.Action
	ask              func(c *reformAsk) []templ.Component
	do               func(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error
}

// reformAsk is one asking of a form of the reform desk.
type reformAsk struct {
	ask
	noun   string
	record reformRecord
	files  []document.File
	upload []byte // of the field "file"
	named  string // the name of that file
}

// routes are the addresses of a new record and of the deeds of a noun.
func (n reformNoun) routes(readers, keepers []identity.Role) []Route {
	list := []Route{
		{name: n.name + ".new", method: "GET", pattern: n.base + "/moi", handler: showNewReform(n.name), who: keepers},
		{name: n.name + ".new.post", method: "POST", pattern: n.base + "/moi", handler: enterReform(n.name), who: keepers, most: registerSize},
	}
	for _, a := range n.acts {
		pattern := n.base + "/{id}/" + a.slug
		list = append(list,
			Route{name: n.name + ".do." + a.deed, method: "GET", pattern: pattern, handler: showReformAct(n.name, a.deed), who: readers},
			Route{name: n.name + ".do." + a.deed + ".post", method: "POST", pattern: pattern, handler: doReformAct(n.name, a.deed), who: keepers, most: registerSize})
	}
	return list
}

func reformNounOf(name string) reformNoun {
	nouns := reformNouns()
	return nouns[slices.IndexFunc(nouns, func(n reformNoun) bool { return n.name == name })]
}

func (n reformNoun) act(deed string) reformAct {
	return n.acts[slices.IndexFunc(n.acts, func(a reformAct) bool { return a.deed == deed })]
}

// deeds are the buttons of what the reader may do with a record now.
func (n reformNoun) deeds(d reader, id string, rec reformRecord) []component.Action {
	var deeds []component.Action
	for _, a := range n.acts {
		if rec.fits(a.deed) && identity.Can(d.actor, a.right, rec.object) == nil {
			look := a.look
			if len(deeds) > 0 && look == component.Primary {
				look = component.Secondary
			}
			deeds = append(deeds, component.Action{Label: d.p.T(n.name + ".act." + a.deed), Icon: a.icon, Look: look, Block: true, Href: d.address(n.name+".do."+a.deed, id)})
		}
	}
	return deeds
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
			return motcua.Refused(motcua.Conflict, "reform.closed", "Act", motcua.Say(noun+".act."+deed), "Title", c.record.title)
		}
		c.form, c.fresh = url.Values{}, true
		for name, value := range r.URL.Query() { // what an address suggests
			c.form[name] = value
		}
		return w.showReformAsk(rw, r, n, a, c, http.StatusOK, nil)
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
	if err := identity.Can(d.actor, a.right, rec.object); err != nil {
		return nil, err
	}
	return &reformAsk{ask: ask{reader: d}, noun: n.name, record: rec}, nil
}

func doReformAct(noun, deed string) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		n := reformNounOf(noun)
		a := n.act(deed)
		c, err := w.askOnReform(r, n, a)
		if err != nil {
			return err
		}
		c.form = r.PostForm
		id := r.PathValue("id")
		if err = c.take(w, r); err == nil {
			err = a.do(r.Context(), w, c, office.RecordTarget{ID: id, Expected: version(r.PostForm)})
		}
		if err == nil {
			w.flash(r, c.p.T(noun+".done."+deed, "Title", c.record.title))
			return w.redirect(rw, r, w.address(noun+".record", id))
		}
		kind := motcua.KindOf(err)
		if kind != motcua.Invalid && kind != motcua.Conflict {
			return err
		}
		again, loadErr := w.askOnReform(r, n, a)
		if loadErr != nil {
			return loadErr
		}
		again.form, again.files = r.PostForm, c.files
		return w.showReformAsk(rw, r, n, a, again, statusOf(kind), err)
	}
}

// take keeps the files that came with a form, as evidence, and reads one that is
// only to be read.
func (c *reformAsk) take(w *Web, r *http.Request) error {
	var err error
	if c.files, err = w.papersOf(r, "files"); err != nil || r.MultipartForm == nil || len(r.MultipartForm.File["file"]) == 0 {
		return err
	}
	c.named, c.upload, err = uploaded(r)
	return err
}

func (c *reformAsk) fileIDs() []string {
	var ids []string
	for _, f := range c.files {
		ids = append(ids, f.ID)
	}
	return ids
}

func (w *Web) showReformAsk(rw http.ResponseWriter, r *http.Request, n reformNoun, a reformAct, c *reformAsk, status int, wrong error) error {
	title := c.p.T(n.name + ".act." + a.deed)
	page := w.page(r, n.name+".act."+a.deed)
	page.Faulty = wrong != nil
	page.Scripts = append(page.Scripts, uploadScript)
	record := w.address(n.name+".record", r.PathValue("id"))
	c.problems = component.ProblemsOf(c.p, wrong)
	f := dossierview.Form{Files: true, Post: w.address(n.name+".do."+a.deed+".post", r.PathValue("id")), Hidden: hiddenOf("version", plain(c.record.version)), Problems: c.problems,
		Cancel: component.Link{Label: c.p.T("page.cancel"), Href: record}, AsideBox: c.record.title,
		Head: component.Head{Title: title, Lead: c.record.lead, Crumbs: []component.Link{{Label: c.p.T(n.name + ".nav"), Href: w.address(n.name)}, {Label: c.record.title, Href: record}}}}
	if key := n.name + ".what." + a.deed; c.p.Has(key) {
		f.Aside = append(f.Aside, component.Fact{Name: c.p.T("reform.rule"), Text: c.p.T(key)})
	}
	f.Fields = a.ask(c)
	f.Submit = []component.Action{{Label: title, Icon: a.icon, Look: a.look, Key: "primary", Hint: "Ctrl+↵"}}
	return w.render(rw, r, status, dossierview.Ask(page, f))
}

// asked is a question of the form, its label by the noun and its name.
func (c *reformAsk) asked(name string) component.Field {
	f := c.field(name, c.noun+".field."+name)
	if key := c.noun + ".hint." + name; c.p.Has(key) {
		f.Hint = c.p.T(key)
	}
	return f
}

func (c *reformAsk) optional(name string) component.Field {
	f := c.asked(name)
	f.Optional = component.OptionalWord(c.p)
	return f
}

func (c *reformAsk) long(f component.Field) templ.Component {
	f.Rows = 3
	return component.TextArea(f)
}

func (c *reformAsk) dayField(f component.Field) templ.Component {
	f.Width, f.InputMode = component.Middle, "numeric"
	if f.Hint == "" {
		f.Hint = c.p.T("register.hint.day")
	}
	return component.Input(f)
}

// choose asks for one of some values, with words by the noun.
func choose[T ~string](c *reformAsk, name string, values []T, none bool) templ.Component {
	var choices []component.Choice
	if none {
		choices = append(choices, component.Choice{Label: c.p.T("reform.choose")})
	}
	for _, v := range values {
		choices = append(choices, component.Choice{Value: string(v), Label: c.p.T(c.noun + "." + name + "." + string(v))})
	}
	return component.Select(c.asked(name), choices)
}

func (c *reformAsk) tick(name string) templ.Component {
	return component.Checkboxes(component.Field{Name: name, Label: c.p.T(c.noun + ".field." + name)},
		[]component.Choice{{Value: "1", Label: c.p.T(c.noun + ".tick." + name), Chosen: c.form.Get(name) != ""}})
}

func (c *reformAsk) evidence() templ.Component {
	return component.Upload(c.p, component.UploadField{Name: "files", Label: c.p.T("register.field.files"), Hint: c.p.T("reform.hint.files"), Files: linesOf(c.p, c.files),
		Error: c.problems.Of("files"), Several: true, Papers: true})
}

// suggest fills a field of a form that is shown for the first time.
func (c *reformAsk) suggest(name, value string) {
	if c.fresh && !c.form.Has(name) {
		c.form.Set(name, value)
	}
}

// days reads the days of a form; what cannot be read is told together.
func (c *reformAsk) days(into map[string]*calendar.Date) error {
	var wrong []error
	for _, field := range slices.Sorted(maps.Keys(into)) {
		day, err := readDate(field, c.form.Get(field))
		if err != nil {
			wrong = append(wrong, err)
		}
		*into[field] = day
	}
	return firstFault(wrong)
}

// readTerm reads a limit: a number is of working days.
func readTerm(field, text string) (deadline.Term, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return deadline.Term{}, nil
	}
	limit, err := readLimit(field, text)
	if err != nil || limit.Term.IsZero() {
		return deadline.Term{}, motcua.InvalidField(field, "control.term", "Value", text)
	}
	return limit.Term, nil
}

// reformFiles are links to the files of a record.
func (w *Web) reformFiles(r *http.Request, route, id string, ids []string) ([]component.Link, error) {
	files, err := w.office.FilesNamed(r.Context(), ids)
	var links []component.Link
	for _, f := range files {
		links = append(links, component.Link{Label: f.Name, Icon: "paperclip", Href: w.address(route, id, f.ID)})
	}
	return links, err
}

func showNewReform(noun string) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		return w.askNewReform(rw, r, reformNounOf(noun), &reformAsk{ask: ask{form: url.Values{}, fresh: true}}, http.StatusOK, nil)
	}
}

func enterReform(noun string) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		d, err := w.reader(r)
		if err != nil {
			return err
		}
		n, c := reformNounOf(noun), &reformAsk{ask: ask{reader: d, form: r.PostForm}, noun: noun}
		if err = c.take(w, r); err == nil {
			var id, title string
			if id, title, err = n.enter(r.Context(), w, c); err == nil {
				w.flash(r, d.p.T(noun+".done.new", "Title", title))
				return w.redirect(rw, r, w.address(noun+".record", id))
			}
		}
		kind := motcua.KindOf(err)
		if kind != motcua.Invalid && kind != motcua.Conflict {
			return err
		}
		return w.askNewReform(rw, r, n, c, statusOf(kind), err)
	}
}

func (w *Web) askNewReform(rw http.ResponseWriter, r *http.Request, n reformNoun, c *reformAsk, status int, wrong error) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	c.reader, c.noun = d, n.name
	if err := identity.Can(c.actor, identity.KeepReform, identity.Object{LeadAgency: w.office.LeadAgency()}); err != nil {
		return err
	}
	page := w.page(r, n.name+".new")
	page.Faulty = wrong != nil
	page.Scripts = append(page.Scripts, uploadScript)
	c.problems = component.ProblemsOf(c.p, wrong)
	f := dossierview.Form{Files: true, Post: w.address(n.name + ".new.post"), Problems: c.problems, AsideBox: c.p.T("reform.rule"),
		Cancel: component.Link{Label: c.p.T("page.cancel"), Href: w.address(n.name)},
		Head:   component.Head{Title: page.Title, Lead: c.p.T(n.name + ".new.lead"), Crumbs: []component.Link{{Label: c.p.T(n.name + ".nav"), Href: w.address(n.name)}}}}
	f.Aside = []component.Fact{{Name: c.p.T(n.name + ".nav"), Text: c.p.T(n.name + ".rules")}}
	f.Fields = n.fields(c)
	f.Submit = []component.Action{{Label: page.Title, Icon: "plus", Look: component.Primary, Key: "primary", Hint: "Ctrl+↵"}}
	return w.render(rw, r, status, dossierview.Ask(page, f))
}

func (c *reformAsk) today() calendar.Date { return calendar.DateOf(c.now) }
