package office

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/document"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/record"
	"motcua/review"
	"motcua/vietnamese"
)

// ReviewPlanView is a plan of review with its reviews, as of one moment.
type ReviewPlanView struct {
	*review.Plan
	Reviews []ReviewView
	Late    bool // the plan itself
}

// Reviewed is how many of its procedures have a result.
func (v ReviewPlanView) Reviewed() int {
	n := 0
	for _, r := range v.Reviews {
		if r.State() == review.Reviewed {
			n++
		}
	}
	return n
}

// ReviewView is a review with how its day is kept.
type ReviewView struct {
	*review.Review
	Keeping record.Keeping
}

// ReviewQuery narrows a list of reviews.
type ReviewQuery struct {
	Year  int // 0 is any
	Unit  string
	State review.State
	Text  string
}

func reviewPlanKind() recordKind[*review.Plan] {
	return recordKind[*review.Plan]{noun: review.PlanNoun, codec: review.PlanCodec(), rebuild: review.RebuildPlan, row: (*review.Plan).Row}
}

func reviewKind() recordKind[*review.Review] {
	return recordKind[*review.Review]{noun: review.Noun, codec: review.Codec(), rebuild: review.Rebuild, row: (*review.Review).Row}
}

// reviewObject says whose a review is.
func (o *Office) reviewObject(r *review.Review) identity.Object {
	return identity.Object{LeadAgency: o.settings.LeadAgency, Unit: r.Unit, Assignee: r.Person}
}

// ReviewPlans lists the plans of review, the latest year first.
func (o *Office) ReviewPlans(ctx context.Context, by identity.Actor) ([]ReviewPlanView, error) {
	if err := identity.Can(by, identity.ReadReform, o.reform()); err != nil {
		return nil, err
	}
	plans, err := reviewPlanKind().list(ctx, o, store.RecordFilter{})
	if err != nil {
		return nil, err
	}
	reviews, err := o.Reviews(ctx, by, ReviewQuery{})
	if err != nil {
		return nil, err
	}
	today := calendar.DateOf(o.Now())
	views := make([]ReviewPlanView, len(plans))
	for i, p := range plans {
		views[i] = ReviewPlanView{Plan: p, Late: p.Late(today)}
		for _, r := range reviews {
			if r.Plan == p.ID {
				views[i].Reviews = append(views[i].Reviews, r)
			}
		}
	}
	return views, nil
}

// ReviewPlan shows a plan of review.
func (o *Office) ReviewPlan(ctx context.Context, by identity.Actor, id string) (ReviewPlanView, error) {
	if err := identity.Can(by, identity.ReadReform, o.reform()); err != nil {
		return ReviewPlanView{}, err
	}
	p, _, err := reviewPlanKind().read(ctx, o, id)
	if err != nil {
		return ReviewPlanView{}, err
	}
	list, err := reviewKind().list(ctx, o, store.RecordFilter{Parent: id})
	if err != nil {
		return ReviewPlanView{}, err
	}
	v := ReviewPlanView{Plan: p, Late: p.Late(calendar.DateOf(o.Now()))}
	v.Reviews, err = o.keeping(ctx, list)
	return v, err
}

// DrawReviewPlan takes the plan of a year into the list, as a draft.
func (o *Office) DrawReviewPlan(ctx context.Context, by identity.Actor, c review.PlanContent) (*review.Plan, error) {
	if err := identity.Can(by, identity.KeepReform, o.reform()); err != nil {
		return nil, err
	}
	facts, err := review.Draw(c)
	if err != nil {
		return nil, err
	}
	var p *review.Plan
	err = o.store.Write(ctx, func(tx *store.Tx) (err error) {
		p, err = reviewPlanKind().create(ctx, tx, record.Act{At: o.Now(), By: by}, facts...)
		return err
	})
	if errors.Is(err, store.ErrSame) {
		return nil, motcua.InvalidField("year", "reviewPlan.same", "Year", strconv.Itoa(c.Year))
	}
	return p, err
}

// EditReviewPlan changes what a draft says of itself.
func (o *Office) EditReviewPlan(ctx context.Context, by identity.Actor, t RecordTarget, c review.PlanContent) (*review.Plan, error) {
	return o.onReviewPlan(ctx, by, t, func(p *review.Plan, _ calendar.Date) ([]record.Fact, error) { return p.Edit(c) })
}

// IssueReviewPlan notes under which number and on which day a plan was issued.
func (o *Office) IssueReviewPlan(ctx context.Context, by identity.Actor, t RecordTarget, f review.PlanIssued) (*review.Plan, error) {
	if err := o.acceptPapers(ctx, f.Files); err != nil {
		return nil, err
	}
	return o.onReviewPlan(ctx, by, t, func(p *review.Plan, today calendar.Date) ([]record.Fact, error) { return p.Issue(f, today) })
}

// DropReviewPlan takes a draft that was entered by mistake out of the list; the
// reviews in it must have been taken out before.
func (o *Office) DropReviewPlan(ctx context.Context, by identity.Actor, t RecordTarget, reason string) (*review.Plan, error) {
	v, err := o.ReviewPlan(ctx, by, t.ID)
	if err != nil {
		return nil, err
	}
	return o.onReviewPlan(ctx, by, t, func(p *review.Plan, _ calendar.Date) ([]record.Fact, error) {
		facts, err := p.Drop(reason)
		if err == nil && slices.ContainsFunc(v.Reviews, func(r ReviewView) bool { return r.State() != review.Dropped }) {
			return nil, motcua.Refused(motcua.Conflict, "reviewPlan.full")
		}
		return facts, err
	})
}

func (o *Office) onReviewPlan(ctx context.Context, by identity.Actor, t RecordTarget, decide func(p *review.Plan, today calendar.Date) ([]record.Fact, error)) (*review.Plan, error) {
	if err := identity.Can(by, identity.KeepReform, o.reform()); err != nil {
		return nil, err
	}
	return reviewPlanKind().change(ctx, o, by, t, func(p *review.Plan, act record.Act) ([]record.Fact, error) {
		return decide(p, calendar.DateOf(act.At))
	})
}

// AddReview puts a procedure down for review in a plan. It must be known to the
// catalogue, and in the plan once.
func (o *Office) AddReview(ctx context.Context, by identity.Actor, plan string, c review.Charge) (*review.Review, error) {
	if err := identity.Can(by, identity.KeepReform, o.reform()); err != nil {
		return nil, err
	}
	p, _, err := reviewPlanKind().read(ctx, o, plan)
	if err != nil {
		return nil, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	c.Code = strings.TrimSpace(vietnamese.Visible(c.Code))
	known, ok := b.KnownProcedure(c.Code)
	var unknown error
	if !ok {
		unknown = motcua.InvalidField("code", "review.code.unknown", "Code", c.Code)
	}
	c.Title = known.NameOn(calendar.DateOf(o.Now()))
	var wrongUnit error
	c.Name, wrongUnit = o.charged(ctx, c.Unit, c.Person)
	facts, err := p.Add(c)
	if err := allWrong(unknown, wrongUnit, err); err != nil {
		return nil, err
	}
	var r *review.Review
	err = o.store.Write(ctx, func(tx *store.Tx) (err error) {
		r, err = reviewKind().create(ctx, tx, record.Act{At: o.Now(), By: by}, facts...)
		return err
	})
	if errors.Is(err, store.ErrSame) {
		return nil, motcua.InvalidField("code", "review.same", "Code", c.Code)
	}
	return r, err
}

// allWrong makes one fault of those found in the same form; what is no fault of
// a field comes first.
func allWrong(errs ...error) error {
	var faults []*motcua.Fault
	for _, err := range errs {
		if err == nil {
			continue
		}
		f, ok := motcua.AsFault(err)
		if !ok || f.Kind != motcua.Invalid {
			return err
		}
		faults = append(faults, f)
	}
	return motcua.Join(faults...)
}

// Reviews lists what the actor may know of: the soonest first.
func (o *Office) Reviews(ctx context.Context, by identity.Actor, q ReviewQuery) ([]ReviewView, error) {
	f, err := o.reformScope(by, store.RecordFilter{State: string(q.State), Text: vietnamese.Fold(q.Text)})
	if err != nil {
		return nil, err
	}
	list, err := reviewKind().list(ctx, o, f)
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(r *review.Review) bool { return q.Year > 0 && r.Year != q.Year || q.Unit != "" && r.Unit != q.Unit })
	return o.keeping(ctx, list)
}

// keeping judges the days of reviews and puts the soonest first.
func (o *Office) keeping(ctx context.Context, list []*review.Review) ([]ReviewView, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	cal, err := b.Calendars.Of(o.settings.LeadAgency)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(list, func(a, b *review.Review) int {
		return strings.Compare(a.By.String()+a.Code, b.By.String()+b.Code)
	})
	now, views := o.Now(), make([]ReviewView, len(list))
	for i, r := range list {
		views[i].Review = r
		if views[i].Keeping, _, err = r.Owed().Keeping(cal, now); err != nil {
			return nil, err
		}
	}
	return views, nil
}

// Review shows a review to who may know of it.
func (o *Office) Review(ctx context.Context, by identity.Actor, id string) (ReviewView, error) {
	if err := o.mayReview(by); err != nil {
		return ReviewView{}, err
	}
	r, _, err := reviewKind().read(ctx, o, id)
	if err != nil {
		return ReviewView{}, err
	}
	if err := identity.Can(by, identity.ReadReform, o.reviewObject(r)); err != nil {
		return ReviewView{}, err
	}
	views, err := o.keeping(ctx, []*review.Review{r})
	if err != nil {
		return ReviewView{}, err
	}
	return views[0], nil
}

// mayReview refuses who can have nothing to do with any review before it is
// told whether there is one.
func (o *Office) mayReview(by identity.Actor) error {
	_, err := o.reformScope(by, store.RecordFilter{})
	return err
}

// ReviewFile gives a file of a review, or of the plan it is in, to who may read
// it.
func (o *Office) ReviewFile(ctx context.Context, by identity.Actor, id, file string) (document.File, error) {
	v, err := o.Review(ctx, by, id)
	if err != nil {
		return document.File{}, err
	}
	return o.fileOf(ctx, v.AllFiles(), file)
}

// ReviewPlanFile gives a file of a plan to who may read the plan.
func (o *Office) ReviewPlanFile(ctx context.Context, by identity.Actor, id, file string) (document.File, error) {
	v, err := o.ReviewPlan(ctx, by, id)
	if err != nil {
		return document.File{}, err
	}
	return o.fileOf(ctx, v.Files, file)
}

func (o *Office) fileOf(ctx context.Context, named []string, file string) (document.File, error) {
	if !slices.Contains(named, file) {
		return document.File{}, motcua.Refused(motcua.NotFound, "document.unknown")
	}
	return o.file(ctx, file)
}

// ProposalView is a proposal with the review it is of.
type ProposalView struct {
	review.Proposal
	Of ReviewView
}

// ReviewProposals lists the proposals of the reviews that the actor may know
// of, in a state or in any.
func (o *Office) ReviewProposals(ctx context.Context, by identity.Actor, q ReviewQuery, state review.ProposalState) ([]ProposalView, error) {
	reviews, err := o.Reviews(ctx, by, q)
	if err != nil {
		return nil, err
	}
	var list []ProposalView
	for _, v := range reviews {
		for _, p := range v.Proposals {
			if v.State() != review.Dropped && (state == "" || p.State == state) {
				list = append(list, ProposalView{p, v})
			}
		}
	}
	return list, nil
}
