package store_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"motcua/internal/officetest"
	"motcua/internal/store"
)

// each runs a test on an empty database of every engine.
func each(t *testing.T, test func(t *testing.T, s *store.Store)) {
	t.Helper()
	for _, engine := range []store.Engine{store.SQLite, store.PostgreSQL} {
		t.Run(string(engine), func(t *testing.T) { test(t, open(t, officetest.Address(t, engine))) })
	}
}

func open(t *testing.T, address string) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), address)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

// count counts one up in a scope of its own.
func count(ctx context.Context, tx *store.Tx, scope string) error {
	_, err := tx.NextNumber(ctx, scope, "2022-06-06")
	return err
}

// counted is how often a scope has been counted and committed.
func counted(t *testing.T, s *store.Store, scope string) int {
	t.Helper()
	n := 0
	err := s.Write(context.Background(), func(tx *store.Tx) (err error) {
		n, err = tx.NextNumber(context.Background(), scope, "2022-06-06")
		return err
	})
	if err != nil {
		t.Fatalf("count %s: %v", scope, err)
	}
	return n - 1
}

var errRefused = errors.New("refused")

func TestAChangeThatFailsFailsAlone(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		endings := []struct {
			reason string
			end    func() error
			stays  bool
		}{
			{"sound", func() error { return nil }, true},
			{"refused after it wrote", func() error { return errRefused }, false},
			{"panicked after it wrote", func() error { panic("out of range") }, false},
		}
		const rounds = 30
		errs := make([]error, len(endings)*rounds)
		var all sync.WaitGroup
		for i := range errs {
			all.Go(func() {
				ctx, end := context.Background(), endings[i%len(endings)]
				errs[i] = s.Write(ctx, func(tx *store.Tx) error {
					if err := count(ctx, tx, fmt.Sprint("scope", i)); err != nil {
						return err
					}
					return end.end()
				})
			})
		}
		all.Wait()
		for i, err := range errs {
			end := endings[i%len(endings)]
			if got, want := err == nil, end.stays; got != want {
				t.Errorf("%s: got %v, want success %v", end.reason, err, want)
			}
			want := 0
			if end.stays {
				want = 1
			}
			if got := counted(t, s, fmt.Sprint("scope", i)); got != want {
				t.Errorf("%s: rows that stayed: got %d, want %d", end.reason, got, want)
			}
		}
	})
}

func TestACallerThatLeavesTakesNobodyAlong(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		const changes = 400
		errs := make([]error, changes)
		var all sync.WaitGroup
		for i := range changes {
			all.Go(func() {
				ctx := context.Background()
				if i%2 == 0 {
					var leave context.CancelFunc
					ctx, leave = context.WithTimeout(ctx, time.Duration(i)*50*time.Microsecond)
					defer leave()
				}
				errs[i] = s.Write(ctx, func(tx *store.Tx) error {
					for range 5 {
						if err := count(ctx, tx, fmt.Sprint("scope", i)); err != nil {
							return err
						}
					}
					return nil
				})
			})
		}
		all.Wait()
		for i := 1; i < changes; i += 2 {
			if errs[i] != nil {
				t.Fatalf("change %d of a caller who stayed: got %v", i, errs[i])
			}
		}
		for i := 0; i < changes; i += 2 {
			if got := counted(t, s, fmt.Sprint("scope", i)); got != 0 && got != 5 {
				t.Errorf("change %d of a caller who left: got %d rows, want all or none", i, got)
			}
		}
	})
}

func TestOpeningAgainChangesNothing(t *testing.T) {
	for _, engine := range []store.Engine{store.SQLite, store.PostgreSQL} {
		t.Run(string(engine), func(t *testing.T) {
			address := officetest.Address(t, engine)
			first := open(t, address)
			if got := counted(t, first, "x"); got != 0 {
				t.Errorf("at first: got %d, want 0", got)
			}
			if got := counted(t, open(t, address), "x"); got != 1 {
				t.Errorf("opened again: got %d, want what was there, 1", got)
			}
		})
	}
}

func TestAClosedStoreSaysSo(t *testing.T) {
	s, err := store.Open(context.Background(), officetest.Address(t, store.SQLite))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() {
		done <- s.Write(context.Background(), func(tx *store.Tx) error { return count(context.Background(), tx, "x") })
	}()
	select {
	case err := <-done:
		if err == nil {
			t.Error("a change after the end: got none, want an error")
		}
	case <-time.After(5 * time.Second):
		t.Error("a change after the end waits for ever")
	}
}
