package dossier

import (
	"time"

	"motcua"
	"motcua/deadline"
)

// Notice tells somebody what happened to a dossier: a desk (agency and unit),
// a person, or the applicant at an address.
type Notice struct {
	Seq     int    `json:"seq"` // of the fact it tells of
	Kind    string `json:"kind"`
	Agency  string `json:"agency,omitempty"`
	Unit    string `json:"unit,omitempty"`
	Person  string `json:"person,omitempty"`
	Address string `json:"address,omitempty"` // of the applicant: e-mail, else telephone

	Code   string    `json:"code"`
	Due    time.Time `json:"due,omitzero"`
	Before time.Time `json:"before,omitzero"` // the date that was promised before
	From   string    `json:"from,omitempty"`  // the agency that caused it
	Reason string    `json:"reason,omitempty"`

	opinion string // whose own date Due is; "" for that of the dossier
}

// NoticeKinds lists every kind of notice; those from "dueSoon" on tell of no
// fact of a dossier, those from "deputyNamed" on of no dossier. Of a directive
// the code is its noun and id, "directive/…"; of the task of a plan its id.
func NoticeKinds() []string {
	return []string{"received", "handedOver", "assigned", "papersAsked", "papersSent", "papersTaken", "consulted", "replied", "reminded",
		"moreTimeAsked", "moreTimeGranted", "moreTimeRefused", "dateMoved", "redated", "redatedPlain", "concluded." + string(Granted),
		"concluded." + string(Refused), "concluded." + string(Withdrawn), "concluded." + string(Stopped),
		"messageSent", "messageCame", "deliveryChosen", "posted", "resultRevoked", "resultReplaced",
		"draftSubmitted", "draftInitialled", "draftSigned", "draftReturned", "dueSoon", "dueVerySoon", "overdue", "urged", "fileSuspected", "deputyNamed", "deputyRecalled",
		"directive.given", "directive.givenUndated", "directive.soon", "directive.late", "directive.reminded", "directive.remindedUndated", "directive.moreTimeAsked",
		"directive.moreTimeGranted", "directive.moreTimeRefused", "directive.givenBack", "directive.reported", "directive.accepted", "directive.refused", "directive.withdrawn",
		"report.sent", "report.sentBack", "report.agreed", "report.toSign", "report.toSeal", "report.due", "report.overdue",
		"taskSoon", "taskLate", "taskUrged", "taskTimeAsked", "taskTimeGranted", "taskTimeRefused"}
}

// Text is the notice in words.
func (n Notice) Text() motcua.Text {
	return motcua.Say("notice."+n.Kind, "Code", n.Code, "Due", n.Due, "Before", n.Before, "From", n.From, "Reason", n.Reason)
}

// Told tells whether anybody is to be told of a fact.
func Told(f Fact) bool {
	switch f := f.(type) {
	case Opened, Assigned, PapersAsked, PapersSent, PapersTaken, OpinionsAsked, Replied, Reminded, MoreTimeAsked, MoreTimeDecided, Concluded, Redated, MessageSent,
		DeliveryChosen, Posted, Revoked, Replaced, Apologised, DraftPut, DraftInitial, DraftSign, DraftReturn:
		return true
	case Given:
		return f.Handover.Open()
	default:
		return false
	}
}

// Notices are what is to be told of the facts numbered from–to: who works on
// it learns what waits for him, the applicant learns what concerns him – that
// the date moved, and why, among it.
func (d *Dossier) Notices(from, to int, clock deadline.Reckoning, cals Calendars) ([]Notice, error) {
	var list []Notice
	dates, err := d.opinionDates(cals)
	if err != nil {
		return nil, err
	}
	for _, e := range d.Events {
		if e.Seq < from || e.Seq > to {
			continue
		}
		for _, n := range d.noticesOf(e, clock) {
			n.Seq, n.Code = e.Seq, d.Code
			if n.opinion != "" {
				n.Due = dates[n.opinion]
			}
			if n.Due.IsZero() {
				n.Due = clock.Due
			}
			list = append(list, n)
		}
	}
	return list, nil
}

// opinionDates are the dates by which opinions are due, by their ids.
func (d *Dossier) opinionDates(cals Calendars) (map[string]time.Time, error) {
	dates := make(map[string]time.Time, len(d.Opinions))
	for _, o := range d.Opinions {
		due, err := dueOf(o, cals.Of)
		if err != nil {
			return nil, err
		}
		dates[o.ID] = due
	}
	return dates, nil
}

func (d *Dossier) noticesOf(e Event, clock deadline.Reckoning) []Notice {
	lead := Notice{Agency: d.Intake.Agency, Unit: d.leadUnit()}
	switch f := e.Fact.(type) {
	case Opened:
		return d.toApplicant(Notice{Kind: "received"})
	case Given:
		if f.Handover.Open() {
			return []Notice{{Kind: "handedOver", Agency: f.Handover.To.Agency, Unit: f.Handover.To.Unit}}
		}
	case Assigned:
		return []Notice{{Kind: "assigned", Person: f.Person}}
	case PapersAsked:
		return d.toApplicant(Notice{Kind: "papersAsked", Reason: f.Reason})
	case PapersSent:
		lead.Kind = "papersSent"
		return []Notice{lead}
	case PapersTaken:
		lead.Kind = "papersTaken"
		return append(d.toApplicant(Notice{Kind: "papersTaken"}), lead)
	case OpinionsAsked:
		var list []Notice
		for _, o := range f.Opinions {
			list = append(list, Notice{Kind: "consulted", Agency: o.Agency, opinion: o.ID})
		}
		return list
	case Replied:
		lead.Kind = "replied"
		if o := d.opinion(f.Opinion); o != nil {
			lead.From = o.Agency
		}
		return []Notice{lead}
	case Reminded:
		return []Notice{{Kind: "reminded", Agency: f.Agency, opinion: f.Opinion}}
	case MoreTimeAsked:
		lead.Kind, lead.Reason = "moreTimeAsked", f.Request.Reason
		if o := d.opinion(f.Request.Opinion); o != nil {
			lead.From = o.Agency
		}
		return []Notice{lead}
	case MoreTimeDecided:
		return d.moreTimeNotices(f, e, clock)
	case Apologised:
		return d.apologyNotices(e, clock)
	case MessageSent:
		if !f.FromApplicant {
			return d.toApplicant(Notice{Kind: "messageSent"})
		}
		return []Notice{{Kind: "messageCame", Agency: d.Holder.Agency, Unit: d.Holder.Unit, Person: d.Holder.Person}}
	case Concluded:
		return d.toApplicant(Notice{Kind: "concluded." + string(f.Conclusion.Outcome), Reason: f.Conclusion.Reason})
	case Redated:
		kind := "redated"
		if f.Document == "" {
			kind = "redatedPlain"
		}
		return d.toApplicant(Notice{Kind: kind, Due: f.To, Before: f.From, Reason: f.Document})
	default:
		return d.resultNotices(e.Fact)
	}
	return nil
}

// resultNotices: the desk learns how the result is to be delivered, the
// applicant what became of it.
func (d *Dossier) resultNotices(fact Fact) []Notice {
	switch f := fact.(type) {
	case DeliveryChosen:
		to := Notice{Kind: "deliveryChosen", Agency: d.Intake.Agency, Unit: d.leadUnit()}
		if desk, ok := d.desk(); ok {
			to.Agency, to.Unit = desk.Agency, desk.Unit
		}
		return []Notice{to}
	case Posted:
		return d.toApplicant(Notice{Kind: "posted", Reason: f.Tracking})
	case Revoked:
		return d.toApplicant(Notice{Kind: "resultRevoked", Reason: f.Reason})
	case Replaced:
		return d.toApplicant(Notice{Kind: "resultReplaced", Reason: f.Reason})
	default:
		return d.draftNotices(fact)
	}
}

// moreTimeNotices: the agency learns the decision; the applicant learns of it
// only when the date moved (NĐ 61/2018 art 19(9)).
func (d *Dossier) moreTimeNotices(f MoreTimeDecided, e Event, clock deadline.Reckoning) []Notice {
	kind := "moreTimeRefused"
	if f.Approved {
		kind = "moreTimeGranted"
	}
	told := Notice{Kind: kind, Agency: f.Agency, Reason: f.Note}
	if o, m := d.request(f.Request); m != nil {
		told.opinion = o.ID
	}
	list := []Notice{told}
	for _, c := range clock.Changes {
		if c.Kind == deadline.Extend && c.At.Equal(e.At) {
			list = append(list, d.toApplicant(Notice{Kind: "dateMoved", Due: c.To, Before: c.From, From: c.Holder, Reason: c.Reason})...)
		}
	}
	return list
}

func (d *Dossier) toApplicant(n Notice) []Notice {
	for _, p := range []Party{d.Intake.Submitter, d.Intake.Applicant} {
		if n.Address == "" {
			n.Address = p.Email
		}
		if n.Address == "" {
			n.Address = p.Phone
		}
	}
	if n.Address == "" {
		return nil
	}
	return []Notice{n}
}
