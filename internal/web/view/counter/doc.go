// Package counter draws the intake at the counter: who applies, for what, with
// which papers, and beside it the receipt that will be given.
package counter

import (
	"strconv"

	"motcua/internal/web/view/component"
)

// Counter is the page of intake.
type Counter struct {
	Head          component.Head
	Post          string
	Look          string // answers what changes with the procedure
	Once          string // keeps a form sent twice from being taken twice
	Problems      component.Problems
	Scan          component.Field
	ScanGo        component.Action
	Said          []string // what was taken over from a scan
	Earlier       []Before // dossiers of the same person
	EarlierHead   string
	QueuePost     string
	QueueCall     component.Action // without a label no counter was chosen
	QueueSaid     string
	Applicant     Section
	Kind          component.Field
	Kinds         []component.Choice
	SubmitterHelp string
	Submitter     []component.Field
	SubmitterOpen bool

	Procedure   Section
	Find        component.Field
	Search      component.Action
	FoundLabel  string
	Found       []component.Choice
	Chosen      string
	ChosenName  string
	ChosenAbout string

	Case  component.Field
	Cases []component.Choice

	PaperHead  Section
	PaperError string
	Papers     []Paper
	NoPapers   string

	More       Section
	Delivery   component.Field
	Deliveries []component.Choice
	Channel    component.Field
	Channels   []component.Choice
	Remark     component.Field
	Turn       component.Field // why nothing is taken, for the sheet given instead
	Turns      []component.Action

	Receipt []component.Fact
	Why     []component.Reason
	Alike   []component.Link // what the applicant has open of the same procedure
	Blocks  []string         // why it cannot be received yet
	Reckon  component.Action
	Recent  []component.Happening
	Submit  []component.Action
}

// Before is an earlier dossier of the person, to copy from.
type Before struct {
	Link  component.Link
	About string
	Copy  component.Action
}

// Section is one of the numbered parts.
type Section struct {
	ID, Title, Aside string
	Fields           []component.Field
}

// Paper is a paper that the procedure asks for, and what of it is here.
type Paper struct {
	Code, Name, Form  string
	Required, Here    bool
	Missing           bool
	Originals, Copies string
}

// Need tells scripts whether the paper must be there.
func (p Paper) Need() string { return strconv.FormatBool(p.Required) }

func number(n int) string { return strconv.Itoa(n) }
