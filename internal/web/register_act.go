package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"motcua"
	"motcua/deadline"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"
	"motcua/register"

	"github.com/a-h/templ"
)

// documentAct is a deed on an official document with a page of its own.
type documentAct struct {
	deed  register.Deed
	slug  string
	right identity.Action
	icon  string
	look  component.Look
	ask   func(c *documentAsk) []templ.Component
	do    func(ctx context.Context, w *Web, c *documentAsk, t office.DocumentTarget) (*office.DocumentView, error)
}

func documentActs() []documentAct {
	return []documentAct{
		{register.DeedRelease, "phat-hanh", identity.KeepRegister, "send", component.Primary, (*documentAsk).release, doReleaseDocument},
		{register.DeedAssign, "giao", identity.AssignDocument, "user", component.Primary, (*documentAsk).assign, doAssignDocument},
		{register.DeedComplete, "xong", identity.HandleDocument, "check", component.Primary, (*documentAsk).complete, doCompleteDocument},
		{register.DeedPass, "chuyen", identity.HandleDocument, "arrow-right", component.Secondary, (*documentAsk).pass, doPassDocument},
		{register.DeedLink, "lien-ket", identity.HandleDocument, "paperclip", component.Secondary, (*documentAsk).link, doLinkDocument},
		{register.DeedCancel, "huy", identity.KeepRegister, "circle-x", component.Danger, (*documentAsk).cancel, doCancelDocument},
	}
}

func documentActOf(deed register.Deed) documentAct {
	acts := documentActs()
	return acts[slices.IndexFunc(acts, func(a documentAct) bool { return a.deed == deed })]
}

// showDocumentAct is the page that asks what a deed needs.
func showDocumentAct(deed register.Deed) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		a := documentActOf(deed)
		c, view, err := w.askOnDocument(r, a)
		if err != nil {
			return err
		}
		if !view.Fits(deed) {
			return motcua.Refused(motcua.Conflict, "register.closed", "Act", motcua.Say("register.act."+string(deed)), "State", motcua.Say("register.state."+string(view.State)))
		}
		c.form, c.fresh = url.Values{}, true
		return w.showDocumentAsk(rw, r, a, c, view, http.StatusOK, nil)
	}
}

func (w *Web) askOnDocument(r *http.Request, a documentAct) (*documentAsk, *office.DocumentView, error) {
	d, err := w.reader(r)
	if err != nil {
		return nil, nil, err
	}
	view, err := w.office.Document(r.Context(), d.actor, r.PathValue("id"))
	if err != nil {
		return nil, nil, err
	}
	if err := identity.Can(d.actor, a.right, view.Object()); err != nil {
		return nil, nil, err
	}
	c := &documentAsk{ask: ask{reader: d}}
	c.people, err = w.office.RegisterPeople(r.Context())
	return c, view, err
}

// doDocumentAct does a deed; what is wrong comes back with the form.
func doDocumentAct(deed register.Deed) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		a := documentActOf(deed)
		d, err := w.reader(r)
		if err != nil {
			return err
		}
		c := &documentAsk{ask: ask{reader: d, form: r.PostForm}}
		view, err := a.do(r.Context(), w, c, office.DocumentTarget{ID: r.PathValue("id"), Expected: version(r.PostForm)})
		if err == nil {
			w.flash(r, d.p.T("register.done."+string(deed), "Symbol", view.Symbol))
			if identity.Can(d.actor, identity.ReadDocument, view.Object()) != nil {
				return w.redirect(rw, r, w.address("register."+string(view.Direction)))
			}
			return w.redirect(rw, r, w.address("register.record", view.ID))
		}
		kind := motcua.KindOf(err)
		if kind != motcua.Invalid && kind != motcua.Conflict {
			return err
		}
		again, seen, loadErr := w.askOnDocument(r, a)
		if loadErr != nil {
			return loadErr
		}
		again.form = r.PostForm
		return w.showDocumentAsk(rw, r, a, again, seen, statusOf(kind), err)
	}
}

func (w *Web) showDocumentAsk(rw http.ResponseWriter, r *http.Request, a documentAct, c *documentAsk, v *office.DocumentView, status int, wrong error) error {
	title := c.p.T("register.act." + string(a.deed))
	page := w.page(r, "register.act."+string(a.deed))
	page.Faulty = wrong != nil
	record := w.address("register.record", v.ID)
	c.problems = component.ProblemsOf(c.p, wrong)
	f := dossierview.Form{Post: w.address("register.do."+string(a.deed)+".post", v.ID), Hidden: hiddenOf("version", plain(v.Version())), Problems: c.problems,
		Cancel: component.Link{Label: c.p.T("page.cancel"), Href: record}, AsideBox: c.symbolOf(v.Document),
		Head: component.Head{Title: title, Lead: v.Subject, Crumbs: []component.Link{{Label: c.p.T("register." + string(v.Direction)), Href: w.address("register." + string(v.Direction))}, {Label: c.symbolOf(v.Document), Href: record}}}}
	if key := "register.what." + string(a.deed); c.p.Has(key) {
		f.Notes = append(f.Notes, dossierview.Note{Notice: component.Notice{Tone: component.Info}, Text: c.p.T(key)})
	}
	f.Fields = a.ask(c)
	f.Submit = []component.Action{{Label: c.p.T("register.submit." + string(a.deed)), Icon: a.icon, Look: a.look, Key: "primary", Hint: "Ctrl+↵"}}
	f.Aside = c.documentFacts(v)
	return w.render(rw, r, status, dossierview.Ask(page, f))
}

func (c *documentAsk) long(name string, optional bool) templ.Component {
	f := c.asked(name)
	if f.Rows = 3; optional {
		f.Optional = component.OptionalWord(c.p)
	}
	return component.TextArea(f)
}

func (c *documentAsk) release() []templ.Component {
	way := c.asked("way")
	if c.fresh {
		way.Value = c.p.T("register.way.usual")
	}
	way.Hint = c.p.T("register.hint.way")
	return []templ.Component{component.Input(way), c.long("note", true)}
}

func doReleaseDocument(ctx context.Context, w *Web, c *documentAsk, t office.DocumentTarget) (*office.DocumentView, error) {
	return w.office.ReleaseDocument(ctx, c.actor, t, c.form.Get("way"), c.form.Get("note"))
}

// holders asks for a unit, or a person of it.
func (c *documentAsk) holders() templ.Component {
	to := c.field("unit", "register.field.to")
	lead := c.w.office.LeadAgency()
	choices := []component.Choice{{Label: c.p.T("register.choose.unit.none")}}
	for _, u := range c.book.Agency(lead).Units {
		choices = append(choices, component.Choice{Value: u.ID, Label: u.Name})
		for _, p := range c.people {
			if p.Acting("").In(lead, u.ID) {
				choices = append(choices, component.Choice{Value: u.ID + "/" + p.ID, Label: u.Name + " – " + p.Name})
			}
		}
	}
	return component.Select(to, choices)
}

func (c *documentAsk) holder() register.Holder {
	unit, person, _ := strings.Cut(c.form.Get("unit"), "/")
	return register.Holder{Unit: unit, Person: person}
}

func (c *documentAsk) assign() []templ.Component {
	limit := c.optional("term")
	limit.Width, limit.Hint = component.Middle, c.p.T("register.hint.term")
	return []templ.Component{c.holders(), component.Input(limit), c.long("note", true)}
}

func doAssignDocument(ctx context.Context, w *Web, c *documentAsk, t office.DocumentTarget) (*office.DocumentView, error) {
	limit, err := readLimit("term", c.form.Get("term"))
	if err != nil {
		return nil, err
	}
	return w.office.AssignDocument(ctx, c.actor, t, c.holder(), limit, c.form.Get("note"))
}

// readLimit reads by when something is due: a number of working days, a term
// with its unit, or a day.
func readLimit(field, text string) (register.Limit, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return register.Limit{}, nil
	}
	if days, err := strconv.Atoi(text); err == nil && days > 0 && days <= 1000 {
		return register.Limit{Term: deadline.Days(days)}, nil
	}
	if term, err := deadline.ParseTerm(text); err == nil {
		return register.Limit{Term: term}, nil
	}
	day, err := readDate(field, text)
	if err != nil {
		return register.Limit{}, motcua.InvalidField(field, "register.limit.unread", "Value", text)
	}
	return register.Limit{Day: day}, nil
}

func (c *documentAsk) pass() []templ.Component {
	return []templ.Component{c.holders(), c.long("note", true)}
}

func doPassDocument(ctx context.Context, w *Web, c *documentAsk, t office.DocumentTarget) (*office.DocumentView, error) {
	return w.office.PassDocument(ctx, c.actor, t, c.holder(), c.form.Get("note"))
}

func (c *documentAsk) complete() []templ.Component {
	reply := c.optional("reply")
	reply.Width, reply.Hint = component.Middle, c.p.T("register.hint.reply")
	return []templ.Component{c.long("answer", false), component.Input(reply)}
}

func doCompleteDocument(ctx context.Context, w *Web, c *documentAsk, t office.DocumentTarget) (*office.DocumentView, error) {
	return w.office.CompleteDocument(ctx, c.actor, t, c.form.Get("answer"), strings.TrimSpace(c.form.Get("reply")))
}

func (c *documentAsk) link() []templ.Component {
	var choices []component.Choice
	for _, k := range register.LinkKinds() {
		choices = append(choices, component.Choice{Value: string(k), Label: c.p.T("register.link." + string(k))})
	}
	target := c.asked("target")
	target.Hint = c.p.T("register.hint.target")
	kind := c.field("kind", "register.field.linkKind")
	return []templ.Component{component.Select(kind, choices), component.Input(target), component.Input(c.optional("label"))}
}

func doLinkDocument(ctx context.Context, w *Web, c *documentAsk, t office.DocumentTarget) (*office.DocumentView, error) {
	return w.office.LinkDocument(ctx, c.actor, t, register.Link{Kind: register.LinkKind(c.form.Get("kind")), Target: c.form.Get("target"), Label: c.form.Get("label")})
}

func (c *documentAsk) cancel() []templ.Component { return []templ.Component{c.long("reason", false)} }

func doCancelDocument(ctx context.Context, w *Web, c *documentAsk, t office.DocumentTarget) (*office.DocumentView, error) {
	return w.office.CancelDocument(ctx, c.actor, t, c.form.Get("reason"))
}
