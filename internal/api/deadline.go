package api

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"motcua"
	"motcua/deadline"
)

// DeadlineQuestion asks what date a term leads to.
type DeadlineQuestion struct {
	Calendar   string   `json:"calendar,omitempty" doc:"Id of a working calendar; the department's when left out" example:"center"`
	From       string   `json:"from" doc:"Receipt" format:"date-time" example:"2022-04-08T16:00:00+07:00"`
	Term       string   `json:"term" doc:"In English or Vietnamese" example:"1 working day"`
	Mode       string   `json:"mode,omitempty" enum:"days,hours" doc:"days: the first day is not counted and the last closes with business; hours: one working day is the calendar's full day"`
	Pauses     []Pause  `json:"pauses,omitempty"`
	Restarts   []string `json:"restarts,omitempty" doc:"Instants from which the whole term counts again"`
	Extensions []string `json:"extensions,omitempty" doc:"Terms granted on top" example:"[\"3 working days\"]"`
}

// Pause is a stretch in which a clock stands still.
type Pause struct {
	From string `json:"from" format:"date-time"`
	To   string `json:"to" format:"date-time"`
}

// DeadlineAnswer is the date and how it was reached.
type DeadlineAnswer struct {
	Due            Instant `json:"due"`
	OriginalDue    Instant `json:"originalDue" doc:"Without pauses, restarts and extensions"`
	WorkingMinutes int64   `json:"workingMinutes" doc:"Working time from the receipt or the last restart to the due instant, pauses left out"`
	Steps          []Step  `json:"steps" nullable:"false"`
}

func (a *api) deadlines() {
	post(a, route{id: "reckonDeadline", path: "/deadlines", tag: "deadlines", summary: "Reckon a date with its steps"},
		func(ctx context.Context, req *request, _ *nothing, q DeadlineQuestion) (DeadlineAnswer, error) {
			rule, ledger, err := a.question(ctx, q)
			if err != nil {
				return DeadlineAnswer{}, err
			}
			reckoning, err := rule.Reckon(ledger, time.Time{})
			if err != nil {
				return DeadlineAnswer{}, dated(err, "from", ledger[0].At)
			}
			return DeadlineAnswer{Due: Instant(reckoning.Due), OriginalDue: Instant(reckoning.Original),
				WorkingMinutes: minutes(reckoning.Promised), Steps: stepsOf(reckoning.Steps, req.words)}, nil
		})
	get(a, route{id: "listCalendars", method: http.MethodGet, path: "/calendars", tag: "deadlines", summary: "List the working calendars"}, a.calendars)
}

// question reads every field before it reports, so that all faults are found
// at once.
func (a *api) question(ctx context.Context, q DeadlineQuestion) (deadline.Rule, deadline.Ledger, error) {
	b, err := a.office.Book(ctx)
	if err != nil {
		return deadline.Rule{}, nil, err
	}
	cal, err := b.Calendars.Named(orElse(q.Calendar, b.Calendars.Default))
	faults := []*motcua.Fault{inField("calendar", err)}
	note := func(f *motcua.Fault) { faults = append(faults, f) }
	rule := deadline.Rule{Calendar: cal}
	var course deadline.Course
	var fault *motcua.Fault
	course.From, fault = readInstant("from", q.From)
	note(fault)
	rule.Term, fault = readTerm("term", q.Term)
	note(fault)
	rule.Mode, err = deadline.ParseMode(q.Mode)
	note(inField("mode", err))
	for i, pause := range q.Pauses {
		from, wrongFrom := readInstant(fmt.Sprintf("pauses[%d].from", i), pause.From)
		to, wrongTo := readInstant(fmt.Sprintf("pauses[%d].to", i), pause.To)
		note(wrongFrom)
		note(wrongTo)
		course.Pauses = append(course.Pauses, deadline.Span{From: from, To: to})
	}
	for i, restart := range q.Restarts {
		at, fault := readInstant(fmt.Sprintf("restarts[%d]", i), restart)
		note(fault)
		course.Restarts = append(course.Restarts, at)
	}
	for i, extension := range q.Extensions {
		term, fault := readTerm(fmt.Sprintf("extensions[%d]", i), extension)
		note(fault)
		course.Extensions = append(course.Extensions, term)
	}
	if err := motcua.Join(faults...); err != nil {
		return rule, nil, err
	}
	ledger, err := course.Ledger()
	if err != nil {
		return rule, nil, inField("pauses", err)
	}
	return rule, ledger, nil
}

// Calendar is a working calendar and the days for which it is announced.
type Calendar struct {
	ID   string `json:"id" example:"center"`
	Name string `json:"name"`
	From string `json:"from" format:"date"`
	To   string `json:"to" format:"date"`
}

func (a *api) calendars(ctx context.Context, _ *request, _ *nothing) (Page[Calendar], error) {
	b, err := a.office.Book(ctx)
	if err != nil {
		return Page[Calendar]{}, err
	}
	var items []Calendar
	for _, id := range sortedKeys(b.Calendars.ByID) {
		cal := b.Calendars.ByID[id]
		from, to := cal.Range()
		items = append(items, Calendar{ID: id, Name: cal.Name(), From: from.String(), To: to.String()})
	}
	return pageOf(items, ""), nil
}
