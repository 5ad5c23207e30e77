package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"motcua"
	"motcua/audit"
	"motcua/calendar"
	"motcua/identity"
)

// AppendDeputy stores a deputyship with its newest fact; ErrStale when somebody
// else added one meanwhile.
func (tx *Tx) AppendDeputy(ctx context.Context, d *identity.Deputyship, e identity.DeputyEvent) error {
	last := ""
	if e.Seq == 1 {
		_, err := tx.exec(ctx, `INSERT INTO deputy (id, principal, person, first_day, last_day, ended, version) VALUES ($1, $2, $3, $4, $5, FALSE, 1)`,
			d.ID, d.Principal, d.Person, d.From.String(), d.To.String())
		if err != nil {
			return wrap(err, "store a deputy")
		}
	} else {
		n, err := tx.exec(ctx, `UPDATE deputy SET ended = $1, version = $2 WHERE id = $3 AND version = $4`, d.Ended, e.Seq, d.ID, e.Seq-1)
		if err != nil {
			return wrap(err, "change a deputy")
		}
		if n == 0 {
			return ErrStale
		}
		if err := tx.row(ctx, `SELECT hash FROM deputy_event WHERE deputy = $1 AND seq = $2`, d.ID, e.Seq-1).Scan(&last); err != nil {
			return wrap(err, "read the log of a deputy")
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
	_, err = tx.exec(ctx, `INSERT INTO deputy_event (deputy, seq, at, author, kind, data, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		d.ID, e.Seq, millis(e.At), string(author), e.Fact.Kind(), string(data), audit.Link(last, e.At, string(author), e.Fact.Kind(), string(data)))
	return wrap(err, "append fact of a deputy")
}

// Deputy reads a deputyship.
func (s *Store) Deputy(ctx context.Context, id string) (*identity.Deputyship, error) {
	list, err := s.deputies(ctx, `WHERE d.id = $1`, id)
	if err == nil && len(list) == 0 {
		return nil, motcua.Refused(motcua.NotFound, "deputy.unknown")
	}
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// DeputyOf lists for whom a person may act on a day.
func (s *Store) DeputyOf(ctx context.Context, person string, day calendar.Date) ([]*identity.Deputyship, error) {
	return s.deputies(ctx, `WHERE d.person = $1 AND d.first_day <= $2 AND d.last_day >= $2 AND d.ended = FALSE`, person, day.String())
}

// Deputies lists the deputyships that end on a day or later.
func (s *Store) Deputies(ctx context.Context, day calendar.Date) ([]*identity.Deputyship, error) {
	return s.deputies(ctx, `WHERE d.last_day >= $1`, day.String())
}

func (s *Store) deputies(ctx context.Context, where string, args ...any) ([]*identity.Deputyship, error) {
	rows, err := s.read.rows(ctx, `SELECT e.deputy, e.seq, e.at, e.author, e.kind, e.data FROM deputy d JOIN deputy_event e ON e.deputy = d.id `+where+`
		ORDER BY d.first_day DESC, d.id, e.seq`, args...)
	type line struct {
		id string
		identity.DeputyEvent
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
		l.Fact, err = identity.DecodeDeputy(kind, []byte(data))
		return l, err
	})
	var list []*identity.Deputyship
	for from := 0; from < len(lines); {
		to, events := from, []identity.DeputyEvent(nil)
		for ; to < len(lines) && lines[to].id == lines[from].id; to++ {
			events = append(events, lines[to].DeputyEvent)
		}
		list = append(list, identity.RebuildDeputyship(lines[from].id, events))
		from = to
	}
	return list, wrap(err, "read deputies")
}

// CheckDeputyChain does for the log of a deputyship what CheckChain does for
// that of a dossier.
func (s *Store) CheckDeputyChain(ctx context.Context, id string) (int, error) {
	return s.checkChain(ctx, `SELECT seq, at, author, kind, data, hash FROM deputy_event WHERE deputy = $1 ORDER BY seq`, id)
}
