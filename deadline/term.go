package deadline

import (
	"strconv"
	"strings"
	"time"

	"motcua"
)

// Amount is an exact decimal in thousandths: 500 is a half, 15000 is fifteen.
type Amount int64

const one Amount = 1000

// Whole makes the amount of a whole number.
func Whole(n int) Amount { return Amount(n) * one }

// String writes the amount with a decimal point and no needless zeros: "0.5".
func (a Amount) String() string {
	s := strconv.FormatInt(int64(a/one), 10)
	if fraction := a % one; fraction != 0 {
		s += "." + strings.TrimRight(strconv.FormatInt(int64(one+fraction), 10)[1:], "0")
	}
	return s
}

// up is the amount as a whole number, a remaining fraction counted as one more.
func (a Amount) up() int { return int((a + one - 1) / one) }

// Unit is what a term is counted in.
type Unit string

// The units.
const (
	WorkingMinute Unit = "workingMinute"
	WorkingHour   Unit = "workingHour"
	WorkingDay    Unit = "workingDay"
	CalendarDay   Unit = "calendarDay"
	Month         Unit = "month"
)

// Term is a length of time as procedures state it. The zero Term means that
// none is stated.
type Term struct {
	Amount Amount
	Unit   Unit
}

// Days is a term of n working days.
func Days(n int) Term { return Term{Whole(n), WorkingDay} }

// Minutes is a term of working time, rounded up to the whole minute.
func Minutes(d time.Duration) Term {
	return Term{Whole(int((d + time.Minute - 1) / time.Minute)), WorkingMinute}
}

// IsZero reports whether no term is stated.
func (t Term) IsZero() bool { return t == Term{} }

// String writes the term as [ParseTerm] reads it: "15 working days", "1 month".
func (t Term) String() string {
	if t.IsZero() {
		return ""
	}
	s := t.Amount.String() + " " + t.Unit.word()
	if t.Amount != one {
		s += "s"
	}
	return s
}

// Text says the term in the reader's language: "15 ngày làm việc".
func (t Term) Text() motcua.Text {
	if t.Amount%one == 0 {
		return motcua.Say("deadline.term."+string(t.Unit), "Count", int64(t.Amount/one))
	}
	return motcua.Say("deadline.term."+string(t.Unit)+".part", "Amount", float64(t.Amount)/float64(one))
}

// MarshalText writes the term as String does.
func (t Term) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads what [ParseTerm] reads; "" is the zero Term.
func (t *Term) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*t = Term{}
		return nil
	}
	term, err := ParseTerm(string(text))
	if err != nil {
		return err
	}
	*t = term
	return nil
}
