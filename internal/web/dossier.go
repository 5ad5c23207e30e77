package web

import (
	"net/http"
	"slices"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"
	"motcua/sheet"

	"github.com/a-h/templ"
)

// tab is one view of a dossier, at an address of its own.
type tab struct {
	name, slug string
	count      func(*office.View) int
	body       func(d reader, v *office.View) (templ.Component, error)
}

func tabs() []tab {
	none := func(*office.View) int { return 0 }
	return []tab{
		{"", "", func(v *office.View) int { return len(v.Intake.Papers) }, reader.papersTab},
		{"answers", "to-khai", none, reader.answersTab},
		{"opinions", "lien-thong", func(v *office.View) int { return len(v.Opinions) }, reader.opinionsTab},
		{"talk", "trao-doi", func(v *office.View) int { return v.Unread }, reader.talkTab},
		{"log", "nhat-ky", none, reader.logTab},
		{"process", "quy-trinh", none, reader.processTab},
		{"about", "thong-tin", none, reader.aboutTab},
	}
}

// showTab is the page of a dossier with one of its tabs open.
func showTab(name string) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		d, err := w.reader(r)
		if err != nil {
			return err
		}
		view, err := w.office.Dossier(r.Context(), d.actor, r.PathValue("code"))
		if err != nil {
			return err
		}
		w.opened(r, view.Code)
		return w.showDossier(rw, r, d, view, name)
	}
}

// showDossier draws the page of a dossier with a tab open.
func (w *Web) showDossier(rw http.ResponseWriter, r *http.Request, d reader, view *office.View, name string) error {
	record, err := d.record(view)
	if err != nil {
		return err
	}
	if name == "talk" {
		if err := w.openTalk(r, &d, view); err != nil {
			return err
		}
	}
	d.log = logged{person: r.URL.Query().Get("nguoi"), kind: r.URL.Query().Get("loai")}
	for _, t := range tabs() {
		if !d.shows(t) {
			continue
		}
		link := w.address("dossier", view.Code)
		if t.slug != "" {
			link = w.address("dossier."+t.name, view.Code)
		}
		record.Tabs = append(record.Tabs, component.Tab{Label: d.p.T("page.tab." + tabKey(t.name)), Href: link,
			Count: t.count(view), Current: t.name == name})
		if t.name == name {
			if record.Body, err = t.body(d, view); err != nil {
				return err
			}
		}
	}
	if record.Body == nil {
		return motcua.Refused(motcua.Forbidden, "identity.forbidden.read")
	}
	page := w.page(r, "page.dossier", "Code", view.Code)
	page.Faulty = len(d.talk.problems) > 0
	if name == "talk" {
		page.Scripts = append(page.Scripts, uploadScript)
	}
	return w.render(rw, r, statusFor(d.talk.problems), dossierview.Show(page, record))
}

// shows tells whether a tab is for the reader: an agency that was asked does
// not read what the office and the applicant say to each other.
func (d reader) shows(t tab) bool { return t.name != "talk" || d.actor.Staff() }

// recently is how many facts the side of the page shows.
const recently = 6

// record words a dossier for its page.
func (d reader) record(v *office.View) (dossierview.Record, error) {
	rec := dossierview.Record{Head: d.head(v), TabList: d.p.T("page.tabs"), Steps: d.steps(v), Why: component.ReasonsOf(d.p, v.Clock.Steps),
		Moves: d.moves(v), Next: d.next(v), All: component.Link{Label: d.p.T("page.recent.all"), Href: d.address("dossier.log", v.Code)}}
	rec.Actions = []component.Action{{Label: d.p.T("page.receipt.link"), Icon: "printer", Href: d.address("dossier.receipt", v.Code)}}
	if d.actor.Staff() {
		all := printables(v)
		if i := slices.IndexFunc(all, func(s printable) bool { return s.Kind == sheet.Return }); i >= 0 {
			rec.Actions = append(rec.Actions, component.Action{Label: d.p.T("sheet.list.return"), Icon: "printer", Href: d.address("dossier.sheet", v.Code, all[i].slug()+".pdf")})
		}
		rec.Actions = append(rec.Actions, component.Action{Label: d.p.T("sheet.list.link"), Icon: "printer", Href: d.address("dossier.sheets", v.Code)})
	}
	rec.Actions = append(rec.Actions, d.scanAction(v)...)
	strip, err := d.strip(v)
	if err != nil {
		return rec, err
	}
	rec.Strip = strip
	if rec.Notes, err = d.notes(v); err != nil {
		return rec, err
	}
	rec.Recent = d.happenings(v, recently)
	return rec, nil
}

func (d reader) head(v *office.View) component.Head {
	h := component.Head{Title: v.Name + " – " + v.Intake.Applicant.Name,
		Crumbs: []component.Link{{Label: d.p.T("work.dossiers"), Href: d.address("dossiers")}, {Label: v.Code, Href: d.address("dossier", v.Code)}}}
	h.Lead = v.Code
	if name := v.Intake.Submitter.Name; name != "" && name != v.Intake.Applicant.Name {
		h.Lead = d.p.T("page.head.submitter", "Code", v.Code, "Person", name)
	}
	h.Labels = append(h.Labels, d.status(v.Status))
	if d.actor.Staff() || v.Status.Open() {
		h.Labels = append(h.Labels, component.LabelOf(d.p, d.clockDue(v)))
	}
	answered, asked := 0, len(v.Opinions)
	for _, o := range v.Opinions {
		if !o.Open() {
			answered++
		}
	}
	if asked > 0 && v.Status == dossier.Consulting {
		h.Labels = append(h.Labels, component.Label{Text: d.p.T("page.head.opinions", "Answered", answered, "Asked", asked), Tone: component.Pause, Icon: "network"})
	}
	if v.Intake.Sample {
		h.Labels = append(h.Labels, component.Label{Text: d.p.T("page.head.sample"), Tone: component.Neutral})
	}
	return h
}

// clockDue is how the dossier stands, from its own clock.
func (d reader) clockDue(v *office.View) component.Due {
	due := component.Due{Standing: v.Clock.Standing, Date: v.Clock.Due, Margin: v.Clock.Margin, Now: d.now, FullDay: d.lead.FullDay()}
	if cal, err := d.book.Calendars.Named(v.Intake.Calendar); err == nil {
		due.FullDay = cal.FullDay()
	}
	return due
}

// strip lays the dossier out over its working days.
func (d reader) strip(v *office.View) (*component.Strip, error) {
	days, err := v.Days(d.book.Calendars, v.Clock, v.At)
	if err != nil || len(days) == 0 {
		return nil, err
	}
	s := &component.Strip{ID: "days", Due: calendar.DateOf(v.Clock.Due)}
	for i, day := range days {
		sd := component.StripDay{Date: day.Date, Owner: ownerOf(day.Kept), Today: day.Today, Due: day.Due}
		if day.Stage != "" {
			sd.Group = d.p.T("page.strip." + string(day.Stage))
		}
		if day.Kept == dossier.KeptOverdue {
			sd.Group = d.p.T("component.strip.overdue")
		}
		s.Days = append(s.Days, sd)
		if i == 0 && len(days) > 1 || day.Kept == dossier.KeptPaused { // the first day is not counted
			continue
		}
		if !day.Date.After(s.Due) {
			s.Whole++
		}
		if day.Kept != dossier.KeptAhead {
			s.Used++
		}
	}
	return s, nil
}

func ownerOf(k dossier.Keeper) component.Owner {
	switch k {
	case dossier.KeptAtDesk:
		return component.OneStop
	case dossier.KeptByUnit:
		return component.Unit
	case dossier.KeptByOther:
		return component.OtherAgency
	case dossier.KeptPaused:
		return component.Stopped
	case dossier.KeptOverdue:
		return component.Overdue
	default:
		return component.Future
	}
}

// moves words every change of the promised date: by how much, why, under
// which article.
func (d reader) moves(v *office.View) []dossierview.Move {
	var all []dossierview.Move
	for _, c := range v.Clock.Changes {
		m := dossierview.Move{From: d.p.Day(c.From), To: d.p.Day(c.To), By: d.days(c.From, c.To), Ground: c.Ground,
			When: d.p.Instant(c.At)}
		switch {
		case c.Kind == deadline.Extend && c.Holder != "":
			m.Reason = d.p.T("page.moves.extend", "Agency", d.book.Agency(c.Holder).Name, "Reason", c.Reason)
		case c.Kind == deadline.Resume:
			m.Reason = d.p.T("page.moves.resume", "Reason", c.Reason)
		case c.Kind == deadline.Restart:
			m.Reason = d.p.T("page.moves.restart", "Reason", c.Reason)
		default:
			m.Reason = c.Reason
		}
		all = append(all, m)
	}
	return all
}

// notes are what the reader must know before anything else: what is late and
// whose, what is waited for, what is to be decided.
func (d reader) notes(v *office.View) ([]dossierview.Note, error) {
	var all []dossierview.Note
	add := func(tone component.Tone, title, text string, links ...component.Link) {
		all = append(all, dossierview.Note{Notice: component.Notice{Tone: tone, Title: title}, Text: text, Links: links})
	}
	if v.Clock.Standing == deadline.Overdue || v.Clock.Standing == deadline.Late {
		causes, err := v.Causes(d.book.Calendars, v.At)
		if err != nil {
			return nil, err
		}
		add(component.Bad, d.p.T("page.note.overdue", "Due", v.Clock.Due), d.causes(causes))
	}
	if v.Status == dossier.Supplementing {
		s := v.Supplements[len(v.Supplements)-1]
		text := d.p.T("page.note.papers", "At", s.AskedAt, "Reason", s.Reason)
		if len(v.Supplements) > 1 {
			text += " " + d.p.T("page.note.again", "Count", len(v.Supplements))
		}
		add(component.Warn, d.p.T("page.note.supplementing"), text)
	}
	if h, ok := v.Pending(); ok && (v.Status.Open() || v.Status == dossier.Resolved) {
		add(component.Info, d.p.T("page.note.pending", "Unit", d.place(h.To.Agency, h.To.Unit)), d.p.T("page.note.given", "At", h.GivenAt))
	}
	var silent []motcua.Text
	for _, o := range v.Opinions {
		agency := d.book.Agency(o.Agency).Name
		for _, m := range o.MoreTime {
			if m.Pending() && v.Status.Open() {
				add(component.Warn, d.p.T("page.note.moreTime", "Agency", agency, "Term", m.Term.Text()), m.Reason, d.decideLink(v, m.ID)...)
			}
		}
		own, err := d.book.Calendars.Of(o.Agency)
		if err != nil {
			return nil, err
		}
		due, err := o.Due(own)
		if err != nil {
			return nil, err
		}
		if o.Open() && due.Before(v.At) {
			silent = append(silent, motcua.Say("page.note.cause", "Who", d.unit(o.Agency, ""), "Late", d.p.Left(-d.spanOf(own, due, v.At), own.FullDay())))
		}
	}
	if len(silent) > 0 {
		add(component.Warn, d.p.T("page.note.unanswered", "Count", len(silent)), d.p.T("page.note.unanswered.do", "Agencies", silent),
			component.Link{Label: d.p.T("page.note.opinions"), Href: d.address("dossier.opinions", v.Code), Icon: "network"})
	}
	return all, nil
}

func (d reader) spanOf(cal *calendar.Calendar, from, to time.Time) time.Duration {
	span, err := cal.Between(from, to)
	if err != nil {
		return 0
	}
	return span
}

func (d reader) decideLink(v *office.View, request string) []component.Link {
	if !d.may(v, identity.DecideExtension) {
		return nil
	}
	return []component.Link{{Label: d.p.T("page.note.decide"), Href: d.address("moreTime", request), Icon: "calendar-clock"}}
}

func (d reader) causes(list []dossier.Cause) string {
	if len(list) == 0 {
		return d.p.T("page.note.noCause")
	}
	var texts []motcua.Text
	for _, c := range list {
		texts = append(texts, motcua.Say("page.note.cause", "Who", d.unit(c.Agency, c.Unit), "Late", c.Late))
	}
	return d.p.T("page.note.causes", "Causes", texts)
}
