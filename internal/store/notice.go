package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
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

// Told is whose notices are asked for: those to a person and to desks, as Reader
// has read and muted them.
type Told struct {
	Person string // to whom they are addressed
	Desks  []Desk
	Reader string // "" reads nothing and mutes nothing
	Unread bool   // only what the reader has not read, and not of what is muted
	Notice string // only this one
	Limit  int
}

// reads adds to a query on notice n what is asked for; false when it is nothing.
func (t Told) reads(c *conditions) bool {
	var parts []string
	var args []any
	for _, desk := range t.Desks {
		parts = append(parts, "n.person = '' AND n.address = '' AND n.agency = ? AND (n.unit = '' OR n.unit = ?)")
		args = append(args, desk.Agency, desk.Unit)
	}
	if t.Person != "" {
		parts = append(parts, "n.person = ?")
		args = append(args, t.Person)
	}
	if len(parts) == 0 {
		return false
	}
	c.add("(("+strings.Join(parts, ") OR (")+"))", args...)
	if t.Unread {
		c.add("n.at > COALESCE((SELECT m.at FROM notice_mark m WHERE m.person = ?), 0)", t.Reader)
		c.add("NOT EXISTS (SELECT 1 FROM notice_read r WHERE r.person = ? AND r.notice = n.id)", t.Reader)
		c.add("NOT EXISTS (SELECT 1 FROM notice_mute q WHERE q.person = ? AND q.code = n.code)", t.Reader)
	}
	if t.Notice != "" {
		c.add("n.id = ?", t.Notice)
	}
	return true
}

// Notices lists the latest notices, the newest first.
func (s *Store) Notices(ctx context.Context, t Told) ([]StoredNotice, error) {
	c := conditions{args: []any{t.Reader}}
	if !t.reads(&c) {
		return nil, nil
	}
	where := c.where()
	c.args = append(c.args, t.Limit)
	rows, err := s.read.rows(ctx, fmt.Sprintf(`SELECT n.id, n.at, n.body, CASE WHEN n.at <= COALESCE((SELECT m.at FROM notice_mark m WHERE m.person = $1), 0)
		OR EXISTS (SELECT 1 FROM notice_read r WHERE r.person = $1 AND r.notice = n.id) THEN 1 ELSE n.read_at END
		FROM notice n%s ORDER BY n.at DESC, n.id DESC LIMIT $%d`, where, len(c.args)), c.args...)
	list, err := collect(rows, err, scanNotice)
	return list, wrap(err, "list notices")
}

// CountNotices counts what Notices would list.
func (s *Store) CountNotices(ctx context.Context, t Told) (int, error) {
	var c conditions
	if !t.reads(&c) {
		return 0, nil
	}
	where := c.where()
	c.args = append(c.args, t.Limit)
	var n int
	err := s.read.row(ctx, fmt.Sprintf(`SELECT count(*) FROM (SELECT n.id FROM notice n%s LIMIT $%d) AS few`, where, len(c.args)), c.args...).Scan(&n)
	return n, wrap(err, "count notices")
}

// ReadNotice keeps that a person has read a notice.
func (tx *Tx) ReadNotice(ctx context.Context, person, notice string) error {
	_, err := tx.exec(ctx, `INSERT INTO notice_read (person, notice) VALUES ($1, $2) ON CONFLICT (person, notice) DO NOTHING`, person, notice)
	return wrap(err, "keep what was read")
}

// ReadNotices keeps that a person has read everything up to an instant.
func (tx *Tx) ReadNotices(ctx context.Context, person string, upTo time.Time) error {
	_, err := tx.exec(ctx, `INSERT INTO notice_mark (person, at) VALUES ($1, $2)
		ON CONFLICT (person) DO UPDATE SET at = CASE WHEN excluded.at > notice_mark.at THEN excluded.at ELSE notice_mark.at END`, person, millis(upTo))
	return wrap(err, "keep what was read")
}

// MuteNotices keeps whether a person is told of a dossier.
func (tx *Tx) MuteNotices(ctx context.Context, person, code string, mute bool) error {
	query := `DELETE FROM notice_mute WHERE person = $1 AND code = $2`
	if mute {
		query = `INSERT INTO notice_mute (person, code) VALUES ($1, $2) ON CONFLICT (person, code) DO NOTHING`
	}
	_, err := tx.exec(ctx, query, person, code)
	return wrap(err, "keep what is muted")
}

// Muted lists the codes of dossiers that a person is not told of.
func (s *Store) Muted(ctx context.Context, person string) ([]string, error) {
	rows, err := s.read.rows(ctx, `SELECT code FROM notice_mute WHERE person = $1 ORDER BY code`, person)
	list, err := collect(rows, err, scanText)
	return list, wrap(err, "list what is muted")
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
