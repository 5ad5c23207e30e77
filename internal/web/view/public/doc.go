// Package public draws the pages that are for everybody: the home page, the
// public figures and the short pages about the site.
package public

import (
	"fmt"

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
	More        component.Link   // to all figures
	Events      []component.Link // the next ones that everybody may register for, each with its day
	AllEvents   component.Link
	DaysOff     []calendar.Day // the next days off and worked days by announcement
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

// about words one day off or worked day.
func about(p *message.Printer, d calendar.Day) string {
	if d.MakeUp {
		return p.T("public.daysOff.makeUp", "Name", d.Name)
	}
	return d.Name
}

// ListedData is a public page that is one table.
type ListedData struct {
	Crumbs []component.Link
	Lead   string
	Table  component.Sheet
	Empty  component.Nothing
}
