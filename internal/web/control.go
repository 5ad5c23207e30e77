package web

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"motcua"
	"motcua/catalogue"
	"motcua/control"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/procedure"
	"motcua/internal/web/view/reform"
	"motcua/internal/web/view/work"
	"motcua/record"
)

// publications are the decisions of publication as records of the desk.
func publicationNoun() reformNoun {
	keep, keepers := identity.KeepReform, []identity.Role{identity.Office}
	return reformNoun{name: "control", base: "/can-bo/cong-bo", readers: reformReaders, keepers: keepers, doers: keepers, load: loadPublication, show: showPublication, tell: tellPublication,
		file: (*office.Office).PublicationFile, fields: (*reformAsk).publicationFields, enter: enterPublication, acts: []reformAct{
			{string(control.DeedApply), "", "eye", component.Primary, keep, nil, nil},
			{string(control.DeedLine), "them", "plus", component.Primary, keep, (*reformAsk).line, doAddLine},
			{string(control.DeedFile), "them-tep", "upload", component.Secondary, keep, (*reformAsk).lineFile, doAddLines},
			{string(control.DeedSend), "csdl-quoc-gia", "send", component.Primary, keep, (*reformAsk).onDay, doSendPublication},
			{string(control.DeedPost), "cong-khai", "paperclip", component.Secondary, keep, (*reformAsk).posting, doPostPublication},
			{string(control.DeedEdit), "sua", "pen-line", component.Secondary, keep, (*reformAsk).editPublication, doEditPublication},
			{string(control.DeedRemove), "bot", "undo-2", component.Secondary, keep, (*reformAsk).unline, doRemoveLine},
			{string(control.DeedDrop), "huy", "circle-x", component.Danger, keep, (*reformAsk).why, withText("reason", (*office.Office).DropPublication)},
		}}
}

func loadPublication(ctx context.Context, w *Web, d reader, id string) (reformRecord, error) {
	p, err := w.office.Publication(ctx, d.actor, id)
	if err != nil {
		return reformRecord{}, err
	}
	return reformRecord{title: p.Number, lead: p.Title, facts: d.publicationFacts(p), files: p.AllFiles(), version: p.Version(), events: p.Events, object: identity.Object{LeadAgency: w.office.LeadAgency()},
		fits: func(deed string) bool { return p.Fits(control.Deed(deed)) }, of: p}, nil
}

// publications lists the decisions.
func (w *Web) publications(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	f := r.URL.Query()
	q := office.PublicationQuery{State: control.State(f.Get("trang-thai")), Text: strings.TrimSpace(f.Get("q")), After: f.Get("sau")}
	if q.From, err = readDate("tu", f.Get("tu")); err != nil {
		return err
	}
	if q.To, err = readDate("den", f.Get("den")); err != nil {
		return err
	}
	list, err := w.office.Publications(r.Context(), d.actor, q)
	if err != nil {
		return err
	}
	page := w.page(r, "control.nav")
	l := work.List{Head: component.Head{Title: page.Title, Lead: d.p.T("control.lead")},
		Filter: d.reformFilter("control", f, controlStates(d)), Sheet: d.publicationSheet(page.Title, list.Items), Pages: pages(r, list.Next)}
	if identity.Can(d.actor, identity.KeepReform, identity.Object{LeadAgency: w.office.LeadAgency()}) == nil {
		l.Actions = append(l.Actions, component.Action{Label: d.p.T("control.new"), Icon: "plus", Look: component.Primary, Href: w.address("control.new")})
	}
	l.Actions = append(l.Actions, component.Action{Label: d.p.T("control.agree.nav"), Icon: "list-checks", Look: component.Secondary, Href: w.address("agreement")})
	l.Empty = component.Nothing{Title: d.p.T("control.empty"), Text: d.p.T("control.empty.do"), Icon: "inbox"}
	return w.render(rw, r, http.StatusOK, work.Show(page, l))
}

func controlStates(d reader) []component.Choice {
	choices := []component.Choice{{Label: d.p.T("register.filter.any")}}
	for _, s := range control.States() {
		choices = append(choices, component.Choice{Value: string(s), Label: d.p.T("control.state." + string(s))})
	}
	return choices
}

// reformFilter is the form above a list of the desk: words, days, a state.
func (d reader) reformFilter(route string, f url.Values, states []component.Choice) *work.Filter {
	field := func(name, key string) component.Field {
		return component.Field{Name: name, Label: d.p.T(key), Value: f.Get(name)}
	}
	words, from, to := field("q", "register.filter.words"), field("tu", "register.filter.from"), field("den", "register.filter.to")
	words.Kind, from.InputMode, to.InputMode = "search", "numeric", "numeric"
	filter := &work.Filter{Filter: component.Filter{Action: d.address(route)}, Fields: []component.Field{words, from, to},
		Selects: []work.Select{{Field: field("trang-thai", "register.filter.state"), Choices: states}}}
	if len(f) > 0 {
		filter.Clear = d.address(route)
	}
	return filter
}

func (d reader) publicationSheet(caption string, list []office.Publication) component.Sheet {
	sheet := component.Sheet{Caption: caption, Keys: true}
	for _, c := range []string{"number", "title", "kinds", "from", "watch", "posts"} {
		sheet.Columns = append(sheet.Columns, component.Column{Label: d.p.T("control.column." + c)})
	}
	for _, p := range list {
		link := component.Link{Label: p.Number, Href: d.address("control.record", p.ID)}
		posted := len(control.Channels()) - len(p.Unposted())
		sheet.Rows = append(sheet.Rows, component.Row{ID: "qd-" + p.ID, Cells: []templ.Component{component.LinkWith(link, d.p.Date(p.Signed)), component.Text(p.Title),
			component.Text(d.kindsOf(p.Decision)), component.Text(d.p.Date(p.From)), component.Tag(d.publicationState(p)),
			component.Text(d.p.T("control.posted.count", "Count", posted, "Of", len(control.Channels())))}})
	}
	return sheet
}

func (d reader) kindsOf(of *control.Decision) string {
	var words []string
	for _, k := range of.Kinds() {
		words = append(words, d.p.T("catalogue.decisionKind."+string(k)))
	}
	return strings.Join(words, "; ")
}

func (d reader) publicationState(p office.Publication) component.Label {
	late := false
	for _, w := range p.Watches {
		late = late || w.Late
	}
	switch {
	case p.State == control.Dropped:
		return component.Label{Text: d.p.T("control.state.dropped"), Tone: component.Bad, Icon: "x"}
	case late:
		return component.Label{Text: d.p.T("control.late"), Tone: component.Bad, Icon: "triangle-alert"}
	case p.State == control.Draft:
		return component.Label{Text: d.p.T("control.state.draft"), Tone: component.Warn, Icon: "clock"}
	case p.OnTime():
		return component.Label{Text: d.p.T("control.onTime"), Tone: component.OK, Icon: "check"}
	default:
		return component.Label{Text: d.p.T("control.toSend"), Tone: component.Info, Icon: "clock"}
	}
}

// showPublication draws what the page of a decision has of its own.
func showPublication(_ *Web, _ *http.Request, d reader, rec reformRecord) (reform.Record, error) {
	p := rec.of.(office.Publication)
	return reform.Record{Head: component.Head{Labels: []component.Label{d.publicationState(p)}}, Parts: []reform.Part{d.linesPart(p), d.postsPart(p)}, Watch: d.watchesOf(p)}, nil
}

func (d reader) publicationFacts(p office.Publication) []component.Fact {
	fact := func(key, text string) component.Fact {
		return component.Fact{Name: d.p.T("control.field." + key), Text: text}
	}
	short := ""
	if p.Short {
		short = d.p.T("control.tick.short")
	}
	return told([]component.Fact{fact("number", p.Number), fact("signed", d.p.Date(p.Signed)), fact("issuer", p.Issuer), fact("from", d.p.Date(p.From)),
		fact("short", short), fact("kinds", d.kindsOf(p.Decision)), fact("note", p.Note), fact("reason", p.Reason)})
}

func (d reader) watchesOf(p office.Publication) []reform.Watch {
	var list []reform.Watch
	for _, w := range p.Watches {
		box := reform.Watch{Title: d.p.T("control.watch." + string(w.Name)), Ground: d.p.T(w.Ground), Why: component.ReasonsOf(d.p, w.Steps)}
		switch {
		case w.Done.IsZero() && w.Late:
			box.Tag = &component.Label{Text: d.p.T("control.watch.overdue", "Due", w.Due), Tone: component.Bad, Icon: "triangle-alert"}
		case w.Done.IsZero():
			box.Tag = &component.Label{Text: d.p.T("control.watch.open", "Due", w.Due), Tone: component.Info, Icon: "clock"}
		case w.Late:
			box.Tag = &component.Label{Text: d.p.T("control.watch.missed", "Due", w.Due, "Done", w.Done), Tone: component.Bad, Icon: "triangle-alert"}
		default:
			box.Tag = &component.Label{Text: d.p.T("control.watch.kept", "Due", w.Due, "Done", w.Done), Tone: component.OK, Icon: "check"}
		}
		list = append(list, box)
	}
	return list
}

func (d reader) linesPart(p office.Publication) reform.Part {
	part := reform.Part{Title: d.p.T("control.lines"), Empty: d.p.T("control.lines.none")}
	part.Sheet = component.Sheet{Caption: d.p.T("control.lines")}
	for _, c := range []string{"line", "kind", "procedure", "says"} {
		part.Sheet.Columns = append(part.Sheet.Columns, component.Column{Label: d.p.T("control.column." + c)})
	}
	for i, l := range p.Lines {
		name := l.Name
		link := component.Link{Label: l.Code}
		if known, ok := d.book.KnownProcedure(l.Code); ok {
			link.Href, name = d.address("catalogue.procedure", l.Code), typed(name, known.Name)
		}
		var says []string
		if !l.Term.IsZero() {
			says = append(says, d.p.T("control.field.term")+": "+d.p.Value(l.Term))
		}
		if l.Fee != nil {
			says = append(says, d.p.T("control.field.fee")+": "+d.p.Money(*l.Fee))
		}
		if l.Replaces != "" {
			says = append(says, d.p.T("control.field.replaces")+": "+l.Replaces)
		}
		if l.By != "" {
			says = append(says, d.p.T("control.field.by")+": "+l.By)
		}
		if l.Content != nil {
			says = append(says, d.p.T("control.wholeContent"))
		}
		part.Sheet.Rows = append(part.Sheet.Rows, component.Row{Cells: []templ.Component{component.Text(strconv.Itoa(i + 1)), component.Text(d.p.T("catalogue.decisionKind." + string(l.Kind))),
			component.LinkWith(link, name), component.Text(strings.Join(says, "; "))}})
	}
	return part
}

func (d reader) postsPart(p office.Publication) reform.Part {
	part := reform.Part{Title: d.p.T("control.posts"), Sheet: component.Sheet{Caption: d.p.T("control.posts")}}
	for _, c := range []string{"channel", "on", "evidence"} {
		part.Sheet.Columns = append(part.Sheet.Columns, component.Column{Label: d.p.T("control.column." + c)})
	}
	for _, ch := range control.Channels() {
		on, evidence := component.Tag(component.Label{Text: d.p.T("control.posted.not"), Tone: component.Warn, Icon: "clock"}), component.Text("–")
		if post, ok := p.PostedOn(ch); ok {
			on, evidence = component.Text(d.p.Date(post.On)), component.Text(post.Address)
			if len(post.Files) > 0 {
				evidence = component.LinkWith(component.Link{Label: d.p.T("control.evidence.file"), Href: d.address("control.file", p.ID, post.Files[0])}, post.Address)
			}
		}
		part.Sheet.Rows = append(part.Sheet.Rows, component.Row{Cells: []templ.Component{component.Text(d.p.T("control.channel." + string(ch))), on, evidence}})
	}
	return part
}

func tellPublication(d reader, fact record.Fact) (title, detail string) {
	switch f := fact.(type) {
	case control.LinesAdded:
		return "", joined(f.File, d.p.T("control.lines.count", "Count", len(f.Lines)))
	case control.LineRemoved:
		return "", f.Code
	case control.CatalogueChanged:
		return "", d.p.T("control.lines.count", "Count", len(f.Versions))
	case control.SentToBase:
		return "", d.p.Date(f.On)
	case control.Posted:
		return "", joined(d.p.T("control.channel."+string(f.Channel)), d.p.Date(f.On), f.Address)
	case control.DecisionDropped:
		return "", f.Reason
	default:
		return "", ""
	}
}

// effects shows what a decision changes, before it is applied.
func (w *Web) effects(rw http.ResponseWriter, r *http.Request) error {
	return w.showEffects(rw, r, nil)
}

// applyPublication makes the catalogue as the decision says.
func (w *Web) applyPublication(rw http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	done, err := w.office.ApplyPublication(r.Context(), w.actor(r), office.RecordTarget{ID: id, Expected: version(r.PostForm)})
	if err == nil {
		w.flash(r, w.printer(r).T("control.done.apply", "Title", done.Number, "Count", len(done.Written)))
		return w.redirect(rw, r, w.address("control.record", id))
	}
	if kind := motcua.KindOf(err); kind != motcua.Invalid && kind != motcua.Conflict {
		return err
	}
	return w.showEffects(rw, r, err)
}

func (w *Web) showEffects(rw http.ResponseWriter, r *http.Request, wrong error) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	p, effects, err := w.office.PublicationEffects(r.Context(), d.actor, r.PathValue("id"))
	if err != nil && (p.Decision == nil || motcua.KindOf(err) != motcua.Invalid) {
		return err
	}
	if wrong == nil {
		wrong = err
	}
	status := http.StatusOK
	if wrong != nil {
		status = statusOf(motcua.KindOf(wrong))
	}
	if wrong == nil && !p.Fits(control.DeedApply) {
		return motcua.Refused(motcua.Conflict, "reform.closed", "Act", motcua.Say("control.act.apply"), "Title", p.Number)
	}
	page := w.page(r, "control.effects", "Number", p.Number)
	page.Faulty = wrong != nil
	record := w.address("control.record", p.ID)
	e := reform.Effects{Head: component.Head{Title: page.Title, Lead: p.Title, Crumbs: []component.Link{{Label: d.p.T("control.nav"), Href: w.address("control")}, {Label: p.Number, Href: record}}},
		Problems: component.ProblemsOf(d.p, wrong), Post: w.address("control.apply.post", p.ID), Hidden: hiddenOf("version", plain(p.Version())),
		Lead: d.p.T("control.effects.lead", "Count", len(effects), "From", p.From), Back: component.Link{Label: d.p.T("page.cancel"), Href: record}}
	for _, of := range effects {
		e.Parts = append(e.Parts, d.effectPart(of))
	}
	may := identity.Can(d.actor, identity.KeepReform, identity.Object{LeadAgency: w.office.LeadAgency()}) == nil
	if wrong == nil && may {
		e.Submit = component.Action{Label: d.p.T("control.submit.apply"), Icon: "check", Look: component.Primary}
	}
	return w.render(rw, r, status, reform.ShowEffects(page, e))
}

func (d reader) effectPart(e control.Effect) reform.Part {
	kind := d.p.T("catalogue.decisionKind." + string(e.To.Decision.Kind))
	part := reform.Part{Title: d.p.T("control.effect", "Line", e.Line, "Code", e.Code, "Kind", kind), Text: e.Name}
	if e.To.Decision.Kind == catalogue.Abolished {
		part.Empty = d.p.T("control.effect.abolished", "From", e.To.ValidFrom, "By", typed(e.To.ReplacedBy, "–"))
		return part
	}
	if known, ok := d.book.KnownProcedure(e.Code); ok { // a version that leaves its name out has that of the procedure
		e.From.Name = typed(e.From.Name, known.Name)
	}
	part.Sheet = procedure.Differences(d.p, d.book, d.p.T("control.effect.caption", "Code", e.Code), e.From, e.To)
	return part
}
