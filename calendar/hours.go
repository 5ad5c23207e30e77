package calendar

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"motcua"
)

// Minute is a time of day in minutes after midnight; 1440 is the midnight that
// ends the day.
type Minute int

// ParseMinute reads "07:30" or "7:30", up to "24:00". The fault names no field.
func ParseMinute(s string) (Minute, error) {
	hour, minute, ok := strings.Cut(s, ":")
	h, errHour := strconv.ParseUint(hour, 10, 8)
	m, errMinute := strconv.ParseUint(minute, 10, 8)
	if !ok || errHour != nil || errMinute != nil || len(hour) > 2 || len(minute) != 2 || m > 59 || h*60+m > minutesOfDay {
		return 0, motcua.InvalidField("", "calendar.clock.form", "Value", s)
	}
	return Minute(h*60 + m), nil
}

// String writes the time of day as 07:30.
func (m Minute) String() string { return fmt.Sprintf("%02d:%02d", int(m)/60, int(m)%60) }

// MinuteOf is the time of day of the instant t in Vietnam, seconds left out.
func MinuteOf(t time.Time) Minute {
	return Minute((t.Unix() - midnight(dayOfSecond(t.Unix()))) / 60)
}

// Interval is a stretch of working time within one day, [From, To).
type Interval struct{ From, To Minute }

// Week holds the working intervals of each day, by time.Weekday (Sunday first);
// a day without intervals is a weekly day off.
type Week [7][]Interval

// Hours is the working week kept from a date on, until the next Hours.
type Hours struct {
	From Date // zero: since the calendar begins
	Week Week
}

// total is the working time of one day.
func total(day []Interval) time.Duration {
	var sum Minute
	for _, interval := range day {
		sum += interval.To - interval.From
	}
	return time.Duration(sum) * time.Minute
}
