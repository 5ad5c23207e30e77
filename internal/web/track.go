package web

import (
	"net/http"
	"net/url"
	"strings"

	"motcua"
	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/track"
	"motcua/submission"
)

// trackForm asks for the code and the key of a receipt.
func (w *Web) trackForm(rw http.ResponseWriter, r *http.Request) error {
	return w.askTrack(rw, r, http.StatusOK, track.FormData{Code: dossier.ReadCode(r.Form.Get("ma"))})
}

func (w *Web) askTrack(rw http.ResponseWriter, r *http.Request, status int, d track.FormData) error {
	d.Crumbs, d.Action = w.crumbs(r), w.address("track")
	page := w.page(r, "ui.public.track")
	page.Faulty = len(d.Problems) > 0
	rw.Header().Set("Cache-Control", "no-store")
	return w.render(rw, r, status, track.Form(page, d))
}

// lookUp checks code and key, keeps the key in a cookie of that dossier alone,
// and goes on to an address that does not hold it.
func (w *Web) lookUp(rw http.ResponseWriter, r *http.Request) error {
	return w.openTrack(rw, r, r.PostForm.Get("code"), r.PostForm.Get("key"))
}

// scanned is where the QR of a receipt leads.
func (w *Web) scanned(rw http.ResponseWriter, r *http.Request) error {
	rw.Header().Set("Referrer-Policy", "no-referrer")
	return w.openTrack(rw, r, r.PathValue("code"), r.PathValue("key"))
}

func (w *Web) openTrack(rw http.ResponseWriter, r *http.Request, code, key string) error {
	p := w.printer(r)
	again := track.FormData{Code: dossier.ReadCode(code)}
	for _, missing := range []struct{ field, value string }{{"code", code}, {"key", key}} {
		if strings.TrimSpace(missing.value) == "" {
			again.Problems = append(again.Problems, component.Problem{Field: missing.field, Text: p.T("track." + missing.field + ".missing")})
		}
	}
	if len(again.Problems) > 0 {
		return w.askTrack(rw, r, http.StatusUnprocessableEntity, again)
	}
	if _, is := submission.ReadCode(again.Code); is {
		return w.openSubmitted(rw, r, again, key)
	}
	_, err := w.claimed(r, office.Claim{Code: again.Code, Key: key})
	if err != nil {
		return w.notTracked(rw, r, again, err)
	}
	// A key that was read has six letters of the alphabet.
	typed, _ := dossier.ReadKey(key)
	to := w.address("tracked", again.Code)
	http.SetCookie(rw, &http.Cookie{Name: trackCookie, Value: typed, Path: to, HttpOnly: true, Secure: w.cfg.Secure, SameSite: http.SameSiteLaxMode})
	return w.redirect(rw, r, to)
}

// trackCookie holds a lookup key; its path is the page of the dossier, so that
// every dossier has one of its own and no other page is sent it.
const trackCookie = "ma-tra-cuu"

// notTracked asks again, and says how many tries are left.
func (w *Web) notTracked(rw http.ResponseWriter, r *http.Request, again track.FormData, err error) error {
	if motcua.KindOf(err) != motcua.NotFound {
		return err
	}
	p := w.printer(r)
	again.Problems = component.Problems{{Field: "code", Text: component.ProblemsOf(p, err)[0].Text}}
	left, wait := w.lookUps.left(visitOf(r).from)
	again.Left = p.T("track.left", "Count", left)
	if left == 0 {
		again.Left = p.T("track.locked", "Time", wait)
	}
	return w.askTrack(rw, r, http.StatusNotFound, again)
}

// track shows a dossier to whoever holds the key in the cookie of this page,
// and to the account that it belongs to.
func (w *Web) track(rw http.ResponseWriter, r *http.Request) error {
	view, claim, err := w.owned(rw, r)
	if err != nil {
		return w.notOwned(rw, r, err)
	}
	d := track.Data{View: view, Crumbs: w.crumbs(r, component.Link{Label: w.printer(r).T("ui.public.track"), Href: w.address("track")}),
		Procedure: w.address("procedure", view.Intake.Procedure), Another: w.address("track"), Contact: w.address("contact")}
	if of, err := view.Book.Procedure(view.Intake.Procedure); err == nil {
		if v, ok := of.Version(view.Intake.Version); ok {
			d.Papers = v.Papers
		}
	}
	for _, of := range parts() {
		if err := of(w, r, claim, &d); err != nil {
			return err
		}
	}
	page := w.page(r, "track.title", "Code", view.Code)
	if !ended(view) {
		d.Live, page.Scripts = w.address("own.live", view.Code), []string{"live.js"}
	}
	return w.render(rw, r, http.StatusOK, track.Page(page, d))
}

// part adds to the page of a dossier what one noun has to say there: a panel,
// a way on.
type part func(w *Web, r *http.Request, c office.Claim, d *track.Data) error

// parts stand on the page in this order.
func parts() []part {
	return []part{resultPart, deliveryPart, actsPart, talkPart, payPart, ratingPart}
}

// owned finds the dossier named in the address for its applicant: by the key
// in the cookie of its pages, or by the account signed in. Every page of an
// applicant about one dossier lies below the address "tracked", so that the
// cookie reaches it, and begins with this.
func (w *Web) owned(rw http.ResponseWriter, r *http.Request) (*office.View, office.Claim, error) {
	rw.Header().Set("Cache-Control", "no-store")
	rw.Header().Set("X-Robots-Tag", "noindex, nofollow")
	rw.Header().Set("Referrer-Policy", "no-referrer")
	c := office.Claim{Code: dossier.ReadCode(r.PathValue("code")), By: w.applicant(r)}
	if cookie, err := r.Cookie(trackCookie); err == nil {
		c.Key = cookie.Value
	}
	c.Account, c.Only = visitOf(r).owner(), visitOf(r).only()
	if c.Key == "" && c.Account == "" {
		return nil, c, motcua.Refused(motcua.NotFound, "dossier.track.unknown")
	}
	view, err := w.claimed(r, c)
	return view, c, err
}

// claimed finds a dossier by a claim; wrong ones are counted against the
// reader's address, and the same refusal answers all of them.
func (w *Web) claimed(r *http.Request, c office.Claim) (*office.View, error) {
	from := visitOf(r).from
	if left, wait := w.lookUps.left(from); left == 0 {
		return nil, refusal{status: http.StatusTooManyRequests, key: "track.locked", pairs: []any{"Time", wait}}
	}
	view, err := w.office.Own(r.Context(), c)
	if motcua.KindOf(err) == motcua.NotFound {
		w.lookUps.fail(from)
	}
	return view, err
}

// notOwned asks for code and key when the reader has shown none, or wrong ones.
func (w *Web) notOwned(rw http.ResponseWriter, r *http.Request, err error) error {
	code := dossier.ReadCode(r.PathValue("code"))
	if motcua.KindOf(err) != motcua.NotFound {
		return err
	}
	if _, none := r.Cookie(trackCookie); none != nil {
		return w.redirect(rw, r, with(w.address("track"), "ma", code))
	}
	http.SetCookie(rw, &http.Cookie{Name: trackCookie, Path: w.address("tracked", url.PathEscape(code)), MaxAge: -1})
	return w.notTracked(rw, r, track.FormData{Code: code}, err)
}
