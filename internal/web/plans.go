package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	planview "motcua/internal/web/view/plan"
	"motcua/internal/web/view/work"
	"motcua/plan"

	"github.com/a-h/templ"
)

// keepsReform tells whether the reader keeps what the reform desk has.
func (d reader) keepsReform() bool {
	return identity.Can(d.actor, identity.KeepReform, identity.Object{LeadAgency: d.w.office.LeadAgency()}) == nil
}

// plans lists the plans with how far each has come on a day.
func (w *Web) plans(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	f := r.URL.Query()
	day, err := readDate("ngay", f.Get("ngay"))
	if err != nil {
		return err
	}
	views, err := w.office.Plans(r.Context(), d.actor, day)
	if err != nil {
		return err
	}
	page := w.page(r, "plan.nav")
	sheet := component.Sheet{Caption: page.Title}
	for _, key := range []string{"plan", "period", "progress", "state"} {
		sheet.Columns = append(sheet.Columns, component.Column{Label: d.p.T("plan.column." + key)})
	}
	for _, v := range views {
		symbol := component.Link{Label: v.Symbol, Href: with(w.address("plan", v.ID), "ngay", f.Get("ngay"))}
		sheet.Rows = append(sheet.Rows, component.Row{ID: v.ID, Cells: []templ.Component{
			component.LinkWith(symbol, d.p.Date(v.Date)+" · "+v.Title), component.Text(d.p.T("plan.period.is", "From", v.From, "To", v.To)),
			planview.Small(d.shareOf(v.Progress()), d.partsOf(v.Progress())), component.Tags(d.flagsOf(v.Progress()))}})
	}
	l := work.List{Head: component.Head{Title: page.Title, Lead: d.p.T("plan.lead", "Day", d.cutDay(day))}, Sheet: sheet, TabList: page.Title, Tabs: d.planTabs("plans"),
		Filter: &work.Filter{Filter: component.Filter{Action: w.address("plans")}, Fields: []component.Field{{Name: "ngay", Label: d.p.T("plan.filter.day"),
			Value: typed(f.Get("ngay"), d.p.Date(calendar.DateOf(d.now))), InputMode: "numeric"}}},
		Empty: component.Nothing{Title: d.p.T("plan.none"), Text: d.p.T("plan.none.do"), Icon: "list-checks"}}
	if d.keepsReform() {
		l.Actions = append(l.Actions, component.Action{Label: d.p.T("plan.new"), Icon: "plus", Look: component.Primary, Href: w.address("plan.new")})
	}
	return w.render(rw, r, http.StatusOK, work.Show(page, l))
}

// cutDay is the day of a cut, or today.
func (d reader) cutDay(day calendar.Date) calendar.Date {
	if day.IsZero() {
		return calendar.DateOf(d.now)
	}
	return day
}

func (d reader) planTabs(current string) []component.Tab {
	var tabs []component.Tab
	for _, name := range []string{"plans", "plan.tasks", "plan.calendar"} {
		tabs = append(tabs, component.Tab{Label: d.p.T("plan.tab." + name), Href: d.address(name), Current: name == current})
	}
	return tabs
}

// shareOf words progress: 15/33 (45,45%).
func (d reader) shareOf(p plan.Progress) string {
	if p.Of() == 0 {
		return d.p.T("plan.share.none")
	}
	return d.p.T("plan.share", "Done", p.Done(), "Of", p.Of(), "Percent", d.p.Decimal(float64(p.Done())*100/float64(p.Of()), 2))
}

// standingTone is the colour of a standing.
func standingTone(s plan.Standing) component.Tone {
	switch s {
	case plan.DoneInTime:
		return component.OK
	case plan.DoneLate, plan.Soon:
		return component.Warn
	case plan.Late:
		return component.Bad
	case plan.InTime:
		return component.Info
	case plan.CarriedOver:
		return component.Pause
	}
	return component.Neutral
}

// partsOf are the parts of the bar of a plan, those without tasks left out.
func (d reader) partsOf(p plan.Progress) []planview.Part {
	var parts []planview.Part
	for _, s := range plan.Standings() {
		if n := p.By[s]; n > 0 {
			parts = append(parts, planview.Part{Words: d.p.T("plan.part", "Name", d.p.T("plan.standing."+string(s)), "Count", n), Count: n, Tone: standingTone(s)})
		}
	}
	return parts
}

// flagsOf are what is wrong with a plan: late, soon late, without an owner.
func (d reader) flagsOf(p plan.Progress) []component.Label {
	var labels []component.Label
	if n := p.By[plan.Late]; n > 0 {
		labels = append(labels, component.Label{Text: d.p.T("plan.flag.late", "Count", n), Tone: component.Bad, Icon: "triangle-alert"})
	}
	if n := p.By[plan.Soon]; n > 0 {
		labels = append(labels, component.Label{Text: d.p.T("plan.flag.soon", "Count", n), Tone: component.Warn, Icon: "clock"})
	}
	if n := p.Ownerless; n > 0 {
		labels = append(labels, component.Label{Text: d.p.T("plan.flag.ownerless", "Count", n), Tone: component.Bad, Icon: "user"})
	}
	if len(labels) == 0 && p.Of() > 0 {
		labels = append(labels, component.Label{Text: d.p.T("plan.flag.none"), Tone: component.OK, Icon: "check"})
	}
	return labels
}

// taskFilter is what the address of a plan narrows its tasks to.
type taskFilter struct {
	field          plan.Field
	unit, person   string
	standing, text string
}

func taskFilterOf(f url.Values) taskFilter {
	return taskFilter{field: plan.Field(f.Get("linh-vuc")), unit: f.Get("phong"), person: f.Get("nguoi"), standing: f.Get("trang-thai"), text: f.Get("q")}
}

// withoutOwner is what the filter by state says for tasks nobody answers for.
const withoutOwner = "ownerless"

// kept leaves the tasks that the filter lets through.
func (q taskFilter) kept(v *office.PlanView) []*plan.Task {
	var list []*plan.Task
	for _, t := range v.Tasks {
		switch {
		case q.field != "" && t.Field != q.field,
			q.unit != "" && t.Lead != q.unit && !slices.Contains(t.Support, q.unit),
			q.person != "" && t.Person != q.person,
			q.standing == withoutOwner && !v.Cut.Ownerless(t),
			q.standing != "" && q.standing != withoutOwner && string(v.Cut.Standing(t)) != q.standing:
			continue
		}
		list = append(list, t)
	}
	return list
}

// plan shows a plan with its tasks, by field of reform.
func (w *Web) plan(rw http.ResponseWriter, r *http.Request) error {
	d, v, f, err := w.planAsked(r)
	if err != nil {
		return err
	}
	files, err := w.office.FilesNamed(r.Context(), v.Files)
	if err != nil {
		return err
	}
	q := taskFilterOf(f)
	page := w.page(r, "plan.title", "Title", v.Symbol)
	show := planview.Plan{Head: d.planHead(v), Facts: d.planFacts(v), Share: d.shareOf(v.Progress()), Parts: d.partsOf(v.Progress()), Flags: d.flagsOf(v.Progress()),
		CutText: d.p.T("plan.cut", "Day", v.Cut.Day), TabList: d.p.T("plan.fields"), Tabs: d.fieldTabs(v, q, f), Filter: d.planFilter(v, f),
		Sheet: d.taskSheet(v, q.kept(v)), Empty: component.Nothing{Title: d.p.T("plan.tasks.none"), Text: d.p.T("plan.tasks.none.do"), Icon: "list-checks"}}
	for _, file := range files {
		show.Files = append(show.Files, component.Link{Label: file.Name, Icon: "paperclip", Href: w.address("plan.file", v.ID, file.ID)})
	}
	show.Actions = []component.Action{{Label: d.p.T("plan.picture"), Icon: "chart-column", Href: withQuery(w.address("plan.picture", v.ID), f)}, {Label: d.p.T("plan.export"), Icon: "download", Href: withQuery(w.address("plan.xlsx", v.ID), f)}}
	if d.keepsReform() {
		show.Actions = append(show.Actions, component.Action{Label: d.p.T("plan.act.task"), Icon: "plus", Look: component.Primary, Href: w.address("plan.do.task", v.ID)},
			component.Action{Label: d.p.T("plan.import"), Icon: "upload", Href: w.address("plan.import", v.ID)},
			component.Action{Label: d.p.T("plan.act.amend"), Icon: "pen-line", Href: w.address("plan.do.amend", v.ID)})
		if p := v.Progress(); p.By[plan.Late]+p.By[plan.Soon] > 0 {
			show.Remind = component.Action{Label: d.p.T("plan.remind"), Icon: "bell", To: w.address("plan.remind", v.ID)}
		}
	}
	return w.render(rw, r, http.StatusOK, planview.Show(page, show))
}

// planAsked reads which plan an address asks for, and as of which day.
func (w *Web) planAsked(r *http.Request) (reader, *office.PlanView, url.Values, error) {
	d, err := w.reader(r)
	if err != nil {
		return d, nil, nil, err
	}
	f := r.URL.Query()
	day, err := readDate("ngay", f.Get("ngay"))
	if err != nil {
		return d, nil, nil, err
	}
	v, err := w.office.Plan(r.Context(), d.actor, r.PathValue("id"), day)
	return d, v, f, err
}

func (d reader) planHead(v *office.PlanView) component.Head {
	head := component.Head{Title: v.Symbol, Lead: v.Title, Crumbs: []component.Link{{Label: d.p.T("plan.nav"), Href: d.address("plans")}}}
	if v.Sample {
		head.Labels = append(head.Labels, component.Label{Text: d.p.T("plan.sample"), Tone: component.Neutral, Icon: "info"})
	}
	return head
}

func (d reader) planFacts(v *office.PlanView) []component.Fact {
	fact := func(key, text string) component.Fact {
		return component.Fact{Name: d.p.T("plan.field." + key), Text: text}
	}
	return told([]component.Fact{fact("kind", d.p.T("register.kind."+v.Kind)), fact("date", d.p.Date(v.Date)), fact("issuer", v.Issuer),
		fact("period", d.p.T("plan.period.is", "From", v.From, "To", v.To)), fact("area", d.p.T("plan.area."+string(v.Plan.Field))), fact("note", v.Note)})
}

// fieldTabs are the fields of reform in which the plan has tasks.
func (d reader) fieldTabs(v *office.PlanView, q taskFilter, f url.Values) []component.Tab {
	base := d.address("plan", v.ID)
	to := func(field string) string {
		keep := url.Values{}
		for _, name := range []string{"ngay", "phong", "nguoi", "trang-thai"} {
			if f.Get(name) != "" {
				keep.Set(name, f.Get(name))
			}
		}
		if field != "" {
			keep.Set("linh-vuc", field)
		}
		return queried(base, keep)
	}
	tabs := []component.Tab{{Label: d.p.T("plan.area.all"), Count: len(v.Tasks), Href: to(""), Current: q.field == ""}}
	counted := v.Cut.CountBy(v.Tasks, func(t *plan.Task) string { return string(t.Field) })
	for _, field := range plan.Fields() {
		if p, ok := counted[string(field)]; ok {
			tabs = append(tabs, component.Tab{Label: d.p.T("plan.area.short." + string(field)), Count: p.Of() + p.By[plan.NotToBeDone], Href: to(string(field)), Current: q.field == field})
		}
	}
	return tabs
}

func (d reader) planFilter(v *office.PlanView, f url.Values) *work.Filter {
	field := func(name, key string) component.Field {
		return component.Field{Name: name, Label: d.p.T("plan.filter." + key), Value: f.Get(name)}
	}
	day := field("ngay", "day")
	day.Value, day.InputMode = d.p.Date(v.Cut.Day), "numeric"
	any := component.Choice{Label: d.p.T("plan.filter.any")}
	people, states := []component.Choice{any}, []component.Choice{any}
	known := map[string]bool{}
	for _, t := range v.Tasks {
		if t.Person != "" && !known[t.Person] {
			known[t.Person] = true
			people = append(people, component.Choice{Value: t.Person, Label: t.PersonName})
		}
	}
	for _, s := range plan.Standings() {
		states = append(states, component.Choice{Value: string(s), Label: d.p.T("plan.standing." + string(s))})
	}
	states = append(states, component.Choice{Value: withoutOwner, Label: d.p.T("plan.standing.ownerless")})
	filter := &work.Filter{Filter: component.Filter{Action: d.address("plan", v.ID)}, Fields: []component.Field{day}, Selects: []work.Select{
		{Field: field("phong", "unit"), Choices: d.ownUnits("plan.filter.any")}, {Field: field("nguoi", "person"), Choices: people}, {Field: field("trang-thai", "state"), Choices: states}}}
	if area := f.Get("linh-vuc"); area != "" {
		filter.Hidden = [][2]string{{"linh-vuc", area}}
	}
	if len(f) > 0 {
		filter.Clear = d.address("plan", v.ID)
	}
	return filter
}

// taskSheet lists tasks of a plan.
func (d reader) taskSheet(v *office.PlanView, tasks []*plan.Task) component.Sheet {
	sheet := component.Sheet{Caption: d.p.T("plan.tasks.of", "Symbol", v.Symbol), Keys: true}
	for _, key := range []string{"number", "task", "units", "quarter", "state", "evidence", "do"} {
		sheet.Columns = append(sheet.Columns, component.Column{Label: d.p.T("plan.column." + key)})
	}
	for _, t := range tasks {
		do := templ.Component(component.Text(""))
		if d.w.office.MayTask(d.actor, identity.ReportReform, t) == nil && t.Fits(plan.DeedDone) {
			do = component.Button(component.Action{Label: d.p.T("plan.update"), Icon: "pen-line", Small: true, Href: d.address("plan.task.do.done", t.ID)})
		}
		link := component.Link{Label: t.Content.Content, Href: d.address("plan.task", t.ID)}
		sheet.Rows = append(sheet.Rows, component.Row{ID: t.ID, Cells: []templ.Component{component.Text(t.Number), component.LinkWith(link, t.Deliverable), component.TextWith(d.ownerOf(v.Cut, t), d.supportOf(t)),
			planview.Quarters(d.quarterOf(v.Cut, t)), component.Tag(d.taskStanding(v.Cut, t)), component.Text(d.evidenceOf(t)), do}})
	}
	return sheet
}

func numbered(t *plan.Task) string { return t.Number + ". " + t.Content.Content }

// ownerOf names who answers for a task: the unit, the person, or nobody.
func (d reader) ownerOf(cut plan.Cut, t *plan.Task) string {
	if cut.Ownerless(t) {
		return d.p.T("plan.ownerless")
	}
	if t.Lead == "" {
		return t.PersonName
	}
	return joined(d.unit(d.w.office.LeadAgency(), t.Lead), t.PersonName)
}

func (d reader) supportOf(t *plan.Task) string {
	var names []string
	for _, unit := range t.Support {
		names = append(names, d.unit(d.w.office.LeadAgency(), unit))
	}
	if len(names) == 0 {
		return ""
	}
	return d.p.T("plan.support.is", "Units", strings.Join(names, ", "))
}

// quarterOf words the due day of a task, with its quarter for the picture.
func (d reader) quarterOf(cut plan.Cut, t *plan.Task) (int, string) {
	due := t.DueAsOf(cut.Day)
	day, dated := due.On(cut.Calendar)
	if !dated {
		return 0, typed(due.Words, d.p.T("plan.undated"))
	}
	quarter := (int(day.Month)-1)/3 + 1
	if due.Span && due.Words != "" {
		return quarter, d.p.T("plan.due.span", "Words", due.Words, "Date", day)
	}
	return quarter, d.p.Date(day)
}

// taskStanding is the tag of a task on the day of the cut.
func (d reader) taskStanding(cut plan.Cut, t *plan.Task) component.Label {
	s := cut.Standing(t)
	label := component.Label{Text: d.p.T("plan.standing." + string(s)), Tone: standingTone(s)}
	due, _ := t.DueAsOf(cut.Day).On(cut.Calendar)
	switch s {
	case plan.DoneInTime:
		label.Icon, label.Text = "circle-check", d.p.T("plan.tag.done", "Date", t.DoneOn)
	case plan.DoneLate:
		label.Icon, label.Text = "triangle-alert", d.p.T("plan.tag.doneLate", "Date", t.DoneOn)
	case plan.Late:
		label.Icon, label.Text = "triangle-alert", d.p.T("plan.tag.late", "Days", due.DaysUntil(cut.Day))
	case plan.Soon:
		label.Icon = "clock"
		if label.Text = d.p.T("plan.tag.soon", "Days", cut.Day.DaysUntil(due)); due == cut.Day {
			label.Text = d.p.T("plan.tag.today")
		}
	case plan.InTime:
		label.Icon, label.Text = "check", d.p.T("plan.tag.inTime", "Days", cut.Day.DaysUntil(due))
	case plan.CarriedOver:
		label.Icon, label.Text = "arrow-right", d.p.T("plan.tag.carried", "Symbol", t.ToSymbol)
	default:
		label.Icon = "minus"
	}
	return label
}

// evidenceOf sums the evidence of a task up in one line.
func (d reader) evidenceOf(t *plan.Task) string {
	var documents, texts []string
	files := 0
	for _, e := range t.Evidence {
		documents, files = append(documents, e.Documents...), files+len(e.Files)
		if e.Text != "" {
			texts = append(texts, shorten(e.Text, 80))
		}
	}
	parts := []string{strings.Join(documents, "; ")}
	if len(documents) == 0 {
		parts = append(parts, strings.Join(texts, "; "))
	}
	if files > 0 {
		parts = append(parts, d.p.T("plan.files", "Count", files))
	}
	return joined(parts...)
}

// remindPlan reminds all who are late or soon late with tasks of a plan.
func (w *Web) remindPlan(rw http.ResponseWriter, r *http.Request) error {
	n, err := w.office.RemindPlan(r.Context(), w.actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	w.flash(r, w.printer(r).T("plan.reminded", "Count", n))
	return w.redirect(rw, r, w.address("plan", r.PathValue("id")))
}
