package web

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"motcua"
	"motcua/identity"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/signin"
)

// signInForm asks who it is.
func (w *Web) signInForm(rw http.ResponseWriter, r *http.Request) error {
	next, v := r.Form.Get("tiep"), visitOf(r)
	switch staff := strings.HasPrefix(next, w.address("desk")); {
	case v.person != nil && !w.cfg.Demo && (staff || next == ""):
		return w.redirect(rw, r, w.after(next, w.address("desk")))
	case v.account != nil && !w.cfg.Demo && !staff:
		return w.redirect(rw, r, w.after(next, w.address("mine")))
	}
	return w.askSignIn(rw, r, http.StatusOK, signin.Data{Next: next, Expired: next != "" && v.person == nil && v.account == nil})
}

func (w *Web) askSignIn(rw http.ResponseWriter, r *http.Request, status int, d signin.Data) error {
	d.Action, d.DemoAction, d.SignUp = w.address("signIn"), w.address("demo.signIn"), with(w.address("signUp"), "tiep", d.Next)
	d.Forgot, d.Doors = w.address("forgot"), w.doors(r, d.Next)
	if w.party != nil {
		d.Passkey, d.AskPasskey = w.address("passkey"), w.address("passkey.ask")
	}
	if w.cfg.Demo {
		people, err := w.office.People(r.Context(), identity.CommandLine())
		if err != nil {
			return err
		}
		book, err := w.office.Book(r.Context())
		if err != nil {
			return err
		}
		slices.SortStableFunc(people, func(a, b identity.Person) int { return byRole(a) - byRole(b) })
		for _, p := range people {
			if p.Active && len(p.Posts) > 0 {
				place := book.Agency(p.Posts[0].Agency).ShortName
				if p.Posts[0].Unit != "" {
					place = book.UnitName(p.Posts[0].Agency, p.Posts[0].Unit)
				}
				d.People = append(d.People, signin.Sample{ID: p.ID, Name: p.Name, Title: p.Title, Place: place, Role: string(p.Posts[0].Role)})
			}
		}
	}
	page := w.page(r, "signin.title")
	page.Links.SignIn = ""
	if w.party != nil {
		page.Scripts = []string{"passkey.js"}
	}
	page.Faulty = len(d.Problems) > 0
	return w.render(rw, r, status, signin.Page(page, d))
}

// signIn checks a name and a password.
func (w *Web) signIn(rw http.ResponseWriter, r *http.Request) error {
	p := w.printer(r)
	name, next := strings.TrimSpace(r.PostForm.Get("name")), r.PostForm.Get("tiep")
	again := signin.Data{Name: name, Next: next}
	key := strings.ToLower(name) + " " + visitOf(r).from
	if wait := w.mayTry(r, name); wait > 0 {
		again.Problems = component.Problems{{Field: "name", Text: p.T("signin.locked", "Time", wait)}}
		return w.askSignIn(rw, r, http.StatusTooManyRequests, again)
	}
	to, err := w.enter(r, name, r.PostForm.Get("password"), next)
	if motcua.KindOf(err) == motcua.Invalid {
		left, wait := w.signIns.left(key)
		text := p.T("signin.wrong", "Count", left)
		if left == 0 {
			text = p.T("signin.locked", "Time", wait)
		}
		again.Problems = component.Problems{{Field: "password", Text: text}}
		return w.askSignIn(rw, r, http.StatusUnprocessableEntity, again)
	}
	if err != nil {
		return err
	}
	w.signIns.forgive(key)
	w.named.giveBack(strings.ToLower(name))
	w.entering.giveBack(visitOf(r).from)
	return w.redirect(rw, r, to)
}

// mayTry counts a try to sign in: of this name from this address, of this name
// from anywhere, and from this address. It returns how long to wait when one of
// them has had too many.
func (w *Web) mayTry(r *http.Request, name string) time.Duration {
	name, from := strings.ToLower(name), visitOf(r).from
	if wait := w.entering.take(from); wait > 0 {
		return wait
	}
	if wait := w.signIns.take(name + " " + from); wait > 0 {
		return wait
	}
	return w.named.take(name)
}

// enter signs in an applicant by their e-mail address, one of the staff by
// their sign-in name. It returns where to go on: whoever has a device is asked
// for its code first.
func (w *Web) enter(r *http.Request, name, password, next string) (string, error) {
	if !strings.Contains(name, "@") {
		person, err := w.office.SignIn(r.Context(), name, password)
		if err != nil {
			return "", err
		}
		return w.after(next, w.address("desk")), w.begin(r, person)
	}
	of, err := w.office.SignInAccount(r.Context(), name, password)
	if err != nil {
		return "", err
	}
	_, asked, err := w.office.FactorOf(r.Context(), of.ID)
	if err != nil {
		return "", err
	}
	if asked {
		return w.address("signIn.code"), w.beginHalf(r, of, next)
	}
	return w.after(next, w.address("mine")), w.beginAccount(r, of)
}

// signInDemo takes the part of a sample person, in a demonstration alone.
func (w *Web) signInDemo(rw http.ResponseWriter, r *http.Request) error {
	if !w.cfg.Demo {
		return refusal{status: http.StatusNotFound, key: "web.unknown"}
	}
	person, err := w.office.PersonByID(r.Context(), r.PostForm.Get("person"))
	if err != nil {
		return err
	}
	if err := w.begin(r, person); err != nil {
		return err
	}
	return w.redirect(rw, r, w.after(r.PostForm.Get("tiep"), w.address("desk")))
}

// signOut ends the session here and on the server.
func (w *Web) signOut(rw http.ResponseWriter, r *http.Request) error {
	if of := visitOf(r).account; of != nil {
		if err := w.office.EndSession(r.Context(), of.ID, w.sessions.GetString(r.Context(), accountKey)); err != nil {
			return err
		}
	}
	if err := w.sessions.Destroy(r.Context()); err != nil {
		return err
	}
	return w.redirect(rw, r, w.address("home"))
}

// after is where to go once signed in: where the reader was going, if that is
// here, else where they land.
func (w *Web) after(next, landing string) string {
	if local(next) {
		return next
	}
	return landing
}

// byRole is the place of a person's first role in the order of lists.
func byRole(p identity.Person) int {
	if len(p.Posts) == 0 {
		return len(everyRole)
	}
	return slices.Index(everyRole, p.Posts[0].Role)
}
