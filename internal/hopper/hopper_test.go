package hopper_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"motcua/internal/hopper"
)

var (
	errBad  = errors.New("bad")
	errAway = errors.New("away")
)

// counter is a directory with a hopper that takes what says so.
type counter struct {
	t     *testing.T
	dir   string
	taken []string
	*hopper.Hopper
}

func newCounter(t *testing.T) *counter {
	t.Helper()
	c := &counter{t: t, dir: t.TempDir()}
	c.Hopper = hopper.New([]hopper.Folder{{Counter: "Quầy 1", Path: c.dir}}, func(_ context.Context, of, name string, body io.Reader) error {
		text, err := io.ReadAll(body)
		switch {
		case err != nil:
			return err
		case string(text) == "bad":
			return errBad
		case string(text) == "away":
			return errAway
		}
		c.taken = append(c.taken, of+"/"+name+"/"+string(text))
		return nil
	}, func(err error) string {
		if errors.Is(err, errBad) {
			return "Tệp bị hỏng"
		}
		return ""
	})
	return c
}

func (c *counter) put(name, text string) {
	c.t.Helper()
	if err := os.WriteFile(filepath.Join(c.dir, name), []byte(text), 0o600); err != nil {
		c.t.Fatal(err)
	}
}

func (c *counter) look(want int, fails bool) {
	c.t.Helper()
	if n, err := c.Look(c.t.Context()); n != want || (err != nil) != fails {
		c.t.Errorf("took %d (%v), want %d", n, err, want)
	}
}

func (c *counter) holds(want ...string) {
	c.t.Helper()
	var names []string
	for _, pattern := range []string{"*", "refused/*"} {
		list, _ := filepath.Glob(filepath.Join(c.dir, pattern))
		for _, path := range list {
			name, _ := filepath.Rel(c.dir, path)
			names = append(names, name)
		}
	}
	slices.Sort(names)
	slices.Sort(want)
	if !slices.Equal(names, want) {
		c.t.Errorf("the directory holds %q, want %q", names, want)
	}
}

// TestAFileIsTakenWhenItHasStoppedGrowing, once, and is gone then.
func TestAFileIsTakenWhenItHasStoppedGrowing(t *testing.T) {
	c := newCounter(t)
	c.put("a.pdf", "mot")
	c.put(".hidden", "x")
	c.put("b.pdf.part", "x")
	c.look(0, false)
	c.put("a.pdf", "mot hai")
	c.look(0, false)
	c.look(1, false)
	c.look(0, false)
	if !slices.Equal(c.taken, []string{"Quầy 1/a.pdf/mot hai"}) {
		t.Errorf("taken: %q", c.taken)
	}
	c.holds(".hidden", "b.pdf.part")
}

// TestARefusedFileIsMovedWithItsReason; a second one of the same name leaves the
// first where it is.
func TestARefusedFileIsMovedWithItsReason(t *testing.T) {
	c := newCounter(t)
	for range 2 {
		c.put("a.pdf", "bad")
		c.look(0, false)
		c.look(0, false)
	}
	c.holds("refused", "refused/a-2.pdf", "refused/a-2.pdf.txt", "refused/a.pdf", "refused/a.pdf.txt")
	if text, err := os.ReadFile(filepath.Join(c.dir, "refused", "a.pdf.txt")); string(text) != "Tệp bị hỏng\n" {
		t.Errorf("the reason is %q (%v)", text, err)
	}
}

// TestWhatCannotBeTakenNowIsTriedAgain, and holds up no other.
func TestWhatCannotBeTakenNowIsTriedAgain(t *testing.T) {
	c := newCounter(t)
	c.put("a.pdf", "away")
	c.put("b.pdf", "hai")
	c.look(0, false)
	c.look(1, true)
	c.holds("a.pdf")
	c.put("a.pdf", "mot")
	c.look(0, false)
	c.look(1, false)
	c.holds()
}

// TestWhatAProcessLeftWhenItDiedIsTakenByTheNext.
func TestWhatAProcessLeftWhenItDiedIsTakenByTheNext(t *testing.T) {
	c := newCounter(t)
	c.put(".taking-a.pdf", "mot")
	c.look(0, false)
	c.holds(".taking-a.pdf")
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(filepath.Join(c.dir, ".taking-a.pdf"), old, old); err != nil {
		t.Fatal(err)
	}
	c.look(0, false)
	c.look(0, false)
	c.look(1, false)
	c.holds()
}

// TestADirectoryThatIsMissingHoldsUpNoOther, and a link out of it is not followed.
func TestADirectoryThatIsMissingHoldsUpNoOther(t *testing.T) {
	dir, elsewhere, taken := t.TempDir(), t.TempDir(), 0
	if err := os.WriteFile(filepath.Join(elsewhere, "secret"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(elsewhere, "secret"), filepath.Join(dir, "link.pdf")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "a.pdf"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	h := hopper.New([]hopper.Folder{{Counter: "1", Path: filepath.Join(dir, "none")}, {Counter: "2", Path: dir}},
		func(context.Context, string, string, io.Reader) error { taken++; return nil }, func(error) string { return "" })
	for range 3 {
		if _, err := h.Look(t.Context()); err == nil {
			t.Error("a missing directory is passed over in silence")
		}
	}
	if taken != 1 {
		t.Errorf("took %d, want the one file", taken)
	}
}
