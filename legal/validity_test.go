package legal_test

import (
	"testing"
	"time"

	"motcua/calendar"
	"motcua/legal"
)

func day(y, m, d int) calendar.Date { return calendar.Date{Year: y, Month: time.Month(m), Day: d} }

// TestValidityOnADay: what ends the whole comes before a suspension, that before
// what ends a part; each from its own day on.
func TestValidityOnADay(t *testing.T) {
	law := &legal.Document{Content: legal.Content{Number: "10/2015/NĐ-CP", Issued: day(2015, 1, 1), From: day(2015, 3, 1)}}
	other := func(number string, from calendar.Date, r legal.Relation) *legal.Document {
		r.Other = "10/2015/nđ – cp" // typed carelessly
		return &legal.Document{Content: legal.Content{Number: number, Issued: from, From: from}, Relations: []legal.Relation{r}}
	}
	all := legal.NewRegistry([]*legal.Document{law,
		other("1/2017/NĐ-CP", day(2017, 1, 1), legal.Relation{Effect: legal.Amends}),
		other("1/2018/NĐ-CP", day(2018, 1, 1), legal.Relation{Effect: legal.Suspends, Until: day(2018, 6, 30)}),
		other("1/2020/NĐ-CP", day(2020, 1, 1), legal.Relation{Effect: legal.Replaces}),
		{Removed: "entered by mistake", Content: legal.Content{Number: "1/2016/NĐ-CP", From: day(2016, 1, 1)}, Relations: []legal.Relation{{Effect: legal.Abolishes, Other: law.Number}}},
	})
	for _, test := range []struct {
		on   calendar.Date
		want legal.Standing
	}{
		{day(2015, 2, 28), legal.Coming}, {day(2015, 3, 1), legal.InForce}, {day(2016, 12, 31), legal.InForce}, {day(2017, 1, 1), legal.PartEnded},
		{day(2018, 6, 30), legal.Suspended}, {day(2018, 7, 1), legal.PartEnded}, {day(2019, 12, 31), legal.PartEnded}, {day(2020, 1, 1), legal.Ended},
	} {
		if got := all.On(law, test.on).Standing; got != test.want {
			t.Errorf("on %v: got %s, want %s", test.on, got, test.want)
		}
	}
	if got := legal.NumberIn("Nghị định số 31/2021/NĐ-CP (Điều 65)"); got != "31/2021/NĐ-CP" {
		t.Errorf("the number of a basis: got %q", got)
	}
}
