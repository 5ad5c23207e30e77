package web

import (
	"context"
	"strconv"
	"strings"

	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/web/view/component"

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
