package web

import (
	"net/http"
	"slices"
	"strings"

	"motcua"
	"motcua/account"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/mine"
)

// actingFor finds the mandate that the session acts under; nil when the account
// acts for itself, also when the mandate has ended meanwhile.
func (w *Web) actingFor(r *http.Request, of *account.Account) (*account.Mandate, error) {
	id := w.sessions.GetString(r.Context(), actingKey)
	if of == nil || id == "" {
		return nil, nil
	}
	m, err := w.office.ActingFor(r.Context(), of.ID, id)
	if motcua.KindOf(err) == motcua.NotFound && err != nil {
		w.sessions.Remove(r.Context(), actingKey)
		return nil, nil
	}
	return m, err
}

// mandates lists whom an account may act for, and asks for another.
func (w *Web) mandates(rw http.ResponseWriter, r *http.Request) error {
	return w.showMandates(rw, r, mine.MandatesData{})
}

func (w *Web) showMandates(rw http.ResponseWriter, r *http.Request, d mine.MandatesData) error {
	v := visitOf(r)
	list, err := w.office.MandatesOf(r.Context(), v.account.ID)
	if err != nil {
		return err
	}
	p, day := v.printer, calendar.DateOf(w.office.Now())
	d.Action, d.Act, d.Proven, d.ProfileHref = w.address("mine.mandates"), w.address("mine.act"), v.account.Proven(), w.address("mine.account")
	for _, m := range list {
		line := mine.Mandate{Mandate: m, Label: standingLabel(p.T, m, day), Scope: w.scope(r, m.Procedures), End: w.address("mine.mandate.end", m.ID)}
		line.May = m.Active(day)
		line.Now = v.mandate != nil && v.mandate.ID == m.ID
		line.Open = m.Standing == account.MandateWaiting || line.May
		d.List = append(d.List, line)
	}
	page := w.page(r, "mandate.own")
	page.Faulty = len(d.Problems) > 0
	return w.render(rw, r, statusFor(d.Problems), mine.Mandates(page, d))
}

// standingLabel says what became of a mandate on a day.
func standingLabel(say func(string, ...any) string, m *account.Mandate, day calendar.Date) component.Label {
	switch {
	case m.Standing == account.MandateWaiting:
		return component.Label{Text: say("mandate.is.waiting"), Tone: component.Warn, Icon: "clock"}
	case m.Active(day):
		return component.Label{Text: say("mandate.is.active", "Until", m.Until), Tone: component.OK, Icon: "check"}
	case m.Standing == account.MandateConfirmed:
		return component.Label{Text: say("mandate.is.past", "Until", m.Until), Tone: component.Neutral, Icon: "history"}
	case m.Standing == account.MandateRefused:
		return component.Label{Text: say("mandate.is.refused"), Tone: component.Bad, Icon: "circle-x"}
	}
	return component.Label{Text: say("mandate.is.ended"), Tone: component.Neutral, Icon: "history"}
}

// scope words the procedures that a mandate is for.
func (w *Web) scope(r *http.Request, procedures []string) string {
	if len(procedures) == 0 {
		return w.printer(r).T("mandate.scope.all")
	}
	var names []string
	for _, code := range procedures {
		names = append(names, w.procedureName(r, code)+" ("+code+")")
	}
	return strings.Join(names, "; ")
}

// askMandate asks the desk to let the account act for an organisation.
func (w *Web) askMandate(rw http.ResponseWriter, r *http.Request) error {
	f, p := r.PostForm, w.printer(r)
	asked := account.Asked{Organisation: account.Organisation{TaxCode: f.Get("taxCode"), Name: f.Get("organisation"), Address: f.Get("address")},
		Position: f.Get("position"), Procedures: strings.FieldsFunc(f.Get("procedures"), func(c rune) bool { return strings.ContainsRune(" ,;\n\r\t", c) })}
	again := mine.MandatesData{Asked: asked, Until: f.Get("until"), Codes: f.Get("procedures")}
	var wrong error
	if typed := strings.TrimSpace(again.Until); typed != "" {
		asked.Until, wrong = readDate("until", typed)
	}
	files, err := w.papersOf(r, "evidence")
	if err != nil && !onlyInvalid(err) {
		return err
	}
	if len(files) > 0 {
		asked.Evidence.File = files[len(files)-1].ID
		again.Files = linesOf(p, files[len(files)-1:])
	}
	if wrong == nil && err == nil {
		_, wrong = w.office.AskMandate(r.Context(), w.applicant(r), visitOf(r).account.ID, asked)
	} else if wrong == nil {
		wrong = inField(err, "evidence")
	}
	if wrong != nil && onlyInvalid(wrong) {
		again.Problems = component.ProblemsOf(p, wrong)
		return w.showMandates(rw, r, again)
	}
	if wrong != nil {
		return wrong
	}
	w.flash(r, p.T("mandate.asked"))
	return w.redirect(rw, r, w.address("mine.mandates"))
}

// giveUpMandate ends a mandate, or takes a request back.
func (w *Web) giveUpMandate(rw http.ResponseWriter, r *http.Request) error {
	if err := w.office.GiveUpMandate(r.Context(), *visitOf(r).account, r.PathValue("mandate")); err != nil {
		return err
	}
	return w.redirect(rw, r, w.address("mine.mandates"))
}

// act takes the part of an organisation, or one's own again.
func (w *Web) act(rw http.ResponseWriter, r *http.Request) error {
	id := r.PostForm.Get("mandate")
	if id == "" {
		w.sessions.Remove(r.Context(), actingKey)
		return w.redirect(rw, r, w.address("mine"))
	}
	if _, err := w.office.ActingFor(r.Context(), visitOf(r).account.ID, id); err != nil {
		return err
	}
	w.sessions.Put(r.Context(), actingKey, id)
	return w.redirect(rw, r, w.address("mine"))
}

// deskMandates lists for the desk the requests that wait and the mandates that
// stand.
func (w *Web) deskMandates(rw http.ResponseWriter, r *http.Request) error {
	return w.showDeskMandates(rw, r, nil)
}

func (w *Web) showDeskMandates(rw http.ResponseWriter, r *http.Request, problems component.Problems) error {
	waiting, standing, err := w.office.Mandates(r.Context(), w.actor(r))
	if err != nil {
		return err
	}
	p, day := w.printer(r), calendar.DateOf(w.office.Now())
	page := w.page(r, "mandate.desk")
	page.Faulty = len(problems) > 0
	d := mine.DeskMandates{Problems: problems}
	for _, m := range slices.Concat(waiting, standing) {
		line := mine.Mandate{Mandate: m, Label: standingLabel(p.T, m, day), Scope: w.scope(r, m.Procedures),
			Decide: w.address("desk.mandate", m.ID), File: w.address("desk.mandate.file", m.ID)}
		if m.Standing == account.MandateWaiting {
			d.Waiting = append(d.Waiting, line)
		} else if m.Active(day) {
			d.Standing = append(d.Standing, line)
		}
	}
	return w.render(rw, r, statusFor(problems), mine.Desk(page, d))
}

// decideMandate confirms, refuses or ends.
func (w *Web) decideMandate(rw http.ResponseWriter, r *http.Request) error {
	id, actor := r.PathValue("mandate"), w.actor(r)
	reason := r.PostForm.Get("reason-" + id)
	var err error
	switch r.PostForm.Get("do") {
	case "confirm":
		err = w.office.DecideMandate(r.Context(), actor, id, account.Confirmed{})
	case "refuse":
		err = w.office.DecideMandate(r.Context(), actor, id, account.Refused{Reason: reason})
	case "end":
		err = w.office.EndMandate(r.Context(), actor, id, reason)
	default:
		err = refusal{status: http.StatusBadRequest, key: "web.form"}
	}
	if err != nil && onlyInvalid(err) {
		return w.showDeskMandates(rw, r, component.ProblemsOf(w.printer(r), inField(err, "reason-"+id)))
	}
	if err != nil {
		return err
	}
	return w.redirect(rw, r, w.address("desk.mandates"))
}

func (w *Web) mandateFile(rw http.ResponseWriter, r *http.Request) error {
	f, err := w.office.MandateFile(r.Context(), w.actor(r), r.PathValue("mandate"))
	if err != nil {
		return err
	}
	return w.serveFile(rw, r, f)
}

// wallet lists the papers that were accepted before.
func (w *Web) wallet(rw http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	papers, err := w.office.Wallet(r.Context(), v.owner(), v.only())
	if err != nil {
		return err
	}
	var d mine.WalletData
	for _, paper := range papers {
		d.Papers = append(d.Papers, mine.WalletLine{Title: paper.Title, Name: paper.Name, Href: w.address("mine.paper", paper.ID),
			Dossier: paper.Dossier, DossierHref: w.address("tracked", paper.Dossier), At: paper.ReceivedAt})
	}
	d.Procedures = w.address("procedures")
	return w.render(rw, r, http.StatusOK, mine.Wallet(w.page(r, "wallet.title"), d))
}

// walletFile sends a paper of the wallet.
func (w *Web) walletFile(rw http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	papers, err := w.office.Wallet(r.Context(), v.owner(), v.only())
	if err != nil {
		return err
	}
	at := slices.IndexFunc(papers, func(p office.WalletPaper) bool { return p.ID == r.PathValue("file") })
	if at < 0 {
		return motcua.Refused(motcua.NotFound, "document.unknown")
	}
	return w.serveFile(rw, r, papers[at].File)
}

// earlier offers the papers of the wallet for a required paper, those of its
// own name first.
func (w *Web) earlier(r *http.Request, wallet []office.WalletPaper, paper catalogue.Paper) []component.Choice {
	p := w.printer(r)
	var same, other []component.Choice
	for _, held := range wallet {
		choice := component.Choice{Value: held.ID, Label: p.T("wallet.line", "Title", held.Title, "Name", held.Name, "Dossier", held.Dossier, "Day", calendar.DateOf(held.ReceivedAt))}
		if held.Title == paper.Name {
			same = append(same, choice)
		} else {
			other = append(other, choice)
		}
	}
	return append(same, other...)
}
