// Package talk draws what the applicant and the office write to each other
// about a dossier, and beside it the notes that the office keeps for itself.
package talk

import (
	"time"

	"motcua/internal/web/view/component"
)

// Line is one message, or one note.
type Line struct {
	By    string // the unit for applicants, the person for the staff
	At    time.Time
	Text  string
	Own   bool // of the reader's side
	Note  bool // of the office for itself
	Files []component.Link
}

// Form is where a message or a note is written.
type Form struct {
	Action   string
	Text     string
	Files    []component.FileLine // handed in with a form that came back
	Problems component.Problems
	Closed   string // why nothing can be written; "" while it can
}

// Data is a conversation with the places to go on.
type Data struct {
	Head    component.Head
	Lines   []Line
	Write   Form
	Keep    *Form // for a note; nil where none can be kept
	Back    string
	Live    string // address that tells when something happened; "" when nothing will
	Version int
}
