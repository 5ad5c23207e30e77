package job

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"

	"motcua/internal/store"
)

// Job is a piece of background work: a Notify, a Deliver, a LongTask, a Redate, a Remind, a Sweep or a Scan.
type Job interface{ Kind() string }

// Queue keeps the jobs in the database of the store, so that a change and the
// jobs it causes are saved together or not at all.
type Queue struct {
	store  *store.Store
	log    *slog.Logger
	insert *river.Client[*sql.Tx] // puts jobs on the queue and runs none
	crew   crew                   // runs jobs; nil until Work
}

// crew is a River client at work, whatever its driver.
type crew interface {
	Start(ctx context.Context) error
	Stop(ctx context.Context) error
	StopAndCancel(ctx context.Context) error
}

// Open makes the tables of the queue when they are missing and opens it.
// Several nodes may open one database at once.
func Open(ctx context.Context, s *store.Store, log *slog.Logger) (*Queue, error) {
	driver := driverOf(s)
	migrator, err := rivermigrate.New(driver, &rivermigrate.Config{Logger: quiet(log)})
	if err != nil {
		return nil, fmt.Errorf("prepare the tables of the queue: %w", err)
	}
	err = s.Alone(ctx, func(ctx context.Context) error {
		_, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("make the tables of the queue: %w", err)
	}
	insert, err := river.NewClient(driver, &river.Config{Logger: quiet(log)})
	if err != nil {
		return nil, fmt.Errorf("open the queue: %w", err)
	}
	return &Queue{store: s, log: log, insert: insert}, nil
}

// driverOf speaks to the queue through the store's own connections: on SQLite
// the one that writes, so that the queue never competes for the file.
func driverOf(s *store.Store) riverdriver.Driver[*sql.Tx] {
	if s.Engine() == store.PostgreSQL {
		return riverdatabasesql.New(s.DB())
	}
	return riversqlite.New(s.DB())
}

// Enqueue puts jobs on the queue within a transaction: when it is rolled back,
// they were never there.
func (q *Queue) Enqueue(ctx context.Context, tx *sql.Tx, jobs []Job) error {
	if len(jobs) == 0 {
		return nil
	}
	params := make([]river.InsertManyParams, 0, len(jobs))
	for _, j := range jobs {
		params = append(params, river.InsertManyParams{Args: j})
	}
	if _, err := q.insert.InsertManyFastTx(ctx, tx, params); err != nil {
		return fmt.Errorf("put jobs on the queue: %w", err)
	}
	return nil
}

// add puts one job on the queue in a transaction of its own.
func (q *Queue) add(ctx context.Context, j Job) error {
	return q.store.Write(ctx, func(tx *store.Tx) error { return q.Enqueue(ctx, tx.SQL, []Job{j}) })
}

// Stop lets the jobs under way finish and takes no further ones; those that
// outlast ctx are cancelled, and run again at the next start.
func (q *Queue) Stop(ctx context.Context) error {
	if q.crew == nil {
		return nil
	}
	err := q.crew.Stop(ctx)
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		hard, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopAtMost)
		defer cancel()
		err = q.crew.StopAndCancel(hard)
	}
	q.crew = nil
	return err
}

// stopAtMost is how long cancelled jobs may take to notice.
const stopAtMost = 5 * time.Second

// quiet keeps what the queue says in ordinary times out of the log.
func quiet(log *slog.Logger) *slog.Logger {
	return slog.New(louder{log.Handler()})
}

type louder struct{ slog.Handler }

// Enabled drops what is below a warning.
func (l louder) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && l.Handler.Enabled(ctx, level)
}

// Handle drops what is only the end of the crew: work under way that noticed
// it was told to stop.
func (l louder) Handle(ctx context.Context, record slog.Record) error {
	stopped := false
	record.Attrs(func(a slog.Attr) bool {
		stopped = stopped || a.Key == "error" && strings.HasSuffix(a.Value.String(), context.Canceled.Error())
		return !stopped
	})
	if stopped {
		return nil
	}
	return l.Handler.Handle(ctx, record)
}

// WithAttrs keeps the threshold.
func (l louder) WithAttrs(attrs []slog.Attr) slog.Handler { return louder{l.Handler.WithAttrs(attrs)} }

// WithGroup keeps the threshold.
func (l louder) WithGroup(name string) slog.Handler { return louder{l.Handler.WithGroup(name)} }
