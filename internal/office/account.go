package office

import (
	"context"
	"slices"
	"strings"
	"time"

	"motcua"
	"motcua/account"
	"motcua/calendar"
	"motcua/dossier"
	"motcua/internal/store"
	"motcua/letter"
	"motcua/submission"
)

// Account finds an account that is not closed.
func (o *Office) Account(ctx context.Context, id string) (account.Account, error) {
	a, _, err := o.store.Account(ctx, id)
	return a, err
}

// SignUp is what somebody who wants an account gives.
type SignUp struct {
	Email, Name, Password string
	Lang                  string // of letters: vi or en; "" is that of each dossier
}

// SignUp opens an account and writes to its address how to prove it. It does so
// whether or not another account has the address, and answers the same, so
// that nobody learns who has one.
func (o *Office) SignUp(ctx context.Context, in SignUp) (account.Account, error) {
	email, badEmail := account.ReadEmail(in.Email)
	name, badName := account.ReadName(in.Name)
	badPassword := account.CheckPassword(in.Password, email)
	if err := joined(badName, badEmail, badPassword); err != nil {
		return account.Account{}, err
	}
	hash, err := o.hashPassword(ctx, in.Password)
	if err != nil {
		return account.Account{}, err
	}
	a := account.Account{ID: newID(), Email: email, Name: name, CreatedAt: o.Now()}
	return a, o.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.PutAccount(ctx, a, hash); err != nil {
			return err
		}
		if in.Lang == letter.English {
			if err := tx.PutLetterChoice(ctx, a.ID, a.CreatedAt, letter.Choice{Lang: in.Lang}); err != nil {
				return err
			}
		}
		if !o.CanWrite() {
			return nil
		}
		return o.askProof(ctx, tx, a)
	})
}

// joined makes one error of the faults found; nil when there are none.
func joined(errs ...error) error {
	var faults []*motcua.Fault
	for _, err := range errs {
		if err == nil {
			continue
		}
		fault, ok := motcua.AsFault(err)
		if !ok {
			return err
		}
		faults = append(faults, fault)
	}
	return motcua.Join(faults...)
}

// SignInAccount checks an e-mail address and a password. One account has
// proven the address, others may claim it; who does not exist takes as long as
// a wrong password, and gets the same answer.
func (o *Office) SignInAccount(ctx context.Context, email, password string) (account.Account, error) {
	claimants, err := o.store.Claimants(ctx, strings.ToLower(strings.TrimSpace(email)))
	if err != nil {
		return account.Account{}, err
	}
	var found *account.Account
	for i := range 2 { // always two hashes, so that the time tells nothing
		hash := ""
		if i < len(claimants) {
			hash = claimants[i].Password
		}
		same, err := o.samePassword(ctx, password, hash)
		if err != nil {
			return account.Account{}, err
		}
		if same && found == nil {
			found = &claimants[i].Account
		}
	}
	if found == nil {
		return account.Account{}, motcua.InvalidField("password", "identity.signIn.wrong")
	}
	return *found, nil
}

// AccountSession is a place where an account is signed in.
type AccountSession = store.AccountSession

// BeginSession notes that an account signs in on a device; it returns the id
// that stands for it from then on.
func (o *Office) BeginSession(ctx context.Context, accountID, device string) (string, error) {
	now := o.Now()
	s := AccountSession{ID: newID(), Account: accountID, Device: device, Started: now, Seen: now}
	return s.ID, o.store.Write(ctx, func(tx *store.Tx) error { return tx.BeginAccountSession(ctx, s) })
}

// SessionOwner is the account of a session; NotFound once it was ended.
func (o *Office) SessionOwner(ctx context.Context, session string) (account.Account, error) {
	return o.store.SignedIn(ctx, session)
}

// SessionSeen notes that a session was used.
func (o *Office) SessionSeen(ctx context.Context, session string) error {
	return o.store.Write(ctx, func(tx *store.Tx) error { return tx.SeenAccountSession(ctx, session, o.Now()) })
}

// EndSession ends a session of an account.
func (o *Office) EndSession(ctx context.Context, accountID, session string) error {
	return o.store.Write(ctx, func(tx *store.Tx) error { return tx.EndAccountSession(ctx, accountID, session) })
}

// SessionsOf lists where an account is signed in, the one used last first.
func (o *Office) SessionsOf(ctx context.Context, accountID string) ([]AccountSession, error) {
	return o.store.AccountSessions(ctx, accountID)
}

// EndOtherSessions ends every session of an account but one.
func (o *Office) EndOtherSessions(ctx context.Context, accountID, keep string) error {
	return o.store.Write(ctx, func(tx *store.Tx) error { return tx.EndAccountSessions(ctx, accountID, keep) })
}

// ChangeProfile stores what an account says of itself, after the checks that
// forms make too.
func (o *Office) ChangeProfile(ctx context.Context, a account.Account) error {
	if err := a.Tidy(calendar.DateOf(o.Now())); err != nil {
		return err
	}
	return o.store.Write(ctx, func(tx *store.Tx) error { return tx.ChangeAccount(ctx, a) })
}

// ChangePassword sets a new password of an account whose old one is known, and
// ends every other session of it. An account that has none is asked for a
// sign-in a moment ago.
func (o *Office) ChangePassword(ctx context.Context, accountID, session, old, password string, signedInAt time.Time) error {
	a, err := o.Account(ctx, accountID)
	if err != nil {
		return err
	}
	if err := o.Reprove(ctx, accountID, old, signedInAt); err != nil {
		return err
	}
	if err := account.CheckPassword(password, a.Email); err != nil {
		return err
	}
	hash, err := o.hashPassword(ctx, password)
	if err != nil {
		return err
	}
	return o.store.Write(ctx, func(tx *store.Tx) error { return o.newPassword(ctx, tx, a, hash, session) })
}

// Mine is what an account has with the office.
type Mine struct {
	Dossiers  []dossier.Summary
	Submitted []Submitted // not accepted yet
	Drafts    []submission.Draft
}

// Mine lists the dossiers, submissions and drafts of an account, or of the
// organisation it acts for; of some procedures alone when they are named.
func (o *Office) Mine(ctx context.Context, accountID string, only []string) (Mine, error) {
	var m Mine
	var err error
	if m.Dossiers, err = o.store.DossiersOf(ctx, accountID, pageAtMost); err != nil {
		return m, err
	}
	if m.Submitted, err = o.store.SubmissionsOf(ctx, accountID, pageSize); err != nil {
		return m, err
	}
	m.Drafts, err = o.DraftsOf(ctx, accountID)
	if only != nil {
		m.Dossiers = slices.DeleteFunc(m.Dossiers, func(s dossier.Summary) bool { return !slices.Contains(only, s.Procedure) })
		m.Submitted = slices.DeleteFunc(m.Submitted, func(s Submitted) bool { return !slices.Contains(only, s.Procedure) })
		m.Drafts = slices.DeleteFunc(m.Drafts, func(d submission.Draft) bool { return !slices.Contains(only, d.Procedure) })
	}
	return m, err
}

// AddDossier makes a dossier one of an account's: the key of its receipt shows
// that it is. A wrong code and a wrong key get the same answer.
func (o *Office) AddDossier(ctx context.Context, c Claim) error {
	if c.Account == "" {
		return motcua.Refused(motcua.Forbidden, "identity.forbidden.read")
	}
	view, err := o.Own(ctx, Claim{Code: c.Code, Key: c.Key, By: c.By})
	if err != nil {
		return err
	}
	return o.store.Write(ctx, func(tx *store.Tx) error { return tx.LinkDossier(ctx, c.Account, view.ID, o.Now()) })
}
