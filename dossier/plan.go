package dossier

import (
	"motcua/catalogue"
	"motcua/interagency"
)

// openLeg is the leg that runs now; nil while other agencies are waited for
// and after the end.
func (d *Dossier) openLeg() *Leg {
	if n := len(d.Legs); n > 0 && d.Legs[n-1].FinishedAt.IsZero() {
		return &d.Legs[n-1]
	}
	return nil
}

// planned finds a leg of the pinned process by its id.
func (d *Dossier) planned(id string) (catalogue.Leg, bool) {
	if i := d.planIndex(id); i >= 0 {
		return d.Plan[i], true
	}
	return catalogue.Leg{}, false
}

func (d *Dossier) planIndex(id string) int {
	for i, leg := range d.Plan {
		if leg.ID == id && id != "" {
			return i
		}
	}
	return -1
}

// at is the place in the plan reached so far: the index of the last planned
// leg begun, or of the last consultation once opinions were asked; -1 at first.
func (d *Dossier) at() int {
	if len(d.Opinions) > 0 {
		return max(d.lastBegun(), d.lastConsultation())
	}
	return d.lastBegun()
}

func (d *Dossier) lastBegun() int {
	for i := len(d.Legs) - 1; i >= 0; i-- {
		if d.Legs[i].Planned {
			return d.planIndex(d.Legs[i].ID)
		}
	}
	return -1
}

func (d *Dossier) lastConsultation() int {
	for i := len(d.Plan) - 1; i >= 0; i-- {
		if d.Plan[i].Kind == catalogue.Consultation {
			return i
		}
	}
	return -1
}

// nextLeg is the next planned leg that is not a consultation, for handing on
// without naming a unit.
func (d *Dossier) nextLeg() (catalogue.Leg, bool) {
	for _, leg := range d.Plan[d.at()+1:] {
		if leg.Kind != catalogue.Consultation {
			return leg, true
		}
	}
	return catalogue.Leg{}, false
}

// nextLegOf is the next planned leg of a unit; without one the unit works
// outside the plan.
func (d *Dossier) nextLegOf(agency, unit string) (catalogue.Leg, bool) {
	for _, leg := range d.Plan[d.at()+1:] {
		if leg.Agency == agency && (leg.Unit == unit || unit == "") && leg.Kind != catalogue.Consultation {
			return leg, true
		}
	}
	return catalogue.Leg{}, false
}

// legBefore is the planned leg to which the present one is sent back.
func (d *Dossier) legBefore() (catalogue.Leg, bool) {
	for i := d.lastBegun() - 1; i >= 0; i-- {
		if leg := d.Plan[i]; leg.Kind == catalogue.Own || leg.Kind == catalogue.OneStop {
			return leg, true
		}
	}
	return catalogue.Leg{}, false
}

// afterAssignment is the leg that naming a specialist begins: the one after
// the head's, when both lie in one unit and the head's is the first there.
func (d *Dossier) afterAssignment() (catalogue.Leg, bool) {
	i := d.lastBegun()
	open := d.openLeg()
	if i < 0 || open == nil || !open.Planned || i+1 >= len(d.Plan) {
		return catalogue.Leg{}, false
	}
	this, next := d.Plan[i], d.Plan[i+1]
	sameUnit := next.Kind == catalogue.Own && next.Agency == this.Agency && next.Unit == this.Unit
	first := i == 0 || d.Plan[i-1].Unit != this.Unit || d.Plan[i-1].Agency != this.Agency
	return next, sameUnit && first && this.Kind == catalogue.Own
}

// afterConsultation is the holder's leg that follows the planned
// consultations, while those lie ahead; none when opinions are asked outside
// the plan, whose asker's leg simply goes on afterwards.
func (d *Dossier) afterConsultation() (catalogue.Leg, bool) {
	i := d.lastConsultation()
	if i < 0 || d.lastBegun() > i || i+1 >= len(d.Plan) {
		return catalogue.Leg{}, false
	}
	next := d.Plan[i+1]
	return next, next.Agency == d.Holder.Agency && next.Unit == d.Holder.Unit
}

func (d *Dossier) opinion(id string) *interagency.Opinion {
	for i := range d.Opinions {
		if d.Opinions[i].ID == id {
			return &d.Opinions[i]
		}
	}
	return nil
}

func (d *Dossier) handover(id string) *Handover {
	for i := range d.Handovers {
		if d.Handovers[i].ID == id {
			return &d.Handovers[i]
		}
	}
	return nil
}

// pendingHandover is the hand-over that waits to be taken; nil when none does.
func (d *Dossier) pendingHandover() *Handover {
	for i := range d.Handovers {
		if d.Handovers[i].Open() {
			return &d.Handovers[i]
		}
	}
	return nil
}

// request finds a request for more time and the opinion it belongs to.
func (d *Dossier) request(id string) (*interagency.Opinion, *interagency.MoreTime) {
	for i := range d.Opinions {
		for j := range d.Opinions[i].MoreTime {
			if d.Opinions[i].MoreTime[j].ID == id {
				return &d.Opinions[i], &d.Opinions[i].MoreTime[j]
			}
		}
	}
	return nil, nil
}
