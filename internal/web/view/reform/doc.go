// Package reform draws the records of the office: directives, inspections,
// decisions of publication, legal documents. What it draws comes worded from the
// handler.
package reform

import (
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"
)

// Record is the page of a record.
type Record struct {
	Head   component.Head
	Notes  []dossierview.Note
	Parts  []Part
	Holder string // whose it is
	Deeds  []component.Action
	Watch  []Watch
	Log    []component.Happening
}

// Part is a part of the page with its title; what is empty is left out.
type Part struct {
	ID, Title string
	Text      string
	Facts     []component.Fact
	Sheet     component.Sheet
	Empty     string // said when the table has no rows
	Links     []component.Link
}

// Watch is a day that the record is held to.
type Watch struct {
	Title  string
	Ground string
	Due    *component.Due   // of a day that is still to be kept
	Tag    *component.Label // of one that was kept or missed
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
