// Package register draws the record of an official document and the book that
// follows dossiers. What it draws comes worded from the handler.
package register

import (
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"
	"motcua/internal/web/view/work"
)

// Record is the page of an official document.
type Record struct {
	Head      component.Head
	Notes     []dossierview.Note
	Facts     []component.Fact
	Files     []component.Link
	Readers   []string // names of those who may know of it; none when everybody of the office may
	Links     []component.Link
	Holder    string
	Deeds     []component.Action
	ClockName string
	Due       *component.Due   // of a date that is still to be kept
	Clock     *component.Label // of one that was kept or missed
	Why       []component.Reason
	Log       []component.Happening
}

// Book is a page of the book that follows dossiers.
type Book struct {
	List       work.List
	State      string // opened and closed when, with how many lines
	Close      bool   // the reader may close it
	Post       string
	Unit, Year string
}

// Printed is a page of the book for printing on A4 across.
type Printed struct {
	Agency, Unit, Title, Year, State, Form string
	Sheet                                  component.Sheet
	Pages                                  component.Pages
	Back                                   component.Link
}
