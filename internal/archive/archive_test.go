package archive_test

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"motcua/internal/archive"
)

func open(t *testing.T) (*archive.Archive, string) {
	t.Helper()
	dir := t.TempDir()
	a, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a, dir
}

// keep keeps a text and gives its hash.
func keep(t *testing.T, a *archive.Archive, text string) string {
	t.Helper()
	d, err := a.Receive(strings.NewReader(text), 100)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(d.Keep(t.Context()), d.Drop()); err != nil {
		t.Fatal(err)
	}
	return d.Hash
}

// lie makes everything in a directory as old as that.
func lie(t *testing.T, dir string, ago time.Duration) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		return os.Chtimes(path, time.Now().Add(-ago), time.Now().Add(-ago))
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsKeptIsReadAgain(t *testing.T) {
	a, _ := open(t)
	hash := keep(t, a, "một tờ đơn")
	r, err := a.Open(t.Context(), hash)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err := errors.Join(err, r.Close()); err != nil || string(text) != "một tờ đơn" {
		t.Errorf("got %q, %v", text, err)
	}
}

// TestNothingIsLeftBehind: neither of what is too large nor of what was dropped.
func TestNothingIsLeftBehind(t *testing.T) {
	a, dir := open(t)
	if _, err := a.Receive(strings.NewReader(strings.Repeat("x", 101)), 100); !errors.Is(err, archive.ErrTooLarge) {
		t.Errorf("got %v", err)
	}
	d, err := a.Receive(strings.NewReader("x"), 100)
	if err != nil || d.Drop() != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(filepath.Join(dir, "incoming")); len(left) != 0 {
		t.Errorf("%d files are left", len(left))
	}
	if _, err := a.Open(t.Context(), d.Hash); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what was dropped is kept: %v", err)
	}
}

// TestRemoveSparesWhatWasJustKept: whoever keeps the same bytes at the moment
// of the sweep finds them afterwards.
func TestRemoveSparesWhatWasJustKept(t *testing.T) {
	a, dir := open(t)
	ctx := context.Background()
	hash := keep(t, a, "x")
	there := func() bool {
		r, err := a.Open(ctx, hash)
		if err == nil {
			_ = r.Close()
		}
		return err == nil
	}
	if err := a.Remove(ctx, hash); err != nil || !there() {
		t.Fatalf("what was kept a moment ago is gone: %v", err)
	}
	lie(t, dir, 2*time.Hour)
	keep(t, a, "x")
	if err := a.Remove(ctx, hash); err != nil || !there() {
		t.Fatalf("what was kept again a moment ago is gone: %v", err)
	}
	lie(t, dir, 2*time.Hour)
	if err := a.Remove(ctx, hash); err != nil || there() {
		t.Errorf("what has lain for hours is still there: %v", err)
	}
	if err := a.Remove(ctx, hash); err != nil {
		t.Errorf("removing twice: %v", err)
	}
}

func TestSweepIncoming(t *testing.T) {
	a, dir := open(t)
	old, fresh := filepath.Join(dir, "incoming", "a"), filepath.Join(dir, "incoming", "b")
	for _, name := range []string{old, fresh} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chtimes(old, time.Now().Add(-3*time.Hour), time.Now().Add(-3*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if err := a.SweepIncoming(2 * time.Hour); err != nil {
		t.Fatal(err)
	}
	_, gone := os.Stat(old)
	_, there := os.Stat(fresh)
	if !errors.Is(gone, fs.ErrNotExist) || there != nil {
		t.Errorf("the old one: %v, the fresh one: %v", gone, there)
	}
}
