package deadline

import (
	"strconv"
	"strings"

	"motcua"
	"motcua/vietnamese"
)

// word is the unit as String writes it, in the singular; "" for no unit.
func (u Unit) word() string {
	switch u {
	case WorkingMinute:
		return "working minute"
	case WorkingHour:
		return "working hour"
	case WorkingDay:
		return "working day"
	case CalendarDay:
		return "day"
	case Month:
		return "month"
	}
	return ""
}

// longest bounds each unit at about ten years: beyond it lies a slip of the pen.
func (u Unit) longest() Amount {
	switch u {
	case WorkingMinute:
		return Whole(10 * 366 * 8 * 60)
	case WorkingHour:
		return Whole(10 * 366 * 8)
	case Month:
		return Whole(10 * 12)
	}
	return Whole(10 * 366)
}

// unitOf knows the units as they are written, folded: lower case, no marks.
func unitOf(folded string) Unit {
	switch folded {
	case "minute", "minutes", "working minute", "working minutes", "phut", "phut lam viec":
		return WorkingMinute
	case "h", "hour", "hours", "working hour", "working hours", "gio", "gio lam viec":
		return WorkingHour
	case "working day", "working days", "business day", "business days", "ngay lam viec":
		return WorkingDay
	case "day", "days", "calendar day", "calendar days", "ngay", "ngay lich":
		return CalendarDay
	case "month", "months", "thang":
		return Month
	}
	return ""
}

// ParseTerm reads a term in Vietnamese or English, with or without diacritics:
// "15 ngày làm việc", "15 ngay lam viec", "0,5 ngày", "4 giờ", "1 tháng",
// "3 working days", "17 days", "8 hours".
//
// Hours and minutes are working time. Days are calendar days unless they are
// said to be working days; but a share of a day ("0,5 ngày") is a share of working time,
// since a calendar day is whole (BLDS art 147), and is read as working days.
// Half a month is fifteen days (BLDS art 146(1)); no other part of a month is
// known. The faults name the field "term".
func ParseTerm(s string) (Term, error) {
	words := strings.TrimRight(strings.Join(strings.Fields(vietnamese.Fold(s)), " "), ". ")
	if words == "" {
		return Term{}, motcua.InvalidField("term", "deadline.term.empty")
	}
	digits := words[:len(words)-len(strings.TrimLeft(words, "+-−0123456789.,"))]
	unit := strings.ReplaceAll(strings.TrimSpace(words[len(digits):]), "-", " ")
	if digits == "" {
		return Term{}, motcua.InvalidField("term", "deadline.term.amountMissing", "Value", shown(s))
	}
	if strings.HasPrefix(digits, "-") || strings.HasPrefix(digits, "−") {
		return Term{}, motcua.InvalidField("term", "deadline.term.positive", "Value", shown(s))
	}
	amount, ok := parseAmount(digits)
	if !ok {
		return Term{}, motcua.InvalidField("term", "deadline.term.amount", "Value", shown(s))
	}
	if unit == "" {
		return Term{}, motcua.InvalidField("term", "deadline.term.unitMissing", "Value", shown(s))
	}
	term := Term{amount, unitOf(unit)}
	if term.Unit == "" {
		return Term{}, motcua.InvalidField("term", "deadline.term.unit", "Value", shown(s), "Unit", shown(unit))
	}
	if term.Unit == CalendarDay && amount%one != 0 {
		term.Unit = WorkingDay
	}
	if fault := term.check(); fault != nil {
		return Term{}, fault
	}
	return term, nil
}

// check finds what no clock can count; nil when the term is sound.
func (t Term) check() error {
	switch {
	case t.Amount <= 0:
		return motcua.InvalidField("term", "deadline.term.positive", "Value", t.String())
	case t.Unit.word() == "":
		return motcua.InvalidField("term", "deadline.term.unit", "Value", t.Amount.String(), "Unit", string(t.Unit))
	case t.Amount > t.Unit.longest():
		return motcua.InvalidField("term", "deadline.term.tooLong", "Term", t, "Longest", Term{t.Unit.longest(), t.Unit})
	case t.Unit == Month && t.Amount%one != 0 && t.Amount%one != one/2:
		return motcua.InvalidField("term", "deadline.term.monthPart", "Term", t)
	case t.Unit == CalendarDay && t.Amount%one != 0:
		return motcua.InvalidField("term", "deadline.term.dayPart", "Term", t)
	}
	return nil
}

// parseAmount reads a decimal with a point or a comma and at most three places.
// "1.000" is refused, since it may mean a thousand or one; "2.125" can only be
// a decimal, for nobody writes a decimal with a needless zero.
func parseAmount(digits string) (Amount, bool) {
	whole, fraction, decimal := strings.Cut(strings.ReplaceAll(digits, ",", "."), ".")
	n, err := strconv.ParseUint(whole, 10, 31)
	if err != nil || (decimal && fraction == "") || len(fraction) > 3 || (len(fraction) == 3 && n > 0 && fraction[2] == '0') {
		return 0, false
	}
	part, err := strconv.ParseUint((fraction + "000")[:3], 10, 31)
	return Amount(n)*one + Amount(part), err == nil
}

// shown cuts what a reader wrote to what a message can carry on one line.
func shown(s string) string {
	const most = 60
	runes := []rune(strings.Join(strings.Fields(strings.ToValidUTF8(s, "�")), " "))
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return string(runes)
}
