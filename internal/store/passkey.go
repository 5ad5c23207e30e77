package store

import (
	"context"
	"database/sql"
	"time"

	"motcua"
)

// Passkey is a passkey of an account as it is kept.
type Passkey struct {
	ID, Account, Name, Body string
	Made, Used              time.Time
}

// PutPasskey stores a new passkey; one that is there already is a conflict.
func (tx *Tx) PutPasskey(ctx context.Context, k Passkey) error {
	n, err := tx.exec(ctx, `INSERT INTO account_passkey (id, account, name, body, made_at, used_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING`,
		k.ID, k.Account, k.Name, k.Body, millis(k.Made), millis(k.Used))
	if err == nil && n == 0 {
		return motcua.Refused(motcua.Conflict, "passkey.taken")
	}
	return wrap(err, "store passkey")
}

// UsePasskey notes the use of a passkey and its counter.
func (tx *Tx) UsePasskey(ctx context.Context, id, body string, at time.Time) error {
	_, err := tx.exec(ctx, `UPDATE account_passkey SET body = $1, used_at = $2 WHERE id = $3`, body, millis(at), id)
	return wrap(err, "note use of passkey")
}

// DropPasskey forgets a passkey of an account.
func (tx *Tx) DropPasskey(ctx context.Context, accountID, id string) error {
	_, err := tx.exec(ctx, `DELETE FROM account_passkey WHERE account = $1 AND id = $2`, accountID, id)
	return wrap(err, "drop passkey")
}

// Passkeys lists the passkeys of an account, the oldest first.
func (s *Store) Passkeys(ctx context.Context, accountID string) ([]Passkey, error) {
	rows, err := s.read.rows(ctx, `SELECT id, account, name, body, made_at, used_at FROM account_passkey WHERE account = $1 ORDER BY made_at, id`, accountID)
	list, err := collect(rows, err, func(rows *sql.Rows) (Passkey, error) {
		var k Passkey
		var made, used int64
		err := rows.Scan(&k.ID, &k.Account, &k.Name, &k.Body, &made, &used)
		k.Made, k.Used = instant(made), instant(used)
		return k, err
	})
	return list, wrap(err, "list passkeys")
}
