package office

import (
	"context"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/dossier"
	"motcua/feedback"
	"motcua/identity"
	"motcua/internal/store"
)

// Rated is what the applicant of a dossier has said of it, and may still say.
type Rated struct {
	Open   bool // the dossier has come to its end, so that it can be rated
	Done   bool
	Rating feedback.Rating
}

// RatingOf tells the applicant whether the dossier can be rated, and what they
// said of it.
func (o *Office) RatingOf(ctx context.Context, c Claim) (Rated, error) {
	view, err := o.Own(ctx, c)
	if err != nil {
		return Rated{}, err
	}
	return o.ratedOf(ctx, view)
}

func (o *Office) ratedOf(ctx context.Context, view *View) (Rated, error) {
	rated := Rated{Open: view.Conclusion != nil}
	if !rated.Open {
		return rated, nil
	}
	var err error
	rated.Rating, rated.Done, err = o.store.Rating(ctx, view.ID)
	return rated, err
}

// Rate records what the applicant says of a dossier that has come to its end:
// once, whoever holds its key or its account. It is linked to the procedure,
// the unit and the officer, and to nobody who rates.
func (o *Office) Rate(ctx context.Context, c Claim, overall int) error {
	view, err := o.Own(ctx, c)
	if err != nil {
		return err
	}
	if view.Conclusion == nil {
		return motcua.Refused(motcua.Conflict, "rating.early")
	}
	on := view.Object()
	rating, err := feedback.Rate(feedback.Rating{Dossier: view.ID, At: o.Now(), Procedure: view.Intake.Procedure,
		Agency: on.LeadAgency, Unit: on.LeadUnit, Officer: officerOf(view.Dossier), Overall: overall})
	if err != nil {
		return err
	}
	return o.store.Write(ctx, func(tx *store.Tx) error { return tx.PutRating(ctx, rating) })
}

// DetailRating adds marks to the criteria and a comment to the applicant's own
// rating, once.
func (o *Office) DetailRating(ctx context.Context, c Claim, marks map[string]int, comment string) error {
	rated, err := o.RatingOf(ctx, c)
	if err != nil {
		return err
	}
	if !rated.Done {
		return motcua.Refused(motcua.Conflict, "rating.early")
	}
	rating, err := rated.Rating.Detail(marks, comment, o.Now())
	if err != nil {
		return err
	}
	return o.store.Write(ctx, func(tx *store.Tx) error { return tx.DetailRating(ctx, rating) })
}

// officerOf is the specialist who was named last for a dossier.
func officerOf(d *dossier.Dossier) string {
	officer := ""
	for _, e := range d.Events {
		if f, ok := e.Fact.(dossier.Assigned); ok {
			officer = f.Person
		}
	}
	return officer
}

// Satisfaction is what applicants said in a period, both days included.
type Satisfaction struct {
	From, To calendar.Date
	By       feedback.Group
	Rows     []feedback.Satisfaction
	Total    feedback.Satisfaction
}

// Satisfaction sums the ratings of a period up for everybody: the whole, by
// unit or by procedure. Of fewer than three answers nothing is told but their
// number. Officers are for the staff (SatisfactionOf).
func (o *Office) Satisfaction(ctx context.Context, from, to calendar.Date, by feedback.Group) (Satisfaction, error) {
	if by == feedback.ByOfficer {
		return Satisfaction{}, motcua.Refused(motcua.Forbidden, "identity.forbidden.readFigures")
	}
	return o.satisfaction(ctx, from, to, by)
}

// SatisfactionOf sums ratings up for the staff. By officer it takes whole
// months alone: what differs between two days would tell single answers.
func (o *Office) SatisfactionOf(ctx context.Context, by identity.Actor, from, to calendar.Date, group feedback.Group) (Satisfaction, error) {
	if err := identity.Can(by, identity.ReadFigures, identity.Object{}); err != nil {
		return Satisfaction{}, err
	}
	if group == feedback.ByOfficer && (from.Day != 1 || to.AddDays(1).Day != 1) {
		return Satisfaction{}, motcua.InvalidField("from", "rating.wholeMonths")
	}
	return o.satisfaction(ctx, from, to, group)
}

func (o *Office) satisfaction(ctx context.Context, from, to calendar.Date, group feedback.Group) (Satisfaction, error) {
	s := Satisfaction{From: from, To: to, By: group}
	if !group.Valid() {
		return s, motcua.InvalidField("by", "rating.group", "Value", string(group))
	}
	begin, end, err := span(from, to)
	if err != nil {
		return s, err
	}
	counts, err := o.store.RatingCounts(ctx, begin, end, group)
	s.Rows, s.Total = feedback.Sum(counts)
	return s, err
}

// RatingComments lists what was written beside the ratings of a period, for
// the staff: in no order, and only when there are three ratings or more.
func (o *Office) RatingComments(ctx context.Context, by identity.Actor, from, to calendar.Date) ([]string, error) {
	whole, err := o.SatisfactionOf(ctx, by, from, to, feedback.ByAll)
	if err != nil || whole.Total.Hidden {
		return nil, err
	}
	begin, end, err := span(from, to)
	if err != nil {
		return nil, err
	}
	comments, err := o.store.Comments(ctx, begin, end, pageAtMost)
	for i := range comments {
		comments[i] = feedback.Mask(comments[i])
	}
	return comments, err
}

// span is a period of days as instants, both days included.
func span(from, to calendar.Date) (begin, end time.Time, err error) {
	if to.Before(from) {
		return begin, end, motcua.InvalidField("to", "report.backwards", "From", from, "To", to)
	}
	return from.At(0), to.AddDays(1).At(0).Add(-time.Millisecond), nil
}
