// Package find draws what the staff finds their way by: the search through
// everything, and the keys that shorten ways.
package find

import "motcua/internal/web/view/component"

// Results is the page of a search.
type Results struct {
	Head   component.Head
	Filter component.Filter
	Field  component.Field
	Groups []Group
	Empty  *component.Nothing // nil when something was found or looked for
	Ways   []component.Action
}

// Group is what was found of one kind, with how many there are.
type Group struct {
	ID    string
	Title string
	Sheet component.Sheet
	All   *component.Link // where the rest is
}

// Keys is the page of the keys.
type Keys struct {
	Head   component.Head
	Sheet  component.Sheet
	State  string // whether those of one letter are on
	Action string // POST
	Back   string
	Turn   string // the value posted: on or off
	Button string
}
