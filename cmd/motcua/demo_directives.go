package main

import (
	"fmt"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/directive"
	"motcua/internal/office"
	"motcua/sample"
)

// onDay is an act of the demonstration that has a day of its own.
type onDay struct {
	day calendar.Date
	at  string
	act func(*story) error
}

// datedCues are the acts that have days of their own, those before the
// demonstration begins. Their stories have numbers below 0.
func datedCues(moment time.Time) ([]cue, error) {
	stories, err := demoDirectives()
	if err != nil {
		return nil, err
	}
	inspections, err := demoInspections()
	if err != nil {
		return nil, err
	}
	var list []cue
	for i, acts := range append(stories, inspections...) {
		for _, a := range acts {
			minute, err := calendar.ParseMinute(a.at)
			if err != nil {
				return nil, err
			}
			if at := a.day.At(minute); at.Before(calendar.DateOf(moment).At(0)) {
				list = append(list, cue{moment: at, story: -1 - i, act: a.act})
			}
		}
	}
	return list, nil
}

// demoDirectives are the sample directives as they are given and dealt with.
func demoDirectives() ([][]onDay, error) {
	list, err := sample.Directives()
	var stories [][]onDay
	for _, d := range list {
		acts := []onDay{{d.Day, d.At, func(s *story) error {
			return s.keptDirective(s.GiveDirective(s.ctx, s.people[d.As], d.Given))
		}}}
		for _, deed := range d.Then {
			acts = append(acts, onDay{deed.Day, deed.At, func(s *story) error { return s.keptDirective(s.deal(deed)) }})
		}
		stories = append(stories, acts)
	}
	return stories, err
}

// keptDirective makes the directive of a story the one that was just dealt with.
func (s *story) keptDirective(v *office.DirectiveView, err error) error {
	if err == nil {
		s.code = v.ID
	}
	return err
}

func (s *story) deal(d sample.DirectiveDeed) (*office.DirectiveView, error) {
	by, t := s.people[d.As], office.RecordTarget{ID: s.code}
	switch directive.Deed(d.Do) {
	case directive.DeedReport:
		return s.ReportDirective(s.ctx, by, t, directive.Result{Text: d.Text, Number: d.Number})
	case directive.DeedAccept:
		return s.AcceptDirective(s.ctx, by, t, d.Note)
	case directive.DeedAsk:
		return s.AskDirectiveTime(s.ctx, by, t, d.Until, d.Reason)
	case "grant":
		return s.DecideDirectiveTime(s.ctx, by, t, true, d.Until, d.Note)
	case directive.DeedReturn:
		return s.GiveBackDirective(s.ctx, by, t, d.Reason)
	case directive.DeedReassign:
		return s.ReassignDirective(s.ctx, by, t, directive.Charge{Unit: d.Unit}, d.Until, d.Note)
	case directive.DeedRemind:
		return s.RemindDirective(s.ctx, by, t, d.Note)
	default:
		return nil, motcua.InvalidField("do", fmt.Sprintf("sample deed %q", d.Do))
	}
}
