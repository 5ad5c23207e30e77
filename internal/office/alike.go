package office

import (
	"context"

	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/vietnamese"
)

// Alike is a submission or a dossier that is open, of the same applicant and
// the same procedure. It is a reason to look, never to refuse: a firm may
// register two projects.
type Alike = store.Alike

// alikeMost is how many are named.
const alikeMost = 5

// Alike lists for the desk what an applicant has open of a procedure, but for
// one submission.
func (o *Office) Alike(ctx context.Context, by identity.Actor, procedure string, applicant dossier.Party, but string) ([]Alike, error) {
	if err := identity.Can(by, identity.Receive, identity.Object{}); err != nil {
		return nil, err
	}
	return o.alike(ctx, procedure, applicant, but)
}

func (o *Office) alike(ctx context.Context, procedure string, applicant dossier.Party, but string) ([]Alike, error) {
	number := applicant.Number()
	if number == "" {
		return nil, nil
	}
	return o.store.AlikeOf(ctx, procedure, number, but, alikeMost)
}

// AlikeDraft tells the applicant of a draft what else they have open of its
// procedure. A number that somebody types proves nothing: what was sent with
// another account, or without one, is mentioned without its code, and only to
// whoever also knows the name and the telephone or the e-mail given there.
func (o *Office) AlikeDraft(ctx context.Context, v *DraftView) ([]Alike, error) {
	found, err := o.alike(ctx, v.Draft.Procedure, v.Applicant, v.ID)
	if err != nil {
		return nil, err
	}
	var told []Alike
	for _, a := range found {
		in, err := o.intakeOf(ctx, v.Book, a)
		if err != nil {
			return nil, err
		}
		switch {
		case v.Account != "" && in.Account == v.Account:
			told = append(told, a)
		case sameReader(in.Applicant, v.Applicant):
			told = append(told, Alike{At: a.At, Dossier: a.Dossier})
		}
	}
	return told, nil
}

func (o *Office) intakeOf(ctx context.Context, b *Book, a Alike) (dossier.Intake, error) {
	if !a.Dossier {
		s, err := o.store.Submission(ctx, a.ID)
		if err != nil {
			return dossier.Intake{}, err
		}
		return s.Content.Intake, nil
	}
	d, _, err := o.load(ctx, b, Target{Code: a.Code})
	if err != nil {
		return dossier.Intake{}, err
	}
	return d.Intake, nil
}

func sameReader(held, typed dossier.Party) bool {
	dossier.CheckParty("", &held) // both as an intake would have them; what is wrong is said elsewhere
	dossier.CheckParty("", &typed)
	same := func(a, b string) bool { return a != "" && vietnamese.Fold(a) == vietnamese.Fold(b) }
	return same(held.Name, typed.Name) && (same(held.Email, typed.Email) || same(held.Phone, typed.Phone))
}
