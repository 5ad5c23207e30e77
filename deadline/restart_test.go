package deadline_test

import (
	"testing"

	"motcua/deadline"
)

// TestARestartSaysWhatItKeeps: the whole term counts again, the extension
// granted before stays, and the steps add up to the date.
func TestARestartSaysWhatItKeeps(t *testing.T) {
	ledger := deadline.Ledger{start(),
		{At: at("2022-06-07T09:00"), Kind: deadline.Extend, Term: deadline.Days(3)},
		{At: at("2022-06-08T09:00"), Kind: deadline.Pause},
		{At: at("2022-06-10T09:00"), Kind: deadline.Restart}}
	sum, err := fiveDays(t).Reckon(ledger, at("2022-06-10T09:00"))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := sum.Due, at("2022-06-22T17:00"); !got.Equal(want) {
		t.Errorf("due: got %s, want %s: five days from 10/6 and the three granted", got, want)
	}
	restarted, kept := -1, -1
	for i, step := range sum.Steps {
		switch step.Text.Key {
		case "deadline.step.restart":
			restarted = i
			if got, want := step.Text.Args["Due"], any(at("2022-06-17T17:00")); got != want {
				t.Errorf("date after the restart alone: got %v, want %v", got, want)
			}
		case "deadline.step.kept":
			kept = i
			if got, want := step.Text.Args["Due"], any(sum.Due); got != want {
				t.Errorf("date with what is kept: got %v, want %v", got, want)
			}
		}
	}
	if restarted < 0 || kept < restarted {
		t.Errorf("steps %d and %d: want the restart, then what it keeps", restarted, kept)
	}
}

// TestAPauseAtTheEndOfTheCalendar: when resuming would lie beyond what has been
// announced the paused clock can still be read; nothing is projected.
func TestAPauseAtTheEndOfTheCalendar(t *testing.T) {
	rule := fiveDays(t)
	_, last := rule.Calendar.Range()
	received := last.AddDays(-10).At(9 * 60)
	sum, err := rule.Reckon(deadline.Ledger{{At: received, Kind: deadline.Start}, {At: last.AddDays(-9).At(9 * 60), Kind: deadline.Pause}}, last.At(16*60))
	if err != nil {
		t.Fatal(err)
	}
	if !sum.Paused || !sum.Projected.IsZero() {
		t.Errorf("paused %v, projected %s: want a pause without a projected date", sum.Paused, sum.Projected)
	}
}
