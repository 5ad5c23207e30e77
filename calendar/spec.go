package calendar

import (
	"slices"
	"strings"
	"time"

	"motcua"
)

// Spec states a calendar as it was announced; [New] makes it count. Days off
// and make-up days outside From–To are allowed and have no effect.
type Spec struct {
	ID     string // "center", "department" …
	Name   string
	Hours  []Hours // one or more periods, in order
	Off    []DayOff
	MakeUp []MakeUp
	From   Date // first and last day that have been announced, both included
	To     Date
}

// DayOff is a day without work by announcement: a holiday, its compensation or
// a day exchanged for a make-up day.
type DayOff struct {
	Date      Date
	Name      string
	Document  string // the announcing document, "" when not known
	Confirmed bool   // false: follows from the law, the announcement was not seen
}

// MakeUp is a day worked in place of another (làm bù), often a Saturday.
type MakeUp struct {
	Date     Date
	Replaces Date // has the hours of this date's weekday; zero: Monday's
	Name     string
	Document string
}

// earliest and latest bound what a calendar may state, so that instants fit in
// 64-bit nanoseconds and a slip of the pen cannot ask for a million years.
const (
	earliestYear = 1945
	latestYear   = 2200
)

// check finds everything wrong with the spec; nil when it can be compiled.
func (s Spec) check() error {
	var faults []*motcua.Fault
	if strings.TrimSpace(s.Name) == "" {
		faults = append(faults, motcua.InvalidField("name", "calendar.spec.name"))
	}
	faults = append(faults, s.checkRange()...)
	faults = append(faults, s.checkHours()...)
	faults = append(faults, s.checkDays()...)
	return motcua.Join(faults...)
}

func (s Spec) checkRange() []*motcua.Fault {
	var faults []*motcua.Fault
	for _, end := range []struct {
		field string
		date  Date
	}{{"from", s.From}, {"to", s.To}} {
		switch {
		case end.date.IsZero():
			faults = append(faults, motcua.InvalidField(end.field, "calendar.spec.range"))
		case end.date.Year < earliestYear || end.date.Year > latestYear:
			faults = append(faults, motcua.InvalidField(end.field, "calendar.spec.year", "From", earliestYear, "To", latestYear))
		}
	}
	if len(faults) == 0 && s.To.Before(s.From) {
		faults = append(faults, motcua.InvalidField("to", "calendar.spec.backwards", "From", s.From, "To", s.To))
	}
	return faults
}

func (s Spec) checkHours() []*motcua.Fault {
	if len(s.Hours) == 0 {
		return []*motcua.Fault{motcua.InvalidField("hours", "calendar.spec.hours")}
	}
	var faults []*motcua.Fault
	for i, hours := range s.Hours {
		if i > 0 && !s.Hours[i-1].From.Before(hours.From) {
			faults = append(faults, motcua.InvalidField("hours", "calendar.spec.periods", "Date", hours.From))
		}
		var week time.Duration
		for weekday, day := range hours.Week {
			week += total(day)
			if !ordered(day) {
				faults = append(faults, motcua.InvalidField("hours."+weekdayKeys[weekday], "calendar.spec.intervals", "Day", weekdayKeys[weekday]))
			}
		}
		if week <= 0 {
			faults = append(faults, motcua.InvalidField("hours", "calendar.spec.hours"))
		}
	}
	if len(faults) == 0 && s.Hours[0].From.After(s.From) {
		faults = append(faults, motcua.InvalidField("hours", "calendar.spec.periodStart", "From", s.Hours[0].From, "Start", s.From))
	}
	return faults
}

func (s Spec) checkDays() []*motcua.Fault {
	var faults []*motcua.Fault
	seen := make(map[Date]bool, len(s.Off)+len(s.MakeUp))
	note := func(field string, date Date) {
		switch {
		case date.IsZero():
			faults = append(faults, motcua.InvalidField(field, "calendar.spec.date"))
		case seen[date]:
			faults = append(faults, motcua.InvalidField(field, "calendar.spec.twice", "Date", date))
		}
		seen[date] = true
	}
	for _, off := range s.Off {
		note("off", off.Date)
	}
	for _, day := range s.MakeUp {
		note("makeup", day.Date)
		if len(s.Hours) > 0 && len(s.makeUpIntervals(day)) == 0 {
			faults = append(faults, motcua.InvalidField("makeup", "calendar.spec.makeUpHours", "Date", day.Date))
		}
	}
	return faults
}

// ordered reports whether the intervals lie in the day, one after another.
func ordered(day []Interval) bool {
	var end Minute
	for i, interval := range day {
		if interval.From < end || (i > 0 && interval.From == end) || interval.To <= interval.From || interval.To > minutesOfDay {
			return false
		}
		end = interval.To
	}
	return true
}

// week is the working week kept on the date.
func (s Spec) week(date Date) Week {
	i, found := slices.BinarySearchFunc(s.Hours, date, func(h Hours, d Date) int { return h.From.Compare(d) })
	if !found {
		i--
	}
	return s.Hours[max(i, 0)].Week
}

// makeUpIntervals are the hours of a make-up day: those of the weekday it
// replaces, Monday's when none is said.
func (s Spec) makeUpIntervals(day MakeUp) []Interval {
	weekday := time.Monday
	if !day.Replaces.IsZero() {
		weekday = day.Replaces.Weekday()
	}
	return s.week(day.Date)[weekday]
}
