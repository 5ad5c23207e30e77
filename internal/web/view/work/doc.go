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
	Lent    []Lent // the work of those away whom the reader may act for
	LentH   string
	LentDo  string
	LentAct string // POST
	Filter  *Filter
	Sheet   component.Sheet
	Empty   component.Nothing
	Ways    []component.Action // out of emptiness
	Pages   component.Pages
	Note    string
	Bulk    *Bulk // nil: rows cannot be ticked
}

// Bulk is what can be done with the rows that are ticked.
type Bulk struct {
	Action string
	Acts   []component.Action
	All    string // label of the box that ticks the whole page
	Chosen string // word before the number of rows ticked
}

// Views is the page on which a reader keeps filters of a list and chooses its
// columns.
type Views struct {
	Head     component.Head
	Problems component.Problems
	List     string
	Query    string           // the filter that can be kept; "" when none is seen
	Seen     []component.Fact // it in words
	Name     component.Field
	Items    []View
	Choices  []component.Choice
	Save     string
	Change   func(id string) string
	Columns  string
}

// View is a filter that was kept.
type View struct {
	ID, Name, About string
	Star            bool
	Link            component.Link
	Error           string
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
	Head    component.Head
	TabList string
	Tabs    []component.Tab
	Groups  []NoticeGroup
	Muted   []component.Link
	Action  string // POST
	Group   string // the tab that is open, to come back to
	UpTo    string // the newest shown, for "all read"; "" when all is read
	Empty   component.Nothing
}

// NoticeGroup is what was told of one dossier.
type NoticeGroup struct {
	Code  string
	Link  component.Link
	Muted bool
	Fixed bool // it cannot be muted
	Items []Notice
}

// Notice is one thing told.
type Notice struct {
	ID     string
	Text   string
	When   string
	Icon   string
	Unread bool
	State  component.Label // of one not read
}
