package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"motcua/dossier"
)

// PutNotice stores a notice under an id that is the same each time the same
// thing is told, so that a job that runs twice tells it once; it reports
// whether the notice is new.
func (tx *Tx) PutNotice(ctx context.Context, id string, at time.Time, dossierID string, n dossier.Notice) (bool, error) {
	body, err := json.Marshal(n)
	if err != nil {
		return false, fmt.Errorf("encode notice: %w", err)
	}
	rows, err := tx.exec(ctx, `INSERT INTO notice (id, at, dossier, code, agency, unit, person, address, kind, body, read_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0) ON CONFLICT (id) DO NOTHING`,
		id, millis(at), dossierID, n.Code, n.Agency, n.Unit, n.Person, n.Address, n.Kind, string(body))
	return rows == 1, wrap(err, "store notice")
}

// StoredNotice is a notice with when it was made.
type StoredNotice struct {
	dossier.Notice
	ID   string
	At   time.Time
	Read bool
}

// NoticesFor lists the latest notices to a person and to desks.
func (s *Store) NoticesFor(ctx context.Context, person string, desks []Desk, limit int) ([]StoredNotice, error) {
	var c conditions
	for _, desk := range desks {
		c.add("(person = '' AND address = '' AND agency = ? AND (unit = '' OR unit = ?))", desk.Agency, desk.Unit)
	}
	if person != "" {
		c.add("person = ?", person)
	}
	if len(c.parts) == 0 {
		return nil, nil
	}
	where := c.parts[0]
	for _, part := range c.parts[1:] {
		where += " OR " + part
	}
	c.args = append(c.args, limit)
	rows, err := s.read.rows(ctx, fmt.Sprintf(`SELECT id, at, body, read_at FROM notice WHERE %s ORDER BY at DESC, id DESC LIMIT $%d`, where, len(c.args)), c.args...)
	list, err := collect(rows, err, scanNotice)
	return list, wrap(err, "list notices")
}

// NoticesOf lists what was told about a dossier, oldest first.
func (s *Store) NoticesOf(ctx context.Context, code string) ([]StoredNotice, error) {
	rows, err := s.read.rows(ctx, `SELECT n.id, n.at, n.body, n.read_at FROM notice n JOIN dossier d ON d.id = n.dossier WHERE d.code = $1 ORDER BY n.at, n.id`, code)
	list, err := collect(rows, err, scanNotice)
	return list, wrap(err, "list notices of a dossier")
}

func scanNotice(rows *sql.Rows) (StoredNotice, error) {
	var n StoredNotice
	var at, read int64
	var body string
	if err := rows.Scan(&n.ID, &at, &body, &read); err != nil {
		return n, err
	}
	n.At, n.Read = instant(at), read > 0
	return n, json.Unmarshal([]byte(body), &n.Notice)
}
