package web

import (
	"net/http"

	"motcua"
	"motcua/document"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/talk"
	"motcua/internal/web/view/track"

	"github.com/a-h/templ"
)

// messagesMost is how many messages of one address are taken before it has to
// wait; what one dossier takes without an answer the dossier itself knows.
const messagesMost = 30

// talking is what the tab of messages needs beside the dossier.
type talking struct {
	files      map[string]document.File
	text, note string          // as typed
	handed     []document.File // with a form that came back
	problems   component.Problems
}

// messageRoutes is the part of the table for messages about a dossier.
func messageRoutes() []Route {
	return []Route{
		{name: "own.talk", method: "GET", pattern: "/tra-cuu/{code}/trao-doi", handler: (*Web).ownTalk},
		{name: "own.talk.post", method: "POST", pattern: "/tra-cuu/{code}/trao-doi", handler: (*Web).writeOwn, most: papersSize},
		{name: "dossier.talk.post", method: "POST", pattern: "/can-bo/ho-so/{code}/trao-doi", handler: (*Web).writeToApplicant, who: staffRoles, most: papersSize},
		{name: "dossier.note", method: "POST", pattern: "/can-bo/ho-so/{code}/ghi-chu", handler: (*Web).keepNote, who: staffRoles},
	}
}

// talkPart tells of messages not read yet, and leads to the conversation.
func talkPart(w *Web, r *http.Request, _ office.Claim, d *track.Data) error {
	p, v := w.printer(r), d.View
	href := w.address("own.talk", v.Code)
	if v.Unread > 0 {
		d.Panels = append(d.Panels, talk.Panel(p, v.Unread, href))
	}
	if len(v.Messages) > 0 || v.Status.Open() || v.Status == dossier.Resolved {
		d.Ways = append(d.Ways, component.Link{Label: p.T("talk.way"), Href: href, Icon: "message-square"})
	}
	return nil
}

func (w *Web) ownTalk(rw http.ResponseWriter, r *http.Request) error {
	view, _, err := w.owned(rw, r)
	if err != nil {
		return w.notOwned(rw, r, err)
	}
	return w.showOwnTalk(rw, r, view, nil, nil)
}

func (w *Web) showOwnTalk(rw http.ResponseWriter, r *http.Request, v *office.View, handed []document.File, wrong error) error {
	p := w.printer(r)
	page := w.page(r, "talk.title")
	files, err := w.office.MessageFiles(r.Context(), v)
	if err != nil {
		return err
	}
	d := talk.Data{Head: w.ownHead(r, v, page.Title), Back: w.address("tracked", v.Code),
		Write: talk.Form{Action: w.address("own.talk", v.Code), Text: r.PostForm.Get("text"), Files: linesOf(p, handed), Problems: component.ProblemsOf(p, wrong)}}
	page.Faulty, page.Scripts = len(d.Write.Problems) > 0, []string{uploadScript}
	if !v.Status.Open() && v.Status != dossier.Resolved {
		d.Write.Closed = p.T("talk.closed")
	}
	if d.Version = v.Version(); !ended(v) {
		d.Live, page.Scripts = w.address("own.live", v.Code), []string{"live.js"}
	}
	for _, m := range v.Messages {
		line := talk.Line{At: m.At, Text: m.Text, Own: m.FromApplicant, By: v.Book.UnitName(m.By.Agency, m.By.Unit)}
		if m.FromApplicant {
			line.By = p.T("talk.you")
		}
		for _, id := range m.Files {
			line.Files = append(line.Files, component.Link{Label: files[id].Name, Href: w.address("own.file", v.Code, id), Icon: "paperclip"})
		}
		d.Lines = append(d.Lines, line)
	}
	if v.Unread > 0 {
		if err := w.office.ReadByApplicant(r.Context(), v); err != nil {
			return err
		}
	}
	return w.render(rw, r, statusFor(d.Write.Problems), talk.Page(page, d))
}

// writeOwn is a message of the applicant. Messages are counted against the
// reader's address, whatever becomes of them.
func (w *Web) writeOwn(rw http.ResponseWriter, r *http.Request) error {
	view, c, err := w.owned(rw, r)
	if err != nil {
		return w.notOwned(rw, r, err)
	}
	if wait := w.messages.take(visitOf(r).from); wait > 0 {
		return refusal{status: http.StatusTooManyRequests, key: "talk.locked", pairs: []any{"Time", wait}}
	}
	files, err := w.papersOf(r, "file")
	if err == nil {
		_, err = w.office.WriteToOffice(r.Context(), c, r.PostForm.Get("text"), attachments("", files))
	}
	if err == nil {
		return w.redirect(rw, r, w.address("own.talk", view.Code))
	}
	if onlyInvalid(err) {
		return w.showOwnTalk(rw, r, view, files, err)
	}
	return err
}

// talkTab is the conversation with the applicant, and the notes kept beside it.
func (d reader) talkTab(v *office.View) (templ.Component, error) {
	data := talk.Data{Write: talk.Form{Action: d.address("dossier.talk.post", v.Code), Text: d.talk.text, Files: linesOf(d.p, d.talk.handed), Problems: d.talk.problems}}
	may := d.may(v, identity.Correspond)
	switch {
	case !may:
		data.Write.Closed = d.p.T("identity.forbidden.correspond")
	case !v.Status.Open() && v.Status != dossier.Resolved:
		data.Write.Closed = d.p.T("talk.closed")
	}
	if may {
		data.Keep = &talk.Form{Action: d.address("dossier.note", v.Code), Text: d.talk.note}
	}
	for _, e := range v.Events {
		line := talk.Line{At: e.At, By: e.By.Name}
		if e.By.Agency != "" {
			line.By += ", " + d.unit(e.By.Agency, e.By.Unit)
		}
		switch f := e.Fact.(type) {
		case dossier.MessageSent:
			line.Text, line.Own = f.Text, !f.FromApplicant
			if f.FromApplicant {
				line.By = d.p.T("talk.applicant", "Name", v.Intake.Applicant.Name)
			}
			for _, id := range f.Files {
				line.Files = append(line.Files, component.Link{Label: d.talk.files[id].Name, Href: d.address("dossier.file", v.Code, id), Icon: "paperclip"})
			}
		case dossier.NoteKept:
			line.Text, line.Note = f.Text, true
		default:
			continue
		}
		data.Lines = append(data.Lines, line)
	}
	return talk.Tab(d.p, data), nil
}

// openTalk loads what the tab of messages needs, and notes that they are read.
func (w *Web) openTalk(r *http.Request, d *reader, v *office.View) error {
	var err error
	if d.talk.files, err = w.office.MessageFiles(r.Context(), v); err != nil || v.Unread == 0 {
		return err
	}
	return w.office.ReadByOffice(r.Context(), d.actor, v)
}

func (w *Web) writeToApplicant(rw http.ResponseWriter, r *http.Request) error {
	files, err := w.papersOf(r, "file")
	if err == nil {
		_, err = w.office.WriteToApplicant(r.Context(), w.actor(r), office.Target{Code: r.PathValue("code")}, r.PostForm.Get("text"), attachments("", files))
	}
	return w.talked(rw, r, talking{text: r.PostForm.Get("text"), handed: files}, err)
}

func (w *Web) keepNote(rw http.ResponseWriter, r *http.Request) error {
	_, err := w.office.KeepNote(r.Context(), w.actor(r), office.Target{Code: r.PathValue("code")}, r.PostForm.Get("note"))
	return w.talked(rw, r, talking{note: r.PostForm.Get("note")}, inField(err, "note"))
}

// talked goes back to the conversation, with what was typed when it was wrong.
func (w *Web) talked(rw http.ResponseWriter, r *http.Request, again talking, err error) error {
	if err == nil {
		return w.redirect(rw, r, w.address("dossier.talk", r.PathValue("code")))
	}
	if motcua.KindOf(err) != motcua.Invalid {
		return err
	}
	d, loadErr := w.reader(r)
	if loadErr != nil {
		return loadErr
	}
	view, loadErr := w.office.Dossier(r.Context(), d.actor, r.PathValue("code"))
	if loadErr != nil {
		return loadErr
	}
	d.talk = again
	d.talk.problems = component.ProblemsOf(d.p, err)
	return w.showDossier(rw, r, d, view, "talk")
}
