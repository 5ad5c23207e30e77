package report

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"motcua"
	"motcua/calendar"
)

// Basis is whose reporting periods are meant: they begin and end on other days.
type Basis string

// The bases.
const (
	Civil Basis = "" // months as the calendar has them
	// ND09 is NĐ 09/2019/NĐ-CP art 12: a month runs from the 15th of the one
	// before to its 14th, a quarter, half-year and year likewise.
	ND09 Basis = "nd09"
	// CV581 is letter 581/BNV-CCHC on reports of administrative reform: the same
	// days, for the first quarter, the half-year, the third quarter and the year.
	CV581 Basis = "cchc"
)

// Bases are all bases.
func Bases() []Basis { return []Basis{Civil, ND09, CV581} }

// Period is a span of days, both included, that figures are counted for. Its
// bounds are free.
type Period struct {
	From, To calendar.Date
	// Name is "2022-06", "2022-Q2", "2022-H1" or "2022", after a basis and a dash
	// where it is not the civil one: "nd09-2022-H1"; "" when the bounds were
	// chosen freely.
	Name string
}

var named = regexp.MustCompile(`^(?:(nd09|cchc)-)?(\d{4})(?:-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?$`)

// ParsePeriod reads the name of a month, a quarter, a half-year or a year.
func ParsePeriod(name string) (Period, error) {
	m := named.FindStringSubmatch(name)
	if m == nil {
		return Period{}, motcua.InvalidField("period", "report.period", "Value", name)
	}
	year, err := strconv.Atoi(m[2])
	if err != nil || year < 1900 {
		return Period{}, motcua.InvalidField("period", "report.period", "Value", name)
	}
	first, months := 1, 12
	switch part := m[3]; {
	case part == "":
	case part[0] == 'Q':
		first, months = 3*int(part[1]-'1')+1, 3
	case part[0] == 'H':
		first, months = 6*int(part[1]-'1')+1, 6
	default:
		first, months = int(part[0]-'0')*10+int(part[1]-'0'), 1
	}
	p := span(Basis(m[1]), year, first, months)
	if p.Name == "" {
		return Period{}, motcua.InvalidField("period", "report.period.cchc", "Value", name)
	}
	return p, nil
}

// Basis is whose period this is by its name.
func (p Period) Basis() Basis {
	if m := named.FindStringSubmatch(p.Name); m != nil {
		return Basis(m[1])
	}
	return Civil
}

// Within is the name without its basis: "2022-H1".
func (p Period) Within() string { return strings.TrimPrefix(p.Name, string(p.Basis())+"-") }

// span names the months of a period by how many they are. Under a basis that
// has no such period it has bounds and no name.
func span(basis Basis, year, first, months int) Period {
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
	if basis == Civil {
		return p
	}
	p.From, p.To = from.AddMonths(-1).AddDays(14), from.AddMonths(months-1).AddDays(13)
	p.Name = string(basis) + "-" + p.Name
	if basis == CV581 && (months == 1 || months == 3 && first != 1 && first != 7 || months == 6 && first != 1) {
		p.Name = ""
	}
	return p
}

// Month is the month that a day lies in.
func Month(day calendar.Date) Period { return span(Civil, day.Year, int(day.Month), 1) }

// Between is a period with free bounds. Its fault, on the field "to":
// report.backwards.
func Between(from, to calendar.Date) (Period, error) {
	if to.Before(from) {
		return Period{}, motcua.InvalidField("to", "report.backwards", "From", from, "To", to)
	}
	return Period{From: from, To: to}, nil
}

// Instants are the first and the last millisecond of the period in Vietnam.
func (p Period) Instants() (from, to time.Time) {
	return p.From.At(0), p.To.AddDays(1).At(0).Add(-time.Millisecond)
}

// Last is the period before this one that it is held against: of a named one
// the month, quarter, half-year or year before; of a free one as many days.
func (p Period) Last() Period {
	if p.Name == "" {
		return Period{From: p.From.AddDays(-p.days()), To: p.From.AddDays(-1)}
	}
	return p.back(p.months())
}

// YearBefore is the same period of the year before; of free bounds the same
// days.
func (p Period) YearBefore() Period {
	if p.Name == "" {
		return Period{From: p.From.AddMonths(-12), To: p.To.AddMonths(-12)}
	}
	return p.back(12)
}

// back is the named period of as many months that begins so many months earlier.
func (p Period) back(months int) Period {
	first := p.From
	if p.Basis() != Civil {
		first = first.AddMonths(1)
	}
	first = first.AddMonths(-months)
	return span(p.Basis(), first.Year, int(first.Month), p.months())
}

// Apart says that two periods that are held against each other overlap: what
// lies in both would be told as a change of itself. Its fault, on the field
// "against": report.overlap.
func (p Period) Apart(o Period) error {
	if p.To.Before(o.From) || o.To.Before(p.From) {
		return nil
	}
	return motcua.InvalidField("against", "report.overlap", "From", p.From, "To", p.To, "OtherFrom", o.From, "OtherTo", o.To)
}

// months is how many months a named period has.
func (p Period) months() int {
	after := p.To.AddDays(1)
	return 12*(after.Year-p.From.Year) + int(after.Month) - int(p.From.Month)
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
		for p, n := span(Civil, today.Year, first, months), 0; n < min(8, 24/months+2); n++ {
			list = append(list, p)
			p = p.Last()
		}
	}
	return list
}

// PeriodsOf are the periods of a basis to choose from on a day, the latest
// first, those that have begun: of two years and the present one.
func PeriodsOf(basis Basis, today calendar.Date) []Period {
	if basis == Civil {
		return Periods(today)
	}
	var list []Period
	for _, months := range []int{1, 3, 6, 12} {
		for year := today.Year + 1; year >= today.Year-2; year-- {
			for first := 13 - months; first > 0; first -= months {
				if p := span(basis, year, first, months); p.Name != "" && !p.From.After(today) {
					list = append(list, p)
				}
			}
		}
	}
	return list
}
