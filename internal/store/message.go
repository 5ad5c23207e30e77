package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
)

// The sides that write to each other about a dossier.
const (
	ApplicantSide = "applicant"
	OfficeSide    = "office"
)

// ReadMessages notes up to which fact a side has read; never less than before.
func (tx *Tx) ReadMessages(ctx context.Context, dossierID, side string, seq int) error {
	_, err := tx.exec(ctx, `INSERT INTO message_read (dossier, side, seq) VALUES ($1, $2, $3)
		ON CONFLICT (dossier, side) DO UPDATE SET seq = excluded.seq WHERE message_read.seq < excluded.seq`, dossierID, side, seq)
	return wrap(err, "note messages read")
}

// MessagesRead is up to which fact a side has read the messages of a dossier.
func (s *Store) MessagesRead(ctx context.Context, dossierID, side string) (int, error) {
	var seq int
	err := s.read.row(ctx, `SELECT seq FROM message_read WHERE dossier = $1 AND side = $2`, dossierID, side).Scan(&seq)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return seq, wrap(err, "read which messages were read")
}

// Versions reads how many facts dossiers have, by their ids.
func (s *Store) Versions(ctx context.Context, ids []string) (map[string]int, error) {
	found := make(map[string]int, len(ids))
	for len(ids) > 0 {
		part := ids[:min(len(ids), versionsAtOnce)]
		ids = ids[len(part):]
		var c conditions
		args := make([]any, len(part))
		for i, id := range part {
			args[i] = id
		}
		c.add("id IN ("+strings.TrimSuffix(strings.Repeat("?, ", len(part)), ", ")+")", args...)
		rows, err := s.read.rows(ctx, `SELECT id, version FROM dossier`+c.where(), c.args...)
		if _, err := collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
			var id string
			var version int
			err := rows.Scan(&id, &version)
			found[id] = version
			return struct{}{}, err
		}); err != nil {
			return nil, wrap(err, "read versions of dossiers")
		}
	}
	return found, nil
}

// versionsAtOnce is how many ids one statement asks for.
const versionsAtOnce = 200
