package officetest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/archive"
	"motcua/internal/office"
	"motcua/internal/store"
)

// mouldDay is before every moment at which a test begins, so that nothing in a
// furnished database lies in its future.
var mouldDay = calendar.Date{Year: 2020, Month: time.January, Day: 1}

// moulds are furnished databases, one for each engine, made the first time a
// test of this process asks: a test works on a copy of one.
var moulds = struct {
	sync.Mutex
	made map[store.Engine]string
}{made: map[store.Engine]string{}}

// furnished is the address of a database of an engine, furnished and with its
// people, for one test.
func furnished(t testing.TB, engine store.Engine) string {
	t.Helper()
	mould := mouldOf(t, engine)
	if engine == store.PostgreSQL {
		return postgresFrom(t, mould)
	}
	whole, err := os.ReadFile(filepath.Clean(mould))
	if err != nil {
		t.Fatalf("read the mould: %v", err)
	}
	path := Address(t, engine)
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatalf("copy the mould: %v", err)
	}
	return path
}

func mouldOf(t testing.TB, engine store.Engine) string {
	t.Helper()
	moulds.Lock()
	defer moulds.Unlock()
	if name := moulds.made[engine]; name != "" {
		return name
	}
	address, name := "", ""
	if engine == store.PostgreSQL {
		admin := administrator(t)
		forgetMoulds(t, admin)
		name = fmt.Sprintf("%s%d_%d", mouldPrefix, os.Getpid(), time.Now().UnixNano())
		execute(t, admin, "create database "+name+" template template0 encoding 'UTF8'")
		var err error
		if address, err = inDatabase(admin, name); err != nil {
			t.Fatalf("address of the mould: %v", err)
		}
	} else {
		dir, err := mouldDir()
		if err != nil {
			t.Fatalf("make the mould: %v", err)
		}
		address = filepath.Join(dir, "motcua.db")
		name = address
	}
	if err := furnish(address); err != nil {
		t.Fatalf("furnish the mould: %v", err)
	}
	moulds.made[engine] = name
	return name
}

// cheap is a cost of passwords that tests can pay at each sign-in: at the real one
// they spend half of their time on it.
var cheap = office.Hashing{Memory: 8, Passes: 1}

// furnish makes a database with the sample and its people.
func furnish(address string) (err error) {
	ctx, keeper := context.Background(), identity.CommandLine()
	s, err := store.Open(ctx, address)
	if err != nil {
		return err
	}
	defer func() {
		if closing := s.Close(); err == nil {
			err = closing
		}
	}()
	dir, err := os.MkdirTemp("", "motcua-mould-archive-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	files, err := archive.Open(dir)
	if err != nil {
		return err
	}
	defer func() { _ = files.Close() }()
	o, err := office.New(s, office.StartAt(mouldDay.At(8*60)), office.Settings{LeadAgency: "skhdt", TokenSecret: []byte("test"), Archive: files, Hashing: cheap}, nil)
	if err != nil {
		return err
	}
	if err := o.Furnish(ctx, keeper); err != nil {
		return err
	}
	return o.Hire(ctx, keeper, Password)
}

// mouldDir is a directory that outlives the test that asked first; those of
// processes that have ended are removed.
func mouldDir() (string, error) {
	const prefix = "motcua-mould-"
	old, err := filepath.Glob(filepath.Join(os.TempDir(), prefix+"*"))
	if err != nil {
		return "", err
	}
	for _, dir := range old {
		var pid int
		if _, err := fmt.Sscanf(strings.TrimPrefix(filepath.Base(dir), prefix), "%d-", &pid); err == nil && !alive(pid) {
			_ = os.RemoveAll(dir)
		}
	}
	return os.MkdirTemp("", fmt.Sprintf("%s%d-*", prefix, os.Getpid()))
}

const mouldPrefix = "motcua_mould_"

// forgetMoulds drops those of processes that have ended.
func forgetMoulds(t testing.TB, admin string) {
	t.Helper()
	for _, name := range databases(t, admin, mouldPrefix) {
		var pid int
		if _, err := fmt.Sscanf(strings.TrimPrefix(name, mouldPrefix), "%d_", &pid); err != nil || !alive(pid) {
			execute(t, admin, "drop database if exists "+name+" with (force)")
		}
	}
}

// alive tells whether a process of this machine still runs.
func alive(pid int) bool {
	_, err := os.Stat(fmt.Sprintf("/proc/%d", pid))
	return err == nil
}
