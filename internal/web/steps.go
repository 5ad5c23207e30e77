package web

import (
	"slices"
	"strings"
	"time"

	"motcua/catalogue"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
)

// mostSteps fit across a page.
const mostSteps = 7

// stage is a run of planned legs shown as one step.
type stage struct {
	name  string // key of the name, or "" when words is set
	words string
	kind  catalogue.LegKind
	legs  []catalogue.Leg
}

// steps is the way of a dossier in at most seven steps: who has had it, who
// has it, who will.
func (d reader) steps(v *office.View) []component.Step {
	stages := stagesOf(v.Plan)
	if len(stages) == 0 {
		stages = []stage{{name: "received"}, {name: "processing"}, {name: "return"}}
	}
	here := whereIn(stages, v)
	var steps []component.Step
	for i, s := range stages {
		step := component.Step{Name: s.words, Who: d.who(s, v), When: d.when(s, v)}
		if s.name != "" {
			step.Name = d.p.T("page.stage." + s.name)
		}
		switch {
		case i < here || v.Status == dossier.ReturnedDone:
			step.State = component.Done
		case i == here:
			step.State = stateOf(v)
		}
		steps = append(steps, step)
	}
	return steps
}

func stateOf(v *office.View) component.StepState {
	switch {
	case v.Status == dossier.Consulting || v.Status == dossier.Supplementing:
		return component.Waiting
	case v.Clock.Standing == deadline.Overdue:
		return component.Late
	default:
		return component.Current
	}
}

// stagesOf gathers planned legs: a leader's signature that only sends the
// consultations out belongs to the appraisal before them.
func stagesOf(plan []catalogue.Leg) []stage {
	var stages []stage
	for i, leg := range plan {
		last := len(stages) - 1
		beforeConsultation := i+1 < len(plan) && plan[i+1].Kind == catalogue.Consultation
		switch {
		case last >= 0 && stages[last].kind == leg.Kind && (leg.Kind != catalogue.Own || sameDesk(stages[last], leg)),
			last >= 0 && leg.Kind == catalogue.Own && stages[last].kind == catalogue.Own && beforeConsultation:
			stages[last].legs = append(stages[last].legs, leg)
		default:
			stages = append(stages, stage{kind: leg.Kind, legs: []catalogue.Leg{leg}})
		}
	}
	for len(stages) > mostSteps {
		i := slices.IndexFunc(stages, func(s stage) bool { return s.kind == catalogue.Own })
		for i >= 0 && i+1 < len(stages) && stages[i+1].kind != catalogue.Own {
			i++
		}
		if i < 0 || i+1 >= len(stages) {
			break
		}
		stages[i].legs = append(stages[i].legs, stages[i+1].legs...)
		stages = slices.Delete(stages, i+1, i+2)
	}
	name(stages)
	return stages
}

func sameDesk(s stage, leg catalogue.Leg) bool {
	last := s.legs[len(s.legs)-1]
	return last.Agency == leg.Agency && last.Unit == leg.Unit
}

func name(stages []stage) {
	asked, own := false, false
	for i := range stages {
		s := &stages[i]
		first := s.legs[0]
		switch {
		case s.kind == catalogue.OneStop && i == 0:
			s.name = "received"
		case s.kind == catalogue.OneStop:
			s.name = "return"
		case s.kind == catalogue.Consultation:
			s.name, asked = "consulting", true
		case s.kind == catalogue.Authority:
			s.name = "authority"
		case first.Unit == dossier.LeadershipUnit:
			s.name = "sign"
		case asked:
			s.name, asked, own = "summarise", false, true
		case !own:
			s.name, own = "processing", true
		default:
			s.words = first.Position
		}
	}
}

// whereIn is the index of the stage a dossier is in.
func whereIn(stages []stage, v *office.View) int {
	if v.Status == dossier.Resolved || v.Status == dossier.ReturnedDone {
		return len(stages) - 1
	}
	if v.Status == dossier.Consulting {
		if i := slices.IndexFunc(stages, func(s stage) bool { return s.kind == catalogue.Consultation }); i >= 0 {
			return i
		}
	}
	for _, leg := range slices.Backward(v.Legs) {
		if !leg.Planned {
			continue
		}
		for i, s := range stages {
			if slices.ContainsFunc(s.legs, func(l catalogue.Leg) bool { return l.ID == leg.ID }) {
				return i
			}
		}
	}
	if v.Status == dossier.Received {
		return 0
	}
	return min(1, len(stages)-1)
}

// who names the holders of a stage; the agencies really asked where opinions were.
func (d reader) who(s stage, v *office.View) string {
	var names []string
	add := func(agency, unit string) {
		if n := d.unit(agency, unit); !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	if s.kind == catalogue.Consultation && len(v.Opinions) > 0 {
		for _, o := range v.Opinions {
			add(o.Agency, "")
		}
		return strings.Join(names, ", ")
	}
	for i, leg := range s.legs {
		if i == 0 || s.kind == catalogue.Consultation {
			add(leg.Agency, leg.Unit)
		}
	}
	return strings.Join(names, ", ")
}

// when says when a stage ended, since when it runs, or when it will end if
// everything keeps to its share.
func (d reader) when(s stage, v *office.View) string {
	var begun, ended, due time.Time
	for _, a := range v.Accounts {
		mine := a.Opinion != "" && s.kind == catalogue.Consultation ||
			slices.ContainsFunc(s.legs, func(l catalogue.Leg) bool { return l.ID == a.ID && a.Planned })
		if !mine {
			continue
		}
		if a.Begun() && (begun.IsZero() || a.StartedAt.Before(begun)) {
			begun = a.StartedAt
		}
		ended = later(ended, a.FinishedAt)
		due = later(due, a.DueAt)
	}
	switch {
	case begun.IsZero() && due.IsZero():
		return ""
	case begun.IsZero():
		return d.p.T("page.step.expected", "Day", d.p.ShortDay(due))
	case ended.IsZero():
		return d.p.T("page.step.since", "Day", d.p.ShortDay(begun))
	default:
		return d.p.ShortDay(ended)
	}
}
