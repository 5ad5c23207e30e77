// Package submit draws submitting online: before you begin, the list of what
// is to be filled in, its questions, the check before sending, what was sent;
// and the desk's queue of what came in.
package submit

import (
	"time"

	"motcua/catalogue"
	"motcua/eform"
	"motcua/internal/message"
	"motcua/internal/web/view/component"
	"motcua/submission"
)

// Before is what is needed before anybody begins.
type Before struct {
	Head          component.Head
	Online        bool
	Action        string
	Term, FeeNote string
	Fee           int64 // đồng
	Eligible      []string
	Papers        []catalogue.Paper
	SignIn        string // "" when an account is signed in
	Open          string // to go on with what was begun elsewhere
	Preview       string
}

// Opening asks for the code and key of a draft or a submission.
type Opening struct {
	Head     component.Head
	Action   string
	Code     string
	Problems component.Problems
}

// State is how far a part of a draft is.
type State string

// The states of a part.
const (
	Done       State = "done"
	InProgress State = "inProgress"
	ToDo       State = "toDo"
)

// Part is one thing to fill in.
type Part struct {
	ID, Title, Note, Href string
	State                 State
}

func (t Part) label(p *message.Printer) component.Label {
	switch t.State {
	case Done:
		return component.Label{Text: p.T("submit.state.done"), Tone: component.OK, Icon: "check"}
	case InProgress:
		return component.Label{Text: p.T("submit.state.inProgress"), Tone: component.Warn, Icon: "pen-line"}
	}
	return component.Label{Text: p.T("submit.state.toDo"), Tone: component.Neutral, Icon: "minus"}
}

// Hub is the list of parts.
type Hub struct {
	Head        component.Head
	Parts       []Part
	Done        int
	Ready       bool // everything is filled in
	Check       string
	Code, Key   string
	Open        string
	Account     bool
	SavedAt     time.Time
	KeptUntil   time.Time
	Asked       string // what the desk asked to complete
	AskedPapers []string
}

// Script saves a part while somebody types.
const Script = "draft.js"

// What a page of questions posts beside its answers.
const (
	Seen = "revision" // name of the input with the revision that was shown
	Auto = "auto"     // value of "then" when the page saves itself
)

// Page is one page of questions.
type Page struct {
	Head        component.Head
	Action      string
	Back        string
	Problems    component.Problems
	Step, Steps int
	Files       bool   // the form brings files
	Revealed    bool   // the answers brought further questions
	Revision    int    // of the draft that the page shows
	Overtaken   string // that the part was changed elsewhere meanwhile
}

// PapersData is the checklist of papers.
type PapersData struct {
	Papers   []PaperLine
	Problems component.Problems
}

// PaperLine is a paper with what was handed in for it.
type PaperLine struct {
	catalogue.Paper
	Files   []component.FileLine
	Earlier []component.Choice // papers accepted before, to hand in again
}

func (l PaperLine) labels(p *message.Printer) []component.Label {
	switch {
	case len(l.Files) > 0:
		return []component.Label{{Text: p.T("submit.paper.handed", "Files", len(l.Files)), Tone: component.OK, Icon: "check"}}
	case l.Required:
		return []component.Label{{Text: p.T("submit.paper.missing"), Tone: component.Warn, Icon: "file-warning"}}
	}
	return []component.Label{{Text: p.T("submit.paper.optional"), Tone: component.Neutral, Icon: "minus"}}
}

// CheckData is everything once more before it is sent.
type CheckData struct {
	Page
	Draft                       submission.Draft
	Action                      string
	Applicant, Papers, Delivery string
	Change                      func(section string) string
	Summary                     []eform.SummaryPart
	Handed                      []component.Fact
	Missing                     []component.Link
	Fees                        []component.Fact // what it costs
	Paid                        bool             // it costs something
}

// Sent is what was sent and what came of it.
type Sent struct {
	Crumbs        []component.Link
	Procedure     string
	Code, Key     string
	Status        submission.Status
	SentAt, Due   time.Time
	Reason, Asked string
	AskedPapers   []string
	Dossier       string
	Follow        string
	Hub           string
	Again         string
	Email         string
}

// Desk is one submission as the desk sees it.
type Desk struct {
	Head                    component.Head
	Status                  submission.Status
	Labels                  []component.Label
	Due                     time.Time
	Overdue                 bool
	Facts                   []component.Fact
	Summary                 []eform.SummaryPart
	Papers                  component.Sheet
	Choices                 []component.Choice
	Take, Ask, Refuse       string
	Problems                component.Problems
	ReasonAsk, ReasonRefuse string
	Log                     []component.Happening
}

// Own is a page on which an applicant does something to a dossier.
type Own struct {
	Head         component.Head
	Lead         string
	Action, Back string
	Problems     component.Problems
	Files        bool // the form brings files
	Submit       component.Action
}
