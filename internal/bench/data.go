// Package bench makes load and measures under it: dossiers in bulk, played by
// the same decisions that officers make, and a driver that times lists and
// whole cases. Its figures stand in docs/performance.md.
package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"

	"motcua/calendar"
	"motcua/catalogue"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/store"
)

// perTransaction is how many dossiers are stored together.
const perTransaction = 1000

// openShare is one in how many dossiers stays open.
const openShare = 40

// Maker makes dossiers in bulk. What it makes is the same for the same seed.
type Maker struct {
	Store *store.Store
	Book  *office.Book
	Until time.Time // no dossier is received later
	Days  int       // over how many days before they are spread
	Seed  uint64

	procedures []offer
	random     *rand.Rand
	numbers    map[string]int
}

type offer struct {
	procedure catalogue.Procedure
	version   catalogue.Version
}

// Make stores n dossiers and calls progress after each transaction. Each was
// received, handed over and assigned; all but one in forty were concluded and
// returned, some late.
func (m *Maker) Make(ctx context.Context, n int, progress func(done int)) error {
	m.random = rand.New(rand.NewPCG(m.Seed, 0x6d6f74637561))
	m.numbers = map[string]int{}
	if err := m.choose(); err != nil {
		return err
	}
	for done := 0; done < n; {
		batch := min(perTransaction, n-done)
		made := make([]*dossier.Dossier, 0, batch)
		for range batch {
			d, err := m.play()
			if err != nil {
				return err
			}
			made = append(made, d)
		}
		if err := m.save(ctx, made); err != nil {
			return err
		}
		done += batch
		progress(done)
	}
	return nil
}

// choose keeps the procedures in force over the whole span.
func (m *Maker) choose() error {
	first := calendar.DateOf(m.Until).AddDays(-m.Days)
	for _, p := range m.Book.Procedures {
		v, err := p.VersionOn(first)
		last, lastErr := p.VersionOn(calendar.DateOf(m.Until))
		if err != nil || lastErr != nil || v.Number != last.Number || len(v.Process.Legs) < 3 || len(v.Cases) > 0 {
			continue
		}
		m.procedures = append(m.procedures, offer{p, v})
	}
	if len(m.procedures) == 0 {
		return fmt.Errorf("no procedure is in force from %s to %s", first, m.Until)
	}
	return nil
}

// play takes one dossier through its life.
func (m *Maker) play() (*dossier.Dossier, error) {
	chosen := m.procedures[m.random.IntN(len(m.procedures))]
	cal, err := m.Book.Calendars.Named("center")
	if err != nil {
		return nil, err
	}
	at, err := cal.After(m.Until.Add(-time.Duration(m.random.IntN(m.Days*24*60))*time.Minute), 0)
	if err != nil {
		return nil, err
	}
	channel := catalogue.InPerson
	if m.random.IntN(2) == 0 {
		channel = catalogue.Online
	}
	term, err := chosen.version.TermFor("", "")
	if err != nil {
		return nil, err
	}
	in := dossier.Intake{Procedure: chosen.procedure.Code, Version: chosen.version.Number, Agency: chosen.procedure.Agency, Channel: channel,
		ReceivedAt: at, Delivery: dossier.AtCounter, Calendar: "center", Term: term, Mode: chosen.version.Mode, Sample: true,
		Applicant: dossier.Party{Kind: dossier.OrganizationParty, Name: fmt.Sprintf("Công ty TNHH Mẫu %d (mẫu)", m.random.IntN(1_000_000))}}
	d := dossier.Receive(uuid.Must(uuid.NewV7()).String(), m.code(at), m.key(), in, chosen.procedure, chosen.version, at, m.act(at, identity.Reception).By)
	return m.handle(d, cal)
}

// handle plays the steps after receipt.
func (m *Maker) handle(d *dossier.Dossier, cal *calendar.Calendar) (*dossier.Dossier, error) {
	due, err := deadline.Rule{Term: d.Intake.Term, Mode: d.Intake.Mode, Calendar: cal}.Due(d.Intake.ReceivedAt)
	if err != nil {
		return nil, err
	}
	at := d.Intake.ReceivedAt
	given, _, id, err := d.HandOver(m.act(at.Add(20*time.Minute), identity.Reception), "", "", "")
	if err != nil {
		return nil, err
	}
	taken, _, err := given.Take(m.act(at.Add(50*time.Minute), identity.Head), id)
	if err != nil {
		return nil, err
	}
	person := fmt.Sprintf("cv%02d", m.random.IntN(20))
	held, _, err := taken.Assign(m.act(at.Add(90*time.Minute), identity.Head), person, person, "")
	if err != nil || m.random.IntN(openShare) == 0 {
		return held, err
	}
	end := due.Add(-time.Duration(m.random.IntN(5*24*60)) * time.Minute)
	if m.random.IntN(50) == 0 {
		end = due.Add(time.Duration(1+m.random.IntN(48)) * time.Hour)
	}
	if end.Before(at.Add(2 * time.Hour)) {
		end = at.Add(2 * time.Hour)
	}
	concluded, _, err := held.Conclude(m.act(end, identity.Director), dossier.Granted, dossier.Document{Number: "1/QĐ"}, "", m.Book.Calendars.Of)
	if err != nil {
		return nil, err
	}
	returned, _, err := concluded.HandBack(m.act(end.Add(time.Hour), identity.Reception), "Người nộp (mẫu)", dossier.AtCounter)
	return returned, err
}

func (m *Maker) save(ctx context.Context, made []*dossier.Dossier) error {
	return m.Store.Write(ctx, func(tx *store.Tx) error {
		for _, d := range made {
			p, err := m.Book.Procedure(d.Intake.Procedure)
			if err != nil {
				return err
			}
			summary, err := d.Summarize(p.Field, m.Book.Calendars, m.Until)
			if err != nil {
				return err
			}
			if err := tx.CreateDossier(ctx, summary, d.Events, nil); err != nil {
				return err
			}
			if err := tx.PutFinding(ctx, d.ID, nil, d.Finding()); err != nil {
				return err
			}
		}
		return nil
	})
}

func (m *Maker) act(at time.Time, role identity.Role) dossier.Act {
	by := identity.Actor{Person: string(role), Name: string(role) + " (mẫu)", Posts: []identity.Post{{Agency: "skhdt", Role: role}}, From: "bench"}
	return dossier.Act{At: at, By: by, NewID: func() string { return uuid.Must(uuid.NewV7()).String() }}
}

// code numbers the dossiers of a day apart from those of real receipt.
func (m *Maker) code(at time.Time) string {
	day := calendar.DateOf(at)
	m.numbers[day.String()]++
	return dossier.Pattern("H57.99-{yymmdd}-{nnnnn}").Code(day, m.numbers[day.String()])
}

func (m *Maker) key() string {
	random := make([]byte, 6)
	for i := range random {
		random[i] = byte(m.random.IntN(256))
	}
	return dossier.Key(random)
}
