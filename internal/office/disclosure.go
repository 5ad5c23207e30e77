package office

import (
	"cmp"
	"context"
	"slices"

	"motcua"
	"motcua/calendar"
	"motcua/document"
	"motcua/feedback"
	"motcua/finance"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/record"
	"motcua/staff"
)

// Disclosed is a financial disclosure as everybody may read it.
type Disclosed struct {
	ID     string
	Title  string // people are masked in all texts
	Number string
	Where  string
	Years  string
	On     calendar.Date
	By     calendar.Date // until when it was to be; zero when it had no date
	Papers []FilingPaper // that everybody may have
}

// Disclosures are what was disclosed until today, the latest first.
func (o *Office) Disclosures(ctx context.Context) ([]Disclosed, error) {
	items, err := FilingsOf[finance.Item](o).kind.list(ctx, o, store.RecordFilter{State: string(finance.Disclosure)})
	var list []Disclosed
	for _, t := range items {
		if !o.disclosed(t) {
			continue
		}
		i := t.Content
		d := Disclosed{ID: t.ID, Title: feedback.Mask(i.Title), Number: feedback.Mask(i.Number), Where: feedback.Mask(i.Where), Years: yearsOf(i), On: i.DoneOn, By: i.Deadline}
		if d.Papers, err = o.openPapers(ctx, t.ID); err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	slices.SortStableFunc(list, func(a, b Disclosed) int { return cmp.Compare(b.On.String(), a.On.String()) })
	return list, err
}

func (o *Office) disclosed(t *record.Filing[finance.Item]) bool {
	i := t.Content
	return t.Cancelled == "" && i.Sort == finance.Disclosure && !i.DoneOn.IsZero() && !i.DoneOn.After(calendar.DateOf(o.Now()))
}

// DisclosedPaper is a file of a disclosure that everybody may have.
func (o *Office) DisclosedPaper(ctx context.Context, id, file string) (document.File, error) {
	t, _, err := FilingsOf[finance.Item](o).kind.read(ctx, o, id)
	if err != nil {
		return document.File{}, err
	}
	if !o.disclosed(t) {
		return document.File{}, motcua.Refused(motcua.NotFound, "record.unknown")
	}
	list, err := o.openPapers(ctx, id)
	if err != nil {
		return document.File{}, err
	}
	return paperNamed(list, file)
}

// Posts are the posts of the units in a year: how many there are, and how many
// have nobody.
type Posts struct {
	Year  int64 // 0 when no year has any
	Units []UnitPosts
}

// UnitPosts are the posts of a unit.
type UnitPosts struct {
	ID string // of the record
	staff.Item
}

// PostsNow are the posts of this year, or of the latest year before it that has
// any.
func (o *Office) PostsNow(ctx context.Context, by identity.Actor) (Posts, error) {
	list, err := FilingsOf[staff.Item](o).standing(ctx, by, calendar.Date{}, calendar.Date{})
	year := int64(calendar.DateOf(o.Now()).Year)
	var p Posts
	for _, t := range list {
		if i := t.Content; i.Sort == staff.Quota && i.Year <= year && i.Year > p.Year {
			p.Year = i.Year
		}
	}
	for _, t := range list {
		if t.Content.Sort == staff.Quota && t.Content.Year == p.Year {
			p.Units = append(p.Units, UnitPosts{t.ID, t.Content})
		}
	}
	slices.Reverse(p.Units) // as they were entered
	return p, err
}
