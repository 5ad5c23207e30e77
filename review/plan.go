// Package review is the review of administrative procedures (rà soát, đánh giá
// thủ tục hành chính): the plan of a year, what is found of each procedure, what
// is proposed to make it lighter, what that saves those who carry it out, and
// what became of the proposal. NĐ 63/2010/NĐ-CP articles 28–30 as amended by
// 48/2013 and 92/2017; compliance cost by the standard cost model of
// TT 02/2017/TT-VPCP.
package review

import (
	"strconv"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/record"
	"motcua/vietnamese"
)

// PlanNoun is what plans of review are called among records.
const PlanNoun = "review-plan"

// PlanContent is what a plan says of itself before it is issued.
type PlanContent struct {
	Year  int    `json:"year"`
	Title string `json:"title"`
	Note  string `json:"note,omitempty"` // grounds, criteria, what is to come of it
}

// PlanState is how far a plan has come.
type PlanState string

// The states of a plan.
const (
	PlanDraft   PlanState = "draft"
	PlanInForce PlanState = "issued"
	PlanDropped PlanState = "dropped" // entered by mistake
)

// PlanStates lists the states of a plan.
func PlanStates() []PlanState { return []PlanState{PlanDraft, PlanInForce, PlanDropped} }

// Plan is the plan of a year.
type Plan struct {
	record.Head
	PlanContent
	State  PlanState
	Number string // with its sign, once it is issued
	Issued calendar.Date
	Files  []string
	Reason string // why it was dropped
}

// Name is what the plan is known by: its number once it has one.
func (p *Plan) Name() string {
	if p.Number != "" {
		return p.Number
	}
	return p.Title
}

// IssueBy is the last day for the plan: it is to be issued before 31 January
// (NĐ 63/2010/NĐ-CP article 28; TT 02/2017/TT-VPCP).
func (p *Plan) IssueBy() calendar.Date { return calendar.Date{Year: p.Year, Month: 1, Day: 30} }

// Late tells whether the plan was issued after its day, or is not issued though
// the day has passed.
func (p *Plan) Late(today calendar.Date) bool {
	if p.Issued.IsZero() {
		return p.State == PlanDraft && today.After(p.IssueBy())
	}
	return p.Issued.After(p.IssueBy())
}

// Row is what lists keep of the plan.
func (p *Plan) Row() record.Row {
	row := record.Row{Number: p.Number, Title: p.Title, Day: calendar.Date{Year: p.Year, Month: 1, Day: 1}, State: string(p.State),
		Search: vietnamese.Fold(strconv.Itoa(p.Year) + " " + p.Number + " " + p.Title)}
	if p.State == PlanDropped {
		row.Ended = p.Events[len(p.Events)-1].At
	} else {
		row.Same = strconv.Itoa(p.Year)
	}
	return row
}

// PlanDeed is something done about a plan.
type PlanDeed string

// The deeds on a plan.
const (
	PlanAdd   PlanDeed = "add" // a procedure to be reviewed
	PlanIssue PlanDeed = "issue"
	PlanEdit  PlanDeed = "edit"
	PlanDrop  PlanDeed = "drop"
)

// PlanDeeds lists the deeds on a plan.
func PlanDeeds() []PlanDeed { return []PlanDeed{PlanAdd, PlanIssue, PlanEdit, PlanDrop} }

// Fits tells whether a deed can be done now.
func (p *Plan) Fits(deed PlanDeed) bool {
	if deed == PlanAdd {
		return p.State != PlanDropped
	}
	return p.State == PlanDraft
}

func (p *Plan) refuses(deed PlanDeed) error {
	if p.Fits(deed) {
		return nil
	}
	return motcua.Refused(motcua.Conflict, "reviewPlan.closed", "Act", motcua.Say("reviewPlan.act."+string(deed)), "State", motcua.Say("reviewPlan.state."+string(p.State)))
}

func (c PlanContent) clean() (PlanContent, error) {
	var k record.Check
	k.Year("year", c.Year)
	k.Text("title", &c.Title, true)
	k.Text("note", &c.Note, false)
	return c, k.Err()
}

// Draw makes the first fact of a plan.
func Draw(c PlanContent) ([]record.Fact, error) {
	c, err := c.clean()
	return []record.Fact{Drawn{c}}, err
}

// Edit changes what a draft says of itself. Its year stays, since the
// procedures were put down for it.
func (p *Plan) Edit(c PlanContent) ([]record.Fact, error) {
	if err := p.refuses(PlanEdit); err != nil {
		return nil, err
	}
	c.Year = p.Year
	c, err := c.clean()
	return []record.Fact{PlanEdited{c}}, err
}

// Issue notes the number and day of the plan.
func (p *Plan) Issue(f PlanIssued, today calendar.Date) ([]record.Fact, error) {
	if err := p.refuses(PlanIssue); err != nil {
		return nil, err
	}
	var k record.Check
	k.Text("number", &f.Number, true)
	if f.Number != "" && !strings.ContainsRune(f.Number, '/') {
		k.Wrong(motcua.InvalidField("number", "review.number", "Value", f.Number))
	}
	k.Day("on", f.On, true)
	if f.On.After(today) {
		k.Wrong(motcua.InvalidField("on", "review.ahead", "Date", f.On))
	}
	return []record.Fact{f}, k.Err()
}

// Drop takes a draft that was entered by mistake out of the lists.
func (p *Plan) Drop(reason string) ([]record.Fact, error) {
	if err := p.refuses(PlanDrop); err != nil {
		return nil, err
	}
	reason, err := record.Text("reason", reason, true)
	return []record.Fact{PlanLeft{reason}}, err
}
