package office

import (
	"context"
	"crypto/rand"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"

	"motcua"
	"motcua/internal/store"
)

// The codes of a device (RFC 6238 with the values every app knows): six digits,
// a new one every thirty seconds, the one before and after taken too.
const (
	factorPeriod = 30
	factorSkew   = 1
)

// Device is a second factor about to be turned on: its secret, as an app reads
// it from a QR code (URI) or somebody types it.
type Device struct{ Secret, URI string }

// Factor is the second factor of an account.
type Factor = store.Factor

// NewDevice makes the secret of a device for the address of an account; house
// is who the app says it is for.
func NewDevice(house, email string) (Device, error) {
	key, err := totp.Generate(totp.GenerateOpts{Issuer: house, AccountName: email, Period: factorPeriod})
	if err != nil {
		return Device{}, err
	}
	return DeviceOf(key.URL())
}

// DeviceOf reads a device from its URI.
func DeviceOf(uri string) (Device, error) {
	key, err := otp.NewKeyFromURL(uri)
	if err != nil {
		return Device{}, err
	}
	return Device{Secret: key.Secret(), URI: uri}, nil
}

// FactorOf tells what second factor an account has; false when none.
func (o *Office) FactorOf(ctx context.Context, accountID string) (Factor, bool, error) {
	return o.store.Factor(ctx, accountID)
}

// TurnOnFactor asks a device of an account from the next sign-in on, once a
// code shows that the device works. It returns the recovery codes, which are
// shown once and kept as hashes. Devices keep the time of the world, also where
// a demonstration plays on another day.
func (o *Office) TurnOnFactor(ctx context.Context, accountID string, d Device, code string) ([]string, error) {
	step, ok := stepOf(d.Secret, code, time.Now())
	if !ok {
		return nil, motcua.InvalidField("code", "factor.wrong")
	}
	codes, hashes := recoveryCodes(accountID)
	return codes, o.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.PutFactor(ctx, accountID, store.Factor{Secret: d.Secret, Since: o.Now()}, step); err != nil {
			return err
		}
		return tx.PutRecoveryCodes(ctx, accountID, hashes)
	})
}

// RenewRecovery makes new recovery codes of an account that has a device, in
// place of those before.
func (o *Office) RenewRecovery(ctx context.Context, accountID string) ([]string, error) {
	if _, on, err := o.store.Factor(ctx, accountID); err != nil || !on {
		return nil, missing(err, "factor.none")
	}
	codes, hashes := recoveryCodes(accountID)
	return codes, o.store.Write(ctx, func(tx *store.Tx) error { return tx.PutRecoveryCodes(ctx, accountID, hashes) })
}

// CheckFactor takes the code of the device, or one of the recovery codes; each
// is taken once. Its fault is on the field named code.
func (o *Office) CheckFactor(ctx context.Context, accountID, code string) error {
	f, on, err := o.store.Factor(ctx, accountID)
	if err != nil || !on {
		return err
	}
	wrong := motcua.InvalidField("code", "factor.wrong")
	code = plainCode(code)
	return o.store.Write(ctx, func(tx *store.Tx) error {
		var taken bool
		var err error
		if step, ok := stepOf(f.Secret, code, time.Now()); ok {
			taken, err = tx.TakeStep(ctx, accountID, step)
		} else if len(code) == recoveryLength {
			taken, err = tx.TakeRecoveryCode(ctx, accountID, secretHash(accountID+code))
		}
		if err == nil && !taken {
			return wrong
		}
		return err
	})
}

// TurnOffFactor forgets the device of an account.
func (o *Office) TurnOffFactor(ctx context.Context, accountID string) error {
	return o.store.Write(ctx, func(tx *store.Tx) error { return tx.DropFactor(ctx, accountID) })
}

// stepOf finds the step of time that a code belongs to.
func stepOf(secret, code string, now time.Time) (int64, bool) {
	at := now.Unix() / factorPeriod
	code = plainCode(code)
	for step := at - factorSkew; step <= at+factorSkew; step++ {
		ok, err := totp.ValidateCustom(code, secret, time.Unix(step*factorPeriod, 0), totp.ValidateOpts{Period: factorPeriod, Digits: otp.DigitsSix})
		if err == nil && ok {
			return step, true
		}
	}
	return 0, false
}

// plainCode is a code as it was meant, however it was typed.
func plainCode(code string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' {
			return -1
		}
		return r
	}, strings.ToUpper(strings.TrimSpace(code)))
}

// Recovery codes: ten, each of 16 letters and digits (80 bits).
const (
	recoveryCount  = 10
	recoveryLength = 16
)

// recoveryCodes makes codes as they are shown, and the hashes as they are kept:
// 80 random bits need no slow hash.
func recoveryCodes(accountID string) (codes, hashes []string) {
	for range recoveryCount {
		code := rand.Text()[:recoveryLength]
		codes = append(codes, code[:4]+"-"+code[4:8]+"-"+code[8:12]+"-"+code[12:])
		hashes = append(hashes, secretHash(accountID+code))
	}
	return codes, hashes
}
