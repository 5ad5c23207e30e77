package web

import (
	"net/http"
	"strings"
	"time"

	"motcua/deadline"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/work"
)

// pile is one of the tabs of my work: what its list asks for.
type pile struct {
	name  string // in the address; "" is what is to be done
	query office.Query
}

func piles(a identity.Actor) []pile {
	list := []pile{
		{query: office.Query{Mine: true, OpenOnly: true}},
		{name: "sap-den-han", query: office.Query{Mine: true, Standing: deadline.DueSoon}},
		{name: "qua-han", query: office.Query{Mine: true, Standing: deadline.Overdue}},
		{name: "cho-y-kien", query: office.Query{Mine: true, Status: dossier.Consulting}},
		{name: "cho-bo-sung", query: office.Query{Mine: true, Status: dossier.Supplementing}},
		{name: "cho-tra", query: office.Query{Status: dossier.Resolved}},
	}
	if !a.Staff() {
		return list[:3]
	}
	return list
}

// work is what waits for the reader: errands first, then dossiers by urgency.
func (w *Web) work(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	s, err := d.seenOf(office.ListWork, r.URL.Query())
	if err != nil {
		return err
	}
	columns, err := d.columnsOf(r, s.list)
	if err != nil {
		return err
	}
	s.query.After = r.URL.Query().Get("sau")
	l := work.List{TabList: d.p.T("work.tabs"), Actions: d.aboveList(s), Bulk: d.bulk()}
	page := w.page(r, "work.title")
	var found office.Page[dossier.Summary]
	if s.pile.name == "" {
		mine, err := w.office.Work(r.Context(), d.actor, onlyWhen(!s.filtered, s.query.After), 0)
		if err != nil {
			return err
		}
		if s.query.After == "" && !s.filtered {
			if err := w.lentWork(r, d, &l); err != nil {
				return err
			}
			l.Errands = d.errands(mine.Errands)
			l.ErrandH = d.p.T("work.errands", "Count", len(mine.Errands))
		}
		found = mine.Dossiers
	}
	if s.pile.name != "" || s.filtered {
		if found, err = w.office.Dossiers(r.Context(), d.actor, s.query); err != nil {
			return err
		}
	}
	own, chosen, err := d.viewTabs(r, s)
	if err != nil {
		return err
	}
	if l.Tabs, err = w.pileTabs(r, d, s.pile.name, !chosen); err != nil {
		return err
	}
	base := with(w.address("work"), "nhom", s.pile.name)
	l.Head = component.Head{Title: page.Title, Lead: d.summed(l.Tabs)}
	l.Tabs = append(l.Tabs, own...)
	l.Filter = d.filter(base, s.query, s.filtered)
	l.Filter.Hidden = [][2]string{{"nhom", s.pile.name}}
	l.Sheet = d.table(d.p.T("work.list"), found.Items, columns, l.Bulk != nil)
	l.Pages = pages(r, found.Next)
	l.Empty, l.Ways = d.nothing(s.pile.name, s.filtered, base)
	return w.render(rw, r, http.StatusOK, work.Show(page, l))
}

func onlyWhen(holds bool, s string) string {
	if holds {
		return s
	}
	return ""
}

// summed sums the tabs up in a sentence.
func (d reader) summed(tabs []component.Tab) string {
	if len(tabs) < 3 {
		return ""
	}
	return d.p.T("work.lead", "Due", tabs[0].Count, "Soon", tabs[1].Count, "Late", tabs[2].Count)
}

func (w *Web) pileTabs(r *http.Request, d reader, chosen string, current bool) ([]component.Tab, error) {
	var list []component.Tab
	for _, pile := range piles(d.actor) {
		n, err := w.office.CountDossiers(r.Context(), d.actor, pile.query)
		if err != nil {
			return nil, err
		}
		list = append(list, component.Tab{Label: d.p.T("work.tab." + tabKey(pile.name)), Count: n,
			Href: with(w.address("work"), "nhom", pile.name), Current: current && pile.name == chosen})
	}
	return list, nil
}

func tabKey(name string) string {
	if name == "" {
		return "all"
	}
	return name
}

// errands words what waits beside the dossiers.
func (d reader) errands(list []office.Errand) []work.Errand {
	var all []work.Errand
	for _, e := range list {
		item := work.Errand{Hidden: e.ID, Title: component.Link{Label: e.Code + " · " + e.ProcedureName, Href: d.address("dossier", e.Code)},
			Text: e.Applicant}
		switch e.Kind {
		case dossier.ErrandTake:
			item.What = component.Label{Text: d.p.T("work.errand.take"), Tone: component.Info, Icon: "inbox"}
			item.Text = d.p.T("work.errand.given", "Applicant", e.Applicant, "At", e.AskedAt)
			item.Action = component.Action{Label: d.p.T("page.deed.take"), Icon: "check", To: d.address("take"), Look: component.Primary, Small: true}
		case dossier.ErrandAnswer:
			item.What = component.Label{Text: d.p.T("work.errand.answer"), Tone: component.Pause, Icon: "message-square"}
			item.Due = d.dueAt(e.Due)
			item.Title.Href = d.address("opinion", e.ID)
			item.Action = component.Action{Label: d.p.T("page.deed.answer"), Icon: "pen-line", Href: d.address("opinion", e.ID), Small: true}
		case dossier.ErrandCheck:
			item.What = component.Label{Text: d.p.T("work.errand.check"), Tone: component.Info, Icon: "file-plus"}
			item.Text = d.p.T("work.errand.sent", "Applicant", e.Applicant, "At", e.AskedAt)
			item.Action = component.Action{Label: d.p.T("page.deed.takePapers"), Icon: "file-plus", Href: d.address("deed.takePapers", e.Code), Small: true}
		default:
			item.What = component.Label{Text: d.p.T("work.errand.decide"), Tone: component.Warn, Icon: "calendar-clock"}
			item.Due = d.dueAt(e.Due)
			item.Action = component.Action{Label: d.p.T("page.deed.decide"), Icon: "calendar-clock", Href: d.address("moreTime", e.ID), Small: true}
		}
		all = append(all, item)
	}
	return all
}

// dueAt is how an instant stands to now.
func (d reader) dueAt(at time.Time) *component.Due {
	margin := d.margin(at)
	return &component.Due{Date: at, Now: d.now, FullDay: d.lead.FullDay(), Margin: margin, Standing: d.standing(at, margin)}
}

// filter is the form above a list; its values stay.
func (d reader) filter(base string, q office.Query, filtered bool) *work.Filter {
	choices := []component.Choice{{Value: "", Label: d.p.T("work.filter.allProcedures")}}
	for _, p := range d.book.Procedures {
		choices = append(choices, component.Choice{Value: p.Code, Label: p.Code + " " + shorten(p.Name, 60)})
	}
	f := &work.Filter{Filter: component.Filter{Action: strings.Split(base, "?")[0]},
		Fields: []component.Field{{Name: "q", Label: d.p.T("work.filter.text"), Kind: "search", Value: q.Text}},
		Selects: []work.Select{{Field: component.Field{Name: "thu-tuc", Label: d.p.T("work.filter.procedure"), Value: q.Procedure},
			Choices: choices}}}
	if filtered {
		f.Clear = base
	}
	return f
}

func shorten(s string, most int) string {
	letters := []rune(s)
	if len(letters) <= most {
		return s
	}
	return strings.TrimRight(string(letters[:most-1]), " ,") + "…"
}

func (d reader) nothing(pile string, filtered bool, clear string) (component.Nothing, []component.Action) {
	if filtered {
		return component.Nothing{Title: d.p.T("work.empty.filtered"), Text: d.p.T("work.empty.filtered.do"), Icon: "search"},
			[]component.Action{{Label: d.p.T("component.filter.clear"), Href: clear}}
	}
	return component.Nothing{Title: d.p.T("work.empty." + emptyKey(pile)), Text: d.p.T("work.empty.do"), Icon: "circle-check"},
		[]component.Action{{Label: d.p.T("work.empty.all"), Href: d.address("dossiers"), Icon: "folder-open"}}
}

// pages leads to the next part of a list; back is the browser's own way.
func pages(r *http.Request, next string) component.Pages {
	q := r.URL.Query()
	var p component.Pages
	if q.Get("sau") != "" {
		q.Del("sau")
		p.Previous = r.URL.EscapedPath()
		if len(q) > 0 {
			p.Previous += "?" + q.Encode()
		}
	}
	if next != "" {
		q.Set("sau", next)
		p.Next = r.URL.EscapedPath() + "?" + q.Encode()
	}
	return p
}

func emptyKey(pile string) string {
	if pile == "" {
		return "mine"
	}
	return pile
}
