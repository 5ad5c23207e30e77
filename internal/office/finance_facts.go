package office

import (
	"context"
	"strconv"

	"motcua/calendar"
	"motcua/finance"
	"motcua/identity"
	"motcua/report"
)

// financeFacts are what was planned, estimated and disclosed in a period; of
// disclosures also how many were to be.
func (o *Office) financeFacts(ctx context.Context, by identity.Actor, p report.Period) (report.Facts, error) {
	list, err := FilingsOf[finance.Item](o).standing(ctx, by, calendar.Date{}, calendar.Date{})
	if err != nil {
		return report.Facts{}, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return report.Facts{}, err
	}
	within := func(d calendar.Date) bool { return !d.IsZero() && !d.Before(p.From) && !d.After(p.To) }
	disclosures, plans := report.Figure{Key: "finance.disclosures"}, report.Figure{Key: "finance.plans"}
	estimate := report.Figure{Key: "finance.estimate", Unit: report.Money}
	facts := report.Facts{Lists: []report.List{{Key: "finance.items", Columns: []string{"kind", "title", "number", "unit", "years", "amount", "where", "deadline", "done", "state"}}}}
	today := calendar.DateOf(o.Now())
	if p.To.Before(today) {
		today = p.To
	}
	for _, t := range list {
		i := t.Content
		source := report.Source{Noun: i.Noun(), ID: t.ID, Text: i.Title}
		done := within(i.DoneOn) && !i.DoneOn.After(today)
		due := within(i.Deadline) && (i.DoneOn.IsZero() || i.DoneOn.After(p.To))
		if !done && !due {
			continue
		}
		add := func(f *report.Figure, n int64) {
			if done {
				f.Value += n
				f.Rows = append(f.Rows, source)
			}
		}
		switch i.Sort {
		case finance.Disclosure:
			disclosures.Of++
			add(&disclosures, 1)
		case finance.Autonomy:
			add(&plans, 1)
		case finance.Estimate:
			add(&estimate, i.Amount)
		}
		facts.Lists[0].Rows = append(facts.Lists[0].Rows, report.ListRow{Cells: []string{string(i.Sort), i.Title, i.Number, o.unitNamed(b, i.Unit), yearsOf(i), wordOf(i.Amount), i.Where,
			wordOfDay(i.Deadline), wordOfDay(i.DoneOn), string(i.State(today))}, Source: source})
	}
	facts.Figures = []report.Figure{disclosures, plans, estimate}
	return facts, nil
}

// unitNamed is the name of a unit of the department; its id where it is gone.
func (o *Office) unitNamed(b *Book, id string) string {
	if u, ok := b.Agency(o.settings.LeadAgency).Unit(id); ok {
		return u.Name
	}
	return id
}

func yearsOf(i finance.Item) string {
	if i.ToYear > i.Year {
		return strconv.FormatInt(i.Year, 10) + "–" + strconv.FormatInt(i.ToYear, 10)
	}
	return strconv.FormatInt(i.Year, 10)
}

// wordOf is a number as a cell of a list; nothing was counted when it is 0.
func wordOf(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

func wordOfDay(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

func either(text, other string) string {
	if text != "" {
		return text
	}
	return other
}
