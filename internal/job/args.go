// Package job does the background work: it tells people what happened, reminds
// them of what is due, and dates open dossiers anew when a calendar changes.
// Jobs are put on the queue in the transaction that causes them and may run
// more than once: every one of them does its work once only.
package job

// Notify tells those concerned of the facts From to To of a dossier.
type Notify struct {
	Code string `json:"code"`
	From int    `json:"from"`
	To   int    `json:"to"`
}

// Kind names the job in the queue.
func (Notify) Kind() string { return "notify" }

// Redate computes the dates of open dossiers anew after a change of calendars,
// a batch at a time, beginning after a code.
type Redate struct {
	Document string `json:"document"` // what changed the calendar, for the log
	After    string `json:"after,omitempty"`
}

// Kind names the job in the queue.
func (Redate) Kind() string { return "redate" }

// Deliver brings a letter to its reader.
type Deliver struct {
	Letter  string `json:"letter"`            // its id
	Channel string `json:"channel,omitempty"` // "" is e-mail
}

// Kind names the job in the queue.
func (Deliver) Kind() string { return "deliver" }

// Sweep forgets the files that nothing names.
type Sweep struct{}

// Kind names the job in the queue.
func (Sweep) Kind() string { return "sweep" }

// Remind looks for what is due soon and reminds its holders, each once.
type Remind struct{}

// Kind names the job in the queue.
func (Remind) Kind() string { return "remind" }

// Scan looks into the folders of the scanners.
type Scan struct{}

// Kind names the job in the queue.
func (Scan) Kind() string { return "scan" }

// LongTask does a task on many dossiers that a page shows the progress of.
type LongTask struct {
	ID string `json:"id"`
}

// Kind names the job in the queue.
func (LongTask) Kind() string { return "longTask" }
