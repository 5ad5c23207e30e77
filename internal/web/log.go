package web

import (
	"slices"
	"strings"

	"motcua/dossier"
	"motcua/interagency"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
)

// happenings words the facts of a dossier, newest first; all of them when
// atMost is 0.
func (d reader) happenings(v *office.View, atMost int) []component.Happening {
	var all []component.Happening
	for _, e := range slices.Backward(v.Events) {
		if atMost > 0 && len(all) == atMost {
			break
		}
		all = append(all, d.happening(v, e))
	}
	return all
}

func (d reader) happening(v *office.View, e dossier.Event) component.Happening {
	h := component.Happening{At: e.At, Tone: component.Info, By: e.By.Name}
	if e.By.Agency != "" {
		h.By += ", " + d.unit(e.By.Agency, e.By.Unit)
	}
	if strings.HasPrefix(e.By.From, "job:") {
		h.By = d.p.T("page.log.system")
	}
	switch f := e.Fact.(type) {
	case dossier.Opened:
		h.Title, h.Tone = d.p.T("page.log.received"), component.OK
		if from := f.Intake.Import; from != nil {
			h.Detail = d.p.T("import.log", "File", from.File, "Line", from.Line)
			if from.Code != "" {
				h.Detail += " · " + d.p.T("import.log.code", "Code", from.Code)
			}
		}
	case dossier.Given:
		h.Title, h.Detail = d.p.T("page.log.given", "Unit", d.place(f.Handover.To.Agency, f.Handover.To.Unit)), f.Handover.Note
	case dossier.Taken:
		h.Title = d.p.T("page.log.taken")
	case dossier.Assigned:
		h.Title, h.Detail = d.p.T("page.log.assigned", "Person", f.Name), f.Note
	case dossier.SentBack:
		h.Title, h.Detail, h.Tone = d.p.T("page.log.sentBack"), f.Reason, component.Warn
	case dossier.PapersAsked:
		h.Title, h.Detail, h.Tone = d.p.T("page.log.papersAsked"), joined(d.numbered(e), f.Reason, strings.Join(f.Papers, "; ")), component.Warn
		if f.Again {
			h.Title = d.p.T("page.log.papersAskedAgain")
		}
	case dossier.PapersSent:
		h.Title, h.Detail = d.p.T("page.log.papersSent"), f.Note
	case dossier.PapersTaken:
		h.Title = d.p.T("page.log.papersTaken")
		if !f.CompleteAt.IsZero() {
			h.Detail = d.p.T("page.log.papersComplete", "At", f.CompleteAt)
		}
	case dossier.MessageSent:
		h.Title = d.p.T("talk.log.sent")
		if f.FromApplicant {
			h.Title = d.p.T("talk.log.came")
		}
	case dossier.NoteKept:
		h.Title, h.Tone = d.p.T("talk.log.note"), component.Pause
	case dossier.Concluded:
		h.Title, h.Detail, h.Tone = d.p.T("dossier.outcome."+string(f.Conclusion.Outcome)), joined(f.Conclusion.Document.Number, d.numbered(e), f.Conclusion.Reason), component.OK
		if f.Conclusion.Outcome != dossier.Granted {
			h.Tone = component.Bad
		}
	case dossier.Returned:
		h.Title, h.Tone = d.p.T("page.log.returned", "Way", d.p.T("dossier.delivery."+f.Method)), component.OK
		if f.ReceivedBy != "" {
			h.Detail = d.p.T("page.log.returnedTo", "Person", f.ReceivedBy)
		}
		if f.ByKey {
			h.Detail = joined(h.Detail, d.p.T("counter.pickUp.log.key"))
		} else if f.Checked {
			h.Detail = joined(h.Detail, d.p.T("counter.pickUp.log"))
		}
	case dossier.Corrected:
		h.Title, h.Tone = d.p.T("page.log.corrected", "Field", d.p.T("page.field."+f.Field), "From", f.From, "To", f.To), component.Warn
		h.Detail = f.Reason
	case dossier.Redated:
		h.Title, h.Detail, h.Tone = d.p.T("page.log.redated", "From", f.From, "To", f.To), f.Document, component.Warn
	default:
		d.asking(v, e.Fact, &h)
		d.onResult(e.Fact, &h)
		d.onDraft(e.Fact, &h)
		d.onPapers(v, e.Fact, &h)
	}
	return h
}

// asking words the facts about opinions.
func (d reader) asking(v *office.View, fact dossier.Fact, h *component.Happening) {
	switch f := fact.(type) {
	case dossier.OpinionsAsked:
		var names []string
		for _, o := range f.Opinions {
			names = append(names, d.unit(o.Agency, ""))
		}
		h.Title, h.Detail, h.Tone = d.p.T("page.log.asked", "Agencies", strings.Join(names, ", ")), f.Opinions[0].Content, component.Pause
	case dossier.Replied:
		h.Title, h.Tone = d.p.T("page.log.replied", "Agency", d.askedOf(v, f.Opinion), "View", d.p.T("dossier.view."+string(f.Reply.View))), component.OK
		if f.Reply.View == interagency.Disagree {
			h.Tone = component.Bad
		}
		h.Detail = joined(f.Reply.DocumentNumber, f.Reply.Content)
	case dossier.Reminded:
		h.Title = d.p.T("page.log.reminded", "Agency", d.book.Agency(f.Agency).Name)
	case dossier.OpinionClosed:
		h.Title, h.Detail, h.Tone = d.p.T("page.log.opinionClosed", "Agency", d.askedOf(v, f.Opinion)), f.Reason, component.Warn
	case dossier.MoreTimeAsked:
		h.Title, h.Tone = d.p.T("page.log.moreTimeAsked", "Agency", d.askedOf(v, f.Request.Opinion), "Term", f.Request.Term.Text()), component.Warn
		h.Detail = f.Request.Reason
	case dossier.MoreTimeDecided:
		h.Title, h.Tone = d.p.T("page.log.moreTimeRefused", "Agency", d.book.Agency(f.Agency).Name), component.Bad
		if f.Approved {
			h.Title, h.Tone = d.p.T("page.log.moreTimeGranted", "Agency", d.book.Agency(f.Agency).Name), component.Warn
		}
		h.Detail = joined(f.Note, f.Exception)
	case dossier.Apologised:
		h.Title, h.Tone = d.p.T("apology.log", "Days", f.Days), component.Warn
		h.Detail = joined(d.p.T("apology.cause."+string(f.Cause)), f.Reason)
	}
}

// numbered names the sheet that a fact gave the applicant by its number; "" when
// it gave none, or none with a number.
func (d reader) numbered(e dossier.Event) string {
	kind, n := e.NumberedSheet()
	if n == 0 {
		return ""
	}
	return d.p.T("sheet.numbered."+string(kind), "Number", sheetNumber(n))
}

func (d reader) askedOf(v *office.View, opinion string) string {
	for _, o := range v.Opinions {
		if o.ID == opinion {
			return d.book.Agency(o.Agency).Name
		}
	}
	return ""
}

func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " – ")
}
