package office

import (
	"context"
	"io"

	"motcua"
	"motcua/identity"
	"motcua/internal/workbook"
	"motcua/narrative"
	"motcua/report"
)

// ReportAgainst is what a report is held against: another report by its id, or a
// period; the zero value is the same period of the year before.
type ReportAgainst struct {
	Report string
	Period report.Period
}

// ReportComparison is a report beside another, or beside a period.
type ReportComparison struct {
	*ReportView
	Against report.Period
	Other   *ReportView // nil when it is held against a period
	Pairs   []report.Pair
}

// CompareReport puts the figures of a report beside those of another report, or
// beside what is counted of another period. Its faults are on the fields
// "report" and "against".
func (o *Office) CompareReport(ctx context.Context, by identity.Actor, id string, a ReportAgainst) (*ReportComparison, error) {
	v, err := o.Report(ctx, by, id)
	if err != nil {
		return nil, err
	}
	c := &ReportComparison{ReportView: v}
	if a.Report != "" {
		if a.Report == id {
			return c, motcua.InvalidField("report", "narrative.compare.same")
		}
		if c.Other, err = o.Report(ctx, by, a.Report); motcua.KindOf(err) == motcua.NotFound && err != nil {
			return c, motcua.InvalidField("report", "narrative.compare.unknown")
		} else if err != nil {
			return c, err
		}
		c.Against, c.Pairs = c.Other.Period, report.Pairs(v.Figures, c.Other.Figures)
		return c, nil
	}
	if c.Against = a.Period; c.Against.From.IsZero() {
		c.Against = v.Period.YearBefore()
	}
	facts, err := o.factsBeside(ctx, by, v.Period, c.Against)
	if err != nil {
		return c, err
	}
	for _, p := range report.Pairs(v.Figures, facts.Figures) {
		if p.Now != nil { // a period has figures that no report of its kind asks for
			c.Pairs = append(c.Pairs, p)
		}
	}
	return c, nil
}

// factsBeside are the facts of a period that another is held against.
func (o *Office) factsBeside(ctx context.Context, by identity.Actor, now, against report.Period) (report.Facts, error) {
	if err := o.covered(ctx, against); err != nil {
		return report.Facts{}, inField(err, "against")
	}
	if err := now.Apart(against); err != nil {
		return report.Facts{}, err
	}
	return o.Facts(ctx, by, against)
}

// FigureBeside is a figure of the period that a report is held against, with the
// rows that were counted.
func (o *Office) FigureBeside(ctx context.Context, by identity.Actor, id, name string, against report.Period) (*ReportView, report.Figure, error) {
	v, err := o.Report(ctx, by, id)
	if err != nil {
		return nil, report.Figure{}, err
	}
	facts, err := o.factsBeside(ctx, by, v.Period, against)
	if err != nil {
		return nil, report.Figure{}, err
	}
	for _, f := range facts.Figures {
		if narrative.Name(f) == name {
			return v, f, nil
		}
	}
	return nil, report.Figure{}, motcua.Refused(motcua.NotFound, "record.unknown")
}

// WriteBook writes the comparison as a workbook.
func (c *ReportComparison) WriteBook(w io.Writer, p Printer) error {
	span := func(v report.Period) string { return p.T("narrative.span", "From", v.From, "To", v.To) }
	page := workbook.Page{Name: p.T("narrative.compare"), Above: []string{p.T("narrative.of", "Label", c.Frame.Label),
		p.T("narrative.compare.with", "Now", span(c.Period), "Before", span(c.Against))}}
	for _, column := range []string{"figure", "scope", "value", "of", "percent", "value", "of", "percent", "by", "share", "unit"} {
		page.Heads = append(page.Heads, p.T("narrative.annex."+column))
	}
	for i, period := range []report.Period{c.Period, c.Against} {
		for j := range 3 {
			page.Heads[2+3*i+j] += " (" + span(period) + ")"
		}
	}
	for _, pair := range c.Pairs {
		row := []any{FigureName(p, pair.Key), c.ScopeName(pair.Scope)}
		row = append(append(row, FigureCells(p, pair.Now)...), FigureCells(p, pair.Before)...)
		unit := pair.Now
		if unit == nil {
			unit = pair.Before
		}
		d, ok := pair.Difference()
		switch {
		case !ok:
			row = append(row, "–", "–")
		case unit.Unit == report.Points:
			row = append(row, float64(d.By)/100)
		default:
			row = append(row, int64(d.By))
		}
		if ok && d.Known {
			row = append(row, float64(d.Hundredths)/100)
		} else if ok {
			row = append(row, "–")
		}
		page.Rows = append(page.Rows, append(row, p.T("narrative.unit."+string(unit.Unit))))
	}
	return workbook.WritePages(w, []workbook.Page{page})
}

// WriteAnnexes writes the annexes of a report as a workbook.
func (v *ReportView) WriteAnnexes(w io.Writer, p Printer) error {
	return workbook.WritePages(w, v.Annexes(p))
}
