package web

import (
	"net/http"
	"strings"

	"motcua/identity"
	"motcua/internal/web/view/layout"
)

// entry is a line of the staff menu: a page of the table, shown to those who
// may open it.
type entry struct{ route, key, icon string }

// menu is the staff menu, by its groups.
func menu() []struct {
	key     string
	entries []entry
} {
	return []struct {
		key     string
		entries []entry
	}{
		{"ui.menu.work", []entry{
			{"work", "web.menu.work", "list-checks"},
			{"counter", "web.menu.counter", "file-plus"},
			{"queue", "counter.queue.title", "ticket"},
			{"passOn", "counter.passOn", "send"},
			{"takeIn", "counter.takeIn", "inbox"},
			{"submissions", "submit.queue", "inbox"},
			{"dossiers", "web.menu.dossiers", "folder-open"},
			{"sign", "signing.waiting", "signature"},
			{"scan.inbox", "scan.inbox", "scan-line"},
			{"returns", "web.menu.returns", "file-check-2"},
			{"opinions", "web.menu.opinions", "network"},
			{"apologies", "apology.owed", "calendar-clock"},
			{"feedback.queue", "feedback.nav", "message-square"},
			{"registers", "register.nav", "stamp"},
			{"fees", "web.menu.fees", "credit-card"},
			{"desk.mandates", "mandate.desk", "users"},
			{"notices", "web.menu.notices", "bell"},
			{"tasks", "task.list", "download"},
			{"deputies", "deputy.title", "users"},
		}},
		{"ui.menu.manage", []entry{
			{"figures", "web.menu.figures", "chart-column"},
			{"apologies.book", "apology.tab.apologies.book", "calendar-clock"},
			{"letters", "letter.log", "send"},
			{"satisfaction", "rating.nav", "star"},
			{"expired", "retention.title", "history"},
			{"audit", "audit.title", "history"},
		}},
		{"ui.menu.reform", []entry{
			{"dashboard", "board.title", "layout-dashboard"},
			{"reports", "narrative.title", "file-text"},
			{"reform.check", "claim.page.title", "list-checks"},
			{"plans", "plan.nav", "list-checks"},
			{"plan.tasks", "plan.mine", "clipboard-list"},
			{"directive", "directive.nav", "send"},
			{"inspection", "inspection.nav", "shield-check"},
		}},
		{"ui.menu.rules", []entry{
			{"control", "control.nav", "stamp"},
			{"reviewPlan", "reviewPlan.nav", "clipboard-list"},
			{"review", "review.nav", "search"},
			{"legal", "legal.nav", "book-open"},
		}},
		{"ui.menu.score", []entry{
			{"scores", "score.title", "star"},
			{"index", "score.index", "chart-column"},
			{"assessments", "score.self", "list-checks"},
		}},
		{"ui.menu.filing", []entry{
			{"event", "event.title", "message-square"},
			{"finance", "finance.title", "credit-card"},
			{"staff", "staff.title", "users"},
		}},
		{"ui.menu.catalogue", []entry{
			{"catalogue", "web.menu.catalogue", "book-open"},
			{"forms", "sheet.forms", "file-text"},
			{"calendars", "web.menu.calendars", "calendar-days"},
			{"roster", "counter.roster", "users"},
			{"import", "web.menu.import", "upload"},
			{"dossiers.import", "import.title", "file-plus"},
		}},
	}
}

// user is who is signed in, with the menu of what they may open.
func (w *Web) user(r *http.Request) *layout.User {
	v := visitOf(r)
	if v.person == nil {
		return nil
	}
	u := &layout.User{Name: v.person.Name, Post: v.person.Title}
	actor := w.actor(r)
	if v.principal != nil {
		u.For, u.Stop = v.principal.Name, w.address("deputy.act")
	}
	for _, group := range menu() {
		g := layout.MenuGroup{Title: v.printer.T(group.key)}
		for _, e := range group.entries {
			route, ok := w.routes[e.route]
			if !ok || !mayOpen(actor, route) {
				continue
			}
			href := w.address(e.route)
			current := r.URL.Path == href || strings.HasPrefix(r.URL.Path, href+"/")
			item := layout.MenuItem{Label: v.printer.T(e.key), Icon: e.icon, Href: href, Current: current}
			if e.route == "submissions" {
				item.Count, _ = w.office.CountWaiting(r.Context(), actor) // a menu without a number is a menu still
			}
			if e.route == "notices" {
				item.Count, _ = w.office.UnreadNotices(r.Context(), actor)
			}
			g.Items = append(g.Items, item)
		}
		if len(g.Items) > 0 {
			u.Menu = append(u.Menu, g)
		}
	}
	return u
}

func mayOpen(a identity.Actor, route Route) bool {
	return len(route.who) == 0 || a.Is(route.who...)
}

// desk is where staff land: the first page of their own menu.
func (w *Web) desk(rw http.ResponseWriter, r *http.Request) error {
	if u := w.user(r); u != nil && len(u.Menu) > 0 {
		return w.redirect(rw, r, u.Menu[0].Items[0].Href)
	}
	return w.redirect(rw, r, w.address("home"))
}
