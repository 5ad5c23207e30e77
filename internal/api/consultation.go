package api

import (
	"context"
	"errors"
	"net/http"
	"time"

	"motcua"
	"motcua/interagency"
	"motcua/internal/office"
)

// ConsultationOrder asks agencies for their opinions, in parallel.
type ConsultationOrder struct {
	Agencies []string `json:"agencies" example:"[\"stnmt\",\"sxd\"]"`
	Content  string   `json:"content"`
	Term     string   `json:"term" example:"7 working days"`
	Version  int      `json:"version,omitempty"`
}

// Asked are the consultations that were sent.
type Asked struct {
	Items []AskedAgency `json:"items" nullable:"false"`
	State
}

// AskedAgency is one agency and its own date.
type AskedAgency struct {
	ID     string  `json:"id"`
	Agency string  `json:"agency"`
	DueAt  Instant `json:"dueAt"`
}

// Consultation is the opinion of one agency, asked for and perhaps given.
type Consultation struct {
	ID                string     `json:"id"`
	Agency            string     `json:"agency"`
	Round             int        `json:"round"`
	Content           string     `json:"content"`
	AskedAt           Instant    `json:"askedAt"`
	OriginalDueAt     Instant    `json:"originalDueAt"`
	DueAt             Instant    `json:"dueAt"`
	RepliedAt         Instant    `json:"repliedAt"`
	ClosedAt          Instant    `json:"closedAt" doc:"Closed without a reply"`
	Opinion           *string    `json:"opinion"`
	ReplyContent      string     `json:"replyContent"`
	DocumentNumber    string     `json:"documentNumber"`
	UsedMinutes       int64      `json:"usedMinutes"`
	LateMinutes       int64      `json:"lateMinutes"`
	ExtendedMinutes   int64      `json:"extendedMinutes"`
	ExtensionRequests []MoreTime `json:"extensionRequests" nullable:"false"`
}

// MoreTime is a request for more time and its decision.
type MoreTime struct {
	ID        string  `json:"id"`
	Term      string  `json:"term"`
	Reason    string  `json:"reason"`
	AskedAt   Instant `json:"askedAt"`
	DecidedAt Instant `json:"decidedAt"`
	DecidedBy string  `json:"decidedBy"`
	Approved  *bool   `json:"approved" doc:"null while it waits"`
	Note      string  `json:"note"`
	Exception string  `json:"exception"`
}

// Reply is the opinion of a consulted agency.
type Reply struct {
	Opinion        string `json:"opinion" doc:"agree, disagree or agreeWithConditions"`
	Content        string `json:"content,omitempty"`
	DocumentNumber string `json:"documentNumber,omitempty" nullable:"true"`
}

// MoreTimeOrder asks for more time.
type MoreTimeOrder struct {
	Term   string `json:"term" example:"3 working days"`
	Reason string `json:"reason"`
}

// MoreTimeAnswer shows what granting a request does.
type MoreTimeAnswer struct {
	ID       string   `json:"id"`
	Leg      Proposal `json:"leg"`
	Dossier  Proposal `json:"dossier"`
	Approved *bool    `json:"approved" doc:"true when the policy granted it at once; null while it waits"`
}

// Proposal is a date and what it would become.
type Proposal struct {
	DueAt         Instant `json:"dueAt"`
	ProposedDueAt Instant `json:"proposedDueAt" doc:"null when it lies beyond the announced calendar"`
}

// Decision grants or refuses more time.
type Decision struct {
	Approve   bool   `json:"approve"`
	Note      string `json:"note,omitempty" nullable:"true"`
	Exception string `json:"exception,omitempty" nullable:"true" doc:"Why a further re-appointment is allowed"`
}

func (a *api) consultations() {
	post(a, route{id: "consult", path: "/dossiers/{code}/consultations", status: http.StatusCreated, tag: "consultations", summary: "Ask agencies in parallel"}, a.ask)
	post(a, route{id: "reply", path: "/consultations/{id}/replies", status: http.StatusCreated, tag: "consultations", summary: "Give the opinion of a consulted agency"},
		func(ctx context.Context, req *request, in *onID, body Reply) (State, error) {
			return moved(a.office.Reply(ctx, req.by, in.ID, interagency.Reply{View: interagency.View(body.Opinion), Content: body.Content, DocumentNumber: body.DocumentNumber}))
		})
	get(a, route{id: "remind", method: http.MethodPost, path: "/consultations/{id}/reminders", status: http.StatusCreated, tag: "consultations", summary: "Remind an agency that owes its opinion"},
		func(ctx context.Context, req *request, in *onID) (State, error) {
			return moved(a.office.RemindAgency(ctx, req.by, in.ID))
		})
	post(a, route{id: "closeConsultation", path: "/consultations/{id}/closure", status: http.StatusCreated, tag: "consultations", summary: "Go on without the opinion of an agency that let its date pass"},
		func(ctx context.Context, req *request, in *onID, body Reason) (State, error) {
			return moved(a.office.CloseOpinion(ctx, req.by, in.ID, body.Reason))
		})
	post(a, route{id: "askMoreTime", path: "/consultations/{id}/extension-requests", status: http.StatusCreated, tag: "consultations", summary: "Ask for more time, as a consulted agency"}, a.askMoreTime)
	get(a, route{id: "previewMoreTime", path: "/extension-requests/{id}", tag: "consultations", summary: "Show what granting a request would do"},
		func(ctx context.Context, req *request, in *onID) (MoreTimeAnswer, error) {
			view, _, err := a.office.PreviewMoreTime(ctx, req.by, in.ID)
			if err != nil {
				return MoreTimeAnswer{}, err
			}
			return proposalOf(view, in.ID)
		})
	post(a, route{id: "decideMoreTime", path: "/extension-requests/{id}/decision", tag: "consultations", summary: "Grant or refuse more time; the dossier's date moves once"},
		func(ctx context.Context, req *request, in *onID, body Decision) (State, error) {
			view, err := a.office.DecideMoreTime(ctx, req.by, in.ID, body.Approve, body.Note, body.Exception)
			return moved(view, dated(err, "", time.Time{}))
		})
}

func (a *api) ask(ctx context.Context, req *request, in *onCode, body ConsultationOrder) (Asked, error) {
	target, err := in.target(body.Version)
	if err != nil {
		return Asked{}, err
	}
	term, fault := readTerm("term", body.Term)
	if fault != nil {
		return Asked{}, fault
	}
	view, opinions, err := a.office.Ask(ctx, req.by, target, body.Agencies, body.Content, term)
	if err != nil {
		return Asked{}, dated(err, "", time.Time{})
	}
	asked := Asked{Items: []AskedAgency{}, State: stateOf(view)}
	for _, o := range opinions {
		own, err := view.Book.Calendars.Of(o.Agency)
		if err != nil {
			return asked, err
		}
		due, err := o.Due(own)
		if err != nil {
			return asked, err
		}
		asked.Items = append(asked.Items, AskedAgency{ID: o.ID, Agency: o.Agency, DueAt: Instant(due)})
	}
	return asked, nil
}

func (a *api) askMoreTime(ctx context.Context, req *request, in *onID, body MoreTimeOrder) (MoreTimeAnswer, error) {
	term, fault := readTerm("term", body.Term)
	if fault != nil {
		return MoreTimeAnswer{}, fault
	}
	view, id, err := a.office.AskMoreTime(ctx, req.by, in.ID, term, body.Reason)
	if err != nil {
		return MoreTimeAnswer{}, dated(err, "", time.Time{})
	}
	return proposalOf(view, id)
}

// proposalOf is the preview of a request. Once it is recorded it is answered
// even when nobody can say what it leads to, because the calendar of those
// days has not been announced.
func proposalOf(view *office.View, id string) (MoreTimeAnswer, error) {
	out := MoreTimeAnswer{ID: id}
	for _, o := range view.Opinions {
		for _, m := range o.MoreTime {
			if m.ID == id && !m.Pending() {
				out.Approved = &m.Approved
			}
		}
	}
	preview, err := view.PreviewMoreTime(id, view.Book.Calendars, view.At)
	var fault *motcua.Fault
	if err != nil && !(errors.As(err, &fault) && fault.Kind == motcua.Invalid) {
		return out, err
	}
	out.Leg = Proposal{DueAt: Instant(preview.LegDue), ProposedDueAt: Instant(preview.LegProposed)}
	out.Dossier = Proposal{DueAt: Instant(view.Clock.Due), ProposedDueAt: Instant(preview.DossierProposed)}
	return out, nil
}

func consultationsOf(v *office.View) ([]Consultation, error) {
	out := make([]Consultation, 0, len(v.Opinions))
	for _, o := range v.Opinions {
		own, err := v.Book.Calendars.Of(o.Agency)
		if err != nil {
			return nil, err
		}
		first, err := o.OriginalDue(own)
		if err != nil {
			return nil, err
		}
		due, err := o.Due(own)
		if err != nil {
			return nil, err
		}
		spent, err := o.Spent(own, v.At)
		if err != nil {
			return nil, err
		}
		c := Consultation{ID: o.ID, Agency: o.Agency, Round: o.Round, Content: o.Content, AskedAt: Instant(o.AskedAt),
			OriginalDueAt: Instant(first), DueAt: Instant(due), ClosedAt: Instant(o.Closed), UsedMinutes: minutes(spent.Used),
			LateMinutes: minutes(spent.Late), ExtendedMinutes: minutes(spent.Extended), ExtensionRequests: requestsOf(o)}
		if o.Reply != nil {
			opinion := string(o.Reply.View)
			c.RepliedAt, c.Opinion, c.ReplyContent, c.DocumentNumber = Instant(o.Reply.At), &opinion, o.Reply.Content, o.Reply.DocumentNumber
		}
		out = append(out, c)
	}
	return out, nil
}

func requestsOf(o interagency.Opinion) []MoreTime {
	out := make([]MoreTime, 0, len(o.MoreTime))
	for _, m := range o.MoreTime {
		request := MoreTime{ID: m.ID, Term: m.Term.String(), Reason: m.Reason, AskedAt: Instant(m.AskedAt), DecidedAt: Instant(m.DecidedAt),
			DecidedBy: m.DecidedBy, Note: m.Note, Exception: m.Exception}
		if !m.Pending() {
			request.Approved = &m.Approved
		}
		out = append(out, request)
	}
	return out
}
