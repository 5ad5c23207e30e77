package office

import (
	"context"

	"motcua"
	"motcua/calendar"
	"motcua/counter"
	"motcua/identity"
	"motcua/internal/store"
)

// Week is who is on duty at the centre in the week of a day. Everybody may read
// it: it hangs in the hall.
func (o *Office) Week(ctx context.Context, day calendar.Date) (counter.Week, error) {
	centre, err := o.centre(ctx)
	if err != nil {
		return counter.Week{}, err
	}
	return o.store.Week(ctx, centre, counter.WeekOf(day))
}

// OnDuty are the shifts of this half of the day, the leader first.
func (o *Office) OnDuty(ctx context.Context) ([]counter.Shift, error) {
	now := o.Now()
	w, err := o.Week(ctx, calendar.DateOf(now))
	return w.On(calendar.DateOf(now), counter.HalfOf(now)), err
}

// Posted are who may be put on duty: the desk's officers at its counters, the
// department's leaders and heads of divisions as the leader on duty.
type Posted struct {
	Officers, Leaders []identity.Person
}

// Posted lists who may be put on duty, for who writes the roster.
func (o *Office) Posted(ctx context.Context, by identity.Actor) (Posted, error) {
	if err := identity.Can(by, identity.KeepRoster, identity.Object{}); err != nil {
		return Posted{}, err
	}
	centre, err := o.centre(ctx)
	if err != nil {
		return Posted{}, err
	}
	people, err := o.store.People(ctx)
	var list Posted
	for _, p := range people {
		actor := p.Acting("")
		if !p.Active {
			continue
		}
		if actor.In(centre, "", identity.Reception) {
			list.Officers = append(list.Officers, p)
		}
		if actor.In(o.settings.LeadAgency, "", identity.Director, identity.Head) {
			list.Leaders = append(list.Leaders, p)
		}
	}
	return list, err
}

// PutWeek writes the duty of a week: seats go to those posted for them, nobody
// is at two places.
func (o *Office) PutWeek(ctx context.Context, by identity.Actor, w counter.Week) error {
	posted, err := o.Posted(ctx, by)
	if err != nil {
		return err
	}
	if w.Centre, err = o.centre(ctx); err != nil {
		return err
	}
	if w.Monday != counter.WeekOf(w.Monday) {
		return motcua.InvalidField("monday", "counter.roster.monday")
	}
	var faults []*motcua.Fault
	for i := range w.Shifts {
		s := &w.Shifts[i]
		from := posted.Officers
		if s.Seat == counter.Leader {
			from = posted.Leaders
		}
		if s.Name = nameAmong(from, s.Person); s.Name == "" {
			faults = append(faults, motcua.InvalidField(counter.Field(s.Day, s.Half, s.Seat), "counter.roster.person", "Person", s.Person))
		}
	}
	if f, ok := motcua.AsFault(w.Check()); ok {
		faults = append(faults, f)
	}
	if err := motcua.Join(faults...); err != nil {
		return err
	}
	before, err := o.store.Week(ctx, w.Centre, w.Monday)
	if err != nil {
		return err
	}
	return o.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.PutWeek(ctx, w); err != nil {
			return err
		}
		return o.auditChange(ctx, tx, by, "roster.put", w.Centre+" "+w.Monday.String(), auditedWeek(before), auditedWeek(w))
	})
}

func nameAmong(people []identity.Person, id string) string {
	for _, p := range people {
		if p.ID == id {
			return p.Name
		}
	}
	return ""
}
