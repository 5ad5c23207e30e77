package office

import (
	"context"
	"errors"
	"time"

	"motcua"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/job"
	"motcua/internal/store"
	"motcua/internal/workbook"
)

// undoWithin is how long an import can be taken back.
const undoWithin = 24 * time.Hour

// ImportUndoable tells whether an import can be taken back still.
func (o *Office) ImportUndoable(t *LongTask) bool {
	return t.Kind == TaskImport && !t.Open() && t.State != TaskDraft && !t.Ask.Undo && t.Done > 0 && o.Now().Before(t.EndedAt.Add(undoWithin))
}

// UndoImport takes an import back, in the background: every dossier of it that
// nobody has touched since is withdrawn by a further fact; others stay.
func (o *Office) UndoImport(ctx context.Context, by identity.Actor, id string) error {
	t, err := o.importing(ctx, by, id)
	if err != nil {
		return err
	}
	if !o.ImportUndoable(t) {
		return motcua.Refused(motcua.Conflict, "import.noUndo")
	}
	from := t.State
	t.State, t.Ask.Undo, t.EndedAt = TaskWaiting, true, time.Time{}
	return conflicting(o.setTask(ctx, t, from, func(tx *store.Tx) error {
		if err := tx.Audit(ctx, newID(), o.Now(), by, "import.undo", t.ID, map[string]any{"file": t.Title}); err != nil {
			return err
		}
		return o.enqueue(ctx, tx.SQL, []Job{job.LongTask{ID: t.ID}})
	}))
}

func (o *Office) runUndo(ctx context.Context, by identity.Actor, t *LongTask) error {
	if err := identity.Can(by, identity.ImportDossiers, identity.Object{}); err != nil {
		return err
	}
	list, err := o.store.ImportedBy(ctx, t.ID, 0, workbook.RowsAtMost)
	if err != nil {
		return err
	}
	t.Total, t.Done, t.Failed, t.Lines = len(list), 0, 0, nil
	for i, imported := range list {
		if !imported.Undone {
			err = o.takeBack(ctx, by, t, imported)
		}
		var fault *motcua.Fault
		switch {
		case errors.As(err, &fault):
			t.Failed++
			t.Lines = append(t.Lines, TaskLine{Code: imported.Code, Line: imported.Line, Why: o.inWords(t.Ask.Lang, fault.Text)})
		case err != nil:
			return err
		default:
			t.Done++
		}
		err = nil
		if i%importedAtOnce == importedAtOnce-1 {
			if err := o.progress(ctx, t, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// takeBack withdraws an imported dossier that nobody has touched. Nobody is
// told: nobody was told that it came.
func (o *Office) takeBack(ctx context.Context, by identity.Actor, t *LongTask, i store.Imported) error {
	b, err := o.Book(ctx)
	if err != nil {
		return err
	}
	d, log, err := o.load(ctx, b, Target{Code: i.Code})
	if err != nil {
		return err
	}
	for _, e := range d.Events[min(i.Version, len(d.Events)):] {
		if _, byCalendar := e.Fact.(dossier.Redated); !byCalendar {
			return motcua.Refused(motcua.Conflict, "import.touched", "Person", e.By.Name, "At", e.At, "Action", motcua.Say("dossier.fact."+e.Fact.Kind()))
		}
	}
	act := o.act(by)
	act.At = notBefore(d, act.At)
	next, events, err := d.Withdraw(act, o.inWords(t.Ask.Lang, motcua.Say("import.undoReason", "File", t.Title)))
	if err != nil {
		return err
	}
	summary, err := next.Summarize(b.fieldOf(next), b.Calendars, act.At)
	if err != nil {
		return err
	}
	err = o.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.AppendFacts(ctx, summary, log.Last, events, nil); err != nil {
			return err
		}
		return tx.UndoImported(ctx, d.ID, act.At)
	})
	if errors.Is(err, store.ErrStale) {
		return motcua.Refused(motcua.Conflict, "import.touchedNow")
	}
	return err
}
