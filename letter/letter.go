// Package letter is the room of what the office writes to people outside it:
// which kinds of letter there are and what each may speak of, by which ways
// they go, in what words, and what somebody wants to get.
package letter

import (
	"slices"
)

// Channel is a way by which a letter reaches its reader.
type Channel string

// The channels, the one that is asked for first before the others.
const (
	Mail Channel = "mail" // e-mail
	SMS  Channel = "sms"
	Zalo Channel = "zalo" // Zalo Notification Service
)

// Channels lists every channel.
func Channels() []Channel { return []Channel{Mail, SMS, Zalo} }

// Kind is a kind of letter.
type Kind struct {
	ID string
	// Owed says that the law has the office send it, whatever the reader chose:
	// asking for papers, refusals, apologies and new dates, results, answers;
	// or that it keeps an account its owner's
	// (NĐ 61/2018 art. 17, 19, 20; NĐ 20/2008 art. 9, 18).
	Owed  bool
	Names []string // of the values its words may speak of
}

// Digest is the kind of the letter that gathers those of a day.
const Digest = "digest"

// Weekly is the kind of the letter that tells the leadership of the week.
const Weekly = "weekly"

// Kinds lists every kind of letter in the order in which a dossier causes them.
func Kinds() []Kind {
	return []Kind{
		{ID: "submission.received", Names: []string{"Code", "Due"}},
		{ID: "submission.completion", Owed: true, Names: []string{"Code", "Reason", "Wanted"}},
		{ID: "submission.refused", Owed: true, Names: []string{"Code", "Reason"}},
		{ID: "submission.accepted", Owed: true, Names: []string{"Code", "Dossier", "Key"}},
		{ID: "notice.received", Names: []string{"Code", "Due"}},
		{ID: "notice.papersAsked", Owed: true, Names: []string{"Code", "Reason"}},
		{ID: "notice.papersTaken", Names: []string{"Code", "Due"}},
		{ID: "notice.messageSent", Names: []string{"Code"}},
		{ID: "notice.dateMoved", Owed: true, Names: []string{"Code", "Before", "Due", "From", "Reason"}},
		{ID: "notice.redated", Owed: true, Names: []string{"Code", "Before", "Due", "Reason"}},
		{ID: "notice.redatedPlain", Owed: true, Names: []string{"Code", "Before", "Due"}},
		{ID: "notice.concluded.granted", Owed: true, Names: []string{"Code"}},
		{ID: "notice.concluded.refused", Owed: true, Names: []string{"Code", "Reason"}},
		{ID: "notice.concluded.withdrawn", Owed: true, Names: []string{"Code", "Reason"}},
		{ID: "notice.concluded.stopped", Owed: true, Names: []string{"Code", "Reason"}},
		{ID: "payment.received", Names: []string{"Code", "Amount"}},
		{ID: "payment.refund.granted", Names: []string{"Code", "Amount"}},
		{ID: "payment.refund.refused", Owed: true, Names: []string{"Code", "Amount"}},
		{ID: "payment.refund.paid", Names: []string{"Code", "Amount"}},
		{ID: "rating.invited", Names: []string{"Code", "Procedure"}},
		{ID: "feedback.received", Names: []string{"Code", "Key"}},
		{ID: "feedback.refused", Owed: true, Names: []string{"Code", "Ground", "Reason"}},
		{ID: "feedback.more", Owed: true, Names: []string{"Code", "Reason"}},
		{ID: "feedback.transferred", Owed: true, Names: []string{"Code", "Agency", "Evidence"}},
		{ID: "feedback.answered", Owed: true, Names: []string{"Code", "Answer"}},
		{ID: "event.registered", Names: []string{"Title", "Date", "Place", "Seat"}},
		{ID: "event.certified", Names: []string{"Title", "Number"}},
		{ID: "notice.posted", Owed: true, Names: []string{"Code", "Reason"}},
		{ID: "notice.resultRevoked", Owed: true, Names: []string{"Code", "Reason"}},
		{ID: "notice.resultReplaced", Owed: true, Names: []string{"Code", "Reason"}},
		{ID: "mandate.confirmed", Owed: true, Names: []string{"Organisation", "Until"}},
		{ID: "mandate.refused", Owed: true, Names: []string{"Organisation", "Reason"}},
		{ID: "mandate.ended", Owed: true, Names: []string{"Organisation", "Reason"}},
		{ID: "account.prove", Owed: true, Names: []string{"Name", "Hours"}},
		{ID: "account.move", Owed: true, Names: []string{"Name", "Hours"}},
		{ID: "account.forgot", Owed: true, Names: []string{"Name", "Hours"}},
		{ID: "account.none", Owed: true},
		{ID: "account.taken", Owed: true},
		{ID: "account.moved", Owed: true},
		{ID: "account.password", Owed: true},
		{ID: "account.closed", Owed: true},
		{ID: Digest, Names: []string{"Count", "List"}},
		{ID: Weekly, Names: []string{"From", "To", "Overdue", "Soon", "Owed", "Received", "Resolved", "Late", "List"}},
	}
}

// KindOf finds a kind by its id.
func KindOf(id string) (Kind, bool) {
	all := Kinds()
	if i := slices.IndexFunc(all, func(k Kind) bool { return k.ID == id }); i >= 0 {
		return all[i], true
	}
	return Kind{}, false
}
