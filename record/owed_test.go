package record_test

import (
	"testing"
	"time"

	"motcua/calendar"
	"motcua/record"
	"motcua/sample"
)

// department is the calendar of the sample department.
func department(t *testing.T) *calendar.Calendar {
	t.Helper()
	specs, err := sample.Calendars()
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range specs {
		if spec.ID == "department" {
			cal, err := calendar.New(spec)
			if err != nil {
				t.Fatal(err)
			}
			return cal
		}
	}
	t.Fatal("there is no calendar of the department")
	return nil
}

func at(t *testing.T, s string) time.Time {
	t.Helper()
	if s == "" {
		return time.Time{}
	}
	moment, err := time.ParseInLocation("2006-01-02T15:04", s, calendar.Zone())
	if err != nil {
		t.Fatal(err)
	}
	return moment
}

func TestWhatIsOwedIsKeptOrMissed(t *testing.T) {
	cal := department(t)
	friday, saturday, far := calendar.Date{Year: 2022, Month: 6, Day: 10}, calendar.Date{Year: 2022, Month: 6, Day: 11}, calendar.Date{Year: 2031, Month: 6, Day: 10}
	for _, test := range []struct {
		reason    string
		by        calendar.Date
		done, now string
		want      record.Keeping
	}{
		{"no day was set", calendar.Date{}, "", "2022-06-08T09:00", record.Undated},
		{"done without a day", calendar.Date{}, "2022-06-08T09:00", "2022-06-09T09:00", record.Kept},
		{"on the day itself", friday, "", "2022-06-10T16:59", record.InTime},
		{"after the close of business", friday, "", "2022-06-10T20:00", record.Overdue},
		{"a day off runs to Monday", saturday, "", "2022-06-13T09:00", record.InTime},
		{"and not beyond", saturday, "", "2022-06-14T09:00", record.Overdue},
		{"delivered on the day, looked at later", friday, "2022-06-10T15:00", "2022-07-01T09:00", record.Kept},
		{"delivered on the Monday after", friday, "2022-06-13T08:00", "2022-07-01T09:00", record.Missed},
		{"beyond the calendar, the day itself", far, "", "2022-06-08T09:00", record.InTime},
		{"and after it", far, "", "2031-06-11T00:00", record.Overdue},
	} {
		got, _, err := record.Owed{By: test.by, Done: at(t, test.done)}.Keeping(cal, at(t, test.now))
		if err != nil || got != test.want {
			t.Errorf("%s: got %s (%v), want %s", test.reason, got, err, test.want)
		}
	}
}

func TestTheRuleRemindsOnceForEachOccasion(t *testing.T) {
	cal := department(t)
	friday := calendar.Date{Year: 2022, Month: 6, Day: 10}
	rule := record.Urging{Before: 2, Every: 3}
	for _, test := range []struct {
		reason    string
		rule      record.Urging
		last, now string
		want      record.Occasion
	}{
		{"three working days before", rule, "", "2022-06-07T09:00", ""},
		{"two working days before", rule, "", "2022-06-08T09:00", record.Soon},
		{"the same day once more", rule, "2022-06-08T09:00", "2022-06-08T15:00", ""},
		{"the day before, reminded already", rule, "2022-06-08T09:00", "2022-06-09T09:00", ""},
		{"reminded of an earlier day, which was moved", rule, "2022-06-01T09:00", "2022-06-08T09:00", record.Soon},
		{"overdue, reminded beforehand", rule, "2022-06-08T09:00", "2022-06-13T09:00", record.Late},
		{"two working days later", rule, "2022-06-13T09:00", "2022-06-15T09:00", ""},
		{"three working days later", rule, "2022-06-13T09:00", "2022-06-16T09:00", record.Late},
		{"nobody is reminded beforehand", record.Urging{Every: 3}, "", "2022-06-09T09:00", ""},
		{"nobody is reminded late", record.Urging{Before: 2}, "", "2022-06-20T09:00", ""},
	} {
		got, owed := test.rule.Occasion(cal, record.Owed{By: friday}, at(t, test.last), at(t, test.now))
		if !owed {
			got = ""
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.reason, got, test.want)
		}
	}
}
