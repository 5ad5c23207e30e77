package account

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
	"motcua/vietnamese"
)

// Organisation is an enterprise, cooperative or agency that people act for.
type Organisation struct {
	TaxCode string `json:"taxCode"` // mã số doanh nghiệp, mã số thuế
	Name    string `json:"name"`
	Address string `json:"address,omitempty"`
}

// Owner is the id under which an organisation holds drafts and dossiers, as an
// account holds its own under its id: whoever acts for it sees the same ones.
func (o Organisation) Owner() string { return "org-" + o.TaxCode }

// Standing is what became of a mandate.
type Standing string

// The standings of a mandate.
const (
	MandateWaiting   Standing = "waiting"
	MandateConfirmed Standing = "confirmed"
	MandateRefused   Standing = "refused"
	MandateEnded     Standing = "ended"
)

// Evidence is the paper that shows a mandate: an authorisation (giấy uỷ quyền),
// or the certificate that names the legal representative.
type Evidence struct {
	File string `json:"file"` // id of a document.File
	Name string `json:"name"`
	Size int64  `json:"size"`
}

// Mandate is the right of an account to act for an organisation: what its facts
// add up to.
type Mandate struct {
	ID string
	Asked
	AskedAt  time.Time
	Standing Standing
	Reason   string // of a refusal or an end
	By       MandateBy
	Events   []MandateEvent
}

// MandateBy is who recorded a fact: a sign-in name, or the id of an account.
type MandateBy struct {
	Person string `json:"person"`
	Name   string `json:"name"`
}

// MandateEvent is a fact of a mandate with its time and author.
type MandateEvent struct {
	Seq  int
	At   time.Time
	By   MandateBy
	Fact MandateFact
}

// MandateFact is something that happened to a mandate.
type MandateFact interface{ Kind() string }

// Asked is that an account asks to act for an organisation, until and including
// a day, in some procedures or, when none is named, in all.
type Asked struct {
	Account      string        `json:"account"`
	Person       string        `json:"personName"` // name of the account's owner then
	Organisation Organisation  `json:"organisation"`
	Position     string        `json:"position,omitempty"` // in the organisation
	Procedures   []string      `json:"procedures,omitempty"`
	Until        calendar.Date `json:"until"`
	Evidence     Evidence      `json:"evidence"`
}

// Confirmed is that the desk has held the evidence to the request.
type Confirmed struct{}

// Refused is that the desk does not accept the evidence.
type Refused struct {
	Reason string `json:"reason"`
}

// Ended is that the mandate ended before its day.
type Ended struct {
	Reason string `json:"reason,omitempty"`
}

// Kind names the fact in the log.
func (Asked) Kind() string { return "asked" }

// Kind names the fact in the log.
func (Confirmed) Kind() string { return "confirmed" }

// Kind names the fact in the log.
func (Refused) Kind() string { return "refused" }

// Kind names the fact in the log.
func (Ended) Kind() string { return "ended" }

// DecodeMandate reads a fact of a mandate from the log.
func DecodeMandate(kind string, data []byte) (MandateFact, error) {
	var f MandateFact
	var err error
	switch kind {
	case Asked{}.Kind():
		var x Asked
		err = json.Unmarshal(data, &x)
		f = x
	case Confirmed{}.Kind():
		f = Confirmed{}
	case Refused{}.Kind():
		var x Refused
		err = json.Unmarshal(data, &x)
		f = x
	case Ended{}.Kind():
		var x Ended
		err = json.Unmarshal(data, &x)
		f = x
	default:
		err = fmt.Errorf("unknown kind %q", kind)
	}
	if err != nil {
		return nil, fmt.Errorf("decode fact of a mandate: %w", err)
	}
	return f, nil
}

// RebuildMandate adds facts up, oldest first.
func RebuildMandate(id string, events []MandateEvent) *Mandate {
	m := &Mandate{ID: id, Events: events}
	for _, e := range events {
		switch f := e.Fact.(type) {
		case Asked:
			m.Asked, m.AskedAt, m.Standing = f, e.At, MandateWaiting
		case Confirmed:
			m.Standing = MandateConfirmed
		case Refused:
			m.Standing, m.Reason = MandateRefused, f.Reason
		case Ended:
			m.Standing, m.Reason = MandateEnded, f.Reason
		}
		m.By = e.By
	}
	return m
}

// With is the mandate with one more fact.
func (m *Mandate) With(at time.Time, by MandateBy, f MandateFact) (*Mandate, MandateEvent) {
	e := MandateEvent{Seq: len(m.Events) + 1, At: at, By: by, Fact: f}
	return RebuildMandate(m.ID, append(slices.Clone(m.Events), e)), e
}

// Active tells whether the account may act for the organisation on a day: the
// desk has confirmed it, nobody has ended it, and its last day is not past.
func (m *Mandate) Active(day calendar.Date) bool {
	return m.Standing == MandateConfirmed && !day.After(m.Until)
}

// Covers tells whether a mandate is for a procedure.
func (m *Mandate) Covers(procedure string) bool {
	return len(m.Procedures) == 0 || slices.Contains(m.Procedures, procedure)
}

// longestMandate is how far off the last day of a mandate may be, in months;
// lasting is how long one is that names no day: a year (Bộ luật Dân sự 2015,
// art 563).
const (
	longestMandate = 60
	lasting        = 12
	positionMost   = 200
)

// Tidy completes a request on a day and says what is wrong with it, all faults
// together.
func (a *Asked) Tidy(day calendar.Date) error {
	var faults []*motcua.Fault
	bad := func(field, key string, pairs ...any) {
		faults = append(faults, motcua.InvalidField(field, key, pairs...))
	}
	text := func(field string, into *string, most int) {
		clean, err := vietnamese.Clean(field, strings.Join(strings.Fields(*into), " "))
		if fault, ok := motcua.AsFault(err); ok {
			faults = append(faults, fault)
		}
		if n := utf8.RuneCountInString(clean); n > most {
			bad(field, "mandate.long", "Most", most)
		}
		*into = clean
	}
	code, err := identity.TaxCode(a.Organisation.TaxCode, day)
	if fault, ok := motcua.AsFault(err); ok {
		named := *fault
		named.Field = "taxCode"
		faults = append(faults, &named)
	} else {
		a.Organisation.TaxCode = code
	}
	text("organisation", &a.Organisation.Name, nameMost)
	text("address", &a.Organisation.Address, addressMost)
	text("position", &a.Position, positionMost)
	if a.Organisation.Name == "" {
		bad("organisation", "mandate.organisation.missing")
	}
	if a.Until.IsZero() {
		a.Until = day.AddMonths(lasting)
	}
	switch {
	case a.Until.Before(day):
		bad("until", "mandate.until.past", "Day", day)
	case a.Until.After(day.AddMonths(longestMandate)):
		bad("until", "mandate.until.far", "Day", day.AddMonths(longestMandate))
	}
	if a.Evidence.File == "" {
		bad("evidence", "mandate.evidence.missing")
	}
	return motcua.Join(faults...)
}

// reasonMost is the longest reason, in characters.
const reasonMost = 1000

// Decide answers a request: Confirmed, or Refused with its reason.
func (m *Mandate) Decide(f MandateFact) (MandateFact, error) {
	if m.Standing != MandateWaiting {
		return nil, motcua.Refused(motcua.Conflict, "mandate.decided", "Person", m.By.Name)
	}
	if refused, ok := f.(Refused); ok {
		reason, err := readReason(refused.Reason)
		return Refused{Reason: reason}, err
	}
	return f, nil
}

// End ends a mandate that stands: by its own person without a reason, by the
// desk with one.
func (m *Mandate) End(reason string, desk bool) (MandateFact, error) {
	if m.Standing != MandateConfirmed && m.Standing != MandateWaiting {
		return nil, motcua.Refused(motcua.Conflict, "mandate.over", "Person", m.By.Name)
	}
	if !desk {
		return Ended{}, nil
	}
	reason, err := readReason(reason)
	return Ended{Reason: reason}, err
}

func readReason(typed string) (string, error) {
	reason, err := vietnamese.Clean("reason", strings.TrimSpace(typed))
	switch {
	case err != nil:
		return "", err
	case reason == "":
		return "", motcua.InvalidField("reason", "mandate.reason.missing")
	case utf8.RuneCountInString(reason) > reasonMost:
		return "", motcua.InvalidField("reason", "mandate.long", "Most", reasonMost)
	}
	return reason, nil
}
