package signing

import (
	"bytes"
	"crypto/x509"
	"encoding/asn1"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"time"

	"github.com/digitorus/pkcs7"

	"motcua"
)

// Trust is whom an installation believes: the roots of those who issue
// certificates and of those who stamp times, and the lists of what was revoked.
// The zero value believes nobody. Nothing is asked over the network.
type Trust struct {
	roots   []*x509.Certificate
	revoked []*x509.RevocationList
}

// NewTrust reads certificates of roots and lists of revoked certificates (CRL),
// both in PEM.
func NewTrust(roots, lists []byte) (*Trust, error) {
	t := &Trust{}
	for block, rest := pem.Decode(roots); block != nil; block, rest = pem.Decode(rest) {
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, fmt.Errorf("read a trusted root: %w", err)
		}
		t.roots = append(t.roots, c)
	}
	for block, rest := pem.Decode(lists); block != nil; block, rest = pem.Decode(rest) {
		l, err := x509.ParseRevocationList(block.Bytes)
		if err != nil {
			return nil, fmt.Errorf("read a list of revoked certificates: %w", err)
		}
		t.revoked = append(t.revoked, l)
	}
	return t, nil
}

// Empty tells whether no root is trusted at all.
func (t *Trust) Empty() bool { return len(t.roots) == 0 }

// Found is one signature of a file and what is to be said of it.
type Found struct {
	By      About
	At      time.Time // when it was made: as stamped, else as the signer claims; zero when nobody says
	Stamped bool      // the moment is testified by a trusted authority
	Faults  []motcua.Text
}

// Holds tells whether there is nothing to be said against it.
func (f Found) Holds() bool { return len(f.Faults) == 0 }

func (f *Found) fault(key string, pairs ...any) {
	f.Faults = append(f.Faults, motcua.Say("signing.found."+key, pairs...))
}

// foundMost is how many signatures of one file are looked at.
const foundMost = 32

// The places of a signature in the bytes of a file. It cannot stand in a
// compressed stream, since its range speaks of bytes of the file.
var (
	ranges  = regexp.MustCompile(`/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]`)
	anyhow  = regexp.MustCompile(`/ByteRange\b`)
	claimed = regexp.MustCompile(`/M\s*\(D:(\d{14})(Z|[+-]\d\d'?\d\d'?)?`)
)

// Check looks at every signature of a file, in the order in which they cover
// it; none is no fault. What is no sound PDF is refused.
func (t *Trust) Check(body []byte) ([]Found, error) {
	if fault := sound(body); fault != nil {
		return nil, fault
	}
	places := ranges.FindAllSubmatchIndex(body, foundMost+1)
	if len(places) > foundMost {
		return nil, refuse("file", "many", "Most", foundMost)
	}
	var list []Found
	end, unread := 0, len(anyhow.FindAllIndex(body, foundMost+1)) != len(places)
	for _, place := range places {
		var at [4]int
		for i := range at {
			n, err := strconv.Atoi(string(body[place[2+2*i]:place[3+2*i]]))
			if err != nil {
				n = -1
			}
			at[i] = n
		}
		f, ok := t.one(body, place[0], at)
		list = append(list, f)
		if ok {
			end = max(end, at[2]+at[3])
		}
	}
	if unread {
		list = append(list, Found{})
		list[len(list)-1].fault("range")
	}
	// What stands behind the last signature nobody has signed.
	if len(list) > 0 && end < len(body) {
		list[len(list)-1].fault("appended", "Count", len(body)-end)
	}
	return list, nil
}

// one checks the signature whose range stands at a place; false when the range
// does not leave out its own bytes and nothing else.
func (t *Trust) one(body []byte, place int, at [4]int) (f Found, ok bool) {
	from, to := at[1], at[2]
	if at[0] != 0 || at[3] < 0 || from < 1 || to < from+2 || to > len(body) || at[3] > len(body)-to ||
		place > to+at[3] || body[from] != '<' || body[to-1] != '>' {
		f.fault("range")
		return f, false
	}
	cms, err := hex.DecodeString(string(body[from+1 : to-1]))
	if err != nil {
		f.fault("range")
		return f, false
	}
	around := body[max(0, place-4096):place]
	if i := bytes.LastIndex(around, []byte(" obj")); i >= 0 {
		around = around[i:]
	}
	after := body[place:min(place+256, from)]
	if to < place { // the range may stand behind its signature
		after = body[place:min(place+4096, len(body))]
	}
	tail := body[to:min(to+4096, len(body))]
	if i := bytes.Index(tail, []byte("endobj")); i >= 0 {
		tail = tail[:i]
	}
	said := bytes.Join([][]byte{around, after, tail}, []byte("\n"))
	signed := make([]byte, 0, from+at[3])
	signed = append(append(signed, body[:from]...), body[to:to+at[3]]...)
	if bytes.Contains(said, []byte("/ETSI.RFC3161")) {
		t.documentStamp(&f, trimmed(cms), signed)
		return f, true
	}
	f.At = claimedAt(said)
	t.cms(&f, cms, signed)
	return f, true
}

// trimmed is a DER value without the zeros that fill its room; nil when
// something else stands there.
func trimmed(cms []byte) []byte {
	var value asn1.RawValue
	rest, err := asn1.Unmarshal(cms, &value)
	if err != nil || len(bytes.Trim(rest, "\x00")) > 0 {
		return nil
	}
	return value.FullBytes
}

func (t *Trust) documentStamp(f *Found, token, signed []byte) {
	at, ok := t.stamped(token, signed)
	if !ok {
		f.fault("stamp")
		return
	}
	f.At, f.Stamped = at, true
	if p7, err := pkcs7.Parse(token); err == nil {
		f.By = aboutOf(p7.GetOnlySigner())
	}
}

// cms checks integrity first, then whose certificate it is.
func (t *Trust) cms(f *Found, raw, signed []byte) {
	defer func() { // of a library that reads what strangers wrote
		if p := recover(); p != nil {
			f.fault("unreadable")
		}
	}()
	der := trimmed(raw)
	p7, err := pkcs7.Parse(der)
	if err != nil || der == nil {
		f.fault("unreadable")
		return
	}
	own := p7.GetOnlySigner()
	if own == nil {
		f.fault("unreadable")
		return
	}
	f.By = aboutOf(own)
	p7.Content = signed
	var changed *pkcs7.MessageDigestMismatchError
	switch err := p7.Verify(); {
	case errors.As(err, &changed):
		f.fault("changed")
	case err != nil:
		f.fault("false")
	}
	for _, a := range p7.Signers[0].UnauthenticatedAttributes {
		if !a.Type.Equal(oidTimeStamp) {
			continue
		}
		at, ok := t.stamped(a.Value.Bytes, p7.Signers[0].EncryptedDigest)
		if !ok {
			f.fault("stamp")
			continue
		}
		f.At, f.Stamped = at, true
	}
	t.certificate(f, own, p7.Certificates)
}

// certificate says what is wrong with a certificate at the moment of signing.
// Without a time-stamp a revoked one is never believed: the moment is only
// claimed, and may be claimed falsely.
func (t *Trust) certificate(f *Found, own *x509.Certificate, beside []*x509.Certificate) {
	switch {
	case f.At.IsZero():
		f.fault("timeless")
		return
	case f.At.After(own.NotAfter):
		f.fault("expired", "Until", own.NotAfter)
	case f.At.Before(own.NotBefore):
		f.fault("early", "From", own.NotBefore)
	}
	within := f.At
	if within.After(own.NotAfter) || within.Before(own.NotBefore) {
		within = own.NotBefore.Add(time.Second) // that it has expired is said already
	}
	if err := t.verify(own, beside, within, x509.ExtKeyUsageAny); err != nil {
		f.fault("untrusted", "Issuer", f.By.Issuer)
		return
	}
	if at, ok := t.revokedAt(own, beside); ok && (!f.Stamped || !at.After(f.At)) {
		f.fault("revoked", "At", at)
	}
}

func (t *Trust) verify(c *x509.Certificate, beside []*x509.Certificate, at time.Time, usage x509.ExtKeyUsage) error {
	roots, between := x509.NewCertPool(), x509.NewCertPool()
	for _, root := range t.roots {
		roots.AddCert(root)
	}
	for _, other := range beside {
		between.AddCert(other)
	}
	_, err := c.Verify(x509.VerifyOptions{Roots: roots, Intermediates: between, CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{usage}})
	return err
}

// revokedAt is when a certificate was revoked, by a list that its issuer signed.
func (t *Trust) revokedAt(c *x509.Certificate, beside []*x509.Certificate) (time.Time, bool) {
	issuer := issuedBy(c, append(append([]*x509.Certificate{}, t.roots...), beside...))
	if issuer == nil {
		return time.Time{}, false
	}
	for _, list := range t.revoked {
		if !bytes.Equal(list.RawIssuer, c.RawIssuer) || list.CheckSignatureFrom(issuer) != nil {
			continue
		}
		for _, entry := range list.RevokedCertificateEntries {
			if entry.SerialNumber.Cmp(c.SerialNumber) == 0 {
				return entry.RevocationTime, true
			}
		}
	}
	return time.Time{}, false
}

// claimedAt is the moment that the signature dictionary claims.
func claimedAt(said []byte) time.Time {
	m := claimed.FindSubmatch(said)
	if m == nil {
		return time.Time{}
	}
	zone := string(bytes.ReplaceAll(m[2], []byte("'"), nil))
	if zone == "" || zone == "Z" {
		zone = "+0000"
	}
	at, err := time.Parse("20060102150405-0700", string(m[1])+zone)
	if err != nil {
		return time.Time{}
	}
	return at
}
