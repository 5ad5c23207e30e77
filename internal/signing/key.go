package signing

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"errors"
	"fmt"
	"strings"
	"time"

	"software.sslmate.com/src/go-pkcs12"
)

// KeyFileLargest is the largest PKCS#12 file that is read, in bytes.
const KeyFileLargest = 64 << 10

// rsaLeast is the shortest RSA key that signs, in bits.
const rsaLeast = 2048

// Key is an opened certificate with its private key.
type Key struct {
	hand  hand
	own   *x509.Certificate
	chain []*x509.Certificate // those that issued it, as the file has them
}

// hand makes the signature over a SHA-256 digest. The private key may be here,
// or with a service that is asked.
type hand interface {
	sign(ctx context.Context, digest []byte) ([]byte, error)
}

// held is a private key that was opened here.
type held struct{ crypto.Signer }

func (h held) sign(_ context.Context, digest []byte) ([]byte, error) {
	value, err := h.Sign(rand.Reader, digest, crypto.SHA256)
	if err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	return value, nil
}

// OpenKey opens a PKCS#12 file (.p12, .pfx). The password is kept nowhere.
func OpenKey(file []byte, password string) (*Key, error) {
	if len(file) > KeyFileLargest {
		return nil, refuse("file", "key.large", "Most", KeyFileLargest>>10)
	}
	private, own, chain, err := pkcs12.DecodeChain(file, password)
	switch {
	case errors.Is(err, pkcs12.ErrIncorrectPassword):
		return nil, refuse("password", "key.password")
	case err != nil || own == nil:
		return nil, refuse("file", "key.kind")
	}
	signer, ok := private.(crypto.Signer)
	if !ok || algorithmOf(own) == x509.UnknownSignatureAlgorithm {
		return nil, refuse("file", "key.kind")
	}
	if public, ok := signer.Public().(interface{ Equal(crypto.PublicKey) bool }); !ok || !public.Equal(own.PublicKey) {
		return nil, refuse("file", "key.kind")
	}
	if weak(own) {
		return nil, refuse("file", "key.weak", "Least", rsaLeast)
	}
	return &Key{hand: held{signer}, own: own, chain: chain}, nil
}

// algorithmOf is how the key of a certificate signs.
func algorithmOf(c *x509.Certificate) x509.SignatureAlgorithm {
	switch c.PublicKey.(type) {
	case *rsa.PublicKey:
		return x509.SHA256WithRSA
	case *ecdsa.PublicKey:
		return x509.ECDSAWithSHA256
	}
	return x509.UnknownSignatureAlgorithm
}

func weak(c *x509.Certificate) bool {
	k, ok := c.PublicKey.(*rsa.PublicKey)
	return ok && k.N.BitLen() < rsaLeast
}

// About tells whose certificate it is.
func (k *Key) About() About { return aboutOf(k.own) }

// usable tells why the certificate cannot sign at a moment.
func (k *Key) usable(at time.Time) error {
	switch {
	case at.After(k.own.NotAfter):
		return refuse("certificate", "key.expired", "Name", k.About().Name, "Until", k.own.NotAfter)
	case at.Before(k.own.NotBefore):
		return refuse("certificate", "key.early", "Name", k.About().Name, "From", k.own.NotBefore)
	case k.own.KeyUsage != 0 && k.own.KeyUsage&(x509.KeyUsageDigitalSignature|x509.KeyUsageContentCommitment) == 0:
		return refuse("certificate", "key.usage", "Name", k.About().Name)
	}
	return nil
}

// room is how many bytes a CMS of this key needs at most, without a time-stamp.
func (k *Key) room() int {
	n := 2048 + len(k.own.Raw) + len(k.own.RawIssuer)
	for _, c := range k.chain {
		n += len(c.Raw)
	}
	return n
}

// About is what a certificate says.
type About struct {
	Name         string // common name
	Organisation string
	Issuer       string
	Serial       string // hexadecimal
	From, Until  time.Time
}

func aboutOf(c *x509.Certificate) About {
	name := func(common string, org []string) string {
		if common != "" || len(org) == 0 {
			return clean(common)
		}
		return clean(org[0])
	}
	return About{Name: name(c.Subject.CommonName, c.Subject.Organization), Organisation: clean(strings.Join(c.Subject.Organization, ", ")),
		Issuer: name(c.Issuer.CommonName, c.Issuer.Organization), Serial: c.SerialNumber.Text(16), From: c.NotBefore, Until: c.NotAfter}
}

// aboutMost bounds what is shown of a name that a stranger has written.
const aboutMost = 200

// clean leaves of a name what can be shown: no control marks, no endless text.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "")
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return -1
		}
		return r
	}, s)
	if runes := []rune(s); len(runes) > aboutMost {
		s = string(runes[:aboutMost]) + "…"
	}
	return strings.TrimSpace(s)
}

// issuedBy finds the certificate that issued another among some.
func issuedBy(c *x509.Certificate, among []*x509.Certificate) *x509.Certificate {
	for _, other := range among {
		if bytes.Equal(other.RawSubject, c.RawIssuer) && c.CheckSignatureFrom(other) == nil {
			return other
		}
	}
	return nil
}
