package office

import (
	"context"
	"errors"
	"fmt"

	"motcua"
	"motcua/account"
	"motcua/calendar"
	"motcua/document"
	"motcua/identity"
	"motcua/internal/store"
)

// Mandate is the right of an account to act for an organisation.
type Mandate = account.Mandate

// AskMandate asks the desk to let an account act for an organisation. The
// account must have proven who reads its address: a mandate is told there.
func (o *Office) AskMandate(ctx context.Context, by identity.Actor, accountID string, asked account.Asked) (*Mandate, error) {
	a, err := o.Account(ctx, accountID)
	if err != nil {
		return nil, err
	}
	if !a.Proven() {
		return nil, motcua.Refused(motcua.Conflict, "mandate.unproven")
	}
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	for _, code := range asked.Procedures {
		if _, err := b.Procedure(code); err != nil {
			return nil, motcua.InvalidField("procedures", "mandate.procedure.unknown", "Code", code)
		}
	}
	if asked.Evidence.File != "" {
		if err := o.evidence(ctx, by, &asked.Evidence); err != nil {
			return nil, err
		}
	}
	asked.Account, asked.Person = a.ID, a.Name
	now := o.Now()
	if err := asked.Tidy(calendar.DateOf(now)); err != nil {
		return nil, err
	}
	m, event := account.RebuildMandate(newID(), nil).With(now, account.MandateBy{Person: a.ID, Name: a.Name}, asked)
	return m, o.store.Write(ctx, func(tx *store.Tx) error { return tx.AppendMandate(ctx, m, event) })
}

// evidence holds the paper of a request to what papers must be.
func (o *Office) evidence(ctx context.Context, by identity.Actor, e *account.Evidence) error {
	f, err := o.file(ctx, e.File)
	if err == nil && f.By != by.Person {
		err = motcua.Refused(motcua.NotFound, "document.unknown")
	}
	if err != nil {
		return err
	}
	if fault := document.Paper(f); fault != nil {
		return inField(fault, "evidence")
	}
	e.Name, e.Size = f.Name, f.Size
	return nil
}

// MandatesOf lists the mandates of an account.
func (o *Office) MandatesOf(ctx context.Context, accountID string) ([]*Mandate, error) {
	return o.store.MandatesOf(ctx, accountID, pageSize)
}

// ActingFor finds the mandate under which an account acts; NotFound when it is
// not the account's, or does not stand today.
func (o *Office) ActingFor(ctx context.Context, accountID, id string) (*Mandate, error) {
	m, err := o.store.Mandate(ctx, id)
	if err == nil && (m.Account != accountID || !m.Active(calendar.DateOf(o.Now()))) {
		err = motcua.Refused(motcua.NotFound, "mandate.unknown")
	}
	return m, err
}

// Mandates lists for the desk the mandates that wait, and those that stand.
func (o *Office) Mandates(ctx context.Context, by identity.Actor) (waiting, standing []*Mandate, err error) {
	if err := identity.Can(by, identity.ConfirmMandate, identity.Object{}); err != nil {
		return nil, nil, err
	}
	if waiting, err = o.store.Mandates(ctx, account.MandateWaiting, pageSize); err != nil {
		return nil, nil, err
	}
	standing, err = o.store.Mandates(ctx, account.MandateConfirmed, pageAtMost)
	return waiting, standing, err
}

// DecideMandate answers a request for a mandate: account.Confirmed or
// account.Refused.
func (o *Office) DecideMandate(ctx context.Context, by identity.Actor, id string, f account.MandateFact) error {
	return o.deskOnMandate(ctx, by, id, func(m *Mandate) (account.MandateFact, error) { return m.Decide(f) })
}

// EndMandate ends a mandate from the desk, with its reason.
func (o *Office) EndMandate(ctx context.Context, by identity.Actor, id, reason string) error {
	return o.deskOnMandate(ctx, by, id, func(m *Mandate) (account.MandateFact, error) { return m.End(reason, true) })
}

func (o *Office) deskOnMandate(ctx context.Context, by identity.Actor, id string, decide func(*Mandate) (account.MandateFact, error)) error {
	if err := identity.Can(by, identity.ConfirmMandate, identity.Object{}); err != nil {
		return err
	}
	return o.changeMandate(ctx, id, account.MandateBy{Person: by.Person, Name: by.Name}, decide)
}

// GiveUpMandate ends a mandate of an account by its own wish.
func (o *Office) GiveUpMandate(ctx context.Context, a account.Account, id string) error {
	return o.changeMandate(ctx, id, account.MandateBy{Person: a.ID, Name: a.Name}, func(m *Mandate) (account.MandateFact, error) {
		if m.Account != a.ID {
			return nil, motcua.Refused(motcua.NotFound, "mandate.unknown")
		}
		return m.End("", false)
	})
}

func (o *Office) changeMandate(ctx context.Context, id string, by account.MandateBy, decide func(*Mandate) (account.MandateFact, error)) error {
	for attempt := 1; ; attempt++ {
		m, err := o.store.Mandate(ctx, id)
		if err != nil {
			return err
		}
		fact, err := decide(m)
		if err != nil {
			return err
		}
		next, event := m.With(o.Now(), by, fact)
		err = o.store.Write(ctx, func(tx *store.Tx) error {
			if err := tx.AppendMandate(ctx, next, event); err != nil {
				return err
			}
			return o.tellMandate(ctx, tx, next, event)
		})
		if !errors.Is(err, store.ErrStale) || attempt == attempts {
			return err
		}
	}
}

// tellMandate writes to the person of a mandate what the desk has decided.
func (o *Office) tellMandate(ctx context.Context, tx *store.Tx, m *Mandate, e account.MandateEvent) error {
	if e.By.Person == m.Account {
		return nil
	}
	a, err := o.Account(ctx, m.Account)
	if motcua.KindOf(err) == motcua.NotFound {
		return nil // closed meanwhile
	}
	if err != nil {
		return err
	}
	return o.post(ctx, tx, Letter{ID: fmt.Sprintf("mandate/%s/%d", m.ID, e.Seq), Account: a.ID, Email: a.Email, Phone: a.Phone, Kind: "mandate." + e.Fact.Kind(),
		Pairs: []any{"Organisation", m.Organisation.Name, "Until", m.Until, "Reason", m.Reason}, Link: "/cua-toi/to-chuc"})
}

// MandateFile gives the evidence of a mandate to the desk.
func (o *Office) MandateFile(ctx context.Context, by identity.Actor, id string) (document.File, error) {
	if err := identity.Can(by, identity.ConfirmMandate, identity.Object{}); err != nil {
		return document.File{}, err
	}
	m, err := o.store.Mandate(ctx, id)
	if err != nil {
		return document.File{}, err
	}
	return o.file(ctx, m.Evidence.File)
}

// inspectMandates looks through all mandates: is the log whole, and does what
// lists show stand in it.
func (o *Office) inspectMandates(ctx context.Context, seen *Inspection) error {
	for after := ""; ; {
		list, err := o.store.KeptMandates(ctx, after, batch)
		if err != nil || len(list) == 0 {
			return err
		}
		for _, kept := range list {
			found, err := o.inspectMandate(ctx, kept)
			if err != nil {
				return err
			}
			if found.Key != "" {
				seen.Findings = append(seen.Findings, Finding{Code: kept.ID, Text: found})
			}
			after = kept.ID
		}
	}
}

func (o *Office) inspectMandate(ctx context.Context, kept store.KeptMandate) (motcua.Text, error) {
	broken, err := o.store.CheckMandateChain(ctx, kept.ID)
	if err != nil {
		return motcua.Text{}, err
	}
	if broken > 0 {
		return motcua.Say("cli.check.chain", "Entry", broken), nil
	}
	m, err := o.store.Mandate(ctx, kept.ID)
	if err != nil || m.Standing == kept.Standing {
		return motcua.Text{}, err
	}
	return motcua.Say("cli.check.submission", "Kept", string(kept.Standing), "Derived", string(m.Standing)), nil
}
