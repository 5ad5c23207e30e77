package inspection

import (
	"motcua/calendar"
	"motcua/record"
)

// fact is a fact of an inspection.
type fact interface {
	record.Fact
	apply(n *Inspection, e record.Event)
}

// Planned puts an inspection into the plan of a year. From and To bound the work
// that is inspected.
type Planned struct {
	Plan   Paper         `json:"plan"`
	Title  string        `json:"title"`
	Scope  string        `json:"scope"`
	Form   string        `json:"form,omitempty"`
	Units  []string      `json:"units"`
	Begins calendar.Date `json:"begins"`
	From   calendar.Date `json:"from"`
	To     calendar.Date `json:"to"`
	Sample bool          `json:"sample,omitempty"`
}

// DecisionTaken names the team and the programme.
type DecisionTaken struct {
	Decision  Paper      `json:"decision"`
	Team      []Teammate `json:"team"`
	Programme []Visit    `json:"programme,omitempty"`
}

// FiguresFrozen keeps the figures of the units as they stood.
type FiguresFrozen struct {
	Figures []Figures `json:"figures"`
}

// SampleDrawn keeps the dossiers drawn and how.
type SampleDrawn struct {
	Sample
}

// CriterionChecked is a line of the checklist.
type CriterionChecked struct {
	Criterion
}

// MinutesKept are the minutes.
type MinutesKept struct {
	Minutes Paper    `json:"minutes"`
	Files   []string `json:"files,omitempty"`
}

// Found is a finding.
type Found struct {
	Finding
}

// Recommended is what a unit is to do.
type Recommended struct {
	Recommendation
}

// UsedFor is what the inspection is used for.
type UsedFor struct {
	Use string `json:"use"`
}

// Ended closes it.
type Ended struct {
	Note string `json:"note,omitempty"`
}

// Kind is the name of the fact.
func (Planned) Kind() string { return "planned" }

// Kind is the name of the fact.
func (DecisionTaken) Kind() string { return "decided" }

// Kind is the name of the fact.
func (FiguresFrozen) Kind() string { return "frozen" }

// Kind is the name of the fact.
func (SampleDrawn) Kind() string { return "drawn" }

// Kind is the name of the fact.
func (CriterionChecked) Kind() string { return "checked" }

// Kind is the name of the fact.
func (MinutesKept) Kind() string { return "minutes" }

// Kind is the name of the fact.
func (Found) Kind() string { return "found" }

// Kind is the name of the fact.
func (Recommended) Kind() string { return "recommended" }

// Kind is the name of the fact.
func (UsedFor) Kind() string { return "used" }

// Kind is the name of the fact.
func (Ended) Kind() string { return "ended" }

// Codec reads the facts of inspections.
func Codec() record.Codec {
	c := record.Codec{}
	record.Knows[Planned](c)
	record.Knows[DecisionTaken](c)
	record.Knows[FiguresFrozen](c)
	record.Knows[SampleDrawn](c)
	record.Knows[CriterionChecked](c)
	record.Knows[MinutesKept](c)
	record.Knows[Found](c)
	record.Knows[Recommended](c)
	record.Knows[UsedFor](c)
	record.Knows[Ended](c)
	return c
}

func (f Planned) apply(n *Inspection, _ record.Event) { n.Planned = f }

func (f DecisionTaken) apply(n *Inspection, _ record.Event) {
	n.Decision, n.Team, n.Programme, n.Stage = f.Decision, f.Team, f.Programme, Decided
}

func (f FiguresFrozen) apply(n *Inspection, e record.Event) { n.Figures, n.FrozenAt = f.Figures, e.At }

func (f SampleDrawn) apply(n *Inspection, _ record.Event) { n.Drawn = &f.Sample }

func (f CriterionChecked) apply(n *Inspection, _ record.Event) {
	n.Checklist = append(n.Checklist, f.Criterion)
}

func (f MinutesKept) apply(n *Inspection, _ record.Event) { n.Minutes, n.Files = f.Minutes, f.Files }

func (f Found) apply(n *Inspection, _ record.Event) { n.Findings = append(n.Findings, f.Finding) }

func (f Recommended) apply(n *Inspection, _ record.Event) {
	n.Recommendations = append(n.Recommendations, f.Recommendation)
}

func (f UsedFor) apply(n *Inspection, _ record.Event) { n.Uses = append(n.Uses, f.Use) }

func (f Ended) apply(n *Inspection, e record.Event) { n.Stage, n.ClosedAt = Closed, e.At }
