package officetest

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/archive"
	"motcua/internal/message"
	"motcua/internal/office"
	"motcua/internal/store"
	"motcua/letter"
	"motcua/payment"
	"motcua/sample"
)

// Password signs every person of a test office in.
const Password = "mat-khau-thu-nghiem"

// Office is a furnished office of its own for one test: the embedded sample,
// its people, a clock that the test moves.
type Office struct {
	*office.Office
	Store *store.Store
	Jobs  *Recorder
	Post  *PostBox
	t     testing.TB
}

// PostBox takes the letters that the office sends, or answers as it is told.
type PostBox struct {
	mu      sync.Mutex
	Answers []error // to each letter in turn; taken when there are no more
	Sent    []office.Mail
}

func (p *PostBox) send(_ context.Context, m office.Mail) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.Answers) > 0 {
		answer := p.Answers[0]
		p.Answers = p.Answers[1:]
		return "", answer
	}
	p.Sent = append(p.Sent, m)
	return fmt.Sprint("post-", len(p.Sent)), nil
}

// Recorder keeps the jobs that changes put on the queue, in place of running
// them.
type Recorder struct {
	mu   sync.Mutex
	Jobs []office.Job
}

// Each runs a test on a fresh office over every engine, beginning at a moment
// such as "2022-06-06T08:00" in Vietnam's time.
func Each(t *testing.T, moment string, test func(t *testing.T, o *Office)) {
	t.Helper()
	EachWith(t, moment, func(*office.Settings) {}, test)
}

// EachWith is Each with further settings.
func EachWith(t *testing.T, moment string, choose func(*office.Settings), test func(t *testing.T, o *Office)) {
	t.Helper()
	for _, engine := range []store.Engine{store.SQLite, store.PostgreSQL} {
		t.Run(string(engine), func(t *testing.T) {
			t.Parallel() // one waits for its database while the other works
			test(t, With(t, engine, moment, choose))
		})
	}
}

// New is a fresh office over one engine.
func New(t testing.TB, engine store.Engine, moment string) *Office {
	t.Helper()
	return With(t, engine, moment, func(*office.Settings) {})
}

// Telephones lets the office write to telephones too; what it sends there goes
// to the same PostBox.
func Telephones(s *office.Settings) {
	s.Letters.Ways[letter.SMS] = s.Letters.Ways[letter.Mail]
	s.Letters.Ways[letter.Zalo] = s.Letters.Ways[letter.Mail]
}

// With is a fresh office with further settings.
func With(t testing.TB, engine store.Engine, moment string, choose func(*office.Settings)) *Office {
	t.Helper()
	ctx := context.Background()
	s, err := store.Open(ctx, furnished(t, engine))
	if err != nil {
		t.Fatalf("open the store: %v", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close the store: %v", err)
		}
	})
	t.Cleanup(func() { noFileForgotten(t, s) })
	o := &Office{Store: s, Jobs: &Recorder{}, Post: &PostBox{}, t: t}
	settings := office.Settings{LeadAgency: "skhdt", TokenSecret: []byte("test"), Archive: Archive(t), Hashing: cheap,
		Till: office.Till{Account: payment.BankAccount{Bank: "Vietcombank", BIN: "970436", Number: "0161001234567", Holder: "SO KE HOACH VA DAU TU"}}}
	words, err := message.Load()
	if err != nil {
		t.Fatalf("read the sentences: %v", err)
	}
	settings.Letters = office.Correspondence{Ways: map[letter.Channel]office.Send{letter.Mail: o.Post.send}, Site: "https://motcua.example.vn",
		Words: func(lang string, text motcua.Text) string { return words.In(lang).Text(text) },
		Value: func(lang string, value any) string { return words.In(lang).Value(value) }}
	choose(&settings)
	o.Office, err = office.New(s, office.StartAt(Moment(t, moment)), settings, o.Jobs.enqueue)
	if err != nil {
		t.Fatalf("open the office: %v", err)
	}
	return o
}

// Staff furnishes an office with the sample and hires its people; it gives the
// actor behind a sign-in name.
func Staff(t testing.TB, o *office.Office) func(person string) identity.Actor {
	t.Helper()
	ctx, keeper := context.Background(), identity.CommandLine()
	if err := o.Furnish(ctx, keeper); err != nil {
		t.Fatalf("furnish the office: %v", err)
	}
	if err := o.Hire(ctx, keeper, Password); err != nil {
		t.Fatalf("hire the sample people: %v", err)
	}
	return func(person string) identity.Actor { return actor(t, person) }
}

// Address is where a fresh database of an engine can be opened.
func Address(t testing.TB, engine store.Engine) string {
	t.Helper()
	if engine == store.PostgreSQL {
		return Postgres(t)
	}
	return filepath.Join(t.TempDir(), "motcua.db")
}

// Archive is an empty archive of files for one test.
func Archive(t testing.TB) *archive.Archive {
	t.Helper()
	a, err := archive.Open(t.TempDir())
	if err != nil {
		t.Fatalf("open the archive: %v", err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Errorf("close the archive: %v", err)
		}
	})
	return a
}

// As is a person of the sample, acting.
func (o *Office) As(person string) identity.Actor {
	o.t.Helper()
	return actor(o.t, person)
}

func actor(t testing.TB, person string) identity.Actor {
	t.Helper()
	people, err := sample.People()
	if err != nil {
		t.Fatalf("sample people: %v", err)
	}
	for _, p := range people {
		if p.ID == person {
			return p.Acting("test")
		}
	}
	t.Fatalf("no %q among the sample people", person)
	return identity.Actor{}
}

// MoveTo moves the clock of the office forward to a moment.
func (o *Office) MoveTo(moment string) {
	o.t.Helper()
	if err := o.Clock().MoveTo(Moment(o.t, moment)); err != nil {
		o.t.Fatalf("move the clock to %s: %v", moment, err)
	}
}

// Moment reads "2006-01-02T15:04" in Vietnam's time.
func Moment(t testing.TB, s string) time.Time {
	t.Helper()
	m, err := time.ParseInLocation("2006-01-02T15:04", s, calendar.Zone())
	if err != nil {
		t.Fatalf("moment %q: %v", s, err)
	}
	return m
}

func (r *Recorder) enqueue(_ context.Context, _ *sql.Tx, jobs []office.Job) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.Jobs = append(r.Jobs, jobs...)
	return nil
}
