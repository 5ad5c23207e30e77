package score

import (
	"time"

	"motcua/report"
)

// Indicator is one line of the index of QĐ 766/QĐ-TTg of 23/6/2022.
type Indicator struct {
	ID    string // "2.1"
	Group string // one of Groups
	// Most is its points at most, in hundredths; the six groups together are
	// 10000.
	Most int
	// Full is the rate in percent from which all points are given.
	Full int
	// Confirmed: the split of the group's points was read in a source; where it
	// was not, the group's points are divided by us and the page says so.
	Confirmed bool
}

// Groups are the six groups of the index, in its order.
func Groups() []string {
	return []string{"publicity", "progress", "online", "digitised", "satisfied", "payment"}
}

// Indicators lists the lines of the index. Groups and their points are those of
// the decision; so are the splits marked Confirmed.
func Indicators() []Indicator {
	return []Indicator{
		{"1.1", "publicity", 600, 100, true}, {"1.2", "publicity", 400, 100, true}, {"1.3", "publicity", 200, 100, true}, {"1.4", "publicity", 600, 100, true},
		{"2.1", "progress", 2000, 100, true},
		{"3.1", "online", 600, 80, false}, {"3.3", "online", 600, 50, false},
		{"4.1", "digitised", 600, 100, true}, {"4.2", "digitised", 400, 80, true}, {"4.3", "digitised", 200, 80, true}, {"4.4", "digitised", 200, 100, true},
		{"4.5", "digitised", 400, 100, true}, {"4.6", "digitised", 200, 100, true}, {"4.7", "digitised", 200, 100, true},
		{"5.2", "satisfied", 600, 100, true}, {"5.3", "satisfied", 600, 100, true}, {"5.4", "satisfied", 600, 90, true},
		{"3.5", "payment", 1000, 80, false},
	}
}

// Measure is what was counted for an indicator.
type Measure struct {
	Good, All int
	Known     bool            // false: this system does not have the numbers
	Cost      []report.Source // the rows of All that are not in Good
}

// Scored is an indicator with its points.
type Scored struct {
	Indicator
	Measure
	Points int // hundredths
}

// Points are the hundredths that a measure gives: all when the rate reaches the
// indicator's, otherwise the rate times the points divided by it, half up. An
// indicator without a single case gives none and is left out of what could be
// reached.
func (i Indicator) Points(m Measure) (hundredths int, ok bool) {
	if !m.Known || m.All == 0 {
		return 0, false
	}
	if 100*m.Good >= i.Full*m.All {
		return i.Most, true
	}
	return (2*100*m.Good*i.Most/(i.Full*m.All) + 1) / 2, true
}

// Index is the index of a unit or the department in a period.
type Index struct{ Lines []Scored }

// Reckon gives the points of every indicator for what was counted; an indicator
// that nothing was counted for is there, unknown.
func Reckon(measures map[string]Measure) Index {
	var index Index
	for _, i := range Indicators() {
		m := measures[i.ID]
		points, _ := i.Points(m)
		index.Lines = append(index.Lines, Scored{Indicator: i, Measure: m, Points: points})
	}
	return index
}

// Total is the points and what the indicators with cases give at most, in
// hundredths; group "" is all of them.
func (x Index) Total(group string) (points, most int) {
	for _, l := range x.Lines {
		if _, ok := l.Indicator.Points(l.Measure); ok && (group == "" || l.Group == group) {
			points += l.Points
			most += l.Most
		}
	}
	return points, most
}

// Wait is a time in which the office waited for papers; Until is zero while it
// waits.
type Wait struct{ From, Until time.Time }

// Course is how a dossier went, as indicator 2.1 sees it.
type Course struct {
	Due      time.Time // ngày hẹn trả
	Done     time.Time // processed; zero while it is not
	Returned time.Time // the result was handed over
	Stopped  time.Time // stopped, refused or withdrawn after it was accepted
	Waits    []Wait
	End      time.Time // of the period
}

// Why is the rule that indicator 2.1 was decided by; its words are the message
// "score.course." + Why.
type Why string

// The rules, in the order in which they are asked.
const (
	TwoRequests Why = "twoRequests" // more than one request for papers counts as late
	AsksNow     Why = "asksNow"     // one request is open: the dossier ends with it
	IsDone      Why = "done"
	IsReturned  Why = "returned"
	IsStopped   Why = "stopped"
	StillOpen   Why = "open" // at the end of the period
)

// OnTime tells whether a dossier was on time under QĐ 766: it ended no later
// than promised, the time it waited for papers taken off.
func (c Course) OnTime() (bool, Why) {
	if len(c.Waits) > 1 {
		return false, TwoRequests
	}
	end, why := c.end()
	if len(c.Waits) == 1 && c.Waits[0].Until.IsZero() && why == StillOpen {
		return !c.Waits[0].From.After(c.Due), AsksNow
	}
	for _, w := range c.Waits {
		if !w.Until.IsZero() && w.Until.Before(end) {
			end = end.Add(-w.Until.Sub(w.From))
		}
	}
	return !end.After(c.Due), why
}

// end is when the dossier ended: processed counts before returned, and that
// before stopped; an open one ends with the period.
func (c Course) end() (time.Time, Why) {
	for _, e := range []struct {
		at  time.Time
		why Why
	}{{c.Done, IsDone}, {c.Returned, IsReturned}, {c.Stopped, IsStopped}} {
		if !e.at.IsZero() && !e.at.After(c.End) {
			return e.at, e.why
		}
	}
	return c.End, StillOpen
}
