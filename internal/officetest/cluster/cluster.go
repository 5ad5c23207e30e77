// Package cluster runs a private PostgreSQL server for tests: a fresh cluster
// in a temporary directory, reached only through a Unix socket that no other
// user can enter, and gone with the process that started it.
//
// The server lives under a small shell that reads from a pipe this process
// holds. Whatever ends this process – a return, a panic, kill -9 – closes the
// pipe; the shell then stops the server and removes the directory.
package cluster

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Oldest is the first major version of PostgreSQL that motcua supports.
const Oldest = 15

// ErrMissing says that the machine has no PostgreSQL server to run.
var ErrMissing = errors.New("no PostgreSQL 15 or newer on this machine: run make tools")

// startLimit is how long a server may take until it answers.
const startLimit = 30 * time.Second

// Cluster is a running server. The caller owns it and ends it with Stop.
type Cluster struct {
	dir    string
	leash  io.Closer
	keeper *exec.Cmd
}

// Start makes a cluster and waits until it answers. A durable one keeps what it
// acknowledged through a crash, as in production, and is for measuring; any
// other leaves that out and is faster.
func Start(durable bool) (*Cluster, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "motcua-pg-")
	if err != nil {
		return nil, fmt.Errorf("directory of the test cluster: %w", err)
	}
	c, err := start(bin, dir, durable)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return c, nil
}

// URL is the address of the named database as the superuser sees it.
func (c *Cluster) URL(database string) string {
	query := url.Values{"host": {c.dir}, "user": {"postgres"}, "sslmode": {"disable"}}
	return "postgres:///" + database + "?" + query.Encode()
}

// Stop ends the server and removes its directory.
func (c *Cluster) Stop() error {
	if err := c.leash.Close(); err != nil {
		return fmt.Errorf("letting the test cluster go: %w", err)
	}
	if err := c.keeper.Wait(); err != nil {
		return fmt.Errorf("stopping the test cluster: %w", err)
	}
	return nil
}

// keep makes the cluster and holds the server until standard input closes. It
// ignores the signals of the terminal: the pipe is what ends it.
const keep = `
trap '' INT TERM HUP
dir=$1 bin=$2
shift 2
"$bin/initdb" --pgdata "$dir/data" --username postgres --auth trust \
	--encoding UTF8 --locale C.UTF-8 --no-sync >"$dir/log" 2>&1 || touch "$dir/failed"
"$bin/postgres" -D "$dir/data" -k "$dir" "$@" </dev/null >>"$dir/log" 2>&1 &
server=$!
read -r _
kill -QUIT "$server" 2>/dev/null
wait "$server"
rm -rf "$dir"
exit 0
`

func start(bin, dir string, durable bool) (*Cluster, error) {
	settings := []string{
		"-c", "listen_addresses=", "-c", "max_connections=300",
		"-c", "shared_buffers=128MB", "-c", "log_min_messages=warning",
	}
	if !durable {
		settings = append(settings,
			"-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
	}
	keeper := exec.Command("/bin/sh", append([]string{"-c", keep, "keep", dir, bin}, settings...)...)
	keeper.Dir = dir
	owner, err := serverOwner()
	if err != nil {
		return nil, err
	}
	keeper.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Credential: owner}
	if owner != nil {
		if err := os.Chown(dir, int(owner.Uid), int(owner.Gid)); err != nil {
			return nil, fmt.Errorf("giving the test cluster its directory: %w", err)
		}
	}
	leash, err := keeper.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("pipe to the test cluster: %w", err)
	}
	if err := keeper.Start(); err != nil {
		return nil, fmt.Errorf("starting the test cluster: %w", err)
	}
	c := &Cluster{dir: dir, leash: leash, keeper: keeper}
	if err := c.await(bin); err != nil {
		return nil, errors.Join(err, c.Stop())
	}
	return c, nil
}

// await returns when the server answers; when it does not, the error holds the
// server's own words.
func (c *Cluster) await(bin string) error {
	for begun := time.Now(); time.Since(begun) < startLimit; time.Sleep(20 * time.Millisecond) {
		ready := exec.Command(filepath.Join(bin, "pg_isready"), "--quiet", "--host", c.dir)
		if ready.Run() == nil {
			return nil
		}
		if _, err := os.Stat(filepath.Join(c.dir, "failed")); err == nil {
			break
		}
	}
	log, err := os.ReadFile(filepath.Join(c.dir, "log"))
	if err != nil {
		log = []byte(err.Error())
	}
	return fmt.Errorf("the test cluster does not answer:\n%s", log)
}

// serverOwner is the user a server must run as when this process is root,
// which PostgreSQL refuses; nil when this process may run it itself.
func serverOwner() (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	account, err := user.Lookup("postgres")
	if err != nil {
		return nil, fmt.Errorf("PostgreSQL does not run as root and there is no user postgres: run make tools: %w", err)
	}
	uid, err := strconv.ParseUint(account.Uid, 10, 32)
	if err != nil {
		return nil, fmt.Errorf("user postgres: %w", err)
	}
	gid, err := strconv.ParseUint(account.Gid, 10, 32)
	if err != nil {
		return nil, fmt.Errorf("group of user postgres: %w", err)
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}

// binaries is the directory of the newest installed server: Debian keeps one
// per major version, other systems put it in the PATH.
func binaries() (string, error) {
	candidates, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil {
		return "", fmt.Errorf("looking for PostgreSQL: %w", err)
	}
	if found, err := exec.LookPath("initdb"); err == nil {
		candidates = append(candidates, found)
	}
	best, dir := Oldest-1, ""
	for _, initdb := range candidates {
		if major := majorVersion(initdb); major > best {
			best, dir = major, filepath.Dir(initdb)
		}
	}
	if dir == "" {
		return "", ErrMissing
	}
	return dir, nil
}

// majorVersion reads 15 from "initdb (PostgreSQL) 15.14 (Debian …)"; 0 when
// the program does not say.
func majorVersion(initdb string) int {
	out, err := exec.Command(initdb, "--version").Output()
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(out))
	if len(fields) < 3 {
		return 0
	}
	major, _, _ := strings.Cut(fields[2], ".")
	n, err := strconv.Atoi(major)
	if err != nil {
		return 0
	}
	return n
}
