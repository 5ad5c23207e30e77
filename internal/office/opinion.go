package office

import (
	"context"

	"motcua"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/identity"
	"motcua/interagency"
)

// Ask sends one round of consultations to several agencies in parallel; it
// returns the opinions asked for.
func (o *Office) Ask(ctx context.Context, by identity.Actor, t Target, agencies []string, content string, term deadline.Term) (*View, []interagency.Opinion, error) {
	var asked []interagency.Opinion
	view, err := o.change(ctx, by, t, identity.Appraise, func(d *dossier.Dossier, b *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		for _, agency := range agencies {
			if !b.Known(agency) {
				return nil, nil, motcua.InvalidField("agencies", "dossier.consult.agency", "Agency", agency)
			}
		}
		next, events, opinions, err := d.Ask(act, agencies, content, term)
		asked = opinions
		return next, events, err
	})
	return view, asked, err
}

// Reply records the opinion of the agency that was asked.
func (o *Office) Reply(ctx context.Context, by identity.Actor, opinion string, reply interagency.Reply) (*View, error) {
	return o.change(ctx, by, Target{Errand: opinion}, identity.Answer, func(d *dossier.Dossier, _ *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.Reply(act, opinion, reply)
	})
}

// RemindAgency reminds an agency that owes its opinion.
func (o *Office) RemindAgency(ctx context.Context, by identity.Actor, opinion string) (*View, error) {
	return o.change(ctx, by, Target{Errand: opinion}, identity.Appraise, func(d *dossier.Dossier, _ *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.Remind(act, opinion)
	})
}

// CloseOpinion goes on without the opinion of an agency that let its date pass.
func (o *Office) CloseOpinion(ctx context.Context, by identity.Actor, opinion, reason string) (*View, error) {
	return o.change(ctx, by, Target{Errand: opinion}, identity.Appraise, func(d *dossier.Dossier, b *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.CloseOpinion(act, opinion, reason, b.Calendars.Of)
	})
}

// AskMoreTime is a consulted agency's request for more time; it returns the id
// of the request. A request within what the procedure grants by itself is
// granted in the same act.
func (o *Office) AskMoreTime(ctx context.Context, by identity.Actor, opinion string, term deadline.Term, reason string) (*View, string, error) {
	request := ""
	view, err := o.change(ctx, by, Target{Errand: opinion}, identity.Answer, func(d *dossier.Dossier, b *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		next, events, id, err := d.AskMoreTime(act, opinion, term, reason)
		request = id
		if err != nil || !d.GrantsByItself(term) {
			return next, events, err
		}
		policy := act
		policy.By = identity.System("policy")
		granted, more, err := next.DecideMoreTime(policy, id, true, "", "", b.Calendars)
		if err != nil {
			return next, events, nil // what the policy may not grant waits for the lead
		}
		return granted, append(events, more...), nil
	})
	return view, request, err
}

// PreviewMoreTime shows what granting a request would do.
func (o *Office) PreviewMoreTime(ctx context.Context, by identity.Actor, request string) (*View, dossier.Preview, error) {
	view, err := o.look(ctx, by, Target{Errand: request})
	if err != nil {
		return nil, dossier.Preview{}, err
	}
	preview, err := view.PreviewMoreTime(request, view.Book.Calendars, view.At)
	return view, preview, err
}

// DecideMoreTime grants or refuses a request for more time. A further
// re-appointment needs the reason of its exception.
func (o *Office) DecideMoreTime(ctx context.Context, by identity.Actor, request string, approve bool, note, exception string) (*View, error) {
	return o.change(ctx, by, Target{Errand: request}, identity.DecideExtension, func(d *dossier.Dossier, b *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.DecideMoreTime(act, request, approve, note, exception, b.Calendars)
	})
}
