package procedure

import (
	"github.com/a-h/templ"

	"motcua/calendar"
	"motcua/catalogue"
	"motcua/internal/message"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
)

func textCells(texts ...string) []templ.Component {
	cells := make([]templ.Component, len(texts))
	for i, t := range texts {
		cells[i] = component.Text(t)
	}
	return cells
}

// papers is the table of what to bring, with the blank forms.
func papers(p *message.Printer, d Data) component.Sheet {
	s := component.Sheet{Caption: p.T("procedure.papers"),
		Columns: []component.Column{{Label: p.T("procedure.paper")}, {Label: p.T("procedure.paper.copies")}, {Label: p.T("procedure.paper.needed")}}}
	for _, paper := range d.Version.Papers {
		first := paperCell(p, d.Procedure, paper, d.Links.Blanks[paper.Code])
		s.Rows = append(s.Rows, component.Row{Cells: []templ.Component{first, component.Text(copies(p, paper)), component.Text(Needed(p, d, paper))}})
	}
	return s
}

// officialPapers is the same table as the record of the decision has it.
func officialPapers(p *message.Printer, d Data) component.Sheet {
	s := component.Sheet{Caption: p.T("procedure.papers.official"), Columns: []component.Column{
		{Label: p.T("procedure.paper")}, {Label: p.T("procedure.paper.template")}, {Label: p.T("procedure.paper.copies")}, {Label: p.T("procedure.paper.needed")}}}
	for _, paper := range d.Version.Papers {
		form := "–"
		if paper.Form != "" {
			form = paper.Form
		}
		s.Rows = append(s.Rows, component.Row{Cells: []templ.Component{said(p, d.Procedure, paper.Name), component.Text(form), component.Text(copies(p, paper)), component.Text(Needed(p, d, paper))}})
	}
	return s
}

// ways is the table of how to submit, each with its limit and fee.
func ways(p *message.Printer, of catalogue.Procedure, v catalogue.Version) component.Sheet {
	s := component.Sheet{Caption: p.T("procedure.ways"),
		Columns: []component.Column{{Label: p.T("procedure.way")}, {Label: p.T("procedure.term")}, {Label: p.T("procedure.fee")}, {Label: p.T("procedure.note")}}}
	for _, c := range v.Channels {
		money := p.T("procedure.fee.none")
		if c.Fee > 0 {
			money = p.Money(c.Fee)
		}
		note := c.Note
		if c.FeeNote != "" {
			note = c.FeeNote
		}
		cells := textCells(p.T("catalogue.channelKind."+string(c.Kind)), termOf(p, v, c), money)
		s.Rows = append(s.Rows, component.Row{Cells: append(cells, said(p, of, note))})
	}
	return s
}

// cases is the table of situations with limits of their own.
func cases(p *message.Printer, of catalogue.Procedure, v catalogue.Version) component.Sheet {
	s := component.Sheet{Caption: p.T("procedure.cases"), Columns: []component.Column{{Label: p.T("procedure.case")}, {Label: p.T("procedure.term")}}}
	for _, c := range v.Cases {
		words := term(p, v)
		if !c.Term.IsZero() {
			words = p.Value(c.Term)
		}
		s.Rows = append(s.Rows, component.Row{Cells: []templ.Component{said(p, of, c.Name), component.Text(words)}})
	}
	return s
}

// legs is the table of the internal process.
func legs(p *message.Printer, book *office.Book, process catalogue.Process) component.Sheet {
	s := component.Sheet{Caption: p.T("procedure.process"), Columns: []component.Column{
		{Label: p.T("procedure.leg.order"), Numeric: true}, {Label: p.T("procedure.leg.holder")}, {Label: p.T("procedure.leg.task")},
		{Label: p.T("procedure.leg.kind")}, {Label: p.T("procedure.leg.share"), Numeric: true}}}
	for _, leg := range process.Legs {
		share := "–"
		if !leg.Share.IsZero() {
			share = p.Value(leg.Share)
		}
		kind := p.T("catalogue.legKind." + string(leg.Kind))
		if leg.Group != "" {
			kind = p.T("procedure.leg.parallel", "Kind", kind)
		}
		s.Rows = append(s.Rows, component.Row{Cells: []templ.Component{component.Text(p.Int(int64(leg.Order))),
			component.TextWith(holder(book, leg), leg.Position), component.Text(leg.Task), component.Text(kind), component.Text(share)}})
	}
	return s
}

// versions is the table of versions with the decisions behind them.
func versions(p *message.Printer, of catalogue.Procedure, today calendar.Date) component.Sheet {
	s := component.Sheet{Caption: p.T("procedure.versions"), Columns: []component.Column{
		{Label: p.T("procedure.version")}, {Label: p.T("procedure.decisionOf")}, {Label: p.T("procedure.valid")}, {Label: p.T("procedure.term")}}}
	for i := len(of.Versions) - 1; i >= 0; i-- {
		v := of.Versions[i]
		limit := "–"
		if v.Decision.Kind != catalogue.Abolished {
			limit = term(p, v)
		}
		name := p.T("procedure.version.number", "Number", v.Number)
		first := component.Text(name)
		if v.InForce(today) {
			first = component.TextWith(name, p.T("procedure.state.inForce"))
		}
		s.Rows = append(s.Rows, component.Row{Current: v.InForce(today), Cells: []templ.Component{first,
			component.TextWith(decision(p, v.Decision), p.T("catalogue.decisionKind."+string(v.Decision.Kind))), component.Text(valid(p, v)), component.Text(limit)}})
	}
	return s
}

func valid(p *message.Printer, v catalogue.Version) string {
	if v.ValidTo.IsZero() {
		return p.T("procedure.valid.from", "From", v.ValidFrom)
	}
	return p.T("procedure.valid.between", "From", v.ValidFrom, "To", v.ValidTo)
}

// Said is a text of a procedure in the reader's language where it is
// translated, else in Vietnamese.
func Said(p *message.Printer, of catalogue.Procedure, text string) string {
	words, _ := translated(p, of, text)
	return words
}

// Decision words the act that announced a version.
func Decision(p *message.Printer, v catalogue.Version) string { return decision(p, v.Decision) }

// Copies words how many of a paper are asked for.
func Copies(p *message.Printer, paper catalogue.Paper) string { return copies(p, paper) }

// Needed words when a paper is needed.
func Needed(p *message.Printer, d Data, paper catalogue.Paper) string {
	switch {
	case paper.Case != "":
		return p.T("procedure.paper.case", "Case", Said(p, d.Procedure, caseName(d.Version, paper.Case)))
	case paper.Required:
		return p.T("procedure.paper.required")
	default:
		return p.T("procedure.paper.ifAny")
	}
}
