package main

import (
	"errors"
	"time"

	"motcua/calendar"
	"motcua/internal/office"
	"motcua/record"
	"motcua/sample"
)

// filedAt is the time of the day at which the sample's records are filed.
const filedAt = calendar.Minute(15 * 60)

// demoFiled are the cues at which the office files the sample's events, items
// of finance and of staff, each on its own day before the moment.
func demoFiled(moment time.Time, from int) ([]cue, error) {
	events, wrongEvents := sample.Events()
	finance, wrongFinance := sample.Finance()
	staff, wrongStaff := sample.Staff()
	list := filing(nil, moment, from, events)
	list = filing(list, moment, from, finance)
	list = filing(list, moment, from, staff)
	return list, errors.Join(wrongEvents, wrongFinance, wrongStaff)
}

func filing[C record.Content[C]](list []cue, moment time.Time, from int, items []sample.Filed[C]) []cue {
	for _, i := range items {
		at := i.On.At(filedAt)
		if !at.Before(moment) {
			continue
		}
		list = append(list, cue{moment: at, story: from + len(list), act: func(s *story) error {
			_, err := office.FilingsOf[C](s.Office).File(s.ctx, s.people["office"], i.Content)
			return err
		}})
	}
	return list
}
