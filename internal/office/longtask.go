package office

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"motcua"
	"motcua/document"
	"motcua/identity"
	"motcua/internal/job"
	"motcua/internal/store"
)

// LongTask is work on many dossiers that goes on while its page shows how far
// it has come. It is its owner's alone.
type LongTask struct {
	store.LongTask
	Lines []TaskLine
	Ask   TaskAsk
}

// TaskAsk is what a long task was asked to do.
type TaskAsk struct {
	Lang    string   `json:"lang,omitempty"`
	Wide    bool     `json:"wide,omitempty"` // asked for by who sees every dossier
	Query   *Query   `json:"query,omitempty"`
	Columns []string `json:"columns,omitempty"`
	Format  string   `json:"format,omitempty"`

	Map  map[string]int `json:"map,omitempty"`  // of an import: which column holds what
	Skip bool           `json:"skip,omitempty"` // rows that are wrong are left out
	Undo bool           `json:"undo,omitempty"` // it is being taken back

	Act    string `json:"act,omitempty"`    // of an act on many rows
	Person string `json:"person,omitempty"` // to whom they were assigned
	Note   string `json:"note,omitempty"`
}

// TaskLine is what became of one row.
type TaskLine struct {
	Code    string `json:"code,omitempty"`
	Line    int    `json:"line,omitempty"`    // of a file, from 1
	Column  string `json:"column,omitempty"`  // of a file
	Done    bool   `json:"done,omitempty"`    //
	Undone  bool   `json:"undone,omitempty"`  // and was taken back
	Before  string `json:"before,omitempty"`  // who had it before
	Version int    `json:"version,omitempty"` // of the dossier afterwards
	Why     string `json:"why,omitempty"`     // it was not done, in the language of who asked
}

// Kinds of long task.
const (
	TaskExport = "export"
	TaskImport = "import"
	TaskBulk   = "bulk"
)

// States of a long task.
const (
	TaskDraft     = "draft" // a file that waits to be looked at
	TaskWaiting   = "waiting"
	TaskRunning   = "running"
	TaskDone      = "done"
	TaskFailed    = "failed"
	TaskCancelled = "cancelled"
)

// TaskStates lists the states.
func TaskStates() []string {
	return []string{TaskDraft, TaskWaiting, TaskRunning, TaskDone, TaskFailed, TaskCancelled}
}

// TaskKinds lists the kinds.
func TaskKinds() []string { return []string{TaskExport, TaskImport, TaskBulk} }

const (
	resultsKept    = 7 * 24 * time.Hour
	linesAtMost    = 500 // rows of which a task says what became of them
	tasksListed    = 50
	exportAtOnce   = 1000
	exportAtMost   = 200_000
	exportDirectly = 900 // rows handed out at once, without a task; below what is counted
)

// Open tells whether the task is still at work.
func (t *LongTask) Open() bool { return t.State == TaskWaiting || t.State == TaskRunning }

// Expires is until when its result is kept.
func (t *LongTask) Expires() time.Time { return t.EndedAt.Add(resultsKept) }

func readTask(row store.LongTask) (*LongTask, error) {
	t := &LongTask{LongTask: row}
	if err := json.Unmarshal([]byte(row.Body), &t.Ask); err != nil {
		return nil, fmt.Errorf("read task: %w", err)
	}
	if err := json.Unmarshal([]byte(row.Lines), &t.Lines); err != nil {
		return nil, fmt.Errorf("read task: %w", err)
	}
	return t, nil
}

// row is the task as it is stored.
func (t *LongTask) row() (store.LongTask, error) {
	body, err := json.Marshal(t.Ask)
	if err != nil {
		return t.LongTask, fmt.Errorf("write task: %w", err)
	}
	if len(t.Lines) > linesAtMost {
		t.Lines = t.Lines[:linesAtMost]
	}
	lines, err := json.Marshal(t.Lines)
	if err != nil {
		return t.LongTask, fmt.Errorf("write task: %w", err)
	}
	row := t.LongTask
	row.Body, row.Lines = string(body), string(lines)
	if t.Lines == nil {
		row.Lines = "[]"
	}
	return row, nil
}

// LongTask shows a task to its owner.
func (o *Office) LongTask(ctx context.Context, by identity.Actor, id string) (*LongTask, error) {
	row, err := o.store.LongTask(ctx, id)
	if err != nil {
		return nil, err
	}
	if by.Person == "" || row.Person != by.Person {
		return nil, motcua.Refused(motcua.NotFound, "task.unknown")
	}
	return readTask(row)
}

// LongTasks lists the latest tasks of the actor.
func (o *Office) LongTasks(ctx context.Context, by identity.Actor) ([]*LongTask, error) {
	if by.Person == "" || len(by.Posts) == 0 {
		return nil, motcua.Refused(motcua.Forbidden, "identity.forbidden.read")
	}
	rows, err := o.store.LongTasksOf(ctx, by.Person, tasksListed)
	if err != nil {
		return nil, err
	}
	var list []*LongTask
	for _, row := range rows {
		t, err := readTask(row)
		if err != nil {
			return nil, err
		}
		list = append(list, t)
	}
	return list, nil
}

// addTask stores a task and puts it on the queue when it waits for its turn.
func (o *Office) addTask(ctx context.Context, by identity.Actor, t *LongTask, beside func(*store.Tx) error) error {
	t.ID, t.Person, t.MadeAt = newID(), by.Person, o.Now()
	t.Ask.Wide = by.Staff()
	row, err := t.row()
	if err != nil {
		return err
	}
	return o.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.AddLongTask(ctx, row); err != nil {
			return err
		}
		if beside != nil {
			if err := beside(tx); err != nil {
				return err
			}
		}
		if t.State != TaskWaiting {
			return nil
		}
		return o.enqueue(ctx, tx.SQL, []Job{job.LongTask{ID: t.ID}})
	})
}

// errMoved: another node has taken the task on, or it was cancelled.
var errMoved = errors.New("the task has moved on")

// setTask keeps how far a task has come.
func (o *Office) setTask(ctx context.Context, t *LongTask, from string, beside func(*store.Tx) error) error {
	row, err := t.row()
	if err != nil {
		return err
	}
	return o.store.Write(ctx, func(tx *store.Tx) error {
		still, err := tx.SetLongTask(ctx, row, from, o.Now())
		if err == nil && !still {
			err = errMoved
		}
		if err == nil && beside != nil {
			err = beside(tx)
		}
		return err
	})
}

// CancelTask asks a task to stop; what it has done already stays done.
func (o *Office) CancelTask(ctx context.Context, by identity.Actor, id string) error {
	t, err := o.LongTask(ctx, by, id)
	if err != nil {
		return err
	}
	if !t.Open() {
		return motcua.Refused(motcua.Conflict, "task.ended")
	}
	return o.store.Write(ctx, func(tx *store.Tx) error { return tx.CancelLongTask(ctx, id) })
}

// RunTask does a long task, as the person who asked for it may do it now. Run
// again after a crash it goes on where it stood, or begins anew where nothing
// of it shows.
func (o *Office) RunTask(ctx context.Context, id string) error {
	row, err := o.store.LongTask(ctx, id)
	if motcua.KindOf(err) == motcua.NotFound && err != nil {
		return nil
	}
	if err != nil {
		return err
	}
	t, err := readTask(row)
	if err != nil || !t.Open() {
		return err
	}
	from := t.State
	t.State = TaskRunning
	if err := o.setTask(ctx, t, from, nil); err != nil {
		return moved(err)
	}
	person, _, err := o.store.Person(ctx, t.Person)
	if err == nil && !person.Active {
		err = motcua.Refused(motcua.Forbidden, "identity.forbidden.read")
	}
	if err == nil {
		err = o.runTask(ctx, person.Acting("job:"+id), t)
	}
	return moved(o.endTask(ctx, t, err))
}

func moved(err error) error {
	if errors.Is(err, errMoved) {
		return nil
	}
	return err
}

func (o *Office) runTask(ctx context.Context, by identity.Actor, t *LongTask) error {
	switch {
	case t.Kind == TaskExport:
		return o.runExport(ctx, by, t)
	case t.Kind == TaskImport && t.Ask.Undo:
		return o.runUndo(ctx, by, t)
	case t.Kind == TaskImport:
		return o.runImport(ctx, by, t)
	}
	return fmt.Errorf("a task of kind %q cannot be run", t.Kind)
}

// errCancelled: its owner does not want it any more.
var errCancelled = errors.New("the task was cancelled")

// endTask keeps how a task ended. What the owner can act on is told, what is
// ours to mend is tried again by the queue.
func (o *Office) endTask(ctx context.Context, t *LongTask, err error) error {
	var fault *motcua.Fault
	switch {
	case err == nil:
		t.State = TaskDone
	case errors.Is(err, errCancelled):
		t.State = TaskCancelled
	case errors.As(err, &fault):
		t.State = TaskFailed
		t.Lines = append(t.Lines, TaskLine{Why: o.inWords(t.Ask.Lang, fault.Text)})
	default:
		return err
	}
	t.EndedAt = o.Now()
	return o.setTask(ctx, t, TaskRunning, nil)
}

// inWords writes a text in a language, for what is read later.
func (o *Office) inWords(lang string, text motcua.Text) string {
	if words := o.settings.Letters.Words; words != nil {
		return words(lang, text)
	}
	return text.Key
}

// progress keeps how far a task has come, and tells when it is to stop.
func (o *Office) progress(ctx context.Context, t *LongTask, beside func(*store.Tx) error) error {
	if err := o.setTask(ctx, t, TaskRunning, beside); err != nil {
		return err
	}
	now, err := o.store.LongTask(ctx, t.ID)
	if err == nil && now.Cancelled {
		err = errCancelled
	}
	return err
}

// TaskResult opens the file that came out of a task. The caller closes it.
func (o *Office) TaskResult(ctx context.Context, by identity.Actor, id string) (document.File, io.ReadSeekCloser, error) {
	t, err := o.LongTask(ctx, by, id)
	if err != nil {
		return document.File{}, nil, err
	}
	if t.Result == "" {
		return document.File{}, nil, motcua.Refused(motcua.NotFound, "task.expired")
	}
	if t.Ask.Wide && !by.Staff() { // the right it was made by has gone
		return document.File{}, nil, motcua.Refused(motcua.Forbidden, "identity.forbidden.read")
	}
	f, err := o.file(ctx, t.Result)
	if err != nil {
		return f, nil, err
	}
	body, err := o.OpenFile(ctx, f)
	return f, body, err
}

// ForgetTaskFiles lets go of the files of tasks that ended a week ago; the
// sweep then removes them.
func (o *Office) ForgetTaskFiles(ctx context.Context) error {
	now := o.Now()
	return o.store.Write(ctx, func(tx *store.Tx) error { return tx.DropTaskFiles(ctx, now.Add(-resultsKept), now) })
}
