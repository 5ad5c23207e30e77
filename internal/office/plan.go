package office

import (
	"context"
	"errors"
	"slices"

	"motcua"
	"motcua/calendar"
	"motcua/document"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/plan"
	"motcua/record"
)

// taskWarning is how many working days before its day a task is soon late.
const taskWarning = 5

func planKind() recordKind[*plan.Plan] {
	return recordKind[*plan.Plan]{noun: plan.Noun, codec: plan.Codec(), rebuild: plan.Rebuild, row: (*plan.Plan).Row}
}

func (o *Office) taskKind(b *Book) recordKind[*plan.Task] {
	cal := o.planCalendar(b)
	return recordKind[*plan.Task]{noun: plan.TaskNoun, codec: plan.TaskCodec(), rebuild: plan.RebuildTask,
		row: func(t *plan.Task) record.Row { return t.Row(cal) }}
}

// planCalendar is the calendar that the department's tasks are due by; nil when
// there is none, and then days are civil days.
func (o *Office) planCalendar(b *Book) *calendar.Calendar {
	cal, err := b.Calendars.Of(o.settings.LeadAgency)
	if err != nil {
		return nil
	}
	return cal
}

// PlanView is a plan with those of its tasks that its reader may know of, as of
// a day.
type PlanView struct {
	*plan.Plan
	Tasks []*plan.Task // in the order of their numbers
	Cut   plan.Cut
	Book  *Book
}

// Progress counts the tasks of the view.
func (v *PlanView) Progress() plan.Progress { return v.Cut.Count(v.Tasks) }

// TaskView is a task with its plan.
type TaskView struct {
	*plan.Task
	Of   *plan.Plan
	Cut  plan.Cut
	Book *Book
}

// cutOn is the cut of a day; of today when it is zero.
func (o *Office) cutOn(b *Book, day calendar.Date) plan.Cut {
	if day.IsZero() {
		day = calendar.DateOf(o.Now())
	}
	c := plan.Cut{Day: day, Lead: taskWarning, Calendar: o.planCalendar(b), Units: []string{}}
	for _, u := range b.Agency(o.settings.LeadAgency).Units {
		c.Units = append(c.Units, u.ID)
	}
	return c
}

// MayTask tells whether somebody may do something to a task; who supports a task
// reads it and no more.
func (o *Office) MayTask(by identity.Actor, action identity.Action, t *plan.Task) error {
	var err error
	for _, on := range t.Objects(o.settings.LeadAgency) {
		if err = identity.Can(by, action, on); err == nil || action != identity.ReadReform {
			return err
		}
	}
	return err
}

// Plans lists the plans that the actor may know of, the latest first, each with
// its tasks as of a day. Who reads no plan as a whole sees those that have a
// task for them.
func (o *Office) Plans(ctx context.Context, by identity.Actor, at calendar.Date) ([]*PlanView, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	if !by.In(o.settings.LeadAgency, "", identity.Specialist, identity.Head, identity.Director, identity.Office) {
		return nil, identity.Can(by, identity.ReadReform, identity.Object{LeadAgency: o.settings.LeadAgency})
	}
	plans, err := planKind().list(ctx, o, store.RecordFilter{})
	if err != nil {
		return nil, err
	}
	tasks, err := o.taskKind(b).list(ctx, o, store.RecordFilter{})
	if err != nil {
		return nil, err
	}
	var views []*PlanView
	for _, p := range plans {
		own := slices.DeleteFunc(slices.Clone(tasks), func(t *plan.Task) bool { return t.Plan != p.ID })
		if v := o.planSeen(by, b, p, own, at); v != nil {
			views = append(views, v)
		}
	}
	return views, nil
}

// planSeen is what an actor may know of a plan; nil when it is nothing.
func (o *Office) planSeen(by identity.Actor, b *Book, p *plan.Plan, tasks []*plan.Task, at calendar.Date) *PlanView {
	tasks = slices.DeleteFunc(tasks, func(t *plan.Task) bool { return o.MayTask(by, identity.ReadReform, t) != nil })
	if len(tasks) == 0 && identity.Can(by, identity.ReadReform, p.Object(o.settings.LeadAgency)) != nil {
		return nil
	}
	plan.Sort(tasks)
	return &PlanView{Plan: p, Tasks: tasks, Cut: o.cutOn(b, at), Book: b}
}

// Plan shows a plan as of a day; who may know nothing of it gets the same answer
// as for one that is not there.
func (o *Office) Plan(ctx context.Context, by identity.Actor, id string, at calendar.Date) (*PlanView, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	p, _, err := planKind().read(ctx, o, id)
	if err != nil {
		return nil, err
	}
	tasks, err := o.taskKind(b).list(ctx, o, store.RecordFilter{Parent: id})
	if err != nil {
		return nil, err
	}
	v := o.planSeen(by, b, p, tasks, at)
	if v == nil {
		return nil, motcua.Refused(motcua.NotFound, "record.unknown")
	}
	return v, nil
}

// PlanTask shows a task to somebody who may know of it.
func (o *Office) PlanTask(ctx context.Context, by identity.Actor, id string) (*TaskView, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	t, _, err := o.taskKind(b).read(ctx, o, id)
	if err != nil {
		return nil, err
	}
	if o.MayTask(by, identity.ReadReform, t) != nil {
		return nil, motcua.Refused(motcua.NotFound, "record.unknown")
	}
	p, _, err := planKind().read(ctx, o, t.Plan)
	return &TaskView{Task: t, Of: p, Cut: o.cutOn(b, calendar.Date{}), Book: b}, err
}

// HeldTasks lists the open tasks that the actor answers for, as a person or for
// a unit, the soonest due first.
func (o *Office) HeldTasks(ctx context.Context, by identity.Actor) ([]*TaskView, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	f := store.RecordFilter{Open: true, Soonest: true, Person: by.Whose()}
	for _, p := range by.Posts {
		if p.Agency == o.settings.LeadAgency && p.Unit != "" && (p.Role == identity.Head || p.Role == identity.Specialist || p.Role == identity.Office) {
			f.Units = append(f.Units, p.Unit)
		}
	}
	if f.Person == "" {
		return nil, nil
	}
	tasks, err := o.taskKind(b).list(ctx, o, f)
	if err != nil {
		return nil, err
	}
	plans, err := planKind().list(ctx, o, store.RecordFilter{})
	if err != nil {
		return nil, err
	}
	var held []*TaskView
	for _, t := range tasks {
		i := slices.IndexFunc(plans, func(p *plan.Plan) bool { return p.ID == t.Plan })
		if i < 0 || o.MayTask(by, identity.ReportReform, t) != nil {
			continue
		}
		held = append(held, &TaskView{Task: t, Of: plans[i], Cut: o.cutOn(b, calendar.Date{}), Book: b})
	}
	return held, nil
}

// PlanFile is a file of a plan, for somebody who may know of the plan.
func (o *Office) PlanFile(ctx context.Context, by identity.Actor, id, file string) (document.File, error) {
	v, err := o.Plan(ctx, by, id, calendar.Date{})
	if err != nil {
		return document.File{}, err
	}
	if !v.HasFile(file) {
		return document.File{}, motcua.Refused(motcua.NotFound, "document.unknown")
	}
	return o.file(ctx, file)
}

// TaskEvidence is a file of the evidence of a task, for somebody who may know of
// the task.
func (o *Office) TaskEvidence(ctx context.Context, by identity.Actor, id, file string) (document.File, error) {
	v, err := o.PlanTask(ctx, by, id)
	if err != nil {
		return document.File{}, err
	}
	if !v.HasFile(file) {
		return document.File{}, motcua.Refused(motcua.NotFound, "document.unknown")
	}
	return o.file(ctx, file)
}

// redateTasks brings what lists keep of open tasks up to the calendars. Their
// days follow from the facts, so that nothing is recorded.
func (o *Office) redateTasks(ctx context.Context, b *Book) error {
	k := o.taskKind(b)
	tasks, err := k.list(ctx, o, store.RecordFilter{Open: true})
	if err != nil {
		return err
	}
	for _, t := range tasks {
		err := o.store.Write(ctx, func(tx *store.Tx) error { return tx.RedateRecord(ctx, k.rowOf(t, t.ID)) })
		if err != nil && !errors.Is(err, store.ErrStale) {
			return err
		}
	}
	return nil
}
