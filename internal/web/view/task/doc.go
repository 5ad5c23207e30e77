// Package task draws work on many dossiers: the page that asks for an export or
// an import, the rows of an act before it is done, and how far a task has come.
package task

import (
	"strconv"

	"motcua/internal/web/view/component"
)

// Export is the page before a list is handed out.
type Export struct {
	Head   component.Head
	Facts  []component.Fact
	Note   string // what the file holds that needs care
	Action string
	List   string
	Query  string
	Tasks  component.Link
}

// Task is a task with how far it has come.
type Task struct {
	Head     component.Head
	Open     bool
	Done     int
	Total    int
	Progress string // name of the bar
	Says     []string
	Cancel   string // where to ask it to stop; "" when it has
	File     *component.Action
	Undo     string
	UndoSays string
	Sheet    component.Sheet
}

// Bulk is an act on many rows before it is done.
type Bulk struct {
	Head     component.Head
	Problems component.Problems
	Act      string
	Action   string
	Sheet    component.Sheet
	Rows     []string // those that fit, as the form hands them on
	All      []string // all that were ticked, for choosing another person
	People   []component.Choice
	Person   component.Field
	Note     component.Field
	Submit   *component.Action
	Print    []component.Action // ways to print, in place of a form to submit
	Cancel   component.Link
}

func number(n int) string { return strconv.Itoa(n) }

// TakeIn is the page that asks for a file of dossiers.
type TakeIn struct {
	Head     component.Head
	Problems component.Problems
	Action   string
	Template component.Action
	Columns  []component.Fact
	Tasks    component.Link
}

// Check is what a file of dossiers says before it is taken in.
type Check struct {
	Head     component.Head
	Problems component.Problems
	File     string
	Notes    []string
	Map      string // where the columns are set
	Fields   []component.Field
	Choices  [][]component.Choice
	Wrong    component.Sheet
	Good     component.Sheet
	Errors   *component.Action
	Skip     string // label of the box that leaves wrong rows out; "" when none are
	Go       string
	Submit   *component.Action
}
