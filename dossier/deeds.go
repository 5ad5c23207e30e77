package dossier

import (
	"slices"

	"motcua/catalogue"
	"motcua/interagency"
)

// Deed is something that can be done to a dossier, as a page offers it.
type Deed string

// The deeds, in the order in which pages offer them.
const (
	DeedTake       Deed = "take"
	DeedTakePapers Deed = "takePapers"
	DeedReturn     Deed = "return"
	DeedDecide     Deed = "decide"
	DeedAssign     Deed = "assign"
	DeedAsk        Deed = "ask"
	DeedDraft      Deed = "draft"
	DeedConclude   Deed = "conclude"
	DeedHandOver   Deed = "handOver"
	DeedAskPapers  Deed = "askPapers"
	DeedSendBack   Deed = "sendBack"
	DeedWithdraw   Deed = "withdraw"
	DeedStop       Deed = "stop"
	DeedApologise  Deed = "apologise"
	DeedPost       Deed = "post"
	DeedReplace    Deed = "replace"
	DeedRevoke     Deed = "revoke"
	DeedCorrect    Deed = "correct"
)

// Deeds lists what the state of the dossier allows, whoever asks; the first is
// the next step of its plan. Who may do it is asked of identity.
func (d *Dossier) Deeds() []Deed {
	deeds := []Deed{d.NextDeed()}
	add := func(allowed bool, more ...Deed) {
		for _, deed := range more {
			if allowed && !slices.Contains(deeds, deed) {
				deeds = append(deeds, deed)
			}
		}
	}
	moves := d.mayMove("") == nil
	add(d.pendingHandover() != nil && (d.Status.Open() || d.Status == Resolved), DeedTake)
	add(d.pendingRequest(), DeedDecide)
	add(moves && d.withLead(), DeedAssign, DeedAsk)
	add(d.MayDraft(), DeedDraft)
	add(moves && !d.waits(), DeedConclude)
	add(moves, DeedHandOver)
	add((moves || d.Unchecked()) && d.withLead(), DeedAskPapers)
	if _, ok := d.legBefore(); ok {
		add(moves, DeedSendBack)
	}
	add(d.MayApologise(), DeedApologise)
	add(d.Status.Open(), DeedWithdraw, DeedStop)
	add(d.byPost(), DeedPost)
	add(d.hasResult(), DeedReplace)
	add(d.hasResult() && d.Valid(), DeedRevoke)
	add(true, DeedCorrect)
	return deeds
}

// NextDeed is the step that brings the dossier on along its plan.
func (d *Dossier) NextDeed() Deed {
	switch {
	case !d.Status.Open() && d.Status != Resolved:
		return DeedCorrect
	case d.Status == Resolved && !d.Valid():
		return DeedReplace
	case d.Status == Resolved:
		return DeedReturn
	case d.Status == Supplementing:
		return DeedTakePapers
	case d.pendingHandover() != nil:
		return DeedTake
	case d.pendingRequest():
		return DeedDecide
	}
	if _, ok := d.afterAssignment(); ok || d.Holder.Person == "" && d.withLead() && d.Holder.Unit != LeadershipUnit {
		return DeedAssign
	}
	rest := d.Plan[d.at()+1:]
	switch {
	case len(rest) > 0 && rest[0].Kind == catalogue.Consultation:
		return DeedAsk
	case len(rest) == 0 || rest[0].Kind == catalogue.OneStop && d.Status != Received:
		return DeedConclude
	default:
		return DeedHandOver
	}
}

// NextHolder is to whom the plan hands the dossier on; false at its end.
func (d *Dossier) NextHolder() (catalogue.Leg, bool) { return d.nextLeg() }

// Pending is the hand-over that waits to be taken; false when none does.
func (d *Dossier) Pending() (Handover, bool) {
	if h := d.pendingHandover(); h != nil {
		return *h, true
	}
	return Handover{}, false
}

// LastHandover is the hand-over that was given last; false when the dossier
// never left the desk.
func (d *Dossier) LastHandover() (Handover, bool) {
	if len(d.Handovers) == 0 {
		return Handover{}, false
	}
	return slices.MaxFunc(d.Handovers, func(a, b Handover) int { return a.GivenAt.Compare(b.GivenAt) }), true
}

// Request finds a request for more time with the opinion it belongs to.
func (d *Dossier) Request(id string) (interagency.Opinion, interagency.MoreTime, bool) {
	if o, m := d.request(id); m != nil {
		return *o, *m, true
	}
	return interagency.Opinion{}, interagency.MoreTime{}, false
}

// PlannedAgencies lists the agencies that the plan asks for opinions, those
// not asked yet.
func (d *Dossier) PlannedAgencies() []string {
	var agencies []string
	for _, leg := range d.Plan {
		asked := slices.ContainsFunc(d.Opinions, func(o interagency.Opinion) bool { return o.Agency == leg.Agency })
		if leg.Kind == catalogue.Consultation && !asked && !slices.Contains(agencies, leg.Agency) {
			agencies = append(agencies, leg.Agency)
		}
	}
	return agencies
}

func (d *Dossier) pendingRequest() bool {
	return d.Status.Open() && slices.ContainsFunc(d.Opinions, interagency.Opinion.Asking)
}

// waits tells whether an agency owes its opinion.
func (d *Dossier) waits() bool { return slices.ContainsFunc(d.Opinions, interagency.Opinion.Open) }

// withLead tells whether a unit of the lead agency has the dossier.
func (d *Dossier) withLead() bool {
	return d.Holder.Agency == d.Intake.Agency && d.Status != Received
}
