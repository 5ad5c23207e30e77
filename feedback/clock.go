package feedback

import (
	"slices"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/deadline"
)

// Stage is a part of the way of a feedback that has a limit of its own.
type Stage string

// The stages.
const (
	ToAccept   Stage = "accept"   // take it on or refuse it
	ToAsk      Stage = "ask"      // ask the sender for more
	ToTransfer Stage = "transfer" // give it to the competent agency
	ToHandle   Stage = "handle"   // answer
	ToPublish  Stage = "publish"  // publish after the answer
)

// Stages lists the stages in order.
func Stages() []Stage { return []Stage{ToAccept, ToAsk, ToTransfer, ToHandle, ToPublish} }

// Limit is how long the office has for a stage, under what, and from when to
// when that holds; a zero day is open.
type Limit struct {
	Stage       Stage
	Term        deadline.Term
	Ground      string
	From, Until calendar.Date
}

// Limits are the limits that hold or held. The times of QĐ 766/QĐ-TTg (group
// 5.2) hold from its date; before it the department promises the same ones.
// The transfer within five working days is NĐ 20/2008/NĐ-CP's.
func Limits() []Limit {
	const (
		decree  = "Nghị định 20/2008/NĐ-CP, Thông tư 02/2017/TT-VPCP"
		scored  = "Bộ chỉ số ban hành kèm Quyết định 766/QĐ-TTg ngày 23/6/2022, mục 5.2"
		promise = "Cam kết của cơ quan theo Nghị định 20/2008/NĐ-CP, Thông tư 02/2017/TT-VPCP"
	)
	begin := calendar.Date{Year: 2022, Month: time.June, Day: 23}
	list := []Limit{{Stage: ToTransfer, Term: deadline.Days(5), Ground: decree}}
	for _, l := range []Limit{{Stage: ToAccept, Term: deadline.Days(2)}, {Stage: ToAsk, Term: deadline.Days(5)},
		{Stage: ToHandle, Term: deadline.Days(15)}, {Stage: ToPublish, Term: deadline.Days(2)}} {
		before, since := l, l
		before.Ground, before.Until = promise, begin.AddDays(-1)
		since.Ground, since.From = scored, begin
		list = append(list, before, since)
	}
	return list
}

// LimitOn is the limit of a stage for what begins on a day.
func LimitOn(stage Stage, day calendar.Date) (Limit, bool) {
	for _, l := range Limits() {
		if l.Stage == stage && (l.From.IsZero() || !day.Before(l.From)) && (l.Until.IsZero() || !day.After(l.Until)) {
			return l, true
		}
	}
	return Limit{}, false
}

// Clock is one limit at work.
type Clock struct {
	Limit Limit
	deadline.Reckoning
}

// Clocks reckons every limit that applies, as of now, in the order of stages.
// Beyond the announced calendar it reckons as of the calendar's end; a limit
// whose date no calendar gives yet is left out, since a feedback is taken all
// the same.
func (f *Feedback) Clocks(cal *calendar.Calendar, now time.Time) ([]Clock, error) {
	if _, last := cal.Range(); calendar.DateOf(now).After(last) {
		now = last.AddDays(1).At(0).Add(-time.Millisecond)
	}
	var clocks []Clock
	for _, stage := range Stages() {
		ledger := f.ledger(stage)
		if len(ledger) == 0 {
			continue
		}
		limit, ok := LimitOn(stage, calendar.DateOf(ledger[0].At))
		if !ok {
			continue
		}
		ledger[0].Ground = limit.Ground
		r, err := deadline.Rule{Term: limit.Term, Mode: deadline.ByDays, Calendar: cal}.Reckon(ledger, now)
		if motcua.KindOf(err) == motcua.Invalid {
			continue
		}
		if err != nil {
			return nil, err
		}
		clocks = append(clocks, Clock{Limit: limit, Reckoning: r})
	}
	return clocks, nil
}

// Running is the clock that the office works against now: the first that has
// not finished; nil when none is left.
func Running(clocks []Clock) *Clock {
	for i := range clocks {
		if clocks[i].Finished.IsZero() {
			return &clocks[i]
		}
	}
	return nil
}

// Of is the clock of a stage; nil when the stage has none.
func Of(clocks []Clock, stage Stage) *Clock {
	for i := range clocks {
		if clocks[i].Limit.Stage == stage {
			return &clocks[i]
		}
	}
	return nil
}

// Late tells whether any limit was missed, or is overdue now.
func Late(clocks []Clock) bool {
	return slices.ContainsFunc(clocks, func(c Clock) bool { return c.Standing == deadline.Late || c.Standing == deadline.Overdue })
}

// ledger is what happened to the clock of a stage; empty when the stage has none.
func (f *Feedback) ledger(stage Stage) deadline.Ledger {
	first := func(kinds ...string) time.Time {
		for _, e := range f.Events {
			if slices.Contains(kinds, e.Fact.Kind()) {
				return e.At
			}
		}
		return time.Time{}
	}
	switch stage {
	case ToAccept:
		return f.plain(f.ReceivedAt, first(Classified{}.Kind(), Rejected{}.Kind(), PassedOn{}.Kind(), MoreAsked{}.Kind()))
	case ToAsk:
		if at := first(MoreAsked{}.Kind()); !at.IsZero() {
			return f.plain(f.ReceivedAt, at)
		}
	case ToTransfer:
		if f.State == Transferred {
			return f.paused(first(PassedOn{}.Kind()))
		}
	case ToHandle:
		if f.State != Transferred && f.State != Refused {
			return f.paused(first(Approved{}.Kind()))
		}
	case ToPublish:
		if f.State.Replied() {
			return f.plain(first(Approved{}.Kind()), f.ClosedAt)
		}
	}
	return nil
}

func (f *Feedback) plain(from, until time.Time) deadline.Ledger {
	ledger := deadline.Ledger{{At: from, Kind: deadline.Start}}
	if !until.IsZero() {
		ledger = append(ledger, deadline.Entry{At: until, Kind: deadline.Finish})
	}
	return ledger
}

// paused is a ledger with the waits for the sender and the time granted.
func (f *Feedback) paused(until time.Time) deadline.Ledger {
	ledger := deadline.Ledger{{At: f.ReceivedAt, Kind: deadline.Start}}
	for _, w := range f.Asked {
		ledger = append(ledger, deadline.Entry{At: w.From, Kind: deadline.Pause, Reason: w.Reason})
		if !w.Until.IsZero() && !w.Until.Equal(until) {
			ledger = append(ledger, deadline.Entry{At: w.Until, Kind: deadline.Resume})
		}
	}
	for _, x := range f.Extensions {
		ledger = append(ledger, deadline.Entry{At: x.At, Kind: deadline.Extend, Term: x.Term, Reason: x.Reason})
	}
	slices.SortStableFunc(ledger, func(a, b deadline.Entry) int { return a.At.Compare(b.At) })
	if !until.IsZero() {
		ledger = append(ledger, deadline.Entry{At: until, Kind: deadline.Finish})
	}
	return ledger
}
