// Package legal is the register of legal normative documents (văn bản quy phạm
// pháp luật) of the field of the department: what they are, how they stand to
// one another, whether they are in force on a day, and what a review of them
// found and proposed. Luật Ban hành văn bản QPPL; NĐ 34/2016/NĐ-CP chapter IX as
// amended by NĐ 154/2020/NĐ-CP (to verify against NĐ 78 and 79/2025/NĐ-CP).
package legal

import (
	"slices"

	"motcua"
	"motcua/calendar"
	"motcua/record"
	"motcua/vietnamese"
)

// Noun is what legal documents are called among records.
const Noun = "legal"

// RemovedState is the state in lists of a document that was taken out; that of
// others is their type.
const RemovedState = "removed"

// Content is what a document says of itself.
type Content struct {
	Number string        `json:"number"` // with its sign: "01/2022/NQ-HĐND"
	Type   string        `json:"type"`   // of Types
	Issuer string        `json:"issuer"`
	Title  string        `json:"title"`
	Issued calendar.Date `json:"issued"`
	From   calendar.Date `json:"from,omitzero"` // first day in force; zero while it is not known
	Until  calendar.Date `json:"until,omitzero"`
	Field  string        `json:"field,omitempty"`
	// Advised says that the department drafted or proposed it (tham mưu).
	Advised bool     `json:"advised,omitempty"`
	Source  string   `json:"source,omitempty"`
	Files   []string `json:"files,omitempty"`
	Note    string   `json:"note,omitempty"`
}

// Types are the codes of types of legal document, in the order of their rank;
// standards stand last, since procedures name them too.
func Types() []string {
	return []string{"HP", "L", "PL", "NQ", "L-CTN", "NĐ", "QĐ", "TT", "TTLT", "CT", "TCVN"}
}

// Effect is what one document does to another.
type Effect string

// The effects.
const (
	Replaces  Effect = "replaces"
	Abolishes Effect = "abolishes"
	Amends    Effect = "amends"
	Suspends  Effect = "suspends" // ngưng hiệu lực
	Guides    Effect = "guides"
)

// EffectKinds lists the effects.
func EffectKinds() []Effect { return []Effect{Replaces, Abolishes, Amends, Suspends, Guides} }

// Relation is one document's effect on another, which need not be registered.
type Relation struct {
	Effect Effect        `json:"effect"`
	Other  string        `json:"other"`          // number and sign
	Part   string        `json:"part,omitempty"` // the articles; "" is the whole
	From   calendar.Date `json:"from,omitzero"`  // zero: from when the document is in force
	Until  calendar.Date `json:"until,omitzero"` // of a suspension
}

// Document is a registered document with what was found of it.
type Document struct {
	record.Head
	Content
	Relations []Relation
	Reviews   []Reviewed
	Removed   string // why it was taken out; "" while it stands
}

// Row is what lists keep of the document.
func (d *Document) Row() record.Row {
	row := record.Row{Number: d.Number, Title: d.Title, Day: d.Issued, State: d.Type, Same: vietnamese.Fold(d.Number),
		Search: vietnamese.Fold(d.Number + " " + d.Title + " " + d.Issuer + " " + d.Field)}
	if d.Removed != "" {
		row.Same, row.State = "", RemovedState
		row.Ended = d.Events[len(d.Events)-1].At
	}
	return row
}

// Fits tells whether a deed can be done now.
func (d *Document) Fits(Deed) bool { return d.Removed == "" }

// Deed is something done about a document.
type Deed string

// The deeds.
const (
	DeedEdit   Deed = "edit"
	DeedRelate Deed = "relate"
	DeedReview Deed = "review"
	DeedRemove Deed = "remove"
)

// Deeds lists the deeds.
func Deeds() []Deed { return []Deed{DeedRelate, DeedReview, DeedEdit, DeedRemove} }

// Proposal is what a review proposes for a document.
type Proposal string

// The proposals.
const (
	Keep      Proposal = "keep"
	Amend     Proposal = "amend"
	Replace   Proposal = "replace"
	Abolish   Proposal = "abolish"
	Stop      Proposal = "stop"      // đình chỉ việc thi hành
	Introduce Proposal = "introduce" // ban hành mới
)

// Proposals lists the proposals.
func Proposals() []Proposal { return []Proposal{Keep, Amend, Replace, Abolish, Stop, Introduce} }

// Reviewed is what a review of a period found of the document.
type Reviewed struct {
	From     calendar.Date `json:"from"`
	To       calendar.Date `json:"to"`
	On       calendar.Date `json:"on"`
	Proposal Proposal      `json:"proposal"`
	Reason   string        `json:"reason,omitempty"`
	By       calendar.Date `json:"by,omitzero"` // when it is to be dealt with
}

func (d *Document) closed() error {
	if d.Removed == "" {
		return nil
	}
	return motcua.Refused(motcua.Conflict, "legal.closed")
}

func known[T comparable](list []T, value T) bool { return slices.Contains(list, value) }
