package control_test

import (
	"errors"
	"testing"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/control"
	"motcua/deadline"
	"motcua/sample"
)

// TestDaysOfADecision: signed five days before effect, at the national base five
// working days after; in the short procedure three days after and two.
func TestDaysOfADecision(t *testing.T) {
	specs, err := sample.Calendars()
	if err != nil {
		t.Fatal(err)
	}
	cal, err := calendar.New(specs[0])
	if err != nil {
		t.Fatal(err)
	}
	on := func(d int) calendar.Date { return calendar.Date{Year: 2022, Month: 2, Day: d} }
	for _, test := range []struct {
		reason     string
		short      bool
		from, sent calendar.Date
		signLate   bool
		due        calendar.Date
		onTime     bool
	}{
		{"the last day of both", false, on(28), on(28).AddDays(2), false, on(28).AddDays(2), true},
		{"signed a day too late", false, on(27), on(24), true, on(28).AddDays(2), false},
		{"sent a day too late", false, on(28), on(28).AddDays(3), false, on(28).AddDays(2), false},
		{"short, three days after", true, on(20), on(25), false, on(25), true},
		{"short, four days after", true, on(19), on(25), true, on(25), false},
	} {
		d := control.Decision{Content: control.Content{Number: "514/QĐ-UBND", Signed: on(23), From: test.from, Short: test.short}, Sent: test.sent}
		watches, err := d.Watches(cal, on(28).AddDays(10).At(600))
		if err != nil || len(watches) != 2 {
			t.Fatalf("%s: %v, %v", test.reason, watches, err)
		}
		if watches[0].Late != test.signLate || watches[1].Due != test.due || control.OnTime(watches) != test.onTime {
			t.Errorf("%s: got %+v", test.reason, watches)
		}
	}
}

// TestWhatTheIndexCounts: indicator 1.1 asks for five working days before effect
// where article 15 asks for five days; 1.2 waits until its day has come.
func TestWhatTheIndexCounts(t *testing.T) {
	specs, err := sample.Calendars()
	if err != nil {
		t.Fatal(err)
	}
	cal, err := calendar.New(specs[0])
	if err != nil {
		t.Fatal(err)
	}
	on := func(d int) calendar.Date { return calendar.Date{Year: 2022, Month: 2, Day: d} }
	for _, test := range []struct {
		reason                 string
		short                  bool
		from, sent, today      calendar.Date
		ahead, inTime, counted bool
	}{
		{"five working days, sent on the last day", false, on(28).AddDays(2), on(28).AddDays(2), on(28).AddDays(3), true, true, true},
		{"five days of which two are a weekend", false, on(28), on(28).AddDays(3), on(28).AddDays(4), false, false, true},
		{"short, signed after effect", true, on(20), on(25), on(28), true, true, true},
		{"short, signed too late after effect", true, on(19), on(25), on(28), false, true, true},
		{"not sent, the day is still to come", false, on(28).AddDays(2), calendar.Date{}, on(28), true, false, false},
		{"not sent, the day has passed", false, on(28).AddDays(2), calendar.Date{}, on(28).AddDays(3), true, false, true},
	} {
		d := control.Decision{Content: control.Content{Number: "514/QĐ-UBND", Signed: on(23), From: test.from, Short: test.short}, Sent: test.sent}
		ahead, known, err := d.SignedAhead(cal)
		if err != nil || !known || ahead != test.ahead {
			t.Errorf("%s: signed ahead %v (known %v, %v), want %v", test.reason, ahead, known, err, test.ahead)
		}
		watches, err := d.Watches(cal, test.today.At(600))
		if err != nil {
			t.Fatal(err)
		}
		if inTime, counted := control.PublishedInTime(watches); counted && inTime != test.inTime || counted != test.counted {
			t.Errorf("%s: published in time %v, counted %v", test.reason, inTime, counted)
		}
	}
	far := control.Decision{Content: control.Content{Signed: calendar.Date{Year: 2090, Month: 1, Day: 5}, From: calendar.Date{Year: 2090, Month: 2, Day: 5}}}
	if _, known, err := far.SignedAhead(cal); known || err != nil {
		t.Errorf("beyond the calendar: known %v (%v), want it left out", known, err)
	}
}

// TestLinesThatCannotBeCarriedOutAreNamed: each with its place, and nothing is
// handed to the catalogue.
func TestLinesThatCannotBeCarriedOutAreNamed(t *testing.T) {
	day := calendar.Date{Year: 2022, Month: 3, Day: 1}
	known := catalogue.Procedure{Code: "1", Name: "A", Field: "B", Versions: []catalogue.Version{{Number: 1, ValidFrom: day.AddDays(-100), Term: deadline.Days(5)}}}
	find := func(code string) (catalogue.Procedure, bool) { return known, code == "1" }
	d := control.Decision{Content: control.Content{Number: "514/QĐ-UBND", From: day}, Lines: []control.Line{
		{Kind: catalogue.New, Code: "1", Name: "A"}, {Kind: catalogue.Amended, Code: "2", Name: "A"}, {Kind: catalogue.Amended, Code: "1"},
		{Kind: catalogue.Replaced, Code: "3", Replaces: "4"}, {Kind: catalogue.Abolished, Code: "5"}, {Kind: catalogue.Abolished, Code: "1", By: "6"},
		{Kind: catalogue.New, Code: "7"}, {Kind: catalogue.New, Code: "8", Name: "A", Field: "B"}}}
	_, err := d.Incoming(find)
	var fault *motcua.Fault
	if !errors.As(err, &fault) {
		t.Fatalf("got %v", err)
	}
	want := []string{"exists", "unknownAmended", "nothing", "unknownReplaced", "unknownAbolished", "unknownBy", "nameless", "termless"}
	faults := fault.All()
	if len(faults) != len(want) {
		t.Fatalf("got %d faults, want %d", len(faults), len(want))
	}
	for i, f := range faults {
		if f.Text.Key != "control.line."+want[i] || f.Text.Args["Line"] != i+1 {
			t.Errorf("line %d: got %s of line %v, want %s", i+1, f.Text.Key, f.Text.Args["Line"], want[i])
		}
	}
}
