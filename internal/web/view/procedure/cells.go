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

// papers is the table of what to bring.
func papers(p *message.Printer, v catalogue.Version) component.Sheet {
	s := component.Sheet{Caption: p.T("procedure.papers"),
		Columns: []component.Column{{Label: p.T("procedure.paper")}, {Label: p.T("procedure.paper.copies")}, {Label: p.T("procedure.paper.needed")}}}
	for _, paper := range v.Papers {
		name, form := paper.Name, ""
		if paper.Form != "" {
			form = p.T("procedure.paper.form", "Form", paper.Form)
		}
		needed := p.T("procedure.paper.required")
		if !paper.Required {
			needed = p.T("procedure.paper.ifAny")
		}
		if paper.Case != "" {
			needed = p.T("procedure.paper.case", "Case", caseName(v, paper.Case))
		}
		first := component.Text(name)
		if form != "" {
			first = component.TextWith(name, form)
		}
		s.Rows = append(s.Rows, component.Row{Cells: []templ.Component{first, component.Text(copies(p, paper)), component.Text(needed)}})
	}
	return s
}

// ways is the table of how to submit, each with its limit and fee.
func ways(p *message.Printer, v catalogue.Version) component.Sheet {
	s := component.Sheet{Caption: p.T("procedure.ways"),
		Columns: []component.Column{{Label: p.T("procedure.way")}, {Label: p.T("procedure.term")}, {Label: p.T("procedure.fee")}, {Label: p.T("procedure.note")}}}
	for _, c := range v.Channels {
		limit := c.Term
		if limit.IsZero() {
			limit = v.Term
		}
		money := p.T("procedure.fee.none")
		if c.Fee > 0 {
			money = p.Money(c.Fee)
		}
		words := term(p, v)
		if !limit.IsZero() {
			words = p.Value(limit)
		}
		note := c.Note
		if c.FeeNote != "" {
			note = c.FeeNote
		}
		s.Rows = append(s.Rows, component.Row{Cells: textCells(p.T("catalogue.channelKind."+string(c.Kind)), words, money, note)})
	}
	return s
}

// cases is the table of situations with limits of their own.
func cases(p *message.Printer, v catalogue.Version) component.Sheet {
	s := component.Sheet{Caption: p.T("procedure.cases"), Columns: []component.Column{{Label: p.T("procedure.case")}, {Label: p.T("procedure.term")}}}
	for _, c := range v.Cases {
		words := term(p, v)
		if !c.Term.IsZero() {
			words = p.Value(c.Term)
		}
		s.Rows = append(s.Rows, component.Row{Cells: textCells(c.Name, words)})
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
		valid := p.T("procedure.valid.from", "From", v.ValidFrom)
		if !v.ValidTo.IsZero() {
			valid = p.T("procedure.valid.between", "From", v.ValidFrom, "To", v.ValidTo)
		}
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
			component.TextWith(decision(p, v.Decision), p.T("catalogue.decisionKind."+string(v.Decision.Kind))), component.Text(valid), component.Text(limit)}})
	}
	return s
}
