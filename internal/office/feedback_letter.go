package office

import (
	"context"
	"fmt"

	"motcua"
	"motcua/dossier"
	"motcua/feedback"
	"motcua/internal/store"
)

// tellSender writes to the sender of a feedback what events mean for them.
func (o *Office) tellSender(ctx context.Context, tx *store.Tx, f *feedback.Feedback, events []feedback.Event) error {
	for _, e := range events {
		l, ok := letterOn(f, e)
		if !ok {
			continue
		}
		l.ID = fmt.Sprintf("feedback/%s/%d", f.ID, e.Seq)
		l.Account, l.Email, l.Phone, l.Lang = f.Sender.Account, f.Sender.Email, f.Sender.Phone, f.Sender.Lang
		l.About, l.Link = "feedback/"+f.ID, "/p/"+f.Code+"/"+f.Key
		if err := o.post(ctx, tx, l); err != nil {
			return err
		}
	}
	return nil
}

// letterOn is what the sender is told of an event; false for what is the
// office's own business.
func letterOn(f *feedback.Feedback, e feedback.Event) (Letter, bool) {
	switch fact := e.Fact.(type) {
	case feedback.Opened:
		return Letter{Kind: "feedback.received", Pairs: []any{"Code", f.Code, "Key", f.Key}}, true
	case feedback.Rejected:
		return Letter{Kind: "feedback.refused", Pairs: []any{"Code", f.Code, "Ground", motcua.Say("feedback.ground." + string(fact.Ground)), "Reason", fact.Reason}}, true
	case feedback.MoreAsked:
		return Letter{Kind: "feedback.more", Pairs: []any{"Code", f.Code, "Reason", fact.Reason}}, true
	case feedback.PassedOn:
		return Letter{Kind: "feedback.transferred", Pairs: []any{"Code", f.Code, "Agency", fact.To, "Evidence", fact.Evidence}}, true
	case feedback.Approved:
		return Letter{Kind: "feedback.answered", Pairs: []any{"Code", f.Code, "Answer", f.Answer.Content}}, true
	}
	return Letter{}, false
}

// inviteRating asks the applicant, when the result has been handed over, what
// they say of it.
func (o *Office) inviteRating(ctx context.Context, tx *store.Tx, d *dossier.Dossier, events []dossier.Event) error {
	for _, e := range events {
		if _, returned := e.Fact.(dossier.Returned); !returned {
			continue
		}
		email, phone := d.Intake.Addresses()
		return o.post(ctx, tx, Letter{ID: "rating/" + d.ID, Account: d.Intake.Account, Email: email, Phone: phone, About: "dossier/" + d.ID, Lang: d.Intake.Lang, Kind: "rating.invited",
			Pairs: []any{"Code", d.Code, "Procedure", d.Name}, Link: "/t/" + d.Code + "/" + d.Key})
	}
	return nil
}
