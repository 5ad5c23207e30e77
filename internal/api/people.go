package api

import (
	"context"

	"motcua/identity"
)

// Me is whom the token stands for.
type Me struct {
	Person string          `json:"person" doc:"Sign-in name"`
	Name   string          `json:"name"`
	Posts  []identity.Post `json:"posts" nullable:"false"`
}

// Work is what waits for the caller, nearest due first.
type Work struct {
	Dossiers Page[DossierLine] `json:"dossiers"`
	Errands  []Errand          `json:"errands" nullable:"false" doc:"Hand-overs to take, opinions to give, requests to decide"`
}

// Errand is something that waits beside the dossiers themselves.
type Errand struct {
	ID           string  `json:"id" doc:"Of the hand-over, the consultation or the extension request"`
	Kind         string  `json:"kind" enum:"take,answer,decide"`
	Agency       string  `json:"agency"`
	Unit         string  `json:"unit"`
	AskedAt      Instant `json:"askedAt"`
	DueAt        Instant `json:"dueAt"`
	Code         string  `json:"code" doc:"Of the dossier"`
	Procedure    string  `json:"procedure"`
	Applicant    string  `json:"applicant"`
	DossierDueAt Instant `json:"dossierDueAt"`
}

// Notice is something the caller was told.
type Notice struct {
	ID   string  `json:"id"`
	At   Instant `json:"at"`
	Kind string  `json:"kind"`
	Code string  `json:"code" doc:"Of the dossier"`
	Due  Instant `json:"dueAt"`
	Text string  `json:"text" doc:"In the reader's language"`
	Read bool    `json:"read"`
}

func (a *api) people() {
	get(a, route{id: "me", path: "/me", tag: "people", summary: "Show whom the token stands for"},
		func(_ context.Context, req *request, _ *nothing) (Me, error) {
			return Me{Person: req.by.Person, Name: req.by.Name, Posts: list(req.by.Posts)}, nil
		})
	get(a, route{id: "work", path: "/work", tag: "people", summary: "List what waits for the caller"}, a.work)
	get(a, route{id: "notices", path: "/notices", tag: "people", summary: "List the latest notices to the caller"}, a.notices)
}

func (a *api) work(ctx context.Context, req *request, in *Paging) (Work, error) {
	work, err := a.office.Work(ctx, req.by, in.After, in.Limit)
	if err != nil {
		return Work{}, err
	}
	page, err := a.lines(ctx, work.Dossiers)
	out := Work{Dossiers: page, Errands: []Errand{}}
	for _, e := range work.Errands {
		out.Errands = append(out.Errands, Errand{ID: e.ID, Kind: string(e.Kind), Agency: e.Agency, Unit: e.Unit, AskedAt: Instant(e.AskedAt),
			DueAt: Instant(e.Due), Code: e.Code, Procedure: e.ProcedureName, Applicant: e.Applicant, DossierDueAt: Instant(e.DossierDue)})
	}
	return out, err
}

func (a *api) notices(ctx context.Context, req *request, _ *nothing) (Page[Notice], error) {
	notices, err := a.office.Notices(ctx, req.by)
	if err != nil {
		return Page[Notice]{}, err
	}
	b, err := a.office.Book(ctx)
	if err != nil {
		return Page[Notice]{}, err
	}
	items := make([]Notice, 0, len(notices))
	for _, n := range notices {
		told := n.Notice
		if told.From != "" {
			told.From = b.Agency(told.From).Name
		}
		items = append(items, Notice{ID: n.ID, At: Instant(n.At), Kind: n.Kind, Code: n.Code, Due: Instant(n.Due),
			Text: req.words.Text(told.Text()), Read: n.Read})
	}
	return pageOf(items, ""), nil
}
