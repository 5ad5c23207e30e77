package register

import "motcua"

// Deed names something that can be done to a document.
type Deed string

// The deeds.
const (
	DeedRelease  Deed = "release"
	DeedAssign   Deed = "assign"
	DeedPass     Deed = "pass"
	DeedComplete Deed = "complete"
	DeedLink     Deed = "link"
	DeedCancel   Deed = "cancel"
	DeedReplace  Deed = "replace" // enter another in its place
	DeedCorrect  Deed = "correct" // enter the letter that puts its form right
)

// Deeds lists every deed, the next step first.
func Deeds() []Deed {
	return []Deed{DeedRelease, DeedAssign, DeedPass, DeedComplete, DeedLink, DeedReplace, DeedCorrect, DeedCancel}
}

// Fits tells whether a deed fits what the document has come to.
func (d *Document) Fits(deed Deed) bool {
	switch deed {
	case DeedRelease:
		return d.State == Numbered
	case DeedAssign:
		return d.Direction == In && d.State.Open()
	case DeedPass:
		return d.State == Assigned
	case DeedComplete:
		return d.Direction == In && d.State.Open()
	case DeedLink:
		return d.State != Cancelled
	case DeedReplace, DeedCorrect:
		return d.State == Released && d.ReplacedBy.ID == ""
	case DeedCancel:
		return d.State == Numbered || d.State == Entered
	default:
		return false
	}
}

// in refuses what does not fit the state.
func (d *Document) in(deed Deed) error {
	if d.Fits(deed) {
		return nil
	}
	return motcua.Refused(motcua.Conflict, "register.closed", "Act", motcua.Say("register.act."+string(deed)), "State", motcua.Say("register.state."+string(d.State)))
}
