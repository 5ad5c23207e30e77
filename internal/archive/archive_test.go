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

	"motcua"
	"motcua/internal/archive"
	"motcua/internal/officetest"
)

// place is an archive with where its files and what is on its way stand.
type place struct {
	*archive.Archive
	files, incoming string
}

// each runs a test on a disk and on a server that speaks S3.
func each(t *testing.T, test func(t *testing.T, a place)) {
	t.Helper()
	t.Run("disk", func(t *testing.T) {
		dir := t.TempDir()
		a, err := archive.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = a.Close() })
		test(t, place{a, dir, filepath.Join(dir, "incoming")})
	})
	t.Run("s3", func(t *testing.T) {
		dir := t.TempDir()
		to, files := officetest.Bucket(t)
		a, err := archive.OpenS3(t.Context(), to, dir)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = a.Close() })
		test(t, place{a, files, filepath.Join(dir, "incoming")})
	})
}

// keep keeps a text and gives its hash.
func keep(t *testing.T, a place, text string) string {
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
	each(t, func(t *testing.T, a place) {
		hash := keep(t, a, "một tờ đơn")
		r, err := a.Open(t.Context(), hash)
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err := errors.Join(err, r.Close()); err != nil || string(text) != "một tờ đơn" {
			t.Errorf("got %q, %v", text, err)
		}
	})
}

// TestNothingIsLeftBehind: neither of what is too large nor of what was dropped.
func TestNothingIsLeftBehind(t *testing.T) {
	each(t, func(t *testing.T, a place) {
		if _, err := a.Receive(strings.NewReader(strings.Repeat("x", 101)), 100); !errors.Is(err, archive.ErrTooLarge) {
			t.Errorf("got %v", err)
		}
		d, err := a.Receive(strings.NewReader("x"), 100)
		if err != nil || d.Drop() != nil {
			t.Fatal(err)
		}
		if left, _ := os.ReadDir(a.incoming); len(left) != 0 {
			t.Errorf("%d files are left", len(left))
		}
		if _, err := a.Open(t.Context(), d.Hash); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("what was dropped is kept: %v", err)
		}
	})
}

// TestRemoveSparesWhatWasJustKept: whoever keeps the same bytes at the moment
// of the sweep finds them afterwards.
func TestRemoveSparesWhatWasJustKept(t *testing.T) {
	each(t, func(t *testing.T, a place) {
		ctx := context.Background()
		hash := keep(t, a, "x")
		there := func() bool {
			r, err := a.Open(ctx, hash)
			if err == nil {
				_ = r.Close()
			}
			return err == nil
		}
		if gone, err := a.Remove(ctx, hash); err != nil || gone || !there() {
			t.Fatalf("what was kept a moment ago is gone: %v", err)
		}
		lie(t, a.files, 2*time.Hour)
		keep(t, a, "x")
		if gone, err := a.Remove(ctx, hash); err != nil || gone || !there() {
			t.Fatalf("what was kept again a moment ago is gone: %v", err)
		}
		lie(t, a.files, 2*time.Hour)
		if gone, err := a.Remove(ctx, hash); err != nil || !gone || there() {
			t.Errorf("what has lain for hours is still there: %v", err)
		}
		if gone, err := a.Remove(ctx, hash); err != nil || !gone {
			t.Errorf("removing twice: %v", err)
		}
	})
}

func TestSweepIncoming(t *testing.T) {
	each(t, func(t *testing.T, a place) {
		old, fresh := filepath.Join(a.incoming, "a"), filepath.Join(a.incoming, "b")
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
	})
}

// TestTheCheckSaysWhatIsWrongWithABucket names the setting to be put right.
func TestTheCheckSaysWhatIsWrongWithABucket(t *testing.T) {
	good, _ := officetest.Bucket(t)
	with := func(change func(*archive.S3)) archive.S3 {
		to := good
		change(&to)
		return to
	}
	for _, c := range []struct {
		why, field, key string
		to              archive.S3
	}{
		{"all is right", "", "", good},
		{"no such bucket", "files.s3.bucket", "archive.s3.missing", with(func(to *archive.S3) { to.Bucket = "khong-co" })},
		{"an unknown key", "files.s3.key", "archive.s3.key", with(func(to *archive.S3) { to.Key = "ai-do" })},
		{"a wrong secret", "files.s3.key", "archive.s3.key", with(func(to *archive.S3) { to.Secret = "sai" })},
		{"it may only be read", "files.s3.bucket", "archive.s3.denied", with(func(to *archive.S3) { to.Endpoint = officetest.ReadOnly(t) })},
		{"nobody answers", "files.s3.endpoint", "archive.s3.away", with(func(to *archive.S3) { to.Endpoint = "http://127.0.0.1:1" })},
	} {
		t.Run(c.why, func(t *testing.T) {
			a, err := archive.OpenS3(t.Context(), c.to, t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = a.Close() })
			err = a.Check(t.Context())
			var fault *motcua.Fault
			if c.key == "" {
				if err != nil {
					t.Error(err)
				}
			} else if !errors.As(err, &fault) || fault.Field != c.field || fault.Text.Key != c.key {
				t.Errorf("got %+v (%v), want %s at %s", fault, err, c.key, c.field)
			}
		})
	}
}
