package office

import (
	"context"

	"motcua"
	"motcua/account"
	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/store"
)

// Provided is who a provider of identities says somebody is. Issuer and Subject
// alone tell who it is; the rest fills in a new account.
type Provided struct {
	Issuer, Subject string
	Provider        string // its name in the settings
	Name            string
	Email           string // verified by the provider; "" when not
	CitizenNumber   string
}

// EnterFrom finds the account of somebody whom a provider has proven, or opens
// it. An account is never found by an e-mail address: who controls an address
// at a provider need not be who holds the account here. An address that another
// account has proven is left to it.
func (o *Office) EnterFrom(ctx context.Context, who Provided) (account.Account, error) {
	a, known, err := o.store.AccountAt(ctx, who.Issuer, who.Subject)
	if err != nil || known {
		return a, err
	}
	now := o.Now()
	a = account.Account{ID: newID(), CreatedAt: now, VerifiedAt: now}
	if a.Name, err = account.ReadName(who.Name); err != nil {
		return a, motcua.InvalidField("", "provider.nameless")
	}
	if email, err := account.ReadEmail(who.Email); err == nil {
		a.Email = email
	}
	if number, err := identity.CitizenNumber(who.CitizenNumber, calendar.DateOf(now)); err == nil {
		a.Identifier = number
	}
	return a, o.store.Write(ctx, func(tx *store.Tx) error {
		if a.Email != "" {
			owned, err := tx.AddressProven(ctx, a.Email, a.ID)
			if err != nil {
				return err
			}
			if owned {
				a.Email = ""
			}
		}
		if err := tx.PutAccount(ctx, a, ""); err != nil {
			return err
		}
		return tx.LinkProvider(ctx, a.ID, store.ProviderLink{Issuer: who.Issuer, Subject: who.Subject, Provider: who.Provider, Since: now})
	})
}

// LinkProvider lets an account be entered through a provider from now on.
func (o *Office) LinkProvider(ctx context.Context, accountID string, who Provided) error {
	return o.store.Write(ctx, func(tx *store.Tx) error {
		return tx.LinkProvider(ctx, accountID, store.ProviderLink{Issuer: who.Issuer, Subject: who.Subject, Provider: who.Provider, Since: o.Now()})
	})
}

// UnlinkProvider ends that. The last way into an account stays.
func (o *Office) UnlinkProvider(ctx context.Context, accountID, provider string) error {
	ways, err := o.WaysInto(ctx, accountID)
	if err != nil {
		return err
	}
	if ways.Count() < 2 {
		return motcua.Refused(motcua.Conflict, "provider.last")
	}
	return o.store.Write(ctx, func(tx *store.Tx) error { return tx.UnlinkProvider(ctx, accountID, provider) })
}

// Ways are the ways into an account.
type Ways struct {
	Password  bool
	Providers []string // names in the settings
	Passkeys  int

	address bool // a password needs one to sign in with
}

// Count is how many ways there are.
func (w Ways) Count() int {
	n := len(w.Providers) + w.Passkeys
	if w.Password && w.address {
		n++
	}
	return n
}

// WaysInto tells how an account may be entered.
func (o *Office) WaysInto(ctx context.Context, accountID string) (Ways, error) {
	a, keys, err := o.store.Account(ctx, accountID)
	if err != nil {
		return Ways{}, err
	}
	links, err := o.store.ProviderLinks(ctx, accountID)
	if err != nil {
		return Ways{}, err
	}
	passkeys, err := o.store.Passkeys(ctx, accountID)
	ways := Ways{Password: keys.Password != "", Passkeys: len(passkeys), address: a.Email != ""}
	for _, l := range links {
		ways.Providers = append(ways.Providers, l.Provider)
	}
	return ways, err
}
