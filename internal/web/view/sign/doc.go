// Package sign draws the signing of results: the list of what waits, the paper
// beside its summary, several signed at once, and the certificates that people
// sign with. Signatures that were found in a file are drawn here too, for the
// public page that verifies a result.
package sign

import (
	"time"

	"github.com/a-h/templ"

	"motcua/internal/message"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
)

// List is what waits for the reader's signature.
type List struct {
	Head   component.Head
	Sheet  component.Sheet
	Batch  string // address at which those ticked are looked at; "" when none can be ticked
	Empty  component.Nothing
	Ways   []component.Action
	Manage component.Link
}

// Paper is one draft before its signer.
type Paper struct {
	Head     component.Head
	Before   string // address of the draft before; "" for the first
	After    string
	File     string // address of the file to look at
	Title    string
	Summary  []component.Fact
	Chain    []component.Happening
	Problems component.Problems
	Notes    []component.Notice
	Post     string
	Hidden   [][2]string
	Fields   []templ.Component
	Submit   component.Action
	Back     string // address to send it back to; "" when it cannot be
	Reason   component.Field
}

// Batch is what is signed at once: looked at before, or done.
type Batch struct {
	Head     component.Head
	Sheet    component.Sheet
	Problems component.Problems
	Post     string // "" when it is done
	Hidden   [][2]string
	Fields   []templ.Component
	Submit   component.Action
	Cancel   component.Link
}

// Keys are the certificates of the reader, or of the agency.
type Keys struct {
	Head     component.Head
	Sheet    component.Sheet
	Empty    component.Nothing
	Problems component.Problems
	Post     string
	File     component.Field
	Password component.Field
	Submit   component.Action
	Remote   component.Field  // the name of a key of the signing service
	Fetch    component.Action // to bind it; without label when there is no service
}

// Found words the signatures of a file, one row each.
func Found(p *message.Printer, list []office.Signature) component.Sheet {
	s := component.Sheet{Caption: p.T("signing.of"), ShowCaption: true, Columns: []component.Column{{Label: p.T("signing.by")}, {Label: p.T("signing.at")}, {Label: p.T("signing.state")}}}
	for _, f := range list {
		s.Rows = append(s.Rows, component.Row{Cells: []templ.Component{component.TextWith(who(p, f), f.By.Organisation), when(p, f), state(p, f)}})
	}
	return s
}

// Whole tells whether there are signatures and all of them hold.
func Whole(list []office.Signature) bool {
	for _, f := range list {
		if !f.Holds() {
			return false
		}
	}
	return len(list) > 0
}

func who(p *message.Printer, f office.Signature) string {
	if f.By.Name == "" {
		return p.T("signing.unknown")
	}
	return f.By.Name
}

func when(p *message.Printer, f office.Signature) templ.Component {
	if f.At.IsZero() {
		return component.Text(p.T("signing.unknown"))
	}
	below := p.T("signing.claimed")
	if f.Stamped {
		below = p.T("signing.stamped")
	}
	return component.TextWith(p.Value(f.At.In(zone)), below)
}

// zone is the zone of the country, in which moments are shown.
var zone = time.FixedZone("+07", 7*60*60)

func state(p *message.Printer, f office.Signature) templ.Component {
	if f.Holds() {
		return labelled(component.Label{Text: p.T("signing.holds"), Tone: component.OK, Icon: "circle-check"}, nil)
	}
	var why []string
	for _, fault := range f.Faults {
		why = append(why, p.Text(fault))
	}
	return labelled(component.Label{Text: p.T("signing.fails"), Tone: component.Bad, Icon: "circle-x"}, why)
}
