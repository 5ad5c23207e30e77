package eform

import (
	"math"
	"strconv"
	"strings"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
	"motcua/vietnamese"
)

// mostDong is the largest amount: what every program that reads JSON keeps exactly.
const mostDong = 1<<53 - 1

// value reads what was typed into one line as the document keeps it; nil for
// nothing. The fault names no field.
func (q *Question) value(typed string, day calendar.Date) (any, error) {
	s, err := clean(typed)
	if s == "" || err != nil {
		return nil, err
	}
	switch q.Kind {
	case Number:
		return q.number(s)
	case Money:
		return ReadMoney(s)
	case Date:
		return q.date(s, day)
	case CitizenNumber:
		return identity.CitizenNumber(s, day)
	case EnterpriseCode:
		return identity.EnterpriseCode(s)
	case TaxCode:
		return identity.TaxCode(s, day)
	case Passport:
		return identity.Passport(s)
	case Phone:
		return identity.Phone(s)
	case Email:
		return identity.Mail(s)
	case Industry:
		return readIndustry(s, day)
	case Choice:
		if !q.offers(s) {
			return nil, motcua.InvalidField("", "eform.choice")
		}
	case Text:
		return strings.Join(strings.Fields(s), " "), nil
	}
	return s, nil
}

func (q *Question) offers(value string) bool {
	for _, o := range q.Choices {
		if o.Value == value {
			return true
		}
	}
	return false
}

// clean is a text without what no eye sees, its lines ended by \n alone.
func clean(typed string) (string, error) {
	s, err := vietnamese.Clean("", typed)
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s), err
}

// ReadMoney reads an amount in whole đồng as people write it: 1250000,
// 1.250.000 đồng, 1,250,000 VND. The fault names no field.
func ReadMoney(s string) (int64, error) {
	wrong := motcua.InvalidField("", "eform.money")
	s = strings.ToLower(strings.TrimSpace(s))
	for _, unit := range []string{"đồng", "dong", "vnđ", "vnd", "đ", "₫"} {
		if cut, ok := strings.CutSuffix(s, unit); ok {
			s = strings.TrimSpace(cut)
			break
		}
	}
	n, ok := grouped(s)
	if !ok {
		return 0, wrong
	}
	amount, err := strconv.ParseInt(n, 10, 64)
	if err != nil || amount > mostDong {
		return 0, motcua.InvalidField("", "eform.money.large")
	}
	return amount, nil
}

// grouped joins a whole number whose thousands may be parted by one mark.
func grouped(s string) (string, bool) {
	if s == "" || strings.Trim(s, "0123456789., \u00a0") != "" {
		return "", false
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	joined := strings.Join(parts, "")
	if len(parts) == 0 || len(parts) == 1 && joined != s {
		return "", false
	}
	marks := strings.Trim(s, "0123456789")
	for i, part := range parts {
		if i > 0 && len(part) != 3 || len(parts) > 1 && i == 0 && len(part) > 3 {
			return "", false
		}
	}
	var first rune
	for _, r := range marks {
		if r >= '0' && r <= '9' {
			continue
		}
		if first == 0 {
			first = r
		}
		if r != first {
			return "", false
		}
	}
	if len(joined)+len(parts)-1 != len([]rune(s)) {
		return "", false // two marks in a row, or one at an end
	}
	return joined, true
}

// number reads 1.234,5 and 1234.5; a whole number stays one.
func (q *Question) number(s string) (any, error) {
	if n, ok := grouped(s); ok {
		whole, err := strconv.ParseInt(n, 10, 64)
		if err != nil || whole > mostDong {
			return nil, motcua.InvalidField("", "eform.number.large")
		}
		return whole, nil
	}
	if q.whole {
		return nil, motcua.InvalidField("", "eform.number.whole")
	}
	wrong := motcua.InvalidField("", "eform.number")
	mark := strings.LastIndexAny(s, ".,")
	if mark < 1 || len(s)-mark-1 > 6 || strings.Trim(s[mark+1:], "0123456789") != "" || mark == len(s)-1 {
		return nil, wrong
	}
	whole, ok := grouped(s[:mark])
	if !ok || strings.IndexByte(s[:mark], s[mark]) >= 0 {
		return nil, wrong
	}
	v, err := strconv.ParseFloat(whole+"."+s[mark+1:], 64)
	if err != nil || math.IsInf(v, 0) || v > mostDong {
		return nil, motcua.InvalidField("", "eform.number.large")
	}
	return v, nil
}

func (q *Question) date(s string, day calendar.Date) (any, error) {
	d, err := ReadDate(s)
	switch {
	case err != nil:
		return nil, err
	case q.Past && !d.Before(day):
		return nil, motcua.InvalidField("", "eform.date.past")
	case q.Future && !d.After(day):
		return nil, motcua.InvalidField("", "eform.date.future")
	}
	return d.String(), nil
}

// The years that a date of a form may have.
const (
	firstYear = 1850
	lastYear  = 2200
)

// ReadDate reads a day as people type it: 27/3/1985, 27-03-1985, 27.3.1985,
// 27031985, 1985-03-27. The fault names no field.
func ReadDate(s string) (calendar.Date, error) {
	s = strings.TrimSpace(s)
	if len(s) == 8 && strings.Trim(s, "0123456789") == "" {
		s = s[:2] + "/" + s[2:4] + "/" + s[4:]
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("/-. ", r) })
	if len(parts) != 3 {
		return calendar.Date{}, motcua.InvalidField("", "eform.date")
	}
	if len(parts[0]) == 4 {
		parts[0], parts[2] = parts[2], parts[0]
	}
	var n [3]int
	for i, part := range parts {
		v, err := strconv.ParseUint(part, 10, 16)
		if err != nil || len(part) > 4 {
			return calendar.Date{}, motcua.InvalidField("", "eform.date")
		}
		n[i] = int(v)
	}
	month := calendar.Date{Year: n[2], Month: time.Month(n[1]), Day: 1}
	switch {
	case len(parts[2]) != 4 || n[2] < firstYear || n[2] > lastYear:
		return calendar.Date{}, motcua.InvalidField("", "eform.date.year", "Year", parts[2])
	case n[1] < 1 || n[1] > 12:
		return calendar.Date{}, motcua.InvalidField("", "eform.date.month", "Month", parts[1])
	}
	last := month.AddMonths(1).AddDays(-1).Day
	if n[0] < 1 || n[0] > last {
		return calendar.Date{}, motcua.InvalidField("", "eform.date.day", "Month", strconv.Itoa(n[1])+"/"+parts[2], "Days", last)
	}
	month.Day = n[0]
	return month, nil
}
