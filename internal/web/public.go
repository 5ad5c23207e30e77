package web

import (
	"cmp"
	"errors"
	"net/http"
	"slices"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	counterview "motcua/internal/web/view/counter"
	"motcua/internal/web/view/procedure"
	"motcua/internal/web/view/public"
	"motcua/report"
	"motcua/vietnamese"
)

// fieldsShown is how many fields the home page shows; the list has all.
const fieldsShown = 9

// eventsShown is how many events the home page shows.
const eventsShown = 3

// aheadDays is how far the home page looks for days off.
const aheadDays = 100

// home is the way in for everybody.
func (w *Web) home(rw http.ResponseWriter, r *http.Request) error {
	p := w.printer(r)
	book, err := w.office.Book(r.Context())
	if err != nil {
		return err
	}
	today := calendar.DateOf(w.office.Now())
	fields, total := w.fields(r, book, today)
	figures, err := w.counted.of(r.Context(), w.office, report.Month(today))
	if err != nil {
		return err
	}
	d := public.HomeData{Search: w.address("procedures"), Fields: fields[:min(len(fields), fieldsShown)], Month: today, Figures: figures,
		More:    component.Link{Label: p.T("public.nav.figures"), Href: w.address("figures.public")},
		DaysOff: daysOff(book, today),
		Topics:  w.topicTiles(r, book, w.address("procedures")), Tiles: w.homeTiles(r)}
	if len(fields) > 0 {
		d.All = component.Link{Label: p.T("public.home.all", "Count", total), Href: w.address("procedures")}
		for _, key := range []string{"public.often.1", "public.often.2", "public.often.3"} {
			d.Suggestions = append(d.Suggestions, component.Link{Label: p.T(key), Href: with(w.address("procedures"), "tu-khoa", p.T(key))})
		}
	}
	coming, err := w.office.NextEvents(r.Context(), eventsShown)
	if err != nil {
		return err
	}
	d.AllEvents = component.Link{Label: p.T("event.public.all"), Href: w.address("events")}
	for _, e := range coming {
		d.Events = append(d.Events, component.Link{Label: p.Date(e.From) + " – " + e.Title, Icon: "calendar-days", Href: w.address("events.one", e.ID)})
	}
	page := w.page(r, "")
	page.Title = p.T("ui.public.home")
	return w.render(rw, r, http.StatusOK, public.Home(page, d))
}

// homeTiles are the things most people come for, as far as there are pages for
// them; the rest of the menu fills up to four.
func (w *Web) homeTiles(r *http.Request) []component.Tile {
	p := w.printer(r)
	var tiles []component.Tile
	for _, t := range []struct{ name, title, text, icon string }{
		{"mine", "public.nav.mine", "public.tile.mine", "send"},
		{"track", "ui.public.track", "public.tile.track", "qr-code"},
		{"feedbacks", "public.nav.feedback", "public.tile.feedback", "megaphone"},
		{"guide", "public.nav.guide", "public.tile.guide", "circle-question-mark"},
		{"figures.public", "public.nav.figures", "public.tile.figures", "chart-column"},
		{"contact", "public.contact", "public.tile.contact", "phone"},
	} {
		if href := w.address(t.name); href != "" && len(tiles) < 4 {
			tiles = append(tiles, component.Tile{Title: p.T(t.title), Text: p.T(t.text), Icon: t.icon, Href: href})
		}
	}
	return tiles
}

// fields are the fields of what is in force, the fullest first, and how many
// procedures there are in all.
func (w *Web) fields(r *http.Request, book *office.Book, today calendar.Date) ([]component.Tile, int) {
	p := w.printer(r)
	type count struct{ all, full int }
	counts := map[string]count{}
	total := 0
	for _, of := range book.Procedures {
		state, v, _ := procedure.StateOn(of, today)
		if state != procedure.InForce {
			continue
		}
		c := counts[of.Field]
		c.all++
		if v.ServiceLevel == catalogue.Full {
			c.full++
		}
		counts[of.Field] = c
		total++
	}
	english := map[string]string{}
	for _, of := range book.Procedures {
		english[of.Field] = procedure.FieldName(p, of)
	}
	names := make([]string, 0, len(counts))
	for name := range counts {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(counts[b].all-counts[a].all, cmp.Compare(a, b)) })
	tiles := make([]component.Tile, len(names))
	for i, name := range names {
		c := counts[name]
		text := p.T("public.field.count", "Count", c.all)
		if c.full > 0 {
			text = p.T("public.field.countFull", "Count", c.all, "Full", c.full)
		}
		tiles[i] = component.Tile{Title: english[name], Text: text, Icon: fieldIcon(name), Href: with(w.address("procedures"), "linh-vuc", name)}
	}
	return tiles, total
}

// fieldIcon chooses a picture by the first word of a field that has one.
func fieldIcon(field string) string {
	folded := vietnamese.Fold(field)
	for _, of := range []struct{ words, icon string }{
		{"dau thau", "gavel"}, {"oda", "globe"}, {"hop tac", "users"}, {"ho tro", "handshake"}, {"doanh nghiep", "building-2"},
		{"khoa hoc", "settings"}, {"dau tu", "landmark"},
	} {
		if strings.Contains(folded, of.words) {
			return of.icon
		}
	}
	return "file-text"
}

// daysOff are the announced days off and worked days soon to come, on the
// department's calendar.
func daysOff(book *office.Book, today calendar.Date) []calendar.Day {
	lead, err := book.Calendars.Named(book.Calendars.Default)
	if err != nil {
		return nil
	}
	_, last := lead.Range()
	to := today.AddDays(aheadDays)
	if to.After(last) {
		to = last
	}
	days, err := lead.Notable(today, to)
	if err != nil {
		return nil
	}
	var list []calendar.Day
	for day := range days {
		if day.Announced {
			list = append(list, day)
		}
	}
	return list
}

// crumbs lead from the home page to here.
func (w *Web) crumbs(r *http.Request, more ...component.Link) []component.Link {
	return append([]component.Link{{Label: w.printer(r).T("ui.public.home"), Href: w.address("home")}}, more...)
}

func (w *Web) access(rw http.ResponseWriter, r *http.Request) error {
	return w.render(rw, r, http.StatusOK, public.Access(w.page(r, "public.access"), w.crumbs(r)))
}

func (w *Web) privacy(rw http.ResponseWriter, r *http.Request) error {
	return w.render(rw, r, http.StatusOK, public.Privacy(w.page(r, "public.privacy"), w.crumbs(r)))
}

// contact says where the office is and when it is open, by its calendars.
func (w *Web) contact(rw http.ResponseWriter, r *http.Request) error {
	p := w.printer(r)
	book, err := w.office.Book(r.Context())
	if err != nil {
		return err
	}
	today := calendar.DateOf(w.office.Now())
	var hours []component.Fact
	for _, c := range sortedCalendars(book) {
		day, err := c.Day(today)
		var fault *motcua.Fault
		switch {
		case errors.As(err, &fault):
			hours = append(hours, component.Fact{Name: c.Name(), Text: p.Fault(fault)})
		case err != nil:
			return err
		case !day.Working:
			hours = append(hours, component.Fact{Name: c.Name(), Text: p.T("public.hours.closed", "Date", today)})
		default:
			hours = append(hours, component.Fact{Name: c.Name(), Text: p.T("public.hours.today", "Hours", procedure.Intervals(day.Intervals))})
		}
	}
	duty, err := w.dutyToday(r)
	if err != nil {
		return err
	}
	return w.render(rw, r, http.StatusOK, public.Contact(w.page(r, "public.contact"), w.crumbs(r), hours, counterview.OnDuty(duty)))
}

func sortedCalendars(book *office.Book) []*calendar.Calendar {
	var list []*calendar.Calendar
	for _, c := range book.Calendars.ByID {
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b *calendar.Calendar) int { return cmp.Compare(a.ID(), b.ID()) })
	return list
}
