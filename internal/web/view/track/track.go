// Package track draws what an applicant sees of a dossier: where it is, when
// the result is due and why that moved, what is asked of the applicant. It
// shows units, never the names of officials, and the applicant's own name masked.
package track

import (
	"slices"
	"time"

	"motcua"
	"motcua/catalogue"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/internal/message"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/vietnamese"

	"github.com/a-h/templ"
)

// FormData is the form that asks for code and key.
type FormData struct {
	Crumbs   []component.Link
	Action   string
	Code     string
	Problems component.Problems
	Left     string // how many tries are left; "" while all are
}

// Data is a dossier as its page shows it.
type Data struct {
	Crumbs    []component.Link
	View      *office.View
	Papers    []catalogue.Paper // of the pinned version
	Procedure string            // address of the procedure
	Another   string            // address to look up another dossier
	Contact   string
	Panels    []templ.Component // what else the applicant is told and may do, in order
	Ways      []component.Link  // beside the common ones
	Live      string            // address that tells when something happened; "" when nothing will
}

func (d Data) due(short bool) component.Due {
	c := d.View.Clock
	return component.Due{Standing: c.Standing, Date: c.Due, Margin: c.Margin, FullDay: d.fullDay(), Now: d.View.At, Short: short}
}

func (d Data) fullDay() time.Duration {
	if cal, err := d.View.Book.Calendars.Named(d.View.Intake.Calendar); err == nil {
		return cal.FullDay()
	}
	return 0
}

func (d Data) applicant() string { return vietnamese.MaskName(d.View.Intake.Applicant.Name) }

// headline is what happens now, in the applicant's words.
func (d Data) headline(p *message.Printer) string {
	if c := d.View.Conclusion; c != nil && c.Outcome == dossier.Refused && d.View.Status == dossier.Resolved {
		return p.T("track.now.refused")
	}
	if d.View.Status == dossier.Resolved && !d.View.Valid() {
		return p.T("delivery.now.revoked")
	}
	if d.View.Status == dossier.Resolved && d.delivery() != dossier.AtCounter {
		return p.T("delivery.now.ready")
	}
	return p.T("track.now." + string(d.View.Status))
}

// where says who has the dossier, by unit.
func (d Data) where(p *message.Printer) string {
	v := d.View
	name := v.Book.UnitName(v.Holder.Agency, v.Holder.Unit)
	switch v.Status {
	case dossier.Supplementing:
		return p.T("track.where.waiting", "Unit", name)
	case dossier.Consulting:
		return p.T("track.where.consulting", "Unit", name, "Agencies", d.asked())
	case dossier.Resolved:
		return p.T("track.where.resolved", "Unit", name)
	case dossier.ReturnedDone, dossier.WithdrawnDone, dossier.StoppedDone:
		return ""
	default:
		return p.T("track.where", "Unit", name)
	}
}

// asked are the agencies that still owe their opinion.
func (d Data) asked() []string {
	var names []string
	for _, o := range d.View.Opinions {
		if o.Open() {
			names = append(names, d.View.Book.Agency(o.Agency).Name)
		}
	}
	return names
}

// steps are the way in five words at most.
func (d Data) steps(p *message.Printer) []component.Step {
	v := d.View
	consulted := len(v.Opinions) > 0 || slices.ContainsFunc(v.Plan, func(l catalogue.Leg) bool { return l.Kind == catalogue.Consultation })
	steps := []component.Step{
		{Name: p.T("track.step.received"), Who: v.Book.Agency(d.desk()).ShortName, When: p.ShortDay(v.Intake.ReceivedAt)},
		{Name: p.T("track.step.appraisal"), Who: d.leadUnit()},
	}
	if consulted {
		step := component.Step{Name: p.T("track.step.opinions")}
		if n := len(v.Opinions); n > 0 {
			step.When, step.Who = p.ShortDay(v.Opinions[0].AskedAt), p.T("track.agencies", "Count", n)
		}
		steps = append(steps, step)
	}
	steps = append(steps, component.Step{Name: p.T("track.step.approval")}, component.Step{Name: p.T("track.step.return"), When: p.ShortDay(d.end())})
	at := d.at(consulted)
	for i := range steps {
		switch {
		case i < at:
			steps[i].State = component.Done
		case i == at:
			steps[i].State = d.stateNow()
		}
	}
	return steps
}

// at is the step the dossier is at, by its status and whether opinions came in.
func (d Data) at(consulted bool) int {
	last := 3
	if consulted {
		last = 4
	}
	v := d.View
	switch v.Status {
	case dossier.Received:
		return 0
	case dossier.Consulting:
		return 2
	case dossier.Approving:
		return last - 1
	case dossier.Resolved:
		return last
	case dossier.ReturnedDone, dossier.WithdrawnDone, dossier.StoppedDone:
		return last + 1
	default:
		if len(v.Opinions) > 0 {
			return last - 1
		}
		return 1
	}
}

func (d Data) stateNow() component.StepState {
	switch {
	case d.View.Status == dossier.Consulting || d.View.Status == dossier.Supplementing:
		return component.Waiting
	case d.View.Clock.Standing == deadline.Overdue:
		return component.Late
	default:
		return component.Current
	}
}

// end is when the result was handed over, else when it is promised.
func (d Data) end() time.Time {
	if !d.View.ReturnedAt.IsZero() {
		return d.View.ReturnedAt
	}
	return d.View.Clock.Due
}

func (d Data) desk() string {
	if len(d.View.Legs) > 0 {
		return d.View.Legs[0].Agency
	}
	return d.View.Holder.Agency
}

func (d Data) leadUnit() string {
	on := d.View.Object()
	return d.View.Book.UnitName(on.LeadAgency, on.LeadUnit)
}

// late tells whether an apology is due.
func (d Data) late() bool {
	return d.View.Clock.Standing == deadline.Overdue || d.View.Clock.Standing == deadline.Late
}

// open is the request for papers that waits; nil when none does.
func (d Data) open() *dossier.Supplement {
	for i := range d.View.Supplements {
		if d.View.Supplements[i].TakenAt.IsZero() && d.View.Status == dossier.Supplementing {
			return &d.View.Supplements[i]
		}
	}
	return nil
}

func (d Data) paperName(code string) string {
	for _, paper := range d.Papers {
		if paper.Code == code {
			return paper.Name
		}
	}
	return code
}

// move is one change of the promised date in words.
type move struct {
	from, to, why, by, ground, at string
}

func (d Data) moves(p *message.Printer) []move {
	var list []move
	for _, c := range d.View.Clock.Changes {
		m := move{from: p.Day(c.From), to: p.Day(c.To), at: p.Day(c.At), why: c.Reason, ground: c.Ground, by: p.T("track.move." + string(c.Kind))}
		if c.Holder != "" {
			m.by = p.T("track.move.agency", "Agency", d.View.Book.Agency(c.Holder).Name)
		}
		list = append(list, m)
	}
	return list
}

// opinions is the table of who was asked, until when, and whether they answered.
func (d Data) opinions(p *message.Printer) component.Sheet {
	s := component.Sheet{Caption: p.T("track.opinions"), Columns: []component.Column{
		{Label: p.T("track.opinion.agency")}, {Label: p.T("track.opinion.asked")}, {Label: p.T("track.opinion.due")}, {Label: p.T("track.opinion.state")}}}
	for _, a := range d.View.Accounts {
		if a.Opinion == "" {
			continue
		}
		due := component.Text(p.Day(a.DueAt))
		if a.Extended > 0 {
			due = component.TextWith(p.Day(a.DueAt), p.T("track.opinion.extended", "Time", p.Duration(a.Extended, a.Calendar.FullDay())))
		}
		state := component.Label{Text: p.T("track.opinion.waiting"), Tone: component.Pause, Icon: "hourglass"}
		switch {
		case !a.FinishedAt.IsZero() && d.replied(a.Opinion):
			state = component.Label{Text: p.T("track.opinion.replied", "Date", p.Day(a.FinishedAt)), Tone: component.OK, Icon: "check"}
		case !a.FinishedAt.IsZero():
			state = component.Label{Text: p.T("track.opinion.closed"), Icon: "minus"}
		case a.Late > 0:
			state = component.Label{Text: p.T("track.opinion.late", "Time", p.Duration(a.Late, a.Calendar.FullDay())), Tone: component.Bad, Icon: "triangle-alert"}
		}
		s.Rows = append(s.Rows, component.Row{Cells: cellsOf(component.Text(d.View.Book.Agency(a.Agency).Name), component.Text(p.Day(a.StartedAt)), due, component.Tag(state))})
	}
	return s
}

func (d Data) replied(opinion string) bool {
	for _, o := range d.View.Opinions {
		if o.ID == opinion {
			return o.Reply != nil
		}
	}
	return false
}

// happenings are the facts that concern the applicant, newest first, by unit.
func (d Data) happenings(p *message.Printer) []component.Happening {
	var list []component.Happening
	for i := len(d.View.Events) - 1; i >= 0; i-- {
		e := d.View.Events[i]
		h := component.Happening{At: e.At, By: d.View.Book.UnitName(e.By.Agency, e.By.Unit), Tone: component.Info}
		switch f := e.Fact.(type) {
		case dossier.Opened:
			h.Title, h.Tone = p.T("track.event.received"), component.OK
		case dossier.Assigned:
			h.Title = p.T("track.event.assigned")
		case dossier.PapersAsked:
			h.Title, h.Detail, h.Tone = p.T("track.event.papersAsked"), f.Reason, component.Warn
		case dossier.PapersSent:
			h.Title, h.By = p.T("track.event.papersSent"), ""
		case dossier.MessageSent:
			h.Title = p.T("track.event.messageSent")
			if f.FromApplicant {
				h.Title, h.By = p.T("track.event.messageOwn"), ""
			}
		case dossier.PapersTaken:
			h.Title, h.Tone = p.T("track.event.papersTaken"), component.OK
		case dossier.OpinionsAsked:
			h.Title, h.Tone = p.T("track.event.asked", "Count", len(f.Opinions)), component.Pause
		case dossier.Replied:
			h.Title = p.T("track.event.replied", "Agency", d.agencyOf(f.Opinion))
		case dossier.MoreTimeDecided:
			if !f.Approved {
				continue
			}
			h.Title, h.Tone = p.T("track.event.moreTime", "Agency", d.View.Book.Agency(f.Agency).Name), component.Warn
		case dossier.Apologised:
			h.Title, h.Detail, h.Tone = p.T("apology.event"), f.Reason, component.Warn
		case dossier.Concluded:
			h.Title, h.Tone = p.T("track.event.concluded"), component.OK
		case dossier.Returned:
			h.Title, h.Tone = p.T("track.event.returned"), component.OK
		case dossier.DeliveryChosen:
			h.Title, h.By = p.T("delivery.event.chosen"), ""
		case dossier.Posted:
			h.Title, h.Detail, h.Tone = p.T("delivery.event.posted"), f.Tracking, component.OK
		case dossier.Revoked:
			h.Title, h.Detail, h.Tone = p.T("result.event.revoked"), f.Reason, component.Bad
		case dossier.Replaced:
			h.Title, h.Detail, h.Tone = p.T("result.event.replaced"), f.Reason, component.Warn
		default:
			continue
		}
		list = append(list, h)
	}
	return list
}

func (d Data) agencyOf(opinion string) string {
	for _, o := range d.View.Opinions {
		if o.ID == opinion {
			return d.View.Book.Agency(o.Agency).Name
		}
	}
	return ""
}

// causes says who made a late dossier late.
func (d Data) causes(p *message.Printer) []string {
	causes, err := d.View.Causes(d.View.Book.Calendars, d.View.At)
	if err != nil {
		return nil
	}
	var words []string
	for _, c := range causes {
		words = append(words, p.Text(motcua.Say("track.cause", "Unit", d.View.Book.UnitName(c.Agency, c.Unit), "Time", c.Late)))
	}
	return words
}
