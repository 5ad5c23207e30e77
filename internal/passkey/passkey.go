// Package passkey speaks WebAuthn (Level 3) with browsers: it asks for a new
// passkey, and for the proof that one is held. It keeps nothing; what a passkey
// is stands in a Key, which its caller keeps as it is.
package passkey

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
)

// Key is a passkey: its id, and the rest as this package wrote it.
type Key struct {
	ID   string // base64url
	Body string
}

// Owner is an account with its passkeys.
type Owner struct {
	ID    string
	Email string // shown by the browser
	Name  string
	Keys  []Key
}

// ErrRefused is an answer of the browser that proves nothing.
var ErrRefused = errors.New("the browser has proven nothing")

// ErrCopied is a passkey whose counter went back: somebody has made a copy.
var ErrCopied = errors.New("the passkey seems to be a copy")

// Party is this site, as passkeys are bound to it.
type Party struct{ authn *webauthn.WebAuthn }

// Possible tells whether a site can have passkeys: they are bound to a name, and
// a bare network address is none.
func Possible(site string) bool {
	u, err := url.Parse(site)
	return err == nil && u.Hostname() != "" && net.ParseIP(u.Hostname()) == nil
}

// New makes the party of a site: its address (https://motcua.example.gov.vn) and
// its name. Passkeys made for one host work at no other.
func New(site, name string) (*Party, error) {
	u, err := url.Parse(site)
	if err != nil {
		return nil, fmt.Errorf("passkeys of %s: %w", site, err)
	}
	required := protocol.AuthenticatorSelection{ResidentKey: protocol.ResidentKeyRequirementRequired, UserVerification: protocol.VerificationRequired}
	authn, err := webauthn.New(&webauthn.Config{RPID: u.Hostname(), RPDisplayName: name, RPOrigins: []string{u.Scheme + "://" + u.Host}, AuthenticatorSelection: required})
	if err != nil {
		return nil, fmt.Errorf("passkeys of %s: %w", site, err)
	}
	return &Party{authn}, nil
}

// user shows an owner to the library.
type user struct{ Owner }

func (u user) WebAuthnID() []byte { return []byte(u.ID) }
func (u user) WebAuthnName() string {
	if u.Email == "" {
		return u.Name
	}
	return u.Email
}
func (u user) WebAuthnDisplayName() string { return u.Name }
func (u user) WebAuthnCredentials() []webauthn.Credential {
	var all []webauthn.Credential
	for _, k := range u.Keys {
		var c webauthn.Credential
		if json.Unmarshal([]byte(k.Body), &c) == nil {
			all = append(all, c)
		}
	}
	return all
}

// AskNew asks the browser of an owner for a new passkey. It returns what the
// browser gets, and what the session keeps until it answers.
func (p *Party) AskNew(o Owner) (ask []byte, keep string, err error) {
	var held []protocol.CredentialDescriptor
	for _, c := range (user{o}).WebAuthnCredentials() {
		held = append(held, c.Descriptor())
	}
	options, session, err := p.authn.BeginRegistration(user{o}, webauthn.WithExclusions(held))
	if err != nil {
		return nil, "", fmt.Errorf("ask for a passkey: %w", err)
	}
	return asked(options, session)
}

// Ask asks a browser for the proof of any passkey of this site.
func (p *Party) Ask() (ask []byte, keep string, err error) {
	options, session, err := p.authn.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationRequired))
	if err != nil {
		return nil, "", fmt.Errorf("ask for a passkey: %w", err)
	}
	return asked(options, session)
}

func asked(options any, session *webauthn.SessionData) ([]byte, string, error) {
	ask, err := json.Marshal(options)
	if err != nil {
		return nil, "", fmt.Errorf("encode request for a passkey: %w", err)
	}
	keep, err := json.Marshal(session)
	return ask, string(keep), err
}

func kept(keep string) (webauthn.SessionData, error) {
	var s webauthn.SessionData
	if err := json.Unmarshal([]byte(keep), &s); err != nil {
		return s, fmt.Errorf("%w: nothing was asked", ErrRefused)
	}
	return s, nil
}

// Made takes the new passkey that a browser answers with.
func (p *Party) Made(o Owner, keep, answer string) (Key, error) {
	session, err := kept(keep)
	if err != nil {
		return Key{}, err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes([]byte(answer))
	if err != nil {
		return Key{}, errors.Join(ErrRefused, err)
	}
	c, err := p.authn.CreateCredential(user{o}, session, parsed)
	if err != nil {
		return Key{}, errors.Join(ErrRefused, err)
	}
	return keyOf(c)
}

// Shown takes the proof that a browser answers with. find gives the owner of a
// passkey by its id and by the account that the browser names. The Key returned
// takes the place of the one kept: it has counted this use.
func (p *Party) Shown(keep, answer string, find func(key, account string) (Owner, error)) (Owner, Key, error) {
	session, err := kept(keep)
	if err != nil {
		return Owner{}, Key{}, err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes([]byte(answer))
	if err != nil {
		return Owner{}, Key{}, errors.Join(ErrRefused, err)
	}
	var owner Owner
	var missing error
	c, err := p.authn.ValidateDiscoverableLogin(func(id, handle []byte) (webauthn.User, error) {
		owner, missing = find(base64.RawURLEncoding.EncodeToString(id), string(handle))
		return user{owner}, missing
	}, session, parsed)
	switch {
	case missing != nil:
		return owner, Key{}, missing
	case err != nil:
		return owner, Key{}, errors.Join(ErrRefused, err)
	case c.Authenticator.CloneWarning:
		return owner, Key{}, ErrCopied
	}
	k, err := keyOf(c)
	return owner, k, err
}

func keyOf(c *webauthn.Credential) (Key, error) {
	body, err := json.Marshal(c)
	return Key{ID: base64.RawURLEncoding.EncodeToString(c.ID), Body: string(body)}, err
}
