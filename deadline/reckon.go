package deadline

import (
	"slices"
	"time"

	"motcua"
	"motcua/calendar"
)

// clock is a ledger half read.
type clock struct {
	rule    Rule
	sum     Reckoning
	end     end       // where the term ends as things stand
	granted []Term    // extensions, which survive a restart
	pledge  time.Time // the date of the last re-appointment
	entered time.Time // the last entry
	counted time.Time // working time is accounted up to here
	pause   Entry     // the pause that goes on
	stopped time.Time // when it stopped what was counted: not before the cut-off let the count begin
	holder  string    // who has the dossier
	group   []seat    // who has it in parallel
	steps   *[]Step   // nil when nobody asked
}

// seat is one member of a group at work.
type seat struct{ holder, group string }

func (r Rule) fold(ledger Ledger, now time.Time, explain bool) (Reckoning, error) {
	if len(ledger) == 0 {
		return Reckoning{}, motcua.InvalidField("ledger", "deadline.ledger.noStart")
	}
	c := clock{rule: r}
	if explain {
		c.steps = &c.sum.Steps
	}
	for _, entry := range ledger {
		if err := c.take(entry); err != nil {
			return Reckoning{}, err
		}
	}
	err := c.conclude(now)
	return c.sum, err
}

// take reads one entry.
func (c *clock) take(entry Entry) error {
	switch {
	case c.sum.Started.IsZero() && entry.Kind != Start:
		return entry.refused("deadline.ledger.noStart")
	case !c.sum.Started.IsZero() && entry.Kind == Start:
		return entry.refused("deadline.ledger.secondStart")
	case !c.sum.Finished.IsZero():
		return entry.refused("deadline.ledger.finished", "Finished", c.sum.Finished)
	case entry.At.Before(c.sum.Started):
		return entry.refused("deadline.ledger.beforeStart", "Start", c.sum.Started)
	case entry.At.Before(c.entered):
		return entry.refused("deadline.ledger.order", "Last", c.entered)
	}
	c.entered = entry.At
	if entry.Kind == Start {
		return c.start(entry)
	}
	if err := c.pass(entry.At); err != nil {
		return err
	}
	return c.turn(entry)
}

func (c *clock) turn(entry Entry) error {
	switch entry.Kind {
	case Pause:
		return c.stop(entry)
	case Resume:
		if !c.sum.Paused {
			return entry.refused("deadline.ledger.notPaused")
		}
		return c.resume(entry)
	case Restart:
		return c.restart(entry)
	case Extend:
		return c.extend(entry)
	case Reappoint:
		return c.reappoint(entry)
	case Hold:
		return c.hold(entry)
	case Release:
		return c.release(entry)
	case Finish:
		return c.finish(entry)
	}
	return entry.refused("deadline.ledger.kind", "Kind", string(entry.Kind))
}

func (c *clock) start(entry Entry) error {
	if err := c.begin(entry.At); err != nil {
		return err
	}
	c.sum.Started, c.sum.Original = entry.At, c.sum.Due
	if entry.Holder != "" {
		c.holder = entry.Holder
	}
	return c.explainStart(entry)
}

// begin counts the whole term from the instant, under the cut-off.
func (c *clock) begin(at time.Time) error {
	c.counted = at
	if c.rule.CutOff > 0 {
		counted, err := c.rule.receipt(at)
		if err != nil {
			return err
		}
		c.counted = counted
	}
	last, err := c.rule.count(c.counted)
	if err != nil {
		return err
	}
	return c.promise(last)
}

// promise sets the end and the due instant that follows from it.
func (c *clock) promise(last end) error {
	due, err := c.rule.settle(last)
	if err == nil {
		c.end, c.sum.Due = last, due
	}
	return err
}

func (c *clock) stop(entry Entry) error {
	if c.sum.Paused {
		return entry.refused("deadline.ledger.pausedAlready", "Since", c.sum.PausedSince)
	}
	c.sum.Paused, c.sum.PausedSince, c.pause = true, entry.At, entry
	c.stopped = entry.At
	if c.counted.After(entry.At) {
		c.stopped = c.counted
	}
	return nil
}

// resume ends the pause and moves the promise by what it cost.
func (c *clock) resume(entry Entry) error {
	before := c.sum.Due
	last, err := c.rule.shift(c.end, c.stopped, entry.At)
	if err != nil {
		return err
	}
	if err := c.promise(last); err != nil {
		return err
	}
	c.sum.Paused, c.sum.PausedSince = false, time.Time{}
	cause := c.pause
	cause.At, cause.Kind = entry.At, Resume
	c.change(cause, before)
	return c.explainPause(entry.At, before)
}

func (c *clock) restart(entry Entry) error {
	before := c.sum.Due
	c.sum.Paused, c.sum.PausedSince = false, time.Time{}
	c.sum.UsedBefore += c.sum.Used
	c.sum.Used = 0
	if err := c.begin(entry.At); err != nil {
		return err
	}
	if err := c.explainMove(entry, before); err != nil {
		return err
	}
	for _, term := range c.granted {
		if err := c.keep(term); err != nil {
			return err
		}
	}
	if c.sum.Due.Before(c.pledge) {
		c.end, c.sum.Due = end{at: c.pledge}, c.pledge
		c.explainPledge()
	}
	c.change(entry, before)
	return nil
}

// keep adds an extension granted before a restart to the promise made anew.
func (c *clock) keep(term Term) error {
	before := c.sum.Due
	last, err := c.rule.extended(before, term)
	if err != nil {
		return err
	}
	if err := c.promise(last); err != nil {
		return err
	}
	return c.explainKept(term, before)
}

func (c *clock) extend(entry Entry) error {
	before := c.sum.Due
	last, err := c.rule.extended(before, entry.Term)
	if err != nil {
		return err
	}
	if err := c.promise(last); err != nil {
		return err
	}
	c.granted = append(c.granted, entry.Term)
	c.change(entry, before)
	return c.explainMove(entry, before)
}

func (c *clock) reappoint(entry Entry) error {
	if entry.Due.Before(c.sum.Started) {
		return entry.refused("deadline.ledger.dueMissing", "Start", c.sum.Started)
	}
	before, due := c.sum.Due, entry.Due.In(calendar.Zone())
	c.pledge, c.end, c.sum.Due = due, end{at: due}, due
	c.change(entry, before)
	return c.explainMove(entry, before)
}

func (c *clock) finish(entry Entry) error {
	if c.sum.Paused {
		if err := c.resume(entry); err != nil {
			return err
		}
	}
	c.sum.Finished = entry.At
	return nil
}

// change notes a move of the promise; one that moved nothing is none.
func (c *clock) change(entry Entry, before time.Time) {
	if !c.sum.Due.Equal(before) {
		c.sum.Changes = append(c.sum.Changes, Change{entry.At, entry.Kind, before, c.sum.Due, entry.Holder, entry.Reason, entry.Ground})
	}
}

func (c *clock) hold(entry Entry) error {
	taken := seat{entry.Holder, entry.Group}
	switch {
	case entry.Group == "":
		c.holder = entry.Holder
	case slices.Contains(c.group, taken):
		return entry.refused("deadline.ledger.heldAlready", "Holder", entry.Holder)
	default:
		c.group = append(c.group, taken)
	}
	return nil
}

func (c *clock) release(entry Entry) error {
	i := slices.Index(c.group, seat{entry.Holder, entry.Group})
	if i < 0 {
		return entry.refused("deadline.ledger.notHeld", "Holder", entry.Holder)
	}
	c.group = slices.Delete(c.group, i, i+1)
	return nil
}

// refused is the fault of an entry that its clock cannot take.
func (e Entry) refused(key string, pairs ...any) error {
	return motcua.InvalidField("ledger", key, append(pairs, "At", e.At)...)
}
