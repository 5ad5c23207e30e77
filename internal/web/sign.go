package web

import (
	"context"
	"net/http"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/sign"

	"github.com/a-h/templ"
)

// draft asks for the draft of a result and what to say with it.
func (c *ask) draft() []templ.Component {
	outcome, title, note, file := c.field("outcome", "page.form.outcome"), c.field("title", "signing.title"), c.field("note", "signing.note"), c.field("file", "signing.file")
	if c.fresh {
		outcome.Value = string(dossier.Granted)
		if d := c.view.Draft; d != nil {
			outcome.Value, title.Value = string(d.Outcome), d.Title
		}
	}
	var choices []component.Choice
	for _, o := range []dossier.Outcome{dossier.Granted, dossier.Refused} {
		choices = append(choices, component.Choice{Value: string(o), Label: c.p.T("dossier.outcome." + string(o))})
	}
	note.Optional, note.Hint = component.OptionalWord(c.p), c.p.T("signing.note.hint")
	file.Kind, file.Hint, file.Width = "file", c.p.T("signing.file.hint"), component.Middle
	parts := []templ.Component{component.Radios(outcome, choices), component.Input(title), component.Input(file), component.TextArea(note)}
	if d := c.view.Draft; d != nil && d.Stage == dossier.DraftBack {
		back := component.FlaggedNote(component.Notice{Tone: component.Warn, Title: c.p.T("signing.stage.returned")}, d.Back)
		parts = append([]templ.Component{back}, parts...)
	}
	return parts
}

func doPutDraft(ctx context.Context, w *Web, c *ask, t office.Target) (*office.View, error) {
	in := office.DraftInput{Outcome: dossier.Outcome(c.form.Get("outcome")), Title: c.form.Get("title"), Note: c.form.Get("note")}
	if c.file != nil {
		body, err := c.file.Open()
		if err != nil {
			return nil, err
		}
		defer func() { _ = body.Close() }() // it was only read
		in.File = &office.Attachment{Name: c.file.Filename, Body: body}
	}
	return w.office.PutDraft(ctx, c.actor, t, in)
}

// onDraft words the facts about the signing of a result.
func (d reader) onDraft(fact dossier.Fact, h *component.Happening) {
	switch f := fact.(type) {
	case dossier.DraftPut:
		h.Title, h.Detail = d.p.T("signing.log.put", "Title", f.Title), f.Note
	case dossier.DraftInitial:
		h.Title, h.Tone = d.p.T("signing.log.initial", "Signer", f.Signer), component.OK
	case dossier.DraftSign:
		h.Title, h.Tone = d.p.T("signing.log.sign", "Signer", f.Signer), component.OK
	case dossier.DraftSeal:
		h.Title, h.Tone = d.p.T("signing.log.seal", "Signer", f.Signer), component.OK
	case dossier.DraftReturn:
		h.Title, h.Detail, h.Tone = d.p.T("signing.log.back"), f.Reason, component.Warn
	}
}

// toSign lists what the reader signs next.
func (w *Web) toSign(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	list, err := w.office.ToSign(r.Context(), d.actor)
	if err != nil {
		return err
	}
	page := w.page(r, "signing.waiting")
	l := sign.List{Head: component.Head{Title: page.Title, Lead: d.p.T("signing.waiting.lead")},
		Manage: component.Link{Label: d.p.T("signing.keys"), Href: w.address("certificates"), Icon: "shield-check"},
		Empty:  component.Nothing{Title: d.p.T("signing.none"), Text: d.p.T("signing.none.do"), Icon: "circle-check"},
		Ways:   []component.Action{{Label: d.p.T("web.menu.work"), Href: w.address("work"), Icon: "list-checks"}}}
	several := len(list) > 1 && !w.office.HoldsSeal(d.actor)
	if several {
		l.Batch = w.address("sign.batch")
	}
	l.Sheet = d.draftSheet(list, several)
	return w.render(rw, r, http.StatusOK, sign.Waiting(page, l))
}

// draftSheet is the table of drafts, with boxes to tick when several can be
// signed at once.
func (d reader) draftSheet(list []office.ToSign, ticks bool) component.Sheet {
	s := component.Sheet{Caption: d.p.T("signing.waiting"), Keys: true}
	if ticks {
		s.Columns = append(s.Columns, component.Column{Hidden: d.p.T("signing.tick")})
	}
	s.Columns = append(s.Columns, component.Column{Label: d.p.T("work.column.dossier")}, component.Column{Label: d.p.T("signing.title")},
		component.Column{Label: d.p.T("work.column.applicant")}, component.Column{Label: d.p.T("work.column.due")}, component.Column{Label: d.p.T("signing.stage")})
	for _, e := range list {
		cells := []templ.Component{
			component.LinkWith(component.Link{Label: e.Code, Href: d.address("sign.paper", e.Code)}, e.ProcedureName),
			component.TextWith(e.Draft.Title, d.p.T("dossier.outcome."+string(e.Draft.Outcome))), component.Text(e.Applicant),
			component.DueTag(d.p, *d.dueAt(e.DossierDue)), component.Tag(d.stage(e.Stage))}
		if ticks {
			cells = append([]templ.Component{sign.Tick("ho-so", e.Code, d.p.T("signing.tick.of", "Code", e.Code))}, cells...)
		}
		s.Rows = append(s.Rows, component.Row{Cells: cells})
	}
	return s
}

// stage is the word for how far a draft has come.
func (d reader) stage(s dossier.DraftStage) component.Label {
	label := component.Label{Text: d.p.T("signing.stage." + string(s)), Tone: component.Info, Icon: "signature"}
	switch s {
	case dossier.DraftReleased:
		label.Tone, label.Icon = component.OK, "circle-check"
	case dossier.DraftBack:
		label.Tone, label.Icon = component.Warn, "undo-2"
	}
	return label
}

// draftToSign is the paper before its signer.
func (w *Web) draftToSign(rw http.ResponseWriter, r *http.Request) error {
	return w.showDraft(rw, r, http.StatusOK, nil, "")
}

// showDraft draws the paper; what was wrong comes back with it, and the reason
// that was typed, but never a password.
func (w *Web) showDraft(rw http.ResponseWriter, r *http.Request, status int, wrong error, field string) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	v, err := w.office.Dossier(r.Context(), d.actor, r.PathValue("code"))
	if err != nil {
		return err
	}
	if v.Draft == nil || !w.office.MaySign(d.actor, v) {
		return motcua.Refused(motcua.Conflict, "signing.notYours", "Code", v.Code)
	}
	keys, err := w.office.Certificates(r.Context(), d.actor)
	if err != nil {
		return err
	}
	list, err := w.office.ToSign(r.Context(), d.actor)
	if err != nil {
		return err
	}
	c := &ask{reader: d, view: v, form: r.PostForm}
	page := w.page(r, "signing.of.draft", "Title", v.Draft.Title)
	data := sign.Paper{Title: v.Draft.Title, File: with(w.address("dossier.file", v.Code, v.Draft.File), "xem", "1"), Post: w.address("sign.paper", v.Code), Back: w.address("sign.back", v.Code)}
	data.Head = component.Head{Title: page.Title, Lead: v.Code + " – " + v.Intake.Applicant.Name, Labels: []component.Label{d.stage(v.Stage())},
		Crumbs: []component.Link{{Label: d.p.T("signing.waiting"), Href: w.address("sign")}}}
	data.Before, data.After = d.neighbours(list, v.Code)
	data.Summary, data.Hidden = d.draftSummary(v), [][2]string{{"version", plain(v.Version())}, {"hash", v.Draft.Hash}}
	if wrong != nil && motcua.KindOf(wrong) == motcua.Conflict {
		for _, problem := range component.ProblemsOf(d.p, wrong) {
			data.Notes = append(data.Notes, component.Notice{Tone: component.Warn, Title: problem.Text})
		}
	} else {
		c.problems = component.ProblemsOf(d.p, wrong)
	}
	data.Problems, page.Faulty = c.problems, len(c.problems) > 0
	data.Fields = c.penFields(keys, v.Stage() == dossier.DraftApproved)
	data.Submit = component.Action{Label: d.p.T("signing.do." + string(v.Stage())), Icon: "signature", Look: component.Primary, Key: "primary", Hint: "Ctrl+↵"}
	data.Reason = c.field("reason", "signing.reason")
	for _, e := range d.happenings(v, 0) {
		if len(data.Chain) < 8 {
			data.Chain = append(data.Chain, e)
		}
	}
	rw.Header().Set("Content-Security-Policy", strings.Replace(policy, "object-src 'none'", "object-src 'self'", 1))
	return w.render(rw, r, status, sign.Show(page, data))
}

// neighbours are the addresses of the drafts before and after one.
func (d reader) neighbours(list []office.ToSign, code string) (before, after string) {
	for i, e := range list {
		if e.Code != code {
			continue
		}
		if i > 0 {
			before = d.address("sign.paper", list[i-1].Code)
		}
		if i+1 < len(list) {
			after = d.address("sign.paper", list[i+1].Code)
		}
	}
	return before, after
}

// draftSummary is what a signer needs to know beside the paper.
func (d reader) draftSummary(v *office.View) []component.Fact {
	facts := []component.Fact{
		{Name: d.p.T("page.about.procedure"), Text: v.Intake.Procedure + " – " + v.Name},
		{Name: d.p.T("work.column.dossier"), Value: component.LinkTo(component.Link{Label: v.Code, Href: d.address("dossier", v.Code)})},
		{Name: d.p.T("page.form.outcome"), Text: d.p.T("dossier.outcome." + string(v.Draft.Outcome))},
		{Name: d.p.T("signing.drafter"), Text: v.Draft.By.Name},
		{Name: d.p.T("signing.note"), Text: v.Draft.Note},
		{Name: d.p.T("page.about.due"), Value: component.DueTag(d.p, d.clockDue(v))},
	}
	for _, o := range v.Opinions {
		said := d.p.T("signing.opinion.none")
		if o.Reply != nil {
			said = joined(d.p.T("dossier.view."+string(o.Reply.View)), o.Reply.Content)
		}
		facts = append(facts, component.Fact{Name: d.book.Agency(o.Agency).ShortName, Text: said})
	}
	for _, s := range v.Draft.Signed {
		facts = append(facts, component.Fact{Name: d.p.T("signing.signed"), Text: s.Signer + ", " + d.p.Instant(s.Event.At)})
	}
	return told(append(facts, component.Fact{Name: "SHA-256", Text: v.Draft.Hash}))
}

// penFields ask with which certificate and its password, and for the seal the
// number and date of the paper.
func (c *ask) penFields(keys []office.Certificate, seal bool) []templ.Component {
	certificate, password := c.field("certificate", "signing.certificate"), c.field("password", "signing.password")
	password.Value, password.Kind, password.Autocomplete, password.Width, password.Hint = "", "password", "off", component.Middle, c.p.T("signing.password.hint")
	if c.w.office.SignsRemotely() {
		password.Hint = c.p.T("signing.password.hint.remote")
	}
	var choices []component.Choice
	for _, k := range keys {
		choices = append(choices, component.Choice{Value: k.ID, Label: c.p.T("signing.certificate.of", "Name", k.Name, "Until", calendar.DateOf(k.Until))})
	}
	if len(choices) == 0 {
		certificate.Hint = c.p.T("signing.certificate.none")
	}
	parts := []templ.Component{component.Select(certificate, choices), component.Input(password)}
	if len(choices) == 0 {
		parts = append(parts, component.LinkTo(component.Link{Label: c.p.T("signing.keys"), Href: c.address("certificates"), Icon: "shield-check"}))
	}
	if seal {
		number, date := c.field("document.number", "page.form.number"), c.field("document.date", "page.form.date")
		number.Width, date.Width, date.InputMode = component.Middle, component.Narrow, "numeric"
		if c.form == nil {
			date.Value = c.p.Day(c.now)
		}
		parts = append([]templ.Component{component.Input(number), component.Input(date)}, parts...)
	}
	return parts
}

// signDraft signs the paper that was seen, and goes on to the next.
func (w *Web) signDraft(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	s := office.Stroke{Target: office.Target{Code: r.PathValue("code"), Expected: version(r.PostForm)}, Hash: r.PostForm.Get("hash")}
	list, err := w.office.ToSign(r.Context(), d.actor)
	if err != nil {
		return err
	}
	_, next := d.neighbours(list, s.Code)
	c := &ask{reader: d, form: r.PostForm}
	s.Document, err = c.typedDocument()
	if err == nil {
		err = w.withPen(r, func(pen office.Pen) error {
			_, err := w.office.SignDraft(r.Context(), d.actor, s, pen)
			return err
		})
	}
	if err != nil {
		return w.notSigned(rw, r, err)
	}
	w.flash(r, d.p.T("signing.done", "Code", s.Code))
	if next == "" {
		next = w.address("sign")
	}
	return w.redirect(rw, r, next)
}

// withPen hands the certificate and its password on. Passwords of key files are
// guessed at no faster than those of people.
func (w *Web) withPen(r *http.Request, use func(office.Pen) error) error {
	who := "pen:" + w.actor(r).Person
	if wait := w.signIns.take(who); wait > 0 {
		return motcua.InvalidField("password", "signing.locked.pen", "Time", wait)
	}
	err := use(office.Pen{Certificate: r.PostForm.Get("certificate"), Password: r.PostForm.Get("password")})
	fault, ok := motcua.AsFault(err)
	if err == nil || !ok || fault.Text.Key != "signing.key.password" && fault.Text.Key != "signing.remote.code" {
		w.signIns.giveBack(who)
	}
	return err
}

// notSigned brings the paper back with what was wrong.
func (w *Web) notSigned(rw http.ResponseWriter, r *http.Request, err error) error {
	kind := motcua.KindOf(err)
	if kind != motcua.Invalid && kind != motcua.Conflict {
		return err
	}
	if again := w.showDraft(rw, r, statusOf(kind), err, ""); again == nil || motcua.KindOf(again) != motcua.Conflict {
		return again
	}
	return err // it waits for somebody else by now: what happened says more
}

// returnDraft sends the paper back with a reason.
func (w *Web) returnDraft(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	t := office.Target{Code: r.PathValue("code"), Expected: version(r.PostForm)}
	if _, err := w.office.ReturnDraft(r.Context(), d.actor, t, r.PostForm.Get("hash"), r.PostForm.Get("reason")); err != nil {
		return w.notSigned(rw, r, err)
	}
	w.flash(r, d.p.T("signing.returned", "Code", t.Code))
	return w.redirect(rw, r, w.address("sign"))
}
