package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"motcua"
	"motcua/directive"
	"motcua/inspection"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"

	"github.com/a-h/templ"
)

// inspectionAct is a deed on an inspection with a page of its own.
type inspectionAct struct {
	deed inspection.Deed
	slug string
	icon string
	ask  func(c *recordAsk, v *office.InspectionView) []templ.Component
	do   func(ctx context.Context, c *recordAsk, r *http.Request, t office.RecordTarget) (*office.InspectionView, error)
}

func inspectionActs() []inspectionAct {
	return []inspectionAct{
		{inspection.DeedDecide, "quyet-dinh", "check", askTeam, doDecideInspection},
		{inspection.DeedFreeze, "chot-so-lieu", "chart-column", func(*recordAsk, *office.InspectionView) []templ.Component { return nil },
			func(ctx context.Context, c *recordAsk, _ *http.Request, t office.RecordTarget) (*office.InspectionView, error) {
				return c.w.office.FreezeInspection(ctx, c.actor, t)
			}},
		{inspection.DeedDraw, "chon-mau", "list-checks", askDraw, doDraw},
		{inspection.DeedCheck, "tieu-chi", "file-check-2", askCheck, doCheck},
		{inspection.DeedFind, "ket-luan", "pen-line", askFinding, doFind},
		{inspection.DeedMinutes, "bien-ban", "file-text", askMinutes, doMinutes},
		{inspection.DeedRecommend, "kien-nghi", "send", askRecommendation, doRecommend},
		{inspection.DeedUse, "su-dung", "star", func(c *recordAsk, _ *office.InspectionView) []templ.Component {
			return []templ.Component{c.long("use", false)}
		}, func(ctx context.Context, c *recordAsk, _ *http.Request, t office.RecordTarget) (*office.InspectionView, error) {
			return c.w.office.UseInspection(ctx, c.actor, t, c.form.Get("use"))
		}},
		{inspection.DeedClose, "ket-thuc", "check", func(c *recordAsk, _ *office.InspectionView) []templ.Component {
			return []templ.Component{c.long("note", true)}
		}, func(ctx context.Context, c *recordAsk, _ *http.Request, t office.RecordTarget) (*office.InspectionView, error) {
			return c.w.office.CloseInspection(ctx, c.actor, t, c.form.Get("note"))
		}},
	}
}

func inspectionActOf(deed inspection.Deed) inspectionAct {
	acts := inspectionActs()
	return acts[slices.IndexFunc(acts, func(a inspectionAct) bool { return a.deed == deed })]
}

// showInspectionAct is the page that asks what a deed needs.
func showInspectionAct(deed inspection.Deed) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		c, v, err := w.askOnInspection(r)
		if err != nil {
			return err
		}
		if !v.Fits(deed) {
			return motcua.Refused(motcua.Conflict, "inspection.closed", "Act", motcua.Say("inspection.act."+string(deed)), "Stage", motcua.Say("inspection.stage."+string(v.Stage)))
		}
		c.form, c.fresh = url.Values{}, true
		return w.showInspectionAsk(rw, r, inspectionActOf(deed), c, v, nil)
	}
}

func (w *Web) askOnInspection(r *http.Request) (*recordAsk, *office.InspectionView, error) {
	d, err := w.reader(r)
	if err != nil {
		return nil, nil, err
	}
	v, err := w.office.Inspected(r.Context(), d.actor, r.PathValue("id"))
	if err != nil {
		return nil, nil, err
	}
	if err := d.mayInspect(v); err != nil {
		return nil, nil, err
	}
	c := &recordAsk{ask: ask{reader: d}, noun: inspection.Noun}
	c.people, err = w.office.RegisterPeople(r.Context())
	return c, v, err
}

// doInspectionAct does a deed; what is wrong comes back with the form.
func doInspectionAct(deed inspection.Deed) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		a := inspectionActOf(deed)
		d, err := w.reader(r)
		if err != nil {
			return err
		}
		c := &recordAsk{ask: ask{reader: d, form: r.PostForm}, noun: inspection.Noun}
		v, err := a.do(r.Context(), c, r, office.RecordTarget{ID: r.PathValue("id"), Expected: version(r.PostForm)})
		if err == nil {
			w.flash(r, d.p.T("inspection.done"))
			return w.redirect(rw, r, w.address("inspection", v.ID))
		}
		if !mended(err) {
			return err
		}
		again, seen, loadErr := w.askOnInspection(r)
		if loadErr != nil {
			return loadErr
		}
		again.form, again.files = r.PostForm, c.files
		return w.showInspectionAsk(rw, r, a, again, seen, err)
	}
}

func (w *Web) showInspectionAsk(rw http.ResponseWriter, r *http.Request, a inspectionAct, c *recordAsk, v *office.InspectionView, wrong error) error {
	page, status := w.page(r, "inspection.act."+string(a.deed)), http.StatusOK
	if page.Faulty = wrong != nil; wrong != nil {
		status = statusOf(motcua.KindOf(wrong))
	}
	at := w.address("inspection", v.ID)
	c.problems = component.ProblemsOf(c.p, wrong)
	f := dossierview.Form{Files: a.deed == inspection.DeedMinutes, Post: w.address("inspection.do."+string(a.deed)+".post", v.ID), Hidden: hiddenOf("version", plain(v.Version())), Problems: c.problems,
		Cancel: component.Link{Label: c.p.T("page.cancel"), Href: at},
		Head:   component.Head{Title: page.Title, Lead: c.p.T("inspection.what." + string(a.deed)), Crumbs: []component.Link{{Label: c.p.T("inspection.nav"), Href: w.address("inspections")}, {Label: v.Title, Href: at}}},
		Submit: []component.Action{{Label: c.p.T("inspection.act." + string(a.deed)), Icon: a.icon, Look: component.Primary, Key: "primary", Hint: "Ctrl+↵"}}}
	if f.Files {
		page.Scripts = append(page.Scripts, uploadScript)
	}
	f.Fields = a.ask(c, v)
	c.inspectionAside(&f, v)
	return w.render(rw, r, status, dossierview.Ask(page, f))
}

// person asks for somebody of the department.
func (c *recordAsk) person(name string, optional bool) templ.Component {
	f := c.asked(name)
	if optional {
		f.Optional = component.OptionalWord(c.p)
	}
	choices := []component.Choice{{Label: c.p.T("inspection.choose.person")}}
	for _, p := range c.people {
		choices = append(choices, component.Choice{Value: p.ID, Label: p.Name, Hint: p.Title})
	}
	return component.Select(f, choices)
}

func (c *recordAsk) narrow(name string, optional bool) templ.Component {
	f := c.asked(name)
	if f.Width, f.InputMode = component.Narrow, "numeric"; optional {
		f.Optional = component.OptionalWord(c.p)
	}
	return component.Input(f)
}

// number reads a whole number; 0 when there is none.
func (c *recordAsk) number(name string, most uint64) (uint64, error) {
	text := strings.TrimSpace(c.form.Get(name))
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseUint(text, 10, 63)
	if err != nil || n > most {
		return 0, motcua.InvalidField(name, "inspection.number", "Most", int64(most))
	}
	return n, nil
}

func askTeam(c *recordAsk, _ *office.InspectionView) []templ.Component {
	members := c.optional("members")
	var people []component.Choice
	for _, p := range c.people {
		people = append(people, component.Choice{Value: p.ID, Label: p.Name, Hint: p.Title, Chosen: slices.Contains(c.form["members"], p.ID)})
	}
	return []templ.Component{c.line("decision", false), c.dayField("decisionDate", false), c.person("leader", false), c.person("secretary", true), component.Checkboxes(members, people), c.long("programme", true)}
}

func doDecideInspection(ctx context.Context, c *recordAsk, _ *http.Request, t office.RecordTarget) (*office.InspectionView, error) {
	var wrong []error
	d := inspection.DecisionTaken{Decision: inspection.Paper{Number: c.form.Get("decision"), Date: c.day("decisionDate", &wrong)}}
	join := func(id string, role inspection.Role) { // who is ticked twice keeps the first role
		if id != "" && !slices.ContainsFunc(d.Team, func(m inspection.Teammate) bool { return m.Person == id }) {
			d.Team = append(d.Team, inspection.Teammate{Person: id, Role: role})
		}
	}
	join(c.form.Get("leader"), inspection.Leader)
	join(c.form.Get("secretary"), inspection.Secretary)
	for _, id := range c.form["members"] {
		join(id, inspection.Member)
	}
	var err error
	if d.Programme, err = readProgramme(c.form.Get("programme")); err != nil {
		wrong = append(wrong, err)
	}
	if err := firstFault(wrong); err != nil {
		return nil, err
	}
	return c.w.office.DecideInspection(ctx, c.actor, t, d)
}

// readProgramme reads lines such as "20/4/2022: Làm việc với Văn phòng Sở".
func readProgramme(text string) ([]inspection.Visit, error) {
	var visits []inspection.Visit
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		before, what, ok := strings.Cut(line, ":")
		day, err := readDate("programme", before)
		if !ok || err != nil || day.IsZero() || strings.TrimSpace(what) == "" {
			return nil, motcua.InvalidField("programme", "inspection.programme", "Value", line)
		}
		visits = append(visits, inspection.Visit{Day: day, What: strings.TrimSpace(what)})
	}
	return visits, nil
}

func askDraw(c *recordAsk, _ *office.InspectionView) []templ.Component {
	return []templ.Component{c.narrow("count", false), c.narrow("seed", true)}
}

func doDraw(ctx context.Context, c *recordAsk, _ *http.Request, t office.RecordTarget) (*office.InspectionView, error) {
	count, err := c.number("count", inspection.DrawMost)
	if err != nil {
		return nil, err
	}
	seed, err := c.number("seed", 1<<53)
	if err != nil {
		return nil, err
	}
	return c.w.office.DrawInspection(ctx, c.actor, t, int(count), seed)
}

func askCheck(c *recordAsk, _ *office.InspectionView) []templ.Component {
	return []templ.Component{c.long("text", false), component.Select(c.asked("met"), []component.Choice{{Value: "yes", Label: c.p.T("inspection.check.yes")}, {Value: "no", Label: c.p.T("inspection.check.no")}}), c.long("note", true)}
}

func doCheck(ctx context.Context, c *recordAsk, _ *http.Request, t office.RecordTarget) (*office.InspectionView, error) {
	return c.w.office.CheckInspection(ctx, c.actor, t, inspection.Criterion{Text: c.form.Get("text"), Met: c.form.Get("met") != "no", Note: c.form.Get("note")})
}

func askFinding(c *recordAsk, v *office.InspectionView) []templ.Component {
	var kinds []component.Choice
	for _, k := range inspection.FindingKinds() {
		kinds = append(kinds, component.Choice{Value: string(k), Label: c.p.T("inspection.kind." + string(k))})
	}
	units := []component.Choice{{Label: c.p.T("inspection.unit.all")}}
	for _, id := range v.Units {
		units = append(units, component.Choice{Value: id, Label: c.unit(c.w.office.LeadAgency(), id)})
	}
	return []templ.Component{component.Select(c.asked("kind"), kinds), component.Select(c.asked("unit"), units), c.long("text", false), c.long("causes", true), c.narrow("daysMin", true), c.narrow("daysMax", true)}
}

func doFind(ctx context.Context, c *recordAsk, _ *http.Request, t office.RecordTarget) (*office.InspectionView, error) {
	least, err := c.number("daysMin", 1000)
	if err != nil {
		return nil, err
	}
	most, err := c.number("daysMax", 1000)
	if err != nil {
		return nil, err
	}
	return c.w.office.FindInspection(ctx, c.actor, t, inspection.Finding{Kind: inspection.FindingKind(c.form.Get("kind")), Unit: c.form.Get("unit"), Text: c.form.Get("text"),
		Causes: []string{c.form.Get("causes")}, DaysMin: int(least), DaysMax: int(most)})
}

func askMinutes(c *recordAsk, _ *office.InspectionView) []templ.Component {
	return []templ.Component{c.line("number", true), c.dayField("date", false), c.upload("files")}
}

func doMinutes(ctx context.Context, c *recordAsk, r *http.Request, t office.RecordTarget) (*office.InspectionView, error) {
	var wrong []error
	m := inspection.MinutesKept{Minutes: inspection.Paper{Number: c.form.Get("number"), Date: c.day("date", &wrong)}, Files: c.handed(r, "files", &wrong)}
	if err := firstFault(wrong); err != nil {
		return nil, err
	}
	return c.w.office.KeepInspectionMinutes(ctx, c.actor, t, m)
}

func askRecommendation(c *recordAsk, v *office.InspectionView) []templ.Component {
	return []templ.Component{c.long("order", false), c.charge("unit", v.Units...), c.dayField("by", true)}
}

func doRecommend(ctx context.Context, c *recordAsk, _ *http.Request, t office.RecordTarget) (*office.InspectionView, error) {
	by, err := readDate("by", c.form.Get("by"))
	if err != nil {
		return nil, err
	}
	unit, person := unitAndPerson(c.form.Get("unit"))
	return c.w.office.RecommendInspection(ctx, c.actor, t, directive.Given{Order: c.form.Get("order"), Charge: directive.Charge{Unit: unit, Person: person}, By: by})
}

// inspectionForm asks for an inspection of the plan.
func (w *Web) inspectionForm(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	return w.askInspection(rw, r, &recordAsk{ask: ask{reader: d, form: url.Values{}, fresh: true}, noun: inspection.Noun}, nil)
}

// planInspection puts it into the plan.
func (w *Web) planInspection(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	c := &recordAsk{ask: ask{reader: d, form: r.PostForm}, noun: inspection.Noun}
	var wrong []error
	p := inspection.Planned{Plan: inspection.Paper{Number: c.form.Get("plan"), Date: c.day("planDate", &wrong)}, Title: c.form.Get("title"), Scope: c.form.Get("scope"), Form: c.form.Get("form"),
		Units: c.form["units"], Begins: c.day("begins", &wrong), From: c.day("from", &wrong), To: c.day("to", &wrong)}
	if err = firstFault(wrong); err == nil {
		v, planning := w.office.PlanInspection(r.Context(), d.actor, p)
		if planning == nil {
			w.flash(r, d.p.T("inspection.done"))
			return w.redirect(rw, r, w.address("inspection", v.ID))
		}
		err = planning
	}
	if !mended(err) {
		return err
	}
	return w.askInspection(rw, r, c, err)
}

func (w *Web) askInspection(rw http.ResponseWriter, r *http.Request, c *recordAsk, wrong error) error {
	page, status := w.page(r, "inspection.new"), http.StatusOK
	if page.Faulty = wrong != nil; wrong != nil {
		status = statusOf(motcua.KindOf(wrong))
	}
	c.problems = component.ProblemsOf(c.p, wrong)
	f := dossierview.Form{Post: w.address("inspection.new.post"), Problems: c.problems, AsideBox: c.p.T("register.rules"), Cancel: component.Link{Label: c.p.T("page.cancel"), Href: w.address("inspections")},
		Head:   component.Head{Title: page.Title, Lead: c.p.T("inspection.new.lead"), Crumbs: []component.Link{{Label: c.p.T("inspection.nav"), Href: w.address("inspections")}}},
		Submit: []component.Action{{Label: c.p.T("inspection.new"), Icon: "check", Look: component.Primary, Key: "primary", Hint: "Ctrl+↵"}},
		Aside:  []component.Fact{{Name: c.p.T("inspection.rule"), Text: c.p.T("inspection.rule.is")}}}
	f.Fields = []templ.Component{c.line("title", false), c.long("scope", false), c.units("units", false), c.long("form", true), c.line("plan", false), c.dayField("planDate", false),
		c.dayField("begins", false), c.dayField("from", false), c.dayField("to", false)}
	return w.render(rw, r, status, dossierview.Ask(page, f))
}
