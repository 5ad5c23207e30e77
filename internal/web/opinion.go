package web

import (
	"net/http"

	"motcua"
	"motcua/dossier"
	"motcua/identity"
	"motcua/interagency"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"

	"github.com/a-h/templ"
)

// opinion is the page of one opinion for the agency that was asked: the case in
// short, the answer, and the way to ask for more time.
func (w *Web) opinion(rw http.ResponseWriter, r *http.Request) error {
	c, o, err := w.askedFor(r)
	if err != nil {
		return err
	}
	return w.showOpinion(rw, r, c, o, http.StatusOK, nil)
}

// askedFor loads the opinion in the address, for those it concerns.
func (w *Web) askedFor(r *http.Request) (*ask, interagency.Opinion, error) {
	d, err := w.reader(r)
	if err != nil {
		return nil, interagency.Opinion{}, err
	}
	id := r.PathValue("id")
	view, err := w.office.DossierOf(r.Context(), d.actor, id)
	if err != nil {
		return nil, interagency.Opinion{}, err
	}
	c := &ask{reader: d, view: view, form: r.PostForm, fresh: r.Method == http.MethodGet}
	for _, o := range view.Opinions {
		if o.ID == id {
			return c, o, nil
		}
	}
	return nil, interagency.Opinion{}, motcua.Refused(motcua.NotFound, "dossier.consult.unknown")
}

func (w *Web) showOpinion(rw http.ResponseWriter, r *http.Request, c *ask, o interagency.Opinion, status int, wrong error) error {
	own, err := c.book.Calendars.Of(o.Agency)
	if err != nil {
		return err
	}
	due, err := o.Due(own)
	if err != nil {
		return err
	}
	page := w.page(r, "page.opinion", "Code", c.view.Code)
	page.Faulty = wrong != nil
	asker := c.book.Agency(c.view.Intake.Agency)
	f := dossierview.Form{Post: w.address("opinion.post", o.ID), Hidden: c.version(), AsideBox: c.p.T("page.opinion.case"), Aside: c.caseFacts(o),
		Head: component.Head{Title: c.p.T("page.opinion.title", "Asker", asker.Name, "Agency", c.book.Agency(o.Agency).Name), Lead: c.view.Name,
			Crumbs: []component.Link{{Label: c.p.T("work.opinions"), Href: w.address("opinions")}}},
		Cancel: component.Link{Label: c.p.T("page.cancel"), Href: w.address("opinions")}}
	f.Notes = append(f.Notes, dossierview.Note{Notice: component.Notice{Tone: component.Info, Icon: "message-square", Title: c.p.T("page.opinion.question")}, Text: o.Content})
	c.problems = c.fitting(wrong, &f)
	f.Problems = c.problems
	standing := c.dueAt(due)
	mine := c.actor.In(o.Agency, "")
	if o.Open() {
		f.Head.Labels = []component.Label{component.LabelOf(c.p, *standing)}
	} else {
		f.Head.Labels = []component.Label{c.opinionState(o, false)}
	}
	for _, m := range o.MoreTime {
		f.Notes = append(f.Notes, dossierview.Note{Notice: component.Notice{Tone: component.Warn, Icon: "calendar-clock"}, Text: c.moreTimeWords(m)})
	}
	var ask *dossierview.Form
	if o.Open() && mine {
		f.Fields = c.replyFields()
		f.Submit = []component.Action{{Label: c.p.T("page.opinion.send"), Icon: "send", Look: component.Primary, Key: "primary", Hint: "Ctrl+↵"}}
		if !pendingIn(o) {
			ask = c.moreTimeForm(o)
		}
	}
	return w.render(rw, r, status, dossierview.Opinion(page, f, ask, c.answerOf(o)))
}

func pendingIn(o interagency.Opinion) bool {
	for _, m := range o.MoreTime {
		if m.Pending() {
			return true
		}
	}
	return false
}

// caseFacts is the summary of the case that an asked agency may see.
func (c *ask) caseFacts(o interagency.Opinion) []component.Fact {
	in := c.view.Intake
	return told([]component.Fact{
		{Name: c.p.T("page.about.code"), Text: c.view.Code},
		{Name: c.p.T("page.about.procedure"), Text: in.Procedure + " – " + c.view.Name},
		{Name: c.p.T("page.field.applicant.name"), Text: in.Applicant.Name},
		{Name: c.p.T("page.field.applicant.address"), Text: in.Applicant.Address},
		{Name: c.p.T("page.about.note"), Text: in.Note},
		{Name: c.p.T("page.opinion.asked"), Text: c.p.Instant(o.AskedAt)},
		{Name: c.p.T("page.opinion.given"), Text: c.p.Text(o.Term.Text())},
		{Name: c.p.T("page.opinion.dossierDue"), Text: c.p.Instant(c.view.Clock.Due)},
	})
}

func (c *ask) replyFields() []templ.Component {
	var views []component.Choice
	for _, v := range []interagency.View{interagency.Agree, interagency.AgreeWithConditions, interagency.Disagree} {
		views = append(views, component.Choice{Value: string(v), Label: c.p.T("dossier.view." + string(v))})
	}
	content, number := c.field("content", "page.opinion.content"), c.field("documentNumber", "page.opinion.number")
	content.Hint = c.p.T("page.opinion.content.hint")
	number.Optional, number.Width = component.OptionalWord(c.p), component.Middle
	return []templ.Component{component.Radios(c.field("opinion", "page.opinion.view"), views), component.TextArea(content), component.Input(number)}
}

func (c *ask) moreTimeForm(o interagency.Opinion) *dossierview.Form {
	term, reason := c.field("term", "page.moreTime.term"), c.field("reason", "page.moreTime.reason")
	term.Hint, term.Width = c.p.T("page.form.term.hint"), component.Middle
	return &dossierview.Form{Post: c.address("moreTime.ask", o.ID), Hidden: c.version(), AsideBox: c.p.T("page.moreTime.ask"),
		Notes:  []dossierview.Note{{Notice: component.Notice{Tone: component.Info, Icon: "calendar-clock"}, Text: c.p.T("page.moreTime.moves", "Agency", c.book.Agency(c.view.Intake.Agency).Name)}},
		Fields: []templ.Component{component.Input(term), component.TextArea(reason)},
		Submit: []component.Action{{Label: c.p.T("page.moreTime.send"), Icon: "calendar-clock"}}}
}

// answerOf is the answer as it was given, for whoever comes back.
func (c *ask) answerOf(o interagency.Opinion) []component.Fact {
	if o.Reply == nil {
		return nil
	}
	return told([]component.Fact{
		{Name: c.p.T("page.opinion.view"), Text: c.p.T("dossier.view." + string(o.Reply.View))},
		{Name: c.p.T("page.opinion.content"), Text: o.Reply.Content},
		{Name: c.p.T("page.opinion.number"), Text: o.Reply.DocumentNumber},
		{Name: c.p.T("page.opinion.answered"), Text: c.p.Instant(o.Reply.At)},
	})
}

// reply gives the opinion.
func (w *Web) reply(rw http.ResponseWriter, r *http.Request) error {
	reply := interagency.Reply{View: interagency.View(r.PostForm.Get("opinion")), Content: r.PostForm.Get("content"), DocumentNumber: r.PostForm.Get("documentNumber")}
	view, err := w.office.Reply(r.Context(), w.actor(r), r.PathValue("id"), reply)
	if err != nil {
		return w.opinionAgain(rw, r, err)
	}
	w.flash(r, w.printer(r).T("page.done.reply", "Code", view.Code))
	return w.redirect(rw, r, w.address("opinions"))
}

// askMoreTime asks the lead for more time.
func (w *Web) askMoreTime(rw http.ResponseWriter, r *http.Request) error {
	term, err := termOf(r.PostForm.Get("term"))
	if err != nil {
		return w.opinionAgain(rw, r, err)
	}
	view, request, err := w.office.AskMoreTime(r.Context(), w.actor(r), r.PathValue("id"), term, r.PostForm.Get("reason"))
	if err != nil {
		return w.opinionAgain(rw, r, err)
	}
	done := "page.done.moreTime"
	if _, m, ok := view.Request(request); ok && m.Approved {
		done = "page.done.moreTimeGranted"
	}
	w.flash(r, w.printer(r).T(done, "Code", view.Code))
	return w.redirect(rw, r, w.address("opinion", r.PathValue("id")))
}

func (w *Web) opinionAgain(rw http.ResponseWriter, r *http.Request, wrong error) error {
	kind := motcua.KindOf(wrong)
	if kind != motcua.Invalid && kind != motcua.Conflict {
		return wrong
	}
	c, o, err := w.askedFor(r)
	if err != nil {
		return err
	}
	return w.showOpinion(rw, r, c, o, statusOf(kind), wrong)
}

// remind reminds an agency that owes its opinion.
func (w *Web) remind(rw http.ResponseWriter, r *http.Request) error {
	view, err := w.office.RemindAgency(r.Context(), w.actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	w.flash(r, w.printer(r).T("page.done.remind", "Code", view.Code))
	return w.redirect(rw, r, w.address("dossier.opinions", view.Code))
}

// moreTime previews what granting a request would do, before anybody decides.
func (w *Web) moreTime(rw http.ResponseWriter, r *http.Request) error {
	return w.showMoreTime(rw, r, http.StatusOK, nil)
}

func (w *Web) showMoreTime(rw http.ResponseWriter, r *http.Request, status int, wrong error) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	view, preview, err := w.office.PreviewMoreTime(r.Context(), d.actor, id)
	if err != nil {
		return err
	}
	if err := identity.Can(d.actor, identity.DecideExtension, view.Object()); err != nil {
		return err
	}
	o, m, _ := view.Request(id)
	c := &ask{reader: d, view: view, form: r.PostForm, fresh: r.Method == http.MethodGet}
	agency := d.book.Agency(o.Agency).Name
	title := d.p.T("page.moreTime.title", "Agency", agency, "Term", m.Term.Text())
	page := w.page(r, "page.titleOf", "Deed", title, "Code", view.Code)
	page.Faulty = wrong != nil
	f := dossierview.Form{Post: w.address("moreTime.post", id), Hidden: c.version(), AsideBox: view.Code, Aside: c.aside(),
		Head:    component.Head{Title: title, Lead: view.Name + " – " + view.Intake.Applicant.Name, Crumbs: c.crumbs()},
		Cancel:  component.Link{Label: d.p.T("page.cancel"), Href: w.address("dossier", view.Code)},
		Notes:   []dossierview.Note{{Notice: component.Notice{Tone: component.Info, Icon: "message-square", Title: d.p.T("page.moreTime.reasonOf")}, Text: m.Reason}},
		Preview: c.preview(preview, agency)}
	c.problems = c.fitting(wrong, &f)
	f.Problems = c.problems
	if !m.Pending() {
		f.Preview = nil
		f.Notes = append(f.Notes, dossierview.Note{Notice: component.Notice{Tone: component.Neutral}, Text: d.moreTimeWords(m)})
		return w.render(rw, r, status, dossierview.Ask(page, f))
	}
	f.Fields, f.Submit = c.decideFields(w.furtherMove(view, id))
	return w.render(rw, r, status, dossierview.Ask(page, f))
}

// furtherMove asks the rule itself whether granting would move the date a
// further time, which needs the reason of an exception.
func (w *Web) furtherMove(view *office.View, request string) bool {
	act := dossier.Act{At: view.At, NewID: func() string { return "" }}
	_, _, err := view.Dossier.DecideMoreTime(act, request, true, "", "", view.Book.Calendars)
	return motcua.KindOf(err) == motcua.Conflict
}

func (c *ask) decideFields(further bool) ([]templ.Component, []component.Action) {
	note := c.field("note", "page.moreTime.note")
	note.Optional = component.OptionalWord(c.p)
	fields := []templ.Component{component.TextArea(note)}
	if further {
		exception := c.field("exception", "page.moreTime.exception")
		exception.Hint = c.p.T("page.moreTime.exception.hint")
		fields = append([]templ.Component{component.FlaggedNote(component.Notice{Tone: component.Warn, Title: c.p.T("page.moreTime.further")}, c.p.T("page.moreTime.further.why")),
			component.TextArea(exception)}, fields...)
	}
	return fields, []component.Action{
		{Label: c.p.T("page.moreTime.grant"), Icon: "check", Look: component.Primary, Name: "approve", Value: "yes", Key: "primary", Hint: "Ctrl+↵"},
		{Label: c.p.T("page.moreTime.refuse"), Icon: "x", Look: component.Danger, Name: "approve", Value: "no"},
	}
}

// preview shows the dates as they stand and as they would.
func (c *ask) preview(p dossier.Preview, agency string) []component.Move {
	leg := component.Move{Title: c.p.T("page.preview.leg", "Agency", agency), Name: c.p.T("page.preview.answerBy"),
		From: c.p.Day(p.LegDue), To: c.p.Day(p.LegProposed), By: c.days(p.LegDue, p.LegProposed)}
	whole := component.Move{Title: c.p.T("page.preview.dossier"), Name: c.p.T("component.strip.due"),
		From: c.p.Day(p.DossierDue), To: c.p.Day(p.DossierProposed), By: c.days(p.DossierDue, p.DossierProposed)}
	if p.DossierProposed.Equal(p.DossierDue) {
		whole.Consequences = []string{c.p.T("page.preview.same")}
	} else {
		whole.Consequences = []string{c.p.T("page.preview.told"), c.p.T("page.preview.legs"), c.p.T("page.preview.account", "Agency", agency)}
	}
	return []component.Move{leg, whole}
}

// decideMoreTime grants or refuses the request.
func (w *Web) decideMoreTime(rw http.ResponseWriter, r *http.Request) error {
	id, form := r.PathValue("id"), r.PostForm
	approve := form.Get("approve")
	if approve != "yes" && approve != "no" {
		return w.showMoreTime(rw, r, http.StatusUnprocessableEntity, motcua.InvalidField("approve", "page.moreTime.choose"))
	}
	before, err := w.office.DossierOf(r.Context(), w.actor(r), id)
	if err != nil {
		return err
	}
	view, err := w.office.DecideMoreTime(r.Context(), w.actor(r), id, approve == "yes", form.Get("note"), form.Get("exception"))
	if kind := motcua.KindOf(err); err != nil && (kind == motcua.Invalid || kind == motcua.Conflict) {
		return w.showMoreTime(rw, r, statusOf(kind), err)
	}
	if err != nil {
		return err
	}
	p := w.printer(r)
	switch {
	case approve == "no":
		w.flash(r, p.T("page.done.refused", "Code", view.Code))
	case view.Clock.Due.Equal(before.Clock.Due):
		w.flash(r, p.T("page.done.grantedSame", "Code", view.Code, "Due", view.Clock.Due))
	default:
		w.flash(r, p.T("page.done.granted", "Code", view.Code, "From", before.Clock.Due, "To", view.Clock.Due))
	}
	return w.redirect(rw, r, w.address("dossier", view.Code))
}
