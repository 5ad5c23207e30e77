package catalogue

import "motcua/deadline"

// Process is the internal process of a version (quy trình nội bộ, TT
// 01/2018/TT-VPCP article 8): who holds the dossier, in which order, how long.
type Process struct {
	// Decision approves the process; "" for a process of the sample.
	Decision string `json:"decision,omitempty"`
	Source   string `json:"source,omitempty"`
	// Legs are in order; legs that share a Group run side by side.
	Legs []Leg `json:"legs,omitempty"`
}

// Leg is one stretch of the way: one holder, one task, one share of the time.
type Leg struct {
	// ID is unique within the process ("L01").
	ID    string  `json:"id"`
	Order int     `json:"order"`
	Group string  `json:"group,omitempty"`
	Kind  LegKind `json:"kind"`
	// Agency and Unit are ids (identity.Agency, identity.Unit); Position is
	// the post in words ("Chuyên viên").
	Agency   string        `json:"agency"`
	Unit     string        `json:"unit,omitempty"`
	Position string        `json:"position,omitempty"`
	Task     string        `json:"task"`
	Share    deadline.Term `json:"share,omitzero"`
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

// IsZero reports whether the version has no process.
func (p Process) IsZero() bool { return len(p.Legs) == 0 }
