package web

import (
	"net/http"
	"slices"
	"time"

	"motcua"
	"motcua/catalogue"
	"motcua/dossier"
	"motcua/eform"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	eformview "motcua/internal/web/view/eform"
	"motcua/internal/web/view/procedure"
	"motcua/internal/web/view/submit"
	"motcua/submission"
)

// draftCookie holds the key of a draft; its path is the pages of that draft.
const draftCookie = "ban-nhap"

// beforeBegin says what is needed before anybody types anything.
func (w *Web) beforeBegin(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.procedureData(r)
	if err != nil {
		return err
	}
	p, code := w.printer(r), d.Procedure.Code
	page := w.page(r, "submit.begin")
	name := procedure.Name(p, d.Procedure, d.Version)
	channel, online := d.Version.Channel(catalogue.Online)
	data := submit.Before{Head: component.Head{Title: page.Title, Lead: name, Crumbs: w.crumbs(r,
		component.Link{Label: p.T("ui.public.procedures"), Href: w.address("procedures")}, component.Link{Label: name, Href: w.address("procedure", code)})},
		Online: online, Action: w.address("begin", code), Papers: d.Version.PapersFor(""), Eligible: d.Version.Eligible, Fee: channel.Fee,
		FeeNote: channel.FeeNote, Open: w.address("draft.open"), Preview: w.address("form.preview", code)}
	if term, err := d.Version.TermFor("", string(catalogue.Online)); err == nil {
		data.Term = p.Text(term.Text())
	}
	if visitOf(r).account == nil {
		data.SignIn = with(w.address("signIn"), "tiep", data.Action)
	}
	return w.render(rw, r, http.StatusOK, submit.Begin(page, data))
}

// begun makes a draft and goes to it.
func (w *Web) begun(rw http.ResponseWriter, r *http.Request) error {
	if wait := w.drafts.take(visitOf(r).from); wait > 0 {
		return refusal{status: http.StatusTooManyRequests, key: "submit.many", pairs: []any{"Time", wait}}
	}
	of := office.NewDraft{Account: visitOf(r).owner(), Procedure: r.PathValue("code")}
	if a := visitOf(r).account; a != nil {
		of.Applicant = dossier.Party{Kind: dossier.PersonParty, Name: a.Name, Identifier: a.Identifier, Phone: a.Phone, Email: a.Email, Address: a.Address}
	}
	if m := visitOf(r).mandate; m != nil {
		if !m.Covers(of.Procedure) {
			return motcua.Refused(motcua.Forbidden, "mandate.scope", "Organisation", m.Organisation.Name)
		}
		of.Submitter = of.Applicant
		of.Applicant = dossier.Party{Kind: dossier.OrganizationParty, Name: m.Organisation.Name, Identifier: m.Organisation.TaxCode, Address: m.Organisation.Address,
			Phone: of.Submitter.Phone, Email: of.Submitter.Email}
	}
	d, err := w.office.Begin(r.Context(), of)
	if err != nil {
		return err
	}
	w.holdDraft(rw, d)
	return w.redirect(rw, r, w.address("draft", d.ID))
}

func (w *Web) holdDraft(rw http.ResponseWriter, d submission.Draft) {
	http.SetCookie(rw, &http.Cookie{Name: draftCookie, Value: d.Key, Path: w.address("draft", d.ID), HttpOnly: true, Secure: w.cfg.Secure,
		SameSite: http.SameSiteLaxMode, MaxAge: int(submission.Kept.Seconds())})
}

// claimOf is how the reader shows that a draft is theirs.
func (w *Web) claimOf(r *http.Request) office.DraftClaim {
	c := office.DraftClaim{ID: r.PathValue("draft"), By: w.applicant(r)}
	if cookie, err := r.Cookie(draftCookie); err == nil {
		c.Key = cookie.Value
	}
	c.Account, c.Only = visitOf(r).owner(), visitOf(r).only()
	return c
}

// drafted finds the draft of the address for whoever it belongs to.
func (w *Web) drafted(rw http.ResponseWriter, r *http.Request) (*office.DraftView, office.DraftClaim, error) {
	rw.Header().Set("Cache-Control", "no-store")
	rw.Header().Set("X-Robots-Tag", "noindex, nofollow")
	rw.Header().Set("Referrer-Policy", "same-origin")
	c := w.claimOf(r)
	view, err := w.office.Draft(r.Context(), c)
	return view, c, err
}

// draft is the list of what is to be filled in; once sent, what came of it.
func (w *Web) draft(rw http.ResponseWriter, r *http.Request) error {
	view, _, err := w.drafted(rw, r)
	if err != nil {
		return err
	}
	if !view.Editable() {
		return w.redirect(rw, r, w.address("draft.sent", view.ID))
	}
	page := w.page(r, "submit.hub")
	faults := view.Faults()
	hub := submit.Hub{Head: w.draftHead(r, view, ""), Code: view.ID, Key: view.Draft.Key, Open: w.address("draft.open"),
		Account: view.Account != "", SavedAt: view.ChangedAt, KeptUntil: view.ChangedAt.Add(submission.Kept)}
	hub.Head.Title = page.Title
	open := 0
	for _, part := range w.partsOf(r, view) {
		part.State = submit.Done
		if !view.Opens(part.ID) {
			part.State, part.Href = submit.Shut, ""
		} else if view.Submitted != nil && !view.Submitted.Asked.NamesNothing() {
			part.State = submit.Asked
		}
		if faults[part.ID] != nil {
			part.State, open = submit.ToDo, open+1
			if slices.Contains(view.Visited, part.ID) {
				part.State = submit.InProgress
			}
		}
		hub.Parts = append(hub.Parts, part)
	}
	hub.Done, hub.Ready = len(hub.Parts)-open, open == 0
	hub.Check = w.address("draft.check", view.ID)
	if s := view.Submitted; s != nil {
		hub.Code, hub.KeptUntil, hub.Asked, hub.Wanted = s.Code, time.Time{}, s.Asked.Reason, w.wanted(r, view)
	}
	return w.render(rw, r, http.StatusOK, submit.List(page, hub))
}

// partsOf are the parts of a draft in the order in which they are filled in.
func (w *Web) partsOf(r *http.Request, v *office.DraftView) []submit.Part {
	p := w.printer(r)
	parts := []submit.Part{{ID: office.PartApplicant, Title: p.T("submit.applicant"), Href: w.address("draft.applicant", v.ID)}}
	for _, s := range v.Form.Shown(v.Answers) {
		parts = append(parts, submit.Part{ID: s.ID, Title: s.Title.In(p.Lang()), Href: w.address("draft.section", v.ID, s.ID)})
	}
	required := v.Of.PapersFor("")
	handed := 0
	for _, paper := range required {
		if len(v.FilesOf(paper.Code)) > 0 {
			handed++
		}
	}
	return append(parts,
		submit.Part{ID: office.PartPapers, Title: p.T("submit.papers"), Note: p.T("submit.papers.count", "Handed", handed, "All", len(required)), Href: w.address("draft.papers", v.ID)},
		submit.Part{ID: office.PartDelivery, Title: p.T("submit.delivery"), Href: w.address("draft.delivery", v.ID)})
}

// wanted is what the desk wants completed, as its reader reads it.
func (w *Web) wanted(r *http.Request, v *office.DraftView) []string {
	var lines []string
	for _, one := range v.Wanted() {
		lines = append(lines, w.printer(r).Text(one))
	}
	return lines
}

// draftHead leads from the procedure to a part of the draft.
func (w *Web) draftHead(r *http.Request, v *office.DraftView, part string) component.Head {
	p := w.printer(r)
	name := procedure.Name(p, v.Procedure, v.Of)
	h := component.Head{Lead: name, Crumbs: w.crumbs(r, component.Link{Label: name, Href: w.address("procedure", v.Draft.Procedure)})}
	if part != "" {
		h.Crumbs = append(h.Crumbs, component.Link{Label: p.T("submit.hub"), Href: w.address("draft", v.ID)})
	}
	return h
}

// onward goes on after a part was saved: to the list when the writer wants to
// stop or all is filled in, else to the next part that is not.
func (w *Web) onward(rw http.ResponseWriter, r *http.Request, v *office.DraftView, part string) error {
	if r.PostForm.Get("then") == "later" || v.Submitted != nil {
		return w.redirect(rw, r, w.address("draft", v.ID))
	}
	faults, past := v.Faults(), false
	for _, next := range w.partsOf(r, v) {
		if past && faults[next.ID] != nil {
			return w.redirect(rw, r, next.Href)
		}
		past = past || next.ID == part
	}
	if len(faults) == 0 {
		return w.redirect(rw, r, w.address("draft.check", v.ID))
	}
	return w.redirect(rw, r, w.address("draft", v.ID))
}

// partPage fills what every question page has.
func (w *Web) partPage(r *http.Request, v *office.DraftView, part, title string, err error) submit.Page {
	q := submit.Page{Head: w.draftHead(r, v, part), Back: w.address("draft", v.ID), Revision: v.Revision}
	q.Head.Title = title
	if fault, ok := motcua.AsFault(err); ok && fault.Kind == motcua.Conflict {
		q.Overtaken = w.printer(r).Fault(fault)
	} else {
		q.Problems = component.ProblemsOf(w.printer(r), err)
	}
	all := w.partsOf(r, v)
	for i, one := range all {
		if one.ID == part {
			q.Step, q.Steps = i+1, len(all)
		}
	}
	return q
}

// statusFor is the status of a page that comes back with problems.
func statusFor(problems component.Problems) int {
	if len(problems) > 0 {
		return http.StatusUnprocessableEntity
	}
	return http.StatusOK
}

// onlyInvalid tells whether an error can be answered by the form itself.
func onlyInvalid(err error) bool { return err == nil || motcua.KindOf(err) == motcua.Invalid }

func (w *Web) draftSection(rw http.ResponseWriter, r *http.Request) error {
	view, _, err := w.drafted(rw, r)
	if err != nil {
		return err
	}
	return w.askSection(rw, r, view, nil, false)
}

func (w *Web) askSection(rw http.ResponseWriter, r *http.Request, v *office.DraftView, wrong error, revealed bool) error {
	s, ok := v.Form.Section(r.PathValue("section"))
	if !ok {
		return refusal{status: http.StatusNotFound, key: "web.unknown"}
	}
	if to := w.elsewhere(v, s.ID); to != "" {
		return w.redirect(rw, r, to)
	}
	title := s.Title.In(w.printer(r).Lang())
	q := w.partPage(r, v, s.ID, title, wrong)
	q.Action, q.Revealed = w.address("draft.section", v.ID, s.ID), revealed
	page := w.page(r, "")
	page.Title, page.Faulty, page.Scripts = title, len(q.Problems) > 0, []string{eformview.Script, submit.Script}
	d := w.sectionData(v.Form, s, v.Answers, v.Day)
	d.Problems, d.Action = q.Problems, q.Action
	return w.render(rw, r, statusAfter(wrong), submit.Question(page, q, eformview.Section(page.Printer, d)))
}

// keepSection saves a section as it was typed, right or wrong, and then says
// what is wrong with it.
func (w *Web) keepSection(rw http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("section")
	var stay, revealed bool
	view, err := w.office.ChangePart(r.Context(), w.claimOf(r), partOf(r, id), func(v *office.DraftView, d *submission.Draft) error {
		d.Answers = v.Form.ReadSection(d.Answers, id, r.PostForm)
		d.Visit(id)
		if next, done := v.Form.Do(d.Answers, r.PostForm.Get(eform.DoInput)); done {
			d.Answers, stay = next, true
			return nil
		}
		if revealed = len(v.Form.Revealed(d.Answers, id, r.PostForm)) > 0; revealed {
			return nil
		}
		return motcua.Join(v.Form.Check(d.Answers, id, v.Day)...)
	})
	if err == nil && (stay || revealed) && r.PostForm.Get("then") != submit.Auto {
		return w.askSection(rw, r, view, nil, revealed)
	}
	return w.changed(rw, r, view, id, err, func(wrong error) error { return w.askSection(rw, r, view, wrong, false) })
}

// draftSent says what was sent and what comes next; it can be come back to.
func (w *Web) draftSent(rw http.ResponseWriter, r *http.Request) error {
	view, _, err := w.drafted(rw, r)
	if err != nil {
		return err
	}
	s := view.Submitted
	if s == nil {
		return w.redirect(rw, r, w.address("draft", view.ID))
	}
	p := w.printer(r)
	d := submit.Sent{Code: s.Code, Key: s.Key, Status: s.Status, SentAt: s.SentAt, Reason: s.Reason, Asked: s.Asked.Reason,
		Wanted: w.wanted(r, view), Back: w.address("draft.back", view.ID), Hub: w.address("draft", view.ID), Email: s.Content.Intake.Applicant.Email,
		Again: w.address("begin", view.Draft.Procedure)}
	if due, err := w.office.AnswerDue(r.Context(), s); err == nil {
		d.Due = due
	}
	if s.Dossier != "" {
		d.Dossier, d.Follow = s.Dossier, w.address("scanned", s.Dossier, s.Key)
	}
	page := w.page(r, "submit.sent."+string(s.Status))
	d.Crumbs = w.draftHead(r, view, "").Crumbs
	d.Procedure = procedure.Name(p, view.Procedure, view.Of)
	return w.render(rw, r, http.StatusOK, submit.Confirmation(page, d))
}

func (w *Web) draftFile(rw http.ResponseWriter, r *http.Request) error {
	f, err := w.office.DraftFile(r.Context(), w.claimOf(r), r.PathValue("file"))
	if err != nil {
		return err
	}
	return w.serveFile(rw, r, f)
}
