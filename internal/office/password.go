package office

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"

	"motcua"
)

// Hashing is the cost of a password hash (argon2id): KiB of memory, and passes
// over it. A hash carries the cost that it was made at, so it can be raised at
// any time. Nothing is OWASP's setting: 19 MiB, two passes.
type Hashing struct{ Memory, Passes uint32 }

const (
	passwordBytes = 32
	saltBytes     = 16
	passwordLeast = 8
	passwordMost  = 200
)

// hashing bounds how many hashes are made at once, so that a burst of sign-ins
// cannot take the memory of the machine.
var hashing = make(chan struct{}, 4)

func (o *Office) hashPassword(ctx context.Context, password string) (string, error) {
	if n := len([]rune(password)); n < passwordLeast || n > passwordMost {
		return "", motcua.InvalidField("password", "identity.password.length", "Least", passwordLeast)
	}
	salt := make([]byte, saltBytes)
	if _, err := rand.Read(salt); err != nil {
		return "", fmt.Errorf("make salt: %w", err)
	}
	cost := o.settings.Hashing
	key, err := derive(ctx, password, salt, cost)
	if err != nil {
		return "", err
	}
	encode := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=19$m=%d,t=%d,p=1$%s$%s", cost.Memory, cost.Passes, encode(salt), encode(key)), nil
}

// samePassword compares a password with a stored hash. Without a stored hash
// it does the same work and says no.
func (o *Office) samePassword(ctx context.Context, password, stored string) (bool, error) {
	cost := o.settings.Hashing
	salt, want := make([]byte, saltBytes), make([]byte, passwordBytes)
	parts := strings.Split(stored, "$")
	known := len(parts) == 6
	if known {
		var err1, err2, err3 error
		salt, err1 = base64.RawStdEncoding.DecodeString(parts[4])
		want, err2 = base64.RawStdEncoding.DecodeString(parts[5])
		_, err3 = fmt.Sscanf(parts[3], "m=%d,t=%d", &cost.Memory, &cost.Passes)
		known = err1 == nil && err2 == nil && err3 == nil
	}
	if len(password) > passwordMost*4 {
		return false, nil
	}
	got, err := derive(ctx, password, salt, cost)
	return known && subtle.ConstantTimeCompare(got, want) == 1, err
}

func derive(ctx context.Context, password string, salt []byte, cost Hashing) ([]byte, error) {
	select {
	case hashing <- struct{}{}:
		defer func() { <-hashing }()
		return argon2.IDKey([]byte(password), salt, cost.Passes, cost.Memory, 1, passwordBytes), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
