package office

import (
	"context"
	"slices"
	"strings"

	"motcua/calendar"
	"motcua/directive"
	"motcua/identity"
	"motcua/inspection"
	"motcua/internal/store"
	"motcua/record"
	"motcua/report"
)

// inspectionFacts are the figures, lists and documents of the inspections that
// were decided on and begun in a period, as they stood at its end.
func (o *Office) inspectionFacts(ctx context.Context, by identity.Actor, p report.Period) (report.Facts, error) {
	var facts report.Facts
	list, err := o.Inspections(ctx, by, p, "")
	if err != nil {
		return facts, err
	}
	end := asOf(p, o.Now())
	var then []*InspectionView
	for _, v := range slices.Backward(list) {
		head := record.Head{ID: v.ID, Events: slices.DeleteFunc(slices.Clone(v.Events), func(e record.Event) bool { return e.At.After(end) })}
		if len(head.Events) == 0 {
			continue
		}
		n, err := inspection.Rebuild(head)
		if err != nil {
			return facts, err
		}
		if n.Stage != inspection.InPlan {
			then = append(then, &InspectionView{Inspection: n, Book: v.Book})
		}
	}
	facts.Figures = inspectionFigures(o.settings.LeadAgency, then)
	todo, err := o.recommendationFigures(ctx, by, p, then)
	facts.Figures = append(facts.Figures, todo...)
	unit := func(v *InspectionView, id string) string {
		u, _ := v.Book.Agency(o.settings.LeadAgency).Unit(id)
		return u.Name
	}
	all := report.List{Key: "inspection.inspections", Columns: []string{"plan", "decision", "title", "units", "begins", "form", "uses"}}
	found := report.List{Key: "inspection.findings", Columns: []string{"title", "unit", "kind", "text", "causes"}}
	for _, v := range then {
		source := inspectionSource(v)
		var units []string
		for _, id := range v.Units {
			units = append(units, unit(v, id))
		}
		all.Rows = append(all.Rows, report.ListRow{Source: source, Cells: []string{v.Plan.Number, v.Decision.Number, v.Title, strings.Join(units, "; "), v.Begins.String(), v.Form, strings.Join(v.Uses, "; ")}})
		for _, f := range v.Findings {
			found.Rows = append(found.Rows, report.ListRow{Source: source, Cells: []string{v.Title, unit(v, f.Unit), string(f.Kind), f.Text, strings.Join(f.Causes, "; ")}})
		}
		issuer := v.Book.Agency(o.settings.LeadAgency).Name
		for _, paper := range []struct {
			inspection.Paper
			kind string
		}{{v.Plan, "KH"}, {v.Decision, "QĐ"}, {v.Minutes, "BB"}} {
			if paper.Number != "" {
				facts.Documents = append(facts.Documents, report.Document{Number: paper.Number, Type: paper.kind, Date: paper.Date, Issuer: issuer, Title: paper.Title, Source: source})
			}
		}
	}
	facts.Lists = []report.List{all, found}
	return facts, err
}

func inspectionFigures(lead string, list []*InspectionView) []report.Figure {
	count, units := report.Figure{Key: "inspection.count"}, report.Figure{Key: "inspection.units"}
	late, least, most := report.Figure{Key: "inspection.lateDossiers"}, report.Figure{Key: "inspection.lateDays.min", Unit: report.Days}, report.Figure{Key: "inspection.lateDays.max", Unit: report.Days}
	kinds := []report.Figure{{Key: "inspection.met"}, {Key: "inspection.shortcomings"}, {Key: "inspection.violations"}}
	var seen []string
	days := func(fewest, many int, source report.Source) {
		if fewest == 0 {
			return
		}
		if least.Value == 0 || int64(fewest) < least.Value {
			least.Value = int64(fewest)
		}
		most.Value = max(most.Value, int64(many))
		least.Rows, most.Rows = append(least.Rows, source), append(most.Rows, source)
	}
	for _, v := range list {
		source := inspectionSource(v)
		count.Value, count.Rows = count.Value+1, append(count.Rows, source)
		for _, unit := range v.Units {
			if !slices.Contains(seen, unit) {
				seen = append(seen, unit)
				u, _ := v.Book.Agency(lead).Unit(unit)
				units.Rows = append(units.Rows, report.Source{Noun: inspection.Noun, ID: v.ID, Text: u.Name})
			}
		}
		stated := false // by the team, which says what counts
		for _, f := range v.Findings {
			at := slices.Index(inspection.FindingKinds(), f.Kind)
			kinds[at].Value++
			kinds[at].Rows = append(kinds[at].Rows, report.Source{Noun: inspection.Noun, ID: v.ID, Text: f.Text})
			days(f.DaysMin, f.DaysMax, source)
			stated = stated || f.DaysMin > 0
		}
		n, fewest, many := v.LateDossiers()
		late.Value += int64(n)
		for _, f := range v.Figures {
			for _, l := range f.Late {
				late.Rows = append(late.Rows, report.Source{Noun: "dossier", ID: l.Code, Text: l.Code})
			}
		}
		if !stated {
			days(fewest, many, source)
		}
	}
	units.Value = int64(len(seen))
	return append([]report.Figure{count, units, late, least, most}, kinds...)
}

// recommendationFigures count what inspected units were told to do by the end of
// a period, and have done.
func (o *Office) recommendationFigures(ctx context.Context, by identity.Actor, p report.Period, list []*InspectionView) ([]report.Figure, error) {
	all, done := report.Figure{Key: "inspection.recommendations"}, report.Figure{Key: "inspection.recommendations.done"}
	end := asOf(p, o.Now())
	for _, v := range list {
		todo, err := o.directivesFor(ctx, by, store.RecordFilter{Parent: v.ID})
		if err != nil {
			return nil, err
		}
		for _, d := range todo {
			first := d.Events[0].At
			if d.Status == directive.Recalled || first.After(end) {
				continue
			}
			all.Value, all.Rows = all.Value+1, append(all.Rows, directiveSource(d))
			if !d.IsOpen() && !calendar.DateOf(d.Events[len(d.Events)-1].At).After(p.To) {
				done.Value, done.Rows = done.Value+1, append(done.Rows, directiveSource(d))
			}
		}
	}
	done.Of = all.Value
	return []report.Figure{all, done}, nil
}

func inspectionSource(v *InspectionView) report.Source {
	return report.Source{Noun: inspection.Noun, ID: v.ID, Text: v.Title}
}
