package register

import (
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/deadline"
)

// Limit is by when who has an incoming document must have dealt with it: a term
// from the moment it was given, or a day. Zero is none.
type Limit struct {
	Term deadline.Term `json:"term,omitzero"`
	Day  calendar.Date `json:"day,omitzero"`
}

// IsZero tells whether there is no limit.
func (l Limit) IsZero() bool { return l.Term.IsZero() && l.Day.IsZero() }

// Stage is what the office must do in time.
type Stage string

// The stages.
const (
	ToRelease Stage = "release" // send an outgoing document out
	ToAssign  Stage = "assign"  // pass an incoming one to who deals with it
	ToDeal    Stage = "deal"    // deal with it
)

// Stages lists the stages.
func Stages() []Stage { return []Stage{ToRelease, ToAssign, ToDeal} }

// Clock is the date that the office works against, with its reasons.
type Clock struct {
	Stage    Stage
	Ground   string
	Due      time.Time
	Finished time.Time // zero while it runs
	Late     bool      // it was missed, or is overdue now
	Steps    []deadline.Step
}

const (
	releaseGround = "Nghị định 30/2020/NĐ-CP, Điều 18: phát hành trong ngày văn bản đó được ký, chậm nhất là trong ngày làm việc tiếp theo; văn bản khẩn phát hành ngay"
	assignGround  = "Nghị định 30/2020/NĐ-CP, Điều 22, 23: chuyển giao trong ngày hoặc chậm nhất trong ngày làm việc tiếp theo; văn bản khẩn chuyển ngay"
)

// Clock reckons the present date as of now; nil when the document has none, or
// when no calendar gives it yet.
func (d *Document) Clock(cal *calendar.Calendar, now time.Time) (*Clock, error) {
	c := Clock{Finished: d.EndedAt}
	rule := deadline.Rule{Term: deadline.Days(1), Calendar: cal, FirstDayCounts: d.Urgency != Normal}
	from := d.EnteredAt
	switch {
	case d.State == Cancelled:
		return nil, nil
	case d.Direction == Out:
		c.Stage, c.Ground = ToRelease, releaseGround
	case d.State == Entered:
		c.Stage, c.Ground = ToAssign, assignGround
	case d.Limit.IsZero():
		return nil, nil
	default:
		c.Stage, from = ToDeal, d.AssignedAt
		rule = deadline.Rule{Term: d.Limit.Term, Calendar: cal}
	}
	if c.Stage == ToDeal && d.Limit.Term.IsZero() {
		due, err := cal.Close(d.Limit.Day)
		if motcua.KindOf(err) == motcua.Invalid {
			return nil, nil
		}
		c.Due = due
		return c.judged(now), err
	}
	ledger := deadline.Ledger{{At: from, Kind: deadline.Start, Ground: c.Ground}}
	if !c.Finished.IsZero() {
		ledger = append(ledger, deadline.Entry{At: c.Finished, Kind: deadline.Finish})
	}
	if _, last := cal.Range(); calendar.DateOf(now).After(last) {
		now = last.AddDays(1).At(0).Add(-time.Millisecond)
	}
	r, err := rule.Reckon(ledger, now)
	if err != nil && motcua.KindOf(err) == motcua.Invalid {
		return nil, nil
	}
	c.Due, c.Steps = r.Due, r.Steps
	return c.judged(now), err
}

func (c Clock) judged(now time.Time) *Clock {
	if !c.Finished.IsZero() {
		now = c.Finished
	}
	c.Late = now.After(c.Due)
	return &c
}
