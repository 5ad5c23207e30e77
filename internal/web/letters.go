package web

import (
	"net/http"

	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/letter"
)

// letters shows the staff what was written to applicants and what became of it.
func (w *Web) letters(rw http.ResponseWriter, r *http.Request) error {
	list, err := w.office.Letters(r.Context(), w.actor(r))
	if err != nil {
		return err
	}
	page := w.page(r, "letter.log")
	d := letter.Log{Head: component.Head{Title: page.Title, Lead: w.printer(r).T("letter.log.lead")}, Again: w.address("letters.again")}
	for _, l := range list {
		d.Lines = append(d.Lines, lineOf(l))
	}
	return w.render(rw, r, http.StatusOK, letter.List(page, d))
}

func lineOf(l office.StoredLetter) letter.Line {
	return letter.Line{ID: l.ID, At: l.At, To: l.Email, Subject: l.Subject, Body: l.Body, Link: l.Link, State: string(l.State)}
}

// sendAgain queues a letter that was refused.
func (w *Web) sendAgain(rw http.ResponseWriter, r *http.Request) error {
	if err := w.office.SendAgain(r.Context(), w.actor(r), r.PostForm.Get("letter")); err != nil {
		return err
	}
	return w.redirect(rw, r, w.address("letters"))
}

// myLetters shows an account what was written to it.
func (w *Web) myLetters(rw http.ResponseWriter, r *http.Request) error {
	list, err := w.office.LettersOf(r.Context(), visitOf(r).owner())
	if err != nil {
		return err
	}
	var lines []letter.Line
	for _, l := range list {
		lines = append(lines, lineOf(l))
	}
	return w.render(rw, r, http.StatusOK, letter.Own(w.page(r, "letter.own"), lines))
}
