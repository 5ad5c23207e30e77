package main

import (
	"motcua"
	"motcua/directive"
	"motcua/internal/office"
	"motcua/sample"
)

// demoInspections are the sample inspections as they were carried out.
func demoInspections() ([][]onDay, error) {
	list, err := sample.Inspections()
	var stories [][]onDay
	for _, n := range list {
		var acts []onDay
		add := func(m sample.Moment, act func(*story) error) { acts = append(acts, onDay{m.Day, m.At, act}) }
		add(n.Planned.Moment, func(s *story) error {
			return s.keptInspection(s.PlanInspection(s.ctx, s.people["office"], n.Planned.Planned))
		})
		add(n.Decided.Moment, func(s *story) error {
			return s.keptInspection(s.DecideInspection(s.ctx, s.people["office"], s.inspection(), n.Decided.DecisionTaken))
		})
		add(n.Drawn.Moment, func(s *story) error {
			v, err := s.DrawInspection(s.ctx, s.people["office"], s.inspection(), n.Drawn.Count, n.Drawn.Seed)
			if motcua.KindOf(err) == motcua.Invalid { // there is nothing to draw from while the office is empty
				return nil
			}
			return s.keptInspection(v, err)
		})
		add(n.Frozen, func(s *story) error {
			return s.keptInspection(s.FreezeInspection(s.ctx, s.people["office"], s.inspection()))
		})
		for _, c := range n.Checked.Criteria {
			add(n.Checked.Moment, func(s *story) error {
				return s.keptInspection(s.CheckInspection(s.ctx, s.people["office"], s.inspection(), c))
			})
		}
		for _, f := range n.Found.Findings {
			add(n.Found.Moment, func(s *story) error {
				return s.keptInspection(s.FindInspection(s.ctx, s.people["director"], s.inspection(), f))
			})
		}
		for _, r := range n.Recommended.List {
			add(n.Recommended.Moment, func(s *story) error {
				return s.keptInspection(s.RecommendInspection(s.ctx, s.people["director"], s.inspection(), directive.Given{Order: r.Order, Charge: r.Charge, By: r.By}))
			})
		}
		for _, use := range n.Used.Uses {
			add(n.Used.Moment, func(s *story) error {
				return s.keptInspection(s.UseInspection(s.ctx, s.people["office"], s.inspection(), use))
			})
		}
		stories = append(stories, acts)
	}
	return stories, err
}

func (s *story) inspection() office.RecordTarget { return office.RecordTarget{ID: s.code} }

// keptInspection makes the inspection of a story the one that was just dealt with.
func (s *story) keptInspection(v *office.InspectionView, err error) error {
	if err == nil {
		s.code = v.ID
	}
	return err
}
