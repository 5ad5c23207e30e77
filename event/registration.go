package event

import (
	"errors"
	"strconv"
	"strings"

	"motcua"
	"motcua/calendar"
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
	Key         string
	Came        bool
	Certificate Certified // the zero one while there is none
	Judged      Judged    // the zero one while they have not said
}

// SignedUp takes a seat.
type SignedUp struct {
	Event string `json:"event"`
	Seat  int    `json:"seat"`
	Registrant
	Key string `json:"key,omitempty"` // opens the ticket, with the id of the registration
}

// Ticked says whether somebody came.
type Ticked struct {
	Came bool `json:"came"`
}

// Certified gives a certificate.
type Certified struct {
	Number string        `json:"number"` // as printed: "01/GCN-SKHĐT"
	Code   string        `json:"code"`   // as looked up by: "CN-2022-0001"
	Check  string        `json:"check"`  // letters that are on the paper alone
	Date   calendar.Date `json:"date"`
}

// Judged says how satisfied somebody was, from 1 to 5, the best.
type Judged struct {
	Score  int    `json:"score"`
	Remark string `json:"remark,omitempty"`
}

// Kind is the name of the fact.
func (SignedUp) Kind() string { return "signedUp" }

// Kind is the name of the fact.
func (Ticked) Kind() string { return "ticked" }

// Kind is the name of the fact.
func (Certified) Kind() string { return "certified" }

// Kind is the name of the fact.
func (Judged) Kind() string { return "judged" }

// RegistrationCodec reads the facts of registrations.
func RegistrationCodec() record.Codec {
	c := record.Codec{}
	record.Knows[SignedUp](c)
	record.Knows[Ticked](c)
	record.Knows[Certified](c)
	record.Knows[Judged](c)
	return c
}

// RebuildRegistration adds the facts of a registration up.
func RebuildRegistration(head record.Head) (*Registration, error) {
	r := &Registration{Head: head}
	for i, e := range head.Events {
		switch f := e.Fact.(type) {
		case SignedUp:
			r.Event, r.Seat, r.Registrant, r.Key = f.Event, f.Seat, f.Registrant, f.Key
		case Ticked:
			r.Came = f.Came
		case Certified:
			r.Certificate = f
		case Judged:
			r.Judged = f
		}
		if _, first := e.Fact.(SignedUp); first != (i == 0) {
			return nil, errors.New("rebuild registration: it does not begin with a seat")
		}
	}
	return r, nil
}

// Row is the registration as lists keep it. Who it is stands in the facts
// alone: no search finds people by it. Its number is the code of the
// certificate, once there is one.
func (r *Registration) Row() record.Row {
	seat := strconv.Itoa(r.Seat)
	row := record.Row{Parent: r.Event, Number: seat, Same: r.Event + "|" + seat}
	if r.Came {
		row.State = "came"
	}
	if r.Certificate.Code != "" {
		row.Number = r.Certificate.Code
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
func (e Event) Take(id string, taken []*Registration, who Registrant, key string) (record.Fact, error) {
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
	return SignedUp{Event: id, Seat: len(taken) + 1, Registrant: who, Key: key}, nil
}
