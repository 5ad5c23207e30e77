package calendar

import (
	"strconv"
	"time"

	"motcua"
)

// Between is the working time from a to b, exact, negative when b is before a.
// Splitting a span changes nothing: Between(a, b) + Between(b, c) is
// Between(a, c). Either instant outside the range is a fault.
func (c *Calendar) Between(a, b time.Time) (time.Duration, error) {
	from, ok := c.passed(a)
	if !ok {
		return 0, c.outside(a)
	}
	to, ok := c.passed(b)
	if !ok {
		return 0, c.outside(b)
	}
	return time.Duration(to - from), nil
}

// After is the instant at which the working time d has passed since t. A
// stretch that ends exactly on a boundary ends with the interval that closes
// there: 11:30, not 13:00; 17:00, not the next morning. With d = 0 it is t
// itself in working time or at a closing, else the next opening. A negative d
// and an instant outside the range are faults.
func (c *Calendar) After(t time.Time, d time.Duration) (time.Time, error) {
	passed, ok := c.passed(t)
	if !ok {
		return time.Time{}, c.outside(t)
	}
	if d <= 0 {
		if d < 0 {
			return time.Time{}, motcua.InvalidField("", "calendar.duration.negative")
		}
		return c.settle(t)
	}
	target := passed + int64(d)
	if target > c.spans[len(c.spans)-1].before || target < 0 {
		return time.Time{}, c.pastEnd()
	}
	i := c.bucket[target>>c.shift]
	for c.spans[i+1].before < target {
		i++
	}
	nano := c.spans[i].open + target - c.spans[i].before
	return time.Unix(0, nano).In(zone), nil
}

// passed is the working time of the calendar up to t, in nanoseconds.
func (c *Calendar) passed(t time.Time) (int64, bool) {
	unix := t.Unix()
	if unix < c.begin || unix >= c.end {
		return 0, false
	}
	nano := unix*int64(time.Second) + int64(t.Nanosecond())
	i := c.first[(unix-c.begin)/secondsOfDay]
	for i < int32(len(c.spans)-1) {
		length := c.spans[i+1].before - c.spans[i].before
		within := nano - c.spans[i].open
		if within < length {
			return c.spans[i].before + max(within, 0), true
		}
		i++
	}
	return c.spans[i].before, true
}

// settle is t itself when work goes on or just ends at t, else the next opening.
func (c *Calendar) settle(t time.Time) (time.Time, error) {
	nano := t.UnixNano()
	for i := c.first[(t.Unix()-c.begin)/secondsOfDay]; i < int32(len(c.spans)-1); i++ {
		if nano < c.spans[i].open {
			return time.Unix(0, c.spans[i].open).In(zone), nil
		}
		if nano <= c.closing(i) {
			return t.In(zone), nil
		}
	}
	return time.Time{}, c.pastEnd()
}

// Opening is t itself when work goes on at t, else the next opening. Unlike
// After(t, 0) a closing is not working time: at 17:00 it is the next morning.
func (c *Calendar) Opening(t time.Time) (time.Time, error) {
	if _, ok := c.passed(t); !ok {
		return time.Time{}, c.outside(t)
	}
	nano := t.UnixNano()
	for i := c.first[(t.Unix()-c.begin)/secondsOfDay]; i < int32(len(c.spans)-1); i++ {
		if nano < c.closing(i) {
			return time.Unix(0, max(nano, c.spans[i].open)).In(zone), nil
		}
	}
	return time.Time{}, c.pastEnd()
}

// closing is the Unix nanosecond at which the interval closes.
func (c *Calendar) closing(i int32) int64 {
	return c.spans[i].open + c.spans[i+1].before - c.spans[i].before
}

// outside is the fault of an instant beyond what has been announced.
func (c *Calendar) outside(t time.Time) error { return c.uncovered(DateOf(t)) }

// pastEnd is the fault of a result after the last announced day.
func (c *Calendar) pastEnd() error { return c.uncovered(c.spec.To.AddDays(1)) }

func (c *Calendar) uncovered(date Date) error {
	key := notAnnounced
	if date.Before(c.spec.From) {
		key = "calendar.notCovered"
	}
	return motcua.InvalidField("", key, "Calendar", c.spec.Name, "Year", strconv.Itoa(date.Year), "Date", date,
		"From", c.spec.From, "To", c.spec.To)
}
