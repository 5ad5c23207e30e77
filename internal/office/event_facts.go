package office

import (
	"context"

	"motcua/calendar"
	"motcua/event"
	"motcua/identity"
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
	table := report.List{Key: "event.events", Columns: []string{"kind", "title", "from", "to", "channel", "partner", "audience", "attended"}}
	for _, t := range list {
		e := t.Content
		source := report.Source{Noun: e.Noun(), ID: t.ID, Text: e.Title}
		if f := counted[e.Sort]; f != nil {
			f.Value++
			f.Rows = append(f.Rows, source)
		}
		if e.Attended > 0 {
			attended.Value += e.Attended
			attended.Rows = append(attended.Rows, source)
		}
		if e.Sort == event.Publicity { // counted, and not told one by one
			continue
		}
		table.Rows = append(table.Rows, report.ListRow{Cells: []string{string(e.Sort), e.Title, e.From.String(), wordOfDay(e.To), e.Channel, either(e.Partner, e.Trainer), e.Audience, wordOf(e.Attended)}, Source: source})
	}
	facts := report.Facts{Lists: []report.List{table}}
	for _, kind := range event.Kinds() {
		if f := counted[kind]; f != nil {
			facts.Figures = append(facts.Figures, *f)
		}
	}
	facts.Figures = append(facts.Figures, attended)
	return facts, err
}
