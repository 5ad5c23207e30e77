// Package work draws the lists of the staff: what waits for the reader, all
// dossiers, results to return, opinions asked for, notices.
package work

import (
	"github.com/a-h/templ"

	"motcua/internal/web/view/component"
)

// List is a page that lists dossiers.
type List struct {
	Head    component.Head
	Top     templ.Component // between head and list; nil for nothing
	Actions []component.Action
	TabList string
	Tabs    []component.Tab
	Errands []Errand
	ErrandH string
	Filter  *Filter
	Sheet   component.Sheet
	Empty   component.Nothing
	Ways    []component.Action // out of emptiness
	Pages   component.Pages
	Note    string
}

// Errand is something beside the dossiers that waits for the reader.
type Errand struct {
	What   component.Label
	Title  component.Link
	Text   string
	Due    *component.Due
	Action component.Action
	Hidden string // version or id, when the action posts
}

// Filter is the form above a list.
type Filter struct {
	component.Filter
	Fields  []component.Field
	Selects []Select
	Hidden  [][2]string // kept as they are
}

// Select is a field of the filter with given answers.
type Select struct {
	Field   component.Field
	Choices []component.Choice
}

// Notices is the page of what the reader was told.
type Notices struct {
	Head  component.Head
	Items []Notice
	Empty component.Nothing
}

// Notice is one thing told.
type Notice struct {
	Text string
	When string
	Code component.Link
	Tone component.Tone
	Icon string
}
