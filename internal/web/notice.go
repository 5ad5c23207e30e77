package web

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/work"
	"motcua/report"
)

// notices is the notice centre: what the reader was told, by dossier.
func (w *Web) notices(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	unread := r.URL.Query().Get("nhom") == "chua-doc"
	c, err := w.office.NoticeCentre(r.Context(), d.actor, unread)
	if err != nil {
		return err
	}
	page, all := w.page(r, "work.notices"), w.address("notices")
	n := work.Notices{Head: component.Head{Title: page.Title, Lead: d.p.T("work.notices.lead")}, Action: all, TabList: page.Title,
		Tabs: []component.Tab{{Label: d.p.T("notices.all"), Href: all, Current: !unread},
			{Label: d.p.T("notices.unread"), Count: c.Unread, Href: with(all, "nhom", "chua-doc"), Current: unread}},
		Empty: component.Nothing{Title: d.p.T("work.notices.empty"), Icon: "bell"}, Group: r.URL.Query().Get("nhom")}
	if unread {
		n.Empty.Title = d.p.T("notices.unread.none")
	}
	if c.Unread > 0 && !c.UpTo.IsZero() {
		n.UpTo = strconv.FormatInt(c.UpTo.UnixMilli(), 10)
	}
	for _, g := range c.Groups {
		n.Groups = append(n.Groups, w.toldOf(d, g))
	}
	for _, code := range c.Muted {
		n.Muted = append(n.Muted, component.Link{Label: code, Href: w.address("dossier", code)})
	}
	return w.render(rw, r, http.StatusOK, work.Told(page, n))
}

func (w *Web) toldOf(d reader, g office.ToldOf) work.NoticeGroup {
	drawn := work.NoticeGroup{Code: g.Code, Link: component.Link{Label: g.Code, Href: w.address("dossier", g.Code)}, Muted: g.Muted}
	if g.Code == "" { // of no dossier: of deputies
		drawn.Link = component.Link{Label: d.p.T("deputy.title"), Href: w.address("deputies")}
	}
	if noun, id, of := strings.Cut(g.Code, "/"); of { // of a record of the office
		drawn.Fixed = true
		if drawn.Link = (component.Link{Label: d.p.T("narrative.title"), Href: w.address("reports")}); noun != "reports" { // that one is of a report to be begun
			drawn.Link = component.Link{Label: d.p.T(noun + ".nav"), Href: d.sourceAddress(report.Source{Noun: noun, ID: id})}
		}
	} else if ofTask(g) {
		drawn.Code, drawn.Link = "", component.Link{Label: d.p.T("plan.notice"), Href: w.address("plan.task", g.Code)}
	}
	for _, notice := range g.Items {
		if notice.From != "" && !ofTask(g) {
			notice.From = d.book.Agency(notice.From).Name
		}
		item := work.Notice{ID: notice.ID, Text: d.p.Text(notice.Text()), When: d.p.Ago(notice.At, d.now), Icon: "bell", Unread: !notice.Read}
		if item.Unread {
			item.State = component.Label{Text: d.p.T("notices.new"), Tone: component.Info, Icon: "bell"}
		}
		drawn.Items = append(drawn.Items, item)
	}
	return drawn
}

// ofTask tells whether notices are of a task of a plan: its id stands where
// others have the code of their dossier.
func ofTask(g office.ToldOf) bool {
	return len(g.Items) > 0 && strings.HasPrefix(g.Items[0].Kind, "task")
}

// sortNotices marks notices as read, and mutes dossiers.
func (w *Web) sortNotices(rw http.ResponseWriter, r *http.Request) error {
	form, actor, ctx := r.PostForm, w.actor(r), r.Context()
	var err error
	switch form.Get("do") {
	case "read":
		err = w.office.ReadNotice(ctx, actor, form.Get("notice"))
	case "all":
		upTo, wrong := strconv.ParseInt(form.Get("upTo"), 10, 64)
		if wrong != nil || upTo < 0 {
			return refusal{status: http.StatusBadRequest, key: "web.form"}
		}
		err = w.office.ReadNotices(ctx, actor, time.UnixMilli(upTo))
	case "mute", "hear":
		err = w.office.MuteDossier(ctx, actor, form.Get("code"), form.Get("do") == "mute")
	default:
		err = refusal{status: http.StatusBadRequest, key: "web.form"}
	}
	if err != nil {
		return err
	}
	back := w.address("notices")
	if form.Get("nhom") == "chua-doc" {
		back = with(back, "nhom", "chua-doc")
	}
	return w.redirect(rw, r, back)
}
