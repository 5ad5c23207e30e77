package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"motcua"
	"motcua/calendar"
	"motcua/document"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"
	"motcua/plan"

	"github.com/a-h/templ"
)

// planAsk is one asking of a form of a plan or a task.
type planAsk struct {
	ask
	people []identity.Person
	files  []document.File
	plans  []*office.PlanView // that a task may be carried over to
	year   int                // that due days without one are of
}

// planForm asks for a plan.
func (w *Web) planForm(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	today := calendar.DateOf(d.now)
	year := strconv.Itoa(today.Year)
	form := url.Values{"issuer": {d.book.Agency(w.office.LeadAgency()).Name}, "date": {d.p.Date(today)}, "from": {"01/01/" + year}, "to": {"31/12/" + year}, "area": {string(plan.General)}}
	return w.askPlan(rw, r, http.StatusOK, &planAsk{ask: ask{reader: d, form: form, fresh: true}}, nil, nil)
}

// document reads the form of a plan, and keeps the files that came.
func (c *planAsk) document(w *Web, r *http.Request, wrong *[]error) plan.Document {
	var err error
	if c.files, err = w.papersOf(r, "files"); err != nil {
		*wrong = append(*wrong, err)
	}
	doc := plan.Document{Symbol: c.form.Get("symbol"), Date: c.day("date", wrong), Issuer: c.form.Get("issuer"), Title: c.form.Get("title"),
		From: c.day("from", wrong), To: c.day("to", wrong), Field: plan.Field(c.form.Get("area")), Note: c.form.Get("note")}
	for _, f := range c.files {
		doc.Files = append(doc.Files, f.ID)
	}
	return doc
}

func (c *planAsk) day(field string, wrong *[]error) calendar.Date {
	day, err := readDate(field, c.form.Get(field))
	if err != nil {
		*wrong = append(*wrong, err)
	}
	return day
}

// issuePlan enters a plan.
func (w *Web) issuePlan(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	c := &planAsk{ask: ask{reader: d, form: r.PostForm}}
	var wrong []error
	doc := c.document(w, r, &wrong)
	if err = firstFault(wrong); err == nil {
		p, issuing := w.office.IssuePlan(r.Context(), d.actor, doc)
		if issuing == nil {
			w.flash(r, d.p.T("plan.done.new", "Symbol", p.Symbol))
			return w.redirect(rw, r, w.address("plan", p.ID))
		}
		err = issuing
	}
	return w.planAgain(rw, r, c, nil, err)
}

// amendForm asks for what is to be put right of a plan.
func (w *Web) amendForm(rw http.ResponseWriter, r *http.Request) error {
	d, v, _, err := w.planAsked(r)
	if err != nil {
		return err
	}
	form := url.Values{"symbol": {v.Symbol}, "date": {d.p.Date(v.Date)}, "issuer": {v.Issuer}, "title": {v.Title}, "from": {d.p.Date(v.From)}, "to": {d.p.Date(v.To)},
		"area": {string(v.Plan.Field)}, "note": {v.Note}}
	return w.askPlan(rw, r, http.StatusOK, &planAsk{ask: ask{reader: d, form: form, fresh: true}}, v, nil)
}

// amendPlan puts right what was entered of a plan.
func (w *Web) amendPlan(rw http.ResponseWriter, r *http.Request) error {
	d, v, _, err := w.planAsked(r)
	if err != nil {
		return err
	}
	c := &planAsk{ask: ask{reader: d, form: r.PostForm}}
	var wrong []error
	doc := c.document(w, r, &wrong)
	if err = firstFault(wrong); err == nil {
		p, amending := w.office.AmendPlan(r.Context(), d.actor, office.RecordTarget{ID: v.ID, Expected: version(r.PostForm)}, doc, r.PostForm.Get("reason"))
		if amending == nil {
			w.flash(r, d.p.T("plan.done.amend", "Symbol", p.Symbol))
			return w.redirect(rw, r, w.address("plan", p.ID))
		}
		err = amending
	}
	return w.planAgain(rw, r, c, v, err)
}

// planAgain shows the form with what is wrong, and what was typed.
func (w *Web) planAgain(rw http.ResponseWriter, r *http.Request, c *planAsk, v *office.PlanView, err error) error {
	kind := motcua.KindOf(err)
	if kind != motcua.Invalid && kind != motcua.Conflict {
		return err
	}
	return w.askPlan(rw, r, statusOf(kind), c, v, err)
}

func (w *Web) askPlan(rw http.ResponseWriter, r *http.Request, status int, c *planAsk, v *office.PlanView, wrong error) error {
	if !c.keepsReform() {
		return identity.Can(c.actor, identity.KeepReform, identity.Object{LeadAgency: w.office.LeadAgency()})
	}
	key, post, back := "plan.new", w.address("plan.new.post"), component.Link{Label: c.p.T("plan.nav"), Href: w.address("plans")}
	crumbs := []component.Link{back}
	if v != nil {
		key, post = "plan.amend", w.address("plan.amend.post", v.ID)
		back = component.Link{Label: v.Symbol, Href: w.address("plan", v.ID)}
		crumbs = append(crumbs, back)
	}
	page := w.page(r, key)
	page.Faulty, page.Scripts = wrong != nil, append(page.Scripts, uploadScript)
	c.problems = component.ProblemsOf(c.p, wrong)
	f := dossierview.Form{Files: true, Post: post, Problems: c.problems, AsideBox: c.p.T("plan.rules"), Cancel: component.Link{Label: c.p.T("page.cancel"), Href: back.Href},
		Head: component.Head{Title: page.Title, Crumbs: crumbs}, Fields: c.planFields(v != nil)}
	if v != nil {
		f.Hidden = hiddenOf("version", plain(v.Version()))
	}
	f.Submit = []component.Action{{Label: c.p.T("plan.save"), Icon: "check", Look: component.Primary, Key: "primary", Hint: "Ctrl+↵"}}
	for _, rule := range []string{"1", "2", "3"} {
		f.Aside = append(f.Aside, component.Fact{Name: c.p.T("plan.rule." + rule), Text: c.p.T("plan.rule." + rule + ".is")})
	}
	return w.render(rw, r, status, dossierview.Ask(page, f))
}

func (c *planAsk) asked(name string) component.Field { return c.field(name, "plan.field."+name) }

func (c *planAsk) optional(name string) component.Field {
	f := c.asked(name)
	f.Optional = component.OptionalWord(c.p)
	return f
}

func (c *planAsk) dayField(name string) component.Field {
	f := c.asked(name)
	f.Width, f.InputMode, f.Hint = component.Middle, "numeric", c.p.T("register.hint.day")
	return f
}

func (c *planAsk) long(f component.Field, rows int) templ.Component {
	f.Rows = rows
	return component.TextArea(f)
}

func (c *planAsk) areas() templ.Component {
	var choices []component.Choice
	for _, field := range plan.Fields() {
		choices = append(choices, component.Choice{Value: string(field), Label: c.p.T("plan.area." + string(field))})
	}
	return component.Select(c.asked("area"), choices)
}

func (c *planAsk) planFields(amends bool) []templ.Component {
	symbol := c.asked("symbol")
	symbol.Width, symbol.Hint = component.Middle, c.p.T("plan.hint.symbol")
	fields := []templ.Component{component.Input(symbol), component.Input(c.dayField("date")), component.Input(c.asked("issuer")), c.long(c.asked("title"), 2),
		component.Input(c.dayField("from")), component.Input(c.dayField("to")), c.areas(), c.upload("plan.field.files", "plan.hint.files"), c.long(c.optional("note"), 2)}
	if amends {
		fields = append(fields, c.long(c.asked("reason"), 2))
	}
	return fields
}

func (c *planAsk) upload(label, hint string) templ.Component {
	return component.Upload(c.p, component.UploadField{Name: "files", Label: c.p.T(label), Hint: c.p.T(hint), Files: linesOf(c.p, c.files), Error: c.problems.Of("files"), Several: true, Papers: true})
}

// taskFields ask what a task is and who answers for it.
func (c *planAsk) taskFields() []templ.Component {
	number, person, support, due := c.optional("number"), c.optional("person"), c.optional("support"), c.optional("due")
	number.Width, number.Hint = component.Narrow, c.p.T("plan.hint.number")
	due.Width, due.Hint = component.Middle, c.p.T("plan.hint.due")
	lead := c.asked("lead")
	lead.Hint = c.p.T("plan.hint.lead")
	people := []component.Choice{{Label: c.p.T("plan.choose.person")}}
	for _, p := range c.people {
		people = append(people, component.Choice{Value: p.ID, Label: p.Name})
	}
	units := c.ownUnits("")
	for i := range units {
		units[i].Chosen = slices.Contains(c.form["support"], units[i].Value)
	}
	return []templ.Component{component.Input(number), c.long(c.asked("content"), 3), component.Input(c.optional("deliverable")), component.Select(lead, c.ownUnits("plan.choose.lead")),
		component.Select(person, people), component.Input(due), c.areas(), component.Checkboxes(support, units), c.long(c.optional("note"), 2)}
}

// content reads the fields of a task.
func (c *planAsk) content(wrong *[]error) plan.Content {
	due, err := plan.ReadDue("due", c.form.Get("due"), c.year)
	if err != nil {
		*wrong = append(*wrong, err)
	}
	return plan.Content{Number: c.form.Get("number"), Content: c.form.Get("content"), Deliverable: c.form.Get("deliverable"), Lead: c.form.Get("lead"), Support: c.form["support"],
		Person: c.form.Get("person"), Due: due, Field: plan.Field(c.form.Get("area")), Note: c.form.Get("note")}
}

// taskForm asks for one more task of a plan.
func (w *Web) taskForm(rw http.ResponseWriter, r *http.Request) error {
	d, v, _, err := w.planAsked(r)
	if err != nil {
		return err
	}
	c := &planAsk{ask: ask{reader: d, form: url.Values{"area": {string(v.Plan.Field)}}, fresh: true}}
	return w.askNewTask(rw, r, http.StatusOK, c, v, nil)
}

// addTask gives a plan one more task.
func (w *Web) addTask(rw http.ResponseWriter, r *http.Request) error {
	d, v, _, err := w.planAsked(r)
	if err != nil {
		return err
	}
	c := &planAsk{ask: ask{reader: d, form: r.PostForm}, year: v.To.Year}
	var wrong []error
	content := c.content(&wrong)
	if err = firstFault(wrong); err == nil {
		t, adding := w.office.AddTask(r.Context(), d.actor, v.ID, content)
		if adding == nil {
			w.flash(r, d.p.T("plan.done.task", "Number", t.Number))
			return w.redirect(rw, r, w.address("plan", v.ID))
		}
		err = adding
	}
	kind := motcua.KindOf(err)
	if kind != motcua.Invalid && kind != motcua.Conflict {
		return err
	}
	return w.askNewTask(rw, r, statusOf(kind), c, v, err)
}

func (w *Web) askNewTask(rw http.ResponseWriter, r *http.Request, status int, c *planAsk, v *office.PlanView, wrong error) error {
	if !c.keepsReform() {
		return identity.Can(c.actor, identity.KeepReform, identity.Object{LeadAgency: w.office.LeadAgency()})
	}
	var err error
	if c.people, err = w.office.RegisterPeople(r.Context()); err != nil {
		return err
	}
	page := w.page(r, "plan.task.new")
	page.Faulty = wrong != nil
	c.problems = component.ProblemsOf(c.p, wrong)
	back := component.Link{Label: v.Symbol, Href: w.address("plan", v.ID)}
	f := dossierview.Form{Post: w.address("plan.task.new.post", v.ID), Problems: c.problems, AsideBox: v.Symbol, Aside: c.planFacts(v), Fields: c.taskFields(),
		Cancel: component.Link{Label: c.p.T("page.cancel"), Href: back.Href},
		Head:   component.Head{Title: page.Title, Lead: v.Title, Crumbs: []component.Link{{Label: c.p.T("plan.nav"), Href: w.address("plans")}, back}}}
	f.Submit = []component.Action{{Label: c.p.T("plan.save"), Icon: "check", Look: component.Primary, Key: "primary", Hint: "Ctrl+↵"}}
	return w.render(rw, r, status, dossierview.Ask(page, f))
}
