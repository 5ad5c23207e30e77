package web

import (
	"net/http"
	"strings"

	"motcua"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/submit"
	"motcua/internal/web/view/track"
)

// openDraftForm asks for the number and key of a draft or a submission begun
// elsewhere.
func (w *Web) openDraftForm(rw http.ResponseWriter, r *http.Request) error {
	return w.askDraft(rw, r, http.StatusOK, submit.Opening{Code: r.Form.Get("ma")})
}

func (w *Web) askDraft(rw http.ResponseWriter, r *http.Request, status int, d submit.Opening) error {
	page := w.page(r, "submit.open")
	page.Faulty = len(d.Problems) > 0
	d.Head, d.Action = component.Head{Title: page.Title, Lead: w.printer(r).T("submit.open.lead"), Crumbs: w.crumbs(r)}, w.address("draft.open")
	rw.Header().Set("Cache-Control", "no-store")
	return w.render(rw, r, status, submit.Open(page, d))
}

// openDraft goes on with a draft, or to a submission, by code and key. A wrong
// code and a wrong key get the same answer.
func (w *Web) openDraft(rw http.ResponseWriter, r *http.Request) error {
	code := strings.TrimSpace(r.PostForm.Get("code"))
	to, err := w.openWith(rw, r, code, r.PostForm.Get("key"))
	if err != nil && motcua.KindOf(err) == motcua.NotFound {
		return w.askDraft(rw, r, http.StatusNotFound, submit.Opening{Code: code, Problems: component.ProblemsOf(w.printer(r),
			motcua.InvalidField("code", "submission.unknown"))})
	}
	if err != nil {
		return err
	}
	return w.redirect(rw, r, to)
}

// openSubmitted answers the code of a submission typed where dossiers are
// looked up, like that of a dossier.
func (w *Web) openSubmitted(rw http.ResponseWriter, r *http.Request, again track.FormData, key string) error {
	to, err := w.openWith(rw, r, again.Code, key)
	if err != nil && motcua.KindOf(err) == motcua.NotFound {
		return w.notTracked(rw, r, again, motcua.Refused(motcua.NotFound, "dossier.track.unknown"))
	}
	if err != nil {
		return err
	}
	return w.redirect(rw, r, to)
}

// openWith lets the browser hold the key of a draft or a submission, and gives
// the address to go on at. Wrong ones are counted beside those of dossiers.
func (w *Web) openWith(rw http.ResponseWriter, r *http.Request, code, key string) (string, error) {
	from := visitOf(r).from
	if wait := w.lookUps.take(from); wait > 0 {
		return "", refusal{status: http.StatusTooManyRequests, key: "track.locked", pairs: []any{"Time", wait}}
	}
	id := code
	if s, err := w.office.TrackSubmission(r.Context(), code, key); err == nil {
		id = s.ID
	} else if motcua.KindOf(err) != motcua.NotFound {
		return "", err
	}
	view, err := w.office.Draft(r.Context(), office.DraftClaim{ID: id, Key: key, By: w.applicant(r)})
	if err != nil {
		return "", err
	}
	w.lookUps.giveBack(from)
	w.holdDraft(rw, view.Draft)
	return w.address("draft", view.ID), nil
}

// draftPage is a page of a draft. A key that a browser shows and that is wrong
// counts like one that was typed, but for this draft alone: what others behind
// the same address guess at does not cost its owner what was just typed.
func draftPage(handler func(*Web, http.ResponseWriter, *http.Request) error) func(*Web, http.ResponseWriter, *http.Request) error {
	return func(w *Web, rw http.ResponseWriter, r *http.Request) error {
		if _, none := r.Cookie(draftCookie); none != nil {
			return handler(w, rw, r)
		}
		from := visitOf(r).from + " " + r.PathValue("draft")
		if left, wait := w.lookUps.left(from); left == 0 {
			return refusal{status: http.StatusTooManyRequests, key: "track.locked", pairs: []any{"Time", wait}}
		}
		err := handler(w, rw, r)
		if fault, ok := motcua.AsFault(err); ok && fault.Text.Key == "submission.draft.unknown" {
			w.lookUps.fail(from)
		}
		return err
	}
}
