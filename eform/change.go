package eform

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// What the buttons named DoInput do, with the path that they do it to:
// "add:industries", "remove:industries.2", "fill:site".
const (
	Add     = "add"    // one more row of a list
	Remove  = "remove" // a row of a list
	Refresh = "fill"   // the choices of an address that depend on another choice
)

// Do changes answers as a button asks that does not leave the page. It is not
// done when the button is none of the form's: then the page is sent.
func (f *Form) Do(a Answers, button string) (next Answers, done bool) {
	what, path, _ := strings.Cut(button, ":")
	switch what {
	case Refresh:
		return a, true
	case Add:
		if q := f.find(path); q != nil && q.Kind == List {
			return f.changed(a, path, q.added), true
		}
	case Remove:
		list, number := path, ""
		if i := strings.LastIndexByte(path, '.'); i >= 0 {
			list, number = path[:i], path[i+1:]
		}
		n, err := strconv.Atoi(number)
		if q := f.find(list); q != nil && q.Kind == List && err == nil {
			return f.changed(a, list, func(rows []any) []any {
				if n < 0 || n >= len(rows) {
					return rows
				}
				return slices.Delete(rows, n, n+1)
			}), true
		}
	}
	return a, false
}

// added is the rows of a list with one more, as long as it takes one, after
// those that it shows at first.
func (q *Question) added(rows []any) []any {
	for len(rows) < q.First() {
		rows = append(rows, map[string]any{})
	}
	if len(rows) < q.entries() {
		rows = append(rows, map[string]any{})
	}
	return rows
}

// changed gives the answers with the rows of one list changed. The answers
// handed in stay as they are.
func (f *Form) changed(a Answers, path string, change func([]any) []any) Answers {
	next := a.clone()
	at := map[string]any(next)
	tokens := strings.Split(path, ".")
	for i, token := range tokens[:len(tokens)-1] {
		if _, err := strconv.Atoi(token); err == nil {
			continue
		}
		rows, ok := at[token].([]any)
		if !ok {
			part := Part(at[token])
			at[token], at = part, part
			continue
		}
		n, err := strconv.Atoi(tokens[i+1])
		if err != nil || n < 0 || n >= len(rows) {
			return a
		}
		part := Part(rows[n])
		rows[n], at = part, part
	}
	name := tokens[len(tokens)-1]
	rows, _ := at[name].([]any)
	at[name] = change(rows)
	return next
}

// clone is a copy that shares nothing.
func (a Answers) clone() Answers {
	copied, _ := copyOf(map[string]any(a)).(map[string]any)
	return copied
}

func copyOf(value any) any {
	switch v := value.(type) {
	case map[string]any:
		m := make(map[string]any, len(v))
		for name, part := range v {
			m[name] = copyOf(part)
		}
		return m
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = copyOf(v[i])
		}
		return list
	}
	return value
}

// JSON is the answers as a draft keeps them.
func (a Answers) JSON() (json.RawMessage, error) { return json.Marshal(a) }

// Revealed lists the questions of a section that the answers show now and that
// the page before did not: without JavaScript a choice shows its questions only
// when the page is sent, and they are then asked before anything is found
// wrong. The page names what it showed in inputs called ShownInput.
func (f *Form) Revealed(a Answers, section string, values map[string][]string) []string {
	s, ok := f.Section(section)
	if !ok {
		return nil
	}
	var paths []string
	var walk func(siblings []*Question, among []Question, answers map[string]any, prefix string)
	walk = func(siblings []*Question, among []Question, answers map[string]any, prefix string) {
		for i := range among {
			q := &among[i]
			if !shown(siblings, q, answers) {
				continue
			}
			path := prefix + q.Name
			if len(q.ShowIf) > 0 && !slices.Contains(values[ShownInput], path) {
				paths = append(paths, path)
				continue
			}
			switch q.Kind {
			case Group:
				walk(pointers(q.Questions), q.Questions, Part(answers[q.Name]), path+".")
			case List:
				for n, row := range Entries(answers[q.Name]) {
					walk(pointers(q.Questions), q.Questions, row, at(path, n)+".")
				}
			}
		}
	}
	walk(f.top(), s.Questions, a, "")
	return paths
}

// Sources are where an answer may be held already.
func Sources() []string {
	return []string{"account.name", "account.identifier", "account.phone", "account.email"}
}

// Prefill gives the answers with what is already held in place of what was not
// answered, and the paths that it filled: the law forbids asking again for what
// the office holds (NĐ 107/2021/NĐ-CP, art 1(7)). Held answers are named by
// their sources: "account.name".
func (f *Form) Prefill(a Answers, held map[string]string) (Answers, map[string]bool) {
	next := a.clone()
	if next == nil {
		next = Answers{}
	}
	filled := map[string]bool{}
	var walk func(questions []*Question, answers map[string]any, prefix string)
	walk = func(questions []*Question, answers map[string]any, prefix string) {
		for _, q := range questions {
			if q.Kind == Group {
				part := Part(answers[q.Name])
				if walk(pointers(q.Questions), part, prefix+q.Name+"."); len(part) > 0 {
					answers[q.Name] = part
				}
				continue
			}
			if value := held[q.Prefill]; q.Prefill != "" && value != "" && blank(answers[q.Name]) {
				answers[q.Name] = value
				filled[prefix+q.Name] = true
			}
		}
	}
	walk(f.top(), next, "")
	return next, filled
}
