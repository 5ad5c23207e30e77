package officetest

import (
	"context"
	"testing"

	"motcua/internal/store"
)

// noFileForgotten fails a test in which something named a file where the sweep
// does not ask: whatever a test does with a file shows a column that
// store.NamesOfFiles lacks.
func noFileForgotten(t testing.TB, s *store.Store) {
	if s.Engine() != store.SQLite {
		return // both engines have the same tables
	}
	found, err := s.ForgottenNames(context.Background())
	if err != nil {
		t.Errorf("look for names of files: %v", err)
	}
	for _, column := range found {
		t.Errorf("%s names a file, and store.NamesOfFiles does not know: the sweep would lose it", column)
	}
}
