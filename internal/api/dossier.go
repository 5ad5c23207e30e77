package api

import (
	"strconv"

	"motcua/catalogue"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/internal/message"
	"motcua/internal/office"
)

// Dossier is a dossier as of now, to whoever may read it.
type Dossier struct {
	State
	Procedure     ProcedureName  `json:"procedure"`
	Case          string         `json:"case"`
	Applicant     Party          `json:"applicant"`
	Submitter     Party          `json:"submitter"`
	Channel       string         `json:"channel"`
	Delivery      string         `json:"delivery"`
	Note          string         `json:"note"`
	ReceivedAt    Instant        `json:"receivedAt"`
	ReturnedAt    Instant        `json:"returnedAt"`
	Term          string         `json:"term" doc:"The promised length" example:"35 working days"`
	UsedMinutes   int64          `json:"usedMinutes" doc:"Working time counted against the term"`
	WaitedMinutes int64          `json:"waitedMinutes" doc:"Working time spent waiting for the applicant"`
	Papers        []PaperCount   `json:"papers" nullable:"false"`
	Legs          []Leg          `json:"legs" nullable:"false" doc:"Own legs and consultations in order, those still ahead with the dates they will have"`
	Consultations []Consultation `json:"consultations" nullable:"false"`
	Supplements   []Supplement   `json:"supplements" nullable:"false"`
	Handovers     []Handover     `json:"handovers" nullable:"false"`
	Changes       []Change       `json:"changes" nullable:"false" doc:"Every move of the promised date"`
	LateBy        []LateBy       `json:"lateBy" nullable:"false" doc:"Who overran their own time, when the dossier is late or overdue"`
	Result        Maybe[Result]  `json:"result"`
	Return        Maybe[Return]  `json:"return"`
	Steps         []Step         `json:"steps" nullable:"false" doc:"How the promised date was reached"`
	History       []Fact         `json:"history" nullable:"false" doc:"Every fact, oldest first"`
}

// State is where a dossier stands: what an act on it answers with.
type State struct {
	Code           string  `json:"code"`
	Status         string  `json:"status"`
	NationalStatus int     `json:"nationalStatus" minimum:"1" maximum:"10" doc:"TrangThaiHoSo of the national portal"`
	Holder         Holder  `json:"holder"`
	OriginalDueAt  Instant `json:"originalDueAt"`
	DueAt          Instant `json:"dueAt" doc:"While paused the last promise"`
	ProjectedDueAt Instant `json:"projectedDueAt" doc:"What would be promised if a pause ended now"`
	FinishedAt     Instant `json:"finishedAt"`
	Standing       string  `json:"standing" enum:"early,onTime,late,inTime,dueSoon,overdue,paused"`
	Paused         bool    `json:"paused"`
	Version        int     `json:"version" doc:"Number of facts; name it in If-Match to act on exactly this"`
}

func (s State) etag() string { return etag(s.Version) }

func etag(version int) string { return `"` + strconv.Itoa(version) + `"` }

// ProcedureName names the pinned version of a procedure.
type ProcedureName struct {
	Code    string `json:"code"`
	Name    string `json:"name"`
	Version int    `json:"version"`
}

// Holder is who has the dossier.
type Holder struct {
	Agency     string `json:"agency"`
	AgencyName string `json:"agencyName"`
	Unit       string `json:"unit"`
	UnitName   string `json:"unitName"`
	Person     string `json:"person" doc:"Sign-in name; empty while nobody is named"`
}

// PaperCount is a paper handed in.
type PaperCount struct {
	Code      string `json:"code"`
	Originals int    `json:"originals"`
	Copies    int    `json:"copies"`
}

// Leg is one stretch of the way with its own time.
type Leg struct {
	ID              string  `json:"id"`
	Agency          string  `json:"agency"`
	Unit            string  `json:"unit"`
	Task            string  `json:"task"`
	Kind            string  `json:"kind" enum:"own,consultation"`
	Part            string  `json:"part" doc:"oneStop, own, consultation or authority"`
	StartedAt       Instant `json:"startedAt" doc:"null while ahead"`
	DueAt           Instant `json:"dueAt"`
	FinishedAt      Instant `json:"finishedAt"`
	UsedMinutes     int64   `json:"usedMinutes"`
	LateMinutes     int64   `json:"lateMinutes"`
	ExtendedMinutes int64   `json:"extendedMinutes"`
	SentBack        bool    `json:"sentBack"`
}

// LateBy is who overran their own time, and by how much.
type LateBy struct {
	Agency  string `json:"agency"`
	Unit    string `json:"unit"`
	Minutes int64  `json:"minutes"`
}

// Supplement is a request for missing papers and what came of it.
type Supplement struct {
	Reason  string       `json:"reason"`
	Papers  []string     `json:"papers" nullable:"false"`
	AskedAt Instant      `json:"askedAt"`
	TakenAt Instant      `json:"takenAt"`
	Handed  []PaperCount `json:"handed" nullable:"false"`
}

// Handover is the evidence of giving and taking.
type Handover struct {
	ID      string  `json:"id"`
	From    Holder  `json:"from"`
	To      Holder  `json:"to"`
	Note    string  `json:"note"`
	GivenAt Instant `json:"givenAt"`
	GivenBy string  `json:"givenBy"`
	TakenAt Instant `json:"takenAt"`
	TakenBy string  `json:"takenBy"`
}

// Result is how processing ended.
type Result struct {
	Outcome  string   `json:"outcome" enum:"granted,refused,withdrawn,stopped"`
	At       Instant  `json:"at"`
	Document Document `json:"document"`
	Reason   string   `json:"reason"`
}

// Document is the paper that carries the result.
type Document struct {
	Number string `json:"number,omitempty"`
	Date   string `json:"date,omitempty" doc:"2006-01-02"`
	Title  string `json:"title,omitempty"`
	// Signer and Position are who signed it and as what.
	Signer   string `json:"signer,omitempty"`
	Position string `json:"position,omitempty"`
}

func documentOf(d dossier.Document) Document {
	return Document{Number: d.Number, Date: d.Date, Title: d.Title, Signer: d.Signer, Position: d.Position}
}

// Return is the handing over to the applicant.
type Return struct {
	ReceivedBy string  `json:"receivedBy"`
	Method     string  `json:"method"`
	At         Instant `json:"at"`
}

func stateOf(v *office.View) State {
	return State{Code: v.Code, Status: string(v.Status), NationalStatus: v.Status.National(), Holder: holderOf(v.Book, v.Holder),
		OriginalDueAt: Instant(v.Clock.Original), DueAt: Instant(v.Clock.Due), ProjectedDueAt: Instant(v.Clock.Projected),
		FinishedAt: Instant(v.Clock.Finished), Standing: string(v.Clock.Standing), Paused: v.Clock.Paused, Version: v.Version()}
}

func holderOf(b *office.Book, h dossier.Holder) Holder {
	out := Holder{Agency: h.Agency, Unit: h.Unit, Person: h.Person, AgencyName: b.Agency(h.Agency).Name}
	if h.Unit != "" {
		out.UnitName = b.UnitName(h.Agency, h.Unit)
	}
	return out
}

func dossierOf(v *office.View, words *message.Printer) (Dossier, error) {
	consultations, err := consultationsOf(v)
	if err != nil {
		return Dossier{}, err
	}
	lateBy, err := lateByOf(v)
	if err != nil {
		return Dossier{}, err
	}
	in := v.Intake
	d := Dossier{State: stateOf(v), Procedure: procedureName(v), Case: in.Case, Applicant: Party(in.Applicant), Submitter: Party(in.Submitter),
		Channel: string(in.Channel), Delivery: in.Delivery, Note: in.Note, ReceivedAt: Instant(in.ReceivedAt), ReturnedAt: Instant(v.ReturnedAt),
		Term: in.Term.String(), UsedMinutes: minutes(v.Clock.Used), WaitedMinutes: minutes(v.Clock.Waited), Papers: papersIn(in.Papers),
		Legs: legsOf(v.Accounts), Consultations: consultations, LateBy: lateBy, Changes: changesOf(v, words),
		Steps: stepsOf(v.Clock.Steps, words), History: historyOf(v, words), Supplements: []Supplement{}, Handovers: []Handover{}}
	for _, s := range v.Supplements {
		d.Supplements = append(d.Supplements, Supplement{Reason: s.Reason, Papers: list(s.Papers), AskedAt: Instant(s.AskedAt),
			TakenAt: Instant(s.TakenAt), Handed: papersIn(s.Handed)})
	}
	for _, h := range v.Handovers {
		d.Handovers = append(d.Handovers, Handover{ID: h.ID, From: holderOf(v.Book, h.From), To: holderOf(v.Book, h.To), Note: h.Note,
			GivenAt: Instant(h.GivenAt), GivenBy: h.GivenBy, TakenAt: Instant(h.TakenAt), TakenBy: h.TakenBy})
	}
	if c := v.Conclusion; c != nil {
		d.Result.value = &Result{Outcome: string(c.Outcome), At: Instant(c.At), Document: documentOf(c.Document), Reason: c.Reason}
	}
	if r := v.Return; r != nil {
		d.Return.value = &Return{ReceivedBy: r.ReceivedBy, Method: r.Method, At: Instant(v.ReturnedAt)}
	}
	return d, nil
}

func procedureName(v *office.View) ProcedureName {
	return ProcedureName{Code: v.Intake.Procedure, Name: v.Name, Version: v.Intake.Version}
}

func papersIn(papers []dossier.Paper) []PaperCount {
	out := make([]PaperCount, 0, len(papers))
	for _, p := range papers {
		out = append(out, PaperCount{Code: p.Code, Originals: p.Originals, Copies: p.Copies})
	}
	return out
}

func legsOf(accounts []dossier.Account) []Leg {
	legs := make([]Leg, 0, len(accounts))
	for _, a := range accounts {
		kind := "own"
		if a.Kind == catalogue.Consultation {
			kind = "consultation"
		}
		legs = append(legs, Leg{ID: a.ID, Agency: a.Agency, Unit: a.Unit, Task: a.Task, Kind: kind, Part: string(a.Kind),
			StartedAt: Instant(a.StartedAt), DueAt: Instant(a.DueAt), FinishedAt: Instant(a.FinishedAt),
			UsedMinutes: minutes(a.Used), LateMinutes: minutes(a.Late), ExtendedMinutes: minutes(a.Extended), SentBack: a.SentBack})
	}
	return legs
}

// lateByOf names the causes only of a dossier that is late: on one in time, a
// leg that overran its share harmed nobody.
func lateByOf(v *office.View) ([]LateBy, error) {
	out := []LateBy{}
	if v.Clock.Standing != deadline.Late && v.Clock.Standing != deadline.Overdue {
		return out, nil
	}
	causes, err := v.Causes(v.Book.Calendars, v.At)
	for _, c := range causes {
		out = append(out, LateBy{Agency: c.Agency, Unit: c.Unit, Minutes: minutes(c.Late)})
	}
	return out, err
}

// Change is a move of the promised date.
type Change struct {
	At         Instant `json:"at"`
	From       Instant `json:"from"`
	To         Instant `json:"to"`
	Reason     string  `json:"reason" doc:"In the reader's language"`
	Agency     string  `json:"agency" doc:"Id of the agency that caused it; empty when none did"`
	AgencyName string  `json:"agencyName"`
}

func changesOf(v *office.View, words *message.Printer) []Change {
	out := make([]Change, 0, len(v.Clock.Changes))
	for _, c := range v.Clock.Changes {
		change := Change{At: Instant(c.At), From: Instant(c.From), To: Instant(c.To), Reason: c.Reason, Agency: c.Holder}
		if c.Holder != "" {
			change.AgencyName = v.Book.Agency(c.Holder).Name
		}
		switch c.Kind {
		case deadline.Resume:
			change.Reason = words.T("api.change.pause", "Reason", c.Reason)
		case deadline.Restart:
			change.Reason = words.T("api.change.restart", "Reason", c.Reason)
		}
		out = append(out, change)
	}
	return out
}
