package office

import (
	"context"
	"slices"

	"motcua"
	"motcua/calendar"
	"motcua/control"
	"motcua/directive"
	"motcua/identity"
	"motcua/inspection"
	"motcua/internal/store"
	"motcua/legal"
	"motcua/plan"
	"motcua/record"
	"motcua/vietnamese"
)

// Records of the reform desk are found by their nouns.
const (
	FoundPlans        = plan.Noun
	FoundTasks        = plan.TaskNoun
	FoundDirectives   = directive.Noun
	FoundInspections  = inspection.Noun
	FoundPublications = control.Noun
	FoundLegal        = legal.Noun
)

// recordsOf finds the records of a noun.
func recordsOf(noun string) func(*sought, context.Context) (FoundGroup, error) {
	return func(s *sought, ctx context.Context) (FoundGroup, error) { return s.records(ctx, noun) }
}

// records are those of a noun that the actor may know of, the latest first. They
// are looked through until there are enough of these, so that what others may
// not know of hides nothing.
func (s *sought) records(ctx context.Context, noun string) (FoundGroup, error) {
	words := vietnamese.Words(s.text)
	narrowed, err := s.o.reformScope(s.by, store.RecordFilter{})
	if motcua.KindOf(err) == motcua.Forbidden && err != nil || len(words) == 0 {
		return FoundGroup{}, nil
	}
	f := store.RecordFilter{Noun: noun, Words: words, Limit: foundMost + 1}
	var hits []Hit
	for len(hits) <= foundMost {
		rows, err := s.o.store.RecordRows(ctx, f)
		if err != nil {
			return FoundGroup{}, err
		}
		more := len(rows) == f.Limit
		if more {
			f.After = rows[len(rows)-1].ID
		}
		rows = slices.DeleteFunc(rows, func(r record.Row) bool { return !r.Begins(words) || r.State == legal.RemovedState })
		if len(narrowed.Units) > 0 {
			if rows, err = s.o.knownRecords(ctx, s.by, noun, rows); err != nil {
				return FoundGroup{}, err
			}
		}
		for _, r := range rows {
			if h := (Hit{Record: r}); slices.Equal(vietnamese.Words(r.Number), words) {
				hits = slices.Insert(hits, 0, h)
			} else {
				hits = append(hits, h)
			}
		}
		if !more {
			break
		}
	}
	return grouped(hits[:min(len(hits), foundMost)], len(hits) > foundMost), nil
}

// knownRecords leaves of some records those that a specialist may know of, asking of
// each what its own page asks.
func (o *Office) knownRecords(ctx context.Context, by identity.Actor, noun string, rows []record.Row) ([]record.Row, error) {
	var know func(id string) error
	switch noun {
	case plan.Noun:
		know = func(id string) error { _, err := o.Plan(ctx, by, id, calendar.Date{}); return err }
	case plan.TaskNoun:
		know = func(id string) error { _, err := o.PlanTask(ctx, by, id); return err }
	case directive.Noun:
		know = func(id string) error { _, err := o.Directive(ctx, by, id); return err }
	case inspection.Noun:
		know = func(id string) error { _, err := o.Inspected(ctx, by, id); return err }
	default: // specialists read no others
		return nil, nil
	}
	var list []record.Row
	for _, r := range rows {
		switch err := know(r.ID); {
		case err == nil:
			list = append(list, r)
		case motcua.KindOf(err) != motcua.NotFound && motcua.KindOf(err) != motcua.Forbidden:
			return nil, err
		}
	}
	return list, nil
}

// FillRecordWords makes records of the office found that an older version kept.
func (o *Office) FillRecordWords(ctx context.Context) (int, error) {
	added := 0
	for before := ""; ; {
		list, err := o.store.UnfoundRecords(ctx, before, batch)
		if err != nil || len(list) == 0 {
			return added, err
		}
		err = o.store.Write(ctx, func(tx *store.Tx) error {
			for _, r := range list {
				if err := tx.AddRecordWords(ctx, r); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return added, err
		}
		added, before = added+len(list), list[len(list)-1].ID
	}
}
