package api

import (
	"fmt"
	"testing"
	"time"
)

func TestMeter(t *testing.T) {
	start := time.Date(2022, 6, 6, 8, 0, 0, 0, time.UTC)
	tests := []struct {
		reason string
		takes  int
		after  time.Duration
		wait   time.Duration
	}{
		{"within the burst nobody waits", 2, 0, 0},
		{"the next one waits for its turn", 3, 0, 30 * time.Second},
		{"half the turn has passed", 3, 15 * time.Second, 15 * time.Second},
		{"the turn has come", 3, 30 * time.Second, 0},
		{"waiting longer saves up no more than the burst", 3, time.Hour, 0},
	}
	for _, test := range tests {
		m := newMeter(Rate{PerMinute: 2, Burst: 3})
		for range test.takes {
			m.take("a", start)
		}
		if got := m.wait("a", start.Add(test.after)); got != test.wait {
			t.Errorf("%s: got %s, want %s", test.reason, got, test.wait)
		}
		if got := m.wait("b", start); got != 0 {
			t.Errorf("%s: another key waits %s, want 0", test.reason, got)
		}
	}
}

func TestMeterForgets(t *testing.T) {
	start := time.Date(2022, 6, 6, 8, 0, 0, 0, time.UTC)
	tests := []struct {
		reason string
		step   time.Duration
	}{
		{"keys that are full again make room", time.Second},
		{"a crowd at one moment does not grow it either", 0},
	}
	for _, test := range tests {
		m := newMeter(Rate{PerMinute: 60, Burst: 1})
		for i := range 3 * keysAtMost {
			m.take(fmt.Sprint(i), start.Add(time.Duration(i)*test.step))
		}
		if got := len(m.buckets); got > keysAtMost {
			t.Errorf("%s: got %d keys, want at most %d", test.reason, got, keysAtMost)
		}
	}
}
