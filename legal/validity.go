package legal

import (
	"regexp"
	"slices"
	"strings"

	"motcua/calendar"
	"motcua/vietnamese"
)

// Standing is whether a document is in force on a day (tình trạng hiệu lực).
type Standing string

// The standings.
const (
	Unknown   Standing = "unknown"   // its first day is not known
	Coming    Standing = "coming"    // chưa có hiệu lực
	InForce   Standing = "inForce"   // còn hiệu lực
	PartEnded Standing = "partEnded" // hết hiệu lực một phần
	Suspended Standing = "suspended" // ngưng hiệu lực
	Ended     Standing = "ended"     // hết hiệu lực toàn bộ
)

// Standings lists the standings.
func Standings() []Standing {
	return []Standing{Coming, InForce, PartEnded, Suspended, Ended, Unknown}
}

// Validity is the standing of a document with its reasons.
type Validity struct {
	Standing Standing
	Since    calendar.Date // of the standing; zero when it is not known
	Causes   []Cause
}

// Cause is a document that ended, changed or suspended another.
type Cause struct {
	ID     string // of the record of the document
	Number string
	Relation
}

// Registry is the documents, for questions about several.
type Registry struct {
	list []*Document        // the latest first
	on   map[string][]Cause // by the number acted on, folded
}

// NewRegistry takes the documents that stand in the register.
func NewRegistry(list []*Document) *Registry {
	r := &Registry{on: map[string][]Cause{}}
	for _, d := range list {
		if d.Removed != "" {
			continue
		}
		r.list = append(r.list, d)
		for _, rel := range d.Relations {
			rel.From = d.since(rel)
			key := keyOf(rel.Other)
			r.on[key] = append(r.on[key], Cause{ID: d.ID, Number: d.Number, Relation: rel})
		}
	}
	for _, causes := range r.on {
		slices.SortStableFunc(causes, func(a, b Cause) int { return a.From.Compare(b.From) })
	}
	return r
}

// All are the documents of the register.
func (r *Registry) All() []*Document { return r.list }

// since is the day from which a relation acts: its own, else the first day of
// the document in force, else the day it was issued.
func (d *Document) since(r Relation) calendar.Date {
	switch {
	case !r.From.IsZero():
		return r.From
	case !d.From.IsZero():
		return d.From
	default:
		return d.Issued
	}
}

// On is the validity of a document on a day. What ends the whole comes before
// what ends a part, and a suspension before that: of its days nothing applies.
func (r *Registry) On(d *Document, day calendar.Date) Validity {
	v := Validity{Standing: InForce, Since: d.From}
	switch {
	case d.From.IsZero():
		v.Standing = Unknown
	case day.Before(d.From):
		return Validity{Standing: Coming, Since: d.From}
	}
	if !d.Until.IsZero() && day.After(d.Until) {
		v.Standing, v.Since = Ended, d.Until.AddDays(1)
	}
	for _, c := range r.on[keyOf(d.Number)] {
		if day.Before(c.From) {
			continue
		}
		switch {
		case (c.Effect == Replaces || c.Effect == Abolishes) && c.Part == "":
			if v.Standing != Ended || c.From.Before(v.Since) {
				v.Standing, v.Since = Ended, c.From
			}
		case c.Effect == Suspends && (c.Until.IsZero() || !day.After(c.Until)):
			if v.Standing != Ended {
				v.Standing, v.Since = Suspended, c.From
			}
		case c.Effect == Replaces, c.Effect == Abolishes, c.Effect == Amends:
			if v.Standing == InForce || v.Standing == Unknown {
				v.Standing, v.Since = PartEnded, c.From
			}
		case c.Effect == Guides, c.Effect == Suspends:
			continue
		}
		v.Causes = append(v.Causes, c)
	}
	return v
}

// Effects are what other documents do to one, whatever the day.
func (r *Registry) Effects(d *Document) []Cause { return r.on[keyOf(d.Number)] }

// Find is the document of a number, however its sign is typed.
func (r *Registry) Find(number string) (*Document, bool) {
	i := slices.IndexFunc(r.list, func(d *Document) bool { return Same(d.Number, number) })
	if i < 0 {
		return nil, false
	}
	return r.list[i], true
}

// Same tells whether two numbers are of one document.
func Same(a, b string) bool { return keyOf(a) == keyOf(b) }

func keyOf(number string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("–", "-", "—", "-").Replace(vietnamese.Fold(number))), "")
}

// numberIn finds the number and sign in the words of a legal basis: "Nghị định
// số 31/2021/NĐ-CP (Điều 65)".
var numberIn = regexp.MustCompile(`\d+(?:\.\d+)?/(?:\d{4}/)?[\p{L}\d]+(?:[-–][\p{L}\d]+)*`)

// NumberIn is the number of the document that a legal basis names; "" when it
// names none.
func NumberIn(basis string) string { return numberIn.FindString(basis) }
