package dossier

import (
	"slices"

	"motcua"
)

// The limits of what the applicant and the office write to each other.
const (
	messageLimit   = 3000 // letters of one message
	messageFiles   = 10
	unansweredMost = 20 // messages of one side that the other has not answered
)

// MessageSent is what the applicant wrote to the office about the dossier, or
// the office to the applicant (trao đổi).
type MessageSent struct {
	FromApplicant bool     `json:"fromApplicant,omitempty"`
	Text          string   `json:"text"`
	Files         []string `json:"files,omitempty"` // ids (document.File)
}

// NoteKept is a note of the office for itself (ghi chú nội bộ). It is never
// shown to the applicant, nor to an agency that is asked for its opinion.
type NoteKept struct {
	Text string `json:"text"`
}

// Kind is the stable name of the fact.
func (MessageSent) Kind() string { return "messageSent" }

// Kind is the stable name of the fact.
func (NoteKept) Kind() string { return "noteKept" }

func (f MessageSent) apply(d *Dossier, e Event) {
	d.Messages = append(d.Messages[:len(d.Messages):len(d.Messages)], Message{Event: e, MessageSent: f})
}

func (NoteKept) apply(*Dossier, Event) {}

// Message is a message with who wrote it and when.
type Message struct {
	Event
	MessageSent
}

// Talk tells whether a fact is only said and changes nothing of the dossier:
// whoever decides need not have read it.
func Talk(f Fact) bool {
	switch f.(type) {
	case MessageSent, NoteKept:
		return true
	default:
		return false
	}
}

// Write adds a message to what the applicant and the office say to each other,
// while there is something to handle. One side cannot bury the other: after
// some messages it waits for an answer.
func (d *Dossier) Write(act Act, fromApplicant bool, text string, files []string) (*Dossier, []Event, error) {
	if !d.Status.Open() && d.Status != Resolved {
		return nil, nil, d.refused("dossier.closed." + string(d.Status))
	}
	if f := checkText("text", &text, messageLimit, true); f != nil {
		return nil, nil, f
	}
	if len(files) > messageFiles {
		return nil, nil, motcua.InvalidField("file", "dossier.message.files", "Limit", messageFiles)
	}
	if d.unanswered(fromApplicant) >= unansweredMost {
		return nil, nil, motcua.InvalidField("text", "dossier.message.many", "Limit", unansweredMost)
	}
	agency := d.Holder.Agency
	if fromApplicant {
		agency = ""
	}
	next, events := d.With(act.At, Recorded(act.By, agency), MessageSent{FromApplicant: fromApplicant, Text: text, Files: files})
	return next, events, nil
}

// KeepNote adds a note of the office for itself.
func (d *Dossier) KeepNote(act Act, text string) (*Dossier, []Event, error) {
	if f := checkText("text", &text, messageLimit, true); f != nil {
		return nil, nil, f
	}
	next, events := d.With(act.At, Recorded(act.By, d.Holder.Agency), NoteKept{Text: text})
	return next, events, nil
}

// unanswered counts the messages of a side since the other last wrote.
func (d *Dossier) unanswered(applicant bool) int {
	n := 0
	for _, m := range slices.Backward(d.Messages) {
		if m.FromApplicant != applicant {
			break
		}
		n++
	}
	return n
}

// Unread counts the messages of the other side after a fact: what the
// applicant, or the office, has not read when it has read up to there.
func (d *Dossier) Unread(byApplicant bool, upTo int) int {
	n := 0
	for _, m := range d.Messages {
		if m.FromApplicant != byApplicant && m.Seq > upTo {
			n++
		}
	}
	return n
}
