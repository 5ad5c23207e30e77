// Package hopper looks into the directories in which scanners put what they
// scan, and hands each file that has come whole to whoever takes it. A file
// that is refused is moved to the directory "refused" beside the others, with a
// text of the same name that says why.
package hopper

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// Folder is the directory of the scanner of one counter.
type Folder struct{ Counter, Path string }

// Taker takes a file of a counter.
type Taker func(ctx context.Context, counter, name string, body io.Reader) error

// Refusal gives the sentence of an error that is the file's own fault; "" when
// the file is to be tried again.
type Refusal func(err error) string

// Hopper looks into directories. It is safe for concurrent use.
type Hopper struct {
	folders []Folder
	take    Taker
	why     Refusal

	looking sync.Mutex
	seen    map[string]stamp // at the last look
}

// stamp is how a file stood at a look.
type stamp struct {
	size int64
	at   time.Time
}

// New is a hopper over directories.
func New(folders []Folder, take Taker, why Refusal) *Hopper {
	return &Hopper{folders: folders, take: take, why: why, seen: map[string]stamp{}}
}

// Names of what is in a directory beside scans.
const (
	refused = "refused"
	taking  = ".taking-" // before the name of a file that is being taken
)

// abandoned is after how long a file counts as left by a process that died
// while it took it.
const abandoned = 10 * time.Minute

// Look takes every file whose size and time are those of the look before, and
// tells how many it took. A directory that cannot be read holds up no other.
func (h *Hopper) Look(ctx context.Context) (int, error) {
	h.looking.Lock()
	defer h.looking.Unlock()
	now := map[string]stamp{}
	taken := 0
	var failed []error
	for _, f := range h.folders {
		n, err := h.look(ctx, f, now)
		taken += n
		if err != nil {
			failed = append(failed, fmt.Errorf("scans of %s: %w", f.Counter, err))
		}
	}
	h.seen = now
	return taken, errors.Join(failed...)
}

func (h *Hopper) look(ctx context.Context, f Folder, now map[string]stamp) (int, error) {
	entries, err := os.ReadDir(f.Path)
	if err != nil {
		return 0, err
	}
	taken := 0
	var failed []error
	for _, e := range entries {
		path := filepath.Join(f.Path, e.Name())
		info, err := e.Info()
		if err != nil || !e.Type().IsRegular() { // gone meanwhile, a directory, a link to elsewhere
			continue
		}
		if name, left := strings.CutPrefix(e.Name(), taking); left {
			if time.Since(info.ModTime()) > abandoned {
				failed = append(failed, os.Rename(path, filepath.Join(f.Path, name)))
			}
			continue
		}
		if strings.HasPrefix(e.Name(), ".") || strings.HasSuffix(e.Name(), ".tmp") || strings.HasSuffix(e.Name(), ".part") {
			continue
		}
		if s := (stamp{info.Size(), info.ModTime()}); h.seen[path] != s || s.size == 0 && time.Since(s.at) < time.Minute {
			now[path] = s
			continue
		}
		did, err := h.one(ctx, f, e.Name())
		if did {
			taken++
		}
		failed = append(failed, err)
	}
	return taken, errors.Join(failed...)
}

// one takes a file under a name that no other process takes it by.
func (h *Hopper) one(ctx context.Context, f Folder, name string) (bool, error) {
	path, own := filepath.Join(f.Path, name), filepath.Join(f.Path, taking+name)
	if err := os.Rename(path, own); errors.Is(err, fs.ErrNotExist) {
		return false, nil // another was faster
	} else if err != nil {
		return false, err
	}
	err := h.hand(ctx, f, name, own)
	if err == nil {
		return true, os.Remove(own)
	}
	if why := h.why(err); why != "" {
		return false, refuse(f, name, own, why)
	}
	return false, errors.Join(err, os.Rename(own, path))
}

func (h *Hopper) hand(ctx context.Context, f Folder, name, own string) error {
	if err := os.Chtimes(own, time.Now(), time.Now()); err != nil {
		return err
	}
	body, err := os.Open(filepath.Clean(own))
	if err != nil {
		return err
	}
	return errors.Join(h.take(ctx, f.Counter, name, body), body.Close())
}

// refuse moves a file aside with the sentence that says why; one of the same
// name that was refused before stays.
func refuse(f Folder, name, own, why string) error {
	dir := filepath.Join(f.Path, refused)
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return err
	}
	stem, ext := strings.TrimSuffix(name, filepath.Ext(name)), filepath.Ext(name)
	to := name
	for n := 2; ; n++ {
		if _, err := os.Lstat(filepath.Join(dir, to)); errors.Is(err, fs.ErrNotExist) {
			break
		}
		to = fmt.Sprintf("%s-%d%s", stem, n, ext)
	}
	if err := os.WriteFile(filepath.Join(dir, to+".txt"), []byte(why+"\n"), 0o600); err != nil {
		return err
	}
	return os.Rename(own, filepath.Join(dir, to))
}
