package store

import (
	"context"
	"database/sql"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// statements runs queries on one pool. On SQLite it keeps each statement
// prepared, since its driver parses the text anew otherwise; the PostgreSQL
// driver keeps them itself.
type statements struct {
	db      *sql.DB
	prepare bool
	kept    sync.Map // query → *sql.Stmt; nil while it is only wished for
	count   atomic.Int64
}

// known gives the statement kept for a query. A transaction holds the only
// connection, on which nothing can be prepared meanwhile; so a query it meets
// for the first time is noted, and learn prepares it afterwards.
func (s *statements) known(query string) *sql.Stmt {
	if !s.prepare {
		return nil
	}
	stmt, _ := s.kept.LoadOrStore(query, (*sql.Stmt)(nil))
	return stmt.(*sql.Stmt)
}

// learn prepares the queries noted since the last time.
func (s *statements) learn(ctx context.Context) {
	s.kept.Range(func(query, stmt any) bool {
		if stmt.(*sql.Stmt) == nil {
			if made, err := s.db.PrepareContext(ctx, query.(string)); err == nil {
				s.kept.Store(query, made)
			}
		}
		return true
	})
}

func (s *statements) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	s.count.Add(1)
	if !s.prepare {
		return nil, nil
	}
	if stmt, ok := s.kept.Load(query); ok {
		return stmt.(*sql.Stmt), nil
	}
	stmt, err := s.db.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	if other, raced := s.kept.LoadOrStore(query, stmt); raced {
		return other.(*sql.Stmt), stmt.Close()
	}
	return stmt, nil
}

// searchable makes what is searched for text that a database takes: an address
// or a form may bring bytes that no stored text has, and finds nothing by them.
func searchable(args []any) []any {
	for i, arg := range args {
		if text, ok := arg.(string); ok && (!utf8.ValidString(text) || strings.IndexByte(text, 0) >= 0) {
			args[i] = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "\uFFFD")
		}
	}
	return args
}

func (s *statements) rows(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	args = searchable(args)
	stmt, err := s.prepared(ctx, query)
	if err != nil {
		return nil, err
	}
	if stmt != nil {
		return stmt.QueryContext(ctx, args...)
	}
	return s.db.QueryContext(ctx, query, args...)
}

func (s *statements) row(ctx context.Context, query string, args ...any) *sql.Row {
	args = searchable(args)
	if stmt, err := s.prepared(ctx, query); err == nil && stmt != nil {
		return stmt.QueryRowContext(ctx, args...)
	}
	return s.db.QueryRowContext(ctx, query, args...)
}

// close ends the kept statements and the pool.
func (s *statements) close() error {
	s.kept.Range(func(_, stmt any) bool {
		if stmt := stmt.(*sql.Stmt); stmt != nil {
			_ = stmt.Close()
		}
		return true
	})
	return s.db.Close()
}

// Queries counts the statements run so far, for the tests that hold a page to
// a number of them.
func (s *Store) Queries() int64 { return s.read.count.Load() }

// collect reads every row with a function and closes the rows.
func collect[T any](rows *sql.Rows, err error, scan func(*sql.Rows) (T, error)) ([]T, error) {
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var list []T
	for rows.Next() {
		item, err := scan(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, item)
	}
	return list, rows.Err()
}
