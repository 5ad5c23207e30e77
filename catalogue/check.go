package catalogue

import (
	"fmt"
	"slices"

	"motcua/identity"
)

// Staffing is who there is to hold a leg.
type Staffing struct {
	Agencies []identity.Agency
	People   []identity.Person
}

// CheckProcess lists what is wrong with the version's process before it is
// approved: what [Version.CheckShares] finds, holders that do not exist or have
// nobody, the reception or the return missing, legs that no dossier reaches,
// groups of one, and legs said twice.
func (v Version) CheckProcess(of Staffing) []Problem {
	if v.Process.IsZero() {
		return []Problem{found(Error, "process", "catalogue.processEmpty")}
	}
	problems := v.CheckShares()
	problems = append(problems, v.Process.endProblems()...)
	problems = append(problems, v.Process.groupProblems()...)
	for i, leg := range v.Process.Legs {
		problems = append(problems, of.holderProblems(i, leg)...)
		if key := v.neverHolds(leg.When); key != "" {
			problems = append(problems, found(Error, legField(i, "when"), key, "Leg", leg.ID, "Value", leg.When.Is))
		}
		same := func(l Leg) bool {
			return l.Agency == leg.Agency && l.Unit == leg.Unit && l.Role == leg.Role && l.Task == leg.Task && l.Position == leg.Position && l.When == leg.When
		}
		if j := slices.IndexFunc(v.Process.Legs[:i], same); j >= 0 {
			problems = append(problems, found(Warning, legField(i, "task"), "catalogue.legSame", "Leg", leg.ID, "Other", v.Process.Legs[j].ID))
		}
	}
	return problems
}

// endProblems: the way begins and ends at the one-stop desk, for every dossier
// (NĐ 61/2018/NĐ-CP articles 17 and 20).
func (p Process) endProblems() []Problem {
	var problems []Problem
	first, last := p.Legs[0], p.Legs[len(p.Legs)-1]
	if first.Kind != OneStop || !first.When.IsZero() {
		problems = append(problems, found(Error, legField(0, "kind"), "catalogue.legReception", "Leg", first.ID))
	}
	if last.Kind != OneStop || !last.When.IsZero() || len(p.Legs) == 1 {
		problems = append(problems, found(Error, legField(len(p.Legs)-1, "kind"), "catalogue.legReturn", "Leg", last.ID))
	}
	return problems
}

// groupProblems finds groups of one leg, and groups whose legs do not stand
// together and so do not run side by side.
func (p Process) groupProblems() []Problem {
	var problems []Problem
	at, seen := 0, map[string]bool{}
	for _, stage := range p.Stages() {
		group := stage[0].Group
		switch {
		case group == "":
		case seen[group]:
			problems = append(problems, found(Error, legField(at, "group"), "catalogue.groupApart", "Group", group, "Leg", stage[0].ID))
		case len(stage) == 1:
			problems = append(problems, found(Warning, legField(at, "group"), "catalogue.groupAlone", "Group", group, "Leg", stage[0].ID))
		}
		seen[group] = true
		at += len(stage)
	}
	return problems
}

func (s Staffing) holderProblems(i int, leg Leg) []Problem {
	if leg.Agency == "" {
		return nil // CheckShares says so
	}
	at := slices.IndexFunc(s.Agencies, func(a identity.Agency) bool { return a.ID == leg.Agency })
	if at < 0 {
		return []Problem{found(Error, legField(i, "agency"), "catalogue.legAgency", "Leg", leg.ID, "Value", leg.Agency)}
	}
	agency := s.Agencies[at]
	name := agency.Name
	if leg.Unit != "" {
		unit, ok := agency.Unit(leg.Unit)
		if !ok {
			return []Problem{found(Error, legField(i, "unit"), "catalogue.legUnit", "Leg", leg.ID, "Value", leg.Unit, "Name", agency.Name)}
		}
		name = unit.Name + ", " + agency.Name
	}
	var roles []identity.Role
	if leg.Role != "" {
		roles = append(roles, leg.Role)
	}
	holds := func(p identity.Person) bool { return p.Active && p.Acting("").In(leg.Agency, leg.Unit, roles...) }
	if !slices.ContainsFunc(s.People, holds) {
		return []Problem{found(Warning, legField(i, "unit"), "catalogue.legNobody", "Leg", leg.ID, "Name", name)}
	}
	return nil
}

// neverHolds is the reason why no dossier of the version meets a condition; ""
// when one can.
func (v Version) neverHolds(c Condition) string {
	if c.Not {
		return ""
	}
	switch c.Of {
	case OfApplicant:
		if c.Is != "person" && c.Is != "organization" {
			return "catalogue.condition.applicant"
		}
	case OfChannel:
		if _, ok := v.Channel(ChannelKind(c.Is)); !ok {
			return "catalogue.condition.channel"
		}
	case OfCase:
		if _, ok := v.findCase(c.Is); !ok {
			return "catalogue.condition.case"
		}
	}
	return ""
}

// LegIn names the leg that the field of a problem of a process is about; false
// for a problem of the whole.
func (p Process) LegIn(problem Problem) (Leg, bool) {
	var i int
	if _, err := fmt.Sscanf(problem.Field, "process.legs[%d]", &i); err != nil || i < 0 || i >= len(p.Legs) {
		return Leg{}, false
	}
	return p.Legs[i], true
}
