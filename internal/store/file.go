package store

import (
	"context"
	"time"

	"motcua/document"
	"motcua/dossier"
)

// PutFile stores what is known of a file whose bytes the archive has.
func (tx *Tx) PutFile(ctx context.Context, f document.File) error {
	_, err := tx.exec(ctx, `INSERT INTO file (id, hash, name, type, size, at, author, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		f.ID, f.Hash, f.Name, f.Type, f.Size, millis(f.At), f.By, string(f.State))
	return wrap(err, "store file")
}

// File reads what is known of a file.
func (s *Store) File(ctx context.Context, id string) (document.File, error) {
	var f document.File
	var at int64
	err := s.read.row(ctx, `SELECT id, hash, name, type, size, at, author, state FROM file WHERE id = $1`, id).
		Scan(&f.ID, &f.Hash, &f.Name, &f.Type, &f.Size, &at, &f.By, &f.State)
	f.At = instant(at)
	return f, wrap(notFound(err, "document.unknown"), "read file")
}

// LinkDossier makes a dossier one of an account's; doing it again changes nothing.
func (tx *Tx) LinkDossier(ctx context.Context, account, dossierID string, at time.Time) error {
	_, err := tx.exec(ctx, `INSERT INTO account_dossier (account, dossier, at) VALUES ($1, $2, $3) ON CONFLICT (account, dossier) DO NOTHING`,
		account, dossierID, millis(at))
	return wrap(err, "add dossier to account")
}

// DossiersOf lists the dossiers of an account, the one received last first.
func (s *Store) DossiersOf(ctx context.Context, account string, limit int) ([]dossier.Summary, error) {
	rows, err := s.read.rows(ctx, `SELECT `+summaryColumns+` FROM dossier
		WHERE id IN (SELECT dossier FROM account_dossier WHERE account = $1) ORDER BY received_at DESC, id DESC LIMIT $2`, account, limit)
	list, err := collect(rows, err, summaryOf)
	return list, wrap(err, "list dossiers of account")
}

// FactsOwned reads the log of a dossier that is one of an account's; nothing
// when it is not.
func (s *Store) FactsOwned(ctx context.Context, code, account string) (Log, error) {
	return s.facts(ctx, `SELECT e.seq, e.at, e.author, e.kind, e.data, e.hash, d.due_at FROM dossier d JOIN dossier_event e ON e.dossier = d.id
		WHERE d.code = $1 AND EXISTS (SELECT 1 FROM account_dossier a WHERE a.account = $2 AND a.dossier = d.id) ORDER BY e.seq`, code, account)
}
