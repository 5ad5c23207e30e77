package counter

import (
	"fmt"
	"slices"
	"time"

	"motcua"
	"motcua/calendar"
)

// Half is half a day of duty.
type Half string

// The halves of a day.
const (
	Morning   Half = "morning"
	Afternoon Half = "afternoon"
)

// Halves lists the halves of a day.
func Halves() []Half { return []Half{Morning, Afternoon} }

// HalfOf is the half of the day in which an instant lies.
func HalfOf(at time.Time) Half {
	if at.In(calendar.Zone()).Hour() < 12 {
		return Morning
	}
	return Afternoon
}

// Leader is the seat of the department's leader on duty; counters begin with 1.
const Leader = 0

// Shift is who has a seat on half a day.
type Shift struct {
	Day    calendar.Date `json:"day"`
	Half   Half          `json:"half"`
	Seat   int           `json:"seat"` // a counter, or Leader
	Person string        `json:"person"`
	Name   string        `json:"name"` // as it stood when the week was written
}

// Week is the duty of one centre from a Monday to the Sunday after.
type Week struct {
	Centre  string
	Monday  calendar.Date
	Version int // how often it was written
	Shifts  []Shift
}

// WeekOf is the Monday of the week in which a day lies.
func WeekOf(day calendar.Date) calendar.Date {
	return day.AddDays(-((int(day.Weekday()) + 6) % 7))
}

// Field names the choice of a seat in a form.
func Field(day calendar.Date, half Half, seat int) string {
	return fmt.Sprintf("%s.%s.%d", day, half, seat)
}

// Check refuses a week in which somebody is at two places at once, a seat has
// two people, or a day lies outside. Every overlap is named, at its own seat.
func (w Week) Check() error {
	var faults []*motcua.Fault
	type place struct {
		day  calendar.Date
		half Half
		what string
	}
	taken := map[place]Shift{}
	for _, s := range w.Shifts {
		field := Field(s.Day, s.Half, s.Seat)
		switch {
		case s.Day.Before(w.Monday) || w.Monday.AddDays(6).Before(s.Day) || !slices.Contains(Halves(), s.Half) || s.Seat < Leader || s.Seat > seatsMost:
			faults = append(faults, motcua.InvalidField(field, "counter.roster.outside", "Monday", w.Monday))
			continue
		}
		seat := place{s.Day, s.Half, fmt.Sprint("seat ", s.Seat)}
		if other, ok := taken[seat]; ok {
			faults = append(faults, motcua.InvalidField(field, "counter.roster.seat", "Name", other.Name, "Day", s.Day, "Half", motcua.Say("counter.half."+string(s.Half))))
		}
		person := place{s.Day, s.Half, "person " + s.Person}
		if _, ok := taken[person]; ok {
			faults = append(faults, motcua.InvalidField(field, "counter.roster.twice", "Name", s.Name, "Day", s.Day, "Half", motcua.Say("counter.half."+string(s.Half))))
		}
		taken[seat], taken[person] = s, s
	}
	return motcua.Join(faults...)
}

// On are the shifts of half a day, the leader first.
func (w Week) On(day calendar.Date, half Half) []Shift {
	var list []Shift
	for _, s := range w.Shifts {
		if s.Day == day && s.Half == half {
			list = append(list, s)
		}
	}
	slices.SortFunc(list, func(a, b Shift) int { return a.Seat - b.Seat })
	return list
}
