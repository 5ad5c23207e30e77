package office

import (
	"context"

	"motcua/control"
	"motcua/internal/store"
	"motcua/report"
)

// tallyPublications counts the decisions of publication that were signed in a
// period: 1.1 by decision, 1.2 by procedure, since that is what is published.
func (o *Office) tallyPublications(ctx context.Context, b *Book, t *tally, p report.Period) error {
	list, err := publicationKind().list(ctx, o, store.RecordFilter{From: p.From, To: p.To})
	if err != nil {
		return err
	}
	watched, err := o.watched(ctx, list)
	if err != nil {
		return err
	}
	cal, err := b.Calendars.Of(o.settings.LeadAgency)
	if err != nil {
		return err
	}
	for _, d := range watched {
		if d.State == control.Dropped {
			continue
		}
		source := report.Source{Noun: control.Noun, ID: d.ID, Text: d.Number}
		ahead, known, err := d.SignedAhead(cal)
		if err != nil {
			return err
		}
		if known {
			t.count("1.1", ahead, source)
		}
		if inTime, known := control.PublishedInTime(d.Watches); known {
			for _, line := range d.Lines {
				source.Text = d.Number + " – " + line.Code
				t.count("1.2", inTime, source)
			}
		}
	}
	return nil
}
