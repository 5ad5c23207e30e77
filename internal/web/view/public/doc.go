// Package public draws the pages that are for everybody: the home page, the
// public figures and the short pages about the site.
package public

import (
	"fmt"
	"time"

	"motcua/calendar"
	"motcua/internal/message"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/report"
)

// HomeData is what the home page shows.
type HomeData struct {
	Search      string // address of the list of procedures; it takes tu-khoa
	Suggestions []component.Link
	Tiles       []component.Tile
	Topics      []component.Tile // events people come for
	Fields      []component.Tile
	All         component.Link
	Month       calendar.Date // any day of the month of the figures
	Figures     office.Statistics
	More        component.Link // to all figures
	DaysOff     []calendar.Day // the next days off and worked days by announcement
}

// FiguresData is what the page of public figures shows.
type FiguresData struct {
	Crumbs  []component.Link
	Action  string
	Month   string // chosen, 2006-01
	Problem string
	Months  []component.Choice
	Periods []Period
	Now     time.Time
}

// Period is a month with its figures.
type Period struct {
	Month   calendar.Date
	Figures office.Statistics
}

// inTime is the share of concluded dossiers that were early or on time, in
// words; "" when none was concluded.
func inTime(p *message.Printer, r report.Resolved) string {
	if r.Total == 0 {
		return ""
	}
	return p.Decimal(float64(r.Early+r.OnTime)*100/float64(r.Total), 1) + "%"
}

// part is a stretch of a bar, as attributes of SVG.
type part struct{ class, x, width string }

// parts are early, on time and late side by side.
func parts(r report.Resolved) []part {
	if r.Total == 0 {
		return nil
	}
	var list []part
	at := 0.0
	for _, of := range []struct {
		class string
		n     int
	}{{"tone-ok", r.Early}, {"tone-info", r.OnTime}, {"tone-bad", r.Late}} {
		if of.n == 0 {
			continue
		}
		width := float64(of.n) * 100 / float64(r.Total)
		list = append(list, part{of.class, fmt.Sprintf("%.2f%%", at), fmt.Sprintf("%.2f%%", width)})
		at += width
	}
	return list
}

func month(d calendar.Date) string { return fmt.Sprintf("%d/%d", int(d.Month), d.Year) }

func number(p *message.Printer, n int) string { return p.Int(int64(n)) }

// columns are those of the public table, in the words of the form II.06a.
func columns(p *message.Printer) []component.Column {
	c := []component.Column{{Label: p.T("public.figures.field")}}
	for _, key := range []string{"received", "carried", "resolved", "early", "onTime", "late", "open", "overdue"} {
		c = append(c, component.Column{Label: p.T("public.figures." + key), Numeric: true})
	}
	return c
}

func cells(p *message.Printer, name string, r report.Row) []component.Row {
	cells := component.Row{Cells: nil}
	cells.Cells = append(cells.Cells, component.Text(name))
	for _, n := range []int{r.Received.Total, r.Received.CarriedOver, r.Resolved.Total, r.Resolved.Early, r.Resolved.OnTime, r.Resolved.Late, r.Open.Total, r.Open.Overdue} {
		cells.Cells = append(cells.Cells, component.Text(number(p, n)))
	}
	return []component.Row{cells}
}

func sheet(p *message.Printer, of Period) component.Sheet {
	s := component.Sheet{Caption: p.T("public.figures.caption", "Month", month(of.Month)), Columns: columns(p)}
	for _, r := range of.Figures.Rows {
		s.Rows = append(s.Rows, cells(p, r.Key, r)...)
	}
	s.Rows = append(s.Rows, cells(p, p.T("public.figures.total"), of.Figures.Total)...)
	return s
}

// about words one day off or worked day.
func about(p *message.Printer, d calendar.Day) string {
	if d.MakeUp {
		return p.T("public.daysOff.makeUp", "Name", d.Name)
	}
	return d.Name
}
