package web

import (
	"net/http"
	"net/url"
	"strconv"
	"time"

	"motcua"
	"motcua/event"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	eventview "motcua/internal/web/view/event"
	filingview "motcua/internal/web/view/filing"

	"github.com/a-h/templ"
)

// How many may register from one address: an office sends several people.
const (
	registerMost = 20
	registerIn   = time.Hour
)

// publicEvents lists what everybody may register for.
func (w *Web) publicEvents(rw http.ResponseWriter, r *http.Request) error {
	list, err := w.office.OpenEvents(r.Context())
	if err != nil {
		return err
	}
	p, page := w.printer(r), w.page(r, "event.public")
	v := eventview.List{Crumbs: w.crumbs(r), Empty: component.Nothing{Title: p.T("event.public.none"), Icon: "calendar-days"}, Table: component.Sheet{Caption: page.Title,
		Columns: []component.Column{{Label: p.T("event.field.title")}, {Label: p.T("event.field.from")}, {Label: p.T("event.field.place")}, {Label: p.T("event.field.closes")}, {Label: p.T("event.left"), Numeric: true}}}}
	for _, e := range list {
		v.Table.Rows = append(v.Table.Rows, component.Row{Cells: []templ.Component{component.LinkWith(component.Link{Label: e.Title, Href: w.address("events.one", e.ID)}, e.Audience),
			component.Text(p.Date(e.From)), component.Text(e.Place), component.Text(p.Date(e.Closes)), component.Text(p.Int(e.Left))}})
	}
	return w.render(rw, r, http.StatusOK, eventview.ShowList(page, v))
}

// publicEvent shows an event with the form.
func (w *Web) publicEvent(rw http.ResponseWriter, r *http.Request) error {
	return w.showEvent(rw, r, http.StatusOK, url.Values{}, nil)
}

func (w *Web) showEvent(rw http.ResponseWriter, r *http.Request, status int, form url.Values, wrong error) error {
	e, err := w.office.OpenEvent(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	p, page := w.printer(r), w.page(r, "")
	page.Title, page.Faulty = e.Title, wrong != nil
	v := eventview.One{Crumbs: w.crumbs(r, component.Link{Label: p.T("event.public"), Href: w.address("events")}), Problems: component.ProblemsOf(p, wrong), Action: w.address("events.register", e.ID),
		Opened: typed(form.Get("opened"), strconv.FormatInt(w.office.Now().Unix(), 10)), Privacy: w.address("privacy")}
	fact := func(field, text string) {
		if text != "" {
			v.Facts = append(v.Facts, component.Fact{Name: p.T("event.field." + field), Text: text})
		}
	}
	fact("from", p.Date(e.From))
	if e.Last() != e.From {
		fact("to", p.Date(e.To))
	}
	fact("place", e.Place)
	fact("audience", e.Audience)
	fact("purpose", e.Purpose)
	fact("trainer", e.Trainer)
	fact("partner", e.Partner)
	fact("closes", p.Date(e.Closes))
	v.Facts = append(v.Facts, component.Fact{Name: p.T("event.left"), Text: p.Int(e.Left)})
	switch {
	case e.Over:
		v.Shut = p.T("event.closed", "Day", e.Closes)
	case e.Left == 0:
		v.Shut = p.T("event.full", "Count", e.Capacity)
	}
	if r.URL.Query().Get("moi") != "" {
		v.Done = p.T("event.registered")
	}
	field := func(name, kind, complete string, optional bool) {
		f := component.Field{Name: name, Label: p.T("event.register." + name), Kind: kind, Autocomplete: complete, Value: form.Get(name), Error: v.Problems.Of(name)}
		if optional {
			f.Optional = component.OptionalWord(p)
		}
		v.Fields = append(v.Fields, f)
	}
	field("name", "", "name", false)
	field("organisation", "", "organization", true)
	field("phone", "tel", "tel", false)
	field("email", "email", "email", true)
	rw.Header().Set("Cache-Control", "no-store")
	return w.render(rw, r, status, eventview.Show(page, v))
}

// register takes a seat.
func (w *Web) register(rw http.ResponseWriter, r *http.Request) error {
	again := func(status int, wrong error) error { return w.showEvent(rw, r, status, r.PostForm, wrong) }
	if err := w.human(r); err != nil {
		return again(http.StatusUnprocessableEntity, err)
	}
	who, err := event.Registrant{Name: r.PostForm.Get("name"), Organisation: r.PostForm.Get("organisation"), Phone: r.PostForm.Get("phone"), Email: r.PostForm.Get("email")}.Clean()
	if err != nil {
		return again(http.StatusUnprocessableEntity, err)
	}
	if wait := w.seats.take(visitOf(r).from); wait > 0 {
		return again(http.StatusTooManyRequests, motcua.InvalidField("", "event.tooMany", "Time", wait))
	}
	err = w.office.Register(r.Context(), r.PathValue("id"), who)
	switch {
	case err == nil:
	case onlyInvalid(err):
		return again(http.StatusUnprocessableEntity, err)
	case motcua.KindOf(err) == motcua.Conflict:
		return again(http.StatusConflict, err)
	default:
		return err
	}
	return w.redirect(rw, r, with(w.address("events.one", r.PathValue("id")), "moi", "1"))
}

// registered puts who registered below the record of an event.
func registered(w *Web, r *http.Request, d reader, f filed, v *filingview.Record) error {
	e, ok := f.content.(event.Event)
	if !ok || !e.Public() || !d.keepsReform() {
		return nil
	}
	list, err := w.office.Registrations(r.Context(), d.actor, f.ID)
	if err != nil {
		return err
	}
	v.Empty = d.p.T("event.registrations.none")
	v.Tools = []component.Action{{Label: d.p.T("event.registrations.xlsx"), Icon: "download", Href: w.address("event.registrations", f.ID)}}
	t := component.Sheet{Caption: d.p.T("event.registrations"), Columns: []component.Column{{Label: d.p.T("event.seat"), Numeric: true}, {Label: d.p.T("event.register.name")}, {Label: d.p.T("event.register.phone")},
		{Label: d.p.T("event.register.email")}, {Label: d.p.T("event.came")}, {Hidden: d.p.T("event.tick")}}}
	for _, one := range list {
		value, label := "1", d.p.T("event.tick")
		if one.Came {
			value, label = "", d.p.T("event.untick")
		}
		t.Rows = append(t.Rows, component.Row{Cells: []templ.Component{component.Text(strconv.Itoa(one.Seat)), component.TextWith(one.Name, one.Organisation), component.Text(one.Phone), component.Text(one.Email),
			component.Text(cameWord(d, one)), filingview.Press(w.address("event.came", f.ID, one.ID), strconv.Itoa(one.Version()), value, label, one.Name)}})
	}
	v.Tables = []component.Sheet{t}
	return nil
}

func cameWord(d reader, one *event.Registration) string {
	if one.Came {
		return d.p.T("event.came.yes")
	}
	return "–"
}

// tickCame says whether somebody came.
func (w *Web) tickCame(rw http.ResponseWriter, r *http.Request) error {
	seen, _ := strconv.Atoi(r.PostForm.Get("seen")) // none: the reader does not mind
	id := r.PathValue("id")
	if err := w.office.Tick(r.Context(), w.actor(r), id, office.RecordTarget{ID: r.PathValue("registration"), Expected: seen}, r.PostForm.Get("came") != ""); err != nil {
		return err
	}
	return w.redirect(rw, r, w.address("event.record", id))
}

// registrationsBook is who registered, as a workbook.
func (w *Web) registrationsBook(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	list, err := w.office.Registrations(r.Context(), d.actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	heads := []string{d.p.T("event.seat"), d.p.T("event.register.name"), d.p.T("event.register.organisation"), d.p.T("event.register.phone"), d.p.T("event.register.email"), d.p.T("event.came")}
	l, err := newLedger("Dang ky", heads)
	if err != nil {
		return err
	}
	defer func() { _ = l.book.Close() }()
	for _, one := range list {
		if err := l.add([]string{strconv.Itoa(one.Seat), one.Name, one.Organisation, one.Phone, one.Email, cameWord(d, one)}); err != nil {
			return err
		}
	}
	return l.send(rw, "dang-ky.xlsx")
}
