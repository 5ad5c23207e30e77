package office

import (
	"context"
	"errors"

	"motcua"
	"motcua/internal/store"
	"motcua/register"
)

// inspectDocuments looks through the documents with something still to be done:
// is the log whole, and is what lists show what the facts give.
func (o *Office) inspectDocuments(ctx context.Context, b *Book, seen *Inspection) error {
	return o.everyOpenDocument(ctx, func(id string) error {
		found, err := o.inspectDocument(ctx, b, id)
		if err == nil && found.Key != "" {
			seen.Findings = append(seen.Findings, Finding{Code: id, Text: found})
		}
		return err
	})
}

func (o *Office) inspectDocument(ctx context.Context, b *Book, id string) (motcua.Text, error) {
	broken, err := o.store.CheckDocumentChain(ctx, id)
	if err != nil {
		return motcua.Text{}, err
	}
	if broken > 0 {
		return motcua.Say("cli.check.chain", "Entry", broken), nil
	}
	derived, err := o.rederived(ctx, b, id)
	if err != nil {
		return motcua.Text{}, err
	}
	kept, err := o.store.DocumentDue(ctx, id)
	if err != nil || kept.Equal(derived.Due) {
		return motcua.Text{}, err
	}
	return motcua.Say("cli.check.due", "Kept", kept, "Derived", derived.Due), nil
}

// redateDocuments brings what lists keep of open documents up to the calendars.
// Their dates follow from the facts, so that nothing is recorded.
func (o *Office) redateDocuments(ctx context.Context, b *Book) error {
	return o.everyOpenDocument(ctx, func(id string) error {
		s, err := o.rederived(ctx, b, id)
		if err != nil {
			return err
		}
		err = o.store.Write(ctx, func(tx *store.Tx) error { return tx.RedateDocument(ctx, s) })
		if errors.Is(err, store.ErrStale) {
			return nil
		}
		return err
	})
}

// rederived is the summary of a document as its facts give it now.
func (o *Office) rederived(ctx context.Context, b *Book, id string) (register.Summary, error) {
	log, err := o.store.DocumentFacts(ctx, id)
	if err != nil {
		return register.Summary{}, err
	}
	d, err := register.Rebuild(log.Events)
	if err != nil {
		return register.Summary{}, err
	}
	return o.summarizeDocument(b, d, o.Now())
}

func (o *Office) everyOpenDocument(ctx context.Context, do func(id string) error) error {
	for after := ""; ; {
		ids, err := o.store.OpenDocuments(ctx, after, batch)
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			if err := do(id); err != nil {
				return err
			}
			after = id
		}
	}
}
