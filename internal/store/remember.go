package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"regexp"

	"modernc.org/sqlite"
)

// remembering opens connections to SQLite that keep the inserts of others
// prepared. The queue of jobs writes in our transactions with its own
// statements, which the driver would parse anew each time: on the one
// connection that writes, parsing took twice the time of inserting.
type remembering struct {
	driver  *sqlite.Driver
	address string
}

// Connect opens a connection.
func (r remembering) Connect(context.Context) (driver.Conn, error) {
	opened, err := r.driver.Open(r.address)
	if err != nil {
		return nil, err
	}
	conn, ok := opened.(sqliteConn)
	if !ok {
		return nil, errors.Join(errors.New("the SQLite driver has changed its connections"), opened.Close())
	}
	return &remembered{sqliteConn: conn, kept: map[string]driver.StmtExecContext{}}, nil
}

// Driver names the driver behind.
func (r remembering) Driver() driver.Driver { return r.driver }

// sqliteConn is what the driver's connections can do and database/sql asks for.
type sqliteConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// remembered is a connection with the inserts it has met. database/sql uses a
// connection from one goroutine at a time.
type remembered struct {
	sqliteConn
	kept map[string]driver.StmtExecContext
}

// keptAtMost bounds the inserts kept by a connection: those written by hand
// are few, and a text that changes each time must not fill the memory.
const keptAtMost = 64

// insert is one statement that adds rows, after the comments that name it.
var insert = regexp.MustCompile(`(?is)^\s*(--[^\n]*\n\s*)*insert\s[^;]*;?\s*$`)

// ExecContext runs a statement, an insert by its kept form.
func (c *remembered) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if kept, ok := c.kept[query]; ok {
		return kept.ExecContext(ctx, args)
	}
	if len(c.kept) == keptAtMost || !insert.MatchString(query) {
		return c.sqliteConn.ExecContext(ctx, query, args)
	}
	prepared, err := c.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	kept, ok := prepared.(driver.StmtExecContext)
	if !ok {
		return nil, errors.Join(errors.New("the SQLite driver has changed its statements"), prepared.Close())
	}
	c.kept[query] = kept
	return kept.ExecContext(ctx, args)
}

// Close ends the kept inserts and the connection.
func (c *remembered) Close() error {
	var errs []error
	for _, kept := range c.kept {
		errs = append(errs, kept.(driver.Stmt).Close())
	}
	clear(c.kept)
	return errors.Join(append(errs, c.sqliteConn.Close())...)
}
