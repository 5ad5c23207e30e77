package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"motcua/calendar"
	"motcua/record"
)

// recordsWith selects the records that have a word begun so.
func recordsWith(word string) (string, []any) {
	from, before := span(cutWord(word))
	if before == "" {
		return "SELECT record FROM record_word WHERE word = ?", []any{from}
	}
	return "SELECT record FROM record_word WHERE word >= ? AND word < ?", []any{from, before}
}

// putRecordWords keeps the words of a record, in the transaction of its facts. A
// word that it has no longer stays: who searches looks into the record too.
func (tx *Tx) putRecordWords(ctx context.Context, r record.Row) error {
	for chunk := range slices.Chunk(r.Words(), 6) {
		args := []any{r.ID}
		for i := range 6 {
			args = append(args, cutWord(chunk[min(i, len(chunk)-1)]))
		}
		if _, err := tx.exec(ctx, `INSERT INTO record_word (word, record) VALUES ($2, $1), ($3, $1), ($4, $1), ($5, $1), ($6, $1), ($7, $1)
			ON CONFLICT (word, record) DO NOTHING`, args...); err != nil {
			return fmt.Errorf("keep words of record: %w", err)
		}
	}
	return nil
}

const recordRead = `r.noun, r.id, r.parent, r.number, r.title, r.day, r.unit, r.person, r.state, r.search, r.version`

func scanRecord(rows *sql.Rows) (record.Row, error) {
	var r record.Row
	var day string
	if err := rows.Scan(&r.Noun, &r.ID, &r.Parent, &r.Number, &r.Title, &day, &r.Unit, &r.Person, &r.State, &r.Search, &r.Version); err != nil || day == "" {
		return r, err
	}
	var err error
	r.Day, err = calendar.ParseDate(day)
	return r, err
}

// RecordRows reads what lists keep of the records that the filter finds, without
// their dates and ends, in its order.
func (s *Store) RecordRows(ctx context.Context, f RecordFilter) ([]record.Row, error) {
	where, args := f.where()
	args = append(args, f.Limit)
	rows, err := s.read.rows(ctx, `SELECT `+recordRead+` FROM record r`+where+f.order()+fmt.Sprintf(" LIMIT $%d", len(args)), args...)
	list, err := collect(rows, err, scanRecord)
	return list, wrap(err, "list records")
}

// UnfoundRecords lists records that no search finds yet, kept by a version that
// did not keep their words; those before an id.
func (s *Store) UnfoundRecords(ctx context.Context, before string, limit int) ([]record.Row, error) {
	rows, err := s.read.rows(ctx, `SELECT `+recordRead+` FROM record r WHERE ($1 = '' OR r.id < $1)
		AND NOT EXISTS (SELECT 1 FROM record_word w WHERE w.record = r.id) ORDER BY r.id DESC LIMIT $2`, before, limit)
	list, err := collect(rows, err, scanRecord)
	return list, wrap(err, "list records that no search finds")
}

// AddRecordWords keeps the words of a record that was kept without.
func (tx *Tx) AddRecordWords(ctx context.Context, r record.Row) error {
	return tx.putRecordWords(ctx, r)
}
