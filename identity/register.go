package identity

import "slices"

// mayOnDocument: a secret document is known to those named alone, whatever their
// role; others are read by the office, by the leadership and by the units that
// had them.
func mayOnDocument(a Actor, action Action, on Object) bool {
	if on.Secret && (a.Person == "" || !slices.Contains(on.Readers, a.Person)) {
		return false
	}
	keeps := a.In(on.LeadAgency, "", Office)
	switch action {
	case KeepRegister:
		return keeps
	case AssignDocument:
		return keeps || a.In(on.LeadAgency, "", Director)
	case ReadDocument:
		return on.Secret && a.In(on.LeadAgency, "") || keeps || a.In(on.LeadAgency, "", Director) ||
			slices.ContainsFunc(on.Passed, func(unit string) bool { return a.In(on.LeadAgency, unit, Specialist, Head) })
	case HandleDocument:
		return keeps || handles(a, on)
	default:
		return false
	}
}
