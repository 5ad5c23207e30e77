package office_test

import (
	"context"
	"testing"

	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/store"
)

// TestTheCostOfPasswordsCanBeRaised: hashes that were made at another cost still
// open, those made from now on have the new one.
func TestTheCostOfPasswordsCanBeRaised(t *testing.T) {
	o := officetest.With(t, store.SQLite, "2022-06-06T08:30", func(s *office.Settings) { s.Hashing = office.Hashing{} })
	ctx := context.Background()
	before, hash, err := o.Store.Person(ctx, "reception")
	check(t, "person", err)
	if _, err := o.SignIn(ctx, "reception", officetest.Password); err != nil {
		t.Fatalf("sign in with %s: %v", hash, err)
	}
	check(t, "set the password", o.PutPerson(ctx, identity.CommandLine(), before, officetest.Password))
	_, hash, err = o.Store.Person(ctx, "reception")
	check(t, "person", err)
	if got, want := hash[:31], "$argon2id$v=19$m=19456,t=2,p=1$"; got != want {
		t.Errorf("hash: got %q, want %q", got, want)
	}
	if _, err := o.SignIn(ctx, "reception", officetest.Password); err != nil {
		t.Errorf("sign in again: %v", err)
	}
	if _, err := o.SignIn(ctx, "reception", "sai"); keyOf(t, err) != "identity.signIn.wrong" {
		t.Errorf("a wrong password: got %v", err)
	}
}
