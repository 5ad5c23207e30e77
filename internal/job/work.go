package job

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"motcua/internal/store"
)

// The pace of the crew. Jobs of one SQLite file are looked for by asking, on
// PostgreSQL the transaction that adds one says so.
const (
	fetchCooldown = 250 * time.Millisecond // each look is a durable commit between those of requests
	askRarely     = time.Second
	jobsAtOnce    = 32
	jobLongest    = 2 * time.Minute
	orphanAfter   = 5 * time.Minute // then a job whose node died runs again
	keepDone      = time.Hour
	daily         = 24 * time.Hour
	connections   = 12 // of the crew's own pool on PostgreSQL
)

// Handlers do the work. Each may be called twice for the same job, when a node
// dies between doing it and saying so, and must then do nothing more.
type Handlers struct {
	Notify func(ctx context.Context, n Notify) error
	// Deliver brings a letter to its reader, by its id and a channel.
	Deliver func(ctx context.Context, letter, channel string) error
	// LongTask does a task on many dossiers, by its id.
	LongTask func(ctx context.Context, id string) error
	// Redate dates a batch of open dossiers anew, those after a code; it
	// returns the code to go on after, "" at the end, and how many moved.
	Redate func(ctx context.Context, document, after string) (next string, moved int, err error)
	Remind func(ctx context.Context) (told int, err error)
	// Every is how often Remind is called; never when 0.
	Every time.Duration
	// Sweep is called once a day; never when nil.
	Sweep func(ctx context.Context) (gone int, err error)
	// Scan is called every ScanEvery; never when nil.
	Scan      func(ctx context.Context) (taken int, err error)
	ScanEvery time.Duration
}

// Work starts running jobs in the background until Stop. On PostgreSQL the
// crew has connections of its own to url, which must reach the server itself
// and not a pooler of transactions; several nodes share the work.
func (q *Queue) Work(ctx context.Context, url string, do Handlers) error {
	hired, err := q.hire(ctx, url, do)
	if err != nil {
		return err
	}
	// The jobs end by Stop, not with the context of the start.
	if err := hired.Start(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("start background work: %w", err)
	}
	q.crew = hired
	return nil
}

func (q *Queue) hire(ctx context.Context, url string, do Handlers) (crew, error) {
	config := q.config(do)
	if q.store.Engine() != store.PostgreSQL {
		config.FetchPollInterval = fetchCooldown
		return river.NewClient(driverOf(q.store), config)
	}
	settings, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("connections of background work: %w", err)
	}
	settings.MaxConns = connections
	// What a crash undoes of the queue's own notes is done again, and done once
	// all the same; so taking and ticking off a job need not wait for the disk.
	settings.ConnConfig.RuntimeParams["synchronous_commit"] = "off"
	pool, err := pgxpool.NewWithConfig(ctx, settings)
	if err != nil {
		return nil, fmt.Errorf("connections of background work: %w", err)
	}
	config.FetchPollInterval = askRarely
	client, err := river.NewClient(riverpgxv5.New(pool), config)
	if err != nil {
		pool.Close()
		return nil, fmt.Errorf("prepare background work: %w", err)
	}
	return pooled{crew: client, pool: pool}, nil
}

func (q *Queue) config(do Handlers) *river.Config {
	config := &river.Config{
		Workers:                     q.workers(do),
		Queues:                      map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: jobsAtOnce}},
		FetchCooldown:               fetchCooldown,
		JobTimeout:                  jobLongest,
		RescueStuckJobsAfter:        orphanAfter,
		CompletedJobRetentionPeriod: keepDone,
		ErrorHandler:                complaints{q.log},
		Logger:                      quiet(q.log),
	}
	if do.Every > 0 {
		config.PeriodicJobs = append(config.PeriodicJobs, periodic(Remind{}, do.Every))
	}
	if do.Sweep != nil {
		config.PeriodicJobs = append(config.PeriodicJobs, periodic(Sweep{}, daily))
	}
	if do.Scan != nil {
		config.PeriodicJobs = append(config.PeriodicJobs, periodic(Scan{}, do.ScanEvery))
	}
	return config
}

// periodic is a job that comes by itself, at the start and again and again; a
// second one is not added while the first waits or runs.
func periodic(j river.JobArgs, every time.Duration) *river.PeriodicJob {
	return river.NewPeriodicJob(river.PeriodicInterval(every), func() (river.JobArgs, *river.InsertOpts) {
		return j, &river.InsertOpts{UniqueOpts: river.UniqueOpts{ByState: unfinished()}}
	}, &river.PeriodicJobOpts{RunOnStart: true})
}

func (q *Queue) workers(do Handlers) *river.Workers {
	workers := river.NewWorkers()
	river.AddWorker(workers, river.WorkFunc(func(ctx context.Context, j *river.Job[Notify]) error {
		return do.Notify(ctx, j.Args)
	}))
	river.AddWorker(workers, river.WorkFunc(func(ctx context.Context, j *river.Job[Deliver]) error {
		return do.Deliver(ctx, j.Args.Letter, j.Args.Channel)
	}))
	river.AddWorker(workers, river.WorkFunc(func(ctx context.Context, j *river.Job[LongTask]) error {
		return do.LongTask(ctx, j.Args.ID)
	}))
	river.AddWorker(workers, river.WorkFunc(func(ctx context.Context, j *river.Job[Redate]) error {
		next, moved, err := do.Redate(ctx, j.Args.Document, j.Args.After)
		if err != nil {
			return err
		}
		if moved > 0 {
			q.log.InfoContext(ctx, "dossiers dated anew", "document", j.Args.Document, "moved", moved)
		}
		if next == "" {
			return nil
		}
		return q.add(ctx, Redate{Document: j.Args.Document, After: next})
	}))
	river.AddWorker(workers, river.WorkFunc(func(ctx context.Context, _ *river.Job[Remind]) error {
		_, err := do.Remind(ctx)
		return err
	}))
	river.AddWorker(workers, river.WorkFunc(func(ctx context.Context, _ *river.Job[Sweep]) error {
		if do.Sweep == nil {
			return nil
		}
		gone, err := do.Sweep(ctx)
		if gone > 0 {
			q.log.InfoContext(ctx, "files that nothing names are gone", "files", gone)
		}
		return err
	}))
	river.AddWorker(workers, river.WorkFunc(func(ctx context.Context, _ *river.Job[Scan]) error {
		if do.Scan == nil {
			return nil
		}
		taken, err := do.Scan(ctx)
		if taken > 0 {
			q.log.InfoContext(ctx, "scans taken from the folders of the counters", "files", taken)
		}
		if err != nil { // the next look comes in a moment, so this one is not repeated
			q.log.WarnContext(ctx, "scans wait in their folders", "error", err)
		}
		return nil
	}))
	return workers
}

// unfinished are the states in which a reminder still waits or runs, so that
// no second one is wanted.
func unfinished() []rivertype.JobState {
	return []rivertype.JobState{rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable,
		rivertype.JobStateRunning, rivertype.JobStateScheduled}
}

// pooled is a crew with the connections it brought along.
type pooled struct {
	crew
	pool *pgxpool.Pool
}

// Stop ends the work, and the connections when that is done.
func (p pooled) Stop(ctx context.Context) error {
	err := p.crew.Stop(ctx)
	if err == nil {
		p.pool.Close()
	}
	return err
}

// StopAndCancel ends the work at once, and the connections.
func (p pooled) StopAndCancel(ctx context.Context) error {
	defer p.pool.Close()
	return p.crew.StopAndCancel(ctx)
}

// complaints writes to the log what went wrong with a job; the queue tries it
// again later.
type complaints struct{ log *slog.Logger }

// HandleError logs a job that returned an error.
func (c complaints) HandleError(ctx context.Context, j *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	c.log.ErrorContext(ctx, "job failed", "kind", j.Kind, "id", j.ID, "attempt", j.Attempt, "error", err)
	return nil
}

// HandlePanic logs a job that panicked, with where.
func (c complaints) HandlePanic(ctx context.Context, j *rivertype.JobRow, value any, trace string) *river.ErrorHandlerResult {
	c.log.ErrorContext(ctx, "job panicked", "kind", j.Kind, "id", j.ID, "attempt", j.Attempt, "panic", value, "trace", trace)
	return nil
}
