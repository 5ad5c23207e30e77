package event

import (
	"slices"

	"motcua"
	"motcua/calendar"
	"motcua/record"
	"motcua/vietnamese"
)

// Kind is what sort of event it is.
type Kind string

// The kinds.
const (
	Publicity  Kind = "publicity" // of the reform: a meeting of the office, a page, a leaflet
	Meeting    Kind = "meeting"   // with businesses
	Workshop   Kind = "workshop"
	Conference Kind = "conference" // of the department's own people
	Course     Kind = "course"     // of training
)

// Kinds lists the kinds.
func Kinds() []Kind { return []Kind{Publicity, Meeting, Workshop, Conference, Course} }

// Event is what is kept of an event.
type Event struct {
	Sort     Kind          `json:"kind"`
	Title    string        `json:"title"`
	Channel  string        `json:"channel,omitempty"` // of publicity
	Partner  string        `json:"partner,omitempty"`
	Trainer  string        `json:"trainer,omitempty"` // of a course
	Place    string        `json:"place,omitempty"`
	From     calendar.Date `json:"from"`
	To       calendar.Date `json:"to,omitzero"` // the zero day: one day alone
	Audience string        `json:"audience,omitempty"`
	Purpose  string        `json:"purpose,omitempty"`
	Attended int64         `json:"attended,omitempty"` // how many came; 0 while it is not known
	Evidence string        `json:"evidence,omitempty"` // papers, addresses, minutes that show it
	// Capacity is how many may register; 0: nobody registers.
	Capacity int64         `json:"capacity,omitempty"`
	Closes   calendar.Date `json:"closes,omitzero"` // the last day to register
}

// most is how many people an event has at most.
const most = 100_000

// Noun is what events are called in the store.
func (Event) Noun() string { return "event" }

// Last is the last day of the event.
func (e Event) Last() calendar.Date {
	if e.To.IsZero() {
		return e.From
	}
	return e.To
}

// Clean tidies an event, or says what is wrong with it.
func (e Event) Clean() (Event, error) {
	var c record.Check
	if !slices.Contains(Kinds(), e.Sort) {
		c.Wrong(motcua.InvalidField("kind", "record.kind"))
	}
	c.Text("title", &e.Title, true)
	c.Text("channel", &e.Channel, e.Sort == Publicity)
	c.Text("partner", &e.Partner, false)
	c.Text("trainer", &e.Trainer, false)
	c.Text("place", &e.Place, e.Capacity > 0)
	c.Text("audience", &e.Audience, e.Sort == Course)
	c.Text("purpose", &e.Purpose, false)
	c.Text("evidence", &e.Evidence, false)
	c.Day("from", e.From, true)
	c.Day("to", e.To, false)
	c.Order("to", e.From, e.To)
	c.Whole("attended", e.Attended, most)
	c.Whole("capacity", e.Capacity, most)
	c.Day("closes", e.Closes, e.Capacity > 0)
	if !e.Closes.IsZero() && e.Closes.After(e.Last()) {
		c.Wrong(motcua.InvalidField("closes", "event.closesLate", "Day", e.Last()))
	}
	return e, c.Err()
}

// Row is the event as lists keep it.
func (e Event) Row() record.Row {
	return record.Row{Title: e.Title, Day: e.From, State: string(e.Sort), Search: vietnamese.Fold(e.Title + " " + e.Channel + " " + e.Partner + " " + e.Trainer + " " + e.Place + " " + e.Audience)}
}

// Public tells whether everybody may see the event and register for it.
func (e Event) Public() bool { return e.Capacity > 0 }

// Open refuses a registration that comes too late or is not asked for.
func (e Event) Open(today calendar.Date) error {
	switch {
	case !e.Public():
		return motcua.Refused(motcua.NotFound, "record.unknown")
	case today.After(e.Closes):
		return motcua.Refused(motcua.Conflict, "event.closed", "Day", e.Closes)
	}
	return nil
}
