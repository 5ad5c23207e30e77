package office

import (
	"sync/atomic"
	"time"

	"motcua"
)

// Clock tells the time. In a demonstration it can be set to another moment,
// from which it runs on; otherwise it is the clock of the machine.
type Clock struct{ offset atomic.Int64 }

// NewClock is the clock of the machine.
func NewClock() *Clock { return &Clock{} }

// StartAt is a clock that stands at a moment now and runs on from it.
func StartAt(moment time.Time) *Clock {
	c := NewClock()
	c.offset.Store(int64(time.Until(moment)))
	return c
}

// Now is the present moment of the clock.
func (c *Clock) Now() time.Time { return time.Now().Add(time.Duration(c.offset.Load())).UTC() }

// MoveTo moves the clock forward; going back would put later facts before
// earlier ones and is refused.
func (c *Clock) MoveTo(moment time.Time) error {
	for {
		old := c.offset.Load()
		now := time.Now().Add(time.Duration(old))
		if moment.Before(now) {
			return motcua.InvalidField("now", "office.clock.backwards", "Now", now)
		}
		if c.offset.CompareAndSwap(old, int64(time.Until(moment))) {
			return nil
		}
	}
}
