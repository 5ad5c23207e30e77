package api

import (
	"context"
	"net/http"

	"motcua/dossier"
	"motcua/internal/office"
)

// ResultOrder records the signed result.
type ResultOrder struct {
	Outcome  string          `json:"outcome" doc:"granted or refused"`
	Document Maybe[Document] `json:"document,omitzero"`
	Reason   string          `json:"reason,omitempty" nullable:"true"`
	Version  int             `json:"version,omitempty"`
}

// ReturnOrder hands the result to the applicant.
type ReturnOrder struct {
	ReceivedBy string `json:"receivedBy,omitempty" nullable:"true" doc:"Who took it; needed at the counter"`
	Method     string `json:"method,omitempty" doc:"counter, postal or electronic; as asked at intake when left out"`
	Version    int    `json:"version,omitempty"`
}

func (b ResultOrder) seen() int { return b.Version }
func (b ReturnOrder) seen() int { return b.Version }

func (a *api) conclusions() {
	post(a, route{id: "conclude", path: "/dossiers/{code}/results", status: http.StatusCreated, tag: "conclusions", summary: "Record the signed result; processing ends"},
		on(func(ctx context.Context, req *request, t office.Target, body ResultOrder) (*office.View, error) {
			var document dossier.Document
			if body.Document.value != nil {
				given := *body.Document.value
				document = dossier.Document{Number: given.Number, Date: given.Date, Title: given.Title, Signer: given.Signer, Position: given.Position}
			}
			return a.office.Conclude(ctx, req.by, t, dossier.Outcome(body.Outcome), document, body.Reason)
		}))
	post(a, route{id: "return", path: "/dossiers/{code}/returns", status: http.StatusCreated, tag: "conclusions", summary: "Hand the result to the applicant"},
		on(func(ctx context.Context, req *request, t office.Target, body ReturnOrder) (*office.View, error) {
			return a.office.HandBack(ctx, req.by, t, body.ReceivedBy, body.Method)
		}))
	post(a, route{id: "withdraw", path: "/dossiers/{code}/withdrawals", status: http.StatusCreated, tag: "conclusions", summary: "Record that the applicant takes the dossier back"},
		on(func(ctx context.Context, req *request, t office.Target, body Reason) (*office.View, error) {
			return a.office.Withdraw(ctx, req.by, t, body.Reason)
		}))
	post(a, route{id: "stop", path: "/dossiers/{code}/stops", status: http.StatusCreated, tag: "conclusions", summary: "Stop processing without a result"},
		on(func(ctx context.Context, req *request, t office.Target, body Reason) (*office.View, error) {
			return a.office.Stop(ctx, req.by, t, body.Reason)
		}))
}
