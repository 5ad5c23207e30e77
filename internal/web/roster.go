package web

import (
	"fmt"
	"net/http"
	"net/url"

	"motcua"
	"motcua/calendar"
	"motcua/counter"
	"motcua/identity"
	"motcua/internal/web/view/component"
	counterview "motcua/internal/web/view/counter"
	dossierview "motcua/internal/web/view/dossier"
)

// What a week of duty shows: Monday to Saturday, and so many counters.
const (
	rosterDays  = 6
	rosterSeats = 4
)

// roster is the page on which the duty of a week is written.
func (w *Web) roster(rw http.ResponseWriter, r *http.Request) error {
	day := calendar.DateOf(w.office.Now())
	if text := r.URL.Query().Get("tuan"); text != "" {
		var err error
		if day, err = calendar.ParseDate(text); err != nil {
			return motcua.Refused(motcua.NotFound, "counter.roster.monday")
		}
	}
	week, err := w.office.Week(r.Context(), day)
	if err != nil {
		return err
	}
	return w.showRoster(rw, r, week, nil)
}

// putRoster writes the duty of a week.
func (w *Web) putRoster(rw http.ResponseWriter, r *http.Request) error {
	week, err := readWeek(r.PostForm)
	if err != nil {
		return err
	}
	err = w.office.PutWeek(r.Context(), w.actor(r), week)
	if kind := motcua.KindOf(err); err != nil && (kind == motcua.Invalid || kind == motcua.Conflict) {
		return w.showRoster(rw, r, week, err)
	}
	if err != nil {
		return err
	}
	w.flash(r, w.printer(r).T("counter.roster.done", "Monday", week.Monday))
	return w.redirect(rw, r, with(w.address("roster"), "tuan", week.Monday.String()))
}

func readWeek(form url.Values) (counter.Week, error) {
	monday, err := calendar.ParseDate(form.Get("monday"))
	if err != nil {
		return counter.Week{}, motcua.Refused(motcua.NotFound, "counter.roster.monday")
	}
	week := counter.Week{Monday: monday, Version: max(0, count(form.Get("version")))}
	for i := range rosterDays {
		for _, half := range counter.Halves() {
			for seat := range rosterSeats + 1 {
				day := monday.AddDays(i)
				if person := form.Get(counter.Field(day, half, seat)); person != "" {
					week.Shifts = append(week.Shifts, counter.Shift{Day: day, Half: half, Seat: seat, Person: person})
				}
			}
		}
	}
	return week, nil
}

func (w *Web) showRoster(rw http.ResponseWriter, r *http.Request, week counter.Week, wrong error) error {
	posted, err := w.office.Posted(r.Context(), w.actor(r))
	if err != nil {
		return err
	}
	p := w.printer(r)
	page := w.page(r, "counter.roster")
	page.Faulty = wrong != nil
	problems := component.ProblemsOf(p, wrong)
	sunday := week.Monday.AddDays(6)
	to := func(days int) string { return with(w.address("roster"), "tuan", week.Monday.AddDays(days).String()) }
	m := counterview.Roster{Head: component.Head{Title: page.Title, Lead: p.T("counter.roster.week", "From", week.Monday, "To", sunday)}, Problems: problems, Post: w.address("roster.post"),
		Caption: p.T("counter.roster.week", "From", week.Monday, "To", sunday), Columns: []string{p.T("counter.roster.half")},
		Hidden: []dossierview.Hidden{{Name: "monday", Value: week.Monday.String()}, {Name: "version", Value: plain(week.Version)}},
		Ways: []component.Action{{Label: p.T("counter.roster.before"), Icon: "chevron-left", Small: true, Href: to(-7)},
			{Label: p.T("counter.roster.after"), Icon: "chevron-right", Small: true, Href: to(7)}},
		Submit: component.Action{Label: p.T("counter.roster.save"), Icon: "check", Look: component.Primary, Key: "primary", Hint: "Ctrl+↵"}}
	for seat := range rosterSeats + 1 {
		m.Columns = append(m.Columns, seatName(p, seat))
	}
	chosen := map[string]string{}
	for _, s := range week.Shifts {
		chosen[counter.Field(s.Day, s.Half, s.Seat)] = s.Person
	}
	for i := range rosterDays {
		for _, half := range counter.Halves() {
			day := week.Monday.AddDays(i)
			row := counterview.RosterRow{Name: p.T("counter.roster.row", "Day", p.T(fmt.Sprintf("counter.weekday.%d", int(day.Weekday()))), "Date", day, "Half", p.T("counter.half."+string(half)))}
			for seat := range rosterSeats + 1 {
				people := posted.Officers
				if seat == counter.Leader {
					people = posted.Leaders
				}
				name := counter.Field(day, half, seat)
				row.Seats = append(row.Seats, counterview.Seat{Column: seatName(p, seat), Choices: onDutyChoices(p.T("counter.roster.nobody"), people),
					Field: component.Field{Name: name, Label: row.Name + ": " + seatName(p, seat), Value: chosen[name], Error: problems.Of(name)}})
			}
			m.Rows = append(m.Rows, row)
		}
	}
	status := http.StatusOK
	if wrong != nil {
		status = statusOf(motcua.KindOf(wrong))
	}
	return w.render(rw, r, status, counterview.Duties(page, m))
}

func onDutyChoices(nobody string, people []identity.Person) []component.Choice {
	choices := []component.Choice{{Label: nobody}}
	for _, person := range people {
		choices = append(choices, component.Choice{Value: person.ID, Label: person.Name})
	}
	return choices
}
