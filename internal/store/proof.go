package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"motcua/account"
)

// Secret is what a letter carries to an e-mail address, as it is kept: by its
// hash.
type Secret struct {
	Hash, Account, Purpose, Email string
	Expires                       time.Time
}

// PutSecret stores a secret; earlier ones of the account for the same purpose
// are worth nothing any more.
func (tx *Tx) PutSecret(ctx context.Context, s Secret) error {
	if _, err := tx.exec(ctx, `DELETE FROM account_secret WHERE account = $1 AND purpose = $2`, s.Account, s.Purpose); err != nil {
		return wrap(err, "drop earlier secret")
	}
	_, err := tx.exec(ctx, `INSERT INTO account_secret (hash, account, purpose, email, expires_at) VALUES ($1, $2, $3, $4, $5)`,
		s.Hash, s.Account, s.Purpose, s.Email, millis(s.Expires))
	return wrap(err, "store secret")
}

// Secret reads a secret that has not expired at an instant, with the account it
// is for; NotFound when there is none.
func (s *Store) Secret(ctx context.Context, hash string, now time.Time) (Secret, account.Account, error) {
	found := Secret{Hash: hash}
	var expires int64
	err := s.read.row(ctx, `SELECT account, purpose, email, expires_at FROM account_secret WHERE hash = $1 AND expires_at > $2`, hash, millis(now)).
		Scan(&found.Account, &found.Purpose, &found.Email, &expires)
	if err != nil {
		return found, account.Account{}, wrap(notFound(err, "proof.unknown"), "read secret")
	}
	found.Expires = instant(expires)
	a, _, err := s.Account(ctx, found.Account)
	return found, a, err
}

// TakeSecret uses a secret up; it reports whether it was still there.
func (tx *Tx) TakeSecret(ctx context.Context, hash string) (bool, error) {
	n, err := tx.exec(ctx, `DELETE FROM account_secret WHERE hash = $1`, hash)
	return n == 1, wrap(err, "take secret")
}

// DropSecrets forgets the secrets of an account.
func (tx *Tx) DropSecrets(ctx context.Context, accountID string) error {
	_, err := tx.exec(ctx, `DELETE FROM account_secret WHERE account = $1`, accountID)
	return wrap(err, "drop secrets")
}

// AddressProven tells, within a change, whether another account has proven an
// address.
func (tx *Tx) AddressProven(ctx context.Context, email, except string) (bool, error) {
	var n int
	err := tx.row(ctx, `SELECT count(*) FROM account WHERE email = $1 AND verified_at > 0 AND closed_at = 0 AND id <> $2`, email, except).Scan(&n)
	return n > 0, wrap(err, "look for the owner of an address")
}

// ProveAccount notes when an account has proven an address, which is its own
// from then on.
func (tx *Tx) ProveAccount(ctx context.Context, id, email string, at time.Time) error {
	_, err := tx.exec(ctx, `UPDATE account SET email = $1, verified_at = $2 WHERE id = $3 AND closed_at = 0`, email, millis(at), id)
	return wrap(err, "prove account")
}

// CloseAccount forgets what is known of an account's owner and every key to it;
// its id stays, since facts name it.
func (tx *Tx) CloseAccount(ctx context.Context, id string, at time.Time) error {
	_, err := tx.exec(ctx, `UPDATE account SET email = '', name = '', phone = '', identifier = '', address = '', password = '', closed_at = $1 WHERE id = $2`, millis(at), id)
	if err != nil {
		return wrap(err, "close account")
	}
	for _, forget := range []string{
		`DELETE FROM account_session WHERE account = $1`, `DELETE FROM account_secret WHERE account = $1`,
		`DELETE FROM account_recovery WHERE account = $1`, `DELETE FROM account_factor WHERE account = $1`,
		`DELETE FROM account_provider WHERE account = $1`, `DELETE FROM account_passkey WHERE account = $1`,
		`DELETE FROM draft WHERE account = $1 AND sent = ''`,
	} {
		if _, err := tx.exec(ctx, forget, id); err != nil {
			return wrap(err, "close account")
		}
	}
	return nil
}

// Deserted lists accounts opened before an instant that never proved their
// address, are signed in nowhere and hold nothing.
func (s *Store) Deserted(ctx context.Context, before time.Time, limit int) ([]string, error) {
	rows, err := s.read.rows(ctx, `SELECT a.id FROM account a WHERE a.verified_at = 0 AND a.closed_at = 0 AND a.email <> '' AND a.created_at < $1
		AND NOT EXISTS (SELECT 1 FROM account_session x WHERE x.account = a.id)
		AND NOT EXISTS (SELECT 1 FROM draft x WHERE x.account = a.id)
		AND NOT EXISTS (SELECT 1 FROM submission x WHERE x.account = a.id)
		AND NOT EXISTS (SELECT 1 FROM account_dossier x WHERE x.account = a.id)
		ORDER BY a.created_at LIMIT $2`, millis(before), limit)
	list, err := collect(rows, err, func(rows *sql.Rows) (string, error) {
		var id string
		return id, rows.Scan(&id)
	})
	return list, wrap(err, "list deserted accounts")
}

// Factor is the device of an account.
type Factor struct {
	Secret string
	Since  time.Time
	Left   int // recovery codes not used
}

// Factor reads the device of an account; false when it has none.
func (s *Store) Factor(ctx context.Context, accountID string) (Factor, bool, error) {
	var f Factor
	var since int64
	err := s.read.row(ctx, `SELECT secret, since, (SELECT count(*) FROM account_recovery r WHERE r.account = f.account) FROM account_factor f WHERE f.account = $1`, accountID).
		Scan(&f.Secret, &since, &f.Left)
	if errors.Is(err, sql.ErrNoRows) {
		return f, false, nil
	}
	f.Since = instant(since)
	return f, err == nil, wrap(err, "read second factor")
}

// PutFactor stores the device of an account in place of any before, with the
// step of the code that showed it.
func (tx *Tx) PutFactor(ctx context.Context, accountID string, f Factor, step int64) error {
	_, err := tx.exec(ctx, `INSERT INTO account_factor (account, secret, since, step) VALUES ($1, $2, $3, $4)
		ON CONFLICT (account) DO UPDATE SET secret = excluded.secret, since = excluded.since, step = excluded.step`, accountID, f.Secret, millis(f.Since), step)
	return wrap(err, "store second factor")
}

// DropFactor forgets the device of an account and its recovery codes.
func (tx *Tx) DropFactor(ctx context.Context, accountID string) error {
	if _, err := tx.exec(ctx, `DELETE FROM account_factor WHERE account = $1`, accountID); err != nil {
		return wrap(err, "drop second factor")
	}
	return tx.PutRecoveryCodes(ctx, accountID, nil)
}

// TakeStep uses up the code of a step of time and all before it; it reports
// whether that code had not been used.
func (tx *Tx) TakeStep(ctx context.Context, accountID string, step int64) (bool, error) {
	n, err := tx.exec(ctx, `UPDATE account_factor SET step = $1 WHERE account = $2 AND step < $1`, step, accountID)
	return n == 1, wrap(err, "take code")
}

// PutRecoveryCodes stores the hashes of the recovery codes of an account in
// place of any before.
func (tx *Tx) PutRecoveryCodes(ctx context.Context, accountID string, hashes []string) error {
	if _, err := tx.exec(ctx, `DELETE FROM account_recovery WHERE account = $1`, accountID); err != nil {
		return wrap(err, "drop recovery codes")
	}
	for _, hash := range hashes {
		if _, err := tx.exec(ctx, `INSERT INTO account_recovery (account, hash) VALUES ($1, $2)`, accountID, hash); err != nil {
			return wrap(err, "store recovery codes")
		}
	}
	return nil
}

// TakeRecoveryCode uses up a recovery code; it reports whether it was there.
func (tx *Tx) TakeRecoveryCode(ctx context.Context, accountID, hash string) (bool, error) {
	n, err := tx.exec(ctx, `DELETE FROM account_recovery WHERE account = $1 AND hash = $2`, accountID, hash)
	return n == 1, wrap(err, "take recovery code")
}
