package web

import (
	"cmp"
	"io"
	"net/http"
	"slices"
	"strconv"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/procedure"
	"motcua/vietnamese"
)

// catalogue lists the procedures for the staff.
func (w *Web) catalogue(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.procedureList(r, "catalogue", "catalogue.procedure")
	if err != nil {
		return err
	}
	return w.render(rw, r, http.StatusOK, procedure.Catalogue(w.page(r, "web.menu.catalogue"), d, w.importing(r)))
}

// importing is the address of the import for those who may.
func (w *Web) importing(r *http.Request) string {
	if !mayOpen(w.actor(r), w.routes["import"]) {
		return ""
	}
	return w.address("import")
}

// catalogueProcedure shows a procedure with everything that is kept of it.
func (w *Web) catalogueProcedure(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.procedureData(r)
	if err != nil {
		return err
	}
	p := w.printer(r)
	d.Crumbs = []component.Link{{Label: p.T("web.menu.catalogue"), Href: w.address("catalogue")}}
	page := w.page(r, "")
	page.Title = procedure.Name(p, d.Procedure, d.Version)
	staff := procedure.StaffData{Data: d, Public: w.address("procedure", d.Procedure.Code), Process: w.address("process", d.Procedure.Code)}
	if mayOpen(w.actor(r), w.routes["audit"]) {
		staff.Audit = with(w.address("audit"), "doi-tuong", d.Procedure.Code)
	}
	return w.render(rw, r, http.StatusOK, procedure.Record(page, staff))
}

// calendars shows a working calendar and the days of a year.
func (w *Web) calendars(rw http.ResponseWriter, r *http.Request) error {
	book, err := w.office.Book(r.Context())
	if err != nil {
		return err
	}
	today := calendar.DateOf(w.office.Now())
	d := procedure.CalendarsData{Calendars: sortedCalendars(book), Action: w.address("calendars"), Today: today, Import: w.importing(r)}
	wanted := r.Form.Get("lich")
	if wanted == "" {
		wanted = book.Calendars.Default
	}
	if d.Chosen, err = book.Calendars.Named(wanted); err != nil {
		return motcua.Refused(motcua.NotFound, "dossier.calendar.unknown", "Calendar", wanted)
	}
	if d.Year, err = yearOf(r.Form.Get("nam"), d.Chosen, today); err != nil {
		return err
	}
	from, to := d.Chosen.Range()
	for year := to.Year; year >= from.Year; year-- {
		d.Years = append(d.Years, component.Choice{Value: strconv.Itoa(year), Label: strconv.Itoa(year)})
	}
	for _, c := range d.Calendars {
		d.Tabs = append(d.Tabs, component.Tab{Label: c.Name(), Href: with(d.Action, "lich", c.ID(), "nam", strconv.Itoa(d.Year)), Current: c.ID() == wanted})
	}
	d.Users = usersOf(book, wanted)
	return w.render(rw, r, http.StatusOK, procedure.Calendars(w.page(r, "web.menu.calendars"), d))
}

// yearOf reads the year asked for; without one it is this year, or the last
// one announced.
func yearOf(asked string, c *calendar.Calendar, today calendar.Date) (int, error) {
	from, to := c.Range()
	if asked == "" {
		return max(from.Year, min(today.Year, to.Year)), nil
	}
	year, err := strconv.Atoi(asked)
	if err != nil || year < from.Year || year > to.Year {
		return 0, motcua.InvalidField("nam", "procedure.calendar.yearUnknown", "Value", asked, "From", strconv.Itoa(from.Year), "To", strconv.Itoa(to.Year))
	}
	return year, nil
}

func usersOf(book *office.Book, id string) []string {
	var names []string
	for _, a := range book.Agencies {
		if a.Calendar == id || a.Calendar == "" && id == book.Calendars.Default {
			names = append(names, a.Name)
		}
	}
	order := vietnamese.NewOrder()
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare(order.Key(a), order.Key(b)) })
	return names
}

// importForm asks for a file.
func (w *Web) importForm(rw http.ResponseWriter, r *http.Request) error {
	return w.render(rw, r, http.StatusOK, procedure.Import(w.page(r, "web.menu.import"), procedure.ImportData{Action: w.address("import"), Kind: r.Form.Get("kind")}))
}

// importFile takes a file in and shows what was new, changed and rejected.
func (w *Web) importFile(rw http.ResponseWriter, r *http.Request) error {
	p := w.printer(r)
	d := procedure.ImportData{Action: w.address("import"), Kind: r.Form.Get("kind"), Document: r.Form.Get("document")}
	status := http.StatusOK
	name, data, err := uploaded(r)
	d.File = name
	if err == nil {
		var report catalogue.Report
		report, err = w.importKind(r, d, data)
		d.Report = &report
	}
	if err != nil {
		if motcua.KindOf(err) != motcua.Invalid {
			return err
		}
		d.Report, d.Problems, status = nil, onFile(component.ProblemsOf(p, err)), http.StatusUnprocessableEntity
	}
	page := w.page(r, "web.menu.import")
	page.Faulty = len(d.Problems) > 0
	return w.render(rw, r, status, procedure.Import(page, d))
}

func (w *Web) importKind(r *http.Request, d procedure.ImportData, data []byte) (catalogue.Report, error) {
	ctx, by := r.Context(), w.actor(r)
	switch d.Kind {
	case "procedures":
		return w.office.ImportProcedures(ctx, by, data)
	case "processes":
		return w.office.ImportProcesses(ctx, by, data)
	case "calendar":
		return w.office.ImportCalendar(ctx, by, data, d.Document)
	case "agencies":
		return w.office.ImportAgencies(ctx, by, data)
	case "topics":
		return w.office.ImportTopics(ctx, by, data)
	default:
		return catalogue.Report{}, motcua.InvalidField("kind", "procedure.import.kindUnknown")
	}
}

// uploaded reads the file of the form.
func uploaded(r *http.Request) (string, []byte, error) {
	missing := motcua.InvalidField("file", "procedure.import.missing")
	if r.MultipartForm == nil {
		return "", nil, missing
	}
	file, head, err := r.FormFile("file")
	if err != nil {
		return "", nil, missing
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(file)
	if err == nil && len(data) == 0 {
		err = missing
	}
	return head.Filename, data, err
}

// onFile puts faults found inside a file on the field of the file.
func onFile(problems component.Problems) component.Problems {
	for i, problem := range problems {
		if !slices.Contains([]string{"kind", "document"}, problem.Field) {
			problems[i].Field = "file"
		}
	}
	return problems
}
