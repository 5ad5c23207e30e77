package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"motcua/document"
	"motcua/dossier"
)

// PutFile stores what is known of a file whose bytes the archive has.
func (tx *Tx) PutFile(ctx context.Context, f document.File) error {
	_, err := tx.exec(ctx, `INSERT INTO file (id, hash, name, type, size, at, author, state, holder) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		f.ID, f.Hash, f.Name, f.Type, f.Size, millis(f.At), f.By, string(f.State), f.Holder)
	return wrap(err, "store file")
}

const fileColumns = `id, hash, name, type, size, at, author, state, holder`

// File reads what is known of a file.
func (s *Store) File(ctx context.Context, id string) (document.File, error) {
	f, err := scanFile(s.read.row(ctx, `SELECT `+fileColumns+` FROM file WHERE id = $1`, id))
	return f, wrap(notFound(err, "document.unknown"), "read file")
}

// UncheckedFiles lists files that the virus scanner has not seen yet.
func (s *Store) UncheckedFiles(ctx context.Context, after string, limit int) ([]document.File, error) {
	rows, err := s.read.rows(ctx, `SELECT `+fileColumns+` FROM file WHERE state = 'unchecked' AND id > $1 ORDER BY id LIMIT $2`, after, limit)
	list, err := collect(rows, err, func(rows *sql.Rows) (document.File, error) { return scanFile(rows) })
	return list, wrap(err, "list unchecked files")
}

func scanFile(row scanner) (document.File, error) {
	var f document.File
	var at int64
	err := row.Scan(&f.ID, &f.Hash, &f.Name, &f.Type, &f.Size, &at, &f.By, &f.State, &f.Holder)
	f.At = instant(at)
	return f, err
}

// Suspected tells which of some files the virus scanner objected to.
func (s *Store) Suspected(ctx context.Context, ids []string) (map[string]bool, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	places, args := make([]string, len(ids)), make([]any, len(ids))
	for i, id := range ids {
		places[i], args[i] = fmt.Sprintf("$%d", i+1), id
	}
	rows, err := s.read.rows(ctx, `SELECT id FROM file WHERE state = 'suspected' AND id IN (`+strings.Join(places, ", ")+`)`, args...)
	list, err := collect(rows, err, func(rows *sql.Rows) (id string, err error) { return id, rows.Scan(&id) })
	found := map[string]bool{}
	for _, id := range list {
		found[id] = true
	}
	return found, wrap(err, "look for suspected files")
}

// JudgeFile says what the virus scanner found in a file that waited for it.
func (tx *Tx) JudgeFile(ctx context.Context, id string, state document.State) error {
	_, err := tx.exec(ctx, `UPDATE file SET state = $1 WHERE id = $2 AND state = 'unchecked'`, string(state), id)
	return wrap(err, "judge file")
}

// DossiersNaming lists the dossiers whose facts name a file. It reads every
// fact, so it is for rare occasions.
func (s *Store) DossiersNaming(ctx context.Context, file string) ([]dossier.Summary, error) {
	rows, err := s.read.rows(ctx, `SELECT `+summaryColumns+` FROM dossier WHERE id IN (SELECT dossier FROM dossier_event WHERE data LIKE $1)`, `%"`+file+`"%`)
	list, err := collect(rows, err, summaryOf)
	return list, wrap(err, "list dossiers that name a file")
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
