package office

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"

	"motcua"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/sample"
	"motcua/vietnamese"
)

var signInName = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{1,39}$`)

// PutPerson adds or changes a person. An empty password keeps the present one.
func (o *Office) PutPerson(ctx context.Context, by identity.Actor, p identity.Person, password string) error {
	if err := identity.Can(by, identity.KeepSystem, identity.Object{}); err != nil {
		return err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return err
	}
	if err := b.checkPerson(&p, o.settings.LeadAgency); err != nil {
		return err
	}
	hash := ""
	if password != "" {
		if hash, err = o.hashPassword(ctx, password); err != nil {
			return err
		}
	}
	var before any
	if known, _, err := o.store.Person(ctx, p.ID); err == nil {
		before = known
	} else if motcua.KindOf(err) != motcua.NotFound {
		return err
	}
	return o.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.PutPerson(ctx, p, hash); err != nil {
			return err
		}
		return o.auditChange(ctx, tx, by, "person.put", p.ID, before, p)
	})
}

// checkPerson checks a person before it is stored. The roles that see every
// dossier are for the department and the one-stop desk alone.
func (b *Book) checkPerson(p *identity.Person, lead string) error {
	var faults []*motcua.Fault
	p.ID = strings.ToLower(strings.TrimSpace(p.ID))
	if !signInName.MatchString(p.ID) {
		faults = append(faults, motcua.InvalidField("id", "identity.person.id"))
	}
	for field, text := range map[string]*string{"name": &p.Name, "title": &p.Title} {
		clean, err := vietnamese.Clean(field, *text)
		if err != nil {
			return err
		}
		*text = clean
	}
	if p.Name == "" {
		faults = append(faults, motcua.InvalidField("name", "identity.person.name"))
	}
	for _, post := range p.Posts {
		a := b.Agency(post.Agency)
		_, unit := a.Unit(post.Unit)
		switch {
		case !b.Known(post.Agency):
			faults = append(faults, motcua.InvalidField("posts", "identity.person.agency", "Agency", post.Agency))
		case post.Unit != "" && !unit:
			faults = append(faults, motcua.InvalidField("posts", "identity.person.unit", "Unit", post.Unit, "Agency", a.Name))
		case !knownRole(post.Role):
			faults = append(faults, motcua.InvalidField("posts", "identity.person.role", "Role", string(post.Role)))
		case post.Agency != lead && post.Role != identity.Consulted && post.Role != identity.Reception:
			faults = append(faults, motcua.InvalidField("posts", "identity.person.roleElsewhere", "Role", string(post.Role), "Agency", a.Name))
		}
	}
	return motcua.Join(faults...)
}

func knownRole(role identity.Role) bool {
	for _, r := range identity.Roles() {
		if r == role {
			return true
		}
	}
	return false
}

// Hire adds the people of the embedded sample, all with one password.
func (o *Office) Hire(ctx context.Context, by identity.Actor, password string) error {
	if err := identity.Can(by, identity.KeepSystem, identity.Object{}); err != nil {
		return err
	}
	people, err := sample.People()
	if err != nil {
		return err
	}
	hash, err := o.hashPassword(ctx, password)
	if err != nil {
		return err
	}
	return o.store.Write(ctx, func(tx *store.Tx) error {
		for _, p := range people {
			if err := tx.PutPerson(ctx, p, hash); err != nil {
				return err
			}
		}
		return nil
	})
}

// People lists everybody who may sign in.
func (o *Office) People(ctx context.Context, by identity.Actor) ([]identity.Person, error) {
	if err := identity.Can(by, identity.KeepSystem, identity.Object{}); err != nil {
		return nil, err
	}
	return o.store.People(ctx)
}

// Colleagues lists the active people who hold a post in a unit, to assign to.
func (o *Office) Colleagues(ctx context.Context, by identity.Actor, agency, unit string) ([]identity.Person, error) {
	if !by.In(agency, "") {
		return nil, motcua.Refused(motcua.Forbidden, "identity.forbidden.assign")
	}
	people, err := o.store.People(ctx)
	var colleagues []identity.Person
	for _, p := range people {
		if p.Active && p.Acting("").In(agency, unit, identity.Specialist, identity.Head) {
			colleagues = append(colleagues, p)
		}
	}
	return colleagues, err
}

// PersonByID finds an active person, as the session or the command line names
// one.
func (o *Office) PersonByID(ctx context.Context, id string) (identity.Person, error) {
	p, _, err := o.store.Person(ctx, id)
	if err == nil && !p.Active {
		return p, motcua.Refused(motcua.NotFound, "identity.person.unknown", "Person", id)
	}
	return p, err
}

// SignIn checks a sign-in name and password. Who does not exist takes as long
// as a wrong password, and gets the same answer.
func (o *Office) SignIn(ctx context.Context, id, password string) (identity.Person, error) {
	wrong := motcua.InvalidField("password", "identity.signIn.wrong")
	p, hash, err := o.store.Person(ctx, strings.ToLower(strings.TrimSpace(id)))
	if err != nil && motcua.KindOf(err) != motcua.NotFound {
		return identity.Person{}, err
	}
	ok, err := o.samePassword(ctx, password, hash)
	if err != nil {
		return identity.Person{}, err
	}
	if !ok || !p.Active {
		return identity.Person{}, wrong
	}
	return p, nil
}

// NewToken makes an API token for a person and returns it; only its keyed hash
// is stored, so it can never be shown again.
func (o *Office) NewToken(ctx context.Context, by identity.Actor, person, label string) (string, error) {
	if err := identity.Can(by, identity.KeepSystem, identity.Object{}); err != nil {
		return "", err
	}
	if _, err := o.PersonByID(ctx, person); err != nil {
		return "", err
	}
	random := make([]byte, 32)
	if _, err := rand.Read(random); err != nil {
		return "", fmt.Errorf("make token: %w", err)
	}
	token := "mc_" + hex.EncodeToString(random)
	return token, o.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.PutToken(ctx, o.tokenHash(token), person, label, o.Now()); err != nil {
			return err
		}
		return tx.Audit(ctx, newID(), o.Now(), by, "token.create", person, label)
	})
}

// RevokeTokens ends the tokens of a person that carry a label; it returns how
// many there were.
func (o *Office) RevokeTokens(ctx context.Context, by identity.Actor, person, label string) (int64, error) {
	if err := identity.Can(by, identity.KeepSystem, identity.Object{}); err != nil {
		return 0, err
	}
	var n int64
	err := o.store.Write(ctx, func(tx *store.Tx) error {
		var err error
		if n, err = tx.RevokeTokens(ctx, person, label, o.Now()); err != nil {
			return err
		}
		return tx.Audit(ctx, newID(), o.Now(), by, "token.revoke", person, label)
	})
	return n, err
}

// TokenOwner finds who an API token stands for.
func (o *Office) TokenOwner(ctx context.Context, token, from string) (identity.Actor, error) {
	p, err := o.store.TokenOwner(ctx, o.tokenHash(token))
	return p.Acting(from), err
}

// tokenHash is fast on purpose: tokens are long and random, and are checked on
// every call.
func (o *Office) tokenHash(token string) string {
	mac := hmac.New(sha256.New, o.settings.TokenSecret)
	mac.Write([]byte(token))
	return hex.EncodeToString(mac.Sum(nil))
}

// Sessions keeps the sessions of whoever signs in through a browser.
func (o *Office) Sessions() *store.Sessions { return o.store.Sessions() }
