package report_test

import (
	"testing"

	"motcua/calendar"
	"motcua/report"
)

func TestPeriodsAndTheOnesBefore(t *testing.T) {
	for _, c := range []struct{ reason, name, from, to, last string }{
		{"a month", "2022-06", "2022-06-01", "2022-06-30", "2022-05"},
		{"January follows December", "2022-01", "2022-01-01", "2022-01-31", "2021-12"},
		{"February of a leap year", "2024-02", "2024-02-01", "2024-02-29", "2024-01"},
		{"a quarter", "2022-Q2", "2022-04-01", "2022-06-30", "2022-Q1"},
		{"the first quarter follows the fourth", "2022-Q1", "2022-01-01", "2022-03-31", "2021-Q4"},
		{"a half-year", "2022-H1", "2022-01-01", "2022-06-30", "2021-H2"},
		{"a year", "2022", "2022-01-01", "2022-12-31", "2021"},
	} {
		p, err := report.ParsePeriod(c.name)
		if err != nil || p.From.String() != c.from || p.To.String() != c.to || p.Name != c.name || p.Last().Name != c.last {
			t.Errorf("%s: got %+v before it %+v, %v", c.reason, p, p.Last(), err)
		}
	}
	for reason, name := range map[string]string{"nothing": "", "a fifth quarter": "2022-Q5", "a thirteenth month": "2022-13", "a month of no digits": "2022-6", "words": "nay", "long ago": "0000"} {
		if p, err := report.ParsePeriod(name); err == nil {
			t.Errorf("%s: %q is %+v", reason, name, p)
		}
	}
}

func TestPeriodsHaveFreeBounds(t *testing.T) {
	day := func(s string) calendar.Date {
		d, err := calendar.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct{ reason, from, to, lastFrom, lastTo string }{
		{"a reporting month from the 21st to the 20th", "2022-05-21", "2022-06-20", "2022-04-20", "2022-05-20"},
		{"one day", "2022-06-06", "2022-06-06", "2022-06-05", "2022-06-05"},
	} {
		p, err := report.Between(day(c.from), day(c.to))
		if err != nil || p.Last().From != day(c.lastFrom) || p.Last().To != day(c.lastTo) {
			t.Errorf("%s: got %+v before it %+v, %v", c.reason, p, p.Last(), err)
		}
	}
	if _, err := report.Between(day("2022-06-06"), day("2022-06-05")); err == nil {
		t.Error("a period that ends before it begins was taken")
	}
	seen := map[string]bool{}
	for _, p := range report.Periods(day("2022-05-31")) {
		if again, err := report.ParsePeriod(p.Name); err != nil || again != p || seen[p.Name] {
			t.Errorf("offered: %+v, read again %+v, %v", p, again, err)
		}
		seen[p.Name] = true
	}
	for _, name := range []string{"2022-05", "2020-06", "2022-Q2", "2022-H1", "2022"} {
		if !seen[name] {
			t.Errorf("%s is not offered", name)
		}
	}
}
