package office

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"motcua"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/record"
	"motcua/sample"
	"motcua/score"
)

func assessments() recordKind[*score.Assessment] {
	return recordKind[*score.Assessment]{noun: "assessment", codec: score.Codec(), rebuild: score.Rebuild, row: (*score.Assessment).Row}
}

// ScoreSets are the sets of criteria that an assessment can be opened by.
func (o *Office) ScoreSets() ([]score.Set, error) { return sample.ScoreSets() }

// Assessments lists the years in which the department scored itself, the latest
// first.
func (o *Office) Assessments(ctx context.Context, by identity.Actor) ([]*score.Assessment, error) {
	if err := identity.Can(by, identity.ReadReform, o.reform()); err != nil {
		return nil, err
	}
	return assessments().list(ctx, o, store.RecordFilter{})
}

// Assessment shows one of them.
func (o *Office) Assessment(ctx context.Context, by identity.Actor, id string) (*score.Assessment, error) {
	if err := identity.Can(by, identity.ReadReform, o.reform()); err != nil {
		return nil, err
	}
	a, _, err := assessments().read(ctx, o, id)
	return a, err
}

// OpenAssessment begins the assessment of a year by a set of criteria.
func (o *Office) OpenAssessment(ctx context.Context, by identity.Actor, set string, year int) (*score.Assessment, error) {
	if err := identity.Can(by, identity.KeepReform, o.reform()); err != nil {
		return nil, err
	}
	sets, err := o.ScoreSets()
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(sets, func(s score.Set) bool { return s.ID == set })
	if i < 0 {
		return nil, motcua.InvalidField("set", "score.self.set")
	}
	opened, err := score.Begin(sets[i], year)
	if err != nil {
		return nil, err
	}
	var a *score.Assessment
	err = o.store.Write(ctx, func(tx *store.Tx) (err error) {
		a, err = assessments().create(ctx, tx, record.Act{At: o.Now(), By: by}, opened)
		return err
	})
	if errors.Is(err, store.ErrSame) {
		return nil, motcua.InvalidField("year", "score.self.twice", "Year", strconv.Itoa(year))
	}
	return a, err
}

// EnterPoints gives a criterion of an assessment points.
func (o *Office) EnterPoints(ctx context.Context, by identity.Actor, t RecordTarget, in score.Entered) (*score.Assessment, error) {
	if err := identity.Can(by, identity.KeepReform, o.reform()); err != nil {
		return nil, err
	}
	return assessments().change(ctx, o, by, t, func(a *score.Assessment, _ record.Act) ([]record.Fact, error) {
		f, err := a.Enter(in)
		return []record.Fact{f}, err
	})
}

// CloseAssessment ends an assessment.
func (o *Office) CloseAssessment(ctx context.Context, by identity.Actor, t RecordTarget) (*score.Assessment, error) {
	if err := identity.Can(by, identity.KeepReform, o.reform()); err != nil {
		return nil, err
	}
	return assessments().change(ctx, o, by, t, func(a *score.Assessment, _ record.Act) ([]record.Fact, error) {
		f, err := a.Close()
		return []record.Fact{f}, err
	})
}
