package api

import (
	"sync"
	"time"
)

// Lookups bounds how often the public may look dossiers up. Wrong answers are
// bounded hard, for each address and for each code, since they are what a
// guesser collects; right ones only so that one address cannot take all the
// capacity. A zero rate is the default.
type Lookups struct {
	All       Rate // look-ups of one address; default 1,000 a second, 2,000 at once
	Wrong     Rate // wrong ones of one address; default 30 a minute, 20 at once
	WrongCode Rate // wrong keys for one code, from anywhere; default 2 a minute, 10 at once
}

// Rate allows Burst at once, and PerMinute from then on.
type Rate struct {
	PerMinute float64
	Burst     float64
}

func (r Rate) or(perMinute, burst float64) Rate {
	if r.PerMinute == 0 && r.Burst == 0 {
		return Rate{PerMinute: perMinute, Burst: burst}
	}
	return r
}

// gate keeps the counts of Lookups.
type gate struct{ all, wrong, wrongCode *meter }

func newGate(l Lookups) *gate {
	return &gate{all: newMeter(l.All.or(60_000, 2000)), wrong: newMeter(l.Wrong.or(30, 20)), wrongCode: newMeter(l.WrongCode.or(2, 10))}
}

// enter tells how long a look-up has to wait; 0 when it may go on.
func (g *gate) enter(from, code string, now time.Time) time.Duration {
	return max(g.wrong.wait(from, now), g.wrongCode.wait(code, now), g.all.take(from, now))
}

// failed counts a wrong look-up.
func (g *gate) failed(from, code string, now time.Time) {
	g.wrong.take(from, now)
	g.wrongCode.take(code, now)
}

// meter is a token bucket for each key.
type meter struct {
	rate    Rate
	mu      sync.Mutex
	buckets map[string]bucket
}

type bucket struct {
	left float64
	at   time.Time
}

// keysAtMost bounds the memory of a meter.
const keysAtMost = 20_000

func newMeter(rate Rate) *meter { return &meter{rate: rate, buckets: map[string]bucket{}} }

// wait is how long until the key may go on, without counting.
func (m *meter) wait(key string, now time.Time) time.Duration {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.until(m.filled(key, now))
}

// take counts one, and tells how long it should have waited.
func (m *meter) take(key string, now time.Time) time.Duration {
	m.mu.Lock()
	defer m.mu.Unlock()
	b := m.filled(key, now)
	wait := m.until(b)
	if wait == 0 {
		b.left--
	}
	if len(m.buckets) >= keysAtMost {
		m.sweep(now)
	}
	m.buckets[key] = b
	return wait
}

func (m *meter) filled(key string, now time.Time) bucket {
	b, known := m.buckets[key]
	if !known {
		return bucket{left: m.rate.Burst, at: now}
	}
	b.left = min(m.rate.Burst, b.left+now.Sub(b.at).Minutes()*m.rate.PerMinute)
	b.at = now
	return b
}

func (m *meter) until(b bucket) time.Duration {
	if b.left >= 1 {
		return 0
	}
	return time.Duration((1 - b.left) / m.rate.PerMinute * float64(time.Minute))
}

// sweep forgets the keys that are full again. When that makes little room it
// forgets all, rather than grow or sweep at every call.
func (m *meter) sweep(now time.Time) {
	for key := range m.buckets {
		if m.filled(key, now).left >= m.rate.Burst {
			delete(m.buckets, key)
		}
	}
	if len(m.buckets) >= keysAtMost/2 {
		clear(m.buckets)
	}
}
