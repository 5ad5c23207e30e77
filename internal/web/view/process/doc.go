// Package process draws the internal process of a procedure for the staff: the
// one in force, the draft of the next one, and the comparison of two.
package process

import (
	"github.com/a-h/templ"

	"motcua/catalogue"
	"motcua/internal/message"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/flow"
)

// Data is a page of a process.
type Data struct {
	Head     component.Head
	View     *office.ProcessView
	Process  catalogue.Process // the one shown
	Actions  []component.Action
	Facts    []component.Fact
	Files    []component.Link
	Problems component.Problems
	Begin    *Begin // nil for who may not, or while there is a draft
	Draft    *Draft // nil save on the page of the draft
}

// Begin is the form that begins a draft.
type Begin struct {
	Action   string
	Versions []component.Choice
}

// Draft is what may be done to a draft.
type Draft struct {
	Seen int
	// Move and Edit are the addresses of a leg; nil for who may only read.
	Move, Edit func(leg string) string
	Sheet      []component.Fact
	SheetEdit  *component.Link
}

// Form is a page with one form about a draft.
type Form struct {
	Head      component.Head
	Action    string
	Seen      int
	Files     bool
	Fields    []templ.Component
	Submit    component.Action
	Cancel    component.Link
	Problems  component.Problems
	NoteTitle string
	Note      string
}

// CompareData is two processes held against each other.
type CompareData struct {
	Head          component.Head
	Action        string
	From, To      component.Field
	Versions      []component.Choice
	Before, After catalogue.Process
	Book          *office.Book
}

// Legs is the table of the legs of a process, the twin of its picture. The
// cells of what may be done to a leg come from deeds; nil leaves them out.
func Legs(p *message.Printer, book *office.Book, process catalogue.Process, deeds func(catalogue.Leg) templ.Component) component.Sheet {
	s := component.Sheet{Caption: p.T("process.legs"), Columns: []component.Column{{Label: p.T("process.leg.order"), Numeric: true},
		{Label: p.T("process.leg.task")}, {Label: p.T("process.leg.holder")}, {Label: p.T("process.leg.share"), Numeric: true}, {Label: p.T("process.leg.more")}}}
	if deeds != nil {
		s.Columns = append(s.Columns, component.Column{Hidden: p.T("process.leg.deeds")})
	}
	for _, leg := range process.Legs {
		share := "–"
		if !leg.Share.IsZero() {
			share = p.Value(leg.Share)
		}
		cells := []templ.Component{component.Text(p.Int(int64(leg.Order))), component.TextWith(leg.Task, leg.ID),
			component.TextWith(flow.Holder(p, book, leg), p.Text(leg.Kind.Text())), component.Text(share), more(p, leg)}
		if deeds != nil {
			cells = append(cells, deeds(leg))
		}
		s.Rows = append(s.Rows, component.Row{ID: "b-" + leg.ID, Cells: cells})
	}
	return s
}

// changes is the table of two processes side by side.
func changes(p *message.Printer, d CompareData) component.Sheet {
	s := component.Sheet{Caption: p.T("process.compare"), Columns: []component.Column{{Label: p.T("process.compare.leg")}, {Label: p.T("process.compare.state")},
		{Label: p.T("procedure.compare.before")}, {Label: p.T("procedure.compare.after")}}}
	for _, c := range catalogue.CompareProcesses(d.Before, d.After) {
		id, state := "", component.Label{Text: p.T("process.compare.same"), Icon: "minus"}
		switch {
		case c.Before == nil:
			id, state = c.After.ID, component.Label{Text: p.T("process.compare.added"), Tone: component.OK, Icon: "plus"}
		case c.After == nil:
			id, state = c.Before.ID, component.Label{Text: p.T("process.compare.gone"), Tone: component.Bad, Icon: "circle-x"}
		default:
			id = c.After.ID
			if !c.Same() {
				state = component.Label{Text: p.T("process.compare.changed"), Tone: component.Warn, Icon: "pen-line"}
			}
		}
		s.Rows = append(s.Rows, component.Row{Cells: []templ.Component{component.Text(id), component.Tag(state), side(p, d.Book, c.Before), side(p, d.Book, c.After)}})
	}
	return s
}

// lines says a leg in a few lines.
func lines(p *message.Printer, book *office.Book, leg catalogue.Leg) []string {
	words := []string{p.T("process.compare.line", "Order", leg.Order, "Task", leg.Task), flow.Holder(p, book, leg)}
	if !leg.Share.IsZero() {
		words = append(words, p.Value(leg.Share))
	}
	return append(words, extras(p, leg)...)
}

func extras(p *message.Printer, leg catalogue.Leg) []string {
	var words []string
	if leg.Group != "" {
		words = append(words, p.T("process.leg.beside", "Group", leg.Group))
	}
	if when := flow.When(p, leg.When); when != "" {
		words = append(words, when)
	}
	if leg.Form != "" {
		words = append(words, p.T("process.leg.writes", "Form", leg.Form))
	}
	return words
}
