package store

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"motcua"
)

// LongTask is work on many dossiers that goes on while its page shows how far
// it has come.
type LongTask struct {
	ID        string
	Person    string
	Kind      string
	State     string
	Title     string
	Body      string // JSON: what was asked
	Lines     string // JSON: what became of single rows
	Total     int
	Done      int
	Failed    int
	Cancelled bool   // somebody asked it to stop
	File      string // id of the file handed in
	Hash      string // of its bytes
	Result    string // id of the file that came out
	MadeAt    time.Time
	EndedAt   time.Time
}

const taskColumns = `id, person, kind, state, title, body, lines, total, done, failed, cancelled, file, hash, result, made_at, ended_at`

func scanTask(row scanner) (LongTask, error) {
	var t LongTask
	var made, end int64
	err := row.Scan(&t.ID, &t.Person, &t.Kind, &t.State, &t.Title, &t.Body, &t.Lines, &t.Total, &t.Done, &t.Failed, &t.Cancelled, &t.File, &t.Hash, &t.Result, &made, &end)
	t.MadeAt, t.EndedAt = instant(made), instant(end)
	return t, err
}

// AddLongTask stores a task.
func (tx *Tx) AddLongTask(ctx context.Context, t LongTask) error {
	_, err := tx.exec(ctx, `INSERT INTO long_task (`+taskColumns+`, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
		t.ID, t.Person, t.Kind, t.State, t.Title, t.Body, t.Lines, t.Total, t.Done, t.Failed, t.Cancelled, t.File, t.Hash, t.Result, millis(t.MadeAt), millis(t.EndedAt), millis(t.MadeAt))
	return wrap(err, "store task")
}

// LongTask reads a task.
func (s *Store) LongTask(ctx context.Context, id string) (LongTask, error) {
	t, err := scanTask(s.read.row(ctx, `SELECT `+taskColumns+` FROM long_task WHERE id = $1`, id))
	return t, wrap(notFound(err, "task.unknown"), "read task")
}

// LongTasksOf lists the latest tasks of a person.
func (s *Store) LongTasksOf(ctx context.Context, person string, limit int) ([]LongTask, error) {
	rows, err := s.read.rows(ctx, `SELECT `+taskColumns+` FROM long_task WHERE person = $1 ORDER BY made_at DESC, id DESC LIMIT $2`, person, limit)
	list, err := collect(rows, err, func(rows *sql.Rows) (LongTask, error) { return scanTask(rows) })
	return list, wrap(err, "list tasks")
}

// LongTasksOfHash lists the tasks that took in a file of the same bytes.
func (s *Store) LongTasksOfHash(ctx context.Context, hash string) ([]LongTask, error) {
	rows, err := s.read.rows(ctx, `SELECT `+taskColumns+` FROM long_task WHERE hash = $1 AND hash <> '' ORDER BY made_at, id`, hash)
	list, err := collect(rows, err, func(rows *sql.Rows) (LongTask, error) { return scanTask(rows) })
	return list, wrap(err, "list tasks of a file")
}

// SetLongTask keeps how far a task has come, if it still is in the state from
// which it was taken; false when another has moved it on.
func (tx *Tx) SetLongTask(ctx context.Context, t LongTask, from string, at time.Time) (bool, error) {
	n, err := tx.exec(ctx, `UPDATE long_task SET state = $1, body = $2, lines = $3, total = $4, done = $5, failed = $6, result = $7, ended_at = $8, changed_at = $9
		WHERE id = $10 AND state = $11`,
		t.State, t.Body, t.Lines, t.Total, t.Done, t.Failed, t.Result, millis(t.EndedAt), millis(at), t.ID, from)
	return n > 0, wrap(err, "keep progress of task")
}

// CancelLongTask asks a task to stop that has not ended.
func (tx *Tx) CancelLongTask(ctx context.Context, id string) error {
	_, err := tx.exec(ctx, `UPDATE long_task SET cancelled = TRUE WHERE id = $1 AND ended_at = 0`, id)
	return wrap(err, "cancel task")
}

// DropTaskFiles lets go of what tasks took in and gave out that ended before a
// moment, and of what was handed in before it and never begun.
func (tx *Tx) DropTaskFiles(ctx context.Context, before, at time.Time) error {
	_, err := tx.exec(ctx, `UPDATE long_task SET file = '', result = '', changed_at = $1 WHERE (file <> '' OR result <> '')
		AND (ended_at > 0 AND ended_at < $2 OR ended_at = 0 AND made_at < $3)`, millis(at), millis(before), millis(before))
	return wrap(err, "let go of files of tasks")
}

// Imported is a dossier that came from a row of a file.
type Imported struct {
	Dossier string
	Task    string
	Line    int
	Code    string // its code here
	Version int    // its facts when it came
	Undone  bool
}

// AddImported notes a dossier of a file; Conflict when its row has one already.
func (tx *Tx) AddImported(ctx context.Context, i Imported) error {
	_, err := tx.exec(ctx, `INSERT INTO imported_dossier (dossier, task, line, code, version, undone_at) VALUES ($1, $2, $3, $4, $5, 0)`,
		i.Dossier, i.Task, i.Line, i.Code, i.Version)
	if isUnique(err) {
		return motcua.Refused(motcua.Conflict, "import.rowTaken", "Line", i.Line)
	}
	return wrap(err, "note imported dossier")
}

// ImportedBy lists the dossiers that came with a task, in the order of rows.
func (s *Store) ImportedBy(ctx context.Context, task string, after, limit int) ([]Imported, error) {
	rows, err := s.read.rows(ctx, `SELECT dossier, task, line, code, version, undone_at FROM imported_dossier WHERE task = $1 AND line > $2 ORDER BY line LIMIT $3`, task, after, limit)
	list, err := collect(rows, err, func(rows *sql.Rows) (Imported, error) {
		var i Imported
		var undone int64
		err := rows.Scan(&i.Dossier, &i.Task, &i.Line, &i.Code, &i.Version, &undone)
		i.Undone = undone > 0
		return i, err
	})
	return list, wrap(err, "list imported dossiers")
}

// UndoImported notes that an imported dossier was taken back.
func (tx *Tx) UndoImported(ctx context.Context, dossier string, at time.Time) error {
	_, err := tx.exec(ctx, `UPDATE imported_dossier SET undone_at = $1 WHERE dossier = $2`, millis(at), dossier)
	return wrap(err, "note that an import is undone")
}

// CodesTaken tells which of some codes dossiers have, each with whether its
// dossier was imported and taken back.
func (s *Store) CodesTaken(ctx context.Context, codes []string) (map[string]bool, error) {
	taken := map[string]bool{}
	for from := 0; from < len(codes); from += codesAtOnce {
		part := codes[from:min(len(codes), from+codesAtOnce)]
		var c conditions
		args := make([]any, len(part))
		for i, code := range part {
			args[i] = code
		}
		c.add("d.code IN ("+marks(len(part))+")", args...)
		rows, err := s.read.rows(ctx, `SELECT d.code, COALESCE(i.undone_at, 0) FROM dossier d LEFT JOIN imported_dossier i ON i.dossier = d.id`+c.where(), c.args...)
		_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
			var code string
			var undone int64
			err := rows.Scan(&code, &undone)
			taken[code] = undone > 0
			return struct{}{}, err
		})
		if err != nil {
			return nil, wrap(err, "look for codes")
		}
	}
	return taken, nil
}

// codesAtOnce is how many codes one statement asks for.
const codesAtOnce = 500

func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }
