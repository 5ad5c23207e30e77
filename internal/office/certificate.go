package office

import (
	"context"
	"strings"

	"motcua"
	"motcua/identity"
	"motcua/internal/signing"
	"motcua/internal/store"
	"motcua/vietnamese"
)

// Signatures is how papers are signed here.
type Signatures struct {
	Secret []byte         // encrypts the key files; none: the secret of tokens does
	Trust  *signing.Trust // whose signatures are believed; nil: nobody's
	Signer signing.Signer
	Remote *signing.Remote // the service that holds keys of the staff; nil: there is none
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

// SignsRemotely tells whether a service holds keys of the staff.
func (o *Office) SignsRemotely() bool { return o.settings.Sign.Remote != nil }

// BindRemote binds a key of the signing service by its name; its certificates
// are kept as they are now.
func (o *Office) BindRemote(ctx context.Context, by identity.Actor, key string) (Certificate, error) {
	if _, err := o.keyOwner(by, o.HoldsSeal(by)); err != nil {
		return Certificate{}, err
	}
	if !o.SignsRemotely() {
		return Certificate{}, motcua.InvalidField("remote", "signing.remote.none")
	}
	kept, err := o.settings.Sign.Remote.Fetch(ctx, key)
	if err != nil {
		return Certificate{}, err
	}
	return o.bind(ctx, by, kept, "", "remote")
}

// open opens a key file, or a key of the service with its code.
func (o *Office) open(kept []byte, password string) (*signing.Key, error) {
	if !signing.IsRemote(kept) {
		return signing.OpenKey(kept, password)
	}
	if !o.SignsRemotely() {
		return nil, motcua.InvalidField("certificate", "signing.remote.none")
	}
	return o.settings.Sign.Remote.OpenRemote(kept, password)
}

// BindCertificate keeps the certificate in a PKCS#12 file, encrypted, for the
// actor or the agency. The password only shows that the file opens; it is not
// kept.
func (o *Office) BindCertificate(ctx context.Context, by identity.Actor, body []byte, password string) (Certificate, error) {
	if signing.IsRemote(body) { // a file that names a key of the service is none
		return Certificate{}, motcua.InvalidField("file", "signing.key.kind")
	}
	return o.bind(ctx, by, body, password, "file")
}

// bind keeps what a key is opened from; what is wrong with it is told at a field.
func (o *Office) bind(ctx context.Context, by identity.Actor, body []byte, password, field string) (Certificate, error) {
	owner, err := o.keyOwner(by, o.HoldsSeal(by))
	if err != nil {
		return Certificate{}, err
	}
	held, err := o.store.Certificates(ctx, owner)
	if err != nil {
		return Certificate{}, err
	}
	if len(held) >= certificatesMost {
		return Certificate{}, motcua.InvalidField(field, "signing.certificate.many", "Most", certificatesMost)
	}
	key, err := o.open(body, password)
	if err != nil {
		return Certificate{}, err
	}
	about := key.About()
	if o.Now().After(about.Until) {
		return Certificate{}, motcua.InvalidField(field, "signing.key.expired", "Name", about.Name, "Until", about.Until)
	}
	if err := o.ownName(ctx, by, about, field); err != nil {
		return Certificate{}, err
	}
	for _, c := range held {
		if c.Serial == about.Serial && c.Issuer == about.Issuer {
			return Certificate{}, motcua.InvalidField(field, "signing.certificate.twice", "Name", about.Name)
		}
	}
	c := Certificate{ID: newID(), Owner: owner, Name: about.Name, Issuer: about.Issuer, Serial: about.Serial, From: about.From, Until: about.Until,
		BoundAt: o.Now(), BoundBy: by.Person}
	if c.Sealed, err = o.safe.Put(body, c.ID+" "+owner); err != nil {
		return Certificate{}, err
	}
	return c, o.store.Write(ctx, func(tx *store.Tx) error { return tx.PutCertificate(ctx, c) })
}

// ownName refuses a certificate that names somebody else than the person who
// binds it. Cases and marks are not told apart, as authorities write names in
// capitals or without marks; that of the agency is not compared.
func (o *Office) ownName(ctx context.Context, by identity.Actor, about signing.About, field string) error {
	if o.HoldsSeal(by) {
		return nil
	}
	person, _, err := o.store.Person(ctx, by.Person)
	if err != nil {
		return err
	}
	name, _, _ := strings.Cut(person.Name, "(")
	name = strings.TrimSpace(name)
	if name != "" && strings.Contains(vietnamese.Fold(about.Name), vietnamese.Fold(name)) {
		return nil
	}
	return motcua.InvalidField(field, "signing.certificate.other", "Name", about.Name, "Person", person.Name)
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
		return o.open(file, pen.Password)
	}
	return nil, motcua.InvalidField("certificate", "signing.certificate.choose")
}
