package calendar

import (
	"math/bits"
	"slices"
	"time"

	"motcua"
)

// Calendar is a compiled [Spec]. It does not change after [New] and is safe for
// concurrent use; every question is answered in constant time.
//
// The working intervals of the whole range lie in one array in time order, each
// with the working time before it. A civil day leads to its first interval, and
// a bucket of working time leads back to the interval it begins in: forward by
// the day, back by the bucket, a step or two along the array, done.
type Calendar struct {
	spec     Spec
	firstDay int64 // days since 1970-01-01
	days     int64
	begin    int64 // Unix seconds of the first midnight, and of the one after the last day
	end      int64

	spans  []span  // ends with a sentinel that carries the whole working time
	first  []int32 // by day: its first span, or the next one; one more at the end
	rank   []int32 // by day: how many working days lie before it; one more at the end
	works  []int32 // the working days, as days since firstDay
	bucket []int32 // by working time >> shift: the span in which that much has passed
	shift  uint

	fullDay time.Duration
	notes   map[int64]note // by days since 1970-01-01: what was announced for the day
}

// span is one working interval: Unix nanoseconds of its opening, and the
// working nanoseconds of the calendar before it.
type span struct{ open, before int64 }

// note is what was announced for one day.
type note struct {
	makeUp         bool
	name, document string
	confirmed      bool
}

// New checks the spec and compiles it. The faults name the JSON field at fault.
func New(spec Spec) (*Calendar, error) {
	if err := spec.check(); err != nil {
		return nil, err
	}
	c := &Calendar{spec: spec.clone(), firstDay: spec.From.day()}
	c.days = spec.To.day() - c.firstDay + 1
	c.begin, c.end = midnight(c.firstDay), midnight(c.firstDay+c.days)
	c.notes = notesOf(c.spec)
	makeUps := make(map[int64][]Interval, len(c.spec.MakeUp))
	for _, day := range c.spec.MakeUp {
		makeUps[day.Date.day()] = c.spec.makeUpIntervals(day)
	}
	var passed int64
	for i := range c.days {
		c.first = append(c.first, int32(len(c.spans)))
		c.rank = append(c.rank, int32(len(c.works)))
		intervals := c.intervals(c.firstDay+i, makeUps)
		if len(intervals) > 0 {
			c.works = append(c.works, int32(i))
		}
		for _, interval := range intervals {
			open := (midnight(c.firstDay+i) + int64(interval.From)*60) * int64(time.Second)
			c.spans = append(c.spans, span{open, passed})
			passed += int64(interval.To-interval.From) * int64(time.Minute)
		}
		c.fullDay = max(c.fullDay, total(intervals))
	}
	if len(c.works) == 0 {
		return nil, motcua.InvalidField("hours", "calendar.spec.noWork", "From", spec.From, "To", spec.To)
	}
	c.first = append(c.first, int32(len(c.spans)))
	c.rank = append(c.rank, int32(len(c.works)))
	c.spans = append(c.spans, span{c.end * int64(time.Second), passed})
	c.index(passed)
	return c, nil
}

// ID names the calendar among others.
func (c *Calendar) ID() string { return c.spec.ID }

// Name is the calendar's name for readers.
func (c *Calendar) Name() string { return c.spec.Name }

// Spec is the statement the calendar was compiled from. The caller owns it.
func (c *Calendar) Spec() Spec { return c.spec.clone() }

// Range is the first and the last day that have been announced.
func (c *Calendar) Range() (from, to Date) { return c.spec.From, c.spec.To }

// FullDay is the working time of the calendar's own full working day, its
// longest: what one working day is worth when terms are walked by hours.
func (c *Calendar) FullDay() time.Duration { return c.fullDay }

func (c *Calendar) intervals(day int64, makeUps map[int64][]Interval) []Interval {
	announced, special := c.notes[day]
	switch {
	case special && announced.makeUp:
		return makeUps[day]
	case special:
		return nil
	}
	return c.spec.week(dateOfDay(day))[weekdayOf(day)]
}

// index builds the way back from working time to its interval. A bucket is at
// most half a full day long, so that it seldom holds more than one boundary.
func (c *Calendar) index(passed int64) {
	c.shift = uint(bits.Len64(uint64(c.fullDay/2))) - 1
	c.bucket = make([]int32, passed>>c.shift+1)
	at := 0
	for i := range c.bucket {
		for at+1 < len(c.spans)-1 && c.spans[at+1].before < int64(i)<<c.shift {
			at++
		}
		c.bucket[i] = int32(at)
	}
}

func notesOf(spec Spec) map[int64]note {
	notes := make(map[int64]note, len(spec.Off)+len(spec.MakeUp))
	for _, off := range spec.Off {
		notes[off.Date.day()] = note{name: off.Name, document: off.Document, confirmed: off.Confirmed}
	}
	for _, day := range spec.MakeUp {
		notes[day.Date.day()] = note{makeUp: true, name: day.Name, document: day.Document, confirmed: true}
	}
	return notes
}

// clone copies the spec so that its owner's later changes do not reach it.
func (s Spec) clone() Spec {
	s.Hours, s.Off, s.MakeUp = slices.Clone(s.Hours), slices.Clone(s.Off), slices.Clone(s.MakeUp)
	for i := range s.Hours {
		for weekday, day := range s.Hours[i].Week {
			s.Hours[i].Week[weekday] = slices.Clone(day)
		}
	}
	return s
}
