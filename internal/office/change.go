package office

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"motcua"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/job"
	"motcua/internal/store"
)

// Target is the dossier that a use case is about: by its code, or by the id of
// one of its errands. Expected is the version its reader saw; 0 when the
// reader does not mind what happened meanwhile, as long as the act still fits.
type Target struct {
	Code     string
	Errand   string
	Expected int
}

// attempts bounds how often a decision is made anew because others added facts
// in between.
const attempts = 20

// decision makes the next state and its events out of the present one.
type decision func(d *dossier.Dossier, b *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error)

// change is the shape of every use case on a dossier. A decision overtaken by
// another is made again on what the dossier has become, so no fact is lost;
// a reader who named a version is told what happened meanwhile instead.
func (o *Office) change(ctx context.Context, by identity.Actor, t Target, right identity.Action, decide decision) (*View, error) {
	return o.changeWith(ctx, by, t, right, nothingBeside, decide)
}

// beside is what else belongs to the transaction of a change.
type beside func(tx *store.Tx) error

func nothingBeside(*store.Tx) error { return nil }

// changeWith is change with something beside the dossier in its transaction.
func (o *Office) changeWith(ctx context.Context, by identity.Actor, t Target, right identity.Action, also beside, decide decision) (*View, error) {
	for attempt := 1; ; attempt++ {
		view, err := o.changeOnce(ctx, by, t, right, also, decide)
		if !errors.Is(err, store.ErrStale) || attempt == attempts {
			return view, err
		}
	}
}

func (o *Office) changeOnce(ctx context.Context, by identity.Actor, t Target, right identity.Action, also beside, decide decision) (*View, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	d, log, err := o.load(ctx, b, t)
	if err != nil {
		return nil, err
	}
	if err := identity.Can(by, right, objectOf(d, t)); err != nil {
		return nil, err
	}
	if err := meanwhile(d, t.Expected); err != nil {
		return nil, err
	}
	return o.decided(ctx, b, d, log, by, also, decide)
}

// decided makes a decision on what was loaded and saves it.
func (o *Office) decided(ctx context.Context, b *Book, d *dossier.Dossier, log store.Log, by identity.Actor, also beside, decide decision) (*View, error) {
	b, present, first, err := o.redated(ctx, b, d, log)
	if err != nil {
		return nil, err
	}
	act := o.act(by)
	act.At = notBefore(present, act.At)
	next, events, err := decide(present, b, act)
	if err != nil {
		return nil, b.named(err)
	}
	if len(events) == 0 {
		return o.view(b, d, act.At)
	}
	return o.saveWith(ctx, b, d, next, log.Last, append(first, events...), also)
}

// redated records that a calendar has changed since the dossier was last
// saved, when the job that dates dossiers anew has not come to it yet: whatever
// is decided next must not move its date untold. The book is read anew before,
// since it may be the book that is old.
func (o *Office) redated(ctx context.Context, b *Book, d *dossier.Dossier, log store.Log) (*Book, *dossier.Dossier, []dossier.Event, error) {
	_, events, err := o.moved(b, d, log, "")
	if err != nil || len(events) == 0 {
		return b, d, nil, err
	}
	o.forget()
	if b, err = o.Book(ctx); err != nil {
		return nil, nil, nil, err
	}
	next, events, err := o.moved(b, d, log, "")
	return b, next, events, err
}

// notBefore is an instant, or that of the last fact when it lies later: the
// clocks of two nodes may differ by a little, and facts stand in order of time.
func notBefore(d *dossier.Dossier, at time.Time) time.Time {
	if n := len(d.Events); n > 0 && at.Before(d.Events[n-1].At) {
		return d.Events[n-1].At
	}
	return at
}

func (o *Office) load(ctx context.Context, b *Book, t Target) (*dossier.Dossier, store.Log, error) {
	var log store.Log
	var err error
	if t.Errand != "" {
		log, err = o.store.FactsOfErrand(ctx, t.Errand)
	} else {
		log, err = o.store.Facts(ctx, dossier.ReadCode(t.Code))
	}
	switch {
	case err != nil:
		return nil, log, err
	case len(log.Events) == 0 && t.Errand != "":
		return nil, log, motcua.Refused(motcua.NotFound, "dossier.errand.unknown")
	case len(log.Events) == 0:
		return nil, log, motcua.Refused(motcua.NotFound, "dossier.unknown", "Code", t.Code)
	}
	d, err := b.rebuild(log.Events)
	return d, log, err
}

// rebuild adds facts up under the version of the procedure they pinned.
func (b *Book) rebuild(events []dossier.Event) (*dossier.Dossier, error) {
	opened, ok := events[0].Fact.(dossier.Opened)
	if !ok {
		return nil, errors.New("rebuild dossier: the first fact is not its receipt")
	}
	p, err := b.Procedure(opened.Intake.Procedure)
	if err != nil {
		return nil, err
	}
	v, ok := p.Version(opened.Intake.Version)
	if !ok {
		return nil, fmt.Errorf("rebuild dossier %s: version %d of procedure %s, which it has pinned, is gone", opened.Code, opened.Intake.Version, p.Code)
	}
	return dossier.Rebuild(v, p.NameUnder(v), events)
}

// objectOf names what the right is asked for: beside the dossier, the agency
// that the errand concerns.
func objectOf(d *dossier.Dossier, t Target) identity.Object {
	on := d.Object()
	if t.Errand == "" {
		return on
	}
	for _, h := range d.Handovers {
		if h.ID == t.Errand {
			on.ToAgency, on.ToUnit = h.To.Agency, h.To.Unit
		}
	}
	for _, opinion := range d.Opinions {
		if opinion.ID == t.Errand {
			on.ToAgency = opinion.Agency
		}
	}
	return on
}

// meanwhile tells a reader of an older version who did what since; nil when
// nothing but talk was added, or the reader named no version.
func meanwhile(d *dossier.Dossier, seen int) error {
	if seen <= 0 {
		return nil
	}
	if seen > d.Version() {
		return motcua.InvalidField("version", "dossier.version", "Version", int64(d.Version()))
	}
	since := slices.IndexFunc(d.Events[seen:], func(e dossier.Event) bool { return !dossier.Talk(e.Fact) })
	if since < 0 {
		return nil
	}
	e := d.Events[seen+since]
	return motcua.Refused(motcua.Conflict, "dossier.stale", "Person", e.By.Name, "At", e.At,
		"Action", motcua.Say("dossier.fact."+e.Fact.Kind()), "Version", int64(d.Version()))
}

func (o *Office) save(ctx context.Context, b *Book, before, next *dossier.Dossier, last string, events []dossier.Event) (*View, error) {
	return o.saveWith(ctx, b, before, next, last, events, nothingBeside)
}

func (o *Office) saveWith(ctx context.Context, b *Book, before, next *dossier.Dossier, last string, events []dossier.Event, also beside) (*View, error) {
	now := notBefore(next, o.Now())
	summary, err := next.Summarize(b.fieldOf(next), b.Calendars, now)
	if err != nil {
		return nil, err
	}
	errands, err := next.Errands(b.Calendars)
	if err != nil {
		return nil, err
	}
	var old []dossier.Errand
	if before != nil {
		if old, err = before.Errands(b.Calendars); err != nil {
			return nil, err
		}
	}
	changed := dossier.ChangedErrands(old, errands)
	found, was := next.Finding(), (*dossier.Finding)(nil)
	if before != nil {
		f := before.Finding()
		was = &f
	}
	err = o.store.Write(ctx, func(tx *store.Tx) error {
		events, err := numberSheets(ctx, tx, next, events)
		if err != nil {
			return err
		}
		if err := tx.AppendFacts(ctx, summary, last, events, changed); err != nil {
			return err
		}
		if err := tx.PutFinding(ctx, next.ID, was, found); err != nil {
			return err
		}
		if err := o.inviteRating(ctx, tx, next, events); err != nil {
			return err
		}
		if err := o.registerApology(ctx, tx, b, next, events); err != nil {
			return err
		}
		if err := also(tx); err != nil {
			return err
		}
		return o.enqueue(ctx, tx.SQL, jobsOf(next, events))
	})
	if err != nil {
		return nil, err
	}
	return o.view(b, next, now)
}

func (b *Book) fieldOf(d *dossier.Dossier) string {
	p, err := b.Procedure(d.Intake.Procedure)
	if err != nil {
		return ""
	}
	return p.Field
}

// jobsOf is the work that facts cause: those of which somebody is to be told.
func jobsOf(d *dossier.Dossier, events []dossier.Event) []Job {
	for _, e := range events {
		if dossier.Told(e.Fact) {
			return []Job{job.Notify{Code: d.Code, From: events[0].Seq, To: events[len(events)-1].Seq}}
		}
	}
	return nil
}

// View is a dossier as of one moment, with its clock and its legs reckoned.
type View struct {
	*dossier.Dossier
	Book     *Book
	At       time.Time // now, or the end of the announced calendars
	Clock    deadline.Reckoning
	Accounts []dossier.Account
	Unread   int // messages of the other side, for whoever the dossier was read for
}

func (o *Office) view(b *Book, d *dossier.Dossier, now time.Time) (*View, error) {
	at, err := d.Reckonable(b.Calendars, now)
	if err != nil {
		return nil, err
	}
	clock, err := d.Clock(b.Calendars, at)
	if err != nil {
		return nil, err
	}
	accounts, err := d.Accounts(b.Calendars, at)
	return &View{Dossier: d, Book: b, At: at, Clock: clock, Accounts: accounts}, err
}
