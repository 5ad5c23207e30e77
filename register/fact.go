package register

import (
	"encoding/json"
	"fmt"
	"time"

	"motcua/identity"
)

// Event is one fact in the log of a document.
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
}

// Act is the moment and author of a decision.
type Act struct {
	At time.Time
	By identity.Actor
}

func (a Act) by() By {
	by := By{Person: a.By.Person, Name: a.By.Name}
	if len(a.By.Posts) > 0 {
		by.Role, by.Unit = a.By.Posts[0].Role, a.By.Posts[0].Unit
	}
	return by
}

// Fact is something that happened to a document; it is never changed afterwards.
type Fact interface {
	// Kind is the stable name of the fact in the log.
	Kind() string
	apply(d *Document, e Event)
}

// NumberGiven is the first fact of an outgoing document.
type NumberGiven struct {
	ID     string   `json:"id"`
	Series Series   `json:"series"`
	Number int      `json:"number"`
	Doc    Outgoing `json:"doc"`
}

// Arrived is the first fact of an incoming document.
type Arrived struct {
	ID     string   `json:"id"`
	Series Series   `json:"series"`
	Number int      `json:"number"`
	Doc    Incoming `json:"doc"`
}

// Issued says that an outgoing document left, and how.
type Issued struct {
	Way  string `json:"way"`
	Note string `json:"note,omitempty"`
}

// Given gives an incoming document to a unit, or to a person of it.
type Given struct {
	Unit   string `json:"unit"`
	Person string `json:"person,omitempty"`
	Name   string `json:"name,omitempty"`
	Note   string `json:"note,omitempty"`
	Limit  Limit  `json:"limit,omitzero"`
}

// Passed gives it on to another unit or person; its date stays.
type Passed struct {
	Unit   string `json:"unit"`
	Person string `json:"person,omitempty"`
	Name   string `json:"name,omitempty"`
	Note   string `json:"note,omitempty"`
}

// Done says what was done about an incoming document.
type Done struct {
	Answer string `json:"answer"`
	Reply  string `json:"reply,omitempty"` // id of the outgoing document
	Symbol string `json:"symbol,omitempty"`
}

// Withdrawn takes a number out of use; it stays in the book.
type Withdrawn struct {
	Reason string `json:"reason"`
}

// Superseded says that another document stands in place of this one.
type Superseded struct {
	By     string `json:"by"`
	Symbol string `json:"symbol"`
}

// PutRight says that an official letter puts the form of this one right.
type PutRight struct {
	By     string `json:"by"`
	Symbol string `json:"symbol"`
}

// LinkMade leads to something else.
type LinkMade struct {
	Link
}

// Kind is the name of the fact.
func (NumberGiven) Kind() string { return "numbered" }

// Kind is the name of the fact.
func (Arrived) Kind() string { return "arrived" }

// Kind is the name of the fact.
func (Issued) Kind() string { return "released" }

// Kind is the name of the fact.
func (Given) Kind() string { return "assigned" }

// Kind is the name of the fact.
func (Passed) Kind() string { return "passedOn" }

// Kind is the name of the fact.
func (Done) Kind() string { return "completed" }

// Kind is the name of the fact.
func (Withdrawn) Kind() string { return "cancelled" }

// Kind is the name of the fact.
func (Superseded) Kind() string { return "replaced" }

// Kind is the name of the fact.
func (PutRight) Kind() string { return "corrected" }

// Kind is the name of the fact.
func (LinkMade) Kind() string { return "linked" }

// FactKinds lists the name of every kind of fact.
func FactKinds() []string {
	var kinds []string
	for _, f := range []Fact{NumberGiven{}, Arrived{}, Issued{}, Given{}, Passed{}, Done{}, Withdrawn{}, Superseded{}, PutRight{}, LinkMade{}} {
		kinds = append(kinds, f.Kind())
	}
	return kinds
}

// Encode writes a fact for the log.
func Encode(f Fact) (kind string, data []byte, err error) {
	data, err = json.Marshal(f)
	return f.Kind(), data, err
}

// Decode reads a fact from the log.
func Decode(kind string, data []byte) (Fact, error) {
	switch kind {
	case NumberGiven{}.Kind():
		return decode[NumberGiven](data)
	case Arrived{}.Kind():
		return decode[Arrived](data)
	case Issued{}.Kind():
		return decode[Issued](data)
	case Given{}.Kind():
		return decode[Given](data)
	case Passed{}.Kind():
		return decode[Passed](data)
	case Done{}.Kind():
		return decode[Done](data)
	case Withdrawn{}.Kind():
		return decode[Withdrawn](data)
	case Superseded{}.Kind():
		return decode[Superseded](data)
	case PutRight{}.Kind():
		return decode[PutRight](data)
	case LinkMade{}.Kind():
		return decode[LinkMade](data)
	default:
		return nil, fmt.Errorf("decode fact of a document: unknown kind %q", kind)
	}
}

func decode[F Fact](data []byte) (Fact, error) {
	var f F
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, fmt.Errorf("decode fact %s of a document: %w", f.Kind(), err)
	}
	return f, nil
}
