package main

import (
	"slices"
	"testing"

	"motcua/calendar"
	"motcua/internal/officetest"
	"motcua/report"
)

// TestTheReformDeskIsPlayed plays the acts of the demonstration that have days
// of their own, and reads what the report of June 2022 says of them.
func TestTheReformDeskIsPlayed(t *testing.T) {
	o := officetest.New(t, "sqlite", "2022-01-03T08:00")
	cues, err := datedCues(officetest.Moment(t, "2022-06-10T08:00"))
	if err != nil {
		t.Fatal(err)
	}
	reviews, err := demoReviews(calendar.Date{Year: 2022, Month: 6, Day: 10})
	if err != nil {
		t.Fatal(err)
	}
	cues = append(cues, reviews...)
	people, err := actors()
	if err != nil {
		t.Fatal(err)
	}
	slices.SortStableFunc(cues, func(a, b cue) int { return a.moment.Compare(b.moment) })
	stories := map[int]*story{}
	for _, c := range cues {
		if stories[c.story] == nil {
			stories[c.story] = &story{Office: o.Office, ctx: t.Context(), people: people}
		}
		if c.moment.After(o.Now()) {
			if err := o.Clock().MoveTo(c.moment); err != nil {
				t.Fatal(err)
			}
		}
		if err := c.act(stories[c.story]); err != nil {
			t.Fatalf("%s: %v", c.moment, err)
		}
	}
	facts, err := o.Facts(t.Context(), people["office"], report.Period{From: calendar.Date{Year: 2021, Month: 12, Day: 15}, To: calendar.Date{Year: 2022, Month: 6, Day: 10}})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int64{}
	for _, f := range facts.Figures {
		got[f.Key] = f.Value
	}
	for key, want := range map[string]int64{"directive.total": 10, "directive.done": 4, "directive.doneLate": 1, "directive.extended": 1, "directive.overdue": 1, "directive.undated": 1,
		"inspection.count": 1, "inspection.units": 2, "inspection.met": 2, "inspection.shortcomings": 1, "inspection.violations": 0, "inspection.lateDays.min": 1, "inspection.lateDays.max": 2,
		"inspection.recommendations": 2, "inspection.recommendations.done": 0,
		"control.reviewed": 2, "control.proposals": 4, "control.saved": 420 * (33_000*45/60 + 10_000)} {
		if got[key] != want {
			t.Errorf("%s is %d, want %d", key, got[key], want)
		}
	}
	if !slices.ContainsFunc(facts.Documents, func(d report.Document) bool {
		return d.Number == "80/KH-SKHĐT" && d.Type == "KH" && d.Date == calendar.Date{Year: 2022, Month: 1, Day: 10}
	}) {
		t.Error("the plan 80/KH-SKHĐT of 10 January 2022 is not among the documents")
	}
}
