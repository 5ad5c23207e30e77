package interagency

import (
	"slices"
	"time"

	"motcua/calendar"
	"motcua/deadline"
)

// Calendars finds the working calendar of an agency.
type Calendars func(agency string) (*calendar.Calendar, error)

// Round is the set of agencies asked together; they work in parallel.
type Round struct {
	Number   int
	Opinions []Opinion
}

// Rounds groups opinions by the round they were asked in, in order.
func Rounds(opinions []Opinion) []Round {
	var rounds []Round
	for _, o := range opinions {
		i := slices.IndexFunc(rounds, func(r Round) bool { return r.Number == o.Round })
		if i < 0 {
			rounds = append(rounds, Round{Number: o.Round})
			i = len(rounds) - 1
		}
		rounds[i].Opinions = append(rounds[i].Opinions, o)
	}
	return rounds
}

// Open tells whether any agency of the round still owes its opinion.
func (r Round) Open() bool { return slices.ContainsFunc(r.Opinions, Opinion.Open) }

// Move is what the granted requests of one round do to the dossier that waits.
type Move struct {
	Round   int
	From    time.Time     // the latest first date of the round
	To      time.Time     // the latest date in force
	Days    int           // whole working days to move by, of a dossier that counts by days
	Span    time.Duration // working time to move by, of one that counts by hours
	Agency  string        // whose date is the latest
	Reason  string        // why that agency asked
	At      time.Time     // when the last request that made it was granted
	Request string        // id of that request
}

// Moves tells whether the dossier's date moves at all.
func (m Move) Moves() bool { return m.Days > 0 || m.Span > 0 }

// Move measures how far the latest date of the round has moved, on the lead's
// calendar: in whole working days when the dossier counts by days, in working
// time when it counts by hours. Agencies in parallel count their maximum, so
// three days for one and five for another move the dossier by five; a request
// that stays below the latest date of the round moves it not at all.
func (r Round) Move(cals Calendars, lead *calendar.Calendar, mode deadline.Mode) (Move, error) {
	move := Move{Round: r.Number}
	for _, o := range r.Opinions {
		own, err := cals(o.Agency)
		if err != nil {
			return move, err
		}
		first, err := o.OriginalDue(own)
		if err != nil {
			return move, err
		}
		due, err := o.Due(own)
		if err != nil {
			return move, err
		}
		if first.After(move.From) {
			move.From = first
		}
		if due.After(move.To) {
			move.To, move.Agency = due, o.Agency
			move.Reason, move.At, move.Request = o.lastGrant()
		}
	}
	if !move.To.After(move.From) {
		return Move{Round: r.Number, From: move.From, To: move.From}, nil
	}
	var err error
	if mode == deadline.ByHours {
		move.Span, err = lead.Between(move.From, move.To)
	} else {
		move.Days, err = lead.WorkingDays(calendar.DateOf(move.From), calendar.DateOf(move.To))
	}
	return move, err
}

// Granted gives the round as it would stand with the request granted at an
// instant, for a preview before the decision.
func (r Round) Granted(request string, at time.Time) Round {
	after := Round{Number: r.Number, Opinions: slices.Clone(r.Opinions)}
	for i, o := range after.Opinions {
		after.Opinions[i].MoreTime = slices.Clone(o.MoreTime)
		for j, m := range o.MoreTime {
			if m.ID == request {
				after.Opinions[i].MoreTime[j].Approved = true
				after.Opinions[i].MoreTime[j].DecidedAt = at
			}
		}
	}
	return after
}

// Waiting is the union of the time in which at least one agency of the round
// owed its opinion: parallel legs count their maximum, never their sum.
func (r Round) Waiting(now time.Time) (from, to time.Time) {
	for i, o := range r.Opinions {
		if i == 0 || o.AskedAt.Before(from) {
			from = o.AskedAt
		}
		end := o.EndedAt()
		if end.IsZero() {
			end = now
		}
		if end.After(to) {
			to = end
		}
	}
	return from, to
}
