package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/directive"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"

	"github.com/a-h/templ"
)

// directiveAct is a deed on a directive with a page of its own. The right is
// asked of any of the actions.
type directiveAct struct {
	deed   directive.Deed
	slug   string
	rights []identity.Action
	icon   string
	look   component.Look
	ask    func(c *recordAsk, v *office.DirectiveView) []templ.Component
	do     func(ctx context.Context, c *recordAsk, r *http.Request, t office.RecordTarget) (*office.DirectiveView, error)
}

func directiveActs() []directiveAct {
	theirs, leads := []identity.Action{identity.ReportReform}, []identity.Action{identity.DecideReform}
	keeps := []identity.Action{identity.KeepReform, identity.DecideReform}
	reason := func(c *recordAsk, _ *office.DirectiveView) []templ.Component {
		return []templ.Component{c.long("reason", false)}
	}
	note := func(c *recordAsk, _ *office.DirectiveView) []templ.Component {
		return []templ.Component{c.long("note", true)}
	}
	return []directiveAct{
		{directive.DeedDecide, "quyet-dinh-gia-han", leads, "check", component.Primary, askDecision, doDecideTime},
		{directive.DeedAccept, "cong-nhan", keeps, "check", component.Primary, note, onReason("note", (*office.Office).AcceptDirective)},
		{directive.DeedReport, "ket-qua", theirs, "file-check-2", component.Primary, askResult, doReportDirective},
		{directive.DeedRefuse, "lam-lai", keeps, "x", component.Secondary, reason, onReason("reason", (*office.Office).RefuseDirective)},
		{directive.DeedAsk, "xin-gia-han", theirs, "calendar-clock", component.Secondary, askTime, doAskTime},
		{directive.DeedReturn, "tra-lai", theirs, "arrow-left", component.Secondary, reason, onReason("reason", (*office.Office).GiveBackDirective)},
		{directive.DeedReassign, "giao-lai", keeps, "user", component.Secondary, askReassign, doReassign},
		{directive.DeedRemind, "don-doc", keeps, "bell", component.Secondary, note, onReason("note", (*office.Office).RemindDirective)},
		{directive.DeedWithdraw, "thu-hoi", keeps, "circle-x", component.Danger, reason, onReason("reason", (*office.Office).WithdrawDirective)},
	}
}

func directiveActOf(deed directive.Deed) directiveAct {
	acts := directiveActs()
	return acts[slices.IndexFunc(acts, func(a directiveAct) bool { return a.deed == deed })]
}

// may asks for the right to the deed; the refusal is that of its first action.
func (a directiveAct) may(by identity.Actor, on identity.Object) error {
	for _, right := range a.rights[1:] {
		if identity.Can(by, right, on) == nil {
			return nil
		}
	}
	return identity.Can(by, a.rights[0], on)
}

func (d reader) directiveDeeds(v *office.DirectiveView) []component.Action {
	var deeds []component.Action
	for _, a := range directiveActs() {
		if !v.Fits(a.deed) || a.may(d.actor, v.Object(d.w.office.LeadAgency())) != nil {
			continue
		}
		look := a.look
		if len(deeds) > 0 && look == component.Primary {
			look = component.Secondary
		}
		deeds = append(deeds, component.Action{Label: d.p.T("directive.act." + string(a.deed)), Icon: a.icon, Look: look, Block: true, Href: d.address("directive.do."+string(a.deed), v.ID)})
	}
	return deeds
}

// showDirectiveAct is the page that asks what a deed needs.
func showDirectiveAct(deed directive.Deed) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		a := directiveActOf(deed)
		c, v, err := w.askOnDirective(r, a)
		if err != nil {
			return err
		}
		if !v.Fits(deed) {
			return motcua.Refused(motcua.Conflict, "directive.closed", "Act", motcua.Say("directive.act."+string(deed)), "Stage", motcua.Say("directive.stage."+string(v.Stage)))
		}
		c.form, c.fresh = url.Values{}, true
		return w.showDirectiveAsk(rw, r, a, c, v, nil)
	}
}

func (w *Web) askOnDirective(r *http.Request, a directiveAct) (*recordAsk, *office.DirectiveView, error) {
	d, err := w.reader(r)
	if err != nil {
		return nil, nil, err
	}
	v, err := w.office.Directive(r.Context(), d.actor, r.PathValue("id"))
	if err != nil {
		return nil, nil, err
	}
	if err := a.may(d.actor, v.Object(w.office.LeadAgency())); err != nil {
		return nil, nil, err
	}
	c := &recordAsk{ask: ask{reader: d}, noun: directive.Noun}
	c.people, err = w.office.RegisterPeople(r.Context())
	return c, v, err
}

// doDirectiveAct does a deed; what is wrong comes back with the form.
func doDirectiveAct(deed directive.Deed) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		a := directiveActOf(deed)
		d, err := w.reader(r)
		if err != nil {
			return err
		}
		c := &recordAsk{ask: ask{reader: d, form: r.PostForm}, noun: directive.Noun}
		v, err := a.do(r.Context(), c, r, office.RecordTarget{ID: r.PathValue("id"), Expected: version(r.PostForm)})
		if err == nil {
			w.flash(r, d.p.T("directive.done."+string(deed)))
			if identity.Can(d.actor, identity.ReadReform, v.Object(w.office.LeadAgency())) != nil {
				return w.redirect(rw, r, w.address("directives"))
			}
			return w.redirect(rw, r, w.address("directive", v.ID))
		}
		if !mended(err) {
			return err
		}
		again, seen, loadErr := w.askOnDirective(r, a)
		if loadErr != nil {
			return loadErr
		}
		again.form, again.files = r.PostForm, c.files
		return w.showDirectiveAsk(rw, r, a, again, seen, err)
	}
}

func (w *Web) showDirectiveAsk(rw http.ResponseWriter, r *http.Request, a directiveAct, c *recordAsk, v *office.DirectiveView, wrong error) error {
	page := w.page(r, "directive.act."+string(a.deed))
	page.Faulty = wrong != nil
	at := w.address("directive", v.ID)
	c.problems = component.ProblemsOf(c.p, wrong)
	f := dossierview.Form{Files: a.deed == directive.DeedReport, Post: w.address("directive.do."+string(a.deed)+".post", v.ID), Hidden: hiddenOf("version", plain(v.Version())), Problems: c.problems,
		Cancel: component.Link{Label: c.p.T("page.cancel"), Href: at}, AsideBox: c.p.T("directive.title", "Source", c.sourceName(v.Source)), Aside: c.directiveFacts(v),
		Head: component.Head{Title: page.Title, Lead: v.Title(), Crumbs: []component.Link{{Label: c.p.T("directive.nav"), Href: w.address("directives")}, {Label: c.sourceName(v.Source), Href: at}}}}
	if f.Files {
		page.Scripts = append(page.Scripts, uploadScript)
	}
	f.Fields = a.ask(c, v)
	f.Submit = []component.Action{{Label: c.p.T("directive.submit." + string(a.deed)), Icon: a.icon, Look: a.look, Key: "primary", Hint: "Ctrl+↵"}}
	if a.deed == directive.DeedDecide {
		f.Submit[0].Name, f.Submit[0].Value = "step", "grant"
		f.Submit = append(f.Submit, component.Action{Label: c.p.T("directive.submit.decline"), Icon: "x", Look: component.Secondary, Name: "step", Value: "decline"})
	}
	status := http.StatusOK
	if wrong != nil {
		status = statusOf(motcua.KindOf(wrong))
	}
	return w.render(rw, r, status, dossierview.Ask(page, f))
}

// onReason is a deed that takes one text.
func onReason(field string, do func(*office.Office, context.Context, identity.Actor, office.RecordTarget, string) (*office.DirectiveView, error)) func(context.Context, *recordAsk, *http.Request, office.RecordTarget) (*office.DirectiveView, error) {
	return func(ctx context.Context, c *recordAsk, _ *http.Request, t office.RecordTarget) (*office.DirectiveView, error) {
		return do(c.w.office, ctx, c.actor, t, c.form.Get(field))
	}
}

func askDecision(c *recordAsk, v *office.DirectiveView) []templ.Component {
	if c.fresh {
		c.form.Set("day", c.p.Date(v.Asked.Day))
	}
	return []templ.Component{c.dayField("day", false), c.long("note", true)}
}

func doDecideTime(ctx context.Context, c *recordAsk, _ *http.Request, t office.RecordTarget) (*office.DirectiveView, error) {
	granted := c.form.Get("step") != "decline"
	var day calendar.Date
	if granted {
		var err error
		if day, err = readDate("day", c.form.Get("day")); err != nil {
			return nil, err
		}
	}
	return c.w.office.DecideDirectiveTime(ctx, c.actor, t, granted, day, c.form.Get("note"))
}

func askResult(c *recordAsk, _ *office.DirectiveView) []templ.Component {
	return []templ.Component{c.long("text", false), c.line("number", true), c.upload("files")}
}

func doReportDirective(ctx context.Context, c *recordAsk, r *http.Request, t office.RecordTarget) (*office.DirectiveView, error) {
	var wrong []error
	result := directive.Result{Text: c.form.Get("text"), Number: strings.TrimSpace(c.form.Get("number")), Files: c.handed(r, "files", &wrong)}
	if err := firstFault(wrong); err != nil {
		return nil, err
	}
	return c.w.office.ReportDirective(ctx, c.actor, t, result)
}

func askTime(c *recordAsk, _ *office.DirectiveView) []templ.Component {
	return []templ.Component{c.dayField("day", false), c.long("reason", false)}
}

func doAskTime(ctx context.Context, c *recordAsk, _ *http.Request, t office.RecordTarget) (*office.DirectiveView, error) {
	day, err := readDate("day", c.form.Get("day"))
	if err != nil {
		return nil, err
	}
	return c.w.office.AskDirectiveTime(ctx, c.actor, t, day, c.form.Get("reason"))
}

func askReassign(c *recordAsk, v *office.DirectiveView) []templ.Component {
	if c.fresh && !v.By.IsZero() {
		c.form.Set("by", c.p.Date(v.By))
	}
	return []templ.Component{c.charge("unit"), c.dayField("by", true), c.long("note", true)}
}

func doReassign(ctx context.Context, c *recordAsk, _ *http.Request, t office.RecordTarget) (*office.DirectiveView, error) {
	by, err := readDate("by", c.form.Get("by"))
	if err != nil {
		return nil, err
	}
	unit, person := unitAndPerson(c.form.Get("unit"))
	return c.w.office.ReassignDirective(ctx, c.actor, t, directive.Charge{Unit: unit, Person: person}, by, c.form.Get("note"))
}
