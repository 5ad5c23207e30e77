package signing

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"slices"

	"golang.org/x/crypto/cryptobyte"
	tag "golang.org/x/crypto/cryptobyte/asn1"

	"motcua"
)

// What a CMS names (RFC 5652, 5035, 3161).
var (
	oidData          = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	oidSignedData    = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidContentType   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}
	oidMessageDigest = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}
	oidCertificateV2 = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}
	oidTimeStamp     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 14}
	oidSHA256        = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}
	oidRSA           = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}
	oidECDSA         = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}
)

// seal is the detached CMS over a digest: the signed attributes that PAdES asks
// for, and no signing time among them (EN 319 142-1, 6.3: the file says it).
func (s Signer) seal(ctx context.Context, key *Key, digest []byte) ([]byte, error) {
	attributes, err := signedAttributes(key, digest)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(attributes)
	value, err := key.hand.sign(ctx, sum[:])
	if err != nil {
		return nil, err
	}
	if err := key.own.CheckSignature(algorithmOf(key.own), attributes, value); err != nil {
		return nil, because(motcua.Refused(motcua.Conflict, "signing.remote.mismatch", "Name", key.About().Name), err)
	}
	var token []byte
	if s.Stamper != nil {
		if token, err = s.Stamper.stamp(ctx, value); err != nil {
			return nil, err
		}
	}
	var b cryptobyte.Builder
	b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oidSignedData)
		b.AddASN1(explicit(0), func(b *cryptobyte.Builder) {
			b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) { key.signedData(b, attributes, value, token) })
		})
	})
	return b.Bytes()
}

func explicit(n uint8) tag.Tag { return tag.Tag(n).ContextSpecific().Constructed() }

func algorithm(b *cryptobyte.Builder, oid asn1.ObjectIdentifier, null bool) {
	b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oid)
		if null {
			b.AddASN1NULL()
		}
	})
}

func (k *Key) signedData(b *cryptobyte.Builder, attributes, value, token []byte) {
	b.AddASN1Int64(1)
	b.AddASN1(tag.SET, func(b *cryptobyte.Builder) { algorithm(b, oidSHA256, false) })
	b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(oidData) })
	b.AddASN1(explicit(0), func(b *cryptobyte.Builder) {
		b.AddBytes(k.own.Raw)
		for _, c := range k.chain {
			b.AddBytes(c.Raw)
		}
	})
	b.AddASN1(tag.SET, func(b *cryptobyte.Builder) {
		b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1Int64(1)
			b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddBytes(k.own.RawIssuer)
				b.AddASN1BigInt(k.own.SerialNumber)
			})
			algorithm(b, oidSHA256, false)
			b.AddASN1(explicit(0), func(b *cryptobyte.Builder) { b.AddBytes(inside(attributes)) })
			if algorithmOf(k.own) == x509.SHA256WithRSA {
				algorithm(b, oidRSA, true)
			} else {
				algorithm(b, oidECDSA, false)
			}
			b.AddASN1OctetString(value)
			if token != nil {
				b.AddASN1(explicit(1), func(b *cryptobyte.Builder) {
					b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) {
						b.AddASN1ObjectIdentifier(oidTimeStamp)
						b.AddASN1(tag.SET, func(b *cryptobyte.Builder) { b.AddBytes(token) })
					})
				})
			}
		})
	})
}

// signedAttributes is the SET of what is signed beside the digest: the content
// type, and which certificate it is signed with.
func signedAttributes(key *Key, digest []byte) ([]byte, error) {
	hash := sha256.Sum256(key.own.Raw)
	values := map[string]func(*cryptobyte.Builder){}
	values[oidContentType.String()] = func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(oidData) }
	values[oidMessageDigest.String()] = func(b *cryptobyte.Builder) { b.AddASN1OctetString(digest) }
	values[oidCertificateV2.String()] = func(b *cryptobyte.Builder) {
		b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) { b.AddASN1OctetString(hash[:]) })
			})
		})
	}
	var encoded [][]byte
	for _, oid := range []asn1.ObjectIdentifier{oidContentType, oidMessageDigest, oidCertificateV2} {
		var one cryptobyte.Builder
		one.AddASN1(tag.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1ObjectIdentifier(oid)
			b.AddASN1(tag.SET, values[oid.String()])
		})
		bytes, err := one.Bytes()
		if err != nil {
			return nil, err
		}
		encoded = append(encoded, bytes)
	}
	slices.SortFunc(encoded, bytes.Compare) // DER orders a SET OF
	var set cryptobyte.Builder
	set.AddASN1(tag.SET, func(b *cryptobyte.Builder) { b.AddBytes(bytes.Join(encoded, nil)) })
	return set.Bytes()
}

// inside is the content of a DER value.
func inside(der []byte) []byte {
	var content cryptobyte.String
	in := cryptobyte.String(der)
	in.ReadASN1(&content, tag.SET)
	return content
}
