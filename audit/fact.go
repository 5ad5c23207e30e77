package audit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Change is what an act found and what it left: the parts that differ alone,
// each by its path.
type Change struct {
	Before map[string]any `json:"before"`
	After  map[string]any `json:"after"`
}

// Between is the change from one value to another, by their JSON; before is nil
// when there was nothing.
func Between(before, after any) (Change, error) {
	c := Change{Before: map[string]any{}, After: map[string]any{}}
	old, err := leavesOf(before)
	if err != nil {
		return c, err
	}
	now, err := leavesOf(after)
	if err != nil {
		return c, err
	}
	was, is := byPath(old), byPath(now)
	for path, value := range was {
		if next, ok := is[path]; !ok || !same(value, next) {
			c.Before[path] = value
		}
	}
	for path, value := range is {
		if last, ok := was[path]; !ok || !same(value, last) {
			c.After[path] = value
		}
	}
	return c, nil
}

// Fact is one thing that an entry of the log holds: its name as the path to it,
// and its value; of a change also the value before. What must not be shown is
// hidden and empty.
type Fact struct {
	Path    []string
	Value   string
	Before  string
	Changed bool
	Hidden  bool
}

// Facts takes the data of an entry apart, in the order of its names: what an
// entry leaves empty is left out, unless a change emptied it; so is what came or
// went without holding anything.
func Facts(data []byte) ([]Fact, error) {
	value, err := decode(data)
	if err != nil {
		return nil, err
	}
	if c, ok := value.(map[string]any); ok && len(c) == 2 {
		before, b := c["before"].(map[string]any)
		after, a := c["after"].(map[string]any)
		if a && b {
			return changed(flat(nil, "", before), flat(nil, "", after)), nil
		}
	}
	var facts []Fact
	for _, l := range flat(nil, "", value) {
		f := l.fact()
		if f.Value == "" && !f.Hidden {
			continue
		}
		facts = append(facts, f)
	}
	return facts, nil
}

func changed(before, after []leaf) []Fact {
	var facts []Fact
	was, is := byPath(before), byPath(after)
	for _, l := range after {
		f := l.fact()
		f.Changed = true
		if old, ok := was[l.path]; ok && !f.Hidden {
			f.Before = text(old)
		}
		if f.Value != "" || f.Before != "" || f.Hidden {
			facts = append(facts, f)
		}
	}
	for _, l := range before {
		if _, ok := is[l.path]; ok {
			continue
		}
		f := l.fact()
		f.Before, f.Value, f.Changed = f.Value, "", true
		if f.Before != "" || f.Hidden {
			facts = append(facts, f)
		}
	}
	slices.SortStableFunc(facts, func(a, b Fact) int { return slices.Compare(a.Path, b.Path) })
	return facts
}

// leaf is a value that is no object, and no list of objects.
type leaf struct {
	path  string
	value any
}

func (l leaf) fact() Fact {
	f := Fact{}
	if l.path != "" {
		f.Path = strings.Split(l.path, ".")
	}
	if f.Hidden = secret(strings.ToLower(l.path)); !f.Hidden {
		f.Value = text(l.value)
	}
	return f
}

// secret tells whether a value is one that the log shows to nobody: what opens
// something, and what was typed to find people, which may be their number.
func secret(path string) bool {
	return path == "query.text" || slices.ContainsFunc([]string{"password", "secret", "token", "privatekey"}, func(word string) bool { return strings.Contains(path, word) })
}

// same compares leaves, which are scalars or lists of them: %#v quotes each, so
// that no two lists are written alike.
func same(a, b any) bool { return fmt.Sprintf("%#v", a) == fmt.Sprintf("%#v", b) }

func byPath(list []leaf) map[string]any {
	values := make(map[string]any, len(list))
	for _, l := range list {
		values[l.path] = l.value
	}
	return values
}

func leavesOf(v any) ([]leaf, error) {
	if v == nil {
		return nil, nil
	}
	body, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("encode audited value: %w", err)
	}
	value, err := decode(body)
	return flat(nil, "", value), err
}

// decode keeps numbers as they are written.
func decode(data []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var value any
	if err := d.Decode(&value); err != nil {
		return nil, fmt.Errorf("decode audited value: %w", err)
	}
	return value, nil
}

func flat(list []leaf, path string, value any) []leaf {
	join := func(name string) string {
		if path == "" {
			return name
		}
		return path + "." + name
	}
	switch v := value.(type) {
	case map[string]any:
		names := make([]string, 0, len(v))
		for name := range v {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			list = flat(list, join(name), v[name])
		}
	case []any:
		if !slices.ContainsFunc(v, func(item any) bool { return nested(item) }) {
			return append(list, leaf{path: path, value: v})
		}
		for i, item := range v {
			list = flat(list, join(strconv.Itoa(i+1)), item)
		}
	default:
		list = append(list, leaf{path: path, value: v})
	}
	return list
}

func nested(item any) bool {
	switch item.(type) {
	case map[string]any, []any:
		return true
	default:
		return false
	}
}

// never is how an instant that was not set is written.
const never = "0001-01-01T00:00:00Z"

func text(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		if v == never {
			return ""
		}
		return v
	case []any:
		words := make([]string, len(v))
		for i, item := range v {
			words[i] = text(item)
		}
		return strings.Join(words, ", ")
	default:
		return fmt.Sprint(v)
	}
}
