package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"motcua"
	"motcua/vietnamese"
)

// bodySize is the largest body that a page takes.
const bodySize = 1 << 20

// inMemory is how much of a form with files is held in memory; the rest waits
// on disk.
const inMemory = 4 << 20

// serve makes a handler of a row of the table: it recognises the reader, asks
// whether the page is theirs, reads the form, and answers errors with pages.
func (w *Web) serve(route Route) http.Handler {
	page := http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		defer func() {
			if failed := recover(); failed != nil && failed != http.ErrAbortHandler {
				w.fail(rw, r, fmt.Errorf("page %s: %v", route.name, failed))
			}
		}()
		v := visitOf(r)
		v.route = route
		v.display = displayOf(r)
		v.holder = holderOf(r)
		w.speak(rw, r, v)
		if err := w.answer(rw, r, v); err != nil {
			w.fail(rw, r, err)
		}
	})
	return w.sessions.LoadAndSave(page)
}

// speak chooses the language: the one asked for in the address, which is kept,
// else the one chosen before.
func (w *Web) speak(rw http.ResponseWriter, r *http.Request, v *visit) {
	if asked := r.URL.Query().Get("lang"); asked != "" && asked != v.display.Lang {
		before := v.display.Lang
		v.display.choose(url.Values{"lang": {asked}})
		if v.display.Lang != before {
			http.SetCookie(rw, v.display.cookie(w.cfg.Secure))
		}
	}
	v.printer = w.words.In(v.display.Lang)
}

func (w *Web) answer(rw http.ResponseWriter, r *http.Request, v *visit) error {
	person, err := w.signedIn(r)
	if err != nil {
		return err
	}
	v.person = person
	if v.principal, err = w.principalOf(r, person); err != nil {
		return err
	}
	if person == nil {
		if v.account, err = w.applicantIn(r); err != nil {
			return err
		}
		if v.mandate, err = w.actingFor(r, v.account); err != nil {
			return err
		}
	}
	if len(v.route.who) > 0 {
		rw.Header().Set("Cache-Control", "no-store")
		rw.Header().Set("X-Robots-Tag", "noindex, nofollow")
		if person == nil {
			return w.toSignIn(rw, r)
		}
		if !w.actor(r).Is(v.route.who...) {
			return motcua.Refused(motcua.Forbidden, "web.forbidden")
		}
	}
	if v.route.own {
		rw.Header().Set("Cache-Control", "no-store")
		rw.Header().Set("X-Robots-Tag", "noindex, nofollow")
		if v.account == nil {
			return w.toSignIn(rw, r)
		}
	}
	if v.route.most > bodySize && withFiles(r) {
		slow := http.NewResponseController(rw) // what cannot wait longer says so, and waits as long as before
		_ = slow.SetReadDeadline(time.Now().Add(carryTime))
		_ = slow.SetWriteDeadline(time.Now().Add(carryTime + time.Minute))
	}
	if err := readForm(rw, r, v.route); err != nil {
		return err
	}
	if r.MultipartForm != nil {
		w.hold(rw, v)
		defer func() { _ = r.MultipartForm.RemoveAll() }() // the server clears the forms of its own requests alone
	}
	return v.route.handler(w, rw, r)
}

// toSignIn asks who it is, and comes back afterwards. What was posted is lost
// with the session, so only pages are come back to.
func (w *Web) toSignIn(rw http.ResponseWriter, r *http.Request) error {
	next := ""
	if r.Method == http.MethodGet {
		next = here(r)
	}
	return w.redirect(rw, r, with(w.address("signIn"), "tiep", next))
}

// readForm reads the query and, of a post, the body, and holds their texts to
// Unicode in its composed form, without what nobody sees.
func readForm(rw http.ResponseWriter, r *http.Request, route Route) error {
	if !sound(r.URL.Path) {
		return refusal{status: http.StatusNotFound, key: "web.unknown"}
	}
	files := withFiles(r)
	most := int64(bodySize)
	if route.most > 0 && (files || route.raw) { // only files wait on disk: other forms are read into memory
		most = route.most
	}
	r.Body = http.MaxBytesReader(rw, r.Body, most)
	var err error
	switch {
	case route.raw:
		r.Form, r.PostForm = r.URL.Query(), url.Values{}
	case files:
		err = r.ParseMultipartForm(min(most, inMemory))
	default:
		err = r.ParseForm()
	}
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return refusal{status: http.StatusRequestEntityTooLarge, key: "web.tooLarge", pairs: []any{"Most", most >> 20}}
	}
	if err != nil {
		return refusal{status: http.StatusBadRequest, key: "web.form"}
	}
	for _, form := range []url.Values{r.Form, r.PostForm} {
		for name, values := range form {
			for i, value := range values {
				if !sound(name) || !sound(value) {
					return refusal{status: http.StatusBadRequest, key: "web.encoding", pairs: []any{"Field", strings.ToValidUTF8(strings.ReplaceAll(name, "\x00", ""), "")}}
				}
				values[i] = vietnamese.Visible(value)
			}
		}
	}
	return nil
}

// withFiles tells whether a form may bring files.
func withFiles(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data")
}

// sound tells whether a text is UTF-8 that every database keeps.
func sound(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }

// health answers whether this node can work.
func (w *Web) health(rw http.ResponseWriter, r *http.Request) error {
	rw.Header().Set("Content-Type", "application/json")
	rw.Header().Set("Cache-Control", "no-store")
	if err := w.office.Ready(r.Context()); err != nil {
		w.log.Error("not ready", "error", err)
		rw.WriteHeader(http.StatusServiceUnavailable)
		_, err = rw.Write([]byte(`{"status":"unavailable"}` + "\n"))
		return err
	}
	_, err := rw.Write([]byte(`{"status":"ok"}` + "\n"))
	return err
}
