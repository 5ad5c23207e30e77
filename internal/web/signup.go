package web

import (
	"net/http"

	"motcua"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/signin"
)

// signUpForm asks for what an account needs.
func (w *Web) signUpForm(rw http.ResponseWriter, r *http.Request) error {
	next := r.Form.Get("tiep")
	if visitOf(r).account != nil {
		return w.redirect(rw, r, w.after(next, w.address("mine")))
	}
	return w.askSignUp(rw, r, http.StatusOK, signin.UpData{Next: next})
}

func (w *Web) askSignUp(rw http.ResponseWriter, r *http.Request, status int, d signin.UpData) error {
	d.Action, d.SignIn = w.address("signUp"), with(w.address("signIn"), "tiep", d.Next)
	page := w.page(r, "signin.up.title")
	page.Links.SignUp = ""
	page.Faulty = len(d.Problems) > 0
	return w.render(rw, r, status, signin.Up(page, d))
}

// signUp opens an account and signs it in. Whether the address has an account
// already shows nowhere.
func (w *Web) signUp(rw http.ResponseWriter, r *http.Request) error {
	p, f := w.printer(r), r.PostForm
	again := signin.UpData{Name: f.Get("name"), Email: f.Get("email"), Next: f.Get("tiep")}
	if wait := w.signUps.take(visitOf(r).from); wait > 0 {
		again.Problems = component.Problems{{Text: p.T("signin.up.many", "Time", wait)}}
		return w.askSignUp(rw, r, http.StatusTooManyRequests, again)
	}
	of, err := w.office.SignUp(r.Context(), office.SignUp{Email: f.Get("email"), Name: f.Get("name"), Password: f.Get("password"), Lang: p.Lang()})
	if motcua.KindOf(err) == motcua.Invalid {
		again.Problems = component.ProblemsOf(p, err)
		return w.askSignUp(rw, r, http.StatusUnprocessableEntity, again)
	}
	if err != nil {
		return err
	}
	if err := w.beginAccount(r, of); err != nil {
		return err
	}
	return w.redirect(rw, r, w.after(again.Next, w.address("mine")))
}
