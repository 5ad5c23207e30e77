package plan

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
	"motcua/record"
	"motcua/vietnamese"
)

// Content is what a task of a plan asks, and of whom.
type Content struct {
	Number      string   `json:"number"` // in the plan: 1, II.3
	Content     string   `json:"content"`
	Deliverable string   `json:"deliverable,omitempty"`
	Lead        string   `json:"lead,omitempty"`    // id of the unit that answers for it
	Support     []string `json:"support,omitempty"` // ids of units
	Person      string   `json:"person,omitempty"`  // sign-in name
	PersonName  string   `json:"personName,omitempty"`
	Due         Due      `json:"due,omitzero"`
	Field       Field    `json:"field"`
	Note        string   `json:"note,omitempty"`
	Sample      bool     `json:"sample,omitempty"`
}

// Evidence shows that something was done. Any one of the three will do.
type Evidence struct {
	Text      string   `json:"text,omitempty"`
	Documents []string `json:"documents,omitempty"` // numbers and signs
	Files     []string `json:"files,omitempty"`     // ids
}

// IsZero tells whether there is none.
func (e Evidence) IsZero() bool {
	return e.Text == "" && len(e.Documents) == 0 && len(e.Files) == 0
}

// State is how a task has ended, or that it has not.
type State string

// The states.
const (
	Open          State = "open"
	DoneState     State = "done"
	CarriedState  State = "carried"
	DroppedState  State = "dropped"
	numberLongest       = 20
)

// Request is a request for more time that waits for its decision.
type Request struct {
	Due    Due
	Reason string
	By     record.By
}

// Shown is evidence with the day on which it was recorded.
type Shown struct {
	On calendar.Date
	Evidence
}

// Task is what the facts of a task add up to.
type Task struct {
	record.Head
	Content
	Plan      string // id
	From      string // id of the task of another plan that was carried over to this one
	State     State
	Due       Due // as it stands, with what was granted
	DoneOn    calendar.Date
	EndedOn   calendar.Date // when it was done, carried over or dropped
	Reason    string        // of carrying over or dropping
	To        string        // id of the plan it was carried over to
	ToSymbol  string
	Evidence  []Shown
	Request   *Request
	LastNote  string
	Reminders int
}

// Prepare cleans a content and refuses what no task is: without a content, or
// without anybody who answers for it.
func (c Content) Prepare() (Content, error) {
	faults := []*motcua.Fault{clean(&c.Number, "number", numberLongest, false), clean(&c.Content, "content", wordsMost, true),
		clean(&c.Deliverable, "deliverable", titleMost, false), clean(&c.Note, "note", wordsMost, false)}
	if c.Lead == "" && c.Person == "" {
		faults = append(faults, motcua.InvalidField("lead", "plan.lead.missing"))
	}
	if !slices.Contains(Fields(), c.Field) {
		faults = append(faults, motcua.InvalidField("area", "plan.field.missing"))
	}
	c.Support = slices.DeleteFunc(slices.Clone(c.Support), func(unit string) bool { return unit == "" || unit == c.Lead })
	return c, motcua.Join(faults...)
}

// RebuildTask adds up the facts of a task.
func RebuildTask(head record.Head) (*Task, error) {
	t := &Task{Head: head, State: Open}
	for _, e := range head.Events {
		if err := t.apply(e); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func (t *Task) apply(e record.Event) error {
	switch f := e.Fact.(type) {
	case Given:
		t.Content, t.Plan, t.From, t.Due = f.Content, f.Plan, f.From, f.Content.Due
	case Corrected:
		if f.Content.Due != t.Content.Due { // who corrects the date puts right what the plan says, and it holds
			t.Due = f.Content.Due
		}
		t.Content = f.Content
	case Noted:
		t.LastNote = f.Text
	case Proved:
		t.Evidence = append(t.Evidence, Shown{On: calendar.DateOf(e.At), Evidence: f.Evidence})
	case Done:
		t.State, t.DoneOn, t.EndedOn, t.Request = DoneState, f.On, f.On, nil
		t.Evidence = append(t.Evidence, Shown(f))
	case Reopened:
		t.State, t.DoneOn, t.EndedOn, t.Reason, t.To, t.ToSymbol = Open, calendar.Date{}, calendar.Date{}, "", "", ""
	case Carried:
		t.State, t.EndedOn, t.Reason, t.To, t.ToSymbol, t.Request = CarriedState, f.On, f.Reason, f.To, f.Symbol, nil
	case Dropped:
		t.State, t.EndedOn, t.Reason, t.Request = DroppedState, f.On, f.Reason, nil
	case MoreTimeAsked:
		t.Request = &Request{Due: f.Due, Reason: f.Reason, By: e.By}
	case MoreTimeDecided:
		if t.Request = nil; f.Granted {
			t.Due = f.Due
		}
	case Reminded:
		t.Reminders++
	default:
		return fmt.Errorf("rebuild task %s: fact %s is none of a task", t.ID, f.Kind())
	}
	return nil
}

// Row is what lists keep of the task.
func (t *Task) Row(cal *calendar.Calendar) record.Row {
	day, _ := t.Due.On(cal)
	row := record.Row{Parent: t.Plan, Number: t.Number, Title: t.Content.Content, Day: day, Unit: t.Lead, Person: t.Person, State: string(t.State), Due: t.Due.At(cal),
		Search: vietnamese.Fold(strings.Join([]string{t.Number, t.Content.Content, t.Deliverable, t.PersonName}, " "))}
	if !t.EndedOn.IsZero() {
		row.Ended = t.EndedOn.At(0)
	}
	if t.Number != "" {
		row.Same = t.Plan + " " + strings.ToUpper(t.Number)
	}
	return row
}

// DueAsOf is the due day as it stood on a day: what was granted later does not
// count.
func (t *Task) DueAsOf(day calendar.Date) Due {
	due := t.Content.Due
	for _, e := range t.Events {
		if f, ok := e.Fact.(MoreTimeDecided); ok && f.Granted && !calendar.DateOf(e.At).After(day) {
			due = f.Due
		}
		if f, ok := e.Fact.(Corrected); ok && f.Content.Due != f.Before {
			due = t.Content.Due
		}
	}
	return due
}

// Objects are what rights on the task are asked for: as its lead unit, and as
// each unit that supports it.
func (t *Task) Objects(agency string) []identity.Object {
	list := []identity.Object{{LeadAgency: agency, Unit: t.Lead, Assignee: t.Person}}
	for _, unit := range t.Support {
		list = append(list, identity.Object{LeadAgency: agency, Unit: unit})
	}
	return list
}

// HasFile tells whether a file is evidence of the task.
func (t *Task) HasFile(id string) bool {
	return slices.ContainsFunc(t.Evidence, func(e Shown) bool { return slices.Contains(e.Files, id) })
}

// Sort puts tasks in the order of their numbers, as the plan has them: 2 before
// 10, II.3 before III.1, those without a number last.
func Sort(tasks []*Task) {
	slices.SortStableFunc(tasks, func(a, b *Task) int {
		return slices.Compare(rank(a.Number), rank(b.Number))
	})
}

// rank reads the parts of a number as numbers, Roman ones too.
func rank(number string) []int {
	if number == "" {
		return []int{1 << 30}
	}
	var list []int
	for _, part := range strings.FieldsFunc(strings.ToUpper(number), func(r rune) bool { return strings.ContainsRune(".-/ )(", r) }) {
		n, err := strconv.Atoi(part)
		if err != nil {
			n = roman(part)
		}
		list = append(list, n)
	}
	return list
}

// roman reads a Roman number; what is none comes after all of them, by its
// first letter.
func roman(s string) int {
	values := map[rune]int{'I': 1, 'V': 5, 'X': 10, 'L': 50, 'C': 100}
	sum, last := 0, 0
	for _, r := range s {
		v, ok := values[r]
		if !ok {
			return 1000 + int([]rune(s)[0])
		}
		if v > last {
			sum -= 2 * last
		}
		sum, last = sum+v, v
	}
	return sum
}
