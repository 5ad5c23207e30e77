package office

import (
	"context"
	"fmt"

	"motcua/calendar"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/report"
)

// Apologise apologises for a dossier that cannot be returned in time, and
// promises it some working days later; whoever grants more time may.
func (o *Office) Apologise(ctx context.Context, by identity.Actor, t Target, a dossier.Apologised) (*View, error) {
	return o.change(ctx, by, t, identity.DecideExtension, func(d *dossier.Dossier, b *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.Apologise(act, a, b.Calendars)
	})
}

// ApologyOwed is a dossier that is due soon or overdue, and for which the actor
// may apologise.
type ApologyOwed struct {
	dossier.Summary
	InTime bool // an apology now would come in time
}

// owedMost is how many dossiers that are due soon are looked at.
const owedMost = 100

// ApologiesOwed lists the open dossiers that are due within two working days or
// overdue, for which nobody has apologised and whose date was not re-appointed,
// the most pressing first: those that the actor may apologise for.
func (o *Office) ApologiesOwed(ctx context.Context, by identity.Actor) ([]ApologyOwed, error) {
	if !by.Is(identity.Head, identity.Director) {
		return nil, identity.Can(by, identity.DecideExtension, identity.Object{})
	}
	now := o.Now()
	soon, err := o.soon(ctx, now)
	if err != nil {
		return nil, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	list, err := o.store.Dossiers(ctx, store.Filter{Scope: store.Scope{All: true}, Open: true, DueBefore: soon, Limit: owedMost})
	if err != nil {
		return nil, err
	}
	var owed []ApologyOwed
	for _, s := range list {
		if s.Paused {
			continue
		}
		d, _, err := o.load(ctx, b, Target{Code: s.Code})
		if err != nil {
			return nil, err
		}
		again, err := d.Reappointed(b.Calendars)
		if err != nil {
			return nil, err
		}
		if again || !d.MayApologise() || identity.Can(by, identity.DecideExtension, d.Object()) != nil {
			continue
		}
		owed = append(owed, ApologyOwed{Summary: s, InTime: dossier.InTime(now, s.Due)})
	}
	return owed, nil
}

// registerApology writes an apology into the register of its year.
func (o *Office) registerApology(ctx context.Context, tx *store.Tx, b *Book, d *dossier.Dossier, events []dossier.Event) error {
	for _, e := range events {
		a, ok := e.Fact.(dossier.Apologised)
		if !ok {
			continue
		}
		clock, err := d.Clock(b.Calendars, e.At)
		if err != nil {
			return err
		}
		line := store.ApologyLine{Dossier: d.ID, Code: d.Code, Year: calendar.DateOf(e.At).Year, At: e.At, Cause: a.Cause, Unit: d.Object().LeadUnit, Author: e.By.Name}
		for _, c := range clock.Changes {
			if c.At.Equal(e.At) {
				line.DueBefore, line.DueAfter = c.From, c.To
			}
		}
		line.InTime = dossier.InTime(e.At, line.DueBefore)
		if err := tx.PutApology(ctx, line); err != nil {
			return err
		}
	}
	return nil
}

// Apologies is a page of the register of apologies of a year, the last first;
// below is the number to go on under, 0 at the start.
func (o *Office) Apologies(ctx context.Context, by identity.Actor, year, below int) ([]store.ApologyLine, error) {
	if !by.Is(identity.Head, identity.Director, identity.Office) {
		return nil, identity.Can(by, identity.DecideExtension, identity.Object{})
	}
	return o.store.Apologies(ctx, year, below, pageSize)
}

// ApologyNumber is the number in the register of the apology for a dossier,
// "" when there is none.
func (o *Office) ApologyNumber(ctx context.Context, v *View) (string, error) {
	found, err := o.store.ApologiesFor(ctx, []string{v.ID})
	if a, ok := found[v.ID]; ok && err == nil {
		return fmt.Sprintf("%02d", a.Number), nil
	}
	return "", err
}

// Unapologised is a dossier that was late in a period and was not apologised for
// in time.
type Unapologised struct {
	dossier.Summary
	Late bool // there was an apology, but too late
}

// Unapologised lists the dossiers that were late in a period, or are overdue,
// and for which nobody apologised a day before the promised date (NĐ 61/2018 art
// 19(9)), with the cursor of the next page. The units that lead them did not.
func (o *Office) Unapologised(ctx context.Context, by identity.Actor, p report.Period, after string) (Page[Unapologised], error) {
	if !by.Is(identity.Head, identity.Director, identity.Office) {
		return Page[Unapologised]{}, identity.Can(by, identity.DecideExtension, identity.Object{})
	}
	begin, end, err := publicBounds(p)
	if err != nil {
		return Page[Unapologised]{}, err
	}
	cursor, err := readCursor(after)
	if err != nil {
		return Page[Unapologised]{}, err
	}
	list, err := o.store.LateDossiers(ctx, begin, end, o.Now(), cursor, pageSize+1)
	if err != nil {
		return Page[Unapologised]{}, err
	}
	found := paged(list, pageSize, summaryCursor)
	said, err := o.apologiesFor(ctx, found.Items)
	if err != nil {
		return Page[Unapologised]{}, err
	}
	page := Page[Unapologised]{Next: found.Next}
	for _, s := range found.Items {
		if a, ok := said[s.ID]; !ok || !a.InTime {
			page.Items = append(page.Items, Unapologised{Summary: s, Late: ok})
		}
	}
	return page, nil
}

func (o *Office) apologiesFor(ctx context.Context, list []dossier.Summary) (map[string]store.ApologyLine, error) {
	ids := make([]string, len(list))
	for i, s := range list {
		ids[i] = s.ID
	}
	return o.store.ApologiesFor(ctx, ids)
}
