package deadline_test

import (
	"os"
	"testing"
	"time"

	"motcua/calendar"
)

func loadCalendar(t testing.TB, name string) *calendar.Calendar {
	t.Helper()
	data, err := os.ReadFile("../testdata/deadlines/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	spec, err := calendar.ParseSpec(data)
	if err != nil {
		t.Fatal(err)
	}
	c, err := calendar.New(spec)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// at reads "2006-01-02T15:04", with or without seconds, in Vietnam; tests state
// only good instants, the zero instant makes any other fail.
func at(s string) time.Time {
	layout := "2006-01-02T15:04"
	if len(s) > len(layout) {
		layout += ":05"
	}
	t, err := time.ParseInLocation(layout, s, calendar.Zone())
	if err != nil {
		return time.Time{}
	}
	return t
}
