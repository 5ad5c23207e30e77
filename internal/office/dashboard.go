package office

import (
	"context"
	"time"

	"motcua/calendar"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/feedback"
	"motcua/identity"
	"motcua/report"
)

// Dashboard is what the leadership sees at a glance: what is late or about to be and
// because of whom.
type Dashboard struct {
	At       time.Time
	Period   report.Period
	Figures  report.Row // of the period
	LastYear report.Row // of the same bounds a year before
	Holdings []report.Holding
	Owing    []report.Owing
	Due      map[calendar.Date]int // open dossiers by their day, this month and the next weeks
	Overdue  []dossier.Summary     // the longest first
	Happy    feedback.Satisfaction
	Facts    map[string]report.Figure // by key, of the whole department
}

const (
	boardOverdue = 12   // dossiers named
	boardWeeks   = 5    // of the calendar of due dates
	boardDues    = 5000 // dates read at most
)

// CalendarFrom is the Monday at which the calendar of due dates begins.
func (b Dashboard) CalendarFrom() calendar.Date {
	day := calendar.DateOf(b.At)
	return day.AddDays(-(int(day.Weekday()) + 6) % 7)
}

// Weeks is how many weeks the calendar of due dates has.
func (b Dashboard) Weeks() int { return boardWeeks }

// Dashboard reads the dashboard of a period for whoever leads or keeps the reform desk.
func (o *Office) Dashboard(ctx context.Context, by identity.Actor, p report.Period) (*Dashboard, error) {
	if err := identity.Can(by, identity.ReadReform, o.reform()); err != nil {
		return nil, err
	}
	b := &Dashboard{At: o.Now(), Period: p, Facts: map[string]report.Figure{}, Due: map[calendar.Date]int{}}
	now, err := o.Statistics(ctx, by, p.From, p.To, report.ByUnit)
	if err != nil {
		return nil, err
	}
	before, err := o.Statistics(ctx, by, p.From.AddMonths(-12), p.To.AddMonths(-12), report.ByUnit)
	if err != nil {
		return nil, err
	}
	b.Figures, b.LastYear = now.Total, before.Total
	if err := o.boardOpen(ctx, by, b); err != nil {
		return nil, err
	}
	ratings, err := o.SatisfactionOf(ctx, by, p.From, p.To, feedback.ByAll)
	if err != nil {
		return nil, err
	}
	b.Happy = ratings.Total
	facts, err := o.Facts(ctx, by, p)
	if err != nil {
		return nil, err
	}
	for _, f := range facts.Figures {
		if f.Scope == "" {
			b.Facts[f.Key] = f
		}
	}
	return b, nil
}

// boardOpen reads what is open now.
func (o *Office) boardOpen(ctx context.Context, by identity.Actor, b *Dashboard) (err error) {
	soon, err := o.soon(ctx, b.At)
	if err != nil {
		return err
	}
	var ages [3]time.Time
	for i, days := range report.AgeDays() {
		ages[i] = b.At.AddDate(0, 0, -days)
	}
	if b.Holdings, err = o.store.OpenByHolder(ctx, b.At, soon, ages); err != nil {
		return err
	}
	report.RankHoldings(b.Holdings)
	if b.Owing, err = o.store.OpinionsOwed(ctx, b.At); err != nil {
		return err
	}
	from := b.CalendarFrom()
	dues, err := o.store.DuesOpen(ctx, from.At(0), from.AddDays(7*boardWeeks).At(0), boardDues)
	if err != nil {
		return err
	}
	for _, due := range dues {
		b.Due[calendar.DateOf(due)]++
	}
	late, err := o.Dossiers(ctx, by, Query{Standing: deadline.Overdue, OpenOnly: true, Limit: boardOverdue})
	b.Overdue = late.Items
	return err
}
