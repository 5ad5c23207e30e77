package office

import (
	"context"
	"slices"

	"motcua/calendar"
	"motcua/counter"
	"motcua/identity"
	"motcua/report"
	"motcua/staff"
	"motcua/vietnamese"
)

// staffFacts are the posts of the year in which a period ends, and who was
// appointed, trained and posted to the one-stop desk in it.
func (o *Office) staffFacts(ctx context.Context, by identity.Actor, p report.Period) (report.Facts, error) {
	list, err := FilingsOf[staff.Item](o).standing(ctx, by, calendar.Date{}, calendar.Date{})
	if err != nil {
		return report.Facts{}, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return report.Facts{}, err
	}
	unit := func(id string) string { return o.unitNamed(b, id) }
	figures := map[string]*report.Figure{}
	keys := []string{"staff.quota", "staff.people", "staff.vacant", "staff.appointments", "staff.trained"}
	for _, key := range keys {
		figures[key] = &report.Figure{Key: key}
	}
	add := func(key string, n int64, source report.Source) {
		figures[key].Value += n
		figures[key].Rows = append(figures[key].Rows, source)
	}
	appointments := report.List{Key: "staff.appointments", Columns: []string{"person", "post", "unit", "number", "date", "from"}}
	courses := report.List{Key: "staff.courses", Columns: []string{"person", "title", "place", "from", "to"}}
	var facts report.Facts
	var posted []report.Figure
	trained := map[string]bool{}
	for _, t := range list {
		i := t.Content
		source := report.Source{Noun: i.Noun(), ID: t.ID, Text: i.Row().Title}
		switch {
		case i.Sort == staff.Quota && int(i.Year) == p.To.Year:
			source.Text = unit(i.Unit) + ", " + source.Text
			add("staff.quota", i.Quota, source)
			add("staff.people", i.People, source)
			add("staff.vacant", i.Vacant(), source)
		case i.Sort == staff.Appointment && !i.Date.Before(p.From) && !i.Date.After(p.To):
			add("staff.appointments", 1, source)
			appointments.Rows = append(appointments.Rows, report.ListRow{Cells: []string{i.Person, i.Post, unit(i.Unit), i.Number, i.Date.String(), i.From.String()}, Source: source})
			facts.Documents = append(facts.Documents, report.Document{Number: i.Number, Type: "QĐ", Date: i.Date, Title: i.Row().Title, Source: source})
		case i.Sort == staff.Course && i.Within(p.From, p.To):
			figures["staff.trained"].Rows = append(figures["staff.trained"].Rows, source)
			trained[vietnamese.Fold(i.Person)] = true
			courses.Rows = append(courses.Rows, report.ListRow{Cells: []string{i.Person, i.Title, i.Place, i.From.String(), wordOfDay(i.To)}, Source: source})
		case i.Sort == staff.Desk && i.Within(p.From, p.To) && posted == nil: // the latest
			posted = deskFigures(i.Least, i.Most, i.Heads, source)
		}
	}
	figures["staff.trained"].Value = int64(len(trained))
	for _, key := range keys {
		facts.Figures = append(facts.Figures, *figures[key])
	}
	rostered, err := o.rostered(ctx, p)
	if len(rostered) > 0 {
		posted = rostered
	}
	facts.Figures = append(facts.Figures, posted...)
	facts.Lists = []report.List{appointments, courses}
	return facts, err
}

func deskFigures(least, most, leaders int64, rows ...report.Source) []report.Figure {
	return []report.Figure{{Key: "staff.desk.min", Value: least, Rows: rows}, {Key: "staff.desk.max", Value: most, Rows: rows}, {Key: "staff.desk.leaders", Value: leaders, Rows: rows}}
}

// rostered is how many were on duty at the desk, by its roster: on the half day
// with the fewest and with the most, and how many leaders took turns. It is
// nothing where no roster was written in the period.
func (o *Office) rostered(ctx context.Context, p report.Period) ([]report.Figure, error) {
	var least, most int64
	var leaders []string
	var rows []report.Source
	centre, err := o.centre(ctx)
	if err != nil {
		return nil, err
	}
	weeks, err := o.store.Weeks(ctx, centre, counter.WeekOf(p.From), p.To)
	for _, week := range weeks {
		halves := map[string]int64{}
		for _, s := range week.Shifts {
			switch {
			case s.Day.Before(p.From) || s.Day.After(p.To):
			case s.Seat != counter.Leader:
				halves[s.Day.String()+string(s.Half)]++
			case !slices.Contains(leaders, s.Person):
				leaders = append(leaders, s.Person)
			}
		}
		for _, n := range halves {
			if most = max(most, n); least == 0 || n < least {
				least = n
			}
		}
		if len(halves) > 0 {
			rows = append(rows, report.Source{Noun: "roster", ID: week.Monday.String(), Text: week.Monday.String()})
		}
	}
	if err != nil || most == 0 {
		return nil, err
	}
	return deskFigures(least, most, int64(len(leaders)), rows...), nil
}
