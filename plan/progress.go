package plan

import (
	"motcua/calendar"
	"slices"
)

// Standing is how a task stands on a day.
type Standing string

// The standings. A task is late from the day after its due day.
const (
	DoneInTime  Standing = "done"
	DoneLate    Standing = "doneLate"
	Late        Standing = "late"
	Soon        Standing = "soon"
	InTime      Standing = "inTime"
	Undated     Standing = "undated"
	CarriedOver Standing = "carried"
	NotToBeDone Standing = "dropped"
)

// Standings lists the standings of tasks that are counted, in the order of a
// picture.
func Standings() []Standing {
	return []Standing{DoneInTime, DoneLate, InTime, Undated, Soon, Late, CarriedOver, NotToBeDone}
}

// Cut is the day up to which progress is counted, and what it takes.
type Cut struct {
	Day      calendar.Date
	Lead     int                // working days before the due day in which a task is soon late
	Calendar *calendar.Calendar // of the department; nil counts civil days
	Units    []string           // ids that the department has; nil knows all
}

// Standing is how a task stands on the day of the cut. What happened later does
// not count, save what puts an entry right.
func (c Cut) Standing(t *Task) Standing {
	if !t.EndedOn.IsZero() && !t.EndedOn.After(c.Day) {
		switch t.State {
		case CarriedState:
			return CarriedOver
		case DroppedState:
			return NotToBeDone
		case DoneState:
			if due, dated := t.DueAsOf(t.DoneOn).On(c.Calendar); dated && t.DoneOn.After(due) {
				return DoneLate
			}
			return DoneInTime
		}
	}
	due, dated := t.DueAsOf(c.Day).On(c.Calendar)
	switch {
	case !dated:
		return Undated
	case due.Before(c.Day):
		return Late
	case !due.After(c.soon()):
		return Soon
	}
	return InTime
}

// soon is the last day that is soon.
func (c Cut) soon() calendar.Date {
	if c.Calendar != nil {
		if day, err := c.Calendar.AddWorkingDays(c.Day, c.Lead); err == nil {
			return day
		}
	}
	return c.Day.AddDays(c.Lead)
}

// Ownerless tells whether nobody answers for a task: it names no unit and no
// person, or a unit that is no more.
func (c Cut) Ownerless(t *Task) bool {
	if t.Lead == "" {
		return t.Person == ""
	}
	return c.Units != nil && !slices.Contains(c.Units, t.Lead)
}

// Progress is how far tasks have come on a day.
type Progress struct {
	By        map[Standing]int
	Ownerless int // of those that are open
}

// Count counts tasks by how they stand on the day of the cut.
func (c Cut) Count(tasks []*Task) Progress {
	p := Progress{By: map[Standing]int{}}
	for _, t := range tasks {
		s := c.Standing(t)
		if p.By[s]++; s.Open() && c.Ownerless(t) {
			p.Ownerless++
		}
	}
	return p
}

// CountBy counts tasks apart by what key says of each, such as its field.
func (c Cut) CountBy(tasks []*Task, key func(*Task) string) map[string]Progress {
	groups := map[string][]*Task{}
	for _, t := range tasks {
		groups[key(t)] = append(groups[key(t)], t)
	}
	counted := make(map[string]Progress, len(groups))
	for k, list := range groups {
		counted[k] = c.Count(list)
	}
	return counted
}

// Open tells whether there is still something to do.
func (s Standing) Open() bool { return s == Late || s == Soon || s == InTime || s == Undated }

// Done is how many are done, in time or late.
func (p Progress) Done() int { return p.By[DoneInTime] + p.By[DoneLate] }

// Of is the whole that Done is a part of: all tasks save those that are no
// longer to be done. One that was carried over stays one of its plan's.
func (p Progress) Of() int {
	n := 0
	for s, count := range p.By {
		if s != NotToBeDone {
			n += count
		}
	}
	return n
}

// Open is how many are to be done yet.
func (p Progress) Open() int {
	return p.By[Late] + p.By[Soon] + p.By[InTime] + p.By[Undated]
}

// InForce leaves of plans those that were issued on or before the day, and of
// tasks those of these plans.
func (c Cut) InForce(plans []*Plan, tasks []*Task) ([]*Plan, []*Task) {
	known := map[string]bool{}
	var kept []*Plan
	for _, p := range plans {
		if !p.Date.After(c.Day) {
			kept, known[p.ID] = append(kept, p), true
		}
	}
	var of []*Task
	for _, t := range tasks {
		if known[t.Plan] {
			of = append(of, t)
		}
	}
	return kept, of
}
