package web

import (
	"context"
	"net/url"
	"strconv"

	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/plan"

	"github.com/a-h/templ"
)

// planNoun has the forms of a plan; its page is its own.
func planNoun() reformNoun {
	everybody, keeper := append([]identity.Role{identity.Specialist}, reformReaders...), []identity.Role{identity.Office}
	return reformNoun{name: "plan", list: "plans", page: "plan", base: "/can-bo/ke-hoach", readers: everybody, keepers: keeper, doers: keeper, load: loadPlan,
		file: (*office.Office).PlanFile, begin: beginPlan, fields: (*reformAsk).planFields, enter: enterPlan, acts: []reformAct{
			{"amend", "sua", "pen-line", component.Secondary, identity.KeepReform, (*reformAsk).amendPlan, doAmendPlan},
			{"task", "nhiem-vu-moi", "plus", component.Primary, identity.KeepReform, (*reformAsk).newTask, doAddTask},
		}}
}

func loadPlan(ctx context.Context, w *Web, d reader, id string) (reformRecord, error) {
	v, err := w.office.Plan(ctx, d.actor, id, calendar.Date{})
	if err != nil {
		return reformRecord{}, err
	}
	return reformRecord{title: v.Symbol, lead: v.Title, facts: d.planFacts(v), version: v.Version(), object: identity.Object{LeadAgency: w.office.LeadAgency()},
		fits: func(string) bool { return true }, of: v}, nil
}

// beginPlan suggests a plan of the department for this year.
func beginPlan(_ context.Context, w *Web, c *reformAsk, _ url.Values) error {
	year := strconv.Itoa(c.today().Year)
	c.form = url.Values{"issuer": {c.book.Agency(w.office.LeadAgency()).Name}, "date": {c.p.Date(c.today())}, "from": {"01/01/" + year}, "to": {"31/12/" + year}, "area": {string(plan.General)}}
	return nil
}

func (c *reformAsk) planFields() []templ.Component {
	symbol := c.asked("symbol")
	symbol.Width = component.Middle
	return []templ.Component{component.Input(symbol), c.dayField(c.asked("date")), component.Input(c.asked("issuer")), c.long(c.asked("title")), c.dayField(c.asked("from")), c.dayField(c.asked("to")),
		choose(c, "area", plan.Fields(), false), c.evidence("files"), c.long(c.optional("note"))}
}

func (c *reformAsk) planDocument() (plan.Document, error) {
	doc := plan.Document{Symbol: c.form.Get("symbol"), Issuer: c.form.Get("issuer"), Title: c.form.Get("title"), Field: plan.Field(c.form.Get("area")), Note: c.form.Get("note"), Files: c.fileIDs()}
	return doc, c.days(map[string]*calendar.Date{"date": &doc.Date, "from": &doc.From, "to": &doc.To})
}

func enterPlan(ctx context.Context, w *Web, c *reformAsk) (id, title string, err error) {
	doc, err := c.planDocument()
	if err != nil {
		return "", "", err
	}
	p, err := w.office.IssuePlan(ctx, c.actor, doc)
	if err != nil {
		return "", "", err
	}
	return p.ID, p.Symbol, nil
}

func (c *reformAsk) amendPlan() []templ.Component {
	v := c.record.of.(*office.PlanView)
	for name, value := range map[string]string{"symbol": v.Symbol, "date": c.p.Date(v.Date), "issuer": v.Issuer, "title": v.Title, "from": c.p.Date(v.From), "to": c.p.Date(v.To),
		"area": string(v.Plan.Field), "note": v.Note} {
		c.suggest(name, value)
	}
	return append(c.planFields(), c.why()...)
}

func doAmendPlan(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	doc, err := c.planDocument()
	if err == nil {
		_, err = w.office.AmendPlan(ctx, c.actor, t, doc, c.form.Get("reason"))
	}
	return err
}

// newTask asks for one more task of a plan.
func (c *reformAsk) newTask() []templ.Component {
	c.suggest("area", string(c.record.of.(*office.PlanView).Plan.Field))
	return c.taskFields()
}

func doAddTask(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	content, err := c.taskContent(c.record.of.(*office.PlanView).To.Year)
	if err == nil {
		_, err = w.office.AddTask(ctx, c.actor, t.ID, content)
	}
	return err
}

// taskFields ask what a task is and who answers for it.
func (c *reformAsk) taskFields() []templ.Component {
	number := c.optional("number")
	number.Width = component.Narrow
	return []templ.Component{component.Input(number), c.long(c.asked("content")), component.Input(c.optional("deliverable")), component.Select(c.asked("lead"), c.ownUnits("plan.choose.lead")),
		c.colleague(c.optional("person"), "plan.choose.person"), c.dueField(c.optional("due")), choose(c, "area", plan.Fields(), false), c.units(c.optional("support")), c.long(c.optional("note"))}
}

func (c *reformAsk) dueField(f component.Field) templ.Component {
	f.Width = component.Middle
	return component.Input(f)
}

// taskContent reads the fields of a task; days without a year are of the one
// given.
func (c *reformAsk) taskContent(year int) (plan.Content, error) {
	due, err := plan.ReadDue("due", c.form.Get("due"), year)
	return plan.Content{Number: c.form.Get("number"), Content: c.form.Get("content"), Deliverable: c.form.Get("deliverable"), Lead: c.form.Get("lead"), Support: c.form["support"],
		Person: c.form.Get("person"), Due: due, Field: plan.Field(c.form.Get("area")), Note: c.form.Get("note")}, err
}
