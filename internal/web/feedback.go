package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/deadline"
	"motcua/document"
	"motcua/dossier"
	"motcua/feedback"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	feedbackview "motcua/internal/web/view/feedback"
)

// feedbacks is the way in and the public list: what is at work without its
// content, what is answered with the answer, nobody's name.
func (w *Web) feedbacks(rw http.ResponseWriter, r *http.Request) error {
	p := w.printer(r)
	f := r.URL.Query()
	open := f.Get("trang-thai") == "dang-xu-ly"
	q := office.PublicQuery{Answered: !open, Kind: feedback.Kind(f.Get("loai")), Text: strings.TrimSpace(f.Get("q")), After: f.Get("sau")}
	page, err := w.office.PublicFeedbacks(r.Context(), q)
	if err != nil {
		return err
	}
	today := calendar.DateOf(w.office.Now())
	figures, err := w.office.FeedbackFigures(r.Context(), calendar.Date{Year: today.Year, Month: time.January, Day: 1}, today)
	if err != nil {
		return err
	}
	list := w.address("feedbacks")
	d := feedbackview.List{Crumbs: w.crumbs(r), Action: list, Query: q.Text, Kind: string(q.Kind), Open: open, Items: page.Items, Pages: pages(r, page.Next),
		Figures: figures.Total, ByKind: figures.Rows, Year: today.Year, Filtered: q.Text != "" || q.Kind != "", Track: w.address("feedback.track"), Elsewhere: w.address("feedback.elsewhere"),
		Tabs: []component.Tab{{Label: p.T("feedback.list.answered"), Href: with(list, "loai", string(q.Kind), "q", q.Text), Current: !open},
			{Label: p.T("feedback.list.open"), Href: with(list, "trang-thai", "dang-xu-ly", "loai", string(q.Kind)), Current: open}}}
	for i := range d.Items {
		d.Hrefs = append(d.Hrefs, w.address("feedback", d.Items[i].Code))
	}
	for _, kind := range feedback.Kinds() {
		d.Kinds = append(d.Kinds, component.Tile{Title: p.T("feedback.kind." + string(kind)), Text: p.T("feedback.kind."+string(kind)+".text", "Count", w.answerDays(today)),
			Icon: kindIcon(kind), Href: with(w.address("feedback.form"), "loai", string(kind))})
	}
	return w.render(rw, r, http.StatusOK, feedbackview.Public(w.page(r, "feedback.nav"), d))
}

// answerDays is how many working days an answer takes at most.
func (w *Web) answerDays(today calendar.Date) int {
	limit, ok := feedback.LimitOn(feedback.ToHandle, today)
	if !ok {
		return 0
	}
	return int(limit.Term.Amount / deadline.Whole(1))
}

func kindIcon(k feedback.Kind) string {
	switch k {
	case feedback.Handling:
		return "clock"
	case feedback.Regulation:
		return "gavel"
	default:
		return "message-square"
	}
}

// feedbackElsewhere says where complaints and denunciations go.
func (w *Web) feedbackElsewhere(rw http.ResponseWriter, r *http.Request) error {
	page := w.page(r, "feedback.elsewhere")
	return w.render(rw, r, http.StatusOK, feedbackview.Elsewhere(page, w.feedbackCrumbs(r), w.address("contact"), w.address("feedback.form")))
}

func (w *Web) feedbackCrumbs(r *http.Request) []component.Link {
	return w.crumbs(r, component.Link{Label: w.printer(r).T("feedback.nav"), Href: w.address("feedbacks")})
}

// feedbackForm asks for a feedback.
func (w *Web) feedbackForm(rw http.ResponseWriter, r *http.Request) error {
	form := url.Values{"kind": {r.URL.Query().Get("loai")}, "dossier": {dossier.ReadCode(r.URL.Query().Get("ho-so"))}}
	if of := visitOf(r).account; of != nil {
		form.Set("name", of.Name)
		form.Set("email", of.Email)
		form.Set("phone", of.Phone)
		form.Set("address", of.Address)
	}
	return w.askFeedback(rw, r, http.StatusOK, form, nil, nil)
}

// askFeedback draws the form: the public's, or that of the staff who take down
// what is said by telephone.
func (w *Web) askFeedback(rw http.ResponseWriter, r *http.Request, status int, form url.Values, files []document.File, wrong error) error {
	p := w.printer(r)
	book, err := w.office.Book(r.Context())
	if err != nil {
		return err
	}
	files = slices.DeleteFunc(files, func(f document.File) bool { return !feedback.Takes(f.Type) })
	d := feedbackview.Form{Crumbs: w.feedbackCrumbs(r), Post: w.address("feedback.send"), Values: form, Problems: component.ProblemsOf(p, wrong), Files: linesOf(p, files),
		Opened: strconv.FormatInt(w.office.Now().Unix(), 10), Elsewhere: w.address("feedback.elsewhere"), Privacy: w.address("privacy")}
	if opened := form.Get("opened"); opened != "" {
		d.Opened = opened
	}
	d.Units = append(d.Units, component.Choice{Label: p.T("feedback.unit.any")})
	lead := book.Agency(w.office.LeadAgency())
	for _, u := range lead.Units {
		d.Units = append(d.Units, component.Choice{Value: u.ID, Label: u.Name})
	}
	page := w.page(r, "feedback.form")
	if visitOf(r).route.who != nil {
		d.Post, d.Staff, d.Mail, page.Title = w.address("feedback.enter.post"), true, w.address("feedback.mail"), p.T("feedback.enter")
		d.Crumbs = []component.Link{{Label: p.T("feedback.queue"), Href: w.address("feedback.queue")}}
	}
	page.Faulty = wrong != nil
	page.Scripts = append(page.Scripts, feedbackScripts()...)
	rw.Header().Set("Cache-Control", "no-store")
	return w.render(rw, r, status, feedbackview.Ask(page, d))
}

// What keeps machines from sending feedback: a field that people do not see, a
// form that nobody fills in at once, and a number of them for each address.
const (
	fastest  = 3 * time.Second
	sentMost = 5
	sentIn   = time.Hour
)

// sendFeedback takes a feedback.
func (w *Web) sendFeedback(rw http.ResponseWriter, r *http.Request) error {
	files, err := w.filesOf(r, "files")
	if wrong := motcua.KindOf(err); err != nil && wrong != motcua.Invalid {
		return err
	}
	again := func(status int, wrong error) error { return w.askFeedback(rw, r, status, r.PostForm, files, wrong) }
	if err != nil {
		return again(http.StatusUnprocessableEntity, err)
	}
	if err := w.human(r); err != nil {
		return again(http.StatusUnprocessableEntity, err)
	}
	in := intakeOf(r.PostForm, files)
	in.Sender.Lang = w.printer(r).Lang()
	if of := visitOf(r).account; of != nil {
		in.Sender.Account = of.ID
	}
	if _, err := feedback.Prepare(in, w.office.Now()); err != nil {
		return again(http.StatusUnprocessableEntity, err)
	}
	if wait := w.sent.take(visitOf(r).from); wait > 0 {
		return again(http.StatusTooManyRequests, motcua.InvalidField("", "feedback.tooMany", "Time", wait))
	}
	view, err := w.office.SendFeedback(r.Context(), in)
	if motcua.KindOf(err) == motcua.Invalid {
		return again(http.StatusUnprocessableEntity, err)
	}
	if err != nil {
		return err
	}
	w.keepFeedbackKey(rw, view.Code, view.Key)
	return w.redirect(rw, r, with(w.address("feedback", view.Code), "moi", "1"))
}

// human tells a form that a person filled in from one that a machine did.
func (w *Web) human(r *http.Request) error {
	opened, err := strconv.ParseInt(r.PostForm.Get("opened"), 10, 64)
	spent := w.office.Now().Sub(time.Unix(opened, 0))
	if r.PostForm.Get("website") != "" || err != nil || spent < fastest {
		return motcua.InvalidField("", "feedback.machine")
	}
	return nil
}

func intakeOf(form url.Values, files []document.File) feedback.Intake {
	in := feedback.Intake{Kind: feedback.Kind(form.Get("kind")), Content: form.Get("content"),
		Sender: feedback.Sender{Name: form.Get("name"), Address: form.Get("address"), Phone: form.Get("phone"), Email: form.Get("email")},
		About:  feedback.About{Dossier: form.Get("dossier"), Unit: form.Get("unit")}}
	for _, f := range files {
		in.Files = append(in.Files, f.ID)
	}
	return in
}

// feedbackCookie holds the key of a feedback; its path is the page of it.
const feedbackCookie = "ma-phan-anh"

func (w *Web) keepFeedbackKey(rw http.ResponseWriter, code, key string) {
	http.SetCookie(rw, &http.Cookie{Name: feedbackCookie, Value: key, Path: w.address("feedback", code), HttpOnly: true, Secure: w.cfg.Secure, SameSite: http.SameSiteLaxMode})
}

// filesNamed puts names to the files of messages.
func filesNamed(files map[string]document.File, ids []string, href func(id string) string) []component.Link {
	var links []component.Link
	for _, id := range ids {
		if f, ok := files[id]; ok {
			links = append(links, component.Link{Label: f.Name, Icon: "paperclip", Href: href(id)})
		}
	}
	return slices.Clip(links)
}

// feedbackScripts are the scripts of pages that ask for a feedback.
func feedbackScripts() []string { return []string{"count.js", uploadScript} }
