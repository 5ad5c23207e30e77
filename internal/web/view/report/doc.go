// Package report draws the reports that the department sends: what is due, a
// report being written with its live figures, and the rows behind a figure.
package report

import (
	"motcua/internal/office"
	"motcua/internal/web/view/component"
)

// List is the page of the reports due and those begun.
type List struct {
	Head     component.Head
	Problems component.Problems
	Due      component.Sheet
	Others   component.Sheet
	Action   string // POST; "" when the reader begins none
	Fields   []component.Field
	Kind     component.Field
	Kinds    []component.Choice
}

// Report is one report.
type Report struct {
	Head     component.Head
	Problems component.Problems
	State    component.Label
	Facts    []component.Fact
	Notes    []string
	Findings []Finding
	Files    []component.Action
	Sections []Section
	Acts     []Act
	Ways     []component.Action // to pages on which more can be done
	Log      []component.Happening
	// Signing is how far the paper has come; without text before it is issued.
	Signing    component.Label
	Signatures []office.Signature
}

// Finding is what a report says against the facts, with the rows of those.
type Finding struct {
	Text string
	Rows []component.Link
}

// Section is a part of the report that reads as one.
type Section struct {
	Heading bool
	Level   int
	Runs    []Run
	Table   *component.Sheet
	Edit    component.Link // to the block that it is written in; "" for none
	Said    int            // comments on the block
}

// Run is a stretch of text; one with an address leads to the rows behind it.
type Run struct {
	Text    string
	Href    string
	Missing bool
}

// Act is what can be done with the report.
type Act struct {
	Action string // POST
	Label  string
	Lead   string
	Field  *component.Field
	Look   component.Look
	Icon   string
}

// Block is the page on which a text is written.
type Block struct {
	Head     component.Head
	Problems component.Problems
	Action   string // POST; "" when it cannot be written
	Version  string
	Text     component.Field
	Theirs   []string // what somebody else wrote meanwhile
	TheirsBy string
	Before   []string // the text of the report before
	Reads    []Section
	Comments []component.Happening
	Comment  string // POST
	Say      component.Field
	Help     []component.Fact
}

// Figure is the page of the rows behind a figure.
type Figure struct {
	Head  component.Head
	Value string
	Rows  component.Sheet
	Empty component.Nothing
}

// Comparison is a report beside another, or beside a period.
type Comparison struct {
	Head     component.Head
	Problems component.Problems
	Files    []component.Action
	Action   string // GET
	Other    component.Field
	Others   []component.Choice
	From, To component.Field
	Rows     component.Sheet
	Empty    component.Nothing
}
