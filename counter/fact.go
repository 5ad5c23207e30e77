package counter

import (
	"encoding/json"
	"fmt"
	"time"

	"motcua/identity"
)

// Fact is something that happened to a number.
type Fact interface {
	Kind() string
	Of() int // the number
}

// Event is a fact with when it was recorded and by whom; the zero author is
// whoever stood at the kiosk.
type Event struct {
	Seq  int
	At   time.Time
	By   identity.Actor
	Fact Fact
}

// NumberTaken gives somebody a number.
type NumberTaken struct {
	Number   int      `json:"number"`
	Service  Service  `json:"service"`
	Priority Priority `json:"priority,omitempty"`
	Dossier  string   `json:"dossier,omitempty"`
}

// NumberCalled calls a number to a counter, for the first time or again.
type NumberCalled struct {
	Number int `json:"number"`
	Seat   int `json:"seat"`
}

// NumberMoved passes a number on: it waits again, for another service or counter.
type NumberMoved struct {
	Number  int     `json:"number"`
	Service Service `json:"service"`
	Seat    int     `json:"seat,omitempty"`
	From    int     `json:"from"`
}

// NumberMissed gives up on a number whose holder did not come.
type NumberMissed struct {
	Number int `json:"number"`
	Seat   int `json:"seat"`
}

// NumberServed is done with a number.
type NumberServed struct {
	Number int `json:"number"`
	Seat   int `json:"seat"`
}

// Kind names the fact in the log.
func (NumberTaken) Kind() string { return "numberTaken" }

// Kind names the fact in the log.
func (NumberCalled) Kind() string { return "numberCalled" }

// Kind names the fact in the log.
func (NumberMoved) Kind() string { return "numberMoved" }

// Kind names the fact in the log.
func (NumberMissed) Kind() string { return "numberMissed" }

// Kind names the fact in the log.
func (NumberServed) Kind() string { return "numberServed" }

// Of is the number.
func (f NumberTaken) Of() int { return f.Number }

// Of is the number.
func (f NumberCalled) Of() int { return f.Number }

// Of is the number.
func (f NumberMoved) Of() int { return f.Number }

// Of is the number.
func (f NumberMissed) Of() int { return f.Number }

// Of is the number.
func (f NumberServed) Of() int { return f.Number }

// Encode writes a fact for the log.
func Encode(f Fact) (kind string, data []byte, err error) {
	data, err = json.Marshal(f)
	return f.Kind(), data, err
}

// Decode reads a fact from the log.
func Decode(kind string, data []byte) (Fact, error) {
	switch kind {
	case NumberTaken{}.Kind():
		return decode[NumberTaken](data)
	case NumberCalled{}.Kind():
		return decode[NumberCalled](data)
	case NumberMoved{}.Kind():
		return decode[NumberMoved](data)
	case NumberMissed{}.Kind():
		return decode[NumberMissed](data)
	case NumberServed{}.Kind():
		return decode[NumberServed](data)
	default:
		return nil, fmt.Errorf("unknown fact of a queue %q", kind)
	}
}

func decode[F Fact](data []byte) (Fact, error) {
	var f F
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, fmt.Errorf("decode fact of a queue: %w", err)
	}
	return f, nil
}
