package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/message"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"
)

// reader is who reads a staff page, with what wording it needs.
type reader struct {
	w     *Web
	p     *message.Printer
	book  *office.Book
	lead  *calendar.Calendar // of the department, for lists
	now   time.Time
	actor identity.Actor
	names map[string]string // of people, where a list names them
	log   logged            // what the log is narrowed to
	talk  talking           // what the tab of messages needs beside the dossier
}

func (w *Web) reader(r *http.Request) (reader, error) {
	book, err := w.office.Book(r.Context())
	if err != nil {
		return reader{}, err
	}
	lead, err := book.Calendars.Named(book.Calendars.Default)
	return reader{w: w, p: w.printer(r), book: book, lead: lead, now: w.office.Now(), actor: w.actor(r)}, err
}

// address is the address of a named route.
func (d reader) address(name string, values ...string) string { return d.w.address(name, values...) }

// unit names a holder: the unit, or the agency's short name.
func (d reader) unit(agency, unit string) string {
	a := d.book.Agency(agency)
	if u, ok := a.Unit(unit); ok {
		return u.Name
	}
	return a.ShortName
}

// place names a unit with its agency, where both are needed.
func (d reader) place(agency, unit string) string {
	a := d.book.Agency(agency)
	if u, ok := a.Unit(unit); ok {
		return u.Name + " – " + a.ShortName
	}
	return a.Name
}

// status is the word for a status.
func (d reader) status(s dossier.Status) component.Label {
	label := component.Label{Text: d.p.T("dossier.status." + string(s)), Tone: component.Info, Icon: "file-text"}
	switch s {
	case dossier.Received:
		label.Icon = "inbox"
	case dossier.Processing:
		label.Icon = "eye"
	case dossier.Approving:
		label.Icon = "signature"
	case dossier.Consulting:
		label.Tone, label.Icon = component.Pause, "hourglass"
	case dossier.Supplementing:
		label.Tone, label.Icon = component.Warn, "file-warning"
	case dossier.Resolved, dossier.ReturnedDone:
		label.Tone, label.Icon = component.OK, "circle-check"
	case dossier.StoppedDone:
		label.Tone, label.Icon = component.Bad, "circle-x"
	case dossier.WithdrawnDone:
		label.Tone, label.Icon = component.Neutral, "undo-2"
	}
	return label
}

// dueOf is how a dossier of a list stands, counted on the lead's calendar.
func (d reader) dueOf(s dossier.Summary) component.Due {
	due := component.Due{Date: s.Due, Now: d.now, FullDay: d.lead.FullDay()}
	switch {
	case !s.EndedAt.IsZero():
		due.Standing = s.Standing
		return due
	case s.Paused:
		due.Standing = deadline.Paused
		return due
	}
	due.Margin = d.margin(s.Due)
	due.Standing = d.standing(s.Due, due.Margin)
	return due
}

// margin is the working time from now to an instant, negative after it.
func (d reader) margin(at time.Time) time.Duration {
	from, to, sign := d.now, at, time.Duration(1)
	if at.Before(d.now) {
		from, to, sign = at, d.now, -1
	}
	span, err := d.lead.Between(from, to)
	if err != nil {
		return 0
	}
	return sign * span
}

// warnDays are the working days before a date from which it is due soon, as
// deadline.Rule counts them.
const warnDays = 2

func (d reader) standing(due time.Time, margin time.Duration) deadline.Standing {
	if due.Before(d.now) {
		return deadline.Overdue
	}
	if margin <= warnDays*d.lead.FullDay() {
		return deadline.DueSoon
	}
	return deadline.InTime
}

// usage is how much of the promised time of a listed dossier is used.
func (d reader) usage(s dossier.Summary) component.Usage {
	due := d.dueOf(s)
	end := d.now
	if !s.EndedAt.IsZero() {
		end = s.EndedAt
	}
	used, err1 := d.lead.Between(s.ReceivedAt, later(end, s.ReceivedAt))
	whole, err2 := d.lead.Between(s.ReceivedAt, later(s.Due, s.ReceivedAt))
	if err1 != nil || err2 != nil {
		return component.Usage{}
	}
	u := component.UsageOf(deadline.Reckoning{Used: used, Standing: due.Standing}, whole)
	return u
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// days says how many working days lie between two instants, in words.
func (d reader) days(from, to time.Time) string {
	n, err := d.lead.WorkingDays(calendar.DateOf(from), calendar.DateOf(to))
	if err != nil || n == 0 {
		return ""
	}
	return d.p.T("page.moves.by", "Count", n)
}

// readDate reads a day as people write it: 27/3/1985, 27-03-1985, 27.3.1985,
// 27031985 and 1985-03-27. "" is the zero day.
func readDate(field, s string) (calendar.Date, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return calendar.Date{}, nil
	}
	wrong := motcua.InvalidField(field, "page.date", "Value", s)
	if len(s) == 8 && strings.Trim(s, "0123456789") == "" {
		s = s[:2] + "/" + s[2:4] + "/" + s[4:]
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("/-. ", r) })
	if len(parts) != 3 {
		return calendar.Date{}, wrong
	}
	if len(parts[0]) == 4 {
		parts[0], parts[2] = parts[2], parts[0]
	}
	var n [3]int
	for i, part := range parts {
		v, err := strconv.Atoi(part)
		if err != nil || v < 0 {
			return calendar.Date{}, wrong
		}
		n[i] = v
	}
	day := calendar.Date{Year: n[2], Month: time.Month(n[1]), Day: n[0]}
	if n[2] < 1900 || n[2] > 9999 || day.AddDays(0) != day {
		return calendar.Date{}, wrong
	}
	return day, nil
}

// hiddenOf are the values a form sends unseen.
func hiddenOf(pairs ...string) []dossierview.Hidden {
	var list []dossierview.Hidden
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			list = append(list, dossierview.Hidden{Name: pairs[i], Value: pairs[i+1]})
		}
	}
	return list
}

// version is the count of facts that the sender of a form had read.
func version(form url.Values) int {
	n, err := strconv.Atoi(form.Get("version"))
	if err != nil || n < 0 {
		return 0
	}
	return n
}
