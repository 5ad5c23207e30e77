package calendar

import (
	"iter"
	"time"
)

// Day is one civil day of a calendar and why it is worked or not.
type Day struct {
	Date      Date
	Working   bool
	MakeUp    bool       // worked in place of another day
	Announced bool       // a day off or a make-up day by name, not by the week
	Intervals []Interval // the working hours; empty on a day off
	Name      string     // of the holiday or the make-up day
	Document  string     // the announcing document
	Confirmed bool       // false: the announcing document was not seen
}

// Day says whether the date is worked, when, and why.
func (c *Calendar) Day(date Date) (Day, error) {
	i, err := c.dayIndex(date)
	if err != nil {
		return Day{}, err
	}
	day := c.dayAt(i)
	start := midnight(c.firstDay+i) * int64(time.Second)
	for k := c.first[i]; k < c.first[i+1]; k++ {
		day.Intervals = append(day.Intervals, Interval{
			From: Minute((c.spans[k].open - start) / int64(time.Minute)),
			To:   Minute((c.closing(k) - start) / int64(time.Minute)),
		})
	}
	return day, nil
}

// Notable yields the days from one date to another, both included, that need a
// word: the days off and the announced days, in order, without their hours.
func (c *Calendar) Notable(from, to Date) (iter.Seq[Day], error) {
	i, err := c.dayIndex(from)
	if err != nil {
		return nil, err
	}
	j, err := c.dayIndex(to)
	if err != nil {
		return nil, err
	}
	return func(yield func(Day) bool) {
		for k := i; k <= j; k++ {
			if _, announced := c.notes[c.firstDay+k]; !announced && c.isWork(k) {
				continue
			}
			if !yield(c.dayAt(k)) {
				return
			}
		}
	}, nil
}

// dayAt is the day of an index, without its hours.
func (c *Calendar) dayAt(i int64) Day {
	day := Day{Date: dateOfDay(c.firstDay + i), Working: c.isWork(i), Confirmed: true}
	if announced, ok := c.notes[c.firstDay+i]; ok {
		day.Announced, day.MakeUp = true, announced.makeUp
		day.Name, day.Document, day.Confirmed = announced.name, announced.document, announced.confirmed
	}
	return day
}

// IsWorking reports whether the date is worked.
func (c *Calendar) IsWorking(date Date) (bool, error) {
	i, err := c.dayIndex(date)
	return err == nil && c.isWork(i), err
}

// WorkingDays is the number of working days after a, up to and including b;
// negative when b is before a.
func (c *Calendar) WorkingDays(a, b Date) (int, error) {
	i, err := c.dayIndex(a)
	if err != nil {
		return 0, err
	}
	j, err := c.dayIndex(b)
	if err != nil {
		return 0, err
	}
	return int(c.rank[j+1] - c.rank[i+1]), nil
}

// AddWorkingDays is the nth working day after d, d itself when n is 0, and the
// nth working day before d when n is negative.
func (c *Calendar) AddWorkingDays(d Date, n int) (Date, error) {
	i, err := c.dayIndex(d)
	if err != nil || n == 0 {
		return d, err
	}
	k := int64(c.rank[i+1]) + int64(n) - 1
	if n < 0 {
		k = int64(c.rank[i]) + int64(n)
	}
	switch {
	case k < 0:
		return Date{}, c.uncovered(c.spec.From.AddDays(-1))
	case k >= int64(len(c.works)):
		return Date{}, c.pastEnd()
	}
	return dateOfDay(c.firstDay + int64(c.works[k])), nil
}

// OnOrAfter is d when it is worked, else the next working day.
func (c *Calendar) OnOrAfter(d Date) (Date, error) {
	i, err := c.dayIndex(d)
	if err != nil {
		return Date{}, err
	}
	k := c.rank[i]
	if int(k) == len(c.works) {
		return Date{}, c.pastEnd()
	}
	return dateOfDay(c.firstDay + int64(c.works[k])), nil
}

// Open is the instant at which the working day d begins; of a day off, the
// opening of the next working day.
func (c *Calendar) Open(d Date) (time.Time, error) {
	i, err := c.dayIndex(d)
	if err != nil {
		return time.Time{}, err
	}
	k := c.first[i]
	if int(k) == len(c.spans)-1 {
		return time.Time{}, c.pastEnd()
	}
	return time.Unix(0, c.spans[k].open).In(zone), nil
}

// Close is the close of business of the working day d; of a day off, that of
// the next working day.
func (c *Calendar) Close(d Date) (time.Time, error) {
	i, err := c.dayIndex(d)
	if err != nil {
		return time.Time{}, err
	}
	if int(c.rank[i]) == len(c.works) {
		return time.Time{}, c.pastEnd()
	}
	return c.closeOf(c.rank[i]), nil
}

// CloseAfter is the close of business of the nth working day after the civil
// day of t, which itself is not counted: the promise of a term counted by days.
func (c *Calendar) CloseAfter(t time.Time, n int) (time.Time, error) {
	unix := t.Unix()
	if unix < c.begin || unix >= c.end {
		return time.Time{}, c.outside(t)
	}
	k := int64(c.rank[(unix-c.begin)/secondsOfDay+1]) + int64(n) - 1
	if n < 1 {
		return c.Close(DateOf(t))
	}
	if k >= int64(len(c.works)) {
		return time.Time{}, c.pastEnd()
	}
	return c.closeOf(int32(k)), nil
}

func (c *Calendar) closeOf(work int32) time.Time {
	return time.Unix(0, c.closing(c.first[c.works[work]+1]-1)).In(zone)
}

func (c *Calendar) isWork(i int64) bool { return c.rank[i+1] > c.rank[i] }

func (c *Calendar) dayIndex(date Date) (int64, error) {
	i := date.day() - c.firstDay
	if i < 0 || i >= c.days {
		return 0, c.uncovered(date)
	}
	return i, nil
}
