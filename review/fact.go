package review

import (
	"fmt"
	"slices"

	"motcua/calendar"
	"motcua/record"
)

// Drawn is a plan taken into the list.
type Drawn struct{ PlanContent }

// PlanEdited says anew what a plan says of itself.
type PlanEdited struct{ PlanContent }

// PlanIssued says under which number and on which day a plan was issued.
type PlanIssued struct {
	Number string        `json:"number"`
	On     calendar.Date `json:"on"`
	Files  []string      `json:"files,omitempty"`
}

// PlanLeft says that a plan was entered by mistake.
type PlanLeft struct {
	Reason string `json:"reason"`
}

// Charged puts a procedure down for review.
type Charged struct{ Charge }

// Recharged gives a review to others, or another day.
type Recharged struct {
	Unit   string        `json:"unit"`
	Person string        `json:"person,omitempty"`
	Name   string        `json:"name,omitempty"`
	By     calendar.Date `json:"by"`
}

// Counted says what the procedure costs.
type Counted struct{ Cost }

// Proposed is a proposal of the review.
type Proposed struct {
	What ProposalKind `json:"what"`
	Text string       `json:"text"`
	Cut  Cut          `json:"cut,omitzero"`
}

// Withdrawn takes a proposal back.
type Withdrawn struct {
	No int `json:"no"`
}

// Concluded is the result of the review.
type Concluded struct{ Result }

// Reopened takes the result back, for a reason.
type Reopened struct {
	Reason string `json:"reason"`
}

// ProposalAccepted says that a document accepts a proposal.
type ProposalAccepted struct {
	No       int           `json:"no"`
	Decision string        `json:"decision"`
	On       calendar.Date `json:"on"`
}

// ProposalRejected says that a proposal was not accepted.
type ProposalRejected struct {
	No       int           `json:"no"`
	Decision string        `json:"decision,omitempty"`
	On       calendar.Date `json:"on"`
	Reason   string        `json:"reason"`
}

// ProposalDone says that an accepted proposal was carried out.
type ProposalDone struct {
	No  int           `json:"no"`
	On  calendar.Date `json:"on"`
	How string        `json:"how"`
}

// Left takes a procedure out of the plan.
type Left struct {
	Reason string `json:"reason"`
}

// Kind is the name of the fact in the log.
func (Drawn) Kind() string { return "reviewPlanDrawn" }

// Kind is the name of the fact in the log.
func (PlanEdited) Kind() string { return "reviewPlanEdited" }

// Kind is the name of the fact in the log.
func (PlanIssued) Kind() string { return "reviewPlanIssued" }

// Kind is the name of the fact in the log.
func (PlanLeft) Kind() string { return "reviewPlanDropped" }

// Kind is the name of the fact in the log.
func (Charged) Kind() string { return "reviewCharged" }

// Kind is the name of the fact in the log.
func (Recharged) Kind() string { return "reviewRecharged" }

// Kind is the name of the fact in the log.
func (Counted) Kind() string { return "costCounted" }

// Kind is the name of the fact in the log.
func (Proposed) Kind() string { return "proposed" }

// Kind is the name of the fact in the log.
func (Withdrawn) Kind() string { return "proposalWithdrawn" }

// Kind is the name of the fact in the log.
func (Concluded) Kind() string { return "reviewConcluded" }

// Kind is the name of the fact in the log.
func (Reopened) Kind() string { return "reviewReopened" }

// Kind is the name of the fact in the log.
func (ProposalAccepted) Kind() string { return "proposalAccepted" }

// Kind is the name of the fact in the log.
func (ProposalRejected) Kind() string { return "proposalRejected" }

// Kind is the name of the fact in the log.
func (ProposalDone) Kind() string { return "proposalDone" }

// Kind is the name of the fact in the log.
func (Left) Kind() string { return "reviewDropped" }

// PlanFactKinds are the names of the facts of plans.
func PlanFactKinds() []string {
	return []string{Drawn{}.Kind(), PlanEdited{}.Kind(), PlanIssued{}.Kind(), PlanLeft{}.Kind()}
}

// FactKinds are the names of the facts of reviews.
func FactKinds() []string {
	return []string{Charged{}.Kind(), Recharged{}.Kind(), Counted{}.Kind(), Proposed{}.Kind(), Withdrawn{}.Kind(), Concluded{}.Kind(), Reopened{}.Kind(),
		ProposalAccepted{}.Kind(), ProposalRejected{}.Kind(), ProposalDone{}.Kind(), Left{}.Kind()}
}

// PlanCodec reads the facts of plans.
func PlanCodec() record.Codec {
	c := record.Codec{}
	record.Knows[Drawn](c)
	record.Knows[PlanEdited](c)
	record.Knows[PlanIssued](c)
	record.Knows[PlanLeft](c)
	return c
}

// Codec reads the facts of reviews.
func Codec() record.Codec {
	c := record.Codec{}
	record.Knows[Charged](c)
	record.Knows[Recharged](c)
	record.Knows[Counted](c)
	record.Knows[Proposed](c)
	record.Knows[Withdrawn](c)
	record.Knows[Concluded](c)
	record.Knows[Reopened](c)
	record.Knows[ProposalAccepted](c)
	record.Knows[ProposalRejected](c)
	record.Knows[ProposalDone](c)
	record.Knows[Left](c)
	return c
}

// RebuildPlan makes a plan of its facts.
func RebuildPlan(head record.Head) (*Plan, error) {
	p := &Plan{Head: head, State: PlanDraft}
	for _, e := range head.Events {
		switch f := e.Fact.(type) {
		case Drawn:
			p.PlanContent = f.PlanContent
		case PlanEdited:
			p.PlanContent = f.PlanContent
		case PlanIssued:
			p.State, p.Number, p.Issued, p.Files = PlanInForce, f.Number, f.On, f.Files
		case PlanLeft:
			p.State, p.Reason = PlanDropped, f.Reason
		default:
			return nil, fmt.Errorf("plan of review: unknown fact %T", f)
		}
	}
	return p, nil
}

// Rebuild makes a review of its facts.
func Rebuild(head record.Head) (*Review, error) {
	r := &Review{Head: head}
	last := 0 // numbers are not given again
	for _, e := range head.Events {
		switch f := e.Fact.(type) {
		case Charged:
			r.Charge = f.Charge
		case Recharged:
			r.Unit, r.Person, r.Name, r.By = f.Unit, f.Person, f.Name, f.By
		case Counted:
			r.Cost = &f.Cost
		case Proposed:
			last++
			r.Proposals = append(r.Proposals, Proposal{No: last, Kind: f.What, Text: f.Text, Cut: f.Cut, State: Open})
		case Withdrawn:
			r.Proposals = slices.DeleteFunc(r.Proposals, func(p Proposal) bool { return p.No == f.No })
		case Concluded:
			r.Result = &f.Result
		case Reopened:
			r.Result = nil
		case Left:
			r.Ended = f.Reason
		default:
			if !r.decided(e.Fact) {
				return nil, fmt.Errorf("review: unknown fact %T", f)
			}
		}
	}
	return r, nil
}

// decided applies what became of a proposal.
func (r *Review) decided(fact record.Fact) bool {
	on := func(no int) *Proposal {
		if i := slices.IndexFunc(r.Proposals, func(p Proposal) bool { return p.No == no }); i >= 0 {
			return &r.Proposals[i]
		}
		return &Proposal{}
	}
	switch f := fact.(type) {
	case ProposalAccepted:
		p := on(f.No)
		p.State, p.Decision, p.On = Accepted, f.Decision, f.On
	case ProposalRejected:
		p := on(f.No)
		p.State, p.Decision, p.On, p.Reason = Rejected, f.Decision, f.On, f.Reason
	case ProposalDone:
		p := on(f.No)
		p.State, p.DoneOn, p.How = Done, f.On, f.How
	default:
		return false
	}
	return true
}
