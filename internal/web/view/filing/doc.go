// Package filing draws the records that are filled in as one form: their list,
// their form, and one with its history and what stands beside it.
package filing

import (
	"motcua/internal/message"
	"motcua/internal/web/view/component"

	"github.com/a-h/templ"
)

// table shows the files with what can be done with each; whoever only reads has
// no column for that.
func (d Papers) table(p *message.Printer) component.Sheet {
	t := component.Sheet{Caption: d.Title, Columns: []component.Column{{Label: p.T("record.paper.file")}, {Label: p.T("record.column.state")}}}
	if d.Attach != "" {
		t.Columns = append(t.Columns, component.Column{Hidden: p.T("record.paper.do")})
	}
	for _, l := range d.Lines {
		cells := []templ.Component{component.TitleWith(l.Link, l.Note), component.Tags(l.Labels)}
		if d.Attach != "" {
			cells = append(cells, does(l))
		}
		t.Rows = append(t.Rows, component.Row{Cells: cells})
	}
	return t
}
