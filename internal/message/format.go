package message

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"motcua"
	"motcua/calendar"
)

// workingDay is the full day of the Labour Code and of the department.
const workingDay = 8 * time.Hour

// Worded is a value that has its own words, such as the state of a dossier.
type Worded interface {
	Text() motcua.Text
}

// Bilingual is a text that data bring in each language, such as the label of a
// question.
type Bilingual interface {
	In(lang string) string
}

// Value writes a value by its type: an instant, a civil date, a duration of
// working time, a number with separators, a text in this language, a list with
// commas; anything else as Go prints it.
func (p *Printer) Value(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case int:
		return p.Int(int64(v))
	case int64:
		return p.Int(v)
	case float64:
		return p.Decimal(v, -1)
	case time.Time:
		return p.Instant(v)
	case time.Duration:
		return p.Duration(v, 0)
	case motcua.Text:
		return p.Text(v)
	case Worded:
		return p.Text(v.Text())
	case Bilingual:
		return v.In(p.lang)
	case calendar.Date:
		return p.Date(v)
	case []string:
		return strings.Join(v, ", ")
	case []motcua.Text:
		words := make([]string, len(v))
		for i, text := range v {
			words[i] = p.Text(text)
		}
		return strings.Join(words, ", ")
	}
	return fmt.Sprint(value)
}

// Date writes a civil date as 06/06/2022, in both languages: the forms of the
// office are written so. The zero date is empty.
func (p *Printer) Date(d calendar.Date) string {
	if d == (calendar.Date{}) {
		return ""
	}
	return fmt.Sprintf("%02d/%02d/%04d", d.Day, int(d.Month), d.Year)
}

// Day writes the civil date of an instant at +07:00; the zero instant is empty.
func (p *Printer) Day(t time.Time) string { return layout(t, "02/01/2006") }

// ShortDay writes day and month of an instant, for labels where the year is known.
func (p *Printer) ShortDay(t time.Time) string { return layout(t, "02/01") }

// Instant writes date and time at +07:00: 06/06/2022 08:30. The zero instant is empty.
func (p *Printer) Instant(t time.Time) string { return layout(t, "02/01/2006 15:04") }

// Clock writes the time of day at +07:00: 08:30. The zero instant is empty.
func (p *Printer) Clock(t time.Time) string { return layout(t, "15:04") }

func layout(t time.Time, as string) string {
	if t.IsZero() {
		return ""
	}
	return t.In(calendar.Zone()).Format(as)
}

// Duration writes working time in working days, hours and minutes. A working
// day has the length fullDay; zero stands for eight hours. Less than a minute
// is zero minutes, a negative duration carries a minus sign.
func (p *Printer) Duration(d, fullDay time.Duration) string {
	if d < 0 {
		return "−" + p.Duration(-d, fullDay)
	}
	if fullDay <= 0 {
		fullDay = workingDay
	}
	days, rest := int(d/fullDay), d%fullDay
	hours, minutes := int(rest/time.Hour), int(rest%time.Hour/time.Minute)
	var parts []string
	if days > 0 {
		parts = append(parts, p.T("ui.days", "Count", days))
	}
	if hours > 0 {
		parts = append(parts, p.T("ui.hours", "Count", hours))
	}
	if minutes > 0 || len(parts) == 0 {
		parts = append(parts, p.T("ui.minutes", "Count", minutes))
	}
	return strings.Join(parts, " ")
}

// Left says how much working time is left before a due instant, or, when
// negative, how much it is overdue, in the largest unit alone: "Còn 2 ngày",
// "Quá hạn 3 giờ"; a due instant that no working time has followed yet is just
// overdue.
func (p *Printer) Left(margin, fullDay time.Duration) string {
	if margin < 0 && margin > -time.Minute {
		return p.T("ui.justOverdue")
	}
	if margin < 0 {
		return p.T("ui.overdue", "Time", p.rough(-margin, fullDay))
	}
	return p.T("ui.left", "Time", p.rough(margin, fullDay))
}

// Ago says how long before now an instant was, in plain time: "5 phút trước".
// An instant in the future or more than a week ago is written out.
func (p *Printer) Ago(t, now time.Time) string {
	d := now.Sub(t)
	switch {
	case d < 0 || d > 7*24*time.Hour:
		return p.Instant(t)
	case d < time.Minute:
		return p.T("ui.justNow")
	}
	return p.T("ui.ago", "Time", p.rough(d, 24*time.Hour))
}

func (p *Printer) rough(d, fullDay time.Duration) string {
	if fullDay <= 0 {
		fullDay = workingDay
	}
	switch {
	case d >= fullDay:
		d -= d % fullDay
	case d >= time.Hour:
		d -= d % time.Hour
	}
	return p.Duration(d, fullDay)
}

// Int writes a whole number with its thousands apart: 1.234 (English 1,234).
func (p *Printer) Int(n int64) string {
	digits := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, digits = "−", digits[1:]
	}
	return sign + p.group(digits)
}

// Decimal writes a number with the given count of decimal places, or as many
// as it needs for −1: 1.234,5 (English 1,234.5).
func (p *Printer) Decimal(v float64, places int) string {
	digits := strconv.FormatFloat(v, 'f', places, 64)
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "−", digits[1:]
	}
	whole, part, fraction := strings.Cut(digits, ".")
	if !fraction {
		return sign + p.group(whole)
	}
	if p.lang == English {
		return sign + p.group(whole) + "." + part
	}
	return sign + p.group(whole) + "," + part
}

// Money writes đồng: 1.250.000 đồng (English 1,250,000 VND).
func (p *Printer) Money(dong int64) string { return p.T("ui.money", "Amount", dong) }

func (p *Printer) group(digits string) string {
	mark := "."
	if p.lang == English {
		mark = ","
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + mark + digits[i:]
	}
	return digits
}
