package web

import (
	"encoding/json"
	"net/http"
	"strconv"

	"motcua"
	"motcua/internal/office"
	"motcua/internal/web/view/submit"
)

// partOf is a part of a draft as the page showed it that is posted now.
func partOf(r *http.Request, id string) office.Part {
	seen, _ := strconv.Atoi(r.PostForm.Get(submit.Seen)) // none is compared with nothing
	return office.Part{ID: id, Seen: seen}
}

// changed answers a change of a part: what is wrong with it is asked again, on
// the page that holds what was typed; else the writer goes on.
func (w *Web) changed(rw http.ResponseWriter, r *http.Request, v *office.DraftView, part string, err error, ask func(wrong error) error) error {
	fault, _ := motcua.AsFault(err)
	overtaken := fault != nil && fault.Text.Key == office.Overtaken
	switch then := r.PostForm.Get("then"); {
	case !overtaken && !onlyInvalid(err):
		return err
	case then == submit.Auto:
		return w.savedItself(rw, r, v, overtaken)
	case overtaken:
		return ask(err)
	case err != nil && then == "later":
		return w.redirect(rw, r, w.address("draft", v.ID))
	case err != nil:
		return ask(err)
	}
	return w.onward(rw, r, v, part)
}

// saved is what draft.js is told: the revision its page now stands for, and
// what to say.
type saved struct {
	Revision int    `json:"revision"`
	Said     string `json:"said"`
}

// savedItself answers the page that saves itself while somebody types. What is
// wrong with the part is not said then: its writer has not finished.
func (w *Web) savedItself(rw http.ResponseWriter, r *http.Request, v *office.DraftView, overtaken bool) error {
	p, status := w.printer(r), http.StatusOK
	told := saved{Revision: v.Revision, Said: p.T("submit.saved", "At", p.Clock(v.ChangedAt))}
	if overtaken {
		status, told = http.StatusConflict, saved{Said: p.T("submit.saved.overtaken")}
	}
	body, err := json.Marshal(told)
	if err != nil {
		return err
	}
	rw.Header().Set("Cache-Control", "no-store")
	rw.Header().Set("Content-Type", "application/json")
	rw.WriteHeader(status)
	_, _ = rw.Write(body) // fails when the reader has gone
	return nil
}

// elsewhere is where to go from a part that may not be changed now; "" when it
// may.
func (w *Web) elsewhere(v *office.DraftView, part string) string {
	switch {
	case !v.Editable():
		return w.address("draft.sent", v.ID)
	case !v.Opens(part):
		return w.address("draft", v.ID)
	}
	return ""
}

// statusAfter is the status of a part that is asked again.
func statusAfter(wrong error) int {
	if wrong == nil {
		return http.StatusOK
	}
	return statusOf(motcua.KindOf(wrong))
}
