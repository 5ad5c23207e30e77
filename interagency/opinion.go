// Package interagency asks other agencies: opinions in parallel rounds, the
// requests for more time, and what a granted request does to the date of the
// dossier that waits. It answers the department's oldest complaint – another
// agency extends its time, our own date does not move – with one rule: a round
// of opinions counts its latest date, not the sum, and the dossier moves by as
// much as that latest date moved.
//
// The legal ground is NĐ 61/2018/NĐ-CP art 19(5) (opinions have a date) and
// 19(6), 19(9) (the date of return may be appointed anew once).
package interagency

import (
	"slices"
	"time"

	"motcua/calendar"
	"motcua/deadline"
)

// Opinion is one agency asked for its opinion within a round.
type Opinion struct {
	ID       string        `json:"id"`
	Round    int           `json:"round"` // agencies asked together share a round, from 1
	Agency   string        `json:"agency"`
	Content  string        `json:"content"`
	Term     deadline.Term `json:"term"`
	AskedAt  time.Time     `json:"askedAt"`
	AskedBy  string        `json:"askedBy"`
	MoreTime []MoreTime    `json:"moreTime,omitempty"` // in the order asked
	Reply    *Reply        `json:"reply,omitempty"`
	Closed   time.Time     `json:"closed,omitzero"` // closed without a reply: the dossier ended or went on
}

// Reply is what the agency answered.
type Reply struct {
	At             time.Time `json:"at"`
	By             string    `json:"by"`
	View           View      `json:"opinion"`
	Content        string    `json:"content"`
	DocumentNumber string    `json:"documentNumber,omitempty"`
}

// View is the answer in one word.
type View string

// The views an agency may take.
const (
	Agree               View = "agree"
	AgreeWithConditions View = "agreeWithConditions"
	Disagree            View = "disagree"
)

// Valid tells whether v is one of the views.
func (v View) Valid() bool { return v == Agree || v == AgreeWithConditions || v == Disagree }

// MoreTime is a request of a consulted agency for more time, and its decision.
type MoreTime struct {
	ID        string        `json:"id"`
	Opinion   string        `json:"opinion"` // id of the opinion it belongs to
	Term      deadline.Term `json:"term"`
	Reason    string        `json:"reason"`
	AskedAt   time.Time     `json:"askedAt"`
	AskedBy   string        `json:"askedBy"`
	DecidedAt time.Time     `json:"decidedAt,omitzero"`
	DecidedBy string        `json:"decidedBy,omitempty"`
	Approved  bool          `json:"approved"`
	Note      string        `json:"note,omitempty"`
	Exception string        `json:"exception,omitempty"` // why a further re-appointment was allowed
}

// Pending tells whether the request still waits for its decision.
func (m MoreTime) Pending() bool { return m.DecidedAt.IsZero() }

// Open tells whether the agency still owes its opinion.
func (o Opinion) Open() bool { return o.Reply == nil && o.Closed.IsZero() }

// Asking tells whether the agency waits for the decision on its request for
// more time; its answer makes the request pointless.
func (o Opinion) Asking() bool {
	return o.Open() && slices.ContainsFunc(o.MoreTime, MoreTime.Pending)
}

// EndedAt is the instant of the reply or of the closing; zero while open.
func (o Opinion) EndedAt() time.Time {
	if o.Reply != nil {
		return o.Reply.At
	}
	return o.Closed
}

// OriginalDue is the date first asked for, on the agency's own calendar: by
// days for a term of days, at the close of business of the last one.
func (o Opinion) OriginalDue(own *calendar.Calendar) (time.Time, error) {
	return rule(o.Term, own).Due(o.AskedAt)
}

// Due is the date now in force: the original one plus every granted request.
func (o Opinion) Due(own *calendar.Calendar) (time.Time, error) {
	due, err := o.OriginalDue(own)
	for _, m := range o.MoreTime {
		if err == nil && m.Approved {
			due, err = rule(m.Term, own).Due(due)
		}
	}
	return due, err
}

// DueWith is the date if the request were granted as well.
func (o Opinion) DueWith(m MoreTime, own *calendar.Calendar) (time.Time, error) {
	due, err := o.Due(own)
	if err != nil || m.Approved {
		return due, err
	}
	return rule(m.Term, own).Due(due)
}

// lastGrant is the latest request granted: why, when and which.
func (o Opinion) lastGrant() (reason string, at time.Time, request string) {
	for _, m := range o.MoreTime {
		if m.Approved {
			reason, at, request = m.Reason, m.DecidedAt, m.ID
		}
	}
	return reason, at, request
}

// Time is what an agency used of what it was given, in working time of its own
// calendar.
type Time struct {
	Used     time.Duration // until the reply, or until now
	Late     time.Duration // beyond the date in force
	Extended time.Duration // granted on top of the first date
}

// Spent accounts for the agency's time as of now.
func (o Opinion) Spent(own *calendar.Calendar, now time.Time) (Time, error) {
	var t Time
	end := o.EndedAt()
	if end.IsZero() {
		end = now
	}
	first, err := o.OriginalDue(own)
	if err != nil {
		return t, err
	}
	due, err := o.Due(own)
	if err != nil {
		return t, err
	}
	if t.Used, err = span(own, o.AskedAt, end); err != nil {
		return t, err
	}
	if t.Late, err = span(own, due, end); err != nil {
		return t, err
	}
	t.Extended, err = span(own, first, due)
	return t, err
}

// span is the working time from a to b, zero when b does not lie after a.
func span(c *calendar.Calendar, a, b time.Time) (time.Duration, error) {
	if !b.After(a) {
		return 0, nil
	}
	return c.Between(a, b)
}

func rule(term deadline.Term, own *calendar.Calendar) deadline.Rule {
	return deadline.Rule{Term: term, Mode: deadline.ByDays, Calendar: own}
}
