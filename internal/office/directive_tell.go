package office

import (
	"context"
	"errors"

	"motcua"
	"motcua/calendar"
	"motcua/directive"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/record"
)

// tellOfDirective tells those concerned of the facts after a version. by is who
// acted, and is not told; nil when there is nobody to spare.
func (o *Office) tellOfDirective(ctx context.Context, tx *store.Tx, cal *calendar.Calendar, d *directive.Directive, before int, by *identity.Actor) error {
	due, err := d.Owed().Due(cal)
	if err != nil {
		return err
	}
	holder := []desk{{Unit: d.Charge.Unit, Person: d.Charge.Person}}
	for _, e := range newest(d.Head, before) {
		n := recordNotice{Noun: directive.Noun, ID: d.ID, Seq: e.Seq, Due: due, From: e.By.Name, What: d.Title(), To: holder}
		role := identity.Office
		switch f := e.Fact.(type) {
		case directive.Given, directive.Reassigned:
			n.Kind = "given"
			if due.IsZero() {
				n.Kind = "givenUndated"
			}
			role = ""
		case directive.Reminded:
			n.Kind, role = "reminded", ""
			if f.Occasion != "" {
				n.Kind = string(f.Occasion)
			} else if due.IsZero() {
				n.Kind = "remindedUndated"
			}
		case directive.MoreTimeAsked:
			n.Kind, role = "moreTimeAsked", identity.Director
			n.Due = f.Day.At(0)
		case directive.MoreTimeDecided:
			n.Kind, role = "moreTimeRefused", ""
			if f.Granted {
				n.Kind = "moreTimeGranted"
			}
		case directive.ResultRefused:
			n.Kind, role = "refused", ""
		case directive.ResultAccepted:
			n.Kind, role = "accepted", ""
		case directive.TakenBack:
			n.Kind, role = "withdrawn", ""
		case directive.GivenBack:
			n.Kind = "givenBack"
		case directive.ResultReported:
			n.Kind = "reported"
		default:
			continue
		}
		if role != "" {
			if n.To, err = o.desksOf(ctx, role); err != nil {
				return err
			}
		}
		if by != nil && len(n.To) == 1 && n.To[0].Person == by.Person && by.Person != "" {
			continue
		}
		if err := o.tellOfRecord(ctx, tx, n); err != nil {
			return err
		}
	}
	return nil
}

// urging is the rule by which the office reminds of what is owed.
func (o *Office) urging() record.Urging {
	return record.Urging{Before: o.settings.Warn.Days, Every: o.settings.Warn.Late}
}

// UrgeDirectives reminds of the directives that are owed soon or are overdue, by
// the rule. Doing it twice on one day reminds once. It returns how many it told.
func (o *Office) UrgeDirectives(ctx context.Context) (int, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return 0, err
	}
	kind, cal, err := o.directives(b)
	if err != nil {
		return 0, err
	}
	kind.tell = func(ctx context.Context, tx *store.Tx, d *directive.Directive, before int) error {
		return o.tellOfDirective(ctx, tx, cal, d, before, nil)
	}
	return urge(ctx, o, kind, cal, func(d *directive.Directive, act record.Act) []record.Fact { return d.Urge(act, cal, o.urging()) })
}

// urge reminds of every open record of a noun that owes a reminder now.
func urge[T recorded](ctx context.Context, o *Office, kind recordKind[T], cal *calendar.Calendar, owes func(t T, act record.Act) []record.Fact) (int, error) {
	now := o.Now()
	horizon, err := o.within(ctx, now, o.settings.Warn.Days)
	if err != nil {
		return 0, err
	}
	logs, err := o.store.Records(ctx, store.RecordFilter{Noun: kind.noun, DueBefore: horizon.AddDate(0, 0, 1), Soonest: true}, kind.codec)
	told := 0
	for _, log := range logs {
		t, err := kind.rebuild(record.Head{ID: log.ID, Events: log.Events})
		if err != nil {
			return told, err
		}
		act := record.Act{At: now, By: identity.System("remind")}
		if len(owes(t, act)) == 0 {
			continue
		}
		_, err = kind.change(ctx, o, act.By, RecordTarget{ID: log.ID}, func(t T, act record.Act) ([]record.Fact, error) { return owes(t, act), nil })
		if err != nil && !errors.Is(err, store.ErrStale) && motcua.KindOf(err) == motcua.Internal {
			return told, err
		}
		told++
	}
	return told, err
}

// redateDirectives brings what lists keep of open directives up to the calendars.
func (o *Office) redateDirectives(ctx context.Context, b *Book) error {
	kind, _, err := o.directives(b)
	if err != nil {
		return err
	}
	return redateRecords(ctx, o, kind)
}

// redateRecords stores the dates of open records of a noun anew. They follow from
// the facts, so that nothing is recorded.
func redateRecords[T recorded](ctx context.Context, o *Office, kind recordKind[T]) error {
	logs, err := o.store.Records(ctx, store.RecordFilter{Noun: kind.noun, Open: true}, kind.codec)
	if err != nil {
		return err
	}
	for _, log := range logs {
		t, err := kind.rebuild(record.Head{ID: log.ID, Events: log.Events})
		if err != nil {
			return err
		}
		row := kind.rowOf(t, log.ID)
		err = o.store.Write(ctx, func(tx *store.Tx) error { return tx.RedateRecord(ctx, row) })
		if err != nil && !errors.Is(err, store.ErrStale) {
			return err
		}
	}
	return nil
}
