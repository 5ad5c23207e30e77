package office

import (
	"context"
	"errors"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/dossier"
	"motcua/feedback"
	"motcua/identity"
	"motcua/internal/store"
)

// Inspection is what a look through the open dossiers and feedbacks found.
type Inspection struct {
	Checked  int
	LastDue  time.Time // of the dossier promised latest
	Sums     int       // cells of the summaries that differ from the dossiers
	Findings []Finding
}

// Finding is something that does not fit in a dossier.
type Finding struct {
	Code string
	Text motcua.Text
}

// Inspect looks through open feedbacks, documents, drafts and submissions, and
// through open dossiers, at most so many: is the log whole, and is the date that
// lists sort by the one that the facts give. progress is told how far it has
// come; nil when nobody listens.
func (o *Office) Inspect(ctx context.Context, by identity.Actor, most int, progress func(done int)) (Inspection, error) {
	var seen Inspection
	if err := identity.Can(by, identity.KeepSystem, identity.Object{}); err != nil {
		return seen, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return seen, err
	}
	if err := o.inspectFeedbacks(ctx, b, &seen); err != nil {
		return seen, err
	}
	if err := errors.Join(o.inspectDocuments(ctx, b, &seen), o.inspectSubmissions(ctx, &seen), o.inspectDrafts(ctx, &seen), o.inspectMandates(ctx, &seen), o.inspectDeputies(ctx, &seen), o.inspectRecords(ctx, &seen)); err != nil {
		return seen, err
	}
	if seen.Sums, err = o.store.WrongTallies(ctx); err != nil {
		return seen, err
	}
	for after := ""; seen.Checked < most; {
		codes, err := o.store.OpenCodes(ctx, after, min(batch, most-seen.Checked))
		if err != nil || len(codes) == 0 {
			return seen, err
		}
		for _, code := range codes {
			if err := o.inspect(ctx, b, code, &seen); err != nil {
				return seen, err
			}
			seen.Checked++
		}
		after = codes[len(codes)-1]
		if progress != nil {
			progress(seen.Checked)
		}
	}
	return seen, nil
}

func (o *Office) inspect(ctx context.Context, b *Book, code string, seen *Inspection) error {
	found := func(key string, pairs ...any) {
		seen.Findings = append(seen.Findings, Finding{Code: code, Text: motcua.Say(key, pairs...)})
	}
	kept, err := o.store.Summary(ctx, code)
	if err != nil {
		return err
	}
	broken, err := o.store.CheckChain(ctx, kept.ID)
	if err != nil {
		return err
	}
	if broken > 0 {
		found("cli.check.chain", "Entry", broken)
		return nil
	}
	d, _, err := o.load(ctx, b, Target{Code: code})
	if err != nil {
		return err
	}
	clock, err := d.Standing(b.Calendars, o.Now())
	if err != nil {
		found("cli.check.undated", "Reason", err.Error())
		return nil
	}
	if !clock.Due.Equal(kept.Due) && d.Status != dossier.Supplementing {
		found("cli.check.due", "Kept", kept.Due, "Derived", clock.Due)
	}
	if clock.Due.After(seen.LastDue) {
		seen.LastDue = clock.Due
	}
	return nil
}

// inspectFeedbacks looks through the open feedbacks.
func (o *Office) inspectFeedbacks(ctx context.Context, b *Book, seen *Inspection) error {
	for cursor := (store.Cursor{}); ; {
		list, err := o.store.OpenFeedbacks(ctx, cursor, batch)
		if err != nil || len(list) == 0 {
			return err
		}
		for _, kept := range list {
			found, err := o.inspectFeedback(ctx, b, kept)
			if err != nil {
				return err
			}
			if found.Key != "" {
				seen.Findings = append(seen.Findings, Finding{Code: kept.Code, Text: found})
			}
		}
		cursor.ID = list[len(list)-1].ID
	}
}

func (o *Office) inspectFeedback(ctx context.Context, b *Book, kept feedback.Summary) (motcua.Text, error) {
	broken, err := o.store.CheckFeedbackChain(ctx, kept.ID)
	if err != nil || broken > 0 {
		return motcua.Say("cli.check.chain", "Entry", broken), err
	}
	log, err := o.store.FeedbackFacts(ctx, kept.Code)
	if err != nil {
		return motcua.Text{}, err
	}
	f, err := feedback.Rebuild(log.Events)
	if err != nil {
		return motcua.Text{}, err
	}
	derived, err := o.summarizeFeedback(b, f, o.Now())
	if err != nil || derived.Due.Equal(kept.Due) {
		return motcua.Text{}, err
	}
	return motcua.Say("cli.check.due", "Kept", kept.Due, "Derived", derived.Due), nil
}

// Horizon is how far a calendar has been announced, and what of the coming
// year is not confirmed.
type Horizon struct {
	Calendar    string
	To          calendar.Date
	Unconfirmed []calendar.Date
}

// Horizons tells how far each calendar reaches.
func (o *Office) Horizons(ctx context.Context) ([]Horizon, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	specs, err := o.store.Calendars(ctx)
	if err != nil {
		return nil, err
	}
	today := calendar.DateOf(o.Now())
	var list []Horizon
	for _, spec := range specs {
		h := Horizon{Calendar: spec.Name, To: spec.To}
		from, to := later(spec.From, today), earlier(spec.To, today.AddDays(365))
		if !to.Before(from) {
			days, err := b.Calendars.ByID[spec.ID].Notable(from, to)
			if err != nil {
				return nil, err
			}
			for day := range days {
				if day.Announced && !day.Confirmed {
					h.Unconfirmed = append(h.Unconfirmed, day.Date)
				}
			}
		}
		list = append(list, h)
	}
	return list, nil
}

func later(a, b calendar.Date) calendar.Date {
	if a.Before(b) {
		return b
	}
	return a
}

func earlier(a, b calendar.Date) calendar.Date {
	if b.Before(a) {
		return b
	}
	return a
}
