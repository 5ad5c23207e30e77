package office

import (
	"context"
	"slices"
	"strings"

	"motcua/catalogue"
	"motcua/control"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/report"
)

// controlFacts are the procedures in force at the end of a period and the
// decisions of publication that were signed in it. Who may not read the desk is
// told nothing.
func (o *Office) controlFacts(ctx context.Context, by identity.Actor, p report.Period) (report.Facts, error) {
	var facts report.Facts
	if identity.Can(by, identity.ReadReform, o.reform()) != nil {
		return facts, nil
	}
	b, err := o.Book(ctx)
	if err != nil {
		return facts, err
	}
	facts.Figures = procedureFigures(b, p)
	list, err := publicationKind().list(ctx, o, store.RecordFilter{From: p.From, To: p.To})
	if err != nil {
		return facts, err
	}
	watched, err := o.watched(ctx, list)
	if err != nil {
		return facts, err
	}
	slices.SortStableFunc(watched, func(a, b Publication) int { return a.Signed.Compare(b.Signed) }) // as reports name them
	decisions, onTime := report.Figure{Key: "control.decisions"}, report.Figure{Key: "control.published.onTime"}
	table := report.List{Key: "control.decisions", Columns: []string{"number", "date", "title", "kinds"}}
	for _, d := range watched {
		if d.State == control.Dropped {
			continue
		}
		source := report.Source{Noun: control.Noun, ID: d.ID, Text: d.Number}
		count(&decisions, source)
		onTime.Of++
		if d.OnTime() {
			count(&onTime, source)
		}
		var kinds []string
		for _, k := range d.Kinds() {
			kinds = append(kinds, string(k))
		}
		table.Rows = append(table.Rows, report.ListRow{Cells: []string{d.Number, d.Signed.String(), d.Title, strings.Join(kinds, ", ")}, Source: source})
		facts.Documents = append(facts.Documents, report.Document{Number: d.Number, Type: "QĐ", Date: d.Signed, Issuer: d.Issuer, Title: d.Title, Source: source})
	}
	facts.Figures = append(facts.Figures, decisions, onTime)
	facts.Lists = append(facts.Lists, table)
	return facts, nil
}

// count adds a row to a figure.
func count(f *report.Figure, source report.Source) {
	f.Value++
	f.Rows = append(f.Rows, source)
}

// procedureFigures count the procedures in force on the last day, and those
// online by the levels of each time: 3 and 4 until NĐ 42/2022/NĐ-CP, partial and
// full from then on. The catalogue knows partial and full; level 4 is what ends
// online, which is full.
func procedureFigures(b *Book, p report.Period) []report.Figure {
	figures := []report.Figure{{Key: "control.procedures"}, {Key: "control.level3"}, {Key: "control.level4"}, {Key: "control.partial"}, {Key: "control.full"}}
	for _, procedure := range b.Procedures {
		v, err := procedure.VersionOn(p.To)
		if err != nil {
			continue
		}
		source := report.Source{Noun: "procedure", ID: procedure.Code, Text: procedure.NameUnder(v)}
		count(&figures[0], source)
		switch v.ServiceLevel {
		case catalogue.Partial:
			count(&figures[1], source)
			count(&figures[3], source)
		case catalogue.Full:
			count(&figures[2], source)
			count(&figures[4], source)
		default:
		}
	}
	for i := range figures[1:] {
		figures[i+1].Of = figures[0].Value
	}
	return figures
}
