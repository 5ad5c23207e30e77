package web

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"net/http"
	"strings"

	"motcua"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/problem"
)

// statuses are what a kind of fault is in HTTP.
func statusOf(kind motcua.Kind) int {
	switch kind {
	case motcua.Invalid:
		return http.StatusUnprocessableEntity
	case motcua.Forbidden:
		return http.StatusForbidden
	case motcua.NotFound:
		return http.StatusNotFound
	case motcua.Conflict:
		return http.StatusConflict
	default:
		return http.StatusInternalServerError
	}
}

// refusal is an answer that HTTP has a status of its own for.
type refusal struct {
	status int
	key    string
	pairs  []any
}

func (r refusal) Error() string { return r.key }

// fail answers with the page of an error. What is ours to mend is logged under
// a number that the reader can name, and hidden.
func (w *Web) fail(rw http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, context.Canceled) {
		return // the reader has gone
	}
	p := w.printer(r)
	if p == nil {
		r = withVisit(r, w.visitWithout(r))
		p = w.printer(r)
	}
	data := problem.Data{Back: w.address("home")}
	var refused refusal
	switch kind := motcua.KindOf(err); {
	case errors.As(err, &refused):
		data.Status = refused.status
		data.Sentences = []string{p.T(refused.key, refused.pairs...)}
	case kind == motcua.Internal:
		data.Status, data.Incident = http.StatusInternalServerError, incident()
		w.log.Error("request failed", "incident", data.Incident, "page", visitOf(r).route.name, "error", err)
	default:
		data.Status = statusOf(kind)
		for _, found := range component.ProblemsOf(p, err) {
			data.Sentences = append(data.Sentences, found.Text)
		}
	}
	page := w.page(r, problem.TitleKey(data.Status))
	data.Staff = page.User != nil && strings.HasPrefix(r.URL.Path, w.address("desk"))
	if data.Staff {
		data.Back = w.address("desk")
	}
	rw.Header().Set("Cache-Control", "no-store")
	if err := w.render(rw, r, data.Status, problem.Page(page, data)); err != nil {
		w.log.Error("drawing the page of an error", "error", err)
		http.Error(rw, http.StatusText(data.Status), data.Status)
	}
}

// visitWithout is a visit by nobody, for errors before anybody was recognised.
func (w *Web) visitWithout(r *http.Request) *visit {
	d := displayOf(r)
	return &visit{route: visitOf(r).route, from: visitOf(r).from, display: d, printer: w.words.In(d.Lang)}
}

// incident is a number short enough to be said on the telephone.
func incident() string {
	random := make([]byte, 4)
	_, _ = rand.Read(random) // never fails
	return strings.ToUpper(hex.EncodeToString(random))
}

func (w *Web) unknown(http.ResponseWriter, *http.Request) error {
	return refusal{status: http.StatusNotFound, key: "web.unknown"}
}

// foreign answers a form that was posted from another site.
func (w *Web) foreign(http.ResponseWriter, *http.Request) error {
	return refusal{status: http.StatusForbidden, key: "web.foreign"}
}
