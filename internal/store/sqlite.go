package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

const (
	checkpointEvery = 2 * time.Second
	checkpointPages = 100_000 // the log is folded back off the commit path instead
	groupAtMost     = 128     // changes committed together
)

// openSQLite opens a file with one connection that writes and several that
// only read. Commits are durable (synchronous=FULL).
func openSQLite(ctx context.Context, path string) (*Store, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return nil, fmt.Errorf("make the data directory: %w", err)
	}
	writer := sql.OpenDB(remembering{driver: &sqlite.Driver{}, address: address(path, "immediate", "wal_autocheckpoint(100000)")})
	writer.SetMaxOpenConns(1)
	if err := migrate(ctx, goose.DialectSQLite3, writer); err != nil {
		return nil, errors.Join(err, writer.Close())
	}
	reader, err := sql.Open("sqlite", address(path, "deferred", "query_only(1)"))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), writer.Close())
	}
	readers := max(4, runtime.GOMAXPROCS(0)*2)
	reader.SetMaxOpenConns(readers)
	reader.SetMaxIdleConns(readers)
	keeper, err := sql.Open("sqlite", address(path, "deferred", "wal_autocheckpoint(0)"))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), writer.Close(), reader.Close())
	}
	cache := &statements{db: writer, prepare: true}
	read := &statements{db: reader, prepare: true}
	group := startGroup(cache)
	stop := keepCheckpointing(keeper)
	return &Store{engine: SQLite, read: read, write: group.write, main: writer,
		close: []func() error{group.stop, stop, read.close, cache.close}}, nil
}

func address(path, lock string, pragma string) string {
	q := url.Values{}
	for _, p := range []string{"journal_mode(WAL)", "synchronous(FULL)", "busy_timeout(10000)", "foreign_keys(1)", "cache_size(-65536)", "temp_store(MEMORY)", pragma} {
		q.Add("_pragma", p)
	}
	q.Set("_txlock", lock)
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

// keepCheckpointing folds the write-ahead log back into the file from time to
// time, so that no commit has to wait for it.
func keepCheckpointing(db *sql.DB) (stop func() error) {
	done := make(chan struct{})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(checkpointEvery)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				// A busy log is folded back at the next tick.
				_, _ = db.Exec(`PRAGMA wal_checkpoint(PASSIVE)`)
			}
		}
	}()
	return func() error {
		close(done)
		<-ended
		return db.Close()
	}
}

func uniqueInSQLite(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) &&
		(e.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE || e.Code() == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)
}
