// Package sso signs applicants in through a provider of identities by OpenID
// Connect (Core 1.0, authorization code flow with PKCE): VNeID, the provincial
// gateway, or any other that speaks it. It knows nothing of accounts: it says
// who the provider says it is.
package sso

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// Settings are how a provider is reached and what it calls things.
type Settings struct {
	ID         string // in addresses of this site: vneid, province
	NameVI     string // as readers know it
	NameEN     string
	Issuer     string // https://…, of its discovery document
	Client     string // client id given by the provider
	Secret     string
	Scopes     []string // beside openid
	NameClaim  string   // "" is name
	NumberName string   // claim of the citizen number; "" when it tells none
}

// Identity is who the provider says it is.
type Identity struct {
	Issuer, Subject string
	Provider        string // Settings.ID
	Name            string
	Email           string // only when the provider has verified it
	CitizenNumber   string
}

// Attempt is one try to sign in, kept by the browser's session until the
// provider sends the browser back.
type Attempt struct {
	State, Nonce, Verifier string
	At                     time.Time
}

// within is how long a browser may stay at the provider.
const within = 10 * time.Minute

// ErrUnreachable is a provider that does not answer, or not as it should.
var ErrUnreachable = errors.New("the provider of identities does not answer")

// ErrRefused is an answer of the browser or of the provider that proves nothing.
var ErrRefused = errors.New("the provider of identities has proven nothing")

// Provider is a provider of identities. Its discovery document is read when it
// is first needed, so that this program starts while the provider is away. It
// is safe for concurrent use.
type Provider struct {
	Settings
	client *http.Client

	mu    sync.Mutex
	found *oidc.Provider
}

// answerWithin is how long the provider may take to answer.
const answerWithin = 10 * time.Second

// New makes a provider from its settings.
func New(s Settings) *Provider {
	return &Provider{Settings: s, client: &http.Client{Timeout: answerWithin}}
}

// Name is what readers call the provider in a language.
func (p *Provider) Name(lang string) string {
	if lang == "en" && p.NameEN != "" {
		return p.NameEN
	}
	return p.NameVI
}

// discover reads what the provider says of itself, once.
func (p *Provider) discover(ctx context.Context) (*oidc.Provider, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.found != nil {
		return p.found, nil
	}
	// The keys of the provider are fetched later with this context: it must outlive the request.
	found, err := oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), p.client), p.Issuer)
	if err != nil {
		return nil, errors.Join(ErrUnreachable, err)
	}
	p.found = found
	return found, nil
}

func (p *Provider) config(found *oidc.Provider, back string) *oauth2.Config {
	return &oauth2.Config{ClientID: p.Client, ClientSecret: p.Secret, Endpoint: found.Endpoint(), RedirectURL: back, Scopes: append([]string{oidc.ScopeOpenID}, p.Scopes...)}
}

// Begin makes an attempt and the address at the provider to send the browser
// to; back is where the provider sends it afterwards.
func (p *Provider) Begin(ctx context.Context, back string) (Attempt, string, error) {
	found, err := p.discover(ctx)
	if err != nil {
		return Attempt{}, "", err
	}
	a := Attempt{State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier(), At: time.Now()}
	return a, p.config(found, back).AuthCodeURL(a.State, oidc.Nonce(a.Nonce), oauth2.S256ChallengeOption(a.Verifier)), nil
}

// Finish changes the code that the browser brought back for who it is. The
// caller has compared the state with that of the attempt.
func (p *Provider) Finish(ctx context.Context, back string, a Attempt, code string) (Identity, error) {
	if code == "" || time.Since(a.At) > within {
		return Identity{}, ErrRefused
	}
	found, err := p.discover(ctx)
	if err != nil {
		return Identity{}, err
	}
	ctx = oidc.ClientContext(ctx, p.client)
	token, err := p.config(found, back).Exchange(ctx, code, oauth2.VerifierOption(a.Verifier))
	if err != nil {
		return Identity{}, refusedOrAway(err)
	}
	raw, _ := token.Extra("id_token").(string)
	id, err := found.Verifier(&oidc.Config{ClientID: p.Client}).Verify(ctx, raw)
	if err != nil {
		return Identity{}, errors.Join(ErrRefused, err)
	}
	if id.Nonce != a.Nonce {
		return Identity{}, fmt.Errorf("%w: the nonce is not that of the attempt", ErrRefused)
	}
	claims := map[string]any{}
	if err := id.Claims(&claims); err != nil {
		return Identity{}, errors.Join(ErrRefused, err)
	}
	p.more(ctx, found, token, id.Subject, claims)
	return p.identity(id, claims), nil
}

// refusedOrAway tells a code that is not good from a provider that is not there.
func refusedOrAway(err error) error {
	var answered *oauth2.RetrieveError
	if errors.As(err, &answered) && answered.Response != nil && answered.Response.StatusCode < http.StatusInternalServerError {
		return fmt.Errorf("%w: %s", ErrRefused, answered.ErrorCode) // the body could hold the code
	}
	return fmt.Errorf("%w: %s", ErrUnreachable, "no token")
}

// more adds what the provider tells at its user-info address alone; a provider
// without one, or of another subject, adds nothing.
func (p *Provider) more(ctx context.Context, found *oidc.Provider, token *oauth2.Token, subject string, claims map[string]any) {
	info, err := found.UserInfo(ctx, oauth2.StaticTokenSource(token))
	if err != nil || info.Subject != subject {
		return
	}
	told := map[string]any{}
	if info.Claims(&told) != nil {
		return
	}
	for name, value := range told {
		if _, there := claims[name]; !there {
			claims[name] = value
		}
	}
}

func (p *Provider) identity(id *oidc.IDToken, claims map[string]any) Identity {
	text := func(name string) string {
		s, _ := claims[name].(string)
		return strings.TrimSpace(s)
	}
	who := Identity{Issuer: id.Issuer, Subject: id.Subject, Provider: p.ID, Name: text("name")}
	if p.NameClaim != "" {
		who.Name = text(p.NameClaim)
	}
	if verified, _ := claims["email_verified"].(bool); verified {
		who.Email = text("email")
	}
	if p.NumberName != "" {
		who.CitizenNumber = text(p.NumberName)
	}
	return who
}
