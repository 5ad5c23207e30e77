package plan

import "motcua/calendar"

// Given is the first fact of a task: a plan gave it.
type Given struct {
	Content
	Plan string `json:"plan"`
	From string `json:"from,omitempty"` // the task that was carried over
}

// Kind names the fact.
func (Given) Kind() string { return "given" }

// Corrected puts right what was entered of a task; Before is the due day that
// was wrong, or the same one.
type Corrected struct {
	Content
	Before Due    `json:"before,omitzero"`
	Reason string `json:"reason"`
}

// Kind names the fact.
func (Corrected) Kind() string { return "corrected" }

// Noted is a note on how far the task has come.
type Noted struct {
	Text string `json:"text"`
}

// Kind names the fact.
func (Noted) Kind() string { return "noted" }

// Proved is evidence that came without the task being done by it.
type Proved struct {
	Evidence
}

// Kind names the fact.
func (Proved) Kind() string { return "proved" }

// Done says that the task was done on a day: that of the evidence, which may lie
// before the day of typing.
type Done struct {
	On calendar.Date `json:"on"`
	Evidence
}

// Kind names the fact.
func (Done) Kind() string { return "done" }

// Reopened takes back that the task was done, carried over or dropped: it was
// said in error.
type Reopened struct {
	Reason string `json:"reason"`
}

// Kind names the fact.
func (Reopened) Kind() string { return "reopened" }

// Carried says that the task goes on in another plan.
type Carried struct {
	On     calendar.Date `json:"on"`
	To     string        `json:"to"` // id of the plan
	Symbol string        `json:"symbol"`
	Reason string        `json:"reason"`
}

// Kind names the fact.
func (Carried) Kind() string { return "carried" }

// Dropped says that the task is no longer to be done.
type Dropped struct {
	On     calendar.Date `json:"on"`
	Reason string        `json:"reason"`
}

// Kind names the fact.
func (Dropped) Kind() string { return "dropped" }

// MoreTimeAsked is a request of the unit for a later day.
type MoreTimeAsked struct {
	Due    Due    `json:"due"`
	Reason string `json:"reason"`
}

// Kind names the fact.
func (MoreTimeAsked) Kind() string { return "moreTimeAsked" }

// MoreTimeDecided grants or refuses the request that waits; the day granted may
// differ from the one asked for.
type MoreTimeDecided struct {
	Granted bool   `json:"granted"`
	Due     Due    `json:"due,omitzero"`
	Reason  string `json:"reason"`
}

// Kind names the fact.
func (MoreTimeDecided) Kind() string { return "moreTimeDecided" }

// Reminded says that the office reminded those who hold what is not done.
type Reminded struct {
	Text string `json:"text,omitempty"`
	Told int    `json:"told,omitempty"` // how many tasks, for a plan
}

// Kind names the fact.
func (Reminded) Kind() string { return "reminded" }
