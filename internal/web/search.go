package web

import (
	"net/http"
	"slices"
	"strings"

	"motcua"
	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/find"
	"motcua/internal/web/view/layout"
	"motcua/register"

	"github.com/a-h/templ"
)

// recentKey holds in a session the codes of the dossiers opened last.
const recentKey = "recent"

const recentKept = 8

// search looks through everything that the reader may see.
func (w *Web) search(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	text := strings.TrimSpace(r.URL.Query().Get("q"))
	page := w.page(r, "search.title")
	found := find.Results{Head: component.Head{Title: page.Title}, Filter: component.Filter{Action: w.address("search")},
		Field: component.Field{Name: "q", Label: d.p.T("search.field"), Hint: d.p.T("search.hint"), Kind: "search", Value: text}}
	if text == "" {
		return w.recent(rw, r, d, page, found)
	}
	groups, err := w.office.Search(r.Context(), d.actor, text)
	if fault, ok := motcua.AsFault(err); ok && fault.Kind == motcua.Invalid {
		found.Field.Error = d.p.Text(fault.Text)
		return w.render(rw, r, http.StatusUnprocessableEntity, find.Show(page, found))
	}
	if err != nil {
		return err
	}
	if code, ok := onlyCode(groups, text); ok {
		return w.redirect(rw, r, w.address("dossier", code))
	}
	total := 0
	for _, g := range groups {
		total += g.Count
		found.Groups = append(found.Groups, d.foundGroup(g, text))
	}
	if total > 0 {
		found.Head.Lead = d.p.T("search.lead", "Groups", len(groups))
	} else {
		found.Empty = &component.Nothing{Title: d.p.T("search.nothing", "Text", text), Text: d.p.T("search.nothing.do"), Icon: "search"}
		found.Ways = []component.Action{{Label: d.p.T("work.empty.all"), Href: w.address("dossiers"), Icon: "folder-open"}}
	}
	return w.render(rw, r, http.StatusOK, find.Show(page, found))
}

// onlyCode is the code of the one dossier found, when it is what was typed.
func onlyCode(groups []office.FoundGroup, text string) (string, bool) {
	if len(groups) != 1 || groups[0].Kind != office.FoundDossiers || groups[0].Count != 1 {
		return "", false
	}
	code := groups[0].Hits[0].Code
	return code, code == dossier.ReadCode(text)
}

// recent shows, while nothing is looked for, what the reader opened last.
func (w *Web) recent(rw http.ResponseWriter, r *http.Request, d reader, page layout.Page, found find.Results) error {
	hits, err := w.office.Recent(r.Context(), d.actor, w.recentCodes(r))
	if err != nil {
		return err
	}
	if len(hits) == 0 {
		found.Empty = &component.Nothing{Title: d.p.T("search.recent.none"), Text: d.p.T("search.recent.do"), Icon: "search"}
	} else {
		g := d.foundGroup(office.FoundGroup{Kind: office.FoundDossiers, Hits: hits, Count: len(hits)}, "")
		g.Title, g.Sheet.Caption = d.p.T("search.recent"), d.p.T("search.recent")
		found.Groups = []find.Group{g}
	}
	return w.render(rw, r, http.StatusOK, find.Show(page, found))
}

func (w *Web) recentCodes(r *http.Request) []string {
	return strings.Fields(w.sessions.GetString(r.Context(), recentKey))
}

// opened remembers in the session that the reader has opened a dossier.
func (w *Web) opened(r *http.Request, code string) {
	codes := w.recentCodes(r)
	if len(codes) > 0 && codes[0] == code {
		return
	}
	codes = slices.Insert(slices.DeleteFunc(codes, func(c string) bool { return c == code }), 0, code)
	w.sessions.Put(r.Context(), recentKey, strings.Join(codes[:min(len(codes), recentKept)], " "))
}

// foundGroup draws one group; each kind says what its columns are.
func (d reader) foundGroup(g office.FoundGroup, text string) find.Group {
	title := d.p.T("search.group."+g.Kind, "Count", g.Count)
	if g.More {
		title = d.p.T("search.group."+g.Kind+".more", "Count", g.Count)
	}
	drawn := find.Group{ID: "nhom-" + g.Kind, Title: title, Sheet: component.Sheet{Caption: title, Keys: true}}
	columns, cells := d.foundColumns(g.Kind)
	for _, key := range columns {
		drawn.Sheet.Columns = append(drawn.Sheet.Columns, component.Column{Label: d.p.T(key)})
	}
	for _, hit := range g.Hits {
		drawn.Sheet.Rows = append(drawn.Sheet.Rows, component.Row{Cells: cells(hit)})
	}
	if g.Kind == office.FoundDossiers && g.Count > len(g.Hits) {
		drawn.All = &component.Link{Label: d.p.T("search.all"), Href: with(d.address("dossiers"), "q", text)}
	}
	return drawn
}

func (d reader) foundColumns(kind string) ([]string, func(office.Hit) []templ.Component) {
	toDossier := func(h office.Hit, label string) component.Link {
		return component.Link{Label: label, Href: d.address("dossier", h.Code)}
	}
	switch kind {
	case office.FoundPeople:
		return []string{"search.column.name", "search.column.number", "search.column.phone", "search.column.dossiers"}, func(h office.Hit) []templ.Component {
			link := toDossier(h, h.Name)
			if h.Dossiers > 1 {
				link.Href = with(d.address("dossiers"), "q", h.Name)
			}
			kind := "dossier.party." + dossier.OrganizationParty
			if h.Person {
				kind = "dossier.party." + dossier.PersonParty
			}
			return []templ.Component{component.LinkWith(link, d.p.T(kind)), component.Text(h.Number), component.Text(h.Phone), component.Text(d.p.Value(h.Dossiers))}
		}
	case office.FoundProcedures:
		page := "procedure"
		if mayOpen(d.actor, d.w.routes["catalogue.procedure"]) {
			page = "catalogue.procedure"
		}
		return []string{"search.column.code", "search.column.procedure"}, func(h office.Hit) []templ.Component {
			return []templ.Component{component.LinkWith(component.Link{Label: h.Procedure, Href: d.address(page, h.Procedure)}, ""), component.Text(h.ProcedureName)}
		}
	case office.FoundPapers:
		return []string{"search.column.document", "search.column.title", "work.column.dossier"}, func(h office.Hit) []templ.Component {
			title := h.Paper.Title
			if h.Paper.Agency != "" {
				title = d.p.T("search.opinion", "Agency", d.book.Agency(h.Paper.Agency).Name)
			}
			return []templ.Component{component.LinkWith(toDossier(h, h.Paper.Number), h.Paper.Date), component.Text(title), component.TextWith(h.Code, h.Name)}
		}
	case office.FoundDocuments:
		return []string{"search.column.document", "search.column.title", "search.column.sender", "search.column.status"}, func(h office.Hit) []templ.Component {
			s := h.Document
			link := component.Link{Label: typed(s.Symbol, d.p.T("register.symbol.none")), Href: d.address("register.record", s.ID)}
			other := s.Sender
			if s.Direction == register.Out {
				other = s.Recipient
			}
			return []templ.Component{component.LinkWith(link, d.p.Date(s.Date)), component.TextWith(s.Subject, d.urgencyAndSecrecy(s.Content)),
				component.TextWith(other, d.p.T("search.direction."+string(s.Direction))), component.Tag(d.documentState(s.State))}
		}
	case office.FoundDossiers:
		return []string{"work.column.dossier", "work.column.applicant", "search.column.status"}, func(h office.Hit) []templ.Component {
			return []templ.Component{component.LinkWith(toDossier(h, h.Code), h.ProcedureName), component.Text(h.Name), component.Tag(d.status(h.Status))}
		}
	default:
		return []string{"search.column.title", "directive.column.unit", "search.column.status"}, d.foundRecord
	}
}

// foundRecord is the line of a record of the office.
func (d reader) foundRecord(h office.Hit) []templ.Component {
	r := h.Record
	page, states := r.Noun+".record", r.Noun+".stage."
	switch r.Noun {
	case office.FoundPlans:
		page, states = "plan", ""
	case office.FoundTasks:
		page, states = "plan.task", "plan.state."
	case office.FoundPublications:
		page, states = "control.record", "control.state."
	case office.FoundLegal:
		states = "legal.type."
	}
	unit, state, day := "", "", ""
	if r.Unit != "" {
		unit = d.unit(d.w.office.LeadAgency(), r.Unit)
	}
	if states != "" {
		state = d.p.T(states + r.State)
	}
	if !r.Day.IsZero() {
		day = d.p.Date(r.Day)
	}
	below := joined(r.Number, day)
	if r.Noun == office.FoundTasks {
		below = d.p.T("search.task", "No", r.Number, "Due", day)
	}
	return []templ.Component{component.TitleWith(component.Link{Label: r.Title, Href: d.address(page, r.ID)}, below), component.Text(unit), component.Text(state)}
}

// keys is the page of the shortcuts.
func (w *Web) keys(rw http.ResponseWriter, r *http.Request) error {
	p := w.printer(r)
	page := w.page(r, "keys.title")
	k := find.Keys{Head: component.Head{Title: page.Title, Lead: p.T("keys.lead")}, Action: page.Links.Display, Back: w.address("keys"),
		State: p.T("keys.state.on"), Turn: "off", Button: p.T("ui.keys.off"),
		Sheet: component.Sheet{Caption: page.Title, Columns: []component.Column{{Label: p.T("keys.column.key")}, {Label: p.T("keys.column.does")}, {Label: p.T("keys.column.where")}}}}
	if page.KeysOff {
		k.State, k.Turn, k.Button = p.T("keys.state.off"), "on", p.T("ui.keys.on")
	}
	for _, key := range layout.Keys() {
		where := p.T("keys.always")
		if key.Letter {
			where = p.T("keys.letter")
		}
		k.Sheet.Rows = append(k.Sheet.Rows, component.Row{Cells: []templ.Component{
			component.Text(strings.Join(key.Keys, "  ")), component.Text(p.T(key.Text)), component.Text(where)}})
	}
	return w.render(rw, r, http.StatusOK, find.ShowKeys(page, k))
}
