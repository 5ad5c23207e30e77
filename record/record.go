// Package record is what the things of the department's office have in common:
// plans and tasks, directives, inspections, reviews, legal documents, events,
// posts and estimates are each the list of their facts, in a log with chained
// hashes, and a row for lists that follows from them. What a thing is and what
// may happen to it is said by the room of its noun.
package record

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"motcua/calendar"
	"motcua/identity"
	"motcua/vietnamese"
)

// Event is one fact in the log of a record.
type Event struct {
	Seq  int // from 1, without gaps
	At   time.Time
	By   By
	Fact Fact
}

// By is who recorded a fact and as what.
type By struct {
	Person string        `json:"person"`
	Name   string        `json:"name,omitempty"`
	Role   identity.Role `json:"role,omitempty"`
	Unit   string        `json:"unit,omitempty"`
	For    string        `json:"for,omitempty"` // whom they were a deputy of
}

// Act is the moment and author of a decision.
type Act struct {
	At time.Time
	By identity.Actor
}

// Author is the author of the act as the log keeps it.
func (a Act) Author() By {
	by := By{Person: a.By.Person, Name: a.By.Name, For: a.By.For}
	if len(a.By.Posts) > 0 {
		by.Role, by.Unit = a.By.Posts[0].Role, a.By.Posts[0].Unit
	}
	return by
}

// Fact is something that happened to a record; it is never changed afterwards.
type Fact interface {
	// Kind is the stable name of the fact in the log.
	Kind() string
}

// Head is what every record has: its id and the facts it is made of.
type Head struct {
	ID     string
	Events []Event
}

// Version is how many facts the record has; a change that was decided on
// another version is refused.
func (h Head) Version() int { return len(h.Events) }

// First is who made the record and when; the zero Event when it has no facts.
func (h Head) First() Event {
	if len(h.Events) == 0 {
		return Event{}
	}
	return h.Events[0]
}

// After makes the events of facts that follow the version of a record.
func After(version int, act Act, facts ...Fact) []Event {
	events := make([]Event, len(facts))
	for i, f := range facts {
		events[i] = Event{Seq: version + i + 1, At: act.At, By: act.Author(), Fact: f}
	}
	return events
}

// Row is what lists keep of a record. All of it follows from the facts.
type Row struct {
	Noun, ID string
	Parent   string        // the record it belongs to, such as the plan of a task; "" for none
	Number   string        // number and sign, or code, that it is known by
	Title    string        // what it is called in lists and in a search
	Day      calendar.Date // lists stand in the order of it; the zero day last
	Unit     string        // whose it is, of the lead agency
	Person   string        // sign-in name
	State    string
	Due      time.Time // zero when it has no date
	Ended    time.Time // zero while it is open
	// Same holds a record to one of its kind: no two of a noun have the same,
	// unless it is "".
	Same    string
	Search  string // folded words
	Version int
}

// Words are the folded words that a search finds the record by.
func (r Row) Words() []string {
	return vietnamese.Words(strings.Join([]string{r.Number, r.Title, r.Search}, " "))
}

// Begins tells whether each of some folded words begins one of the record's.
func (r Row) Begins(words []string) bool {
	own := r.Words()
	for _, word := range words {
		if !slices.ContainsFunc(own, func(of string) bool { return strings.HasPrefix(of, word) }) {
			return false
		}
	}
	return len(words) > 0
}

// Codec reads the facts of one noun from the log.
type Codec map[string]func(data []byte) (Fact, error)

// Knows adds a kind of fact to a codec.
func Knows[F Fact](c Codec) {
	var zero F
	c[zero.Kind()] = func(data []byte) (Fact, error) {
		var f F
		if err := json.Unmarshal(data, &f); err != nil {
			return nil, fmt.Errorf("decode fact %s: %w", zero.Kind(), err)
		}
		return f, nil
	}
}

// Decode reads a fact; an unknown kind is an error, since a fact that is passed
// over would change what the record is.
func (c Codec) Decode(kind string, data []byte) (Fact, error) {
	read, ok := c[kind]
	if !ok {
		return nil, fmt.Errorf("decode fact: unknown kind %q", kind)
	}
	return read(data)
}

// Encode writes a fact for the log.
func Encode(f Fact) (kind string, data []byte, err error) {
	data, err = json.Marshal(f)
	return f.Kind(), data, err
}
