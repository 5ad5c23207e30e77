package api

import (
	"motcua/dossier"
	"motcua/internal/message"
	"motcua/internal/office"
)

// Fact is one line of the log of a dossier.
type Fact struct {
	At      Instant `json:"at"`
	Actor   string  `json:"actor" doc:"Name of the person"`
	ActorID string  `json:"actorId" doc:"Sign-in name"`
	Role    string  `json:"role"`
	Agency  string  `json:"agency"`
	Action  string  `json:"action" doc:"received, handedOver, accepted, assigned, sentBack, supplementRequested, supplemented, consulted, replied, reminded, opinionClosed, moreTimeAsked, moreTimeDecided, concluded, returned, corrected, redated, papersSent, messageSent, noteKept, deliveryChosen, posted, resultRevoked or resultReplaced"`
	Detail  string  `json:"detail" doc:"In the reader's language"`
}

func historyOf(v *office.View, words *message.Printer) []Fact {
	facts := make([]Fact, 0, len(v.Events))
	for _, e := range v.Events {
		facts = append(facts, Fact{At: Instant(e.At), Actor: e.By.Name, ActorID: e.By.Person, Role: string(e.By.Role), Agency: e.By.Agency,
			Action: e.Fact.Kind(), Detail: detail(v, e.Fact, words)})
	}
	return facts
}

// detail says what a fact is about; empty when its name says it all.
func detail(v *office.View, fact dossier.Fact, words *message.Printer) string {
	switch f := fact.(type) {
	case dossier.Given:
		return withReason(words, words.T("api.detail.to", "Unit", v.Book.UnitName(f.Handover.To.Agency, f.Handover.To.Unit)), f.Handover.Note)
	case dossier.Assigned:
		return withReason(words, words.T("api.detail.to", "Unit", f.Name), f.Note)
	case dossier.SentBack:
		return f.Reason
	case dossier.PapersAsked:
		return f.Reason
	case dossier.OpinionsAsked:
		return askedOf(v, f, words)
	case dossier.Replied:
		return withReason(words, words.T("api.opinion."+string(f.Reply.View)), f.Reply.Content)
	case dossier.Reminded:
		return words.T("api.detail.to", "Unit", v.Book.Agency(f.Agency).Name)
	case dossier.OpinionClosed:
		return f.Reason
	case dossier.MoreTimeAsked:
		return withReason(words, words.T("api.detail.moreTime", "Term", f.Request.Term), f.Request.Reason)
	case dossier.MoreTimeDecided:
		return decided(v, f, words)
	case dossier.Apologised:
		return withReason(words, words.T("apology.log", "Days", f.Days), f.Reason)
	case dossier.PaperFiled:
		return withReason(words, f.Paper, f.Reason)
	case dossier.PaperChecked:
		return withReason(words, f.Paper+": "+words.T("paper.verdict."+string(f.Verdict)), f.Remark)
	case dossier.FilesDisposed:
		return f.Reason
	case dossier.Concluded:
		return withReason(words, words.T("api.outcome."+string(f.Conclusion.Outcome)), f.Conclusion.Reason)
	case dossier.Returned:
		return f.ReceivedBy
	case dossier.Posted:
		return f.Tracking
	case dossier.Revoked:
		return withReason(words, f.Decision.Number, f.Reason)
	case dossier.Replaced:
		return withReason(words, f.Document.Number, f.Reason)
	case dossier.DraftPut:
		return withReason(words, f.Title, f.Note)
	case dossier.DraftInitial:
		return f.Signer
	case dossier.DraftSign:
		return f.Signer
	case dossier.DraftSeal:
		return f.Signer
	case dossier.DraftReturn:
		return f.Reason
	case dossier.Corrected:
		return withReason(words, words.T("api.detail.corrected", "Field", f.Field, "From", f.From, "To", f.To), f.Reason)
	case dossier.Redated:
		return withReason(words, words.T("api.detail.redated", "From", f.From, "To", f.To), f.Document)
	default:
		return ""
	}
}

func askedOf(v *office.View, f dossier.OpinionsAsked, words *message.Printer) string {
	names := make([]string, 0, len(f.Opinions))
	content := ""
	for _, o := range f.Opinions {
		names = append(names, v.Book.Agency(o.Agency).Name)
		content = o.Content
	}
	return withReason(words, words.T("api.detail.to", "Unit", names), content)
}

func decided(v *office.View, f dossier.MoreTimeDecided, words *message.Printer) string {
	agency := v.Book.Agency(f.Agency).Name
	said := words.T("api.detail.moreTimeRefused", "Agency", agency)
	if f.Approved {
		said = words.T("api.detail.moreTimeGranted", "Agency", agency)
	}
	return withReason(words, withReason(words, said, f.Note), f.Exception)
}

func withReason(words *message.Printer, said, reason string) string {
	if reason == "" {
		return said
	}
	return words.T("api.detail.because", "Said", said, "Reason", reason)
}
