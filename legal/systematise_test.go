package legal_test

import (
	"slices"
	"testing"

	"motcua/calendar"
	"motcua/legal"
)

// TestRoundsEndEveryFiveYears: the end of a round is its last day, so that it is
// over on that day.
func TestRoundsEndEveryFiveYears(t *testing.T) {
	for _, test := range []struct{ day, from, to calendar.Date }{
		{day(2022, 6, 6), day(2014, 1, 1), day(2018, 12, 31)},
		{day(2018, 12, 30), day(2009, 1, 1), day(2013, 12, 31)},
		{day(2018, 12, 31), day(2014, 1, 1), day(2018, 12, 31)},
		{day(2024, 1, 1), day(2019, 1, 1), day(2023, 12, 31)},
		{day(2026, 11, 27), day(2019, 1, 1), day(2023, 12, 31)},
	} {
		if got, want := legal.LastRound(test.day), (legal.Round{From: test.from, To: test.to}); got != want {
			t.Errorf("on %v: got %v, want %v", test.day, got, want)
		}
	}
}

// TestDocumentsStandInTheListsOfARound: each document under the name of what
// happened to it, in the round 2019–2023.
func TestDocumentsStandInTheListsOfARound(t *testing.T) {
	round := legal.Round{From: day(2019, 1, 1), To: day(2023, 12, 31)}
	doc := func(number string, from calendar.Date, relations ...legal.Relation) *legal.Document {
		return &legal.Document{Content: legal.Content{Number: number, Issued: from, From: from}, Relations: relations}
	}
	on := func(effect legal.Effect, other, part string) legal.Relation {
		return legal.Relation{Effect: effect, Other: other, Part: part}
	}
	review := func(d *legal.Document, from, to calendar.Date, proposal legal.Proposal) *legal.Document {
		d.Reviews = append(d.Reviews, legal.Reviewed{From: from, To: to, On: to, Proposal: proposal})
		return d
	}
	until := doc("7/QĐ", day(2015, 1, 1))
	until.Until = day(2020, 12, 31)
	coming := doc("8/QĐ", day(2023, 12, 20))
	coming.From = day(2024, 2, 1)
	list := []*legal.Document{
		doc("1/QĐ", day(2010, 1, 1)), doc("2/QĐ", day(2010, 1, 1)), doc("3/QĐ", day(2010, 1, 1)), doc("4/QĐ", day(2010, 1, 1)), doc("5/QĐ", day(2010, 1, 1)), doc("6/QĐ", day(2010, 1, 1)),
		until, coming, doc("9/QĐ", day(2024, 1, 5)),
		review(doc("10/QĐ", day(2016, 1, 1)), day(2021, 1, 1), day(2021, 12, 31), legal.Amend),
		review(review(doc("11/QĐ", day(2016, 1, 1)), day(2021, 1, 1), day(2021, 12, 31), legal.Amend), day(2022, 1, 1), day(2022, 12, 31), legal.Keep),
		review(doc("12/QĐ", day(2016, 1, 1)), day(2018, 1, 1), day(2018, 12, 31), legal.Abolish),
		doc("20/QĐ", day(2017, 1, 1), on(legal.Replaces, "1/QĐ", ""), on(legal.Amends, "3/QĐ", "")),
		doc("21/QĐ", day(2021, 1, 1), on(legal.Abolishes, "2/QĐ", ""), on(legal.Abolishes, "4/QĐ", "Điều 5"), on(legal.Suspends, "5/QĐ", ""), on(legal.Suspends, "6/QĐ", "Điều 2"), on(legal.Guides, "12/QĐ", "")),
	}
	want := map[string][]legal.Group{
		"1/QĐ":  nil, // a round before listed it
		"2/QĐ":  {legal.WhollyEnded},
		"3/QĐ":  {legal.StillInForce}, // amended before the round
		"4/QĐ":  {legal.PartlyEnded, legal.StillInForce},
		"5/QĐ":  {legal.WhollyEnded}, // suspended as a whole
		"6/QĐ":  {legal.PartlyEnded, legal.StillInForce},
		"7/QĐ":  {legal.WhollyEnded}, // by its own last day
		"8/QĐ":  {legal.StillInForce},
		"9/QĐ":  nil, // issued after the round
		"10/QĐ": {legal.StillInForce, legal.ToHandle},
		"11/QĐ": {legal.StillInForce}, // a later review keeps it
		"12/QĐ": {legal.StillInForce}, // reviewed in the round before
		"20/QĐ": {legal.StillInForce},
		"21/QĐ": {legal.StillInForce},
	}
	got := map[string][]legal.Group{}
	lists := legal.NewRegistry(list).Systematise(round)
	for _, g := range legal.Groups() {
		for _, s := range lists[g] {
			got[s.Number] = append(got[s.Number], g)
		}
	}
	for number, groups := range want {
		if !slices.Equal(got[number], groups) {
			t.Errorf("%s: got %v, want %v", number, got[number], groups)
		}
	}
}
