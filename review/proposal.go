package review

import (
	"math"
	"slices"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/record"
)

// ProposalKind is what a proposal cuts.
type ProposalKind string

// The kinds of proposal.
const (
	CutPapers ProposalKind = "papers"
	CutTime   ProposalKind = "time" // the limit of the procedure
	CutFee    ProposalKind = "fee"
	CutSteps  ProposalKind = "steps"
	CutAll    ProposalKind = "abolish"
)

// ProposalKinds lists the kinds of proposal.
func ProposalKinds() []ProposalKind {
	return []ProposalKind{CutPapers, CutTime, CutFee, CutSteps, CutAll}
}

// ProposalState is what became of a proposal.
type ProposalState string

// The states of a proposal.
const (
	Open     ProposalState = "open"
	Accepted ProposalState = "accepted" // by a decision
	Rejected ProposalState = "rejected"
	Done     ProposalState = "done" // carried out
)

// ProposalStates lists the states of a proposal.
func ProposalStates() []ProposalState { return []ProposalState{Open, Accepted, Rejected, Done} }

// Proposal is one proposal of a review.
type Proposal struct {
	No    int
	Kind  ProposalKind
	Text  string
	Cut   Cut
	State ProposalState
	// Decision is the number of the document that decided, with its day.
	Decision string
	On       calendar.Date
	Reason   string // why it was rejected
	DoneOn   calendar.Date
	How      string // by what it was carried out
}

// Agreed tells whether the proposal was accepted, carried out or not yet.
func (p Proposal) Agreed() bool { return p.State == Accepted || p.State == Done }

// Count notes what the procedure costs now. What was proposed already must still
// be there to be cut.
func (r *Review) Count(c Cost) ([]record.Fact, error) {
	if err := r.refuses(DeedCost); err != nil {
		return nil, err
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	return []record.Fact{Counted{c}}, fitting(c, r.cuts(all), func(field string, a Activity) string { return field + "." + string(a) })
}

// Propose adds a proposal. One that cuts costs needs the cost that it cuts.
func (r *Review) Propose(p Proposed) ([]record.Fact, error) {
	if err := r.refuses(DeedPropose); err != nil {
		return nil, err
	}
	var k record.Check
	k.Text("text", &p.Text, true)
	if !slices.Contains(ProposalKinds(), p.What) {
		k.Wrong(motcua.InvalidField("kind", "review.choose.kind"))
	}
	if len(r.Proposals) >= proposalsMost {
		k.Wrong(motcua.InvalidField("text", "review.proposals.many", "Most", proposalsMost))
	}
	p.Cut.Whole = p.What == CutAll
	if p.Cut.Whole {
		p.Cut = Cut{Whole: true}
	}
	if p.Cut.Minutes == 0 && p.Cut.Other == 0 {
		p.Cut.Activity = ""
	}
	for _, n := range []struct {
		field  string
		amount int64
	}{{"hours", p.Cut.Minutes}, {"other", p.Cut.Other}, {"fee", p.Cut.Fee}, {"times", p.Cut.Times}} {
		k.Whole(n.field, n.amount, moneyMost)
	}
	if err := k.Err(); err != nil {
		return nil, err
	}
	if !p.Cut.IsZero() && r.Cost == nil {
		return nil, motcua.InvalidField("kind", "review.uncounted")
	}
	if r.Cost == nil {
		return []record.Fact{p}, nil
	}
	return []record.Fact{p}, fitting(*r.Cost, append(r.cuts(all), p.Cut), func(field string, _ Activity) string { return field })
}

const proposalsMost = 50

func all(Proposal) bool { return true }

// fitting refuses cuts that together take more than there is; named is the
// field of the form for what an activity takes.
func fitting(c Cost, cuts []Cut, named func(field string, a Activity) string) error {
	var k record.Check
	more := func(field string, cut, of int64) {
		if cut > of {
			k.Wrong(motcua.InvalidField(field, "review.cut."+field, "Of", of))
		}
	}
	sum, minutes, other := Cut{}, map[Activity]int64{}, map[Activity]int64{}
	for _, cut := range cuts {
		if cut.Minutes+cut.Other > 0 && !slices.Contains(Activities(), cut.Activity) {
			return motcua.InvalidField("activity", "review.choose.activity")
		}
		minutes[cut.Activity] += cut.Minutes
		other[cut.Activity] += cut.Other
		sum.Fee += cut.Fee
		sum.Times += cut.Times
	}
	for _, a := range Activities() {
		w := c.Work(a)
		if minutes[a] > w.Minutes {
			k.Wrong(motcua.InvalidField(named("hours", a), "review.cut.hours", "Activity", motcua.Say("review.activity."+string(a)), "Hours", hours(w.Minutes)))
		}
		if other[a] > w.Other {
			k.Wrong(motcua.InvalidField(named("other", a), "review.cut.other", "Activity", motcua.Say("review.activity."+string(a)), "Of", w.Other))
		}
	}
	more("fee", sum.Fee, c.Fee)
	more("times", sum.Times, c.Times)
	return k.Err()
}

// hours are minutes as hours, to two places.
func hours(minutes int64) float64 { return math.Round(float64(minutes)/60*100) / 100 }

// Withdraw takes a proposal back before the review is concluded.
func (r *Review) Withdraw(no int) ([]record.Fact, error) {
	if err := r.refuses(DeedWithdraw); err != nil {
		return nil, err
	}
	_, err := r.proposal(no, Open)
	return []record.Fact{Withdrawn{no}}, err
}

// Conclude says what was found. What is kept has no proposals; what is
// abolished has the proposal to abolish it.
func (r *Review) Conclude(f Result, today calendar.Date) ([]record.Fact, error) {
	if err := r.refuses(DeedConclude); err != nil {
		return nil, err
	}
	var k record.Check
	for i, v := range []Verdict{f.Necessary, f.Reasonable, f.Lawful} {
		if !slices.Contains(Verdicts(), v) {
			k.Wrong(motcua.InvalidField(Criteria()[i], "review.choose.verdict"))
		}
	}
	k.Text("text", &f.Text, true)
	k.Day("on", f.On, true)
	if f.On.After(today) {
		k.Wrong(motcua.InvalidField("on", "review.ahead", "Date", f.On))
	}
	abolishes := slices.ContainsFunc(r.Proposals, func(p Proposal) bool { return p.Kind == CutAll })
	switch f.Conclusion {
	case Keep:
		if len(r.Proposals) > 0 {
			k.Wrong(motcua.InvalidField("conclusion", "review.conclusion.keeps", "Count", len(r.Proposals)))
		}
	case Simplify:
		if len(r.Proposals) == 0 || abolishes {
			k.Wrong(motcua.InvalidField("conclusion", "review.conclusion.simplifies"))
		}
	case Abolish:
		if !abolishes {
			k.Wrong(motcua.InvalidField("conclusion", "review.conclusion.abolishes"))
		}
	default:
		k.Wrong(motcua.InvalidField("conclusion", "review.choose.conclusion"))
	}
	return []record.Fact{Concluded{f}}, k.Err()
}

// Accept notes the decision that accepts a proposal.
func (r *Review) Accept(f ProposalAccepted, today calendar.Date) ([]record.Fact, error) {
	if err := r.refuses(DeedAccept); err != nil {
		return nil, err
	}
	var k record.Check
	_, err := r.proposal(f.No, Open)
	k.Wrong(err)
	k.Text("decision", &f.Decision, true)
	if f.Decision != "" && !strings.ContainsRune(f.Decision, '/') {
		k.Wrong(motcua.InvalidField("decision", "review.number", "Value", f.Decision))
	}
	since(&k, f.On, r.Result.On, today)
	return []record.Fact{f}, k.Err()
}

// Reject notes that a proposal was not accepted, and why.
func (r *Review) Reject(f ProposalRejected, today calendar.Date) ([]record.Fact, error) {
	if err := r.refuses(DeedReject); err != nil {
		return nil, err
	}
	var k record.Check
	_, err := r.proposal(f.No, Open)
	k.Wrong(err)
	k.Text("decision", &f.Decision, false)
	k.Text("reason", &f.Reason, true)
	since(&k, f.On, r.Result.On, today)
	return []record.Fact{f}, k.Err()
}

// Carry notes that an accepted proposal was carried out, and by what.
func (r *Review) Carry(f ProposalDone, today calendar.Date) ([]record.Fact, error) {
	if err := r.refuses(DeedCarry); err != nil {
		return nil, err
	}
	var k record.Check
	p, err := r.proposal(f.No, Accepted)
	k.Wrong(err)
	k.Text("how", &f.How, true)
	since(&k, f.On, p.On, today)
	return []record.Fact{f}, k.Err()
}

func since(k *record.Check, on, first, today calendar.Date) {
	k.Day("on", on, true)
	switch {
	case on.IsZero():
	case on.After(today):
		k.Wrong(motcua.InvalidField("on", "review.ahead", "Date", on))
	case on.Before(first):
		k.Wrong(motcua.InvalidField("on", "review.before", "Date", on, "First", first))
	}
}

// proposal finds a proposal by its number, in the state that a deed is for.
func (r *Review) proposal(no int, state ProposalState) (Proposal, error) {
	for _, p := range r.Proposals {
		if p.No == no && p.State == state {
			return p, nil
		}
	}
	return Proposal{}, motcua.InvalidField("no", "review.choose.proposal")
}
