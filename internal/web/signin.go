package web

import (
	"net/http"
	"slices"
	"strings"

	"motcua"
	"motcua/identity"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/signin"
)

// signInForm asks who it is.
func (w *Web) signInForm(rw http.ResponseWriter, r *http.Request) error {
	next := r.Form.Get("tiep")
	if visitOf(r).person != nil && !w.cfg.Demo {
		return w.redirect(rw, r, w.after(next))
	}
	return w.askSignIn(rw, r, http.StatusOK, signin.Data{Next: next, Expired: next != "" && visitOf(r).person == nil})
}

func (w *Web) askSignIn(rw http.ResponseWriter, r *http.Request, status int, d signin.Data) error {
	d.Action, d.DemoAction = w.address("signIn"), w.address("demo.signIn")
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
	page.Faulty = len(d.Problems) > 0
	return w.render(rw, r, status, signin.Page(page, d))
}

// signIn checks a name and a password.
func (w *Web) signIn(rw http.ResponseWriter, r *http.Request) error {
	p := w.printer(r)
	name, next := strings.TrimSpace(r.PostForm.Get("name")), r.PostForm.Get("tiep")
	again := signin.Data{Name: name, Next: next}
	key := strings.ToLower(name) + " " + visitOf(r).from
	if wait := w.signIns.take(key); wait > 0 {
		again.Problems = component.Problems{{Field: "name", Text: p.T("signin.locked", "Time", wait)}}
		return w.askSignIn(rw, r, http.StatusTooManyRequests, again)
	}
	person, err := w.office.SignIn(r.Context(), name, r.PostForm.Get("password"))
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
	if err := w.begin(r, person); err != nil {
		return err
	}
	return w.redirect(rw, r, w.after(next))
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
	return w.redirect(rw, r, w.after(r.PostForm.Get("tiep")))
}

// signOut ends the session here and on the server.
func (w *Web) signOut(rw http.ResponseWriter, r *http.Request) error {
	if err := w.sessions.Destroy(r.Context()); err != nil {
		return err
	}
	return w.redirect(rw, r, w.address("home"))
}

// after is where to go once signed in: where the reader was going, if that is
// here, else the desk.
func (w *Web) after(next string) string {
	if local(next) {
		return next
	}
	return w.address("desk")
}

// byRole is the place of a person's first role in the order of lists.
func byRole(p identity.Person) int {
	if len(p.Posts) == 0 {
		return len(everyRole)
	}
	return slices.Index(everyRole, p.Posts[0].Role)
}
