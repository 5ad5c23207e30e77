package web

import (
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
	return w.render(rw, r, http.StatusOK, procedure.List(w.page(r, "procedure.list"), d))
}

// procedureList finds what a reader asks for. Without words it lists what is in
// force; words find what is not, too. A page begins after the code in "sau".
func (w *Web) procedureList(r *http.Request, list, page string) (procedure.ListData, error) {
	q := r.Form
	book, err := w.office.Book(r.Context())
	d := procedure.ListData{Action: w.address(list), Words: strings.TrimSpace(q.Get("tu-khoa")), Field: q.Get("linh-vuc"), Level: q.Get("muc-do")}
	if err != nil {
		return d, err
	}
	d.Fields = w.fieldChoices(r, book)
	if d.Words != "" || d.Field != "" || d.Level != "" {
		d.Clear = d.Action
	}
	today := calendar.DateOf(w.office.Now())
	var found []procedure.Item
	for _, of := range book.Find(d.Words) {
		state, v, _ := procedure.StateOn(of, today)
		if wanted(d, of, v, state) {
			found = append(found, procedure.Item{Procedure: of, Version: v, State: state, Href: w.address(page, of.Code)})
		}
	}
	d.Total = len(found)
	after := q.Get("sau")
	begin := slices.IndexFunc(found, func(i procedure.Item) bool { return i.Procedure.Code == after }) + 1
	end := min(begin+listed, len(found))
	d.Items = found[begin:end]
	if end < len(found) {
		d.Pages.Next = w.listAddress(d, found[end-1].Procedure.Code)
	}
	if begin > 0 {
		before := ""
		if begin > listed {
			before = found[begin-listed-1].Procedure.Code
		}
		d.Pages.Previous = w.listAddress(d, before)
	}
	if begin > 0 || end < len(found) {
		d.Pages.Text = w.printer(r).T("procedure.range", "From", begin+1, "To", end, "Count", len(found))
	}
	return d, nil
}

func (w *Web) listAddress(d procedure.ListData, after string) string {
	return with(d.Action, "tu-khoa", d.Words, "linh-vuc", d.Field, "muc-do", d.Level, "sau", after)
}

func wanted(d procedure.ListData, of catalogue.Procedure, v catalogue.Version, state procedure.State) bool {
	switch {
	case d.Field != "" && of.Field != d.Field:
		return false
	case d.Level == "toan-trinh" && v.ServiceLevel != catalogue.Full:
		return false
	case d.Level == "mot-phan" && v.ServiceLevel != catalogue.Partial:
		return false
	default:
		return d.Words != "" || state == procedure.InForce
	}
}

func (w *Web) fieldChoices(r *http.Request, book *office.Book) []component.Choice {
	var names []string
	for _, of := range book.Procedures {
		if !slices.Contains(names, of.Field) {
			names = append(names, of.Field)
		}
	}
	slices.Sort(names)
	choices := []component.Choice{{Label: w.printer(r).T("procedure.field.all")}}
	for _, name := range names {
		choices = append(choices, component.Choice{Value: name, Label: name})
	}
	return choices
}

// procedure shows one procedure to everybody. An address that carries the name
// behind the code leads to the same page.
func (w *Web) procedure(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.procedureData(r)
	if err != nil {
		return err
	}
	d.Crumbs = w.crumbs(r,
		component.Link{Label: w.printer(r).T("ui.public.procedures"), Href: w.address("procedures")},
		component.Link{Label: d.Procedure.Field, Href: with(w.address("procedures"), "linh-vuc", d.Procedure.Field)})
	d.Track, d.Contact = w.address("track"), w.address("contact")
	page := w.page(r, "")
	page.Title = procedure.Name(page.Printer, d.Procedure, d.Version)
	return w.render(rw, r, http.StatusOK, procedure.Page(page, d))
}

func (w *Web) procedureData(r *http.Request) (procedure.Data, error) {
	code, _, _ := strings.Cut(r.PathValue("code"), "-")
	book, err := w.office.Book(r.Context())
	if err != nil {
		return procedure.Data{}, err
	}
	of, _, err := w.office.Procedure(r.Context(), code)
	if err != nil && of.Code == "" {
		return procedure.Data{}, err
	}
	d := procedure.Data{Procedure: of, Book: book, Today: calendar.DateOf(w.office.Now())}
	d.State, d.Version, d.Why = procedure.StateOn(of, d.Today)
	for _, v := range of.Versions {
		if v.ReplacedBy == "" {
			continue
		}
		if other, err := book.Procedure(v.ReplacedBy); err == nil {
			d.Replacement = &component.Link{Label: w.printer(r).T("procedure.replacedBy", "Name", other.Name), Href: w.address("procedure", other.Code), Icon: "arrow-right"}
		}
	}
	return d, nil
}
