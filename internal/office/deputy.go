package office

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"motcua"
	"motcua/calendar"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/store"
)

// Deputyship is that a person acts for another who is away.
type Deputyship = identity.Deputyship

// NameDeputy lets a person act for another from one day to another, with the
// posts of the other.
func (o *Office) NameDeputy(ctx context.Context, by identity.Actor, f identity.DeputyNamed) (*Deputyship, error) {
	principal, err := o.known(ctx, "principal", f.Principal)
	if err != nil {
		return nil, err
	}
	deputy, err := o.known(ctx, "person", f.Person)
	if err != nil {
		return nil, err
	}
	now := o.Now()
	if f, err = identity.NameDeputy(by, principal, deputy, f, calendar.DateOf(now)); err != nil {
		return nil, err
	}
	d, event := identity.RebuildDeputyship(newID(), nil).With(now, by, f)
	return d, o.store.Write(ctx, func(tx *store.Tx) error { return appendDeputy(ctx, tx, d, event) })
}

// appendDeputy stores a fact of a deputyship, and tells the deputy of it who
// did not record it.
func appendDeputy(ctx context.Context, tx *store.Tx, d *Deputyship, e identity.DeputyEvent) error {
	if err := tx.AppendDeputy(ctx, d, e); err != nil || e.By.Person == d.Person {
		return err
	}
	n := dossier.Notice{Kind: "deputyNamed", Person: d.Person, Reason: d.PrincipalName}
	if d.Ended {
		n.Kind = "deputyRecalled"
	}
	_, err := tx.PutNotice(ctx, noticeID(d.ID, strconv.Itoa(e.Seq), n), e.At, "", n)
	return err
}

// known finds a person that a field names.
func (o *Office) known(ctx context.Context, field, id string) (identity.Person, error) {
	p, _, err := o.store.Person(ctx, id)
	if motcua.KindOf(err) == motcua.NotFound {
		return p, motcua.InvalidField(field, "deputy.nobody")
	}
	return p, err
}

// RecallDeputy ends a deputyship at once.
func (o *Office) RecallDeputy(ctx context.Context, by identity.Actor, id, reason string) error {
	for attempt := 1; ; attempt++ {
		d, err := o.store.Deputy(ctx, id)
		if err != nil {
			return err
		}
		principal, _, err := o.store.Person(ctx, d.Principal)
		if err != nil {
			return err
		}
		now := o.Now()
		fact, err := d.Recall(by, principal, reason, calendar.DateOf(now))
		if err != nil {
			return err
		}
		next, event := d.With(now, by, fact)
		err = o.store.Write(ctx, func(tx *store.Tx) error { return appendDeputy(ctx, tx, next, event) })
		if !errors.Is(err, store.ErrStale) || attempt == attempts {
			return err
		}
	}
}

// Absences are what somebody may see of deputies.
type Absences struct {
	List       []*Deputyship     // their own, those in which they act, and those they may end
	Principals []identity.Person // for whom they may name a deputy
	Deputies   []identity.Person // who may be named
}

// Absences lists the deputies that concern the actor, and who may be named for
// whom.
func (o *Office) Absences(ctx context.Context, by identity.Actor) (Absences, error) {
	if len(by.Posts) == 0 {
		return Absences{}, motcua.Refused(motcua.Forbidden, "deputy.forbidden")
	}
	people, err := o.store.People(ctx)
	if err != nil {
		return Absences{}, err
	}
	var a Absences
	may := map[string]bool{}
	for _, p := range people {
		if may[p.ID] = identity.MayNameDeputy(by, p); !p.Active {
			continue
		}
		if may[p.ID] {
			a.Principals = append(a.Principals, p)
		}
		if p.ID != by.Person && (by.Is(identity.Admin) || slices.ContainsFunc(p.Posts, func(post identity.Post) bool { return by.In(post.Agency, "") })) {
			a.Deputies = append(a.Deputies, p)
		}
	}
	all, err := o.store.Deputies(ctx, calendar.DateOf(o.Now()))
	a.List = slices.DeleteFunc(all, func(d *Deputyship) bool { return !may[d.Principal] && d.Person != by.Person })
	return a, err
}

// ActFor finds the person whom another may act for today under a deputyship;
// NotFound when it is not theirs, has not begun, is over or was recalled.
func (o *Office) ActFor(ctx context.Context, person, id string) (identity.Person, error) {
	d, err := o.store.Deputy(ctx, id)
	if err != nil {
		return identity.Person{}, err
	}
	if d.Person != person || !d.Active(calendar.DateOf(o.Now())) {
		return identity.Person{}, motcua.Refused(motcua.NotFound, "deputy.unknown")
	}
	return o.PersonByID(ctx, d.Principal)
}

// LentWork is how much waits for somebody whom the actor may act for.
type LentWork struct {
	*Deputyship
	Count int // up to a thousand
}

// LentWork lists for whom the actor may act today, and what waits for each.
func (o *Office) LentWork(ctx context.Context, by identity.Actor) ([]LentWork, error) {
	if by.For != "" || by.Person == "" {
		return nil, nil
	}
	list, err := o.store.DeputyOf(ctx, by.Person, calendar.DateOf(o.Now()))
	if err != nil {
		return nil, err
	}
	var work []LentWork
	for _, d := range list {
		principal, err := o.PersonByID(ctx, d.Principal)
		if motcua.KindOf(err) == motcua.NotFound {
			continue // who may not sign in any more lends nothing
		}
		if err != nil {
			return nil, err
		}
		acting := identity.Person{ID: by.Person, Name: by.Name, Posts: by.Posts}.ActingFor(principal, by.From)
		n, err := o.CountDossiers(ctx, acting, Query{Mine: true, OpenOnly: true})
		if err != nil {
			return nil, err
		}
		work = append(work, LentWork{Deputyship: d, Count: n})
	}
	return work, nil
}

// inspectDeputies looks whether the logs of deputies are whole.
func (o *Office) inspectDeputies(ctx context.Context, seen *Inspection) error {
	list, err := o.store.Deputies(ctx, calendar.Date{})
	for _, d := range list {
		broken, err := o.store.CheckDeputyChain(ctx, d.ID)
		if err != nil {
			return err
		}
		if broken > 0 {
			seen.Findings = append(seen.Findings, Finding{Code: d.ID, Text: motcua.Say("cli.check.chain", "Entry", broken)})
		}
	}
	return err
}
