package web

import (
	"slices"
	"strconv"

	"motcua/catalogue"
	"motcua/dossier"
	"motcua/identity"
	"motcua/interagency"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"
	"motcua/internal/web/view/flow"

	"github.com/a-h/templ"
)

// papersOf are the papers that the pinned version asks for.
func (d reader) papersOf(v *office.View) []catalogue.Paper {
	p, err := d.book.Procedure(v.Intake.Procedure)
	if err != nil {
		return nil
	}
	version, _ := p.Version(v.Intake.Version)
	return version.PapersFor(v.Intake.Case)
}

func (d reader) papersTab(v *office.View) (templ.Component, error) {
	handed := map[string]dossier.Paper{}
	for _, p := range v.Intake.Papers {
		handed[p.Code] = p
	}
	late := map[string]bool{}
	for _, s := range v.Supplements {
		for _, p := range s.Handed {
			handed[p.Code], late[p.Code] = p, true
		}
	}
	sheet := component.Sheet{Caption: d.p.T("page.tab.all"), Columns: []component.Column{
		{Label: d.p.T("page.paper.name")}, {Label: d.p.T("page.paper.state")}, {Label: d.p.T("paper.check")},
		{Label: d.p.T("page.paper.originals"), Numeric: true}, {Label: d.p.T("page.paper.copies"), Numeric: true}}}
	for _, p := range d.papersOf(v) {
		got := handed[p.Code]
		delete(handed, p.Code)
		state := component.Label{Text: d.p.T("page.paper.none"), Tone: component.Neutral, Icon: "minus"}
		switch {
		case got.Originals+got.Copies > 0 && late[p.Code]:
			state = component.Label{Text: d.p.T("page.paper.supplemented"), Tone: component.OK, Icon: "file-plus"}
		case got.Originals+got.Copies > 0:
			state = component.Label{Text: d.p.T("page.paper.handed"), Tone: component.OK, Icon: "check"}
		case p.Required:
			state = component.Label{Text: d.p.T("page.paper.missing"), Tone: component.Warn, Icon: "file-warning"}
		}
		sheet.Rows = append(sheet.Rows, component.Row{Cells: []templ.Component{dossierview.Cell(dossierview.Lines(p.Name, p.Form), dossierview.Links([]component.Link{{Label: d.p.T("paper.look"), Href: d.address("paper", v.Code, p.Code), Icon: "eye"}})),
			dossierview.Cell(component.Tag(state), d.filesLine(v, d.filedAs(v, got, p.Code))), d.paperCheck(v, p.Code),
			component.Text(strconv.Itoa(got.Originals)), component.Text(strconv.Itoa(got.Copies))}})
	}
	for _, p := range v.Intake.Papers {
		if more, ok := handed[p.Code]; ok {
			sheet.Rows = append(sheet.Rows, component.Row{Cells: []templ.Component{component.LinkTo(component.Link{Label: p.Code, Href: d.address("paper", v.Code, p.Code)}), component.Tag(component.Label{Text: d.p.T("page.paper.more"), Tone: component.Info, Icon: "plus"}), d.paperCheck(v, p.Code),
				component.Text(strconv.Itoa(more.Originals)), component.Text(strconv.Itoa(more.Copies))}})
		}
	}
	if len(sheet.Rows) == 0 {
		return dossierview.Nothing(d.p.T("page.paper.empty"), "file-text"), nil
	}
	return component.Table(sheet), nil
}

// filedAs is a paper with the files of the version that counts.
func (d reader) filedAs(v *office.View, got dossier.Paper, code string) dossier.Paper {
	for _, version := range v.PaperVersions(code) {
		if version.Valid {
			got.Files = version.Files
		}
	}
	got.Files = slices.DeleteFunc(slices.Clone(got.Files), func(id string) bool { return !v.HasFile(id) })
	return got
}

// opinionsTab is the matrix of consultations: agency, standing, days used of
// days given, and what may be done.
func (d reader) opinionsTab(v *office.View) (templ.Component, error) {
	if len(v.Opinions) == 0 {
		return dossierview.Nothing(d.p.T("page.opinions.empty"), "network"), nil
	}
	sheet := component.Sheet{Caption: d.p.T("page.tab.opinions"), Columns: []component.Column{
		{Label: d.p.T("page.opinions.agency")}, {Label: d.p.T("page.opinions.state")}, {Label: d.p.T("page.opinions.due")},
		{Label: d.p.T("page.opinions.time")}, {Hidden: d.p.T("page.opinions.do")}}}
	for _, o := range v.Opinions {
		row, err := d.opinionRow(v, o)
		if err != nil {
			return nil, err
		}
		sheet.Rows = append(sheet.Rows, row)
	}
	return dossierview.Opinions(d.p, sheet, nil), nil
}

func (d reader) opinionRow(v *office.View, o interagency.Opinion) (component.Row, error) {
	own, err := d.book.Calendars.Of(o.Agency)
	if err != nil {
		return component.Row{}, err
	}
	due, err := o.Due(own)
	if err != nil {
		return component.Row{}, err
	}
	spent, err := o.Spent(own, v.At)
	if err != nil {
		return component.Row{}, err
	}
	name := d.book.Agency(o.Agency).Name
	state := []templ.Component{component.Tag(d.opinionState(o, spent.Late > 0))}
	if o.Reply != nil && (o.Reply.Content != "" || o.Reply.DocumentNumber != "") {
		state = append(state, dossierview.Small(joined(o.Reply.DocumentNumber, o.Reply.Content)))
	}
	for _, m := range o.MoreTime {
		state = append(state, dossierview.Small(d.moreTimeWords(m)))
	}
	when := []templ.Component{component.Text(d.p.Instant(due))}
	if o.Reply != nil {
		when = append(when, dossierview.Small(d.p.T("page.opinions.answeredAt", "At", o.Reply.At)))
	}
	time := []templ.Component{component.Text(d.p.T("page.opinions.used", "Used", d.p.Duration(spent.Used, own.FullDay()), "Given", o.Term.Text()))}
	if spent.Extended > 0 {
		time = append(time, dossierview.Small(d.p.T("page.opinions.extended", "Time", d.p.Duration(spent.Extended, own.FullDay()))))
	}
	if spent.Late.Minutes() >= 1 {
		time = append(time, component.Tag(component.Label{Text: d.p.T("page.opinions.late", "Time", d.p.Duration(spent.Late, own.FullDay())), Tone: component.Bad, Icon: "triangle-alert"}))
	}
	return component.Row{Cells: []templ.Component{component.TextWith(name, d.p.T("page.opinions.askedAt", "At", o.AskedAt, "Round", o.Round)),
		dossierview.Cell(state...), dossierview.Cell(when...), dossierview.Cell(time...), d.opinionDeeds(v, o, name)}}, nil
}

func (d reader) opinionState(o interagency.Opinion, late bool) component.Label {
	switch {
	case o.Reply != nil && o.Reply.View == interagency.Disagree:
		return component.Label{Text: d.p.T("dossier.view." + string(o.Reply.View)), Tone: component.Bad, Icon: "circle-x"}
	case o.Reply != nil && o.Reply.View == interagency.AgreeWithConditions:
		return component.Label{Text: d.p.T("dossier.view." + string(o.Reply.View)), Tone: component.Warn, Icon: "circle-check"}
	case o.Reply != nil:
		return component.Label{Text: d.p.T("dossier.view." + string(o.Reply.View)), Tone: component.OK, Icon: "circle-check"}
	case !o.Open():
		return component.Label{Text: d.p.T("page.opinions.closed"), Tone: component.Neutral, Icon: "minus"}
	case late:
		return component.Label{Text: d.p.T("page.opinions.overdue"), Tone: component.Bad, Icon: "triangle-alert"}
	default:
		return component.Label{Text: d.p.T("page.opinions.waiting"), Tone: component.Pause, Icon: "hourglass"}
	}
}

func (d reader) moreTimeWords(m interagency.MoreTime) string {
	switch {
	case m.Pending():
		return d.p.T("page.moreTime.pending", "Term", m.Term.Text(), "Reason", m.Reason)
	case m.Approved:
		return d.p.T("page.moreTime.granted", "Term", m.Term.Text(), "Reason", m.Reason)
	default:
		return d.p.T("page.moreTime.refused", "Term", m.Term.Text(), "Reason", m.Reason)
	}
}

func (d reader) opinionDeeds(v *office.View, o interagency.Opinion, name string) templ.Component {
	var deeds []templ.Component
	for _, m := range o.MoreTime {
		if m.Pending() && v.Status.Open() && d.may(v, identity.DecideExtension) {
			deeds = append(deeds, component.Button(component.Action{Label: d.p.T("page.deed.decide"), Small: true, Href: d.address("moreTime", m.ID), Icon: "calendar-clock"}))
		}
	}
	if o.Open() && d.may(v, identity.Appraise) {
		deeds = append(deeds, dossierview.Remind(d.address("opinion.remind", o.ID), d.p.T("page.deed.remind"), name, nil))
	}
	if o.Open() && d.actor.In(o.Agency, "") {
		deeds = append(deeds, component.Button(component.Action{Label: d.p.T("page.deed.answer"), Small: true, Href: d.address("opinion", o.ID), Icon: "pen-line"}))
	}
	return dossierview.Cell(deeds...)
}

func (d reader) logTab(v *office.View) (templ.Component, error) {
	return d.timeline(v)
}

// processTab lists the legs: holder, task, share, used, late.
func (d reader) processTab(v *office.View) (templ.Component, error) {
	sheet := component.Sheet{Caption: d.p.T("page.tab.process"), Columns: []component.Column{
		{Label: d.p.T("page.process.task")}, {Label: d.p.T("page.process.holder")}, {Label: d.p.T("page.opinions.time")},
		{Label: d.p.T("page.process.when")}, {Label: d.p.T("page.process.state")}}}
	for _, a := range v.Accounts {
		task := a.Task
		if task == "" {
			task = d.p.T("page.process.outside")
		}
		sheet.Rows = append(sheet.Rows, component.Row{Current: a.Begun() && a.FinishedAt.IsZero() && v.Status.Open(), Cells: []templ.Component{
			dossierview.Lines(task, a.Position), component.Text(d.unit(a.Agency, a.Unit)), dossierview.Lines(d.legTime(a)),
			dossierview.Lines(d.legWhen(a)), component.Tag(d.legState(a))}})
	}
	if len(sheet.Rows) == 0 {
		return dossierview.Nothing(d.p.T("page.process.empty"), "route"), nil
	}
	if len(v.Plan) == 0 {
		return component.Table(sheet), nil
	}
	return dossierview.Process(flow.Dossier(d.p, d.book, v), sheet), nil
}

// legTime is what a leg used of what it was given, and what it was given more.
func (d reader) legTime(a dossier.Account) (line, below string) {
	if a.Extended > 0 {
		below = d.p.T("page.opinions.extended", "Time", d.p.Duration(a.Extended, a.Calendar.FullDay()))
	}
	switch {
	case !a.Begun():
		return d.p.Text(a.Share.Text()), below
	case a.Share.IsZero():
		return d.p.Duration(a.Used, a.Calendar.FullDay()), below
	default:
		return d.p.T("page.opinions.used", "Used", d.p.Duration(a.Used, a.Calendar.FullDay()), "Given", a.Share.Text()), below
	}
}

// legWhen says when a leg began and ended, or will end.
func (d reader) legWhen(a dossier.Account) (line, below string) {
	switch {
	case !a.Begun() && a.DueAt.IsZero():
		return d.p.T("page.process.unannounced"), ""
	case !a.Begun():
		return d.p.T("page.step.expected", "Day", d.p.Instant(a.DueAt)), ""
	case a.FinishedAt.IsZero():
		return d.p.T("page.step.since", "Day", d.p.Instant(a.StartedAt)), ""
	default:
		return d.p.Instant(a.StartedAt), d.p.T("page.process.until", "At", a.FinishedAt)
	}
}

func (d reader) legState(a dossier.Account) component.Label {
	switch {
	case a.Begun() && a.Late.Minutes() >= 1:
		return component.Label{Text: d.p.T("page.opinions.late", "Time", d.p.Duration(a.Late, a.Calendar.FullDay())), Tone: component.Bad, Icon: "triangle-alert"}
	case a.SentBack:
		return component.Label{Text: d.p.T("page.process.sentBack"), Tone: component.Warn, Icon: "undo-2"}
	case !a.FinishedAt.IsZero():
		return component.Label{Text: d.p.T("page.process.done"), Tone: component.OK, Icon: "check"}
	case a.Begun():
		return component.Label{Text: d.p.T("page.process.running"), Tone: component.Info, Icon: "clock"}
	default:
		return component.Label{Text: d.p.T("page.process.ahead"), Tone: component.Neutral, Icon: "minus"}
	}
}

func (d reader) aboutTab(v *office.View) (templ.Component, error) {
	in := v.Intake
	applicant := d.partyFacts(in.Applicant)
	about := []component.Fact{
		{Name: d.p.T("page.about.procedure"), Text: in.Procedure + " – " + v.Name},
		{Name: d.p.T("page.about.version"), Text: strconv.Itoa(in.Version)},
		{Name: d.p.T("page.about.channel"), Text: d.p.Text(in.Channel.Text())},
		{Name: d.p.T("page.about.receivedAt"), Text: d.p.Instant(in.ReceivedAt)},
		{Name: d.p.T("page.about.term"), Text: d.p.Text(in.Term.Text())},
		{Name: d.p.T("page.about.original"), Text: d.p.Instant(v.Clock.Original)},
		{Name: d.p.T("page.about.due"), Text: d.p.Instant(v.Clock.Due)},
		{Name: d.p.T("page.about.note"), Text: in.Note},
	}
	about = append(about, d.wanted(v)...)
	if v.Conclusion != nil {
		about = append(about, component.Fact{Name: d.p.T("page.about.result"), Text: joined(d.p.T("dossier.outcome."+string(v.Conclusion.Outcome)), v.Conclusion.Document.Number, v.Conclusion.Document.Title)})
	}
	parts := []dossierview.Part{{Title: d.p.T("page.about.applicant"), Body: component.Facts(told(applicant))}}
	if in.Submitter.Name != "" {
		parts = append(parts, dossierview.Part{Title: d.p.T("page.about.submitter"), Body: component.Facts(told(d.partyFacts(in.Submitter)))})
	}
	parts = append(parts, dossierview.Part{Title: d.p.T("page.about.dossier"), Body: component.Facts(told(about))})
	return dossierview.Parts(parts), nil
}

func (d reader) partyFacts(p dossier.Party) []component.Fact {
	return []component.Fact{
		{Name: d.p.T("page.field.applicant.name"), Text: p.Name},
		{Name: d.p.T("page.field.applicant.identifier"), Text: p.Identifier},
		{Name: d.p.T("page.field.applicant.address"), Text: p.Address},
		{Name: d.p.T("page.field.applicant.phone"), Text: p.Phone},
		{Name: d.p.T("page.field.applicant.email"), Text: p.Email},
	}
}

// told leaves out what nobody has told.
func told(facts []component.Fact) []component.Fact {
	var list []component.Fact
	for _, f := range facts {
		if f.Text != "" || f.Value != nil {
			list = append(list, f)
		}
	}
	return list
}
