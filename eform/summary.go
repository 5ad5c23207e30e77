package eform

import (
	"strconv"
	"strings"

	"motcua/calendar"
)

// SummaryPart is a section of a summary with its lines.
type SummaryPart struct {
	Section string // its id, for the way back to it
	Title   string
	Lines   []SummaryLine
}

// SummaryLine is one question with its answer as people read it.
type SummaryLine struct {
	Name  string // of the input
	Label string
	Text  string // "" when it was not answered; several lines of a text are kept
	Of    string // the group or the row that it stands in
}

// Summary lists what was asked and answered, section by section, to be checked
// before it is sent and read by the officer: of what is shown, every question.
// It takes the answers as typed and those of a document alike, and calls units
// and industries as they are called today; see SummaryOn.
func (f *Form) Summary(a Answers, lang string) []SummaryPart {
	return f.SummaryOn(a, lang, calendar.Date{})
}

// SummaryOn is the summary with industries as they were called on a day.
func (f *Form) SummaryOn(a Answers, lang string, day calendar.Date) []SummaryPart {
	var parts []SummaryPart
	top, t := f.top(), telling{lang, day}
	for i := range f.Sections {
		s := &f.Sections[i]
		part := SummaryPart{Section: s.ID, Title: s.Title.In(lang)}
		for j := range s.Questions {
			if q := &s.Questions[j]; shown(top, q, a) {
				part.Lines = t.add(part.Lines, q, a[q.Name], q.Name, "")
			}
		}
		if len(part.Lines) > 0 {
			parts = append(parts, part)
		}
	}
	return parts
}

// telling is in which language and as of when a summary tells.
type telling struct {
	lang string
	day  calendar.Date
}

// add appends the lines of a question at a path, within a group called of.
func (t telling) add(lines []SummaryLine, q *Question, answer any, path, of string) []SummaryLine {
	switch q.Kind {
	case Group:
		return t.group(lines, q.Questions, Part(answer), path, within(of, q.Label.In(t.lang)))
	case List:
		for n, row := range Entries(answer) {
			if !blank(row) {
				lines = t.group(lines, q.Questions, row, at(path, n), within(of, Capital(q.Item.In(t.lang))+" "+strconv.Itoa(n+1)))
			}
		}
		if blank(answer) {
			lines = append(lines, SummaryLine{Name: path, Label: q.Label.In(t.lang), Of: of})
		}
		return lines
	}
	return append(lines, SummaryLine{Name: q.input(path), Label: q.Label.In(t.lang), Text: q.Say(answer, t.lang, t.day), Of: of})
}

func (t telling) group(lines []SummaryLine, questions []Question, answers map[string]any, path, of string) []SummaryLine {
	for i := range questions {
		if q := &questions[i]; Shows(questions, q, answers) {
			lines = t.add(lines, q, answers[q.Name], path+"."+q.Name, of)
		}
	}
	return lines
}

// input is the name of the first input of a question at a path.
func (q *Question) input(path string) string {
	if q.Kind == Address {
		return path + "." + addressParts()[0]
	}
	return path
}

func within(a, b string) string {
	if a == "" {
		return b
	}
	return a + " – " + b
}

// Say is an answer as people read it on a day; what cannot be read is as it was
// typed.
func (q *Question) Say(answer any, lang string, day calendar.Date) string {
	switch q.Kind {
	case Several:
		var labels []string
		for _, v := range Chosen(answer) {
			labels = append(labels, q.option(v, lang))
		}
		return strings.Join(labels, "; ")
	case Address:
		return SayAddress(Part(answer), day)
	case Industry:
		return sayIndustry(Line(answer), day)
	}
	typed := Line(answer)
	if q.Kind == Date {
		d, err := ReadDate(typed)
		if err != nil {
			return typed
		}
		return two(d.Day) + "/" + two(int(d.Month)) + "/" + strconv.Itoa(d.Year)
	}
	v, err := q.value(typed, day)
	if err != nil || v == nil {
		return typed
	}
	switch q.Kind {
	case Choice:
		return q.option(typed, lang)
	case Money, Number:
		return q.amount(v, lang)
	}
	if s, ok := v.(string); ok {
		return s
	}
	return typed
}

func (q *Question) option(value, lang string) string {
	for _, o := range q.Choices {
		if o.Value == value {
			return o.Label.In(lang)
		}
	}
	return value
}

// amount writes a number with its thousands apart and its unit: 1.250.000 đồng,
// English 1,250,000 VND.
func (q *Question) amount(v any, lang string) string {
	thousand, point := ".", ","
	if lang == "en" {
		thousand, point = ",", "."
	}
	var whole, part string
	switch n := v.(type) {
	case int64:
		whole = strconv.FormatInt(n, 10)
	case float64:
		whole, part, _ = strings.Cut(strconv.FormatFloat(n, 'f', -1, 64), ".")
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + thousand + whole[i:]
	}
	if part != "" {
		whole += point + part
	}
	unit := q.Unit.In(lang)
	if q.Kind == Money && unit == "" {
		unit = Words{"đồng", "VND"}.In(lang)
	}
	return strings.TrimSpace(whole + " " + unit)
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// Capital is a text with a capital first.
func Capital(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return s
	}
	return strings.ToUpper(string(r[0])) + string(r[1:])
}
