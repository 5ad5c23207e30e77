package officetest

import (
	"context"

	"motcua/account"
	"motcua/internal/office"
	"motcua/internal/store"
)

// NewAccount opens an account whose address is proven, without a letter;
// Password signs it in.
func (o *Office) NewAccount(email, name string) account.Account {
	o.t.Helper()
	ctx := context.Background()
	before := len(o.Jobs.Jobs)
	a, err := o.SignUp(ctx, office.SignUp{Email: email, Name: name, Password: Password})
	if err == nil {
		err = o.Store.Write(ctx, func(tx *store.Tx) error { return tx.ProveAccount(ctx, a.ID, a.Email, o.Now()) })
	}
	if err == nil {
		a, err = o.Account(ctx, a.ID)
	}
	o.Jobs.Jobs = o.Jobs.Jobs[:before] // the letter that would prove it
	if err != nil {
		o.t.Fatalf("open an account for %s: %v", email, err)
	}
	return a
}
