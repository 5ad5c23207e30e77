package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"motcua"
)

// SavedView is a filter of a list that a person keeps as a tab.
type SavedView struct {
	ID     string
	Person string
	List   string
	Name   string
	Query  string // what stands behind the ? of the list's address
	Star   bool   // stands before the others
	Place  int
}

// SavedViews lists what a person has kept of a list: starred first, then as
// the person has put them.
func (s *Store) SavedViews(ctx context.Context, person, list string) ([]SavedView, error) {
	rows, err := s.read.rows(ctx, `SELECT id, person, list, name, query, star, place FROM saved_view WHERE person = $1 AND list = $2
		ORDER BY star DESC, place, id`, person, list)
	views, err := collect(rows, err, func(rows *sql.Rows) (SavedView, error) {
		var v SavedView
		err := rows.Scan(&v.ID, &v.Person, &v.List, &v.Name, &v.Query, &v.Star, &v.Place)
		return v, err
	})
	return views, wrap(err, "list saved filters")
}

// AddSavedView keeps a filter; a name that the person has already is a
// Conflict.
func (tx *Tx) AddSavedView(ctx context.Context, v SavedView, at time.Time) error {
	_, err := tx.exec(ctx, `INSERT INTO saved_view (id, person, list, name, query, star, place, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		v.ID, v.Person, v.List, v.Name, v.Query, v.Star, v.Place, millis(at))
	if isUnique(err) {
		return motcua.InvalidField("name", "list.view.taken", "Name", v.Name)
	}
	return wrap(err, "keep filter")
}

// SetSavedView changes the name, the star and the place of a person's filter.
func (tx *Tx) SetSavedView(ctx context.Context, v SavedView) error {
	_, err := tx.exec(ctx, `UPDATE saved_view SET name = $1, star = $2, place = $3 WHERE id = $4 AND person = $5`, v.Name, v.Star, v.Place, v.ID, v.Person)
	if isUnique(err) {
		return motcua.InvalidField("name", "list.view.taken", "Name", v.Name)
	}
	return wrap(err, "change filter")
}

// DropSavedView forgets a filter of a person.
func (tx *Tx) DropSavedView(ctx context.Context, person, id string) error {
	_, err := tx.exec(ctx, `DELETE FROM saved_view WHERE id = $1 AND person = $2`, id, person)
	return wrap(err, "forget filter")
}

// ListColumns are the columns a person chose for a list; nothing when none were
// chosen.
func (s *Store) ListColumns(ctx context.Context, person, list string) ([]string, error) {
	var columns string
	err := s.read.row(ctx, `SELECT columns FROM list_columns WHERE person = $1 AND list = $2`, person, list).Scan(&columns)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return strings.Fields(columns), wrap(err, "read columns of a list")
}

// PutListColumns keeps the columns a person chose; none means the usual ones.
func (tx *Tx) PutListColumns(ctx context.Context, person, list string, columns []string) error {
	_, err := tx.exec(ctx, `INSERT INTO list_columns (person, list, columns) VALUES ($1, $2, $3)
		ON CONFLICT (person, list) DO UPDATE SET columns = excluded.columns`, person, list, strings.Join(columns, " "))
	return wrap(err, "keep columns of a list")
}
