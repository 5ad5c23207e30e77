package interagency_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"motcua/deadline"
	"motcua/interagency"
)

// TestParallelAgenciesCountTheirMaximum: whatever days the agencies of a round
// are granted, together or one after another, the dossier moves by the longest,
// never by their sum, by days as by hours.
func TestParallelAgenciesCountTheirMaximum(t *testing.T) {
	cals := everybody(t)
	lead, err := cals("skhdt")
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		granted := rapid.SliceOfN(rapid.IntRange(0, 20), 1, 5).Draw(t, "days granted")
		round, longest := interagency.Round{Number: 1}, 0
		for i, days := range granted {
			agency := string(rune('a' + i))
			if days == 0 {
				round.Opinions = append(round.Opinions, opinion(agency))
				continue
			}
			round.Opinions = append(round.Opinions, opinion(agency, days))
			longest = max(longest, days)
			move, err := round.Move(cals, lead, deadline.ByDays)
			if err != nil || move.Days != longest {
				t.Fatalf("after %v: moves by %d days (%v), want %d", granted[:i+1], move.Days, err, longest)
			}
		}
		move, err := round.Move(cals, lead, deadline.ByHours)
		if err != nil {
			t.Fatal(err)
		}
		if want := lead.FullDay() * time.Duration(longest); move.Span != want {
			t.Fatalf("by hours: moves by %v, want %v", move.Span, want)
		}
	})
}
