// Package dossier draws the pages of one dossier as the staff see it: the
// record with its stepper, its strip of working days and why its date is what
// it is; the form of each deed; the receipt. What it draws comes worded from
// the handler; it decides nothing.
package dossier

import (
	"github.com/a-h/templ"

	"motcua/internal/web/view/component"
)

// Record is the page of a dossier.
type Record struct {
	Head    component.Head
	Actions []component.Action // at the right of the head
	Steps   []component.Step
	Strip   *component.Strip // nil when the dossier has no date
	Why     []component.Reason
	Moves   []Move
	Notes   []Note
	TabList string
	Tabs    []component.Tab
	Body    templ.Component // of the chosen tab
	Next    Next
	Recent  []component.Happening
	All     component.Link // the whole log
}

// Note is a notice with its sentences and ways out.
type Note struct {
	component.Notice
	Text  string
	Links []component.Link
}

// Move is one change of the promised date.
type Move struct {
	From, To string
	By       string
	Reason   string
	Ground   string
	When     string
}

// Next is the panel of the next step: who has the dossier, and what the reader
// may do.
type Next struct {
	Holder string
	Task   string
	Share  string // of the leg: used of given
	Late   bool
	Deeds  []Deed
	Rest   []Deed // what is done rarely, folded away
}

// Deed is one thing the reader may do: a page, or a button that does it.
type Deed struct {
	component.Action
	Post   bool
	Hidden []Hidden
}

// Hidden is a value a form sends unseen.
type Hidden struct{ Name, Value string }

// Form is the page of one deed.
type Form struct {
	Files    bool // the form brings a file
	Head     component.Head
	Post     string // where it is sent
	Hidden   []Hidden
	Notes    []Note
	Preview  []component.Move
	Problems component.Problems
	Fields   []templ.Component
	Submit   []component.Action
	Cancel   component.Link
	AsideBox string
	Aside    []component.Fact
}
