package report

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"motcua"
	"motcua/calendar"
)

// Period is a span of days, both included, that figures are counted for. Its
// bounds are free: reporting months run from the 21st to the 20th here, from
// the 15th to the 14th there.
type Period struct {
	From, To calendar.Date
	// Name is "2022-06", "2022-Q2", "2022-H1" or "2022"; "" when the bounds
	// were chosen freely.
	Name string
}

var named = regexp.MustCompile(`^(\d{4})(?:-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?$`)

// ParsePeriod reads the name of a month, a quarter, a half-year or a year.
func ParsePeriod(name string) (Period, error) {
	m := named.FindStringSubmatch(name)
	if m == nil {
		return Period{}, motcua.InvalidField("period", "report.period", "Value", name)
	}
	year, err := strconv.Atoi(m[1])
	if err != nil || year < 1900 {
		return Period{}, motcua.InvalidField("period", "report.period", "Value", name)
	}
	first, months := 1, 12
	switch part := m[2]; {
	case part == "":
	case part[0] == 'Q':
		first, months = 3*int(part[1]-'1')+1, 3
	case part[0] == 'H':
		first, months = 6*int(part[1]-'1')+1, 6
	default:
		first, months = int(part[0]-'0')*10+int(part[1]-'0'), 1
	}
	return span(year, first, months), nil
}

// span names the months of a period by how many they are.
func span(year, first, months int) Period {
	from := calendar.Date{Year: year, Month: time.Month(first), Day: 1}
	p := Period{From: from, To: from.AddMonths(months).AddDays(-1)}
	switch months {
	case 1:
		p.Name = fmt.Sprintf("%04d-%02d", year, first)
	case 3:
		p.Name = fmt.Sprintf("%04d-Q%d", year, (first-1)/3+1)
	case 6:
		p.Name = fmt.Sprintf("%04d-H%d", year, (first-1)/6+1)
	default:
		p.Name = fmt.Sprintf("%04d", year)
	}
	return p
}

// Month is the month that a day lies in.
func Month(day calendar.Date) Period { return span(day.Year, int(day.Month), 1) }

// Between is a period with free bounds. Its fault, on the field "to":
// report.backwards.
func Between(from, to calendar.Date) (Period, error) {
	if to.Before(from) {
		return Period{}, motcua.InvalidField("to", "report.backwards", "From", from, "To", to)
	}
	return Period{From: from, To: to}, nil
}

// Last is the period before this one that it is held against: of a named one
// the month, quarter, half-year or year before; of a free one as many days.
func (p Period) Last() Period {
	if p.Name == "" {
		return Period{From: p.From.AddDays(-p.days()), To: p.From.AddDays(-1)}
	}
	before := p.From.AddMonths(-p.months())
	return span(before.Year, int(before.Month), p.months())
}

// months is how many months a named period has.
func (p Period) months() int {
	return 12*(p.To.Year-p.From.Year) + int(p.To.Month) - int(p.From.Month) + 1
}

// days is how many days a period has.
func (p Period) days() int { return p.From.DaysUntil(p.To) + 1 }

// Periods are the named periods to choose from on a day, the nearest first:
// months of two years, then quarters, half-years and years that have begun.
func Periods(today calendar.Date) []Period {
	var list []Period
	for i := range 24 {
		list = append(list, Month(today.AddMonths(-i)))
	}
	for _, months := range []int{3, 6, 12} {
		first := (int(today.Month)-1)/months*months + 1
		for p, n := span(today.Year, first, months), 0; n < min(8, 24/months+2); n++ {
			list = append(list, p)
			p = p.Last()
		}
	}
	return list
}
