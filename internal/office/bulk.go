package office

import (
	"context"
	"errors"
	"slices"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/vietnamese"
)

// What can be done with many dossiers at once.
const (
	BulkAssign = "assign"
	BulkRemind = "remind"
	BulkSheets = "sheets"
)

// BulkAtMost is how many rows one act on many rows takes.
const BulkAtMost = 100

// Bulk is an act on many dossiers, each at the version its reader saw.
type Bulk struct {
	Act    string
	Rows   []Target
	Person string // to whom they are assigned
	Note   string
	Lang   string // of what is said of the rows
}

// BulkRow is one dossier of such an act: what it is, and why the act does not
// fit; nil when it does.
type BulkRow struct {
	Target
	View *View // nil when the actor may not see it
	Err  *motcua.Fault
}

// check completes an act on many rows.
func (b *Bulk) check() error {
	if b.Act != BulkAssign && b.Act != BulkRemind && b.Act != BulkSheets {
		return motcua.InvalidField("viec", "bulk.unknown")
	}
	if len(b.Rows) == 0 {
		return motcua.InvalidField("hs", "bulk.none")
	}
	if len(b.Rows) > BulkAtMost {
		return motcua.InvalidField("hs", "bulk.many", "Most", BulkAtMost)
	}
	note, err := vietnamese.Clean("note", b.Note)
	if err == nil && len([]rune(note)) > noteLimit {
		err = motcua.InvalidField("note", "dossier.tooLong", "Limit", noteLimit)
	}
	b.Note = note
	seen := map[string]bool{}
	b.Rows = slices.DeleteFunc(b.Rows, func(t Target) bool {
		twice := seen[t.Code]
		seen[t.Code] = true
		return twice
	})
	return err
}

const noteLimit = 1000

// Rehearse tells for every row of an act on many rows what would happen, as
// each use case itself would decide it; nothing is saved. Without a person
// named, an assignment is rehearsed as far as it goes.
func (o *Office) Rehearse(ctx context.Context, by identity.Actor, b Bulk) ([]BulkRow, error) {
	if err := b.check(); err != nil {
		return nil, err
	}
	if b.Act == BulkSheets {
		return nil, motcua.InvalidField("viec", "bulk.unknown") // see ManySheets
	}
	var rows []BulkRow
	for _, t := range b.Rows {
		row := BulkRow{Target: t}
		view, err := o.Dossier(ctx, by, t.Code)
		if err == nil {
			row.View = view
			err = o.rehearse(ctx, by, b, t)
		}
		if err != nil && !errors.As(err, &row.Err) {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func (o *Office) rehearse(ctx context.Context, by identity.Actor, b Bulk, t Target) error {
	book, err := o.Book(ctx)
	if err != nil {
		return err
	}
	d, _, err := o.load(ctx, book, t)
	if err != nil {
		return err
	}
	if err := meanwhile(d, t.Expected); err != nil {
		return err
	}
	if b.Act == BulkRemind {
		return urgeable(by, d)
	}
	if err := identity.Can(by, identity.Assign, d.Object()); err != nil {
		return err
	}
	if b.Person == "" {
		if !slices.Contains(d.Deeds(), dossier.DeedAssign) {
			return motcua.Refused(motcua.Conflict, "bulk.notNow", "Status", motcua.Say("dossier.status."+string(d.Status)))
		}
		return nil
	}
	assign, err := o.assigning(ctx, b.Person, b.Note)
	if err != nil {
		return err
	}
	if d.Holder.Person == b.Person {
		return motcua.Refused(motcua.Conflict, "bulk.already")
	}
	act := o.act(by)
	act.At = notBefore(d, act.At)
	_, _, err = assign(d, book, act)
	return book.named(err)
}

// urgeable asks whether the holder of a dossier can be reminded.
func urgeable(by identity.Actor, d *dossier.Dossier) error {
	if err := identity.Can(by, identity.Urge, d.Object()); err != nil {
		return err
	}
	if !d.Status.Open() {
		return motcua.Refused(motcua.Conflict, "bulk.ended", "Status", motcua.Say("dossier.status."+string(d.Status)))
	}
	if d.Status == dossier.Supplementing {
		return motcua.Refused(motcua.Conflict, "bulk.waitsForApplicant")
	}
	return nil
}

// Urge reminds whoever holds a dossier, once a day at most.
func (o *Office) Urge(ctx context.Context, by identity.Actor, t Target, note string) (*View, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	d, _, err := o.load(ctx, b, t)
	if err == nil {
		err = urgeable(by, d)
	}
	if err == nil {
		err = meanwhile(d, t.Expected)
	}
	if err != nil {
		return nil, err
	}
	view, err := o.view(b, d, o.Now())
	if err != nil {
		return nil, err
	}
	n := dossier.Notice{Kind: "urged", Code: d.Code, Due: view.Clock.Due, From: by.Name, Reason: note, Agency: d.Holder.Agency, Unit: d.Holder.Unit, Person: d.Holder.Person}
	now := o.Now()
	return view, o.store.Write(ctx, func(tx *store.Tx) error {
		fresh, err := tx.PutNotice(ctx, noticeID(d.ID, "urged "+calendar.DateOf(now).String(), n), now, d.ID, n)
		if err == nil && !fresh {
			err = motcua.Refused(motcua.Conflict, "bulk.urgedToday")
		}
		if err == nil {
			err = tx.Audit(ctx, newID(), now, by, "urge", d.Code, map[string]string{"note": note})
		}
		return err
	})
}

// DoBulk does an act on many rows: each row in a transaction of its own, so
// that one that no longer fits leaves the others done. What became of each row
// is kept as a task of the actor.
func (o *Office) DoBulk(ctx context.Context, by identity.Actor, b Bulk) (*LongTask, error) {
	if err := b.check(); err != nil {
		return nil, err
	}
	if b.Act == BulkSheets {
		return nil, motcua.InvalidField("viec", "bulk.unknown") // nothing is done by printing
	}
	if b.Act == BulkAssign && b.Person == "" {
		return nil, motcua.InvalidField("person", "bulk.whom")
	}
	if b.Act == BulkAssign {
		if _, err := o.assigning(ctx, b.Person, b.Note); err != nil {
			return nil, err
		}
	}
	t := &LongTask{Ask: TaskAsk{Lang: b.Lang, Act: b.Act, Person: b.Person, Note: b.Note}}
	t.Kind, t.State, t.Title, t.Total, t.EndedAt = TaskBulk, TaskDone, b.Act, len(b.Rows), o.Now()
	for _, row := range b.Rows {
		line, err := o.doRow(ctx, by, b, row)
		if err != nil {
			return nil, err
		}
		if line.Done {
			t.Done++
		} else {
			t.Failed++
		}
		t.Lines = append(t.Lines, line)
	}
	return t, o.addTask(ctx, by, t, nil)
}

func (o *Office) doRow(ctx context.Context, by identity.Actor, b Bulk, row Target) (TaskLine, error) {
	line := TaskLine{Code: row.Code}
	var view *View
	err := o.rehearse(ctx, by, b, row)
	if err == nil && b.Act == BulkAssign {
		var before *View
		if before, err = o.Dossier(ctx, by, row.Code); err == nil {
			line.Before = before.Holder.Person
			view, err = o.Assign(ctx, by, row, b.Person, b.Note)
		}
	} else if err == nil {
		view, err = o.Urge(ctx, by, row, b.Note)
	}
	var fault *motcua.Fault
	switch {
	case errors.As(err, &fault):
		line.Why = o.inWords(b.Lang, fault.Text)
		return line, nil
	case err != nil:
		return line, err
	}
	line.Done, line.Version = true, view.Version()
	return line, nil
}

// UndoBulk gives every dossier back to whoever had it before an assignment of
// many, as a further assignment, where nothing has happened to it since. A
// dossier that nobody had stays where it is.
func (o *Office) UndoBulk(ctx context.Context, by identity.Actor, id string) (*LongTask, error) {
	t, err := o.LongTask(ctx, by, id)
	if err != nil {
		return nil, err
	}
	if !t.Undoable() {
		return nil, motcua.Refused(motcua.Conflict, "task.noUndo")
	}
	for i := range t.Lines {
		line := &t.Lines[i]
		if !line.Done || line.Undone {
			continue
		}
		if err := o.giveBack(ctx, by, line, t.Ask); err != nil {
			return nil, err
		}
	}
	t.Ask.Undo = true
	return t, o.setTask(ctx, t, TaskDone, nil)
}

// Undoable tells whether an act on many rows can be taken back.
func (t *LongTask) Undoable() bool {
	return t.Kind == TaskBulk && t.Ask.Act == BulkAssign && !t.Ask.Undo && slices.ContainsFunc(t.Lines, func(l TaskLine) bool { return l.Done })
}

func (o *Office) giveBack(ctx context.Context, by identity.Actor, line *TaskLine, ask TaskAsk) error {
	var fault *motcua.Fault
	if strings.TrimSpace(line.Before) == "" {
		line.Why = o.inWords(ask.Lang, motcua.Say("bulk.nobodyBefore"))
		return nil
	}
	_, err := o.Assign(ctx, by, Target{Code: line.Code, Expected: line.Version}, line.Before, ask.Note)
	switch {
	case errors.As(err, &fault):
		line.Why = o.inWords(ask.Lang, fault.Text)
		return nil
	case err != nil:
		return err
	}
	line.Undone, line.Why = true, ""
	return nil
}

// BulkPeople are those whom the rows of an assignment can be given to: the
// people of the units that hold them.
func (o *Office) BulkPeople(ctx context.Context, by identity.Actor, rows []BulkRow) ([]identity.Person, error) {
	var list []identity.Person
	asked := map[string]bool{}
	for _, row := range rows {
		if row.View == nil || row.Err != nil && row.Err.Field != "person" {
			continue
		}
		at := row.View.Holder
		if asked[at.Agency+"/"+at.Unit] {
			continue
		}
		asked[at.Agency+"/"+at.Unit] = true
		people, err := o.Colleagues(ctx, by, at.Agency, at.Unit)
		if err != nil {
			return nil, err
		}
		for _, p := range people {
			if !slices.ContainsFunc(list, func(other identity.Person) bool { return other.ID == p.ID }) {
				list = append(list, p)
			}
		}
	}
	return list, nil
}
