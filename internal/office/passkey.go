package office

import (
	"context"
	"errors"
	"slices"

	"motcua"
	"motcua/account"
	"motcua/internal/passkey"
	"motcua/internal/store"
)

// Passkey is a passkey of an account.
type Passkey = store.Passkey

// PasskeysOf lists the passkeys of an account.
func (o *Office) PasskeysOf(ctx context.Context, accountID string) ([]Passkey, error) {
	return o.store.Passkeys(ctx, accountID)
}

// passkeyOwner is an account as passkeys know it.
func (o *Office) passkeyOwner(ctx context.Context, accountID string) (passkey.Owner, error) {
	a, err := o.Account(ctx, accountID)
	if err != nil {
		return passkey.Owner{}, err
	}
	keys, err := o.store.Passkeys(ctx, accountID)
	owner := passkey.Owner{ID: a.ID, Email: a.Email, Name: a.Name}
	for _, k := range keys {
		owner.Keys = append(owner.Keys, passkey.Key{ID: k.ID, Body: k.Body})
	}
	return owner, err
}

// AskPasskey asks the browser of an account for a new passkey: what the browser
// gets, and what the session keeps until it answers.
func (o *Office) AskPasskey(ctx context.Context, party *passkey.Party, accountID string) (ask []byte, keep string, err error) {
	owner, err := o.passkeyOwner(ctx, accountID)
	if err != nil {
		return nil, "", err
	}
	return party.AskNew(owner)
}

// AddPasskey takes the passkey that the browser has made; its name is how the
// owner tells it from others.
func (o *Office) AddPasskey(ctx context.Context, party *passkey.Party, accountID, name, keep, answer string) error {
	name, err := account.ReadName(name)
	if err != nil {
		return err
	}
	owner, err := o.passkeyOwner(ctx, accountID)
	if err != nil {
		return err
	}
	key, err := party.Made(owner, keep, answer)
	if errors.Is(err, passkey.ErrRefused) {
		fault := motcua.InvalidField("passkey", "passkey.refused")
		fault.Cause = err
		return fault
	}
	if err != nil {
		return err
	}
	return o.store.Write(ctx, func(tx *store.Tx) error {
		return tx.PutPasskey(ctx, Passkey{ID: key.ID, Account: accountID, Name: name, Body: key.Body, Made: o.Now()})
	})
}

// SignInPasskey finds the account whose passkey a browser has shown. The device
// has made sure of its owner, by a finger or a number, so that it stands for
// password and second step together. Whatever is wrong has one answer.
func (o *Office) SignInPasskey(ctx context.Context, party *passkey.Party, keep, answer string) (account.Account, error) {
	owner, key, err := party.Shown(keep, answer, func(id, accountID string) (passkey.Owner, error) {
		owner, err := o.passkeyOwner(ctx, accountID)
		if err == nil && !slices.ContainsFunc(owner.Keys, func(k passkey.Key) bool { return k.ID == id }) {
			err = motcua.Refused(motcua.NotFound, "account.unknown")
		}
		return owner, err
	})
	if errors.Is(err, passkey.ErrRefused) || errors.Is(err, passkey.ErrCopied) || err != nil && motcua.KindOf(err) == motcua.NotFound {
		fault := motcua.InvalidField("passkey", "passkey.wrong")
		fault.Cause = err
		return account.Account{}, fault
	}
	if err != nil {
		return account.Account{}, err
	}
	err = o.store.Write(ctx, func(tx *store.Tx) error { return tx.UsePasskey(ctx, key.ID, key.Body, o.Now()) })
	if err != nil {
		return account.Account{}, err
	}
	return o.Account(ctx, owner.ID)
}

// RemovePasskey forgets a passkey. The last way into an account stays.
func (o *Office) RemovePasskey(ctx context.Context, accountID, id string) error {
	ways, err := o.WaysInto(ctx, accountID)
	if err != nil {
		return err
	}
	if ways.Count() < 2 {
		return motcua.Refused(motcua.Conflict, "provider.last")
	}
	return o.store.Write(ctx, func(tx *store.Tx) error { return tx.DropPasskey(ctx, accountID, id) })
}
