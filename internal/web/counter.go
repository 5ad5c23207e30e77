package web

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/counter"
)

// intake is one asking of the counter's form.
type intake struct {
	*ask
	procedure catalogue.Procedure
	version   catalogue.Version
	chosen    bool
	unfit     error // why the chosen procedure cannot be received
	promise   *office.View
	found     []catalogue.Procedure
	same      []office.Alike // what the applicant has open of the procedure
	earlier   []*office.View // dossiers of the same person, to copy
	scanning  bool           // something stood in the scan box, so nothing is received yet
	unread    error          // why it could not be read
	said      []string       // what was taken over from a scan, for the officer to check
	called    component.Action
	queue     string // how many wait, and the number at this counter
}

// counter is the empty form; with ?lai=CODE it keeps the people of a dossier
// taken before.
func (w *Web) counter(rw http.ResponseWriter, r *http.Request) error {
	form := r.URL.Query()
	if code := form.Get("lai"); code != "" {
		before, err := w.office.Dossier(r.Context(), w.actor(r), code)
		if err != nil {
			return err
		}
		putParty(form, "applicant", before.Intake.Applicant)
		putParty(form, "submitter", before.Intake.Submitter)
	}
	if text := w.sessions.PopString(r.Context(), scannedKey); text != "" {
		form.Set("scan", text)
	}
	c, err := w.intake(r, form)
	if err != nil {
		return err
	}
	return w.showCounter(rw, r, c, http.StatusOK, c.unread)
}

func putParty(form url.Values, field string, p dossier.Party) {
	form.Set(field+".kind", p.Kind)
	form.Set(field+".name", p.Name)
	form.Set(field+".identifier", p.Identifier)
	form.Set(field+".address", p.Address)
	form.Set(field+".phone", p.Phone)
	form.Set(field+".email", p.Email)
}

// intake reads a form as far as it goes: the procedure, its papers, its date.
func (w *Web) intake(r *http.Request, form url.Values) (*intake, error) {
	d, err := w.reader(r)
	if err != nil {
		return nil, err
	}
	c := &intake{ask: &ask{reader: d, form: form}}
	if err := c.scan(r); err != nil {
		return nil, err
	}
	if code := form.Get("copy"); code != "" && !c.scanning {
		c.scanning = true
		if err := c.copyFrom(r, code); err != nil {
			return nil, err
		}
	}
	text := strings.TrimSpace(form.Get("find"))
	code := form.Get("procedure")
	if _, err := d.book.Procedure(text); err == nil {
		code = text
	}
	if p, err := d.book.Procedure(code); err == nil {
		c.choose(r, w, p)
		if c.same, err = w.office.Alike(r.Context(), d.actor, p.Code, c.party("applicant"), ""); err != nil {
			return nil, err
		}
	}
	if text != "" && text != code {
		c.found = d.book.Find(text)
	}
	if len(c.earlier) == 0 && !c.scanning {
		err = c.before(r, form.Get("applicant.identifier"))
	}
	return c, err
}

func (c *intake) choose(r *http.Request, w *Web, p catalogue.Procedure) {
	c.procedure, c.chosen = p, true
	if _, c.version, c.unfit = w.office.Procedure(r.Context(), p.Code); c.unfit != nil {
		return
	}
	if cases := c.version.Cases; len(cases) > 0 && !slices.ContainsFunc(cases, func(one catalogue.Case) bool { return one.ID == c.form.Get("case") }) {
		c.form.Set("case", cases[0].ID)
	}
	trial := c.read()
	trial.Applicant, trial.Submitter, trial.Note, trial.Papers = dossier.Party{Name: p.Name}, dossier.Party{}, "", nil
	c.promise, c.unfit = w.office.Promise(r.Context(), c.actor, trial)
}

// read makes an intake of what was typed.
func (c *intake) read() dossier.Intake {
	in := dossier.Intake{Procedure: c.procedure.Code, Case: c.form.Get("case"), Channel: catalogue.ChannelKind(c.form.Get("channel")),
		Applicant: c.party("applicant"), Submitter: c.party("submitter"), Delivery: c.form.Get("delivery"), Note: c.form.Get("note")}
	if in.Submitter.Name == "" {
		in.Submitter = dossier.Party{}
	}
	for _, code := range c.form["paper"] {
		paper := dossier.Paper{Code: code, Originals: count(c.form.Get("originals." + code)), Copies: count(c.form.Get("copies." + code))}
		if paper.Originals+paper.Copies == 0 {
			paper.Originals = 1
		}
		in.Papers = append(in.Papers, paper)
	}
	return in
}

// count reads how many papers; what is no number is refused by the use case.
func count(s string) int {
	s = strings.TrimSpace(s)
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

func (c *intake) party(field string) dossier.Party {
	get := func(name string) string { return c.form.Get(field + "." + name) }
	return dossier.Party{Kind: get("kind"), Name: get("name"), Identifier: get("identifier"), Address: get("address"), Phone: get("phone"), Email: get("email")}
}

// receive takes the dossier, or shows the form again: after a search, after a
// look at the date, or with what is missing.
func (w *Web) receive(rw http.ResponseWriter, r *http.Request) error {
	c, err := w.intake(r, r.PostForm)
	if err != nil {
		return err
	}
	step := r.PostForm.Get("step")
	if c.unread == nil && (c.scanning || step == "search" || step == "reckon") {
		return w.showCounter(rw, r, c, http.StatusOK, nil)
	}
	if c.unread == nil && (step == stepSupplement || step == stepRefuse) {
		return w.turnAway(rw, r, c)
	}
	in := c.read()
	if wrong := c.missing(in); wrong != nil || c.unread != nil {
		// What else is wrong is said at the same time, not after the next try.
		var more error
		if step != "search" {
			_, more = w.office.Promise(r.Context(), c.actor, in)
		} else {
			wrong = nil
		}
		return w.showCounter(rw, r, c, http.StatusUnprocessableEntity, together(c.unread, more, wrong))
	}
	once, err := w.office.Once(r.Context(), c.actor, "counter:"+r.PostForm.Get("once"), r.PostForm.Encode(), func() (office.Answer, error) {
		view, err := w.office.Receive(r.Context(), c.actor, in)
		if err != nil {
			return office.Answer{}, err
		}
		return office.Answer{Status: http.StatusSeeOther, Body: view.Code}, nil
	})
	if kind := motcua.KindOf(err); err != nil && (kind == motcua.Invalid || kind == motcua.Conflict) {
		return w.showCounter(rw, r, c, statusOf(kind), err)
	}
	if err != nil {
		return err
	}
	w.flash(r, c.received(once.Body))
	if step == "again" {
		return w.redirect(rw, r, with(w.address("counter"), "lai", once.Body))
	}
	return w.redirect(rw, r, w.address("dossier.receipt", once.Body))
}

// received says that the dossier was taken, and, to whoever did not look before,
// that the applicant had the same open already.
func (c *intake) received(code string) string {
	said := c.p.T("counter.done", "Code", code)
	for _, a := range c.same {
		if a.Code != code {
			said += " " + c.p.T("counter.done.alike", "Code", a.Code)
		}
	}
	return said
}

// together joins the faults of two checks of one form.
func together(errs ...error) error {
	var all []*motcua.Fault
	for _, err := range errs {
		var fault *motcua.Fault
		if errors.As(err, &fault) {
			all = append(all, fault)
		}
	}
	return motcua.Join(all...)
}

// missing are the required papers that are not here; the counter asks for them
// before it takes the dossier (NĐ 61/2018/NĐ-CP art 17).
func (c *intake) missing(in dossier.Intake) error {
	if !c.chosen {
		return motcua.InvalidField("find", "counter.procedure.none")
	}
	if c.unfit != nil {
		return c.unfit
	}
	if n := len(dossier.Missing(in.Papers, c.version, in.Case)); n > 0 {
		return motcua.InvalidField("papers", "counter.papers.missing", "Count", n)
	}
	return nil
}

// counterLook answers what changes on an open page when the procedure does.
func (w *Web) counterLook(rw http.ResponseWriter, r *http.Request) error {
	c, err := w.intake(r, r.PostForm)
	if err != nil {
		return err
	}
	return w.render(rw, r, http.StatusOK, counter.Refresh(c.p, c.model(nil, "")))
}

// mostFound is how many procedures a search offers.
const mostFound = 12

// findProcedures answers the picker with [{value, label, note}].
func (w *Web) findProcedures(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	type option struct {
		Value string `json:"value"`
		Label string `json:"label"`
		Note  string `json:"note"`
	}
	options := []option{}
	for _, p := range d.book.Find(r.URL.Query().Get("q")) {
		if len(options) == mostFound {
			break
		}
		options = append(options, option{p.Code, p.Code + " " + p.NameOn(calendar.DateOf(d.now)), d.note(p)})
	}
	rw.Header().Set("Content-Type", "application/json; charset=utf-8")
	return json.NewEncoder(rw).Encode(options)
}

// note says what a procedure takes today, in a line.
func (d reader) note(p catalogue.Procedure) string {
	v, err := p.VersionOn(calendar.DateOf(d.now))
	if err != nil {
		return joined(component.ProblemsOf(d.p, err)[0].Text, p.Field)
	}
	if v.Term.IsZero() {
		return p.Field
	}
	return d.p.Text(v.Term.Text()) + " · " + p.Field
}

func (w *Web) showCounter(rw http.ResponseWriter, r *http.Request, c *intake, status int, wrong error) error {
	page := w.page(r, "counter.title")
	page.Faulty = wrong != nil
	page.Scripts = []string{"counter.js"}
	if err := c.queued(r); err != nil {
		return err
	}
	once, err := token(c.form.Get("once"))
	if err != nil {
		return err
	}
	m := c.model(wrong, once)
	m.Head = component.Head{Title: page.Title, Lead: c.p.T("counter.lead", "Now", c.now)}
	return w.render(rw, r, status, counter.Show(page, m))
}

// token keeps a form that is sent twice from being received twice.
func token(kept string) (string, error) {
	if kept != "" {
		return kept, nil
	}
	random := make([]byte, 12)
	if _, err := rand.Read(random); err != nil {
		return "", err
	}
	return hex.EncodeToString(random), nil
}

// model words the counter.
func (c *intake) model(wrong error, once string) counter.Counter {
	c.problems = component.ProblemsOf(c.p, wrong)
	m := counter.Counter{Post: c.address("counter.post"), Look: c.address("counter.look"), Once: once, Problems: c.problems}
	c.deskPart(&m)
	m.Applicant = counter.Section{ID: "s1", Title: c.p.T("counter.applicant"), Aside: c.p.T("counter.applicant.hint"), Fields: c.partyFields("applicant")}
	m.Kind = c.field("applicant.kind", "counter.kind")
	for _, kind := range []string{dossier.PersonParty, dossier.OrganizationParty} {
		m.Kinds = append(m.Kinds, component.Choice{Value: kind, Label: c.p.T("counter.kind." + kind)})
	}
	m.SubmitterHelp, m.Submitter = c.p.T("counter.submitter"), c.partyFields("submitter")
	m.SubmitterOpen = c.form.Get("submitter.name") != ""
	c.procedurePart(&m)
	c.paperPart(&m)
	m.More = counter.Section{ID: "s4", Title: c.p.T("counter.more"), Aside: ""}
	m.Delivery, m.Deliveries = c.field("delivery", "counter.delivery"), c.ways()
	m.Channel = c.field("channel", "counter.channel")
	for _, kind := range []catalogue.ChannelKind{catalogue.InPerson, catalogue.Postal, catalogue.Online} {
		m.Channels = append(m.Channels, component.Choice{Value: string(kind), Label: c.p.Text(kind.Text())})
	}
	m.Remark = c.field("note", "counter.note")
	m.Remark.Rows = 2
	m.Remark.Optional = component.OptionalWord(c.p)
	c.receiptPart(&m)
	m.Reckon = component.Action{Label: c.p.T("counter.reckon"), Icon: "calendar-clock", Name: "step", Value: "reckon", Small: true}
	m.Submit = []component.Action{
		{Label: c.p.T("counter.receive"), Icon: "printer", Look: component.Primary, Name: "step", Value: "receive", Key: "primary", Hint: "Ctrl+↵"},
		{Label: c.p.T("counter.receiveAgain"), Icon: "plus", Name: "step", Value: "again", Key: "again", Hint: "Ctrl+⇧+↵"},
	}
	c.turnPart(&m)
	return m
}

func (c *intake) partyFields(who string) []component.Field {
	fields := []component.Field{
		c.field(who+".identifier", "counter.identifier"), c.field(who+".name", "counter.name"), c.field(who+".phone", "counter.phone"),
		c.field(who+".address", "counter.address"), c.field(who+".email", "counter.email")}
	fields[0].InputMode, fields[2].InputMode, fields[4].InputMode = "numeric", "tel", "email"
	if who == "submitter" {
		fields = slices.Delete(fields, 3, 5)
	}
	return fields
}

func (c *intake) procedurePart(m *counter.Counter) {
	m.Procedure = counter.Section{ID: "s2", Title: c.p.T("counter.procedure"), Aside: c.p.T("counter.procedure.hint")}
	m.Find = c.field("find", "counter.find")
	m.Find.Combobox = c.address("counter.find")
	if m.Find.Error == "" {
		m.Find.Error = c.problems.Of("procedure")
	}
	m.Search = component.Action{Label: c.p.T("counter.search"), Icon: "search", Name: "step", Value: "search"}
	if c.chosen {
		m.Chosen, m.ChosenName, m.ChosenAbout = c.procedure.Code, c.procedure.Code+" "+typed(c.version.Name, c.procedure.Name), c.note(c.procedure)
		m.Find.Value = c.procedure.Code
	}
	if len(c.found) > 0 && !(c.chosen && c.form.Get("step") != "search") {
		m.FoundLabel = c.p.T("counter.found", "Count", len(c.found))
		for _, p := range c.found[:min(len(c.found), mostFound)] {
			m.Found = append(m.Found, component.Choice{Value: p.Code, Label: p.Code + " " + p.NameOn(calendar.DateOf(c.now)), Hint: c.note(p)})
		}
		m.Find.Value = c.form.Get("find")
	}
	if c.form.Get("find") != "" && !c.chosen && len(c.found) == 0 && m.Find.Error == "" {
		m.Find.Error = c.p.T("counter.found.none")
	}
	if len(c.version.Cases) > 0 {
		m.Case = c.field("case", "counter.case")
		for _, one := range c.version.Cases {
			m.Cases = append(m.Cases, component.Choice{Value: one.ID, Label: one.Name})
		}
	}
}

func (c *intake) paperPart(m *counter.Counter) {
	m.PaperHead = counter.Section{ID: "s3", Title: c.p.T("counter.papers"), Aside: c.p.T("counter.papers.hint")}
	m.NoPapers = c.p.T("counter.papers.choose")
	m.PaperError = c.problems.Of("papers")
	if !c.chosen {
		return
	}
	m.NoPapers = c.p.T("counter.papers.none")
	in := c.read()
	missing := map[string]bool{}
	for _, p := range dossier.Missing(in.Papers, c.version, in.Case) {
		missing[p.Code] = true
	}
	blank := map[bool]string{true: "1", false: "0"}
	for _, p := range c.version.PapersFor(in.Case) {
		paper := counter.Paper{Code: p.Code, Name: p.Name, Form: p.Form, Required: p.Required, Here: slices.Contains(c.form["paper"], p.Code),
			Missing: missing[p.Code] && len(c.problems) > 0}
		paper.Originals = typed(c.form.Get("originals."+p.Code), blank[p.Originals > 0 || p.Copies == 0])
		paper.Copies = typed(c.form.Get("copies."+p.Code), blank[p.Copies > 0])
		m.Papers = append(m.Papers, paper)
	}
	if n := len(missing); n > 0 && len(c.problems) > 0 {
		m.Blocks = append(m.Blocks, c.p.T("counter.papers.missing", "Count", n))
	}
}

// receiptPart is the receipt that would be given now.
func (c *intake) receiptPart(m *counter.Counter) {
	m.Alike = c.alike(c.same)
	if c.unfit != nil {
		for _, problem := range component.ProblemsOf(c.p, c.unfit) {
			m.Blocks = append(m.Blocks, problem.Text)
		}
	}
	if c.promise == nil {
		return
	}
	v := c.promise
	m.Receipt = []component.Fact{
		{Name: c.p.T("page.about.procedure"), Text: v.Name},
		{Name: c.p.T("page.about.receivedAt"), Text: c.p.Instant(v.Intake.ReceivedAt)},
		{Name: c.p.T("component.strip.due"), Value: counter.Date(c.p.Day(v.Clock.Due), c.p.Clock(v.Clock.Due), c.p.Text(v.Intake.Term.Text()))},
	}
	if channel, ok := c.version.Channel(v.Intake.Channel); ok {
		fee := c.p.Money(channel.Fee)
		if channel.Fee == 0 {
			fee = c.p.T("counter.free")
		}
		m.Receipt = append(m.Receipt, component.Fact{Name: c.p.T("counter.fee"), Text: fee})
	}
	m.Why = component.ReasonsOf(c.p, v.Clock.Steps)
}
