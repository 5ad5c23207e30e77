package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"motcua/calendar"
	"motcua/catalogue"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/procedure"
)

// listed is how many procedures a page of the list has.
const listed = 30

// procedures lists the catalogue for everybody.
func (w *Web) procedures(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.procedureList(r, "procedures", "procedure")
	if err != nil {
		return err
	}
	d.Crumbs = w.crumbs(r)
	page := w.page(r, "procedure.list")
	if d.Topic != nil {
		page.Title = procedure.TopicName(page.Printer, *d.Topic)
	}
	return w.render(rw, r, http.StatusOK, procedure.List(page, d))
}

// nearby is how many procedures are offered when nothing fits as a whole.
const nearby = 5

// procedureList finds what a reader asks for. Without words it lists what is in
// force, with a topic in the topic's own order; words find what is not in force,
// too, best first. A page begins after the code in "sau".
func (w *Web) procedureList(r *http.Request, list, page string) (procedure.ListData, error) {
	q := r.Form
	book, err := w.office.Book(r.Context())
	d := procedure.ListData{Action: w.address(list), Words: strings.TrimSpace(q.Get("tu-khoa")), Field: q.Get("linh-vuc"),
		Audience: q.Get("doi-tuong"), Level: q.Get("muc-do")}
	if err != nil {
		return d, err
	}
	if t, ok := book.Topic(q.Get("chu-de")); ok {
		d.Topic = &t
	}
	w.listChoices(r, book, &d)
	if d.Words != "" || d.Field != "" || d.Audience != "" || d.Level != "" || d.Topic != nil {
		d.Clear = d.Action
	}
	today := calendar.DateOf(w.office.Now())
	itemOf := func(of catalogue.Procedure) procedure.Item {
		state, v, _ := procedure.StateOn(of, today)
		return procedure.Item{Procedure: of, Version: v, State: state, Href: w.address(page, of.Code)}
	}
	var found []procedure.Item
	for _, of := range book.Find(d.Words) {
		if i := itemOf(of); wanted(d, i) {
			found = append(found, i)
		}
	}
	if d.Topic != nil && d.Words == "" {
		slices.SortStableFunc(found, func(a, b procedure.Item) int {
			return slices.Index(d.Topic.Procedures, a.Procedure.Code) - slices.Index(d.Topic.Procedures, b.Procedure.Code)
		})
	}
	if len(found) == 0 {
		for _, of := range book.Near(d.Words, nearby) {
			d.Near = append(d.Near, itemOf(of))
		}
		d.Events = w.topicTiles(r, book, d.Action)
		d.Contact = w.address("contact")
	}
	w.paged(r, &d, found)
	return d, nil
}

// paged keeps of what was found the page asked for.
func (w *Web) paged(r *http.Request, d *procedure.ListData, found []procedure.Item) {
	d.Total = len(found)
	after := r.Form.Get("sau")
	begin := slices.IndexFunc(found, func(i procedure.Item) bool { return i.Procedure.Code == after }) + 1
	end := min(begin+listed, len(found))
	d.Items = found[begin:end]
	if end < len(found) {
		d.Pages.Next = listAddress(*d, found[end-1].Procedure.Code)
	}
	if begin > 0 {
		before := ""
		if begin > listed {
			before = found[begin-listed-1].Procedure.Code
		}
		d.Pages.Previous = listAddress(*d, before)
	}
	if begin > 0 || end < len(found) {
		d.Pages.Text = w.printer(r).T("procedure.range", "From", begin+1, "To", end, "Count", len(found))
	}
}

func listAddress(d procedure.ListData, after string) string {
	topic := ""
	if d.Topic != nil {
		topic = d.Topic.ID
	}
	return with(d.Action, "tu-khoa", d.Words, "linh-vuc", d.Field, "doi-tuong", d.Audience, "muc-do", d.Level, "chu-de", topic, "sau", after)
}

// audiences are whom a procedure can be for, by their names in addresses.
var audiences = []struct{ slug, audience string }{
	{"nguoi-dan", catalogue.AudienceCitizens}, {"doanh-nghiep", catalogue.AudienceBusinesses},
}

func wanted(d procedure.ListData, i procedure.Item) bool {
	switch {
	case d.Topic != nil && !d.Topic.Has(i.Procedure.Code):
		return false
	case d.Field != "" && i.Procedure.Field != d.Field:
		return false
	case d.Audience != "" && !isFor(i.Procedure, d.Audience):
		return false
	case d.Level == "toan-trinh" && i.Version.ServiceLevel != catalogue.Full:
		return false
	case d.Level == "mot-phan" && i.Version.ServiceLevel != catalogue.Partial:
		return false
	default:
		return d.Words != "" || i.State == procedure.InForce
	}
}

// isFor tells whether a procedure is for an audience; one that nobody knows is
// nobody's.
func isFor(of catalogue.Procedure, slug string) bool {
	for _, a := range audiences {
		if a.slug == slug {
			return slices.Contains(of.Audience, a.audience)
		}
	}
	return false
}

// listChoices fills what the filter offers.
func (w *Web) listChoices(r *http.Request, book *office.Book, d *procedure.ListData) {
	p := w.printer(r)
	d.Fields = []component.Choice{{Label: p.T("procedure.field.all")}}
	var fields []component.Choice
	for _, of := range book.Procedures {
		choice := component.Choice{Value: of.Field, Label: procedure.FieldName(p, of)}
		if !slices.Contains(fields, choice) {
			fields = append(fields, choice)
		}
	}
	slices.SortFunc(fields, func(a, b component.Choice) int { return cmp.Compare(a.Label, b.Label) })
	d.Fields = append(d.Fields, fields...)
	d.Audiences = []component.Choice{{Label: p.T("procedure.audience.all")}}
	for _, a := range audiences {
		d.Audiences = append(d.Audiences, component.Choice{Value: a.slug, Label: p.T("catalogue.audience." + a.audience)})
	}
	d.Topics = []component.Choice{{Label: p.T("procedure.topic.all")}}
	for _, t := range book.Topics {
		d.Topics = append(d.Topics, component.Choice{Value: t.ID, Label: procedure.TopicName(p, t)})
	}
}

// topicTiles lead from the events people come for to their procedures.
func (w *Web) topicTiles(r *http.Request, book *office.Book, list string) []component.Tile {
	p := w.printer(r)
	tiles := make([]component.Tile, len(book.Topics))
	for i, t := range book.Topics {
		tiles[i] = component.Tile{Title: procedure.TopicName(p, t), Text: procedure.TopicAbout(p, t), Icon: cmp.Or(t.Icon, "route"), Href: with(list, "chu-de", t.ID)}
	}
	return tiles
}
