package signing

import (
	"bytes"
	"context"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"

	"motcua"
)

// What a signing service may cost.
const (
	remoteWithin = 30 * time.Second // people confirm on their telephone meanwhile
	remoteMost   = 64 << 10         // bytes of an answer
	chainMost    = 8                // certificates of a chain
	keyNameMost  = 120              // characters of the name of a key
	codeMost     = 64               // characters of a code
)

// Remote is a service that holds private keys and signs with them (ký số từ
// xa). What travels is the digest; the file stays here. It speaks the contract
// of docs/operate.md: GET {address}/keys/{key}/certificates answers the chain in
// PEM, POST {address}/signatures signs.
type Remote struct {
	address, secret string
	http            *http.Client
}

// NewRemote is the service at an address, which knows us by a bearer secret.
func NewRemote(address, secret string) *Remote {
	return &Remote{address: strings.TrimSuffix(address, "/"), secret: secret, http: &http.Client{Timeout: remoteWithin,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// remoteKey is the type of the PEM block that names a key of the service.
const remoteKey = "MOTCUA REMOTE KEY"

// Fetch asks for the certificates of a key and answers what to keep in place of
// a key file: the name of the key with its chain. OpenRemote opens it.
func (r *Remote) Fetch(ctx context.Context, key string) ([]byte, error) {
	key = strings.TrimSpace(key)
	switch {
	case key == "":
		return nil, refuse("remote", "remote.key.missing")
	case len([]rune(key)) > keyNameMost || strings.ContainsFunc(key, func(c rune) bool { return !unicode.IsPrint(c) }) || key == "." || key == "..":
		return nil, refuse("remote", "remote.key.wrong", "Most", keyNameMost)
	}
	chain, err := r.ask(ctx, http.MethodGet, "/keys/"+url.PathEscape(key)+"/certificates", nil)
	if err != nil {
		return nil, err
	}
	kept := append(pem.EncodeToMemory(&pem.Block{Type: remoteKey, Bytes: []byte(key)}), chain...)
	opened, err := r.OpenRemote(kept, "")
	switch {
	case err != nil:
		return nil, because(motcua.Refused(motcua.Conflict, "signing.remote.wrong"), err)
	case weak(opened.own):
		return nil, refuse("remote", "key.weak", "Least", rsaLeast)
	}
	return kept, nil
}

// IsRemote tells what Fetch has given from a key file.
func IsRemote(kept []byte) bool { return bytes.HasPrefix(kept, []byte("-----BEGIN "+remoteKey)) }

// OpenRemote is the key that Fetch has given, with the one-time code or PIN that
// releases it; the service looks at the code when it signs. Nothing is asked yet.
func (r *Remote) OpenRemote(kept []byte, code string) (*Key, error) {
	name, rest := pem.Decode(kept)
	if name == nil || name.Type != remoteKey {
		return nil, errors.New("open a remote key: it has no name")
	}
	var chain []*x509.Certificate
	for block, more := pem.Decode(rest); block != nil; block, more = pem.Decode(more) {
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil || len(chain) == chainMost {
			return nil, fmt.Errorf("open a remote key: its certificates cannot be read: %w", err)
		}
		chain = append(chain, c)
	}
	if len(chain) == 0 || algorithmOf(chain[0]) == x509.UnknownSignatureAlgorithm {
		return nil, errors.New("open a remote key: it has no certificate that signs here")
	}
	return &Key{hand: far{remote: r, key: string(name.Bytes), code: code, by: algorithmOf(chain[0])}, own: chain[0], chain: chain[1:]}, nil
}

// far is a key of the service.
type far struct {
	remote    *Remote
	key, code string
	by        x509.SignatureAlgorithm
}

func (f far) sign(ctx context.Context, digest []byte) ([]byte, error) {
	if f.code == "" || len(f.code) > codeMost {
		return nil, refuse("password", "remote.code")
	}
	asked, err := json.Marshal(map[string]any{"key": f.key, "algorithm": f.by.String(), "digest": digest, "code": f.code})
	if err != nil {
		return nil, fmt.Errorf("ask the signing service: %w", err)
	}
	body, err := f.remote.ask(ctx, http.MethodPost, "/signatures", asked)
	if err != nil {
		return nil, err
	}
	var answer struct {
		Signature []byte `json:"signature"`
	}
	if err := json.Unmarshal(body, &answer); err != nil || len(answer.Signature) == 0 || len(answer.Signature) > 1024 {
		return nil, because(motcua.Refused(motcua.Conflict, "signing.remote.wrong"), err)
	}
	return answer.Signature, nil
}

// ask sends one request; what the service refuses is told by its status.
func (r *Remote) ask(ctx context.Context, method, path string, body []byte) ([]byte, error) {
	q, err := http.NewRequestWithContext(ctx, method, r.address+path, bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("ask the signing service: %w", err)
	}
	q.Header.Set("Authorization", "Bearer "+r.secret)
	if body != nil {
		q.Header.Set("Content-Type", "application/json")
	}
	got, err := r.http.Do(q)
	if err != nil {
		return nil, because(motcua.Refused(motcua.Conflict, "signing.remote.away"), err)
	}
	defer func() { _ = got.Body.Close() }()
	answer, err := io.ReadAll(io.LimitReader(got.Body, remoteMost+1))
	if err != nil {
		return nil, because(motcua.Refused(motcua.Conflict, "signing.remote.away"), err)
	}
	switch {
	case got.StatusCode == http.StatusOK && len(answer) <= remoteMost:
		return answer, nil
	case got.StatusCode == http.StatusOK:
		return nil, motcua.Refused(motcua.Conflict, "signing.remote.wrong")
	}
	return nil, because(refusal(got.StatusCode, method == http.MethodGet), fmt.Errorf("the signing service answers %d", got.StatusCode))
}

// refusal is what a status of the contract means.
func refusal(status int, binding bool) *motcua.Fault {
	switch {
	case status == http.StatusUnauthorized:
		return motcua.Refused(motcua.Conflict, "signing.remote.secret")
	case status == http.StatusForbidden && !binding:
		return refuse("password", "remote.code")
	case status == http.StatusNotFound && binding:
		return refuse("remote", "remote.key.unknown")
	case status == http.StatusForbidden || status == http.StatusNotFound || status == http.StatusConflict:
		return motcua.Refused(motcua.Conflict, "signing.remote.refused")
	}
	return motcua.Refused(motcua.Conflict, "signing.remote.away")
}

// Halts tells whether a refusal would meet every further signature of the same
// request as well, so that the service need not be asked again: a wrong code
// asked several times may lock the key.
func Halts(err error) bool {
	f, ok := motcua.AsFault(err)
	if !ok {
		return false
	}
	switch f.Text.Key {
	case "signing.remote.code", "signing.remote.away", "signing.remote.secret", "signing.remote.refused", "signing.remote.wrong":
		return true
	}
	return false
}
