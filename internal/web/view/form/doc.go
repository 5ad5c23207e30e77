// Package form draws the forms that sheets are printed by, for those who keep
// their words.
package form

import (
	"strconv"
	"time"

	"motcua/internal/web/view/component"
)

// Page is one form with its texts.
type Page struct {
	Head     component.Head
	Action   string // where it is sent
	Sample   string // where it can be seen filled with sample values
	Saved    bool
	Problems component.Problems
	From     component.Field
	Seen     int // how many wordings it had
	Texts    []Text
	Fields   []string // that the texts may name
	Changes  []Change
}

func (p Page) seen() string { return strconv.Itoa(p.Seen) }

// Text is one text of the form. Name is that of its field.
type Text struct {
	Name, Label, Value, Error string
}

// Change is a wording that was given.
type Change struct {
	At     time.Time
	Author string
	From   string // the day from which it stands
}
