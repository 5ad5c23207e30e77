package web

import (
	"bytes"
	"net/http"
	"strconv"

	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/workbook"
	"motcua/report"
	"motcua/score"
)

// meritsOf reads the period of the list and finds who stands in it.
func (w *Web) meritsOf(r *http.Request) (*scored, []office.Merit, error) {
	s, err := w.scoresOf(r, "scores.merit")
	if err != nil || s.wrong != nil {
		return s, nil, err
	}
	_, list, err := w.office.Merits(r.Context(), s.actor, report.Period{From: s.found.From, To: s.found.To})
	return s, list, err
}

// merits is the list of units for emulation: points, tasks, directives and what
// inspections found, side by side.
func (w *Web) merits(rw http.ResponseWriter, r *http.Request) error {
	s, list, err := w.meritsOf(r)
	if err != nil {
		return err
	}
	if s.wrong == nil {
		s.page.Actions = []component.Action{{Label: s.p.T("score.xlsx"), Icon: "download", Href: s.to("scores.merit.xlsx")}}
		t := component.Sheet{Caption: s.p.T("score.merit.caption", "From", s.found.From, "To", s.found.To)}
		for i, head := range s.meritHeads() {
			t.Columns = append(t.Columns, component.Column{Label: head, Numeric: i == 0 || i > 3})
		}
		for i, m := range list {
			row := component.Row{}
			for j, cell := range s.meritCells(i, m) {
				if j == 1 && m.Unit != "" { // findings may be of the whole department
					row.Cells = append(row.Cells, component.LinkTo(component.Link{Label: cell, Href: s.to("scores.unit", m.Unit)}))
				} else {
					row.Cells = append(row.Cells, component.Text(cell))
				}
			}
			t.Rows = append(t.Rows, row)
		}
		s.page.Tables = []component.Sheet{t}
	}
	return s.draw(rw, r, s.p.T("score.merit"), s.p.T("score.merit.lead"), component.Link{Label: s.p.T("score.title"), Href: s.address("scores")})
}

func (s *scored) meritHeads() []string {
	var heads []string
	for _, c := range []string{"rank", "unit", "points", "grade", "tasks", "tasksLate", "orders", "ordersLate", "met", "shortcomings", "violations"} {
		heads = append(heads, s.p.T("score.merit."+c))
	}
	return heads
}

// meritCells are the cells of a unit; who has no points has no rank.
func (s *scored) meritCells(i int, m office.Merit) []string {
	rank, n := "–", func(n int) string { return s.p.Int(int64(n)) }
	points, most := m.Sheet.Total()
	if m.Sheet.Cases > 0 {
		rank = strconv.Itoa(i + 1)
	}
	kept := func(k office.Kept) string { return n(k.Done) + "/" + n(k.All) }
	return []string{rank, s.who(m.Sheet, true), s.of(points, most, 10), s.grade(score.GradeUnit(m.Sheet)), kept(m.Tasks), n(m.Tasks.Late), kept(m.Orders), n(m.Orders.Late), n(m.Met), n(m.Shortcomings), n(m.Violations)}
}

// meritsBook sends the list as a workbook.
func (w *Web) meritsBook(rw http.ResponseWriter, r *http.Request) error {
	s, list, err := w.meritsOf(r)
	if err == nil {
		err = s.wrong
	}
	if err != nil {
		return err
	}
	page := workbook.Page{Name: s.p.T("score.merit"), Above: []string{s.p.T("score.merit.caption", "From", s.found.From, "To", s.found.To)}, Heads: s.meritHeads()}
	for i, m := range list {
		var row []any
		for _, cell := range s.meritCells(i, m) {
			row = append(row, cell)
		}
		page.Rows = append(page.Rows, row)
	}
	var b bytes.Buffer
	if err := workbook.WritePages(&b, []workbook.Page{page}); err != nil {
		return err
	}
	sendFile(rw, workbook.XLSX.Type(), "thi-dua.xlsx", b.Bytes())
	return nil
}
