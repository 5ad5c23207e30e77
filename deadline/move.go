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

// Extended is the due instant after an extension by term: n working days after
// the due day when counting days, that much working time after the due instant
// when walking.
func (r Rule) Extended(due time.Time, term Term) (time.Time, error) {
	last, err := r.extended(due, term)
	if err != nil {
		return time.Time{}, err
	}
	return r.settle(last)
}

// Moved is the due instant after parallel legs were given new dates: it moves
// by the way from the furthest date before to the furthest date after, never by
// their sum, and not at all when the furthest leg stays. before and after are
// the due instants of all legs of the group.
func (r Rule) Moved(due time.Time, before, after []time.Time) (time.Time, error) {
	from, to := furthest(before), furthest(after)
	if from.IsZero() || !to.After(from) {
		return due, nil
	}
	last, err := r.shift(end{at: due}, from, to)
	if err != nil {
		return time.Time{}, err
	}
	return r.settle(last)
}

func furthest(dues []time.Time) time.Time {
	var last time.Time
	for _, due := range dues {
		if due.After(last) {
			last = due
		}
	}
	return last
}
