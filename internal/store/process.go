package store

import (
	"context"
	"encoding/json"
	"fmt"

	"motcua"
	"motcua/catalogue"
)

// PutProcessDraft stores a draft that has changed once since it was read, or is
// new; another change meanwhile is ErrStale.
func (tx *Tx) PutProcessDraft(ctx context.Context, d catalogue.ProcessDraft) error {
	body, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("encode draft of %s: %w", d.Procedure, err)
	}
	var n int64
	if d.Version == 1 {
		n, err = tx.exec(ctx, `INSERT INTO process_draft (code, version, body) VALUES ($1, 1, $2) ON CONFLICT (code) DO NOTHING`, d.Procedure, string(body))
	} else {
		n, err = tx.exec(ctx, `UPDATE process_draft SET version = $1, body = $2 WHERE code = $3 AND version = $4`, d.Version, string(body), d.Procedure, d.Version-1)
	}
	if err == nil && n == 0 {
		return ErrStale
	}
	return wrap(err, "store draft of a process")
}

// DropProcessDraft takes a draft away as it was read; a change meanwhile is
// ErrStale.
func (tx *Tx) DropProcessDraft(ctx context.Context, d catalogue.ProcessDraft) error {
	n, err := tx.exec(ctx, `DELETE FROM process_draft WHERE code = $1 AND version = $2`, d.Procedure, d.Version)
	if err == nil && n == 0 {
		return ErrStale
	}
	return wrap(err, "drop draft of a process")
}

// ProcessDraft reads the draft of a procedure; NotFound when there is none.
func (s *Store) ProcessDraft(ctx context.Context, code string) (catalogue.ProcessDraft, error) {
	rows, err := s.read.rows(ctx, `SELECT body FROM process_draft WHERE code = $1`, code)
	list, err := collect(rows, err, scanJSON[catalogue.ProcessDraft])
	if err != nil {
		return catalogue.ProcessDraft{}, wrap(err, "read draft of a process")
	}
	if len(list) == 0 {
		return catalogue.ProcessDraft{}, motcua.Refused(motcua.NotFound, "process.noDraft", "Code", code)
	}
	return list[0], nil
}
