package api

import (
	"context"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/internal/office"
	"motcua/report"
)

// StatisticsQuery names a period, both days included, and what to hold it
// against.
type StatisticsQuery struct {
	From        string `query:"from" doc:"2006-01-02; not with period" example:"2022-06-01"`
	To          string `query:"to" doc:"2006-01-02, included" example:"2022-08-31"`
	Period      string `query:"period" doc:"In place of from and to: 2022-06, 2022-Q2, 2022-H1, 2022; nd09-2022-H1 by Decree 09/2019 (from the 15th to the 14th), cchc-2022-H1 by letter 581/BNV-CCHC"`
	By          string `query:"by" doc:"field (the default), procedure, unit, officer, channel, level or cause; by cause only the late ones are counted"`
	Against     string `query:"against" doc:"yearBefore: the same period of the year before; last: the period before; free: againstFrom to againstTo; empty: nothing"`
	AgainstFrom string `query:"againstFrom" doc:"2006-01-02"`
	AgainstTo   string `query:"againstTo" doc:"2006-01-02, included"`
}

// period reads the period asked for.
func (q StatisticsQuery) period() (report.Period, error) {
	if q.Period != "" {
		return report.ParsePeriod(q.Period)
	}
	return between("from", q.From, "to", q.To)
}

func between(fromField, from, toField, to string) (report.Period, error) {
	first, wrongFrom := readDate(fromField, from)
	last, wrongTo := readDate(toField, to)
	if err := motcua.Join(wrongFrom, wrongTo); err != nil {
		return report.Period{}, err
	}
	return report.Period{From: first, To: last}, nil
}

// against reads what the period is held against; false when nothing.
func (q StatisticsQuery) against(p report.Period) (report.Period, bool, error) {
	switch q.Against {
	case "":
		return report.Period{}, false, nil
	case "yearBefore":
		return p.YearBefore(), true, nil
	case "last":
		return p.Last(), true, nil
	case "free":
		other, err := between("againstFrom", q.AgainstFrom, "againstTo", q.AgainstTo)
		return other, true, err
	default:
		return report.Period{}, false, motcua.InvalidField("against", "api.against", "Value", q.Against)
	}
}

// Statistics are the figures of a period, in the columns of biểu II.06a.
type Statistics struct {
	From  calendar.Date `json:"from"`
	To    calendar.Date `json:"to"`
	By    string        `json:"by"`
	Rows  []Figures     `json:"rows" nullable:"false"`
	Total Figures       `json:"total"`
	// Against are the figures it is held against, absent when nothing was asked for.
	Against *Against `json:"against,omitempty"`
}

// Against are the figures of another period, and how those asked for differ in
// total.
type Against struct {
	From        calendar.Date `json:"from"`
	To          calendar.Date `json:"to"`
	Known       bool          `json:"known" doc:"False when no dossier was there to be handled in it"`
	Rows        []Figures     `json:"rows" nullable:"false"`
	Total       Figures       `json:"total"`
	Differences []Difference  `json:"differences" nullable:"false"`
}

// Difference is by how much one column of the total differs.
type Difference struct {
	Column string `json:"column"`
	report.Difference
}

// Figures are one line of them; received = resolved + open.
type Figures struct {
	Key      string          `json:"key" doc:"Empty in the total"`
	Received report.Received `json:"received"`
	Resolved report.Resolved `json:"resolved"`
	Open     report.Open     `json:"open"`
	LateBy   []report.LateBy `json:"lateBy" nullable:"false" doc:"How many late dossiers each agency caused"`
}

func (a *api) statistics() {
	get(a, route{id: "statistics", path: "/statistics", tag: "figures", summary: "Count the dossiers of a period"},
		func(ctx context.Context, req *request, in *StatisticsQuery) (Statistics, error) {
			p, err := in.period()
			if err != nil {
				return Statistics{}, err
			}
			other, compared, err := in.against(p)
			if err != nil {
				return Statistics{}, err
			}
			if compared {
				c, err := a.office.Compare(ctx, req.by, p, other, report.Group(in.By))
				if err != nil {
					return Statistics{}, err
				}
				return comparisonOf(c), nil
			}
			s, err := a.office.Statistics(ctx, req.by, p.From, p.To, report.Group(in.By))
			return statisticsOf(s), err
		})
}

func statisticsOf(s office.Statistics) Statistics {
	return Statistics{From: s.From, To: s.To, By: string(s.By), Rows: rowsOf(s.Rows), Total: figuresOf(s.Total)}
}

func comparisonOf(c office.Comparison) Statistics {
	out := statisticsOf(c.Statistics)
	out.Against = &Against{From: c.Against.From, To: c.Against.To, Known: c.Known, Rows: rowsOf(c.Before.Rows), Total: figuresOf(c.Before.Total), Differences: []Difference{}}
	for _, column := range report.Columns() {
		out.Against.Differences = append(out.Against.Differences, Difference{string(column), report.Compare(c.Total.Number(column), c.Before.Total.Number(column))})
	}
	return out
}

func rowsOf(rows []report.Row) []Figures {
	list := make([]Figures, 0, len(rows))
	for _, row := range rows {
		list = append(list, figuresOf(row))
	}
	return list
}

func figuresOf(row report.Row) Figures {
	return Figures{Key: row.Key, Received: row.Received, Resolved: row.Resolved, Open: row.Open, LateBy: list(row.LateBy)}
}

// readDate reads a civil date, or an instant for its date.
func readDate(field, text string) (calendar.Date, *motcua.Fault) {
	if day, err := calendar.ParseDate(strings.TrimSpace(text)); err == nil && !day.IsZero() {
		return day, nil
	}
	at, fault := readInstant(field, text)
	if fault != nil {
		return calendar.Date{}, motcua.InvalidField(field, "api.date", "Value", text)
	}
	return calendar.DateOf(at), nil
}
