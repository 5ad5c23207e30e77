package office

import (
	"context"

	"motcua/directive"
	"motcua/identity"
	"motcua/inspection"
	"motcua/plan"
	"motcua/report"
	"motcua/score"
)

// Merit is what a unit did in a period, side by side, for whoever proposes units
// for emulation (bình xét thi đua). Nothing is weighed: the order is that of the
// points, the rest is for the council to judge.
type Merit struct {
	Unit   string
	Sheet  score.Sheet
	Tasks  Kept // of plans, as they stood at the end of the period
	Orders Kept // directives
	// What inspections of the period found in the unit.
	Met, Shortcomings, Violations int
}

// Kept is how much of what was to be done was done, and how much is overdue or
// was done late.
type Kept struct{ All, Done, Late int }

func (k *Kept) count(done, late bool) {
	k.All++
	if done {
		k.Done++
	}
	if late {
		k.Late++
	}
}

// Merits lists the units that did something in a period, the best points first.
// It is for those who see points.
func (o *Office) Merits(ctx context.Context, by identity.Actor, p report.Period) (Scores, []Merit, error) {
	s, err := o.Scores(ctx, by, p)
	if err != nil {
		return s, nil, err
	}
	var merits []*Merit
	of := map[string]*Merit{}
	add := func(m Merit) *Merit {
		of[m.Unit] = &m
		merits = append(merits, &m)
		return &m
	}
	for _, sheet := range s.Units {
		add(Merit{Unit: sheet.Who, Sheet: sheet})
	}
	unit := func(id string) *Merit {
		if m := of[id]; m != nil {
			return m
		}
		return add(Merit{Unit: id, Sheet: score.Sheet{Who: id}})
	}
	plans, err := o.Plans(ctx, by, p.To)
	if err != nil {
		return s, nil, err
	}
	for _, v := range plans {
		if v.Date.After(p.To) || v.To.Before(p.From) {
			continue
		}
		for _, t := range v.Tasks {
			if standing := v.Cut.Standing(t); t.Lead != "" && standing != plan.NotToBeDone {
				unit(t.Lead).Tasks.count(standing == plan.DoneInTime || standing == plan.DoneLate, standing == plan.Late || standing == plan.DoneLate)
			}
		}
	}
	orders, err := o.DirectivesOf(ctx, by, p)
	if err != nil {
		return s, nil, err
	}
	for _, v := range orders {
		unit(v.Charge.Unit).Orders.count(!v.IsOpen(), v.Status == directive.DoneLate || v.IsOpen() && v.Late)
	}
	inspections, err := o.Inspections(ctx, by, p, "")
	if err != nil {
		return s, nil, err
	}
	for _, v := range inspections {
		for _, f := range v.Findings {
			switch m := unit(f.Unit); f.Kind {
			case inspection.Met:
				m.Met++
			case inspection.Shortcoming:
				m.Shortcomings++
			case inspection.Violation:
				m.Violations++
			}
		}
	}
	list := make([]Merit, len(merits))
	for i, m := range merits {
		list[i] = *m
	}
	return s, list, nil
}
