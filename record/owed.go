package record

import (
	"time"

	"motcua"
	"motcua/calendar"
)

// Owed is something that somebody owes the office by a day: a task, a
// directive, a recommendation.
type Owed struct {
	By   calendar.Date // zero when no day was set
	Done time.Time     // when it was delivered; zero while it is owed
}

// Keeping is how well what is owed is kept.
type Keeping string

// The ways of keeping.
const (
	Undated Keeping = "undated" // owed, and no day was set
	InTime  Keeping = "inTime"  // owed, and the day has not passed
	Overdue Keeping = "overdue" // owed, and the day has passed
	Kept    Keeping = "kept"    // delivered by the day, or without one
	Missed  Keeping = "missed"  // delivered after the day
)

// Due is the close of business of the day; of a day off, that of the next
// working day (the Civil Code 91/2015/QH13, art 148(5)). Where the calendar does
// not reach, it is the end of the day itself. Zero when no day was set.
func (o Owed) Due(cal *calendar.Calendar) (time.Time, error) {
	if o.By.IsZero() {
		return time.Time{}, nil
	}
	due, err := cal.Close(o.By)
	if motcua.KindOf(err) == motcua.Invalid {
		return o.By.AddDays(1).At(0).Add(-time.Millisecond), nil
	}
	return due, err
}

// Keeping judges it as of now.
func (o Owed) Keeping(cal *calendar.Calendar, now time.Time) (Keeping, time.Time, error) {
	due, err := o.Due(cal)
	done := !o.Done.IsZero()
	switch {
	case err != nil:
		return "", due, err
	case done && !due.IsZero() && o.Done.After(due):
		return Missed, due, nil
	case done:
		return Kept, due, nil
	case due.IsZero():
		return Undated, due, nil
	case now.After(due):
		return Overdue, due, nil
	default:
		return InTime, due, nil
	}
}

// Urging is the rule by which the office reminds of what is owed.
type Urging struct {
	Before int // working days before the day; 0 reminds of nothing beforehand
	Every  int // working days between reminders once it is overdue; 0 reminds of nothing late
}

// Occasion is why somebody is reminded.
type Occasion string

// The occasions.
const (
	Soon Occasion = "soon"
	Late Occasion = "late"
)

// Occasion tells whether a reminder is owed now; last is when the rule reminded
// before, zero for never. Where the calendar does not reach nobody is reminded.
func (u Urging) Occasion(cal *calendar.Calendar, o Owed, last, now time.Time) (Occasion, bool) {
	keeping, due, err := o.Keeping(cal, now)
	if err != nil {
		return "", false
	}
	today := calendar.DateOf(now)
	switch keeping {
	case InTime:
		left, err := cal.WorkingDays(today, calendar.DateOf(due))
		begins, before := cal.AddWorkingDays(calendar.DateOf(due), -u.Before)
		return Soon, err == nil && before == nil && u.Before > 0 && left <= u.Before && (last.IsZero() || calendar.DateOf(last).Before(begins))
	case Overdue:
		if last.IsZero() || !last.After(due) {
			return Late, u.Every > 0
		}
		passed, err := cal.WorkingDays(calendar.DateOf(last), today)
		return Late, err == nil && u.Every > 0 && passed >= u.Every
	default:
		return "", false
	}
}
