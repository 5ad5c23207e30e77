package inspection

import (
	"slices"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/record"
)

// Deed names something that can be done to an inspection.
type Deed string

// The deeds.
const (
	DeedDecide    Deed = "decide"
	DeedFreeze    Deed = "freeze"
	DeedDraw      Deed = "draw"
	DeedCheck     Deed = "check"
	DeedFind      Deed = "find"
	DeedMinutes   Deed = "minutes"
	DeedRecommend Deed = "recommend"
	DeedUse       Deed = "use"
	DeedClose     Deed = "close"
)

// Deeds lists every deed, the next step first.
func Deeds() []Deed {
	return []Deed{DeedDecide, DeedFreeze, DeedDraw, DeedCheck, DeedFind, DeedMinutes, DeedRecommend, DeedUse, DeedClose}
}

// Fits tells whether a deed fits what the inspection has come to. Figures are
// frozen once, and dossiers drawn once: neither is tried until it suits.
func (n *Inspection) Fits(deed Deed) bool {
	switch deed {
	case DeedDecide:
		return n.Stage == InPlan
	case DeedFreeze:
		return n.Stage == Decided && n.FrozenAt.IsZero()
	case DeedDraw:
		return n.Stage == Decided && n.Drawn == nil
	case DeedUse:
		return n.Stage != InPlan
	case DeedCheck, DeedFind, DeedMinutes, DeedRecommend, DeedClose:
		return n.Stage == Decided
	default:
		return false
	}
}

func (n *Inspection) in(deed Deed) error {
	if n.Fits(deed) {
		return nil
	}
	return motcua.Refused(motcua.Conflict, "inspection.closed", "Act", motcua.Say("inspection.act."+string(deed)), "Stage", motcua.Say("inspection.stage."+string(n.Stage)))
}

// What an inspection may be long.
const (
	textMost   = 4000
	lineMost   = 300
	unitsMost  = 30
	visitsMost = 60
	linesMost  = 200
	filesMost  = 20
	// DrawMost is how many dossiers are drawn at most.
	DrawMost = 500
)

// Plan checks an inspection before it goes into the plan.
func Plan(p Planned) (Planned, error) {
	faults := []*motcua.Fault{record.Tidy("title", "inspection.required.title", &p.Title, lineMost), record.Tidy("scope", "inspection.required.scope", &p.Scope, textMost),
		record.Tidy("plan", "inspection.required.plan", &p.Plan.Number, lineMost), record.Tidy("form", "", &p.Form, textMost)}
	p.Units = slices.Compact(slices.Sorted(slices.Values(p.Units)))
	if len(p.Units) == 0 || len(p.Units) > unitsMost {
		faults = append(faults, motcua.InvalidField("units", "inspection.required.units"))
	}
	day := func(field string, d calendar.Date) {
		if d.IsZero() {
			faults = append(faults, motcua.InvalidField(field, "inspection.required.day"))
		}
	}
	day("planDate", p.Plan.Date)
	day("begins", p.Begins)
	day("from", p.From)
	day("to", p.To)
	if !p.From.IsZero() && !p.To.IsZero() && p.To.Before(p.From) {
		faults = append(faults, motcua.InvalidField("to", "report.backwards", "From", p.From, "To", p.To))
	}
	return p, motcua.Join(faults...)
}

// Decide names the team and the programme. Names are given by the caller.
func (n *Inspection) Decide(act record.Act, d DecisionTaken) ([]record.Fact, error) {
	if err := n.in(DeedDecide); err != nil {
		return nil, err
	}
	faults := []*motcua.Fault{record.Tidy("decision", "inspection.required.decision", &d.Decision.Number, lineMost), past("decisionDate", d.Decision.Date, act)}
	leaders := 0
	seen := map[string]bool{}
	for _, m := range d.Team {
		if seen[m.Person] {
			faults = append(faults, motcua.InvalidField("members", "inspection.twice", "Name", m.Name))
		}
		if seen[m.Person] = true; m.Role == Leader {
			leaders++
		}
	}
	if leaders != 1 {
		faults = append(faults, motcua.InvalidField("leader", "inspection.required.leader"))
	}
	if len(d.Programme) > visitsMost {
		faults = append(faults, motcua.InvalidField("programme", "inspection.many", "Most", visitsMost))
	}
	slices.SortStableFunc(d.Programme, func(a, b Visit) int { return a.Day.Compare(b.Day) })
	return []record.Fact{d}, motcua.Join(faults...)
}

func past(field string, day calendar.Date, act record.Act) *motcua.Fault {
	today := calendar.DateOf(act.At)
	switch {
	case day.IsZero():
		return motcua.InvalidField(field, "inspection.required.day")
	case day.After(today):
		return motcua.InvalidField(field, "directive.date.future", "Date", day, "Today", today)
	}
	return nil
}

// Freeze keeps the figures of the units.
func (n *Inspection) Freeze(figures []Figures) ([]record.Fact, error) {
	return []record.Fact{FiguresFrozen{Figures: figures}}, n.in(DeedFreeze)
}

// DrawSample draws so many of the codes.
func (n *Inspection) DrawSample(seed uint64, codes []string, count int) ([]record.Fact, error) {
	if err := n.in(DeedDraw); err != nil {
		return nil, err
	}
	switch {
	case count < 1 || count > DrawMost:
		return nil, motcua.InvalidField("count", "inspection.draw.count", "Most", DrawMost)
	case len(codes) == 0:
		return nil, motcua.InvalidField("count", "inspection.draw.none", "From", n.From, "To", n.To)
	}
	return []record.Fact{SampleDrawn{Sample{Seed: seed, Of: len(codes), Codes: Draw(seed, codes, count)}}}, nil
}

// Check adds a line of the checklist.
func (n *Inspection) Check(c Criterion) ([]record.Fact, error) {
	if err := n.in(DeedCheck); err != nil {
		return nil, err
	}
	note := ""
	if !c.Met {
		note = "inspection.required.note"
	}
	faults := []*motcua.Fault{record.Tidy("text", "inspection.required.text", &c.Text, textMost), record.Tidy("note", note, &c.Note, textMost)}
	if len(n.Checklist) >= linesMost {
		faults = append(faults, motcua.InvalidField("text", "inspection.many", "Most", linesMost))
	}
	return []record.Fact{CriterionChecked{c}}, motcua.Join(faults...)
}

// Find adds a finding; one that is not met has its causes.
func (n *Inspection) Find(f Finding) ([]record.Fact, error) {
	if err := n.in(DeedFind); err != nil {
		return nil, err
	}
	faults := []*motcua.Fault{record.Tidy("text", "inspection.required.text", &f.Text, textMost), n.inspected(f.Unit, true)}
	if !slices.Contains(FindingKinds(), f.Kind) {
		faults = append(faults, motcua.InvalidField("kind", "inspection.required.kind"))
	}
	causes := strings.Join(f.Causes, "\n")
	required := "inspection.required.causes"
	if f.Kind == Met {
		required = ""
	}
	faults = append(faults, record.Tidy("causes", required, &causes, textMost))
	f.Causes = lines(causes)
	if f.DaysMin < 0 || f.DaysMax < f.DaysMin {
		faults = append(faults, motcua.InvalidField("daysMax", "inspection.days"))
	}
	if len(n.Findings) >= linesMost {
		faults = append(faults, motcua.InvalidField("text", "inspection.many", "Most", linesMost))
	}
	return []record.Fact{Found{f}}, motcua.Join(faults...)
}

// inspected refuses a unit that is not inspected.
func (n *Inspection) inspected(unit string, all bool) *motcua.Fault {
	if unit == "" && all || slices.Contains(n.Units, unit) {
		return nil
	}
	return motcua.InvalidField("unit", "inspection.unit")
}

// lines are the lines of a text that say something.
func lines(text string) []string {
	var list []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

// KeepMinutes keeps the minutes; later ones stand in place of earlier ones.
func (n *Inspection) KeepMinutes(act record.Act, m MinutesKept) ([]record.Fact, error) {
	if err := n.in(DeedMinutes); err != nil {
		return nil, err
	}
	faults := []*motcua.Fault{record.Tidy("number", "", &m.Minutes.Number, lineMost), past("date", m.Minutes.Date, act)}
	if len(m.Files) == 0 || len(m.Files) > filesMost {
		faults = append(faults, motcua.InvalidField("files", "inspection.required.files"))
	}
	return []record.Fact{m}, motcua.Join(faults...)
}

// Recommend says whether a unit may be told to do something. What and by when is
// checked as a directive.
func (n *Inspection) Recommend(unit string) error {
	if err := n.in(DeedRecommend); err != nil {
		return err
	}
	return motcua.Join(n.inspected(unit, false))
}

// Use says what it is used for.
func (n *Inspection) Use(use string) ([]record.Fact, error) {
	if err := n.in(DeedUse); err != nil {
		return nil, err
	}
	fault := record.Tidy("use", "inspection.required.use", &use, textMost)
	return []record.Fact{UsedFor{Use: use}}, motcua.Join(fault)
}

// Close ends it: there must be findings, and minutes.
func (n *Inspection) Close(note string) ([]record.Fact, error) {
	if err := n.in(DeedClose); err != nil {
		return nil, err
	}
	faults := []*motcua.Fault{record.Tidy("note", "", &note, textMost)}
	if len(n.Findings) == 0 {
		faults = append(faults, motcua.InvalidField("note", "inspection.close.findings"))
	}
	return []record.Fact{Ended{Note: note}}, motcua.Join(faults...)
}
