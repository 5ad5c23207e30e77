package office

import (
	"context"
	"strconv"

	"motcua"
	"motcua/calendar"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/plan"
	"motcua/record"
)

// tellOfTask puts a notice about a task: to whoever answers for it, or to the
// leadership when more time is asked for. The same occasion is told once.
func (o *Office) tellOfTask(ctx context.Context, tx *store.Tx, b *Book, p *plan.Plan, t *plan.Task, kind, occasion, from string) (fresh bool, err error) {
	n := dossier.Notice{Kind: kind, Code: t.ID, Due: t.Due.At(o.planCalendar(b)), Agency: o.settings.LeadAgency, Unit: t.Lead, Person: t.Person,
		Reason: p.Symbol + " – " + t.Number + ". " + t.Content.Content}
	if kind == "taskUrged" {
		n.From = from
	}
	if kind != "taskTimeAsked" {
		return tx.PutNotice(ctx, noticeID(t.ID, occasion, n), o.Now(), "", n)
	}
	people, err := o.RegisterPeople(ctx)
	for _, leader := range people {
		if err == nil && leader.Acting("").In(o.settings.LeadAgency, "", identity.Director) {
			n.Unit, n.Person = "", leader.ID
			fresh, err = tx.PutNotice(ctx, noticeID(t.ID, occasion, n), o.Now(), "", n)
		}
	}
	return fresh, err
}

// RemindTask reminds whoever holds a task, once a day.
func (o *Office) RemindTask(ctx context.Context, by identity.Actor, t RecordTarget, text string) (*plan.Task, error) {
	return o.onTask(ctx, by, t, identity.KeepReform, "taskUrged", func(t *plan.Task, act record.Act) ([]record.Fact, error) {
		for _, e := range t.Events {
			if _, ok := e.Fact.(plan.Reminded); ok && calendar.DateOf(e.At) == calendar.DateOf(act.At) {
				return nil, motcua.Refused(motcua.Conflict, "plan.remindedToday")
			}
		}
		return t.Remind(text)
	})
}

// RemindPlan reminds the holders of all tasks of a plan that are late or soon
// late and were not reminded today; it tells how many.
func (o *Office) RemindPlan(ctx context.Context, by identity.Actor, id string) (int, error) {
	if _, _, err := o.keepsPlans(ctx, by); err != nil {
		return 0, err
	}
	v, err := o.Plan(ctx, by, id, calendar.Date{})
	if err != nil {
		return 0, err
	}
	told := 0
	for _, t := range v.Tasks {
		if s := v.Cut.Standing(t); s != plan.Late && s != plan.Soon {
			continue
		}
		_, err := o.RemindTask(ctx, by, RecordTarget{ID: t.ID}, "")
		if motcua.KindOf(err) == motcua.Conflict && err != nil { // reminded today, or done this very moment
			continue
		}
		if err != nil {
			return told, err
		}
		told++
	}
	return told, nil
}

// RemindTasks tells those who hold a task that it is soon late, or late, once
// for each date and each of these occasions. It returns how many it told.
func (o *Office) RemindTasks(ctx context.Context) (int, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return 0, err
	}
	soon, err := o.within(ctx, o.Now(), taskWarning)
	if err != nil {
		return 0, err
	}
	tasks, err := o.taskKind(b).list(ctx, o, store.RecordFilter{DueBefore: soon})
	if err != nil || len(tasks) == 0 {
		return 0, err
	}
	plans, err := planKind().list(ctx, o, store.RecordFilter{})
	if err != nil {
		return 0, err
	}
	symbols := map[string]*plan.Plan{}
	for _, p := range plans {
		symbols[p.ID] = p
	}
	cut, told := o.cutOn(b, calendar.Date{}), 0
	err = o.store.Write(ctx, func(tx *store.Tx) error {
		told = 0
		for _, t := range tasks {
			kind := map[plan.Standing]string{plan.Soon: "taskSoon", plan.Late: "taskLate"}[cut.Standing(t)]
			if kind == "" || symbols[t.Plan] == nil {
				continue
			}
			fresh, err := o.tellOfTask(ctx, tx, b, symbols[t.Plan], t, kind, strconv.FormatInt(t.Due.At(o.planCalendar(b)).UnixMilli(), 10), "")
			if err != nil {
				return err
			}
			if fresh {
				told++
			}
		}
		return nil
	})
	return told, err
}
