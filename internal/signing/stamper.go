package signing

import (
	"bytes"
	"context"
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"time"

	"github.com/digitorus/pkcs7"
	"github.com/digitorus/timestamp"

	"motcua"
)

// What a time-stamp costs.
const (
	stampRoom   = 12 << 10         // bytes of a token with its certificates
	stampWithin = 15 * time.Second // how long the authority may take
)

// Stamper asks a time-stamping authority (RFC 3161) when a signature was there.
type Stamper struct {
	address string
	http    *http.Client
}

// NewStamper opens the authority at an address.
func NewStamper(address string) *Stamper {
	return &Stamper{address: address, http: &http.Client{Timeout: stampWithin,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// stamp is the token over a signature value. An authority that is away, or that
// stamps something else, is told apart from a fault of the file.
func (s *Stamper) stamp(ctx context.Context, value []byte) ([]byte, error) {
	nonce, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 64))
	if err != nil {
		return nil, fmt.Errorf("ask for a time-stamp: %w", err)
	}
	sum := sha256.Sum256(value)
	asked, err := (&timestamp.Request{HashAlgorithm: crypto.SHA256, HashedMessage: sum[:], Certificates: true, Nonce: nonce}).Marshal()
	if err != nil {
		return nil, fmt.Errorf("ask for a time-stamp: %w", err)
	}
	q, err := http.NewRequestWithContext(ctx, http.MethodPost, s.address, bytes.NewReader(asked))
	if err != nil {
		return nil, fmt.Errorf("ask for a time-stamp: %w", err)
	}
	q.Header.Set("Content-Type", "application/timestamp-query")
	away := motcua.Refused(motcua.Conflict, "signing.stamper.away")
	got, err := s.http.Do(q)
	if err != nil {
		return nil, because(away, err)
	}
	defer func() { _ = got.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(got.Body, stampRoom+1))
	if err != nil || got.StatusCode != http.StatusOK {
		return nil, because(away, fmt.Errorf("the time-stamping authority answers %d: %w", got.StatusCode, err))
	}
	token, err := timestamp.ParseResponse(body)
	if err != nil || !bytes.Equal(token.HashedMessage, sum[:]) || token.Nonce == nil || token.Nonce.Cmp(nonce) != 0 || len(token.RawToken) > stampRoom {
		return nil, because(motcua.Refused(motcua.Conflict, "signing.stamper.wrong"), err)
	}
	return token.RawToken, nil
}

// because is a fault with what caused it, for the log.
func because(f *motcua.Fault, err error) *motcua.Fault {
	f.Cause = err
	return f
}

// stamped is the moment that a token testifies for some bytes; false when it
// is of something else, broken, or of nobody trusted.
func (t *Trust) stamped(token, of []byte) (time.Time, bool) {
	ts, err := timestamp.Parse(token)
	if err != nil || !ts.HashAlgorithm.Available() || len(ts.Certificates) == 0 {
		return time.Time{}, false
	}
	h := ts.HashAlgorithm.New()
	h.Write(of)
	p7, err := pkcs7.Parse(token)
	if err != nil || !bytes.Equal(h.Sum(nil), ts.HashedMessage) {
		return time.Time{}, false
	}
	signer := p7.GetOnlySigner()
	if signer == nil {
		return time.Time{}, false
	}
	return ts.Time, t.verify(signer, p7.Certificates, ts.Time, x509.ExtKeyUsageTimeStamping) == nil
}
