package bench_test

import (
	"context"
	"testing"

	"motcua/calendar"
	"motcua/internal/bench"
	"motcua/internal/officetest"
	"motcua/report"
)

// TestMadeDossiersAreSound makes a few hundred dossiers in bulk and finds them
// in the figures: made by the same decisions, they keep the same identities.
func TestMadeDossiersAreSound(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:00", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		b, err := o.Book(ctx)
		if err != nil {
			t.Fatal(err)
		}
		const n = 300
		last := 0
		maker := bench.Maker{Store: o.Store, Book: b, Until: o.Now(), Days: 200, Seed: 1}
		if err := maker.Make(ctx, n, func(done int) { last = done }); err != nil {
			t.Fatal(err)
		}
		if got, want := last, n; got != want {
			t.Errorf("progress: got %d, want %d", got, want)
		}
		to := calendar.DateOf(o.Now())
		s, err := o.Statistics(ctx, o.As("office"), to.AddDays(-400), to, report.ByField)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := s.Total.Received.Total, n; got != want {
			t.Errorf("received: got %d, want %d", got, want)
		}
		if got, want := s.Total.Resolved.Total+s.Total.Open.Total, n; got != want {
			t.Errorf("resolved and open: got %d, want %d", got, want)
		}
		if s.Total.Resolved.Late == 0 || s.Total.Open.Total == 0 {
			t.Errorf("late %d and open %d: got none of one, want some of both", s.Total.Resolved.Late, s.Total.Open.Total)
		}
		figures, err := bench.Lists(ctx, o.Office, o.Store)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := len(figures), 7; got != want {
			t.Errorf("figures: got %d, want %d", got, want)
		}
	})
}
