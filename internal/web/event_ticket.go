package web

import (
	"net/http"
	"net/url"
	"strconv"

	"motcua"
	"motcua/calendar"
	"motcua/event"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	eventview "motcua/internal/web/view/event"
)

// ticketCookie holds the key of a ticket; its path is the page of the ticket, so
// that every ticket has one of its own.
const ticketCookie = "ve-su-kien"

func (w *Web) keepTicket(rw http.ResponseWriter, id, key string) {
	http.SetCookie(rw, &http.Cookie{Name: ticketCookie, Value: key, Path: w.address("ticket", id), HttpOnly: true, Secure: w.cfg.Secure, SameSite: http.SameSiteLaxMode})
}

// openTicket is where the letter and the picture of a ticket lead.
func (w *Web) openTicket(rw http.ResponseWriter, r *http.Request) error {
	rw.Header().Set("Referrer-Policy", "no-referrer")
	t, err := w.ticketWith(r, r.PathValue("key"))
	if err != nil {
		return err
	}
	w.keepTicket(rw, t.ID, t.Key)
	return w.redirect(rw, r, w.address("ticket", t.ID))
}

// ticketWith opens the ticket of the address; wrong keys are counted against the
// reader's network address, beside those of dossiers.
func (w *Web) ticketWith(r *http.Request, key string) (office.Ticket, error) {
	from := visitOf(r).from
	if left, wait := w.lookUps.left(from); left == 0 {
		return office.Ticket{}, refusal{status: http.StatusTooManyRequests, key: "track.locked", pairs: []any{"Time", wait}}
	}
	t, err := w.office.TicketOf(r.Context(), r.PathValue("id"), key)
	if motcua.KindOf(err) == motcua.NotFound && err != nil {
		w.lookUps.fail(from)
	}
	return t, err
}

func (w *Web) ownTicket(rw http.ResponseWriter, r *http.Request) (office.Ticket, error) {
	rw.Header().Set("Cache-Control", "no-store")
	rw.Header().Set("X-Robots-Tag", "noindex, nofollow")
	rw.Header().Set("Referrer-Policy", "no-referrer")
	cookie, err := r.Cookie(ticketCookie)
	if err != nil {
		return office.Ticket{}, motcua.Refused(motcua.NotFound, "event.ticket.none")
	}
	return w.ticketWith(r, cookie.Value)
}

// ticket is one's own seat.
func (w *Web) ticket(rw http.ResponseWriter, r *http.Request) error {
	return w.showTicket(rw, r, url.Values{}, nil)
}

func (w *Web) showTicket(rw http.ResponseWriter, r *http.Request, form url.Values, wrong error) error {
	t, err := w.ownTicket(rw, r)
	if err != nil {
		return err
	}
	p, page := w.printer(r), w.page(r, "event.ticket")
	today := calendar.DateOf(w.office.Now())
	v := eventview.Ticket{Lead: t.Of.Title, Problems: component.ProblemsOf(p, wrong), Labels: []component.Label{ticketLabel(w, r, t)},
		Crumbs: w.crumbs(r, component.Link{Label: p.T("event.public"), Href: w.address("events")})}
	page.Faulty = wrong != nil
	fact := func(key, text string) {
		if text != "" {
			v.Facts = append(v.Facts, component.Fact{Name: p.T("event." + key), Text: text})
		}
	}
	fact("seat", strconv.Itoa(t.Seat))
	fact("register.name", t.Name)
	fact("register.organisation", t.Organisation)
	fact("field.from", p.Date(t.Of.From))
	if t.Of.Last() != t.Of.From {
		fact("field.to", p.Date(t.Of.To))
	}
	fact("field.place", t.Of.Place)
	fact("certificate.number", t.Certificate.Number)
	over := today.After(t.Of.Last())
	if t.Off == "" && !t.Came && !over {
		v.Scan = w.site() + w.address("ticket.opened", t.ID, t.Key)
	}
	if t.Certificate.Code != "" {
		v.Paper = w.address("ticket.certificate", t.ID)
	}
	switch {
	case r.URL.Query().Get("moi") != "" && t.Email != "":
		v.Done = p.T("event.registered.letter", "Email", t.Email)
	case r.URL.Query().Get("moi") != "":
		v.Done = p.T("event.registered")
	case t.Judged.Score > 0:
		v.Done = p.T("event.judge.thanks", "Score", t.Judged.Score)
	}
	if t.Off == "" {
		if v.Papers, err = w.eventPapers(r, t.Event); err != nil {
			return err
		}
		if t.Of.Judges(t.Registration, today) == nil {
			v.AskScore(p, form, w.address("ticket.judge", t.ID))
		}
	}
	status := http.StatusOK
	if wrong != nil {
		status = statusOf(motcua.KindOf(wrong))
	}
	return w.render(rw, r, status, eventview.Own(page, v))
}

func ticketLabel(w *Web, r *http.Request, t office.Ticket) component.Label {
	p := w.printer(r)
	switch {
	case t.Off != "":
		return component.Label{Text: p.T("event.off"), Tone: component.Bad, Icon: "x"}
	case t.Came:
		return component.Label{Text: p.T("event.here"), Tone: component.OK, Icon: "check"}
	default:
		return component.Label{Text: p.T("event.seated"), Tone: component.Info, Icon: "check"}
	}
}

// judgeEvent takes how satisfied somebody was who came.
func (w *Web) judgeEvent(rw http.ResponseWriter, r *http.Request) error {
	t, err := w.ownTicket(rw, r)
	if err != nil {
		return err
	}
	score, _ := strconv.Atoi(r.PostForm.Get("score")) // what is no number is no score
	err = w.office.JudgeEvent(r.Context(), t.ID, t.Key, event.Judged{Score: score, Remark: r.PostForm.Get("remark")})
	if err != nil && (onlyInvalid(err) || motcua.KindOf(err) == motcua.Conflict) {
		return w.showTicket(rw, r, r.PostForm, err)
	}
	if err != nil {
		return err
	}
	return w.redirect(rw, r, w.address("ticket", t.ID))
}

// ownCertificate prints a certificate for whom it was given to.
func (w *Web) ownCertificate(rw http.ResponseWriter, r *http.Request) error {
	t, err := w.ownTicket(rw, r)
	if err != nil {
		return err
	}
	if t.Certificate.Code == "" || t.Off != "" {
		return motcua.Refused(motcua.NotFound, "event.certificate.none")
	}
	return w.printCertificates(rw, r, []office.Ticket{t})
}
