package calendar_test

import (
	"testing"
	"time"

	"motcua/calendar"
)

// TestTheZoneIsVietnamsWhateverTheMachineSays states instants in UTC, so that
// the package's own zone cannot agree with itself, and moves the machine away.
func TestTheZoneIsVietnamsWhateverTheMachineSays(t *testing.T) {
	machine := time.Local
	time.Local = time.FixedZone("elsewhere", -9*3600)
	t.Cleanup(func() { time.Local = machine })

	c := center(t)
	opening := time.Date(2022, 6, 6, 0, 30, 0, 0, time.UTC)
	closing := time.Date(2022, 6, 6, 10, 0, 0, 0, time.UTC)
	if got, err := c.Open(calendar.Date{Year: 2022, Month: 6, Day: 6}); err != nil || !got.Equal(opening) {
		t.Errorf("got opening %v, %v, want %v", got, err, opening)
	}
	got, err := c.After(opening.Local(), 8*time.Hour)
	if err != nil || !got.Equal(closing) {
		t.Errorf("got closing %v, %v, want %v", got, err, closing)
	}
	if said := got.Format(time.RFC3339); said != "2022-06-06T17:00:00+07:00" {
		t.Errorf("got %s, want it said in Vietnam's time", said)
	}
	lateEvening := time.Date(2022, 6, 5, 17, 0, 0, 0, time.UTC)
	if got := calendar.DateOf(lateEvening).String() + " " + calendar.MinuteOf(lateEvening).String(); got != "2022-06-06 00:00" {
		t.Errorf("got %s, want midnight of the 6th", got)
	}
}
