package store_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"motcua/internal/store"
)

// Statements that others run in our transactions, as the queue of jobs does.
func TestForeignInsertsAreKeptAndStayRight(t *testing.T) {
	ctx := context.Background()
	s, err := store.Open(ctx, filepath.Join(t.TempDir(), "motcua.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	run := func(query string, args ...any) error {
		return s.Write(ctx, func(tx *store.Tx) error {
			_, err := tx.SQL.ExecContext(ctx, query, args...)
			return err
		})
	}
	const add = "-- name: Add :execrows\nINSERT INTO revision (name, value) VALUES (?, ?)"
	steps := []struct {
		reason string
		fails  bool
		run    func() error
	}{
		{"the first time it is parsed", false, func() error { return run(add, "a", 1) }},
		{"the second time with other values", false, func() error { return run(add, "b", 2) }},
		{"a double is refused", true, func() error { return run(add, "b", 3) }},
		{"and the next one is not", false, func() error { return run(add, "c", 3) }},
		{"two statements in one text both run", false, func() error {
			return run("INSERT INTO revision (name, value) VALUES ('d', 4); INSERT INTO revision (name, value) VALUES ('e', 5)")
		}},
		{"a table that changes meanwhile", false, func() error { return run("ALTER TABLE revision ADD COLUMN note TEXT") }},
		{"the kept statement fits it", false, func() error { return run(add, "f", 6) }},
		{"a text that is new each time is not kept for ever", false, func() error {
			for i := range 200 {
				if err := run(fmt.Sprintf("INSERT INTO revision (name, value) VALUES ('n%d', %d)", i, i)); err != nil {
					return err
				}
			}
			return nil
		}},
	}
	for _, step := range steps {
		if err := step.run(); (err != nil) != step.fails {
			t.Errorf("%s: got %v, want a failure: %t", step.reason, err, step.fails)
		}
	}
	for name, want := range map[string]int64{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "n199": 199} {
		got, err := s.Revision(ctx, name)
		if err != nil || got != want {
			t.Errorf("%s: got %d (%v), want %d", name, got, err, want)
		}
	}
}
