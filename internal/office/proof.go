package office

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"time"

	"motcua"
	"motcua/account"
	"motcua/internal/store"
	"motcua/letter"
)

// Purpose is what a secret brought back from a letter does.
type Purpose string

// The purposes of letters with a secret.
const (
	ProveAddress  Purpose = "prove"  // the address of an account is its owner's
	MoveAddress   Purpose = "move"   // another address takes its place
	ResetPassword Purpose = "forgot" // a forgotten password gives way to a new one
)

// How long secrets of letters can be brought back.
const (
	proofKept = 48 * time.Hour
	resetKept = time.Hour
)

// Proof is a secret that came back.
type Proof struct {
	Account account.Account
	Purpose Purpose
	Email   string // the address that the letter went to
	hash    string
}

// CanWrite tells whether letters leave the house: without a mail server no
// address can be proven.
func (o *Office) CanWrite() bool { return o.settings.Letters.Ways[letter.Mail] != nil }

// sendSecret writes a letter whose link carries a secret. It belongs to no
// account: who holds the account must not read it there, since it shows that
// the address is theirs.
func (o *Office) sendSecret(ctx context.Context, tx *store.Tx, a account.Account, purpose Purpose, email, path string) error {
	secret := rand.Text()
	kept := proofKept
	if purpose == ResetPassword {
		kept = resetKept
	}
	err := tx.PutSecret(ctx, store.Secret{Hash: secretHash(secret), Account: a.ID, Purpose: string(purpose), Email: email, Expires: o.Now().Add(kept)})
	if err != nil {
		return err
	}
	choice, err := tx.LetterChoice(ctx, a.ID)
	if err != nil {
		return err
	}
	return o.post(ctx, tx, Letter{ID: "account/" + newID(), Email: email, Lang: choice.Lang, Kind: "account." + string(purpose),
		Pairs: []any{"Name", a.Name, "Hours", int(kept.Hours())}, Link: path + "?ma=" + url.QueryEscape(secret)})
}

// plainLetter writes to an address what concerns an account, without a secret.
func (o *Office) plainLetter(ctx context.Context, tx *store.Tx, email, kind string, pairs ...any) error {
	return o.post(ctx, tx, Letter{ID: "account/" + newID(), Email: email, Kind: kind, Pairs: pairs, Link: "/dang-nhap"})
}

func secretHash(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// The pages that letters lead to.
const (
	proofPath = "/xac-nhan"
	resetPath = "/dat-lai-mat-khau"
)

// askProof writes to the address of a new account: how to prove it, or, when
// the address has an owner already, that somebody tried.
func (o *Office) askProof(ctx context.Context, tx *store.Tx, a account.Account) error {
	owned, err := tx.AddressProven(ctx, a.Email, a.ID)
	if err != nil {
		return err
	}
	if owned {
		return o.plainLetter(ctx, tx, a.Email, "account.taken")
	}
	return o.sendSecret(ctx, tx, a, ProveAddress, a.Email, proofPath)
}

// AskProof writes the letter that proves the address of an account once more;
// the letter before is worth nothing then.
func (o *Office) AskProof(ctx context.Context, accountID string) error {
	a, err := o.Account(ctx, accountID)
	if err != nil || a.Proven() {
		return err
	}
	return o.store.Write(ctx, func(tx *store.Tx) error { return o.askProof(ctx, tx, a) })
}

// AskMove writes to another address of an account, which takes the place of
// its address once it is proven.
func (o *Office) AskMove(ctx context.Context, accountID, email string) error {
	email, err := account.ReadEmail(email)
	if err != nil {
		return err
	}
	a, err := o.Account(ctx, accountID)
	if err != nil {
		return err
	}
	if email == a.Email && a.Proven() {
		return motcua.InvalidField("email", "account.email.same")
	}
	return o.store.Write(ctx, func(tx *store.Tx) error {
		owned, err := tx.AddressProven(ctx, email, a.ID)
		if err != nil {
			return err
		}
		if owned { // the answer is the same: nobody learns who has an account
			return o.plainLetter(ctx, tx, email, "account.taken")
		}
		return o.sendSecret(ctx, tx, a, MoveAddress, email, proofPath)
	})
}

// Forgot writes to an address how to choose a new password, when an account has
// proven it, and that there is none when not. The answer is the same for all.
func (o *Office) Forgot(ctx context.Context, email string) error {
	email, err := account.ReadEmail(email)
	if err != nil {
		return err
	}
	claimants, err := o.store.Claimants(ctx, email)
	if err != nil {
		return err
	}
	return o.store.Write(ctx, func(tx *store.Tx) error {
		if len(claimants) > 0 && claimants[0].Proven() {
			return o.sendSecret(ctx, tx, claimants[0].Account, ResetPassword, email, resetPath)
		}
		return o.plainLetter(ctx, tx, email, "account.none")
	})
}

// Proof finds what a secret of a letter is for; NotFound when it was used, has
// expired or never was.
func (o *Office) Proof(ctx context.Context, secret string) (Proof, error) {
	hash := secretHash(secret)
	kept, a, err := o.store.Secret(ctx, hash, o.Now())
	return Proof{Account: a, Purpose: Purpose(kept.Purpose), Email: kept.Email, hash: hash}, err
}

// Prove takes a letter as proof that an address belongs to an account. Two show
// it: the secret of the letter, which its reader has, and the password, which
// the account's owner has – unless that owner is signed in here. Whoever opens
// an account on the address of somebody else has one of them at most.
func (o *Office) Prove(ctx context.Context, secret, signedIn, password string) (account.Account, error) {
	p, err := o.Proof(ctx, secret)
	if err != nil {
		return account.Account{}, err
	}
	if p.Purpose == ResetPassword {
		return account.Account{}, motcua.Refused(motcua.NotFound, "proof.unknown")
	}
	if signedIn != p.Account.ID {
		if err := o.Reprove(ctx, p.Account.ID, password, time.Time{}); err != nil {
			return account.Account{}, err
		}
	}
	before := p.Account
	err = o.store.Write(ctx, func(tx *store.Tx) error {
		owned, err := tx.AddressProven(ctx, p.Email, p.Account.ID)
		if err != nil {
			return err
		}
		if owned {
			return motcua.Refused(motcua.Conflict, "proof.owned")
		}
		if there, err := tx.TakeSecret(ctx, p.hash); err != nil || !there {
			return missing(err, "proof.unknown")
		}
		if err := tx.ProveAccount(ctx, p.Account.ID, p.Email, o.Now()); err != nil {
			return err
		}
		if before.Proven() && before.Email != p.Email {
			return o.plainLetter(ctx, tx, before.Email, "account.moved")
		}
		return nil
	})
	if err != nil {
		return account.Account{}, err
	}
	return o.Account(ctx, p.Account.ID)
}

// missing is the error found, or that something is not there.
func missing(err error, key string) error {
	if err != nil {
		return err
	}
	return motcua.Refused(motcua.NotFound, key)
}

// Reset chooses a new password in place of a forgotten one and ends every
// session of the account. A second factor stays: the letter alone is no more
// than a password.
func (o *Office) Reset(ctx context.Context, secret, password string) error {
	p, err := o.Proof(ctx, secret)
	if err != nil {
		return err
	}
	if p.Purpose != ResetPassword {
		return motcua.Refused(motcua.NotFound, "proof.unknown")
	}
	if err := account.CheckPassword(password, p.Account.Email); err != nil {
		return err
	}
	hash, err := o.hashPassword(ctx, password)
	if err != nil {
		return err
	}
	return o.store.Write(ctx, func(tx *store.Tx) error {
		if there, err := tx.TakeSecret(ctx, p.hash); err != nil || !there {
			return missing(err, "proof.unknown")
		}
		return o.newPassword(ctx, tx, p.Account, hash, "")
	})
}

// newPassword stores a password, ends the sessions but one, and writes to the
// owner that it was done.
func (o *Office) newPassword(ctx context.Context, tx *store.Tx, a account.Account, hash, keep string) error {
	if err := tx.SetAccountPassword(ctx, a.ID, hash); err != nil {
		return err
	}
	if err := tx.DropSecrets(ctx, a.ID); err != nil {
		return err
	}
	if err := tx.EndAccountSessions(ctx, a.ID, keep); err != nil || !a.Proven() {
		return err
	}
	return o.plainLetter(ctx, tx, a.Email, "account.password")
}

// freshFor is how long a sign-in counts as proof of who it is, where there is
// no password to ask for.
const freshFor = 15 * time.Minute

// Fresh tells whether a sign-in is recent enough for that.
func Fresh(signedInAt time.Time) bool { return time.Since(signedInAt) < freshFor }

// Reprove makes sure, before something that cannot be undone, that it is the
// owner who sits there: by the password, or, for an account without one, by a
// sign-in a moment ago. Its fault is on the field named old.
func (o *Office) Reprove(ctx context.Context, accountID, password string, signedInAt time.Time) error {
	_, keys, err := o.store.Account(ctx, accountID)
	if err != nil {
		return err
	}
	if keys.Password == "" {
		if Fresh(signedInAt) {
			return nil
		}
		return motcua.InvalidField("old", "account.reprove")
	}
	same, err := o.samePassword(ctx, password, keys.Password)
	if err == nil && !same {
		return motcua.InvalidField("old", "account.password.old")
	}
	return err
}

// CloseAccount closes an account for good: what it says of its owner, its
// drafts and every key to it are forgotten. Dossiers and submissions stay, as
// the law on archives asks, and can be followed with their codes and keys.
func (o *Office) CloseAccount(ctx context.Context, accountID string) error {
	a, err := o.Account(ctx, accountID)
	if err != nil {
		return err
	}
	return o.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.CloseAccount(ctx, a.ID, o.Now()); err != nil || !a.Proven() {
			return err
		}
		return o.plainLetter(ctx, tx, a.Email, "account.closed")
	})
}

// How long what nobody uses is kept.
const (
	sessionsKept = 7 * 24 * time.Hour
	unprovenKept = 60 * 24 * time.Hour
)

// ForgetAccounts drops sessions that have run out and closes accounts that
// never proved their address and hold nothing.
func (o *Office) ForgetAccounts(ctx context.Context) error {
	now := o.Now()
	if err := o.store.Write(ctx, func(tx *store.Tx) error { return tx.DropAccountSessions(ctx, now.Add(-sessionsKept)) }); err != nil {
		return err
	}
	ids, err := o.store.Deserted(ctx, now.Add(-unprovenKept), batch)
	if err != nil || len(ids) == 0 {
		return err
	}
	return o.store.Write(ctx, func(tx *store.Tx) error {
		for _, id := range ids {
			if err := tx.CloseAccount(ctx, id, now); err != nil {
				return err
			}
		}
		return nil
	})
}
