// Package store is the only room that speaks SQL: one text for SQLite and for
// PostgreSQL, hand-written, with values made in Go. Writing is one transaction
// per decision ([Store.Write]); reading is plain queries on [Store].
//
// Instants are BIGINT milliseconds UTC, civil dates TEXT, structures TEXT JSON
// that SQL never looks into. A dossier that is open has ended at [OpenEnd].
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"motcua"
	"motcua/report"
)

// OpenEnd is the ended_at of a dossier that is still open: the end of time.
const OpenEnd int64 = math.MaxInt64

// Engine names the database behind the store.
type Engine string

// The engines.
const (
	SQLite     Engine = "sqlite"
	PostgreSQL Engine = "postgres"
)

// Store is an open database, migrated and ready. It is safe for concurrent
// use; the caller closes it.
type Store struct {
	engine Engine
	read   *statements
	write  func(ctx context.Context, change func(*Tx) error) error
	main   *sql.DB // for jobs and sessions: on SQLite the one that writes
	close  []func() error
}

// Tx is one transaction of a change.
type Tx struct {
	SQL   *sql.Tx // for the queue of jobs, which writes in the same transaction
	cache *statements
	sums  report.Sums // what the change under way does to the summaries
}

// Open opens and migrates the database at an address: a postgres:// URL, or
// the path of an SQLite file, made when missing. Several processes may open
// one PostgreSQL at once; one of them migrates, the others wait.
func Open(ctx context.Context, address string) (*Store, error) {
	open := openSQLite
	if strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://") {
		open = openPostgres
	}
	s, err := open(ctx, address)
	if err != nil {
		return nil, err
	}
	if err := s.fillTallies(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// Engine says which database this is.
func (s *Store) Engine() Engine { return s.engine }

// DB is the connection pool for the queue of jobs.
func (s *Store) DB() *sql.DB { return s.main }

// Close waits for the changes under way and closes the database.
func (s *Store) Close() error {
	var errs []error
	for _, f := range s.close {
		errs = append(errs, f())
	}
	return errors.Join(errs...)
}

// Write runs a change in one transaction: when it returns an error nothing of
// it stays. The change may run more than once on PostgreSQL when the database
// asks for it, so it must only touch the transaction.
func (s *Store) Write(ctx context.Context, change func(*Tx) error) error {
	return s.write(ctx, change)
}

// Ping tells whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	var one int
	return s.read.row(ctx, `SELECT 1`).Scan(&one)
}

// calm keeps a caller who leaves from interrupting a statement on SQLite, which
// would undo the changes of others in the same transaction too.
func (tx *Tx) calm(ctx context.Context) context.Context {
	if tx.cache.prepare {
		return context.WithoutCancel(ctx)
	}
	return ctx
}

func (tx *Tx) exec(ctx context.Context, query string, args ...any) (int64, error) {
	ctx = tx.calm(ctx)
	var result sql.Result
	var err error
	if stmt := tx.cache.known(query); stmt != nil {
		result, err = tx.SQL.StmtContext(ctx, stmt).ExecContext(ctx, args...)
	} else {
		result, err = tx.SQL.ExecContext(ctx, query, args...)
	}
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

func (tx *Tx) row(ctx context.Context, query string, args ...any) *sql.Row {
	ctx = tx.calm(ctx)
	if stmt := tx.cache.known(query); stmt != nil {
		return tx.SQL.StmtContext(ctx, stmt).QueryRowContext(ctx, args...)
	}
	return tx.SQL.QueryRowContext(ctx, query, args...)
}

func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func instant(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// notFound turns an empty answer into a fault the caller names.
func notFound(err error, key string, pairs ...any) error {
	if errors.Is(err, sql.ErrNoRows) {
		return motcua.Refused(motcua.NotFound, key, pairs...)
	}
	return err
}

func wrap(err error, doing string) error {
	var fault *motcua.Fault
	if err == nil || errors.As(err, &fault) {
		return err
	}
	return fmt.Errorf("%s: %w", doing, err)
}
