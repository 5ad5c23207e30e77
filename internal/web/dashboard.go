package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"motcua"
	"motcua/calendar"
	"motcua/deadline"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/board"
	"motcua/internal/web/view/component"
	"motcua/report"

	"github.com/a-h/templ"
)

// dashboardEvery is how many seconds lie between two looks of a page without
// scripts.
const dashboardEvery = 60

// dashboardRoutes is the part of the table for the dashboard of the leadership.
func dashboardRoutes() []Route {
	who := []identity.Role{identity.Head, identity.Director, identity.Office}
	const base = "/can-bo/bang-dieu-hanh"
	return []Route{
		{name: "dashboard", method: "GET", pattern: base, handler: showDashboard(false), who: who},
		{name: "dashboard.show", method: "GET", pattern: base + "/trinh-chieu", handler: showDashboard(true), who: who, alone: true},
		{name: "dashboard.picture", method: "GET", pattern: base + "/hinh/{panel}", handler: (*Web).dashboardPicture, who: who},
		{name: "dashboard.xlsx", method: "GET", pattern: base + "/xlsx/{panel}", handler: (*Web).dashboardBook, who: who},
	}
}

// panel is one picture of the dashboard: rows of a bar and of texts.
type panel struct {
	id     string
	heads  []string
	legend []board.Part
	lines  []panelLine
	empty  string
}

type panelLine struct {
	name  string
	href  string
	bar   *board.Stack
	cells []string
}

// dash is the dashboard being put together.
type dash struct {
	reader
	seen *office.Dashboard
	form board.Board
}

// dashboardOf reads the period asked for – this month so far when none is – and
// the dashboard of it.
func (w *Web) dashboardOf(r *http.Request) (*dash, error) {
	d, err := w.reader(r)
	if err != nil {
		return nil, err
	}
	q, today := r.URL.Query(), calendar.DateOf(d.now)
	from, wrongFrom := given("tu", q.Get("tu"), calendar.Date{Year: today.Year, Month: today.Month, Day: 1})
	to, wrongTo := given("den", q.Get("den"), today)
	b := &dash{reader: d}
	err = firstOf(wrongFrom, wrongTo)
	if err == nil {
		b.seen, err = w.office.Dashboard(r.Context(), d.actor, report.Period{From: from, To: to})
	}
	if err != nil && motcua.KindOf(err) != motcua.Invalid {
		return nil, err
	}
	b.form.Problems = renamed(component.ProblemsOf(d.p, err))
	b.form.Fields = []component.Field{
		{Name: "tu", Label: d.p.T("figures.from"), Value: typed(q.Get("tu"), d.p.Date(from)), Error: b.form.Problems.Of("tu"), InputMode: "numeric"},
		{Name: "den", Label: d.p.T("figures.to"), Value: typed(q.Get("den"), d.p.Date(to)), Error: b.form.Problems.Of("den"), InputMode: "numeric"}}
	return b, nil
}

// showDashboard shows the dashboard, or presents it on a screen for many.
func showDashboard(presented bool) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		b, err := w.dashboardOf(r)
		if err != nil {
			return err
		}
		page := w.page(r, "board.title")
		page.Faulty, page.Refresh = len(b.form.Problems) > 0, dashboardEvery
		b.form.Head = component.Head{Title: page.Title}
		route := "dashboard"
		if presented {
			route = "dashboard.show"
		} else {
			b.form.Action = w.address("dashboard")
		}
		if b.seen == nil {
			page.Refresh = 0
			return w.render(rw, r, http.StatusUnprocessableEntity, board.Show(page, b.form))
		}
		b.form.Head.Lead = b.p.T("board.lead", "From", b.seen.Period.From, "To", b.seen.Period.To, "Now", b.seen.At)
		b.form.Presented, b.form.Live = presented, b.to(route)
		if !presented {
			b.form.Actions = []component.Action{{Label: b.p.T("board.present"), Icon: "monitor", Href: b.to("dashboard.show")}}
		}
		b.form.Tiles = b.tiles()
		for _, p := range b.panels() {
			b.form.Panels = append(b.form.Panels, b.drawn(p))
		}
		b.form.Panels = append(b.form.Panels, b.overdue(), b.calendar())
		return w.render(rw, r, http.StatusOK, board.Show(page, b.form))
	}
}

// to is the address of a page of the same period.
func (b *dash) to(route string, values ...string) string {
	return with(b.address(route, values...), "tu", b.p.Date(b.seen.Period.From), "den", b.p.Date(b.seen.Period.To))
}

// tiles are the numbers on top, each with the list that it counts.
func (b *dash) tiles() []board.Tile {
	overdue, soon, owed := 0, 0, 0
	for _, h := range b.seen.Holdings {
		overdue, soon = overdue+h.Overdue, soon+h.Soon
	}
	for _, o := range b.seen.Owing {
		owed += o.Dossiers
	}
	f, before := b.seen.Figures, b.seen.LastYear
	punctual := f.Resolved.Early + f.Resolved.OnTime
	tiles := []board.Tile{
		{Number: b.p.Int(int64(overdue)), Name: b.p.T("board.overdue"), About: b.p.T("board.now"), Href: with(b.address("dossiers"), "han", string(deadline.Overdue)), Tone: component.Bad},
		{Number: b.p.Int(int64(soon)), Name: b.p.T("board.soon"), About: b.p.T("board.now"), Href: with(b.address("dossiers"), "han", string(deadline.DueSoon)), Tone: component.Warn},
		{Number: b.p.Int(int64(owed)), Name: b.p.T("board.owed"), About: b.p.T("board.now"), Tone: component.Info},
		{Number: b.share(punctual, f.Resolved.Total), Name: b.p.T("board.punctual"), About: b.p.T("board.of", "Count", punctual, "All", f.Resolved.Total, "Before", b.share(before.Resolved.Early+before.Resolved.OnTime, before.Resolved.Total)), Href: b.to("figures"), Tone: component.OK},
		{Number: b.share(f.Received.Online, f.Received.Online+f.Received.Direct), Name: b.p.T("board.online"), About: b.p.T("board.of", "Count", f.Received.Online, "All", f.Received.Online+f.Received.Direct, "Before", b.share(before.Received.Online, before.Received.Online+before.Received.Direct)), Href: b.to("figures"), Tone: component.Info},
	}
	if h := b.seen.Happy; h.Answers > 0 && !h.Hidden {
		tiles = append(tiles, board.Tile{Number: b.p.Decimal(h.Average, 1), Name: b.p.T("board.happy"), About: b.p.T("board.answers", "Count", h.Answers), Href: b.address("satisfaction"), Tone: component.OK})
	}
	for _, key := range []string{"plan.tasks.done", "directive.done", "score.index"} {
		if f, ok := b.seen.Facts[key]; ok && f.Of > 0 {
			parts := 1.0
			if f.Unit == report.Points {
				parts = 100
			}
			tiles = append(tiles, board.Tile{Number: b.of(int(f.Value), int(f.Of), parts), Name: b.p.T("figure." + key), About: b.p.T("board.period")})
		}
	}
	return tiles
}

// standings and ages are what bars are made of.
func (b *dash) standings(h report.Holding) []board.Part {
	return []board.Part{{Words: b.p.T("board.part.overdue"), Count: h.Overdue, Tone: component.Bad}, {Words: b.p.T("board.part.soon"), Count: h.Soon, Tone: component.Warn},
		{Words: b.p.T("board.part.inTime"), Count: h.InTime(), Tone: component.OK}, {Words: b.p.T("board.part.paused"), Count: h.Paused, Tone: component.Neutral}}
}

func (b *dash) ages(h report.Holding) []board.Part {
	days := report.AgeDays()
	return []board.Part{{Words: b.p.T("board.age.to", "Days", days[0]), Count: h.Ages[0], Tone: component.OK}, {Words: b.p.T("board.age.between", "From", days[0], "To", days[1]), Count: h.Ages[1], Tone: component.Info},
		{Words: b.p.T("board.age.between", "From", days[1], "To", days[2]), Count: h.Ages[2], Tone: component.Warn}, {Words: b.p.T("board.age.over", "Days", days[2]), Count: h.Ages[3], Tone: component.Bad}}
}

// panels are the pictures of bars, each of which is a table too.
func (b *dash) panels() []panel {
	most, owing := 0, 0
	for _, h := range b.seen.Holdings {
		most = max(most, h.Total)
	}
	for _, o := range b.seen.Owing {
		owing = max(owing, o.Dossiers)
	}
	standing := panel{id: "don-vi", legend: b.standings(report.Holding{}), empty: b.p.T("board.none"), heads: []string{b.p.T("board.unit"), "", b.p.T("board.part.overdue"), b.p.T("board.part.soon"), b.p.T("board.part.inTime"), b.p.T("board.part.paused"), b.p.T("board.total")}}
	age := panel{id: "tuoi", legend: b.ages(report.Holding{}), empty: b.p.T("board.none"), heads: []string{b.p.T("board.unit"), ""}}
	for _, part := range age.legend {
		age.heads = append(age.heads, part.Words)
	}
	for _, h := range b.seen.Holdings {
		name, href := b.place(h.Agency, h.Unit), with(b.address("dossiers"), "phong", h.Unit)
		if h.Unit == "" {
			href = ""
		}
		standing.add(panelLine{name: name, href: href, bar: &board.Stack{Parts: b.standings(h), Whole: most}, cells: []string{b.p.Int(int64(h.Overdue)), b.p.Int(int64(h.Soon)), b.p.Int(int64(h.InTime())), b.p.Int(int64(h.Paused)), b.p.Int(int64(h.Total))}})
		line := panelLine{name: name, href: href, bar: &board.Stack{Parts: b.ages(h), Whole: most}}
		for _, n := range h.Ages {
			line.cells = append(line.cells, b.p.Int(int64(n)))
		}
		age.add(line)
	}
	who := panel{id: "vi-ai", empty: b.p.T("board.nobodyLate"), heads: []string{b.p.T("figures.lateBy.agency"), "", b.p.T("figures.lateBy.count")}}
	for _, l := range b.seen.Figures.LateBy {
		who.add(panelLine{name: b.book.Agency(l.Agency).Name, bar: &board.Stack{Parts: []board.Part{{Words: b.p.T("figures.lateBy.count"), Count: l.Dossiers, Tone: component.Bad}}, Whole: b.seen.Figures.LateBy[0].Dossiers}, cells: []string{b.p.Int(int64(l.Dossiers))}})
	}
	waits := panel{id: "cho-y-kien", empty: b.p.T("board.nobodyOwes"), heads: []string{b.p.T("figures.lateBy.agency"), "", b.p.T("board.owed"), b.p.T("board.owedLate")}}
	for _, o := range b.seen.Owing {
		waits.add(panelLine{name: b.book.Agency(o.Agency).Name, cells: []string{b.p.Int(int64(o.Dossiers)), b.p.Int(int64(o.Late))},
			bar: &board.Stack{Parts: []board.Part{{Words: b.p.T("board.owedLate"), Count: o.Late, Tone: component.Bad}, {Words: b.p.T("board.part.inTime"), Count: o.Dossiers - o.Late, Tone: component.Info}}, Whole: owing}})
	}
	return []panel{standing, who, waits, age, b.flow()}
}

func (p *panel) add(l panelLine) { p.lines = append(p.lines, l) }

// flow is what came into the period and what became of it: both bars are the
// same dossiers, since what was to be handled was resolved or is open.
func (b *dash) flow() panel {
	f := b.seen.Figures
	in := []board.Part{{Words: b.p.T("figures.column.carried"), Count: f.Received.CarriedOver, Tone: component.Neutral}, {Words: b.p.T("figures.column.online"), Count: f.Received.Online, Tone: component.Info}, {Words: b.p.T("figures.column.direct"), Count: f.Received.Direct, Tone: component.OK}}
	out := []board.Part{{Words: b.p.T("figures.column.early"), Count: f.Resolved.Early, Tone: component.OK}, {Words: b.p.T("figures.column.onTime"), Count: f.Resolved.OnTime, Tone: component.Info}, {Words: b.p.T("figures.column.late"), Count: f.Resolved.Late, Tone: component.Bad},
		{Words: b.p.T("figures.column.inTime"), Count: f.Open.InTime, Tone: component.Neutral}, {Words: b.p.T("figures.column.overdue"), Count: f.Open.Overdue, Tone: component.Warn}}
	p := panel{id: "dong-ho-so", heads: []string{b.p.T("board.flow.what"), "", b.p.T("board.flow.parts"), b.p.T("board.total")}, empty: b.p.T("board.none")}
	if f.Received.Total == 0 {
		return p
	}
	for _, side := range []struct {
		key   string
		parts []board.Part
	}{{"board.flow.in", in}, {"board.flow.out", out}} {
		words := ""
		for i, part := range side.parts {
			if i > 0 {
				words += " · "
			}
			words += part.Words + " " + b.p.Int(int64(part.Count))
		}
		p.add(panelLine{name: b.p.T(side.key), bar: &board.Stack{Parts: side.parts, Whole: f.Received.Total}, cells: []string{words, b.p.Int(int64(f.Received.Total))}})
	}
	return p
}

// drawn is a panel on the page.
func (b *dash) drawn(p panel) board.Panel {
	out := board.Panel{Sheet: component.Sheet{Caption: b.p.T("board.panel." + p.id)}, Legend: p.legend, Empty: p.empty,
		Links: []component.Link{{Label: b.p.T("board.picture"), Href: b.to("dashboard.picture", p.id+".svg"), Icon: "download"}, {Label: "XLSX", Href: b.to("dashboard.xlsx", p.id+".xlsx"), Icon: "download"}}}
	for i, h := range p.heads {
		c := component.Column{Label: h, Numeric: i > 1 && h != b.p.T("board.flow.parts")}
		if h == "" {
			c.Hidden = b.p.T("board.bar")
		}
		out.Sheet.Columns = append(out.Sheet.Columns, c)
	}
	for _, l := range p.lines {
		name := component.Text(l.name)
		if l.href != "" {
			name = component.LinkTo(component.Link{Label: l.name, Href: l.href})
		}
		row := component.Row{Cells: []templ.Component{name, board.Bar(*l.bar)}}
		for _, c := range l.cells {
			row.Cells = append(row.Cells, component.Text(c))
		}
		out.Sheet.Rows = append(out.Sheet.Rows, row)
	}
	return out
}

// overdue names what is overdue, longest first, with who holds it.
func (b *dash) overdue() board.Panel {
	out := board.Panel{Sheet: component.Sheet{Caption: b.p.T("board.panel.overdue"), Columns: []component.Column{{Label: b.p.T("score.dossier")}, {Label: b.p.T("board.holder")}, {Label: b.p.T("board.due")}}}, Empty: b.p.T("board.nothingLate")}
	for _, s := range b.seen.Overdue {
		out.Sheet.Rows = append(out.Sheet.Rows, component.Row{Cells: []templ.Component{
			component.LinkWith(component.Link{Label: s.Code, Href: b.address("dossier", s.Code)}, s.ProcedureName), component.Text(b.place(s.Holder.Agency, s.Holder.Unit)), component.Text(b.p.Instant(s.Due))}})
	}
	return out
}

// calendar is how many open dossiers are due on each day of the next weeks.
func (b *dash) calendar() board.Panel {
	out := board.Panel{Sheet: component.Sheet{Caption: b.p.T("board.panel.calendar"), Columns: []component.Column{{Label: b.p.T("board.week")}}}}
	for i := range 7 {
		out.Sheet.Columns = append(out.Sheet.Columns, component.Column{Label: b.p.T("board.day." + strconv.Itoa(i+1)), Numeric: true})
	}
	monday, today := b.seen.CalendarFrom(), calendar.DateOf(b.seen.At)
	for week := range b.seen.Weeks() {
		first := monday.AddDays(7 * week)
		row := component.Row{Cells: []templ.Component{component.Text(b.p.Date(first))}}
		for i := range 7 {
			day := first.AddDays(i)
			switch n := b.seen.Due[day]; {
			case n > 0:
				row.Cells = append(row.Cells, component.LinkTo(component.Link{Label: b.p.T("board.dues", "Count", n), Href: with(b.address("dossiers"), "den", b.p.Date(day))}))
			case day == today:
				row.Cells = append(row.Cells, component.Text(b.p.T("board.today")))
			default:
				row.Cells = append(row.Cells, component.Text("–"))
			}
		}
		out.Sheet.Rows = append(out.Sheet.Rows, row)
	}
	return out
}

// panelOf finds the picture that an address names.
func (w *Web) panelOf(r *http.Request, ending string) (*dash, panel, error) {
	b, err := w.dashboardOf(r)
	if err != nil {
		return nil, panel{}, err
	}
	unknown := motcua.Refused(motcua.NotFound, "record.unknown")
	if b.seen == nil {
		return nil, panel{}, unknown
	}
	panels := b.panels()
	i := slices.IndexFunc(panels, func(p panel) bool { return p.id+ending == r.PathValue("panel") })
	if i < 0 {
		return nil, panel{}, unknown
	}
	return b, panels[i], nil
}

// dashboardPicture sends a picture of its own, to be put into a report.
func (w *Web) dashboardPicture(rw http.ResponseWriter, r *http.Request) error {
	b, p, err := w.panelOf(r, ".svg")
	if err != nil {
		return err
	}
	var rows []board.Row
	for _, l := range p.lines {
		rows = append(rows, board.Row{Name: l.name, Stack: *l.bar})
	}
	title := b.p.T("board.panel."+p.id) + " – " + b.p.T("board.lead", "From", b.seen.Period.From, "To", b.seen.Period.To, "Now", b.seen.At)
	h := rw.Header()
	h.Set("Content-Type", "image/svg+xml")
	h.Set("Cache-Control", "private, no-store")
	h.Set("Content-Disposition", `attachment; filename="`+p.id+`.svg"`)
	_, _ = rw.Write([]byte(board.Picture(title, rows, p.legend))) // fails when the reader has gone
	return nil
}

// dashboardBook sends the table behind a picture as a workbook.
func (w *Web) dashboardBook(rw http.ResponseWriter, r *http.Request) (err error) {
	b, p, err := w.panelOf(r, ".xlsx")
	if err != nil {
		return err
	}
	heads := slices.Clone(p.heads)
	l, err := newLedger(b.p.T("board.sheet"), slices.Delete(heads, 1, 2))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.book.Close()) }()
	for _, line := range p.lines {
		if err := l.add(append([]string{line.name}, line.cells...)); err != nil {
			return err
		}
	}
	return l.send(rw, p.id+".xlsx")
}
