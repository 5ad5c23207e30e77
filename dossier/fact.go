package dossier

import (
	"encoding/json"
	"fmt"
	"time"

	"motcua/identity"
	"motcua/interagency"
)

// Event is one fact in the log of a dossier: who recorded it, when, in which
// role and from where, and what it is.
type Event struct {
	Seq  int // from 1, without gaps
	At   time.Time
	By   By
	Fact Fact
}

// By is who recorded a fact and as what.
type By struct {
	Person string        `json:"person"`
	Name   string        `json:"name"`
	Role   identity.Role `json:"role,omitempty"`
	Agency string        `json:"agency,omitempty"`
	Unit   string        `json:"unit,omitempty"`
	From   string        `json:"from,omitempty"`
	For    string        `json:"for,omitempty"` // sign-in name of the person acted for; Name then has both names
}

// Recorded is the author of facts that the actor records, as the post that
// fits the agency in question, else as the first post.
func Recorded(a identity.Actor, agency string) By {
	by := By{Person: a.Person, Name: a.Name, From: a.From, For: a.For}
	for i, p := range a.Posts {
		if p.Agency == agency || i == 0 {
			by.Role, by.Agency, by.Unit = p.Role, p.Agency, p.Unit
			if p.Agency == agency {
				break
			}
		}
	}
	return by
}

// Fact is something that happened to a dossier. Each fact knows how it changes
// what the dossier adds up to; facts are never changed afterwards.
type Fact interface {
	// Kind is the stable name of the fact in the log and the API.
	Kind() string
	apply(d *Dossier, e Event)
}

// Opened is the first fact: the dossier was received.
type Opened struct {
	ID     string `json:"id"`
	Code   string `json:"code"`
	Key    string `json:"key"`
	Intake Intake `json:"intake"`
}

// Given is a hand-over offered; one within the agency is taken at once.
type Given struct {
	Handover Handover `json:"handover"`
}

// Taken completes a hand-over.
type Taken struct {
	Handover string `json:"handover"`
}

// Assigned names the specialist.
type Assigned struct {
	Person string `json:"person"`
	Name   string `json:"name"`
	Note   string `json:"note,omitempty"`
}

// SentBack returns the dossier to the leg before.
type SentBack struct {
	Leg    string `json:"leg"`
	Reason string `json:"reason"`
}

// PapersAsked is a supplement request; the clock stands still from here.
type PapersAsked struct {
	Reason string   `json:"reason"`
	Papers []string `json:"papers,omitempty"`
	Again  bool     `json:"again,omitempty"` // not the first of this dossier: flagged
	// Number of the sheet within its year; 0 in facts of before sheets had one.
	Number int `json:"number,omitempty"`
}

// PapersSent is what the applicant handed in online of what was asked; the
// office is to look at it and take it.
type PapersSent struct {
	Papers []Paper `json:"papers"`
	Note   string  `json:"note,omitempty"`
}

// PapersTaken is the supplement; the clock goes on or starts again.
type PapersTaken struct {
	Papers []Paper `json:"papers,omitempty"`
	// CompleteAt is when the full papers had come, sent online; zero: they were
	// complete when they were taken.
	CompleteAt time.Time `json:"completeAt,omitzero"`
}

// OpinionsAsked is a round of consultations sent in parallel.
type OpinionsAsked struct {
	Opinions []interagency.Opinion `json:"opinions"`
}

// Replied is the answer of a consulted agency.
type Replied struct {
	Opinion string            `json:"opinion"`
	Reply   interagency.Reply `json:"reply"`
}

// Reminded records that a consulted agency was reminded.
type Reminded struct {
	Opinion string `json:"opinion"`
	Agency  string `json:"agency"`
}

// OpinionClosed ends an opinion without an answer, after its date.
type OpinionClosed struct {
	Opinion string `json:"opinion"`
	Reason  string `json:"reason"`
}

// MoreTimeAsked is a request of a consulted agency.
type MoreTimeAsked struct {
	Request interagency.MoreTime `json:"request"`
}

// MoreTimeDecided grants or refuses such a request.
type MoreTimeDecided struct {
	Request   string `json:"request"`
	Agency    string `json:"agency"`
	Approved  bool   `json:"approved"`
	Note      string `json:"note,omitempty"`
	Exception string `json:"exception,omitempty"`
}

// Concluded ends processing.
type Concluded struct {
	Conclusion Conclusion `json:"conclusion"`
	// Number of the sheet of a refusal or of stopping within its year; 0 of other
	// outcomes, and in facts of before sheets had one.
	Number int `json:"number,omitempty"`
}

// Returned hands the result to the applicant.
type Returned struct {
	ReceivedBy string `json:"receivedBy"`
	Method     string `json:"method"`            // counter, postal, electronic
	Checked    bool   `json:"checked,omitempty"` // the desk has checked who came for it
	ByKey      bool   `json:"byKey,omitempty"`   // by the key of the receipt
}

// Corrected puts a wrong entry right: the entry stays in the log, this fact
// says what it should have been.
type Corrected struct {
	Field  string `json:"field"`
	From   string `json:"from"`
	To     string `json:"to"`
	Reason string `json:"reason"`
}

// Redated records that a change of the working calendar moved the date; the
// date itself follows from the calendar, not from this fact.
type Redated struct {
	From     time.Time `json:"from"`
	To       time.Time `json:"to"`
	Document string    `json:"document"`
}

// The names of the facts.
func (Opened) Kind() string          { return "received" }
func (Given) Kind() string           { return "handedOver" }
func (Taken) Kind() string           { return "accepted" }
func (Assigned) Kind() string        { return "assigned" }
func (SentBack) Kind() string        { return "sentBack" }
func (PapersAsked) Kind() string     { return "supplementRequested" }
func (PapersSent) Kind() string      { return "papersSent" }
func (PapersTaken) Kind() string     { return "supplemented" }
func (OpinionsAsked) Kind() string   { return "consulted" }
func (Replied) Kind() string         { return "replied" }
func (Reminded) Kind() string        { return "reminded" }
func (OpinionClosed) Kind() string   { return "opinionClosed" }
func (MoreTimeAsked) Kind() string   { return "moreTimeAsked" }
func (MoreTimeDecided) Kind() string { return "moreTimeDecided" }
func (Concluded) Kind() string       { return "concluded" }
func (Returned) Kind() string        { return "returned" }
func (Corrected) Kind() string       { return "corrected" }
func (Redated) Kind() string         { return "redated" }

// FactKinds lists the name of every kind of fact, in the order of a dossier's
// life.
func FactKinds() []string {
	facts := []Fact{Opened{}, Given{}, Taken{}, Assigned{}, SentBack{}, PapersAsked{}, PapersSent{}, PapersTaken{}, OpinionsAsked{}, Replied{},
		Reminded{}, OpinionClosed{}, MoreTimeAsked{}, MoreTimeDecided{}, Concluded{}, Returned{}, Corrected{}, Redated{},
		MessageSent{}, NoteKept{}, DeliveryChosen{}, Posted{}, Revoked{}, Replaced{}, Apologised{},
		DraftPut{}, DraftInitial{}, DraftSign{}, DraftSeal{}, DraftReturn{}, PaperFiled{}, PaperChecked{}, FilesDisposed{}}
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
	case Given{}.Kind():
		return decode[Given](data)
	case Taken{}.Kind():
		return decode[Taken](data)
	case Assigned{}.Kind():
		return decode[Assigned](data)
	case SentBack{}.Kind():
		return decode[SentBack](data)
	case PapersAsked{}.Kind():
		return decode[PapersAsked](data)
	case PapersSent{}.Kind():
		return decode[PapersSent](data)
	case PapersTaken{}.Kind():
		return decode[PapersTaken](data)
	case OpinionsAsked{}.Kind():
		return decode[OpinionsAsked](data)
	case Replied{}.Kind():
		return decode[Replied](data)
	case Reminded{}.Kind():
		return decode[Reminded](data)
	case OpinionClosed{}.Kind():
		return decode[OpinionClosed](data)
	case MoreTimeAsked{}.Kind():
		return decode[MoreTimeAsked](data)
	case MoreTimeDecided{}.Kind():
		return decode[MoreTimeDecided](data)
	case Concluded{}.Kind():
		return decode[Concluded](data)
	case Returned{}.Kind():
		return decode[Returned](data)
	case Corrected{}.Kind():
		return decode[Corrected](data)
	case Redated{}.Kind():
		return decode[Redated](data)
	case MessageSent{}.Kind():
		return decode[MessageSent](data)
	case NoteKept{}.Kind():
		return decode[NoteKept](data)
	case DeliveryChosen{}.Kind():
		return decode[DeliveryChosen](data)
	case Posted{}.Kind():
		return decode[Posted](data)
	case Revoked{}.Kind():
		return decode[Revoked](data)
	case Replaced{}.Kind():
		return decode[Replaced](data)
	case Apologised{}.Kind():
		return decode[Apologised](data)
	case PaperFiled{}.Kind():
		return decode[PaperFiled](data)
	case PaperChecked{}.Kind():
		return decode[PaperChecked](data)
	case FilesDisposed{}.Kind():
		return decode[FilesDisposed](data)
	default:
		return decodeDraft(kind, data)
	}
}

func decodeDraft(kind string, data []byte) (Fact, error) {
	switch kind {
	case DraftPut{}.Kind():
		return decode[DraftPut](data)
	case DraftInitial{}.Kind():
		return decode[DraftInitial](data)
	case DraftSign{}.Kind():
		return decode[DraftSign](data)
	case DraftSeal{}.Kind():
		return decode[DraftSeal](data)
	case DraftReturn{}.Kind():
		return decode[DraftReturn](data)
	default:
		return nil, fmt.Errorf("decode fact: unknown kind %q", kind)
	}
}

func decode[F Fact](data []byte) (Fact, error) {
	var f F
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, fmt.Errorf("decode fact %s: %w", f.Kind(), err)
	}
	return f, nil
}
