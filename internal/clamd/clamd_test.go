package clamd_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"motcua/internal/clamd"
)

// mark is what the daemon of the tests takes for a virus: a signature of our
// own, so that nothing is downloaded.
const mark = "MOTCUA-VIRUS-FOR-TESTS"

// daemon runs a real clamd with that one signature.
func daemon(t *testing.T) string {
	t.Helper()
	program, err := exec.LookPath("clamd")
	if err != nil {
		program, err = exec.LookPath("/usr/sbin/clamd")
	}
	if err != nil {
		t.Fatal("no clamd: run 'make tools', or install the package clamav-daemon")
	}
	dir, err := os.MkdirTemp("", "clamd") // the path of a socket is short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	socket := filepath.Join(dir, "ctl")
	write(t, filepath.Join(dir, "motcua.ndb"), fmt.Sprintf("Motcua.Test:0:*:%x\n", mark))
	conf := filepath.Join(dir, "clamd.conf")
	write(t, conf, fmt.Sprintf("DatabaseDirectory %s\nLocalSocket %s\nForeground yes\nStreamMaxLength 2M\nLogFile %s\n", dir, socket, filepath.Join(dir, "log")))
	server := exec.CommandContext(t.Context(), program, "-c", conf)
	var said bytes.Buffer
	server.Stdout, server.Stderr = &said, &said
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Process.Kill(); _ = server.Wait() })
	for range 300 {
		if conn, err := net.Dial("unix", socket); err == nil {
			_ = conn.Close()
			return socket
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("clamd does not listen:\n%s", said.String())
	return ""
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestARealDaemon(t *testing.T) {
	d := clamd.At(daemon(t))
	big := strings.Repeat("x", 1<<20)
	tests := []struct{ why, body, found string }{
		{"nothing in it", "một tờ đơn", ""},
		{"nothing at all", "", ""},
		{"a virus", "trước " + mark + " sau", "Motcua.Test.UNOFFICIAL"},
		{"a virus after a megabyte", big + mark, "Motcua.Test.UNOFFICIAL"},
		{"exactly one piece", strings.Repeat("x", 64<<10), ""},
	}
	for _, test := range tests {
		t.Run(test.why, func(t *testing.T) {
			found, err := d.Scan(context.Background(), strings.NewReader(test.body))
			if err != nil || found != test.found {
				t.Errorf("got %q, %v; want %q", found, err, test.found)
			}
		})
	}
	t.Run("more than it takes is no verdict", func(t *testing.T) {
		if found, err := d.Scan(context.Background(), strings.NewReader(big+big+big)); err == nil {
			t.Errorf("got %q, want an error", found)
		}
	})
	t.Run("a file that cannot be read is no verdict", func(t *testing.T) {
		body := io.MultiReader(strings.NewReader(big), iotest.ErrReader(errors.New("the disk is gone")))
		if found, err := d.Scan(context.Background(), body); err == nil {
			t.Errorf("got %q, want an error", found)
		}
	})
}

func TestNoDaemon(t *testing.T) {
	for _, address := range []string{"127.0.0.1:1", "/khong/co"} {
		if found, err := clamd.At(address).Scan(context.Background(), strings.NewReader("x")); err == nil {
			t.Errorf("%s: got %q, want an error", address, found)
		}
	}
}

// TestSomethingElseAnswers: only what clamd says counts.
func TestSomethingElseAnswers(t *testing.T) {
	for _, answer := range []string{"HTTP/1.1 400 Bad Request\r\n\r\n\x00", "stream: INSTREAM size limit exceeded. ERROR\x00", "OK\x00", "FOUND\x00", ""} {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			_, _ = io.CopyN(io.Discard, conn, 19)
			_, _ = io.WriteString(conn, answer)
			_ = conn.Close()
		}()
		if found, err := clamd.At(listener.Addr().String()).Scan(context.Background(), strings.NewReader("x")); err == nil {
			t.Errorf("%q was taken for a verdict: %q", answer, found)
		}
		_ = listener.Close()
	}
}
