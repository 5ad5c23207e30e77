package dossier

import (
	"slices"
	"time"

	"motcua"
	"motcua/deadline"
	"motcua/interagency"
)

// Ask sends one round of consultations to several agencies in parallel, each
// with its own date on its own calendar (NĐ 61/2018 art 19(5), 19(6)).
func (d *Dossier) Ask(act Act, agencies []string, content string, term deadline.Term) (*Dossier, []Event, []interagency.Opinion, error) {
	if err := d.mayMove("ask"); err != nil {
		return nil, nil, nil, err
	}
	faults := []*motcua.Fault{checkText("content", &content, textLimit, true)}
	if len(agencies) == 0 {
		faults = append(faults, motcua.InvalidField("agencies", "dossier.consult.nobody"))
	}
	if term.IsZero() {
		faults = append(faults, motcua.InvalidField("term", "dossier.consult.term"))
	}
	for i, agency := range agencies {
		switch {
		case slices.Contains(agencies[:i], agency):
			faults = append(faults, motcua.InvalidField("agencies", "dossier.consult.twice", "Agency", agency))
		case agency == d.Holder.Agency:
			faults = append(faults, motcua.InvalidField("agencies", "dossier.consult.self"))
		case d.owes(agency):
			faults = append(faults, motcua.InvalidField("agencies", "dossier.consult.open", "Agency", agency))
		}
	}
	if err := motcua.Join(faults...); err != nil {
		return nil, nil, nil, err
	}
	round := 1
	for _, o := range d.Opinions {
		round = max(round, o.Round+1)
	}
	opinions := make([]interagency.Opinion, 0, len(agencies))
	for _, agency := range agencies {
		opinions = append(opinions, interagency.Opinion{ID: act.NewID(), Round: round, Agency: agency, Content: content,
			Term: term, AskedAt: act.At, AskedBy: act.By.Person})
	}
	next, events := d.With(act.At, Recorded(act.By, d.Holder.Agency), OpinionsAsked{Opinions: opinions})
	return next, events, opinions, nil
}

func (d *Dossier) owes(agency string) bool {
	return slices.ContainsFunc(d.Opinions, func(o interagency.Opinion) bool { return o.Agency == agency && o.Open() })
}

// Reply records the opinion of a consulted agency.
func (d *Dossier) Reply(act Act, id string, reply interagency.Reply) (*Dossier, []Event, error) {
	o, err := d.openOpinion(id)
	if err != nil {
		return nil, nil, err
	}
	var view *motcua.Fault
	if !reply.View.Valid() {
		view = motcua.InvalidField("opinion", "dossier.reply.view")
	}
	err = motcua.Join(view, checkText("content", &reply.Content, textLimit, reply.View != interagency.Agree),
		checkText("documentNumber", &reply.DocumentNumber, 100, false))
	if err != nil {
		return nil, nil, err
	}
	reply.At, reply.By = act.At, act.By.Person
	next, events := d.With(act.At, Recorded(act.By, o.Agency), Replied{Opinion: id, Reply: reply})
	return next, events, nil
}

// Remind reminds an agency that owes its opinion.
func (d *Dossier) Remind(act Act, id string) (*Dossier, []Event, error) {
	o, err := d.openOpinion(id)
	if err != nil {
		return nil, nil, err
	}
	next, events := d.With(act.At, Recorded(act.By, d.Holder.Agency), Reminded{Opinion: id, Agency: o.Agency})
	return next, events, nil
}

// CloseOpinion goes on without the opinion of an agency that has let its date
// pass, with the reason (NĐ 61/2018 art 19(5)).
func (d *Dossier) CloseOpinion(act Act, id, reason string, cals interagency.Calendars) (*Dossier, []Event, error) {
	o, err := d.openOpinion(id)
	if err != nil {
		return nil, nil, err
	}
	if f := checkText("reason", &reason, textLimit, true); f != nil {
		return nil, nil, f
	}
	due, err := dueOf(*o, cals)
	if err != nil {
		return nil, nil, err
	}
	if !act.At.After(due) {
		return nil, nil, motcua.Refused(motcua.Conflict, "dossier.consult.running", "Agency", o.Agency, "Due", due)
	}
	next, events := d.With(act.At, Recorded(act.By, d.Holder.Agency), OpinionClosed{Opinion: id, Reason: reason})
	return next, events, nil
}

func dueOf(o interagency.Opinion, cals interagency.Calendars) (time.Time, error) {
	own, err := cals(o.Agency)
	if err != nil {
		return time.Time{}, err
	}
	return o.Due(own)
}

// AskMoreTime is a consulted agency's request for more time, with its reason.
func (d *Dossier) AskMoreTime(act Act, id string, term deadline.Term, reason string) (*Dossier, []Event, string, error) {
	o, err := d.openOpinion(id)
	if err != nil {
		return nil, nil, "", err
	}
	var missing *motcua.Fault
	if term.IsZero() {
		missing = motcua.InvalidField("term", "dossier.consult.term")
	}
	if err := motcua.Join(missing, checkText("reason", &reason, textLimit, true)); err != nil {
		return nil, nil, "", err
	}
	if slices.ContainsFunc(o.MoreTime, interagency.MoreTime.Pending) {
		return nil, nil, "", d.refused("dossier.moreTime.pending")
	}
	request := interagency.MoreTime{ID: act.NewID(), Opinion: id, Term: term, Reason: reason, AskedAt: act.At, AskedBy: act.By.Person}
	next, events := d.With(act.At, Recorded(act.By, o.Agency), MoreTimeAsked{Request: request})
	return next, events, request.ID, nil
}

// GrantsByItself tells whether a request of this length is granted without the
// lead's decision.
func (d *Dossier) GrantsByItself(term deadline.Term) bool {
	return term.Unit == d.AutoExtension.Unit && term.Amount <= d.AutoExtension.Amount
}

// DecideMoreTime grants or refuses a request. Granting may move the date of
// the dossier, which the law allows once (NĐ 61/2018 art 19(9)): the requests
// of one round are one re-appointment, since their agencies work in parallel
// and the latest date counts; a move by another round needs an exception with
// its reason.
func (d *Dossier) DecideMoreTime(act Act, id string, approve bool, note, exception string, cals Calendars) (*Dossier, []Event, error) {
	o, m := d.request(id)
	if m == nil {
		return nil, nil, motcua.Refused(motcua.NotFound, "dossier.moreTime.unknown")
	}
	if !m.Pending() {
		return nil, nil, motcua.Refused(motcua.Conflict, "dossier.moreTime.decided", "Person", d.nameOf(m.DecidedBy), "At", m.DecidedAt)
	}
	if !d.Status.Open() {
		return nil, nil, d.refused("dossier.closed." + string(d.Status))
	}
	if _, err := d.openOpinion(o.ID); err != nil {
		return nil, nil, err // answered meanwhile: more time would move the date for nothing
	}
	err := motcua.Join(checkText("note", &note, textLimit, false), checkText("exception", &exception, textLimit, false))
	if err != nil {
		return nil, nil, err
	}
	if approve && exception == "" {
		again, err := d.wouldReappoint(id, *o, cals, act)
		if err != nil {
			return nil, nil, err
		}
		if again {
			return nil, nil, d.refused("dossier.moreTime.onceOnly")
		}
	}
	next, events := d.With(act.At, Recorded(act.By, d.Holder.Agency),
		MoreTimeDecided{Request: id, Agency: o.Agency, Approved: approve, Note: note, Exception: exception})
	return next, events, nil
}

// wouldReappoint tells whether granting the request is a further
// re-appointment: it moves the date, and the date was moved before by an
// apology, by another round or by an earlier request of the same agency.
func (d *Dossier) wouldReappoint(request string, o interagency.Opinion, cals Calendars, act Act) (bool, error) {
	before := d.Apology != nil || slices.ContainsFunc(o.MoreTime, func(m interagency.MoreTime) bool { return m.Approved })
	for _, r := range interagency.Rounds(d.Opinions) {
		move, err := d.moveOf(r, cals)
		if err != nil {
			return false, err
		}
		if r.Number != o.Round {
			before = before || move.Moves()
			continue
		}
		granted, err := d.moveOf(r.Granted(request, act.At), cals)
		if err != nil {
			return false, err
		}
		if granted.Days <= move.Days && granted.Span <= move.Span {
			return false, nil
		}
	}
	return before, nil
}

func (d *Dossier) openOpinion(id string) (*interagency.Opinion, error) {
	o := d.opinion(id)
	if o == nil {
		return nil, motcua.Refused(motcua.NotFound, "dossier.consult.unknown")
	}
	if o.Reply != nil {
		return nil, motcua.Refused(motcua.Conflict, "dossier.reply.given", "Agency", o.Agency, "At", o.Reply.At)
	}
	if !o.Open() {
		return nil, d.refused("dossier.consult.closed")
	}
	return o, nil
}
