package dossier

// Status is where the dossier is in its life. It is finer than the ten codes
// of the national portal, which [Status.National] maps down to.
type Status string

// The statuses. Hand-over and payment are separate from them.
const (
	Received      Status = "received"      // taken, still at the one-stop desk
	Processing    Status = "processing"    // with a division
	Consulting    Status = "consulting"    // waiting for other agencies
	Approving     Status = "approving"     // with the leadership or the deciding authority
	Supplementing Status = "supplementing" // waiting for the applicant; the clock stands still
	Resolved      Status = "resolved"      // the result is signed
	ReturnedDone  Status = "returned"      // the applicant has the result
	WithdrawnDone Status = "withdrawn"
	StoppedDone   Status = "stopped"
)

// Statuses lists every status in the order of a dossier's life.
func Statuses() []Status {
	return []Status{Received, Processing, Consulting, Approving, Supplementing, Resolved, ReturnedDone, WithdrawnDone, StoppedDone}
}

// Open tells whether the department still owes the result.
func (s Status) Open() bool {
	switch s {
	case Resolved, ReturnedDone, WithdrawnDone, StoppedDone:
		return false
	default:
		return true
	}
}

// National maps the status to TrangThaiHoSo, the ten codes of the national
// portal: 2 received, 4 in processing, 5 papers asked for, 7 withdrawn, 8
// stopped, 9 processed, 10 returned; 0 for a status unknown here.
func (s Status) National() int {
	switch s {
	case Received:
		return 2
	case Processing, Consulting, Approving:
		return 4
	case Supplementing:
		return 5
	case WithdrawnDone:
		return 7
	case StoppedDone:
		return 8
	case Resolved:
		return 9
	case ReturnedDone:
		return 10
	default:
		return 0
	}
}
