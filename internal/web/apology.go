package web

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/work"

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
	return w.render(rw, r, http.StatusOK, work.Show(page, work.List{Head: component.Head{Title: page.Title, Lead: d.p.T("apology.owed.lead")}, Sheet: sheet,
		Empty: component.Nothing{Title: d.p.T("apology.owed.none"), Icon: "circle-check"}}))
}
