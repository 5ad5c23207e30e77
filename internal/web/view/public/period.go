package public

import (
	"time"

	"github.com/a-h/templ"

	"motcua/internal/message"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/report"
)

// FiguresData is what the page of public figures shows.
type FiguresData struct {
	Crumbs   []component.Link
	Picker   Picker
	Problems component.Problems
	Periods  []Period // the chosen one and the one before; none when there is a problem
	Book     *office.Book
	Late     string // address of the late dossiers
	Files    []component.Link
	Data     component.Link // to all open data
	Tell     *component.Link
	Now      time.Time
}

// Picker asks for a period: a named one, or free bounds, which win.
type Picker struct {
	Action   string
	Name     component.Field
	Names    []component.Choice
	From, To component.Field
}

// Period is a period with its figures.
type Period struct {
	report.Period
	Figures office.Statistics
	Said    *office.Satisfaction // what applicants said; nil where the bounds are free
}

// LateData is what the page of late dossiers shows.
type LateData struct {
	Crumbs   []component.Link
	Picker   Picker
	Problems component.Problems
	Period   report.Period
	Book     *office.Book
	Items    []office.LateDossier
	Pages    component.Pages
	Address  func(code string) string // of a procedure
	Track    component.Link
}

// PeriodName words a period: Tháng 6/2022, Quý II/2022, 6 tháng đầu năm 2022,
// Năm 2022, or its bounds.
func PeriodName(p *message.Printer, of report.Period) string {
	if of.Name == "" {
		return p.T("public.period.between", "From", of.From, "To", of.To)
	}
	name := of.Within()
	year, words := name[:len("2022")], ""
	switch {
	case len(name) == len("2022"):
		words = p.T("public.period.year", "Year", year)
	case name[5] == 'Q':
		words = p.T("public.period.quarter."+name[6:], "Year", year)
	case name[5] == 'H':
		words = p.T("public.period.half."+name[6:], "Year", year)
	default:
		words = p.T("public.home.month", "Month", month(of.To))
	}
	if of.Basis() != report.Civil {
		return p.T("report.basis."+string(of.Basis()), "Period", words, "From", of.From, "To", of.To)
	}
	return words
}

func share(p *message.Printer, n, of int) string {
	if of == 0 {
		return "–"
	}
	return p.Decimal(float64(n)*100/float64(of), 1) + "%"
}

// counted writes a number with its share of a whole: 12 (40,0%).
func counted(p *message.Printer, n, of int) string {
	if of == 0 {
		return p.Int(int64(n))
	}
	return p.Int(int64(n)) + " (" + share(p, n, of) + ")"
}

func texts(list ...string) []templ.Component {
	cells := make([]templ.Component, len(list))
	for i, s := range list {
		cells[i] = component.Text(s)
	}
	return cells
}

func numeric(p *message.Printer, first string, keys ...string) []component.Column {
	columns := []component.Column{{Label: p.T(first)}}
	for _, key := range keys {
		columns = append(columns, component.Column{Label: p.T("public.figures." + key), Numeric: true})
	}
	return columns
}

// punctuality is the table beside the picture: how what was concluded stood
// against its date, with the shares and what they are shares of.
func punctuality(p *message.Printer, periods []Period) component.Sheet {
	s := component.Sheet{Caption: p.T("public.figures.punctuality"), Columns: numeric(p, "public.figures.period", "resolved", "early", "onTime", "late", "open", "inTimeOpen", "overdue")}
	for _, of := range periods {
		r, o := of.Figures.Total.Resolved, of.Figures.Total.Open
		s.Rows = append(s.Rows, component.Row{Cells: texts(PeriodName(p, of.Period), p.Int(int64(r.Total)),
			counted(p, r.Early, r.Total), counted(p, r.OnTime, r.Total), counted(p, r.Late, r.Total),
			p.Int(int64(o.Total)), counted(p, o.InTime, o.Total), counted(p, o.Overdue, o.Total))})
	}
	return s
}

// byField is the table of a period by field.
func byField(p *message.Printer, d FiguresData, of Period) component.Sheet {
	s := component.Sheet{Caption: p.T("public.figures.byField", "Period", PeriodName(p, of.Period)),
		Columns: numeric(p, "public.figures.field", "received", "online", "direct", "carried", "resolved", "early", "onTime", "late", "open", "inTimeOpen", "overdue")}
	for _, r := range of.Figures.Rows {
		s.Rows = append(s.Rows, fieldRow(p, FieldIn(p, d.Book, r.Key), r))
	}
	s.Rows = append(s.Rows, fieldRow(p, p.T("public.figures.total"), of.Figures.Total))
	return s
}

func fieldRow(p *message.Printer, name string, r report.Row) component.Row {
	cells := texts(name)
	for _, n := range Numbers(r) {
		cells = append(cells, component.Text(p.Int(int64(n))))
	}
	return component.Row{Cells: cells}
}

// Numbers are the columns 3 to 13 of biểu II.06a of a row, in their order.
func Numbers(r report.Row) []int {
	return []int{r.Received.Total, r.Received.Online, r.Received.Direct, r.Received.CarriedOver,
		r.Resolved.Total, r.Resolved.Early, r.Resolved.OnTime, r.Resolved.Late, r.Open.Total, r.Open.InTime, r.Open.Overdue}
}

// FieldIn is the name of a field in the reader's language.
func FieldIn(p *message.Printer, book *office.Book, field string) string {
	if field == "" {
		return p.T("figures.unnamed")
	}
	if p.Lang() == message.English {
		for _, of := range book.Procedures {
			if of.Field == field && of.FieldEN != "" {
				return of.FieldEN
			}
		}
	}
	return field
}

// said is the table of what applicants said of how they were served.
func said(p *message.Printer, periods []Period) component.Sheet {
	s := component.Sheet{Caption: p.T("public.said"), Columns: []component.Column{{Label: p.T("public.figures.period")},
		{Label: p.T("public.said.answers"), Numeric: true}, {Label: p.T("public.said.pleased"), Numeric: true}, {Label: p.T("public.said.average"), Numeric: true}}}
	for _, of := range periods {
		if of.Said == nil {
			continue
		}
		total, pleased, average := of.Said.Total, "–", "–"
		if !total.Hidden && total.Answers > 0 {
			pleased, average = p.Decimal(total.Pleased, 1)+"%", p.Decimal(total.Average, 1)
		}
		s.Rows = append(s.Rows, component.Row{Cells: texts(PeriodName(p, of.Period), p.Int(int64(total.Answers)), pleased, average)})
	}
	return s
}

// causes is the table of who made dossiers late.
func causes(p *message.Printer, d FiguresData, of Period) component.Sheet {
	s := component.Sheet{Caption: p.T("public.figures.causes", "Period", PeriodName(p, of.Period)),
		Columns: numeric(p, "public.figures.agency", "late")}
	late := of.Figures.Total
	for _, l := range late.LateBy {
		s.Rows = append(s.Rows, component.Row{Cells: texts(d.Book.Agency(l.Agency).Name, counted(p, l.Dossiers, late.Resolved.Late))})
	}
	return s
}

// lateSheet is the table of late dossiers, without anybody's name.
func lateSheet(p *message.Printer, d LateData) component.Sheet {
	s := component.Sheet{Caption: p.T("public.late.caption"), Columns: []component.Column{{Label: p.T("public.late.code")}, {Label: p.T("public.late.procedure")},
		{Label: p.T("public.late.promised")}, {Label: p.T("public.late.new")}, {Label: p.T("public.late.state")}, {Label: p.T("public.late.cause")}}}
	for _, i := range d.Items {
		state, cause := p.T("public.late.open"), p.T("public.late.holding", "Agency", d.Book.Agency(i.Agency).Name)
		if !i.EndedOn.IsZero() {
			state, cause = p.T("public.late.ended", "Date", i.EndedOn), d.Book.Agency(i.Agency).Name
		}
		if i.Cause != "" {
			cause += " – " + p.T("apology.cause."+string(i.Cause))
		}
		moved := "–"
		if !i.NewDate.IsZero() {
			moved = p.Date(i.NewDate)
		}
		s.Rows = append(s.Rows, component.Row{Cells: []templ.Component{unbroken(i.Code), component.LinkWith(component.Link{Label: procedureName(p, d.Book, i), Href: d.Address(i.Procedure)}, i.Procedure),
			component.Text(p.Date(i.Promised)), component.Text(moved), component.Text(state), component.Text(cause)}})
	}
	return s
}

func procedureName(p *message.Printer, book *office.Book, i office.LateDossier) string {
	if p.Lang() == message.English {
		if of, err := book.Procedure(i.Procedure); err == nil && of.NameEN != "" {
			return of.NameEN
		}
	}
	return i.Name
}
