package web

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"motcua"
	"motcua/catalogue"
	"motcua/dossier"
	"motcua/eform"
	"motcua/internal/message"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/submit"
	"motcua/payment"
	"motcua/submission"
)

func (w *Web) draftApplicant(rw http.ResponseWriter, r *http.Request) error {
	view, _, err := w.drafted(rw, r)
	if err != nil {
		return err
	}
	return w.askApplicant(rw, r, view, nil)
}

func (w *Web) askApplicant(rw http.ResponseWriter, r *http.Request, v *office.DraftView, wrong error) error {
	if to := w.elsewhere(v, office.PartApplicant); to != "" {
		return w.redirect(rw, r, to)
	}
	page := w.page(r, "submit.applicant")
	q := w.partPage(r, v, office.PartApplicant, page.Title, wrong)
	q.Action = w.address("draft.applicant", v.ID)
	page.Faulty, page.Scripts = len(q.Problems) > 0, []string{submit.Script}
	return w.render(rw, r, statusAfter(wrong), submit.Question(page, q, submit.Applicant(page.Printer, v.Applicant, q.Problems)))
}

// keepApplicant saves who applies; until a section of the form was saved, the
// form begins with it, so that nobody is asked twice for what is already held.
func (w *Web) keepApplicant(rw http.ResponseWriter, r *http.Request) error {
	f := r.PostForm
	view, err := w.office.ChangePart(r.Context(), w.claimOf(r), partOf(r, office.PartApplicant), func(v *office.DraftView, d *submission.Draft) error {
		d.Applicant = dossier.Party{Kind: f.Get("applicant.kind"), Name: strings.TrimSpace(f.Get("applicant.name")), Identifier: f.Get("applicant.identifier"),
			Address: f.Get("applicant.address"), Phone: f.Get("applicant.phone"), Email: strings.TrimSpace(f.Get("applicant.email"))}
		d.Lang = w.printer(r).Lang()
		d.Visit(office.PartApplicant)
		if !begunForm(d) {
			d.Answers, _ = v.Form.Prefill(eform.Answers{}, map[string]string{"account.name": d.Applicant.Name, "account.identifier": d.Applicant.Identifier,
				"account.phone": d.Applicant.Phone, "account.email": d.Applicant.Email})
		}
		return submission.CheckApplicant(d.Applicant)
	})
	return w.changed(rw, r, view, office.PartApplicant, err, func(wrong error) error { return w.askApplicant(rw, r, view, wrong) })
}

// begunForm tells whether a section of the form was saved already: what stands
// in it then is its writer's.
func begunForm(d *submission.Draft) bool {
	return slices.ContainsFunc(d.Visited, func(part string) bool {
		return part != office.PartApplicant && part != office.PartPapers && part != office.PartDelivery
	})
}

func (w *Web) draftPapers(rw http.ResponseWriter, r *http.Request) error {
	view, _, err := w.drafted(rw, r)
	if err != nil {
		return err
	}
	return w.askPapers(rw, r, view, nil)
}

func (w *Web) askPapers(rw http.ResponseWriter, r *http.Request, v *office.DraftView, wrong error) error {
	if to := w.elsewhere(v, office.PartPapers); to != "" {
		return w.redirect(rw, r, to)
	}
	page := w.page(r, "submit.papers")
	page.Scripts = []string{uploadScript}
	q := w.partPage(r, v, office.PartPapers, page.Title, wrong)
	q.Action, q.Files = w.address("draft.papers", v.ID), true
	page.Faulty = len(q.Problems) > 0
	d := submit.PapersData{Problems: q.Problems}
	earlier, err := w.office.Wallet(r.Context(), visitOf(r).owner(), visitOf(r).only())
	if err != nil {
		return err
	}
	for _, paper := range v.Of.PapersFor("") {
		line := submit.PaperLine{Paper: paper, Shut: !v.OpensPaper(paper.Code), Earlier: w.earlier(r, earlier, paper)}
		if v.Submitted != nil {
			line.Remark = v.Submitted.Asked.Remarks[paper.Code]
		}
		remove := "remove"
		if line.Shut {
			remove = ""
		}
		for _, f := range v.FilesOf(paper.Code) {
			line.Files = append(line.Files, component.FileLine{ID: f.ID, Name: f.Name, Size: component.Size(page.Printer, f.Size), Href: w.address("draft.file", v.ID, f.ID), Remove: remove, Kept: true})
		}
		d.Papers = append(d.Papers, line)
	}
	return w.render(rw, r, statusFor(q.Problems), submit.Question(page, q, submit.Papers(page.Printer, d)))
}

// keepPapers keeps every file that is good, and says of each other one what is
// wrong with it.
func (w *Web) keepPapers(rw http.ResponseWriter, r *http.Request) error {
	c := w.claimOf(r)
	view, err := w.office.Draft(r.Context(), c)
	if err != nil {
		return err
	}
	if gone := r.PostForm.Get("remove"); gone != "" {
		if _, err := w.office.RemoveFile(r.Context(), c, gone); err != nil {
			return err
		}
		return w.redirect(rw, r, w.address("draft.papers", view.ID))
	}
	if paper := r.PostForm.Get("again"); paper != "" {
		view, err := w.office.ReusePaper(r.Context(), c, paper, r.PostForm.Get("again."+paper))
		if err != nil && onlyInvalid(err) {
			return w.askPapers(rw, r, view, err)
		}
		if err != nil {
			return err
		}
		return w.redirect(rw, r, w.address("draft.papers", view.ID))
	}
	var wrong []error
	for _, paper := range view.Of.PapersFor("") {
		files, err := w.papersOf(r, "paper."+paper.Code)
		if !onlyInvalid(err) {
			return err
		}
		if err != nil {
			wrong = append(wrong, err)
		}
		if len(files) == 0 {
			continue
		}
		if _, err = w.office.Attach(r.Context(), c, paper.Code, files); !onlyInvalid(err) {
			return err
		}
		if err != nil {
			wrong = append(wrong, err)
		}
	}
	view, err = w.office.ChangePart(r.Context(), c, office.Part{ID: office.PartPapers}, func(_ *office.DraftView, d *submission.Draft) error {
		d.Visit(office.PartPapers)
		return nil
	})
	if err != nil {
		return err
	}
	if r.PostForm.Get("then") == "upload" {
		if len(wrong) > 0 {
			return w.askPapers(rw, r, view, errors.Join(wrong...))
		}
		return w.redirect(rw, r, w.address("draft.papers", view.ID))
	}
	if err := view.Faults()[office.PartPapers]; err != nil && r.PostForm.Get("then") != "later" {
		wrong = append(wrong, err)
	}
	if len(wrong) > 0 {
		return w.askPapers(rw, r, view, errors.Join(wrong...))
	}
	return w.onward(rw, r, view, office.PartPapers)
}

func (w *Web) draftDelivery(rw http.ResponseWriter, r *http.Request) error {
	view, _, err := w.drafted(rw, r)
	if err != nil {
		return err
	}
	return w.askDelivery(rw, r, view, nil)
}

func (w *Web) askDelivery(rw http.ResponseWriter, r *http.Request, v *office.DraftView, wrong error) error {
	if to := w.elsewhere(v, office.PartDelivery); to != "" {
		return w.redirect(rw, r, to)
	}
	page := w.page(r, "submit.delivery")
	q := w.partPage(r, v, office.PartDelivery, page.Title, wrong)
	q.Action = w.address("draft.delivery", v.ID)
	page.Faulty, page.Scripts = len(q.Problems) > 0, []string{submit.Script}
	return w.render(rw, r, statusAfter(wrong), submit.Question(page, q, submit.Delivery(page.Printer, v.Draft, q.Problems)))
}

func (w *Web) keepDelivery(rw http.ResponseWriter, r *http.Request) error {
	f := r.PostForm
	view, err := w.office.ChangePart(r.Context(), w.claimOf(r), partOf(r, office.PartDelivery), func(_ *office.DraftView, d *submission.Draft) error {
		d.Visit(office.PartDelivery)
		return d.Receiving(f.Get("delivery"), f.Get("address"), f.Get("note"))
	})
	return w.changed(rw, r, view, office.PartDelivery, err, func(wrong error) error { return w.askDelivery(rw, r, view, wrong) })
}

func (w *Web) draftCheck(rw http.ResponseWriter, r *http.Request) error {
	view, _, err := w.drafted(rw, r)
	if err != nil {
		return err
	}
	return w.askCheck(rw, r, view, nil)
}

// askCheck shows everything once more before it is sent.
func (w *Web) askCheck(rw http.ResponseWriter, r *http.Request, v *office.DraftView, wrong error) error {
	if !v.Editable() {
		return w.redirect(rw, r, w.address("draft.sent", v.ID))
	}
	p := w.printer(r)
	page := w.page(r, "submit.check")
	d := submit.CheckData{Page: w.partPage(r, v, "", page.Title, wrong), Draft: v.Draft, Action: w.address("draft.send", v.ID),
		Applicant: w.openAt(v, office.PartApplicant, "draft.applicant"), Papers: w.openAt(v, office.PartPapers, "draft.papers"),
		Delivery: w.openAt(v, office.PartDelivery, "draft.delivery"), Change: func(section string) string { return w.openAt(v, section, "draft.section", section) }, Summary: v.Form.SummaryOn(v.Answers, p.Lang(), v.Day)}
	faults := v.Faults()
	for _, part := range w.partsOf(r, v) {
		if faults[part.ID] != nil {
			d.Missing = append(d.Missing, component.Link{Label: part.Title, Href: part.Href})
		}
	}
	for _, paper := range v.Of.PapersFor("") {
		var names []string
		for _, f := range v.FilesOf(paper.Code) {
			names = append(names, f.Name)
		}
		if len(names) > 0 || paper.Required {
			d.Handed = append(d.Handed, component.Fact{Name: paper.Name, Text: strings.Join(names, ", ")})
		}
	}
	for i := range d.Handed {
		if d.Handed[i].Text == "" {
			d.Handed[i].Text = p.T("submit.papers.none")
		}
	}
	due, err := w.office.Due(r.Context(), v.Draft.Procedure, catalogue.Online)
	if err != nil {
		return err
	}
	d.Fees, d.Paid = feesOf(p, due), len(due) > 0
	same, err := w.office.AlikeDraft(r.Context(), v)
	if err != nil {
		return err
	}
	for _, a := range same {
		key := "submit.alike.submission"
		if a.Dossier {
			key = "submit.alike.dossier"
		}
		d.Alike = append(d.Alike, strings.TrimSpace(p.T(key, "Code", a.Code, "At", a.At)))
	}
	page.Faulty = len(d.Problems) > 0
	return w.render(rw, r, statusFor(d.Problems), submit.Check(page, d))
}

// feesOf says what a dossier costs.
func feesOf(p *message.Printer, due []payment.Item) []component.Fact {
	if len(due) == 0 {
		return []component.Fact{{Name: p.T("submit.fee"), Text: p.T("submit.fee.none")}}
	}
	facts := make([]component.Fact, 0, len(due))
	for _, item := range due {
		facts = append(facts, component.Fact{Name: p.T("payment.kind." + string(item.Kind)), Text: joined(p.Money(item.Amount), item.Name, item.Ground)})
	}
	return facts
}

// openAt is the address of a part that may be changed; "" when it may not.
func (w *Web) openAt(v *office.DraftView, part, page string, values ...string) string {
	if !v.Opens(part) {
		return ""
	}
	return w.address(page, append([]string{v.ID}, values...)...)
}

// takeBack withdraws what was sent.
func (w *Web) takeBack(rw http.ResponseWriter, r *http.Request) error {
	c := w.claimOf(r)
	if err := w.office.TakeBack(r.Context(), c); err != nil {
		return err
	}
	return w.redirect(rw, r, w.address("draft.sent", c.ID))
}

func (w *Web) sendDraft(rw http.ResponseWriter, r *http.Request) error {
	view, c, err := w.drafted(rw, r)
	if err != nil {
		return err
	}
	if view.Editable() && r.PostForm.Get("declared") == "" {
		return w.askCheck(rw, r, view, motcua.InvalidField("declared", "submission.declared.missing"))
	}
	if view, err = w.office.Send(r.Context(), c); err != nil {
		if motcua.KindOf(err) == motcua.Conflict && view != nil && view.Editable() {
			return w.askCheck(rw, r, view, motcua.InvalidField("declared", "submission.draft.unfinished"))
		}
		return err
	}
	return w.redirect(rw, r, w.address("draft.sent", view.ID))
}
