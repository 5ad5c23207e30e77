package office

import (
	"context"
	"slices"
	"strconv"
	"time"

	"motcua/calendar"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/report"
)

// lastYear marks the figures of the same period of the year before.
const lastYear = ".lastYear"

// DossierFigures are the keys of what dossiers say of a period, without those
// of the year before, which end in ".lastYear".
func DossierFigures() []string {
	keys := []string{"dossier.inGoodTime", "dossier.lateBy", "dossier.lateDays.min", "dossier.lateDays.max", "dossier.consulting"}
	for _, c := range report.Columns() {
		keys = append(keys, FigureKey(c))
	}
	return keys
}

// FigureKey is the key of the figure that a column of the form is.
func FigureKey(c report.Column) string { return "dossier." + string(c) }

// dossierFacts are the figures of biểu II.06a with the dossiers they count: of
// the department, of each field and of each unit, now and a year before.
func (o *Office) dossierFacts(ctx context.Context, by identity.Actor, p report.Period) (report.Facts, error) {
	var facts report.Facts
	if identity.Can(by, identity.ReadFigures, identity.Object{}) != nil {
		return facts, nil
	}
	b, err := o.Book(ctx)
	if err != nil {
		return facts, err
	}
	for suffix, of := range map[string]report.Period{"": p, lastYear: p.YearBefore()} {
		w := weigher{office: o, book: b, period: of, suffix: suffix, now: o.Now()}
		if err := w.weigh(ctx); err != nil {
			return facts, err
		}
		facts.Figures = append(facts.Figures, w.figures...)
		if suffix == "" {
			facts.Lists = append(facts.Lists, w.table())
		}
	}
	return facts, nil
}

// weigher sorts the dossiers of one period by what they are counted as.
type weigher struct {
	office  *Office
	book    *Book
	period  report.Period
	suffix  string
	now     time.Time
	fields  []string // in the order met
	figures []report.Figure
	groups  map[string]*group // by scope; "" is the whole
}

type group struct {
	columns map[report.Column][]report.Source
	byWhom  map[string][]report.Source
	days    map[int][]report.Source // working days late
	waiting []report.Source
}

const factsAtOnce = 1000 // dossiers of one page

func (w *weigher) weigh(ctx context.Context) error {
	w.groups = map[string]*group{"": newGroup()}
	all := store.Counted{Cell: report.Cell{From: w.period.From, To: w.period.To, By: report.ByField, Total: true, Column: report.ColumnReceived}, Now: w.now}
	for f := (store.Filter{Scope: store.Scope{All: true}, Counted: &all, Limit: factsAtOnce}); ; {
		list, err := w.office.store.Dossiers(ctx, f)
		if err != nil {
			return err
		}
		for _, s := range list {
			if err := w.take(ctx, s); err != nil {
				return err
			}
		}
		if len(list) < factsAtOnce {
			break
		}
		f.After = summaryCursor(list[len(list)-1])
	}
	scopes := make([]string, 0, len(w.groups))
	for scope := range w.groups {
		scopes = append(scopes, scope)
	}
	slices.Sort(scopes)
	for _, scope := range scopes {
		w.tell(scope, w.groups[scope])
	}
	return nil
}

func newGroup() *group {
	return &group{columns: map[report.Column][]report.Source{}, byWhom: map[string][]report.Source{}, days: map[int][]report.Source{}}
}

func (w *weigher) group(scope string) *group {
	if w.groups[scope] == nil {
		w.groups[scope] = newGroup()
	}
	return w.groups[scope]
}

func (w *weigher) take(ctx context.Context, s dossier.Summary) error {
	columns := report.ColumnsOf(s, w.period, w.now)
	waiting := false
	if slices.Contains(columns, report.ColumnOpen) {
		var err error
		if waiting, err = w.waited(ctx, s); err != nil {
			return err
		}
	}
	groups := []*group{w.group("")}
	if s.Field != "" {
		if !slices.Contains(w.fields, s.Field) {
			w.fields = append(w.fields, s.Field)
		}
		groups = append(groups, w.group(s.Field))
	}
	if s.LeadUnit != "" {
		groups = append(groups, w.group(s.LeadUnit))
	}
	row := report.Source{Noun: "dossier", ID: s.Code, Text: s.ProcedureName}
	for _, g := range groups {
		for _, c := range columns {
			g.columns[c] = append(g.columns[c], row)
		}
		if slices.Contains(columns, report.ColumnLate) {
			g.byWhom[s.LateAgency] = append(g.byWhom[s.LateAgency], row)
			n := w.daysLate(s)
			g.days[n] = append(g.days[n], row)
		}
		if waiting {
			g.waiting = append(g.waiting, row)
		}
	}
	return nil
}

// waited tells whether a dossier waited for the opinions of other agencies at
// the end of the period: what its facts up to then say.
func (w *weigher) waited(ctx context.Context, s dossier.Summary) (bool, error) {
	log, err := w.office.store.Facts(ctx, s.Code)
	if err != nil || len(log.Events) == 0 {
		return false, err
	}
	_, to := w.period.Instants()
	n := len(log.Events)
	for n > 1 && log.Events[n-1].At.After(to) {
		n--
	}
	d, err := w.book.rebuild(log.Events[:n])
	if err != nil {
		return false, err
	}
	return d.Status == dossier.Consulting, nil
}

// daysLate is how many working days after its date a dossier was concluded, one
// at least; where the calendar does not tell, days.
func (w *weigher) daysLate(s dossier.Summary) int {
	due, end := calendar.DateOf(s.Due), calendar.DateOf(s.EndedAt)
	n := due.DaysUntil(end)
	if lead, err := w.book.Calendars.Named(w.book.Calendars.Default); err == nil {
		if counted, err := lead.WorkingDays(due, end); err == nil {
			n = counted
		}
	}
	return max(n, 1)
}

func (w *weigher) tell(scope string, g *group) {
	add := func(key string, rows []report.Source, of int) {
		w.figures = append(w.figures, report.Figure{Key: key + w.suffix, Scope: scope, Value: int64(len(rows)), Of: int64(of), Rows: rows})
	}
	whole := map[report.Column]report.Column{
		report.ColumnOnline: report.ColumnReceived, report.ColumnDirect: report.ColumnReceived, report.ColumnCarried: report.ColumnReceived,
		report.ColumnResolved: report.ColumnReceived, report.ColumnOpen: report.ColumnReceived,
		report.ColumnEarly: report.ColumnResolved, report.ColumnOnTime: report.ColumnResolved, report.ColumnLate: report.ColumnResolved,
		report.ColumnInTime: report.ColumnOpen, report.ColumnOverdue: report.ColumnOpen,
	}
	for _, c := range report.Columns() {
		add(FigureKey(c), g.columns[c], len(g.columns[whole[c]]))
	}
	add("dossier.inGoodTime", slices.Concat(g.columns[report.ColumnEarly], g.columns[report.ColumnOnTime]), len(g.columns[report.ColumnResolved]))
	add("dossier.consulting", g.waiting, len(g.columns[report.ColumnOpen]))
	if scope != "" || len(g.days) == 0 {
		return
	}
	least, most := 1<<30, 0
	for n := range g.days {
		least, most = min(least, n), max(most, n)
	}
	for key, n := range map[string]int{"dossier.lateDays.min": least, "dossier.lateDays.max": most} {
		w.figures = append(w.figures, report.Figure{Key: key + w.suffix, Value: int64(n), Unit: report.Days, Rows: g.days[n]})
	}
	for agency, rows := range g.byWhom {
		w.figures = append(w.figures, report.Figure{Key: "dossier.lateBy" + w.suffix, Scope: agency, Value: int64(len(rows)),
			Of: int64(len(g.columns[report.ColumnLate])), Rows: rows})
	}
}

// table is biểu II.06a by field, for the annex of a report.
func (w *weigher) table() report.List {
	list := report.List{Key: "dossier.byField", Columns: []string{"field"}}
	for _, c := range report.Columns() {
		list.Columns = append(list.Columns, string(c))
	}
	slices.Sort(w.fields)
	for _, field := range w.fields {
		row := report.ListRow{Cells: []string{field}, Source: report.Source{Noun: "field", ID: field, Text: field}}
		for _, c := range report.Columns() {
			row.Cells = append(row.Cells, strconv.Itoa(len(w.groups[field].columns[c])))
		}
		list.Rows = append(list.Rows, row)
	}
	return list
}
