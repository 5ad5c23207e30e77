package motcua

import (
	"errors"
	"fmt"
	"sort"
	"strings"
)

// Text is a sentence that waits for its language: the key of a message in the
// catalogue (internal/message) and the values it speaks of. Values keep their
// Go types (time.Time, time.Duration, calendar.Date, int64 đồng …) so that the
// catalogue can write each as its reader writes it.
type Text struct {
	Key  string         `json:"key"`
	Args map[string]any `json:"args,omitempty"`
}

// Say makes a Text from a key and alternating names and values.
func Say(key string, pairs ...any) Text {
	text := Text{Key: key}
	for i := 0; i+1 < len(pairs); i += 2 {
		if text.Args == nil {
			text.Args = make(map[string]any, len(pairs)/2)
		}
		text.Args[pairs[i].(string)] = pairs[i+1]
	}
	return text
}

// String writes the key and its values for developers and logs; readers get
// the catalogue's sentence instead.
func (t Text) String() string {
	if len(t.Args) == 0 {
		return t.Key
	}
	names := make([]string, 0, len(t.Args))
	for name := range t.Args {
		names = append(names, name)
	}
	sort.Strings(names)
	var b strings.Builder
	b.WriteString(t.Key)
	for _, name := range names {
		fmt.Fprintf(&b, " %s=%v", name, t.Args[name])
	}
	return b.String()
}

// Kind says who can act on a fault.
type Kind int

// The kinds of fault. Anything that is not a Fault is Internal: logged, hidden
// from the reader.
const (
	Internal  Kind = iota // ours to mend; the reader gets an incident number
	Invalid               // the input: say which field and what is accepted (422)
	Forbidden             // the right: say who has it (403)
	NotFound              // no such thing, or not for this reader (404)
	Conflict              // the state: say what happened meanwhile (409)
)

// Fault is an error written for the person who can act on it.
type Fault struct {
	Kind  Kind
	Field string // JSON name of the field at fault; "" when it is about the whole
	Text  Text   // what is wrong and what to do; Text.Key is also the stable code
	More  []*Fault
	Cause error
}

// Error writes the fault for developers and logs.
func (f *Fault) Error() string {
	s := f.Text.String()
	if f.Field != "" {
		s = f.Field + ": " + s
	}
	if f.Cause != nil {
		s += ": " + f.Cause.Error()
	}
	return s
}

// Unwrap gives the cause to errors.Is and errors.As.
func (f *Fault) Unwrap() error { return f.Cause }

// All lists the fault and those found beside it, in order.
func (f *Fault) All() []*Fault { return append([]*Fault{f}, f.More...) }

// InvalidField is a fault of one input field.
func InvalidField(field, key string, pairs ...any) *Fault {
	return &Fault{Kind: Invalid, Field: field, Text: Say(key, pairs...)}
}

// Refused is a fault of another kind: Forbidden, NotFound or Conflict.
func Refused(kind Kind, key string, pairs ...any) *Fault {
	return &Fault{Kind: kind, Text: Say(key, pairs...)}
}

// Join makes one fault of several found in the same input, those that came
// beside each of them too; nil when there are none.
func Join(faults ...*Fault) error {
	var joined *Fault
	for _, f := range faults {
		if f == nil {
			continue
		}
		for _, one := range f.All() {
			single := *one
			single.More = nil
			if joined == nil {
				joined = &single
			} else {
				joined.More = append(joined.More, &single)
			}
		}
	}
	if joined == nil {
		return nil
	}
	return joined
}

// AsFault gives the fault that err is or wraps.
func AsFault(err error) (*Fault, bool) {
	var f *Fault
	ok := errors.As(err, &f)
	return f, ok
}

// KindOf is the kind of err; Internal for an error that is not a Fault.
func KindOf(err error) Kind {
	var f *Fault
	if errors.As(err, &f) {
		return f.Kind
	}
	return Internal
}
