package deadline

import (
	"time"

	"motcua/calendar"
)

// pass accounts the working time up to the instant: to the pause, or to the
// term and its holders.
func (c *clock) pass(until time.Time) error {
	if !until.After(c.counted) {
		return nil
	}
	worked, err := c.rule.Calendar.Between(c.counted, until)
	if err != nil {
		return err
	}
	c.counted = until
	if c.sum.Paused {
		c.sum.Waited += worked
		return nil
	}
	c.sum.Used += worked
	if len(c.group) == 0 {
		c.credit(Share{Holder: c.holder}, worked)
		return nil
	}
	c.credit(Share{Group: c.group[0].group}, worked)
	for _, at := range c.group {
		c.credit(Share{Holder: at.holder, Group: at.group}, worked)
	}
	return nil
}

// credit adds working time to the share of the same holder and group. With
// nobody named there is no share.
func (c *clock) credit(whose Share, worked time.Duration) {
	if whose.Holder == "" && whose.Group == "" {
		return
	}
	for i := range c.sum.Shares {
		if share := &c.sum.Shares[i]; share.Holder == whose.Holder && share.Group == whose.Group {
			share.Used += worked
			return
		}
	}
	whose.Used = worked
	c.sum.Shares = append(c.sum.Shares, whose)
}

// conclude accounts what is still open at now and judges.
func (c *clock) conclude(now time.Time) error {
	if now.Before(c.entered) {
		now = c.entered
	}
	if !c.sum.Finished.IsZero() {
		now = c.sum.Finished
	}
	if err := c.pass(now); err != nil {
		return err
	}
	c.sum.Projected = c.sum.Due
	measured := now
	if c.counted.After(now) {
		measured = c.counted
	}
	if c.sum.Paused {
		measured = c.stopped
		var err error
		if c.sum.Projected, err = c.projected(now); err != nil {
			return err
		}
	}
	var err error
	if c.sum.Margin, err = c.rule.Calendar.Between(measured, c.sum.Due); err != nil {
		return err
	}
	c.sum.Promised = c.sum.Used + c.sum.Margin
	c.sum.Remaining = max(c.sum.Margin, 0)
	if c.sum.Standing, err = c.judge(now); err != nil {
		return err
	}
	return c.explainEnd(now)
}

// projected is the promise if the pause ended now; zero when it would lie
// beyond the announced calendar, since nothing can be promised there.
func (c *clock) projected(now time.Time) (time.Time, error) {
	last, err := c.rule.shift(c.end, c.stopped, now)
	if err == nil {
		last.at, err = c.rule.settle(last)
	}
	if calendar.Unannounced(err) {
		return time.Time{}, nil
	}
	return last.at, err
}

// soon is how many working days before the due day a reader is warned.
const soon = 2

func (c *clock) judge(now time.Time) (Standing, error) {
	due, today := calendar.DateOf(c.sum.Due), calendar.DateOf(now)
	if !c.sum.Finished.IsZero() {
		switch {
		case today.Before(due):
			return Early, nil
		case now.After(c.sum.Due):
			return Late, nil
		}
		return OnTime, nil
	}
	if c.sum.Paused {
		return Paused, nil
	}
	if now.After(c.sum.Due) {
		return Overdue, nil
	}
	left, err := c.rule.Calendar.WorkingDays(today, due)
	if err != nil {
		return "", err
	}
	warn := c.rule.Warn
	if warn == 0 {
		warn = soon
	}
	if left <= warn {
		return DueSoon, nil
	}
	return InTime, nil
}
