package web

import (
	"cmp"
	"errors"
	"net/http"
	"strconv"

	"motcua"
	"motcua/calendar"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	scoreview "motcua/internal/web/view/score"
	"motcua/report"
	"motcua/score"

	"github.com/a-h/templ"
)

// scored is a page of points with the period it is of.
type scored struct {
	reader
	page  scoreview.Page
	wrong error
	found office.Scores
}

// scoresOf reads the period that a page asks for – this quarter so far when it
// asks for none – and the points in it.
func (w *Web) scoresOf(r *http.Request, route string, values ...string) (*scored, error) {
	d, err := w.reader(r)
	if err != nil {
		return nil, err
	}
	q, today := r.URL.Query(), calendar.DateOf(d.now)
	from := calendar.Date{Year: today.Year, Month: (today.Month-1)/3*3 + 1, Day: 1}
	from, wrongFrom := given("tu", q.Get("tu"), from)
	to, wrongTo := given("den", q.Get("den"), today)
	s := &scored{reader: d, wrong: firstOf(wrongFrom, wrongTo)}
	if s.wrong == nil {
		s.found, s.wrong = w.office.Scores(r.Context(), d.actor, report.Period{From: from, To: to})
	}
	if s.wrong != nil && motcua.KindOf(s.wrong) != motcua.Invalid {
		return nil, s.wrong
	}
	s.page.Problems = renamed(component.ProblemsOf(d.p, s.wrong))
	s.page.Action = w.address(route, values...)
	s.page.Fields = []component.Field{
		{Name: "tu", Label: d.p.T("figures.from"), Value: typed(q.Get("tu"), d.p.Date(from)), Error: s.page.Problems.Of("tu"), InputMode: "numeric"},
		{Name: "den", Label: d.p.T("figures.to"), Value: typed(q.Get("den"), d.p.Date(to)), Error: s.page.Problems.Of("den"), InputMode: "numeric"}}
	return s, nil
}

// draw draws the page.
func (s *scored) draw(rw http.ResponseWriter, r *http.Request, title, lead string, crumbs ...component.Link) error {
	page := s.w.page(r, "")
	page.Title = title
	s.page.Head = component.Head{Title: title, Lead: lead, Crumbs: crumbs}
	page.Faulty = len(s.page.Problems) > 0
	return s.w.render(rw, r, statusFor(s.page.Problems), scoreview.Show(page, s.page))
}

// to is the address of a page of the same period.
func (s *scored) to(route string, values ...string) string {
	return with(s.address(route, values...), "tu", s.p.Date(s.found.From), "den", s.p.Date(s.found.To))
}

// scores ranks units and officials by the nine criteria.
func (w *Web) scores(rw http.ResponseWriter, r *http.Request) error {
	s, err := w.scoresOf(r, "scores")
	if err != nil {
		return err
	}
	if s.wrong == nil {
		s.page.Actions = []component.Action{{Label: s.p.T("score.xlsx"), Icon: "download", Href: s.to("scores.xlsx")},
			{Label: s.p.T("score.merit"), Icon: "star", Href: s.to("scores.merit")}, {Label: s.p.T("score.index"), Icon: "chart-column", Href: s.to("index")}}
		s.page.Tables = []component.Sheet{s.ranking("units", s.found.Units, score.Criteria(), score.GradeUnit, "scores.unit"),
			s.ranking("officials", s.found.Officials, score.OfOfficials(), score.GradeOfficial, "scores.official")}
	}
	s.page.Help = s.p.T("score.criteria")
	for _, c := range score.Criteria() {
		s.page.Terms = append(s.page.Terms, component.Fact{Name: s.p.T("score.short", "Number", c), Text: s.p.T("score.criterion." + strconv.Itoa(c))})
	}
	return s.draw(rw, r, s.p.T("score.title"), s.p.T("score.lead"))
}

// who names a unit or an official.
func (s *scored) who(sheet score.Sheet, unit bool) string {
	if unit {
		return cmp.Or(s.unit(s.w.office.LeadAgency(), sheet.Who), sheet.Who)
	}
	return cmp.Or(s.found.Names[sheet.Who], sheet.Who)
}

func (s *scored) ranking(kind string, sheets []score.Sheet, criteria []int, grade func(score.Sheet) score.Grade, route string) component.Sheet {
	t := component.Sheet{Caption: s.p.T("score."+kind, "From", s.found.From, "To", s.found.To), Columns: []component.Column{
		{Label: s.p.T("score.who." + kind)}, {Label: s.p.T("score.cases"), Numeric: true}}}
	for _, c := range criteria {
		t.Columns = append(t.Columns, component.Column{Label: s.p.T("score.short", "Number", c), Numeric: true})
	}
	t.Columns = append(t.Columns, component.Column{Label: s.p.T("score.total"), Numeric: true}, component.Column{Label: s.p.T("score.grade")})
	for _, sheet := range sheets {
		name := component.Link{Label: s.who(sheet, kind == "units"), Href: s.to(route, sheet.Who)}
		row := component.Row{Cells: []templ.Component{component.LinkTo(name), component.Text(s.p.Int(int64(sheet.Cases)))}}
		for _, l := range sheet.Lines {
			row.Cells = append(row.Cells, component.Text(s.tenths(l.Tenths, l.Known)))
		}
		tenths, most := sheet.Total()
		row.Cells = append(row.Cells, component.Text(s.of(tenths, most, 10)), component.Text(s.grade(grade(sheet))))
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (s *scored) grade(g score.Grade) string {
	if g == "" {
		return "–"
	}
	return s.p.T("score.grade." + string(g))
}

func (s *scored) tenths(n int, known bool) string {
	if !known {
		return "–"
	}
	return s.p.Decimal(float64(n)/10, 1)
}

// of is points out of the most that could be reached.
func (d reader) of(points, most int, parts float64) string {
	if most == 0 {
		return "–"
	}
	return d.p.T("score.of", "Points", float64(points)/parts, "Most", float64(most)/parts)
}

// scoreSheet shows what an official's or a unit's points were given for, and
// each dossier that cost some.
func scoreSheet(unit bool) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		who, route := r.PathValue("who"), "scores.official"
		if unit {
			route = "scores.unit"
		}
		s, err := w.scoresOf(r, route, who)
		if err != nil {
			return err
		}
		sheets := s.found.Officials
		if unit {
			sheets = s.found.Units
		}
		title := s.p.T("score.title")
		for _, sheet := range sheets {
			if sheet.Who == who {
				title = s.p.T("score.sheet", "Who", s.who(sheet, unit))
				s.sheet(sheet)
			}
		}
		s.page.Empty = component.Nothing{Title: s.p.T("score.none"), Icon: "star"}
		return s.draw(rw, r, title, s.p.T("score.sheet.lead"), component.Link{Label: s.p.T("score.title"), Href: s.to("scores")})
	}
}

func (s *scored) sheet(sheet score.Sheet) {
	t := component.Sheet{Caption: s.p.T("score.lines"), Columns: []component.Column{{Label: s.p.T("score.criterion")},
		{Label: s.p.T("score.points"), Numeric: true}, {Label: s.p.T("score.cases"), Numeric: true}, {Label: s.p.T("score.lost"), Numeric: true}}}
	for _, l := range sheet.Lines {
		words := s.p.T("score.criterion." + strconv.Itoa(l.Criterion))
		below := ""
		switch {
		case !l.Known:
			below = s.p.T("score.unknown")
		case l.Reason.Key != "":
			below = s.p.Text(l.Reason)
		}
		t.Rows = append(t.Rows, component.Row{Cells: []templ.Component{component.TextWith(words, below), component.Text(s.tenths(l.Tenths, l.Known)),
			component.Text(s.p.Int(int64(l.Cases))), component.Text(s.p.Int(int64(len(l.Cost))))}})
	}
	s.page.Tables = append(s.page.Tables, t)
	costs := component.Sheet{Caption: s.p.T("score.cost"), Columns: []component.Column{{Label: s.p.T("score.dossier")}, {Label: s.p.T("score.short.head")},
		{Label: s.p.T("score.points"), Numeric: true}, {Label: s.p.T("score.why")}}}
	for _, l := range sheet.Lines {
		for _, c := range l.Cost {
			costs.Rows = append(costs.Rows, component.Row{Cells: []templ.Component{component.LinkTo(component.Link{Label: c.Code, Href: s.address("dossier", c.Code)}),
				component.Text(s.p.T("score.short", "Number", l.Criterion)), component.Text(s.p.Int(int64(c.Points))), component.Text(s.reason(c.Reason))}})
		}
	}
	if len(costs.Rows) > 0 {
		s.page.Tables = append(s.page.Tables, costs)
	}
}

// reason words why points were given; an agency is called by its name.
func (s *scored) reason(t motcua.Text) string {
	if id, ok := t.Args["Agency"].(string); ok {
		return s.p.T(t.Key, "Agency", s.book.Agency(id).Name)
	}
	return s.p.Text(t)
}

// scoresBook sends the ranking as a workbook.
func (w *Web) scoresBook(rw http.ResponseWriter, r *http.Request) (err error) {
	s, err := w.scoresOf(r, "scores")
	if err != nil {
		return err
	}
	if s.wrong != nil {
		return s.wrong
	}
	heads := []string{s.p.T("score.who"), s.p.T("score.cases")}
	for _, c := range score.Criteria() {
		heads = append(heads, s.p.T("score.short", "Number", c))
	}
	l, err := newLedger(s.p.T("score.title"), append(heads, s.p.T("score.total"), s.p.T("score.most"), s.p.T("score.grade")))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.book.Close()) }()
	for _, group := range []struct {
		sheets []score.Sheet
		unit   bool
		grade  func(score.Sheet) score.Grade
	}{{s.found.Units, true, score.GradeUnit}, {s.found.Officials, false, score.GradeOfficial}} {
		for _, sheet := range group.sheets {
			cells := []string{s.who(sheet, group.unit), s.p.Int(int64(sheet.Cases))}
			points := map[int]string{}
			for _, line := range sheet.Lines {
				points[line.Criterion] = s.tenths(line.Tenths, line.Known)
			}
			for _, c := range score.Criteria() {
				cells = append(cells, points[c])
			}
			tenths, most := sheet.Total()
			if err := l.add(append(cells, s.tenths(tenths, most > 0), s.tenths(most, most > 0), s.grade(group.grade(sheet)))); err != nil {
				return err
			}
		}
	}
	return l.send(rw, "cham-diem.xlsx")
}
