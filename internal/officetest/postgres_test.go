package officetest_test

import (
	"context"
	"os/exec"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"motcua/internal/officetest"
)

func TestEachTestHasItsOwnDatabase(t *testing.T) {
	ctx := context.Background()
	one, other := open(t, officetest.Postgres(t)), open(t, officetest.Postgres(t))
	if _, err := one.Exec(ctx, "create table seen (id bigint primary key)"); err != nil {
		t.Fatal(err)
	}
	var tables int
	query := "select count(*) from information_schema.tables where table_name = 'seen'"
	if err := other.QueryRow(ctx, query).Scan(&tables); err != nil {
		t.Fatal(err)
	}
	if got, want := tables, 0; got != want {
		t.Errorf("tables of another test seen here: got %d, want %d", got, want)
	}
}

func TestDatabaseGoesWithItsTest(t *testing.T) {
	var address string
	t.Run("a test with a database", func(t *testing.T) { address = officetest.Postgres(t) })
	_, err := pgx.Connect(context.Background(), address)
	if err == nil || !strings.Contains(err.Error(), "does not exist") {
		t.Errorf("connecting after the test: got %v, want a database that does not exist", err)
	}
}

func TestServerKeepsVietnamese(t *testing.T) {
	var back string
	const name = "Sở Kế hoạch và Đầu tư"
	if err := open(t, officetest.Postgres(t)).QueryRow(context.Background(), "select $1::text", name).Scan(&back); err != nil {
		t.Fatal(err)
	}
	if got, want := back, name; got != want {
		t.Errorf("text read back: got %q, want %q", got, want)
	}
}

func TestCommandBesideServer(t *testing.T) {
	tests := []struct {
		reason string
		script string
		exit   int
		output string
	}{
		{"the command is told where the server is", `echo "$MOTCUA_TEST_POSTGRES"`, 0, "postgres://"},
		{"a command that fails is a failure", "exit 7", 7, ""},
	}
	testpg := t.TempDir() + "/testpg"
	if out, err := exec.Command("go", "build", "-o", testpg, "./testpg").CombinedOutput(); err != nil {
		t.Fatalf("building testpg: %v\n%s", err, out)
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			command := exec.Command(testpg, "sh", "-c", test.script)
			out, err := command.Output()
			if command.ProcessState == nil {
				t.Fatal(err)
			}
			if got, want := command.ProcessState.ExitCode(), test.exit; got != want {
				t.Errorf("exit code: got %d, want %d", got, want)
			}
			if !strings.Contains(string(out), test.output) {
				t.Errorf("output: got %q, want it to hold %q", out, test.output)
			}
		})
	}
}

func open(t *testing.T, address string) *pgx.Conn {
	t.Helper()
	connection, err := pgx.Connect(context.Background(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := connection.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return connection
}
