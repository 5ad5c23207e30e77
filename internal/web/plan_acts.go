package web

import (
	"context"
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

// taskNoun has the pages of a task of a plan. It is entered through its plan.
func taskNoun() reformNoun {
	everybody := append([]identity.Role{identity.Specialist}, reformReaders...)
	theirs, keep, lead := identity.ReportReform, identity.KeepReform, identity.DecideReform
	why := (*reformAsk).why
	return reformNoun{name: "plan.task", words: "plan", list: "plans", page: "plan.task", base: "/can-bo/nhiem-vu", readers: everybody, doers: everybody,
		load: loadTask, prepare: prepareTask, show: showTask, tell: tellTask, file: (*office.Office).TaskEvidence, acts: []reformAct{
			{string(plan.DeedDecide), "quyet-gia-han", "gavel", component.Primary, lead, (*reformAsk).taskTime, doDecideTask},
			{string(plan.DeedDone), "xong", "circle-check", component.Primary, theirs, (*reformAsk).done, doFinishTask},
			{string(plan.DeedNote), "ghi", "pen-line", component.Secondary, theirs, (*reformAsk).progress, withText("note", (*office.Office).NoteTask)},
			{string(plan.DeedProve), "minh-chung", "paperclip", component.Secondary, theirs, (*reformAsk).proof, doProveTask},
			{string(plan.DeedAsk), "xin-gia-han", "calendar-clock", component.Secondary, theirs, (*reformAsk).laterDue, doAskTaskTime},
			{string(plan.DeedRemind), "nhac", "bell", component.Secondary, keep, (*reformAsk).reminder, withText("text", (*office.Office).RemindTask)},
			{string(plan.DeedCorrect), "sua", "pen-line", component.Secondary, keep, (*reformAsk).correctTask, doCorrectTask},
			{string(plan.DeedCarry), "chuyen-ke-hoach", "arrow-right", component.Secondary, keep, (*reformAsk).carry, doCarryTask},
			{string(plan.DeedDrop), "bo", "circle-x", component.Danger, keep, why, withText("reason", (*office.Office).DropTask)},
			{string(plan.DeedReopen), "mo-lai", "undo-2", component.Secondary, keep, why, withText("reason", (*office.Office).ReopenTask)},
		}}
}

func loadTask(ctx context.Context, w *Web, d reader, id string) (reformRecord, error) {
	v, err := w.office.PlanTask(ctx, d.actor, id)
	if err != nil {
		return reformRecord{}, err
	}
	rec := reformRecord{title: v.Number, lead: numbered(v.Task), called: d.p.T("plan.task.title", "Number", v.Number, "Symbol", v.Of.Symbol), facts: d.taskFacts(v), version: v.Version(), events: v.Events,
		// the plan is named also to those who read but the task
		above:  component.Link{Label: v.Of.Symbol, Href: d.address("plan", v.Of.ID)},
		object: v.Objects(w.office.LeadAgency())[0], fits: func(deed string) bool { return v.Fits(plan.Deed(deed)) }, of: v}
	if q := v.Request; q != nil {
		rec.notes = []dossierview.Note{{Notice: component.Notice{Tone: component.Warn, Title: d.p.T("plan.request")}, Text: joined(q.By.Name, d.dueText(q.Due), q.Reason)}}
	}
	return rec, nil
}

// prepareTask finds the plans that a task may be carried over to.
func prepareTask(ctx context.Context, w *Web, c *reformAsk, deed string) (err error) {
	if deed == string(plan.DeedCarry) {
		c.plans, err = w.office.Plans(ctx, c.actor, calendar.Date{})
	}
	return err
}

func (c *reformAsk) task() *office.TaskView { return c.record.of.(*office.TaskView) }

// due reads the day of a form by which something is due.
func (c *reformAsk) due(years int) (plan.Due, error) {
	return plan.ReadDue("due", c.form.Get("due"), c.task().Of.To.Year+years)
}

func (c *reformAsk) done() []templ.Component {
	c.suggest("on", c.p.Date(c.today()))
	return append([]templ.Component{c.dayField(c.asked("on"))}, c.proof()...)
}

func (c *reformAsk) proof() []templ.Component {
	return []templ.Component{component.Input(c.optional("documents")), c.long(c.optional("evidence")), c.evidence("evidenceFiles")}
}

// shown is the evidence of a form.
func (c *reformAsk) shown() plan.Evidence {
	return plan.Evidence{Text: c.form.Get("evidence"), Documents: c.form["documents"], Files: c.fileIDs()}
}

func doFinishTask(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	on, err := readDate("on", c.form.Get("on"))
	if err == nil {
		_, err = w.office.FinishTask(ctx, c.actor, t, on, c.shown())
	}
	return err
}

func doProveTask(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	_, err := w.office.ProveTask(ctx, c.actor, t, c.shown())
	return err
}

func (c *reformAsk) progress() []templ.Component {
	f := c.field("note", "plan.field.progress")
	f.Hint = c.p.T("plan.hint.progress")
	return []templ.Component{c.long(f)}
}

func (c *reformAsk) laterDue() []templ.Component {
	return append([]templ.Component{c.dueField(c.asked("due"))}, c.why()...)
}

func doAskTaskTime(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	due, err := c.due(0)
	if err == nil {
		_, err = w.office.AskTaskTime(ctx, c.actor, t, due, c.form.Get("reason"))
	}
	return err
}

// taskTime asks whether more time is granted, and until when.
func (c *reformAsk) taskTime() []templ.Component {
	var choices []component.Choice
	for _, answer := range []string{"grant", "refuse"} {
		choices = append(choices, component.Choice{Value: answer, Label: c.p.T("plan.decide." + answer)})
	}
	due, reason := c.optional("due"), c.optional("reason")
	due.Hint, reason.Hint = c.p.T("plan.hint.granted"), c.p.T("plan.hint.refused")
	return []templ.Component{component.Radios(c.asked("decision"), choices), c.dueField(due), c.long(reason)}
}

func doDecideTask(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	due, err := c.due(0)
	if err != nil {
		return err
	}
	answer := c.form.Get("decision")
	if answer != "grant" && answer != "refuse" {
		return motcua.InvalidField("decision", "plan.decision.missing")
	}
	_, err = w.office.DecideTaskTime(ctx, c.actor, t, answer == "grant", due, c.form.Get("reason"))
	return err
}

func (c *reformAsk) reminder() []templ.Component {
	return []templ.Component{c.long(c.optional("text"))}
}

func (c *reformAsk) correctTask() []templ.Component {
	if v := c.task(); c.fresh {
		due := v.Task.Content.Due.Words
		if due == "" && !v.Task.Content.Due.None() {
			due = c.p.Date(v.Task.Content.Due.Day)
		}
		for name, value := range map[string]string{"number": v.Number, "content": v.Task.Content.Content, "deliverable": v.Deliverable, "lead": v.Lead, "person": v.Person,
			"due": due, "area": string(v.Task.Field), "note": v.Task.Content.Note} {
			c.suggest(name, value)
		}
		c.form["support"] = v.Support
	}
	return append(c.taskFields(), c.why()...)
}

func doCorrectTask(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	content, err := c.taskContent(c.task().Of.To.Year)
	if err == nil {
		_, err = w.office.CorrectTask(ctx, c.actor, t, content, c.form.Get("reason"))
	}
	return err
}

func (c *reformAsk) carry() []templ.Component {
	choices := []component.Choice{{Label: c.p.T("plan.choose.plan")}}
	for _, p := range c.plans {
		if p.ID != c.task().Of.ID {
			choices = append(choices, component.Choice{Value: p.ID, Label: strings.TrimSpace(p.Symbol + " " + shorten(p.Title, 60))})
		}
	}
	return append([]templ.Component{component.Select(c.field("to", "plan.field.to.plan"), choices), c.dueField(c.optional("due"))}, c.why()...)
}

func doCarryTask(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	due, err := c.due(1)
	if err != nil {
		return err
	}
	if c.form.Get("to") == "" {
		return motcua.InvalidField("to", "plan.carry.missing")
	}
	_, err = w.office.CarryTask(ctx, c.actor, t, c.form.Get("to"), due, c.form.Get("reason"))
	return err
}
