package api

import (
	"context"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/report"
)

// StatisticsQuery names a period, both days included.
type StatisticsQuery struct {
	From string `query:"from" doc:"2006-01-02" example:"2022-06-01"`
	To   string `query:"to" doc:"2006-01-02, included" example:"2022-08-31"`
	By   string `query:"by" doc:"field (the default), procedure, unit or channel"`
}

// Statistics are the figures of a period, in the columns of biểu II.06a.
type Statistics struct {
	From  calendar.Date `json:"from"`
	To    calendar.Date `json:"to"`
	By    string        `json:"by"`
	Rows  []Figures     `json:"rows" nullable:"false"`
	Total Figures       `json:"total"`
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
			from, wrongFrom := readDate("from", in.From)
			to, wrongTo := readDate("to", in.To)
			if err := motcua.Join(wrongFrom, wrongTo); err != nil {
				return Statistics{}, err
			}
			s, err := a.office.Statistics(ctx, req.by, from, to, report.Group(in.By))
			if err != nil {
				return Statistics{}, err
			}
			out := Statistics{From: s.From, To: s.To, By: string(s.By), Rows: []Figures{}, Total: figuresOf(s.Total)}
			for _, row := range s.Rows {
				out.Rows = append(out.Rows, figuresOf(row))
			}
			return out, nil
		})
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
