package web

import (
	"net/http"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/figures"
	"motcua/internal/web/view/public"
	"motcua/report"

	"github.com/a-h/templ"
)

// askedFigures is what the page of figures is asked for.
type askedFigures struct {
	period, against report.Period
	with            string // which period it is held against: "", againstYear or againstLast
	group           report.Group
}

// What a period can be held against.
const (
	againstNone = "khong"
	againstYear = "nam-truoc"
	againstLast = "ky-truoc"
)

// figuresAsked reads the period, its counterpart and the group; the month under way
// by field, against the year before, when nothing is asked.
func (d reader) figuresAsked(r *http.Request) (askedFigures, error) {
	if err := r.ParseForm(); err != nil {
		return askedFigures{}, err
	}
	a := askedFigures{with: typed(r.Form.Get("so"), againstYear), group: report.Group(typed(r.Form.Get("theo"), string(report.ByField)))}
	var err error
	a.period, err = askedPeriod(r, calendar.DateOf(d.now))
	switch a.with {
	case againstLast:
		a.against = a.period.Last()
	case againstYear:
		a.against = a.period.YearBefore()
	case againstNone:
	default:
		if err == nil {
			err = motcua.InvalidField("so", "report.against", "Value", a.with)
		}
	}
	return a, err
}

// query is what the page was asked for, for the ways from it.
func (a askedFigures) query() []string {
	pairs := []string{"theo", string(a.group), "so", a.with}
	if a.period.Name != "" {
		return append(pairs, "ky", a.period.Name)
	}
	return append(pairs, "tu", a.period.From.String(), "den", a.period.To.String())
}

// figures are the figures of a period in the columns of biểu II.06a, each with
// the way to its dossiers, beside those of another period.
func (w *Web) figures(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	page := w.page(r, "figures.title")
	f := figures.Figures{Action: w.address("figures"), Terms: d.terms()}
	asked, wrong := d.figuresAsked(r)
	var found office.Comparison
	if wrong == nil {
		found, wrong = d.compared(r, asked)
	}
	status := http.StatusOK
	if wrong != nil {
		if motcua.KindOf(wrong) != motcua.Invalid {
			return wrong
		}
		status, f.Problems, page.Faulty = http.StatusUnprocessableEntity, inPage(component.ProblemsOf(d.p, wrong)), true
	}
	d.pick(r, &f, asked)
	f.Head = component.Head{Title: page.Title}
	if wrong == nil {
		if d.names, err = w.office.PeopleNames(r.Context(), d.actor); err != nil {
			return err
		}
		f.Head.Lead = d.p.T("figures.lead", "From", found.From, "To", found.To, "Now", d.now)
		d.fill(&f, found.Statistics)
		f.Against = d.against(asked, found)
		f.Files = d.figureFiles(asked)
	}
	return w.render(rw, r, status, figures.Show(page, f))
}

// compared counts what was asked for.
func (d reader) compared(r *http.Request, a askedFigures) (office.Comparison, error) {
	if a.with == againstNone {
		s, err := d.w.office.Statistics(r.Context(), d.actor, a.period.From, a.period.To, a.group)
		return office.Comparison{Statistics: s}, err
	}
	return d.w.office.Compare(r.Context(), d.actor, a.period, a.against, a.group)
}

// pick fills the form: the named periods of every basis in words, free bounds,
// what to hold against, what to group by.
func (d reader) pick(r *http.Request, f *figures.Figures, a askedFigures) {
	today := calendar.DateOf(d.now)
	period := figures.Select{Field: component.Field{Name: "ky", Label: d.p.T("figures.period"), Value: a.period.Name, Error: f.Problems.Of("ky")}}
	if a.period.Name == "" {
		period.Choices = append(period.Choices, component.Choice{Label: d.p.T("public.period.free"), Chosen: true})
	}
	for _, basis := range report.Bases() {
		for _, p := range report.PeriodsOf(basis, today) {
			period.Choices = append(period.Choices, component.Choice{Value: p.Name, Label: public.PeriodName(d.p, p)})
		}
	}
	against := figures.Select{Field: component.Field{Name: "so", Label: d.p.T("figures.against"), Value: a.with, Error: f.Problems.Of("so")}}
	for _, with := range []string{againstYear, againstLast, againstNone} {
		against.Choices = append(against.Choices, component.Choice{Value: with, Label: d.p.T("figures.against." + with)})
	}
	by := figures.Select{Field: component.Field{Name: "theo", Label: d.p.T("figures.by"), Value: string(a.group), Error: f.Problems.Of("theo")}}
	for _, g := range report.Groups() {
		by.Choices = append(by.Choices, component.Choice{Value: string(g), Label: d.p.T("figures.group." + string(g))})
	}
	f.Selects = []figures.Select{period, against, by}
	f.Was = a.period.Name
	f.Fields = []component.Field{
		{Name: "tu", Label: d.p.T("figures.from"), Value: bound(d.p, r, "tu", a.period.Name), Error: f.Problems.Of("tu"), InputMode: "numeric", Hint: d.p.T("public.period.hint")},
		{Name: "den", Label: d.p.T("figures.to"), Value: bound(d.p, r, "den", a.period.Name), Error: f.Problems.Of("den"), InputMode: "numeric"}}
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
		case "against":
			problems[i].Field = "so"
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
	cell := report.Cell{From: s.From, To: s.To, By: s.By}
	if s.By == report.ByCause {
		f.Late = d.causeSheet(cell, s)
	} else {
		for _, row := range s.Rows {
			cell.Key = row.Key
			f.Rows = append(f.Rows, d.figureRow(cell, row, d.groupName(s.By, row.Key)))
		}
	}
	cell.Total = true
	f.Total, f.Note = d.figureRow(cell, t, d.p.T("figures.total")), d.p.T("figures.note")
	if s.By == report.ByCause {
		f.Note = f.Late.Caption
	}
	f.Papers = d.paperFigures(s.Papers)
	if s.By == report.ByCause {
		return
	}
	f.Late = component.Sheet{Caption: d.p.T("figures.lateBy.title"), Columns: []component.Column{
		{Label: d.p.T("figures.lateBy.agency")}, {Label: d.p.T("figures.lateBy.count"), Numeric: true}}}
	cell.Column = report.ColumnLate
	for _, l := range t.LateBy {
		cell.Agency = l.Agency
		f.Late.Rows = append(f.Late.Rows, component.Row{Cells: []templ.Component{component.Text(d.book.Agency(l.Agency).Name),
			figures.Number(d.number(cell, l.Dossiers, t.Resolved.Late))}})
	}
}

// causeSheet is the table of what was late, by who and why.
func (d reader) causeSheet(cell report.Cell, s office.Statistics) component.Sheet {
	sheet := component.Sheet{Caption: d.p.T("figures.cause.title", "Count", s.Total.Resolved.Late), Columns: []component.Column{{Label: d.p.T("figures.lateBy.agency")},
		{Label: d.p.T("figures.cause")}, {Label: d.p.T("figures.lateBy.count"), Numeric: true}}}
	cell.Column = report.ColumnLate
	for _, row := range s.Rows {
		agency, cause := report.SplitCause(row.Key)
		cell.Key = row.Key
		sheet.Rows = append(sheet.Rows, component.Row{Cells: []templ.Component{component.Text(d.book.Agency(agency).Name), component.Text(d.cause(cause)),
			figures.Number(d.number(cell, row.Resolved.Late, s.Total.Resolved.Late))}})
	}
	return sheet
}

func (d reader) cause(code string) string {
	if code == "" {
		return d.p.T("figures.cause.none")
	}
	return d.p.T("apology.cause." + code)
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

// figureRow words a row: every number leads to its dossiers.
func (d reader) figureRow(cell report.Cell, r report.Row, name string) figures.Row {
	row := figures.Row{Name: name}
	for _, cell.Column = range report.Columns() {
		row.Cells = append(row.Cells, d.number(cell, r.Number(cell.Column), r.Whole(cell.Column)))
	}
	cell.Column = report.ColumnLate
	for _, l := range r.LateBy {
		cell.Agency = l.Agency
		row.LateBy = append(row.LateBy, component.Link{Href: d.countedAt(cell),
			Label: d.p.T("figures.lateBy.of", "Agency", d.book.Agency(l.Agency).ShortName, "Count", l.Dossiers)})
	}
	return row
}

// number is a number of a table: its share of a whole below, behind it the list
// of what it counts.
func (d reader) number(cell report.Cell, n, of int) figures.Cell {
	c := figures.Cell{Number: d.p.Int(int64(n))}
	if n > 0 {
		c.Href = d.countedAt(cell)
	}
	if of > 0 {
		c.Share = d.share(n, of)
	}
	return c
}

// countedAt is where the dossiers stand that a number counts.
func (d reader) countedAt(cell report.Cell) string {
	return with(d.address("dossiers"), "so-lieu", cell.String())
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
	case report.ByOfficer:
		if key == "" {
			return d.p.T("figures.noOfficer")
		}
		return typed(d.names[key], key)
	case report.ByLevel:
		return d.p.T("figures.level." + typed(key, "none"))
	case report.ByCause:
		agency, cause := report.SplitCause(key)
		return d.book.Agency(agency).Name + " – " + d.cause(cause)
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
