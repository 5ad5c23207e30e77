package web

import (
	"cmp"
	"net/http"
	"time"

	"motcua/account"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/mine"
	"motcua/internal/web/view/signin"
)

// What a session holds between the password and the code, and while a device is
// being set up.
const (
	halfKey     = "half"     // id of the account whose password was right
	halfAtKey   = "halfAt"   // unix seconds
	halfNextKey = "halfNext" // where to go on afterwards
	deviceKey   = "device"   // URI of a device that is not in use yet
)

// halfFor is how long the code may be waited for.
const halfFor = 10 * time.Minute

// beginHalf notes that the password of an account was right; the code of its
// device is still to come.
func (w *Web) beginHalf(r *http.Request, a account.Account, next string) error {
	if err := w.anew(r); err != nil {
		return err
	}
	ctx := r.Context()
	w.sessions.Put(ctx, halfKey, a.ID)
	w.sessions.Put(ctx, halfAtKey, time.Now().Unix())
	w.sessions.Put(ctx, halfNextKey, next)
	return nil
}

// halfway is the account whose password was right a moment ago; "" when none.
func (w *Web) halfway(r *http.Request) string {
	if time.Since(time.Unix(w.sessions.GetInt64(r.Context(), halfAtKey), 0)) > halfFor {
		return ""
	}
	return w.sessions.GetString(r.Context(), halfKey)
}

func (w *Web) codeForm(rw http.ResponseWriter, r *http.Request) error {
	return w.askCode(rw, r, http.StatusOK, nil)
}

func (w *Web) askCode(rw http.ResponseWriter, r *http.Request, status int, problems component.Problems) error {
	if w.halfway(r) == "" {
		return w.redirect(rw, r, w.address("signIn"))
	}
	page := w.page(r, "factor.title")
	page.Faulty = len(problems) > 0
	return w.render(rw, r, status, signin.Code(page, signin.CodeData{Action: w.address("signIn.code"), SignIn: w.address("signIn"), Problems: problems}))
}

// signInCode takes the code of the device; right, it signs in.
func (w *Web) signInCode(rw http.ResponseWriter, r *http.Request) error {
	id := w.halfway(r)
	if id == "" {
		return w.redirect(rw, r, w.address("signIn"))
	}
	p, tries := w.printer(r), "factor "+id
	if wait := w.signIns.take(tries); wait > 0 {
		return w.askCode(rw, r, http.StatusTooManyRequests, component.Problems{{Field: "code", Text: p.T("signin.locked", "Time", wait)}})
	}
	err := w.office.CheckFactor(r.Context(), id, r.PostForm.Get("code"))
	if err != nil && onlyInvalid(err) {
		return w.askCode(rw, r, http.StatusUnprocessableEntity, component.ProblemsOf(p, err))
	}
	if err != nil {
		return err
	}
	w.signIns.forgive(tries)
	a, err := w.office.Account(r.Context(), id)
	if err != nil {
		return err
	}
	next := w.sessions.GetString(r.Context(), halfNextKey)
	if err := w.beginAccount(r, a); err != nil {
		return err
	}
	return w.redirect(rw, r, w.after(next, w.address("mine")))
}

// security shows whether a device is asked for at sign-in.
func (w *Web) security(rw http.ResponseWriter, r *http.Request) error {
	return w.showSecurity(rw, r, nil, nil)
}

func (w *Web) showSecurity(rw http.ResponseWriter, r *http.Request, codes []string, problems component.Problems) error {
	f, on, err := w.office.FactorOf(r.Context(), visitOf(r).account.ID)
	if err != nil {
		return err
	}
	ways, err := w.office.WaysInto(r.Context(), visitOf(r).account.ID)
	if err != nil {
		return err
	}
	keys, err := w.passkeys(r)
	if err != nil {
		return err
	}
	page := w.page(r, "factor.own")
	if keys != nil {
		page.Scripts = []string{"passkey.js"}
	}
	page.Faulty = len(problems) > 0
	d := mine.SecurityData{On: on, Passkeys: keys, HasPassword: ways.Password, Factor: f, Codes: codes, Account: w.address("mine.account"), Device: w.address("mine.device"),
		Off: w.address("mine.device.off"), Renew: w.address("mine.recovery"), Problems: problems}
	return w.render(rw, r, statusFor(problems), mine.Security(page, d))
}

// device shows a new device as a QR code and as text.
func (w *Web) device(rw http.ResponseWriter, r *http.Request) error {
	return w.showDevice(rw, r, nil)
}

// pendingDevice is the device that is being set up in this session.
func (w *Web) pendingDevice(r *http.Request) (office.Device, error) {
	ctx := r.Context()
	if uri := w.sessions.GetString(ctx, deviceKey); uri != "" {
		return office.DeviceOf(uri)
	}
	d, err := office.NewDevice(cmp.Or(w.cfg.Brand.ShortName, w.cfg.Brand.Agency), visitOf(r).account.Email)
	w.sessions.Put(ctx, deviceKey, d.URI)
	return d, err
}

func (w *Web) showDevice(rw http.ResponseWriter, r *http.Request, problems component.Problems) error {
	d, err := w.pendingDevice(r)
	if err != nil {
		return err
	}
	ways, err := w.office.WaysInto(r.Context(), visitOf(r).account.ID)
	if err != nil {
		return err
	}
	page := w.page(r, "factor.on")
	page.Faulty = len(problems) > 0
	return w.render(rw, r, statusFor(problems), mine.Device(page, mine.DeviceData{Action: w.address("mine.device"), Security: w.address("mine.security"),
		Secret: d.Secret, URI: d.URI, HasPassword: ways.Password, Problems: problems}))
}

// turnOn takes the first code of a device, and shows the recovery codes once.
func (w *Web) turnOn(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.pendingDevice(r)
	if err != nil {
		return err
	}
	var codes []string
	if err = w.reproved(r, "old"); err == nil {
		codes, err = w.office.TurnOnFactor(r.Context(), visitOf(r).account.ID, d, r.PostForm.Get("code"))
	}
	if err != nil && onlyInvalid(err) {
		return w.showDevice(rw, r, component.ProblemsOf(w.printer(r), err))
	}
	if err != nil {
		return err
	}
	w.sessions.Remove(r.Context(), deviceKey)
	return w.showSecurity(rw, r, codes, nil)
}

// turnOff needs the password and a code: who sits at somebody's open session
// cannot do it.
func (w *Web) turnOff(rw http.ResponseWriter, r *http.Request) error {
	id := visitOf(r).account.ID
	err := w.reproved(r, "old")
	if err == nil {
		if err = w.checkCode(r, id); err == nil {
			err = w.office.TurnOffFactor(r.Context(), id)
		}
	}
	if err != nil && onlyInvalid(err) {
		return w.showSecurity(rw, r, nil, component.ProblemsOf(w.printer(r), err))
	}
	if err != nil {
		return err
	}
	w.flash(r, w.printer(r).T("factor.off.done"))
	return w.redirect(rw, r, w.address("mine.security"))
}

func (w *Web) checkCode(r *http.Request, id string) error {
	tries := "factor " + id
	if wait := w.signIns.take(tries); wait > 0 {
		return refusal{status: http.StatusTooManyRequests, key: "signin.locked", pairs: []any{"Time", wait}}
	}
	err := w.office.CheckFactor(r.Context(), id, r.PostForm.Get("code"))
	if err == nil {
		w.signIns.forgive(tries)
	}
	return err
}

// renewRecovery shows new recovery codes in place of those before.
func (w *Web) renewRecovery(rw http.ResponseWriter, r *http.Request) error {
	err := w.reproved(r, "renew")
	var codes []string
	if err == nil {
		codes, err = w.office.RenewRecovery(r.Context(), visitOf(r).account.ID)
	}
	if err != nil && onlyInvalid(err) {
		return w.showSecurity(rw, r, nil, component.ProblemsOf(w.printer(r), err))
	}
	if err != nil {
		return err
	}
	return w.showSecurity(rw, r, codes, nil)
}
