package standin

import (
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"io"
	"net/http"
	"sync"
)

// Service is a remote signing service: it holds keys and signs digests for
// whoever knows its secret and the code of the signer.
type Service struct {
	Authority    *Authority
	Secret, Code string
	// Answer takes the place of an answer when it is not nil and says so.
	Answer func(http.ResponseWriter, *http.Request) bool

	mu     sync.Mutex
	keys   map[string]heldKey
	signed int
}

type heldKey struct {
	chain []*x509.Certificate
	key   crypto.Signer
}

// Hold keeps a new key of somebody under a name.
func (s *Service) Hold(name string, w Wish) error {
	c, key, err := s.Authority.Issue(w)
	if err != nil {
		return err
	}
	s.Keep(name, key, c)
	return nil
}

// Keep keeps a key with its certificate under a name.
func (s *Service) Keep(name string, key crypto.Signer, c *x509.Certificate) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.keys == nil {
		s.keys = map[string]heldKey{}
	}
	s.keys[name] = heldKey{chain: []*x509.Certificate{c, s.Authority.own}, key: key}
}

// Signed is how many signatures it was asked for, refused ones too.
func (s *Service) Signed() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.signed
}

// ServeHTTP answers as the contract says.
func (s *Service) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	routes := http.NewServeMux()
	routes.HandleFunc("GET /keys/{key}/certificates", s.certificates)
	routes.HandleFunc("POST /signatures", s.sign)
	if r.Method == http.MethodPost {
		s.signed++
	}
	switch {
	case s.Answer != nil && s.Answer(rw, r):
	case r.Header.Get("Authorization") != "Bearer "+s.Secret:
		http.Error(rw, "unknown client", http.StatusUnauthorized)
	default:
		routes.ServeHTTP(rw, r)
	}
}

func (s *Service) certificates(rw http.ResponseWriter, r *http.Request) {
	held, ok := s.keys[r.PathValue("key")]
	if !ok {
		http.Error(rw, "no such key", http.StatusNotFound)
		return
	}
	rw.Header().Set("Content-Type", "application/pem-certificate-chain")
	for _, c := range held.chain {
		_ = pem.Encode(rw, &pem.Block{Type: "CERTIFICATE", Bytes: c.Raw}) // who asked has gone
	}
}

func (s *Service) sign(rw http.ResponseWriter, r *http.Request) {
	var asked struct {
		Key, Algorithm, Code string
		Digest               []byte
	}
	err := json.NewDecoder(io.LimitReader(r.Body, 1<<16)).Decode(&asked)
	held, ok := s.keys[asked.Key]
	switch {
	case err != nil || len(asked.Digest) != crypto.SHA256.Size():
		http.Error(rw, "not a digest", http.StatusBadRequest)
	case !ok:
		http.Error(rw, "no such key", http.StatusNotFound)
	case asked.Code != s.Code:
		http.Error(rw, "wrong code", http.StatusForbidden)
	default:
		value, err := held.key.Sign(rand.Reader, asked.Digest, crypto.SHA256)
		if err != nil {
			http.Error(rw, "cannot sign", http.StatusInternalServerError)
			return
		}
		_ = json.NewEncoder(rw).Encode(map[string][]byte{"signature": value}) // who asked has gone
	}
}
