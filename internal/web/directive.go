package web

import (
	"net/http"
	"net/url"
	"strconv"

	"motcua/calendar"
	"motcua/directive"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"
	"motcua/internal/web/view/reform"
	"motcua/internal/web/view/work"
	"motcua/record"

	"github.com/a-h/templ"
)

// directives lists the directives that the reader may know of, with filters that
// can be shared as an address.
func (w *Web) directives(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	f := r.URL.Query()
	unit, person := unitAndPerson(f.Get("phong"))
	q := office.DirectiveQuery{Status: directive.Status(f.Get("trang-thai")), Unit: unit, Person: person, Mine: f.Get("xem") == "cua-toi", Open: f.Get("xem") == "chua-xong",
		Issuer: f.Get("co-quan"), Text: f.Get("q"), Inspections: f.Get("xem") == "kien-nghi"}
	q.Skip, _ = strconv.Atoi(f.Get("sau")) // what is no number begins at the start
	if q.From, err = readDate("tu", f.Get("tu")); err != nil {
		return err
	}
	if q.To, err = readDate("den", f.Get("den")); err != nil {
		return err
	}
	list, err := w.office.Directives(r.Context(), d.actor, q)
	if err != nil {
		return err
	}
	people, err := w.office.RegisterPeople(r.Context())
	if err != nil {
		return err
	}
	page, next := w.page(r, "directive.nav"), ""
	if list.Next > 0 {
		next = strconv.Itoa(list.Next)
	}
	l := work.List{Head: component.Head{Title: page.Title, Lead: d.p.T("directive.counted", "Count", list.Total)}, TabList: d.p.T("directive.column.state"), Tabs: d.directiveTabs(list, f),
		Filter: d.directiveFilter(list, people, f), Sheet: d.directiveSheet(page.Title, list.Items), Pages: pages(r, next),
		Empty: component.Nothing{Title: d.p.T("directive.empty"), Text: d.p.T("directive.empty.do"), Icon: "inbox"}}
	if mayOpen(d.actor, w.routes["directive.new"]) {
		l.Actions = append(l.Actions, component.Action{Label: d.p.T("directive.new"), Icon: "plus", Look: component.Primary, Href: w.address("directive.new")})
	}
	l.Actions = append(l.Actions, component.Action{Label: d.p.T("directive.month"), Icon: "list-checks", Href: w.address("directives.month")})
	return w.render(rw, r, http.StatusOK, work.Show(page, l))
}

// directiveTabs are the statuses with how many directives each has.
func (d reader) directiveTabs(list office.DirectivePage, f url.Values) []component.Tab {
	base, chosen, all := url.Values{}, f.Get("trang-thai"), 0
	for name, values := range f {
		if name != "trang-thai" && name != "sau" {
			base[name] = values
		}
	}
	tabs := []component.Tab{{Label: d.p.T("directive.all"), Href: withQuery(d.address("directive"), base), Current: chosen == ""}}
	for _, s := range directive.Statuses() {
		n := list.Counts[s]
		all += n
		if n == 0 && chosen != string(s) {
			continue
		}
		base.Set("trang-thai", string(s))
		tabs = append(tabs, component.Tab{Label: d.p.T("directive.status." + string(s)), Count: n, Href: withQuery(d.address("directive"), base), Current: chosen == string(s)})
	}
	tabs[0].Count = all
	return tabs
}

func (d reader) directiveFilter(list office.DirectivePage, people []identity.Person, f url.Values) *work.Filter {
	field := func(name, key string) component.Field {
		return component.Field{Name: name, Label: d.p.T("register.filter." + key), Value: f.Get(name)}
	}
	words, from, to := field("q", "words"), field("tu", "from"), field("den", "to")
	words.Kind, from.InputMode, to.InputMode = "search", "numeric", "numeric"
	issuer, unit := field("co-quan", "any"), field("phong", "unit")
	issuer.Label, unit.Label = d.p.T("directive.column.issuer"), d.p.T("directive.column.unit")
	issuers := []component.Choice{{Label: d.p.T("register.filter.any")}}
	for _, name := range list.Issuers {
		issuers = append(issuers, component.Choice{Value: name, Label: name})
	}
	view := []component.Choice{{Label: d.p.T("register.filter.any")}, {Value: "chua-xong", Label: d.p.T("directive.view.open")}, {Value: "cua-toi", Label: d.p.T("register.filter.mine")}, {Value: "kien-nghi", Label: d.p.T("inspection.todo")}}
	filter := &work.Filter{Filter: component.Filter{Action: d.address("directive")}, Fields: []component.Field{words, from, to},
		Selects: []work.Select{{Field: unit, Choices: d.unitsAndPeople("register.filter.any", people)}, {Field: issuer, Choices: issuers}, {Field: field("xem", "view"), Choices: view}}}
	if s := f.Get("trang-thai"); s != "" {
		filter.Hidden = append(filter.Hidden, [2]string{"trang-thai", s})
	}
	if len(f) > 0 {
		filter.Clear = d.address("directive")
	}
	return filter
}

func (d reader) directiveSheet(caption string, list []*office.DirectiveView) component.Sheet {
	sheet := component.Sheet{Caption: caption, Keys: true}
	for _, c := range []string{"order", "source", "issuer", "unit", "due", "state"} {
		sheet.Columns = append(sheet.Columns, component.Column{Label: d.p.T("directive.column." + c)})
	}
	for _, v := range list {
		link := component.Link{Label: v.Title(), Href: d.address("directive.record", v.ID)}
		sheet.Rows = append(sheet.Rows, component.Row{ID: "cd-" + v.ID, Cells: []templ.Component{component.TitleWith(link, ""), component.TextWith(d.sourceName(v.Source), d.sourceDay(v.Directive)),
			component.Text(v.Source.Issuer), component.Text(d.charge(v.Charge)), d.directiveDue(v), component.Tag(d.directiveState(v))}})
	}
	return sheet
}

func (d reader) sourceName(s directive.Source) string {
	switch {
	case s.Number != "":
		return s.Number
	case s.Dossier != "":
		return d.p.T("directive.ofDossier", "Code", s.Dossier)
	}
	return d.p.T("directive.byWord")
}

func (d reader) sourceDay(v *directive.Directive) string {
	if v.Source.Date.IsZero() {
		return d.p.Date(v.GivenOn)
	}
	return d.p.Date(v.Source.Date)
}

func (d reader) charge(c directive.Charge) string {
	return joined(d.unit(d.w.office.LeadAgency(), c.Unit), c.Name)
}

// directiveDue is the cell of the date: how long is left while it is open.
func (d reader) directiveDue(v *office.DirectiveView) templ.Component {
	switch {
	case v.By.IsZero():
		return component.Text(d.p.T("directive.by.none"))
	case v.IsOpen() && !v.Waiting:
		return component.DueTag(d.p, *d.dueAt(v.Due))
	}
	return component.Text(d.p.Date(v.By))
}

func (d reader) directiveState(v *office.DirectiveView) component.Label {
	label := component.Label{Text: d.p.T("directive.status." + string(v.Status)), Icon: "clock", Tone: component.Info}
	switch {
	case v.Waiting:
		label = component.Label{Text: d.p.T("directive.stage.reported"), Icon: "inbox", Tone: component.Info}
	case v.Status == directive.DoneIn:
		label.Icon, label.Tone = "check", component.OK
	case v.Status == directive.DoneLate:
		label.Icon, label.Tone = "check", component.Warn
	case v.Status == directive.Overdue:
		label.Icon, label.Tone = "triangle-alert", component.Bad
	case v.Status == directive.Extend, v.Status == directive.SentBack:
		label.Icon, label.Tone = "circle-pause", component.Warn
	case v.Status == directive.Recalled, v.Status == directive.Undated:
		label.Icon, label.Tone = "info", component.Neutral
	}
	return label
}

// showDirective draws what the page of a directive has of its own.
func showDirective(w *Web, r *http.Request, d reader, rec reformRecord) (reform.Record, error) {
	v := rec.of.(*office.DirectiveView)
	page := reform.Record{Head: component.Head{Title: d.p.T("directive.title", "Title", rec.title), Lead: v.Source.Issuer, Labels: []component.Label{d.directiveState(v)}},
		Holder: d.charge(v.Charge), Watch: []reform.Watch{d.directiveWatch(v)}}
	if v.Waiting {
		page.Head.Labels = append(page.Head.Labels, component.Label{Text: d.p.T("directive.status." + string(v.Status)), Icon: "clock", Tone: component.Neutral})
	}
	if v.Result == nil {
		return page, nil
	}
	result := reform.Part{Title: d.p.T("directive.result"), Text: v.Result.Text, Facts: told([]component.Fact{
		{Name: d.p.T("directive.field.number"), Text: v.Result.Number}, {Name: d.p.T("directive.result.at"), Text: joined(d.p.Instant(v.Result.At), v.Result.By)}})}
	var err error
	result.Links, err = w.reformFiles(r, "directive.file", v.ID, v.Result.Files)
	page.Parts = append(page.Parts, result)
	return page, err
}

func (d reader) directiveNotes(v *office.DirectiveView) []dossierview.Note {
	note := func(tone component.Tone, key, text string, pairs ...any) []dossierview.Note {
		return []dossierview.Note{{Notice: component.Notice{Tone: tone, Title: d.p.T(key, pairs...)}, Text: text}}
	}
	switch v.Stage {
	case directive.Asking:
		return note(component.Warn, "directive.note.asking", v.Asked.Reason, "Date", v.Asked.Day, "By", v.By)
	case directive.Returned:
		return note(component.Warn, "directive.note.returned", v.Reason)
	case directive.Withdrawn:
		return note(component.Neutral, "directive.note.withdrawn", v.Reason)
	default:
		return nil
	}
}

func (d reader) directiveWatch(v *office.DirectiveView) reform.Watch {
	watch := reform.Watch{Title: d.p.T("directive.column.due")}
	switch {
	case v.By.IsZero():
		watch.Tag = &component.Label{Text: d.p.T("directive.by.none"), Tone: component.Neutral, Icon: "info"}
	case v.IsOpen() && !v.Waiting:
		watch.Due = d.dueAt(v.Due)
	case v.Late:
		watch.Tag = &component.Label{Text: d.p.T("register.clock.missed", "Date", v.Due), Tone: component.Bad, Icon: "triangle-alert"}
	default:
		watch.Tag = &component.Label{Text: d.p.T("register.clock.kept", "Date", v.Due), Tone: component.OK, Icon: "check"}
	}
	return watch
}

func (d reader) directiveFacts(v *office.DirectiveView) []component.Fact {
	fact := func(key, text string) component.Fact {
		return component.Fact{Name: d.p.T("directive.column." + key), Text: text}
	}
	var supporting []string
	for _, id := range v.Supporting {
		supporting = append(supporting, d.unit(d.w.office.LeadAgency(), id))
	}
	day := func(day calendar.Date) string {
		if day.IsZero() {
			return ""
		}
		return d.p.Date(day)
	}
	facts := []component.Fact{fact("number", v.Source.Number), fact("date", day(v.Source.Date)), fact("issuer", v.Source.Issuer), fact("title", v.Source.Title),
		fact("given", d.p.Date(v.GivenOn)), fact("unit", d.charge(v.Charge)), fact("supporting", joined(supporting...)), fact("due", day(v.By)), fact("was", day(v.Was))}
	if v.Source.Document != "" {
		facts = append(facts, component.Fact{Name: d.p.T("directive.column.document"), Value: component.LinkTo(component.Link{Label: typed(v.Source.Number, d.p.T("register.note.old")), Href: d.address("register.record", v.Source.Document)})})
	}
	if v.Source.Inspection != "" && identity.Can(d.actor, identity.ReadReform, identity.Object{LeadAgency: d.w.office.LeadAgency()}) == nil {
		facts = append(facts, component.Fact{Name: d.p.T("inspection.nav"), Value: component.LinkTo(component.Link{Label: v.Source.Title, Href: d.address("inspection.record", v.Source.Inspection)})})
	}
	if v.Source.Dossier != "" {
		facts = append(facts, component.Fact{Name: d.p.T("directive.column.dossier"), Value: component.LinkTo(component.Link{Label: v.Source.Dossier, Href: d.address("dossier", v.Source.Dossier)})})
	}
	return told(facts)
}

func tellDirective(d reader, fact record.Fact) (title, detail string) {
	day := func(day calendar.Date) string {
		if day.IsZero() {
			return d.p.T("directive.by.none")
		}
		return d.p.T("register.limit.until", "Date", day)
	}
	switch f := fact.(type) {
	case directive.Given:
		return "", joined(d.charge(f.Charge), day(f.By))
	case directive.Reassigned:
		return "", joined(d.charge(f.Charge), day(f.By), f.Note)
	case directive.MoreTimeAsked:
		return d.p.T("directive.fact.moreTimeAsked", "Date", f.Day), f.Reason
	case directive.MoreTimeDecided:
		if f.Granted {
			return d.p.T("directive.fact.granted", "Date", f.Day), f.Note
		}
		return "", f.Note
	case directive.GivenBack:
		return "", f.Reason
	case directive.Reminded:
		if f.Occasion != "" {
			return d.p.T("directive.fact.urged." + string(f.Occasion)), f.Note
		}
		return "", f.Note
	case directive.ResultReported:
		return "", joined(f.Number, f.Text)
	case directive.ResultAccepted:
		return "", f.Note
	case directive.ResultRefused:
		return "", f.Reason
	case directive.TakenBack:
		return "", f.Reason
	default:
		return "", ""
	}
}
