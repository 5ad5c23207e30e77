// Package dossier is the dossier of an applicant (hồ sơ) from intake to return:
// the facts that were recorded about it, in order, and what follows from them –
// its status, its holder, its legs, its clock. Facts are appended, never
// rewritten; everything else is derived by [Rebuild]. The decisions ([Dossier.
// Assign], [Dossier.Ask] …) take values and return the facts to add, or a fault
// that says why not; who may decide is asked before, in identity.
//
// The legal ground is NĐ 61/2018/NĐ-CP (art 17–20) with TT 01/2018/TT-VPCP;
// dates are counted by package deadline, opinions by package interagency.
package dossier

import (
	"encoding/json"
	"slices"
	"time"

	"motcua/catalogue"
	"motcua/deadline"
	"motcua/identity"
	"motcua/interagency"
)

// Dossier is what the facts recorded so far add up to.
type Dossier struct {
	ID            string
	Code          string // printed on the receipt, e.g. H57.16-220606-0001
	Key           string // the lookup key printed beside it
	Intake        Intake
	Plan          []catalogue.Leg // the internal process pinned at intake
	Name          string          // name of the procedure in the pinned version
	Supplement    catalogue.Policy
	AutoExtension deadline.Term // more time a consulted agency gets by itself

	Status      Status
	Holder      Holder
	Legs        []Leg // own legs in the order they were begun
	Handovers   []Handover
	Opinions    []interagency.Opinion
	Supplements []Supplement
	Messages    []Message // between the applicant and the office
	Conclusion  *Conclusion
	Results     []Result // every signed result, oldest first; the last stands
	ReturnedAt  time.Time
	Return      *Returned
	Tracking    string   // number of the postal item that carries the result
	Apology     *Apology // for not being returned in time; nil without
	Officer     string   // whom the lead agency named last; stays when the dossier moves on
	Draft       *Draft   // the last draft of its result; nil without
	DraftFiles  []string // ids of every file that a draft has been, for the staff alone

	Events []Event // every fact, oldest first
}

// Version counts the facts; a change made on an older count is refused.
func (d *Dossier) Version() int { return len(d.Events) }

// Intake is what was taken at the counter and what was promised for it.
type Intake struct {
	Procedure  string                `json:"procedure"`
	Version    int                   `json:"version"` // of the procedure, pinned
	Case       string                `json:"case,omitempty"`
	Channel    catalogue.ChannelKind `json:"channel"`
	Unit       string                `json:"unit"` // the unit that will handle it
	Agency     string                `json:"agency"`
	ReceivedAt time.Time             `json:"receivedAt"`
	Applicant  Party                 `json:"applicant"`
	Submitter  Party                 `json:"submitter,omitzero"`
	Papers     []Paper               `json:"papers,omitempty"`
	Delivery   string                `json:"delivery"`
	// DeliveryAddress is where the post brings the result.
	DeliveryAddress string          `json:"deliveryAddress,omitempty"`
	Note            string          `json:"note,omitempty"`
	Calendar        string          `json:"calendar"` // the calendar the promise counts on
	Term            deadline.Term   `json:"term"`
	Mode            deadline.Mode   `json:"mode"`
	Sample          bool            `json:"sample,omitempty"`  // made for show, not a real applicant
	Account         string          `json:"account,omitempty"` // id of the account it was submitted with
	Answers         json.RawMessage `json:"answers,omitempty"` // of the e-form, as its schema has them
	FormID          string          `json:"formID,omitempty"`  // of the e-form that the answers fill
	Lang            string          `json:"lang,omitempty"`    // of letters to the applicant: vi or en
	Import          *Origin         `json:"import,omitempty"`  // the row of a file it came from; nil: received here
}

// Circumstances are what the conditions of the legs are held against.
func (in Intake) Circumstances() catalogue.Circumstances {
	return catalogue.Circumstances{Applicant: in.Applicant.Kind, Channel: string(in.Channel), Case: in.Case, Answers: in.Answers}
}

// Addresses are where the applicant is written to: e-mail and telephone of
// whoever handed it in, where they left none those of the applicant.
func (in Intake) Addresses() (email, phone string) {
	for _, p := range []Party{in.Submitter, in.Applicant} {
		if p.Email != "" || p.Phone != "" {
			return p.Email, p.Phone
		}
	}
	return "", ""
}

// Party is the applicant (chủ hồ sơ) or the submitter (người nộp).
type Party struct {
	Kind       string `json:"kind,omitempty"` // person or organization
	Name       string `json:"name,omitempty"`
	Identifier string `json:"identifier,omitempty"` // citizen number or tax code
	Address    string `json:"address,omitempty"`
	Phone      string `json:"phone,omitempty"`
	Email      string `json:"email,omitempty"`
}

// The kinds of party.
const (
	PersonParty       = "person"
	OrganizationParty = "organization"
)

// Paper is a paper handed in: the code of the required paper and how many.
type Paper struct {
	Code      string `json:"code"`
	Originals int    `json:"originals"`
	Copies    int    `json:"copies"`
	// Files are the ids of the files it was handed in as (document.File).
	Files []string `json:"files,omitempty"`
	// Reused are those of the files that the office had accepted before, with
	// another dossier (NĐ 107/2021: what was digitised once is used again).
	Reused []string `json:"reused,omitempty"`
}

// Holder is who has the dossier: an agency, its unit, and the person named.
type Holder struct {
	Agency string `json:"agency"`
	Unit   string `json:"unit,omitempty"`
	Person string `json:"person,omitempty"` // sign-in name; "" while nobody is named
}

// Leg is a stretch that one holder had the dossier for.
type Leg struct {
	ID         string // of the planned leg, or "+n" for one outside the plan
	Planned    bool
	Kind       catalogue.LegKind
	Agency     string
	Unit       string
	Position   string
	Task       string
	Share      deadline.Term // zero outside the plan
	StartedAt  time.Time
	FinishedAt time.Time // zero while open
	SentBack   bool      // ended by being sent back, not done
}

// Handover is the evidence of giving and taking (TT 01/2018 form 05): given at
// one instant by one person, taken at another by another.
type Handover struct {
	ID      string    `json:"id"`
	From    Holder    `json:"from"`
	To      Holder    `json:"to"`
	Leg     string    `json:"leg,omitempty"` // planned leg that begins with it
	Note    string    `json:"note,omitempty"`
	GivenAt time.Time `json:"givenAt"`
	GivenBy string    `json:"givenBy"`
	TakenAt time.Time `json:"takenAt,omitzero"`
	TakenBy string    `json:"takenBy,omitempty"`
}

// Open tells whether the hand-over still waits to be taken.
func (h Handover) Open() bool { return h.TakenAt.IsZero() }

// AtOnce tells whether it moved within its agency by the giver's act alone and
// has not been confirmed by the receiver since.
func (h Handover) AtOnce() bool {
	return h.From.Agency == h.To.Agency && h.TakenBy == h.GivenBy && h.TakenAt.Equal(h.GivenAt)
}

// Supplement is a request for missing papers and what came of it.
type Supplement struct {
	Reason  string    `json:"reason"`
	Papers  []string  `json:"papers,omitempty"`
	AskedAt time.Time `json:"askedAt"`
	AskedBy string    `json:"askedBy"`
	Sent    []Paper   `json:"sent,omitempty"` // online, to be looked at
	SentAt  time.Time `json:"sentAt,omitzero"`
	TakenAt time.Time `json:"takenAt,omitzero"`
	Handed  []Paper   `json:"handed,omitempty"`
	// CompleteAt is when the full papers had come: the clock goes on from here.
	CompleteAt time.Time `json:"completeAt,omitzero"`

	askedFor Holder // who had the dossier when they were asked for
}

// Conclusion is how processing ended.
type Conclusion struct {
	Outcome  Outcome   `json:"outcome"`
	At       time.Time `json:"at"`
	Document Document  `json:"document,omitzero"`
	Reason   string    `json:"reason,omitempty"`
}

// Outcome says how processing ended.
type Outcome string

// The outcomes of processing.
const (
	Granted   Outcome = "granted"
	Refused   Outcome = "refused"   // after appraisal, NĐ 61/2018 art 19(8)
	Withdrawn Outcome = "withdrawn" // the applicant took it back
	Stopped   Outcome = "stopped"   // dừng giải quyết, TT 03/2025 form 05
)

// Document is the paper that carries the result.
type Document struct {
	Number string `json:"number,omitempty"`
	Date   string `json:"date,omitempty"` // 2006-01-02
	Title  string `json:"title,omitempty"`
	// Signer and Position are who signed it and as what, as the paper says.
	Signer   string `json:"signer,omitempty"`
	Position string `json:"position,omitempty"`
	File     string `json:"file,omitempty"` // id of the signed file (document.File); "" on paper alone
	// Check are letters printed on the result, by which anybody can verify it.
	Check string `json:"check,omitempty"`
}

// Object is the dossier as identity sees it when it is asked who may act.
func (d *Dossier) Object() identity.Object {
	on := identity.Object{Agency: d.Holder.Agency, Unit: d.Holder.Unit, Assignee: d.Holder.Person,
		LeadAgency: d.Intake.Agency, LeadUnit: d.leadUnit()}
	for _, h := range d.Handovers {
		on.Asked = append(on.Asked, h.To.Agency)
	}
	for _, o := range d.Opinions {
		on.Asked = append(on.Asked, o.Agency)
	}
	on.Prepared = d.prepared()
	for _, leg := range d.Plan {
		if leg.Kind == catalogue.Authority {
			on.Authority = true
		}
	}
	return on
}

// prepared are those who brought the dossier to where it is decided: the
// specialists named, who asked for papers, opinions or more time, and whose hand
// the draft of the result went through.
func (d *Dossier) prepared() []string {
	var list []string
	for _, e := range d.Events {
		person := e.By.Person
		switch f := e.Fact.(type) {
		case Assigned:
			person = f.Person
		case PapersAsked, OpinionsAsked, MoreTimeAsked, DraftPut, DraftInitial, DraftSign:
		default:
			continue
		}
		if !slices.Contains(list, person) {
			list = append(list, person)
		}
	}
	return list
}

// Files are the ids of every file that was handed in with the dossier and not
// destroyed: with its papers, with messages, and as its result.
func (d *Dossier) Files() []string {
	var ids []string
	for _, k := range d.KeptFiles() {
		ids = append(ids, k.ID)
	}
	return ids
}

// HasFile tells whether a file was handed in with the dossier and is there.
func (d *Dossier) HasFile(id string) bool { return id != "" && slices.Contains(d.Files(), id) }
