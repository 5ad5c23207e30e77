package office

import (
	"context"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/report"
)

// Statistics are the figures of a period, both days included.
type Statistics struct {
	From, To calendar.Date
	By       report.Group
	Rows     []report.Row
	Total    report.Row
	Papers   report.Papers // of the dossiers received
}

// Statistics counts the dossiers of a period.
func (o *Office) Statistics(ctx context.Context, by identity.Actor, from, to calendar.Date, group report.Group) (Statistics, error) {
	s := Statistics{From: from, To: to, By: group}
	if err := identity.Can(by, identity.ReadFigures, identity.Object{}); err != nil {
		return s, err
	}
	if s.By == "" {
		s.By = report.ByField
	}
	if !s.By.Valid() {
		return s, motcua.InvalidField("by", "report.group", "Value", string(group))
	}
	p, err := report.Between(from, to)
	if err != nil {
		return s, err
	}
	if err := o.announced(ctx, p); err != nil {
		return s, err
	}
	if s.Rows, s.Total, err = o.counts(ctx, p, s.By); err != nil {
		return s, err
	}
	begin, end := p.Instants()
	s.Papers, err = o.store.CountPapers(ctx, begin, end)
	return s, err
}

// announced says why a period has no figures: it has not begun, or no calendar
// of the lead covers it, so that nothing in it could have been promised.
func (o *Office) announced(ctx context.Context, p report.Period) error {
	if p.From.After(calendar.DateOf(o.Now())) {
		return motcua.InvalidField("from", "report.future", "From", p.From)
	}
	b, err := o.Book(ctx)
	if err != nil {
		return err
	}
	lead, err := b.Calendars.Named(b.Calendars.Default)
	if err != nil {
		return nil // an office without a calendar has promised nothing yet
	}
	if first, last := lead.Range(); p.From.Before(first) || p.To.After(last) {
		return motcua.InvalidField("from", "report.noCalendar", "From", p.From, "To", p.To, "First", first, "Last", last)
	}
	return nil
}

// counts are the rows of a period and their total, in the form's columns.
func (o *Office) counts(ctx context.Context, p report.Period, by report.Group) ([]report.Row, report.Row, error) {
	counts, err := o.store.Counts(ctx, p, o.Now(), by)
	if err != nil {
		return nil, report.Row{}, err
	}
	if by == report.ByLevel {
		b, err := o.Book(ctx)
		if err != nil {
			return nil, report.Row{}, err
		}
		for i := range counts {
			counts[i].Key = string(b.levelOf(counts[i].Key, counts[i].Version))
		}
	}
	rows, total := report.Table(counts)
	if by == report.ByCause {
		rows = report.Causes(counts)
	}
	return rows, total, nil
}

// counted is the filter of the dossiers behind a number of the figures. Whoever
// may not read the figures may not ask which dossiers they are made of.
func (o *Office) counted(ctx context.Context, by identity.Actor, c *report.Cell) (*store.Counted, error) {
	if c == nil {
		return nil, nil
	}
	if err := identity.Can(by, identity.ReadFigures, identity.Object{}); err != nil {
		return nil, err
	}
	if err := c.Check(); err != nil {
		return nil, err
	}
	f := &store.Counted{Cell: *c, Now: o.Now()}
	if c.By != report.ByLevel || c.Total {
		return f, nil
	}
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	f.Versions = map[string][]int{}
	for _, p := range b.Procedures {
		for _, v := range p.Versions {
			if string(v.ServiceLevel) == c.Key {
				f.Versions[p.Code] = append(f.Versions[p.Code], v.Number)
			}
		}
	}
	return f, nil
}

// levelOf is the level of service of a version; "" where it states none.
func (b *Book) levelOf(procedure string, version int) catalogue.ServiceLevel {
	p, err := b.Procedure(procedure)
	if err != nil {
		return ""
	}
	v, _ := p.Version(version)
	return v.ServiceLevel
}
