package deadline

import (
	"time"

	"motcua/calendar"
)

// settle is the due instant of an end.
func (r Rule) settle(last end) (time.Time, error) {
	if last.day.IsZero() {
		return last.at, nil
	}
	return r.close(last.day)
}

// shift moves the end by a pause. Walking, it moves by the working time of the
// pause; counting working days, by those after the day of the pause up to the
// day of resumption; counting calendar days, by the civil days between them. A
// pause within one day moves no day, and splitting a pause changes nothing.
func (r Rule) shift(last end, from, to time.Time) (end, error) {
	if r.Term.Unit == CalendarDay || r.Term.Unit == Month {
		n := calendar.DateOf(from).DaysUntil(calendar.DateOf(to))
		switch {
		case n <= 0:
			return last, nil
		case last.day.IsZero():
			last.day = calendar.DateOf(last.at)
		}
		return end{day: last.day.AddDays(n)}, nil
	}
	due, err := r.settle(last)
	if err != nil {
		return end{}, err
	}
	if r.walks() {
		cost, err := r.Calendar.Between(from, to)
		if err != nil || cost <= 0 {
			return last, err
		}
		due, err = r.Calendar.After(due, cost)
		return end{at: due}, err
	}
	n, err := r.Calendar.WorkingDays(calendar.DateOf(from), calendar.DateOf(to))
	if err != nil || n <= 0 {
		return last, err
	}
	due, err = r.Calendar.CloseAfter(due, n)
	return end{at: due}, err
}

// extended is the end of a term that begins when the promise ends.
func (r Rule) extended(due time.Time, term Term) (end, error) {
	more := Rule{Term: term, Mode: r.Mode, Calendar: r.Calendar}
	return more.count(due)
}
