package api

import (
	"context"
	"strings"
	"time"

	"motcua"
	"motcua/dossier"
	"motcua/internal/message"
	"motcua/internal/office"
	"motcua/vietnamese"
)

// TrackQuery is what stands on the receipt.
type TrackQuery struct {
	Code string `query:"code" example:"H57.16-220606-0001"`
	Key  string `query:"key" doc:"The lookup key beside the code"`
}

// Tracked is a dossier as its applicant may see it without signing in: no
// name in full, nobody's telephone, no person who handles it.
type Tracked struct {
	Code           string        `json:"code"`
	Procedure      ProcedureName `json:"procedure"`
	Status         string        `json:"status"`
	NationalStatus int           `json:"nationalStatus"`
	Holder         Holder        `json:"holder"`
	ReceivedAt     Instant       `json:"receivedAt"`
	OriginalDueAt  Instant       `json:"originalDueAt"`
	DueAt          Instant       `json:"dueAt" doc:"While paused the last promise"`
	ProjectedDueAt Instant       `json:"projectedDueAt"`
	FinishedAt     Instant       `json:"finishedAt"`
	ReturnedAt     Instant       `json:"returnedAt"`
	Standing       string        `json:"standing"`
	Paused         bool          `json:"paused"`
	Changes        []Change      `json:"changes" nullable:"false"`
	Applicant      string        `json:"applicant" doc:"Masked" example:"C*** TNHH M**"`
}

func (a *api) lookups() {
	get(a, route{id: "track", path: "/track", tag: "public", summary: "Look a dossier up by code and key", public: true}, a.track)
}

func (a *api) track(ctx context.Context, req *request, in *TrackQuery) (Tracked, error) {
	code, now := gateKey(in.Code), time.Now()
	if wait := a.gate.enter(req.from, code, now); wait > 0 {
		return Tracked{}, tooOften(wait)
	}
	view, err := a.office.Track(ctx, in.Code, in.Key)
	if motcua.KindOf(err) == motcua.NotFound {
		a.gate.failed(req.from, code, now)
	}
	if err != nil {
		return Tracked{}, err
	}
	return trackedOf(view, req.words), nil
}

// gateKey is the code as look-ups of it are counted; nothing longer than a code
// is remembered whole.
func gateKey(code string) string {
	read := dossier.ReadCode(code)
	return read[:min(len(read), 64)]
}

func trackedOf(v *office.View, words *message.Printer) Tracked {
	holder := holderOf(v.Book, v.Holder)
	holder.Person = ""
	changes := changesOf(v, words)
	for i := range changes {
		changes[i].Reason = discreet(changes[i].Reason, v.Intake)
	}
	return Tracked{Code: v.Code, Procedure: procedureName(v), Status: string(v.Status), NationalStatus: v.Status.National(), Holder: holder,
		ReceivedAt: Instant(v.Intake.ReceivedAt), OriginalDueAt: Instant(v.Clock.Original), DueAt: Instant(v.Clock.Due),
		ProjectedDueAt: Instant(v.Clock.Projected), FinishedAt: Instant(v.Clock.Finished), ReturnedAt: Instant(v.ReturnedAt),
		Standing: string(v.Clock.Standing), Paused: v.Clock.Paused, Changes: changes, Applicant: vietnamese.MaskName(v.Intake.Applicant.Name)}
}

// discreet masks what an officer may have written about the applicant and the
// submitter into a reason that the public reads.
func discreet(text string, in dossier.Intake) string {
	for _, p := range []dossier.Party{in.Applicant, in.Submitter} {
		for _, private := range []string{p.Identifier, p.Phone, p.Email, p.Address} {
			if private != "" {
				text = strings.ReplaceAll(text, private, "***")
			}
		}
		if p.Name != "" {
			text = strings.ReplaceAll(text, p.Name, vietnamese.MaskName(p.Name))
		}
	}
	return text
}
