package office

import (
	"context"

	"motcua"
	"motcua/identity"
	"motcua/internal/signing"
	"motcua/internal/store"
)

// Signatures is how papers are signed here.
type Signatures struct {
	Secret []byte         // encrypts the key files; none: the secret of tokens does
	Trust  *signing.Trust // whose signatures are believed; nil: nobody's
	Signer signing.Signer
}

// Certificate is a certificate that somebody may sign with.
type Certificate = store.Certificate

// certificatesMost is how many certificates one owner may have.
const certificatesMost = 5

// sealOwner is whose the certificates of an agency are.
func sealOwner(agency string) string { return "agency:" + agency }

// keyOwner is whose certificates the actor signs with: their own, or for the
// seal the agency's.
func (o *Office) keyOwner(by identity.Actor, seal bool) (string, error) {
	if seal {
		return sealOwner(o.LeadAgency()), identity.Can(by, identity.HoldSeal, identity.Object{LeadAgency: o.LeadAgency()})
	}
	return by.Person, identity.Can(by, identity.HoldKey, identity.Object{})
}

// HoldsSeal tells whether the actor signs as the agency and not as a person.
func (o *Office) HoldsSeal(by identity.Actor) bool {
	return identity.Can(by, identity.HoldSeal, identity.Object{LeadAgency: o.LeadAgency()}) == nil
}

// Certificates lists the certificates that the actor may sign with.
func (o *Office) Certificates(ctx context.Context, by identity.Actor) ([]Certificate, error) {
	owner, err := o.keyOwner(by, o.HoldsSeal(by))
	if err != nil {
		return nil, err
	}
	return o.store.Certificates(ctx, owner)
}

// BindCertificate keeps the certificate in a PKCS#12 file, encrypted, for the
// actor or the agency. The password only shows that the file opens; it is not
// kept.
func (o *Office) BindCertificate(ctx context.Context, by identity.Actor, body []byte, password string) (Certificate, error) {
	owner, err := o.keyOwner(by, o.HoldsSeal(by))
	if err != nil {
		return Certificate{}, err
	}
	held, err := o.store.Certificates(ctx, owner)
	if err != nil {
		return Certificate{}, err
	}
	if len(held) >= certificatesMost {
		return Certificate{}, motcua.InvalidField("file", "signing.certificate.many", "Most", certificatesMost)
	}
	key, err := signing.OpenKey(body, password)
	if err != nil {
		return Certificate{}, err
	}
	about := key.About()
	if o.Now().After(about.Until) {
		return Certificate{}, motcua.InvalidField("file", "signing.key.expired", "Name", about.Name, "Until", about.Until)
	}
	for _, c := range held {
		if c.Serial == about.Serial && c.Issuer == about.Issuer {
			return Certificate{}, motcua.InvalidField("file", "signing.certificate.twice", "Name", about.Name)
		}
	}
	c := Certificate{ID: newID(), Owner: owner, Name: about.Name, Issuer: about.Issuer, Serial: about.Serial, From: about.From, Until: about.Until,
		BoundAt: o.Now(), BoundBy: by.Person}
	if c.Sealed, err = o.safe.Put(body, c.ID+" "+owner); err != nil {
		return Certificate{}, err
	}
	return c, o.store.Write(ctx, func(tx *store.Tx) error { return tx.PutCertificate(ctx, c) })
}

// DropCertificate ends the use of a certificate; its key is forgotten, what was
// signed with it stays signed.
func (o *Office) DropCertificate(ctx context.Context, by identity.Actor, id string) error {
	owner, err := o.keyOwner(by, o.HoldsSeal(by))
	if err != nil {
		return err
	}
	return o.store.Write(ctx, func(tx *store.Tx) error { return tx.DropCertificate(ctx, owner, id, o.Now()) })
}

// Pen is the certificate that somebody signs with, and its password, which is
// used once and kept nowhere.
type Pen struct {
	Certificate string
	Password    string
}

// openKey opens the key that the actor signs with.
func (o *Office) openKey(ctx context.Context, by identity.Actor, seal bool, pen Pen) (*signing.Key, error) {
	owner, err := o.keyOwner(by, seal)
	if err != nil {
		return nil, err
	}
	held, err := o.store.Certificates(ctx, owner)
	if err != nil {
		return nil, err
	}
	for _, c := range held {
		if c.ID != pen.Certificate {
			continue
		}
		file, err := o.safe.Take(c.Sealed, c.ID+" "+owner)
		if err != nil {
			f := motcua.InvalidField("certificate", "signing.certificate.lost", "Name", c.Name)
			f.Cause = err
			return nil, f
		}
		return signing.OpenKey(file, pen.Password)
	}
	return nil, motcua.InvalidField("certificate", "signing.certificate.choose")
}
