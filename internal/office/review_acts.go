package office

import (
	"context"

	"motcua/calendar"
	"motcua/identity"
	"motcua/record"
	"motcua/review"
)

// onReview changes a review; right says who may, by whose the review is.
func (o *Office) onReview(ctx context.Context, by identity.Actor, t RecordTarget, right identity.Action, decide func(r *review.Review, today calendar.Date) ([]record.Fact, error)) (*review.Review, error) {
	if err := o.mayReview(by); err != nil {
		return nil, err
	}
	return reviewKind().change(ctx, o, by, t, func(r *review.Review, act record.Act) ([]record.Fact, error) {
		if err := identity.Can(by, right, o.reviewObject(r)); err != nil {
			return nil, err
		}
		return decide(r, calendar.DateOf(act.At))
	})
}

// CountReviewCost notes what the procedure costs those who carry it out.
func (o *Office) CountReviewCost(ctx context.Context, by identity.Actor, t RecordTarget, c review.Cost) (*review.Review, error) {
	return o.onReview(ctx, by, t, identity.ReportReform, func(r *review.Review, _ calendar.Date) ([]record.Fact, error) { return r.Count(c) })
}

// ProposeInReview adds a proposal to a review.
func (o *Office) ProposeInReview(ctx context.Context, by identity.Actor, t RecordTarget, p review.Proposed) (*review.Review, error) {
	return o.onReview(ctx, by, t, identity.ReportReform, func(r *review.Review, _ calendar.Date) ([]record.Fact, error) { return r.Propose(p) })
}

// WithdrawProposal takes a proposal back before the review is concluded.
func (o *Office) WithdrawProposal(ctx context.Context, by identity.Actor, t RecordTarget, no int) (*review.Review, error) {
	return o.onReview(ctx, by, t, identity.ReportReform, func(r *review.Review, _ calendar.Date) ([]record.Fact, error) { return r.Withdraw(no) })
}

// ConcludeReview says what was found of a procedure.
func (o *Office) ConcludeReview(ctx context.Context, by identity.Actor, t RecordTarget, f review.Result) (*review.Review, error) {
	if err := o.mayReview(by); err != nil {
		return nil, err
	}
	if err := o.acceptPapers(ctx, f.Files); err != nil {
		return nil, err
	}
	return o.onReview(ctx, by, t, identity.ReportReform, func(r *review.Review, today calendar.Date) ([]record.Fact, error) { return r.Conclude(f, today) })
}

// AcceptProposal notes the decision that accepts a proposal.
func (o *Office) AcceptProposal(ctx context.Context, by identity.Actor, t RecordTarget, f review.ProposalAccepted) (*review.Review, error) {
	return o.onReview(ctx, by, t, identity.KeepReform, func(r *review.Review, today calendar.Date) ([]record.Fact, error) { return r.Accept(f, today) })
}

// RejectProposal notes that a proposal was not accepted, and why.
func (o *Office) RejectProposal(ctx context.Context, by identity.Actor, t RecordTarget, f review.ProposalRejected) (*review.Review, error) {
	return o.onReview(ctx, by, t, identity.KeepReform, func(r *review.Review, today calendar.Date) ([]record.Fact, error) { return r.Reject(f, today) })
}

// CarryOutProposal notes that an accepted proposal was carried out.
func (o *Office) CarryOutProposal(ctx context.Context, by identity.Actor, t RecordTarget, f review.ProposalDone) (*review.Review, error) {
	return o.onReview(ctx, by, t, identity.KeepReform, func(r *review.Review, today calendar.Date) ([]record.Fact, error) { return r.Carry(f, today) })
}

// AssignReview gives a review to others, or another day.
func (o *Office) AssignReview(ctx context.Context, by identity.Actor, t RecordTarget, f review.Recharged) (*review.Review, error) {
	if err := identity.Can(by, identity.KeepReform, o.reform()); err != nil {
		return nil, err
	}
	var wrong error
	f.Name, wrong = o.charged(ctx, f.Unit, f.Person)
	return o.onReview(ctx, by, t, identity.KeepReform, func(r *review.Review, _ calendar.Date) ([]record.Fact, error) {
		facts, err := r.Assign(f)
		return facts, allWrong(wrong, err)
	})
}

// ReopenReview takes a result back while nobody has decided on a proposal.
func (o *Office) ReopenReview(ctx context.Context, by identity.Actor, t RecordTarget, reason string) (*review.Review, error) {
	return o.onReview(ctx, by, t, identity.KeepReform, func(r *review.Review, _ calendar.Date) ([]record.Fact, error) { return r.Reopen(reason) })
}

// DropReview takes a procedure out of its plan.
func (o *Office) DropReview(ctx context.Context, by identity.Actor, t RecordTarget, reason string) (*review.Review, error) {
	return o.onReview(ctx, by, t, identity.KeepReform, func(r *review.Review, _ calendar.Date) ([]record.Fact, error) { return r.Drop(reason) })
}
