package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"motcua/dossier"
)

// ApologyLine is a line of the register of apologies.
type ApologyLine struct {
	Dossier, Code       string
	Year, Number        int // the number within the year, from 1
	At                  time.Time
	Cause               dossier.LateCause
	Unit                string // that leads the dossier
	Author              string // name of who apologised
	DueBefore, DueAfter time.Time
	InTime              bool // a day at least before the promised date
}

// PutApology writes a line of the register, with the next number of its year.
func (tx *Tx) PutApology(ctx context.Context, a ApologyLine) error {
	n, err := tx.NextNumber(ctx, "apology", fmt.Sprint(a.Year))
	if err != nil {
		return err
	}
	_, err = tx.exec(ctx, `INSERT INTO apology (dossier, code, year, number, at, cause, unit, author, due_before, due_after, in_time)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		a.Dossier, a.Code, a.Year, n, millis(a.At), string(a.Cause), a.Unit, a.Author, millis(a.DueBefore), millis(a.DueAfter), a.InTime)
	return wrap(err, "store apology")
}

const apologyColumns = `dossier, code, year, number, at, cause, unit, author, due_before, due_after, in_time`

func scanApology(rows *sql.Rows) (ApologyLine, error) {
	var a ApologyLine
	var at, before, after int64
	var cause string
	err := rows.Scan(&a.Dossier, &a.Code, &a.Year, &a.Number, &at, &cause, &a.Unit, &a.Author, &before, &after, &a.InTime)
	a.Cause, a.At, a.DueBefore, a.DueAfter = dossier.LateCause(cause), instant(at), instant(before), instant(after)
	return a, err
}

// Apologies lists a year of the register, the last number first, those below a
// number (0 for all).
func (s *Store) Apologies(ctx context.Context, year, below, limit int) ([]ApologyLine, error) {
	if below == 0 {
		below = 1 << 30
	}
	rows, err := s.read.rows(ctx, `SELECT `+apologyColumns+` FROM apology WHERE year = $1 AND number < $2 ORDER BY number DESC LIMIT $3`, year, below, limit)
	list, err := collect(rows, err, scanApology)
	return list, wrap(err, "list apologies")
}

// ApologiesFor finds the lines of the register for dossiers, by their ids.
func (s *Store) ApologiesFor(ctx context.Context, dossiers []string) (map[string]ApologyLine, error) {
	found := make(map[string]ApologyLine, len(dossiers))
	if len(dossiers) == 0 {
		return found, nil
	}
	places, args := make([]string, len(dossiers)), make([]any, len(dossiers))
	for i, id := range dossiers {
		places[i], args[i] = fmt.Sprintf("$%d", i+1), id
	}
	rows, err := s.read.rows(ctx, `SELECT `+apologyColumns+` FROM apology WHERE dossier IN (`+strings.Join(places, ", ")+`)`, args...)
	list, err := collect(rows, err, scanApology)
	for _, a := range list {
		found[a.Dossier] = a
	}
	return found, wrap(err, "find apologies")
}
