package review

import (
	"slices"

	"motcua"
	"motcua/calendar"
	"motcua/record"
	"motcua/vietnamese"
)

// Noun is what reviews of a procedure are called among records.
const Noun = "review"

// Charge says which procedure is reviewed, by whom and by which day.
type Charge struct {
	Plan   string        `json:"plan"` // id of the plan
	Year   int           `json:"year"`
	Code   string        `json:"code"`
	Title  string        `json:"title"` // of the procedure, as the plan was made
	Unit   string        `json:"unit"`
	Person string        `json:"person,omitempty"` // sign-in name
	Name   string        `json:"name,omitempty"`   // of the person
	By     calendar.Date `json:"by"`
	Reason string        `json:"reason,omitempty"` // why this procedure
}

// State is how far a review has come.
type State string

// The states of a review.
const (
	Planned  State = "planned"
	Reviewed State = "reviewed" // it has a result
	Dropped  State = "dropped"
)

// States lists the states of a review.
func States() []State { return []State{Planned, Reviewed, Dropped} }

// Conclusion is what a review comes to.
type Conclusion string

// The conclusions.
const (
	Keep     Conclusion = "keep"     // giữ nguyên
	Simplify Conclusion = "simplify" // đơn giản hóa
	Abolish  Conclusion = "abolish"  // bãi bỏ
)

// Conclusions lists the conclusions.
func Conclusions() []Conclusion { return []Conclusion{Keep, Simplify, Abolish} }

// Verdict is whether a procedure meets a criterion.
type Verdict string

// The verdicts.
const (
	Met    Verdict = "met"
	Partly Verdict = "partly"
	Unmet  Verdict = "unmet"
)

// Verdicts lists the verdicts.
func Verdicts() []Verdict { return []Verdict{Met, Partly, Unmet} }

// Criteria are what a procedure is held to beside its cost.
func Criteria() []string { return []string{"necessary", "reasonable", "lawful"} }

// Result is what was found of a procedure.
type Result struct {
	On         calendar.Date `json:"on"`
	Necessary  Verdict       `json:"necessary"`
	Reasonable Verdict       `json:"reasonable"`
	Lawful     Verdict       `json:"lawful"`
	Conclusion Conclusion    `json:"conclusion"`
	Text       string        `json:"text"`
	Files      []string      `json:"files,omitempty"`
}

// Review is the review of one procedure within a plan.
type Review struct {
	record.Head
	Charge
	Cost      *Cost // nil while nobody has counted it
	Proposals []Proposal
	Result    *Result // nil while the review goes on
	Ended     string  // why it was dropped
}

// State is how far the review has come.
func (r *Review) State() State {
	switch {
	case r.Ended != "":
		return Dropped
	case r.Result != nil:
		return Reviewed
	default:
		return Planned
	}
}

// Owed is the result that is owed by the day of the plan.
func (r *Review) Owed() record.Owed {
	o := record.Owed{By: r.By}
	if r.Result != nil {
		o.Done = r.Result.On.At(0)
	}
	return o
}

// Row is what lists keep of the review.
func (r *Review) Row() record.Row {
	row := record.Row{Parent: r.Plan, Number: r.Code, Title: r.Title, Day: r.By, Unit: r.Unit, Person: r.Person, State: string(r.State()),
		Search: vietnamese.Fold(r.Code + " " + r.Title + " " + r.Name)}
	if r.State() != Dropped {
		row.Same = r.Plan + " " + r.Code
	}
	if r.State() != Planned {
		row.Ended = r.Events[len(r.Events)-1].At
	}
	return row
}

// Saving is what the proposals save that are chosen.
func (r *Review) Saving(chosen func(Proposal) bool) Saving {
	if r.Cost == nil {
		return Saving{}
	}
	return Saving{Before: r.Cost.Yearly(), After: r.Cost.Without(r.cuts(chosen)...).Yearly()}
}

// Alone is what one proposal saves by itself.
func (r *Review) Alone(no int) Saving {
	return r.Saving(func(p Proposal) bool { return p.No == no })
}

// SavedIn is what was saved by the proposals that were accepted between two
// days, beyond what those accepted before save.
func (r *Review) SavedIn(from, to calendar.Date) int64 {
	until := func(day calendar.Date) Saving {
		return r.Saving(func(p Proposal) bool { return p.Agreed() && !p.On.After(day) })
	}
	return until(to).Amount() - until(from.AddDays(-1)).Amount()
}

func (r *Review) cuts(chosen func(Proposal) bool) []Cut {
	var cuts []Cut
	for _, p := range r.Proposals {
		if chosen(p) {
			cuts = append(cuts, p.Cut)
		}
	}
	return cuts
}

// AllFiles are the files of the review.
func (r *Review) AllFiles() []string {
	if r.Result == nil {
		return nil
	}
	return r.Result.Files
}

// Deed is something done about a review.
type Deed string

// The deeds on a review.
const (
	DeedCost     Deed = "cost"
	DeedPropose  Deed = "propose"
	DeedWithdraw Deed = "withdraw"
	DeedConclude Deed = "conclude"
	DeedAccept   Deed = "accept"
	DeedReject   Deed = "reject"
	DeedCarry    Deed = "carry"
	DeedAssign   Deed = "assign"
	DeedReopen   Deed = "reopen"
	DeedDrop     Deed = "drop"
)

// Deeds lists the deeds on a review.
func Deeds() []Deed {
	return []Deed{DeedCost, DeedPropose, DeedConclude, DeedAccept, DeedCarry, DeedReject, DeedWithdraw, DeedAssign, DeedReopen, DeedDrop}
}

// Fits tells whether a deed can be done now.
func (r *Review) Fits(deed Deed) bool {
	switch deed {
	case DeedCost, DeedPropose, DeedConclude, DeedAssign, DeedDrop:
		return r.State() == Planned
	case DeedWithdraw:
		return r.State() == Planned && len(r.Proposals) > 0
	case DeedAccept, DeedReject:
		return r.State() == Reviewed && len(r.Of(Open)) > 0
	case DeedCarry:
		return r.State() == Reviewed && len(r.Of(Accepted)) > 0
	case DeedReopen:
		return r.State() == Reviewed && len(r.Of(Open)) == len(r.Proposals)
	default:
		return false
	}
}

// Of are the proposals in a state.
func (r *Review) Of(state ProposalState) []Proposal {
	return slices.DeleteFunc(slices.Clone(r.Proposals), func(p Proposal) bool { return p.State != state })
}

func (r *Review) refuses(deed Deed) error {
	if r.Fits(deed) {
		return nil
	}
	return motcua.Refused(motcua.Conflict, "review.closed", "Act", motcua.Say("review.act."+string(deed)), "State", motcua.Say("review.state."+string(r.State())))
}
