package eform

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Answers is what was typed, exactly: by the name of the question a string, a
// list of strings (several), a map (group, address) or a list of maps (list).
// It goes through JSON and comes back the same.
type Answers map[string]any

// MostEntries is how many answers a list takes, whatever its schema says.
const MostEntries = 20

// The inputs that are no answers.
const (
	// DoInput is the name of the buttons that change a form without leaving it;
	// see Form.Do.
	DoInput = "do"
	// ShownInput names the conditional parts that a page showed; see Form.Revealed.
	ShownInput = "shown"
)

// ParseAnswers reads answers from JSON: a draft, or a document as Form.Document
// wrote it.
func ParseAnswers(data []byte) (Answers, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return Answers{}, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var a Answers
	if err := decoder.Decode(&a); err != nil {
		return nil, fmt.Errorf("answers of a form: %w", err)
	}
	for name, value := range a {
		a[name] = typed(value)
	}
	return a, nil
}

// typed turns the numbers of a document into what would have been typed.
func typed(value any) any {
	switch v := value.(type) {
	case json.Number:
		return strings.Replace(v.String(), ".", ",", 1)
	case []any:
		for i := range v {
			v[i] = typed(v[i])
		}
	case map[string]any:
		for name := range v {
			v[name] = typed(v[name])
		}
	}
	return value
}

// Read takes the answers out of the inputs of a page; what the form does not
// ask is dropped.
func (f *Form) Read(values map[string][]string) Answers {
	a := Answers{}
	for _, q := range f.top() {
		q.read(a, q.Name, values)
	}
	return a
}

// ReadSection gives the answers with those of one section read anew from its
// page; an id of no section reads all.
func (f *Form) ReadSection(answers Answers, id string, values map[string][]string) Answers {
	s, ok := f.Section(id)
	if !ok {
		return f.Read(values)
	}
	next := maps.Clone(answers)
	if next == nil {
		next = Answers{}
	}
	for i := range s.Questions {
		q := &s.Questions[i]
		delete(next, q.Name)
		q.read(next, q.Name, values)
	}
	return next
}

// read puts the answer of a question at a path into the answers beside it.
func (q *Question) read(into map[string]any, path string, values map[string][]string) {
	switch q.Kind {
	case Group:
		if m := readGroup(q.Questions, path, values); len(m) > 0 {
			into[q.Name] = m
		}
	case List:
		if list := q.readList(path, values); len(list) > 0 {
			into[q.Name] = list
		}
	case Address:
		m := map[string]any{}
		for _, part := range append(addressParts(), editionPart) {
			if v := values[path+"."+part]; len(v) > 0 && v[0] != "" {
				m[part] = v[0]
			}
		}
		if len(m) > 0 {
			into[q.Name] = m
		}
	case Several:
		var list []any
		for _, v := range values[path] {
			if v != "" && len(list) < len(q.Choices) && !slices.Contains(list, any(v)) {
				list = append(list, v)
			}
		}
		if len(list) > 0 {
			into[q.Name] = list
		}
	default:
		if v := values[path]; len(v) > 0 && v[0] != "" {
			into[q.Name] = v[0]
		}
	}
}

func readGroup(questions []Question, path string, values map[string][]string) map[string]any {
	m := map[string]any{}
	for i := range questions {
		questions[i].read(m, path+"."+questions[i].Name, values)
	}
	return m
}

// readList reads entries 0, 1, 2 … up to the last that was posted, blank ones too.
func (q *Question) readList(path string, values map[string][]string) []any {
	last := -1
	for name := range values {
		rest, ok := strings.CutPrefix(name, path+".")
		if !ok {
			continue
		}
		number, _, _ := strings.Cut(rest, ".")
		if n, err := strconv.Atoi(number); err == nil && n > last && n < q.entries() {
			last = n
		}
	}
	var list []any
	for n := range last + 1 {
		list = append(list, readGroup(q.Questions, at(path, n), values))
	}
	return list
}

// entries is the most entries that a list takes.
func (q *Question) entries() int {
	if q.most > 0 {
		return min(q.most, MostEntries)
	}
	return MostEntries
}

func at(path string, n int) string { return path + "." + strconv.Itoa(n) }

// Entries are the answers of a list as groups; what is no group is an empty one.
func Entries(value any) []map[string]any {
	list, _ := value.([]any)
	groups := make([]map[string]any, len(list))
	for i, entry := range list {
		groups[i] = Part(entry)
	}
	return groups
}

// Part is the answer of a group or an address; never nil.
func Part(value any) map[string]any {
	if m, ok := value.(map[string]any); ok {
		return m
	}
	return map[string]any{}
}

// Line is the answer of a question of one line; "" when there is none.
func Line(value any) string {
	s, _ := value.(string)
	return s
}

// Chosen are the answers of several.
func Chosen(value any) []string {
	list, _ := value.([]any)
	var chosen []string
	for _, v := range list {
		if s, ok := v.(string); ok {
			chosen = append(chosen, s)
		}
	}
	return chosen
}

// given tells whether an answer is among those accepted.
func given(answer any, accepted []string) bool {
	if s, ok := answer.(string); ok {
		return slices.Contains(accepted, s)
	}
	return slices.ContainsFunc(Chosen(answer), func(s string) bool { return slices.Contains(accepted, s) })
}
