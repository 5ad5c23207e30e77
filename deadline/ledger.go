package deadline

import (
	"time"

	"motcua"
)

// Kind says what happened to the clock.
type Kind string

// The kinds of entry.
const (
	Start     Kind = "start"     // receipt: the first entry
	Pause     Kind = "pause"     // the clock stops, as when papers are missing
	Resume    Kind = "resume"    // the clock goes on
	Restart   Kind = "restart"   // the whole term again from here (NĐ 61/2018 art 19(4)); ends a pause
	Extend    Kind = "extend"    // Term more, after the present due instant
	Reappoint Kind = "reappoint" // Due is promised instead (NĐ 61/2018 art 19(9))
	Hold      Kind = "hold"      // Holder has it now; with a Group, beside the others of that group
	Release   Kind = "release"   // Holder of Group has answered
	Finish    Kind = "finish"    // processing ends
)

// Entry is one thing that happened to the clock.
type Entry struct {
	At     time.Time
	Kind   Kind
	Term   Term      // of Extend
	Due    time.Time // of Reappoint
	Holder string    // of Hold and Release; of the others: who caused it, when that matters
	Group  string    // of Hold and Release: agencies at work at the same time share a group
	Reason string    // in the words of the person who decided
	Ground string    // the article it rests on
}

// Ledger is what happened to one clock, in the order of time, Start first.
type Ledger []Entry

// Standing says how a clock stands with its promise. It is judged by civil
// date: finished on a day before the due day is Early, on the due day up to the
// due instant OnTime, after it Late.
type Standing string

// The standings: three when finished, four while open.
const (
	Early   Standing = "early"
	OnTime  Standing = "onTime"
	Late    Standing = "late"
	InTime  Standing = "inTime"
	DueSoon Standing = "dueSoon" // Rule.Warn working days or fewer are left
	Overdue Standing = "overdue"
	Paused  Standing = "paused"
)

// Reckoning is everything derived from a ledger at one moment.
type Reckoning struct {
	Started     time.Time
	Original    time.Time     // what was promised at the start
	Due         time.Time     // what is promised now; while paused the last promise, which does not hold
	Projected   time.Time     // what would be promised if a pause ended now, zero beyond the announced calendar; equal to Due when not paused
	Used        time.Duration // working time counted against the term until finish or now
	UsedBefore  time.Duration // working time before the last restart, no longer counted
	Paused      bool
	PausedSince time.Time
	Waited      time.Duration // working time spent in pauses
	Remaining   time.Duration // working time left to the promise; 0 when it has passed
	Finished    time.Time     // zero while open
	Standing    Standing
	Margin      time.Duration // working time from finish, now, the pause or (before it) the counted start to the due instant; negative after it
	Promised    time.Duration // working time from the receipt or the last restart to the due instant, pauses left out
	Shares      []Share       // in the order in which holders first held
	Changes     []Change      // every move of the promised date
	Steps       []Step        // the explanation, from Reckon; empty from Tally
}

// Share is the working time for which a holder had the dossier, pauses left
// out. Members of a group each have their own; beside them stands the share of
// the group itself, without a Holder, which is the union of theirs: agencies at
// work in parallel count once. While a group is at work, the holder who waits
// for it is not counted. The shares without a group and those of the groups
// together are the working time used.
type Share struct {
	Holder string
	Group  string
	Used   time.Duration
}

// Change is one move of the promised date.
type Change struct {
	At     time.Time
	Kind   Kind // Resume for a pause that has ended, Restart, Extend, Reappoint
	From   time.Time
	To     time.Time
	Holder string
	Reason string
	Ground string
}

// Step is one reason on the way to a date.
type Step struct {
	Kind string    // receipt, cutOff, opening, firstDay, weekend, dayOff, makeUp, pause, restart, extension, reappointment, rollForward, due
	From time.Time // what it covers; From and To are equal for a moment
	To   time.Time
	Text motcua.Text
}
