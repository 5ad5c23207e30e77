// Package directive holds the orders of the leadership and of agencies above
// (ý kiến chỉ đạo, QĐ 42/2014/QĐ-TTg): whose paper or word they rest on, who
// carries them out by when, what was asked and decided meanwhile, and what came
// of them.
package directive

import (
	"fmt"
	"slices"
	"time"

	"motcua/calendar"
	"motcua/identity"
	"motcua/record"
	"motcua/vietnamese"
)

// Noun is what directives are called in the log of records.
const Noun = "directive"

// Source is what a directive rests on.
type Source struct {
	Document   string        `json:"document,omitempty"`   // id in the register of documents
	Dossier    string        `json:"dossier,omitempty"`    // code of the dossier it was given about
	Inspection string        `json:"inspection,omitempty"` // id of the inspection that recommended it
	Number     string        `json:"number,omitempty"`     // number and sign; "" when it was given by word of mouth
	Date       calendar.Date `json:"date,omitzero"`
	Issuer     string        `json:"issuer"`
	Title      string        `json:"title,omitempty"`
}

// Charge is who carries a directive out. Person "" leaves it to the unit.
type Charge struct {
	Unit   string `json:"unit"`
	Person string `json:"person,omitempty"`
	Name   string `json:"name,omitempty"`
}

// Result is what the unit says it did.
type Result struct {
	Text   string    `json:"text"`
	Number string    `json:"number,omitempty"` // of the document that carries it out
	Files  []string  `json:"files,omitempty"`
	At     time.Time `json:"-"`
	By     string    `json:"-"`
}

// Stage is how far a directive has come, whatever its date.
type Stage string

// The stages.
const (
	Open      Stage = "open"
	Asking    Stage = "asking"   // more time was asked for
	Returned  Stage = "returned" // the unit gave it back
	Reported  Stage = "reported" // a result waits to be accepted
	Done      Stage = "done"
	Withdrawn Stage = "withdrawn"
)

// Directive is an order with all that happened to it.
type Directive struct {
	record.Head
	Source     Source
	Order      string
	Charge     Charge
	Supporting []string // units
	By         calendar.Date
	Was        calendar.Date // the day that was set first, when more time was granted
	GivenOn    calendar.Date
	Stage      Stage
	Asked      MoreTimeAsked // while Stage is Asking
	Result     *Result
	Reason     string // why it was returned or withdrawn
	Extended   int    // how often more time was granted
	Reminders  int
	RuleLast   time.Time // when the rule reminded last
	Sample     bool
}

// Rebuild adds the facts up, oldest first.
func Rebuild(head record.Head) (*Directive, error) {
	d := &Directive{Head: head}
	for i, e := range head.Events {
		f, ok := e.Fact.(fact)
		if _, given := e.Fact.(Given); !ok || given != (i == 0) {
			return nil, fmt.Errorf("rebuild directive %s: fact %d is %s", head.ID, e.Seq, e.Fact.Kind())
		}
		f.apply(d, e)
	}
	return d, nil
}

// Owed is the directive as something owed: what is done was delivered when the
// result that was accepted came.
func (d *Directive) Owed() record.Owed {
	owed := record.Owed{By: d.By}
	if d.Result != nil && (d.Stage == Done || d.Stage == Reported) {
		owed.Done = d.Result.At
	}
	return owed
}

// Status is a status of QĐ 42/2014/QĐ-TTg.
type Status string

// The statuses.
const (
	Undated  Status = "undated"  // chưa có hạn
	InTime   Status = "inTime"   // đang thực hiện, trong hạn
	Overdue  Status = "overdue"  // đang thực hiện, quá hạn
	DoneIn   Status = "doneIn"   // hoàn thành đúng hạn
	DoneLate Status = "doneLate" // hoàn thành quá hạn
	Extend   Status = "extend"   // xin gia hạn
	SentBack Status = "returned" // trả lại
	Recalled Status = "withdrawn"
)

// Statuses lists the statuses in the order of lists.
func Statuses() []Status {
	return []Status{Undated, InTime, Overdue, Extend, SentBack, DoneIn, DoneLate, Recalled}
}

// Standing is how a directive stands at a moment.
type Standing struct {
	Status  Status
	Due     time.Time // zero when it has no day
	Late    bool      // overdue, whatever is asked or returned meanwhile, or done late
	Waiting bool      // a result waits to be accepted
}

// IsOpen tells whether it is still to be carried out, or to be accepted.
func (s Standing) IsOpen() bool {
	return s.Status != DoneIn && s.Status != DoneLate && s.Status != Recalled
}

// Standing derives the status of law from the stage, the day and the calendar.
func (d *Directive) Standing(cal *calendar.Calendar, now time.Time) (Standing, error) {
	keeping, due, err := d.Owed().Keeping(cal, now)
	s := Standing{Due: due, Late: keeping == record.Overdue || keeping == record.Missed, Waiting: d.Stage == Reported}
	switch {
	case d.Stage == Withdrawn:
		s.Status, s.Late = Recalled, false
	case d.Stage == Asking:
		s.Status = Extend
	case d.Stage == Returned:
		s.Status = SentBack
	case d.Stage == Done && s.Late:
		s.Status = DoneLate
	case d.Stage == Done:
		s.Status = DoneIn
	case d.By.IsZero():
		s.Status = Undated
	case s.Late:
		s.Status = Overdue
	default:
		s.Status = InTime
	}
	return s, err
}

// titleMost is how much of the order a list shows.
const titleMost = 200

// Title is the order in one line.
func (d *Directive) Title() string {
	letters := []rune(d.Order)
	if len(letters) > titleMost {
		return string(letters[:titleMost]) + "…"
	}
	return d.Order
}

// Row is what lists keep of it; its date follows from the calendar.
func (d *Directive) Row(cal *calendar.Calendar) (record.Row, error) {
	due, err := record.Owed{By: d.By}.Due(cal)
	row := record.Row{Parent: d.Source.Inspection, Number: d.Source.Number, Title: d.Title(), Day: d.GivenOn, Unit: d.Charge.Unit, Person: d.Charge.Person, State: string(d.Stage), Due: due,
		Search: vietnamese.Fold(d.Source.Number + " " + d.Source.Issuer + " " + d.Source.Title + " " + d.Order)}
	if d.Stage == Done || d.Stage == Withdrawn {
		row.Ended = d.Events[len(d.Events)-1].At
	}
	return row, err
}

// Object is what rights on it are asked for.
func (d *Directive) Object(lead string) identity.Object {
	return identity.Object{LeadAgency: lead, Unit: d.Charge.Unit, Assignee: d.Charge.Person}
}

// HasFile tells whether a file belongs to it.
func (d *Directive) HasFile(id string) bool {
	return slices.ContainsFunc(d.Events, func(e record.Event) bool {
		f, is := e.Fact.(ResultReported)
		return is && slices.Contains(f.Files, id)
	})
}
