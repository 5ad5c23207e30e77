package dossier

import (
	"slices"
	"time"

	"motcua"
	"motcua/identity"
)

// Act is the moment and the author of a decision, and a source of new ids.
type Act struct {
	At    time.Time
	By    identity.Actor
	NewID func() string
}

// HandOver gives the dossier to a unit, or to the holder of the next leg when
// no unit is named. Within the agency it is taken at once (the log says by
// whom); between agencies the receiver confirms. A result is on its way to the
// desk from the moment it was recorded; giving it once more adds nothing.
func (d *Dossier) HandOver(act Act, toAgency, toUnit, note string) (*Dossier, []Event, string, error) {
	if h := d.pendingHandover(); h != nil && d.Status == Resolved {
		return d, nil, h.ID, nil
	}
	if err := d.mayMove("handOver"); err != nil {
		return nil, nil, "", err
	}
	to, leg, err := d.destination(toAgency, toUnit)
	if err != nil {
		return nil, nil, "", err
	}
	if f := checkText("note", &note, textLimit, false); f != nil {
		return nil, nil, "", f
	}
	h := Handover{ID: act.NewID(), From: d.Holder, To: to, Leg: leg, Note: note, GivenAt: act.At, GivenBy: act.By.Person}
	if to.Agency == d.Holder.Agency {
		h.TakenAt, h.TakenBy = act.At, act.By.Person
	}
	next, events := d.With(act.At, Recorded(act.By, d.Holder.Agency), Given{Handover: h})
	return next, events, h.ID, nil
}

func (d *Dossier) destination(agency, unit string) (Holder, string, error) {
	if agency == "" && unit == "" {
		leg, ok := d.nextLeg()
		if !ok {
			return Holder{}, "", motcua.InvalidField("to.unit", "dossier.handover.noNext")
		}
		return Holder{Agency: leg.Agency, Unit: leg.Unit}, leg.ID, nil
	}
	if agency == "" {
		agency = d.Intake.Agency
	}
	leg, planned := d.nextLegOf(agency, unit)
	if planned {
		unit = leg.Unit // an agency named without a unit is its planned one
	} else if agency == d.Holder.Agency && unit == d.Holder.Unit {
		return Holder{}, "", motcua.InvalidField("to.unit", "dossier.handover.same")
	}
	return Holder{Agency: agency, Unit: unit}, leg.ID, nil
}

// Take completes a hand-over, that of a result on its way to the desk too, or
// confirms one that moved within the agency at once; what was withdrawn or
// stopped meanwhile needs taking no more.
func (d *Dossier) Take(act Act, id string) (*Dossier, []Event, error) {
	h := d.handover(id)
	if h == nil {
		return nil, nil, motcua.Refused(motcua.NotFound, "dossier.handover.unknown")
	}
	if !h.Open() && (!h.AtOnce() || h.GivenBy == act.By.Person) {
		return nil, nil, motcua.Refused(motcua.Conflict, "dossier.handover.taken", "Person", d.nameOf(h.TakenBy), "At", h.TakenAt)
	}
	if !d.Status.Open() && d.Status != Resolved {
		return nil, nil, d.refused("dossier.closed." + string(d.Status))
	}
	next, events := d.With(act.At, Recorded(act.By, h.To.Agency), Taken{Handover: id})
	return next, events, nil
}

// Assign names the specialist who handles the dossier.
func (d *Dossier) Assign(act Act, person, name, note string) (*Dossier, []Event, error) {
	if err := d.mayMove("assign"); err != nil {
		return nil, nil, err
	}
	if f := checkText("note", &note, textLimit, false); f != nil {
		return nil, nil, f
	}
	next, events := d.With(act.At, Recorded(act.By, d.Holder.Agency), Assigned{Person: person, Name: name, Note: note})
	return next, events, nil
}

// SendBack returns the dossier to the leg before, with the reason.
func (d *Dossier) SendBack(act Act, reason string) (*Dossier, []Event, error) {
	if err := d.mayMove("sendBack"); err != nil {
		return nil, nil, err
	}
	if f := checkText("reason", &reason, textLimit, true); f != nil {
		return nil, nil, f
	}
	leg, ok := d.legBefore()
	if !ok {
		return nil, nil, d.refused("dossier.sendBack.first")
	}
	next, events := d.With(act.At, Recorded(act.By, d.Holder.Agency), SentBack{Leg: leg.ID, Reason: reason})
	return next, events, nil
}

// Correctable lists the fields of the intake that a correction may put right.
func Correctable() []string {
	fields := make([]string, 0, len(correctable))
	for field := range correctable {
		fields = append(fields, field)
	}
	slices.Sort(fields)
	return fields
}

type entry struct {
	read  func(Intake) string
	write func(*Intake, string)
	limit int
}

var correctable = map[string]entry{
	"applicant.name":       {func(in Intake) string { return in.Applicant.Name }, func(in *Intake, s string) { in.Applicant.Name = s }, nameLimit},
	"applicant.identifier": {func(in Intake) string { return in.Applicant.Identifier }, func(in *Intake, s string) { in.Applicant.Identifier = s }, numberLimit},
	"applicant.address":    {func(in Intake) string { return in.Applicant.Address }, func(in *Intake, s string) { in.Applicant.Address = s }, nameLimit},
	"applicant.phone":      {func(in Intake) string { return in.Applicant.Phone }, func(in *Intake, s string) { in.Applicant.Phone = s }, numberLimit},
	"applicant.email":      {func(in Intake) string { return in.Applicant.Email }, func(in *Intake, s string) { in.Applicant.Email = s }, nameLimit},
	"submitter.name":       {func(in Intake) string { return in.Submitter.Name }, func(in *Intake, s string) { in.Submitter.Name = s }, nameLimit},
	"submitter.phone":      {func(in Intake) string { return in.Submitter.Phone }, func(in *Intake, s string) { in.Submitter.Phone = s }, numberLimit},
	"note":                 {func(in Intake) string { return in.Note }, func(in *Intake, s string) { in.Note = s }, textLimit},
}

// Correct puts a wrong entry of the intake right. The wrong entry stays in the
// log; the correction is a fact of its own with its reason.
func (d *Dossier) Correct(act Act, field, to, reason string) (*Dossier, []Event, error) {
	set, ok := correctable[field]
	if !ok {
		return nil, nil, motcua.InvalidField("field", "dossier.correct.field", "Field", field, "Accepted", Correctable())
	}
	err := motcua.Join(checkText("to", &to, set.limit, field == "applicant.name"), checkText("reason", &reason, textLimit, true))
	if err != nil {
		return nil, nil, err
	}
	corrected := d.Intake
	set.write(&corrected, to)
	faults := append(corrected.Applicant.check("applicant", true), corrected.Submitter.check("submitter", false)...)
	if i := slices.IndexFunc(faults, func(f *motcua.Fault) bool { return f != nil && f.Field == field }); i >= 0 {
		wrong := *faults[i]
		wrong.Field = "to" // the new entry, whatever it is an entry of
		return nil, nil, &wrong
	}
	from := set.read(d.Intake)
	if from == set.read(corrected) {
		return nil, nil, motcua.InvalidField("to", "dossier.correct.same")
	}
	next, events := d.With(act.At, Recorded(act.By, d.Holder.Agency), Corrected{Field: field, From: from, To: set.read(corrected), Reason: reason})
	return next, events, nil
}

// mayMove: the dossier is open, not waiting for papers and not on its way
// between two units.
func (d *Dossier) mayMove(action string) error {
	switch {
	case !d.Status.Open():
		return d.refused("dossier.closed." + string(d.Status))
	case d.Status == Supplementing:
		return d.refused("dossier.supplementing")
	case d.pendingHandover() != nil && action != "conclude":
		h := d.pendingHandover()
		return motcua.Refused(motcua.Conflict, "dossier.handover.pending", "Unit", h.To.Unit, "Agency", h.To.Agency, "At", h.GivenAt)
	}
	return nil
}

// refused is a conflict with the state, which tells what happened last.
func (d *Dossier) refused(key string) *motcua.Fault {
	last := d.Events[len(d.Events)-1]
	return motcua.Refused(motcua.Conflict, key, "Code", d.Code, "Person", last.By.Name, "At", last.At,
		"Action", motcua.Say("dossier.fact."+last.Fact.Kind()))
}

// nameOf is the name under which a person recorded facts of this dossier; the
// sign-in name of somebody who recorded none.
func (d *Dossier) nameOf(person string) string {
	for _, e := range d.Events {
		if e.By.Person == person && e.By.Name != "" {
			return e.By.Name
		}
	}
	return person
}
