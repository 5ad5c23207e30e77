package office

import (
	"context"
	"slices"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/dossier"
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

// Repair derives anew what is kept beside the facts for the figures: of every
// dossier who was named for it last and why it was late, then the summaries.
// It returns how many dossiers differed; their dates are left to [Office.Redate].
func (o *Office) Repair(ctx context.Context, by identity.Actor) (int, error) {
	if err := identity.Can(by, identity.KeepSystem, identity.Object{}); err != nil {
		return 0, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return 0, err
	}
	changed := 0
	for after := ""; ; {
		codes, err := o.store.CodesAfter(ctx, after, batch)
		if err != nil {
			return changed, err
		}
		if len(codes) == 0 {
			return changed, o.store.RebuildTallies(ctx)
		}
		for _, code := range codes {
			d, _, err := o.load(ctx, b, Target{Code: code})
			if err != nil {
				return changed, err
			}
			cause := dossier.LateCause("")
			if d.Apology != nil {
				cause = d.Apology.Cause
			}
			err = o.store.Write(ctx, func(tx *store.Tx) error {
				moved, err := tx.PutOfficer(ctx, d.ID, d.Officer, cause)
				if moved {
					changed++
				}
				return err
			})
			if err != nil {
				return changed, err
			}
		}
		after = codes[len(codes)-1]
	}
}

// Comparison are the figures of a period beside those of another.
type Comparison struct {
	Statistics
	Against report.Period
	// Before are the figures of the other period; Known is false when no dossier
	// was there to be handled in it, and nothing can be told of it.
	Before Statistics
	Known  bool
}

// Compare counts a period and one it is held against, the same of the year
// before when none is named. Periods that share a day are not held against each
// other; one that no calendar covers has no figures.
func (o *Office) Compare(ctx context.Context, by identity.Actor, p, against report.Period, group report.Group) (Comparison, error) {
	c := Comparison{Against: against}
	if against == (report.Period{}) {
		c.Against = p.YearBefore()
	}
	var err error
	if c.Statistics, err = o.Statistics(ctx, by, p.From, p.To, group); err != nil {
		return c, err
	}
	if c.Against.To.Before(c.Against.From) {
		return c, motcua.InvalidField("against", "report.backwards", "From", c.Against.From, "To", c.Against.To)
	}
	if err := p.Apart(c.Against); err != nil {
		return c, err
	}
	if o.announced(ctx, c.Against) != nil {
		c.Before = Statistics{From: c.Against.From, To: c.Against.To, By: c.By}
		return c, nil
	}
	c.Before, err = o.Statistics(ctx, by, c.Against.From, c.Against.To, c.By)
	c.Known = c.Before.Total.Received.Total > 0
	return c, err
}

// ProcedureKinds are how many procedures biểu II.07b/VPCP/KSTT counts on a day.
type ProcedureKinds struct {
	On       calendar.Date
	All      int
	ByLevel  map[catalogue.ServiceLevel]int // "" states none
	OneStop  int                            // cơ chế một cửa
	Joint    int                            // cơ chế một cửa liên thông: other agencies have a share in them
	Internal int                            // with an announced internal process
}

// ProcedureKinds counts the procedures in force on a day.
func (o *Office) ProcedureKinds(ctx context.Context, by identity.Actor, on calendar.Date) (ProcedureKinds, error) {
	k := ProcedureKinds{On: on, ByLevel: map[catalogue.ServiceLevel]int{}}
	if err := identity.Can(by, identity.ReadFigures, identity.Object{}); err != nil {
		return k, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return k, err
	}
	for _, p := range b.Procedures {
		v, err := p.VersionOn(on)
		if err != nil {
			continue // not in force
		}
		k.All++
		k.ByLevel[v.ServiceLevel]++
		if slices.ContainsFunc(v.Process.Legs, func(l catalogue.Leg) bool { return l.Kind == catalogue.Consultation || l.Kind == catalogue.Authority }) {
			k.Joint++
		} else {
			k.OneStop++
		}
		if len(v.Process.Legs) > 0 {
			k.Internal++
		}
	}
	return k, nil
}
