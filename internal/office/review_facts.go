package office

import (
	"context"
	"strconv"

	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/report"
	"motcua/review"
)

// reviewFacts are the reviews that were concluded in a period, of those that
// were to do in it, what they proposed, and what a year saves by the proposals
// that were accepted in it. Who may not read the desk is told nothing.
func (o *Office) reviewFacts(ctx context.Context, by identity.Actor, p report.Period) (report.Facts, error) {
	var facts report.Facts
	if identity.Can(by, identity.ReadReform, o.reform()) != nil {
		return facts, nil
	}
	list, err := o.Reviews(ctx, by, ReviewQuery{})
	if err != nil {
		return facts, err
	}
	reviewed, proposals := report.Figure{Key: "control.reviewed"}, report.Figure{Key: "control.proposals"}
	saved := report.Figure{Key: "control.saved", Unit: report.Money}
	done := report.List{Key: "control.reviews", Columns: []string{"code", "name", "unit", "date", "conclusion"}}
	proposed := report.List{Key: "control.proposals", Columns: []string{"code", "name", "kind", "text", "saved", "state", "decision"}}
	b, err := o.Book(ctx)
	if err != nil {
		return facts, err
	}
	for _, v := range list {
		source := report.Source{Noun: review.Noun, ID: v.ID, Text: v.Code + " " + v.Title}
		if amount := v.SavedIn(p.From, p.To); amount != 0 {
			saved.Value += amount
			saved.Rows = append(saved.Rows, source)
		}
		if !toReview(v.Review, p) {
			continue
		}
		reviewed.Of++
		if v.Result == nil || v.Result.On.After(p.To) {
			continue
		}
		count(&reviewed, source)
		done.Rows = append(done.Rows, report.ListRow{Source: source,
			Cells: []string{v.Code, v.Title, o.unitNamed(b, v.Unit), v.Result.On.String(), string(v.Result.Conclusion)}})
		for _, of := range v.Proposals {
			count(&proposals, source)
			proposed.Rows = append(proposed.Rows, report.ListRow{Source: source,
				Cells: []string{v.Code, v.Title, string(of.Kind), of.Text, strconv.FormatInt(v.Alone(of.No).Amount(), 10), string(stateOn(of, p.To)), of.Decision}})
		}
	}
	plans, err := reviewPlanKind().list(ctx, o, store.RecordFilter{})
	for _, plan := range plans {
		if plan.State == review.PlanInForce && !plan.Issued.Before(p.From) && !plan.Issued.After(p.To) {
			facts.Documents = append(facts.Documents, report.Document{Number: plan.Number, Type: "KH", Date: plan.Issued, Issuer: b.Agency(o.settings.LeadAgency).Name, Title: plan.Title,
				Source: report.Source{Noun: review.PlanNoun, ID: plan.ID, Text: plan.Number}})
		}
	}
	facts.Figures, facts.Lists = []report.Figure{reviewed, proposals, saved}, []report.List{done, proposed}
	return facts, err
}

// toReview tells whether a review was to do in a period: it stands in the plan
// of a year of the period, and was not concluded before it.
func toReview(r *review.Review, p report.Period) bool {
	return r.State() != review.Dropped && r.Year >= p.From.Year && r.Year <= p.To.Year && (r.Result == nil || !r.Result.On.Before(p.From))
}

// stateOn is what had become of a proposal by the end of a day.
func stateOn(p review.Proposal, day calendar.Date) review.ProposalState {
	switch {
	case p.State == review.Open || p.On.After(day):
		return review.Open
	case p.State == review.Done && p.DoneOn.After(day):
		return review.Accepted
	default:
		return p.State
	}
}
