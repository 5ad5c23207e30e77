package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/print"
	"motcua/internal/web/view/component"
	registerview "motcua/internal/web/view/register"
	"motcua/internal/web/view/work"
	"motcua/sheet"

	"github.com/a-h/templ"
)

// bookOf reads which book the address asks for: the present year's, of the
// first unit that has one.
func (w *Web) bookOf(r *http.Request, d reader) (office.BookOf, error) {
	f := r.URL.Query()
	if r.Method == http.MethodPost {
		f = r.PostForm
	}
	of := office.BookOf{Unit: f.Get("phong"), Year: calendar.DateOf(d.now).Year}
	if year, err := strconv.Atoi(f.Get("nam")); err == nil && year >= 1900 && year <= 9999 {
		of.Year = year
	}
	if f.Has("phong") {
		return of, nil
	}
	books, err := w.office.DossierBook(r.Context(), d.actor, of, "")
	if err != nil || len(books.Books) == 0 {
		return of, err
	}
	of.Unit = books.Books[0].Unit
	if i := slices.IndexFunc(books.Books, func(b office.BookOf) bool { return b.Year == of.Year }); i >= 0 {
		of.Unit = books.Books[i].Unit
	}
	return of, nil
}

// dossierBook is a page of the book that follows dossiers (Mẫu số 06).
func (w *Web) dossierBook(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	of, err := w.bookOf(r, d)
	if err != nil {
		return err
	}
	book, err := w.office.DossierBook(r.Context(), d.actor, of, r.URL.Query().Get("sau"))
	if err != nil {
		return err
	}
	page := w.page(r, "register.book")
	asked := func(name string) string { return with(w.address(name), "phong", of.Unit, "nam", strconv.Itoa(of.Year)) }
	b := registerview.Book{Post: w.address("register.book.close"), Unit: of.Unit, Year: strconv.Itoa(of.Year), State: d.bookState(book)}
	b.Close = book.Count > 0 && book.Closed.At.IsZero() && of.Year < calendar.DateOf(d.now).Year &&
		identity.Can(d.actor, identity.KeepRegister, identity.Object{LeadAgency: w.office.LeadAgency()}) == nil
	b.List = work.List{Head: component.Head{Title: page.Title, Lead: d.p.T("register.book.lead", "Unit", d.unit(w.office.LeadAgency(), of.Unit), "Year", b.Year)},
		TabList: d.p.T("register.nav"), Tabs: d.bookTabs("register.book"), Sheet: d.bookSheet(page.Title, book.Lines), Pages: pages(r, book.Next),
		Actions: []component.Action{{Label: d.p.T("register.print"), Icon: "printer", Href: asked("register.book.print")}, {Label: d.p.T("sheet.list.pdf"), Icon: "printer", Href: asked("register.book.pdf")}, {Label: d.p.T("register.export"), Icon: "download", Href: asked("register.book.xlsx")}},
		Empty:   component.Nothing{Title: d.p.T("register.book.none"), Text: d.p.T("register.book.none.do"), Icon: "book-open"},
		Filter: &work.Filter{Filter: component.Filter{Action: w.address("register.book")}, Selects: []work.Select{
			{Field: component.Field{Name: "phong", Label: d.p.T("register.filter.unit"), Value: of.Unit}, Choices: d.bookUnits(book.Books)},
			{Field: component.Field{Name: "nam", Label: d.p.T("register.filter.year"), Value: b.Year}, Choices: d.bookYears(book.Books)}}}}
	return w.render(rw, r, http.StatusOK, registerview.ShowBook(page, b))
}

// bookState says when a book was opened and closed.
func (d reader) bookState(book office.DossierBook) string {
	if !book.Closed.At.IsZero() {
		return d.p.T("register.book.closed", "Date", d.p.Day(book.Closed.At), "Name", book.Closed.By, "Count", book.Closed.Entries)
	}
	return d.p.T("register.book.open", "Date", calendar.Date{Year: book.Year, Month: time.January, Day: 1}, "Count", book.Count)
}

// bookUnits are the units of the department, and what has no unit.
func (d reader) bookUnits(books []office.BookOf) []component.Choice {
	choices := d.ownUnits("")
	if slices.ContainsFunc(books, func(b office.BookOf) bool { return b.Unit == "" }) {
		choices = append(choices, component.Choice{Label: d.p.T("register.book.whole")})
	}
	return choices
}

func (d reader) bookYears(books []office.BookOf) []component.Choice {
	years := []int{calendar.DateOf(d.now).Year}
	for _, b := range books {
		if !slices.Contains(years, b.Year) {
			years = append(years, b.Year)
		}
	}
	slices.Sort(years)
	var choices []component.Choice
	for _, year := range slices.Backward(years) {
		choices = append(choices, component.Choice{Value: strconv.Itoa(year), Label: strconv.Itoa(year)})
	}
	return choices
}

// bookColumns are the columns of Mẫu số 06.
func bookColumns() []string {
	return []string{"stt", "code", "procedure", "sets", "applicant", "contact", "agency", "received", "due", "returned", "method", "note"}
}

// bookCells are a line of the book in the order of its columns.
func (d reader) bookCells(l office.BookLine) []string {
	returned, method := "", ""
	if !l.Returned.IsZero() {
		returned = d.p.Instant(l.Returned)
		method = joined(d.p.T("dossier.delivery."+typed(l.Method, "counter")), l.Receiver)
	}
	return []string{fmt.Sprintf("%02d", l.Number), l.Code, l.Procedure, strconv.Itoa(l.Sets), l.Applicant, joined(l.Address, l.Phone), d.unit(l.Agency, l.Unit),
		d.p.Instant(l.Received), d.p.Instant(l.Due), returned, method, l.Note}
}

func (d reader) bookSheet(caption string, lines []office.BookLine) component.Sheet {
	sheet := component.Sheet{Caption: caption}
	for _, c := range bookColumns() {
		sheet.Columns = append(sheet.Columns, component.Column{Label: d.p.T("register.book.column." + c), Numeric: c == "sets"})
	}
	for _, l := range lines {
		var row []templ.Component
		for i, text := range d.bookCells(l) {
			cell := component.Text(text)
			if bookColumns()[i] == "code" {
				cell = component.LinkTo(component.Link{Label: text, Href: d.address("dossier", l.Code)})
			}
			row = append(row, cell)
		}
		sheet.Rows = append(sheet.Rows, component.Row{Cells: row})
	}
	return sheet
}

// printBook is a page of the book to be printed on A4 across.
func (w *Web) printBook(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	of, err := w.bookOf(r, d)
	if err != nil {
		return err
	}
	book, err := w.office.DossierBook(r.Context(), d.actor, of, r.URL.Query().Get("sau"))
	if err != nil {
		return err
	}
	page := w.page(r, "register.book")
	lead := d.book.Agency(w.office.LeadAgency())
	b := registerview.Printed{Agency: lead.Name, Unit: d.unit(lead.ID, of.Unit), Title: d.p.T("register.book"), Year: d.p.T("register.book.year", "Year", strconv.Itoa(of.Year)),
		State: d.bookState(book), Form: d.p.T("register.book.form"), Sheet: d.bookSheet(page.Title, book.Lines), Pages: pages(r, book.Next),
		Back: component.Link{Label: page.Title, Href: with(w.address("register.book"), "phong", of.Unit, "nam", strconv.Itoa(of.Year))}}
	return w.render(rw, r, http.StatusOK, registerview.PrintBook(page, b))
}

// closeBook closes the book of a year that is over.
func (w *Web) closeBook(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	of, err := w.bookOf(r, d)
	if err != nil {
		return err
	}
	if err := w.office.CloseBook(r.Context(), d.actor, of); err != nil {
		return err
	}
	w.flash(r, d.p.T("register.book.done", "Year", strconv.Itoa(of.Year)))
	return w.redirect(rw, r, with(w.address("register.book"), "phong", of.Unit, "nam", strconv.Itoa(of.Year)))
}

// bookName is the name of the file of a book.
func bookName(of office.BookOf) string {
	return "so-theo-doi-ho-so-" + url.PathEscape(of.Unit) + "-" + strconv.Itoa(of.Year) + ".xlsx"
}

// bookMost is how many lines a book has at most to be printed whole; longer ones
// are taken as a spreadsheet.
const bookMost = 5000

// bookPDF prints the whole book by the form of law of its year.
func (w *Web) bookPDF(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	of, err := w.bookOf(r, d)
	if err != nil {
		return err
	}
	last := calendar.Date{Year: of.Year, Month: time.December, Day: 31}
	if today := calendar.DateOf(d.now); last.After(today) {
		last = today
	}
	form, err := w.office.FormOn(r.Context(), sheet.Register, last)
	if err != nil {
		return err
	}
	book, err := w.office.DossierBook(r.Context(), d.actor, of, "")
	if err != nil {
		return err
	}
	if book.Count > bookMost {
		return motcua.Refused(motcua.Conflict, "sheet.bookLong", "Count", book.Count, "Most", bookMost)
	}
	d.p = w.words.In("vi") // forms of law are Vietnamese, whoever prints them
	var rows []map[string]string
	err = w.office.ExportBook(r.Context(), d.actor, of, func(line office.BookLine) error {
		rows = append(rows, d.bookRow(line))
		return nil
	})
	if err != nil {
		return err
	}
	lead := d.book.Agency(w.office.LeadAgency())
	fields := map[string]string{"agency": strings.ToUpper(shortened(lead.Name, lead.Parent)), "parent": strings.ToUpper(lead.Parent), "unit": d.unit(lead.ID, of.Unit),
		"year": strconv.Itoa(of.Year), "opened": "01/01/" + strconv.Itoa(of.Year)}
	if !book.Closed.At.IsZero() {
		fields["closed"] = d.p.Day(book.Closed.At)
	}
	values := sheet.Values{Fields: fields, Lists: map[string][]map[string]string{"rows": rows}}
	return w.sendPDF(rw, "so-theo-doi-ho-so-"+of.Unit+"-"+strconv.Itoa(of.Year), print.Job{Form: form, Copies: []sheet.Values{values}, At: d.now, Foot: d.unit(lead.ID, of.Unit)})
}

// bookRow is a line of the book in the fields of its form.
func (d reader) bookRow(line office.BookLine) map[string]string {
	at := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return d.p.Clock(t) + " " + d.p.Day(t)
	}
	row := map[string]string{"no": fmt.Sprintf("%02d", line.Number), "code": line.Code, "procedure": line.Procedure, "sets": strconv.Itoa(line.Sets), "applicant": line.Applicant,
		"address": line.Address, "phone": line.Phone, "lead": d.place(line.Agency, line.Unit), "receivedAt": at(line.Received), "due": at(line.Due), "returnedAt": at(line.Returned), "remark": line.Note}
	if line.Method != "" {
		row["way"] = d.p.T("dossier.delivery." + line.Method)
	}
	if line.Receiver != "" {
		row["way"] += ", " + line.Receiver
	}
	return row
}
