package legal

import "motcua/calendar"

// Round is a period of systematisation: five years that end on 31 December of
// 2013, 2018, 2023 and so on (NĐ 34/2016/NĐ-CP).
type Round struct{ From, To calendar.Date }

// LastRound is the last round that had ended on a day.
func LastRound(day calendar.Date) Round {
	year := day.Year - 1
	if day.Month == 12 && day.Day == 31 {
		year = day.Year
	}
	year -= ((year-3)%5 + 5) % 5
	return Round{From: calendar.Date{Year: year - 4, Month: 1, Day: 1}, To: calendar.Date{Year: year, Month: 12, Day: 31}}
}

// Group is one of the lists that a systematisation is published as.
type Group string

// The lists, in the order of their publication.
const (
	WhollyEnded  Group = "wholly"   // ended or suspended as a whole within the round
	PartlyEnded  Group = "partly"   // a part of it ended or was suspended within the round
	StillInForce Group = "inForce"  // at the end of the round, those not yet begun among them
	ToHandle     Group = "toHandle" // not ended as a whole, and a review proposes more than to keep it
)

// Groups lists the lists.
func Groups() []Group { return []Group{WhollyEnded, PartlyEnded, StillInForce, ToHandle} }

// Systematised is a document in a list of a round.
type Systematised struct {
	*Document
	Validity           // at the end of the round
	Review   *Reviewed // the last review of days of the round; nil when there was none
}

// Systematise sorts the documents that had been issued by the end of a round into
// its lists. One can stand in several: what ended in part is still in force.
func (r *Registry) Systematise(round Round) map[Group][]Systematised {
	lists := map[Group][]Systematised{}
	for _, d := range r.list {
		if d.Issued.After(round.To) {
			continue
		}
		s := Systematised{Document: d, Validity: r.On(d, round.To), Review: d.reviewedIn(round)}
		for _, g := range s.groups(round) {
			lists[g] = append(lists[g], s)
		}
	}
	return lists
}

// reviewedIn is the last review of a period that shares days with the round.
func (d *Document) reviewedIn(round Round) *Reviewed {
	var last *Reviewed
	for _, r := range d.Reviews {
		if !r.From.After(round.To) && !r.To.Before(round.From) && (last == nil || !r.On.Before(last.On)) {
			last = &r
		}
	}
	return last
}

func (s Systematised) groups(round Round) []Group {
	whole, part := s.Standing == Ended, false
	for _, c := range s.Causes {
		whole = whole || s.Standing == Suspended && c.Effect == Suspends && c.Part == ""
		part = part || !c.From.Before(round.From)
	}
	if whole {
		if s.Since.Before(round.From) { // a round before listed it
			return nil
		}
		return []Group{WhollyEnded}
	}
	groups := []Group{StillInForce}
	if part {
		groups = append(groups, PartlyEnded)
	}
	if s.Review != nil && s.Review.Proposal != Keep {
		groups = append(groups, ToHandle)
	}
	return groups
}
