package config

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// secretFile keeps the secret of tokens that nobody chose.
const secretFile = "token.key"

// shared keys the hash of tokens on PostgreSQL when no secret was set: nodes
// keep nothing of their own, and a token of 256 random bits needs no secret to
// be safe in a hash. A secret adds that a copied database proves no guess.
const shared = "motcua tokens on a shared database"

// Secret is what keys the hash of API tokens: the one that was set, otherwise
// one made once and kept in the data directory for its owner alone.
func (c Config) Secret() ([]byte, error) {
	if c.TokenSecret != "" {
		return []byte(c.TokenSecret), nil
	}
	if c.Database != "" {
		return []byte(shared), nil
	}
	path := filepath.Join(c.Data, secretFile)
	kept, err := readSecret(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return kept, err
	}
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return nil, fmt.Errorf("make the data directory: %w", err)
	}
	return makeSecret(path)
}

func readSecret(path string) ([]byte, error) {
	text, err := os.ReadFile(filepath.Clean(path))
	if err != nil {
		return nil, fmt.Errorf("read the secret of tokens: %w", err)
	}
	secret := []byte(strings.TrimSpace(string(text)))
	if len(secret) < secretLeast {
		return nil, fmt.Errorf("read the secret of tokens: %s holds less than %d bytes", path, secretLeast)
	}
	return secret, nil
}

// makeSecret writes a new secret beside its place and moves it there whole;
// when another process was faster, its secret is the one.
func makeSecret(path string) ([]byte, error) {
	random := make([]byte, 32)
	if _, err := rand.Read(random); err != nil {
		return nil, fmt.Errorf("make the secret of tokens: %w", err)
	}
	draft, err := os.CreateTemp(filepath.Dir(path), secretFile+".*") // mode 0600
	if err != nil {
		return nil, fmt.Errorf("keep the secret of tokens: %w", err)
	}
	defer func() { _ = os.Remove(draft.Name()) }()
	_, err = draft.WriteString(hex.EncodeToString(random) + "\n")
	if err := errors.Join(err, draft.Sync(), draft.Close()); err != nil {
		return nil, fmt.Errorf("keep the secret of tokens: %w", err)
	}
	if err := os.Link(draft.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("keep the secret of tokens: %w", err)
	}
	return readSecret(path)
}
