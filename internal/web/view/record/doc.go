// Package record draws the page of a record of the office, such as a directive
// or an inspection. What it draws comes worded from the handler.
package record

import (
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"
)

// Record is the page of a record.
type Record struct {
	Head      component.Head
	Notes     []dossierview.Note
	Sections  []Section
	Holder    string
	Deeds     []component.Action
	NoDeeds   string // said when there are none
	ClockName string
	Due       *component.Due   // of a date that is still to be kept
	Clock     *component.Label // of one that was kept or missed
	Log       []component.Happening
}

// Section is a part of the page; what is empty is left out.
type Section struct {
	ID, Title string
	Facts     []component.Fact
	Text      string
	Sheet     component.Sheet
	Files     []component.Link
	Actions   []component.Action
}
