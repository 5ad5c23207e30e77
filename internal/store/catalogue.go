package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"motcua/calendar"
	"motcua/catalogue"
)

// PutProcedure stores a procedure with all its versions, new or changed.
func (tx *Tx) PutProcedure(ctx context.Context, p catalogue.Procedure) error {
	body, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("encode procedure %s: %w", p.Code, err)
	}
	_, err = tx.exec(ctx, `INSERT INTO procedure_record (code, body) VALUES ($1, $2) ON CONFLICT (code) DO UPDATE SET body = excluded.body`,
		p.Code, string(body))
	return wrap(err, "store procedure")
}

// Procedures reads the whole catalogue.
func (s *Store) Procedures(ctx context.Context) ([]catalogue.Procedure, error) {
	rows, err := s.read.rows(ctx, `SELECT body FROM procedure_record ORDER BY code`)
	list, err := collect(rows, err, scanJSON[catalogue.Procedure])
	return list, wrap(err, "read the catalogue")
}

// PutTopic stores a topic, new or changed.
func (tx *Tx) PutTopic(ctx context.Context, t catalogue.Topic) error {
	body, err := json.Marshal(t)
	if err != nil {
		return fmt.Errorf("encode topic %s: %w", t.ID, err)
	}
	_, err = tx.exec(ctx, `INSERT INTO topic (id, body) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
		t.ID, string(body))
	return wrap(err, "store topic")
}

// Topics reads the topics in their places.
func (s *Store) Topics(ctx context.Context) ([]catalogue.Topic, error) {
	rows, err := s.read.rows(ctx, `SELECT body FROM topic ORDER BY id`)
	list, err := collect(rows, err, scanJSON[catalogue.Topic])
	catalogue.SortTopics(list)
	return list, wrap(err, "read the topics")
}

// PutCalendar stores a working calendar, new or changed.
func (tx *Tx) PutCalendar(ctx context.Context, spec calendar.Spec) error {
	body, err := json.Marshal(spec)
	if err != nil {
		return fmt.Errorf("encode calendar %s: %w", spec.ID, err)
	}
	_, err = tx.exec(ctx, `INSERT INTO calendar (id, body) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
		spec.ID, string(body))
	return wrap(err, "store calendar")
}

// Calendars reads every working calendar.
func (s *Store) Calendars(ctx context.Context) ([]calendar.Spec, error) {
	rows, err := s.read.rows(ctx, `SELECT body FROM calendar ORDER BY id`)
	list, err := collect(rows, err, scanJSON[calendar.Spec])
	return list, wrap(err, "read the calendars")
}

// Bump counts a change of what every node keeps in memory, so that the others
// read it anew.
func (tx *Tx) Bump(ctx context.Context, name string) error {
	_, err := tx.exec(ctx, `INSERT INTO revision (name, value) VALUES ($1, 1) ON CONFLICT (name) DO UPDATE SET value = revision.value + 1`, name)
	return wrap(err, "count revision")
}

// Revision is how often what the name stands for has changed.
func (s *Store) Revision(ctx context.Context, name string) (int64, error) {
	var n int64
	err := s.read.row(ctx, `SELECT coalesce(max(value), 0) FROM revision WHERE name = $1`, name).Scan(&n)
	return n, wrap(err, "read revision")
}

func scanJSON[T any](rows *sql.Rows) (T, error) {
	var value T
	text, err := scanText(rows)
	if err != nil {
		return value, err
	}
	return value, json.Unmarshal([]byte(text), &value)
}
