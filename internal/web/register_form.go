package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/document"
	"motcua/identity"
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"
	registerview "motcua/internal/web/view/register"
	"motcua/register"

	"github.com/a-h/templ"
)

// documentAsk is one asking of a form of the books.
type documentAsk struct {
	ask
	people []identity.Person
	files  []document.File
}

// arrivalForm asks for an incoming document.
func (w *Web) arrivalForm(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	form := url.Values{"receivedOn": {d.p.Date(calendar.DateOf(d.now))}}
	return w.askDocument(rw, r, register.In, http.StatusOK, &documentAsk{ask: ask{reader: d, form: form, fresh: true}}, nil)
}

// numberForm asks for an outgoing document. An address may name the document
// that it replaces, or puts right.
func (w *Web) numberForm(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	lead := d.book.Agency(w.office.LeadAgency())
	today := d.p.Date(calendar.DateOf(d.now))
	form := url.Values{"sign": {register.Abbreviation(lead.Name)}, "signedOn": {today}, "date": {today}, "authority": {string(register.ByHead)}}
	for name, field := range map[string]string{"thay": "replaces", "dinh-chinh": "corrects"} {
		id := r.URL.Query().Get(name)
		if id == "" {
			continue
		}
		old, err := w.office.Document(r.Context(), d.actor, id)
		if err != nil {
			return err
		}
		form.Set(field, old.ID)
		form.Set("unit", old.Out.Unit)
		form.Set("secrecy", string(old.Secrecy))
		form.Set("kind", old.Content.Kind)
		if form.Set("subject", old.Subject); field == "corrects" {
			form.Set("kind", register.OfficialLetter)
			form.Set("subject", d.p.T("register.correct.subject", "Symbol", old.Symbol, "Date", old.Date))
		}
	}
	return w.askDocument(rw, r, register.Out, http.StatusOK, &documentAsk{ask: ask{reader: d, form: form, fresh: true}}, nil)
}

// enterDocument enters an incoming document.
func (w *Web) enterDocument(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	c := &documentAsk{ask: ask{reader: d, form: r.PostForm}}
	var wrong []error
	content := c.content(w, r, &wrong)
	in := register.Incoming{Content: content, Sender: c.form.Get("sender"), AsWritten: c.form.Get("asWritten") != "", Again: c.form.Get("again")}
	in.Symbol = c.form.Get("symbol")
	in.ReceivedOn = c.day("receivedOn", &wrong)
	if err = firstFault(wrong); err == nil {
		view, entering := w.office.EnterDocument(r.Context(), d.actor, in)
		if entering == nil {
			w.flash(r, d.p.T("register.in.done", "Number", strconv.Itoa(view.Number), "Year", strconv.Itoa(view.Series.Year)))
			return w.redirect(rw, r, w.address("register.record", view.ID))
		}
		err = entering
	}
	return w.askedAgain(rw, r, register.In, c, err)
}

// numberDocument gives an outgoing document its number.
func (w *Web) numberDocument(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	c := &documentAsk{ask: ask{reader: d, form: r.PostForm}}
	var wrong []error
	out := register.Outgoing{Content: c.content(w, r, &wrong), Sign: c.form.Get("sign"), Unit: c.form.Get("unit"), UnitSign: c.form.Get("unitSign"),
		SignedOn: c.day("signedOn", &wrong), Signer: c.form.Get("signer"), Position: c.form.Get("position"), Authority: register.Authority(c.form.Get("authority")),
		Recipients: c.form.Get("recipients"), Number: c.whole("docNumber", &wrong), Copies: c.whole("copies", &wrong),
		Replaces: c.form.Get("replaces"), Corrects: c.form.Get("corrects")}
	if out.UnitSign == "" {
		if u, ok := d.book.Agency(w.office.LeadAgency()).Unit(out.Unit); ok {
			out.UnitSign = register.Abbreviation(u.Name)
		}
	}
	if err = firstFault(wrong); err == nil {
		view, numbering := w.office.NumberDocument(r.Context(), d.actor, out)
		if numbering == nil {
			w.flash(r, d.p.T("register.out.done", "Symbol", view.Symbol))
			return w.redirect(rw, r, w.address("register.record", view.ID))
		}
		err = numbering
	}
	return w.askedAgain(rw, r, register.Out, c, err)
}

// content reads what both forms ask, and keeps the files that came.
func (c *documentAsk) content(w *Web, r *http.Request, wrong *[]error) register.Content {
	var err error
	if c.files, err = w.papersOf(r, "files"); err != nil {
		*wrong = append(*wrong, err)
	}
	content := register.Content{Kind: c.form.Get("kind"), Date: c.day("date", wrong), Subject: c.form.Get("subject"), Note: c.form.Get("note"),
		Urgency: register.Urgency(c.form.Get("urgency")), Secrecy: register.Secrecy(c.form.Get("secrecy")), Readers: c.form["readers"]}
	for _, f := range c.files {
		content.Files = append(content.Files, f.ID)
	}
	return content
}

func (c *documentAsk) day(field string, wrong *[]error) calendar.Date {
	day, err := readDate(field, c.form.Get(field))
	if err != nil {
		*wrong = append(*wrong, err)
	}
	return day
}

func (c *documentAsk) whole(field string, wrong *[]error) int {
	s := strings.TrimSpace(c.form.Get(field))
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 999_999 {
		*wrong = append(*wrong, motcua.InvalidField(field, "register.number.digits"))
	}
	return n
}

// firstFault joins what could not be read; what is no fault comes alone.
func firstFault(wrong []error) error {
	var faults []*motcua.Fault
	for _, err := range wrong {
		if err == nil {
			continue
		}
		var fault *motcua.Fault
		if !errors.As(err, &fault) {
			return err
		}
		faults = append(faults, fault)
	}
	return motcua.Join(faults...)
}

func (w *Web) askedAgain(rw http.ResponseWriter, r *http.Request, direction register.Direction, c *documentAsk, err error) error {
	kind := motcua.KindOf(err)
	if kind != motcua.Invalid && kind != motcua.Conflict {
		return err
	}
	return w.askDocument(rw, r, direction, statusOf(kind), c, err)
}

func (w *Web) askDocument(rw http.ResponseWriter, r *http.Request, direction register.Direction, status int, c *documentAsk, wrong error) error {
	if err := identity.Can(c.actor, identity.KeepRegister, identity.Object{LeadAgency: w.office.LeadAgency()}); err != nil {
		return err
	}
	var err error
	if c.people, err = w.office.RegisterPeople(r.Context()); err != nil {
		return err
	}
	name := "register." + string(direction)
	page := w.page(r, name+".new.title")
	page.Faulty = wrong != nil
	page.Scripts = append(page.Scripts, uploadScript)
	c.problems = component.ProblemsOf(c.p, wrong)
	f := dossierview.Form{Files: true, Post: w.address(name + ".new.post"), Problems: c.problems, AsideBox: c.p.T("register.rules"),
		Hidden: hiddenOf("replaces", c.form.Get("replaces"), "corrects", c.form.Get("corrects")),
		Cancel: component.Link{Label: c.p.T("page.cancel"), Href: w.address(name)},
		Head:   component.Head{Title: page.Title, Lead: c.p.T(name + ".new.lead"), Crumbs: []component.Link{{Label: c.p.T("register.nav"), Href: w.address("registers")}, {Label: c.p.T(name), Href: w.address(name)}}}}
	f.Submit = []component.Action{{Label: c.p.T(name + ".submit"), Icon: "stamp", Look: component.Primary, Key: "primary", Hint: "Ctrl+↵"}}
	for _, rule := range []string{"1", "2", "3"} {
		f.Aside = append(f.Aside, component.Fact{Name: c.p.T(name + ".rule." + rule), Text: c.p.T(name + ".rule." + rule + ".is")})
	}
	f.Fields = c.outgoing()
	if direction == register.In {
		f.Fields = c.incoming()
	}
	return w.render(rw, r, status, dossierview.Ask(page, f))
}

// asked is a question of the form, its label by its name.
func (c *documentAsk) asked(name string) component.Field {
	return c.field(name, "register.field."+name)
}

func (c *documentAsk) optional(name string) component.Field {
	f := c.asked(name)
	f.Optional = component.OptionalWord(c.p)
	return f
}

func (c *documentAsk) dayField(name string) component.Field {
	f := c.asked(name)
	f.Width, f.InputMode, f.Hint = component.Middle, "numeric", c.p.T("register.hint.day")
	return f
}

func (c *documentAsk) choose(name string, values []string) templ.Component {
	f := c.asked(name)
	var choices []component.Choice
	for _, v := range values {
		choices = append(choices, component.Choice{Value: v, Label: c.p.T("register." + name + "." + v)})
	}
	return component.Select(f, choices)
}

func (c *documentAsk) incoming() []templ.Component {
	symbol, kind := c.asked("symbol"), c.optional("kind")
	symbol.Hint, symbol.Width = c.p.T("register.hint.symbol"), component.Middle
	kind.Hint = c.p.T("register.hint.kind")
	subject := c.asked("subject")
	subject.Rows = 3
	asWritten := component.Field{Name: "asWritten", Label: c.p.T("register.field.asWritten")}
	parts := []templ.Component{component.Input(c.asked("sender")), component.Input(symbol),
		component.Checkboxes(asWritten, []component.Choice{{Value: "1", Label: c.p.T("register.asWritten"), Chosen: c.form.Get("asWritten") != ""}}),
		component.Input(c.dayField("date")), component.Input(c.dayField("receivedOn")), component.TextArea(subject),
		component.Select(kind, c.documentKinds(register.Kinds(), "register.kind.bySymbol"))}
	if again := c.asked("again"); again.Error != "" || again.Value != "" {
		again.Rows = 2
		parts = append(parts, component.TextArea(again))
	}
	return append(parts, c.rest()...)
}

func (c *documentAsk) outgoing() []templ.Component {
	number, sign, unitSign, copies, recipients := c.optional("docNumber"), c.asked("sign"), c.optional("unitSign"), c.optional("copies"), c.asked("recipients")
	number.Hint, number.Width, number.InputMode = c.p.T("register.hint.docNumber"), component.Narrow, "numeric"
	sign.Width, unitSign.Width, copies.Width, copies.InputMode = component.Narrow, component.Narrow, component.Narrow, "numeric"
	unitSign.Hint = c.p.T("register.hint.unitSign")
	subject := c.asked("subject")
	subject.Rows, recipients.Rows = 3, 3
	kinds := c.documentKinds(register.KindsOn(calendar.DateOf(c.now)), "register.choose.kind.none")
	var authorities []string
	for _, a := range register.Authorities() {
		authorities = append(authorities, string(a))
	}
	return append([]templ.Component{component.Select(c.asked("kind"), kinds), component.TextArea(subject), component.Select(c.asked("unit"), c.ownUnits("register.choose.unit.none")),
		component.Input(sign), component.Input(unitSign), component.Input(c.dayField("signedOn")), component.Input(c.dayField("date")), component.Input(c.asked("signer")),
		component.Input(c.optional("position")), c.choose("authority", authorities), component.TextArea(recipients), component.Input(copies), component.Input(number)}, c.rest()...)
}

// rest is what both forms ask last.
func (c *documentAsk) rest() []templ.Component {
	var urgencies, secrecies []string
	for _, u := range register.Urgencies() {
		urgencies = append(urgencies, string(u))
	}
	for _, s := range register.Secrecies() {
		secrecies = append(secrecies, string(s))
	}
	var people []component.Choice
	for _, p := range c.people {
		people = append(people, component.Choice{Value: p.ID, Label: p.Name, Hint: p.Title, Chosen: slices.Contains(c.form["readers"], p.ID)})
	}
	readers := c.optional("readers")
	readers.Hint = c.p.T("register.hint.readers")
	note := c.optional("note")
	note.Rows = 2
	return []templ.Component{c.choose("urgency", urgencies), c.choose("secrecy", secrecies), registerview.Folded(c.p.T("register.readers.choose"), component.Checkboxes(readers, people)),
		component.Upload(c.p, component.UploadField{Name: "files", Label: c.p.T("register.field.files"), Hint: c.p.T("register.hint.files"), Files: linesOf(c.p, c.files),
			Error: c.problems.Of("files"), Several: true, Papers: true}), component.TextArea(note)}
}
