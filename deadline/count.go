package deadline

import (
	"time"

	"motcua"
	"motcua/calendar"
)

// end is where a term ends: an instant, or a last day that may still be a day
// off and has to be closed. Pauses of a term in calendar days move the day that
// was counted, not the one it rolled to.
type end struct {
	at  time.Time
	day calendar.Date
}

// count walks the rule's term from the instant of receipt.
func (r Rule) count(from time.Time) (end, error) {
	if r.Calendar == nil {
		return end{}, motcua.InvalidField("calendar", "deadline.calendarMissing")
	}
	if r.Term.IsZero() {
		return end{}, motcua.InvalidField("term", "deadline.term.empty")
	}
	if err := r.Term.check(); err != nil {
		return end{}, err
	}
	if r.walks() {
		at, err := r.Calendar.After(from, r.length())
		return end{at: at}, err
	}
	if r.Term.Unit == WorkingDay {
		at, err := r.countDays(from)
		return end{at: at}, err
	}
	first := calendar.DateOf(from)
	if r.FirstDayCounts {
		first = first.AddDays(-1)
	}
	if r.Term.Unit == CalendarDay {
		return end{day: first.AddDays(r.Term.Amount.up())}, nil
	}
	last := first.AddMonths(int(r.Term.Amount / one))
	if r.Term.Amount%one != 0 {
		last = last.AddDays(halfMonth)
	}
	return end{day: last}, nil
}

// halfMonth is half a month in days (BLDS art 146(1)).
const halfMonth = 15

func (r Rule) countDays(from time.Time) (time.Time, error) {
	n := r.Term.Amount.up()
	if !r.FirstDayCounts {
		return r.Calendar.CloseAfter(from, n)
	}
	first, err := r.Calendar.Open(calendar.DateOf(from))
	if err != nil {
		return time.Time{}, err
	}
	return r.Calendar.CloseAfter(first, n-1)
}

// walks reports whether the term is walked in working time.
func (r Rule) walks() bool {
	switch r.Term.Unit {
	case WorkingMinute, WorkingHour:
		return true
	case WorkingDay:
		return r.Mode == ByHours
	}
	return false
}

// length is the working time of a term that is walked.
func (r Rule) length() time.Duration {
	unit := time.Minute
	switch r.Term.Unit {
	case WorkingHour:
		unit = time.Hour
	case WorkingDay:
		unit = r.Calendar.FullDay()
	}
	return time.Duration(r.Term.Amount) * (unit / time.Duration(one))
}

// close is the close of business of the last day, rolled forward off a day off
// (BLDS art 148(5)) unless the rule says otherwise.
func (r Rule) close(last calendar.Date) (time.Time, error) {
	if r.NoRoll {
		working, err := r.Calendar.IsWorking(last)
		if err != nil {
			return time.Time{}, err
		}
		if !working {
			return last.At(endOfDay), nil
		}
	}
	return r.Calendar.Close(last)
}

const endOfDay calendar.Minute = 23*60 + 59

// receipt is when a receipt counts under the cut-off.
func (r Rule) receipt(from time.Time) (time.Time, error) {
	if r.Calendar == nil {
		return time.Time{}, motcua.InvalidField("calendar", "deadline.calendarMissing")
	}
	date := calendar.DateOf(from)
	working, err := r.Calendar.IsWorking(date)
	if err != nil || (working && !from.After(date.At(r.CutOff))) {
		return from, err
	}
	return r.Calendar.Open(date.AddDays(1))
}
