package eform

import (
	"cmp"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
)

// filling makes the document of answers: every shown answer in its type, what
// cannot be read as a fault at its path.
type filling struct {
	day    calendar.Date
	faults map[string]*motcua.Fault
	rows   map[string][]int // path of a list → row typed of each entry kept
}

// fill gives the document and what was found while reading.
func (f *Form) fill(a Answers, day calendar.Date) (map[string]any, *filling) {
	r := &filling{day: day, faults: map[string]*motcua.Fault{}, rows: map[string][]int{}}
	return r.group(f.top(), a, ""), r
}

// Document is the answers as the schema has them, to be kept with the dossier:
// what is not shown and what cannot be read is left out.
func (f *Form) Document(a Answers, day calendar.Date) (json.RawMessage, error) {
	document, _ := f.fill(a, day)
	return json.Marshal(document)
}

func (r *filling) group(questions []*Question, answers map[string]any, prefix string) map[string]any {
	document := map[string]any{}
	for _, q := range questions {
		if !shown(questions, q, answers) {
			continue
		}
		if v := r.answer(q, answers[q.Name], prefix+q.Name); v != nil {
			document[q.Name] = v
		}
	}
	for _, q := range questions {
		r.agree(q, named(questions, cmp.Or(q.Born, q.AtMost, q.After)), document, prefix+q.Name)
	}
	return document
}

// agree holds an answer to the one beside it that it depends on.
func (r *filling) agree(q, other *Question, document map[string]any, path string) {
	if other == nil {
		return
	}
	switch mine, theirs := document[q.Name], document[other.Name]; {
	case mine == nil || theirs == nil:
	case q.Born != "":
		number, _ := mine.(string)
		born, _ := theirs.(string)
		if year := strconv.Itoa(identity.BornIn(number)); !strings.HasPrefix(born, year) {
			r.fault(path, motcua.InvalidField("", "eform.born", "Year", year))
		}
	case q.AtMost != "":
		if m, n := amountOf(mine), amountOf(theirs); m > n {
			r.fault(path, motcua.InvalidField("", "eform.atMost", "Other", other.Label, "Want", theirs, "Got", mine))
		}
	case q.After != "":
		m, _ := mine.(string)
		n, _ := theirs.(string)
		if m <= n { // both are written 2006-01-02
			r.fault(path, motcua.InvalidField("", "eform.after", "Other", other.Label))
		}
	}
}

// amountOf is a number of a document.
func amountOf(value any) float64 {
	switch n := value.(type) {
	case int64:
		return float64(n)
	case float64:
		return n
	}
	return 0
}

// answer is one answer in its type; nil for none.
func (r *filling) answer(q *Question, answer any, path string) any {
	switch q.Kind {
	case Group:
		if q.required || !blank(answer) {
			return r.group(pointers(q.Questions), Part(answer), path+".")
		}
		return nil
	case List:
		return r.list(q, answer, path)
	case Address:
		return r.address(q, Part(answer), path)
	case Several:
		return r.several(q, answer, path)
	}
	v, err := q.value(Line(answer), r.day)
	if err != nil {
		r.fault(path, err)
		return nil
	}
	return v
}

// list keeps the rows that hold something; of one that must not be empty the
// first row stays, so that its questions say what is missing.
func (r *filling) list(q *Question, answer any, path string) any {
	var list []any
	rows := Entries(answer)
	if len(rows) == 0 {
		rows = []map[string]any{{}}
	}
	filled := slices.ContainsFunc(rows, func(row map[string]any) bool { return !blank(row) })
	for n, row := range rows[:min(len(rows), MostEntries)] {
		if blank(row) && (filled || !q.required || n > 0) {
			continue
		}
		r.rows[path] = append(r.rows[path], n)
		list = append(list, r.group(pointers(q.Questions), row, at(path, n)+"."))
	}
	if list == nil {
		return nil
	}
	return list
}

func (r *filling) several(q *Question, answer any, path string) any {
	var list []any
	for _, v := range Chosen(answer) {
		if !q.offers(v) {
			r.fault(path, motcua.InvalidField("", "eform.choice"))
			return nil
		}
		if !slices.Contains(list, any(v)) {
			list = append(list, v)
		}
	}
	if list == nil {
		return nil
	}
	return list
}

// fault keeps the first fault of a path.
func (r *filling) fault(path string, err error) {
	var found *motcua.Fault
	if !errors.As(err, &found) || r.faults[path] != nil {
		return
	}
	at := *found
	at.Field = path
	r.faults[path] = &at
}

// blank tells whether an answer holds nothing but blanks.
func blank(answer any) bool {
	switch v := answer.(type) {
	case nil:
		return true
	case string:
		s, err := clean(v)
		return err == nil && s == ""
	case []any:
		return !slices.ContainsFunc(v, func(entry any) bool { return !blank(entry) })
	case map[string]any:
		for _, entry := range v {
			if !blank(entry) {
				return false
			}
		}
		return true
	}
	return false
}
