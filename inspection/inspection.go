// Package inspection holds inspections of administrative reform within the
// department: the plan of the year and its document, the decision with team and
// programme, the units with their own figures as they stood, the dossiers drawn
// at random, what was checked and found, and what it is used for. What a unit
// is to do about it is a directive that rests on the inspection.
package inspection

import (
	"fmt"
	"slices"
	"time"

	"motcua/calendar"
	"motcua/identity"
	"motcua/record"
	"motcua/vietnamese"
)

// Noun is what inspections are called in the log of records.
const Noun = "inspection"

// Paper is a document that an inspection rests on: plan, decision or minutes.
type Paper struct {
	Number string        `json:"number"`
	Date   calendar.Date `json:"date"`
	Title  string        `json:"title,omitempty"`
}

// Role is what somebody is in a team.
type Role string

// The roles.
const (
	Leader    Role = "leader"
	Secretary Role = "secretary"
	Member    Role = "member"
)

// Teammate is somebody of the team.
type Teammate struct {
	Person string `json:"person"`
	Name   string `json:"name"`
	Role   Role   `json:"role"`
}

// Visit is a day of the programme.
type Visit struct {
	Day  calendar.Date `json:"day"`
	What string        `json:"what"`
}

// Criterion is one line of the checklist.
type Criterion struct {
	Text string `json:"text"`
	Met  bool   `json:"met"`
	Note string `json:"note,omitempty"`
}

// FindingKind says how serious a finding is.
type FindingKind string

// The kinds of finding.
const (
	Met         FindingKind = "met"
	Shortcoming FindingKind = "shortcoming"
	Violation   FindingKind = "violation"
)

// FindingKinds lists the kinds of finding.
func FindingKinds() []FindingKind { return []FindingKind{Met, Shortcoming, Violation} }

// Finding is what the team found. Unit "" is all that were inspected.
type Finding struct {
	Kind   FindingKind `json:"kind"`
	Unit   string      `json:"unit,omitempty"`
	Text   string      `json:"text"`
	Causes []string    `json:"causes,omitempty"`
	// DaysMin and DaysMax are how many working days dossiers were late, where
	// the finding says so; 0 where it does not.
	DaysMin int `json:"daysMin,omitempty"`
	DaysMax int `json:"daysMax,omitempty"`
}

// Late is a late dossier of a unit as it stood when figures were frozen.
type Late struct {
	Code  string `json:"code"`
	Days  int    `json:"days"`            // working days after the promised one
	Cause string `json:"cause,omitempty"` // a dossier.LateCause; "" when none was given
	By    string `json:"by,omitempty"`    // id of the agency that caused it
	Open  bool   `json:"open,omitempty"`
}

// Figures are those of a unit for the period inspected, frozen.
type Figures struct {
	Unit     string `json:"unit"`
	Received int    `json:"received"` // and carried over
	Resolved int    `json:"resolved"`
	Late     []Late `json:"late,omitempty"`
}

// Sample are dossiers drawn at random.
type Sample struct {
	Seed  uint64   `json:"seed"`
	Of    int      `json:"of"` // how many there were to draw from
	Codes []string `json:"codes"`
}

// Recommendation is what a unit is to do; it is followed up as the directive.
type Recommendation struct {
	Directive string `json:"directive"`
	Unit      string `json:"unit"`
	Text      string `json:"text"`
}

// Stage is how far an inspection has come.
type Stage string

// The stages.
const (
	InPlan  Stage = "planned"
	Decided Stage = "decided"
	Closed  Stage = "closed"
)

// Stages lists the stages.
func Stages() []Stage { return []Stage{InPlan, Decided, Closed} }

// Inspection is an inspection with all that happened to it.
type Inspection struct {
	record.Head
	Planned
	Decision        Paper
	Team            []Teammate
	Programme       []Visit
	Stage           Stage
	Checklist       []Criterion
	Figures         []Figures
	FrozenAt        time.Time
	Drawn           *Sample
	Minutes         Paper
	Files           []string // of the minutes
	Findings        []Finding
	Recommendations []Recommendation
	Uses            []string // for emulation, ISO and the like
	ClosedAt        time.Time
}

// Rebuild adds the facts up, oldest first.
func Rebuild(head record.Head) (*Inspection, error) {
	n := &Inspection{Head: head, Stage: InPlan}
	for i, e := range head.Events {
		f, ok := e.Fact.(fact)
		if _, planned := e.Fact.(Planned); !ok || planned != (i == 0) {
			return nil, fmt.Errorf("rebuild inspection %s: fact %d is %s", head.ID, e.Seq, e.Fact.Kind())
		}
		f.apply(n, e)
	}
	return n, nil
}

// LeaderID is who leads the team; "" before the decision.
func (n *Inspection) LeaderID() string {
	if i := slices.IndexFunc(n.Team, func(m Teammate) bool { return m.Role == Leader }); i >= 0 {
		return n.Team[i].Person
	}
	return ""
}

// OnTeam tells whether a person is of the team.
func (n *Inspection) OnTeam(person string) bool {
	return person != "" && slices.ContainsFunc(n.Team, func(m Teammate) bool { return m.Person == person })
}

// Object is what rights on it are asked for: it is the department's, and of
// whoever is of the team.
func (n *Inspection) Object(lead string, by identity.Actor) identity.Object {
	on := identity.Object{LeadAgency: lead}
	if n.OnTeam(by.Whose()) {
		on.Assignee = by.Whose()
	}
	return on
}

// LateDossiers counts those of all units, with the fewest and most days.
func (n *Inspection) LateDossiers() (count, fewest, most int) {
	for _, f := range n.Figures {
		for _, l := range f.Late {
			if count == 0 || l.Days < fewest {
				fewest = l.Days
			}
			count++
			most = max(most, l.Days)
		}
	}
	return count, fewest, most
}

// Row is what lists keep of it.
func (n *Inspection) Row() record.Row {
	return record.Row{Parent: n.Plan.Number, Number: n.Plan.Number, Title: n.Title, Day: n.Begins, Person: n.LeaderID(), State: string(n.Stage), Ended: n.ClosedAt,
		Search: vietnamese.Fold(n.Plan.Number + " " + n.Decision.Number + " " + n.Title + " " + n.Scope)}
}

// Draw takes so many of the codes at random; the same seed takes the same ones
// of the same codes, in whatever order they come.
func Draw(seed uint64, codes []string, n int) []string {
	pool := slices.Compact(slices.Sorted(slices.Values(codes)))
	state := seed
	next := func() uint64 { // SplitMix64, which is short and the same for ever
		state += 0x9e3779b97f4a7c15
		z := state
		z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
		z = (z ^ z>>27) * 0x94d049bb133111eb
		return z ^ z>>31
	}
	n = min(n, len(pool))
	for i := range n {
		j := i + int(next()%uint64(len(pool)-i))
		pool[i], pool[j] = pool[j], pool[i]
	}
	drawn := pool[:n]
	slices.Sort(drawn)
	return drawn
}
