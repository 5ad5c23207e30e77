package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"motcua"
	"motcua/account"
	"motcua/audit"
)

// AppendMandate stores a mandate that has gained a fact; another's fact
// meanwhile is ErrStale.
func (tx *Tx) AppendMandate(ctx context.Context, m *account.Mandate, e account.MandateEvent) error {
	last, version := "", len(m.Events)
	if version == 1 {
		_, err := tx.exec(ctx, `INSERT INTO mandate (id, account, organisation, standing, asked_at, version) VALUES ($1, $2, $3, $4, $5, 1)`,
			m.ID, m.Account, m.Organisation.Owner(), string(m.Standing), millis(m.AskedAt))
		if err != nil {
			return wrap(err, "store mandate")
		}
	} else {
		n, err := tx.exec(ctx, `UPDATE mandate SET standing = $1, version = $2 WHERE id = $3 AND version = $4`, string(m.Standing), version, m.ID, version-1)
		if err != nil {
			return wrap(err, "change mandate")
		}
		if n == 0 {
			return ErrStale
		}
		if err := tx.row(ctx, `SELECT hash FROM mandate_event WHERE mandate = $1 AND seq = $2`, m.ID, version-1).Scan(&last); err != nil {
			return wrap(err, "read the log of a mandate")
		}
	}
	author, err := json.Marshal(e.By)
	if err != nil {
		return fmt.Errorf("encode author: %w", err)
	}
	data, err := json.Marshal(e.Fact)
	if err != nil {
		return fmt.Errorf("encode fact: %w", err)
	}
	_, err = tx.exec(ctx, `INSERT INTO mandate_event (mandate, seq, at, author, kind, data, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		m.ID, e.Seq, millis(e.At), string(author), e.Fact.Kind(), string(data), audit.Link(last, e.At, string(author), e.Fact.Kind(), string(data)))
	return wrap(err, "append fact of a mandate")
}

// Mandate reads a mandate.
func (s *Store) Mandate(ctx context.Context, id string) (*account.Mandate, error) {
	list, err := s.mandates(ctx, `SELECT mandate, seq, at, author, kind, data FROM mandate_event WHERE mandate = $1 ORDER BY seq`, id)
	if err == nil && len(list) == 0 {
		return nil, motcua.Refused(motcua.NotFound, "mandate.unknown")
	}
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// MandatesOf lists the mandates of an account, the one asked for last first.
func (s *Store) MandatesOf(ctx context.Context, accountID string, limit int) ([]*account.Mandate, error) {
	return s.mandates(ctx, `SELECT e.mandate, e.seq, e.at, e.author, e.kind, e.data FROM mandate_event e
		JOIN (SELECT id, asked_at FROM mandate WHERE account = $1 ORDER BY asked_at DESC, id LIMIT $2) m ON m.id = e.mandate
		ORDER BY m.asked_at DESC, m.id, e.seq`, accountID, limit)
}

// Mandates lists the mandates of a standing, the one asked for first first.
func (s *Store) Mandates(ctx context.Context, standing account.Standing, limit int) ([]*account.Mandate, error) {
	return s.mandates(ctx, `SELECT e.mandate, e.seq, e.at, e.author, e.kind, e.data FROM mandate_event e
		JOIN (SELECT id, asked_at FROM mandate WHERE standing = $1 ORDER BY asked_at, id LIMIT $2) m ON m.id = e.mandate
		ORDER BY m.asked_at, m.id, e.seq`, string(standing), limit)
}

func (s *Store) mandates(ctx context.Context, query string, args ...any) ([]*account.Mandate, error) {
	rows, err := s.read.rows(ctx, query, args...)
	type line struct {
		id string
		account.MandateEvent
	}
	lines, err := collect(rows, err, func(rows *sql.Rows) (line, error) {
		var l line
		var at int64
		var author, kind, data string
		if err := rows.Scan(&l.id, &l.Seq, &at, &author, &kind, &data); err != nil {
			return l, err
		}
		l.At = instant(at)
		if err := json.Unmarshal([]byte(author), &l.By); err != nil {
			return l, fmt.Errorf("decode author: %w", err)
		}
		var err error
		l.Fact, err = account.DecodeMandate(kind, []byte(data))
		return l, err
	})
	var list []*account.Mandate
	for from := 0; from < len(lines); {
		to, events := from, []account.MandateEvent(nil)
		for ; to < len(lines) && lines[to].id == lines[from].id; to++ {
			events = append(events, lines[to].MandateEvent)
		}
		list = append(list, account.RebuildMandate(lines[from].id, events))
		from = to
	}
	return list, wrap(err, "read mandates")
}

// KeptMandate is what lists go by of a mandate.
type KeptMandate struct {
	ID       string
	Standing account.Standing
}

// KeptMandates lists mandates by their ids, those after one.
func (s *Store) KeptMandates(ctx context.Context, after string, limit int) ([]KeptMandate, error) {
	rows, err := s.read.rows(ctx, `SELECT id, standing FROM mandate WHERE id > $1 ORDER BY id LIMIT $2`, after, limit)
	list, err := collect(rows, err, func(rows *sql.Rows) (KeptMandate, error) {
		var m KeptMandate
		return m, rows.Scan(&m.ID, &m.Standing)
	})
	return list, wrap(err, "list mandates")
}
