// Package reform draws the records of the reform desk: decisions of
// publication, reviews of procedures, legal documents. What it draws comes
// worded from the handler.
package reform

import (
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"
)

// Record is the page of a record.
type Record struct {
	Head  component.Head
	Notes []dossierview.Note
	About string // title of the box of facts
	Facts []component.Fact
	Parts []Part
	Files []component.Link
	Deeds []component.Action
	Watch []Watch
	Log   []component.Happening
}

// Part is a table of the record with its title.
type Part struct {
	Title string
	Text  string
	Sheet component.Sheet
	Empty string // said when the table has no rows
	Links []component.Link
}

// Watch is a day that the record is held to.
type Watch struct {
	Title  string
	Ground string
	Tag    component.Label
	Why    []component.Reason
}

// Effects is the page that shows what a decision changes before it is applied.
type Effects struct {
	Head     component.Head
	Problems component.Problems
	Lead     string
	Parts    []Part
	Post     string
	Hidden   []dossierview.Hidden
	Submit   component.Action // shown while nothing stands against it
	Back     component.Link
}
