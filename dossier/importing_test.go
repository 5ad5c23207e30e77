package dossier_test

import (
	"testing"

	"motcua/calendar"
	"motcua/dossier"
)

func TestDaysOfAFileAreReadAsTheyAreWritten(t *testing.T) {
	for _, c := range []struct{ reason, text, want string }{
		{"a day alone counts from eight", "02/06/2022", "2022-06-02 08:00"},
		{"without zeros, with an hour", "2/6/2022 14:05", "2022-06-02 14:05"},
		{"as a spreadsheet keeps a day", "44714", "2022-06-02 08:00"},
		{"as a spreadsheet keeps an hour", "44714.5", "2022-06-02 12:00"},
		{"as programs write it", "2022-06-02 09:15", "2022-06-02 09:15"},
		{"a day that is not", "31/02/2022", ""},
		{"a number that is no day", "12", ""},
		{"nothing", "", ""},
	} {
		_, in, faults := dossier.ImportRow([]string{c.text}, map[string]int{"receivedAt": 0})
		got := ""
		if !in.ReceivedAt.IsZero() {
			got = in.ReceivedAt.In(calendar.Zone()).Format("2006-01-02 15:04")
		}
		if refused := len(faults) > 1; got != c.want || refused != (c.want == "") { // the procedure is missing each time
			t.Errorf("%s: %q is %q with %v, want %q", c.reason, c.text, got, faults, c.want)
		}
	}
}

func TestACodeIsTakenApartByItsPattern(t *testing.T) {
	for _, c := range []struct {
		reason, code, day string
		n                 int
		ok                bool
	}{
		{"ours", "H57.16-220606-0027", "2022-06-06", 27, true},
		{"of a day with many", "H57.16-220606-12345", "2022-06-06", 12345, true},
		{"of another office", "H57.15-220606-0027", "", 0, false},
		{"of no day", "H57.16-221306-0027", "", 0, false},
	} {
		day, n, ok := dossier.DefaultPattern.Read(c.code)
		if ok != c.ok || ok && (day.String() != c.day || n != c.n) {
			t.Errorf("%s: %s %d %v", c.reason, day, n, ok)
		}
	}
}
