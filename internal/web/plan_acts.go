package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"
	"motcua/plan"

	"github.com/a-h/templ"
)

// taskAct is a deed on a task with a page of its own.
type taskAct struct {
	deed  plan.Deed
	slug  string
	right identity.Action
	icon  string
	look  component.Look
	files bool
	ask   func(c *planAsk, v *office.TaskView) []templ.Component
	do    func(ctx context.Context, w *Web, c *planAsk, t office.RecordTarget) (*plan.Task, error)
}

func taskActs() []taskAct {
	return []taskAct{
		{plan.DeedDecide, "quyet-gia-han", identity.DecideReform, "gavel", component.Primary, false, (*planAsk).decide, doDecideTask},
		{plan.DeedDone, "xong", identity.ReportReform, "circle-check", component.Primary, true, (*planAsk).done, doFinishTask},
		{plan.DeedNote, "ghi", identity.ReportReform, "pen-line", component.Secondary, false, (*planAsk).noted, doNoteTask},
		{plan.DeedProve, "minh-chung", identity.ReportReform, "paperclip", component.Secondary, true, (*planAsk).evidence, doProveTask},
		{plan.DeedAsk, "xin-gia-han", identity.ReportReform, "calendar-clock", component.Secondary, false, (*planAsk).moreTime, doAskTaskTime},
		{plan.DeedRemind, "nhac", identity.KeepReform, "bell", component.Secondary, false, (*planAsk).remind, doRemindTask},
		{plan.DeedCorrect, "sua", identity.KeepReform, "pen-line", component.Secondary, false, (*planAsk).correct, doCorrectTask},
		{plan.DeedCarry, "chuyen-ke-hoach", identity.KeepReform, "arrow-right", component.Secondary, false, (*planAsk).carry, doCarryTask},
		{plan.DeedDrop, "bo", identity.KeepReform, "circle-x", component.Danger, false, (*planAsk).reason, doDropTask},
		{plan.DeedReopen, "mo-lai", identity.KeepReform, "undo-2", component.Secondary, false, (*planAsk).reason, doReopenTask},
	}
}

func taskActOf(deed plan.Deed) taskAct {
	acts := taskActs()
	return acts[slices.IndexFunc(acts, func(a taskAct) bool { return a.deed == deed })]
}

// askOnTask loads what a form of a deed needs, for somebody who may do it.
func (w *Web) askOnTask(r *http.Request, a taskAct) (*planAsk, *office.TaskView, error) {
	d, err := w.reader(r)
	if err != nil {
		return nil, nil, err
	}
	v, err := w.office.PlanTask(r.Context(), d.actor, r.PathValue("id"))
	if err != nil {
		return nil, nil, err
	}
	if err := w.office.MayTask(d.actor, a.right, v.Task); err != nil {
		return nil, nil, err
	}
	c := &planAsk{ask: ask{reader: d, form: url.Values{}}, year: v.Of.To.Year}
	if c.people, err = w.office.RegisterPeople(r.Context()); err == nil && a.deed == plan.DeedCarry {
		c.plans, err = w.office.Plans(r.Context(), d.actor, calendar.Date{})
	}
	return c, v, err
}

// showTaskAct is the page that asks what a deed needs.
func showTaskAct(deed plan.Deed) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		a := taskActOf(deed)
		c, v, err := w.askOnTask(r, a)
		if err != nil {
			return err
		}
		if !v.Fits(deed) {
			return motcua.Refused(motcua.Conflict, "plan.task.closed", "Act", motcua.Say("plan.act."+string(deed)), "State", motcua.Say("plan.state."+string(v.State)))
		}
		c.fresh = true
		return w.showTaskAsk(rw, r, a, c, v, http.StatusOK, nil)
	}
}

// doTaskAct does a deed; what is wrong comes back with the form.
func doTaskAct(deed plan.Deed) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		a := taskActOf(deed)
		c, v, err := w.askOnTask(r, a)
		if err != nil {
			return err
		}
		c.form = r.PostForm
		if a.files {
			c.files, err = w.papersOf(r, "files")
		}
		var t *plan.Task
		if err == nil {
			t, err = a.do(r.Context(), w, c, office.RecordTarget{ID: v.ID, Expected: version(r.PostForm)})
		}
		if err == nil {
			w.flash(r, c.p.T("plan.done."+string(a.deed), "Number", t.Number))
			return w.redirect(rw, r, w.address("plan.task", t.ID))
		}
		kind := motcua.KindOf(err)
		if kind != motcua.Invalid && kind != motcua.Conflict {
			return err
		}
		if _, v, loadErr := w.askOnTask(r, a); loadErr == nil {
			return w.showTaskAsk(rw, r, a, c, v, statusOf(kind), err)
		}
		return err
	}
}

func (w *Web) showTaskAsk(rw http.ResponseWriter, r *http.Request, a taskAct, c *planAsk, v *office.TaskView, status int, wrong error) error {
	page := w.page(r, "plan.act."+string(a.deed))
	page.Faulty = wrong != nil
	if a.files {
		page.Scripts = append(page.Scripts, uploadScript)
	}
	c.problems = component.ProblemsOf(c.p, wrong)
	record := w.address("plan.task", v.ID)
	f := dossierview.Form{Files: a.files, Post: w.address("plan.do."+string(a.deed)+".post", v.ID), Hidden: hiddenOf("version", plain(v.Version())), Problems: c.problems,
		Cancel: component.Link{Label: c.p.T("page.cancel"), Href: record}, AsideBox: v.Of.Symbol, Aside: c.taskFacts(v), Fields: a.ask(c, v),
		Head: component.Head{Title: page.Title, Lead: numbered(v.Task), Crumbs: append(c.taskCrumbs(v), component.Link{Label: v.Number, Href: record})}}
	if q := v.Request; q != nil && a.deed == plan.DeedDecide {
		f.Notes = append(f.Notes, dossierview.Note{Notice: component.Notice{Tone: component.Info, Title: c.p.T("plan.request")}, Text: joined(q.By.Name, c.dueText(q.Due), q.Reason)})
	}
	f.Submit = []component.Action{{Label: c.p.T("plan.act." + string(a.deed)), Icon: a.icon, Look: a.look, Key: "primary", Hint: "Ctrl+↵"}}
	if a.look == component.Secondary {
		f.Submit[0].Look = component.Primary
	}
	return w.render(rw, r, status, dossierview.Ask(page, f))
}

func (c *planAsk) done(*office.TaskView) []templ.Component {
	on := c.dayField("on")
	if c.fresh {
		on.Value = c.p.Date(calendar.DateOf(c.now))
	}
	on.Hint = c.p.T("plan.hint.on")
	return append([]templ.Component{component.Input(on)}, c.evidence(nil)...)
}

func (c *planAsk) evidence(*office.TaskView) []templ.Component {
	documents, text := c.optional("documents"), c.optional("evidence")
	documents.Hint, text.Hint = c.p.T("plan.hint.documents"), c.p.T("plan.hint.evidence")
	return []templ.Component{component.Input(documents), c.long(text, 3), c.upload("plan.field.evidenceFiles", "plan.hint.evidenceFiles")}
}

// shown is the evidence of a form.
func (c *planAsk) shown() plan.Evidence {
	e := plan.Evidence{Text: c.form.Get("evidence"), Documents: c.form["documents"]}
	for _, f := range c.files {
		e.Files = append(e.Files, f.ID)
	}
	return e
}

func doFinishTask(ctx context.Context, w *Web, c *planAsk, t office.RecordTarget) (*plan.Task, error) {
	var wrong []error
	on := c.day("on", &wrong)
	if err := firstFault(wrong); err != nil {
		return nil, err
	}
	return w.office.FinishTask(ctx, c.actor, t, on, c.shown())
}

func doProveTask(ctx context.Context, w *Web, c *planAsk, t office.RecordTarget) (*plan.Task, error) {
	return w.office.ProveTask(ctx, c.actor, t, c.shown())
}

func (c *planAsk) noted(*office.TaskView) []templ.Component {
	f := c.field("note", "plan.field.progress")
	f.Hint = c.p.T("plan.hint.progress")
	return []templ.Component{c.long(f, 4)}
}

func doNoteTask(ctx context.Context, w *Web, c *planAsk, t office.RecordTarget) (*plan.Task, error) {
	return w.office.NoteTask(ctx, c.actor, t, c.form.Get("note"))
}

func (c *planAsk) dueField(hint string) templ.Component {
	f := c.asked("due")
	f.Width, f.Hint = component.Middle, c.p.T(hint)
	return component.Input(f)
}

func (c *planAsk) reason(*office.TaskView) []templ.Component {
	return []templ.Component{c.long(c.asked("reason"), 3)}
}

func (c *planAsk) moreTime(*office.TaskView) []templ.Component {
	return []templ.Component{c.dueField("plan.hint.due"), c.long(c.asked("reason"), 3)}
}

func doAskTaskTime(ctx context.Context, w *Web, c *planAsk, t office.RecordTarget) (*plan.Task, error) {
	due, err := plan.ReadDue("due", c.form.Get("due"), c.year)
	if err != nil {
		return nil, err
	}
	return w.office.AskTaskTime(ctx, c.actor, t, due, c.form.Get("reason"))
}

func (c *planAsk) decide(v *office.TaskView) []templ.Component {
	var choices []component.Choice
	for _, answer := range []string{"grant", "refuse"} {
		choices = append(choices, component.Choice{Value: answer, Label: c.p.T("plan.decide." + answer)})
	}
	due, reason := c.optional("due"), c.optional("reason")
	due.Width, due.Hint = component.Middle, c.p.T("plan.hint.granted")
	reason.Hint = c.p.T("plan.hint.refused")
	return []templ.Component{component.Radios(c.asked("decision"), choices), component.Input(due), c.long(reason, 3)}
}

func doDecideTask(ctx context.Context, w *Web, c *planAsk, t office.RecordTarget) (*plan.Task, error) {
	due, err := plan.ReadDue("due", c.form.Get("due"), c.year)
	if err != nil {
		return nil, err
	}
	answer := c.form.Get("decision")
	if answer != "grant" && answer != "refuse" {
		return nil, motcua.InvalidField("decision", "plan.decision.missing")
	}
	return w.office.DecideTaskTime(ctx, c.actor, t, answer == "grant", due, c.form.Get("reason"))
}

func (c *planAsk) remind(*office.TaskView) []templ.Component {
	f := c.optional("text")
	f.Hint = c.p.T("plan.hint.text")
	return []templ.Component{c.long(f, 2)}
}

func doRemindTask(ctx context.Context, w *Web, c *planAsk, t office.RecordTarget) (*plan.Task, error) {
	return w.office.RemindTask(ctx, c.actor, t, c.form.Get("text"))
}

func (c *planAsk) correct(v *office.TaskView) []templ.Component {
	if c.fresh {
		due := v.Task.Content.Due.Words
		if due == "" && !v.Task.Content.Due.None() {
			due = c.p.Date(v.Task.Content.Due.Day)
		}
		c.form = url.Values{"number": {v.Number}, "content": {v.Task.Content.Content}, "deliverable": {v.Deliverable}, "lead": {v.Lead}, "support": v.Support, "person": {v.Person},
			"due": {due}, "area": {string(v.Task.Field)}, "note": {v.Task.Content.Note}}
	}
	return append(c.taskFields(), c.long(c.asked("reason"), 2))
}

func doCorrectTask(ctx context.Context, w *Web, c *planAsk, t office.RecordTarget) (*plan.Task, error) {
	var wrong []error
	content := c.content(&wrong)
	if err := firstFault(wrong); err != nil {
		return nil, err
	}
	return w.office.CorrectTask(ctx, c.actor, t, content, c.form.Get("reason"))
}

func (c *planAsk) carry(v *office.TaskView) []templ.Component {
	choices := []component.Choice{{Label: c.p.T("plan.choose.plan")}}
	for _, p := range c.plans {
		if p.ID != v.Of.ID {
			choices = append(choices, component.Choice{Value: p.ID, Label: strings.TrimSpace(p.Symbol + " " + shorten(p.Title, 60))})
		}
	}
	due := c.optional("due")
	due.Width, due.Hint = component.Middle, c.p.T("plan.hint.due")
	return []templ.Component{component.Select(c.field("to", "plan.field.to.plan"), choices), component.Input(due), c.long(c.asked("reason"), 3)}
}

func doCarryTask(ctx context.Context, w *Web, c *planAsk, t office.RecordTarget) (*plan.Task, error) {
	due, err := plan.ReadDue("due", c.form.Get("due"), c.year+1)
	if err != nil {
		return nil, err
	}
	if c.form.Get("to") == "" {
		return nil, motcua.InvalidField("to", "plan.carry.missing")
	}
	return w.office.CarryTask(ctx, c.actor, t, c.form.Get("to"), due, c.form.Get("reason"))
}

func doDropTask(ctx context.Context, w *Web, c *planAsk, t office.RecordTarget) (*plan.Task, error) {
	return w.office.DropTask(ctx, c.actor, t, c.form.Get("reason"))
}

func doReopenTask(ctx context.Context, w *Web, c *planAsk, t office.RecordTarget) (*plan.Task, error) {
	return w.office.ReopenTask(ctx, c.actor, t, c.form.Get("reason"))
}
