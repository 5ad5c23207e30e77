package web

import (
	"fmt"
	"net/http"
	"time"

	"motcua/calendar"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	planview "motcua/internal/web/view/plan"
	"motcua/plan"
)

// planPicture draws the tasks of a plan along its period.
func (w *Web) planPicture(rw http.ResponseWriter, r *http.Request) error {
	d, v, f, err := w.planAsked(r)
	if err != nil {
		return err
	}
	page := w.page(r, "plan.picture.title", "Symbol", v.Symbol)
	head := d.planHead(v)
	head.Title = page.Title
	head.Crumbs = append(head.Crumbs, component.Link{Label: v.Symbol, Href: w.address("plan", v.ID)})
	from, to := v.From, v.To
	if v.Date.Before(from) {
		from = v.Date
	}
	length := max(from.DaysUntil(to)+1, 1)
	at := func(day calendar.Date) float64 {
		return min(max(float64(from.DaysUntil(day))*100/float64(length), 0), 100)
	}
	show := planview.Picture{Head: head, Caption: d.p.T("plan.picture.caption", "From", from, "To", to), Share: d.shareOf(v.Progress()), Parts: d.partsOf(v.Progress())}
	if !v.Cut.Day.Before(from) && !v.Cut.Day.After(to) {
		show.Today = percentage(at(v.Cut.Day))
	}
	step := 1
	for length/30/step > 12 {
		step++
	}
	for i, day := 0, (calendar.Date{Year: from.Year, Month: from.Month, Day: 1}); !day.After(to); i, day = i+1, day.AddMonths(1) {
		if i%step == 0 && !day.Before(from) {
			show.Months = append(show.Months, planview.Month{X: percentage(at(day)), Text: fmt.Sprintf("%d/%02d", int(day.Month), day.Year%100)})
		}
	}
	for _, t := range taskFilterOf(f).kept(v) {
		show.Lines = append(show.Lines, d.pictured(v, t, from, to, at))
	}
	return w.render(rw, r, http.StatusOK, planview.ShowPicture(page, show))
}

func percentage(v float64) string { return fmt.Sprintf("%.2f%%", v) }

// pictured is the line of a task: from the beginning of the plan to its due day,
// or to the day on which it ended where that was later.
func (d reader) pictured(v *office.PlanView, t *plan.Task, from, to calendar.Date, at func(calendar.Date) float64) planview.Span {
	start := v.From
	if v.Date.After(start) {
		start = v.Date
	}
	_, words := d.quarterOf(v.Cut, t)
	line := planview.Span{Number: t.Number, Task: component.Link{Label: t.Content.Content, Href: d.address("plan.task", t.ID)}, Owner: d.ownerOf(v.Cut, t), Due: words, State: d.taskStanding(v.Cut, t)}
	end, dated := t.DueAsOf(v.Cut.Day).On(v.Cut.Calendar)
	if !dated {
		end = to
	}
	line.X, line.Wide = percentage(at(start)), percentage(max(at(end.AddDays(1))-at(start), 0.5))
	line.Dated, line.Class = dated, planview.Part{Tone: standingTone(v.Cut.Standing(t))}.Class()
	if !t.EndedOn.IsZero() && !t.EndedOn.After(v.Cut.Day) {
		line.Ended = percentage(at(t.EndedOn))
	}
	return line
}

// taskCalendar shows a month with what is due on each day.
func (w *Web) taskCalendar(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	views, err := w.office.Plans(r.Context(), d.actor, calendar.Date{})
	if err != nil {
		return err
	}
	month := calendar.DateOf(d.now)
	if asked, err := time.Parse("2006-01", r.URL.Query().Get("thang")); err == nil && asked.Year() >= 1990 && asked.Year() <= 2100 {
		month = calendar.Date{Year: asked.Year(), Month: asked.Month(), Day: 1}
	}
	month.Day = 1
	due := map[calendar.Date][]planview.Due{}
	n := 0
	for _, v := range views {
		for _, t := range v.Tasks {
			day, dated := t.Due.On(v.Cut.Calendar)
			if s := v.Cut.Standing(t); !dated || day.Year != month.Year || day.Month != month.Month || s == plan.CarriedOver || s == plan.NotToBeDone {
				continue
			}
			n++
			due[day] = append(due[day], planview.Due{Task: component.Link{Label: numbered(t), Href: d.address("plan.task", t.ID)}, State: d.taskStanding(v.Cut, t)})
		}
	}
	page := w.page(r, "plan.calendar")
	named := func(m calendar.Date) string { return fmt.Sprintf("%04d-%02d", m.Year, int(m.Month)) }
	show := planview.Calendar{Head: component.Head{Title: page.Title, Lead: d.p.T("plan.calendar.lead", "Month", fmt.Sprintf("%d/%d", int(month.Month), month.Year), "Count", n)},
		TabList: d.p.T("plan.nav"), Tabs: d.planTabs("plan.calendar"), Caption: d.p.T("plan.calendar.caption", "Month", fmt.Sprintf("%d/%d", int(month.Month), month.Year)),
		Before: component.Link{Label: d.p.T("plan.calendar.before"), Icon: "chevron-left", Href: with(w.address("plan.calendar"), "thang", named(month.AddMonths(-1)))},
		After:  component.Link{Label: d.p.T("plan.calendar.after"), Icon: "chevron-right", Href: with(w.address("plan.calendar"), "thang", named(month.AddMonths(1)))}}
	for _, weekday := range []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"} {
		show.Weekdays = append(show.Weekdays, d.p.T("plan.weekday."+weekday))
	}
	last := month.AddMonths(1).AddDays(-1)
	for day := month.AddDays(-(int(month.Weekday()) + 6) % 7); !day.After(last); {
		var week []planview.Day
		for range 7 {
			cell := planview.Day{}
			if day.Month == month.Month {
				cell = planview.Day{Number: plain(day.Day), Due: due[day], Today: day == calendar.DateOf(d.now)}
			}
			week = append(week, cell)
			day = day.AddDays(1)
		}
		show.Weeks = append(show.Weeks, week)
	}
	return w.render(rw, r, http.StatusOK, planview.ShowCalendar(page, show))
}
