package main

import (
	"motcua/calendar"
	"motcua/control"
	"motcua/internal/office"
	"motcua/legal"
	"motcua/sample"
)

// demoReform are the decisions of publication and the legal documents of the
// sample, each at its dates.
func demoReform() ([][]scene, error) {
	var list [][]scene
	decisions, err := sample.Decisions()
	if err != nil {
		return nil, err
	}
	for _, d := range decisions {
		scenes := []scene{dated(d.Entered, "08:10", publish(d.Content, d.Lines))}
		if !d.Sent.IsZero() {
			scenes = append(scenes, dated(d.Sent, "10:00", sendToBase(d.Sent)))
		}
		for _, p := range d.Posts {
			scenes = append(scenes, dated(p.On, "10:30", postDecision(p)))
		}
		list = append(list, scenes)
	}
	documents, err := sample.LegalDocuments()
	if err != nil {
		return nil, err
	}
	for _, d := range documents {
		scenes := []scene{dated(d.Entered, "08:20", registerLegal(d.Content, d.Relations))}
		for _, r := range d.Reviews {
			scenes = append(scenes, dated(r.On, "14:00", reviewLegal(r)))
		}
		list = append(list, scenes)
	}
	return list, nil
}

// dated is a scene that is known by its date.
func dated(day calendar.Date, at string, act func(*story) error) scene {
	return scene{on: day, at: at, act: act}
}

// publish enters a decision and applies it to the catalogue.
func publish(c control.Content, lines []control.Line) func(*story) error {
	return func(s *story) error {
		clerk := s.people["office"]
		d, err := s.EnterPublication(s.ctx, clerk, c)
		if err != nil {
			return err
		}
		s.key = d.ID
		if _, err = s.AddToPublication(s.ctx, clerk, s.record(), lines...); err != nil {
			return err
		}
		_, err = s.ApplyPublication(s.ctx, clerk, s.record())
		return err
	}
}

// record is the record that the story is about.
func (s *story) record() office.RecordTarget { return office.RecordTarget{ID: s.key} }

func sendToBase(on calendar.Date) func(*story) error {
	return func(s *story) error {
		_, err := s.SendPublication(s.ctx, s.people["office"], s.record(), on)
		return err
	}
}

func postDecision(p control.Posted) func(*story) error {
	return func(s *story) error {
		_, err := s.PostPublication(s.ctx, s.people["office"], s.record(), p)
		return err
	}
}

func registerLegal(c legal.Content, relations []legal.Relation) func(*story) error {
	return func(s *story) error {
		d, err := s.RegisterLegal(s.ctx, s.people["office"], c)
		if err != nil {
			return err
		}
		s.key = d.ID
		for _, r := range relations {
			if _, err := s.RelateLegal(s.ctx, s.people["office"], s.record(), r); err != nil {
				return err
			}
		}
		return nil
	}
}

func reviewLegal(r legal.Reviewed) func(*story) error {
	return func(s *story) error {
		_, err := s.ReviewLegal(s.ctx, s.people["office"], s.record(), r)
		return err
	}
}
