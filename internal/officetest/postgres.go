package officetest

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/internal/officetest/cluster"
)

// databaseLimit is how long making or dropping one database may take.
const databaseLimit = time.Minute

// server starts the cluster of this test binary the first time a test asks; it
// ends with the process.
var server = sync.OnceValues(func() (*cluster.Cluster, error) { return cluster.Start(false) })

// Postgres makes an empty database for one test, dropped when the test ends,
// and returns its URL. The server is the one named by MOTCUA_TEST_POSTGRES (the
// URL of a user that may create databases; make test sets it), otherwise a
// private one that this test binary starts once and takes with it.
func Postgres(t testing.TB) string {
	t.Helper()
	return postgresFrom(t, "template0")
}

// postgresFrom makes a database that is a copy of another.
func postgresFrom(t testing.TB, mould string) string {
	t.Helper()
	admin := administrator(t)
	name := "motcua_test_" + strings.ToLower(rand.Text()[:16])
	execute(t, admin, "create database "+name+" template "+mould+" encoding 'UTF8'")
	t.Cleanup(func() { execute(t, admin, "drop database if exists "+name+" with (force)") })
	own, err := inDatabase(admin, name)
	if err != nil {
		t.Fatalf("address of the test database: %v", err)
	}
	return own
}

// administrator is the URL of a connection that may create databases.
func administrator(t testing.TB) string {
	t.Helper()
	if given := os.Getenv("MOTCUA_TEST_POSTGRES"); given != "" {
		return given
	}
	running, err := server()
	if err != nil {
		t.Fatalf("PostgreSQL for the tests: %v", err)
	}
	return running.URL("postgres")
}

// inDatabase is the address of another database of the same server.
func inDatabase(server, name string) (string, error) {
	u, err := url.Parse(server)
	if err != nil {
		return "", fmt.Errorf("MOTCUA_TEST_POSTGRES is not a URL such as postgres://user@host/postgres: %w", err)
	}
	u.Path = "/" + name
	return u.String(), nil
}

// databases lists those whose names begin in a way.
func databases(t testing.TB, address, prefix string) (names []string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), databaseLimit)
	defer cancel()
	connection, err := pgx.Connect(ctx, address)
	if err != nil {
		t.Fatalf("connecting to the PostgreSQL of the tests: %v", err)
	}
	defer func() { _ = connection.Close(ctx) }()
	rows, err := connection.Query(ctx, "select datname from pg_database where starts_with(datname, $1)", prefix)
	if err == nil {
		names, err = pgx.CollectRows(rows, pgx.RowTo[string])
	}
	if err != nil {
		t.Fatalf("list databases: %v", err)
	}
	return names
}

// execute runs one statement on a connection of its own, since databases are
// made and dropped outside transactions.
func execute(t testing.TB, address, statement string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), databaseLimit)
	defer cancel()
	connection, err := pgx.Connect(ctx, address)
	if err != nil {
		t.Fatalf("connecting to the PostgreSQL of the tests: %v", err)
	}
	defer func() { _ = connection.Close(ctx) }()
	if _, err := connection.Exec(ctx, statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}
