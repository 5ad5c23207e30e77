package deadline

import (
	"time"

	"motcua"
	"motcua/calendar"
)

func (c *clock) step(kind string, from, to time.Time, key string, pairs ...any) {
	*c.steps = append(*c.steps, Step{kind, from.In(calendar.Zone()), to.In(calendar.Zone()), motcua.Say(key, pairs...)})
}

// explainStart tells how the term was counted from the receipt.
func (c *clock) explainStart(entry Entry) error {
	if c.steps == nil {
		return nil
	}
	c.step("receipt", entry.At, entry.At, "deadline.step.receipt", "At", entry.At, "Term", c.rule.Term)
	return c.explainCount(entry.At, c.sum.Due)
}

// explainCount tells the way from an instant at which a whole term begins to
// the due instant.
func (c *clock) explainCount(at, due time.Time) error {
	if !c.counted.Equal(at) {
		c.step("cutOff", at, c.counted, "deadline.step.cutOff", "CutOff", c.rule.CutOff.String(), "To", c.counted)
	}
	from := calendar.DateOf(c.counted)
	if c.rule.walks() {
		opening, err := c.rule.Calendar.Opening(c.counted)
		if err != nil {
			return err
		}
		if !opening.Equal(c.counted) {
			c.step("opening", c.counted, opening, "deadline.step.opening", "To", opening)
		}
		if working, err := c.rule.Calendar.IsWorking(from); err == nil && !working {
			from = from.AddDays(-1)
		}
		return c.skipped(from, calendar.DateOf(due))
	}
	if !c.rule.FirstDayCounts {
		c.step("firstDay", from.At(0), from.At(0), "deadline.step.firstDay", "Date", from)
	}
	if c.rule.Term.Unit == WorkingDay {
		return c.skipped(from, calendar.DateOf(due))
	}
	return c.rolled(c.end)
}

// explainPause tells what a pause that ended at the instant cost.
func (c *clock) explainPause(until, before time.Time) error {
	if c.steps == nil {
		return nil
	}
	since := c.pause.At
	if c.sum.Due.Equal(before) {
		c.step("pause", since, until, "deadline.step.pause.same", "From", since, "To", until,
			"Because", c.pause.because(), "Due", c.sum.Due)
		return nil
	}
	c.step("pause", since, until, "deadline.step.pause", "From", since, "To", until,
		"Because", c.pause.because(), "Before", before, "Due", c.sum.Due)
	return c.between(before)
}

// explainMove tells a restart, an extension or a re-appointment.
func (c *clock) explainMove(entry Entry, before time.Time) error {
	if c.steps == nil {
		return nil
	}
	switch entry.Kind {
	case Restart:
		c.step("restart", entry.At, entry.At, "deadline.step.restart", "At", entry.At, "Term", c.rule.Term,
			"Because", entry.because(), "Before", before, "Due", c.sum.Due)
		return c.explainCount(entry.At, c.sum.Due)
	case Extend:
		c.step("extension", before, c.sum.Due, "deadline.step.extension", "Term", entry.Term,
			"Because", entry.because(), "Before", before, "Due", c.sum.Due)
		return c.between(before)
	}
	c.step("reappointment", before, c.sum.Due, "deadline.step.reappointment",
		"Because", entry.because(), "Before", before, "Due", c.sum.Due)
	return nil
}

// explainKept tells that an extension survives a restart.
func (c *clock) explainKept(term Term, before time.Time) error {
	if c.steps == nil {
		return nil
	}
	c.step("extension", before, c.sum.Due, "deadline.step.kept", "Term", term, "Before", before, "Due", c.sum.Due)
	return c.between(before)
}

// explainPledge tells that a date appointed anew survives a restart.
func (c *clock) explainPledge() {
	if c.steps != nil {
		c.step("reappointment", c.sum.Due, c.sum.Due, "deadline.step.pledge", "Due", c.sum.Due)
	}
}

// between tells the days that a move of the promise stepped over.
func (c *clock) between(before time.Time) error {
	if !c.end.day.IsZero() {
		return c.rolled(c.end)
	}
	return c.skipped(calendar.DateOf(before), calendar.DateOf(c.sum.Due))
}

// rolled tells that a last day off moved to the next working day.
func (c *clock) rolled(last end) error {
	due := calendar.DateOf(c.sum.Due)
	if last.day.IsZero() || last.day == due {
		return nil
	}
	c.step("rollForward", last.day.At(0), c.sum.Due, "deadline.step.rollForward", "Date", last.day, "Due", due)
	return c.skipped(last.day.AddDays(-1), due)
}

// explainEnd tells a pause that goes on, and the promise.
func (c *clock) explainEnd(now time.Time) error {
	if c.steps == nil {
		return nil
	}
	if c.sum.Paused {
		c.step("pause", c.sum.PausedSince, now, "deadline.step.pausing", "From", c.sum.PausedSince,
			"Because", c.pause.because(), "Due", c.sum.Due)
		return nil
	}
	c.step("due", c.sum.Due, c.sum.Due, "deadline.step.due", "Due", c.sum.Due)
	return nil
}

// skipped tells the days off after one date up to another, each announced one
// by its name and document, the weekly ones together, and the make-up days.
func (c *clock) skipped(after, last calendar.Date) error {
	if !after.Before(last) {
		return nil
	}
	days, err := c.rule.Calendar.Notable(after.AddDays(1), last)
	if err != nil {
		return err
	}
	place, count := 0, 0
	var first, latest calendar.Date
	for day := range days {
		if day.Announced {
			c.announced(day)
			continue
		}
		if count == 0 {
			place, first = len(*c.steps), day.Date
			*c.steps = append(*c.steps, Step{})
		}
		count++
		latest = day.Date
	}
	if count > 0 {
		(*c.steps)[place] = Step{"weekend", first.At(0), latest.AddDays(1).At(0), weekend(count, first, latest)}
	}
	return nil
}

func weekend(count int, first, last calendar.Date) motcua.Text {
	if count == 1 {
		return motcua.Say("deadline.step.weekend.single", "Date", first)
	}
	return motcua.Say("deadline.step.weekend", "Count", count, "From", first, "To", last)
}

func (c *clock) announced(day calendar.Day) {
	kind := "dayOff"
	if day.MakeUp {
		kind = "makeUp"
	}
	key := "deadline.step." + kind
	switch {
	case !day.Confirmed:
		key += ".unconfirmed"
	case day.Document == "":
		key += ".plain"
	}
	pairs := []any{"Date", day.Date, "Name", day.Name}
	if day.Document != "" && day.Confirmed {
		pairs = append(pairs, "Document", day.Document)
	}
	c.step(kind, day.Date.At(0), day.Date.AddDays(1).At(0), key, pairs...)
}

// because is the reason and the ground of an entry as the tail of a sentence.
func (e Entry) because() any {
	switch {
	case e.Reason != "" && e.Ground != "":
		return motcua.Say("deadline.because.both", "Reason", e.Reason, "Ground", e.Ground)
	case e.Reason != "":
		return motcua.Say("deadline.because.reason", "Reason", e.Reason)
	case e.Ground != "":
		return motcua.Say("deadline.because.ground", "Ground", e.Ground)
	}
	return ""
}
