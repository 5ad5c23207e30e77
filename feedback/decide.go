package feedback

import (
	"slices"

	"motcua"
	"motcua/deadline"
)

// Ground says why a feedback is not taken.
type Ground string

// The grounds of refusal (NĐ 20/2008/NĐ-CP).
const (
	IsComplaint    Ground = "complaint"    // khiếu nại: Luật Khiếu nại
	IsDenunciation Ground = "denunciation" // tố cáo: Luật Tố cáo
	NoIdentity     Ground = "noIdentity"   // no name, address or telephone, and none given when asked
	Unclear        Ground = "unclear"
	Repeated       Ground = "repeated" // the same was answered before
)

// Grounds lists every ground of refusal.
func Grounds() []Ground { return []Ground{IsComplaint, IsDenunciation, NoIdentity, Unclear, Repeated} }

// Classify says what kind it is and whom it concerns, and takes it on. Whoever
// had it in hand and is concerned by now has it no longer.
func (f *Feedback) Classify(act Act, kind Kind, about About, note string) (*Feedback, []Event, error) {
	if err := f.in(DeedClassify); err != nil {
		return nil, nil, err
	}
	if !slices.Contains(Kinds(), kind) {
		return nil, nil, motcua.InvalidField("kind", "feedback.kind.unknown")
	}
	if fault := tidy("note", &note, 0, ContentMost); fault != nil {
		return nil, nil, fault
	}
	about.Dossier = f.About.Dossier
	return f.with(act, Classified{As: kind, About: about, Note: note})
}

// Refuse does not take it, with the ground and the reason that its sender reads.
func (f *Feedback) Refuse(act Act, ground Ground, reason string) (*Feedback, []Event, error) {
	if err := f.in(DeedRefuse); err != nil {
		return nil, nil, err
	}
	if !slices.Contains(Grounds(), ground) {
		return nil, nil, motcua.InvalidField("ground", "feedback.ground.unknown")
	}
	if fault := tidy("reason", &reason, ContentLeast, ContentMost); fault != nil {
		return nil, nil, fault
	}
	return f.with(act, Rejected{Ground: ground, Reason: reason})
}

// AskMore asks the sender for what is missing; the time to handle it stands
// still until the sender answers.
func (f *Feedback) AskMore(act Act, reason string) (*Feedback, []Event, error) {
	if err := f.in(DeedAskMore); err != nil {
		return nil, nil, err
	}
	if fault := tidy("reason", &reason, ContentLeast, ContentMost); fault != nil {
		return nil, nil, fault
	}
	return f.with(act, MoreAsked{Reason: reason})
}

// Say adds what the sender has to say; it ends the wait for it.
func (f *Feedback) Say(act Act, said Said) (*Feedback, []Event, error) {
	if err := f.in(DeedSay); err != nil {
		return nil, nil, err
	}
	if fault := tidy("content", &said.Content, 1, ContentMost); fault != nil {
		return nil, nil, fault
	}
	if len(said.Files) > FilesMost {
		return nil, nil, motcua.InvalidField("files", "feedback.files.many", "Most", FilesMost)
	}
	if len(f.Messages) >= messagesMost {
		return nil, nil, motcua.Refused(motcua.Conflict, "feedback.messages.many", "Most", messagesMost)
	}
	return f.with(act, said)
}

// messagesMost bounds what can be added to one feedback.
const messagesMost = 50

// PassOn gives it to the agency that is competent, with the number of the
// letter that does so.
func (f *Feedback) PassOn(act Act, to, evidence, reason string) (*Feedback, []Event, error) {
	if err := f.in(DeedTransfer); err != nil {
		return nil, nil, err
	}
	err := motcua.Join(tidy("to", &to, 1, nameMost), tidy("evidence", &evidence, 1, 60), tidy("reason", &reason, 0, ContentMost))
	if err != nil {
		return nil, nil, err
	}
	return f.with(act, PassedOn{To: to, Evidence: evidence, Reason: reason})
}

// Assign names who handles it: a unit, and a person of it or nobody yet. The
// unit and the people complained about do not.
func (f *Feedback) Assign(act Act, unit, person, name, note string) (*Feedback, []Event, error) {
	if err := f.in(DeedAssign); err != nil {
		return nil, nil, err
	}
	switch {
	case unit == "":
		return nil, nil, motcua.InvalidField("unit", "feedback.required.unit")
	case f.Kind == Handling && unit == f.About.Unit && f.About.Agency == f.Agency:
		return nil, nil, motcua.InvalidField("unit", "feedback.assign.unitConcerned")
	case person != "" && slices.Contains(f.About.Persons, person):
		return nil, nil, motcua.InvalidField("person", "feedback.assign.personConcerned")
	}
	if fault := tidy("note", &note, 0, ContentMost); fault != nil {
		return nil, nil, fault
	}
	return f.with(act, Assigned{Unit: unit, Person: person, Name: name, Note: note})
}

// Extend grants more time to handle it, with the reason.
func (f *Feedback) Extend(act Act, term deadline.Term, reason string) (*Feedback, []Event, error) {
	if err := f.in(DeedExtend); err != nil {
		return nil, nil, err
	}
	if term.Unit != deadline.WorkingDay || term.Amount < deadline.Whole(1) || term.Amount > deadline.Whole(extensionMost) {
		return nil, nil, motcua.InvalidField("term", "feedback.extend.term", "Most", extensionMost)
	}
	if fault := tidy("reason", &reason, ContentLeast, ContentMost); fault != nil {
		return nil, nil, fault
	}
	return f.with(act, Extended{Term: term, Reason: reason})
}

// extensionMost is the most working days that one extension grants.
const extensionMost = 15

// Draft writes the answer that is to be approved.
func (f *Feedback) Draft(act Act, content string, outcome Outcome) (*Feedback, []Event, error) {
	if err := f.in(DeedDraft); err != nil {
		return nil, nil, err
	}
	var unknown *motcua.Fault
	if !slices.Contains(Outcomes(), outcome) {
		unknown = motcua.InvalidField("outcome", "feedback.required.outcome")
	}
	if err := motcua.Join(tidy("answer", &content, ContentLeast, answerMost), unknown); err != nil {
		return nil, nil, err
	}
	return f.with(act, Drafted{Content: content, Outcome: outcome})
}

// Approve makes the draft the answer. Whoever drafted it does not: four eyes.
func (f *Feedback) Approve(act Act) (*Feedback, []Event, error) {
	if err := f.in(DeedApprove); err != nil {
		return nil, nil, err
	}
	if f.Answer.DraftedBy == act.By.Person {
		return nil, nil, motcua.Refused(motcua.Forbidden, "feedback.approve.own")
	}
	return f.with(act, Approved{})
}

// ReturnDraft sends the draft back with what is to be mended.
func (f *Feedback) ReturnDraft(act Act, reason string) (*Feedback, []Event, error) {
	if err := f.in(DeedApprove); err != nil {
		return nil, nil, err
	}
	if fault := tidy("reason", &reason, 1, ContentMost); fault != nil {
		return nil, nil, fault
	}
	return f.with(act, DraftReturned{Reason: reason})
}

// Publish makes content and answer public, as redacted by the editor. A text
// that still holds what the sender can be found by is refused.
func (f *Feedback) Publish(act Act, text Text) (*Feedback, []Event, error) {
	if err := f.in(DeedPublish); err != nil {
		return nil, nil, err
	}
	err := motcua.Join(tidy("title", &text.Title, 1, nameMost), tidy("content", &text.Content, 1, ContentMost), tidy("answer", &text.Answer, 1, answerMost),
		f.betrayed("title", text.Title), f.betrayed("content", text.Content), f.betrayed("answer", text.Answer))
	if err != nil {
		return nil, nil, err
	}
	return f.with(act, MadePublic{Text: text})
}

// KeepBack keeps it from the public, with the reason.
func (f *Feedback) KeepBack(act Act, reason string) (*Feedback, []Event, error) {
	if err := f.in(DeedWithhold); err != nil {
		return nil, nil, err
	}
	if fault := tidy("reason", &reason, 1, ContentMost); fault != nil {
		return nil, nil, fault
	}
	return f.with(act, KeptBack{Reason: reason})
}

// Judge is the sender's word on the answer, said once.
func (f *Feedback) Judge(act Act, satisfied bool) (*Feedback, []Event, error) {
	if f.Satisfied != nil {
		return nil, nil, motcua.Refused(motcua.Conflict, "feedback.judge.twice")
	}
	if err := f.in(DeedJudge); err != nil {
		return nil, nil, err
	}
	return f.with(act, Judged{Satisfied: satisfied})
}

// in refuses what does not fit the state.
func (f *Feedback) in(deed Deed) error {
	if f.Fits(deed) {
		return nil
	}
	return motcua.Refused(motcua.Conflict, "feedback.closed", "Act", motcua.Say("feedback.act."+string(deed)), "State", motcua.Say("feedback.state."+string(f.State)))
}
