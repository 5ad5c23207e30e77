package main

import (
	"motcua/calendar"
	"motcua/control"
	"motcua/internal/office"
	"motcua/legal"
	"motcua/sample"
)

// demoReform are the decisions of publication and the legal documents of the
// sample, each at its dates, as far as they are before a day.
func demoReform(today calendar.Date) ([]cue, error) {
	var list []cue
	n := 0 // stories count down from here, beside those of the dossiers
	at := func(day calendar.Date, hour int, act func(*story) error) {
		if day.Before(today) {
			list = append(list, cue{moment: day.At(calendar.Minute(60 * hour)), story: n, act: act})
		}
	}
	decisions, err := sample.Decisions()
	if err != nil {
		return nil, err
	}
	for _, d := range decisions {
		n--
		at(d.Entered, 9, publishDecision(d.Content, d.Lines))
		at(d.Sent, 10, sendToBase(d.Sent))
		for _, p := range d.Posts {
			at(p.On, 11, postDecision(p))
		}
	}
	documents, err := sample.LegalDocuments()
	if err != nil {
		return nil, err
	}
	for _, d := range documents {
		n--
		at(d.Entered, 9, registerLegal(d.Content, d.Relations))
		for _, r := range d.Reviews {
			at(r.On, 14, reviewLegal(r))
		}
	}
	return list, nil
}

// publishDecision enters a decision and applies it to the catalogue.
func publishDecision(c control.Content, lines []control.Line) func(*story) error {
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
