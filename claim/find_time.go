package claim

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"motcua/calendar"
	"motcua/report"
)

// dayForm is a day in figures or in words: 23/2/2022, 10 tháng 6 năm 2022.
const dayForm = `\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{4}|\d{1,2} +(?i:tháng) +\d{1,2},? +(?i:năm) +\d{4}`

var (
	digits    = regexp.MustCompile(`\d+`)
	rangeForm = regexp.MustCompile(`(?:(?i:từ) +)?(?:(?i:ngày) +)?(` + dayForm + `|\d{1,2}/\d{1,2}) *(?i:đến|tới|-|–) *(?:(?i:hết) +)?(?:(?i:ngày) +)?(` + dayForm + `)`)
	dateForm  = regexp.MustCompile(`(?:(?i:ngày) +)?(` + dayForm + `)`)

	halfForm    = regexp.MustCompile(`(?i)(\d{1,2}|ba|sáu|chín) +tháng +(đầu|cuối) +(?:của +)?năm +(\d{4})`)
	quarterForm = regexp.MustCompile(`(?i)quý +(IV|I{1,3}|[1-4])(?:(?: *, *| +và +| *[-–] *| +đến +)(?:quý +)?(IV|I{1,3}|[1-4]))?(?: */ *| +(?:của +)?năm +|, +năm +)(\d{4})`)
	monthForm   = regexp.MustCompile(`(?i)tháng +(\d{1,2})(?: */ *| +năm +)(\d{4})`)
	partForm    = regexp.MustCompile(`(?i)(đầu|giữa|cuối|trong) +năm +(\d{4})`)
	phaseForm   = regexp.MustCompile(`(?i)giai +đoạn +(\d{4}) *(?:[-–]|đến) *(\d{4})`)
	yearForm    = regexp.MustCompile(`(?i)năm +(\d{4})`)
)

// readDay reads the numbers of a day; bad is the day as written when no
// calendar has it.
func readDay(s string) (day calendar.Date, bad string) {
	n := digits.FindAllString(s, -1)
	if len(n) != 3 {
		return calendar.Date{}, s
	}
	d, month, year := number(n[0]), number(n[1]), number(n[2])
	at := time.Date(year, time.Month(month), d, 0, 0, 0, 0, time.UTC)
	if at.Day() != d || int(at.Month()) != month {
		return calendar.Date{}, s
	}
	return calendar.Date{Year: year, Month: time.Month(month), Day: d}, ""
}

// number reads a few digits, at most nine of them.
func number(s string) int {
	n, _ := strconv.Atoi(s) // the forms let nothing but digits through
	return n
}

func (f *finder) ranges() {
	for _, m := range rangeForm.FindAllStringSubmatchIndex(f.s, -1) {
		if !f.free(m[0], m[1]) || !f.apart(m[0], m[1]) {
			continue
		}
		c := Claim{Kind: Range}
		first, last := f.s[m[2]:m[3]], f.s[m[4]:m[5]]
		c.Period.To, c.Bad = readDay(last)
		if !strings.Contains(strings.ToLower(first), "tháng") && len(digits.FindAllString(first, -1)) == 2 {
			n := digits.FindAllString(last, -1)
			first += "/" + n[len(n)-1]
		}
		from, bad := readDay(first)
		if c.Period.From = from; bad != "" {
			c.Bad = bad
		}
		f.keep(c, m[0], m[1])
	}
}

func (f *finder) dates() {
	for _, m := range dateForm.FindAllStringSubmatchIndex(f.s, -1) {
		if !f.free(m[0], m[1]) || !f.apart(m[0], m[1]) {
			continue
		}
		c := Claim{Kind: Date}
		c.Date, c.Bad = readDay(f.s[m[2]:m[3]])
		f.keep(c, m[0], m[1])
	}
}

func (f *finder) periods() {
	f.matches(halfForm, func(g []string) (Claim, bool) {
		n, ok := map[string]int{"ba": 3, "sáu": 6, "chín": 9}[strings.ToLower(g[1])]
		if !ok {
			n = number(g[1])
		}
		if n < 1 || n > 12 {
			return Claim{}, false
		}
		first := 1
		if strings.EqualFold(g[2], "cuối") {
			first = 13 - n
		}
		return Claim{Kind: Period, Period: monthsOf(number(g[3]), first, n)}, true
	})
	f.matches(quarterForm, func(g []string) (Claim, bool) {
		first := quarter(g[1])
		last := first
		if g[2] != "" {
			last = quarter(g[2])
		}
		return Claim{Kind: Period, Period: monthsOf(number(g[3]), 3*first-2, 3*(last-first+1))}, last >= first
	})
	f.matches(monthForm, func(g []string) (Claim, bool) {
		n := number(g[1])
		return Claim{Kind: Period, Period: monthsOf(number(g[2]), n, 1)}, n >= 1 && n <= 12
	})
	f.matches(partForm, func(g []string) (Claim, bool) {
		year := number(g[2])
		switch strings.ToLower(g[1]) {
		case "đầu":
			return Claim{Kind: Period, Period: monthsOf(year, 1, 3)}, true
		case "giữa":
			return Claim{Kind: Period, Period: monthsOf(year, 4, 6)}, true
		case "cuối":
			return Claim{Kind: Period, Period: monthsOf(year, 10, 3)}, true
		}
		return Claim{Kind: Period, Period: monthsOf(year, 1, 12)}, true
	})
}

func (f *finder) phases() {
	f.matches(phaseForm, func(g []string) (Claim, bool) {
		p := monthsOf(number(g[1]), 1, 12)
		p.To = calendar.Date{Year: number(g[2]), Month: time.December, Day: 31}
		return Claim{Kind: Phase, Period: p}, true
	})
}

func (f *finder) years() {
	f.matches(yearForm, func(g []string) (Claim, bool) {
		return Claim{Kind: Year, Value: int64(number(g[1]))}, true
	})
}

// matches keeps what a form finds in free places; make reads its groups.
func (f *finder) matches(form *regexp.Regexp, read func(groups []string) (Claim, bool)) {
	for _, m := range form.FindAllStringSubmatchIndex(f.s, -1) {
		if !f.free(m[0], m[1]) || !f.apart(m[0], m[1]) {
			continue
		}
		groups := make([]string, len(m)/2)
		for i := range groups {
			if m[2*i] >= 0 {
				groups[i] = f.s[m[2*i]:m[2*i+1]]
			}
		}
		if c, ok := read(groups); ok {
			f.keep(c, m[0], m[1])
		}
	}
}

func quarter(s string) int {
	if n, ok := map[string]int{"I": 1, "II": 2, "III": 3, "IV": 4}[strings.ToUpper(s)]; ok {
		return n
	}
	return number(s)
}

// monthsOf are n months of a year from the first of them on.
func monthsOf(year, first, n int) report.Period {
	from := calendar.Date{Year: year, Month: time.Month(first), Day: 1}
	return report.Period{From: from, To: from.AddMonths(n).AddDays(-1)}
}
