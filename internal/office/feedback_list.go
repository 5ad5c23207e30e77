package office

import (
	"context"
	"slices"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/feedback"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/vietnamese"
)

// FeedbackQuery asks for a page of feedbacks.
type FeedbackQuery struct {
	States  []feedback.State
	Kind    feedback.Kind
	Text    string
	Overdue bool
	Open    bool
	After   string
}

// Feedbacks lists what the actor may see, nearest due first.
func (o *Office) Feedbacks(ctx context.Context, by identity.Actor, q FeedbackQuery) (Page[feedback.Summary], error) {
	f, err := o.feedbackFilter(by, q)
	if err != nil {
		return Page[feedback.Summary]{}, err
	}
	list, err := o.store.Feedbacks(ctx, f)
	return paged(list, f.Limit-1, func(s feedback.Summary) store.Cursor {
		if s.Due.IsZero() {
			return store.Cursor{Due: store.OpenEnd, ID: s.ID}
		}
		return store.Cursor{Due: s.Due.UnixMilli(), ID: s.ID}
	}), err
}

// FeedbackStates counts what the actor may see by state.
func (o *Office) FeedbackStates(ctx context.Context, by identity.Actor, q FeedbackQuery) (map[feedback.State]int, error) {
	f, err := o.feedbackFilter(by, q)
	if err != nil {
		return nil, err
	}
	return o.store.FeedbackStates(ctx, f)
}

func (o *Office) feedbackFilter(by identity.Actor, q FeedbackQuery) (store.FeedbackFilter, error) {
	f := store.FeedbackFilter{Person: by.Whose(), Posts: by.Posts, States: q.States, Kind: q.Kind, Text: vietnamese.Fold(q.Text), OpenOnly: q.Open,
		Late: q.Overdue, Now: o.Now(), Limit: pageSize + 1}
	if !by.Staff() {
		return f, motcua.Refused(motcua.Forbidden, "identity.forbidden.readFeedback")
	}
	if q.Kind != "" && !slices.Contains(feedback.Kinds(), q.Kind) {
		return f, motcua.InvalidField("kind", "feedback.kind.unknown")
	}
	if by.In(o.settings.LeadAgency, "", identity.Office, identity.Director) {
		f.All = o.settings.LeadAgency
	}
	var err error
	f.After, err = readCursor(q.After)
	return f, err
}

// PublicFeedback is a feedback as everybody sees it: its texts only once they
// are published, and never its sender.
type PublicFeedback struct {
	Code       string
	Kind       feedback.Kind
	State      feedback.State
	ReceivedAt time.Time
	Due        time.Time
	AnsweredAt time.Time
	Text       feedback.Text // empty before it is published
	Satisfied  *bool
}

// PublicQuery asks for a page of the public list.
type PublicQuery struct {
	Answered bool
	Kind     feedback.Kind
	Text     string // searches what is published
	After    string
}

// PublicFeedbacks lists feedbacks for everybody, newest first.
func (o *Office) PublicFeedbacks(ctx context.Context, q PublicQuery) (Page[PublicFeedback], error) {
	var page Page[PublicFeedback]
	if q.Kind != "" && !slices.Contains(feedback.Kinds(), q.Kind) {
		return page, motcua.InvalidField("loai", "feedback.kind.unknown")
	}
	after, err := readCursor(q.After)
	if err != nil {
		return page, err
	}
	list, err := o.store.PublicFeedbacks(ctx, store.PublicFilter{Answered: q.Answered, Kind: q.Kind, Text: vietnamese.Fold(q.Text), After: after, Limit: publicPage + 1})
	cut := paged(list, publicPage, func(s feedback.Summary) store.Cursor {
		if q.Answered {
			return store.Cursor{Due: s.PublishedAt.UnixMilli(), ID: s.ID}
		}
		return store.Cursor{Due: s.ReceivedAt.UnixMilli(), ID: s.ID}
	})
	page.Next = cut.Next
	for _, s := range cut.Items {
		page.Items = append(page.Items, publicOf(s))
	}
	return page, err
}

// publicPage is how many feedbacks the public list shows at once.
const publicPage = 20

// PublicFeedback is a published feedback; NotFound for every other code.
func (o *Office) PublicFeedback(ctx context.Context, code string) (PublicFeedback, error) {
	s, ok, err := o.store.PublicFeedback(ctx, code)
	if err == nil && !ok {
		err = motcua.Refused(motcua.NotFound, "feedback.track.unknown")
	}
	return publicOf(s), err
}

func publicOf(s feedback.Summary) PublicFeedback {
	p := PublicFeedback{Code: s.Code, Kind: s.Kind, State: s.State, ReceivedAt: s.ReceivedAt, Due: s.Due, AnsweredAt: s.AnsweredAt, Satisfied: s.Satisfied}
	if s.Public != nil {
		p.Text = *s.Public
	}
	return p
}

// FeedbackFigures are the figures of feedbacks in a period, both days included.
type FeedbackFigures struct {
	From, To calendar.Date
	Rows     []feedback.Tally // one for each kind
	Total    feedback.Tally
}

// FeedbackFigures counts feedbacks by kind, for everybody: numbers alone.
func (o *Office) FeedbackFigures(ctx context.Context, from, to calendar.Date) (FeedbackFigures, error) {
	f := FeedbackFigures{From: from, To: to}
	begin, end, err := span(from, to)
	if err != nil {
		return f, err
	}
	counts, err := o.store.FeedbackCounts(ctx, begin, end, o.Now())
	f.Rows, f.Total = feedback.Total(counts)
	return f, err
}

// Handlers lists the people of the department who may be given a feedback:
// those it does not complain about.
func (o *Office) Handlers(ctx context.Context, by identity.Actor, v *FeedbackView) ([]identity.Person, error) {
	if err := identity.Can(by, identity.SortFeedback, v.Object()); err != nil {
		return nil, err
	}
	people, err := o.store.People(ctx)
	return slices.DeleteFunc(people, func(p identity.Person) bool {
		a := p.Acting("")
		return !p.Active || !a.In(v.Agency, "", identity.Head, identity.Specialist, identity.Office) || identity.Concerns(a, v.Object())
	}), err
}

// Officials lists the people of the department, of whom a feedback may complain.
func (o *Office) Officials(ctx context.Context, by identity.Actor, v *FeedbackView) ([]identity.Person, error) {
	if err := identity.Can(by, identity.SortFeedback, v.Object()); err != nil {
		return nil, err
	}
	people, err := o.store.People(ctx)
	return slices.DeleteFunc(people, func(p identity.Person) bool {
		return !p.Acting("").In(v.Agency, "") && !p.Acting("").Is(identity.Reception)
	}), err
}
