// Package mine draws the pages of an applicant who is signed in: their
// dossiers, their account, where they are signed in.
package mine

import (
	"time"

	"motcua/account"
	"motcua/internal/web/view/component"
)

// Data is what the page of an account shows.
type Data struct {
	Todo, Under, Done, Drafts []Line
	Add                       string // to add a dossier by code and key
	Procedures                string
	Code                      string
	Problems                  component.Problems
}

// Line is one thing of the account's.
type Line struct {
	Title, Href, Note, When string
	Label                   component.Label
}

// Profile is what an account says of its owner.
type Profile struct {
	account.Account
	Action, Password, Sessions   string
	Prove, Move, Security, Close string
	CanWrite                     bool // letters leave the house
	HasPassword                  bool
	Doors                        []Door
	Problems                     component.Problems
	Saved                        bool
}

// Door is a provider of identities that an account is entered through, or may be.
type Door struct {
	Name, Link, Unlink, Field string
	Linked                    bool
}

// Sessions are the places where an account is signed in.
type Sessions struct {
	Action, Account string
	List            []Session
}

// Session is one of them.
type Session struct {
	ID, Device    string
	Started, Seen time.Time
	Here          bool
}
