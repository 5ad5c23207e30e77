package officetest

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"motcua/internal/archive"
)

// Who may write to the buckets of tests.
const (
	s3Key    = "motcua"
	s3Secret = "mat-khau-cua-thung-tep"
)

// gateway is an S3 server of this test process over a directory: buckets are
// directories in it, and files stand in them as they are.
type gateway struct {
	once          sync.Once
	dir, endpoint string
	err           error
	hold          io.Closer // closes with this process, and ends the server
}

var writable, readOnly gateway

// Bucket is an empty bucket of one test on a real S3 server, with the directory
// in which its files stand.
func Bucket(t testing.TB) (archive.S3, string) {
	t.Helper()
	endpoint := writable.start(t, "")
	to := archive.S3{Endpoint: endpoint, Region: "us-east-1", Key: s3Key, Secret: s3Secret, Bucket: fmt.Sprintf("motcua-%d", time.Now().UnixNano())}
	client := s3.New(s3.Options{Region: to.Region, BaseEndpoint: aws.String(endpoint), UsePathStyle: true,
		Credentials: credentials.NewStaticCredentialsProvider(to.Key, to.Secret, "")})
	if _, err := client.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: aws.String(to.Bucket)}); err != nil {
		t.Fatalf("make a bucket: %v", err)
	}
	return to, filepath.Join(writable.dir, "files", to.Bucket)
}

// ReadOnly is the address of a server with the same buckets that takes nothing.
func ReadOnly(t testing.TB) string {
	t.Helper()
	writable.start(t, "")
	return readOnly.start(t, writable.dir)
}

// start runs the server when it does not run yet; over a directory of its own,
// or read-only over that of another.
func (g *gateway) start(t testing.TB, over string) string {
	t.Helper()
	g.once.Do(func() { g.err = g.run(over) })
	if g.err != nil {
		t.Fatalf("run an S3 server: %v", g.err)
	}
	return g.endpoint
}

// leash holds the server until standard input closes, however this process ends.
const leash = `
trap '' INT TERM HUP
dir=$1
shift
"$@" >"$dir/log" 2>&1 </dev/null &
server=$!
read -r _
kill -TERM "$server" 2>/dev/null
wait "$server"
rm -rf "$dir"
exit 0
`

func (g *gateway) run(over string) error {
	built := exec.Command("go", "tool", "-n", "versitygw")
	built.Dir = moduleOfTheServer()
	built.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=-trimpath") // one build for all who ask, kept in the cache
	server, err := built.Output()
	if err != nil {
		return fmt.Errorf("build versitygw, which needs the module proxy once (make tools): %w", err)
	}
	if g.dir, err = os.MkdirTemp("", "motcua-s3-"); err != nil {
		return err
	}
	files, beside := filepath.Join(g.dir, "files"), filepath.Join(g.dir, "beside")
	if over != "" {
		files, beside = filepath.Join(over, "files"), filepath.Join(over, "beside")
	}
	for _, dir := range []string{files, beside} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return err
		}
	}
	address, err := free()
	if err != nil {
		return err
	}
	g.endpoint = "http://" + address
	args := []string{"-c", leash, "leash", g.dir, strings.TrimSpace(string(server)), "--port", address, "--access", s3Key, "--secret", s3Secret, "--quiet"}
	if over != "" {
		args = append(args, "--readonly")
	}
	keeper := exec.Command("/bin/sh", append(args, "posix", "--sidecar", beside, files)...) // not every file system has extended attributes
	keeper.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if g.hold, err = keeper.StdinPipe(); err != nil {
		return err
	}
	if err := keeper.Start(); err != nil {
		return err
	}
	return g.await()
}

// await returns when the server answers.
func (g *gateway) await() error {
	for begun := time.Now(); time.Since(begun) < 30*time.Second; time.Sleep(20 * time.Millisecond) {
		q, err := http.NewRequestWithContext(context.Background(), http.MethodGet, g.endpoint+"/", nil)
		if err != nil {
			return err
		}
		if a, err := http.DefaultClient.Do(q); err == nil {
			return a.Body.Close()
		}
	}
	log, _ := os.ReadFile(filepath.Join(g.dir, "log")) // what is not there says nothing
	return fmt.Errorf("the S3 server does not answer:\n%s", log)
}

// free is an address that nobody listens on.
func free() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// moduleOfTheServer is the directory whose go.mod names the server.
func moduleOfTheServer() string {
	dir, err := os.Getwd()
	for ; err == nil && dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "internal", "officetest", "s3", "go.mod")); err == nil {
			return filepath.Join(dir, "internal", "officetest", "s3")
		}
	}
	return "."
}
