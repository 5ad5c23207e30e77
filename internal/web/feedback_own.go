package web

import (
	"net/http"
	"strings"

	"motcua"
	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	feedbackview "motcua/internal/web/view/feedback"
)

// feedbackTrackForm asks for the code and the key of a feedback.
func (w *Web) feedbackTrackForm(rw http.ResponseWriter, r *http.Request) error {
	return w.askFeedbackKey(rw, r, http.StatusOK, feedbackview.Track{Code: dossier.ReadCode(r.Form.Get("ma"))})
}

func (w *Web) askFeedbackKey(rw http.ResponseWriter, r *http.Request, status int, d feedbackview.Track) error {
	d.Crumbs, d.Action = w.feedbackCrumbs(r), w.address("feedback.track")
	page := w.page(r, "feedback.track")
	page.Faulty = len(d.Problems) > 0
	rw.Header().Set("Cache-Control", "no-store")
	return w.render(rw, r, status, feedbackview.AskKey(page, d))
}

func (w *Web) feedbackLookUp(rw http.ResponseWriter, r *http.Request) error {
	return w.openFeedback(rw, r, r.PostForm.Get("code"), r.PostForm.Get("key"))
}

// feedbackOpened is where letters to the sender lead.
func (w *Web) feedbackOpened(rw http.ResponseWriter, r *http.Request) error {
	rw.Header().Set("Referrer-Policy", "no-referrer")
	return w.openFeedback(rw, r, r.PathValue("code"), r.PathValue("key"))
}

func (w *Web) openFeedback(rw http.ResponseWriter, r *http.Request, code, key string) error {
	p := w.printer(r)
	again := feedbackview.Track{Code: dossier.ReadCode(code)}
	for _, missing := range []struct{ field, value string }{{"code", code}, {"key", key}} {
		if strings.TrimSpace(missing.value) == "" {
			again.Problems = append(again.Problems, component.Problem{Field: missing.field, Text: p.T("feedback.track." + missing.field + ".missing")})
		}
	}
	if len(again.Problems) > 0 {
		return w.askFeedbackKey(rw, r, http.StatusUnprocessableEntity, again)
	}
	_, err := w.claimedFeedback(r, office.FeedbackClaim{Code: again.Code, Key: key})
	if err != nil {
		return w.notFeedback(rw, r, again, err)
	}
	typed, _ := dossier.ReadKey(key) // a key that was found is one
	w.keepFeedbackKey(rw, again.Code, typed)
	return w.redirect(rw, r, w.address("feedback", again.Code))
}

// claimedFeedback finds a feedback by code and key; wrong ones are counted
// against the reader's address, beside those of dossiers.
func (w *Web) claimedFeedback(r *http.Request, c office.FeedbackClaim) (*office.FeedbackView, error) {
	from := visitOf(r).from
	if left, wait := w.lookUps.left(from); left == 0 {
		return nil, refusal{status: http.StatusTooManyRequests, key: "track.locked", pairs: []any{"Time", wait}}
	}
	view, err := w.office.OwnFeedback(r.Context(), c)
	if motcua.KindOf(err) == motcua.NotFound {
		w.lookUps.fail(from)
	}
	return view, err
}

func (w *Web) notFeedback(rw http.ResponseWriter, r *http.Request, again feedbackview.Track, err error) error {
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
	return w.askFeedbackKey(rw, r, http.StatusNotFound, again)
}

// ownedFeedback finds the feedback named in the address for its sender, by the
// key in the cookie of its page; false without one.
func (w *Web) ownedFeedback(rw http.ResponseWriter, r *http.Request) (*office.FeedbackView, office.FeedbackClaim, bool, error) {
	c := office.FeedbackClaim{Code: dossier.ReadCode(r.PathValue("code"))}
	cookie, err := r.Cookie(feedbackCookie)
	if err != nil {
		return nil, c, false, nil
	}
	c.Key = cookie.Value
	view, err := w.claimedFeedback(r, c)
	if motcua.KindOf(err) == motcua.NotFound {
		http.SetCookie(rw, &http.Cookie{Name: feedbackCookie, Path: w.address("feedback", c.Code), MaxAge: -1})
		return nil, c, false, nil
	}
	return view, c, err == nil, err
}

// feedback shows a feedback: to its sender all that is theirs, to everybody
// else what is published. Whatever is neither leads to the question for code
// and key, whether there is such a code or not.
func (w *Web) feedback(rw http.ResponseWriter, r *http.Request) error {
	view, _, own, err := w.ownedFeedback(rw, r)
	if err != nil {
		return err
	}
	if own {
		return w.showOwn(rw, r, http.StatusOK, view, nil)
	}
	code := dossier.ReadCode(r.PathValue("code"))
	public, err := w.office.PublicFeedback(r.Context(), code)
	if motcua.KindOf(err) == motcua.NotFound {
		return w.redirect(rw, r, with(w.address("feedback.track"), "ma", code))
	}
	if err != nil {
		return err
	}
	page := w.page(r, "feedback.title", "Code", public.Code)
	return w.render(rw, r, http.StatusOK, feedbackview.Shown(page, w.feedbackCrumbs(r), public))
}

func (w *Web) showOwn(rw http.ResponseWriter, r *http.Request, status int, view *office.FeedbackView, wrong error) error {
	rw.Header().Set("Cache-Control", "no-store")
	rw.Header().Set("X-Robots-Tag", "noindex, nofollow")
	rw.Header().Set("Referrer-Policy", "no-referrer")
	files, err := w.office.FilesOfFeedback(r.Context(), view)
	if err != nil {
		return err
	}
	p := w.printer(r)
	href := func(id string) string { return w.address("feedback.file", view.Code, id) }
	d := feedbackview.Own{Crumbs: w.feedbackCrumbs(r), View: view, New: r.URL.Query().Get("moi") != "", Say: w.address("feedback.say", view.Code),
		Judge: w.address("feedback.judge", view.Code), Unit: view.Book.UnitName(view.Agency, view.Unit), Values: r.PostForm, Problems: component.ProblemsOf(p, wrong),
		Files: filesNamed(files, view.Files, href)}
	for _, m := range view.Messages {
		d.Messages = append(d.Messages, feedbackview.Message{Message: m, Files: filesNamed(files, m.Files, href)})
	}
	page := w.page(r, "feedback.title", "Code", view.Code)
	page.Faulty = wrong != nil
	page.Scripts = append(page.Scripts, feedbackScripts()...)
	return w.render(rw, r, status, feedbackview.Mine(page, d))
}

// mine runs an act of the sender on their own feedback and shows it again.
func (w *Web) mine(rw http.ResponseWriter, r *http.Request, act func(c office.FeedbackClaim) error) error {
	view, claim, own, err := w.ownedFeedback(rw, r)
	if err != nil {
		return err
	}
	if !own {
		return w.redirect(rw, r, with(w.address("feedback.track"), "ma", claim.Code))
	}
	err = act(claim)
	switch kind := motcua.KindOf(err); {
	case err == nil:
		return w.redirect(rw, r, w.address("feedback", view.Code))
	case kind == motcua.Invalid || kind == motcua.Conflict:
		return w.showOwn(rw, r, statusOf(kind), view, err)
	default:
		return err
	}
}

// sayMore adds what the sender has to say.
func (w *Web) sayMore(rw http.ResponseWriter, r *http.Request) error {
	return w.mine(rw, r, func(c office.FeedbackClaim) error {
		files, err := w.filesOf(r, "files")
		if err != nil {
			return err
		}
		_, err = w.office.SayMore(r.Context(), c, r.PostForm.Get("content"), intakeOf(nil, files).Files)
		return err
	})
}

// judgeAnswer records whether the sender finds the answer satisfying.
func (w *Web) judgeAnswer(rw http.ResponseWriter, r *http.Request) error {
	return w.mine(rw, r, func(c office.FeedbackClaim) error {
		word := r.PostForm.Get("satisfied")
		if word != "yes" && word != "no" {
			return motcua.InvalidField("satisfied", "feedback.judge.choose")
		}
		_, err := w.office.JudgeAnswer(r.Context(), c, word == "yes")
		return err
	})
}

// ownFeedbackFile gives senders a file of their own.
func (w *Web) ownFeedbackFile(rw http.ResponseWriter, r *http.Request) error {
	_, claim, own, err := w.ownedFeedback(rw, r)
	if err != nil {
		return err
	}
	if !own {
		return motcua.Refused(motcua.NotFound, "document.unknown")
	}
	f, err := w.office.OwnFeedbackFile(r.Context(), claim, r.PathValue("id"))
	if err != nil {
		return err
	}
	return w.serveFile(rw, r, f)
}
