package dossier

import (
	"cmp"
	"slices"
	"time"

	"motcua/calendar"
	"motcua/catalogue"
	"motcua/deadline"
)

// Account is one leg with its own time: what it was given, what it used, how
// late it is, what it was granted on top – in working time of its holder's
// calendar. Legs not begun yet are projected one after another. The lead agency
// answers for the promise as a whole: a leg of its own that overran its share
// is late only as far as the dossier is; what was made good is no delay.
type Account struct {
	Leg
	Opinion  string    // id of the consultation, "" for a leg of one's own
	Round    int       // of the consultation
	DueAt    time.Time // zero when none is set, or it lies beyond the announced calendar
	Used     time.Duration
	Late     time.Duration
	Extended time.Duration
	Calendar *calendar.Calendar
}

// Begun tells whether the leg has begun.
func (a Account) Begun() bool { return !a.StartedAt.IsZero() }

// Accounts lists the legs of the dossier in order: those done, those running,
// consultations beside them, and the planned ones still ahead with the dates
// they will have if everything keeps to its share.
func (d *Dossier) Accounts(cals Calendars, now time.Time) ([]Account, error) {
	var accounts []Account
	promise, err := d.Standing(cals, now)
	if err != nil {
		return nil, err
	}
	for _, leg := range d.Legs {
		a, err := d.account(leg, cals, now)
		if err != nil {
			return nil, err
		}
		if leg.Kind == catalogue.Own && leg.Agency == d.Intake.Agency {
			overrun, err := between(a.Calendar, promise.Due, d.until(promise, now))
			if err != nil {
				return nil, err
			}
			a.Late = min(a.Late, overrun)
		}
		accounts = append(accounts, a)
	}
	for _, o := range d.Opinions {
		own, err := cals.Of(o.Agency)
		if err != nil {
			return nil, err
		}
		due, err := o.Due(own)
		if err != nil {
			return nil, err
		}
		spent, err := o.Spent(own, now)
		if err != nil {
			return nil, err
		}
		leg := Leg{ID: o.ID, Kind: catalogue.Consultation, Agency: o.Agency, Task: o.Content, Share: o.Term,
			StartedAt: o.AskedAt, FinishedAt: o.EndedAt()}
		accounts = append(accounts, Account{Leg: leg, Opinion: o.ID, Round: o.Round, DueAt: due, Used: spent.Used, Late: spent.Late,
			Extended: spent.Extended, Calendar: own})
	}
	slices.SortStableFunc(accounts, func(a, b Account) int { return a.StartedAt.Compare(b.StartedAt) })
	if d.Status.Open() {
		return d.ahead(accounts, cals, now)
	}
	return accounts, nil
}

// account is the time of an own leg: the working time it was held, without
// pauses and without the time other agencies were waited for.
func (d *Dossier) account(leg Leg, cals Calendars, now time.Time) (Account, error) {
	a := Account{Leg: leg}
	cal, err := cals.Of(leg.Agency)
	if err != nil {
		return a, err
	}
	a.Calendar = cal
	end := leg.FinishedAt
	if end.IsZero() {
		end = now
	}
	waited, err := d.stoodStill(cal, leg.StartedAt, end)
	if err != nil {
		return a, err
	}
	whole, err := between(cal, leg.StartedAt, end)
	if err != nil {
		return a, err
	}
	a.Used = whole - waited
	if leg.Share.IsZero() || d.ended(leg.StartedAt) {
		return a, nil // beside the plan, or a result that waits for its applicant: no date of its own
	}
	rule := deadline.Rule{Term: leg.Share, Mode: deadline.ByHours, Calendar: cal}
	due, err := rule.Due(leg.StartedAt)
	if err == nil {
		due, err = cal.After(due, waited)
	}
	if calendar.Unannounced(err) {
		return a, nil // its date will be known with next year's calendar
	}
	if err != nil {
		return a, err
	}
	a.DueAt = due
	a.Late, err = between(cal, a.DueAt, end)
	return a, err
}

// stoodStill is the working time between two instants in which the clock of an
// own leg did not run: the applicant or other agencies were waited for. Gaps
// that overlap count once.
func (d *Dossier) stoodStill(cal *calendar.Calendar, from, to time.Time) (time.Duration, error) {
	var sum time.Duration
	covered := from
	for _, gap := range d.gaps() {
		start, end := gap.from, gap.to
		if end.IsZero() || end.After(to) {
			end = to
		}
		if start.Before(covered) {
			start = covered
		}
		if !end.After(start) {
			continue
		}
		span, err := between(cal, start, end)
		if err != nil {
			return 0, err
		}
		sum, covered = sum+span, end
	}
	return sum, nil
}

// until is the instant up to which the dossier can have overrun its promise:
// its end, the pause that stands, or now.
func (d *Dossier) until(promise deadline.Reckoning, now time.Time) time.Time {
	switch {
	case d.Conclusion != nil:
		return d.Conclusion.At
	case promise.Paused:
		return promise.PausedSince
	default:
		return now
	}
}

// ended tells whether processing had ended by an instant.
func (d *Dossier) ended(at time.Time) bool {
	return d.Conclusion != nil && !at.Before(d.Conclusion.At)
}

type gap struct {
	from, to time.Time
	taken    time.Time // when the papers were taken, of a pause
	reason   string
}

// workingEnd is the end of a pause as the clock has it: papers sent online at
// night or on a day off go on at the next opening, but never later than
// somebody took them.
func (g gap) workingEnd(cal *calendar.Calendar) (time.Time, error) {
	if g.to.Equal(g.taken) {
		return g.to, nil
	}
	opening, err := cal.Opening(g.to)
	if calendar.Unannounced(err) || err == nil && opening.After(g.taken) {
		return g.taken, nil
	}
	return opening, err
}

// pauses are the stretches in which the applicant owed papers, the last without
// an end while it goes on; requests that followed each other before the papers
// were complete are one, with the last reason.
func (d *Dossier) pauses() []gap {
	var pauses []gap
	for _, s := range d.Supplements {
		if n := len(pauses); n > 0 && pauses[n-1].to.IsZero() {
			pauses[n-1].to, pauses[n-1].taken, pauses[n-1].reason = s.CompleteAt, s.TakenAt, s.Reason
			continue
		}
		pauses = append(pauses, gap{s.AskedAt, s.CompleteAt, s.TakenAt, s.Reason})
	}
	return pauses
}

// gaps are the stretches in which no own leg runs, by their beginning.
func (d *Dossier) gaps() []gap {
	gaps := d.pauses()
	for _, o := range d.Opinions {
		gaps = append(gaps, gap{from: o.AskedAt, to: o.EndedAt()})
	}
	slices.SortStableFunc(gaps, func(a, b gap) int { return a.from.Compare(b.from) })
	return gaps
}

// ahead adds the planned legs not begun, each from the date of the one before;
// legs of one group run in parallel and the next begins with their latest. From
// where the announced calendar ends their dates stay open.
func (d *Dossier) ahead(accounts []Account, cals Calendars, now time.Time) ([]Account, error) {
	from := now
	for _, a := range accounts {
		if a.FinishedAt.IsZero() && a.DueAt.After(from) {
			from = a.DueAt
		}
	}
	groupEnd, group, known := from, "", true
	for _, leg := range d.Plan[d.at()+1:] {
		if leg.Kind == catalogue.Consultation && len(d.Opinions) > 0 {
			continue
		}
		if leg.Group == "" || leg.Group != group {
			from, group = groupEnd, leg.Group
		}
		cal, err := cals.Of(leg.Agency)
		if err != nil {
			return nil, err
		}
		mode := deadline.ByHours
		if leg.Kind == catalogue.Consultation {
			mode = deadline.ByDays
		}
		var due time.Time
		if known {
			due, err = deadline.Rule{Term: leg.Share, Mode: mode, Calendar: cal}.Due(from)
		}
		if calendar.Unannounced(err) {
			known, err = false, nil
		}
		if err != nil {
			return nil, err
		}
		if due.After(groupEnd) {
			groupEnd = due
		}
		accounts = append(accounts, Account{Leg: Leg{ID: leg.ID, Planned: true, Kind: leg.Kind, Agency: leg.Agency, Unit: leg.Unit,
			Position: leg.Position, Task: leg.Task, Share: leg.Share}, DueAt: due, Calendar: cal})
	}
	return accounts, nil
}

// Cause is who made a dossier late, and by how much of their own time.
type Cause struct {
	Agency string
	Unit   string
	Late   time.Duration
}

// Causes lists who overran their own time, the longest first. Opinions asked
// together count only as far as they held the round up: the one that answered
// last.
func (d *Dossier) Causes(cals Calendars, now time.Time) ([]Cause, error) {
	accounts, err := d.Accounts(cals, now)
	if err != nil {
		return nil, err
	}
	var causes []Cause
	add := func(agency, unit string, late time.Duration) {
		i := slices.IndexFunc(causes, func(c Cause) bool { return c.Agency == agency && c.Unit == unit })
		if i < 0 {
			causes = append(causes, Cause{Agency: agency, Unit: unit})
			i = len(causes) - 1
		}
		causes[i].Late += late
	}
	last := lastOfRounds(accounts)
	for i, a := range accounts {
		if a.Begun() && a.Late > 0 && (a.Round == 0 || last[a.Round] == i) {
			add(a.Agency, a.Unit, a.Late)
		}
	}
	slices.SortStableFunc(causes, func(a, b Cause) int { return cmp.Compare(b.Late, a.Late) })
	return causes, nil
}

// lastOfRounds finds, for each round of opinions, the account that ended last
// or runs longest.
func lastOfRounds(accounts []Account) map[int]int {
	last := map[int]int{}
	for i, a := range accounts {
		j, known := last[a.Round]
		if a.Round > 0 && (!known || a.FinishedAt.IsZero() && a.Late >= accounts[j].Late || a.FinishedAt.After(accounts[j].FinishedAt) && !accounts[j].FinishedAt.IsZero()) {
			last[a.Round] = i
		}
	}
	return last
}

func between(cal *calendar.Calendar, from, to time.Time) (time.Duration, error) {
	if !to.After(from) {
		return 0, nil
	}
	return cal.Between(from, to)
}
