// Package signing signs PDF files and tells whether their signatures hold. A
// signature is a CMS in an incremental update of the file (PAdES baseline,
// ETSI EN 319 142-1, SubFilter ETSI.CAdES.detached) with a stamp that readers
// see; further signatures are further updates, so that the ones before stay
// whole. It knows files, keys and moments, and nothing of dossiers.
//
// The file is read with github.com/digitorus/pdf and checked with
// github.com/digitorus/pkcs7 and timestamp; the update and the CMS are written
// here, for the reasons of ADR 29.
package signing

import (
	"context"
	"time"

	"motcua"
)

// Largest is the largest file that is signed or checked, in bytes.
const Largest = 32 << 20

// Kind is what a signature is for: where its stamp stands and in which colour.
type Kind string

// The kinds of signature, in the order in which a paper gets them.
const (
	Initials  Kind = "initials"  // of whoever answers for the draft (ký nháy)
	Signature Kind = "signature" // of the person with authority (ký số)
	Seal      Kind = "seal"      // of the agency (đóng dấu)
)

// Mark is what a signature says beside its bytes.
type Mark struct {
	Kind   Kind
	Name   string    // who signs, as readers of PDF show it
	Reason string    // what for, as readers of PDF show it
	Lines  []string  // of the stamp, the first in bold; none for no stamp
	At     time.Time // the moment that the signer claims
}

// Signer signs files; with a Stamper they carry the time of somebody else than
// the signer. The zero value signs without.
type Signer struct {
	Stamper *Stamper
}

// Sign adds a signature to a file and returns the whole new file. The file must
// be a sound PDF without a password.
func (s Signer) Sign(ctx context.Context, body []byte, key *Key, m Mark) ([]byte, error) {
	if err := key.usable(m.At); err != nil {
		return nil, err
	}
	doc, err := read(body)
	if err != nil {
		return nil, err
	}
	room := key.room()
	if s.Stamper != nil {
		room += stampRoom
	}
	out, gap, err := doc.update(m, room)
	if err != nil {
		return nil, err
	}
	cms, err := s.seal(ctx, key, gap.digest(out))
	if err != nil {
		return nil, err
	}
	return out, gap.fill(out, cms)
}

// refuse is a fault of a file or a certificate.
func refuse(field, key string, pairs ...any) *motcua.Fault {
	return motcua.InvalidField(field, "signing."+key, pairs...)
}

// Ready tells why a file could not be signed.
func Ready(body []byte) error {
	_, err := read(body)
	return err
}
