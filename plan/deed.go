package plan

import (
	"slices"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/record"
	"motcua/register"
)

// Deed is something that may be done to a task.
type Deed string

// The deeds.
const (
	DeedDone    Deed = "done"
	DeedNote    Deed = "note"
	DeedProve   Deed = "prove"
	DeedAsk     Deed = "ask"
	DeedDecide  Deed = "decide"
	DeedRemind  Deed = "remind"
	DeedCorrect Deed = "correct"
	DeedCarry   Deed = "carry"
	DeedDrop    Deed = "drop"
	DeedReopen  Deed = "reopen"
)

// Deeds lists the deeds in the order in which a page offers them.
func Deeds() []Deed {
	return []Deed{DeedDecide, DeedDone, DeedNote, DeedProve, DeedAsk, DeedRemind, DeedCorrect, DeedCarry, DeedDrop, DeedReopen}
}

// Fits tells whether a deed fits the task as it stands.
func (t *Task) Fits(deed Deed) bool {
	switch deed {
	case DeedCorrect, DeedNote:
		return true
	case DeedProve:
		return t.State == Open || t.State == DoneState
	case DeedReopen:
		return t.State != Open && t.State != CarriedState
	case DeedDecide:
		return t.Request != nil
	case DeedAsk:
		return t.State == Open && t.Request == nil
	default:
		return t.State == Open
	}
}

func (t *Task) fits(deed Deed) *motcua.Fault {
	if t.Fits(deed) {
		return nil
	}
	return motcua.Refused(motcua.Conflict, "plan.task.closed", "Act", motcua.Say("plan.act."+string(deed)), "State", motcua.Say("plan.state."+string(t.State)))
}

// decided gives a fact, unless the deed does not fit or something is wrong.
func (t *Task) decided(deed Deed, fact func() (record.Fact, []*motcua.Fault)) ([]record.Fact, error) {
	if f := t.fits(deed); f != nil {
		return nil, f
	}
	made, faults := fact()
	if err := motcua.Join(faults...); err != nil {
		return nil, err
	}
	return []record.Fact{made}, nil
}

// Prepare cleans evidence and reads the numbers of its documents.
func (e Evidence) Prepare() (Evidence, []*motcua.Fault) {
	faults := []*motcua.Fault{clean(&e.Text, "evidence", wordsMost, false)}
	var documents []string
	for _, text := range e.Documents {
		for _, one := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == ',' || r == '\n' || r == '\r' }) {
			if strings.TrimSpace(one) == "" {
				continue
			}
			n, err := register.ReadNumber("documents", one, calendar.Date{})
			if f, ok := motcua.AsFault(err); ok {
				faults = append(faults, f)
				continue
			}
			documents = append(documents, n.String())
		}
	}
	e.Documents = documents
	return e, slices.DeleteFunc(faults, func(f *motcua.Fault) bool { return f == nil })
}

// Finish says that the task was done on a day and shows it.
func (t *Task) Finish(act record.Act, on calendar.Date, e Evidence) ([]record.Fact, error) {
	return t.decided(DeedDone, func() (record.Fact, []*motcua.Fault) {
		e, faults := e.Prepare()
		switch {
		case on.IsZero():
			faults = append(faults, motcua.InvalidField("on", "plan.on.missing"))
		case on.After(calendar.DateOf(act.At)):
			faults = append(faults, motcua.InvalidField("on", "plan.on.future", "Date", on))
		}
		if e.IsZero() && len(faults) == 0 {
			faults = append(faults, motcua.InvalidField("evidence", "plan.evidence.missing"))
		}
		return Done{On: on, Evidence: e}, faults
	})
}

// Prove adds evidence.
func (t *Task) Prove(e Evidence) ([]record.Fact, error) {
	return t.decided(DeedProve, func() (record.Fact, []*motcua.Fault) {
		e, faults := e.Prepare()
		if e.IsZero() && len(faults) == 0 {
			faults = append(faults, motcua.InvalidField("evidence", "plan.evidence.missing"))
		}
		return Proved{Evidence: e}, faults
	})
}

// Note keeps how far the task has come.
func (t *Task) Note(text string) ([]record.Fact, error) {
	return t.decided(DeedNote, func() (record.Fact, []*motcua.Fault) {
		wrong := clean(&text, "note", wordsMost, true)
		return Noted{Text: text}, []*motcua.Fault{wrong}
	})
}

// Correct puts right what was entered.
func (t *Task) Correct(c Content, reason string) ([]record.Fact, error) {
	return t.decided(DeedCorrect, func() (record.Fact, []*motcua.Fault) {
		c, err := c.Prepare()
		wrong, _ := motcua.AsFault(err)
		c.Sample = t.Sample
		missing := clean(&reason, "reason", titleMost, true)
		return Corrected{Content: c, Before: t.Content.Due, Reason: reason}, []*motcua.Fault{wrong, missing}
	})
}

// AskMoreTime asks for a later day.
func (t *Task) AskMoreTime(due Due, reason string) ([]record.Fact, error) {
	return t.decided(DeedAsk, func() (record.Fact, []*motcua.Fault) {
		faults := []*motcua.Fault{clean(&reason, "reason", titleMost, true), t.later(due)}
		return MoreTimeAsked{Due: due, Reason: reason}, faults
	})
}

func (t *Task) later(due Due) *motcua.Fault {
	switch {
	case due.None():
		return motcua.InvalidField("due", "plan.due.missing")
	case !t.Due.None() && !due.Day.After(t.Due.Day):
		return motcua.InvalidField("due", "plan.due.earlier", "Date", t.Due.Day)
	}
	return nil
}

// DecideMoreTime grants or refuses the request that waits.
func (t *Task) DecideMoreTime(granted bool, due Due, reason string) ([]record.Fact, error) {
	return t.decided(DeedDecide, func() (record.Fact, []*motcua.Fault) {
		faults := []*motcua.Fault{clean(&reason, "reason", titleMost, !granted)}
		fact := MoreTimeDecided{Granted: granted, Reason: reason}
		if granted {
			if due.None() {
				due = t.Request.Due
			}
			fact.Due = due
			faults = append(faults, t.later(due))
		}
		return fact, faults
	})
}

// Carry has the task go on in another plan.
func (t *Task) Carry(on calendar.Date, to *Plan, reason string) ([]record.Fact, error) {
	return t.decided(DeedCarry, func() (record.Fact, []*motcua.Fault) {
		faults := []*motcua.Fault{clean(&reason, "reason", titleMost, true)}
		if to.ID == t.Plan {
			faults = append(faults, motcua.InvalidField("to", "plan.carry.same"))
		}
		return Carried{On: on, To: to.ID, Symbol: to.Symbol, Reason: reason}, faults
	})
}

// Drop says that the task is no longer to be done.
func (t *Task) Drop(on calendar.Date, reason string) ([]record.Fact, error) {
	return t.decided(DeedDrop, func() (record.Fact, []*motcua.Fault) {
		wrong := clean(&reason, "reason", titleMost, true)
		return Dropped{On: on, Reason: reason}, []*motcua.Fault{wrong}
	})
}

// Reopen takes back how the task ended.
func (t *Task) Reopen(reason string) ([]record.Fact, error) {
	return t.decided(DeedReopen, func() (record.Fact, []*motcua.Fault) {
		wrong := clean(&reason, "reason", titleMost, true)
		return Reopened{Reason: reason}, []*motcua.Fault{wrong}
	})
}

// Remind keeps that the office reminded whoever holds the task.
func (t *Task) Remind(text string) ([]record.Fact, error) {
	return t.decided(DeedRemind, func() (record.Fact, []*motcua.Fault) {
		wrong := clean(&text, "text", titleMost, false)
		return Reminded{Text: text}, []*motcua.Fault{wrong}
	})
}
