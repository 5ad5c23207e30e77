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
	Asked      State = "asked" // the desk has asked to complete it
	Shut       State = "shut"  // stays as it was sent while another is completed
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
	case Asked:
		return component.Label{Text: p.T("submit.state.asked"), Tone: component.Warn, Icon: "file-warning"}
	case Shut:
		return component.Label{Text: p.T("submit.state.shut"), Tone: component.Neutral, Icon: "check"}
	}
	return component.Label{Text: p.T("submit.state.toDo"), Tone: component.Neutral, Icon: "minus"}
}

// Hub is the list of parts.
type Hub struct {
	Head      component.Head
	Parts     []Part
	Done      int
	Ready     bool // everything is filled in
	Check     string
	Code, Key string
	Open      string
	Account   bool
	SavedAt   time.Time
	KeptUntil time.Time
	Asked     string   // why the desk wants something completed
	Wanted    []string // and what
}

// progress is how much is done; what is being completed was done once.
func (d Hub) progress(p *message.Printer) string {
	if d.Asked != "" {
		return ""
	}
	return p.T("submit.parts.done", "Done", d.Done, "All", len(d.Parts))
}

// keeping is what finds the draft again, and how long; what was sent is not
// forgotten.
func (d Hub) keeping(p *message.Printer) []component.Fact {
	facts := []component.Fact{{Name: p.T("submit.code.short"), Text: d.Code}, {Name: p.T("track.key"), Text: d.Key}, {Name: p.T("submit.savedAt"), Text: p.Instant(d.SavedAt)}}
	if !d.KeptUntil.IsZero() {
		facts = append(facts, component.Fact{Name: p.T("submit.kept"), Text: p.Day(d.KeptUntil)})
	}
	return facts
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
	Shut    bool               // it stays as it was sent
	Remark  string             // of the desk
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
	Alike                       []string         // what the applicant has open of the same procedure
}

// Sent is what was sent and what came of it.
type Sent struct {
	Crumbs        []component.Link
	Procedure     string
	Code, Key     string
	Status        submission.Status
	SentAt, Due   time.Time
	Reason, Asked string
	Wanted        []string
	Dossier       string
	Follow        string
	Hub           string
	Back          string // to take it back
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
	Choices, Parts          []component.Choice // papers, and parts, to ask for
	Remarks                 []component.Field  // on each paper
	Alike                   []component.Link   // what the applicant has open of the same procedure
	Rounds                  int                // how often completion was asked before
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
