package catalogue

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"motcua/calendar"
	"motcua/deadline"
	"motcua/identity"
)

// Process is the internal process of a version (quy trình nội bộ, TT
// 01/2018/TT-VPCP article 8): who holds the dossier, in which order, how long.
type Process struct {
	// Decision approves the process; "" for a process of the sample. DecidedOn
	// and DecidedBy are its day and who signed it.
	Decision  string        `json:"decision,omitempty"`
	DecidedOn calendar.Date `json:"decidedOn,omitzero"`
	DecidedBy string        `json:"decidedBy,omitempty"`
	Source    string        `json:"source,omitempty"`
	// Legs are in order; legs that share a Group run side by side.
	Legs []Leg `json:"legs,omitempty"`
	// Sheet is what the ISO sheet says beside the legs.
	Sheet Sheet `json:"sheet,omitzero"`
}

// Sheet holds the texts of the ISO sheet of a process (TCVN ISO 9001) that do
// not follow from the procedure; lines are parted by newlines.
type Sheet struct {
	Purpose     string `json:"purpose,omitempty"`
	Scope       string `json:"scope,omitempty"`
	Definitions string `json:"definitions,omitempty"`
	Records     string `json:"records,omitempty"`
}

// Leg is one stretch of the way: one holder, one task, one share of the time.
type Leg struct {
	// ID is unique within the process ("L01").
	ID    string  `json:"id"`
	Order int     `json:"order"`
	Group string  `json:"group,omitempty"`
	Kind  LegKind `json:"kind"`
	// Agency and Unit are ids (identity.Agency, identity.Unit); Position is
	// the post in words ("Chuyên viên"), Role the right it needs.
	Agency   string        `json:"agency"`
	Unit     string        `json:"unit,omitempty"`
	Role     identity.Role `json:"role,omitempty"`
	Position string        `json:"position,omitempty"`
	Task     string        `json:"task"`
	// Form is what is written in the leg: a form, a letter, a record.
	Form  string        `json:"form,omitempty"`
	Share deadline.Term `json:"share,omitzero"`
	// When says for which dossiers the leg is; zero: for all.
	When Condition `json:"when,omitzero"`
}

// LegKind says whose part of the way a leg is.
type LegKind string

// The kinds of leg.
const (
	OneStop      LegKind = "oneStop"      // reception and return at the centre
	Own          LegKind = "own"          // within the leading agency
	Consultation LegKind = "consultation" // an agency asked for its opinion
	Authority    LegKind = "authority"    // the authority that decides
)

// LegKinds lists every kind of leg.
func LegKinds() []LegKind { return []LegKind{OneStop, Own, Consultation, Authority} }

// Lane is a column of the picture of a process: whose side a leg is on.
type Lane string

// The lanes.
const (
	LaneApplicant Lane = "applicant" // người dân, doanh nghiệp
	LaneOneStop   Lane = "oneStop"   // một cửa
	LaneUnit      Lane = "unit"      // phòng chuyên môn
	LaneLeader    Lane = "leader"    // lãnh đạo
	LaneOther     Lane = "other"     // cơ quan khác
)

// Lanes lists the lanes as pictures show them.
func Lanes() []Lane { return []Lane{LaneApplicant, LaneOneStop, LaneUnit, LaneLeader, LaneOther} }

// leadership is the id of the unit that signs for an agency.
const leadership = "lanhdao"

// Lane is the lane of the leg.
func (l Leg) Lane() Lane {
	switch {
	case l.Kind == OneStop:
		return LaneOneStop
	case l.Kind != Own:
		return LaneOther
	case l.Role == identity.Director || l.Unit == leadership:
		return LaneLeader
	default:
		return LaneUnit
	}
}

// IsZero reports whether the version has no process.
func (p Process) IsZero() bool { return len(p.Legs) == 0 }

// Stages gathers the legs in order; those that run side by side are one stage.
func (p Process) Stages() [][]Leg {
	var stages [][]Leg
	group := ""
	for _, leg := range p.Legs {
		if n := len(stages); n > 0 && leg.Group != "" && leg.Group == group {
			stages[n-1] = append(stages[n-1], leg)
			continue
		}
		group = leg.Group
		stages = append(stages, []Leg{leg})
	}
	return stages
}

// For lists the legs that a dossier goes through.
func (p Process) For(c Circumstances) []Leg {
	if !slices.ContainsFunc(p.Legs, func(l Leg) bool { return !l.When.IsZero() }) {
		return p.Legs
	}
	return slices.DeleteFunc(slices.Clone(p.Legs), func(l Leg) bool { return !l.When.Holds(c) })
}

// Leg finds a leg by its id; -1 when there is none.
func (p Process) Leg(id string) int {
	return slices.IndexFunc(p.Legs, func(l Leg) bool { return l.ID == id })
}

// Numbered is the process with the legs counted anew: a stage is one place in
// the order, a leg without an id gets the next free one.
func (p Process) Numbered() Process {
	p.Legs = slices.Clone(p.Legs)
	order, group := 0, ""
	for i := range p.Legs {
		leg := &p.Legs[i]
		if i == 0 || leg.Group == "" || leg.Group != group {
			order++
		}
		leg.Order, group = order, leg.Group
		leg.ID = cmp.Or(leg.ID, p.freeID())
	}
	return p
}

// Put is the process with a leg in the place of the one with its id, or after
// all others but the last, which returns the result.
func (p Process) Put(leg Leg) Process {
	p.Legs = slices.Clone(p.Legs)
	if i := p.Leg(leg.ID); leg.ID != "" && i >= 0 {
		p.Legs[i] = leg
		return p.Numbered()
	}
	leg.ID = p.freeID()
	at := len(p.Legs)
	if at > 1 && p.Legs[at-1].Kind == OneStop && leg.Kind != OneStop {
		at--
	}
	p.Legs = slices.Insert(p.Legs, at, leg)
	return p.Numbered()
}

// Move is the process with a leg one place up (-1) or down (1); at an end it
// stays.
func (p Process) Move(id string, by int) Process {
	i := p.Leg(id)
	if j := i + by; i >= 0 && j >= 0 && j < len(p.Legs) {
		p.Legs = slices.Clone(p.Legs)
		p.Legs[i], p.Legs[j] = p.Legs[j], p.Legs[i]
	}
	return p.Numbered()
}

// Without is the process without a leg.
func (p Process) Without(id string) Process {
	p.Legs = slices.DeleteFunc(slices.Clone(p.Legs), func(l Leg) bool { return l.ID == id })
	return p.Numbered()
}

// freeID is the id after the highest: one that was taken out is not given again,
// so that comparisons do not take another leg for it.
func (p Process) freeID() string {
	highest := 0
	for _, leg := range p.Legs {
		if n, err := strconv.Atoi(strings.TrimPrefix(leg.ID, "L")); err == nil {
			highest = max(highest, n)
		}
	}
	return fmt.Sprintf("L%02d", highest+1)
}
