package identity

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"motcua"
	"motcua/calendar"
	"motcua/vietnamese"
)

// Deputyship is that a person acts for another who is away (uỷ quyền khi vắng),
// from one day to another: what its facts add up to.
type Deputyship struct {
	ID string
	DeputyNamed
	NamedBy DeputyBy
	Ended   bool // recalled before its last day
	EndedBy DeputyBy
	Reason  string // of the recall
	Events  []DeputyEvent
}

// DeputyBy is who recorded a fact of a deputyship.
type DeputyBy struct {
	Person string `json:"person"`
	Name   string `json:"name"`
}

// DeputyEvent is a fact of a deputyship with its time and author.
type DeputyEvent struct {
	Seq  int
	At   time.Time
	By   DeputyBy
	Fact DeputyFact
}

// DeputyFact is something that happened to a deputyship.
type DeputyFact interface{ Kind() string }

// DeputyNamed is that somebody is to act for another, both days included.
type DeputyNamed struct {
	Principal     string        `json:"principal"` // sign-in name
	PrincipalName string        `json:"principalName"`
	Person        string        `json:"person"` // who acts: the deputy
	PersonName    string        `json:"personName"`
	From          calendar.Date `json:"from"`
	To            calendar.Date `json:"to"`
	Why           string        `json:"why"`
}

// DeputyRecalled ends a deputyship at once.
type DeputyRecalled struct {
	Reason string `json:"reason,omitempty"`
}

// Kind names the fact in the log.
func (DeputyNamed) Kind() string { return "named" }

// Kind names the fact in the log.
func (DeputyRecalled) Kind() string { return "recalled" }

// DecodeDeputy reads a fact of a deputyship from the log.
func DecodeDeputy(kind string, data []byte) (DeputyFact, error) {
	switch kind {
	case DeputyNamed{}.Kind():
		var f DeputyNamed
		err := json.Unmarshal(data, &f)
		return f, err
	case DeputyRecalled{}.Kind():
		var f DeputyRecalled
		err := json.Unmarshal(data, &f)
		return f, err
	default:
		return nil, fmt.Errorf("decode fact of a deputyship: unknown kind %q", kind)
	}
}

// RebuildDeputyship adds facts up, oldest first.
func RebuildDeputyship(id string, events []DeputyEvent) *Deputyship {
	d := &Deputyship{ID: id, Events: events}
	for _, e := range events {
		switch f := e.Fact.(type) {
		case DeputyNamed:
			d.DeputyNamed, d.NamedBy = f, e.By
		case DeputyRecalled:
			d.Ended, d.EndedBy, d.Reason = true, e.By, f.Reason
		}
	}
	return d
}

// With is the deputyship with one more fact.
func (d *Deputyship) With(at time.Time, by Actor, f DeputyFact) (*Deputyship, DeputyEvent) {
	e := DeputyEvent{Seq: len(d.Events) + 1, At: at, By: DeputyBy{Person: by.Person, Name: by.Name}, Fact: f}
	return RebuildDeputyship(d.ID, append(slices.Clone(d.Events), e)), e
}

// Active tells whether the deputy may act on a day.
func (d *Deputyship) Active(day calendar.Date) bool {
	return !d.Ended && !day.Before(d.From) && !day.After(d.To)
}

const (
	deputyMonths = 12 // the longest that one naming lasts
	deputyWords  = 500
)

// MayNameDeputy tells whether the actor may name somebody to act for a person:
// the person, the head of the unit, the leadership of the agency, or who keeps
// the system. Whoever acts for another names nobody: what was lent is not lent
// on.
func MayNameDeputy(by Actor, principal Person) bool {
	if by.For != "" || by.Person == "" {
		return false
	}
	if by.Person == principal.ID || by.Is(Admin) {
		return true
	}
	return slices.ContainsFunc(principal.Posts, func(p Post) bool {
		return p.Role != Director && (by.In(p.Agency, "", Director) || p.Role != Head && p.Unit != "" && by.In(p.Agency, p.Unit, Head))
	})
}

// NameDeputy decides, on a day, that a deputy is to act for a principal.
func NameDeputy(by Actor, principal, deputy Person, f DeputyNamed, day calendar.Date) (DeputyNamed, error) {
	if !MayNameDeputy(by, principal) {
		return f, motcua.Refused(motcua.Forbidden, "deputy.forbidden")
	}
	var faults []*motcua.Fault
	bad := func(field, key string, pairs ...any) {
		faults = append(faults, motcua.InvalidField(field, key, pairs...))
	}
	switch {
	case deputy.ID == principal.ID:
		bad("person", "deputy.self")
	case deputy.ID == by.Person:
		bad("person", "deputy.own")
	case !deputy.Active || !principal.Active:
		bad("person", "deputy.inactive")
	case !slices.ContainsFunc(deputy.Posts, func(p Post) bool { return principal.Acting("").In(p.Agency, "") }):
		bad("person", "deputy.elsewhere")
	case len(lent(principal.Posts)) == 0:
		bad("principal", "deputy.nothing")
	}
	switch {
	case f.From.IsZero():
		bad("from", "deputy.from.missing")
	case f.From.Before(day):
		bad("from", "deputy.from.past", "Day", day)
	}
	switch {
	case f.To.IsZero():
		bad("to", "deputy.to.missing")
	case f.To.Before(f.From):
		bad("to", "deputy.to.before", "From", f.From)
	case !f.From.IsZero() && f.To.After(f.From.AddMonths(deputyMonths)):
		bad("to", "deputy.to.far", "Day", f.From.AddMonths(deputyMonths))
	}
	var err error
	if f.Why, err = vietnamese.Clean("why", strings.TrimSpace(f.Why)); err != nil {
		if fault, ok := motcua.AsFault(err); ok {
			faults = append(faults, fault)
		}
	} else if f.Why == "" {
		bad("why", "deputy.why.missing")
	} else if utf8.RuneCountInString(f.Why) > deputyWords {
		bad("why", "deputy.long", "Most", deputyWords)
	}
	f.Principal, f.PrincipalName, f.Person, f.PersonName = principal.ID, principal.Name, deputy.ID, deputy.Name
	return f, motcua.Join(faults...)
}

// Recall decides that a deputyship ends at once: whoever might name it ends it,
// and the deputy may give it up.
func (d *Deputyship) Recall(by Actor, principal Person, reason string, day calendar.Date) (DeputyRecalled, error) {
	if !MayNameDeputy(by, principal) && (by.For != "" || by.Person != d.Person) {
		return DeputyRecalled{}, motcua.Refused(motcua.Forbidden, "deputy.forbidden")
	}
	if d.Ended || day.After(d.To) {
		return DeputyRecalled{}, motcua.Refused(motcua.Conflict, "deputy.over")
	}
	reason, err := vietnamese.Clean("reason", strings.TrimSpace(reason))
	if err == nil && utf8.RuneCountInString(reason) > deputyWords {
		err = motcua.InvalidField("reason", "deputy.long", "Most", deputyWords)
	}
	return DeputyRecalled{Reason: reason}, err
}

// lent are the posts in which a deputy may act: keeping the system is nobody's
// to lend, since whoever has it can give themselves every right.
func lent(posts []Post) []Post {
	return slices.DeleteFunc(slices.Clone(posts), func(p Post) bool { return p.Role == Admin })
}

// ActingFor is the person acting for another: with the posts of the other and
// no more, under both names.
func (p Person) ActingFor(principal Person, from string) Actor {
	return Actor{Person: p.ID, Name: p.Name + ", thay mặt " + principal.Name, Posts: lent(principal.Posts), From: from, For: principal.ID, Own: p.Posts}
}

// Whose is whose work the actor does: that of the person acted for, or the
// actor's own.
func (a Actor) Whose() string {
	if a.For != "" {
		return a.For
	}
	return a.Person
}

// Stands tells whether a sign-in name is the actor's or that of the person acted
// for: of an act that two are to do, neither may do both halves.
func (a Actor) Stands(person string) bool {
	return person != "" && (person == a.Person || person == a.For)
}

// twice tells whether an act for another would approve what the deputy prepared
// with their own hands.
func twice(a Actor, action Action, on Object) bool {
	return a.For != "" && (action == Conclude || action == DecideExtension || action == ApproveFeedback || action == Initial || action == Sign || action == Seal) && slices.Contains(on.Prepared, a.Person)
}
