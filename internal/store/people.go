package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"motcua/identity"
)

// PutAgency stores an agency, new or changed.
func (tx *Tx) PutAgency(ctx context.Context, a identity.Agency) error {
	units, err := json.Marshal(a.Units)
	if err != nil {
		return fmt.Errorf("encode units: %w", err)
	}
	_, err = tx.exec(ctx, `INSERT INTO agency (id, name, short_name, calendar, units, parent, place, phone) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, short_name = excluded.short_name, calendar = excluded.calendar, units = excluded.units,
		parent = excluded.parent, place = excluded.place, phone = excluded.phone`,
		a.ID, a.Name, a.ShortName, a.Calendar, string(units), a.Parent, a.Place, a.Phone)
	return wrap(err, "store agency")
}

// Agencies lists every agency by id.
func (s *Store) Agencies(ctx context.Context) ([]identity.Agency, error) {
	rows, err := s.read.rows(ctx, `SELECT id, name, short_name, calendar, units, parent, place, phone FROM agency ORDER BY id`)
	list, err := collect(rows, err, func(rows *sql.Rows) (identity.Agency, error) {
		var a identity.Agency
		var units string
		if err := rows.Scan(&a.ID, &a.Name, &a.ShortName, &a.Calendar, &units, &a.Parent, &a.Place, &a.Phone); err != nil {
			return a, err
		}
		return a, json.Unmarshal([]byte(units), &a.Units)
	})
	return list, wrap(err, "list agencies")
}

// PutPerson stores a person; an empty password hash keeps the one there is.
func (tx *Tx) PutPerson(ctx context.Context, p identity.Person, passwordHash string) error {
	posts, err := json.Marshal(p.Posts)
	if err != nil {
		return fmt.Errorf("encode posts: %w", err)
	}
	_, err = tx.exec(ctx, `INSERT INTO person (id, name, title, posts, password, active) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, title = excluded.title, posts = excluded.posts, active = excluded.active,
		password = CASE WHEN excluded.password = '' THEN person.password ELSE excluded.password END`,
		p.ID, p.Name, p.Title, string(posts), passwordHash, p.Active)
	return wrap(err, "store person")
}

// Person reads a person and the hash of the password.
func (s *Store) Person(ctx context.Context, id string) (identity.Person, string, error) {
	p, hash, err := scanPerson(s.read.row(ctx, `SELECT id, name, title, posts, password, active FROM person WHERE id = $1`, id))
	return p, hash, wrap(notFound(err, "identity.person.unknown", "Person", id), "read person")
}

// People lists every person by sign-in name.
func (s *Store) People(ctx context.Context) ([]identity.Person, error) {
	rows, err := s.read.rows(ctx, `SELECT id, name, title, posts, password, active FROM person ORDER BY id`)
	list, err := collect(rows, err, func(rows *sql.Rows) (identity.Person, error) {
		p, _, err := scanPerson(rows)
		return p, err
	})
	return list, wrap(err, "list people")
}

type scanner interface{ Scan(dest ...any) error }

func scanPerson(row scanner) (identity.Person, string, error) {
	var p identity.Person
	var posts, hash string
	if err := row.Scan(&p.ID, &p.Name, &p.Title, &posts, &hash, &p.Active); err != nil {
		return p, "", err
	}
	return p, hash, json.Unmarshal([]byte(posts), &p.Posts)
}

// PutToken stores the hash of an API token.
func (tx *Tx) PutToken(ctx context.Context, hash, person, label string, at time.Time) error {
	_, err := tx.exec(ctx, `INSERT INTO token (hash, person, label, created_at, revoked_at) VALUES ($1, $2, $3, $4, 0)`,
		hash, person, label, millis(at))
	return wrap(err, "store token")
}

// RevokeTokens ends every token of a person that carries the label.
func (tx *Tx) RevokeTokens(ctx context.Context, person, label string, at time.Time) (int64, error) {
	n, err := tx.exec(ctx, `UPDATE token SET revoked_at = $1 WHERE person = $2 AND label = $3 AND revoked_at = 0`, millis(at), person, label)
	return n, wrap(err, "revoke tokens")
}

// TokenOwner finds the active person behind a token that has not been revoked.
func (s *Store) TokenOwner(ctx context.Context, hash string) (identity.Person, error) {
	p, _, err := scanPerson(s.read.row(ctx, `SELECT p.id, p.name, p.title, p.posts, p.password, p.active FROM token t
		JOIN person p ON p.id = t.person WHERE t.hash = $1 AND t.revoked_at = 0 AND p.active = TRUE`, hash))
	return p, wrap(notFound(err, "identity.token.unknown"), "read token")
}

// Stored is the answer kept for an idempotency key.
type Stored struct {
	Hash   string // of the request it answered
	Status int    // 0 while the first request is still at work
	Body   string
}

// Reserve claims an idempotency key; it reports false when the key has been
// used, whose answer Recall then gives. A key claimed before given, whose
// request never came to an answer, is claimed anew.
func (s *Store) Reserve(ctx context.Context, person, key, hash string, at, given time.Time) (bool, error) {
	claimed := false
	err := s.Write(ctx, func(tx *Tx) error {
		n, err := tx.exec(ctx, `INSERT INTO idempotency (person, key, hash, status, body, at) VALUES ($1, $2, $3, 0, '', $4)
			ON CONFLICT (person, key) DO UPDATE SET hash = excluded.hash, at = excluded.at
			WHERE idempotency.status = 0 AND idempotency.at < $5`, person, key, hash, millis(at), millis(given))
		claimed = n == 1
		return err
	})
	return claimed, wrap(err, "claim idempotency key")
}

// Recall gives the answer kept for a key.
func (s *Store) Recall(ctx context.Context, person, key string) (Stored, error) {
	var stored Stored
	err := s.read.row(ctx, `SELECT hash, status, body FROM idempotency WHERE person = $1 AND key = $2`, person, key).
		Scan(&stored.Hash, &stored.Status, &stored.Body)
	return stored, wrap(notFound(err, "office.idempotency.atWork"), "read idempotency key")
}

// Keep stores the answer for a key; with status 0 the key is freed instead, so
// that a request that failed may be sent again.
func (s *Store) Keep(ctx context.Context, person, key string, status int, body string) error {
	return wrap(s.Write(ctx, func(tx *Tx) error {
		if status == 0 {
			_, err := tx.exec(ctx, `DELETE FROM idempotency WHERE person = $1 AND key = $2`, person, key)
			return err
		}
		_, err := tx.exec(ctx, `UPDATE idempotency SET status = $1, body = $2 WHERE person = $3 AND key = $4`, status, body, person, key)
		return err
	}), "keep answer")
}

// DropAnswers forgets the answers kept for idempotency keys before an instant.
func (s *Store) DropAnswers(ctx context.Context, before time.Time) error {
	return wrap(s.Write(ctx, func(tx *Tx) error {
		_, err := tx.exec(ctx, `DELETE FROM idempotency WHERE at < $1`, millis(before))
		return err
	}), "drop old answers")
}

// Audit records an act on the system itself: an import, a person, a token.
func (tx *Tx) Audit(ctx context.Context, id string, at time.Time, by identity.Actor, action, object string, data any) error {
	author, err := json.Marshal(by)
	if err != nil {
		return fmt.Errorf("encode author: %w", err)
	}
	body, err := json.Marshal(data)
	if err != nil {
		return fmt.Errorf("encode audit: %w", err)
	}
	_, err = tx.exec(ctx, `INSERT INTO audit_event (id, at, author, action, object, data) VALUES ($1, $2, $3, $4, $5, $6)`,
		id, millis(at), string(author), action, object, string(body))
	return wrap(err, "store audit entry")
}
