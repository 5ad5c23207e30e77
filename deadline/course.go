package deadline

import (
	"slices"
	"time"

	"motcua"
)

// Span is a stretch of time, as of a pause.
type Span struct{ From, To time.Time }

// Course is what happens to a clock when nobody's name matters: the question
// of a calculator.
type Course struct {
	From       time.Time
	Pauses     []Span
	Restarts   []time.Time
	Extensions []Term // granted after everything else
}

// Ledger writes the course down in the order of time. A pause that ends before
// it begins is a fault of the field "pause"; other impossible courses show when
// the ledger is reckoned.
func (c Course) Ledger() (Ledger, error) {
	ledger := Ledger{{At: c.From, Kind: Start}}
	pauses := slices.Clone(c.Pauses)
	slices.SortStableFunc(pauses, func(a, b Span) int { return a.From.Compare(b.From) })
	for _, pause := range pauses {
		if pause.To.Before(pause.From) {
			return nil, motcua.InvalidField("pause", "deadline.pauseBackwards", "From", pause.From, "To", pause.To)
		}
		ledger = append(ledger, Entry{At: pause.From, Kind: Pause}, Entry{At: pause.To, Kind: Resume})
	}
	for _, restart := range c.Restarts {
		ledger = append(ledger, Entry{At: restart, Kind: Restart})
	}
	slices.SortStableFunc(ledger[1:], func(a, b Entry) int { return a.At.Compare(b.At) })
	last := ledger[len(ledger)-1].At
	for _, term := range c.Extensions {
		ledger = append(ledger, Entry{At: last, Kind: Extend, Term: term})
	}
	return ledger, nil
}
