package office

import (
	"context"

	"motcua/directive"
	"motcua/identity"
	"motcua/report"
)

// directiveFacts are the figures and the list of the directives of a period.
func (o *Office) directiveFacts(ctx context.Context, by identity.Actor, p report.Period) (report.Facts, error) {
	var facts report.Facts
	list, err := o.DirectivesOf(ctx, by, p)
	if err != nil {
		return facts, err
	}
	total := int64(len(list))
	figure := func(key string, of int64, counts func(*DirectiveView) bool) {
		f := report.Figure{Key: key, Of: of}
		for _, v := range list {
			if counts(v) {
				f.Value++
				f.Rows = append(f.Rows, directiveSource(v))
			}
		}
		facts.Figures = append(facts.Figures, f)
	}
	done := func(v *DirectiveView) bool { return !v.IsOpen() }
	figure("directive.total", 0, func(*DirectiveView) bool { return true })
	figure("directive.done", total, done)
	figure("directive.doneLate", 0, func(v *DirectiveView) bool { return v.Status == directive.DoneLate })
	figure("directive.open", 0, func(v *DirectiveView) bool { return !done(v) })
	figure("directive.overdue", 0, func(v *DirectiveView) bool { return !done(v) && v.Late })
	figure("directive.undated", 0, func(v *DirectiveView) bool { return !done(v) && v.By.IsZero() })
	figure("directive.extended", 0, func(v *DirectiveView) bool { return v.Extended > 0 })
	table := report.List{Key: "directive.directives", Columns: []string{"number", "date", "issuer", "order", "unit", "due", "state"}}
	unit := func(id string) string {
		u, _ := list[0].Book.Agency(o.settings.LeadAgency).Unit(id)
		return u.Name
	}
	for _, v := range list {
		due := ""
		if !v.By.IsZero() {
			due = v.By.String()
		}
		table.Rows = append(table.Rows, report.ListRow{Source: directiveSource(v), Cells: []string{v.Source.Number, dayText(v), v.Source.Issuer, v.Order, unit(v.Charge.Unit), due, string(v.Status)}})
		if v.Source.Number != "" {
			facts.Documents = append(facts.Documents, report.Document{Number: v.Source.Number, Date: v.Source.Date, Issuer: v.Source.Issuer, Title: v.Source.Title, Source: directiveSource(v)})
		}
	}
	facts.Lists = append(facts.Lists, table)
	return facts, nil
}

func dayText(v *DirectiveView) string {
	if v.Source.Date.IsZero() {
		return v.GivenOn.String()
	}
	return v.Source.Date.String()
}

func directiveSource(v *DirectiveView) report.Source {
	return report.Source{Noun: directive.Noun, ID: v.ID, Text: v.Title()}
}
