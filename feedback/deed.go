package feedback

import "slices"

// Deed names something that can be done to a feedback.
type Deed string

// The deeds: of the staff, and the last two of the sender.
const (
	DeedClassify Deed = "classify"
	DeedRefuse   Deed = "refuse"
	DeedAskMore  Deed = "askMore"
	DeedTransfer Deed = "transfer"
	DeedAssign   Deed = "assign"
	DeedDraft    Deed = "draft"
	DeedApprove  Deed = "approve"
	DeedExtend   Deed = "extend"
	DeedPublish  Deed = "publish"
	DeedWithhold Deed = "withhold"
	DeedSay      Deed = "say"
	DeedJudge    Deed = "judge"
)

// Deeds lists every deed.
func Deeds() []Deed {
	return []Deed{DeedClassify, DeedRefuse, DeedAskMore, DeedTransfer, DeedAssign, DeedDraft, DeedApprove, DeedExtend, DeedPublish, DeedWithhold, DeedSay, DeedJudge}
}

// Fits tells whether a deed fits what the feedback has come to.
func (f *Feedback) Fits(deed Deed) bool {
	accepted := !f.AcceptedAt.IsZero()
	switch deed {
	case DeedClassify, DeedTransfer:
		return f.is(Received, Accepted, Working, Waiting)
	case DeedRefuse:
		return f.is(Received, Waiting) && !accepted
	case DeedAskMore:
		return f.is(Received, Accepted, Working)
	case DeedAssign:
		return f.is(Accepted, Working, Waiting) && accepted
	case DeedExtend:
		return f.is(Accepted, Working, Approving)
	case DeedDraft:
		return f.is(Working)
	case DeedApprove:
		return f.is(Approving)
	case DeedPublish, DeedWithhold:
		return f.is(Answered)
	case DeedSay:
		return f.is(Received, Accepted, Working, Waiting, Approving)
	case DeedJudge:
		return f.State.Replied() && f.Satisfied == nil
	default:
		return false
	}
}

func (f *Feedback) is(states ...State) bool { return slices.Contains(states, f.State) }
