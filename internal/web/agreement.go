package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/control"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"
	"motcua/internal/web/view/reform"
	"motcua/internal/web/view/work"
)

// agreements lists the checks of channels against the catalogue.
func (w *Web) agreements(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	list, err := w.office.Agreements(r.Context(), d.actor, r.URL.Query().Get("sau"))
	if err != nil {
		return err
	}
	page := w.page(r, "control.agree.nav")
	sheet := component.Sheet{Caption: page.Title, Keys: true}
	for _, c := range []string{"channel", "on", "by", "shown", "differences"} {
		sheet.Columns = append(sheet.Columns, component.Column{Label: d.p.T("control.agree.column." + c)})
	}
	for _, a := range list.Items {
		link := component.Link{Label: d.p.T("control.channel." + string(a.Channel)), Href: d.address("agreement.record", a.ID)}
		sheet.Rows = append(sheet.Rows, component.Row{ID: "dc-" + a.ID, Cells: []templ.Component{component.LinkWith(link, a.Source), component.Text(d.p.Date(a.On)),
			component.Text(joined(a.First().By.Name, d.p.Instant(a.First().At))), component.Text(d.p.T("control.agree.counts", "Shown", a.Shown, "InForce", a.InForce)), component.Tag(d.agreed(a.Checked))}})
	}
	l := work.List{Head: component.Head{Title: page.Title, Lead: d.p.T("control.agree.lead"), Crumbs: []component.Link{{Label: d.p.T("control.nav"), Href: w.address("control")}}}, Sheet: sheet,
		Pages: pages(r, list.Next), Empty: component.Nothing{Title: d.p.T("control.agree.none"), Text: d.p.T("control.agree.none.do"), Icon: "inbox"}}
	if identity.Can(d.actor, identity.KeepReform, identity.Object{LeadAgency: w.office.LeadAgency()}) == nil {
		l.Actions = append(l.Actions, component.Action{Label: d.p.T("control.agree.new"), Icon: "list-checks", Look: component.Primary, Href: w.address("agreement.new")})
	}
	l.Actions = append(l.Actions, component.Action{Label: d.p.T("control.agree.catalogue"), Icon: "download", Look: component.Secondary, Href: w.address("agreement.catalogue")})
	return w.render(rw, r, http.StatusOK, work.Show(page, l))
}

func (d reader) agreed(c control.Checked) component.Label {
	if c.Agrees() {
		return component.Label{Text: d.p.T("control.agree.agrees"), Tone: component.OK, Icon: "check"}
	}
	return component.Label{Text: d.p.T("control.agree.differs", "Count", len(c.Differences)), Tone: component.Bad, Icon: "triangle-alert"}
}

// agreementForm asks for what a channel shows.
func (w *Web) agreementForm(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	c := &reformAsk{ask: ask{reader: d, form: url.Values{}, fresh: true}, noun: "control"}
	c.suggest("on", d.p.Date(c.today()))
	return w.askAgreement(rw, r, c, nil)
}

// checkChannel holds a channel against the catalogue; what cannot be read comes
// back with the form.
func (w *Web) checkChannel(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	c := &reformAsk{ask: ask{reader: d, form: r.PostForm}, noun: "control"}
	shows := office.ChannelShows{Channel: control.Channel(c.form.Get("channel")), Pasted: c.form.Get("pasted")}
	if r.MultipartForm != nil && len(r.MultipartForm.File["file"]) > 0 {
		shows.Name, shows.Data, err = uploaded(r)
	}
	if err == nil {
		shows.On, err = readDate("on", c.form.Get("on"))
	}
	if err == nil {
		var a *control.Agreement
		if a, err = w.office.CheckChannel(r.Context(), d.actor, shows); err == nil {
			w.flash(r, d.p.T("control.agree.done", "Count", len(a.Differences)))
			return w.redirect(rw, r, w.address("agreement.record", a.ID))
		}
	}
	if kind := motcua.KindOf(err); kind != motcua.Invalid {
		return err
	}
	return w.askAgreement(rw, r, c, err)
}

func (w *Web) askAgreement(rw http.ResponseWriter, r *http.Request, c *reformAsk, wrong error) error {
	if err := identity.Can(c.actor, identity.KeepReform, identity.Object{LeadAgency: w.office.LeadAgency()}); err != nil {
		return err
	}
	page, status := w.page(r, "control.agree.new"), http.StatusOK
	if page.Faulty = wrong != nil; wrong != nil {
		status = statusOf(motcua.KindOf(wrong))
	}
	c.problems = component.ProblemsOf(c.p, wrong)
	list := component.Link{Label: c.p.T("control.agree.nav"), Href: w.address("agreement")}
	f := dossierview.Form{Files: true, Post: w.address("agreement.new.post"), Problems: c.problems, AsideBox: c.p.T("reform.rule"), Cancel: component.Link{Label: c.p.T("page.cancel"), Href: list.Href},
		Head:  component.Head{Title: page.Title, Lead: c.p.T("control.agree.new.lead"), Crumbs: []component.Link{{Label: c.p.T("control.nav"), Href: w.address("control")}, list}},
		Aside: []component.Fact{{Name: c.p.T("control.agree.columns"), Text: c.p.T("control.agree.columns.are")}}}
	pasted := c.field("pasted", "control.agree.field.pasted")
	pasted.Hint, pasted.Rows, pasted.Optional = c.p.T("control.agree.hint.pasted"), 8, component.OptionalWord(c.p)
	on := c.field("on", "control.agree.field.on")
	on.Hint = c.p.T("control.agree.hint.on")
	f.Fields = []templ.Component{choose(c, "channel", control.Channels(), false), c.dayField(on),
		component.Upload(c.p, component.UploadField{Name: "file", Label: c.p.T("control.agree.field.file"), Hint: c.p.T("control.agree.hint.file"), Error: c.problems.Of("file")}), component.TextArea(pasted)}
	f.Submit = []component.Action{{Label: c.p.T("control.agree.submit"), Icon: "list-checks", Look: component.Primary, Key: "primary", Hint: "Ctrl+↵"}}
	return w.render(rw, r, status, dossierview.Ask(page, f))
}

// agreement is the page of a check, with each difference.
func (w *Web) agreement(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	a, err := w.office.Agreement(r.Context(), d.actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	channel := d.p.T("control.channel." + string(a.Channel))
	rec := reform.Record{Head: component.Head{Title: channel, Lead: d.p.T("control.agree.on", "On", a.On), Labels: []component.Label{d.agreed(a.Checked)},
		Crumbs: []component.Link{{Label: d.p.T("control.nav"), Href: w.address("control")}, {Label: d.p.T("control.agree.nav"), Href: w.address("agreement")}}}}
	fact := func(key, text string) component.Fact {
		return component.Fact{Name: d.p.T("control.agree.column." + key), Text: text}
	}
	var aspects []string
	for _, of := range a.Aspects {
		aspects = append(aspects, d.p.T("control.aspect."+string(of)))
	}
	passed := ""
	if a.Passed > 0 {
		passed = d.p.T("control.agree.passed.count", "Count", a.Passed)
	}
	facts := told([]component.Fact{fact("channel", channel), fact("on", d.p.Date(a.On)), fact("by", joined(a.First().By.Name, d.p.Instant(a.First().At))),
		fact("source", typed(a.Source, d.p.T("control.agree.pasted"))), fact("aspects", strings.Join(aspects, "; ")), fact("shown", d.p.T("control.agree.counts", "Shown", a.Shown, "InForce", a.InForce)), fact("passed", passed)})
	part := reform.Part{Title: d.p.T("control.agree.column.differences"), Empty: d.p.T("control.agree.agrees.whole"), Sheet: component.Sheet{Caption: d.p.T("control.agree.column.differences")}}
	part.Text = d.differenceCounts(a.Differences)
	for _, c := range []string{"kind", "procedure", "line", "says", "ours"} {
		part.Sheet.Columns = append(part.Sheet.Columns, component.Column{Label: d.p.T("control.agree.column." + c)})
	}
	for _, of := range a.Differences {
		link := component.Link{Label: of.Code}
		if _, known := d.book.KnownProcedure(of.Code); known {
			link.Href = w.address("catalogue.procedure", of.Code)
		}
		cells := d.differenceCells(of)
		part.Sheet.Rows = append(part.Sheet.Rows, component.Row{Cells: []templ.Component{component.Text(cells[0]), component.LinkWith(link, of.Name), component.Text(cells[1]), component.Text(cells[2]), component.Text(cells[3])}})
	}
	if !a.Agrees() {
		part.Links = []component.Link{{Label: d.p.T("control.agree.xlsx"), Icon: "download", Href: w.address("agreement.xlsx", a.ID)}}
	}
	rec.Parts = []reform.Part{{Title: d.p.T("control.agree.about"), Facts: facts}, part}
	rec.Log = []component.Happening{{Title: d.p.T("control.fact." + a.Kind()), At: a.First().At, By: a.First().By.Name, Detail: a.Source, Tone: component.Info}}
	return w.render(rw, r, http.StatusOK, reform.Show(w.page(r, "control.agree.title", "Channel", channel, "On", a.On), rec))
}

// differenceCounts say how many differences there are of each kind.
func (d reader) differenceCounts(list []control.Difference) string {
	counts := map[control.DifferenceKind]int{}
	for _, of := range list {
		counts[of.Kind]++
	}
	var words []string
	for _, kind := range control.DifferenceKinds() {
		if counts[kind] > 0 {
			words = append(words, d.p.T("control.difference."+string(kind))+": "+d.p.Int(int64(counts[kind])))
		}
	}
	return strings.Join(words, "; ")
}

// differenceCells are the kind, the line, what the channel says and what the
// catalogue does.
func (d reader) differenceCells(of control.Difference) [4]string {
	line, ours := "–", "–"
	if of.Line > 0 {
		line = strconv.Itoa(of.Line)
	}
	switch of.Kind {
	case control.OtherName:
		ours = of.Name
	case control.OtherTerm:
		ours = d.p.Value(of.Term)
	case control.OtherFee:
		ours = d.p.Money(of.Fee)
	case control.OtherLevel:
		ours = d.levelOf(of.Level)
	case control.NotShown, control.NotInForce, control.Twice:
	}
	return [4]string{d.p.T("control.difference." + string(of.Kind)), line, typed(of.Shown, "–"), ours}
}

func (d reader) levelOf(l catalogue.ServiceLevel) string {
	if l == "" {
		return "–"
	}
	return d.p.T("catalogue.serviceLevel." + string(l))
}

// agreementBook sends the differences of a check as a workbook.
func (w *Web) agreementBook(rw http.ResponseWriter, r *http.Request) (err error) {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	a, err := w.office.Agreement(r.Context(), d.actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	var heads []string
	for _, c := range []string{"kind", "code", "name", "line", "says", "ours"} {
		heads = append(heads, d.p.T("control.agree.column."+c))
	}
	l, err := newLedger(d.p.T("control.agree.sheet"), heads)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.book.Close()) }()
	for _, of := range a.Differences {
		cells := d.differenceCells(of)
		if err := l.add([]string{cells[0], of.Code, of.Name, cells[1], cells[2], cells[3]}); err != nil {
			return err
		}
	}
	return l.send(rw, "doi-chieu-"+string(a.Channel)+"-"+a.On.String()+".xlsx")
}

// catalogueBook sends the procedures in force on a day with what channels are
// to show of them, in the columns that a check reads.
func (w *Web) catalogueBook(rw http.ResponseWriter, r *http.Request) (err error) {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	on, err := readDate("ngay", r.URL.Query().Get("ngay"))
	if err != nil {
		return err
	}
	if on.IsZero() {
		on = calendar.DateOf(d.now)
	}
	list, err := w.office.InForceOn(r.Context(), d.actor, on)
	if err != nil {
		return err
	}
	var heads []string
	for _, c := range []string{"code", "name", "term", "fee", "level"} {
		heads = append(heads, d.p.T("control.agree.column."+c))
	}
	l, err := newLedger(d.p.T("control.agree.catalogue.sheet"), heads)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.book.Close()) }()
	shown := control.ShownBy(list, on)
	for _, s := range shown.Rows {
		i := slices.IndexFunc(list, func(p catalogue.Procedure) bool { return p.Code == s.Code })
		v, _ := list[i].VersionOn(on)
		term := ""
		if t, ok := control.LimitOf(v); ok {
			term = d.p.Value(t)
		}
		if err := l.add([]string{s.Code, s.Says[control.ShownName], term, s.Says[control.ShownFee], d.levelOf(v.ServiceLevel)}); err != nil {
			return err
		}
	}
	return l.send(rw, "danh-muc-tthc-"+on.String()+".xlsx")
}
