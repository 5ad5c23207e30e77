package api

import (
	"context"
	"net/http"

	"motcua/internal/office"
)

// HandoverOrder says whom to give a dossier to.
type HandoverOrder struct {
	To      Maybe[HandoverTo] `json:"to,omitzero"`
	Note    string            `json:"note,omitempty" nullable:"true"`
	Version int               `json:"version,omitempty"`
}

// HandoverTo names the receiver.
type HandoverTo struct {
	Agency string `json:"agency,omitempty" nullable:"true" doc:"Id of an agency; the department when left out"`
	Unit   string `json:"unit,omitempty" nullable:"true" doc:"Id of a unit; without agency and unit it goes to the holder of the next leg"`
}

// name is the receiver as the office names it.
func (to HandoverTo) name() string {
	if to.Agency != "" && to.Unit != "" {
		return to.Agency + "/" + to.Unit
	}
	return to.Agency + to.Unit
}

// Made is the id of what was made, and where the dossier now stands.
type Made struct {
	ID string `json:"id"`
	State
}

// Assignment names the specialist.
type Assignment struct {
	Person  string `json:"person" doc:"Sign-in name"`
	Note    string `json:"note,omitempty" nullable:"true"`
	Version int    `json:"version,omitempty"`
}

// Reason is the body of an act that needs only its reason.
type Reason struct {
	Reason  string `json:"reason"`
	Version int    `json:"version,omitempty"`
}

// SupplementOrder asks for missing papers.
type SupplementOrder struct {
	Reason  string  `json:"reason"`
	Papers  []Paper `json:"papers,omitempty" doc:"What is missing, by code or name"`
	Version int     `json:"version,omitempty"`
}

// SupplementHanded are the papers that were asked for.
type SupplementHanded struct {
	Papers  []Paper `json:"papers,omitempty"`
	Version int     `json:"version,omitempty"`
}

// Correction puts a wrong entry of the intake right.
type Correction struct {
	Field   string `json:"field" example:"applicant.name"`
	To      string `json:"to"`
	Reason  string `json:"reason"`
	Version int    `json:"version,omitempty"`
}

func (a *api) handling() {
	post(a, route{id: "handOver", path: "/dossiers/{code}/handovers", status: http.StatusCreated, tag: "handling", summary: "Hand the dossier over"}, a.handOver)
	get(a, route{id: "acceptHandover", method: http.MethodPost, path: "/handovers/{id}/acceptance", tag: "handling", summary: "Take what was handed over"},
		func(ctx context.Context, req *request, in *onID) (State, error) {
			return moved(a.office.Take(ctx, req.by, in.ID))
		})
	post(a, route{id: "assign", path: "/dossiers/{code}/assignments", status: http.StatusCreated, tag: "handling", summary: "Name the specialist"},
		on(func(ctx context.Context, req *request, t office.Target, body Assignment) (*office.View, error) {
			return a.office.Assign(ctx, req.by, t, body.Person, body.Note)
		}))
	post(a, route{id: "sendBack", path: "/dossiers/{code}/send-backs", status: http.StatusCreated, tag: "handling", summary: "Send the dossier back a step"},
		on(func(ctx context.Context, req *request, t office.Target, body Reason) (*office.View, error) {
			return a.office.SendBack(ctx, req.by, t, body.Reason)
		}))
	post(a, route{id: "askPapers", path: "/dossiers/{code}/supplement-requests", status: http.StatusCreated, tag: "handling", summary: "Ask for missing papers; the clock stops"},
		on(func(ctx context.Context, req *request, t office.Target, body SupplementOrder) (*office.View, error) {
			var missing []string
			for _, p := range body.Papers {
				missing = append(missing, p.Code)
			}
			return a.office.AskPapers(ctx, req.by, t, body.Reason, missing)
		}))
	post(a, route{id: "takePapers", path: "/dossiers/{code}/supplements", status: http.StatusCreated, tag: "handling", summary: "Take the papers asked for; the clock goes on or starts again"},
		on(func(ctx context.Context, req *request, t office.Target, body SupplementHanded) (*office.View, error) {
			return a.office.TakePapers(ctx, req.by, t, papersOf(body.Papers))
		}))
	post(a, route{id: "correct", path: "/dossiers/{code}/corrections", status: http.StatusCreated, tag: "handling", summary: "Put a wrong entry right by a new fact"},
		on(func(ctx context.Context, req *request, t office.Target, body Correction) (*office.View, error) {
			return a.office.Correct(ctx, req.by, t, body.Field, body.To, body.Reason)
		}))
}

func (a *api) handOver(ctx context.Context, req *request, in *onCode, body HandoverOrder) (Made, error) {
	target, err := in.target(body.Version)
	if err != nil {
		return Made{}, err
	}
	var to HandoverTo
	if body.To.value != nil {
		to = *body.To.value
	}
	view, id, err := a.office.HandOver(ctx, req.by, target, to.name(), body.Note)
	if err != nil {
		return Made{}, err
	}
	return Made{ID: id, State: stateOf(view)}, nil
}

func (b Assignment) seen() int       { return b.Version }
func (b Reason) seen() int           { return b.Version }
func (b SupplementOrder) seen() int  { return b.Version }
func (b SupplementHanded) seen() int { return b.Version }
func (b Correction) seen() int       { return b.Version }

// on is an act on a dossier that answers with where it then stands; the body
// may name the version its sender saw.
func on[B interface{ seen() int }](act func(context.Context, *request, office.Target, B) (*office.View, error)) func(context.Context, *request, *onCode, B) (State, error) {
	return func(ctx context.Context, req *request, in *onCode, body B) (State, error) {
		target, err := in.target(body.seen())
		if err != nil {
			return State{}, err
		}
		return moved(act(ctx, req, target, body))
	}
}

func moved(view *office.View, err error) (State, error) {
	if err != nil {
		return State{}, err
	}
	return stateOf(view), nil
}
