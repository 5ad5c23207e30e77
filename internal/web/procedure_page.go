package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/procedure"
)

// procedure shows one procedure to everybody. An address that carries the name
// behind the code leads to the same page.
func (w *Web) procedure(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.publicProcedure(r)
	if err != nil {
		return err
	}
	page := w.page(r, "")
	page.Title = procedure.Name(page.Printer, d.Procedure, d.Version)
	return w.render(rw, r, http.StatusOK, procedure.Page(page, d))
}

// wholeProcedure shows the full record with nothing folded away, to be printed;
// with ?tai it is a file to keep, which needs nothing of this site.
func (w *Web) wholeProcedure(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.publicProcedure(r)
	if err != nil {
		return err
	}
	page := w.page(r, "")
	page.Title = procedure.Name(page.Printer, d.Procedure, d.Version)
	if !r.Form.Has("tai") {
		d.Crumbs = append(d.Crumbs, component.Link{Label: d.Procedure.Code, Href: w.address("procedure", d.Procedure.Code)})
		return w.render(rw, r, http.StatusOK, procedure.Whole(page, d))
	}
	rw.Header().Set("Content-Disposition", `attachment; filename="thu-tuc-`+plainName(d.Procedure.Code)+`.html"`)
	return w.render(rw, r, http.StatusOK, procedure.Saved(page, d, w.office.Now()))
}

// plainName keeps of a code what a file name may hold everywhere.
func plainName(code string) string {
	return strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '.' || c == '-' {
			return c
		}
		return '-'
	}, code)
}

// publicProcedure is a procedure with the ways from its page.
func (w *Web) publicProcedure(r *http.Request) (procedure.Data, error) {
	d, err := w.procedureData(r)
	if err != nil {
		return d, err
	}
	d.Crumbs = w.crumbs(r,
		component.Link{Label: w.printer(r).T("ui.public.procedures"), Href: w.address("procedures")},
		component.Link{Label: procedure.FieldName(w.printer(r), d.Procedure), Href: with(w.address("procedures"), "linh-vuc", d.Procedure.Field)})
	code := d.Procedure.Code
	d.Links = procedure.Links{Full: w.address("procedure.whole", code), Save: with(w.address("procedure.whole", code), "tai", "1"),
		Track: w.address("track"), Contact: w.address("contact"), Blanks: map[string]string{}}
	if w.cfg.PublicURL != "" {
		d.Links.Page = strings.TrimSuffix(w.cfg.PublicURL, "/") + w.address("procedure", code)
	}
	if _, online := d.Version.Channel(catalogue.Online); online && d.State == procedure.InForce {
		d.Links.Begin = w.address("begin", code)
	}
	if len(d.Version.Papers) > 0 {
		d.Links.Checklist = w.address("procedure.checklist", code)
	}
	for _, paper := range d.Version.Papers {
		if paper.Form != "" {
			d.Links.Blanks[paper.Code] = w.address("procedure.blank", code, paper.Code)
		}
	}
	if before, after, ok := lastChange(d.Procedure, d.Version); ok {
		d.Links.Compare = with(w.address("procedure.compare", code), "tu", strconv.Itoa(before.Number), "den", strconv.Itoa(after.Number))
	}
	return d, nil
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

// comparable are the versions that can be held against each other: those that
// ask for something, oldest first.
func comparable(of catalogue.Procedure) []catalogue.Version {
	return slices.DeleteFunc(slices.Clone(of.Versions), func(v catalogue.Version) bool {
		return v.Decision.Kind == catalogue.Abolished || v.Superseded()
	})
}

// lastChange are the version shown and the one before it; of a first version,
// itself and the next, so that what is to come can be read as well.
func lastChange(of catalogue.Procedure, shown catalogue.Version) (before, after catalogue.Version, ok bool) {
	list := comparable(of)
	i := slices.IndexFunc(list, func(v catalogue.Version) bool { return v.Number == shown.Number })
	switch {
	case i > 0:
		return list[i-1], list[i], true
	case i == 0 && len(list) > 1:
		return list[0], list[1], true
	default:
		return before, after, false
	}
}

// compareProcedure shows two versions side by side, "tu" and "den" being their
// numbers; without them the version shown and the one before.
func (w *Web) compareProcedure(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.publicProcedure(r)
	if err != nil {
		return err
	}
	p := w.printer(r)
	d.Crumbs = append(d.Crumbs, component.Link{Label: d.Procedure.Code, Href: w.address("procedure", d.Procedure.Code)})
	c := procedure.CompareData{Data: d, Action: w.address("procedure.compare", d.Procedure.Code)}
	from, to, ok := lastChange(d.Procedure, d.Version)
	if !ok {
		return motcua.Refused(motcua.NotFound, "procedure.compare.none", "Code", d.Procedure.Code)
	}
	list := comparable(d.Procedure)
	for _, asked := range []struct {
		field string
		v     *catalogue.Version
	}{{"tu", &from}, {"den", &to}} {
		if number := r.Form.Get(asked.field); number != "" {
			i := slices.IndexFunc(list, func(v catalogue.Version) bool { return strconv.Itoa(v.Number) == number })
			if i < 0 {
				return motcua.InvalidField(asked.field, "procedure.compare.unknown", "Number", number, "Code", d.Procedure.Code)
			}
			*asked.v = list[i]
		}
	}
	c.From, c.To = from, to
	for _, v := range list {
		c.Versions = append(c.Versions, component.Choice{Value: strconv.Itoa(v.Number),
			Label: fmt.Sprintf("%s · %s", p.T("procedure.version.number", "Number", v.Number), p.Date(v.ValidFrom))})
	}
	return w.render(rw, r, http.StatusOK, procedure.Compare(w.page(r, "procedure.compare", "From", from.Number, "To", to.Number), c))
}
