package feedback

import (
	"encoding/json"
	"fmt"
	"time"

	"motcua/deadline"
	"motcua/identity"
)

// Event is one fact in the log of a feedback.
type Event struct {
	Seq  int // from 1, without gaps
	At   time.Time
	By   By
	Fact Fact
}

// By is who recorded a fact and as what. A sender is recorded without name and
// without network address.
type By struct {
	Person string        `json:"person"`
	Name   string        `json:"name,omitempty"`
	Role   identity.Role `json:"role,omitempty"`
	Unit   string        `json:"unit,omitempty"`
}

// BySender is the author of what the sender does.
const BySender = "sender"

// Recorded is the author of facts that an actor records.
func Recorded(a identity.Actor) By {
	if len(a.Posts) == 0 {
		return By{Person: BySender}
	}
	return By{Person: a.Person, Name: a.Name, Role: a.Posts[0].Role, Unit: a.Posts[0].Unit}
}

// Fact is something that happened to a feedback; it is never changed afterwards.
type Fact interface {
	// Kind is the stable name of the fact in the log.
	Kind() string
	apply(f *Feedback, e Event)
}

// Opened is the first fact: the feedback came.
type Opened struct {
	ID     string `json:"id"`
	Code   string `json:"code"`
	Key    string `json:"key"`
	Agency string `json:"agency"`
	Intake Intake `json:"intake"`
}

// Classified says what kind it is and whom it concerns; the office takes it on.
type Classified struct {
	As    Kind   `json:"kind"`
	About About  `json:"about"`
	Note  string `json:"note,omitempty"`
}

// Rejected says that the office does not take it, and why.
type Rejected struct {
	Ground Ground `json:"ground"`
	Reason string `json:"reason"`
}

// MoreAsked asks the sender for more; the clock stands still from here.
type MoreAsked struct {
	Reason string `json:"reason"`
}

// Said is something the sender adds; when more was asked for, this is it.
type Said struct {
	Content string   `json:"content"`
	Files   []string `json:"files,omitempty"`
	LeftOut []string `json:"leftOut,omitempty"` // names of files that were not taken
	Channel Channel  `json:"channel"`
}

// PassedOn gives it to the agency that is competent.
type PassedOn struct {
	To       string `json:"to"`
	Evidence string `json:"evidence"` // number of the letter
	Reason   string `json:"reason,omitempty"`
}

// Assigned names the unit, or the person, that handles it.
type Assigned struct {
	Unit   string `json:"unit"`
	Person string `json:"person,omitempty"`
	Name   string `json:"name,omitempty"`
	Note   string `json:"note,omitempty"`
}

// Extended grants more time.
type Extended struct {
	Term   deadline.Term `json:"term"`
	Reason string        `json:"reason"`
}

// Drafted is an answer that waits for approval.
type Drafted struct {
	Content string  `json:"content"`
	Outcome Outcome `json:"outcome"`
}

// DraftReturned sends the draft back.
type DraftReturned struct {
	Reason string `json:"reason"`
}

// Approved makes the draft the answer; the sender has it from here.
type Approved struct{}

// MadePublic publishes content and answer, without what identifies people.
type MadePublic struct {
	Text Text `json:"text"`
}

// KeptBack keeps an answered feedback from the public.
type KeptBack struct {
	Reason string `json:"reason"`
}

// Judged is the sender's word on the answer.
type Judged struct {
	Satisfied bool `json:"satisfied"`
}

// The names of the facts.
func (Opened) Kind() string        { return "received" }
func (Classified) Kind() string    { return "classified" }
func (Rejected) Kind() string      { return "refused" }
func (MoreAsked) Kind() string     { return "moreAsked" }
func (Said) Kind() string          { return "said" }
func (PassedOn) Kind() string      { return "transferred" }
func (Assigned) Kind() string      { return "assigned" }
func (Extended) Kind() string      { return "extended" }
func (Drafted) Kind() string       { return "drafted" }
func (DraftReturned) Kind() string { return "draftReturned" }
func (Approved) Kind() string      { return "answered" }
func (MadePublic) Kind() string    { return "published" }
func (KeptBack) Kind() string      { return "withheld" }
func (Judged) Kind() string        { return "judged" }

// FactKinds lists the name of every kind of fact, in the order of a feedback's life.
func FactKinds() []string {
	facts := []Fact{Opened{}, Classified{}, Rejected{}, MoreAsked{}, Said{}, PassedOn{}, Assigned{}, Extended{}, Drafted{},
		DraftReturned{}, Approved{}, MadePublic{}, KeptBack{}, Judged{}}
	kinds := make([]string, 0, len(facts))
	for _, f := range facts {
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
	case Opened{}.Kind():
		return decode[Opened](data)
	case Classified{}.Kind():
		return decode[Classified](data)
	case Rejected{}.Kind():
		return decode[Rejected](data)
	case MoreAsked{}.Kind():
		return decode[MoreAsked](data)
	case Said{}.Kind():
		return decode[Said](data)
	case PassedOn{}.Kind():
		return decode[PassedOn](data)
	case Assigned{}.Kind():
		return decode[Assigned](data)
	case Extended{}.Kind():
		return decode[Extended](data)
	case Drafted{}.Kind():
		return decode[Drafted](data)
	case DraftReturned{}.Kind():
		return decode[DraftReturned](data)
	case Approved{}.Kind():
		return decode[Approved](data)
	case MadePublic{}.Kind():
		return decode[MadePublic](data)
	case KeptBack{}.Kind():
		return decode[KeptBack](data)
	case Judged{}.Kind():
		return decode[Judged](data)
	default:
		return nil, fmt.Errorf("decode fact of a feedback: unknown kind %q", kind)
	}
}

func decode[F Fact](data []byte) (Fact, error) {
	var f F
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, fmt.Errorf("decode fact %s of a feedback: %w", f.Kind(), err)
	}
	return f, nil
}

// withoutSender is a fact as those see it who may not know the sender.
func withoutSender(fact Fact, name string) Fact {
	switch f := fact.(type) {
	case Opened:
		f.Key, f.Intake.Sender = "", Sender{}
		f.Intake.Title, f.Intake.Content = Mask(f.Intake.Title, name), Mask(f.Intake.Content, name)
		return f
	case Said:
		f.Content = Mask(f.Content, name)
		return f
	case Drafted:
		f.Content = maskName(f.Content, name)
		return f
	}
	return fact
}
