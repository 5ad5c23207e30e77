// Package claim draws the page on which the text of a report is held against
// the facts of its period.
package claim

import "motcua/internal/web/view/component"

// Check is the page: the form, and what was found when a text was sent.
type Check struct {
	Head     component.Head
	Problems component.Problems
	Action   string
	From, To component.Field
	File     component.Field
	Text     component.Field
	Done     *Done // nil before a text was sent
}

// Done is what was found in a text.
type Done struct {
	Said  component.Notice
	Sheet component.Sheet // the findings, each linked to its place
	Lines []Line
}

// Line is a paragraph of the text, in pieces.
type Line []Piece

// Piece is a part of a paragraph. One with an ID is the place of a finding,
// and Back leads to it in the list.
type Piece struct {
	Text, ID, Back, About string
}
