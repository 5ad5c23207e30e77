package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"motcua/sheet"
)

// WordedForm is a form of sheets as the office worded it.
type WordedForm struct {
	ID     string
	At     time.Time
	Author string // sign-in name
	Form   sheet.Form
}

// PutForm appends a wording of a form; ErrStale when its id is taken.
func (tx *Tx) PutForm(ctx context.Context, f WordedForm) error {
	body, err := json.Marshal(f.Form)
	if err != nil {
		return fmt.Errorf("encode form: %w", err)
	}
	n, err := tx.exec(ctx, `INSERT INTO sheet_form (id, at, author, body) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING`,
		f.ID, millis(f.At), f.Author, string(body))
	if err == nil && n == 0 {
		return ErrStale
	}
	return wrap(err, "store form")
}

// Forms lists the wordings of forms by the office, oldest first.
func (s *Store) Forms(ctx context.Context) ([]WordedForm, error) {
	rows, err := s.read.rows(ctx, `SELECT id, at, author, body FROM sheet_form ORDER BY at, id`)
	list, err := collect(rows, err, func(rows *sql.Rows) (WordedForm, error) {
		var f WordedForm
		var at int64
		var body string
		if err := rows.Scan(&f.ID, &at, &f.Author, &body); err != nil {
			return f, err
		}
		f.At = instant(at)
		return f, json.Unmarshal([]byte(body), &f.Form)
	})
	return list, wrap(err, "list forms")
}
