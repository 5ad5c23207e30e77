package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"motcua"
	"motcua/audit"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/deadline"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/flow"
	"motcua/internal/web/view/work"

	"github.com/a-h/templ"
)

const (
	factsShown = 4  // of an entry without unfolding it
	factsMost  = 60 // of an entry at all: an import of a procedure changes hundreds
)

// auditLog shows who changed what is no dossier, and what it was before.
func (w *Web) auditLog(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	query := r.URL.Query()
	q := office.AuditQuery{Person: query.Get("nguoi"), Action: query.Get("viec"), Object: query.Get("doi-tuong"), After: query.Get("sau")}
	log, wrong := w.office.AuditLog(r.Context(), d.actor, q)
	if wrong != nil && motcua.KindOf(wrong) != motcua.Invalid {
		return wrong
	}
	problems := component.ProblemsOf(d.p, wrong)
	for i := range problems {
		if problems[i].Field == "action" {
			problems[i].Field = "viec"
		}
	}
	page := w.page(r, "audit.title")
	page.Faulty = len(problems) > 0
	all := w.address("audit")
	sheet := component.Sheet{Caption: page.Title, Columns: []component.Column{{Label: d.p.T("audit.at")}, {Label: d.p.T("audit.by")}, {Label: d.p.T("audit.action")}, {Label: d.p.T("audit.object")}, {Label: d.p.T("audit.facts")}}}
	for _, e := range log.Items {
		object := component.Text(d.p.T("audit.many"))
		if e.Object != "" {
			object = component.LinkTo(component.Link{Label: e.Object, Href: with(all, "doi-tuong", e.Object)})
		}
		sheet.Rows = append(sheet.Rows, component.Row{Cells: []templ.Component{component.Text(d.p.Instant(e.At)), d.auditAuthor(e), component.Text(d.auditAction(e.Action)), object, d.auditFacts(e.Facts)}})
	}
	l := work.List{Head: component.Head{Title: page.Title, Lead: d.p.T("audit.lead")}, Sheet: sheet, Filter: d.auditFilter(all, q, log, problems),
		Empty: component.Nothing{Title: d.p.T("audit.none"), Icon: "history"}}
	if len(problems) > 0 {
		l.Top, l.Empty.Title = component.ErrorSummary(d.p, problems), d.p.T("audit.unread")
	}
	if log.Next != "" {
		l.Pages.Next = with(all, "nguoi", q.Person, "viec", q.Action, "doi-tuong", q.Object, "sau", log.Next)
	}
	return w.render(rw, r, statusFor(problems), work.Show(page, l))
}

func (d reader) auditFilter(all string, q office.AuditQuery, log office.AuditLog, problems component.Problems) *work.Filter {
	people := []component.Choice{{Label: d.p.T("audit.anybody"), Chosen: q.Person == ""}}
	for _, p := range log.People {
		people = append(people, component.Choice{Value: p.ID, Label: d.p.T("audit.person", "Name", p.Name, "ID", p.ID), Chosen: p.ID == q.Person})
	}
	acts := []component.Choice{{Label: d.p.T("audit.anything"), Chosen: q.Action == ""}}
	for _, action := range office.AuditActions() {
		acts = append(acts, component.Choice{Value: action, Label: d.auditAction(action), Chosen: action == q.Action})
	}
	f := &work.Filter{Filter: component.Filter{Action: all},
		Fields: []component.Field{{Name: "doi-tuong", Label: d.p.T("audit.object"), Hint: d.p.T("audit.object.hint"), Value: q.Object}},
		Selects: []work.Select{{Field: component.Field{Name: "nguoi", Label: d.p.T("audit.by")}, Choices: people},
			{Field: component.Field{Name: "viec", Label: d.p.T("audit.action"), Error: problems.Of("viec")}, Choices: acts}}}
	if q.Person+q.Action+q.Object != "" {
		f.Clear = all
	}
	return f
}

// auditAction is the name of an act; one of an older release keeps its word.
func (d reader) auditAction(action string) string {
	if key := "audit.action." + action; d.p.Has(key) {
		return d.p.T(key)
	}
	return action
}

func (d reader) auditAuthor(e office.AuditEntry) templ.Component {
	below := e.By.Person
	if e.By.For != "" {
		below = d.p.T("audit.for", "Person", e.By.Person, "For", e.By.For)
	}
	return component.TextWith(e.By.Name, below)
}

// auditFacts are the facts of an entry, those beyond the first few folded away.
func (d reader) auditFacts(facts []audit.Fact) templ.Component {
	left := max(len(facts)-factsMost, 0)
	var drawn []component.Fact
	for _, f := range facts[:len(facts)-left] {
		drawn = append(drawn, d.auditFact(f))
	}
	if left > 0 {
		drawn = append(drawn, component.Fact{Name: d.p.T("audit.left"), Text: strconv.Itoa(left)})
	}
	if len(drawn) == 0 {
		return component.Text("–")
	}
	if len(drawn) <= factsShown {
		return component.Facts(drawn)
	}
	return templ.Join(component.Facts(drawn[:factsShown]), work.Folded(d.p.T("audit.more", "Count", len(drawn)-factsShown), drawn[factsShown:]))
}

func (d reader) auditFact(f audit.Fact) component.Fact {
	names := slices.Clone(f.Path)
	for i, name := range names {
		if key := "audit.field." + strings.ToLower(name); d.p.Has(key) {
			names[i] = d.p.T(key)
		} else if day, err := calendar.ParseDate(name); err == nil {
			names[i] = d.p.Date(day)
		}
	}
	before, after := d.auditValue(f.Path, f.Before), d.auditValue(f.Path, f.Value)
	drawn := component.Fact{Name: strings.Join(names, " › "), Text: after}
	if len(names) == 0 {
		drawn.Name = d.p.T("audit.value")
	}
	if f.Changed {
		drawn.Text = d.p.T("audit.change", "Before", before, "After", after)
	}
	if f.Hidden {
		drawn.Text = d.p.T("audit.hidden")
	}
	return drawn
}

// auditValue says a value as pages do; one that is no code of ours is shown as
// it was kept.
func (d reader) auditValue(path []string, value string) string {
	switch value {
	case "":
		return "–"
	case "true":
		return d.p.T("audit.true")
	case "false":
		return d.p.T("audit.false")
	}
	name := ""
	if len(path) > 0 {
		name = strings.ToLower(path[len(path)-1])
	}
	switch name {
	case "role":
		return d.wordOf("identity.role.", value)
	case "kind":
		return d.wordOf("catalogue.legKind.", value)
	case "agency":
		return d.book.Agency(value).Name
	case "unit":
		return d.unitNamed(value)
	case "share", "term":
		if term, err := deadline.ParseTerm(value); err == nil {
			return d.p.Text(term.Text())
		}
	case "when":
		if when, err := catalogue.ParseCondition(value); err == nil {
			return flow.When(d.p, when)
		}
	}
	if day, err := calendar.ParseDate(value); err == nil {
		return d.p.Date(day)
	}
	return value
}

// wordOf is the word for a code, the code itself when there is none.
func (d reader) wordOf(prefix, code string) string {
	if key := prefix + code; d.p.Has(key) {
		return d.p.T(key)
	}
	return code
}
