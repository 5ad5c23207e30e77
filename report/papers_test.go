package report_test

import (
	"testing"

	"motcua/report"
)

func TestRateOfPapers(t *testing.T) {
	for _, c := range []struct {
		why     string
		n, of   int
		percent float64
		reached bool
		ok      bool
	}{
		{"no dossiers, no rate", 0, 0, 0, false, false},
		{"just the target", 4, 5, 80, true, true},
		{"a little below", 799, 1000, 79.9, false, true},
		{"all", 3, 3, 100, true, true},
	} {
		percent, reached, ok := report.Papers{Dossiers: c.of}.Rate(c.n, report.DigitisedTarget)
		if percent != c.percent || reached != c.reached || ok != c.ok {
			t.Errorf("%s: %v, %v, %v", c.why, percent, reached, ok)
		}
	}
}
