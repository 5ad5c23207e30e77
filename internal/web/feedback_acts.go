package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"motcua"
	"motcua/feedback"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"
	feedbackview "motcua/internal/web/view/feedback"

	"github.com/a-h/templ"
)

// feedbackAct is a deed on a feedback with a page of its own.
type feedbackAct struct {
	deed   feedback.Deed
	slug   string
	rights []identity.Action // any of them
	icon   string
	look   component.Look
	ask    func(c *feedbackAsk) []templ.Component
	do     func(ctx context.Context, w *Web, c *feedbackAsk, t office.FeedbackTarget) (*office.FeedbackView, error)
}

// feedbackAsk is one asking of such a form.
type feedbackAsk struct {
	ask
	said   *office.FeedbackView
	people []identity.Person // who may be given it, or complained about
	text   feedback.Text     // suggested to be published
}

func feedbackActs() []feedbackAct {
	sort, publish, approve := []identity.Action{identity.SortFeedback}, []identity.Action{identity.PublishFeedback}, []identity.Action{identity.ApproveFeedback}
	handle := []identity.Action{identity.HandleFeedback}
	return []feedbackAct{
		{feedback.DeedClassify, "phan-loai", sort, "list-checks", component.Primary, (*feedbackAsk).classify, doClassify},
		{feedback.DeedAssign, "giao", sort, "user", component.Primary, (*feedbackAsk).assignTo, doAssignFeedback},
		{feedback.DeedDraft, "du-thao", handle, "pen-line", component.Primary, (*feedbackAsk).draft, doDraft},
		{feedback.DeedApprove, "duyet", approve, "signature", component.Primary, (*feedbackAsk).approve, doApprove},
		{feedback.DeedPublish, "cong-khai", publish, "megaphone", component.Primary, (*feedbackAsk).publish, doPublish},
		{feedback.DeedAskMore, "yeu-cau-bo-sung", append(handle, sort...), "file-warning", component.Secondary, (*feedbackAsk).toSender, doAskMore},
		{feedback.DeedExtend, "gia-han", approve, "calendar-clock", component.Secondary, (*feedbackAsk).extend, doExtend},
		{feedback.DeedTransfer, "chuyen", sort, "send", component.Secondary, (*feedbackAsk).transfer, doTransfer},
		{feedback.DeedWithhold, "khong-cong-khai", publish, "eye", component.Secondary, (*feedbackAsk).reason, doWithhold},
		{feedback.DeedRefuse, "tu-choi", sort, "circle-x", component.Danger, (*feedbackAsk).refuse, doRefuse},
	}
}

func (a feedbackAct) may(actor identity.Actor, v *office.FeedbackView) bool {
	return slices.ContainsFunc(a.rights, func(right identity.Action) bool { return identity.Can(actor, right, v.Object()) == nil })
}

func feedbackActOf(deed feedback.Deed) feedbackAct {
	acts := feedbackActs()
	return acts[slices.IndexFunc(acts, func(a feedbackAct) bool { return a.deed == deed })]
}

// showFeedbackAct is the page that asks what a deed needs.
func showFeedbackAct(deed feedback.Deed) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		a := feedbackActOf(deed)
		c, err := w.askOnFeedback(r, a)
		if err != nil {
			return err
		}
		if !c.said.Fits(deed) {
			return motcua.Refused(motcua.Conflict, "feedback.closed", "Act", motcua.Say("feedback.act."+string(deed)), "State", motcua.Say("feedback.state."+string(c.said.State)))
		}
		c.form, c.fresh = url.Values{}, true
		return w.showFeedbackAsk(rw, r, a, c, http.StatusOK, nil)
	}
}

func (w *Web) askOnFeedback(r *http.Request, a feedbackAct) (*feedbackAsk, error) {
	d, err := w.reader(r)
	if err != nil {
		return nil, err
	}
	c := &feedbackAsk{ask: ask{reader: d}}
	if c.said, err = w.office.Feedback(r.Context(), d.actor, r.PathValue("code")); err != nil {
		return nil, err
	}
	if !a.may(d.actor, c.said) {
		return nil, identity.Can(d.actor, a.rights[0], c.said.Object())
	}
	switch a.deed {
	case feedback.DeedClassify:
		c.people, err = w.office.Officials(r.Context(), d.actor, c.said)
	case feedback.DeedAssign:
		c.people, err = w.office.Handlers(r.Context(), d.actor, c.said)
	case feedback.DeedPublish:
		c.text, err = w.office.SuggestPublic(r.Context(), d.actor, c.said.Code)
	}
	return c, err
}

// doFeedbackAct does a deed; what is wrong comes back with the form.
func doFeedbackAct(deed feedback.Deed) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		a := feedbackActOf(deed)
		d, err := w.reader(r)
		if err != nil {
			return err
		}
		c := &feedbackAsk{ask: ask{reader: d, form: r.PostForm}}
		view, err := a.do(r.Context(), w, c, office.FeedbackTarget{Code: r.PathValue("code"), Expected: version(r.PostForm)})
		if err == nil {
			return w.entered(rw, r, view.Code, d.p.T("feedback.done."+string(deed), "Code", view.Code))
		}
		kind := motcua.KindOf(err)
		if kind != motcua.Invalid && kind != motcua.Conflict {
			return err
		}
		again, loadErr := w.askOnFeedback(r, a)
		if loadErr != nil {
			return loadErr
		}
		again.form = r.PostForm
		return w.showFeedbackAsk(rw, r, a, again, statusOf(kind), err)
	}
}

func (w *Web) showFeedbackAsk(rw http.ResponseWriter, r *http.Request, a feedbackAct, c *feedbackAsk, status int, wrong error) error {
	title := c.p.T("feedback.act." + string(a.deed))
	page := w.page(r, "page.titleOf", "Deed", title, "Code", c.said.Code)
	page.Faulty = wrong != nil
	record := w.address("feedback.record", c.said.Code)
	f := dossierview.Form{Post: w.address("feedback.do."+string(a.deed), c.said.Code), AsideBox: c.said.Code,
		Hidden: hiddenOf("version", plain(c.said.Version())), Cancel: component.Link{Label: c.p.T("page.cancel"), Href: record},
		Head: component.Head{Title: title, Lead: c.said.Title, Crumbs: []component.Link{{Label: c.p.T("feedback.nav"), Href: w.address("feedback.queue")}, {Label: c.said.Code, Href: record}}}}
	c.problems = component.ProblemsOf(c.p, wrong)
	f.Problems = c.problems
	if key := "feedback.what." + string(a.deed); c.p.Has(key) {
		f.Notes = append(f.Notes, dossierview.Note{Notice: component.Notice{Tone: component.Info}, Text: c.p.T(key)})
	}
	f.Fields = a.ask(c)
	f.Submit = []component.Action{{Label: c.p.T("feedback.submit." + string(a.deed)), Icon: a.icon, Look: a.look, Key: "primary", Hint: "Ctrl+↵"}}
	if a.deed == feedback.DeedApprove {
		f.Submit[0].Name, f.Submit[0].Value = "decision", "approve"
		f.Submit = append(f.Submit, component.Action{Label: c.p.T("feedback.submit.return"), Icon: "undo-2", Look: component.Danger, Name: "decision", Value: "return"})
	}
	f.Aside = told([]component.Fact{{Name: c.p.T("feedback.field.kind"), Text: c.p.T("feedback.kind." + string(c.said.Kind))},
		{Name: c.p.T("feedback.column.state"), Value: component.Tag(feedbackview.StateLabel(c.p, c.said.State))}, {Name: c.p.T("feedback.field.content"), Text: c.said.Content}})
	if running := feedback.Running(c.said.Clocks); running != nil {
		f.Aside = append(f.Aside, component.Fact{Name: c.p.T("feedback.stage." + string(running.Limit.Stage)), Value: component.Tag(feedbackview.ClockLabel(c.p, running, c.said.At, c.lead.FullDay()))})
	}
	return w.render(rw, r, status, dossierview.Ask(page, f))
}

// long is a question answered with several lines.
func (c *feedbackAsk) long(name string, rows int) component.Field {
	f := c.field(name, "feedback.field."+name)
	f.Rows = rows
	return f
}

func (c *feedbackAsk) units(none string) []component.Choice {
	choices := []component.Choice{{Label: c.p.T(none)}}
	for _, u := range c.book.Agency(c.said.Agency).Units {
		choices = append(choices, component.Choice{Value: u.ID, Label: u.Name})
	}
	return choices
}

func (c *feedbackAsk) classify() []templ.Component {
	kind, unit, note := c.field("kind", "feedback.field.kind"), c.field("unit", "feedback.field.unit"), c.long("note", 3)
	note.Optional = component.OptionalWord(c.p)
	chosen := c.form["persons"]
	if c.fresh {
		kind.Value, unit.Value, chosen = string(c.said.Kind), c.said.About.Unit, c.said.About.Persons
	}
	var people []component.Choice
	for _, p := range c.people {
		people = append(people, component.Choice{Value: p.ID, Label: p.Name, Hint: p.Title, Chosen: slices.Contains(chosen, p.ID)})
	}
	persons := c.field("persons", "feedback.field.persons")
	persons.Hint = c.p.T("feedback.field.persons.hint")
	return []templ.Component{component.Radios(kind, c.kindChoices(false)), component.Select(unit, c.units("feedback.unit.any")), component.Checkboxes(persons, people), component.TextArea(note)}
}

func doClassify(ctx context.Context, w *Web, c *feedbackAsk, t office.FeedbackTarget) (*office.FeedbackView, error) {
	about := feedback.About{Unit: c.form.Get("unit"), Persons: c.form["persons"]}
	return w.office.ClassifyFeedback(ctx, c.actor, t, feedback.Kind(c.form.Get("kind")), about, c.form.Get("note"))
}

func (c *feedbackAsk) assignTo() []templ.Component {
	to, note := c.field("unit", "feedback.assign.to"), c.long("note", 3)
	note.Optional = component.OptionalWord(c.p)
	to.Error = strings.TrimSpace(to.Error + " " + c.problems.Of("person"))
	var choices []component.Choice
	for _, u := range c.book.Agency(c.said.Agency).Units {
		if c.said.Kind == feedback.Handling && u.ID == c.said.About.Unit {
			continue
		}
		choices = append(choices, component.Choice{Value: u.ID, Label: u.Name})
		for _, p := range c.people {
			if p.Acting("").In(c.said.Agency, u.ID, identity.Head, identity.Specialist, identity.Office) {
				choices = append(choices, component.Choice{Value: u.ID + "/" + p.ID, Label: u.Name + " – " + p.Name})
			}
		}
	}
	return []templ.Component{component.Select(to, choices), component.TextArea(note)}
}

func doAssignFeedback(ctx context.Context, w *Web, c *feedbackAsk, t office.FeedbackTarget) (*office.FeedbackView, error) {
	unit, person, _ := strings.Cut(c.form.Get("unit"), "/")
	return w.office.AssignFeedback(ctx, c.actor, t, unit, person, c.form.Get("note"))
}

func (c *feedbackAsk) draft() []templ.Component {
	answer, outcome := c.long("answer", 10), c.field("outcome", "feedback.field.outcome")
	if c.fresh && c.said.Answer != nil {
		answer.Value, outcome.Value = c.said.Answer.Content, string(c.said.Answer.Outcome)
	}
	var choices []component.Choice
	for _, o := range feedback.Outcomes() {
		choices = append(choices, component.Choice{Value: string(o), Label: c.p.T("feedback.outcome." + string(o))})
	}
	return []templ.Component{component.TextArea(answer), component.Radios(outcome, choices)}
}

func doDraft(ctx context.Context, w *Web, c *feedbackAsk, t office.FeedbackTarget) (*office.FeedbackView, error) {
	return w.office.DraftAnswer(ctx, c.actor, t, c.form.Get("answer"), feedback.Outcome(c.form.Get("outcome")))
}

func (c *feedbackAsk) approve() []templ.Component {
	reason := c.long("reason", 3)
	reason.Hint, reason.Optional = c.p.T("feedback.field.reason.return"), component.OptionalWord(c.p)
	return []templ.Component{feedbackview.Draft(c.p, c.said.Answer), component.TextArea(reason)}
}

func doApprove(ctx context.Context, w *Web, c *feedbackAsk, t office.FeedbackTarget) (*office.FeedbackView, error) {
	if c.form.Get("decision") == "return" {
		return w.office.ReturnAnswer(ctx, c.actor, t, c.form.Get("reason"))
	}
	return w.office.ApproveAnswer(ctx, c.actor, t)
}

func (c *feedbackAsk) publish() []templ.Component {
	title, content, answer := c.field("title", "feedback.field.title"), c.long("content", 8), c.long("answer", 10)
	if c.fresh {
		title.Value, content.Value, answer.Value = c.text.Title, c.text.Content, c.text.Answer
	}
	return []templ.Component{component.Input(title), feedbackview.Before(c.p.T("feedback.before"), c.said.Content), component.TextArea(content),
		feedbackview.Before(c.p.T("feedback.before.answer"), c.said.Answer.Content), component.TextArea(answer)}
}

func doPublish(ctx context.Context, w *Web, c *feedbackAsk, t office.FeedbackTarget) (*office.FeedbackView, error) {
	return w.office.PublishFeedback(ctx, c.actor, t, feedback.Text{Title: c.form.Get("title"), Content: c.form.Get("content"), Answer: c.form.Get("answer")})
}

func (c *feedbackAsk) toSender() []templ.Component {
	f := c.long("reason", 4)
	f.Label = c.p.T("feedback.field.ask")
	return []templ.Component{component.TextArea(f)}
}

func doAskMore(ctx context.Context, w *Web, c *feedbackAsk, t office.FeedbackTarget) (*office.FeedbackView, error) {
	return w.office.AskFeedback(ctx, c.actor, t, c.form.Get("reason"))
}

func (c *feedbackAsk) extend() []templ.Component {
	term := c.field("term", "feedback.field.term")
	term.Width, term.InputMode, term.Suffix = component.Narrow, "numeric", c.p.T("feedback.field.term.unit")
	return []templ.Component{component.Input(term), component.TextArea(c.long("reason", 4))}
}

func doExtend(ctx context.Context, w *Web, c *feedbackAsk, t office.FeedbackTarget) (*office.FeedbackView, error) {
	days, err := strconv.Atoi(strings.TrimSpace(c.form.Get("term")))
	if err != nil || days > 1000 || days < 0 {
		days = 0
	}
	return w.office.ExtendFeedback(ctx, c.actor, t, days, c.form.Get("reason"))
}

func (c *feedbackAsk) transfer() []templ.Component {
	evidence, reason := c.field("evidence", "feedback.field.evidence"), c.long("reason", 3)
	evidence.Width, reason.Optional = component.Middle, component.OptionalWord(c.p)
	return []templ.Component{component.Input(c.field("to", "feedback.field.to")), component.Input(evidence), component.TextArea(reason)}
}

func doTransfer(ctx context.Context, w *Web, c *feedbackAsk, t office.FeedbackTarget) (*office.FeedbackView, error) {
	return w.office.TransferFeedback(ctx, c.actor, t, c.form.Get("to"), c.form.Get("evidence"), c.form.Get("reason"))
}

func (c *feedbackAsk) reason() []templ.Component {
	return []templ.Component{component.TextArea(c.long("reason", 4))}
}

func doWithhold(ctx context.Context, w *Web, c *feedbackAsk, t office.FeedbackTarget) (*office.FeedbackView, error) {
	return w.office.KeepFeedback(ctx, c.actor, t, c.form.Get("reason"))
}

func (c *feedbackAsk) refuse() []templ.Component {
	var choices []component.Choice
	for _, g := range feedback.Grounds() {
		choices = append(choices, component.Choice{Value: string(g), Label: c.p.T("feedback.ground." + string(g))})
	}
	return []templ.Component{component.Radios(c.field("ground", "feedback.field.ground"), choices), component.TextArea(c.long("reason", 4))}
}

func doRefuse(ctx context.Context, w *Web, c *feedbackAsk, t office.FeedbackTarget) (*office.FeedbackView, error) {
	return w.office.RefuseFeedback(ctx, c.actor, t, feedback.Ground(c.form.Get("ground")), c.form.Get("reason"))
}
