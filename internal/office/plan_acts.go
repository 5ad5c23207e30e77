package office

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/plan"
	"motcua/record"
)

// keepsPlans is the beginning of what the office does with plans.
func (o *Office) keepsPlans(ctx context.Context, by identity.Actor) (*Book, record.Act, error) {
	if err := identity.Can(by, identity.KeepReform, identity.Object{LeadAgency: o.settings.LeadAgency}); err != nil {
		return nil, record.Act{}, err
	}
	b, err := o.Book(ctx)
	return b, record.Act{At: o.Now(), By: by}, err
}

func samePlan(err error, symbol string) error {
	if errors.Is(err, store.ErrSame) {
		return motcua.InvalidField("symbol", "plan.symbol.same", "Symbol", symbol)
	}
	return err
}

func sameTask(err error, number string) error {
	if errors.Is(err, store.ErrSame) {
		return motcua.InvalidField("number", "plan.number.same", "Number", number)
	}
	return err
}

// IssuePlan enters a plan.
func (o *Office) IssuePlan(ctx context.Context, by identity.Actor, d plan.Document) (*plan.Plan, error) {
	_, act, err := o.keepsPlans(ctx, by)
	if err != nil {
		return nil, err
	}
	if d, err = d.Prepare(); err != nil {
		return nil, err
	}
	if err := o.acceptPapers(ctx, d.Files); err != nil {
		return nil, err
	}
	var p *plan.Plan
	err = o.store.Write(ctx, func(tx *store.Tx) (err error) {
		p, err = planKind().create(ctx, tx, act, plan.Issued{Document: d})
		return err
	})
	return p, samePlan(err, d.Symbol)
}

// AmendPlan puts right what was entered of a plan.
func (o *Office) AmendPlan(ctx context.Context, by identity.Actor, t RecordTarget, d plan.Document, reason string) (*plan.Plan, error) {
	if _, _, err := o.keepsPlans(ctx, by); err != nil {
		return nil, err
	}
	if err := o.acceptPapers(ctx, d.Files); err != nil {
		return nil, err
	}
	p, err := planKind().change(ctx, o, by, t, func(p *plan.Plan, _ record.Act) ([]record.Fact, error) {
		d.Sample = p.Sample
		if len(d.Files) == 0 {
			d.Files = p.Files
		}
		return p.Amend(d, reason)
	})
	return p, samePlan(err, d.Symbol)
}

// owned completes who a task is given to, and refuses units and people that the
// department has not.
func (o *Office) owned(b *Book, people []identity.Person, c *plan.Content) []*motcua.Fault {
	agency := b.Agency(o.settings.LeadAgency)
	var faults []*motcua.Fault
	for field, units := range map[string][]string{"lead": {c.Lead}, "support": c.Support} {
		for _, id := range units {
			if _, ok := agency.Unit(id); !ok && id != "" {
				faults = append(faults, motcua.InvalidField(field, "plan.unit.unknown", "Value", id))
			}
		}
	}
	if c.PersonName = ""; c.Person != "" {
		i := slices.IndexFunc(people, func(p identity.Person) bool { return p.ID == c.Person })
		if i < 0 {
			return append(faults, motcua.InvalidField("person", "plan.person.unknown", "Value", c.Person))
		}
		c.PersonName = people[i].Name
	}
	return faults
}

// AddTask gives a plan one more task; without a number it gets the next one.
func (o *Office) AddTask(ctx context.Context, by identity.Actor, id string, c plan.Content) (*plan.Task, error) {
	list, err := o.addTasks(ctx, by, id, []plan.Content{c})
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// addTasks gives a plan tasks, all of them or none. Of two who add at once, the
// one that comes second gets the numbers after those of the first.
func (o *Office) addTasks(ctx context.Context, by identity.Actor, id string, contents []plan.Content) (made []*plan.Task, err error) {
	b, act, err := o.keepsPlans(ctx, by)
	if err != nil {
		return nil, err
	}
	if _, _, err := planKind().read(ctx, o, id); err != nil {
		return nil, err
	}
	people, err := o.RegisterPeople(ctx)
	if err != nil {
		return nil, err
	}
	counted := false
	for i, c := range contents {
		c, err := c.Prepare()
		wrong, _ := motcua.AsFault(err)
		if err := motcua.Join(append(o.owned(b, people, &c), wrong)...); err != nil {
			return nil, err
		}
		contents[i], counted = c, counted || c.Number == ""
	}
	for attempt := 1; ; attempt++ {
		made, err = o.createTasks(ctx, b, act, id, contents)
		if !errors.Is(err, store.ErrSame) {
			return made, err
		}
		if !counted || attempt == attempts {
			return nil, o.whichTask(ctx, b, id, contents)
		}
	}
}

// createTasks stores tasks; those without a number get the next ones.
func (o *Office) createTasks(ctx context.Context, b *Book, act record.Act, id string, contents []plan.Content) ([]*plan.Task, error) {
	k := o.taskKind(b)
	present, err := k.list(ctx, o, store.RecordFilter{Parent: id})
	if err != nil {
		return nil, err
	}
	var numbers []string
	for _, t := range present {
		numbers = append(numbers, t.Number)
	}
	for _, c := range contents {
		numbers = append(numbers, c.Number)
	}
	made := make([]*plan.Task, len(contents))
	return made, o.store.Write(ctx, func(tx *store.Tx) (err error) {
		taken := slices.Clone(numbers)
		for i, c := range contents {
			if c.Number == "" {
				c.Number = nextNumber(taken)
				taken = append(taken, c.Number)
			}
			if made[i], err = k.create(ctx, tx, act, plan.Given{Content: c, Plan: id}); err != nil {
				return err
			}
		}
		return nil
	})
}

// nextNumber is one more than the greatest whole number among those taken.
func nextNumber(taken []string) string {
	most := 0
	for _, s := range taken {
		if n, err := strconv.Atoi(s); err == nil {
			most = max(most, n)
		}
	}
	return strconv.Itoa(most + 1)
}

// whichTask names the number that a plan has already.
func (o *Office) whichTask(ctx context.Context, b *Book, id string, contents []plan.Content) error {
	present, err := o.taskKind(b).list(ctx, o, store.RecordFilter{Parent: id})
	if err != nil {
		return err
	}
	for i, c := range contents {
		same := func(number string) bool { return c.Number != "" && strings.EqualFold(number, c.Number) }
		if slices.ContainsFunc(present, func(t *plan.Task) bool { return same(t.Number) }) ||
			slices.ContainsFunc(contents[:i], func(other plan.Content) bool { return same(other.Number) }) {
			return sameTask(store.ErrSame, c.Number)
		}
	}
	return sameTask(store.ErrSame, "")
}

// onTask is the shape of what is done to one task.
func (o *Office) onTask(ctx context.Context, by identity.Actor, target RecordTarget, action identity.Action, tell string, decide func(t *plan.Task, act record.Act) ([]record.Fact, error)) (*plan.Task, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	v, err := o.PlanTask(ctx, by, target.ID)
	if err != nil {
		return nil, err
	}
	return o.taskKind(b).changeWith(ctx, o, by, target, func(tx *store.Tx, t *plan.Task, act record.Act) error {
		if tell == "" {
			return nil
		}
		_, err := o.tellOfTask(ctx, tx, b, v.Of, t, tell, strconv.Itoa(t.Version()), by.Name)
		return err
	}, func(t *plan.Task, act record.Act) ([]record.Fact, error) {
		if err := o.MayTask(by, action, t); err != nil {
			return nil, err
		}
		return decide(t, act)
	})
}

// FinishTask says that a task was done on a day and shows it.
func (o *Office) FinishTask(ctx context.Context, by identity.Actor, t RecordTarget, on calendar.Date, e plan.Evidence) (*plan.Task, error) {
	if err := o.acceptPapers(ctx, e.Files); err != nil {
		return nil, err
	}
	return o.onTask(ctx, by, t, identity.ReportReform, "", func(t *plan.Task, act record.Act) ([]record.Fact, error) { return t.Finish(act, on, e) })
}

// ProveTask adds evidence to a task.
func (o *Office) ProveTask(ctx context.Context, by identity.Actor, t RecordTarget, e plan.Evidence) (*plan.Task, error) {
	if err := o.acceptPapers(ctx, e.Files); err != nil {
		return nil, err
	}
	return o.onTask(ctx, by, t, identity.ReportReform, "", func(t *plan.Task, _ record.Act) ([]record.Fact, error) { return t.Prove(e) })
}

// NoteTask keeps how far a task has come.
func (o *Office) NoteTask(ctx context.Context, by identity.Actor, t RecordTarget, text string) (*plan.Task, error) {
	return o.onTask(ctx, by, t, identity.ReportReform, "", func(t *plan.Task, _ record.Act) ([]record.Fact, error) { return t.Note(text) })
}

// AskTaskTime asks for a later day of a task.
func (o *Office) AskTaskTime(ctx context.Context, by identity.Actor, t RecordTarget, due plan.Due, reason string) (*plan.Task, error) {
	return o.onTask(ctx, by, t, identity.ReportReform, "taskTimeAsked", func(t *plan.Task, _ record.Act) ([]record.Fact, error) { return t.AskMoreTime(due, reason) })
}

// DecideTaskTime grants or refuses a later day; the zero Due grants what was
// asked for.
func (o *Office) DecideTaskTime(ctx context.Context, by identity.Actor, t RecordTarget, granted bool, due plan.Due, reason string) (*plan.Task, error) {
	tell := "taskTimeRefused"
	if granted {
		tell = "taskTimeGranted"
	}
	return o.onTask(ctx, by, t, identity.DecideReform, tell, func(t *plan.Task, _ record.Act) ([]record.Fact, error) {
		return t.DecideMoreTime(granted, due, reason)
	})
}

// CorrectTask puts right what was entered of a task.
func (o *Office) CorrectTask(ctx context.Context, by identity.Actor, t RecordTarget, c plan.Content, reason string) (*plan.Task, error) {
	b, _, err := o.keepsPlans(ctx, by)
	if err != nil {
		return nil, err
	}
	people, err := o.RegisterPeople(ctx)
	if err != nil {
		return nil, err
	}
	if err := motcua.Join(o.owned(b, people, &c)...); err != nil {
		return nil, err
	}
	task, err := o.onTask(ctx, by, t, identity.KeepReform, "", func(t *plan.Task, _ record.Act) ([]record.Fact, error) { return t.Correct(c, reason) })
	return task, sameTask(err, c.Number)
}

// DropTask says that a task is no longer to be done.
func (o *Office) DropTask(ctx context.Context, by identity.Actor, t RecordTarget, reason string) (*plan.Task, error) {
	return o.onTask(ctx, by, t, identity.KeepReform, "", func(t *plan.Task, act record.Act) ([]record.Fact, error) {
		return t.Drop(calendar.DateOf(act.At), reason)
	})
}

// ReopenTask takes back how a task ended.
func (o *Office) ReopenTask(ctx context.Context, by identity.Actor, t RecordTarget, reason string) (*plan.Task, error) {
	return o.onTask(ctx, by, t, identity.KeepReform, "", func(t *plan.Task, _ record.Act) ([]record.Fact, error) { return t.Reopen(reason) })
}

// CarryTask has a task go on in another plan, where it becomes a new task with
// another day.
func (o *Office) CarryTask(ctx context.Context, by identity.Actor, target RecordTarget, to string, due plan.Due, reason string) (*plan.Task, error) {
	b, _, err := o.keepsPlans(ctx, by)
	if err != nil {
		return nil, err
	}
	other, _, err := planKind().read(ctx, o, to)
	if motcua.KindOf(err) == motcua.NotFound && err != nil {
		return nil, motcua.InvalidField("to", "plan.carry.unknown")
	}
	if err != nil {
		return nil, err
	}
	k := o.taskKind(b)
	present, err := k.list(ctx, o, store.RecordFilter{Parent: to})
	if err != nil {
		return nil, err
	}
	var numbers []string
	for _, t := range present {
		numbers = append(numbers, t.Number)
	}
	return k.changeWith(ctx, o, by, target, func(tx *store.Tx, t *plan.Task, act record.Act) error {
		c := t.Content
		c.Number, c.Due = nextNumber(numbers), due
		_, err := k.create(ctx, tx, act, plan.Given{Content: c, Plan: to, From: t.ID})
		return sameTask(err, c.Number)
	}, func(t *plan.Task, act record.Act) ([]record.Fact, error) {
		return t.Carry(calendar.DateOf(act.At), other, reason)
	})
}
