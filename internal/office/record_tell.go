package office

import (
	"context"
	"fmt"
	"slices"
	"time"

	"motcua"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/record"
	"motcua/vietnamese"
)

// desk is somebody who is told of a record: a person, or all of a unit.
type desk struct{ Unit, Person string }

// recordNotice is what is told of a record.
type recordNotice struct {
	Noun, ID string
	Seq      int // of the fact it tells of
	Kind     string
	To       []desk
	Due      time.Time
	From     string // who did it
	What     string // what the record is called, or the reason
}

// tellOfRecord stores a notice for each desk, once whatever is told twice.
func (o *Office) tellOfRecord(ctx context.Context, tx *store.Tx, n recordNotice) error {
	for _, to := range n.To {
		notice := dossier.Notice{Seq: n.Seq, Kind: n.Noun + "." + n.Kind, Code: n.Noun + "/" + n.ID, Due: n.Due, From: n.From, Reason: n.What}
		if to.Person != "" {
			notice.Person = to.Person
		} else {
			notice.Agency, notice.Unit = o.settings.LeadAgency, to.Unit
		}
		if _, err := tx.PutNotice(ctx, noticeID(n.ID, fmt.Sprint(n.Seq), notice), o.Now(), "", notice); err != nil {
			return err
		}
	}
	return nil
}

// desksOf are the units of the department with people of a role.
func (o *Office) desksOf(ctx context.Context, role identity.Role) ([]desk, error) {
	people, err := o.RegisterPeople(ctx)
	var desks []desk
	for _, p := range people {
		for _, post := range p.Posts {
			to := desk{Unit: post.Unit}
			if post.Agency == o.settings.LeadAgency && post.Role == role && !slices.Contains(desks, to) {
				desks = append(desks, to)
			}
		}
	}
	return desks, err
}

// reformScope puts into a filter what of a noun the actor may know: the office,
// the leadership and heads of units all of it, specialists what is their own or
// their unit's.
func (o *Office) reformScope(by identity.Actor, f store.RecordFilter) (store.RecordFilter, error) {
	lead := o.settings.LeadAgency
	if identity.Can(by, identity.ReadReform, identity.Object{LeadAgency: lead}) == nil {
		return f, nil
	}
	f.Person = by.Whose()
	for _, post := range by.Posts {
		if post.Agency == lead && post.Role == identity.Specialist {
			f.Units = append(f.Units, post.Unit)
		}
	}
	if len(f.Units) == 0 {
		return f, motcua.Refused(motcua.Forbidden, "identity.forbidden."+string(identity.ReadReform))
	}
	return f, nil
}

// decidesOrKeeps refuses everybody but the leadership and the office.
func decidesOrKeeps(by identity.Actor, on identity.Object) error {
	if identity.Can(by, identity.DecideReform, on) == nil {
		return nil
	}
	return identity.Can(by, identity.KeepReform, on)
}

// charged checks and completes a unit of the department and a person of it.
func (o *Office) charged(ctx context.Context, unit, person string) (name string, err error) {
	b, err := o.Book(ctx)
	if err != nil {
		return "", err
	}
	u, ok := b.Agency(o.settings.LeadAgency).Unit(unit)
	switch {
	case unit == "":
		return "", motcua.InvalidField("unit", "record.unit.missing")
	case !ok:
		return "", motcua.InvalidField("unit", "record.unit.unknown", "Value", vietnamese.Visible(unit))
	case person == "":
		return "", nil
	}
	people, err := o.RegisterPeople(ctx)
	if err != nil {
		return "", err
	}
	i := slices.IndexFunc(people, func(p identity.Person) bool { return p.ID == person })
	switch {
	case i < 0:
		return "", motcua.InvalidField("unit", "record.person.unknown")
	case !people[i].Acting("").In(o.settings.LeadAgency, unit):
		return "", motcua.InvalidField("unit", "record.person.unit", "Name", people[i].Name, "Unit", u.Name)
	}
	return people[i].Name, nil
}

// newest are the facts that a change has just added.
func newest(head record.Head, before int) []record.Event { return head.Events[before:] }
