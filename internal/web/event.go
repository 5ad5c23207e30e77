package web

import (
	"cmp"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"motcua"
	"motcua/event"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	eventview "motcua/internal/web/view/event"

	"github.com/a-h/templ"
)

// How many may register from one address: an office sends several people.
const (
	registerMost = 20
	registerIn   = time.Hour
)

// publicEvents lists what everybody may register for, and what was held.
func (w *Web) publicEvents(rw http.ResponseWriter, r *http.Request) error {
	coming, past, err := w.office.OpenEvents(r.Context())
	if err != nil {
		return err
	}
	p, page := w.printer(r), w.page(r, "event.public")
	v := eventview.List{Crumbs: w.crumbs(r), Empty: component.Nothing{Title: p.T("event.public.none"), Icon: "calendar-days"}, Table: component.Sheet{Caption: page.Title,
		Columns: []component.Column{{Label: p.T("event.field.title")}, {Label: p.T("event.field.from")}, {Label: p.T("event.field.place")}, {Label: p.T("event.field.closes")}, {Label: p.T("event.left"), Numeric: true}}},
		Past: component.Sheet{Caption: p.T("event.public.past"), Columns: []component.Column{{Label: p.T("event.field.title")}, {Label: p.T("event.field.from")}, {Label: p.T("event.field.place")}}}}
	row := func(e office.OpenEvent, more ...templ.Component) component.Row {
		return component.Row{Cells: append([]templ.Component{component.TitleWith(component.Link{Label: e.Title, Href: w.address("events.one", e.ID)}, e.Audience), component.Text(p.Date(e.From)), component.Text(e.Place)}, more...)}
	}
	for _, e := range coming {
		v.Table.Rows = append(v.Table.Rows, row(e, component.Text(p.Date(e.Closes)), component.Text(p.Int(e.Left))))
	}
	for _, e := range past {
		v.Past.Rows = append(v.Past.Rows, row(e))
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
	if !e.Over {
		v.Facts = append(v.Facts, component.Fact{Name: p.T("event.left"), Text: p.Int(e.Left)})
	}
	if v.Papers, err = w.eventPapers(r, e.ID); err != nil {
		return err
	}
	switch {
	case e.Over:
		v.Shut = p.T("event.closed", "Day", e.Closes)
	case e.Left == 0:
		v.Shut = p.T("event.full", "Count", e.Capacity)
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
	kept, err := w.office.Register(r.Context(), r.PathValue("id"), who)
	switch {
	case err == nil:
		w.keepTicket(rw, kept.ID, kept.Key)
		return w.redirect(rw, r, with(w.address("ticket", kept.ID), "moi", "1"))
	case onlyInvalid(err):
		return again(http.StatusUnprocessableEntity, err)
	case motcua.KindOf(err) == motcua.Conflict:
		return again(http.StatusConflict, err)
	default:
		return err
	}
}

// eventPapers are links to what everybody may have of an event.
func (w *Web) eventPapers(r *http.Request, id string) ([]component.Link, error) {
	list, err := w.office.EventPapers(r.Context(), id)
	var links []component.Link
	for _, f := range list {
		links = append(links, paperLink(f, w.address("events.file", id, f.File)))
	}
	return links, err
}

// paperLink is named by what the office says the file is, else by its own name.
func paperLink(f office.FilingPaper, href string) component.Link {
	return component.Link{Label: cmp.Or(f.Note, f.Kept.Name), Icon: "paperclip", Href: href}
}

// eventFile gives everybody what everybody may have.
func (w *Web) eventFile(rw http.ResponseWriter, r *http.Request) error {
	f, err := w.office.EventPaper(r.Context(), r.PathValue("id"), r.PathValue("file"))
	if err != nil {
		return err
	}
	return w.serveFile(rw, r, f)
}
