package api

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"motcua"
	"motcua/catalogue"
	"motcua/dossier"
)

// Intake is what is taken at the counter.
type Intake struct {
	Procedure  string       `json:"procedure" example:"1.009645"`
	Case       string       `json:"case,omitempty" nullable:"true" doc:"Id of a case of the procedure"`
	Channel    string       `json:"channel,omitempty" doc:"inPerson (the default), online or postal"`
	ReceivedAt string       `json:"receivedAt,omitempty" nullable:"true" doc:"RFC 3339; now when left out, never in the future"`
	Applicant  Party        `json:"applicant"`
	Submitter  Maybe[Party] `json:"submitter,omitzero" doc:"Who hands in, when not the applicant"`
	Papers     []Paper      `json:"papers,omitempty"`
	Delivery   string       `json:"delivery,omitempty" doc:"counter (the default), postal or electronic"`
	Note       string       `json:"note,omitempty" nullable:"true"`
}

// Party is an applicant or a submitter.
type Party struct {
	Kind       string `json:"kind,omitempty" nullable:"true" doc:"person or organization"`
	Name       string `json:"name"`
	Identifier string `json:"identifier,omitempty" nullable:"true" doc:"Citizen number or tax code"`
	Address    string `json:"address,omitempty" nullable:"true"`
	Phone      string `json:"phone,omitempty" nullable:"true"`
	Email      string `json:"email,omitempty" nullable:"true"`
}

// Paper is a paper handed in or missing: by its code in the procedure, or by
// its name when the procedure has no code for it. The code alone means one
// original.
type Paper dossier.Paper

type paperObject struct {
	Code      string `json:"code"`
	Name      string `json:"name"`
	Originals *int   `json:"originals,omitempty"`
	Copies    *int   `json:"copies,omitempty"`
}

// UnmarshalJSON reads the code alone, or an object.
func (p *Paper) UnmarshalJSON(data []byte) error {
	var in paperObject
	if bytes.HasPrefix(data, []byte(`"`)) {
		if err := json.Unmarshal(data, &in.Code); err != nil {
			return err
		}
	} else if err := decode(data, &in); err != nil {
		return err
	}
	*p = Paper{Code: orElse(in.Code, in.Name)}
	if in.Originals == nil && in.Copies == nil {
		p.Originals = 1
	}
	if in.Originals != nil {
		p.Originals = *in.Originals
	}
	if in.Copies != nil {
		p.Copies = *in.Copies
	}
	return nil
}

// Schema says that either form is read.
func (Paper) Schema(huma.Registry) *huma.Schema {
	count := &huma.Schema{Type: huma.TypeInteger}
	return &huma.Schema{Description: "A paper by its code (one original), or with its originals and copies",
		OneOf: []*huma.Schema{
			{Type: huma.TypeString},
			{Type: huma.TypeObject, AdditionalProperties: false, Properties: map[string]*huma.Schema{
				"code": {Type: huma.TypeString}, "name": {Type: huma.TypeString}, "originals": count, "copies": count}},
		}}
}

func papersOf(papers []Paper) []dossier.Paper {
	var out []dossier.Paper
	for _, p := range papers {
		out = append(out, dossier.Paper(p))
	}
	return out
}

func (in Intake) intake() (dossier.Intake, error) {
	at, fault := maybeInstant("receivedAt", in.ReceivedAt)
	channel := catalogue.ChannelKind(in.Channel)
	var wrongChannel *motcua.Fault
	switch channel {
	case "", catalogue.InPerson, catalogue.Online, catalogue.Postal:
	default:
		wrongChannel = motcua.InvalidField("channel", "api.channel", "Value", in.Channel)
	}
	var submitter Party
	if in.Submitter.value != nil {
		submitter = *in.Submitter.value
	}
	return dossier.Intake{Procedure: in.Procedure, Case: in.Case, Channel: channel, ReceivedAt: at,
		Applicant: dossier.Party(in.Applicant), Submitter: dossier.Party(submitter), Papers: papersOf(in.Papers),
		Delivery: in.Delivery, Note: in.Note}, motcua.Join(fault, wrongChannel)
}

// Receipt is what the applicant is given.
type Receipt struct {
	Code       string  `json:"code" example:"H57.16-220606-0001"`
	LookupKey  string  `json:"lookupKey" doc:"For the public look-up, beside the code"`
	Status     string  `json:"status"`
	ReceivedAt Instant `json:"receivedAt"`
	DueAt      Instant `json:"dueAt"`
	Steps      []Step  `json:"steps" nullable:"false"`
	Version    int     `json:"version"`
}

func (r Receipt) etag() string { return etag(r.Version) }

func (a *api) dossiers() {
	post(a, route{id: "receiveDossier", path: "/dossiers", status: http.StatusCreated, tag: "dossiers", summary: "Receive a dossier"}, a.receive)
	get(a, route{id: "listDossiers", path: "/dossiers", tag: "dossiers", summary: "List dossiers, nearest due first"}, a.listDossiers)
	get(a, route{id: "getDossier", path: "/dossiers/{code}", tag: "dossiers", summary: "Show a dossier"},
		func(ctx context.Context, req *request, in *struct {
			Code string `path:"code" example:"H57.16-220606-0001"`
		}) (Dossier, error) {
			view, err := a.office.Dossier(ctx, req.by, in.Code)
			if err != nil {
				return Dossier{}, err
			}
			return dossierOf(view, req.words)
		})
}

func (a *api) receive(ctx context.Context, req *request, _ *nothing, body Intake) (Receipt, error) {
	in, err := body.intake()
	if err != nil {
		return Receipt{}, err
	}
	received := in.ReceivedAt
	if received.IsZero() {
		received = a.office.Now()
	}
	view, err := a.office.Receive(ctx, req.by, in)
	if err != nil {
		return Receipt{}, dated(err, "receivedAt", received)
	}
	return Receipt{Code: view.Code, LookupKey: view.Key, Status: string(view.Status), ReceivedAt: Instant(view.Intake.ReceivedAt),
		DueAt: Instant(view.Clock.Due), Steps: stepsOf(view.Clock.Steps, req.words), Version: view.Version()}, nil
}
