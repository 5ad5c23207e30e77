package office

import (
	"context"
	"slices"
	"strings"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/directive"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/record"
	"motcua/report"
	"motcua/vietnamese"
)

// DirectiveQuery asks for a page of directives. Zero fields do not narrow.
type DirectiveQuery struct {
	Status   directive.Status
	Open     bool // still to be carried out or accepted
	Unit     string
	Person   string // sign-in name
	Mine     bool   // what the actor carries out
	Issuer   string
	Text     string
	From, To calendar.Date // given between, both included
	// Inspections asks for what inspections recommended, which is not listed
	// among directives otherwise.
	Inspections bool
	Skip        int
}

// DirectivePage is a page of directives with how many there are by status,
// whatever the status that is asked for.
type DirectivePage struct {
	Items   []*DirectiveView
	Total   int
	Counts  map[directive.Status]int
	Next    int      // Skip of the next page; 0 when there is none
	Issuers []string // of what the actor may know of
}

// Directives lists what the actor may know of: open ones first, by their dates.
func (o *Office) Directives(ctx context.Context, by identity.Actor, q DirectiveQuery) (DirectivePage, error) {
	page := DirectivePage{Counts: map[directive.Status]int{}}
	if q.Status != "" && !slices.Contains(directive.Statuses(), q.Status) {
		return page, motcua.InvalidField("status", "directive.choose.status")
	}
	all, err := o.directivesFor(ctx, by, store.RecordFilter{From: q.From, To: q.To, Text: vietnamese.Fold(q.Text)})
	if err != nil {
		return page, err
	}
	var found []*DirectiveView
	for _, v := range all {
		if (v.Source.Inspection != "") != q.Inspections {
			continue
		}
		if !slices.Contains(page.Issuers, v.Source.Issuer) {
			page.Issuers = append(page.Issuers, v.Source.Issuer)
		}
		if !q.fits(v, by) {
			continue
		}
		page.Counts[v.Status]++
		if (q.Status == "" || v.Status == q.Status) && (!q.Open || v.IsOpen()) {
			found = append(found, v)
		}
	}
	slices.SortStableFunc(found, soonest)
	order := vietnamese.NewOrder()
	slices.SortFunc(page.Issuers, func(a, b string) int { return strings.Compare(order.Key(a), order.Key(b)) })
	page.Total = len(found)
	found = found[min(max(q.Skip, 0), len(found)):]
	if len(found) > pageSize {
		found, page.Next = found[:pageSize], q.Skip+pageSize
	}
	page.Items = found
	return page, nil
}

func (q DirectiveQuery) fits(v *DirectiveView, by identity.Actor) bool {
	return (q.Unit == "" || v.Charge.Unit == q.Unit) && (q.Person == "" || v.Charge.Person == q.Person) && (!q.Mine || v.Charge.Person == by.Whose()) &&
		(q.Issuer == "" || v.Source.Issuer == q.Issuer)
}

// soonest puts open ones before others, dated ones before undated ones, in the
// order of their dates.
func soonest(a, b *DirectiveView) int {
	rank := func(v *DirectiveView) int {
		switch {
		case !v.IsOpen():
			return 2
		case v.Due.IsZero():
			return 1
		}
		return 0
	}
	if r := rank(a) - rank(b); r != 0 {
		return r
	}
	if rank(a) == 0 {
		return a.Due.Compare(b.Due)
	}
	return b.GivenOn.Compare(a.GivenOn)
}

// directivesFor loads what a filter finds within the scope of an actor.
func (o *Office) directivesFor(ctx context.Context, by identity.Actor, f store.RecordFilter) ([]*DirectiveView, error) {
	f, err := o.reformScope(by, f)
	if err != nil {
		return nil, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	kind, cal, err := o.directives(b)
	if err != nil {
		return nil, err
	}
	list, err := kind.list(ctx, o, f)
	if err != nil {
		return nil, err
	}
	views := make([]*DirectiveView, 0, len(list))
	for _, d := range list {
		v, err := o.directiveView(b, cal, d)
		if err != nil {
			return nil, err
		}
		views = append(views, v)
	}
	return views, nil
}

// DirectivesOf are the directives that the department worked on in a period, as
// they stood at its end: those given by then that had not ended before it
// began. What was withdrawn is not among them.
func (o *Office) DirectivesOf(ctx context.Context, by identity.Actor, p report.Period) ([]*DirectiveView, error) {
	if p.To.Before(p.From) {
		return nil, motcua.InvalidField("to", "report.backwards", "From", p.From, "To", p.To)
	}
	all, err := o.directivesFor(ctx, by, store.RecordFilter{To: p.To})
	if err != nil {
		return nil, err
	}
	end := asOf(p, o.Now())
	var list []*DirectiveView
	for _, v := range all {
		if v.Source.Inspection != "" { // told with its inspection
			continue
		}
		head := record.Head{ID: v.ID, Events: slices.Clone(v.Events)}
		head.Events = slices.DeleteFunc(head.Events, func(e record.Event) bool { return e.At.After(end) })
		d, err := directive.Rebuild(head)
		if err != nil {
			return nil, err
		}
		cal, err := v.Book.Calendars.Of(o.settings.LeadAgency)
		if err != nil {
			return nil, err
		}
		then := &DirectiveView{Directive: d, Book: v.Book, At: end}
		if then.Standing, err = d.Standing(cal, end); err != nil {
			return nil, err
		}
		ended := len(head.Events) > 0 && !then.IsOpen() && calendar.DateOf(head.Events[len(head.Events)-1].At).Before(p.From)
		if len(head.Events) == 0 || then.Status == directive.Recalled || ended {
			continue
		}
		list = append(list, then)
	}
	slices.SortStableFunc(list, func(a, b *DirectiveView) int { return a.GivenOn.Compare(b.GivenOn) })
	return list, nil
}

// asOf is the moment at which the figures of a period stand: its end, or now
// while it lasts.
func asOf(p report.Period, now time.Time) time.Time {
	end := p.To.AddDays(1).At(0).Add(-time.Millisecond)
	if now.Before(end) {
		return now
	}
	return end
}
