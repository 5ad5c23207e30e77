package deadline

import (
	"time"

	"motcua"
	"motcua/calendar"
)

// Mode says how a term in working days is counted.
type Mode string

// The modes. Terms in working hours walk working time in either mode; calendar
// days and months count dates in either mode.
const (
	ByDays  Mode = "days"  // the first day is not counted, the end is the close of business of the last
	ByHours Mode = "hours" // one working day is the calendar's full day, walked in working time
)

// ParseMode reads "days" or "hours"; "" is ByDays, the way of the law.
func ParseMode(s string) (Mode, error) {
	switch Mode(s) {
	case "", ByDays:
		return ByDays, nil
	case ByHours:
		return ByHours, nil
	}
	return "", motcua.InvalidField("mode", "deadline.mode", "Value", s)
}

// Rule is how one clock is counted.
type Rule struct {
	Term     Term
	Mode     Mode // "" is ByDays
	Calendar *calendar.Calendar

	// CutOff, when not 0, is the time of day after which receipt counts as
	// receipt at the opening of the next working day (15:00 in NĐ 61/2018 art
	// 18); so does receipt on a day off. Without it a receipt after hours or on
	// a day off is day zero when counting days, and starts at the next opening
	// when walking hours.
	CutOff calendar.Minute

	FirstDayCounts bool // the day of receipt is the first day, against BLDS art 147(2)
	NoRoll         bool // a last day off stays the last day, against BLDS art 148(5); it ends at 23:59
	Warn           int  // working days left that make it DueSoon; 0 means 2
}

// Due is the instant promised for a receipt at from. It allocates nothing and
// takes the same time for a term of one day and of five hundred.
func (r Rule) Due(from time.Time) (time.Time, error) {
	if r.CutOff > 0 {
		var err error
		if from, err = r.receipt(from); err != nil {
			return time.Time{}, err
		}
	}
	end, err := r.count(from)
	if err != nil || end.day.IsZero() {
		return end.at, err
	}
	return r.close(end.day)
}

// Reckon folds the ledger up to now, with its explanation. A zero now, or one
// before the last entry, is the moment of the last entry.
func (r Rule) Reckon(ledger Ledger, now time.Time) (Reckoning, error) {
	return r.fold(ledger, now, true)
}

// Tally is Reckon without the steps, for lists.
func (r Rule) Tally(ledger Ledger, now time.Time) (Reckoning, error) {
	return r.fold(ledger, now, false)
}
