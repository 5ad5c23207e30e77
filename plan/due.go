package plan

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/vietnamese"
)

// Due is by when a task must be done. A day stands in Day; the last day of a
// month, quarter or longer also, with Span true: the due day is then the last
// working day of it. A day of its own that is a day off leads to the next
// working day (Bộ luật Dân sự 2015, Điều 148 khoản 5). The zero Due is none, and
// Words then says what the plan says instead, such as "Thường xuyên".
type Due struct {
	Day   calendar.Date `json:"day,omitzero"`
	Span  bool          `json:"span,omitempty"`
	Words string        `json:"words,omitempty"` // as the plan has it
}

// None tells whether there is no day. It is not called IsZero, so that words
// without a day are kept in the log.
func (d Due) None() bool { return d.Day.IsZero() }

// On is the working day on which the task is due; false when it has none. Where
// the calendar has not been announced it is the civil day.
func (d Due) On(cal *calendar.Calendar) (calendar.Date, bool) {
	if d.Day.IsZero() {
		return d.Day, false
	}
	if cal == nil {
		return d.Day, true
	}
	if !d.Span {
		day, err := cal.OnOrAfter(d.Day)
		if err != nil {
			return d.Day, true
		}
		return day, true
	}
	for day := d.Day; ; day = day.AddDays(-1) {
		works, err := cal.IsWorking(day)
		if err != nil {
			return d.Day, true
		}
		if works {
			return day, true
		}
	}
}

// closeOf is when offices close, for days whose calendar is not announced.
const closeOf = calendar.Minute(17 * 60)

// At is the instant at which the due day is over, for lists; zero for none.
func (d Due) At(cal *calendar.Calendar) time.Time {
	day, ok := d.On(cal)
	if !ok {
		return time.Time{}
	}
	if cal != nil {
		if at, err := cal.Close(day); err == nil {
			return at
		}
	}
	return day.At(closeOf)
}

var (
	dueDay     = regexp.MustCompile(`^(?:truoc |den |ngay |han |chua qua )*(?:ngay )?(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}))?$`)
	dueISO     = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ t].*)?$`)
	dueMonth   = regexp.MustCompile(`^(?:trong |cuoi |het )*thang (\d{1,2})(?:[/\-. ]+(?:nam )?(\d{4}))?$`)
	dueMonthly = regexp.MustCompile(`^(\d{1,2})[/\-.](\d{4})$`)
	dueQuarter = regexp.MustCompile(`^(?:trong |cuoi |het )*(?:quy|q) ?(iv|iii|ii|i|[1-4])(?:[/\-. ]+(?:nam )?(\d{4}))?$`)
	dueHalf    = regexp.MustCompile(`^6 thang (dau|cuoi) nam(?: (\d{4}))?$`)
	dueYear    = regexp.MustCompile(`^(?:trong |cuoi |ca |het )*(?:nam )?(\d{4})$|^(?:trong |cuoi |ca |het )+nam$`)
	dueNone    = regexp.MustCompile(`^(?:-|–|khong|khong co|khong thoi han|thuong xuyen.*|hang (?:nam|quy|thang|tuan|ngay)|dinh ky.*|lien tuc|theo yeu cau.*|theo quy dinh.*)$`)
)

// ReadDue reads a due day as plans write it: a day, or a month, quarter,
// half-year or year in words, of the given year when none is said. "Thường
// xuyên" and the like, and nothing, are none.
func ReadDue(field, text string, year int) (Due, error) {
	clean, err := vietnamese.Clean(field, text)
	if err != nil {
		return Due{}, err
	}
	words := strings.Join(strings.Fields(clean), " ")
	s := strings.Join(strings.Fields(vietnamese.Fold(strings.ReplaceAll(words, ",", " "))), " ")
	of := func(written string) int {
		if n, err := strconv.Atoi(written); err == nil {
			return n
		}
		return year
	}
	wrong := motcua.InvalidField(field, "plan.due.unread", "Value", words)
	span := func(year int, month int) (Due, error) {
		if month < 1 || month > 12 || year < 1990 || year > 2100 {
			return Due{}, wrong
		}
		return Due{Day: lastDay(year, time.Month(month)), Span: true, Words: words}, nil
	}
	if s == "" || dueNone.MatchString(s) {
		return Due{Words: words}, nil
	}
	if m := dueISO.FindStringSubmatch(s); m != nil {
		return dayOf(of(m[1]), of(m[2]), of(m[3]), wrong)
	}
	if m := dueMonthly.FindStringSubmatch(s); m != nil {
		return span(of(m[2]), of(m[1]))
	}
	if m := dueDay.FindStringSubmatch(s); m != nil {
		return dayOf(of(m[3]), of(m[2]), of(m[1]), wrong)
	}
	if m := dueMonth.FindStringSubmatch(s); m != nil {
		return span(of(m[2]), of(m[1]))
	}
	if m := dueQuarter.FindStringSubmatch(s); m != nil {
		n := map[string]int{"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}[m[1]]
		return span(of(m[2]), 3*n)
	}
	if m := dueHalf.FindStringSubmatch(s); m != nil {
		if m[1] == "dau" {
			return span(of(m[2]), 6)
		}
		return span(of(m[2]), 12)
	}
	if m := dueYear.FindStringSubmatch(s); m != nil {
		return span(of(m[1]), 12)
	}
	return Due{}, wrong
}

func dayOf(year, month, day int, wrong *motcua.Fault) (Due, error) {
	if month < 1 || month > 12 || day < 1 || year < 1990 || year > 2100 || day > lastDay(year, time.Month(month)).Day {
		return Due{}, wrong
	}
	return Due{Day: calendar.Date{Year: year, Month: time.Month(month), Day: day}}, nil
}
