package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/public"
	"motcua/internal/web/view/work"
	"motcua/report"

	"github.com/a-h/templ"
)

// apology asks why the dossier cannot be returned in time, and how many working
// days more it needs.
func (c *ask) apology() []templ.Component {
	var causes []component.Choice
	for _, cause := range dossier.LateCauses() {
		causes = append(causes, component.Choice{Value: string(cause), Label: c.p.T("apology.cause." + string(cause)), Chosen: c.form.Get("cause") == string(cause)})
	}
	days := c.field("days", "apology.days")
	days.Hint, days.Width, days.InputMode = c.p.T("apology.days.hint", "Due", c.view.Clock.Due), component.Narrow, "numeric"
	reason := c.field("reason", "apology.reason")
	reason.Hint = c.p.T("apology.reason.hint")
	parts := []templ.Component{component.Radios(c.field("cause", "apology.cause"), causes), component.TextArea(reason), component.Input(days)}
	if !dossier.InTime(c.now, c.view.Clock.Due) {
		late := component.Note(component.Notice{Tone: component.Warn, Title: c.p.T("apology.late")})
		parts = append([]templ.Component{late}, parts...)
	}
	return parts
}

func doApologise(ctx context.Context, w *Web, c *ask, t office.Target) (*office.View, error) {
	days, err := strconv.Atoi(strings.TrimSpace(c.form.Get("days")))
	if err != nil {
		days = 0 // refused with the other faults, by its field
	}
	return w.office.Apologise(ctx, c.actor, t, dossier.Apologised{Cause: dossier.LateCause(c.form.Get("cause")), Reason: c.form.Get("reason"), Days: days})
}

// apologies lists the dossiers for which the reader should apologise.
func (w *Web) apologies(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	list, err := w.office.ApologiesOwed(r.Context(), d.actor)
	if err != nil {
		return err
	}
	page := w.page(r, "apology.owed")
	sheet := component.Sheet{Caption: page.Title, Keys: true, Columns: []component.Column{{Label: d.p.T("work.column.dossier")}, {Label: d.p.T("work.column.applicant")},
		{Label: d.p.T("work.column.due")}, {Label: d.p.T("apology.state")}, {Hidden: d.p.T("page.deed.apologise")}}}
	for _, s := range list {
		state := component.Label{Text: d.p.T("apology.state.now"), Tone: component.Warn, Icon: "clock"}
		if !s.InTime {
			state = component.Label{Text: d.p.T("apology.state.late"), Tone: component.Bad, Icon: "triangle-alert"}
		}
		sheet.Rows = append(sheet.Rows, component.Row{Cells: []templ.Component{
			component.LinkWith(component.Link{Label: s.Code, Href: w.address("dossier", s.Code)}, s.ProcedureName), component.Text(s.Applicant),
			component.DueTag(d.p, d.dueOf(s.Summary)), component.Tag(state),
			component.Button(component.Action{Label: d.p.T("apology.do"), Icon: "calendar-clock", Small: true, Href: w.address("deed.apologise", s.Code)})}})
	}
	return w.render(rw, r, http.StatusOK, work.Show(page, work.List{Head: component.Head{Title: page.Title, Lead: d.p.T("apology.owed.lead", "Count", w.office.Warned())}, Sheet: sheet,
		TabList: d.p.T("apology.tabs"), Tabs: w.apologyTabs(d, "apologies"), Empty: component.Nothing{Title: d.p.T("apology.owed.none"), Icon: "circle-check"}}))
}

// apologyTabs are the lists about apologies that the reader may open.
func (w *Web) apologyTabs(d reader, open string) []component.Tab {
	var tabs []component.Tab
	for _, name := range []string{"apologies", "apologies.book", "apologies.missed"} {
		if mayOpen(d.actor, w.routes[name]) {
			tabs = append(tabs, component.Tab{Label: d.p.T("apology.tab." + name), Href: w.address(name), Current: name == open})
		}
	}
	return tabs
}

// apologyBook is the register of apologies of a year.
func (w *Web) apologyBook(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	today := calendar.DateOf(d.now).Year
	year, err := strconv.Atoi(cmp.Or(q.Get("nam"), strconv.Itoa(today)))
	if err != nil || year < 2000 || year > today {
		return motcua.Refused(motcua.NotFound, "apology.book.year", "Year", q.Get("nam"))
	}
	below, _ := strconv.Atoi(q.Get("sau")) // what is no number begins at the top
	list, err := w.office.Apologies(r.Context(), d.actor, year, max(below, 0))
	if err != nil {
		return err
	}
	page := w.page(r, "apology.book", "Year", strconv.Itoa(year))
	table := component.Sheet{Caption: page.Title, Columns: []component.Column{{Label: d.p.T("apology.book.number"), Numeric: true}, {Label: d.p.T("apology.book.at")}, {Label: d.p.T("work.column.dossier")},
		{Label: d.p.T("apology.cause")}, {Label: d.p.T("apology.book.moved")}, {Label: d.p.T("apology.book.by")}, {Label: d.p.T("apology.state")}}}
	for _, a := range list {
		table.Rows = append(table.Rows, component.Row{Cells: []templ.Component{component.Text(fmt.Sprintf("%02d/PXL", a.Number)), component.Text(d.p.Instant(a.At)),
			component.LinkTo(component.Link{Label: a.Code, Href: w.address("dossier", a.Code)}), component.Text(d.p.T("apology.cause." + string(a.Cause))),
			component.Text(d.p.T("apology.book.dates", "Before", a.DueBefore, "After", a.DueAfter)), component.TextWith(a.Author, d.unit(w.office.LeadAgency(), a.Unit)), component.Tag(inTimeLabel(d, a.InTime))}})
	}
	l := work.List{Head: component.Head{Title: page.Title, Lead: d.p.T("apology.book.lead")}, TabList: d.p.T("apology.tabs"), Tabs: w.apologyTabs(d, "apologies.book"), Sheet: table,
		Empty: component.Nothing{Title: d.p.T("apology.book.none"), Icon: "circle-check"}}
	if n := len(list); n == office.PageSize && list[n-1].Number > 1 {
		l.Pages.Next = with(w.address("apologies.book"), "nam", strconv.Itoa(year), "sau", strconv.Itoa(list[n-1].Number))
	}
	return w.render(rw, r, http.StatusOK, work.Show(page, l))
}

func inTimeLabel(d reader, inTime bool) component.Label {
	if inTime {
		return component.Label{Text: d.p.T("apology.inTime"), Tone: component.OK, Icon: "check"}
	}
	return component.Label{Text: d.p.T("apology.tooLate"), Tone: component.Bad, Icon: "triangle-alert"}
}

// missedApologies reports who did not apologise in time in a period.
func (w *Web) missedApologies(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	page := w.page(r, "apology.missed")
	p, wrong := w.periodOf(r)
	var found office.Page[office.Unapologised]
	if wrong == nil {
		found, wrong = w.office.Unapologised(r.Context(), d.actor, p, r.Form.Get("sau"))
	}
	if wrong != nil && motcua.KindOf(wrong) != motcua.Invalid {
		return wrong
	}
	problems := inPage(component.ProblemsOf(d.p, wrong))
	page.Faulty = len(problems) > 0
	table := component.Sheet{Caption: page.Title, Columns: []component.Column{{Label: d.p.T("work.column.dossier")}, {Label: d.p.T("apology.missed.unit")}, {Label: d.p.T("apology.missed.promised")},
		{Label: d.p.T("apology.missed.ended")}, {Label: d.p.T("apology.state")}}}
	for _, s := range found.Items {
		ended, state := d.p.T("apology.missed.open"), component.Label{Text: d.p.T("apology.none"), Tone: component.Bad, Icon: "circle-x"}
		if !s.EndedAt.IsZero() {
			ended = d.p.Day(s.EndedAt)
		}
		if s.Late {
			state = inTimeLabel(d, false)
		}
		table.Rows = append(table.Rows, component.Row{Cells: []templ.Component{component.LinkWith(component.Link{Label: s.Code, Href: w.address("dossier", s.Code)}, s.ProcedureName),
			component.Text(d.unit(s.LeadAgency, s.LeadUnit)), component.Text(d.p.Day(s.OriginalDue)), component.Text(ended), component.Tag(state)}})
	}
	filter := &work.Filter{Filter: component.Filter{Action: w.address("apologies.missed")}}
	choices := []component.Choice{}
	for _, of := range report.Periods(calendar.DateOf(d.now)) {
		choices = append(choices, component.Choice{Value: of.Name, Label: public.PeriodName(d.p, of), Chosen: of.Name == p.Name})
	}
	filter.Selects = []work.Select{{Field: component.Field{Name: "ky", Label: d.p.T("public.figures.period"), Value: p.Name, Error: problems.Of("ky")}, Choices: choices}}
	l := work.List{Head: component.Head{Title: page.Title, Lead: d.p.T("apology.missed.lead")}, TabList: d.p.T("apology.tabs"), Tabs: w.apologyTabs(d, "apologies.missed"), Filter: filter, Sheet: table,
		Empty: component.Nothing{Title: d.p.T("apology.missed.none"), Icon: "circle-check"}}
	if found.Next != "" {
		l.Pages.Next = w.ofPeriod("apologies.missed", p) + "&sau=" + url.QueryEscape(found.Next)
	}
	return w.render(rw, r, statusFor(problems), work.Show(page, l))
}
