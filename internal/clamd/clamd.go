// Package clamd asks ClamAV's daemon to look at files, by its command INSTREAM
// over TCP or a Unix socket (clamd(8)).
package clamd

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"
)

// Daemon is a running clamd. It is safe for concurrent use: every scan has a
// connection of its own.
type Daemon struct{ network, address string }

// At is the daemon at an address: "127.0.0.1:3310", or the path of its socket,
// "/run/clamav/clamd.ctl".
func At(address string) Daemon {
	if strings.HasPrefix(address, "/") {
		return Daemon{"unix", address}
	}
	return Daemon{"tcp", address}
}

// How long one scan may take at most, and how much is sent at once.
const (
	patience = 90 * time.Second
	piece    = 64 << 10
)

// Scan sends body and gives the name of what the daemon found in it, "" when
// nothing. A daemon that cannot be reached, or will not scan, is an error.
func (d Daemon) Scan(ctx context.Context, body io.Reader) (found string, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	conn, err := (&net.Dialer{}).DialContext(ctx, d.network, d.address)
	if err != nil {
		return "", fmt.Errorf("reach the virus scanner: %w", err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if until, ok := ctx.Deadline(); ok {
		if err := conn.SetDeadline(until); err != nil {
			return "", fmt.Errorf("reach the virus scanner: %w", err)
		}
	}
	sent := send(conn, body)
	if sent != nil { // a daemon that has had enough says why, one that waits for more says nothing
		_ = conn.SetReadDeadline(time.Now().Add(time.Second))
	}
	answer, err := bufio.NewReader(conn).ReadString(0)
	if err != nil {
		return "", fmt.Errorf("ask the virus scanner: %w", errors.Join(sent, err))
	}
	return verdict(strings.TrimSuffix(answer, "\x00"))
}

// send writes body in pieces, each after its length; an empty one ends it.
func send(conn net.Conn, body io.Reader) error {
	w := bufio.NewWriterSize(conn, piece+4)
	_, _ = w.WriteString("zINSTREAM\x00") // the writer remembers what fails
	buffer := make([]byte, piece)
	for {
		n, err := io.ReadFull(body, buffer)
		if n > 0 {
			_, _ = w.Write(binary.BigEndian.AppendUint32(nil, uint32(n)))
			_, _ = w.Write(buffer[:n])
		}
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			_, _ = w.Write(make([]byte, 4))
			return w.Flush()
		case err != nil:
			return err
		}
	}
}

// verdict reads "stream: OK", "stream: Eicar-Signature FOUND" or "… ERROR".
func verdict(answer string) (string, error) {
	what, ok := strings.CutPrefix(answer, "stream: ")
	if name, found := strings.CutSuffix(what, " FOUND"); ok && found {
		return name, nil
	}
	if ok && what == "OK" {
		return "", nil
	}
	return "", fmt.Errorf("the virus scanner answers %q", answer)
}
