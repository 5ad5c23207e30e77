package web

import (
	"net/http"
	"strconv"
	"strings"

	"motcua"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	view "motcua/internal/web/view/letter"
	"motcua/letter"
)

// letters shows the staff what was written to applicants and what became of it.
func (w *Web) letters(rw http.ResponseWriter, r *http.Request) error {
	list, err := w.office.Letters(r.Context(), w.actor(r))
	if err != nil {
		return err
	}
	page := w.page(r, "letter.log")
	d := view.Log{Head: component.Head{Title: page.Title, Lead: w.printer(r).T("letter.log.lead")}, Again: w.address("letters.again"), Texts: w.address("letters.texts")}
	for _, l := range list {
		line := lineOf(l.StoredLetter)
		for _, way := range l.Ways {
			to := l.Email
			if way.Channel != letter.Mail {
				to = l.Phone
			}
			line.Ways = append(line.Ways, view.Way{Channel: string(way.Channel), To: to, State: string(way.State), Again: l.Again[way.Channel]})
		}
		if len(line.Ways) == 0 {
			line.Ways = []view.Way{{State: "kept"}}
		}
		d.Lines = append(d.Lines, line)
	}
	return w.render(rw, r, http.StatusOK, view.List(page, d))
}

func lineOf(l office.StoredLetter) view.Line {
	return view.Line{ID: l.ID, At: l.At, Subject: l.Subject, Body: l.Body, Link: l.Link}
}

// sendAgain queues a letter that was refused, or whose tries have run out.
func (w *Web) sendAgain(rw http.ResponseWriter, r *http.Request) error {
	if err := w.office.SendAgain(r.Context(), w.actor(r), r.PostForm.Get("letter"), r.PostForm.Get("channel")); err != nil {
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
	d := view.Mine{Choice: w.address("mine.choice")}
	for _, l := range list {
		d.Lines = append(d.Lines, lineOf(l))
	}
	return w.render(rw, r, http.StatusOK, view.Own(w.page(r, "letter.own"), d))
}

// letterTexts lists the kinds of letters for those who keep their words.
func (w *Web) letterTexts(rw http.ResponseWriter, r *http.Request) error {
	p := w.printer(r)
	page := w.page(r, "letter.texts")
	d := view.Kinds{Head: component.Head{Title: page.Title, Lead: p.T("letter.texts.lead"), Crumbs: []component.Link{{Label: p.T("letter.log"), Href: w.address("letters")}}}}
	for _, k := range letter.Kinds() {
		texts, err := w.office.LetterTexts(r.Context(), w.actor(r), k.ID)
		if err != nil {
			return err
		}
		line := view.KindLine{Name: p.T("letter.kind." + k.ID), Href: w.address("letters.text", k.ID), Owed: k.Owed}
		for _, t := range texts {
			line.Own = append(line.Own, t.Own)
		}
		d.Lines = append(d.Lines, line)
	}
	return w.render(rw, r, http.StatusOK, view.Choose(page, d))
}

// letterText shows the words of a kind of letter in both languages.
func (w *Web) letterText(rw http.ResponseWriter, r *http.Request) error {
	return w.showLetterText(rw, r, office.LetterDraft{}, nil, nil)
}

// showLetterText shows the words in force, and in place of one language's what
// somebody is writing.
func (w *Web) showLetterText(rw http.ResponseWriter, r *http.Request, draft office.LetterDraft, preview *letter.Wording, wrong error) error {
	id := r.PathValue("kind")
	texts, err := w.office.LetterTexts(r.Context(), w.actor(r), id)
	if err != nil {
		return err
	}
	kind, _ := letter.KindOf(id)
	p := w.printer(r)
	page := w.page(r, "letter.kind."+id)
	d := view.Kind{Head: component.Head{Title: page.Title, Lead: p.T("letter.texts.places", "Names", kind.Places()),
		Crumbs: []component.Link{{Label: p.T("letter.log"), Href: w.address("letters")}, {Label: p.T("letter.texts"), Href: w.address("letters.texts")}}},
		Action: w.address("letters.text", id), Saved: r.URL.Query().Get("xong") != ""}
	for _, t := range texts {
		form := view.Text{Lang: t.Lang, Words: t.Words, Own: t.Own, Version: t.Version}
		for _, c := range t.Changes {
			form.Changes = append(form.Changes, view.Change{At: c.At, Author: c.Author, Back: c.Back, Words: c.Words})
		}
		if t.Lang == draft.Lang {
			form.Words, form.Version, form.Preview = draft.Words, draft.Version, preview
			form.Problems = component.ProblemsOf(p, wrong)
			for i := range form.Problems {
				form.Problems[i].Field = t.Lang + "." + form.Problems[i].Field
			}
			d.Problems = form.Problems
		}
		d.Texts = append(d.Texts, form)
	}
	page.Faulty = len(d.Problems) > 0
	return w.render(rw, r, statusFor(d.Problems), view.Edit(page, d))
}

// keepLetterText previews or keeps the words of a letter in a language, or
// goes back to those that the program brings.
func (w *Web) keepLetterText(rw http.ResponseWriter, r *http.Request) error {
	f := r.PostForm
	lang := f.Get("lang")
	seen, _ := strconv.Atoi(f.Get("version")) // none is 0: before the first change
	draft := office.LetterDraft{Kind: r.PathValue("kind"), Lang: lang, Version: seen,
		Words: letter.Wording{Subject: f.Get(lang + ".subject"), Body: strings.ReplaceAll(f.Get(lang+".body"), "\r\n", "\n"), Short: f.Get(lang + ".short")}}
	var preview letter.Wording
	var err error
	switch f.Get("step") {
	case "back":
		err = w.office.ShipLetterText(r.Context(), w.actor(r), draft)
	case "preview":
		if draft.Words, preview, err = w.office.ReadLetterText(r.Context(), w.actor(r), draft); err == nil {
			return w.showLetterText(rw, r, draft, &preview, nil)
		}
	default:
		err = w.office.ChangeLetterText(r.Context(), w.actor(r), draft)
	}
	if motcua.KindOf(err) == motcua.Invalid {
		return w.showLetterText(rw, r, draft, nil, err)
	}
	if err != nil {
		return err
	}
	return w.redirect(rw, r, with(w.address("letters.text", draft.Kind), "xong", "1"))
}

// letterChoice shows an account how it is written to.
func (w *Web) letterChoice(rw http.ResponseWriter, r *http.Request) error {
	c, err := w.office.LetterChoiceOf(r.Context(), visitOf(r).account.ID)
	if err != nil {
		return err
	}
	page := w.page(r, "letter.choice")
	d := view.Chosen{Action: w.address("mine.choice"), Saved: r.URL.Query().Get("xong") != "", Lang: c.Lang, Letters: w.address("mine.letters")}
	shown := c.Shown(c.Reach)
	for _, ch := range c.Reach {
		d.Ways = append(d.Ways, view.Pace{Channel: string(ch), Pace: string(shown[ch])})
	}
	return w.render(rw, r, http.StatusOK, view.Choice(page, d))
}

// chooseLetters keeps how an account is written to.
func (w *Web) chooseLetters(rw http.ResponseWriter, r *http.Request) error {
	c := letter.Choice{Lang: r.PostForm.Get("lang"), Paces: map[letter.Channel]letter.Pace{}}
	for _, ch := range letter.Channels() {
		if typed := r.PostForm.Get(string(ch)); typed != "" {
			c.Paces[ch] = letter.Pace(typed)
		}
	}
	if err := w.office.ChooseLetters(r.Context(), visitOf(r).account.ID, c); err != nil {
		return err
	}
	return w.redirect(rw, r, with(w.address("mine.choice"), "xong", "1"))
}

// stopLettersForm asks whoever opened the link of a letter whether e-mails are
// to stop: a link that is only looked at, by a scanner of letters too, changes
// nothing.
func (w *Web) stopLettersForm(rw http.ResponseWriter, r *http.Request) error {
	if _, err := w.office.StopLettersOf(r.Context(), r.PathValue("token")); err != nil {
		return err
	}
	return w.render(rw, r, http.StatusOK, view.Stop(w.page(r, "letter.stop"), view.Stopping{Action: w.address("letters.stop", r.PathValue("token"))}))
}

// stopLetters stops e-mails: from the page, and by the one POST of a mail
// program (RFC 8058).
func (w *Web) stopLetters(rw http.ResponseWriter, r *http.Request) error {
	if _, err := w.office.StopLetters(r.Context(), r.PathValue("token")); err != nil {
		return err
	}
	return w.render(rw, r, http.StatusOK, view.Stop(w.page(r, "letter.stop"), view.Stopping{Done: true}))
}
