package signing

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
)

// Safe keeps key files encrypted under a secret of the installation, each bound
// to whose it is: a row moved to somebody else does not open.
type Safe struct {
	aead cipher.AEAD
}

// NewSafe is the safe of a secret.
func NewSafe(secret []byte) (*Safe, error) {
	key, err := hkdf.Key(sha256.New, secret, nil, "motcua key files", 32)
	if err != nil {
		return nil, fmt.Errorf("open the safe: %w", err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("open the safe: %w", err)
	}
	aead, err := cipher.NewGCM(block)
	return &Safe{aead: aead}, err
}

// Put encrypts a key file for its owner.
func (s *Safe) Put(file []byte, owner string) (string, error) {
	nonce := make([]byte, s.aead.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return "", fmt.Errorf("encrypt a key file: %w", err)
	}
	return base64.StdEncoding.EncodeToString(s.aead.Seal(nonce, nonce, file, []byte(owner))), nil
}

// Take decrypts what Put encrypted for the same owner.
func (s *Safe) Take(sealed, owner string) ([]byte, error) {
	raw, err := base64.StdEncoding.DecodeString(sealed)
	if err != nil || len(raw) < s.aead.NonceSize() {
		return nil, errors.New("decrypt a key file: it is damaged")
	}
	n := s.aead.NonceSize()
	file, err := s.aead.Open(nil, raw[:n], raw[n:], []byte(owner))
	if err != nil {
		return nil, errors.New("decrypt a key file: it was encrypted under another secret or for somebody else")
	}
	return file, nil
}
