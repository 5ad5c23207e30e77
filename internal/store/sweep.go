package store

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"iter"
	"time"

	"motcua/document"
)

// FileNames is a column whose texts name files by their ids.
type FileNames struct {
	Table, Column string
	at            string // when a row came to say what it says
	ever          bool   // rows never change: what they name stays named
}

// NamesOfFiles lists every column that names files. Whoever adds one adds it
// here: a file that none of them names is swept out.
func NamesOfFiles() []FileNames {
	return []FileNames{
		{"dossier_event", "data", "at", true},
		{"submission_event", "data", "at", true},
		{"feedback_event", "data", "at", true},
		{"mandate_event", "data", "at", true},
		{"official_document_event", "data", "at", true},
		{"record_event", "data", "at", true},
		{"draft", "body", "changed_at", false},
		{"scan", "file", "at", false},
		{"long_task", "file", "changed_at", false},
		{"long_task", "result", "changed_at", false},
	}
}

// UnnamedFiles lists files handed in before a moment that no fact is known to
// name, those after an id.
func (s *Store) UnnamedFiles(ctx context.Context, before time.Time, after string, limit int) ([]document.File, error) {
	rows, err := s.read.rows(ctx, `SELECT `+fileColumns+` FROM file WHERE named = FALSE AND at < $1 AND id > $2 ORDER BY id LIMIT $3`, millis(before), after, limit)
	list, err := collect(rows, err, func(rows *sql.Rows) (document.File, error) { return scanFile(rows) })
	return list, wrap(err, "list files that nothing names")
}

// namedLater is how much earlier than a file the rows are read that may name
// it: clocks of several machines differ.
const namedLater = 7 * 24 * time.Hour

// FilesNamed tells which of some files are named: by a fact, for ever, or by
// something that may change. It reads all that was written since the first of
// them came.
func (s *Store) FilesNamed(ctx context.Context, files []document.File) (ever, now map[string]bool, err error) {
	asked := map[string]bool{}
	since := time.Time{}
	for _, f := range files {
		asked[f.ID] = true
		if since.IsZero() || f.At.Before(since) {
			since = f.At
		}
	}
	ever, now = map[string]bool{}, map[string]bool{}
	for _, names := range NamesOfFiles() {
		found := now
		if names.ever {
			found = ever
		}
		query := fmt.Sprintf(`SELECT %s FROM %s WHERE %s >= $1`, names.Column, names.Table, names.at)
		rows, err := s.read.rows(ctx, query, millis(since.Add(-namedLater)))
		if err != nil {
			return nil, nil, wrap(err, "ask who names files")
		}
		if err := note(rows, asked, found); err != nil {
			return nil, nil, wrap(err, "ask who names files")
		}
	}
	return ever, now, nil
}

// note adds the ids asked for that stand in texts to those found.
func note(rows *sql.Rows, asked, found map[string]bool) error {
	defer func() { _ = rows.Close() }()
	var text sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&text); err != nil {
			return err
		}
		for id := range idsIn(text) {
			if asked[string(id)] {
				found[string(id)] = true
			}
		}
	}
	return rows.Err()
}

// idsIn gives whatever in a text has the shape of an id, 8-4-4-4-12: much text
// is read, and few hyphens stand so.
func idsIn(text []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for at := 0; ; at++ {
			next := bytes.IndexByte(text[at:], '-')
			if next < 0 {
				return
			}
			at += next
			if at < 8 || at+28 > len(text) || text[at+5] != '-' || text[at+10] != '-' || text[at+15] != '-' {
				continue
			}
			if !yield(text[at-8 : at+28]) {
				return
			}
		}
	}
}

// NameFile notes that a fact names a file.
func (tx *Tx) NameFile(ctx context.Context, id string) error {
	_, err := tx.exec(ctx, `UPDATE file SET named = TRUE WHERE id = $1`, id)
	return wrap(err, "note that a file is named")
}

// DropFile forgets a file that nothing names.
func (tx *Tx) DropFile(ctx context.Context, id string) error {
	_, err := tx.exec(ctx, `DELETE FROM file WHERE id = $1 AND named = FALSE`, id)
	return wrap(err, "drop file")
}

// HashKept tells whether any file has these bytes.
func (s *Store) HashKept(ctx context.Context, hash string) (bool, error) {
	var n int
	err := s.read.row(ctx, `SELECT count(*) FROM (SELECT 1 FROM file WHERE hash = $1 AND state NOT IN ('disposing', 'disposed') LIMIT 1) AS kept`, hash).Scan(&n)
	return n > 0, wrap(err, "look for a hash")
}
