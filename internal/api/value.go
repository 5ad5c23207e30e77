package api

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"motcua"
	"motcua/calendar"
	"motcua/deadline"
	"motcua/internal/message"
)

// Instant is a moment on its way out: RFC 3339 at +07:00, null when it has not
// come yet.
type Instant time.Time

// MarshalJSON writes the instant, with milliseconds when it has some.
func (i Instant) MarshalJSON() ([]byte, error) {
	t := time.Time(i)
	if t.IsZero() {
		return []byte("null"), nil
	}
	layout := `"2006-01-02T15:04:05Z07:00"`
	if t.Nanosecond() >= int(time.Millisecond) {
		layout = `"2006-01-02T15:04:05.000Z07:00"`
	}
	return t.In(calendar.Zone()).AppendFormat(nil, layout), nil
}

// Schema is that of a date-time or null.
func (Instant) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "date-time", Nullable: true,
		Description: "RFC 3339 at +07:00; null when it has not come yet"}
}

// readInstant reads an instant with an offset, or in Vietnam's time without.
func readInstant(field, text string) (time.Time, *motcua.Fault) {
	text = strings.TrimSpace(text)
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04"} {
		if t, err := time.ParseInLocation(layout, text, calendar.Zone()); err == nil {
			return t.Truncate(time.Millisecond), nil
		}
	}
	return time.Time{}, motcua.InvalidField(field, "api.instant", "Value", text)
}

// maybeInstant is readInstant for a field that may be left out.
func maybeInstant(field, text string) (time.Time, *motcua.Fault) {
	if strings.TrimSpace(text) == "" {
		return time.Time{}, nil
	}
	return readInstant(field, text)
}

// readTerm reads a term of a field.
func readTerm(field, text string) (deadline.Term, *motcua.Fault) {
	term, err := deadline.ParseTerm(text)
	return term, inField(field, err)
}

// inField is the fault of an error under the name that the field has here; nil
// for no error.
func inField(field string, err error) *motcua.Fault {
	var fault *motcua.Fault
	if err == nil {
		return nil
	}
	if !errors.As(err, &fault) {
		return &motcua.Fault{Kind: motcua.Internal, Text: motcua.Say("api.internal"), Cause: err}
	}
	named := *fault
	named.Field = field
	return &named
}

// dated names the field of a fault of the calendar, which knows none: the
// instant itself when it lies outside the announced days, else the term that
// leads out of them.
func dated(err error, field string, at time.Time) error {
	var fault *motcua.Fault
	if !errors.As(err, &fault) || fault.Field != "" || !strings.HasPrefix(fault.Text.Key, "calendar.") {
		return err
	}
	first, _ := fault.Text.Args["From"].(calendar.Date)
	last, announced := fault.Text.Args["To"].(calendar.Date)
	if day := calendar.DateOf(at); announced && !at.IsZero() && (day.Before(first) || day.After(last)) {
		return inField(field, fault)
	}
	return inField("term", fault)
}

// minutes is working time rounded to the nearest minute.
func minutes(d time.Duration) int64 { return int64(d.Round(time.Minute) / time.Minute) }

// list is never null.
func list[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}

// Step is one reason on the way to a date.
type Step struct {
	Kind string  `json:"kind" doc:"receipt, cutOff, opening, firstDay, weekend, dayOff, makeUp, pause, restart, extension, reappointment, rollForward or due"`
	From Instant `json:"from"`
	To   Instant `json:"to"`
	Text string  `json:"text" doc:"In the reader's language"`
}

func stepsOf(steps []deadline.Step, words *message.Printer) []Step {
	out := make([]Step, 0, len(steps))
	for _, s := range steps {
		out = append(out, Step{Kind: s.Kind, From: Instant(s.From), To: Instant(s.To), Text: words.Text(s.Text)})
	}
	return out
}

// Page is one page of a list.
type Page[T any] struct {
	Items []T     `json:"items" nullable:"false"`
	Next  *string `json:"next" doc:"The after of the next page; null on the last"`
}

func pageOf[T any](items []T, next string) Page[T] {
	p := Page[T]{Items: list(items)}
	if next != "" {
		p.Next = &next
	}
	return p
}

// Maybe is a value that may be null.
type Maybe[T any] struct{ value *T }

// MarshalJSON writes the value, or null.
func (m Maybe[T]) MarshalJSON() ([]byte, error) { return json.Marshal(m.value) }

// UnmarshalJSON reads the value as strictly as the body it stands in.
func (m *Maybe[T]) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	m.value = new(T)
	return decode(data, m.value)
}

// Schema is that of the value or null.
func (Maybe[T]) Schema(r huma.Registry) *huma.Schema {
	return &huma.Schema{OneOf: []*huma.Schema{r.Schema(reflect.TypeFor[T](), true, ""), {Type: "null"}}}
}
