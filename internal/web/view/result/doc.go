// Package result draws the end of a dossier: what its applicant may download
// and how the result comes to them, whether a paper is genuine, and a file in
// the page of the staff.
package result

import (
	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
)

// Issued is a result as pages show it.
type Issued struct {
	dossier.Result
	Verify   string // whole address of its verification, as the QR has it
	Path     string // the same on this site
	Download string // "" without a file
	Look     string // where browsers show it; "" when they cannot
}

// Data is the panel of an applicant.
type Data struct {
	Issued   Issued
	Returned *dossier.Returned
	At       string // when it was handed over
	Way      string // how it is or was received
	Where    string // to whom a letter goes, masked
	Choose   string // where the way is changed; "" when it cannot be
}

// Choosing is the form of how to receive the result.
type Choosing struct {
	Head     component.Head
	Action   string
	Back     string
	To       dossier.Delivery
	Problems component.Problems
}

// Asking is the form that asks whether a paper is genuine.
type Asking struct {
	Crumbs   []component.Link
	Action   string
	Code     string
	Problems component.Problems
	Left     string
}

// Answer is what is known of a paper.
type Answer struct {
	Crumbs   []component.Link
	Found    office.Verified
	Compared string // "", same, other
	Action   string
	Another  string
	Problem  string
}

// Looking is a file in the page of the staff.
type Looking struct {
	Head     component.Head
	Facts    []component.Fact
	Name     string
	Source   string // what is shown; "" when browsers cannot
	Picture  bool
	Closed   string // why it cannot be opened now
	Download string
}
