package identity

import "slices"

// mayOnFeedback: whoever a feedback complains about, the person or anybody of
// the unit, does nothing to it and does not see it.
func mayOnFeedback(a Actor, action Action, on Object) bool {
	if action == ReceiveFeedback {
		return a.Is(Reception, Office, Director)
	}
	if Concerns(a, on) {
		return false
	}
	sorts := a.In(on.LeadAgency, "", Office, Director)
	switch action {
	case ReadFeedback:
		return sorts || handles(a, on)
	case SortFeedback, PublishFeedback:
		return sorts
	case HandleFeedback:
		return handles(a, on)
	case ApproveFeedback:
		return !a.Stands(on.Drafter) && (on.Unit != "" && a.In(on.Agency, on.Unit, Head) || a.In(on.LeadAgency, "", Director))
	case SeeSender:
		return a.In(on.LeadAgency, "", Office) || on.Assignee != "" && on.Assignee == a.Whose() && handles(a, on)
	default:
		return false
	}
}

// Concerns tells whether the object complains about the actor, or about a unit
// in which the actor holds a post. A post for the whole agency is in none.
func Concerns(a Actor, on Object) bool {
	if slices.ContainsFunc(on.Concerned, a.Stands) {
		return true
	}
	return on.ConcernedUnit != "" && slices.ContainsFunc(slices.Concat(a.Posts, a.Own), func(p Post) bool {
		return p.Agency == on.ConcernedAgency && p.Unit == on.ConcernedUnit
	})
}

// handles: the person named; while nobody is named, and for its head always,
// anybody of the unit that was given it.
func handles(a Actor, on Object) bool {
	if on.Unit == "" {
		return false
	}
	return a.In(on.Agency, on.Unit, Head) || a.In(on.Agency, on.Unit, Specialist, Office) && (on.Assignee == "" || on.Assignee == a.Whose())
}
