package office

import (
	"context"
	"fmt"

	"motcua/calendar"
	"motcua/event"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/report"
)

// eventFacts are the events that began in a period, none of those to come.
func (o *Office) eventFacts(ctx context.Context, by identity.Actor, p report.Period) (report.Facts, error) {
	to := p.To
	if today := calendar.DateOf(o.Now()); today.Before(to) {
		to = today
	}
	list, err := FilingsOf[event.Event](o).standing(ctx, by, p.From, to)
	keys := map[event.Kind]string{event.Publicity: "event.publicity", event.Meeting: "event.meetings", event.Workshop: "event.workshops", event.Course: "event.courses"}
	counted := map[event.Kind]*report.Figure{}
	for kind, key := range keys {
		counted[kind] = &report.Figure{Key: key}
	}
	attended := report.Figure{Key: "event.attended"}
	var told opinions
	table := report.List{Key: "event.events", Columns: []string{"kind", "title", "from", "to", "channel", "partner", "audience", "attended"}}
	for _, t := range list {
		e := t.Content
		source := report.Source{Noun: e.Noun(), ID: t.ID, Text: e.Title}
		if f := counted[e.Sort]; f != nil {
			f.Value++
			f.Rows = append(f.Rows, source)
		}
		came := e.Attended
		if e.Public() {
			seats, err := registrations().list(ctx, o, store.RecordFilter{Parent: t.ID})
			if err != nil {
				return report.Facts{}, err
			}
			if came == 0 { // nobody counted other than by their tickets
				came = event.Here(seats)
			}
			told.add(e, seats, source)
		}
		if came > 0 {
			attended.Value += came
			attended.Rows = append(attended.Rows, source)
		}
		if e.Sort == event.Publicity { // counted, and not told one by one
			continue
		}
		table.Rows = append(table.Rows, report.ListRow{Cells: []string{string(e.Sort), e.Title, e.From.String(), wordOfDay(e.To), e.Channel, either(e.Partner, e.Trainer), e.Audience, wordOf(came)}, Source: source})
	}
	facts := report.Facts{Lists: []report.List{table, told.list()}}
	for _, kind := range event.Kinds() {
		if f := counted[kind]; f != nil {
			facts.Figures = append(facts.Figures, *f)
		}
	}
	facts.Figures = append(append(facts.Figures, attended), told.figures()...)
	return facts, err
}

// opinions are how satisfied those were who came to the events of a period.
type opinions struct {
	seats []*event.Registration
	rows  []report.ListRow
}

func (s *opinions) add(e event.Event, seats []*event.Registration, source report.Source) {
	one := event.SatisfactionOf(seats)
	if one.Answers == 0 {
		return
	}
	s.seats = append(s.seats, seats...)
	s.rows = append(s.rows, report.ListRow{Cells: []string{e.Title, e.From.String(), wordOf(one.Answers), hundredths(one.Average)}, Source: source})
}

// figures are the average over all who said so, not over the events, and how
// many they are.
func (s *opinions) figures() []report.Figure {
	all := event.SatisfactionOf(s.seats)
	var rows []report.Source
	for _, r := range s.rows {
		rows = append(rows, r.Source)
	}
	return []report.Figure{{Key: "event.satisfaction", Value: all.Average, Unit: report.Points, Rows: rows}, {Key: "event.satisfaction.answers", Value: all.Answers, Rows: rows}}
}

func (s *opinions) list() report.List {
	return report.List{Key: "event.satisfaction", Columns: []string{"title", "from", "answers", "average"}, Rows: s.rows}
}

// hundredths writes 450 as "4,50", as papers do.
func hundredths(n int64) string {
	return fmt.Sprintf("%d,%02d", n/100, n%100)
}
