package office

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/internal/workbook"
	"motcua/narrative"
	"motcua/report"
)

// Printer words what a workbook of a report says, in the language of its reader.
type Printer interface {
	T(key string, pairs ...any) string
	Has(key string) bool
}

// vietnameseLists are lists with words for their codes, as papers have them.
func (o *Office) vietnameseLists(lists []report.List) []report.List {
	out := make([]report.List, len(lists))
	for i, l := range lists {
		out[i] = l.Worded(func(key string) string { return o.say("vi", motcua.Say(key)) })
	}
	return out
}

// shownLists are the lists that the definition of a report shows, in its order.
func shownLists(d narrative.Definition, lists []report.List) []report.List {
	var shown []report.List
	for _, key := range d.Lists() {
		if i := slices.IndexFunc(lists, func(l report.List) bool { return l.Key == key }); i >= 0 {
			shown = append(shown, lists[i])
		}
	}
	return shown
}

// Annexes are the figures of a report and each of its lists as a sheet of a
// workbook, every row with where it comes from. Of a report that was frozen
// before lists were kept with it, the tables are as its paper has them.
func (v *ReportView) Annexes(p Printer) []workbook.Page {
	above := []string{narrative.Type + " – " + strings.ReplaceAll(v.Read.Title, "\n", " ")}
	if v.Symbol != "" {
		above = append(above, v.Symbol)
	}
	pages := []workbook.Page{v.figurePage(p, above)}
	for _, l := range v.Lists {
		pages = append(pages, listPage(p, l, above, len(pages)))
	}
	if len(v.Lists) > 0 {
		return pages
	}
	for _, part := range v.Read.Parts {
		if part.Table == nil {
			continue
		}
		page := workbook.Page{Name: p.T("narrative.annex", "Number", len(pages)), Above: append(slices.Clone(above), part.Text()), Heads: append(slices.Clone(part.Table.Heads), p.T("narrative.annex.source"))}
		for i, row := range part.Table.Rows {
			page.Rows = append(page.Rows, annexRow(part.Table.Names, row, part.Table.Sources[i]))
		}
		pages = append(pages, page)
	}
	return pages
}

func (v *ReportView) figurePage(p Printer, above []string) workbook.Page {
	page := workbook.Page{Name: p.T("narrative.annex.figures"), Above: above}
	for _, column := range []string{"figure", "scope", "value", "of", "percent", "unit", "rows"} {
		page.Heads = append(page.Heads, p.T("narrative.annex."+column))
	}
	for _, f := range v.Figures {
		row := append([]any{FigureName(p, f.Key), v.ScopeName(f.Scope)}, FigureCells(p, &f)...)
		page.Rows = append(page.Rows, append(row, p.T("narrative.unit."+string(f.Unit)), int64(len(f.Rows))))
	}
	return page
}

// FigureName is the name of a figure; its key where it has none.
func FigureName(p Printer, key string) string {
	if p.Has("figure." + key) {
		return p.T("figure." + key)
	}
	return key
}

// FigureCells are the value of a figure, the whole that it is a part of and its
// share in percent as cells of a workbook; empty ones for none.
func FigureCells(p Printer, f *report.Figure) []any {
	cells := make([]any, 3)
	if f == nil {
		return cells
	}
	number := func(n int64) any {
		if f.Unit == report.Points {
			return float64(n) / 100
		}
		return n
	}
	cells[0] = number(f.Value)
	if share, ok := f.Percent(); ok {
		cells[1], cells[2] = number(f.Of), float64(share)/100
	}
	return cells
}

// ScopeName is the name of the unit or agency that a figure is narrowed to; its
// id, such as the number of a plan, for all else.
func (v *ReportView) ScopeName(scope string) string {
	if name := v.scopes[scope]; name != "" {
		return name
	}
	return scope
}

func listPage(p Printer, l report.List, above []string, number int) workbook.Page {
	name := "list." + l.Key
	page := workbook.Page{Name: p.T("narrative.annex", "Number", number), Above: append(slices.Clone(above), p.T(name))}
	for _, column := range l.Columns {
		page.Heads = append(page.Heads, p.T(name+"."+column))
	}
	page.Heads = append(page.Heads, p.T("narrative.annex.source"))
	l = l.Worded(func(key string) string {
		if p.Has(key) {
			return p.T(key)
		}
		return ""
	})
	for _, row := range l.Rows {
		page.Rows = append(page.Rows, annexRow(l.Columns, row.Cells, row.Source))
	}
	return page
}

// wholeNumber tells a cell that is a whole number from one that only looks like it,
// such as a code with noughts before it.
var wholeNumber = regexp.MustCompile(`^(0|-?[1-9][0-9]{0,14})$`)

// annexRow makes cells of texts: dates become dates, numbers numbers, except
// where they are the number of a paper or years.
func annexRow(columns, texts []string, source report.Source) []any {
	var cells []any
	for i, text := range texts {
		column := ""
		if i < len(columns) {
			column = columns[i]
		}
		day, err := calendar.ParseDate(text)
		switch {
		case text == "":
			cells = append(cells, nil)
		case err == nil:
			cells = append(cells, day)
		case wholeNumber.MatchString(text) && !slices.Contains([]string{"number", "years", "plan", "decision", "title"}, column):
			n, _ := strconv.ParseInt(text, 10, 64)
			cells = append(cells, n)
		default:
			cells = append(cells, text)
		}
	}
	return append(cells, strings.TrimSpace(source.Text+" ("+source.Noun+" "+source.ID+")"))
}
