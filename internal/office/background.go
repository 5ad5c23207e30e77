package office

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"time"

	"motcua"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/job"
	"motcua/internal/store"
)

// Notify tells those concerned of facts of a dossier. Doing it twice tells
// nothing twice.
func (o *Office) Notify(ctx context.Context, n job.Notify) error {
	b, err := o.Book(ctx)
	if err != nil {
		return err
	}
	d, _, err := o.load(ctx, b, Target{Code: n.Code})
	if err != nil {
		return err
	}
	now := o.Now()
	clock, err := d.Standing(b.Calendars, now)
	if err != nil {
		return err
	}
	notices, err := d.Notices(n.From, n.To, clock, b.Calendars)
	if err != nil || len(notices) == 0 {
		return err
	}
	return o.store.Write(ctx, func(tx *store.Tx) error {
		for _, notice := range notices {
			id := noticeID(d.ID, fmt.Sprint(notice.Seq), notice)
			if notice.From != "" {
				notice.From = b.Agency(notice.From).Name
			}
			if _, err := tx.PutNotice(ctx, id, now, d.ID, notice); err != nil {
				return err
			}
			if err := o.tellApplicant(ctx, tx, id, d, notice); err != nil {
				return err
			}
		}
		return nil
	})
}

// noticeID is the same each time the same is told to the same reader. The
// reader is in it as a hash, since ids get into logs and addresses do not.
func noticeID(dossierID, occasion string, n dossier.Notice) string {
	reader := sha256.Sum256([]byte(strings.Join([]string{n.Agency, n.Unit, n.Person, n.Address}, "\x00")))
	return fmt.Sprintf("%s/%s/%s/%x", dossierID, occasion, n.Kind, reader[:8])
}

// answersKept is how long the answer for an idempotency key can be had again:
// longer than anybody repeats a request, no longer than its personal data is
// needed.
const answersKept = 72 * time.Hour

// ForgetAnswers drops the answers kept for idempotency keys that are older.
func (o *Office) ForgetAnswers(ctx context.Context) error {
	return o.store.DropAnswers(ctx, o.Now().Add(-answersKept))
}

// batch is how many dossiers one transaction of background work touches.
const batch = 200

// RemindDue reminds the holders of dossiers that are due soon, due very soon or
// overdue, once for each date and each of these occasions. It returns how many
// it told.
func (o *Office) RemindDue(ctx context.Context) (int, error) {
	now := o.Now()
	soon, err := o.soon(ctx, now)
	if err != nil {
		return 0, err
	}
	again, err := o.within(ctx, now, o.settings.Warn.Again)
	if err != nil {
		return 0, err
	}
	if o.settings.Warn.Again == 0 {
		again = now // nothing is due before it that is not overdue
	}
	told := 0
	cursor := store.Cursor{}
	for {
		list, err := o.store.Dossiers(ctx, store.Filter{Scope: store.Scope{All: true}, Open: true, DueBefore: soon, After: cursor, Limit: batch})
		if err != nil || len(list) == 0 {
			return told, err
		}
		n, err := o.remind(ctx, list, now, again)
		if err != nil {
			return told, err
		}
		told += n
		cursor = summaryCursor(list[len(list)-1])
	}
}

func (o *Office) remind(ctx context.Context, list []dossier.Summary, now, again time.Time) (int, error) {
	told := 0
	err := o.store.Write(ctx, func(tx *store.Tx) error {
		told = 0
		for _, s := range list {
			if s.Paused {
				continue
			}
			kind := "dueSoon"
			switch {
			case s.Due.Before(now):
				kind = "overdue"
			case s.Due.Before(again):
				kind = "dueVerySoon"
			}
			n := dossier.Notice{Kind: kind, Code: s.Code, Due: s.Due, Agency: s.Holder.Agency, Unit: s.Holder.Unit, Person: s.Holder.Person}
			fresh, err := tx.PutNotice(ctx, noticeID(s.ID, fmt.Sprint(s.Due.UnixMilli()), n), now, s.ID, n)
			if err != nil {
				return err
			}
			if fresh {
				told++
			}
		}
		return nil
	})
	return told, err
}

// MoveClock moves the clock of a demonstration forward, and has those reminded
// whose dossiers have become due on the way. The reminder is put on the queue
// first, so that the clock stands at the moment when the caller goes on.
func (o *Office) MoveClock(ctx context.Context, moment time.Time) error {
	if moment.After(o.Now()) {
		err := o.store.Write(ctx, func(tx *store.Tx) error { return o.enqueue(ctx, tx.SQL, []Job{job.Remind{}}) })
		if err != nil {
			return err
		}
	}
	return o.clock.MoveTo(moment)
}

// Redate dates open dossiers anew after a change of the calendars, a batch at
// a time; each moved date is a fact, and its applicant is told. It returns the
// code to go on after, "" when it is through.
func (o *Office) Redate(ctx context.Context, document, after string) (next string, moved int, err error) {
	o.forget() // another node may have changed the calendar this very second
	b, err := o.Book(ctx)
	if err != nil {
		return "", 0, err
	}
	if after == "" {
		if err := o.redateDocuments(ctx, b); err != nil {
			return "", 0, err
		}
		if err := o.redateFeedbacks(ctx, b); err != nil {
			return "", 0, err
		}
		if err := errors.Join(o.redateDirectives(ctx, b), o.redateTasks(ctx, b)); err != nil {
			return "", 0, err
		}
	}
	codes, err := o.store.OpenCodes(ctx, after, batch)
	if err != nil || len(codes) == 0 {
		return "", 0, err
	}
	for _, code := range codes {
		did, err := o.redate(ctx, b, code, document)
		if err != nil {
			return "", moved, err
		}
		if did {
			moved++
		}
	}
	return codes[len(codes)-1], moved, nil
}

// redate records by how much the calendar has moved the date of a dossier.
func (o *Office) redate(ctx context.Context, b *Book, code, document string) (bool, error) {
	for {
		d, log, err := o.load(ctx, b, Target{Code: code})
		if err != nil {
			return false, err
		}
		next, events, err := o.moved(b, d, log, document)
		if err != nil || len(events) == 0 {
			return false, err
		}
		if _, err = o.save(ctx, b, d, next, log.Last, events); !errors.Is(err, store.ErrStale) {
			return err == nil, err
		}
	}
}

// moved compares the date kept for lists with the one that the calendars of
// the book give, and adds the difference as a fact; nothing when there is none.
func (o *Office) moved(b *Book, d *dossier.Dossier, log store.Log, document string) (*dossier.Dossier, []dossier.Event, error) {
	now := notBefore(d, o.Now())
	clock, err := d.Standing(b.Calendars, now)
	if err != nil || clock.Due.Equal(log.Due) || !d.Status.Open() {
		return d, nil, err
	}
	next, events := d.With(now, dossier.Recorded(identity.System("redate"), ""), dossier.Redated{From: log.Due, To: clock.Due, Document: document})
	return next, events, nil
}

// Notices lists the latest notices to an actor.
func (o *Office) Notices(ctx context.Context, by identity.Actor) ([]Notice, error) {
	if by.Person == "" {
		return nil, motcua.Refused(motcua.Forbidden, "identity.forbidden.read")
	}
	return o.store.Notices(ctx, told(by, pageSize))
}
