package office

import (
	"context"
	"slices"

	"motcua/identity"
	"motcua/plan"
	"motcua/report"
)

// planFacts says what plans and tasks have to say of a period: how far the tasks
// have come at its end, and the plans that were in force during it.
func (o *Office) planFacts(ctx context.Context, by identity.Actor, period report.Period) (report.Facts, error) {
	var facts report.Facts
	views, err := o.Plans(ctx, by, period.To)
	if err != nil {
		return facts, err
	}
	slices.SortStableFunc(views, func(a, b *PlanView) int { return a.Date.Compare(b.Date) }) // as reports name them
	plans := report.List{Key: "plan.plans", Columns: []string{"number", "date", "title"}}
	tasks := report.List{Key: "plan.tasks", Columns: []string{"plan", "task", "deliverable", "unit", "due", "state"}}
	var all []plannedTask
	for _, v := range views {
		if v.Date.After(period.To) || v.To.Before(period.From) {
			continue
		}
		source := report.Source{Noun: plan.Noun, ID: v.ID, Text: v.Symbol + " " + v.Title}
		facts.Documents = append(facts.Documents, report.Document{Number: v.Symbol, Type: v.Code(), Date: v.Date, Issuer: v.Issuer, Title: v.Title, Source: source})
		plans.Rows = append(plans.Rows, report.ListRow{Cells: []string{v.Symbol, v.Date.String(), v.Title}, Source: source})
		var own []plannedTask
		for _, t := range v.Tasks {
			p := plannedTask{Task: t, symbol: v.Symbol, standing: v.Cut.Standing(t)}
			own = append(own, p)
			due := t.DueAsOf(period.To)
			day := due.Words
			if on, dated := due.On(v.Cut.Calendar); dated {
				day = on.String()
			}
			unit, _ := v.Book.Agency(o.settings.LeadAgency).Unit(t.Lead)
			tasks.Rows = append(tasks.Rows, report.ListRow{Source: p.source(),
				Cells: []string{v.Symbol, t.Content.Content, t.Deliverable, unit.Name, day, string(p.standing)}})
		}
		all = append(all, own...)
		facts.Figures = append(facts.Figures, taskFigures(v.Symbol, own)...)
	}
	facts.Figures = append(taskFigures("", all), facts.Figures...)
	units := map[string][]plannedTask{}
	for _, t := range all {
		units[t.Lead] = append(units[t.Lead], t)
	}
	for _, u := range o.unitsOf(units) {
		facts.Figures = append(facts.Figures, taskFigures(u, units[u])...)
	}
	facts.Lists = []report.List{plans, tasks}
	return facts, nil
}

// unitsOf are the units that have tasks, in a steady order.
func (o *Office) unitsOf(tasks map[string][]plannedTask) []string {
	var list []string
	for unit := range tasks {
		if unit != "" {
			list = append(list, unit)
		}
	}
	slices.Sort(list)
	return list
}

// plannedTask is a task as it stood at the end of a period.
type plannedTask struct {
	*plan.Task
	symbol   string
	standing plan.Standing
}

func (t plannedTask) source() report.Source {
	return report.Source{Noun: plan.TaskNoun, ID: t.ID, Text: t.symbol + " – " + t.Number + ". " + t.Content.Content}
}

// taskFigures counts tasks; the rows of the done are those that were done, and
// Of counts all that were to be done.
func taskFigures(scope string, tasks []plannedTask) []report.Figure {
	of := int64(0)
	rows := map[string][]report.Source{}
	for _, t := range tasks {
		if t.standing != plan.NotToBeDone {
			of++
		}
		switch t.standing {
		case plan.DoneInTime, plan.DoneLate:
			rows["done"] = append(rows["done"], t.source())
		case plan.Late:
			rows["late"] = append(rows["late"], t.source())
		case plan.Soon:
			rows["soon"] = append(rows["soon"], t.source())
		case plan.CarriedOver:
			rows["carried"] = append(rows["carried"], t.source())
		}
	}
	var list []report.Figure
	for _, key := range []string{"done", "late", "soon", "carried"} {
		f := report.Figure{Key: "plan.tasks." + key, Scope: scope, Value: int64(len(rows[key])), Rows: rows[key]}
		if key == "done" {
			f.Of = of
		}
		list = append(list, f)
	}
	return list
}
