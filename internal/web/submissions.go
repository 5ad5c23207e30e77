package web

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/dossier"
	"motcua/eform"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"
	eformview "motcua/internal/web/view/eform"
	"motcua/internal/web/view/procedure"
	"motcua/internal/web/view/submit"
	"motcua/submission"

	"github.com/a-h/templ"
)

// submissions is the desk's queue of what was sent online, the one to be
// answered next first.
func (w *Web) submissions(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	list, err := w.office.Waiting(r.Context(), d.actor, r.Form.Get("sau"))
	if err != nil {
		return err
	}
	page := w.page(r, "submit.queue")
	sheet := component.Sheet{Caption: page.Title, Keys: true, Columns: []component.Column{{Label: d.p.T("submit.code")}, {Label: d.p.T("submit.applicant")},
		{Label: d.p.T("submit.sentAt")}, {Label: d.p.T("submit.answer")}}}
	for _, s := range list.Items {
		name := s.Procedure
		if of, err := d.book.Procedure(s.Procedure); err == nil {
			name = of.NameOn(calendar.DateOf(d.now))
		}
		sheet.Rows = append(sheet.Rows, component.Row{ID: s.ID, Cells: []templ.Component{
			component.LinkWith(component.Link{Label: s.Code, Href: w.address("submission", s.ID)}, name),
			d.applicantCell(s), component.Text(d.p.Instant(s.SentAt)), d.answerCell(s.AnswerDue)}})
	}
	return w.render(rw, r, http.StatusOK, submit.Queue(page, component.Head{Title: page.Title, Lead: d.p.T("submit.queue.lead")}, sheet, pages(r, list.Next)))
}

// applicantCell is who applies, and whether they have the same open already.
func (d reader) applicantCell(s office.Submitted) templ.Component {
	if !s.Alike {
		return component.Text(s.Applicant)
	}
	return submit.Named(s.Applicant, component.Label{Text: d.p.T("submit.alike.mark"), Tone: component.Warn, Icon: "triangle-alert"})
}

// alike leads to what an applicant has open of a procedure already.
func (d reader) alike(list []office.Alike) []component.Link {
	var links []component.Link
	for _, a := range list {
		href := d.address("submission", a.ID)
		if a.Dossier {
			href = d.address("dossier", a.Code)
		}
		links = append(links, component.Link{Label: a.Code + " · " + a.Applicant + " · " + d.p.Instant(a.At), Href: href})
	}
	return links
}

// answerCell is until when the desk must answer, and whether that is past.
func (d reader) answerCell(due time.Time) templ.Component {
	if due.Before(d.now) {
		return component.Tag(component.Label{Text: d.p.T("submit.overdue", "Due", due), Tone: component.Bad, Icon: "triangle-alert"})
	}
	return component.Tag(component.Label{Text: d.p.Instant(due), Tone: component.Info, Icon: "clock"})
}

func (w *Web) submission(rw http.ResponseWriter, r *http.Request) error {
	view, err := w.office.Submission(r.Context(), w.actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return w.showSubmission(rw, r, view, nil)
}

func (w *Web) showSubmission(rw http.ResponseWriter, r *http.Request, v *office.SubmissionView, wrong component.Problems) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	in := v.Content.Intake
	page := w.page(r, "submit.record", "Code", v.Code)
	page.Faulty = len(wrong) > 0
	data := submit.Desk{Status: v.Status, Due: v.AnswerDue, Problems: wrong, ReasonAsk: r.PostForm.Get("reason"), ReasonRefuse: r.PostForm.Get("refusal"),
		Take: w.address("submission.take", v.ID), Ask: w.address("submission.ask", v.ID), Refuse: w.address("submission.refuse", v.ID),
		Head: component.Head{Title: page.Title, Lead: procedure.Name(d.p, v.Procedure, v.Of), Crumbs: []component.Link{{Label: d.p.T("submit.queue"), Href: w.address("submissions")}},
			Labels: []component.Label{{Text: d.p.T("submit.sent." + string(v.Status)), Tone: toneOf(v.Status), Icon: "inbox"}}},
		Facts: []component.Fact{{Name: d.p.T("submit.applicant.name"), Text: in.Applicant.Name}, {Name: d.p.T("submit.applicant.identifier"), Text: in.Applicant.Identifier},
			{Name: d.p.T("submit.applicant.phone"), Text: in.Applicant.Phone}, {Name: d.p.T("submit.applicant.email"), Text: in.Applicant.Email},
			{Name: d.p.T("submit.applicant.address"), Text: in.Applicant.Address}, {Name: d.p.T("submit.delivery.how"), Text: d.p.T("submit.delivery." + in.Delivery)}}}
	if v.Content.Address != "" {
		data.Facts = append(data.Facts, component.Fact{Name: d.p.T("submit.delivery.address"), Text: v.Content.Address})
	}
	if in.Note != "" {
		data.Facts = append(data.Facts, component.Fact{Name: d.p.T("submit.delivery.note"), Text: in.Note})
	}
	if data.Summary, err = summaryOf(in, d.p.Lang(), calendar.DateOf(v.SentAt)); err != nil {
		return err
	}
	if v.Status.Open() {
		same, err := w.office.Alike(r.Context(), d.actor, in.Procedure, in.Applicant, v.ID)
		if err != nil {
			return err
		}
		data.Alike = d.alike(same)
	}
	data.Papers = d.sentPapers(v)
	d.askable(r, v, &data)
	for _, e := range slices.Backward(v.Events) {
		data.Log = append(data.Log, component.Happening{Title: d.p.T("submit.fact." + e.Fact.Kind()), At: e.At, By: e.By.Name, Detail: detailOf(e.Fact)})
	}
	return w.render(rw, r, statusFor(wrong), submit.Record(page, data))
}

func toneOf(s submission.Status) component.Tone {
	switch s {
	case submission.Accepted:
		return component.OK
	case submission.Refused:
		return component.Bad
	case submission.Incomplete:
		return component.Warn
	}
	return component.Info
}

func detailOf(f submission.Fact) string {
	switch f := f.(type) {
	case submission.MoreAsked:
		return f.Reason
	case submission.TurnedDown:
		return f.Reason
	case submission.Taken:
		return f.Dossier
	}
	return ""
}

// summaryOf is what was answered in the e-form of an intake, as people read it.
func summaryOf(in dossier.Intake, lang string, day calendar.Date) ([]eform.SummaryPart, error) {
	form, ok := eform.Named(in.FormID)
	if !ok || len(in.Answers) == 0 {
		return nil, nil
	}
	answers, err := eform.ParseAnswers(in.Answers)
	if err != nil {
		return nil, err
	}
	return form.SummaryOn(answers, lang, day), nil
}

// sentPapers lists the papers with their files.
func (d reader) sentPapers(v *office.SubmissionView) component.Sheet {
	sheet := component.Sheet{Caption: d.p.T("submit.papers"), Columns: []component.Column{{Label: d.p.T("page.paper.name")}, {Label: d.p.T("submit.files")}}}
	handed := submission.Draft{Papers: v.Content.Papers}
	for _, paper := range v.Of.PapersFor("") {
		files := handed.FilesOf(paper.Code)
		links := make([]component.Link, 0, len(files))
		for _, f := range files {
			links = append(links, component.Link{Label: f.Name, Href: d.address("submission.file", v.ID, f.ID), Icon: "paperclip"})
		}
		state := component.Tag(component.Label{Text: d.p.T("submit.paper.optional"), Tone: component.Neutral, Icon: "minus"})
		if paper.Required {
			state = component.Tag(component.Label{Text: d.p.T("submit.paper.missing"), Tone: component.Warn, Icon: "file-warning"})
		}
		if len(links) > 0 {
			state = dossierview.Links(links)
		}
		sheet.Rows = append(sheet.Rows, component.Row{Cells: []templ.Component{component.Text(paper.Name), state}})
	}
	return sheet
}

// askable is what may be asked to be completed; what was chosen and typed stays
// when something is wrong with it.
func (d reader) askable(r *http.Request, v *office.SubmissionView, to *submit.Desk) {
	to.Rounds = v.Rounds
	for _, paper := range v.Of.PapersFor("") {
		name := "remark." + paper.Code
		to.Choices = append(to.Choices, component.Choice{Value: paper.Code, Label: paper.Name, Chosen: slices.Contains(r.PostForm["papers"], paper.Code)})
		to.Remarks = append(to.Remarks, component.Field{Name: name, Label: paper.Name, Value: r.PostForm.Get(name), Error: to.Problems.Of(name)})
	}
	form, _ := eform.Named(v.Content.Intake.FormID)
	for _, part := range v.Parts() {
		to.Parts = append(to.Parts, component.Choice{Value: part, Label: d.p.Text(office.PartName(form, part)), Chosen: slices.Contains(r.PostForm["parts"], part)})
	}
}

// takeSubmission accepts, and shows the dossier it became.
func (w *Web) takeSubmission(rw http.ResponseWriter, r *http.Request) error {
	view, err := w.office.TakeSubmission(r.Context(), w.actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	p := w.printer(r)
	w.flash(r, p.T("submit.taken", "Dossier", view.Code, "Due", p.Day(view.Clock.Due)))
	return w.redirect(rw, r, w.address("dossier", view.Code))
}

func (w *Web) askToComplete(rw http.ResponseWriter, r *http.Request) error {
	more := submission.MoreAsked{Reason: r.PostForm.Get("reason"), Papers: r.PostForm["papers"], Parts: r.PostForm["parts"], Remarks: map[string]string{}}
	for name := range r.PostForm {
		if paper, ok := strings.CutPrefix(name, "remark."); ok {
			more.Remarks[paper] = r.PostForm.Get(name)
		}
	}
	view, err := w.office.AskToComplete(r.Context(), w.actor(r), r.PathValue("id"), more)
	return w.answered(rw, r, view, err, "reason", "submit.asked.done")
}

func (w *Web) turnDown(rw http.ResponseWriter, r *http.Request) error {
	view, err := w.office.TurnDown(r.Context(), w.actor(r), r.PathValue("id"), r.PostForm.Get("refusal"))
	return w.answered(rw, r, view, err, "refusal", "submit.refused.done")
}

// answered goes back to the queue, or says beside its field what is wrong.
func (w *Web) answered(rw http.ResponseWriter, r *http.Request, v *office.SubmissionView, err error, field, done string) error {
	if motcua.KindOf(err) == motcua.Invalid && err != nil && v != nil {
		problems := component.ProblemsOf(w.printer(r), err)
		for i := range problems {
			if problems[i].Field == "reason" {
				problems[i].Field = field
			}
		}
		return w.showSubmission(rw, r, v, problems)
	}
	if err != nil {
		return err
	}
	w.flash(r, w.printer(r).T(done, "Code", v.Code))
	return w.redirect(rw, r, w.address("submissions"))
}

func (w *Web) submissionFile(rw http.ResponseWriter, r *http.Request) error {
	f, err := w.office.SubmissionFile(r.Context(), w.actor(r), r.PathValue("id"), r.PathValue("file"))
	if err != nil {
		return err
	}
	return w.serveFile(rw, r, f)
}

func (w *Web) dossierFile(rw http.ResponseWriter, r *http.Request) error {
	f, err := w.office.DossierFile(r.Context(), w.actor(r), r.PathValue("code"), r.PathValue("file"))
	if err != nil {
		return err
	}
	return w.serveFile(rw, r, f)
}

// answersTab is what was answered in the e-form the dossier came with.
func (d reader) answersTab(v *office.View) (templ.Component, error) {
	parts, err := summaryOf(v.Intake, d.p.Lang(), calendar.DateOf(v.Intake.ReceivedAt))
	if err != nil {
		return nil, err
	}
	if len(parts) == 0 {
		return dossierview.Nothing(d.p.T("submit.answers.none"), "file-text"), nil
	}
	return eformview.Summary(d.p, parts, nil), nil
}

// filesLine are the ways to the files that a paper was handed in as.
func (d reader) filesLine(v *office.View, p dossier.Paper) templ.Component {
	links := make([]component.Link, 0, len(p.Files))
	for i, id := range p.Files {
		links = append(links, component.Link{Label: strings.TrimSpace(d.p.T("submit.file", "Number", i+1)), Href: d.address("dossier.file", v.Code, id), Icon: "paperclip"})
	}
	return dossierview.Links(links)
}
