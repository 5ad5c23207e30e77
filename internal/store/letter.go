package store

import (
	"context"
	"database/sql"
	"time"
)

// LetterState says what became of a letter.
type LetterState string

// The states of a letter.
const (
	LetterWaiting LetterState = "waiting" // to be delivered
	LetterSent    LetterState = "sent"
	LetterFailed  LetterState = "failed" // refused for good
	LetterKept    LetterState = "kept"   // no way to deliver it; it is read on the pages
)

// StoredLetter is a letter as it was written.
type StoredLetter struct {
	ID                    string
	At                    time.Time
	Account, Email, Phone string
	Kind, Subject, Body   string
	Link                  string // path on this site
	State                 LetterState
}

// PutLetter stores a letter; it reports whether it is new: the same id is
// written once.
func (tx *Tx) PutLetter(ctx context.Context, l StoredLetter) (bool, error) {
	n, err := tx.exec(ctx, `INSERT INTO letter (id, at, account, email, phone, kind, subject, body, link, state)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO NOTHING`,
		l.ID, millis(l.At), l.Account, l.Email, l.Phone, l.Kind, l.Subject, l.Body, l.Link, string(l.State))
	return n == 1, wrap(err, "store letter")
}

// Delivered notes a try to deliver a letter and what became of it.
func (tx *Tx) Delivered(ctx context.Context, id string, at time.Time, state LetterState, detail string) error {
	if _, err := tx.exec(ctx, `UPDATE letter SET state = $1 WHERE id = $2`, string(state), id); err != nil {
		return wrap(err, "note delivery")
	}
	_, err := tx.exec(ctx, `INSERT INTO delivery (letter, at, outcome, detail) VALUES ($1, $2, $3, $4)`, id, millis(at), string(state), detail)
	return wrap(err, "note delivery")
}

const letterColumns = `id, at, account, email, phone, kind, subject, body, link, state`

func scanLetter(row scanner) (StoredLetter, error) {
	var l StoredLetter
	var at int64
	err := row.Scan(&l.ID, &at, &l.Account, &l.Email, &l.Phone, &l.Kind, &l.Subject, &l.Body, &l.Link, &l.State)
	l.At = instant(at)
	return l, err
}

// Letter reads a letter.
func (s *Store) Letter(ctx context.Context, id string) (StoredLetter, error) {
	l, err := scanLetter(s.read.row(ctx, `SELECT `+letterColumns+` FROM letter WHERE id = $1`, id))
	return l, wrap(notFound(err, "letter.unknown"), "read letter")
}

// Letters lists letters, the latest first: of an account, or all when it is "".
func (s *Store) Letters(ctx context.Context, account string, limit int) ([]StoredLetter, error) {
	where, args := ``, []any{limit}
	if account != "" {
		where, args = ` WHERE account = $2`, append(args, account)
	}
	rows, err := s.read.rows(ctx, `SELECT `+letterColumns+` FROM letter`+where+` ORDER BY at DESC, id DESC LIMIT $1`, args...)
	list, err := collect(rows, err, func(rows *sql.Rows) (StoredLetter, error) { return scanLetter(rows) })
	return list, wrap(err, "list letters")
}
