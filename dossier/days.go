package dossier

import (
	"slices"
	"time"

	"motcua/calendar"
	"motcua/catalogue"
	"motcua/deadline"
)

// Keeper is who had the dossier for the greater part of a working day.
type Keeper string

// The keepers of a day.
const (
	KeptAtDesk  Keeper = "desk"    // the one-stop desk
	KeptByUnit  Keeper = "unit"    // a unit of the lead agency
	KeptByOther Keeper = "agency"  // an agency asked, or the deciding authority
	KeptPaused  Keeper = "paused"  // nobody: the applicant owes papers
	KeptOverdue Keeper = "overdue" // whoever had it, beyond the promised day
	KeptAhead   Keeper = "ahead"   // a day still to come
)

// Day is one working day of a dossier, on the calendar its promise counts on.
type Day struct {
	Date  calendar.Date
	Kept  Keeper
	Stage Status // what was done that day; "" for a day to come
	Today bool
	Due   bool
}

// stretch is a part of the way with one keeper.
type stretch struct {
	from, to time.Time
	kept     Keeper
	stage    Status
}

// Days lays the dossier out over its working days: from the day of receipt to
// the promised day, or to the day processing ended or now when that is later.
// A day that two had belongs to the one who had more of its working time, today
// to the one who has it now.
func (d *Dossier) Days(cals Calendars, clock deadline.Reckoning, now time.Time) ([]Day, error) {
	cal, err := cals.Named(d.Intake.Calendar)
	if err != nil {
		return nil, err
	}
	end := now
	if d.Conclusion != nil {
		end = d.Conclusion.At
	}
	due := calendar.DateOf(clock.Due)
	last := due
	if ended := calendar.DateOf(end); ended.After(last) {
		last = ended
	}
	way := d.way(end)
	var days []Day
	for date := calendar.DateOf(d.Intake.ReceivedAt); !date.After(last); date = date.AddDays(1) {
		working, err := cal.IsWorking(date)
		if err != nil {
			return nil, err
		}
		if !working {
			continue
		}
		day := Day{Date: date, Kept: KeptAhead, Due: date == due, Today: d.Status.Open() && date == calendar.DateOf(now)}
		if day.Today {
			day.Kept, day.Stage = d.keeperAt(now)
		} else if err := day.given(way, cal); err != nil {
			return nil, err
		}
		if date.After(due) && day.Kept != KeptAhead && day.Kept != KeptPaused {
			day.Kept = KeptOverdue
		}
		days = append(days, day)
	}
	return days, nil
}

// given gives the day to whoever had most of it.
func (day *Day) given(way []stretch, cal *calendar.Calendar) error {
	from, to := day.Date.At(0), day.Date.AddDays(1).At(0)
	had := map[Keeper]time.Duration{}
	most := time.Duration(-1)
	for _, s := range way {
		a, b := s.from, s.to
		if a.Before(from) {
			a = from
		}
		if b.After(to) {
			b = to
		}
		if !b.After(a) {
			continue
		}
		span, err := cal.Between(a, b)
		if err != nil {
			return err
		}
		had[s.kept] += span
		if had[s.kept] > most {
			most, day.Kept, day.Stage = had[s.kept], s.kept, s.stage
		}
	}
	return nil
}

// way cuts the life of the dossier until end into stretches with one keeper.
func (d *Dossier) way(end time.Time) []stretch {
	cuts := []time.Time{d.Intake.ReceivedAt, end}
	for _, leg := range d.Legs {
		cuts = append(cuts, leg.StartedAt, leg.FinishedAt)
	}
	for _, g := range d.gaps() {
		cuts = append(cuts, g.from, g.to)
	}
	cuts = inOrder(cuts, end)
	var way []stretch
	for i := 1; i < len(cuts); i++ {
		s := stretch{from: cuts[i-1], to: cuts[i]}
		s.kept, s.stage = d.keeperAt(s.from)
		way = append(way, s)
	}
	return way
}

func (d *Dossier) keeperAt(at time.Time) (Keeper, Status) {
	for _, p := range d.pauses() {
		if within(at, p.from, p.to) {
			return KeptPaused, Supplementing
		}
	}
	for _, o := range d.Opinions {
		if within(at, o.AskedAt, o.EndedAt()) {
			return KeptByOther, Consulting
		}
	}
	kept, stage := KeptByUnit, Processing
	for _, leg := range d.Legs {
		if leg.StartedAt.After(at) {
			break
		}
		switch {
		case leg.Kind == catalogue.OneStop:
			kept, stage = KeptAtDesk, Received
		case leg.Kind == catalogue.Authority:
			kept, stage = KeptByOther, Approving
		case leg.Unit == LeadershipUnit:
			kept, stage = KeptByUnit, Approving
		default:
			kept, stage = KeptByUnit, Processing
		}
	}
	return kept, stage
}

// within tells whether an instant lies from from on and before to; an open
// stretch has no to.
func within(at, from, to time.Time) bool {
	return !at.Before(from) && (to.IsZero() || at.Before(to))
}

// inOrder sorts instants, without doubles, zeros and what lies after end.
func inOrder(instants []time.Time, end time.Time) []time.Time {
	instants = slices.DeleteFunc(instants, func(t time.Time) bool { return t.IsZero() || t.After(end) })
	slices.SortFunc(instants, time.Time.Compare)
	return slices.CompactFunc(instants, time.Time.Equal)
}
