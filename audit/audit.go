// Package audit makes the log tamper-evident: each entry of a log carries the
// hash of the one before it, so that an entry changed, dropped or slipped in
// later breaks the chain from there on.
package audit

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"time"
)

// Link is the hash of an entry chained to the one before: previous is "" for
// the first. Parts are hashed with their lengths, so that text cannot slide
// from one part into the next.
func Link(previous string, at time.Time, parts ...string) string {
	h := sha256.New()
	write := func(s string) {
		h.Write([]byte(strconv.Itoa(len(s))))
		h.Write([]byte{':'})
		h.Write([]byte(s))
	}
	write(previous)
	write(strconv.FormatInt(at.UnixMilli(), 10))
	for _, part := range parts {
		write(part)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
