package web

import (
	"net/http"

	"motcua/internal/web/view/component"
	"motcua/internal/web/view/mine"
	"motcua/internal/web/view/signin"
)

// passkeyKey is where the session keeps what a browser was asked.
const passkeyKey = "passkey"

// passkeyRoutes is the part of the table for passkeys.
func passkeyRoutes() []Route {
	return []Route{
		{name: "passkey.ask", method: "POST", pattern: "/dang-nhap/khoa/hoi", handler: (*Web).askPasskey},
		{name: "passkey", method: "POST", pattern: "/dang-nhap/khoa", handler: (*Web).signInPasskey},
		{name: "mine.passkey.ask", method: "POST", pattern: "/cua-toi/bao-mat/khoa/hoi", handler: (*Web).askNewPasskey, own: true},
		{name: "mine.passkey", method: "POST", pattern: "/cua-toi/bao-mat/khoa", handler: (*Web).addPasskey, own: true},
		{name: "mine.passkey.end", method: "POST", pattern: "/cua-toi/bao-mat/khoa/bo", handler: (*Web).removePasskey, own: true},
	}
}

// withoutPasskeys answers where no address of this site is known, to which
// passkeys could be bound.
func (w *Web) withoutPasskeys() error {
	if w.party == nil {
		return refusal{status: http.StatusNotFound, key: "web.unknown"}
	}
	return nil
}

// asked sends a browser what it is asked, and keeps what its answer is held to.
func (w *Web) asked(rw http.ResponseWriter, r *http.Request, ask []byte, keep string) error {
	w.sessions.Put(r.Context(), passkeyKey, keep)
	rw.Header().Set("Cache-Control", "no-store")
	rw.Header().Set("Content-Type", "application/json")
	_, err := rw.Write(ask)
	return err
}

func (w *Web) askPasskey(rw http.ResponseWriter, r *http.Request) error {
	if err := w.withoutPasskeys(); err != nil {
		return err
	}
	if wait := w.entering.take(visitOf(r).from); wait > 0 {
		return refusal{status: http.StatusTooManyRequests, key: "signin.locked", pairs: []any{"Time", wait}}
	}
	ask, keep, err := w.party.Ask()
	if err != nil {
		return err
	}
	return w.asked(rw, r, ask, keep)
}

// signInPasskey signs in whoever has shown a passkey.
func (w *Web) signInPasskey(rw http.ResponseWriter, r *http.Request) error {
	if err := w.withoutPasskeys(); err != nil {
		return err
	}
	next := r.PostForm.Get("tiep")
	a, err := w.office.SignInPasskey(r.Context(), w.party, w.sessions.PopString(r.Context(), passkeyKey), r.PostForm.Get("credential"))
	if err != nil && onlyInvalid(err) {
		w.log.Info("passkey refused", "error", err)
		return w.askSignIn(rw, r, http.StatusUnprocessableEntity, signin.Data{Next: next, Problems: component.ProblemsOf(w.printer(r), inField(err, ""))})
	}
	if err != nil {
		return err
	}
	w.entering.giveBack(visitOf(r).from)
	if err := w.beginAccount(r, a); err != nil {
		return err
	}
	return w.redirect(rw, r, w.after(next, w.address("mine")))
}

func (w *Web) askNewPasskey(rw http.ResponseWriter, r *http.Request) error {
	if err := w.withoutPasskeys(); err != nil {
		return err
	}
	ask, keep, err := w.office.AskPasskey(r.Context(), w.party, visitOf(r).account.ID)
	if err != nil {
		return err
	}
	return w.asked(rw, r, ask, keep)
}

// addPasskey takes a new passkey; the password shows that its owner sits there.
func (w *Web) addPasskey(rw http.ResponseWriter, r *http.Request) error {
	if err := w.withoutPasskeys(); err != nil {
		return err
	}
	keep, f := w.sessions.PopString(r.Context(), passkeyKey), r.PostForm
	err := w.reproved(r, "passkeyPassword")
	if err == nil {
		err = inPasskey(w.office.AddPasskey(r.Context(), w.party, visitOf(r).account.ID, f.Get("passkeyName"), keep, f.Get("credential")))
	}
	if err != nil && onlyInvalid(err) {
		return w.showSecurity(rw, r, nil, component.ProblemsOf(w.printer(r), err))
	}
	if err != nil {
		return err
	}
	w.flash(r, w.printer(r).T("passkey.added"))
	return w.redirect(rw, r, w.address("mine.security"))
}

// inPasskey names the fields of the form of a new passkey.
func inPasskey(err error) error {
	if err == nil {
		return nil
	}
	return inField(err, "passkeyName")
}

func (w *Web) removePasskey(rw http.ResponseWriter, r *http.Request) error {
	err := w.reproved(r, "passkeyEnd")
	if err == nil {
		err = w.office.RemovePasskey(r.Context(), visitOf(r).account.ID, r.PostForm.Get("passkey"))
	}
	if err != nil && onlyInvalid(err) {
		return w.showSecurity(rw, r, nil, component.ProblemsOf(w.printer(r), err))
	}
	if err != nil {
		return err
	}
	return w.redirect(rw, r, w.address("mine.security"))
}

// passkeys is the part of the security page about passkeys; nil where there
// can be none.
func (w *Web) passkeys(r *http.Request) (*mine.Passkeys, error) {
	if w.party == nil {
		return nil, nil
	}
	list, err := w.office.PasskeysOf(r.Context(), visitOf(r).account.ID)
	d := &mine.Passkeys{Ask: w.address("mine.passkey.ask"), Add: w.address("mine.passkey"), End: w.address("mine.passkey.end")}
	for _, k := range list {
		line := mine.Passkey{ID: k.ID, Name: k.Name, When: w.printer(r).T("passkey.made", "At", k.Made)}
		if !k.Used.IsZero() {
			line.When = w.printer(r).T("passkey.used", "At", k.Made, "Used", k.Used)
		}
		d.List = append(d.List, line)
	}
	return d, err
}
