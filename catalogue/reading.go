package catalogue

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"motcua"
)

// Reading is what a file held: the items that can be taken in whole, the rows
// that cannot and why, and what deserves a look though it was read.
type Reading[T any] struct {
	Items    []T
	Rejected []Row
	Warned   []Row
}

// Row is one line of an import report.
type Row struct {
	// Ref names the item: a code, an id, a date, or its place in the file.
	Ref    string      `json:"ref"`
	Field  string      `json:"field,omitempty"`
	Reason motcua.Text `json:"reason"`
}

// Report says what an import did, item by item.
type Report struct {
	New       []string `json:"new"`
	Changed   []string `json:"changed"`
	Unchanged []string `json:"unchanged"`
	Rejected  []Row    `json:"rejected"`
	Warned    []Row    `json:"warned"`
}

// Compare holds what was read against what exists: the items to save, new or
// changed, and the report. Items are the same when ref names them alike, equal
// when their JSON is. Comparing again after saving finds everything unchanged.
func Compare[T any](existing []T, reading Reading[T], ref func(T) string) ([]T, Report, error) {
	report := Report{Rejected: reading.Rejected, Warned: reading.Warned}
	known := make(map[string][]byte, len(existing))
	for _, item := range existing {
		text, err := json.Marshal(item)
		if err != nil {
			return nil, Report{}, err
		}
		known[ref(item)] = text
	}
	var save []T
	for _, item := range reading.Items {
		text, err := json.Marshal(item)
		if err != nil {
			return nil, Report{}, err
		}
		name := ref(item)
		old, exists := known[name]
		switch {
		case !exists:
			report.New = append(report.New, name)
		case bytes.Equal(old, text):
			report.Unchanged = append(report.Unchanged, name)
			continue
		default:
			report.Changed = append(report.Changed, name)
		}
		known[name] = text
		save = append(save, item)
	}
	return save, report, nil
}

// list opens a file of the form {"KEY": [ … ]}; its faults are of the file as
// a whole: catalogue.file.encoding, catalogue.file.json, catalogue.file.shape.
func list(data []byte, key string) ([]json.RawMessage, error) {
	data, err := text(data)
	if err != nil {
		return nil, err
	}
	var file map[string]json.RawMessage
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, brokenJSON(err, key)
	}
	var items []json.RawMessage
	if err := json.Unmarshal(file[key], &items); err != nil {
		return nil, motcua.InvalidField("file", "catalogue.file.shape", "Key", key)
	}
	return items, nil
}

// text is the file without its byte order mark, refused when not UTF-8.
func text(data []byte) ([]byte, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		return nil, motcua.InvalidField("file", "catalogue.file.encoding")
	}
	return data, nil
}

func brokenJSON(err error, key string) error {
	var mistyped *json.UnmarshalTypeError
	if errors.As(err, &mistyped) {
		return motcua.InvalidField("file", "catalogue.file.shape", "Key", key)
	}
	fault := motcua.InvalidField("file", "catalogue.file.json")
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		fault = motcua.InvalidField("file", "catalogue.file.jsonAt", "Offset", syntax.Offset)
	}
	fault.Cause = err
	return fault
}

// strict reads one item of the own form; a name it does not know is refused,
// since a misspelt one would silently lose what it says.
func strict(data []byte, item any) *motcua.Fault {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(item)
	if err == nil {
		return nil
	}
	var fault *motcua.Fault
	if errors.As(err, &fault) {
		return fault
	}
	var mistyped *json.UnmarshalTypeError
	if errors.As(err, &mistyped) {
		return motcua.InvalidField(mistyped.Field, "catalogue.item.type", "Field", mistyped.Field, "Value", mistyped.Value)
	}
	if _, name, ok := strings.Cut(err.Error(), "unknown field "); ok {
		name = strings.Trim(name, `"`)
		return motcua.InvalidField(name, "catalogue.item.unknown", "Field", name)
	}
	fault = motcua.InvalidField("", "catalogue.item.form", "Detail", err.Error())
	fault.Cause = err
	return fault
}

// reject adds one row for each fault found in an item.
func (r *Reading[T]) reject(ref string, faults ...*motcua.Fault) {
	for _, fault := range faults {
		r.Rejected = append(r.Rejected, Row{Ref: ref, Field: fault.Field, Reason: fault.Text})
	}
}

// take accepts the item unless one of its problems is an error; warnings are
// kept beside it.
func (r *Reading[T]) take(ref string, item T, problems []Problem) {
	rows := make([]Row, 0, len(problems))
	for _, p := range problems {
		rows = append(rows, Row{Ref: ref, Field: p.Field, Reason: p.Text})
	}
	if slices.ContainsFunc(problems, func(p Problem) bool { return p.Severity == Error }) {
		for i, p := range problems {
			if p.Severity == Error {
				r.Rejected = append(r.Rejected, rows[i])
			}
		}
		return
	}
	r.Warned = append(r.Warned, rows...)
	r.Items = append(r.Items, item)
}
