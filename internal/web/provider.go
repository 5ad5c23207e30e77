package web

import (
	"crypto/subtle"
	"encoding/json"
	"errors"
	"net/http"
	"slices"

	"motcua"
	"motcua/internal/office"
	"motcua/internal/sso"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/mine"
	"motcua/internal/web/view/signin"
)

// attemptKey is where the session keeps a try to sign in through a provider.
const attemptKey = "attempt"

// attempt is what a session keeps while the browser is at a provider.
type attempt struct {
	Provider string
	Next     string // where to go on afterwards
	Account  string // the account to be linked; "" to sign in
	sso.Attempt
}

// provider is the provider named in the address.
func (w *Web) provider(r *http.Request) (*sso.Provider, error) {
	at := slices.IndexFunc(w.cfg.Providers, func(p *sso.Provider) bool { return p.ID == r.PathValue("provider") })
	if at < 0 || w.base(r) == "" {
		return nil, refusal{status: http.StatusNotFound, key: "web.unknown"}
	}
	return w.cfg.Providers[at], nil
}

// doors are the providers that the sign-in page offers.
func (w *Web) doors(r *http.Request, next string) []signin.Door {
	var doors []signin.Door
	for _, p := range w.cfg.Providers {
		doors = append(doors, signin.Door{Name: p.Name(w.printer(r).Lang()), Href: with(w.address("provider", p.ID), "tiep", next)})
	}
	return doors
}

// toProvider sends the browser to a provider. It is a link and no form, since a
// form of these pages may lead nowhere but to this site.
func (w *Web) toProvider(rw http.ResponseWriter, r *http.Request) error {
	p, err := w.provider(r)
	if err != nil {
		return err
	}
	if wait := w.entering.take(visitOf(r).from); wait > 0 {
		return refusal{status: http.StatusTooManyRequests, key: "signin.locked", pairs: []any{"Time", wait}}
	}
	made, to, err := p.Begin(r.Context(), w.base(r)+w.address("provider.back", p.ID))
	if err != nil {
		return w.providerFailed(r, p, err)
	}
	kept := attempt{Provider: p.ID, Next: r.Form.Get("tiep"), Attempt: made}
	if a := visitOf(r).account; a != nil && r.Form.Get("noi") != "" {
		if !office.Fresh(w.provenAt(r)) {
			return motcua.Refused(motcua.Conflict, "provider.stale")
		}
		kept.Account = a.ID
	}
	body, err := json.Marshal(kept)
	if err != nil {
		return err
	}
	w.sessions.Put(r.Context(), attemptKey, string(body))
	return w.redirect(rw, r, to)
}

// fromProvider is where a provider sends the browser back. What it brings is
// good for the browser that was sent there, once.
func (w *Web) fromProvider(rw http.ResponseWriter, r *http.Request) error {
	rw.Header().Set("Referrer-Policy", "no-referrer")
	p, err := w.provider(r)
	if err != nil {
		return err
	}
	var kept attempt
	if err := json.Unmarshal([]byte(w.sessions.PopString(r.Context(), attemptKey)), &kept); err != nil {
		return refusal{status: http.StatusForbidden, key: "provider.refused", pairs: []any{"Name", p.Name(w.printer(r).Lang())}}
	}
	if kept.Provider != p.ID || subtle.ConstantTimeCompare([]byte(kept.State), []byte(r.Form.Get("state"))) != 1 || r.Form.Get("error") != "" {
		return refusal{status: http.StatusForbidden, key: "provider.refused", pairs: []any{"Name", p.Name(w.printer(r).Lang())}}
	}
	who, err := p.Finish(r.Context(), w.base(r)+w.address("provider.back", p.ID), kept.Attempt, r.Form.Get("code"))
	if err != nil {
		return w.providerFailed(r, p, err)
	}
	w.entering.giveBack(visitOf(r).from)
	proven := office.Provided{Issuer: who.Issuer, Subject: who.Subject, Provider: who.Provider, Name: who.Name, Email: who.Email, CitizenNumber: who.CitizenNumber}
	if kept.Account != "" {
		return w.linked(rw, r, kept.Account, proven)
	}
	a, err := w.office.EnterFrom(r.Context(), proven)
	if err != nil {
		return err
	}
	if err := w.beginAccount(r, a); err != nil {
		return err
	}
	return w.redirect(rw, r, w.after(kept.Next, w.address("mine")))
}

// linked adds a provider to the account that asked for it, if it is still the
// one signed in.
func (w *Web) linked(rw http.ResponseWriter, r *http.Request, accountID string, who office.Provided) error {
	if a := visitOf(r).account; a == nil || a.ID != accountID {
		return w.toSignIn(rw, r)
	}
	if err := w.office.LinkProvider(r.Context(), accountID, who); err != nil {
		return err
	}
	w.flash(r, w.printer(r).T("provider.linked"))
	return w.redirect(rw, r, w.address("mine.account"))
}

// providerFailed says what came of a provider in a sentence; what it answered
// is for the log.
func (w *Web) providerFailed(r *http.Request, p *sso.Provider, err error) error {
	name := p.Name(w.printer(r).Lang())
	switch {
	case errors.Is(err, sso.ErrUnreachable):
		w.log.Warn("provider of identities away", "provider", p.ID, "error", err)
		return refusal{status: http.StatusBadGateway, key: "provider.away", pairs: []any{"Name", name}}
	case errors.Is(err, sso.ErrRefused):
		w.log.Warn("provider of identities refused", "provider", p.ID, "error", err)
		return refusal{status: http.StatusForbidden, key: "provider.refused", pairs: []any{"Name", name}}
	}
	return err
}

// unlink ends that an account is entered through a provider.
func (w *Web) unlink(rw http.ResponseWriter, r *http.Request) error {
	field := "unlink-" + r.PathValue("provider")
	err := w.reproved(r, field)
	if err == nil {
		err = w.office.UnlinkProvider(r.Context(), visitOf(r).account.ID, r.PathValue("provider"))
	}
	if err != nil && onlyInvalid(err) {
		return w.showProfile(rw, r, *visitOf(r).account, component.ProblemsOf(w.printer(r), err))
	}
	if err != nil {
		return err
	}
	return w.redirect(rw, r, w.address("mine.account"))
}

// providerLinks are the providers of the profile page: those that lead into the account
// and those that could.
func (w *Web) providerLinks(r *http.Request, ways office.Ways) []mine.Door {
	var doors []mine.Door
	for _, p := range w.cfg.Providers {
		doors = append(doors, mine.Door{Name: p.Name(w.printer(r).Lang()), Linked: slices.Contains(ways.Providers, p.ID),
			Link: with(w.address("provider", p.ID), "noi", "1"), Unlink: w.address("mine.unlink", p.ID), Field: "unlink-" + p.ID})
	}
	return doors
}
