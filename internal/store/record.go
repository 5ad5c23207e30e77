package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"motcua/audit"
	"motcua/calendar"
	"motcua/record"
)

// ErrSame says that another record of the noun is this one already.
var ErrSame = errors.New("another record is the same")

// CreateRecord stores a record with its first facts; ErrSame when there is one
// with the same Row.Same.
func (tx *Tx) CreateRecord(ctx context.Context, r record.Row, events []record.Event) error {
	_, err := tx.exec(ctx, `INSERT INTO record (parent, number, title, day, unit, person, state, due_at, ended_at, same, search, version, id, noun)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`, append(recordColumns(r), r.ID, r.Noun)...)
	if isUnique(err) {
		return ErrSame
	}
	if err != nil {
		return fmt.Errorf("store record: %w", err)
	}
	return tx.appendRecord(ctx, r, "", events)
}

// AppendRecord adds facts to a record that still stands at the version the
// decision was made on; otherwise nothing is stored and ErrStale says so. last
// is the hash of its latest fact.
func (tx *Tx) AppendRecord(ctx context.Context, r record.Row, last string, events []record.Event) error {
	changed, err := tx.exec(ctx, `UPDATE record SET parent = $1, number = $2, title = $3, day = $4, unit = $5, person = $6, state = $7,
		due_at = $8, ended_at = $9, same = $10, search = $11, version = $12 WHERE id = $13 AND version = $14`,
		append(recordColumns(r), r.ID, r.Version-len(events))...)
	if isUnique(err) {
		return ErrSame
	}
	if err != nil {
		return fmt.Errorf("update record: %w", err)
	}
	if changed == 0 {
		return ErrStale
	}
	return tx.appendRecord(ctx, r, last, events)
}

func recordColumns(r record.Row) []any {
	due, ended, day := OpenEnd, OpenEnd, ""
	if !r.Due.IsZero() {
		due = millis(r.Due)
	}
	if !r.Ended.IsZero() {
		ended = millis(r.Ended)
	}
	if !r.Day.IsZero() {
		day = r.Day.String()
	}
	return []any{r.Parent, r.Number, r.Title, day, r.Unit, r.Person, r.State, due, ended, r.Same, r.Search, r.Version}
}

func (tx *Tx) appendRecord(ctx context.Context, r record.Row, last string, events []record.Event) error {
	if err := tx.putRecordWords(ctx, r); err != nil {
		return err
	}
	for _, e := range events {
		author, err := json.Marshal(e.By)
		if err != nil {
			return fmt.Errorf("encode author: %w", err)
		}
		kind, data, err := record.Encode(e.Fact)
		if err != nil {
			return fmt.Errorf("encode fact: %w", err)
		}
		hash := audit.Link(last, e.At, string(author), kind, string(data))
		if _, err := tx.exec(ctx, `INSERT INTO record_event (record, seq, at, author, kind, data, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			r.ID, e.Seq, millis(e.At), string(author), kind, string(data), hash); err != nil {
			if isUnique(err) {
				return ErrStale
			}
			return fmt.Errorf("append fact of record: %w", err)
		}
		last = hash
	}
	return nil
}

// RedateRecord stores what follows from the calendars without a new fact: the
// date and the state; ErrStale when the record has new facts by now.
func (tx *Tx) RedateRecord(ctx context.Context, r record.Row) error {
	columns := recordColumns(r)
	changed, err := tx.exec(ctx, `UPDATE record SET due_at = $1, state = $2 WHERE id = $3 AND version = $4`, columns[7], r.State, r.ID, r.Version)
	if err == nil && changed == 0 {
		return ErrStale
	}
	return wrap(err, "date record")
}

// RecordFilter says which records of a noun are listed. Zero fields do not
// narrow.
type RecordFilter struct {
	Noun      string
	IDs       []string
	Parent    string
	Number    string
	Units     []string // of one of these units, or of Person
	Person    string
	State     string
	Open      bool
	DueBefore time.Time     // open ones whose date is before it
	From, To  calendar.Date // of the day, both included
	Text      string        // folded; every word of it is to be found
	Words     []string      // folded; each begins a word that the record has or had
	Soonest   bool          // in the order of their dates; otherwise the latest day first
	After     string        // the id of the last one seen
	Limit     int           // 0: all
}

func (f RecordFilter) where() (string, []any) {
	var c conditions
	c.add("r.noun = ?", f.Noun)
	if len(f.IDs) > 0 {
		c.add("r.id IN ("+marks(len(f.IDs))+")", anys(f.IDs)...)
	}
	if f.Parent != "" {
		c.add("r.parent = ?", f.Parent)
	}
	if f.Number != "" {
		c.add("r.number = ?", f.Number)
	}
	switch {
	case len(f.Units) > 0:
		c.add("(r.unit IN ("+marks(len(f.Units))+") OR r.person = ?)", append(anys(f.Units), f.Person)...)
	case f.Person != "":
		c.add("r.person = ?", f.Person)
	}
	if f.State != "" {
		c.add("r.state = ?", f.State)
	}
	if f.Open {
		c.add("r." + openOnly)
	}
	if !f.DueBefore.IsZero() {
		c.add("r."+openOnly+" AND r.due_at < ?", millis(f.DueBefore))
	}
	if !f.From.IsZero() {
		c.add("r.day >= ?", f.From.String())
	}
	if !f.To.IsZero() {
		c.add("r.day <= ? AND r.day <> ''", f.To.String())
	}
	words := strings.Fields(f.Text)
	for _, word := range words[:min(len(words), wordsAtMost)] {
		c.add(`r.search LIKE ? ESCAPE '\'`, like(word))
	}
	for _, word := range f.Words[:min(len(f.Words), wordsAtMost)] {
		sub, args := recordsWith(word)
		c.add("r.id IN ("+sub+")", args...)
	}
	if f.After != "" {
		if f.Soonest {
			c.add("(r.due_at, r.id) > (SELECT due_at, id FROM record WHERE id = ?)", f.After)
		} else {
			c.add("(r.day, r.id) < (SELECT day, id FROM record WHERE id = ?)", f.After)
		}
	}
	return c.where(), c.args
}

func (f RecordFilter) order() string {
	if f.Soonest {
		return " ORDER BY r.due_at, r.id"
	}
	return " ORDER BY r.day DESC, r.id DESC"
}

func anys(texts []string) []any {
	list := make([]any, len(texts))
	for i, t := range texts {
		list[i] = t
	}
	return list
}

// RecordLog is the log of a record.
type RecordLog struct {
	ID     string
	Events []record.Event
	Last   string // hash of the last entry
}

// Records reads the logs of what the filter finds, in its order.
func (s *Store) Records(ctx context.Context, f RecordFilter, codec record.Codec) ([]RecordLog, error) {
	where, args := f.where()
	limit := ""
	if f.Limit > 0 {
		args = append(args, f.Limit)
		limit = fmt.Sprintf(" LIMIT $%d", len(args))
	}
	rows, err := s.read.rows(ctx, `SELECT r.id, e.seq, e.at, e.author, e.kind, e.data, e.hash FROM
		(SELECT r.id, r.day, r.due_at FROM record r`+where+f.order()+limit+`) r JOIN record_event e ON e.record = r.id`+f.order()+`, e.seq`, args...)
	var logs []RecordLog
	_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
		var e record.Event
		var at int64
		var id, author, kind, data, hash string
		if err := rows.Scan(&id, &e.Seq, &at, &author, &kind, &data, &hash); err != nil {
			return struct{}{}, err
		}
		e.At = instant(at)
		if err := json.Unmarshal([]byte(author), &e.By); err != nil {
			return struct{}{}, fmt.Errorf("decode author: %w", err)
		}
		if e.Fact, err = codec.Decode(kind, []byte(data)); err != nil {
			return struct{}{}, err
		}
		if n := len(logs); n == 0 || logs[n-1].ID != id {
			logs = append(logs, RecordLog{ID: id})
		}
		log := &logs[len(logs)-1]
		log.Events, log.Last = append(log.Events, e), hash
		return struct{}{}, nil
	})
	return logs, wrap(err, "read records")
}

// CountRecords counts what the filter finds, whatever its limit.
func (s *Store) CountRecords(ctx context.Context, f RecordFilter) (int, error) {
	f.After = ""
	where, args := f.where()
	var n int
	err := s.read.row(ctx, `SELECT count(*) FROM record r`+where, args...).Scan(&n)
	return n, wrap(err, "count records")
}

// RecordIDs lists the ids of all records after one, for those who look through
// their logs.
func (s *Store) RecordIDs(ctx context.Context, after string, limit int) ([]string, error) {
	rows, err := s.read.rows(ctx, `SELECT id FROM record WHERE id > $1 ORDER BY id LIMIT $2`, after, limit)
	ids, err := collect(rows, err, func(rows *sql.Rows) (id string, err error) { return id, rows.Scan(&id) })
	return ids, wrap(err, "list records")
}

// CheckRecordChain recomputes the hashes of the log of a record; 0 when all fit.
func (s *Store) CheckRecordChain(ctx context.Context, id string) (int, error) {
	return s.checkChain(ctx, `SELECT seq, at, author, kind, data, hash FROM record_event WHERE record = $1 ORDER BY seq`, id)
}
