package web

import (
	"bytes"
	"net/http"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	reportview "motcua/internal/web/view/report"
	"motcua/internal/workbook"
	"motcua/narrative"
	"motcua/report"

	"github.com/a-h/templ"
)

// besidePeriod reads the bounds of a period off an address: none, or both.
func besidePeriod(r *http.Request) (report.Period, error) {
	q := r.URL.Query()
	from, err1 := readDate("tu", q.Get("tu"))
	to, err2 := readDate("den", q.Get("den"))
	err := firstOf(err1, err2)
	for name, day := range map[string]calendar.Date{"tu": from, "den": to} {
		if err == nil && day.IsZero() && from != to {
			err = motcua.InvalidField(name, "narrative.day")
		}
	}
	return report.Period{From: from, To: to}, err
}

// reportBeside holds a report against what the address asks for.
func (d reader) reportBeside(r *http.Request) (*office.ReportComparison, error) {
	period, wrong := besidePeriod(r)
	other := r.URL.Query().Get("voi")
	if wrong != nil && other == "" {
		v, err := d.w.office.Report(r.Context(), d.actor, r.PathValue("id"))
		if err != nil {
			return nil, err
		}
		return &office.ReportComparison{ReportView: v}, wrong
	}
	return d.w.office.CompareReport(r.Context(), d.actor, r.PathValue("id"), office.ReportAgainst{Report: other, Period: period})
}

// compareReport shows a report beside another, or beside a period.
func (w *Web) compareReport(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	c, wrong := d.reportBeside(r)
	if wrong != nil && (c == nil || !onlyInvalid(wrong)) {
		return wrong
	}
	list, err := w.office.Reports(r.Context(), d.actor)
	if err != nil {
		return err
	}
	page := w.page(r, "narrative.compare")
	problems := component.ProblemsOf(d.p, wrong)
	for i, p := range problems {
		if to := map[string]string{"report": "voi", "against": "tu", "from": "tu", "to": "den"}[p.Field]; to != "" {
			problems[i].Field = to
		}
	}
	page.Faulty = len(problems) > 0
	q := r.URL.Query()
	field := func(name string) component.Field {
		return component.Field{Name: name, Label: d.p.T("narrative.compare." + name), Value: q.Get(name), Error: problems.Of(name)}
	}
	v := reportview.Comparison{Head: component.Head{Title: page.Title, Lead: d.p.T("narrative.of", "Label", c.Frame.Label),
		Crumbs: []component.Link{{Label: d.p.T("narrative.title"), Href: w.address("reports")}, {Label: c.Frame.Label, Href: w.address("report", c.ID)}}},
		Problems: problems, Action: w.address("report.compare", c.ID), Other: field("voi"), From: field("tu"), To: field("den"),
		Empty: component.Nothing{Title: d.p.T("narrative.compare.none"), Icon: "inbox"}}
	v.From.InputMode, v.To.InputMode = "numeric", "numeric"
	v.Others = []component.Choice{{Label: d.p.T("narrative.compare.period")}}
	for _, one := range list {
		if one.ID != c.ID && one.Frozen != nil {
			v.Others = append(v.Others, component.Choice{Value: one.ID, Label: strings.TrimSpace(d.p.T("narrative.span", "From", one.Period.From, "To", one.Period.To) + " " + one.Symbol)})
		}
	}
	if wrong == nil {
		v.Rows = d.compareSheet(c)
		if v.From.Value == "" && c.Other == nil {
			v.From.Value, v.To.Value = d.p.Date(c.Against.From), d.p.Date(c.Against.To)
		}
		v.Files = []component.Action{{Label: "XLSX", Icon: "download", Small: true, Href: withQuery(w.address("report.compare.xlsx", c.ID), q)}}
	}
	return w.render(rw, r, statusFor(problems), reportview.Compare(page, v))
}

func (d reader) compareSheet(c *office.ReportComparison) component.Sheet {
	span := func(p report.Period) string { return d.p.T("narrative.span", "From", p.From, "To", p.To) }
	t := component.Sheet{Caption: d.p.T("narrative.compare.with", "Now", span(c.Period), "Before", span(c.Against)), Columns: []component.Column{
		{Label: d.p.T("narrative.annex.figure")}, {Label: span(c.Period), Numeric: true}, {Label: span(c.Against), Numeric: true},
		{Label: d.p.T("narrative.annex.by"), Numeric: true}, {Label: d.p.T("narrative.annex.share"), Numeric: true}}}
	for _, p := range c.Pairs {
		by, share := "–", "–"
		if diff, ok := p.Difference(); ok {
			by = signed(diff.By, d.figureText(report.Figure{Value: int64(max(diff.By, -diff.By)), Unit: p.Now.Unit}))
			if diff.Known {
				share = signed(int(diff.Hundredths), d.p.Decimal(float64(max(diff.Hundredths, -diff.Hundredths))/100, 2)+"%")
			}
		}
		before := func(name string) string {
			if c.Other != nil {
				return with(d.address("report.figure", c.Other.ID), "so", name)
			}
			return with(d.address("report.figure", c.ID), "so", name, "tu", d.p.Date(c.Against.From), "den", d.p.Date(c.Against.To))
		}
		now := func(name string) string { return with(d.address("report.figure", c.ID), "so", name) }
		t.Rows = append(t.Rows, component.Row{Cells: []templ.Component{component.TextWith(office.FigureName(d.p, p.Key), c.ScopeName(p.Scope)),
			d.figureCell(p.Now, now), d.figureCell(p.Before, before), component.Text(by), component.Text(share)}})
	}
	return t
}

// figureCell is a figure with the whole that it is a part of, leading to the rows
// that were counted.
func (d reader) figureCell(f *report.Figure, to func(name string) string) templ.Component {
	if f == nil {
		return component.Text("–")
	}
	below := ""
	if share, ok := f.Percent(); ok {
		below = d.p.Decimal(float64(share)/100, 2) + "%"
	}
	return component.LinkWith(component.Link{Label: d.figureText(*f), Href: to(narrative.Name(*f))}, below)
}

// figureText writes a figure in the language of the reader.
func (d reader) figureText(f report.Figure) string {
	value := func(n int64) string {
		switch f.Unit {
		case report.Money:
			return d.p.Money(n)
		case report.Points:
			return d.p.Decimal(float64(n)/100, 2)
		default:
			return d.p.Int(n)
		}
	}
	if f.Of > 0 {
		return value(f.Value) + "/" + value(f.Of)
	}
	return value(f.Value)
}

// signed puts the sign of a number before its text.
func signed(n int, text string) string {
	switch {
	case n > 0:
		return "+" + text
	case n < 0:
		return "−" + text
	default:
		return text
	}
}

// compareBook sends the comparison as a workbook.
func (w *Web) compareBook(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	c, err := d.reportBeside(r)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := c.WriteBook(&b, d.p); err != nil {
		return err
	}
	sendFile(rw, workbook.XLSX.Type(), "so-sanh-"+c.FileName("xlsx"), b.Bytes())
	return nil
}
