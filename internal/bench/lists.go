package bench

import (
	"context"
	"time"

	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/store"
	"motcua/report"
)

// repeats is how often each list is read.
const repeats = 200

// deepPages is how many pages precede the deep one.
const deepPages = 40

// Lists times what officers and applicants look at most: my work (first page
// and a deep one), the look-up by code and key, the figures of a month.
func Lists(ctx context.Context, o *office.Office, s *store.Store) ([]Figure, error) {
	head := identity.Actor{Person: "head", Name: "head", Posts: []identity.Post{{Agency: "skhdt", Unit: "ktdn", Role: identity.Head}}}
	first, err := o.Work(ctx, head, "", 0)
	if err != nil {
		return nil, err
	}
	deep := first.Dossiers.Next
	for range deepPages {
		page, err := o.Work(ctx, head, deep, 0)
		if err != nil || page.Dossiers.Next == "" {
			break
		}
		deep = page.Dossiers.Next
	}
	sought, err := s.Dossiers(ctx, store.Filter{Scope: store.Scope{All: true}, Limit: repeats})
	if err != nil {
		return nil, err
	}
	to := calendar.DateOf(o.Now())
	from := to.AddDays(-30)
	works := []struct {
		name string
		run  func(i int) error
	}{
		{"my work, first page", func(int) error { _, err := o.Work(ctx, head, "", 0); return err }},
		{"my work, deep page", func(int) error { _, err := o.Work(ctx, head, deep, 0); return err }},
		{"look-up by code and key", func(i int) error {
			d := sought[i%len(sought)]
			_, err := o.Track(ctx, d.Code, d.Key)
			return err
		}},
		{"search, a whole code", func(i int) error { _, err := o.Search(ctx, head, sought[i%len(sought)].Code); return err }},
		{"search, words that all have", func(int) error { _, err := o.Search(ctx, head, "cong ty"); return err }},
		{"search, a word that none has", func(int) error { _, err := o.Search(ctx, head, "cong yt"); return err }},
		{"statistics of a month", func(int) error { _, err := o.Statistics(ctx, head, from, to, report.ByField); return err }},
	}
	var figures []Figure
	for _, w := range works {
		if err := w.run(0); err != nil {
			return nil, err
		}
		f, err := measure(w.name, 1, repeats, func(_, i int) error { return w.run(i) })
		if err != nil {
			return nil, err
		}
		figures = append(figures, f)
		time.Sleep(100 * time.Millisecond)
	}
	return figures, nil
}
