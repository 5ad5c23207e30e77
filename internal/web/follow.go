package web

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"motcua"
	"motcua/catalogue"
	"motcua/document"
	"motcua/dossier"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/submit"
	"motcua/internal/web/view/track"
	"motcua/sheet"
)

// followRoutes is the part of the table for what applicants do on a dossier of
// their own.
func followRoutes() []Route {
	return []Route{
		{name: "own.papers", method: "GET", pattern: "/tra-cuu/{code}/bo-sung", handler: (*Web).ownPapers},
		{name: "own.papers.post", method: "POST", pattern: "/tra-cuu/{code}/bo-sung", handler: (*Web).sendPapers, most: papersSize},
		{name: "own.withdraw", method: "GET", pattern: "/tra-cuu/{code}/rut", handler: (*Web).withdrawForm},
		{name: "own.withdraw.post", method: "POST", pattern: "/tra-cuu/{code}/rut", handler: (*Web).withdrawOwn},
		{name: "own.delivery", method: "GET", pattern: "/tra-cuu/{code}/nhan-ket-qua", handler: (*Web).ownDelivery},
		{name: "own.delivery.post", method: "POST", pattern: "/tra-cuu/{code}/nhan-ket-qua", handler: (*Web).chooseDelivery},
		{name: "own.calendar", method: "GET", pattern: "/tra-cuu/{code}/lich.ics", handler: (*Web).appointment},
		{name: "own.live", method: "GET", pattern: "/tra-cuu/{code}/song", handler: (*Web).live, alone: true},
		{name: "own.file", method: "GET", pattern: "/tra-cuu/{code}/tep/{file}", handler: (*Web).ownFile},
	}
}

// actsPart shows what the applicant may do on the dossier now.
func actsPart(w *Web, r *http.Request, _ office.Claim, d *track.Data) error {
	p, v := w.printer(r), d.View
	if v.Status == dossier.Supplementing {
		sent := len(v.Supplements) > 0 && !v.Supplements[len(v.Supplements)-1].SentAt.IsZero()
		d.Panels = append(d.Panels, track.Supply(p, w.address("own.papers", v.Code), sent))
	}
	for _, s := range printables(v) {
		if s.Kind == sheet.Receipt || s.Kind == sheet.Apology {
			d.Ways = append(d.Ways, component.Link{Label: p.T("sheet.kind." + string(s.Kind)), Href: w.address("own.sheet", v.Code, s.slug()+".pdf"), Icon: "printer"})
		}
	}
	if v.Status.Open() && !v.Clock.Paused {
		d.Ways = append(d.Ways, component.Link{Label: p.T("follow.calendar"), Href: w.address("own.calendar", v.Code), Icon: "calendar-days"})
	}
	if v.Status.Open() {
		d.Ways = append(d.Ways, component.Link{Label: p.T("follow.withdraw"), Href: w.address("own.withdraw", v.Code), Icon: "log-out"})
	}
	return nil
}

func (w *Web) ownPapers(rw http.ResponseWriter, r *http.Request) error {
	view, _, err := w.owned(rw, r)
	if err != nil {
		return w.notOwned(rw, r, err)
	}
	return w.askOwnPapers(rw, r, view, nil, nil)
}

// papersAsked are the papers that a supplement request names; all of the
// version when it names none of them.
func papersAsked(v *office.View) []catalogue.Paper {
	of, err := v.Book.Procedure(v.Intake.Procedure)
	if err != nil {
		return nil
	}
	version, _ := of.Version(v.Intake.Version)
	all := version.PapersFor(v.Intake.Case)
	if len(v.Supplements) == 0 {
		return all
	}
	named := slices.DeleteFunc(slices.Clone(all), func(p catalogue.Paper) bool {
		asked := v.Supplements[len(v.Supplements)-1].Papers
		return !slices.Contains(asked, p.Name) && !slices.Contains(asked, p.Code)
	})
	if len(named) == 0 {
		return all
	}
	return named
}

// askOwnPapers asks for papers, beside those handed in with a form that came back.
func (w *Web) askOwnPapers(rw http.ResponseWriter, r *http.Request, v *office.View, handed map[string][]document.File, wrong error) error {
	p := w.printer(r)
	page := w.page(r, "follow.papers")
	problems := component.ProblemsOf(p, wrong)
	page.Faulty, page.Scripts = len(problems) > 0, []string{uploadScript}
	d := submit.PapersData{Problems: problems}
	for _, paper := range papersAsked(v) {
		paper.Required = true
		line := submit.PaperLine{Paper: paper, Files: linesOf(p, handed[paper.Code])}
		for i := range line.Files {
			line.Files[i].Remove = "remove"
		}
		d.Papers = append(d.Papers, line)
	}
	own := submit.Own{Head: w.ownHead(r, v, page.Title), Action: w.address("own.papers", v.Code), Problems: problems, Files: true, Back: w.address("tracked", v.Code),
		Submit: component.Action{Label: p.T("follow.papers.send"), Icon: "send", Look: component.Primary, Key: "primary"}}
	if n := len(v.Supplements); n > 0 {
		own.Lead = v.Supplements[n-1].Reason
	}
	note := component.Field{Name: "note", Label: p.T("follow.note"), Value: r.PostForm.Get("note"), Error: problems.Of("note"), Rows: 3, Optional: component.OptionalWord(p)}
	return w.render(rw, r, statusFor(problems), submit.OwnAct(page, own, submit.Papers(p, d), component.TextArea(note)))
}

func (w *Web) ownHead(r *http.Request, v *office.View, title string) component.Head {
	return component.Head{Title: title, Lead: v.Name, Crumbs: w.crumbs(r, component.Link{Label: w.printer(r).T("ui.public.track"), Href: w.address("track")},
		component.Link{Label: v.Code, Href: w.address("tracked", v.Code)})}
}

func (w *Web) sendPapers(rw http.ResponseWriter, r *http.Request) error {
	view, c, err := w.owned(rw, r)
	if err != nil {
		return w.notOwned(rw, r, err)
	}
	handed, wrong := map[string][]document.File{}, []error{}
	var files []office.Attachment
	for _, paper := range papersAsked(view) {
		kept, err := w.papersOf(r, "paper."+paper.Code)
		if !onlyInvalid(err) {
			return err
		}
		if err != nil {
			wrong = append(wrong, err)
		}
		handed[paper.Code] = kept
		files = append(files, attachments(paper.Code, kept)...)
	}
	if err := errors.Join(wrong...); err != nil || r.PostForm.Has("remove") || r.PostForm.Get("then") == "upload" {
		return w.askOwnPapers(rw, r, view, handed, err)
	}
	if _, err := w.office.SendPapers(r.Context(), c, files, r.PostForm.Get("note")); err != nil {
		if onlyInvalid(err) {
			return w.askOwnPapers(rw, r, view, handed, err)
		}
		return err
	}
	return w.redirect(rw, r, w.address("tracked", view.Code))
}

func (w *Web) withdrawForm(rw http.ResponseWriter, r *http.Request) error {
	view, _, err := w.owned(rw, r)
	if err != nil {
		return w.notOwned(rw, r, err)
	}
	return w.askWithdraw(rw, r, view, nil)
}

func (w *Web) askWithdraw(rw http.ResponseWriter, r *http.Request, v *office.View, wrong error) error {
	p := w.printer(r)
	page := w.page(r, "follow.withdraw")
	problems := component.ProblemsOf(p, wrong)
	page.Faulty = len(problems) > 0
	own := submit.Own{Head: w.ownHead(r, v, page.Title), Lead: p.T("follow.withdraw.lead"), Action: w.address("own.withdraw", v.Code), Problems: problems, Back: w.address("tracked", v.Code),
		Submit: component.Action{Label: p.T("follow.withdraw.do"), Icon: "log-out", Look: component.Danger}}
	reason := component.Field{Name: "reason", Label: p.T("page.form.reason"), Value: r.PostForm.Get("reason"), Error: problems.Of("reason"), Rows: 3}
	return w.render(rw, r, statusFor(problems), submit.OwnAct(page, own, component.TextArea(reason)))
}

func (w *Web) withdrawOwn(rw http.ResponseWriter, r *http.Request) error {
	view, c, err := w.owned(rw, r)
	if err != nil {
		return w.notOwned(rw, r, err)
	}
	if _, err := w.office.WithdrawOwn(r.Context(), c, r.PostForm.Get("reason")); err != nil {
		if onlyInvalid(err) {
			return w.askWithdraw(rw, r, view, err)
		}
		return err
	}
	return w.redirect(rw, r, w.address("tracked", view.Code))
}

// appointment is the date as a file for calendars (RFC 5545). Its id stays the
// same and its sequence grows when the date moves, so that the new date
// replaces the one before; nothing in it says whose dossier it is.
func (w *Web) appointment(rw http.ResponseWriter, r *http.Request) error {
	view, _, err := w.owned(rw, r)
	if err != nil {
		return w.notOwned(rw, r, err)
	}
	if !view.Status.Open() || view.Clock.Paused {
		return motcua.Refused(motcua.Conflict, "follow.calendar.none")
	}
	stamp := func(t time.Time) string { return t.UTC().Format("20060102T150405Z") }
	lines := []string{"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//motcua//VI", "METHOD:PUBLISH", "BEGIN:VEVENT", "UID:" + view.Code + "@motcua",
		fmt.Sprintf("SEQUENCE:%d", view.Moves(view.Clock)), "DTSTAMP:" + stamp(w.office.Now()), "DTSTART:" + stamp(view.Clock.Due), "DTEND:" + stamp(view.Clock.Due),
		"SUMMARY:" + w.printer(r).T("follow.calendar.event", "Code", view.Code), "END:VEVENT", "END:VCALENDAR", ""}
	rw.Header().Set("Content-Type", "text/calendar; charset=utf-8")
	rw.Header().Set("Content-Disposition", `attachment; filename="hen-tra.ics"`)
	_, err = rw.Write([]byte(strings.Join(lines, "\r\n")))
	return err
}

func (w *Web) ownFile(rw http.ResponseWriter, r *http.Request) error {
	_, c, err := w.owned(rw, r)
	if err != nil {
		return w.notOwned(rw, r, err)
	}
	f, err := w.office.OwnFile(r.Context(), c, r.PathValue("file"))
	if err != nil {
		return err
	}
	return w.serveFile(rw, r, f)
}
