package store

import (
	"context"
	"database/sql"
	"time"

	"motcua/account"
)

// Keys are the secrets of an account: the hash of its password.
type Keys struct {
	Password string
}

const accountColumns = `a.id, a.email, a.name, a.phone, a.identifier, a.address, a.created_at, a.verified_at, a.password`

func scanAccount(row scanner, more ...any) (account.Account, Keys, error) {
	var a account.Account
	var k Keys
	var created, verified int64
	err := row.Scan(append([]any{&a.ID, &a.Email, &a.Name, &a.Phone, &a.Identifier, &a.Address, &created, &verified, &k.Password}, more...)...)
	a.CreatedAt, a.VerifiedAt = instant(created), instant(verified)
	return a, k, err
}

// PutAccount stores a new account and the hash of its password.
func (tx *Tx) PutAccount(ctx context.Context, a account.Account, passwordHash string) error {
	_, err := tx.exec(ctx, `INSERT INTO account (id, email, name, phone, identifier, address, created_at, verified_at, closed_at, password)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9)`,
		a.ID, a.Email, a.Name, a.Phone, a.Identifier, a.Address, millis(a.CreatedAt), millis(a.VerifiedAt), passwordHash)
	return wrap(err, "store account")
}

// ChangeAccount stores what an account says of itself.
func (tx *Tx) ChangeAccount(ctx context.Context, a account.Account) error {
	_, err := tx.exec(ctx, `UPDATE account SET name = $1, phone = $2, identifier = $3, address = $4 WHERE id = $5 AND closed_at = 0`,
		a.Name, a.Phone, a.Identifier, a.Address, a.ID)
	return wrap(err, "change account")
}

// SetAccountPassword stores the hash of a new password.
func (tx *Tx) SetAccountPassword(ctx context.Context, id, hash string) error {
	_, err := tx.exec(ctx, `UPDATE account SET password = $1 WHERE id = $2 AND closed_at = 0`, hash, id)
	return wrap(err, "change password")
}

// Account reads an account that is not closed, with its keys.
func (s *Store) Account(ctx context.Context, id string) (account.Account, Keys, error) {
	a, k, err := scanAccount(s.read.row(ctx, `SELECT `+accountColumns+` FROM account a WHERE a.id = $1 AND a.closed_at = 0`, id))
	return a, k, wrap(notFound(err, "account.unknown"), "read account")
}

// Claimant is an account that claims an address, with its keys.
type Claimant struct {
	account.Account
	Keys
}

// Claimants lists the accounts that claim an address: the one that has proven
// it first, then the oldest, two at most. Whoever claims the address of another
// afterwards cannot push that account out of the list.
func (s *Store) Claimants(ctx context.Context, email string) ([]Claimant, error) {
	rows, err := s.read.rows(ctx, `SELECT `+accountColumns+` FROM account a WHERE a.email = $1 AND a.closed_at = 0
		ORDER BY CASE WHEN a.verified_at > 0 THEN 0 ELSE 1 END, a.created_at, a.id LIMIT 2`, email)
	list, err := collect(rows, err, func(rows *sql.Rows) (Claimant, error) {
		a, k, err := scanAccount(rows)
		return Claimant{a, k}, err
	})
	return list, wrap(err, "list accounts of an address")
}

// AccountSession is a place where an account is signed in.
type AccountSession struct {
	ID      string
	Account string
	Device  string
	Started time.Time
	Seen    time.Time
}

// BeginAccountSession stores where an account has signed in.
func (tx *Tx) BeginAccountSession(ctx context.Context, s AccountSession) error {
	_, err := tx.exec(ctx, `INSERT INTO account_session (id, account, device, started_at, seen_at) VALUES ($1, $2, $3, $4, $5)`,
		s.ID, s.Account, s.Device, millis(s.Started), millis(s.Seen))
	return wrap(err, "begin session of account")
}

// SeenAccountSession notes that a session was used.
func (tx *Tx) SeenAccountSession(ctx context.Context, id string, at time.Time) error {
	_, err := tx.exec(ctx, `UPDATE account_session SET seen_at = $1 WHERE id = $2`, millis(at), id)
	return wrap(err, "note use of session")
}

// SignedIn finds the account of a session that has not been ended.
func (s *Store) SignedIn(ctx context.Context, session string) (account.Account, error) {
	a, _, err := scanAccount(s.read.row(ctx, `SELECT `+accountColumns+` FROM account_session s JOIN account a ON a.id = s.account
		WHERE s.id = $1 AND a.closed_at = 0`, session))
	return a, wrap(notFound(err, "account.unknown"), "read session of account")
}

// AccountSessions lists where an account is signed in, the one used last first.
func (s *Store) AccountSessions(ctx context.Context, id string) ([]AccountSession, error) {
	rows, err := s.read.rows(ctx, `SELECT id, account, device, started_at, seen_at FROM account_session WHERE account = $1 ORDER BY seen_at DESC, id DESC`, id)
	list, err := collect(rows, err, func(rows *sql.Rows) (AccountSession, error) {
		var s AccountSession
		var started, seen int64
		err := rows.Scan(&s.ID, &s.Account, &s.Device, &started, &seen)
		s.Started, s.Seen = instant(started), instant(seen)
		return s, err
	})
	return list, wrap(err, "list sessions of account")
}

// EndAccountSession ends a session of an account.
func (tx *Tx) EndAccountSession(ctx context.Context, account, id string) error {
	_, err := tx.exec(ctx, `DELETE FROM account_session WHERE account = $1 AND id = $2`, account, id)
	return wrap(err, "end session of account")
}

// EndAccountSessions ends every session of an account but the one to keep.
func (tx *Tx) EndAccountSessions(ctx context.Context, account, keep string) error {
	_, err := tx.exec(ctx, `DELETE FROM account_session WHERE account = $1 AND id <> $2`, account, keep)
	return wrap(err, "end sessions of account")
}

// DropAccountSessions forgets the sessions begun before an instant, which have
// run out by themselves.
func (tx *Tx) DropAccountSessions(ctx context.Context, before time.Time) error {
	_, err := tx.exec(ctx, `DELETE FROM account_session WHERE started_at < $1`, millis(before))
	return wrap(err, "drop old sessions of accounts")
}
