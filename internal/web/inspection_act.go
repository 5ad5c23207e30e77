package web

import (
	"context"
	"slices"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/directive"
	"motcua/identity"
	"motcua/inspection"
	"motcua/internal/office"
	"motcua/internal/web/view/component"

	"github.com/a-h/templ"
)

func inspectionNoun() reformNoun {
	everybody, keep := append([]identity.Role{identity.Specialist}, reformReaders...), identity.KeepReform
	nothing := func(*reformAsk) []templ.Component { return nil }
	use := func(c *reformAsk) []templ.Component { return []templ.Component{c.long(c.asked("use"))} }
	return reformNoun{name: inspection.Noun, base: "/can-bo/kiem-tra", readers: everybody, keepers: []identity.Role{identity.Office}, doers: everybody, led: true,
		load: loadInspection, show: showInspection, tell: tellInspection, file: (*office.Office).InspectionFile, fields: (*reformAsk).inspectionFields, enter: planInspection, acts: []reformAct{
			{string(inspection.DeedDecide), "quyet-dinh", "check", component.Primary, keep, (*reformAsk).team, doDecideInspection},
			{string(inspection.DeedFreeze), "chot-so-lieu", "chart-column", component.Primary, keep, nothing, doFreeze},
			{string(inspection.DeedDraw), "chon-mau", "list-checks", component.Primary, keep, (*reformAsk).sample, doDraw},
			{string(inspection.DeedCheck), "tieu-chi", "file-check-2", component.Primary, keep, (*reformAsk).criterion, doCheck},
			{string(inspection.DeedFind), "ket-luan", "pen-line", component.Primary, keep, (*reformAsk).finding, doFind},
			{string(inspection.DeedMinutes), "bien-ban", "file-text", component.Primary, keep, (*reformAsk).minutes, doMinutes},
			{string(inspection.DeedRecommend), "kien-nghi", "send", component.Primary, keep, (*reformAsk).recommendation, doRecommend},
			{string(inspection.DeedUse), "su-dung", "star", component.Primary, keep, use, withText("use", (*office.Office).UseInspection)},
			{string(inspection.DeedClose), "ket-thuc", "check", component.Primary, keep, (*reformAsk).remark, withText("note", (*office.Office).CloseInspection)},
		}}
}

// loadInspection loads an inspection; its team may do what the office does.
func loadInspection(ctx context.Context, w *Web, d reader, id string) (reformRecord, error) {
	v, err := w.office.Inspected(ctx, d.actor, id)
	if err != nil {
		return reformRecord{}, err
	}
	return reformRecord{title: v.Title, lead: v.Scope, facts: d.inspectionFacts(v), version: v.Version(), events: v.Events, object: identity.Object{LeadAgency: w.office.LeadAgency()},
		mine: v.OnTeam(d.actor.Whose()), fits: func(deed string) bool { return v.Fits(inspection.Deed(deed)) }, of: v}, nil
}

// inspectionFields ask for an inspection of the plan.
func (c *reformAsk) inspectionFields() []templ.Component {
	return []templ.Component{component.Input(c.asked("title")), c.long(c.asked("scope")), c.units(c.asked("units")), c.long(c.optional("form")), component.Input(c.asked("plan")),
		c.dayField(c.asked("planDate")), c.dayField(c.asked("begins")), c.dayField(c.asked("from")), c.dayField(c.asked("to"))}
}

func planInspection(ctx context.Context, w *Web, c *reformAsk) (id, title string, err error) {
	p := inspection.Planned{Plan: inspection.Paper{Number: c.form.Get("plan")}, Title: c.form.Get("title"), Scope: c.form.Get("scope"), Form: c.form.Get("form"), Units: c.form["units"]}
	if err := c.days(map[string]*calendar.Date{"planDate": &p.Plan.Date, "begins": &p.Begins, "from": &p.From, "to": &p.To}); err != nil {
		return "", "", err
	}
	v, err := w.office.PlanInspection(ctx, c.actor, p)
	if err != nil {
		return "", "", err
	}
	return v.ID, v.Title, nil
}

func (c *reformAsk) team() []templ.Component {
	var people []component.Choice
	for _, p := range c.people {
		people = append(people, component.Choice{Value: p.ID, Label: p.Name, Hint: p.Title, Chosen: slices.Contains(c.form["members"], p.ID)})
	}
	return []templ.Component{component.Input(c.asked("decision")), c.dayField(c.asked("decisionDate")), c.colleague(c.asked("leader"), "inspection.choose.person"), c.colleague(c.optional("secretary"), "inspection.choose.person"),
		component.Checkboxes(c.optional("members"), people), c.long(c.optional("programme"))}
}

func doDecideInspection(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	d := inspection.DecisionTaken{Decision: inspection.Paper{Number: c.form.Get("decision")}}
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
	var wrong []error
	err := c.days(map[string]*calendar.Date{"decisionDate": &d.Decision.Date})
	if err != nil {
		wrong = append(wrong, err)
	}
	if d.Programme, err = readProgramme(c.form.Get("programme")); err != nil {
		wrong = append(wrong, err)
	}
	if err = firstFault(wrong); err == nil {
		_, err = w.office.DecideInspection(ctx, c.actor, t, d)
	}
	return err
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

func doFreeze(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	_, err := w.office.FreezeInspection(ctx, c.actor, t)
	return err
}

func (c *reformAsk) sample() []templ.Component {
	return []templ.Component{c.numberField(c.asked("count")), c.numberField(c.optional("seed"))}
}

func doDraw(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	count, err := c.number("count", inspection.DrawMost)
	if err != nil {
		return err
	}
	seed, err := c.number("seed", 1<<53)
	if err == nil {
		_, err = w.office.DrawInspection(ctx, c.actor, t, int(count), seed)
	}
	return err
}

func (c *reformAsk) criterion() []templ.Component {
	return []templ.Component{c.long(c.asked("text")), component.Select(c.asked("met"), []component.Choice{{Value: "yes", Label: c.p.T("inspection.check.yes")}, {Value: "no", Label: c.p.T("inspection.check.no")}}),
		c.long(c.optional("note"))}
}

func doCheck(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	_, err := w.office.CheckInspection(ctx, c.actor, t, inspection.Criterion{Text: c.form.Get("text"), Met: c.form.Get("met") != "no", Note: c.form.Get("note")})
	return err
}

func (c *reformAsk) inspected() []string { return c.record.of.(*office.InspectionView).Units }

func (c *reformAsk) finding() []templ.Component {
	units := []component.Choice{{Label: c.p.T("inspection.unit.all")}}
	for _, id := range c.inspected() {
		units = append(units, component.Choice{Value: id, Label: c.unit(c.w.office.LeadAgency(), id)})
	}
	return []templ.Component{choose(c, "kind", inspection.FindingKinds(), false), component.Select(c.asked("unit"), units), c.long(c.asked("text")), c.long(c.optional("causes")),
		c.numberField(c.optional("daysMin")), c.numberField(c.optional("daysMax"))}
}

func doFind(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	least, err := c.number("daysMin", 1000)
	if err != nil {
		return err
	}
	most, err := c.number("daysMax", 1000)
	if err == nil {
		_, err = w.office.FindInspection(ctx, c.actor, t, inspection.Finding{Kind: inspection.FindingKind(c.form.Get("kind")), Unit: c.form.Get("unit"), Text: c.form.Get("text"),
			Causes: []string{c.form.Get("causes")}, DaysMin: int(least), DaysMax: int(most)})
	}
	return err
}

func (c *reformAsk) minutes() []templ.Component {
	return []templ.Component{component.Input(c.optional("number")), c.dayField(c.asked("date")), c.evidence("files")}
}

func doMinutes(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	date, err := readDate("date", c.form.Get("date"))
	if err == nil {
		_, err = w.office.KeepInspectionMinutes(ctx, c.actor, t, inspection.MinutesKept{Minutes: inspection.Paper{Number: c.form.Get("number"), Date: date}, Files: c.fileIDs()})
	}
	return err
}

func (c *reformAsk) recommendation() []templ.Component {
	return []templ.Component{c.long(c.asked("order")), c.charge("unit", c.inspected()...), c.dayField(c.optional("by"))}
}

func doRecommend(ctx context.Context, w *Web, c *reformAsk, t office.RecordTarget) error {
	by, err := readDate("by", c.form.Get("by"))
	if err == nil {
		unit, person := unitAndPerson(c.form.Get("unit"))
		_, err = w.office.RecommendInspection(ctx, c.actor, t, directive.Given{Order: c.form.Get("order"), Charge: directive.Charge{Unit: unit, Person: person}, By: by})
	}
	return err
}
