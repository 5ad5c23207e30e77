package web

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"motcua/calendar"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	registerview "motcua/internal/web/view/register"
	"motcua/internal/web/view/work"
	"motcua/report"

	"github.com/a-h/templ"
)

// periodOf reads the period of a list: the present month when none is named.
func (d reader) periodOf(f url.Values) (report.Period, error) {
	today := calendar.DateOf(d.now)
	first := calendar.Date{Year: today.Year, Month: today.Month, Day: 1}
	p := report.Period{From: first, To: first.AddMonths(1).AddDays(-1)}
	from, err := readDate("tu", f.Get("tu"))
	if err != nil {
		return p, err
	}
	to, err := readDate("den", f.Get("den"))
	if !from.IsZero() {
		p.From = from
	}
	if !to.IsZero() {
		p.To = to
	}
	return p, err
}

// directiveMonth is the list of directives for the leadership, of any period.
func (w *Web) directiveMonth(rw http.ResponseWriter, r *http.Request) error {
	d, p, list, err := w.directivesAsked(r)
	if err != nil {
		return err
	}
	f := r.URL.Query()
	page := w.page(r, "directive.month")
	from := component.Field{Name: "tu", Label: d.p.T("register.filter.from"), Value: typed(f.Get("tu"), d.p.Date(p.From)), InputMode: "numeric"}
	to := component.Field{Name: "den", Label: d.p.T("register.filter.to"), Value: typed(f.Get("den"), d.p.Date(p.To)), InputMode: "numeric"}
	l := work.List{Head: component.Head{Title: page.Title, Lead: d.directivesSummed(p, list), Crumbs: []component.Link{{Label: d.p.T("directive.nav"), Href: w.address("directive")}}},
		Filter: &work.Filter{Filter: component.Filter{Action: w.address("directives.month")}, Fields: []component.Field{from, to}},
		Sheet:  d.directiveTable(page.Title, list, true), Empty: component.Nothing{Title: d.p.T("directive.month.empty"), Icon: "inbox"},
		Actions: []component.Action{{Label: d.p.T("register.export"), Icon: "download", Href: withQuery(w.address("directives.xlsx"), f)},
			{Label: d.p.T("directive.print"), Icon: "printer", Href: withQuery(w.address("directives.print"), f)}}}
	return w.render(rw, r, http.StatusOK, work.Show(page, l))
}

func (w *Web) directivesAsked(r *http.Request) (d reader, p report.Period, list []*office.DirectiveView, err error) {
	if d, err = w.reader(r); err != nil {
		return d, p, nil, err
	}
	if p, err = d.periodOf(r.URL.Query()); err != nil {
		return d, p, nil, err
	}
	list, err = w.office.DirectivesOf(r.Context(), d.actor, p)
	return d, p, list, err
}

// directivesSummed says how many there are, are done, late and overdue.
func (d reader) directivesSummed(p report.Period, list []*office.DirectiveView) string {
	done, late, overdue := 0, 0, 0
	for _, v := range list {
		switch {
		case !v.IsOpen():
			done++
			if v.Late {
				late++
			}
		case v.Late:
			overdue++
		}
	}
	return d.p.T("directive.month.lead", "From", p.From, "To", p.To, "Total", len(list), "Done", done, "Late", late, "Open", len(list)-done, "Overdue", overdue)
}

func directiveColumns() []string {
	return []string{"nr", "number", "date", "issuer", "order", "unit", "supporting", "due", "state", "result"}
}

// directiveCell is a cell of the list as text.
func (d reader) directiveCell(nr int, v *office.DirectiveView, column string) string {
	switch column {
	case "nr":
		return strconv.Itoa(nr)
	case "number":
		return d.sourceName(v.Source)
	case "date":
		return d.sourceDay(v.Directive)
	case "issuer":
		return v.Source.Issuer
	case "order":
		return v.Order
	case "unit":
		return d.charge(v.Charge)
	case "supporting":
		var units []string
		for _, id := range v.Supporting {
			units = append(units, d.unit(d.w.office.LeadAgency(), id))
		}
		return joined(units...)
	case "due":
		if v.By.IsZero() {
			return d.p.T("directive.by.none")
		}
		return d.p.Date(v.By)
	case "state":
		return d.p.T("directive.status." + string(v.Status))
	case "result":
		if v.Result != nil {
			return joined(v.Result.Number, v.Result.Text)
		}
	}
	return ""
}

func (d reader) directiveTable(caption string, list []*office.DirectiveView, linked bool) component.Sheet {
	sheet := component.Sheet{Caption: caption}
	for _, c := range directiveColumns() {
		sheet.Columns = append(sheet.Columns, component.Column{Label: d.p.T("directive.column." + c)})
	}
	for i, v := range list {
		var cells []templ.Component
		for _, c := range directiveColumns() {
			text := d.directiveCell(i+1, v, c)
			if c == "order" && linked {
				cells = append(cells, component.LinkTo(component.Link{Label: v.Title(), Href: d.address("directive.record", v.ID)}))
				continue
			}
			cells = append(cells, component.Text(text))
		}
		sheet.Rows = append(sheet.Rows, component.Row{Cells: cells})
	}
	return sheet
}

// printDirectives is the list for printing on A4 across.
func (w *Web) printDirectives(rw http.ResponseWriter, r *http.Request) error {
	d, p, list, err := w.directivesAsked(r)
	if err != nil {
		return err
	}
	page, lead := w.page(r, "directive.month"), d.book.Agency(w.office.LeadAgency())
	b := registerview.Printed{Agency: lead.Parent, Unit: lead.Name, Title: page.Title, Year: d.p.T("directive.month.period", "From", p.From, "To", p.To),
		State: d.directivesSummed(p, list), Sheet: d.directiveTable(page.Title, list, false), Back: component.Link{Label: page.Title, Href: withQuery(w.address("directives.month"), r.URL.Query())}}
	return w.render(rw, r, http.StatusOK, registerview.PrintBook(page, b))
}

// exportDirectives sends the list as a workbook.
func (w *Web) exportDirectives(rw http.ResponseWriter, r *http.Request) (err error) {
	d, _, list, err := w.directivesAsked(r)
	if err != nil {
		return err
	}
	var heads []string
	for _, c := range directiveColumns() {
		heads = append(heads, d.p.T("directive.column."+c))
	}
	l, err := newLedger(d.p.T("directive.sheet"), heads)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.book.Close()) }()
	for i, v := range list {
		cells := make([]string, len(heads))
		for j, c := range directiveColumns() {
			cells[j] = d.directiveCell(i+1, v, c)
		}
		if err := l.add(cells); err != nil {
			return err
		}
	}
	return l.send(rw, "chi-dao.xlsx")
}
