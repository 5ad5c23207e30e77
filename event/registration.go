package event

import (
	"errors"
	"strconv"
	"strings"

	"motcua"
	"motcua/identity"
	"motcua/record"
)

// Registrant is who registers for an event.
type Registrant struct {
	Name         string `json:"name"`
	Organisation string `json:"organisation,omitempty"`
	Phone        string `json:"phone"`
	Email        string `json:"email,omitempty"`
}

// Registration is one seat that was taken. Seats are numbered without gaps, so
// that of two who take one at the same time one has to look again.
type Registration struct {
	record.Head
	Event string
	Seat  int
	Registrant
	Came bool
}

// SignedUp takes a seat.
type SignedUp struct {
	Event string `json:"event"`
	Seat  int    `json:"seat"`
	Registrant
}

// Ticked says whether somebody came.
type Ticked struct {
	Came bool `json:"came"`
}

// Kind is the name of the fact.
func (SignedUp) Kind() string { return "signedUp" }

// Kind is the name of the fact.
func (Ticked) Kind() string { return "ticked" }

// RegistrationCodec reads the facts of registrations.
func RegistrationCodec() record.Codec {
	c := record.Codec{}
	record.Knows[SignedUp](c)
	record.Knows[Ticked](c)
	return c
}

// RebuildRegistration adds the facts of a registration up.
func RebuildRegistration(head record.Head) (*Registration, error) {
	r := &Registration{Head: head}
	for i, e := range head.Events {
		switch f := e.Fact.(type) {
		case SignedUp:
			r.Event, r.Seat, r.Registrant = f.Event, f.Seat, f.Registrant
		case Ticked:
			r.Came = f.Came
		}
		if _, first := e.Fact.(SignedUp); first != (i == 0) {
			return nil, errors.New("rebuild registration: it does not begin with a seat")
		}
	}
	return r, nil
}

// Row is the registration as lists keep it. Who it is stands in the facts
// alone: no search finds people by it.
func (r *Registration) Row() record.Row {
	seat := strconv.Itoa(r.Seat)
	row := record.Row{Parent: r.Event, Number: seat, Same: r.Event + "|" + seat}
	if r.Came {
		row.State = "came"
	}
	return row
}

// Clean tidies what was typed, or says what is wrong with it.
func (r Registrant) Clean() (Registrant, error) {
	var c record.Check
	c.Text("name", &r.Name, true)
	c.Text("organisation", &r.Organisation, false)
	phone, err := identity.Phone(r.Phone)
	c.Wrong(onField("phone", err))
	r.Phone = phone
	if r.Email = strings.ToLower(strings.TrimSpace(r.Email)); r.Email != "" {
		email, err := identity.Mail(r.Email)
		c.Wrong(onField("email", err))
		r.Email = email
	}
	return r, c.Err()
}

func onField(field string, err error) error {
	f, ok := motcua.AsFault(err)
	if !ok {
		return err
	}
	named := *f
	named.Field = field
	return &named
}

// Take gives the next seat of an event to somebody who has none, while there is
// one left.
func (e Event) Take(id string, taken []*Registration, who Registrant) (record.Fact, error) {
	for _, t := range taken {
		switch {
		case t.Phone == who.Phone:
			return nil, motcua.InvalidField("phone", "event.twice")
		case who.Email != "" && t.Email == who.Email:
			return nil, motcua.InvalidField("email", "event.twice")
		}
	}
	if int64(len(taken)) >= e.Capacity {
		return nil, motcua.Refused(motcua.Conflict, "event.full", "Count", e.Capacity)
	}
	return SignedUp{Event: id, Seat: len(taken) + 1, Registrant: who}, nil
}
