package web

import (
	"net/http"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/figures"
	"motcua/report"

	"github.com/a-h/templ"
)

// figures are the figures of a period in the columns of biểu II.06a, with what
// each of them means.
func (w *Web) figures(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	today := calendar.DateOf(d.now)
	from, to := calendar.Date{Year: today.Year, Month: today.Month, Day: 1}, today
	group := report.Group(q.Get("theo"))
	if group == "" {
		group = report.ByField
	}
	page := w.page(r, "figures.title")
	f := figures.Figures{Action: w.address("figures"), By: component.Field{Name: "theo", Label: d.p.T("figures.by"), Value: string(group)}, Terms: d.terms()}
	from, wrong := given("tu", q.Get("tu"), from)
	to, wrongTo := given("den", q.Get("den"), to)
	if wrong == nil {
		wrong = wrongTo
	}
	var found office.Statistics
	if wrong == nil {
		found, wrong = w.office.Statistics(r.Context(), d.actor, from, to, group)
	}
	status := http.StatusOK
	if wrong != nil {
		if motcua.KindOf(wrong) != motcua.Invalid {
			return wrong
		}
		status, f.Problems, page.Faulty = http.StatusUnprocessableEntity, renamed(component.ProblemsOf(d.p, wrong)), true
	}
	f.Fields = []component.Field{
		{Name: "tu", Label: d.p.T("figures.from"), Value: typed(q.Get("tu"), d.p.Date(from)), Error: f.Problems.Of("tu"), InputMode: "numeric"},
		{Name: "den", Label: d.p.T("figures.to"), Value: typed(q.Get("den"), d.p.Date(to)), Error: f.Problems.Of("den"), InputMode: "numeric"}}
	for _, g := range []report.Group{report.ByField, report.ByProcedure, report.ByUnit, report.ByChannel} {
		f.Groups = append(f.Groups, component.Choice{Value: string(g), Label: d.p.T("figures.group." + string(g))})
	}
	f.Head = component.Head{Title: page.Title, Lead: d.p.T("figures.lead", "From", from, "To", to, "Now", d.now)}
	if wrong == nil {
		d.fill(&f, found)
	}
	return w.render(rw, r, status, figures.Show(page, f))
}

// renamed gives problems of the use case the names of the fields on the page.
func renamed(problems component.Problems) component.Problems {
	for i, p := range problems {
		switch p.Field {
		case "to":
			problems[i].Field = "den"
		case "from":
			problems[i].Field = "tu"
		case "by":
			problems[i].Field = "theo"
		}
	}
	return problems
}

func given(field, s string, otherwise calendar.Date) (calendar.Date, error) {
	day, err := readDate(field, s)
	if err != nil || day.IsZero() {
		return otherwise, err
	}
	return day, nil
}

func typed(s, otherwise string) string {
	if s != "" {
		return s
	}
	return otherwise
}

// fill words the figures of a period.
func (d reader) fill(f *figures.Figures, s office.Statistics) {
	t := s.Total
	f.Caption = d.p.T("figures.caption", "From", s.From, "To", s.To)
	f.Key = d.p.T("figures.group." + string(s.By))
	f.Tiles = []figures.Tile{
		{Number: d.p.Int(int64(t.Received.Total)), Name: d.p.T("figures.tile.received"), About: d.p.T("figures.tile.received.about", "Carried", t.Received.CarriedOver)},
		{Number: d.p.Int(int64(t.Resolved.Total)), Name: d.p.T("figures.tile.resolved"), About: d.punctual(t), Tone: component.OK},
		{Number: d.p.Int(int64(t.Resolved.Late)), Name: d.p.T("figures.tile.late"), About: d.p.T("figures.tile.late.about"), Tone: component.Bad},
		{Number: d.p.Int(int64(t.Open.Total)), Name: d.p.T("figures.tile.open"), About: d.p.T("figures.tile.open.about", "Overdue", t.Open.Overdue), Tone: component.Info},
	}
	for _, part := range []struct {
		key  string
		n    int
		tone component.Tone
	}{{"early", t.Resolved.Early, component.OK}, {"onTime", t.Resolved.OnTime, component.Info}, {"late", t.Resolved.Late, component.Bad}} {
		if t.Resolved.Total > 0 && part.n > 0 {
			f.Bar = append(f.Bar, figures.Part{Name: part.key, Tone: part.tone, Share: float64(part.n) / float64(t.Resolved.Total),
				Words: d.p.T("figures.bar."+part.key, "Count", part.n, "Share", d.share(part.n, t.Resolved.Total))})
		}
	}
	for _, row := range s.Rows {
		f.Rows = append(f.Rows, d.figureRow(row, d.groupName(s.By, row.Key)))
	}
	f.Total = d.figureRow(t, d.p.T("figures.total"))
	f.Papers = d.paperFigures(s.Papers)
	f.Late = component.Sheet{Caption: d.p.T("figures.lateBy.title"), Columns: []component.Column{
		{Label: d.p.T("figures.lateBy.agency")}, {Label: d.p.T("figures.lateBy.count"), Numeric: true}}}
	for _, l := range t.LateBy {
		f.Late.Rows = append(f.Late.Rows, component.Row{Cells: []templ.Component{component.Text(d.book.Agency(l.Agency).Name), component.Text(d.p.Int(int64(l.Dossiers)))}})
	}
}

// paperFigures are how many dossiers were digitised and how many used papers
// again, beside the rates from which criteria 4.2 and 4.3 of the index have
// their full points (QĐ 766/QĐ-TTg).
func (d reader) paperFigures(n report.Papers) component.Sheet {
	sheet := component.Sheet{Caption: d.p.T("figures.papers"), Columns: []component.Column{{Label: d.p.T("figures.papers.what")},
		{Label: d.p.T("figures.papers.dossiers"), Numeric: true}, {Label: d.p.T("figures.papers.rate"), Numeric: true}, {Label: d.p.T("figures.papers.papers"), Numeric: true}, {Label: d.p.T("figures.papers.target")}}}
	if n.Dossiers == 0 {
		return sheet
	}
	for _, line := range []struct {
		key            string
		dossiers, part int
		target         int
	}{{"digitised", n.Whole, n.Digitised, report.DigitisedTarget}, {"reused", n.Reusing, n.Reused, report.ReuseTarget}} {
		_, reached, _ := n.Rate(line.dossiers, line.target)
		state := component.Label{Text: d.p.T("figures.papers.below", "Target", line.target), Tone: component.Warn, Icon: "triangle-alert"}
		if reached {
			state = component.Label{Text: d.p.T("figures.papers.reached", "Target", line.target), Tone: component.OK, Icon: "check"}
		}
		sheet.Rows = append(sheet.Rows, component.Row{Cells: []templ.Component{component.Text(d.p.T("figures.papers." + line.key)),
			component.Text(d.p.T("figures.papers.of", "Count", line.dossiers, "All", n.Dossiers)), component.Text(d.share(line.dossiers, n.Dossiers)),
			component.Text(d.p.T("figures.papers.of", "Count", line.part, "All", n.Papers)), component.Tag(state)}})
	}
	return sheet
}

// punctual says which share of what was resolved was not late.
func (d reader) punctual(t report.Row) string {
	if t.Resolved.Total == 0 {
		return ""
	}
	return d.p.T("figures.tile.resolved.about", "Share", d.share(t.Resolved.Early+t.Resolved.OnTime, t.Resolved.Total))
}

func (d reader) share(n, of int) string {
	if of == 0 {
		return "–"
	}
	return d.p.Decimal(float64(n)*100/float64(of), 1) + "%"
}

func (d reader) figureRow(r report.Row, name string) figures.Row {
	row := figures.Row{Name: name}
	for _, n := range []int{r.Received.Total, r.Received.Online, r.Received.Direct, r.Received.CarriedOver,
		r.Resolved.Total, r.Resolved.Early, r.Resolved.OnTime, r.Resolved.Late, r.Open.Total, r.Open.InTime, r.Open.Overdue} {
		row.Cells = append(row.Cells, d.p.Int(int64(n)))
	}
	var late []string
	for _, l := range r.LateBy {
		late = append(late, d.p.T("figures.lateBy.of", "Agency", d.book.Agency(l.Agency).ShortName, "Count", l.Dossiers))
	}
	row.LateBy = strings.Join(late, ", ")
	return row
}

func (d reader) groupName(by report.Group, key string) string {
	switch by {
	case report.ByProcedure:
		if p, err := d.book.Procedure(key); err == nil {
			return p.Code + " " + p.Name
		}
	case report.ByUnit:
		for _, a := range d.book.Agencies {
			if u, ok := a.Unit(key); ok {
				return u.Name
			}
		}
	case report.ByChannel:
		return d.p.Text(catalogue.ChannelKind(key).Text())
	}
	if key == "" {
		return d.p.T("figures.unnamed")
	}
	return key
}

// terms are the definitions of the figures, in the words the office publishes.
func (d reader) terms() []component.Fact {
	var facts []component.Fact
	for _, key := range []string{"received", "carried", "resolved", "early", "onTime", "late", "open", "overdue", "lateBy"} {
		facts = append(facts, component.Fact{Name: d.p.T("figures.term." + key), Text: d.p.T("figures.term." + key + ".is")})
	}
	return facts
}
