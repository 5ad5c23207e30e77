package web

import (
	"net/http"
	"slices"

	"motcua"
	"motcua/control"
	"motcua/internal/web/view/component"
	scoreview "motcua/internal/web/view/score"
	"motcua/report"
	"motcua/review"
	"motcua/score"

	"github.com/a-h/templ"
)

// serviceIndex shows the index of QĐ 766/QĐ-TTg by group and line.
func (w *Web) serviceIndex(rw http.ResponseWriter, r *http.Request) error {
	s, err := w.scoresOf(r, "index")
	if err != nil {
		return err
	}
	if s.wrong == nil {
		s.index()
	}
	return s.draw(rw, r, s.p.T("score.index"), s.p.T("score.index.lead"), component.Link{Label: s.p.T("score.title"), Href: s.to("scores")})
}

func (s *scored) index() {
	points, most := s.found.Index.Total("")
	s.page.Tiles = []scoreview.Tile{{Number: s.of(points, most, 100), Name: s.p.T("score.index.total"), About: s.p.T("score.index.total.about", "Most", float64(most)/100)}}
	for _, group := range score.Groups() {
		points, most := s.found.Index.Total(group)
		t := component.Sheet{Caption: s.p.T("score.group", "Group", s.p.T("score.group."+group), "Points", s.of(points, most, 100)), Columns: []component.Column{
			{Label: s.p.T("score.indicator")}, {Label: s.p.T("score.counted"), Numeric: true}, {Label: s.p.T("score.rate"), Numeric: true},
			{Label: s.p.T("score.full"), Numeric: true}, {Label: s.p.T("score.points"), Numeric: true}, {Label: s.p.T("score.lost")}}}
		for _, l := range s.found.Index.Lines {
			if l.Group == group {
				t.Rows = append(t.Rows, s.indicator(l))
			}
		}
		s.page.Tables = append(s.page.Tables, t)
	}
}

func (s *scored) indicator(l score.Scored) component.Row {
	below := ""
	if !l.Confirmed {
		below = s.p.T("score.unconfirmed")
	}
	_, ok := l.Indicator.Points(l.Measure)
	name := component.TextWith(l.ID+". "+s.p.T("score.indicator."+l.ID), below)
	full := s.p.Int(int64(l.Full)) + "%"
	if !ok {
		why := s.p.T("score.noCase")
		if !l.Known {
			why = s.p.T("score.noData")
		}
		return component.Row{Cells: []templ.Component{name, component.Text("–"), component.Text("–"), component.Text(full), component.Text("–"), component.Text(why)}}
	}
	lost := component.Text("0")
	if n := len(l.Cost); n > 0 {
		lost = component.LinkTo(component.Link{Label: s.p.T("score.rows", "Count", n), Href: s.to("index.line", l.ID)})
	}
	return component.Row{Cells: []templ.Component{name, component.Text(s.p.T("figures.papers.of", "Count", l.Good, "All", l.All)), component.Text(s.share(l.Good, l.All)),
		component.Text(full), component.Text(s.of(l.Points, l.Most, 100)), lost}}
}

// indexLine lists what cost points of one indicator.
func (w *Web) indexLine(rw http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	s, err := w.scoresOf(r, "index.line", id)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(score.Indicators(), func(i score.Indicator) bool { return i.ID == id })
	if i < 0 {
		return motcua.Refused(motcua.NotFound, "record.unknown")
	}
	t := component.Sheet{Caption: s.p.T("score.cost"), Columns: []component.Column{{Label: s.p.T("score.row")}}}
	for _, l := range s.found.Index.Lines {
		if l.ID != id {
			continue
		}
		for _, source := range l.Cost {
			t.Rows = append(t.Rows, component.Row{Cells: []templ.Component{component.LinkTo(component.Link{Label: source.Text, Href: s.sourceAddress(source)})}})
		}
	}
	if len(t.Rows) > 0 {
		s.page.Tables = []component.Sheet{t}
	}
	s.page.Empty = component.Nothing{Title: s.p.T("score.none"), Icon: "check"}
	return s.draw(rw, r, id+". "+s.p.T("score.indicator."+id), s.p.T("score.index.line.lead"),
		component.Link{Label: s.p.T("score.index"), Href: s.to("index")})
}

// sourceAddress is the page of a row that was counted.
func (d reader) sourceAddress(s report.Source) string {
	switch s.Noun {
	case "dossier":
		return d.address("dossier", s.ID)
	case "procedure":
		return d.address("catalogue.procedure", s.ID)
	case "feedback":
		return d.address("feedback.record", s.ID)
	case control.Noun:
		return d.address("control.record", s.ID)
	case review.Noun:
		return d.address("review.record", s.ID)
	default:
		return ""
	}
}
