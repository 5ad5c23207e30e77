package narrative

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"motcua"
	"motcua/calendar"
	"motcua/report"
	"motcua/vietnamese"
)

// field is a live field of a template: {{plan.tasks.done@4999/KH-SKHĐT|percent}}.
type field struct {
	key, scope, column string
	form               Form
}

// Form is how a live field is written.
type Form string

// The forms of live fields.
const (
	Plain   Form = ""        // 15/33 of what has a whole, otherwise the number
	Count   Form = "n"       // 15
	Two     Form = "02"      // below ten with a nought before it, as official papers write
	Whole   Form = "of"      // 33
	NOf     Form = "n/of"    // 15/33
	Rest    Form = "rest"    // 18
	Percent Form = "percent" // 45,45%
	InMoney Form = "money"   // 1.250.000 đồng
	AsDate  Form = "date"    // a date of the report's own fields
	Compare Form = "compare" // nhiều hơn 12, against .lastYear
)

// Forms lists the forms that a field can ask for.
func Forms() []Form { return []Form{Count, Two, Whole, NOf, Rest, Percent, InMoney, AsDate, Compare} }

// narrativeMost is how many letters a narrative may have.
const narrativeMost = 20_000

// CheckNarrative refuses a text that cannot be composed: too long, with signs
// that are no letters, or with live fields that are not closed or ask for a form
// that does not exist. Whether the figure is there is told when it is composed.
func CheckNarrative(name, text string) (string, error) {
	text, err := vietnamese.Clean(name, strings.ReplaceAll(text, "\r\n", "\n"))
	if err != nil {
		return "", err
	}
	if n := utf8.RuneCountInString(text); n > narrativeMost {
		return "", motcua.InvalidField(name, "report.narrative.long", "Most", narrativeMost, "Count", n)
	}
	for i, line := range strings.Split(text, "\n") {
		_, rest := condition(line)
		for rest != "" {
			_, inside, after, found := cutField(rest)
			if !found {
				break
			}
			if after == nil {
				return "", motcua.InvalidField(name, "report.narrative.open", "Line", i+1, "Text", clip(inside))
			}
			if f := readField(inside); f.key == "" {
				return "", motcua.InvalidField(name, "report.narrative.nothing", "Line", i+1)
			} else if f.form != Plain && !slices.Contains(Forms(), f.form) {
				return "", motcua.InvalidField(name, "report.narrative.form", "Line", i+1, "Form", string(f.form), "Field", clip(inside))
			}
			rest = *after
		}
	}
	return strings.TrimSpace(text), nil
}

// cutField finds the first live field of a text; after is nil when it is not
// closed.
func cutField(text string) (before, inside string, after *string, found bool) {
	before, rest, found := strings.Cut(text, "{{")
	if !found {
		return text, "", nil, false
	}
	inside, tail, closed := strings.Cut(rest, "}}")
	if !closed {
		return before, rest, nil, true
	}
	return before, inside, &tail, true
}

func readField(inside string) field {
	var f field
	rest, form, _ := strings.Cut(strings.TrimSpace(inside), "|")
	f.form = Form(strings.TrimSpace(form))
	rest, f.column, _ = strings.Cut(rest, "#")
	key, scope, _ := strings.Cut(rest, "@")
	f.key, f.scope, f.column = strings.TrimSpace(key), strings.TrimSpace(scope), strings.TrimSpace(f.column)
	return f
}

// condition reads what a line of a template hangs on: {{?key}} before it lets it
// stand only when there is something of the figure, {{!key}} only when there is
// nothing.
func condition(line string) (when string, rest string) {
	trimmed := strings.TrimSpace(line)
	if !strings.HasPrefix(trimmed, "{{?") && !strings.HasPrefix(trimmed, "{{!") {
		return "", trimmed
	}
	_, inside, after, _ := cutField(trimmed)
	if after == nil {
		return "", trimmed
	}
	return strings.TrimSpace(inside), strings.TrimSpace(*after)
}

func clip(s string) string {
	runes := []rune(s)
	return string(runes[:min(len(runes), 40)])
}

// Day writes a date as official papers do: 07/01/2022.
func Day(d calendar.Date) string {
	return two(int64(d.Day)) + "/" + two(int64(d.Month)) + "/" + strconv.Itoa(d.Year)
}

func two(n int64) string {
	if n >= 0 && n < 10 {
		return "0" + strconv.FormatInt(n, 10)
	}
	return grouped(n)
}

// grouped writes a number with points between thousands.
func grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return sign + s
}

// hundredths writes hundredths with a decimal comma and no noughts at the end.
func hundredths(n int64) string {
	whole, part := n/100, n%100
	if part < 0 {
		part = -part
	}
	if part == 0 {
		return grouped(whole)
	}
	return grouped(whole) + "," + strings.TrimRight(string([]byte{byte('0' + part/10), byte('0' + part%10)}), "0")
}

// Write writes a figure in a form; false when it cannot be written so, such as
// the share of nothing.
func Write(f report.Figure, form Form) (string, bool) {
	value := func(n int64) string {
		switch f.Unit {
		case report.Points:
			return hundredths(n)
		case report.Money:
			return grouped(n) + " đồng"
		default:
			return grouped(n)
		}
	}
	switch form {
	case Plain:
		if f.Of > 0 {
			return value(f.Value) + "/" + value(f.Of), true
		}
		return value(f.Value), true
	case Count:
		return value(f.Value), true
	case Two:
		return two(f.Value), true
	case Whole:
		return value(f.Of), true
	case NOf:
		return value(f.Value) + "/" + value(f.Of), true
	case Rest:
		return value(f.Of - f.Value), true
	case Percent:
		share, ok := f.Percent()
		return hundredths(share) + "%", ok
	case InMoney:
		return grouped(f.Value) + " đồng", true
	default:
		return "", false
	}
}

// against says how a figure differs from that of the year before.
func against(f, before report.Figure) string {
	switch d := f.Value - before.Value; {
	case d > 0:
		return "nhiều hơn " + grouped(d)
	case d < 0:
		return "ít hơn " + grouped(-d)
	default:
		return "bằng"
	}
}
