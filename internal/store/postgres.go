package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver named pgx
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// attempts bounds how often a change runs again when PostgreSQL reports a
// deadlock or a serialisation failure.
const attempts = 5

// openPostgres opens a pool on a URL. Its driver options may stand in the URL,
// default_query_exec_mode=exec behind PgBouncer among them.
func openPostgres(ctx context.Context, url string) (*Store, error) {
	db, err := sql.Open("pgx", url)
	if err != nil {
		return nil, fmt.Errorf("open PostgreSQL: %w", err)
	}
	connections := max(8, runtime.GOMAXPROCS(0)*8)
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	db.SetConnMaxIdleTime(5 * time.Minute)
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300)) // looks once a second
	if err != nil {
		return nil, errors.Join(fmt.Errorf("migration lock: %w", err), db.Close())
	}
	if err := migrate(ctx, goose.DialectPostgres, db, goose.WithSessionLocker(locker)); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	cache := &statements{db: db}
	return &Store{engine: PostgreSQL, read: cache, main: db, write: cache.write, close: []func() error{cache.close}}, nil
}

// holdDossiers keeps others from writing dossiers until the transaction ends.
const holdDossiers = `LOCK TABLE dossier IN SHARE MODE`

// oneMoment are the options of a transaction that only reads and sees one
// moment throughout; on SQLite every transaction does.
func oneMoment(engine Engine) *sql.TxOptions {
	if engine == PostgreSQL {
		return &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
	}
	return nil
}

// write runs a change in a transaction of its own.
func (s *statements) write(ctx context.Context, run func(*Tx) error) error {
	for attempt := 1; ; attempt++ {
		err := s.once(ctx, run)
		if attempt == attempts || !again(err) {
			return err
		}
	}
}

func (s *statements) once(ctx context.Context, run func(*Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	if err := safely(ctx, run, &Tx{SQL: tx, cache: s}); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

func again(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && (e.Code == "40001" || e.Code == "40P01")
}

func uniqueInPostgres(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && e.Code == "23505"
}

// isUnique tells whether a statement failed because such a row exists.
func isUnique(err error) bool { return uniqueInSQLite(err) || uniqueInPostgres(err) }
