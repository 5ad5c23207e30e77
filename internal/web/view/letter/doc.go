// Package letter draws what was written to applicants: for the staff who look
// after it, and for the account it was written to.
package letter

import (
	"time"

	"motcua/internal/message"
	"motcua/internal/web/view/component"

	"github.com/a-h/templ"
)

// Log is what was written last.
type Log struct {
	Head  component.Head
	Lines []Line
	Again string // to send a refused one again
}

// Line is one letter.
type Line struct {
	ID, To, Subject, Body, Link string
	At                          time.Time
	State                       string
}

func (l Line) label(p *message.Printer) component.Label {
	label := component.Label{Text: p.T("letter.state." + l.State), Tone: component.Neutral, Icon: "minus"}
	switch l.State {
	case "sent":
		label.Tone, label.Icon = component.OK, "check"
	case "waiting":
		label.Tone, label.Icon = component.Info, "clock"
	case "failed":
		label.Tone, label.Icon = component.Bad, "circle-x"
	}
	return label
}

func (d Log) sheet(p *message.Printer) component.Sheet {
	s := component.Sheet{Caption: d.Head.Title, Columns: []component.Column{{Label: p.T("letter.subject")}, {Label: p.T("letter.to")}, {Label: p.T("letter.at")}, {Label: p.T("letter.state")}, {Hidden: p.T("letter.again")}}}
	for _, l := range d.Lines {
		s.Rows = append(s.Rows, component.Row{Cells: []templ.Component{component.Text(l.Subject), component.Text(l.To), component.Text(p.Instant(l.At)), component.Tag(l.label(p)), again(p, d.Again, l)}})
	}
	return s
}
