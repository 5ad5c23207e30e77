package office

import (
	"context"
	"strings"
	"time"

	"motcua"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/report"
	"motcua/vietnamese"
)

// Dossier shows a dossier to somebody who may read it.
func (o *Office) Dossier(ctx context.Context, by identity.Actor, code string) (*View, error) {
	return o.look(ctx, by, Target{Code: code})
}

// DossierOf shows the dossier that an errand belongs to, to whoever the errand
// waits for.
func (o *Office) DossierOf(ctx context.Context, by identity.Actor, errand string) (*View, error) {
	return o.look(ctx, by, Target{Errand: errand})
}

func (o *Office) look(ctx context.Context, by identity.Actor, t Target) (*View, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	d, _, err := o.load(ctx, b, t)
	if err != nil {
		return nil, err
	}
	if err := identity.Can(by, identity.Read, objectOf(d, t)); err != nil {
		return nil, err
	}
	if !by.Staff() && !by.In(d.Holder.Agency, d.Holder.Unit) {
		d = d.WithoutContacts()
	}
	view, err := o.view(b, d, o.Now())
	if err != nil {
		return nil, err
	}
	return view, o.withUnread(ctx, view, store.OfficeSide)
}

// Track shows a dossier to whoever has the code and the key of the receipt. A
// wrong code and a wrong key get the same answer, after the same work.
func (o *Office) Track(ctx context.Context, code, key string) (*View, error) {
	return o.Own(ctx, Claim{Code: code, Key: key})
}

// Query asks for a page of dossiers.
type Query struct {
	Status    dossier.Status
	Standing  deadline.Standing
	Unit      string
	Procedure string
	Text      string
	DueBefore time.Time
	OpenOnly  bool
	Mine      bool         // only what the actor's own desks hold
	Counted   *report.Cell `json:",omitempty"` // only what one number of the figures counts
	After     string       // the Next of the page before
	Limit     int          // 50 when 0, 200 at most
}

// Page is one page of a list, with the cursor of the next; "" on the last.
type Page[T any] struct {
	Items []T
	Next  string
}

// PageSize is how many rows a page of a list has when nothing else is asked.
const PageSize = 50

const (
	pageSize    = PageSize
	pageAtMost  = 200
	countAtMost = 1000 // counts beyond say "1000 or more"
)

// Dossiers lists what the actor may see, nearest due first.
func (o *Office) Dossiers(ctx context.Context, by identity.Actor, q Query) (Page[dossier.Summary], error) {
	f, err := o.filter(ctx, by, q)
	if err != nil {
		return Page[dossier.Summary]{}, err
	}
	list, err := o.store.Dossiers(ctx, f)
	return paged(list, f.Limit-1, summaryCursor), err
}

// CountDossiers counts what the query finds, up to a thousand.
func (o *Office) CountDossiers(ctx context.Context, by identity.Actor, q Query) (int, error) {
	f, err := o.filter(ctx, by, q)
	if err != nil {
		return 0, err
	}
	return o.store.CountDossiers(ctx, f, countAtMost)
}

func (o *Office) filter(ctx context.Context, by identity.Actor, q Query) (store.Filter, error) {
	if len(by.Posts) == 0 {
		return store.Filter{}, motcua.Refused(motcua.Forbidden, "identity.forbidden.read")
	}
	if q.Status != "" && q.Status.National() == 0 {
		return store.Filter{}, motcua.InvalidField("status", "dossier.filter.status", "Value", string(q.Status), "Accepted", statusNames())
	}
	if q.Standing != "" && !knownStanding(q.Standing) {
		return store.Filter{}, motcua.InvalidField("standing", "dossier.filter.standing", "Value", string(q.Standing))
	}
	after, err := readCursor(q.After)
	if err != nil {
		return store.Filter{}, err
	}
	counted, err := o.counted(ctx, by, q.Counted)
	if err != nil {
		return store.Filter{}, err
	}
	now := o.Now()
	soon, err := o.soon(ctx, now)
	var seats []store.Seat
	if q.Mine {
		seats = seatsOf(by)
	}
	return store.Filter{Scope: scopeOf(by), Seats: seats, Status: q.Status, Standing: q.Standing, Unit: q.Unit, Procedure: q.Procedure,
		Text: vietnamese.Fold(q.Text), DueBefore: q.DueBefore, Open: q.OpenOnly, Counted: counted, Now: now, Soon: soon, After: after, Limit: limit(q.Limit) + 1}, err
}

// scopeOf is whose dossiers an actor sees in lists: the department's staff
// all, a consulted agency those it holds or was asked about.
func scopeOf(by identity.Actor) store.Scope {
	return store.Scope{All: by.Staff(), Agencies: by.Agencies()}
}

// seatsOf are the desks of an actor's posts, as the work list sees them: a
// specialist sees what is named to him and to nobody.
func seatsOf(by identity.Actor) []store.Seat {
	var seats []store.Seat
	for _, p := range by.Posts {
		seat := store.Seat{Desk: store.Desk{Agency: p.Agency, Unit: p.Unit}}
		if p.Role == identity.Specialist {
			seat.Person = by.Whose()
		}
		seats = append(seats, seat)
	}
	return seats
}

// Warned is how many working days before its date a dossier counts as due soon.
func (o *Office) Warned() int { return o.settings.Warn.Days }

// soon is the instant before which what is due counts as due soon: the close
// of the working day on which the first warning is given, counted from now.
func (o *Office) soon(ctx context.Context, now time.Time) (time.Time, error) {
	return o.within(ctx, now, o.settings.Warn.Days)
}

// within is the close of the n-th working day from now, on the lead's calendar.
// Where the calendar is missing or ends before that, so many days: a list must
// not fail for want of a colour.
func (o *Office) within(ctx context.Context, now time.Time, n int) (time.Time, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return now, err
	}
	plain := now.AddDate(0, 0, n)
	lead, err := b.Calendars.Named(b.Calendars.Default)
	if err != nil {
		return plain, nil
	}
	due, err := deadline.Rule{Term: deadline.Days(n), Mode: deadline.ByDays, Calendar: lead}.Due(now)
	if motcua.KindOf(err) == motcua.Invalid {
		return plain, nil
	}
	return due.Add(time.Millisecond), err
}

func knownStanding(s deadline.Standing) bool {
	switch s {
	case deadline.Early, deadline.OnTime, deadline.Late, deadline.InTime, deadline.DueSoon, deadline.Overdue, deadline.Paused:
		return true
	default:
		return false
	}
}

// Work is what waits for a person: dossiers, and errands beside them.
type Work struct {
	Dossiers Page[dossier.Summary]
	Errands  []Errand
}

// Work lists what waits for the actor at every post held, nearest due first. A
// specialist sees what is named to him and to nobody; whoever heads or receives
// for a unit sees all of it.
func (o *Office) Work(ctx context.Context, by identity.Actor, after string, size int) (Work, error) {
	cursor, err := readCursor(after)
	if err != nil {
		return Work{}, err
	}
	n := limit(size)
	var work Work
	var dossiers []dossier.Summary
	for _, post := range by.Posts {
		desk := store.Desk{Agency: post.Agency, Unit: post.Unit}
		list, err := o.workAt(ctx, desk, post.Role, by.Whose(), cursor, n+1)
		if err != nil {
			return work, err
		}
		dossiers = append(dossiers, list...)
		errands, err := o.store.ErrandsAt(ctx, desk, store.Cursor{}, pageAtMost)
		if err != nil {
			return work, err
		}
		work.Errands = append(work.Errands, errands...)
	}
	work.Errands = nearestErrands(work.Errands)
	work.Dossiers = paged(nearestFirst(dossiers, n+1), n, summaryCursor)
	return work, nil
}

func (o *Office) workAt(ctx context.Context, desk store.Desk, role identity.Role, person string, after store.Cursor, n int) ([]dossier.Summary, error) {
	if desk.Unit == "" { // the post stands for every unit of its agency
		return o.store.Dossiers(ctx, store.Filter{Scope: store.Scope{All: true}, Seats: []store.Seat{{Desk: desk}}, Open: true, After: after, Limit: n})
	}
	if role != identity.Specialist {
		return o.store.WorkAt(ctx, desk, after, n)
	}
	own, err := o.store.WorkNamed(ctx, desk, person, after, n)
	if err != nil {
		return nil, err
	}
	free, err := o.store.WorkNamed(ctx, desk, "", after, n)
	return append(own, free...), err
}

// ToReturn lists the results that wait at the desk for their applicants.
func (o *Office) ToReturn(ctx context.Context, by identity.Actor, after string) (Page[dossier.Summary], error) {
	if err := identity.Can(by, identity.Return, identity.Object{}); err != nil {
		return Page[dossier.Summary]{}, err
	}
	cursor, err := readCursor(after)
	if err != nil {
		return Page[dossier.Summary]{}, err
	}
	list, err := o.store.ToReturn(ctx, cursor, pageSize+1)
	return paged(list, pageSize, summaryCursor), err
}

func limit(asked int) int {
	switch {
	case asked <= 0:
		return pageSize
	case asked > pageAtMost:
		return pageAtMost
	default:
		return asked
	}
}

// statusNames joins the statuses for messages that list what is accepted.
func statusNames() string {
	var names []string
	for _, s := range dossier.Statuses() {
		names = append(names, string(s))
	}
	return strings.Join(names, ", ")
}
