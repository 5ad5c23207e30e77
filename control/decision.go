// Package control is the control of administrative procedures (kiểm soát thủ
// tục hành chính): decisions of publication and what they do to the catalogue,
// the days by which they are to be signed, sent to the national base and
// posted, and what channels of publicity show against the catalogue. NĐ
// 63/2010/NĐ-CP as amended by 48/2013 and 92/2017, articles 13–17 and 24.
package control

import (
	"slices"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/deadline"
	"motcua/record"
	"motcua/vietnamese"
)

// Noun is what decisions of publication are called among records.
const Noun = "publication"

// Content is what a decision of publication says of itself.
type Content struct {
	Number string        `json:"number"` // with its sign, "514/QĐ-UBND"
	Signed calendar.Date `json:"signed"`
	From   calendar.Date `json:"from"` // first day on which the procedures are as it says
	Issuer string        `json:"issuer"`
	Title  string        `json:"title"`
	// Short says that the document behind it was made by the short procedure,
	// so that the decision may follow it (article 15).
	Short bool     `json:"short,omitempty"`
	Files []string `json:"files,omitempty"`
	Note  string   `json:"note,omitempty"`
}

// Line is one procedure of a decision. One decision may mix kinds.
type Line struct {
	Kind catalogue.DecisionKind `json:"kind"`
	Code string                 `json:"code"`
	// Name and Field are of a new procedure; of one that is known, "" stays as
	// it is. So do a zero Term and a nil Fee.
	Name  string        `json:"name,omitempty"`
	Field string        `json:"field,omitempty"`
	Term  deadline.Term `json:"term,omitzero"`
	Fee   *int64        `json:"fee,omitempty"` // đồng, of every channel
	// Replaces is the code of the procedure that ends with this one; By, of one
	// that is abolished, the code of what takes over.
	Replaces string `json:"replaces,omitempty"`
	By       string `json:"by,omitempty"`
	// Content is the whole procedure as it came in a file; nil when it was typed.
	Content *catalogue.Procedure `json:"content,omitempty"`
}

// State is how far a decision has come.
type State string

// The states.
const (
	Draft   State = "draft"   // its lines are being put together
	Applied State = "applied" // the catalogue is as it says
	Dropped State = "dropped" // entered by mistake
)

// States lists the states.
func States() []State { return []State{Draft, Applied, Dropped} }

// Decision is a decision of publication with what was done about it.
type Decision struct {
	record.Head
	Content
	State   State
	Lines   []Line
	Written []Written // what it made of the catalogue
	Sent    calendar.Date
	Posts   []Posted
	Reason  string // why it was dropped
}

// Kinds are the kinds of its lines, each once, in the order of the law.
func (d *Decision) Kinds() []catalogue.DecisionKind {
	var kinds []catalogue.DecisionKind
	for _, k := range LineKinds() {
		for _, l := range d.Lines {
			if l.Kind == k {
				kinds = append(kinds, k)
				break
			}
		}
	}
	return kinds
}

// LineKinds are the kinds of line (article 14).
func LineKinds() []catalogue.DecisionKind {
	return []catalogue.DecisionKind{catalogue.New, catalogue.Amended, catalogue.Replaced, catalogue.Abolished}
}

// Row is what lists keep of the decision.
func (d *Decision) Row() record.Row {
	row := record.Row{Number: d.Number, Title: d.Title, Day: d.Signed, State: string(d.State),
		Search: vietnamese.Fold(d.Number + " " + d.Title + " " + d.Issuer)}
	if d.State != Dropped {
		row.Same = d.Number + " " + d.Signed.String()
	}
	if d.State != Draft && len(d.Events) > 0 {
		row.Ended = d.Events[len(d.Events)-1].At
	}
	return row
}

// AllFiles are the files of the decision and those that prove its posting.
func (d *Decision) AllFiles() []string {
	files := slices.Clone(d.Files)
	for _, p := range d.Posts {
		files = append(files, p.Files...)
	}
	return files
}

// Fits tells whether a deed can be done now.
func (d *Decision) Fits(deed Deed) bool {
	switch deed {
	case DeedEdit, DeedLine, DeedFile, DeedRemove, DeedDrop:
		return d.State == Draft
	case DeedApply:
		return d.State == Draft && len(d.Lines) > 0
	case DeedSend:
		return d.State == Applied && d.Sent.IsZero()
	case DeedPost:
		return d.State == Applied
	default:
		return false
	}
}

// Deed is something done about a decision.
type Deed string

// The deeds.
const (
	DeedEdit   Deed = "edit"
	DeedLine   Deed = "line"
	DeedFile   Deed = "file"
	DeedRemove Deed = "remove"
	DeedApply  Deed = "apply"
	DeedSend   Deed = "send"
	DeedPost   Deed = "post"
	DeedDrop   Deed = "drop"
)

// Deeds lists the deeds.
func Deeds() []Deed {
	return []Deed{DeedEdit, DeedLine, DeedFile, DeedRemove, DeedApply, DeedSend, DeedPost, DeedDrop}
}

func (d *Decision) refuses(deed Deed) error {
	if d.Fits(deed) {
		return nil
	}
	if deed == DeedApply && d.State == Draft {
		return motcua.Refused(motcua.Conflict, "control.noLines")
	}
	return motcua.Refused(motcua.Conflict, "control.closed", "Act", motcua.Say("control.act."+string(deed)), "State", motcua.Say("control.state."+string(d.State)))
}
