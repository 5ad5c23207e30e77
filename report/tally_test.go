package report_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"motcua/calendar"
	"motcua/catalogue"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/report"
)

// names of a day's cells, to hold the cells of a period against.
func dayOf(span string) bool { return span[0] == 'd' }

func TestSpansHoldEveryDayOnce(t *testing.T) {
	start := calendar.Date{Year: 2019, Month: 11, Day: 20}
	var cells [1700][]string
	for i := range cells {
		for _, c := range report.Delta(nil, &dossier.Summary{ReceivedAt: start.AddDays(i).At(0)}) {
			if c.Key.Tally == report.Matters {
				cells[i] = append(cells[i], c.Key.Span)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		first := rapid.IntRange(0, 800).Draw(t, "first")
		last := first + rapid.IntRange(-1, 800).Draw(t, "days")
		from, to := start.AddDays(first), start.AddDays(last)
		within, before := report.SpansOf(from, to), report.SpansBefore(from)
		for i := range cells {
			if got, want := held(within, cells[i]), first <= i && i <= last; got != counted(want) {
				t.Fatalf("%s to %s has %s %d times: %v", from, to, start.AddDays(i), got, within)
			}
			if got, want := held(before, cells[i]), i < first; got != counted(want) {
				t.Fatalf("before %s has %s %d times: %v", from, start.AddDays(i), got, before)
			}
		}
		if n := len(within); n > 5 {
			t.Fatalf("%s to %s: %d ranges, want five at most", from, to, n)
		}
	})
}

func counted(b bool) int {
	if b {
		return 1
	}
	return 0
}

// held is how often the cells of a day are found in ranges.
func held(ranges []report.SpanRange, cells []string) (n int) {
	for _, span := range cells {
		for _, r := range ranges {
			if r.From <= span && span <= r.To {
				n++
			}
		}
	}
	return n
}

// TestAMillionEventsEqualTheRecount lets a million random things happen to
// dossiers – received, handed to another officer, concluded, concluded
// differently after all, opened again, dated anew – and holds the summaries
// against what the dossiers add up to.
func TestAMillionEventsEqualTheRecount(t *testing.T) {
	events := 1_000_000
	if testing.Short() {
		events = 100_000
	}
	choose, sums := rand.New(rand.NewPCG(5, 8)), report.Sums{}
	var all []dossier.Summary
	for i := range events {
		if len(all) == 0 || choose.IntN(20) == 0 {
			s := opened(choose, i)
			all = append(all, s)
			sums.Add(report.Delta(nil, &s))
			continue
		}
		at := choose.IntN(len(all))
		before := all[at]
		happen(choose, &all[at])
		sums.Add(report.Delta(&before, &all[at]))
	}
	again := report.Sums{}
	for i := range all {
		again.Add(report.Delta(nil, &all[i]))
	}
	if !maps.Equal(sums, again) {
		t.Fatalf("after %d events: %d cells, recounted %d, and they differ", events, len(sums), len(again))
	}
	came, open := 0, 0
	for key, by := range sums {
		if key.Tally == report.Hands && dayOf(key.Span) {
			came, open = came+by.Online+by.Direct, open+by.Online+by.Direct-by.Early-by.OnTime-by.Late
		}
	}
	want := 0
	for _, s := range all {
		if s.EndedAt.IsZero() {
			want++
		}
	}
	if came != len(all) || open != want {
		t.Errorf("the days have %d received and %d open, want %d and %d", came, open, len(all), want)
	}
}

func opened(choose *rand.Rand, i int) dossier.Summary {
	procedure := choose.IntN(12)
	return dossier.Summary{ID: fmt.Sprint(i), Procedure: fmt.Sprint("p", procedure), Number: 1 + choose.IntN(2), Field: fmt.Sprint("f", procedure/3),
		Channel: []catalogue.ChannelKind{catalogue.Online, catalogue.InPerson, catalogue.Postal}[choose.IntN(3)], LeadUnit: fmt.Sprint("u", choose.IntN(4)),
		ReceivedAt: time.Date(2021, 12, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(choose.IntN(120*24)) * time.Hour)}
}

func happen(choose *rand.Rand, s *dossier.Summary) {
	switch choose.IntN(6) {
	case 0:
		s.Officer = fmt.Sprint("o", choose.IntN(3))
	case 1, 2:
		s.EndedAt = s.ReceivedAt.Add(time.Duration(choose.IntN(30*24)) * time.Hour)
		s.Standing, s.LateAgency, s.LateCause = []deadline.Standing{deadline.Early, deadline.OnTime, deadline.Late}[choose.IntN(3)], "", ""
		if s.Standing == deadline.Late {
			s.LateAgency, s.LateCause = fmt.Sprint("a", choose.IntN(3)), dossier.LateCauses()[choose.IntN(2)]
		}
	case 3:
		s.EndedAt, s.Standing, s.LateAgency, s.LateCause = time.Time{}, "", "", ""
	default: // a date moves, a paper comes, somebody writes: no figure changes
		s.Due, s.Paused, s.Version = s.Due.Add(time.Hour), !s.Paused, s.Version+1
	}
}

func TestWhatMovesNoFigureChangesNothing(t *testing.T) {
	before := opened(rand.New(rand.NewPCG(1, 1)), 1)
	after := before
	after.Due, after.Paused, after.Status, after.Applicant = time.Unix(1, 0), true, dossier.Supplementing, "khác"
	if got := report.Delta(&before, &after); got != nil {
		t.Errorf("got %v, want no change", got)
	}
	after.Officer = "lan"
	if got := report.Delta(&before, &after); len(got) != 6 || got[0].Key.Tally != report.Hands {
		t.Errorf("another officer: got %v, want three cells less and three more, all of hands", got)
	}
	if got, want := (report.Sums{}).Changes(), []report.Change{}; !reflect.DeepEqual(got, want) {
		t.Errorf("no sums: got %v", got)
	}
}
