package web

import (
	"net/http"
	"strings"
	"time"

	"motcua"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/mine"
	"motcua/internal/web/view/signin"
)

// provenAt is when whoever is signed in last showed who it is.
func (w *Web) provenAt(r *http.Request) time.Time {
	return time.Unix(w.sessions.GetInt64(r.Context(), provenKey), 0)
}

// reproved asks the owner of the account once more who it is, by the password in
// a field of the form; the tries are counted like sign-ins.
func (w *Web) reproved(r *http.Request, field string) error {
	id := visitOf(r).account.ID
	if wait := w.signIns.take("account " + id); wait > 0 {
		return refusal{status: http.StatusTooManyRequests, key: "signin.locked", pairs: []any{"Time", wait}}
	}
	err := w.office.Reprove(r.Context(), id, r.PostForm.Get(field), w.provenAt(r))
	if err == nil {
		w.signIns.forgive("account " + id)
		return nil
	}
	return inField(err, field)
}

// inField names the field of the page for an error that names another, or none.
func inField(err error, field string) error {
	if fault, ok := motcua.AsFault(err); ok && fault.Kind == motcua.Invalid {
		named := *fault
		named.Field = field
		return &named
	}
	return err
}

// mayWrite counts a letter that somebody asks for, by who it goes to and by
// where it is asked from. It returns how long to wait when there were too many.
func (w *Web) mayWrite(r *http.Request, email string) time.Duration {
	if wait := w.asking.take("from " + visitOf(r).from); wait > 0 {
		return wait
	}
	return w.letterTo.take(strings.ToLower(strings.TrimSpace(email)))
}

// proofForm is where the letter leads that proves an address. Opening it
// changes nothing: scanners of mail open every link.
func (w *Web) proofForm(rw http.ResponseWriter, r *http.Request) error {
	return w.showProof(rw, r, r.Form.Get("ma"), nil)
}

func (w *Web) showProof(rw http.ResponseWriter, r *http.Request, secret string, problems component.Problems) error {
	rw.Header().Set("Referrer-Policy", "no-referrer")
	p, err := w.office.Proof(r.Context(), secret)
	if err == nil && p.Purpose == office.ResetPassword {
		err = motcua.Refused(motcua.NotFound, "proof.unknown")
	}
	if err != nil {
		return err
	}
	here := visitOf(r).account
	page := w.page(r, "proof.title")
	page.Faulty = len(problems) > 0
	d := signin.ProofData{Action: w.address("proof"), Secret: secret, Email: p.Email, AskPassword: here == nil || here.ID != p.Account.ID, Problems: problems}
	return w.render(rw, r, statusFor(problems), signin.Proof(page, d))
}

func (w *Web) prove(rw http.ResponseWriter, r *http.Request) error {
	secret, signedIn := r.PostForm.Get("ma"), ""
	if here := visitOf(r).account; here != nil {
		signedIn = here.ID
	}
	tries := "proof " + visitOf(r).from
	if wait := w.signIns.take(tries); wait > 0 {
		return refusal{status: http.StatusTooManyRequests, key: "signin.locked", pairs: []any{"Time", wait}}
	}
	a, err := w.office.Prove(r.Context(), secret, signedIn, r.PostForm.Get("old"))
	if err != nil && onlyInvalid(err) {
		return w.showProof(rw, r, secret, component.ProblemsOf(w.printer(r), err))
	}
	if err != nil {
		return err
	}
	w.signIns.forgive(tries)
	if signedIn != a.ID {
		return w.render(rw, r, http.StatusOK, signin.Said(w.page(r, "proof.title"), signin.SaidData{Text: w.printer(r).T("proof.done", "Email", a.Email), SignIn: w.address("signIn")}))
	}
	w.flash(r, w.printer(r).T("proof.done", "Email", a.Email))
	return w.redirect(rw, r, w.address("mine.account"))
}

// askProof sends the letter that proves the address once more.
func (w *Web) askProof(rw http.ResponseWriter, r *http.Request) error {
	a := *visitOf(r).account
	if wait := w.mayWrite(r, a.Email); wait > 0 {
		return refusal{status: http.StatusTooManyRequests, key: "proof.many", pairs: []any{"Time", wait}}
	}
	if err := w.office.AskProof(r.Context(), a.ID); err != nil {
		return err
	}
	w.flash(r, w.printer(r).T("proof.sent", "Email", a.Email))
	return w.redirect(rw, r, w.address("mine.account"))
}

// moveAddress writes to the address that is to take the place of the present one.
func (w *Web) moveAddress(rw http.ResponseWriter, r *http.Request) error {
	a, email := *visitOf(r).account, strings.TrimSpace(r.PostForm.Get("email"))
	again := func(err error) error {
		if !onlyInvalid(err) {
			return err
		}
		return w.showProfile(rw, r, a, component.ProblemsOf(w.printer(r), err))
	}
	if err := w.reproved(r, "move"); err != nil {
		return again(err)
	}
	if wait := w.mayWrite(r, email); wait > 0 {
		return refusal{status: http.StatusTooManyRequests, key: "proof.many", pairs: []any{"Time", wait}}
	}
	if err := w.office.AskMove(r.Context(), a.ID, email); err != nil {
		return again(err)
	}
	w.flash(r, w.printer(r).T("proof.sent", "Email", email))
	return w.redirect(rw, r, w.address("mine.account"))
}

// forgotForm asks for the address of an account whose password is forgotten.
func (w *Web) forgotForm(rw http.ResponseWriter, r *http.Request) error {
	return w.askForgot(rw, r, http.StatusOK, signin.ForgotData{})
}

func (w *Web) askForgot(rw http.ResponseWriter, r *http.Request, status int, d signin.ForgotData) error {
	d.Action, d.SignIn, d.CanWrite = w.address("forgot"), w.address("signIn"), w.office.CanWrite()
	page := w.page(r, "forgot.title")
	page.Faulty = len(d.Problems) > 0
	return w.render(rw, r, status, signin.Forgot(page, d))
}

func (w *Web) forgot(rw http.ResponseWriter, r *http.Request) error {
	p, email := w.printer(r), strings.TrimSpace(r.PostForm.Get("email"))
	again := signin.ForgotData{Email: email}
	if !w.office.CanWrite() {
		return w.askForgot(rw, r, http.StatusOK, again)
	}
	if wait := w.mayWrite(r, email); wait > 0 {
		again.Problems = component.Problems{{Field: "email", Text: p.T("proof.many", "Time", wait)}}
		return w.askForgot(rw, r, http.StatusTooManyRequests, again)
	}
	err := w.office.Forgot(r.Context(), email)
	if err != nil && onlyInvalid(err) {
		again.Problems = component.ProblemsOf(p, err)
		return w.askForgot(rw, r, http.StatusUnprocessableEntity, again)
	}
	if err != nil {
		return err
	}
	return w.render(rw, r, http.StatusOK, signin.Said(w.page(r, "forgot.title"), signin.SaidData{Text: p.T("forgot.sent", "Email", email), SignIn: w.address("signIn")}))
}

// resetForm is where the letter leads that lets a new password be chosen.
func (w *Web) resetForm(rw http.ResponseWriter, r *http.Request) error {
	return w.askReset(rw, r, r.Form.Get("ma"), nil)
}

func (w *Web) askReset(rw http.ResponseWriter, r *http.Request, secret string, problems component.Problems) error {
	rw.Header().Set("Referrer-Policy", "no-referrer")
	p, err := w.office.Proof(r.Context(), secret)
	if err == nil && p.Purpose != office.ResetPassword {
		err = motcua.Refused(motcua.NotFound, "proof.unknown")
	}
	if err != nil {
		return err
	}
	page := w.page(r, "reset.title")
	page.Faulty = len(problems) > 0
	return w.render(rw, r, statusFor(problems), signin.Reset(page, signin.ResetData{Action: w.address("reset"), Secret: secret, Email: p.Email, Problems: problems}))
}

func (w *Web) reset(rw http.ResponseWriter, r *http.Request) error {
	secret := r.PostForm.Get("ma")
	err := w.office.Reset(r.Context(), secret, r.PostForm.Get("password"))
	if err != nil && onlyInvalid(err) {
		return w.askReset(rw, r, secret, component.ProblemsOf(w.printer(r), err))
	}
	if err != nil {
		return err
	}
	return w.render(rw, r, http.StatusOK, signin.Said(w.page(r, "reset.title"), signin.SaidData{Text: w.printer(r).T("reset.done"), SignIn: w.address("signIn")}))
}

// closeForm says what closing an account means.
func (w *Web) closeForm(rw http.ResponseWriter, r *http.Request) error {
	return w.showClose(rw, r, nil)
}

func (w *Web) showClose(rw http.ResponseWriter, r *http.Request, problems component.Problems) error {
	ways, err := w.office.WaysInto(r.Context(), visitOf(r).account.ID)
	if err != nil {
		return err
	}
	page := w.page(r, "mine.close")
	page.Faulty = len(problems) > 0
	return w.render(rw, r, statusFor(problems), mine.Closing(page, mine.ClosingData{Action: w.address("mine.close"), Account: w.address("mine.account"), HasPassword: ways.Password, Problems: problems}))
}

func (w *Web) closeAccount(rw http.ResponseWriter, r *http.Request) error {
	err := w.reproved(r, "old")
	if err == nil && r.PostForm.Get("sure") == "" {
		err = motcua.InvalidField("sure", "mine.close.sure.missing")
	}
	if err == nil {
		err = w.office.CloseAccount(r.Context(), visitOf(r).account.ID)
	}
	if err != nil && onlyInvalid(err) {
		return w.showClose(rw, r, component.ProblemsOf(w.printer(r), err))
	}
	if err != nil {
		return err
	}
	if err := w.sessions.Destroy(r.Context()); err != nil {
		return err
	}
	visitOf(r).account = nil
	return w.render(rw, r, http.StatusOK, signin.Said(w.page(r, "mine.close"), signin.SaidData{Text: w.printer(r).T("mine.close.done"), SignIn: w.address("home")}))
}
