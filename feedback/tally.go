package feedback

import "slices"

// Tally is the figures of one kind of feedback in a period. Received and
// CarriedOver together are OnTime, Late, InTime and Overdue together.
type Tally struct {
	Kind        Kind // "" for the whole
	Received    int  // in the period
	CarriedOver int  // open at its beginning
	Refused     int
	Transferred int
	Answered    int // in the period
	Published   int
	OnTime      int // answered, refused or transferred within every limit
	Late        int
	InTime      int // not answered yet, no limit missed
	Overdue     int
	Upheld      int // answers that found the feedback right
	Satisfied   int // senders who found the answer satisfying
	Unsatisfied int
}

// Total adds tallies up; the rows come back one for each kind, in the order of
// the kinds, those without any included.
func Total(tallies []Tally) (rows []Tally, total Tally) {
	for _, kind := range Kinds() {
		row := Tally{Kind: kind}
		if i := slices.IndexFunc(tallies, func(t Tally) bool { return t.Kind == kind }); i >= 0 {
			row = tallies[i]
		}
		rows = append(rows, row)
		total = total.plus(row)
	}
	return rows, total
}

func (t Tally) plus(u Tally) Tally {
	t.Received, t.CarriedOver, t.Refused, t.Transferred = t.Received+u.Received, t.CarriedOver+u.CarriedOver, t.Refused+u.Refused, t.Transferred+u.Transferred
	t.Answered, t.Published, t.OnTime, t.Late = t.Answered+u.Answered, t.Published+u.Published, t.OnTime+u.OnTime, t.Late+u.Late
	t.InTime, t.Overdue, t.Upheld = t.InTime+u.InTime, t.Overdue+u.Overdue, t.Upheld+u.Upheld
	t.Satisfied, t.Unsatisfied = t.Satisfied+u.Satisfied, t.Unsatisfied+u.Unsatisfied
	return t
}
