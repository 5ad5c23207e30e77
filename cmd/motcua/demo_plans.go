package main

import (
	"cmp"
	"slices"
	"time"

	"motcua/calendar"
	"motcua/internal/office"
	"motcua/plan"
	"motcua/sample"
)

// demoPlans are the sample plans, each a story of its own: issued and its tasks
// given on the day it bears, then what was done about each task on its day. The
// dates are those of the department's report, whatever the day of the
// demonstration; what lies after it is not told.
func demoPlans(moment time.Time) ([][]cue, error) {
	plans, err := sample.Plans()
	if err != nil {
		return nil, err
	}
	var stories [][]cue
	for _, p := range plans {
		tasks := map[string]string{} // number → id
		list := []cue{{moment: at(p.Date, 9), act: issuePlan(p, tasks)}}
		for _, t := range p.Tasks {
			for _, n := range t.Notes {
				list = append(list, cue{moment: at(n.On, 10), act: func(s *story) error {
					_, err := s.NoteTask(s.ctx, s.people["office"], office.RecordTarget{ID: tasks[t.Number]}, n.Text)
					return err
				}})
			}
			if d := t.Done; d != nil {
				recorded := d.On
				if !d.Recorded.IsZero() {
					recorded = d.Recorded
				}
				list = append(list, cue{moment: at(recorded, 16), act: func(s *story) error {
					_, err := s.FinishTask(s.ctx, s.people[cmp.Or(t.Person, "office")], office.RecordTarget{ID: tasks[t.Number]}, d.On, plan.Evidence{Documents: d.Documents, Text: d.Text})
					return err
				}})
			}
		}
		list = slices.DeleteFunc(list, func(c cue) bool { return !c.moment.Before(at(calendar.DateOf(moment), 0)) })
		stories = append(stories, list)
	}
	return stories, nil
}

// at is an hour of a day.
func at(day calendar.Date, hour int) time.Time { return day.At(calendar.Minute(60 * hour)) }

func issuePlan(p sample.Plan, tasks map[string]string) func(*story) error {
	return func(s *story) error {
		issued, err := s.IssuePlan(s.ctx, s.people["office"], p.Document())
		if err != nil {
			return err
		}
		for _, t := range p.Tasks {
			asked, err := t.Asked(p.To.Year)
			if err != nil {
				return err
			}
			made, err := s.AddTask(s.ctx, s.people["office"], issued.ID, asked)
			if err != nil {
				return err
			}
			tasks[t.Number] = made.ID
		}
		return nil
	}
}
