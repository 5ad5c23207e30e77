package catalogue

import (
	"fmt"

	"motcua/deadline"
)

// CheckShares holds the shares of the process against the limit of the
// version, and the legs against each other: holder, task, order, share.
//
// The way of counting: legs of one group count their longest share; eight
// working hours are one working day; working and calendar days are added as
// the decision writes them, and a process that mixes them gets a warning. More
// than the limit is an error, less is a warning that time is unassigned. A
// process without legs has no problems; a version of several limits (cases,
// channels) is held against the longest.
func (v Version) CheckShares() []Problem {
	if v.Process.IsZero() {
		return nil
	}
	problems := v.Process.legProblems()
	limit := v.longestTerm()
	if limit.IsZero() {
		return problems
	}
	return append(problems, v.Process.sumProblems(limit)...)
}

// sum is the sum of the shares along the longest way, in days of the unit
// the limit has, thousandths.
func (p Process) sum() (thousandths int64) {
	longest := map[string]int64{}
	for _, leg := range p.Legs {
		days := thousandthDays(leg.Share)
		if leg.Group == "" {
			thousandths += days
			continue
		}
		if days > longest[leg.Group] {
			thousandths += days - longest[leg.Group]
			longest[leg.Group] = days
		}
	}
	return thousandths
}

func (p Process) sumProblems(limit deadline.Term) []Problem {
	var problems []Problem
	sum, total := p.sum(), thousandthDays(limit)
	working, calendar := p.units()
	limitInWorkingTime := isWorkingTime(limit.Unit)
	switch {
	case sum > total:
		problems = append(problems, found(Error, "process", "catalogue.sharesOver",
			"Sum", daysOf(sum, limit.Unit), "Limit", limit))
	case sum < total && (working == 0 || limitInWorkingTime):
		problems = append(problems, found(Warning, "process", "catalogue.sharesUnder",
			"Sum", daysOf(sum, limit.Unit), "Limit", limit))
	}
	switch {
	case limitInWorkingTime && calendar > 0:
		problems = append(problems, p.calendarLegs()...)
	case !limitInWorkingTime && working > 0 && calendar > 0:
		problems = append(problems, found(Warning, "process", "catalogue.sharesMixed", "Limit", limit))
	case !limitInWorkingTime && working > 0 && sum > workingThousandths(limit):
		problems = append(problems, found(Warning, "process", "catalogue.sharesWorking",
			"Sum", daysOf(sum, limit.Unit), "Limit", limit))
	}
	return problems
}

// calendarLegs warns of each leg counted in calendar days within a limit of
// working days, as the law does with consultations (NĐ 31/2021: 15 days for an
// opinion within 35 working days): the day it ends depends on the holidays.
func (p Process) calendarLegs() []Problem {
	var problems []Problem
	for i, leg := range p.Legs {
		if isWorkingTime(leg.Share.Unit) || leg.Share.IsZero() {
			continue
		}
		key := "catalogue.legCalendarDays"
		if leg.Kind == Consultation {
			key = "catalogue.consultationCalendarDays"
		}
		problems = append(problems, found(Warning, legField(i, "share"), key,
			"Leg", leg.ID, "Agency", leg.Agency, "Share", leg.Share))
	}
	return problems
}

// units counts the legs in working time and in calendar time.
func (p Process) units() (working, calendar int) {
	for _, leg := range p.Legs {
		switch {
		case leg.Share.IsZero():
		case isWorkingTime(leg.Share.Unit):
			working++
		default:
			calendar++
		}
	}
	return working, calendar
}

// legProblems finds legs without holder, task or share, doubled ids, and legs
// that the walk 1, 2, 3 … never reaches. A consultation may leave the agencies
// open: they are chosen for each dossier.
func (p Process) legProblems() []Problem {
	var problems []Problem
	ids := map[string]bool{}
	reached, group := 0, ""
	for i, leg := range p.Legs {
		if leg.ID == "" || ids[leg.ID] {
			problems = append(problems, found(Error, legField(i, "id"), "catalogue.legTwice", "Leg", leg.ID))
		}
		ids[leg.ID] = true
		switch {
		case leg.Agency != "":
		case leg.Kind == Consultation:
			problems = append(problems, found(Warning, legField(i, "agency"), "catalogue.legConsulted", "Leg", leg.ID))
		default:
			problems = append(problems, found(Error, legField(i, "agency"), "catalogue.legHolder", "Leg", leg.ID))
		}
		if leg.Task == "" {
			problems = append(problems, found(Warning, legField(i, "task"), "catalogue.legTask", "Leg", leg.ID))
		}
		if leg.Share.IsZero() {
			problems = append(problems, found(Warning, legField(i, "share"), "catalogue.legShare", "Leg", leg.ID))
		}
		sideBySide := leg.Order == reached && leg.Group != "" && leg.Group == group
		if leg.Order != reached+1 && !sideBySide {
			problems = append(problems, found(Error, legField(i, "order"), "catalogue.legUnreachable", "Leg", leg.ID, "Order", leg.Order))
		}
		reached, group = leg.Order, leg.Group
	}
	return problems
}

func legField(i int, name string) string { return fmt.Sprintf("process.legs[%d].%s", i, name) }

// longestTerm is the longest limit the version states anywhere.
func (v Version) longestTerm() deadline.Term {
	longest := v.Term
	consider := func(t deadline.Term) {
		if thousandthDays(t) > thousandthDays(longest) {
			longest = t
		}
	}
	for _, c := range v.Cases {
		consider(c.Term)
	}
	for _, c := range v.Channels {
		consider(c.Term)
	}
	return longest
}

// thousandthDays is the term in days as written: eight working hours are a
// day, a month is thirty days.
func thousandthDays(t deadline.Term) int64 {
	switch t.Unit {
	case deadline.WorkingHour:
		return int64(t.Amount) / 8
	case deadline.Month:
		return int64(t.Amount) * 30
	default:
		return int64(t.Amount)
	}
}

// daysOf writes a sum of thousandths beside a limit of that unit: hours and
// months were counted as days.
func daysOf(thousandths int64, unit deadline.Unit) deadline.Term {
	if isWorkingTime(unit) {
		return deadline.Term{Amount: deadline.Amount(thousandths), Unit: deadline.WorkingDay}
	}
	return deadline.Term{Amount: deadline.Amount(thousandths), Unit: deadline.CalendarDay}
}

func isWorkingTime(unit deadline.Unit) bool {
	return unit == deadline.WorkingHour || unit == deadline.WorkingDay
}
