// Package standin is a certification authority for demonstrations and tests: it
// issues certificates in PKCS#12, revokes them, and stamps times. Its keys live
// in memory and nobody outside believes them.
package standin

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"time"

	"github.com/digitorus/timestamp"
	"software.sslmate.com/src/go-pkcs12"

	"motcua/internal/signing"
)

// Authority issues certificates.
type Authority struct {
	own     *x509.Certificate
	key     *ecdsa.PrivateKey
	serial  int64
	revoked []x509.RevocationListEntry
}

// Wish is a certificate as it is asked for.
type Wish struct {
	Name, Organisation string
	From, Until        time.Time
	Stamps             bool // for stamping times
}

// New founds an authority whose root is believed between two moments.
func New(name string, from, until time.Time) (*Authority, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	root := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, NotBefore: from, NotAfter: until,
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign}
	der, err := x509.CreateCertificate(rand.Reader, root, root, key.Public(), key)
	if err != nil {
		return nil, err
	}
	own, err := x509.ParseCertificate(der)
	return &Authority{own: own, key: key, serial: 1}, err
}

// Root is the certificate of the authority, in PEM.
func (a *Authority) Root() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.own.Raw})
}

// Issue issues a certificate to somebody, with a new key of the P-256 curve.
func (a *Authority) Issue(w Wish) (*x509.Certificate, crypto.Signer, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, nil, err
	}
	c, err := a.Certify(w, key.Public())
	return c, key, err
}

// Certify issues a certificate for a key.
func (a *Authority) Certify(w Wish, key crypto.PublicKey) (*x509.Certificate, error) {
	a.serial++
	c := &x509.Certificate{SerialNumber: big.NewInt(a.serial), Subject: pkix.Name{CommonName: w.Name, Organization: []string{w.Organisation}},
		NotBefore: w.From, NotAfter: w.Until, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment}
	if w.Stamps {
		c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping}
	}
	der, err := x509.CreateCertificate(rand.Reader, c, a.own, key, a.key)
	if err != nil {
		return nil, err
	}
	return x509.ParseCertificate(der)
}

// KeyFile issues a certificate as a PKCS#12 file under a password.
func (a *Authority) KeyFile(w Wish, password string) ([]byte, error) {
	c, key, err := a.Issue(w)
	if err != nil {
		return nil, err
	}
	return pkcs12.Modern.Encode(key, c, []*x509.Certificate{a.own}, password)
}

// Revoke revokes a certificate by its serial number.
func (a *Authority) Revoke(serial *big.Int, at time.Time) {
	a.revoked = append(a.revoked, x509.RevocationListEntry{SerialNumber: serial, RevocationTime: at})
}

// List is the list of what was revoked, in PEM.
func (a *Authority) List(at time.Time) ([]byte, error) {
	der, err := x509.CreateRevocationList(rand.Reader, &x509.RevocationList{Number: big.NewInt(1), ThisUpdate: at, NextUpdate: at.AddDate(1, 0, 0),
		RevokedCertificateEntries: a.revoked}, a.own, a.key)
	if err != nil {
		return nil, err
	}
	return pem.EncodeToMemory(&pem.Block{Type: "X509 CRL", Bytes: der}), nil
}

// Stamping answers requests for time-stamps (RFC 3161) with the time of a clock.
func (a *Authority) Stamping(from, until time.Time, now func() time.Time) (http.Handler, error) {
	c, key, err := a.Issue(Wish{Name: "Dịch vụ cấp dấu thời gian (mẫu)", From: from, Until: until, Stamps: true})
	if err != nil {
		return nil, err
	}
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(io.LimitReader(r.Body, 1<<16))
		asked, parseErr := timestamp.ParseRequest(body)
		if err != nil || parseErr != nil {
			http.Error(rw, "not a time-stamp request", http.StatusBadRequest)
			return
		}
		ts := timestamp.Timestamp{HashAlgorithm: asked.HashAlgorithm, HashedMessage: asked.HashedMessage, Time: now().UTC(), Nonce: asked.Nonce,
			Policy: []int{1, 2, 3, 4, 1}, AddTSACertificate: asked.Certificates, SerialNumber: big.NewInt(now().UnixNano())}
		answer, err := ts.CreateResponseWithOpts(c, key, crypto.SHA256)
		if err != nil {
			http.Error(rw, "cannot stamp", http.StatusInternalServerError)
			return
		}
		rw.Header().Set("Content-Type", "application/timestamp-reply")
		_, _ = io.Copy(rw, bytes.NewReader(answer)) // who asked has gone
	}), nil
}

// Paper is a PDF of one page that says something in ASCII, to be signed.
func Paper(says string) []byte { return page(fmt.Sprintf("BT /F1 20 Tf 72 740 Td (%s) Tj ET", says)) }

// Sheet is a PDF of one page with a title and lines in any language.
func Sheet(title string, lines ...string) io.Reader {
	text := signing.Line(title, 72, 740, 18, 450)
	for i, line := range lines {
		text += signing.Line(line, 72, 700-24*float64(i), 12, 450)
	}
	return bytes.NewReader(page(text))
}

func page(text string) []byte {
	var b bytes.Buffer
	var at []int
	b.WriteString("%PDF-1.4\n")
	for i, object := range []string{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(text), text), "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>"} {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	start := b.Len()
	b.WriteString("xref\n0 6\n0000000000 65535 f\r\n")
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n\r\n", n)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", start)
	return b.Bytes()
}
