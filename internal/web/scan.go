package web

import (
	"net/http"
	"slices"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/counter"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/web/view/component"
	counterview "motcua/internal/web/view/counter"
	dossierview "motcua/internal/web/view/dossier"
)

// scannedKey is where a session keeps what was scanned on another page, until
// the counter takes it: what stands on a card is nothing for an address.
const scannedKey = "scanned"

// toReturn marks scans made to give results back.
const toReturn = "tra"

// scan is the page of the scan box. With ?q= it takes the code of a receipt, or
// the address in its picture, at once.
func (w *Web) scan(rw http.ResponseWriter, r *http.Request) error {
	text := strings.TrimSpace(r.URL.Query().Get("q"))
	if text == "" {
		return w.showScan(rw, r, nil)
	}
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	for _, part := range strings.Split(text, "/") {
		if code, ok := w.exact(r, d, part); ok {
			return w.redirect(rw, r, w.address("dossier", code))
		}
	}
	return w.redirect(rw, r, with(w.address("dossiers"), "q", text))
}

func (w *Web) showScan(rw http.ResponseWriter, r *http.Request, wrong error) error {
	p := w.printer(r)
	page := w.page(r, "counter.scan.title")
	page.Faulty = wrong != nil
	box := w.scanBox(r, wrong)
	if task := r.PostForm.Get("viec"); task != "" {
		box.Hidden = hiddenOf("viec", task)
	}
	status := http.StatusOK
	if wrong != nil {
		status = http.StatusUnprocessableEntity
	}
	return w.render(rw, r, status, counterview.Scanned(page, component.Head{Title: page.Title, Lead: p.T("counter.scan.lead")}, box))
}

// scanBox is a box that the server knows where to lead from.
func (w *Web) scanBox(r *http.Request, wrong error) counterview.ScanBox {
	p := w.printer(r)
	problems := component.ProblemsOf(p, wrong)
	return counterview.ScanBox{Post: w.address("scan.post"), Problems: problems, Submit: component.Action{Label: p.T("counter.scan.open"), Icon: "scan-line", Look: component.Primary},
		Field: component.Field{Name: "scan", Label: p.T("counter.scan.field"), Hint: p.T("counter.scan.hint"), Error: problems.Of("scan"), Value: kept(r, "scan", wrong), Key: "scan", Focus: wrong == nil}}
}

// scanTyped leads from what a scanner typed to where it belongs: a dossier to its
// page or, of results, to its return; a person or an enterprise to the counter.
func (w *Web) scanTyped(rw http.ResponseWriter, r *http.Request) error {
	text := r.PostForm.Get("scan")
	s, err := counter.ReadScan(text, calendar.DateOf(w.office.Now()))
	if err != nil {
		return w.showScan(rw, r, err)
	}
	actor := w.actor(r)
	if s.Kind != counter.DossierScan {
		if !actor.Is(identity.Reception) {
			return w.showScan(rw, r, motcua.InvalidField("scan", "counter.scan.desk"))
		}
		w.sessions.Put(r.Context(), scannedKey, text)
		return w.redirect(rw, r, w.address("counter"))
	}
	view, err := w.office.Dossier(r.Context(), actor, s.Code)
	if motcua.KindOf(err) == motcua.NotFound {
		return w.showScan(rw, r, motcua.InvalidField("scan", "dossier.unknown", "Code", s.Code))
	}
	if err != nil {
		return err
	}
	if r.PostForm.Get("viec") == toReturn && slices.Contains(view.Deeds(), dossier.DeedReturn) {
		return w.redirect(rw, r, w.address("deed.return", view.Code))
	}
	return w.redirect(rw, r, w.address("dossier", view.Code))
}

// scan takes what stands in the scan box of the intake: a person fills the form,
// a dossier is copied. What is wrong with it is kept for the page.
func (c *intake) scan(r *http.Request) error {
	text := c.form.Get("scan")
	if strings.TrimSpace(text) == "" {
		return nil
	}
	c.scanning = true
	s, err := counter.ReadScan(text, calendar.DateOf(c.now))
	if err != nil {
		c.unread = err
		return nil
	}
	if s.Kind == counter.DossierScan {
		return c.copyFrom(r, s.Code)
	}
	c.form.Del("scan")
	switch s.Kind {
	case counter.CitizenScan, counter.EnterpriseScan:
		kind := dossier.PersonParty
		if s.Kind == counter.EnterpriseScan {
			kind = dossier.OrganizationParty
		}
		if (dossier.Party{Identifier: c.form.Get("applicant.identifier")}).Number() != (dossier.Party{Identifier: s.Number}).Number() {
			putParty(c.form, "applicant", dossier.Party{})
		}
		c.form.Set("applicant.kind", kind)
		c.form.Set("applicant.identifier", s.Number)
		if s.Name != "" {
			c.form.Set("applicant.name", s.Name)
		}
	case counter.PhoneScan:
		c.form.Set("applicant.phone", s.Number)
	}
	if !s.Born.IsZero() {
		c.said = append(c.said, c.p.T("counter.scan.card", "Number", s.Number, "Born", s.Born, "Issued", s.Issued))
	}
	if err := c.before(r, s.Number); err != nil {
		return err
	}
	c.fillFromBefore()
	if c.form.Get("applicant.name") == "" {
		c.said = append(c.said, c.p.T("counter.scan.nameless"))
	}
	return nil
}

// before finds what the person had before, to be copied.
func (c *intake) before(r *http.Request, number string) error {
	if number == "" {
		number = c.form.Get("applicant.phone")
	}
	if len(number) < 9 {
		return nil
	}
	var err error
	c.earlier, err = c.w.office.Earlier(r.Context(), c.actor, number)
	return err
}

// fillFromBefore fills what is empty from the last dossier of the person.
func (c *intake) fillFromBefore() {
	if len(c.earlier) == 0 {
		return
	}
	last := c.earlier[0].Intake.Applicant
	filled := false
	for name, value := range map[string]string{"name": last.Name, "phone": last.Phone, "address": last.Address, "email": last.Email, "identifier": last.Identifier, "kind": last.Kind} {
		if field := "applicant." + name; c.form.Get(field) == "" && value != "" {
			c.form.Set(field, value)
			filled = true
		}
	}
	if filled {
		c.said = append(c.said, c.p.T("counter.scan.filled", "Code", c.earlier[0].Code))
	}
}

// copyFrom takes over people, procedure and papers of an earlier dossier; what
// came this time is still for the officer to count.
func (c *intake) copyFrom(r *http.Request, code string) error {
	view, err := c.w.office.Dossier(r.Context(), c.actor, code)
	if motcua.KindOf(err) == motcua.NotFound {
		c.unread = motcua.InvalidField("scan", "dossier.unknown", "Code", code)
		return nil
	}
	if err != nil {
		return err
	}
	in := view.Intake
	c.form.Del("scan")
	putParty(c.form, "applicant", in.Applicant)
	putParty(c.form, "submitter", in.Submitter)
	c.form.Set("procedure", in.Procedure)
	c.form.Set("find", in.Procedure)
	c.form.Set("case", in.Case)
	c.form.Set("delivery", in.Delivery)
	c.form.Del("paper")
	known := map[string]bool{}
	if p, err := c.book.Procedure(in.Procedure); err == nil {
		if v, err := p.VersionOn(calendar.DateOf(c.now)); err == nil {
			for _, paper := range v.PapersFor(in.Case) {
				known[paper.Code] = true
			}
		}
	}
	for _, paper := range in.Papers {
		if known[paper.Code] {
			c.form.Add("paper", paper.Code)
			c.form.Set("originals."+paper.Code, plain(paper.Originals))
			c.form.Set("copies."+paper.Code, plain(paper.Copies))
		}
	}
	c.said = append(c.said, c.p.T("counter.copied", "Code", view.Code))
	return nil
}

// labels are the labels of the results that go by post, to print.
func (w *Web) labels(rw http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	list, err := w.office.PostLabels(r.Context(), w.actor(r), q.Get("sau"), q["ho-so"])
	if err != nil {
		return err
	}
	p := w.printer(r)
	page := w.page(r, "counter.labels")
	l := counterview.Labels{Head: component.Head{Title: page.Title, Lead: p.T("counter.labels.lead", "Count", len(list.Items)),
		Crumbs: []component.Link{{Label: p.T("work.returns"), Href: w.address("returns")}}}, To: p.T("counter.labels.to"),
		Empty: component.Nothing{Title: p.T("counter.labels.none"), Text: p.T("counter.labels.none.do"), Icon: "circle-check"}}
	for _, line := range []string{w.cfg.Brand.Agency, w.cfg.Brand.Address, w.cfg.Brand.Phone} {
		if line != "" {
			l.From = append(l.From, line)
		}
	}
	for _, item := range list.Items {
		label := counterview.Label{Code: item.Code, Lines: []string{item.Name}}
		address := item.Address
		if address == "" {
			address = p.T("counter.labels.noAddress")
		}
		label.Lines = append(label.Lines, address)
		if item.Phone != "" {
			label.Lines = append(label.Lines, p.T("counter.labels.phone", "Phone", item.Phone))
		}
		l.Items = append(l.Items, label)
	}
	return w.render(rw, r, http.StatusOK, counterview.Envelopes(page, l))
}

// returnBox is the box that leads from a receipt to the return of its result.
func (w *Web) returnBox(r *http.Request) counterview.ScanBox {
	box := w.scanBox(r, nil)
	box.Hidden = []dossierview.Hidden{{Name: "viec", Value: toReturn}}
	box.Field.Label = w.printer(r).T("counter.return.scan")
	return box
}

// queued says how the queue stands, for a counter that has a number.
func (c *intake) queued(r *http.Request) error {
	seat := c.w.seatOf(r)
	if seat == 0 {
		return nil
	}
	q, err := c.w.office.Queue(r.Context(), c.actor)
	if err != nil {
		return err
	}
	c.called, c.queue = c.callNext(), c.waiting(q)
	if t, busy := q.At(seat); busy {
		c.queue = c.p.T("counter.queue.serving", "Number", numberOf(t.Number), "Seat", seat, "Waiting", c.queue)
	}
	return nil
}

// deskPart is what the counter has beside the form: the scan box, what a scan
// brought, what the person had before, the queue.
func (c *intake) deskPart(m *counterview.Counter) {
	m.Scan = c.field("scan", "counter.scan.field")
	m.Scan.Hint, m.Scan.Key, m.Scan.Focus = c.p.T("counter.scan.intake"), "scan", len(c.problems) == 0 && !c.scanning
	m.ScanGo = component.Action{Label: c.p.T("counter.scan.read"), Icon: "scan-line", Name: "step", Value: "search"}
	m.Said = c.said
	m.QueuePost, m.QueueCall, m.QueueSaid = c.address("queue.post"), c.called, c.queue
	m.EarlierHead = c.p.T("counter.earlier")
	for _, v := range c.earlier {
		m.Earlier = append(m.Earlier, counterview.Before{Link: component.Link{Label: v.Code, Href: c.address("dossier", v.Code)}, About: c.p.T("counter.earlier.of", "Name", v.Name, "Day", calendar.DateOf(v.Intake.ReceivedAt)),
			Copy: component.Action{Label: c.p.T("counter.earlier.copy"), Icon: "file-plus", Small: true, Name: "copy", Value: v.Code}})
	}
}
