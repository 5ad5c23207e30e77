package web

import (
	"strings"

	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/public"
	"motcua/report"

	"github.com/a-h/templ"
)

// countedInWords says which number of the figures a list stands behind.
func (d reader) countedInWords(c report.Cell) string {
	parts := []string{public.PeriodName(d.p, report.Period{From: c.From, To: c.To})}
	if !c.Total {
		parts = append(parts, d.p.T("figures.group."+string(c.By))+": "+d.groupName(c.By, c.Key))
	}
	parts = append(parts, d.columnName(c.Column))
	if c.Agency != "" {
		parts = append(parts, d.p.T("figures.lateBy")+" "+d.book.Agency(c.Agency).ShortName)
	}
	return strings.Join(parts, " – ")
}

// columnName is the whole name of a column: "Đã giải quyết, trễ hạn".
func (d reader) columnName(c report.Column) string { return d.p.T("figure." + figureOf(c)) }

func figureOf(c report.Column) string { return office.FigureKey(c) }

// against are the tables of a comparison: all together by column, and each row
// by what was received, resolved and late.
func (d reader) against(a askedFigures, c office.Comparison) []component.Sheet {
	if a.with == againstNone {
		return nil
	}
	heads := []component.Column{{Label: d.p.T("figures.against.what")}, {Label: d.p.T("figures.against.now"), Numeric: true},
		{Label: public.PeriodName(d.p, c.Against), Numeric: true}, {Label: d.p.T("figures.against.by"), Numeric: true}, {Label: d.p.T("figures.against.share"), Numeric: true}}
	all := component.Sheet{Caption: d.p.T("figures.against.title", "Period", public.PeriodName(d.p, c.Against)), Columns: heads}
	if !c.Known {
		all.Rows = []component.Row{{Cells: []templ.Component{component.Text(d.p.T("figures.against.all")), component.Text(d.p.Int(int64(c.Total.Received.Total))),
			component.Text(d.p.T("figures.against.nothing")), component.Text("–"), component.Text("–")}}}
		return []component.Sheet{all}
	}
	for _, column := range report.Columns() {
		all.Rows = append(all.Rows, d.difference(d.columnName(column), c.Total.Number(column), c.Before.Total.Number(column)))
	}
	return append([]component.Sheet{all}, d.eachAgainst(heads, c)...)
}

// eachAgainst compares the rows, also those that only one of the periods has.
func (d reader) eachAgainst(heads []component.Column, c office.Comparison) []component.Sheet {
	keys := []string{}
	seen := map[string]bool{}
	for _, row := range append(append([]report.Row{}, c.Rows...), c.Before.Rows...) {
		if !seen[row.Key] {
			seen[row.Key], keys = true, append(keys, row.Key)
		}
	}
	columns := []report.Column{report.ColumnReceived, report.ColumnResolved, report.ColumnLate}
	if c.By == report.ByCause {
		columns = columns[2:]
	}
	var sheets []component.Sheet
	for _, column := range columns {
		sheet := component.Sheet{Caption: d.columnName(column) + " – " + d.p.T("figures.group."+string(c.By)), Columns: append([]component.Column{}, heads...)}
		sheet.Columns[0].Label = d.p.T("figures.group." + string(c.By))
		for _, key := range keys {
			now, before := report.Of(c.Rows, key).Number(column), report.Of(c.Before.Rows, key).Number(column)
			if now+before > 0 {
				sheet.Rows = append(sheet.Rows, d.difference(d.groupName(c.By, key), now, before))
			}
		}
		if len(sheet.Rows) > 0 {
			sheets = append(sheets, sheet)
		}
	}
	return sheets
}

func (d reader) difference(name string, now, before int) component.Row {
	diff := report.Compare(now, before)
	by, share := d.p.Int(int64(diff.By)), d.p.T("figures.against.nothing")
	if diff.By > 0 {
		by = "+" + by
	}
	if diff.Known {
		share = d.p.Decimal(float64(diff.Hundredths)/100, 1) + "%"
		if diff.Hundredths > 0 {
			share = "+" + share
		}
	}
	return component.Row{Cells: []templ.Component{component.Text(name), component.Text(d.p.Int(int64(now))), component.Text(d.p.Int(int64(before))),
		component.Text(by), component.Text(share)}}
}

// figureFiles are the forms of TT 01/2020/TT-VPCP as files.
func (d reader) figureFiles(a askedFigures) []component.Action {
	var list []component.Action
	for _, form := range []string{"06a", "07b"} {
		for _, kind := range []string{"xlsx", "pdf"} {
			list = append(list, component.Action{Label: d.p.T("figures.file." + form + "." + kind), Icon: "download", Small: true,
				Href: with(d.address("figures."+form+"."+kind), a.query()...)})
		}
	}
	return list
}
