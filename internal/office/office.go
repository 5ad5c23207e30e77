// Package office holds the use cases of the department, each in one shape: may
// the actor do it, load what it is about, decide (a pure function of the rooms
// above), save – one transaction with its facts, its errands and its jobs.
package office

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/archive"
	"motcua/internal/job"
	"motcua/internal/signing"
	"motcua/internal/store"
)

// Office is the department at work. It is safe for concurrent use.
type Office struct {
	store    *store.Store
	archive  *archive.Archive
	clock    *Clock
	settings Settings
	enqueue  Enqueue
	shelf    shelf
	safe     *signing.Safe
}

// Settings are the choices of an installation.
type Settings struct {
	CodePattern dossier.Pattern
	LeadAgency  string // the department
	TokenSecret []byte // keys the hash of API tokens
	Archive     *archive.Archive
	Scan        Scan // nil when no virus scanner is set
	Till        Till
	Letters     Correspondence
	Warn        Warning
	Sign        Signatures
	Weekly      []string // addresses that the letter of the week goes to
	Hashing     Hashing  // of passwords
}

// Warning says how many working days before its date a dossier is warned of,
// and warned of again: 2 and 1 when the first is 0; no second when it is 0.
// Directives and recommendations are reminded of Days before theirs, and every
// Late working days once they are overdue: 3 when Days is 0, never when it is 0.
type Warning struct{ Days, Again, Late int }

// Job is background work to be done after a change.
type Job = job.Job

// Enqueue puts jobs on the queue within the transaction that causes them.
type Enqueue func(ctx context.Context, tx *sql.Tx, jobs []Job) error

// New opens an office over a store. Without a queue nothing happens in the
// background.
func New(s *store.Store, clock *Clock, settings Settings, enqueue Enqueue) (*Office, error) {
	if settings.CodePattern == "" {
		settings.CodePattern = dossier.DefaultPattern
	}
	if err := settings.CodePattern.Check(); err != nil {
		return nil, err
	}
	if settings.Till.Series == "" {
		settings.Till.Series = "BL"
	}
	if settings.Warn.Days == 0 {
		settings.Warn = Warning{Days: 2, Again: 1, Late: 3}
	}
	if settings.Hashing == (Hashing{}) {
		settings.Hashing = Hashing{Memory: 19 * 1024, Passes: 2}
	}
	if len(settings.TokenSecret) == 0 {
		return nil, errors.New("office: no secret for tokens")
	}
	if settings.Archive == nil {
		return nil, errors.New("office: no archive for files")
	}
	if enqueue == nil {
		enqueue = func(context.Context, *sql.Tx, []Job) error { return nil }
	}
	if settings.Sign.Trust == nil {
		settings.Sign.Trust = &signing.Trust{}
	}
	if len(settings.Sign.Secret) == 0 {
		settings.Sign.Secret = settings.TokenSecret
	}
	safe, err := signing.NewSafe(settings.Sign.Secret)
	return &Office{store: s, archive: settings.Archive, clock: clock, settings: settings, enqueue: enqueue, safe: safe}, err
}

// Now is the present moment of the office, to the millisecond as it is stored.
func (o *Office) Now() time.Time { return o.clock.Now().Truncate(time.Millisecond) }

// LeadAgency is the id of the department.
func (o *Office) LeadAgency() string { return o.settings.LeadAgency }

// Clock is the clock the office goes by.
func (o *Office) Clock() *Clock { return o.clock }

// Ready tells whether the office can work: the database answers.
func (o *Office) Ready(ctx context.Context) error { return o.store.Ping(ctx) }

// Queries counts the statements the office has read with, for tests that hold
// a page to a number of them.
func (o *Office) Queries() int64 { return o.store.Queries() }

// newID makes an id that sorts by the time it was made (UUIDv7).
func newID() string { return uuid.Must(uuid.NewV7()).String() }

func newKey() (string, error) {
	random := make([]byte, 16)
	if _, err := rand.Read(random); err != nil {
		return "", fmt.Errorf("make lookup key: %w", err)
	}
	return dossier.Key(random), nil
}

// act is the moment and author of a decision.
func (o *Office) act(by identity.Actor) dossier.Act {
	return dossier.Act{At: o.Now(), By: by, NewID: newID}
}
