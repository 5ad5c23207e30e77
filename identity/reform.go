package identity

// mayOnReform: the office of the lead agency keeps what the reform desk has; the
// leadership and heads of units read all of it, and the leadership decides. Who
// holds a task, a directive or an inspected unit reads and tells of what is
// theirs: Object.Assignee and Object.Unit say whose it is.
func mayOnReform(a Actor, action Action, on Object) bool {
	keeps := a.In(on.LeadAgency, "", Office)
	leads := a.In(on.LeadAgency, "", Director)
	theirs := on.Assignee != "" && a.Whose() == on.Assignee || on.Unit != "" && a.In(on.LeadAgency, on.Unit, Head) ||
		on.Unit != "" && on.Assignee == "" && a.In(on.LeadAgency, on.Unit, Specialist)
	switch action {
	case KeepReform:
		return keeps
	case DecideReform:
		return leads
	case ReadReform:
		return keeps || leads || a.In(on.LeadAgency, "", Head) || theirs || on.Unit != "" && a.In(on.LeadAgency, on.Unit, Specialist)
	case ReportReform:
		return keeps || theirs
	default:
		return false
	}
}
