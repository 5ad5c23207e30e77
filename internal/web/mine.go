package web

import (
	"net/http"
	"strings"

	"motcua"
	"motcua/account"
	"motcua/calendar"
	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/layout"
	"motcua/internal/web/view/mine"
	"motcua/submission"
)

// mineHome is where an applicant lands: what waits for them, what is under way,
// what came of it.
func (w *Web) mineHome(rw http.ResponseWriter, r *http.Request) error { return w.showMine(rw, r, nil) }

func (w *Web) showMine(rw http.ResponseWriter, r *http.Request, problems component.Problems) error {
	has, err := w.office.Mine(r.Context(), visitOf(r).owner(), visitOf(r).only())
	if err != nil {
		return err
	}
	p := w.printer(r)
	page := w.page(r, "mine.title")
	page.Faulty = len(problems) > 0
	d := mine.Data{Add: w.address("mine.add"), Procedures: w.address("procedures"), Code: r.PostForm.Get("code"), Problems: problems}
	for _, s := range has.Dossiers {
		line := mine.Line{Title: s.Code, Href: w.address("tracked", s.Code), Note: s.ProcedureName, Label: component.Label{Text: p.T("track.now." + string(s.Status)), Tone: component.Info, Icon: "clock"}}
		switch {
		case s.Status == dossier.Supplementing:
			line.Label.Tone, line.Label.Icon = component.Warn, "file-warning"
			d.Todo = append(d.Todo, line)
		case s.Status.Open():
			line.When = p.T("mine.due", "Day", p.Day(s.Due))
			d.Under = append(d.Under, line)
		default:
			line.Label.Tone, line.Label.Icon = component.OK, "check"
			d.Done = append(d.Done, line)
		}
	}
	for _, s := range has.Submitted {
		line := mine.Line{Title: s.Code, Href: w.address("draft.sent", s.ID), Note: w.procedureName(r, s.Procedure), Label: component.Label{Text: p.T("submit.sent." + string(s.Status)), Tone: toneOf(s.Status), Icon: "inbox"}}
		switch s.Status {
		case submission.Incomplete:
			d.Todo = append(d.Todo, line)
		case submission.Waiting:
			line.When = p.T("mine.answer", "Due", s.AnswerDue)
			d.Under = append(d.Under, line)
		default:
			d.Done = append(d.Done, line)
		}
	}
	for _, of := range has.Drafts {
		d.Drafts = append(d.Drafts, mine.Line{Title: w.procedureName(r, of.Procedure), Href: w.address("draft", of.ID), When: p.T("mine.changed", "At", of.ChangedAt),
			Label: component.Label{Text: p.T("mine.draft"), Tone: component.Neutral, Icon: "pen-line"}})
	}
	return w.render(rw, r, statusFor(problems), mine.Page(page, d))
}

// procedureName is the name of a procedure today, its code when it is gone.
func (w *Web) procedureName(r *http.Request, code string) string {
	book, err := w.office.Book(r.Context())
	if err != nil {
		return code
	}
	of, err := book.Procedure(code)
	if err != nil {
		return code
	}
	return of.NameOn(calendar.DateOf(w.office.Now()))
}

// addDossier makes a dossier taken at the counter one of the account's, by the
// code and key of its receipt. Wrong ones are counted like those of look-ups.
func (w *Web) addDossier(rw http.ResponseWriter, r *http.Request) error {
	c := office.Claim{Code: dossier.ReadCode(r.PostForm.Get("code")), Key: r.PostForm.Get("key"), By: w.applicant(r)}
	if _, err := w.claimed(r, c); err != nil {
		if motcua.KindOf(err) == motcua.NotFound {
			return w.showMine(rw, r, component.ProblemsOf(w.printer(r), motcua.InvalidField("code", "dossier.track.unknown")))
		}
		return err
	}
	c.Account = visitOf(r).owner()
	if err := w.office.AddDossier(r.Context(), c); err != nil {
		return err
	}
	return w.redirect(rw, r, w.address("mine"))
}

// profile shows what the account says of its owner.
func (w *Web) profile(rw http.ResponseWriter, r *http.Request) error {
	return w.showProfile(rw, r, *visitOf(r).account, nil)
}

func (w *Web) showProfile(rw http.ResponseWriter, r *http.Request, a account.Account, problems component.Problems) error {
	ways, err := w.office.WaysInto(r.Context(), a.ID)
	if err != nil {
		return err
	}
	page := w.page(r, "mine.account")
	page.Faulty = len(problems) > 0
	d := mine.Profile{Account: a, Action: w.address("mine.account"), Password: w.address("mine.password"), Sessions: w.address("mine.sessions"),
		Prove: w.address("mine.proof"), Move: w.address("mine.email"), Security: w.address("mine.security"), Close: w.address("mine.close"), CanWrite: w.office.CanWrite(), HasPassword: ways.Password, Doors: w.providerLinks(r, ways), Problems: problems, Saved: r.URL.Query().Get("xong") != ""}
	return w.render(rw, r, statusFor(problems), mine.Account(page, d))
}

func (w *Web) keepProfile(rw http.ResponseWriter, r *http.Request) error {
	a, f := *visitOf(r).account, r.PostForm
	a.Name, a.Phone, a.Identifier, a.Address = f.Get("name"), f.Get("phone"), f.Get("identifier"), f.Get("address")
	err := w.office.ChangeProfile(r.Context(), a)
	if err != nil && onlyInvalid(err) {
		return w.showProfile(rw, r, a, component.ProblemsOf(w.printer(r), err))
	}
	if err != nil {
		return err
	}
	return w.redirect(rw, r, with(w.address("mine.account"), "xong", "1"))
}

// changePassword needs the old one, and ends the other sessions.
func (w *Web) changePassword(rw http.ResponseWriter, r *http.Request) error {
	a := *visitOf(r).account
	if wait := w.signIns.take("account " + a.ID); wait > 0 {
		return refusal{status: http.StatusTooManyRequests, key: "signin.locked", pairs: []any{"Time", wait}}
	}
	err := w.office.ChangePassword(r.Context(), a.ID, w.sessions.GetString(r.Context(), accountKey), r.PostForm.Get("old"), r.PostForm.Get("password"), w.provenAt(r))
	if err != nil && onlyInvalid(err) {
		return w.showProfile(rw, r, a, component.ProblemsOf(w.printer(r), err))
	}
	if err != nil {
		return err
	}
	w.signIns.forgive("account " + a.ID)
	return w.redirect(rw, r, with(w.address("mine.account"), "xong", "1"))
}

// accountSessions shows where the account is signed in.
func (w *Web) accountSessions(rw http.ResponseWriter, r *http.Request) error {
	list, err := w.office.SessionsOf(r.Context(), visitOf(r).account.ID)
	if err != nil {
		return err
	}
	d := mine.Sessions{Action: w.address("mine.session.end"), Account: w.address("mine.account")}
	here := w.sessions.GetString(r.Context(), accountKey)
	for _, s := range list {
		d.List = append(d.List, mine.Session{ID: s.ID, Device: s.Device, Started: s.Started, Seen: s.Seen, Here: s.ID == here})
	}
	return w.render(rw, r, http.StatusOK, mine.Places(w.page(r, "mine.sessions"), d))
}

// endSession ends one session of the account, or all others.
func (w *Web) endSession(rw http.ResponseWriter, r *http.Request) error {
	id, here := visitOf(r).account.ID, w.sessions.GetString(r.Context(), accountKey)
	err := error(nil)
	if one := r.PostForm.Get("session"); one != "" && one != here {
		err = w.office.EndSession(r.Context(), id, one)
	} else {
		err = w.office.EndOtherSessions(r.Context(), id, here)
	}
	if err != nil {
		return err
	}
	return w.redirect(rw, r, w.address("mine.sessions"))
}

// applicantMenu is the menu of the applicant signed in; nil when none is.
func (w *Web) applicantMenu(r *http.Request) *layout.Applicant {
	v := visitOf(r)
	if v.account == nil {
		return nil
	}
	a := &layout.Applicant{Name: v.account.Name}
	if v.mandate != nil {
		a.For, a.Stop = v.mandate.Organisation.Name, w.address("mine.act")
	}
	for _, entry := range []struct{ name, key string }{
		{"mine", "mine.title"}, {"mine.papers", "wallet.title"}, {"mine.letters", "letter.own"}, {"mine.choice", "letter.choice"}, {"mine.mandates", "mandate.own"},
		{"mine.account", "mine.account"}, {"mine.sessions", "mine.sessions"},
	} {
		href := w.address(entry.name)
		current := r.URL.Path == href || entry.name != "mine" && strings.HasPrefix(r.URL.Path, href+"/")
		a.Menu = append(a.Menu, layout.MenuItem{Label: v.printer.T(entry.key), Href: href, Current: current})
	}
	return a
}
