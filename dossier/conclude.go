package dossier

import (
	"slices"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/interagency"
)

// AskPapers is a supplement request: the clock stops here (NĐ 61/2018 art
// 19(4)). A second one is allowed and flagged: the applicant should be guided
// once, fully (art 15), and QĐ 766/QĐ-TTg counts it against the department. It
// is also the answer to papers that were sent online and are not all of them:
// the clock then never went on.
func (d *Dossier) AskPapers(act Act, reason string, papers []string) (*Dossier, []Event, error) {
	if err := d.mayMove("askPapers"); err != nil && !d.Unchecked() {
		return nil, nil, err
	}
	if f := checkText("reason", &reason, textLimit, true); f != nil {
		return nil, nil, f
	}
	if len(papers) > papersListed {
		return nil, nil, motcua.InvalidField("papers", "dossier.papers.many", "Limit", papersListed)
	}
	for i := range papers {
		if f := checkText("papers", &papers[i], textLimit, false); f != nil {
			return nil, nil, f
		}
	}
	papers = slices.DeleteFunc(papers, func(p string) bool { return p == "" })
	next, events := d.With(act.At, Recorded(act.By, d.Holder.Agency),
		PapersAsked{Reason: reason, Papers: papers, Again: len(d.Supplements) > 0})
	return next, events, nil
}

// TakePapers receives the supplement: the clock goes on, or starts again from
// zero, as the procedure says. Papers found complete that had all been sent
// online count from the instant of the last sending and not from when somebody
// looked at them: the term counts from the receipt of the full dossier (NĐ
// 61/2018 art 19(4)), and an electronic document is received when it enters the
// system named for it (Luật Giao dịch điện tử 51/2005/QH11 art 19(1)). What was
// sent at night or on a day off counts from the next opening. As soon as one of the papers came another way, the full dossier came
// when it was taken.
func (d *Dossier) TakePapers(act Act, papers []Paper) (*Dossier, []Event, error) {
	if d.Status != Supplementing {
		return nil, nil, d.refused("dossier.supplement.notAsked")
	}
	if err := motcua.Join(checkPapers(papers)...); err != nil {
		return nil, nil, err
	}
	next, events := d.With(act.At, Recorded(act.By, d.Holder.Agency), PapersTaken{Papers: papers, CompleteAt: d.sentWhole(papers)})
	return next, events, nil
}

// Conclude records the signed result; processing ends here. Agencies that owe
// an opinion past its date are closed without one; one that still has time
// holds the result back. The result is on its way to the one-stop desk at once.
func (d *Dossier) Conclude(act Act, outcome Outcome, doc Document, reason string, cals interagency.Calendars) (*Dossier, []Event, error) {
	if outcome != Granted && outcome != Refused {
		return nil, nil, motcua.InvalidField("outcome", "dossier.outcome.unknown")
	}
	if err := d.mayMove("conclude"); err != nil {
		return nil, nil, err
	}
	if err := d.noOpinionOwed(act.At, cals); err != nil {
		return nil, nil, err
	}
	if err := motcua.Join(append(doc.texts(act.At), checkText("reason", &reason, textLimit, false))...); err != nil {
		return nil, nil, err
	}
	facts := []Fact{Concluded{Conclusion: Conclusion{Outcome: outcome, At: act.At, Document: doc, Reason: reason}}}
	if h := d.pendingHandover(); h != nil {
		facts = slices.Insert(facts, 0, Fact(Taken{Handover: h.ID}))
	}
	if desk, ok := d.desk(); ok && (d.Holder.Agency != desk.Agency || d.Holder.Unit != desk.Unit) {
		facts = append(facts, Given{Handover{ID: act.NewID(), From: d.Holder, To: Holder{Agency: desk.Agency, Unit: desk.Unit},
			Leg: desk.ID, GivenAt: act.At, GivenBy: act.By.Person}})
	}
	next, events := d.With(act.At, Recorded(act.By, d.Holder.Agency), facts...)
	return next, events, nil
}

// Withdraw records that the applicant takes the dossier back.
func (d *Dossier) Withdraw(act Act, reason string) (*Dossier, []Event, error) {
	return d.finish(act, Withdrawn, reason)
}

// Stop ends processing without a result (TT 03/2025/TT-VPCP form 05).
func (d *Dossier) Stop(act Act, reason string) (*Dossier, []Event, error) {
	return d.finish(act, Stopped, reason)
}

func (d *Dossier) finish(act Act, outcome Outcome, reason string) (*Dossier, []Event, error) {
	if !d.Status.Open() {
		return nil, nil, d.refused("dossier.closed." + string(d.Status))
	}
	if f := checkText("reason", &reason, textLimit, true); f != nil {
		return nil, nil, f
	}
	next, events := d.With(act.At, Recorded(act.By, d.Holder.Agency),
		Concluded{Conclusion: Conclusion{Outcome: outcome, At: act.At, Reason: reason}})
	return next, events, nil
}

// HandBack gives the result to the applicant. A result still on its way to the
// desk is taken by the same act, which leaves its own evidence.
func (d *Dossier) HandBack(act Act, receivedBy, method string) (*Dossier, []Event, error) {
	if err := d.mayReturn(); err != nil {
		return nil, nil, err
	}
	if method == "" {
		method = d.Intake.Delivery
	}
	if method != AtCounter && method != ByPost && method != Electronic {
		return nil, nil, motcua.InvalidField("method", "dossier.delivery.unknown")
	}
	if f := checkText("receivedBy", &receivedBy, nameLimit, method == AtCounter); f != nil {
		return nil, nil, f
	}
	return d.returned(act, Returned{ReceivedBy: receivedBy, Method: method})
}

// HandOut gives the result over the counter to somebody whose identity the
// officer has checked, against the key of the receipt or the name they sign.
func (d *Dossier) HandOut(act Act, receivedBy string, byKey bool) (*Dossier, []Event, error) {
	if err := d.mayReturn(); err != nil {
		return nil, nil, err
	}
	if f := checkText("receivedBy", &receivedBy, nameLimit, !byKey); f != nil {
		return nil, nil, f
	}
	return d.returned(act, Returned{ReceivedBy: receivedBy, Method: AtCounter, Checked: true, ByKey: byKey})
}

func (d *Dossier) mayReturn() error {
	switch {
	case d.Status != Resolved && d.Status.Open():
		return d.refused("dossier.return.noResult")
	case d.Status != Resolved:
		return d.refused("dossier.closed." + string(d.Status))
	case !d.Valid():
		return d.refused("dossier.result.revoked")
	}
	return nil
}

func (d *Dossier) returned(act Act, f Returned) (*Dossier, []Event, error) {
	var facts []Fact
	if h := d.pendingHandover(); h != nil {
		facts = append(facts, Taken{Handover: h.ID})
	}
	next, events := d.With(act.At, Recorded(act.By, d.Holder.Agency), append(facts, f)...)
	return next, events, nil
}

func (d *Dossier) noOpinionOwed(at time.Time, cals interagency.Calendars) error {
	for _, o := range d.Opinions {
		if !o.Open() {
			continue
		}
		due, err := dueOf(o, cals)
		if err != nil {
			return err
		}
		if !at.After(due) {
			return motcua.Refused(motcua.Conflict, "dossier.opinionOwed", "Agency", o.Agency, "Due", due)
		}
	}
	return nil
}

// desk is the planned leg at which the result is returned: the last one-stop
// leg of the plan.
func (d *Dossier) desk() (catalogue.Leg, bool) {
	for _, leg := range slices.Backward(d.Plan) {
		if leg.Kind == catalogue.OneStop {
			return leg, true
		}
	}
	return catalogue.Leg{}, false
}

func checkDate(field, date string, now time.Time) *motcua.Fault {
	if date == "" {
		return nil
	}
	day, err := calendar.ParseDate(date)
	if err != nil {
		return motcua.InvalidField(field, "dossier.date")
	}
	if day.After(calendar.DateOf(now)) {
		return motcua.InvalidField(field, "dossier.date.future")
	}
	return nil
}
