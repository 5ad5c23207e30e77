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
			{"returns", "web.menu.returns", "file-check-2"},
			{"opinions", "web.menu.opinions", "network"},
			{"apologies", "apology.owed", "calendar-clock"},
			{"feedback.queue", "feedback.nav", "message-square"},
			{"fees", "web.menu.fees", "credit-card"},
			{"desk.mandates", "mandate.desk", "users"},
			{"notices", "web.menu.notices", "bell"},
		}},
		{"ui.menu.manage", []entry{
			{"figures", "web.menu.figures", "chart-column"},
			{"letters", "letter.log", "send"},
			{"satisfaction", "rating.nav", "star"},
		}},
		{"ui.menu.catalogue", []entry{
			{"catalogue", "web.menu.catalogue", "book-open"},
			{"calendars", "web.menu.calendars", "calendar-days"},
			{"roster", "counter.roster", "users"},
			{"import", "web.menu.import", "upload"},
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
