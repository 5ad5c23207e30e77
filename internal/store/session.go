package store

import (
	"context"
	"database/sql"
	"encoding/base64"
	"errors"
	"time"
)

// Sessions keeps the sessions of the web, in the shape that the session
// manager asks for.
type Sessions struct{ store *Store }

// Sessions gives the keeper of web sessions.
func (s *Store) Sessions() *Sessions { return &Sessions{store: s} }

// FindCtx reads a session that has not expired.
func (s *Sessions) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	var text string
	err := s.store.read.row(ctx, `SELECT data FROM session WHERE token = $1 AND expiry > $2`, token, time.Now().UnixMilli()).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, wrap(err, "read session")
	}
	data, err := base64.StdEncoding.DecodeString(text)
	return data, err == nil, wrap(err, "decode session")
}

// CommitCtx stores a session until its expiry.
func (s *Sessions) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	return wrap(s.store.Write(ctx, func(tx *Tx) error {
		_, err := tx.exec(ctx, `INSERT INTO session (token, data, expiry) VALUES ($1, $2, $3)
			ON CONFLICT (token) DO UPDATE SET data = excluded.data, expiry = excluded.expiry`,
			token, base64.StdEncoding.EncodeToString(data), millis(expiry))
		return err
	}), "store session")
}

// DeleteCtx ends a session.
func (s *Sessions) DeleteCtx(ctx context.Context, token string) error {
	return wrap(s.store.Write(ctx, func(tx *Tx) error {
		_, err := tx.exec(ctx, `DELETE FROM session WHERE token = $1`, token)
		return err
	}), "end session")
}

// Expire drops the sessions that have run out.
func (s *Sessions) Expire(ctx context.Context) error {
	return wrap(s.store.Write(ctx, func(tx *Tx) error {
		_, err := tx.exec(ctx, `DELETE FROM session WHERE expiry <= $1`, time.Now().UnixMilli())
		return err
	}), "drop old sessions")
}

// Find reads a session that has not expired.
func (s *Sessions) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

// Commit stores a session until its expiry.
func (s *Sessions) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}

// Delete ends a session.
func (s *Sessions) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }
