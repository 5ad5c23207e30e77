package calendar_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"motcua"
	"motcua/calendar"
)

func TestAfterOnBoundaries(t *testing.T) {
	c := center(t)
	for _, test := range []struct {
		reason, from string
		span         time.Duration
		want         string
	}{
		{"a morning ends at 11:30, not at 13:00", "2022-06-06T07:30:00", 4 * time.Hour, "2022-06-06T11:30:00"},
		{"a day ends at 17:00, not the next morning", "2022-06-06T07:30:00", 8 * time.Hour, "2022-06-06T17:00:00"},
		{"a week ends on Friday", "2022-06-06T07:30:00", 40 * time.Hour, "2022-06-10T17:00:00"},
		{"nothing more at a closing stays there", "2022-06-06T11:30:00", 0, "2022-06-06T11:30:00"},
		{"nothing more in the lunch break is the opening", "2022-06-06T12:00:00", 0, "2022-06-06T13:00:00"},
		{"nothing more at night is the next morning", "2022-06-10T20:00:00", 0, "2022-06-13T07:30:00"},
		{"one minute after a closing", "2022-06-06T11:30:00", time.Minute, "2022-06-06T13:01:00"},
		{"seconds count", "2022-06-06T16:59:59", 2 * time.Second, "2022-06-07T07:30:01"},
		{"over the Lunar New Year", "2022-01-28T16:00:00", 2 * time.Hour, "2022-02-07T08:30:00"},
	} {
		t.Run(test.reason, func(t *testing.T) {
			got, err := c.After(at(test.from), test.span)
			if want := at(test.want); err != nil || !got.Equal(want) {
				t.Errorf("got %v, %v, want %v", got, err, want)
			}
		})
	}
}

func TestBeyondTheAnnouncedRange(t *testing.T) {
	c := center(t)
	for _, test := range []struct {
		reason, key, year string
		ask               func() error
	}{
		{"an instant of 2027", "calendar.notAnnounced", "2027", func() error {
			_, err := c.Between(at("2026-12-31T08:00:00"), at("2027-01-01T00:00:00"))
			return err
		}},
		{"a term that runs out of 2026", "calendar.notAnnounced", "2027", func() error {
			_, err := c.After(at("2026-12-31T16:00:00"), 2*time.Hour)
			return err
		}},
		{"the next opening after the last closing", "calendar.notAnnounced", "2027", func() error {
			_, err := c.After(at("2026-12-31T18:00:00"), 0)
			return err
		}},
		{"a working day after the last", "calendar.notAnnounced", "2027", func() error {
			_, err := c.AddWorkingDays(date(t, "2026-12-31"), 1)
			return err
		}},
		{"the day itself", "calendar.notAnnounced", "2030", func() error {
			_, err := c.Day(date(t, "2030-05-01"))
			return err
		}},
		{"a time far away", "calendar.notAnnounced", "9999", func() error {
			_, err := c.After(at("9999-01-01T00:00:00"), 1)
			return err
		}},
		{"a day before the calendar", "calendar.notCovered", "2019", func() error {
			_, err := c.Close(date(t, "2019-12-31"))
			return err
		}},
		{"a working day before the first", "calendar.notCovered", "2019", func() error {
			_, err := c.AddWorkingDays(date(t, "2020-01-01"), -1)
			return err
		}},
	} {
		t.Run(test.reason, func(t *testing.T) {
			var fault *motcua.Fault
			if err := test.ask(); !errors.As(err, &fault) {
				t.Fatalf("got %v, want a fault", err)
			}
			if fault.Text.Key != test.key || fault.Text.Args["Year"] != test.year || fault.Kind != motcua.Invalid {
				t.Errorf("got %v, want %s of %s", fault, test.key, test.year)
			}
		})
	}
	if got, err := c.After(at("2026-12-31T16:00:00"), time.Hour); err != nil || !got.Equal(at("2026-12-31T17:00:00")) {
		t.Errorf("the last hour of the calendar: got %v, %v", got, err)
	}
}

func TestDays(t *testing.T) {
	c := center(t)
	for _, test := range []struct {
		reason string
		ask    func() (any, error)
		want   any
	}{
		{"days after a Friday, over Tết", func() (any, error) { return c.WorkingDays(date(t, "2022-01-28"), date(t, "2022-02-07")) }, 1},
		{"the first day is not counted, the last is", func() (any, error) { return c.WorkingDays(date(t, "2022-06-06"), date(t, "2022-06-10")) }, 4},
		{"backwards is negative", func() (any, error) { return c.WorkingDays(date(t, "2022-06-10"), date(t, "2022-06-06")) }, -4},
		{"the fifth working day", func() (any, error) { return c.AddWorkingDays(date(t, "2022-06-06"), 5) }, date(t, "2022-06-13")},
		{"no days later is the day itself, even off", func() (any, error) { return c.AddWorkingDays(date(t, "2022-06-11"), 0) }, date(t, "2022-06-11")},
		{"the working day before a Monday", func() (any, error) { return c.AddWorkingDays(date(t, "2022-06-13"), -1) }, date(t, "2022-06-10")},
		{"a Saturday rolls to Monday", func() (any, error) { return c.OnOrAfter(date(t, "2022-06-11")) }, date(t, "2022-06-13")},
		{"a make-up Saturday stays", func() (any, error) { return c.OnOrAfter(date(t, "2024-05-04")) }, date(t, "2024-05-04")},
		{"opening of a holiday is that of the next day", func() (any, error) { return c.Open(date(t, "2022-04-11")) }, at("2022-04-12T07:30:00")},
		{"closing of a day", func() (any, error) { return c.Close(date(t, "2022-04-12")) }, at("2022-04-12T17:00:00")},
		{"work goes on: the opening is now", func() (any, error) { return c.Opening(at("2022-06-06T09:15:00")) }, at("2022-06-06T09:15:00")},
		{"at the closing the opening is the next", func() (any, error) { return c.Opening(at("2022-06-06T17:00:00")) }, at("2022-06-07T07:30:00")},
		{"a month later without that day", func() (any, error) { return date(t, "2023-01-31").AddMonths(1), nil }, date(t, "2023-02-28")},
		{"the full day", func() (any, error) { return c.FullDay(), nil }, 8 * time.Hour},
	} {
		t.Run(test.reason, func(t *testing.T) {
			got, err := test.ask()
			if instant, ok := got.(time.Time); ok {
				if err != nil || !instant.Equal(test.want.(time.Time)) {
					t.Errorf("got %v, %v, want %v", got, err, test.want)
				}
				return
			}
			if err != nil || got != test.want {
				t.Errorf("got %v, %v, want %v", got, err, test.want)
			}
		})
	}
}

func TestHoursThatChangeOverTime(t *testing.T) {
	spec, err := calendar.ParseSpec([]byte(`{"name": "x", "from": "2022-08-29", "to": "2022-09-10", "off": [], "makeup": [],
		"hours": {"mon": [["07:00","11:00"]], "thu": [["07:00","11:00"]]},
		"periods": [{"from": "2022-09-01", "hours": {"thu": [["08:00","12:00"],["13:00","17:00"]]}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	c := compile(t, spec)
	if got, err := c.Between(at("2022-08-29T00:00:00"), at("2022-09-10T00:00:00")); err != nil || got != 20*time.Hour {
		t.Errorf("got %v, %v, want one old Monday and two new Thursdays", got, err)
	}
}

func TestSpecSurvivesItsJSON(t *testing.T) {
	want := center(t).Spec()
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got calendar.Spec
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestSpecOwnedByTheCallerDoesNotReachTheCalendar(t *testing.T) {
	c := center(t)
	spec := c.Spec()
	spec.Hours[0].Week[time.Monday][0].From = 0
	spec.Off[0].Name = "khác"
	if again := c.Spec(); again.Hours[0].Week[time.Monday][0].From == 0 || again.Off[0].Name == "khác" {
		t.Error("the calendar changed with a copy of its spec")
	}
}

func TestParseSpecSaysWhatIsWrong(t *testing.T) {
	const good = `{"name":"x","hours":{"mon":[["07:30","11:30"],["13:00","17:00"]]},"off":[{"date":"2022-04-11","name":"n"}],"makeup":[{"date":"2022-05-07","name":"m"}],"from":"2022-01-01","to":"2022-12-31"}`
	if _, err := calendar.ParseSpec([]byte(good)); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ reason, old, new, field, key string }{
		{"not JSON", good, `hello`, "calendar", "calendar.spec.json"},
		{"two calendars", good, good + good, "calendar", "calendar.spec.trailing"},
		{"a misspelt name would lose the holidays", `"off"`, `"of"`, "of", "calendar.spec.unknown"},
		{"no name", `"x"`, `" "`, "name", "calendar.spec.name"},
		{"no first day", `"from":"2022-01-01",`, ``, "from", "calendar.spec.range"},
		{"an end before the beginning", `"to":"2022`, `"to":"2021`, "to", "calendar.spec.backwards"},
		{"a million years", `"to":"2022`, `"to":"9999`, "to", "calendar.spec.year"},
		{"an impossible date", `2022-04-11`, `2022-02-30`, "date", "calendar.date.form"},
		{"an impossible time", `11:30`, `11:60`, "hours.mon", "calendar.clock.form"},
		{"an interval without an end", `["13:00","17:00"]`, `["13:00"]`, "hours.mon", "calendar.spec.intervals"},
		{"intervals that overlap", `13:00`, `11:00`, "hours.mon", "calendar.spec.intervals"},
		{"an interval that ends before it begins", `"17:00"`, `"12:30"`, "hours.mon", "calendar.spec.intervals"},
		{"a weekday nobody knows", `"mon"`, `"thứ hai"`, "hours", "calendar.spec.weekday"},
		{"no hours at all", `"mon":[["07:30","11:30"],["13:00","17:00"]]`, ``, "hours", "calendar.spec.hours"},
		{"a day that stands twice", `2022-05-07`, `2022-04-11`, "makeup", "calendar.spec.twice"},
		{"a make-up day for a day without hours", `"name":"m"`, `"name":"m","replaces":"2022-05-08"`, "makeup", "calendar.spec.makeUpHours"},
		{"hours of the wrong type", `[["07:30","11:30"],["13:00","17:00"]]`, `7`, "hours", "calendar.spec.type"},
	} {
		t.Run(test.reason, func(t *testing.T) {
			_, err := calendar.ParseSpec([]byte(strings.Replace(good, test.old, test.new, 1)))
			var fault *motcua.Fault
			if !errors.As(err, &fault) {
				t.Fatalf("got %v, want a fault", err)
			}
			if !strings.HasPrefix(fault.Field, test.field) || fault.Text.Key != test.key {
				t.Errorf("got %s %s, want %s %s", fault.Field, fault.Text.Key, test.field, test.key)
			}
		})
	}
}
