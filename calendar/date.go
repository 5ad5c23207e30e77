package calendar

import (
	"cmp"
	"fmt"
	"time"

	"motcua"
)

// zone is UTC+7 without daylight saving, as Vietnam keeps it since 1975.
var zone = time.FixedZone("Asia/Ho_Chi_Minh", offset)

const (
	offset       = 7 * 3600
	secondsOfDay = 24 * 3600
	minutesOfDay = 24 * 60
)

// Zone is the civil time of Vietnam, +07:00, independent of the machine's zone
// and of its time-zone database.
func Zone() *time.Location { return zone }

// Date is a civil date in Vietnam; the zero Date means "not stated".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// ParseDate reads "2006-01-02". The fault names no field; the caller knows it.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, motcua.InvalidField("", "calendar.date.form", "Value", s)
	}
	return dateOfDay(t.Unix() / secondsOfDay), nil
}

// DateOf is the civil date of the instant t in Vietnam.
func DateOf(t time.Time) Date { return dateOfDay(dayOfSecond(t.Unix())) }

// String writes the date as 2006-01-02; the zero Date is "".
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// IsZero reports whether the date is not stated.
func (d Date) IsZero() bool { return d == Date{} }

// AddDays is the date n civil days later; earlier when n is negative.
func (d Date) AddDays(n int) Date { return dateOfDay(d.day() + int64(n)) }

// AddMonths is the day of the same number n months later, or the last day of
// that month when it has no such day (Bộ luật Dân sự 2015, art 148(3)).
func (d Date) AddMonths(n int) Date {
	first := time.Date(d.Year, d.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return Date{first.Year(), first.Month(), min(d.Day, last)}
}

// DaysUntil is the number of civil days from d to e; negative when e is earlier.
func (d Date) DaysUntil(e Date) int { return int(e.day() - d.day()) }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return weekdayOf(d.day()) }

// Compare is -1, 0 or +1 as d is before, equal to or after e.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Before reports whether d is before e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// After reports whether d is after e.
func (d Date) After(e Date) bool { return d.Compare(e) > 0 }

// At is the instant on this date at the given minute after midnight in Vietnam.
func (d Date) At(m Minute) time.Time {
	return time.Unix(midnight(d.day())+int64(m)*60, 0).In(zone)
}

// MarshalText writes the date as 2006-01-02, "" when not stated.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads 2006-01-02; "" is the zero Date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	date, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = date
	return nil
}

// day is the number of civil days since 1970-01-01.
func (d Date) day() int64 {
	return floorDiv(time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Unix(), secondsOfDay)
}

func dateOfDay(day int64) Date {
	year, month, dom := time.Unix(day*secondsOfDay, 0).UTC().Date()
	return Date{year, month, dom}
}

func dayOfSecond(unix int64) int64 { return floorDiv(unix+offset, secondsOfDay) }

func midnight(day int64) int64 { return day*secondsOfDay - offset }

// weekdayOf counts from 1970-01-01, a Thursday.
func weekdayOf(day int64) time.Weekday { return time.Weekday(((day+4)%7 + 7) % 7) }

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
