package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"motcua"
	"motcua/account"
)

// ProviderLink is who an account is at a provider of identities.
type ProviderLink struct {
	Issuer, Subject string
	Provider        string // its name in the settings
	Since           time.Time
}

// AccountAt finds the account that somebody at a provider is; false when none.
func (s *Store) AccountAt(ctx context.Context, issuer, subject string) (account.Account, bool, error) {
	a, _, err := scanAccount(s.read.row(ctx, `SELECT `+accountColumns+` FROM account_provider p JOIN account a ON a.id = p.account
		WHERE p.issuer = $1 AND p.subject = $2 AND a.closed_at = 0`, issuer, subject))
	if errors.Is(err, sql.ErrNoRows) {
		return a, false, nil
	}
	return a, err == nil, wrap(err, "find account at provider")
}

// LinkProvider stores who an account is at a provider; somebody who is another
// account already is a conflict.
func (tx *Tx) LinkProvider(ctx context.Context, accountID string, l ProviderLink) error {
	n, err := tx.exec(ctx, `INSERT INTO account_provider (issuer, subject, provider, account, since) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (issuer, subject) DO NOTHING`,
		l.Issuer, l.Subject, l.Provider, accountID, millis(l.Since))
	if err == nil && n == 0 {
		return motcua.Refused(motcua.Conflict, "provider.taken")
	}
	return wrap(err, "link provider")
}

// UnlinkProvider forgets who an account is at a provider.
func (tx *Tx) UnlinkProvider(ctx context.Context, accountID, provider string) error {
	_, err := tx.exec(ctx, `DELETE FROM account_provider WHERE account = $1 AND provider = $2`, accountID, provider)
	return wrap(err, "unlink provider")
}

// ProviderLinks lists who an account is at providers.
func (s *Store) ProviderLinks(ctx context.Context, accountID string) ([]ProviderLink, error) {
	rows, err := s.read.rows(ctx, `SELECT issuer, subject, provider, since FROM account_provider WHERE account = $1 ORDER BY since, issuer`, accountID)
	list, err := collect(rows, err, func(rows *sql.Rows) (ProviderLink, error) {
		var l ProviderLink
		var since int64
		err := rows.Scan(&l.Issuer, &l.Subject, &l.Provider, &since)
		l.Since = instant(since)
		return l, err
	})
	return list, wrap(err, "list providers of account")
}
