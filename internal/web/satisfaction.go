package web

import (
	"fmt"
	"net/http"

	"motcua"
	"motcua/calendar"
	"motcua/feedback"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	feedbackview "motcua/internal/web/view/feedback"

	"github.com/a-h/templ"
)

// satisfaction shows the staff what applicants said: sums of whole months, and
// nothing of fewer than three answers.
func (w *Web) satisfaction(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	from, to, err := w.months(r)
	if err != nil {
		return err
	}
	page := w.page(r, "rating.nav")
	s := feedbackview.Satisfied{Head: component.Head{Title: page.Title, Lead: d.p.T("rating.lead", "Least", feedback.Least)}, Action: w.address("satisfaction"),
		From: monthName(from), To: monthName(to), Criteria: feedback.Criteria(to)}
	this := calendar.DateOf(w.office.Now())
	for i := range monthsOffered {
		m := calendar.Date{Year: this.Year, Month: this.Month, Day: 1}.AddMonths(-i)
		s.Months = append(s.Months, component.Choice{Value: monthName(m), Label: d.p.T("public.home.month", "Month", fmt.Sprintf("%d/%d", int(m.Month), m.Year))})
	}
	for _, group := range []feedback.Group{feedback.ByAll, feedback.ByUnit, feedback.ByProcedure, feedback.ByOfficer} {
		sum, err := w.office.SatisfactionOf(r.Context(), d.actor, from, to.AddMonths(1).AddDays(-1), group)
		if fault := component.ProblemsOf(d.p, err); motcua.KindOf(err) == motcua.Invalid {
			s.Problems = fault
			return w.render(rw, r, http.StatusUnprocessableEntity, feedbackview.Sums(page, s))
		}
		if err != nil {
			return err
		}
		s.Total = sum.Total
		if group != feedback.ByAll {
			s.Tables = append(s.Tables, d.sumsBy(r, sum))
		}
	}
	if s.Comments, err = w.office.RatingComments(r.Context(), d.actor, from, to.AddMonths(1).AddDays(-1)); err != nil {
		return err
	}
	return w.render(rw, r, http.StatusOK, feedbackview.Sums(page, s))
}

// months are the first days of the months asked for; this year so far when
// none is.
func (w *Web) months(r *http.Request) (from, to calendar.Date, err error) {
	today := calendar.DateOf(w.office.Now())
	from, to = calendar.Date{Year: today.Year, Month: 1, Day: 1}, calendar.Date{Year: today.Year, Month: today.Month, Day: 1}
	for _, asked := range []struct {
		name string
		day  *calendar.Date
	}{{"tu", &from}, {"den", &to}} {
		value := r.URL.Query().Get(asked.name)
		if value == "" {
			continue
		}
		if *asked.day, err = calendar.ParseDate(value + "-01"); err != nil {
			return from, to, motcua.InvalidField(asked.name, "rating.monthUnknown", "Month", value)
		}
	}
	return from, to, nil
}

// sumsBy is the table of one group.
func (d reader) sumsBy(r *http.Request, sum office.Satisfaction) component.Sheet {
	sheet := component.Sheet{Caption: d.p.T("rating.by." + string(sum.By)), ShowCaption: true, Columns: []component.Column{{Label: d.p.T("rating.by." + string(sum.By) + ".name")},
		{Label: d.p.T("rating.count"), Numeric: true}, {Label: d.p.T("rating.mean5"), Numeric: true}, {Label: d.p.T("rating.pleased"), Numeric: true}}}
	for _, row := range sum.Rows {
		cells := []templ.Component{component.Text(d.ratedName(r, sum.By, row.Key)), component.Text(d.p.Int(int64(row.Answers)))}
		if row.Hidden {
			cells = append(cells, component.Text(d.p.T("rating.hidden")), component.Text(""))
		} else {
			cells = append(cells, component.Text(d.p.Decimal(row.Average, 1)), component.Text(d.p.Decimal(row.Pleased, 1)+"%"))
		}
		sheet.Rows = append(sheet.Rows, component.Row{Cells: cells})
	}
	return sheet
}

func (d reader) ratedName(r *http.Request, by feedback.Group, key string) string {
	switch by {
	case feedback.ByUnit:
		return d.unit(d.w.office.LeadAgency(), key)
	case feedback.ByProcedure:
		if of, err := d.book.Procedure(key); err == nil {
			return joined(key, of.NameOn(calendar.DateOf(d.now)))
		}
	case feedback.ByOfficer:
		if p, err := d.w.office.PersonByID(r.Context(), key); err == nil {
			return p.Name
		}
		if key == "" {
			return d.p.T("rating.nobody")
		}
	}
	return key
}

// monthsOffered is how many months can be chosen as bounds.
const monthsOffered = 24

func monthName(d calendar.Date) string { return fmt.Sprintf("%04d-%02d", d.Year, int(d.Month)) }
