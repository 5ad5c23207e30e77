package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"motcua"
	"motcua/audit"
	"motcua/calendar"
	"motcua/counter"
	"motcua/dossier"
)

// Queue reads the facts of one centre and one day, and the hash of the last.
func (s *Store) Queue(ctx context.Context, centre string, day calendar.Date) (*counter.Queue, string, error) {
	rows, err := s.read.rows(ctx, `SELECT seq, at, author, kind, data, hash FROM queue_event WHERE centre = $1 AND day = $2 ORDER BY seq`, centre, day.String())
	last := ""
	events, err := collect(rows, err, func(rows *sql.Rows) (counter.Event, error) {
		var e counter.Event
		var at int64
		var author, kind, data string
		if err := rows.Scan(&e.Seq, &at, &author, &kind, &data, &last); err != nil {
			return e, err
		}
		e.At = instant(at)
		if err := json.Unmarshal([]byte(author), &e.By); err != nil {
			return e, fmt.Errorf("decode author: %w", err)
		}
		fact, err := counter.Decode(kind, []byte(data))
		e.Fact = fact
		return e, err
	})
	return counter.Rebuild(centre, day, events), last, wrap(err, "read the queue")
}

// AppendQueue adds facts to the queue of a day that still ends on the last hash;
// otherwise nothing is stored and ErrStale says so.
func (tx *Tx) AppendQueue(ctx context.Context, q *counter.Queue, last string, events []counter.Event) error {
	for _, e := range events {
		author, err := json.Marshal(e.By)
		if err != nil {
			return fmt.Errorf("encode author: %w", err)
		}
		kind, data, err := counter.Encode(e.Fact)
		if err != nil {
			return fmt.Errorf("encode fact: %w", err)
		}
		last = audit.Link(last, e.At, string(author), kind, string(data))
		_, err = tx.exec(ctx, `INSERT INTO queue_event (centre, day, seq, at, author, kind, data, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
			q.Centre, q.Day.String(), e.Seq, millis(e.At), string(author), kind, string(data), last)
		if isUnique(err) {
			return ErrStale
		}
		if err != nil {
			return fmt.Errorf("append to the queue: %w", err)
		}
	}
	return nil
}

// QueueVersion counts the facts of a day.
func (s *Store) QueueVersion(ctx context.Context, centre string, day calendar.Date) (int, error) {
	var n int
	err := s.read.row(ctx, `SELECT count(*) FROM queue_event WHERE centre = $1 AND day = $2`, centre, day.String()).Scan(&n)
	return n, wrap(err, "count the queue")
}

// CheckQueueChain does what CheckChain does for the queue of a day.
func (s *Store) CheckQueueChain(ctx context.Context, centre string, day calendar.Date) (int, error) {
	return s.checkChain(ctx, `SELECT seq, at, author, kind, data, hash FROM queue_event WHERE centre || ' ' || day = $1 ORDER BY seq`, centre+" "+day.String())
}

// Week reads who is on duty in a week; one never written has version 0.
func (s *Store) Week(ctx context.Context, centre string, monday calendar.Date) (counter.Week, error) {
	w := counter.Week{Centre: centre, Monday: monday}
	var shifts string
	err := s.read.row(ctx, `SELECT version, shifts FROM roster WHERE centre = $1 AND monday = $2`, centre, monday.String()).Scan(&w.Version, &shifts)
	if err == sql.ErrNoRows {
		return w, nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(shifts), &w.Shifts)
	}
	return w, wrap(err, "read the roster")
}

// Weeks reads the weeks that were written, of Mondays from one to another.
func (s *Store) Weeks(ctx context.Context, centre string, from, to calendar.Date) ([]counter.Week, error) {
	rows, err := s.read.rows(ctx, `SELECT monday, version, shifts FROM roster WHERE centre = $1 AND monday >= $2 AND monday <= $3 ORDER BY monday`, centre, from.String(), to.String())
	list, err := collect(rows, err, func(rows *sql.Rows) (counter.Week, error) {
		w := counter.Week{Centre: centre}
		var monday, shifts string
		if err := rows.Scan(&monday, &w.Version, &shifts); err != nil {
			return w, err
		}
		if err := json.Unmarshal([]byte(shifts), &w.Shifts); err != nil {
			return w, err
		}
		return w, w.Monday.UnmarshalText([]byte(monday))
	})
	return list, wrap(err, "read the rosters")
}

// PutWeek stores a week over the version it was read at; a conflict when
// somebody else wrote it meanwhile.
func (tx *Tx) PutWeek(ctx context.Context, w counter.Week) error {
	shifts, err := json.Marshal(w.Shifts)
	if err != nil {
		return fmt.Errorf("encode the roster: %w", err)
	}
	n, err := tx.exec(ctx, `INSERT INTO roster (centre, monday, version, shifts) VALUES ($1, $2, 1, $3)
		ON CONFLICT (centre, monday) DO UPDATE SET version = roster.version + 1, shifts = excluded.shifts WHERE roster.version = $4`,
		w.Centre, w.Monday.String(), string(shifts), w.Version)
	if err == nil && n == 0 {
		return motcua.Refused(motcua.Conflict, "counter.roster.stale")
	}
	return wrap(err, "store the roster")
}

// EarlierOf lists dossiers of an applicant by number or telephone, the latest
// first.
func (s *Store) EarlierOf(ctx context.Context, number string, limit int) ([]dossier.Summary, error) {
	if number == "" {
		return nil, nil
	}
	rows, err := s.read.rows(ctx, `SELECT `+summaryColumns+` FROM dossier WHERE identifier = $1
		UNION SELECT `+summaryColumns+` FROM dossier WHERE phone = $1 ORDER BY received_at DESC, id LIMIT $2`, number, limit)
	list, err := collect(rows, err, summaryOf)
	return list, wrap(err, "find earlier dossiers")
}
