package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// BookKey names a book of dossiers: of a unit and a year.
type BookKey struct {
	Agency, Unit string
	Year         int
}

// BookLine is a line of the book: its number, and the log of its dossier.
type BookLine struct {
	Number  int
	Dossier string // id
	Log
}

// BookLines reads lines of a book after a number, in order, with the facts of
// their dossiers.
func (s *Store) BookLines(ctx context.Context, b BookKey, after, limit int) ([]BookLine, error) {
	rows, err := s.read.rows(ctx, `SELECT number, dossier FROM dossier_entry WHERE agency = $1 AND unit = $2 AND year = $3 AND number > $4
		ORDER BY number LIMIT $5`, b.Agency, b.Unit, b.Year, after, limit)
	lines, err := collect(rows, err, func(rows *sql.Rows) (l BookLine, err error) { return l, rows.Scan(&l.Number, &l.Dossier) })
	if err != nil || len(lines) == 0 {
		return lines, wrap(err, "read book of dossiers")
	}
	ids := make([]string, len(lines))
	for i, l := range lines {
		ids[i] = l.Dossier
	}
	logs, err := s.factsOf(ctx, ids)
	for i := range lines {
		lines[i].Log = logs[lines[i].Dossier]
	}
	return lines, err
}

// Books lists the books of an agency with a line in them, the newest first.
func (s *Store) Books(ctx context.Context, agency string) ([]BookKey, error) {
	rows, err := s.read.rows(ctx, `SELECT unit, year FROM dossier_entry WHERE agency = $1 GROUP BY unit, year ORDER BY year DESC, unit`, agency)
	list, err := collect(rows, err, func(rows *sql.Rows) (BookKey, error) {
		b := BookKey{Agency: agency}
		return b, rows.Scan(&b.Unit, &b.Year)
	})
	return list, wrap(err, "list books of dossiers")
}

// BookClosing is when and by whom a book was closed, with how many lines. Zero
// while it is open.
type BookClosing struct {
	At      time.Time
	By      string
	Entries int
}

// BookClosed reads the closing of a book.
func (s *Store) BookClosed(ctx context.Context, b BookKey) (BookClosing, error) {
	var c BookClosing
	var at int64
	err := s.read.row(ctx, `SELECT closed_at, closed_by, entries FROM dossier_book WHERE agency = $1 AND unit = $2 AND year = $3`, b.Agency, b.Unit, b.Year).Scan(&at, &c.By, &c.Entries)
	if errors.Is(err, sql.ErrNoRows) {
		return BookClosing{}, nil
	}
	c.At = instant(at)
	return c, wrap(err, "read closing of a book")
}

// BookCount counts the lines of a book.
func (s *Store) BookCount(ctx context.Context, b BookKey) (int, error) {
	var n int
	err := s.read.row(ctx, `SELECT count(*) FROM dossier_entry WHERE agency = $1 AND unit = $2 AND year = $3`, b.Agency, b.Unit, b.Year).Scan(&n)
	return n, wrap(err, "count lines of a book")
}

// CloseBook closes a book as it stands; false when it was closed before.
func (tx *Tx) CloseBook(ctx context.Context, b BookKey, at time.Time, by string) (bool, error) {
	n, err := tx.exec(ctx, `INSERT INTO dossier_book (agency, unit, year, closed_at, closed_by, entries)
		SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS BIGINT), CAST($4 AS BIGINT), CAST($5 AS TEXT), count(*) FROM dossier_entry WHERE agency = $1 AND unit = $2 AND year = $3
		ON CONFLICT (agency, unit, year) DO NOTHING`, b.Agency, b.Unit, b.Year, millis(at), by)
	return n == 1, wrap(err, "close book")
}

// BookEntry is the line of a dossier in the book that follows dossiers; number
// is 0 when it has none.
func (s *Store) BookEntry(ctx context.Context, id string) (key BookKey, number int, err error) {
	err = s.read.row(ctx, `SELECT agency, unit, year, number FROM dossier_entry WHERE dossier = $1`, id).Scan(&key.Agency, &key.Unit, &key.Year, &number)
	if errors.Is(err, sql.ErrNoRows) {
		return key, 0, nil
	}
	return key, number, wrap(err, "read the line of a dossier")
}
