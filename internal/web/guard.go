package web

import (
	"sync"
	"time"
)

// guard counts failures by key and shuts a key out for a while after too many.
// It counts on this node alone and on the machine's clock.
type guard struct {
	most  int
	lock  time.Duration
	now   func() time.Time
	mu    sync.Mutex
	tries map[string]tried
}

type tried struct {
	failures int
	until    time.Time // when the failures are forgotten
}

// crowded is the number of keys from which forgotten ones are swept out.
const crowded = 10_000

func newGuard(most int, lock time.Duration) *guard {
	return &guard{most: most, lock: lock, now: time.Now, tries: map[string]tried{}}
}

// left is how many tries a key has, and how long it must wait when none,
// in whole minutes.
func (g *guard) left(key string) (int, time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.leftNow(key)
}

// take counts a try before it is made, so that many at once gain nothing. It
// returns how long to wait when there is none; forgive gives them back.
func (g *guard) take(key string) time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	if left, wait := g.leftNow(key); left == 0 {
		return wait
	}
	g.failNow(key)
	return 0
}

func (g *guard) leftNow(key string) (int, time.Duration) {
	t := g.tries[key]
	wait := t.until.Sub(g.now())
	if wait <= 0 {
		return g.most, 0
	}
	if t.failures >= g.most {
		return 0, (wait + time.Minute - 1).Truncate(time.Minute)
	}
	return g.most - t.failures, 0
}

// fail counts a failure.
func (g *guard) fail(key string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.failNow(key)
}

func (g *guard) failNow(key string) {
	now := g.now()
	if len(g.tries) >= crowded {
		for k, t := range g.tries {
			if !t.until.After(now) {
				delete(g.tries, k)
			}
		}
	}
	t := g.tries[key]
	if !t.until.After(now) {
		t.failures = 0
	}
	t.failures++
	t.until = now.Add(g.lock)
	g.tries[key] = t
}

// giveBack gives back one try that take has counted and that did not fail. The
// failures before it stay: whoever has a right key of their own could otherwise
// guess at others for ever.
func (g *guard) giveBack(key string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if t := g.tries[key]; t.failures > 0 {
		t.failures--
		g.tries[key] = t
	}
}

// forgive forgets the failures of a key, after a success.
func (g *guard) forgive(key string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.tries, key)
}
