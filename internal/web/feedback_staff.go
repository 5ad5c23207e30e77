package web

import (
	"net/http"
	"slices"
	"strings"

	"motcua"
	"motcua/feedback"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"
	feedbackview "motcua/internal/web/view/feedback"
	"motcua/internal/web/view/work"

	"github.com/a-h/templ"
)

// feedbackTab is one pile of the queue.
type feedbackTab struct {
	name   string // in the address
	states []feedback.State
}

func feedbackTabs() []feedbackTab {
	return []feedbackTab{
		{"moi", []feedback.State{feedback.Received}},
		{"xu-ly", []feedback.State{feedback.Accepted, feedback.Working}},
		{"cho-bo-sung", []feedback.State{feedback.Waiting}},
		{"cho-duyet", []feedback.State{feedback.Approving}},
		{"cho-cong-khai", []feedback.State{feedback.Answered}},
		{"xong", []feedback.State{feedback.Published, feedback.Withheld, feedback.Refused, feedback.Transferred}},
	}
}

// feedbackQueue lists what the reader may see, in piles, nearest due first.
func (w *Web) feedbackQueue(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	f := r.URL.Query()
	q := office.FeedbackQuery{Kind: feedback.Kind(f.Get("loai")), Text: strings.TrimSpace(f.Get("q")), After: f.Get("sau")}
	counts, err := w.office.FeedbackStates(r.Context(), d.actor, office.FeedbackQuery{Kind: q.Kind, Text: q.Text})
	if err != nil {
		return err
	}
	page := w.page(r, "feedback.nav")
	l := work.List{Head: component.Head{Title: page.Title, Lead: d.p.T("feedback.queue.lead")}, TabList: d.p.T("feedback.queue.tabs")}
	if d.actor.Is(identity.Reception, identity.Office, identity.Director) {
		l.Actions = []component.Action{{Label: d.p.T("feedback.enter"), Icon: "plus", Look: component.Primary, Href: w.address("feedback.enter")}}
	}
	chosen := f.Get("nhom")
	tabs := feedbackTabs()
	if !slices.ContainsFunc(tabs, func(t feedbackTab) bool { return t.name == chosen }) {
		chosen = firstFull(tabs, counts)
	}
	for _, t := range tabs {
		n := 0
		for _, s := range t.states {
			n += counts[s]
		}
		l.Tabs = append(l.Tabs, component.Tab{Label: d.p.T("feedback.tab." + t.name), Count: n, Current: t.name == chosen,
			Href: with(w.address("feedback.queue"), "nhom", t.name, "loai", string(q.Kind), "q", q.Text)})
		if t.name == chosen {
			q.States = t.states
		}
	}
	list, err := w.office.Feedbacks(r.Context(), d.actor, q)
	if err != nil {
		return err
	}
	l.Sheet, l.Pages = d.feedbackSheet(page.Title, list.Items), pages(r, list.Next)
	l.Filter = &work.Filter{Filter: component.Filter{Action: w.address("feedback.queue")}, Hidden: [][2]string{{"nhom", chosen}},
		Fields:  []component.Field{{Name: "q", Label: d.p.T("feedback.list.words"), Value: q.Text, Kind: "search"}},
		Selects: []work.Select{{Field: component.Field{Name: "loai", Label: d.p.T("feedback.field.kind"), Value: string(q.Kind)}, Choices: d.kindChoices(true)}}}
	if q.Text != "" || q.Kind != "" {
		l.Filter.Clear = with(w.address("feedback.queue"), "nhom", chosen)
	}
	l.Empty = component.Nothing{Title: d.p.T("feedback.queue.empty"), Text: d.p.T("feedback.queue.empty.do"), Icon: "circle-check"}
	return w.render(rw, r, http.StatusOK, work.Show(page, l))
}

// firstFull is the first pile with something in it.
func firstFull(tabs []feedbackTab, counts map[feedback.State]int) string {
	for _, t := range tabs {
		for _, s := range t.states {
			if counts[s] > 0 {
				return t.name
			}
		}
	}
	return tabs[0].name
}

func (d reader) kindChoices(any bool) []component.Choice {
	var choices []component.Choice
	if any {
		choices = append(choices, component.Choice{Label: d.p.T("feedback.kind.any")})
	}
	for _, k := range feedback.Kinds() {
		choices = append(choices, component.Choice{Value: string(k), Label: d.p.T("feedback.kind." + string(k))})
	}
	return choices
}

func (d reader) feedbackSheet(caption string, list []feedback.Summary) component.Sheet {
	sheet := component.Sheet{Caption: caption, Keys: true, Columns: []component.Column{{Label: d.p.T("feedback.column.what")}, {Label: d.p.T("feedback.field.kind")},
		{Label: d.p.T("feedback.column.state")}, {Label: d.p.T("feedback.column.holder")}, {Label: d.p.T("feedback.column.due")}}}
	for _, s := range list {
		due := component.Tag(component.Label{Text: d.p.T("feedback.ended", "Date", d.p.Day(s.ClosedAt)), Icon: "check"})
		switch {
		case s.State.Open() && s.Due.IsZero():
			due = component.Tag(component.Label{Text: d.p.T("feedback.due.none"), Icon: "calendar-days"})
		case s.State.Open():
			due = component.DueTag(d.p, d.feedbackDue(s))
		}
		holder := d.p.T("feedback.holder.none")
		if s.Unit != "" {
			holder = d.unit(s.Agency, s.Unit)
		}
		sheet.Rows = append(sheet.Rows, component.Row{Cells: []templ.Component{
			component.LinkWith(component.Link{Label: s.Code, Href: d.address("feedback.record", s.Code)}, s.Title),
			component.TextWith(d.p.T("feedback.kind."+string(s.Kind)), d.p.T("feedback.channel."+string(s.Channel))),
			component.Tag(feedbackview.StateLabel(d.p, s.State)), component.Text(holder), due}})
	}
	return sheet
}

// feedbackDue is how a listed feedback stands against the clock that runs.
func (d reader) feedbackDue(s feedback.Summary) component.Due {
	due := *d.dueAt(s.Due)
	if s.Paused {
		due.Standing = "paused"
	}
	return due
}

// enterForm asks what somebody says by telephone.
func (w *Web) enterForm(rw http.ResponseWriter, r *http.Request) error {
	return w.askFeedback(rw, r, http.StatusOK, r.URL.Query(), nil, nil)
}

// enterFeedback takes down what somebody says by telephone.
func (w *Web) enterFeedback(rw http.ResponseWriter, r *http.Request) error {
	files, err := w.filesOf(r, "files")
	if err == nil {
		in := intakeOf(r.PostForm, files)
		var view *office.FeedbackView
		if view, err = w.office.EnterFeedback(r.Context(), w.actor(r), in); err == nil {
			return w.entered(rw, r, view.Code, w.printer(r).T("feedback.entered", "Code", view.Code, "Key", view.Key))
		}
	}
	if motcua.KindOf(err) != motcua.Invalid {
		return err
	}
	return w.askFeedback(rw, r, http.StatusUnprocessableEntity, r.PostForm, files, err)
}

// entered says what was done and goes on to the record, or to the queue where
// the reader may not, or no longer, read it.
func (w *Web) entered(rw http.ResponseWriter, r *http.Request, code, said string) error {
	w.flash(r, said)
	if _, err := w.office.Feedback(r.Context(), w.actor(r), code); err == nil {
		return w.redirect(rw, r, w.address("feedback.record", code))
	}
	return w.redirect(rw, r, w.address("feedback.queue"))
}

// takeMail takes an e-mail that was saved as a file.
func (w *Web) takeMail(rw http.ResponseWriter, r *http.Request) error {
	again := func(err error) error { return w.askFeedback(rw, r, http.StatusUnprocessableEntity, nil, nil, err) }
	if r.MultipartForm == nil || len(r.MultipartForm.File["message"]) == 0 {
		return again(motcua.InvalidField("message", "feedback.mail.missing"))
	}
	body, err := r.MultipartForm.File["message"][0].Open()
	if err != nil {
		return err
	}
	defer func() { _ = body.Close() }()
	taken, err := w.office.ReceiveMail(r.Context(), w.actor(r), body)
	p := w.printer(r)
	switch {
	case motcua.KindOf(err) == motcua.Invalid:
		return again(err)
	case err != nil:
		return err
	case taken.Automatic:
		return again(motcua.InvalidField("message", "feedback.mail.automatic"))
	case taken.Before:
		return w.entered(rw, r, taken.Code, p.T("feedback.mail.before", "Code", taken.Code))
	case taken.Added:
		return w.entered(rw, r, taken.Code, p.T("feedback.mail.added", "Code", taken.Code))
	}
	return w.entered(rw, r, taken.Code, p.T("feedback.mail.taken", "Code", taken.Code))
}

// feedbackRecord is the page of a feedback for the staff.
func (w *Web) feedbackRecord(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	view, err := w.office.Feedback(r.Context(), d.actor, r.PathValue("code"))
	if err != nil {
		return err
	}
	files, err := w.office.FilesOfFeedback(r.Context(), view)
	if err != nil {
		return err
	}
	href := func(id string) string { return w.address("feedback.record.file", view.Code, id) }
	names, err := w.office.NamesOf(r.Context(), view)
	if err != nil {
		return err
	}
	rec := d.feedbackOf(view, names)
	rec.Files = filesNamed(files, view.Files, href)
	for _, m := range view.Messages {
		rec.Messages = append(rec.Messages, feedbackview.Message{Message: m, Files: filesNamed(files, m.Files, href)})
	}
	return w.render(rw, r, http.StatusOK, feedbackview.Show(w.page(r, "feedback.title", "Code", view.Code), rec))
}

// feedbackOf words a feedback for its page; names are those of the people it
// complains about.
func (d reader) feedbackOf(v *office.FeedbackView, names []string) feedbackview.Record {
	rec := feedbackview.Record{View: v, FullDay: d.lead.FullDay(), Head: component.Head{Title: v.Title, Lead: v.Code,
		Crumbs: []component.Link{{Label: d.p.T("feedback.nav"), Href: d.address("feedback.queue")}},
		Labels: []component.Label{feedbackview.StateLabel(d.p, v.State), {Text: d.p.T("feedback.kind." + string(v.Kind))}}}}
	if running := feedback.Running(v.Clocks); running != nil {
		rec.Head.Labels = append(rec.Head.Labels, feedbackview.ClockLabel(d.p, running, v.At, d.lead.FullDay()))
	}
	rec.Holder = d.p.T("feedback.holder.none")
	if v.Unit != "" {
		rec.Holder = joined(d.unit(v.Agency, v.Unit), d.handler(v))
	}
	rec.Facts = told([]component.Fact{{Name: d.p.T("feedback.field.channel"), Text: d.p.T("feedback.channel." + string(v.Channel))},
		{Name: d.p.T("feedback.field.received"), Text: d.p.Instant(v.ReceivedAt)}, {Name: d.p.T("feedback.field.dossier"), Text: v.About.Dossier},
		{Name: d.p.T("feedback.field.unit"), Text: d.concernedUnit(v)}, {Name: d.p.T("feedback.field.persons"), Text: strings.Join(names, ", ")},
		{Name: d.p.T("feedback.field.leftOut"), Text: strings.Join(v.LeftOut, ", ")}, {Name: d.p.T("feedback.field.evidence"), Text: joined(v.To, v.Evidence)}})
	rec.Sender = told([]component.Fact{{Name: d.p.T("feedback.field.name"), Text: v.Sender.Name}, {Name: d.p.T("feedback.field.address"), Text: v.Sender.Address},
		{Name: d.p.T("feedback.field.phone"), Text: v.Sender.Phone}, {Name: d.p.T("feedback.field.email"), Text: v.Sender.Email}})
	if v.Reason != "" {
		rec.Notes = append(rec.Notes, dossierview.Note{Notice: component.Notice{Tone: component.Warn, Title: d.p.T("feedback.reason." + string(v.State))}, Text: v.Reason})
	}
	if v.Sender != (feedback.Sender{}) && (v.Sender.Name == "" || v.Sender.Address == "") {
		rec.Notes = append(rec.Notes, dossierview.Note{Notice: component.Notice{Tone: component.Warn, Title: d.p.T("feedback.incomplete")}, Text: d.p.T("feedback.incomplete.do")})
	}
	for _, a := range feedbackActs() {
		if v.Fits(a.deed) && a.may(d.actor, v) {
			rec.Deeds = append(rec.Deeds, component.Action{Label: d.p.T("feedback.act." + string(a.deed)), Icon: a.icon, Look: a.look, Block: true,
				Href: d.address("feedback.do."+string(a.deed), v.Code)})
		}
	}
	for _, e := range slices.Backward(v.Events) {
		rec.Log = append(rec.Log, component.Happening{Title: d.p.T("feedback.fact." + e.Fact.Kind()), At: e.At, By: d.author(e.By), Detail: d.factDetail(e.Fact), Tone: component.Info})
	}
	return rec
}

func (d reader) concernedUnit(v *office.FeedbackView) string {
	if v.About.Unit == "" {
		return ""
	}
	return d.unit(v.About.Agency, v.About.Unit)
}

// handler is the name of the person who has it, as the log gives it.
func (d reader) handler(v *office.FeedbackView) string {
	for _, e := range slices.Backward(v.Events) {
		if f, ok := e.Fact.(feedback.Assigned); ok && f.Person == v.Person {
			return f.Name
		}
	}
	return ""
}

func (d reader) author(by feedback.By) string {
	if by.Person == feedback.BySender {
		return d.p.T("feedback.sender")
	}
	return by.Name
}

func (d reader) factDetail(fact feedback.Fact) string {
	switch f := fact.(type) {
	case feedback.Classified:
		return joined(d.p.T("feedback.kind."+string(f.As)), f.Note)
	case feedback.Rejected:
		return d.p.T("feedback.ground." + string(f.Ground))
	case feedback.PassedOn:
		return joined(f.To, f.Evidence, f.Reason)
	case feedback.Assigned:
		return joined(d.unit(d.w.office.LeadAgency(), f.Unit), f.Name, f.Note)
	case feedback.Extended:
		return joined(d.p.Text(f.Term.Text()), f.Reason)
	case feedback.DraftReturned:
		return f.Reason
	case feedback.KeptBack:
		return f.Reason
	case feedback.Said:
		return d.p.T("feedback.channel." + string(f.Channel))
	default:
		return ""
	}
}

// feedbackFile gives the staff a file of a feedback that they may read.
func (w *Web) feedbackFile(rw http.ResponseWriter, r *http.Request) error {
	f, err := w.office.FeedbackFile(r.Context(), w.actor(r), r.PathValue("code"), r.PathValue("id"))
	if err != nil {
		return err
	}
	return w.serveFile(rw, r, f)
}
