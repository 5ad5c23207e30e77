package dossier

import (
	"fmt"

	"motcua"
	"motcua/interagency"
)

// OfficeUnit is the id of the unit that seals and releases for the lead agency.
const OfficeUnit = "vanphong"

// DraftStage is how far the draft of a result has come.
type DraftStage string

// The stages of a draft.
const (
	DraftSubmitted  DraftStage = "submitted"  // waits for the initials of the head (ký nháy)
	DraftInitialled DraftStage = "initialled" // waits for the leadership (ký số)
	DraftApproved   DraftStage = "signed"     // waits for the seal (đóng dấu, phát hành)
	DraftReleased   DraftStage = "released"
	DraftBack       DraftStage = "returned" // to whoever drafted it, to be put right
)

// Draft is the draft of a result on its way to the seal. Its file grows by a
// signature at each stage.
type Draft struct {
	Number  int // of the drafts of the dossier, from 1
	Outcome Outcome
	Title   string
	Note    string // with which it was submitted (tờ trình)
	File    string // id of the file as it now is (document.File)
	Hash    string // SHA-256 of its bytes, in hexadecimal
	Stage   DraftStage
	Back    string // why it was returned
	By      By     // who drafted it
	Signed  []Signing
}

// Signing is one signature on a draft.
type Signing struct {
	Event Event
	Marked
}

// DraftPut is a draft that was submitted for signing.
type DraftPut struct {
	Outcome Outcome `json:"outcome"`
	Title   string  `json:"title"`
	Note    string  `json:"note,omitempty"`
	File    string  `json:"file"`
	Hash    string  `json:"hash"`
}

// Marked is a signature: what was signed, and what came of it.
type Marked struct {
	Before string `json:"before"` // SHA-256 of what the signer saw
	File   string `json:"file"`   // the signed file
	Hash   string `json:"hash"`
	Signer string `json:"signer"` // as the certificate has it
	Serial string `json:"serial"` // of the certificate
}

// DraftInitial is the initials of the head of the unit.
type DraftInitial struct{ Marked }

// DraftSign is the signature of the leadership.
type DraftSign struct{ Marked }

// DraftSeal is the seal of the agency; the result follows at once.
type DraftSeal struct{ Marked }

// DraftReturn sends a draft back to whoever drafted it.
type DraftReturn struct {
	Hash   string `json:"hash"`
	Reason string `json:"reason"`
}

// The names of the facts.
func (DraftPut) Kind() string     { return "draftSubmitted" }
func (DraftInitial) Kind() string { return "draftInitialled" }
func (DraftSign) Kind() string    { return "draftSigned" }
func (DraftSeal) Kind() string    { return "draftSealed" }
func (DraftReturn) Kind() string  { return "draftReturned" }

func (f DraftPut) apply(d *Dossier, e Event) {
	d.DraftFiles = append(d.DraftFiles[:len(d.DraftFiles):len(d.DraftFiles)], f.File)
	number := 1
	if d.Draft != nil {
		number = d.Draft.Number + 1
	}
	d.Draft = &Draft{Number: number, Outcome: f.Outcome, Title: f.Title, Note: f.Note, File: f.File, Hash: f.Hash, Stage: DraftSubmitted, By: e.By}
}

func (f DraftInitial) apply(d *Dossier, e Event) { d.mark(f.Marked, e, DraftInitialled) }
func (f DraftSign) apply(d *Dossier, e Event)    { d.mark(f.Marked, e, DraftApproved) }
func (f DraftSeal) apply(d *Dossier, e Event)    { d.mark(f.Marked, e, DraftReleased) }

func (d *Dossier) mark(m Marked, e Event, to DraftStage) {
	if d.Draft == nil {
		return
	}
	next := *d.Draft
	next.File, next.Hash, next.Stage = m.File, m.Hash, to
	next.Signed = append(next.Signed[:len(next.Signed):len(next.Signed)], Signing{Event: e, Marked: m})
	d.Draft = &next
	d.DraftFiles = append(d.DraftFiles[:len(d.DraftFiles):len(d.DraftFiles)], m.File)
}

func (f DraftReturn) apply(d *Dossier, _ Event) {
	if d.Draft != nil {
		next := *d.Draft
		next.Stage, next.Back = DraftBack, f.Reason
		d.Draft = &next
	}
}

// Stage is how far the draft has come; "" without one.
func (d *Dossier) Stage() DraftStage {
	if d.Draft == nil || !d.Status.Open() && d.Draft.Stage != DraftReleased {
		return ""
	}
	return d.Draft.Stage
}

// MayDraft tells whether a draft can be submitted: none is being signed.
func (d *Dossier) MayDraft() bool {
	switch d.Stage() {
	case "", DraftSubmitted, DraftBack:
		return d.mayMove("draft") == nil && d.withLead()
	default:
		return false
	}
}

// PutDraft submits the draft of a result for signing, in place of one that
// nobody has signed yet.
func (d *Dossier) PutDraft(act Act, f DraftPut) (*Dossier, []Event, error) {
	if err := d.mayMove("draft"); err != nil {
		return nil, nil, err
	}
	if !d.MayDraft() {
		return nil, nil, d.refused("dossier.draft.signing")
	}
	if f.Outcome != Granted && f.Outcome != Refused {
		return nil, nil, motcua.InvalidField("outcome", "dossier.outcome.unknown")
	}
	if err := motcua.Join(checkText("title", &f.Title, nameLimit, true), checkText("note", &f.Note, textLimit, false)); err != nil {
		return nil, nil, err
	}
	if f.File == "" || f.Hash == "" {
		return nil, nil, motcua.InvalidField("file", "dossier.draft.file")
	}
	next, events := d.With(act.At, Recorded(act.By, d.Holder.Agency), f)
	return next, events, nil
}

// MaySign tells why a draft cannot be signed at a stage by somebody who has
// seen it with a hash; nil when it can.
func (d *Dossier) MaySign(stage DraftStage, seen string, act Act, cals interagency.Calendars) error {
	if err := d.mayMove("conclude"); err != nil {
		return err
	}
	if d.Stage() != stage {
		return d.refused("dossier.draft.stage." + string(d.stageOrNone()))
	}
	if seen != d.Draft.Hash {
		return d.refused("dossier.draft.changed")
	}
	if stage == DraftSubmitted {
		return nil
	}
	return d.noOpinionOwed(act.At, cals)
}

func (d *Dossier) stageOrNone() DraftStage {
	if s := d.Stage(); s != "" {
		return s
	}
	return "none"
}

// Initial records the initials of the head; the dossier goes on to the
// leadership when that is its next leg.
func (d *Dossier) Initial(act Act, m Marked, cals interagency.Calendars) (*Dossier, []Event, error) {
	if err := d.MaySign(DraftSubmitted, m.Before, act, cals); err != nil {
		return nil, nil, err
	}
	next, events := d.With(act.At, Recorded(act.By, d.Intake.Agency), DraftInitial{m})
	leg, ok := next.nextLeg()
	if !ok || leg.Unit != LeadershipUnit || leg.Agency != next.Intake.Agency || next.Holder.Agency != leg.Agency || next.waits() {
		return next, events, nil
	}
	after, more, _, err := next.HandOver(act, "", "", "")
	return after, append(events, more...), err
}

// Sign records the signature of the leadership.
func (d *Dossier) Sign(act Act, m Marked, cals interagency.Calendars) (*Dossier, []Event, error) {
	if err := d.MaySign(DraftInitialled, m.Before, act, cals); err != nil {
		return nil, nil, err
	}
	next, events := d.With(act.At, Recorded(act.By, d.Intake.Agency), DraftSign{m})
	return next, events, nil
}

// Release records the seal of the agency, and with it the result: what was
// signed becomes its file.
func (d *Dossier) Release(act Act, m Marked, doc Document, cals interagency.Calendars) (*Dossier, []Event, error) {
	if err := d.MaySign(DraftApproved, m.Before, act, cals); err != nil {
		return nil, nil, err
	}
	if err := motcua.Join(doc.check(act.At)...); err != nil {
		return nil, nil, err
	}
	outcome := d.Draft.Outcome
	doc.File, doc.Title = m.File, d.Draft.Title
	for _, s := range d.Draft.Signed {
		if _, ok := s.Event.Fact.(DraftSign); ok {
			doc.Signer = s.Signer
		}
	}
	next, events := d.With(act.At, Recorded(act.By, d.Intake.Agency), DraftSeal{m})
	after, more, err := next.Conclude(act, outcome, doc, "", cals)
	return after, append(events, more...), err
}

// ReturnDraft sends a draft that waits for the head or the leadership back to
// whoever drafted it; a dossier that was with the leadership goes back with it.
func (d *Dossier) ReturnDraft(act Act, stage DraftStage, seen, reason string) (*Dossier, []Event, error) {
	if err := d.mayMove("draft"); err != nil {
		return nil, nil, err
	}
	if d.Stage() != stage || stage != DraftSubmitted && stage != DraftInitialled && stage != DraftApproved {
		return nil, nil, d.refused("dossier.draft.stage." + string(d.stageOrNone()))
	}
	if seen != d.Draft.Hash {
		return nil, nil, d.refused("dossier.draft.changed")
	}
	if f := checkText("reason", &reason, textLimit, true); f != nil {
		return nil, nil, f
	}
	next, events := d.With(act.At, Recorded(act.By, d.Intake.Agency), DraftReturn{Hash: seen, Reason: reason})
	if _, ok := next.legBefore(); !ok || next.Holder.Unit != LeadershipUnit {
		return next, events, nil
	}
	after, more, err := next.SendBack(act, reason)
	return after, append(events, more...), err
}

// draftErrand is what the draft waits for; false when it waits for nothing.
func (d *Dossier) draftErrands() []Errand {
	if d.Draft == nil {
		return nil
	}
	at := d.Events[len(d.Events)-1].At
	var list []Errand
	for _, e := range d.Events {
		if _, ok := e.Fact.(DraftPut); ok {
			at = e.At
		}
	}
	for _, stage := range []struct {
		stage DraftStage
		kind  ErrandKind
		unit  string
	}{{DraftSubmitted, ErrandInitial, d.leadUnit()}, {DraftInitialled, ErrandSign, LeadershipUnit}, {DraftApproved, ErrandSeal, OfficeUnit}} {
		list = append(list, Errand{ID: fmt.Sprintf("%s/draft/%s", d.ID, stage.kind), Kind: stage.kind, Agency: d.Intake.Agency, Unit: stage.unit,
			AskedAt: at, Due: at, Done: d.Stage() != stage.stage})
	}
	return list
}

// draftNotices: whoever signs next learns of it, and who drafted it that it
// came back.
func (d *Dossier) draftNotices(fact Fact) []Notice {
	to := Notice{Agency: d.Intake.Agency}
	switch f := fact.(type) {
	case DraftPut:
		to.Kind, to.Unit = "draftSubmitted", d.leadUnit()
	case DraftInitial:
		to.Kind, to.Unit = "draftInitialled", LeadershipUnit
	case DraftSign:
		to.Kind, to.Unit = "draftSigned", OfficeUnit
	case DraftReturn:
		to = Notice{Kind: "draftReturned", Person: d.Draft.By.Person, Reason: f.Reason}
	default:
		return nil
	}
	return []Notice{to}
}
