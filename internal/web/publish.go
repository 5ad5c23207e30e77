package web

import (
	"context"
	"net/http"
	"net/url"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"motcua"
	"motcua/calendar"
	"motcua/feedback"
	"motcua/internal/message"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/public"
	"motcua/report"
)

// tally keeps the public figures of some periods for a short while: they are
// counted from many rows and asked for by everybody. A period is counted once
// for all who ask at the same time, and one after the other.
type tally struct {
	mu       sync.Mutex
	kept     map[report.Period]keptFigures
	together singleflight.Group
	counting sync.Mutex
}

type keptFigures struct {
	figures office.Statistics
	until   time.Time
}

const (
	figuresKept = 20 * time.Second
	periodsKept = 64
)

// of counts a period, or remembers it.
func (t *tally) of(ctx context.Context, o *office.Office, p report.Period) (office.Statistics, error) {
	if s, ok := t.remembered(p); ok {
		return s, nil
	}
	found, err, _ := t.together.Do(p.From.String()+p.To.String(), func() (any, error) {
		t.counting.Lock()
		defer t.counting.Unlock()
		// Whoever asked first may leave; the others still wait for the answer.
		s, err := o.PublicStatistics(context.WithoutCancel(ctx), p)
		if err == nil {
			t.remember(p, s)
		}
		return s, err
	})
	s, _ := found.(office.Statistics)
	return s, err
}

func (t *tally) remembered(p report.Period) (office.Statistics, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	k, ok := t.kept[p]
	return k.figures, ok && time.Now().Before(k.until)
}

func (t *tally) remember(p report.Period, s office.Statistics) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.kept == nil || len(t.kept) >= periodsKept {
		t.kept = map[report.Period]keptFigures{}
	}
	t.kept[p] = keptFigures{s, time.Now().Add(figuresKept)}
}

// periodOf reads the period asked for: free bounds "tu" and "den" first, else a
// named period "ky", else this month. A name that was just chosen, other than
// the one the form came with ("ky-cu"), goes before bounds left in the form. A
// period that is still to come has no figures.
func (w *Web) periodOf(r *http.Request) (report.Period, error) {
	today := calendar.DateOf(w.office.Now())
	p, err := askedPeriod(r, today)
	if err == nil && p.From.After(today) {
		return p, motcua.InvalidField("ky", "public.period.future", "From", p.From)
	}
	return p, err
}

func askedPeriod(r *http.Request, today calendar.Date) (report.Period, error) {
	tu, den, name := r.Form.Get("tu"), r.Form.Get("den"), r.Form.Get("ky")
	switch {
	case name != "" && (tu == "" && den == "" || r.Form.Has("ky-cu") && r.Form.Get("ky-cu") != name):
		return report.ParsePeriod(name)
	case tu == "" && den == "":
		return report.Month(today), nil
	}
	from, err := readDate("tu", tu)
	if err == nil && from.IsZero() {
		err = motcua.InvalidField("tu", "public.period.bound")
	}
	if err != nil {
		return report.Period{}, err
	}
	to, err := given("den", den, today)
	if err != nil {
		return report.Period{}, err
	}
	return report.Between(from, to)
}

// inPage gives the faults of a period the names of the fields on the page.
func inPage(problems component.Problems) component.Problems {
	for i := range problems {
		if problems[i].Field == "period" {
			problems[i].Field = "ky"
		}
	}
	return renamed(problems)
}

// picker offers the named periods and free bounds.
func (w *Web) picker(r *http.Request, action string, chosen report.Period, problems component.Problems) public.Picker {
	p := w.printer(r)
	k := public.Picker{Action: action, Name: component.Field{Name: "ky", Label: p.T("public.figures.period"), Value: chosen.Name, Error: problems.Of("ky")},
		From: component.Field{Name: "tu", Label: p.T("figures.from"), Value: bound(p, r, "tu", chosen.Name), Error: problems.Of("tu"), InputMode: "numeric", Hint: p.T("public.period.hint")},
		To:   component.Field{Name: "den", Label: p.T("figures.to"), Value: bound(p, r, "den", chosen.Name), Error: problems.Of("den"), InputMode: "numeric"}}
	if chosen.Name == "" {
		k.Names = append(k.Names, component.Choice{Label: p.T("public.period.free"), Chosen: true})
	}
	for _, of := range report.Periods(calendar.DateOf(w.office.Now())) {
		k.Names = append(k.Names, component.Choice{Value: of.Name, Label: public.PeriodName(p, of)})
	}
	return k
}

// bound is what the form shows of a free bound; nothing when a named period was
// chosen after it.
func bound(p *message.Printer, r *http.Request, field, name string) string {
	if name != "" {
		return ""
	}
	text := r.Form.Get(field)
	if day, err := readDate(field, text); err == nil {
		return p.Date(day)
	}
	return text
}

// publicFigures shows a period and the one before.
func (w *Web) publicFigures(rw http.ResponseWriter, r *http.Request) error {
	book, err := w.office.Book(r.Context())
	if err != nil {
		return err
	}
	p := w.printer(r)
	page := w.page(r, "public.nav.figures")
	d := public.FiguresData{Crumbs: w.crumbs(r), Book: book, Now: w.office.Now(), Data: component.Link{Label: p.T("public.data.title"), Href: w.address("data")}}
	chosen, err := w.periodOf(r)
	if err == nil {
		d.Periods, err = w.twoPeriods(r, chosen)
	}
	status := http.StatusOK
	if err != nil {
		if motcua.KindOf(err) != motcua.Invalid {
			return err
		}
		status, page.Faulty, d.Problems = http.StatusUnprocessableEntity, true, inPage(component.ProblemsOf(p, err))
	}
	d.Picker = w.picker(r, w.address("figures.public"), chosen, d.Problems)
	d.Late = w.ofPeriod("late.public", chosen)
	d.Tell = &component.Link{Label: p.T("public.nav.feedback"), Href: w.address("feedbacks")}
	for _, kind := range []string{"csv", "xlsx", "json"} {
		d.Files = append(d.Files, component.Link{Label: p.T("public.data." + kind), Href: w.ofPeriod("data.figures."+kind, chosen), Icon: "download"})
	}
	return w.render(rw, r, status, public.Figures(page, d))
}

func (w *Web) twoPeriods(r *http.Request, chosen report.Period) ([]public.Period, error) {
	var periods []public.Period
	for _, of := range []report.Period{chosen, chosen.Last()} {
		figures, err := w.counted.of(r.Context(), w.office, of)
		if err != nil {
			return nil, err
		}
		period := public.Period{Period: of, Figures: figures}
		if of.Name != "" { // of days chosen freely, what differs between two would tell single answers
			said, err := w.office.Satisfaction(r.Context(), of.From, of.To, feedback.ByAll)
			if err != nil {
				return nil, err
			}
			period.Said = &said
		}
		periods = append(periods, period)
	}
	return periods, nil
}

// ofPeriod is the address of a page for a period.
func (w *Web) ofPeriod(name string, p report.Period) string {
	if p.Name != "" {
		return with(w.address(name), "ky", p.Name)
	}
	return with(w.address(name), "tu", p.From.String(), "den", p.To.String())
}

// lateDossiers lists what was late in a period, with the office's apology and
// nothing about whose it is. A page begins after the place in "sau".
func (w *Web) lateDossiers(rw http.ResponseWriter, r *http.Request) error {
	book, err := w.office.Book(r.Context())
	if err != nil {
		return err
	}
	p := w.printer(r)
	page := w.page(r, "public.late.title")
	d := public.LateData{Book: book, Address: func(code string) string { return w.address("procedure", code) },
		Crumbs: w.crumbs(r, component.Link{Label: p.T("public.nav.figures"), Href: w.address("figures.public")}),
		Track:  component.Link{Label: p.T("public.late.track"), Href: w.address("track")}}
	var found office.Page[office.LateDossier]
	d.Period, err = w.periodOf(r)
	if err == nil {
		found, err = w.office.LateDossiers(r.Context(), d.Period, r.Form.Get("sau"))
	}
	status := http.StatusOK
	if err != nil {
		if motcua.KindOf(err) != motcua.Invalid {
			return err
		}
		status, page.Faulty, d.Problems = http.StatusUnprocessableEntity, true, inPage(component.ProblemsOf(p, err))
	}
	d.Items = found.Items
	d.Picker = w.picker(r, w.address("late.public"), d.Period, d.Problems)
	if found.Next != "" {
		d.Pages.Next = w.ofPeriod("late.public", d.Period) + "&sau=" + url.QueryEscape(found.Next)
	}
	return w.render(rw, r, status, public.Late(page, d))
}
