package job_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"motcua/dossier"
	"motcua/internal/job"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/store"
)

// ledger remembers what handlers were asked to do.
type ledger struct {
	mu   sync.Mutex
	done []string
}

func (l *ledger) add(what string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.done = append(l.done, what)
}

func (l *ledger) sorted() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Sorted(slices.Values(l.done))
}

// handlers note each job in the ledger.
func (l *ledger) handlers() job.Handlers {
	return job.Handlers{
		Notify: func(_ context.Context, n job.Notify) error { l.add(n.Code); return nil },
		Redate: func(context.Context, string, string) (string, int, error) { return "", 0, nil },
		Remind: func(context.Context) (int, error) { l.add("remind"); return 0, nil },
	}
}

// await waits until something has come true, and fails the test when it does
// not within a time that is long for any of these jobs.
func await(t *testing.T, what string, come func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if come() {
			return
		}
	}
	t.Fatalf("waited in vain for %s", what)
}

func each(t *testing.T, test func(t *testing.T, address string)) {
	for _, engine := range []store.Engine{store.SQLite, store.PostgreSQL} {
		t.Run(string(engine), func(t *testing.T) { test(t, officetest.Address(t, engine)) })
	}
}

func open(t *testing.T, address string) (*store.Store, *job.Queue) {
	t.Helper()
	s, err := store.Open(context.Background(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	q, err := job.Open(context.Background(), s, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return s, q
}

func work(t *testing.T, q *job.Queue, address string, do job.Handlers) {
	t.Helper()
	if err := q.Work(context.Background(), address, do); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(t, q) })
}

func stop(t *testing.T, q *job.Queue) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := q.Stop(ctx); err != nil {
		t.Errorf("stop: %v", err)
	}
}

func enqueue(ctx context.Context, s *store.Store, q *job.Queue, outcome error, jobs ...job.Job) error {
	return s.Write(ctx, func(tx *store.Tx) error {
		if err := q.Enqueue(ctx, tx.SQL, jobs); err != nil {
			return err
		}
		return outcome
	})
}

func TestAJobStandsAndFallsWithItsChange(t *testing.T) {
	each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		s, q := open(t, address)
		refused := errors.New("refused")
		if err := enqueue(ctx, s, q, refused, job.Notify{Code: "undone"}); !errors.Is(err, refused) {
			t.Fatalf("got %v, want %v", err, refused)
		}
		if err := enqueue(ctx, s, q, nil, job.Notify{Code: "saved"}); err != nil {
			t.Fatal(err)
		}
		var done ledger
		work(t, q, address, done.handlers())
		await(t, "the saved job", func() bool { return len(done.sorted()) > 0 })
		stop(t, q)
		if got, want := done.sorted(), []string{"saved"}; !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}

func TestAJobThatFailsRunsAgain(t *testing.T) {
	each(t, func(t *testing.T, address string) {
		s, q := open(t, address)
		var done ledger
		do := done.handlers()
		do.Notify = func(_ context.Context, n job.Notify) error {
			done.add(n.Code)
			if len(done.sorted()) == 1 {
				return errors.New("the node died before it could say so")
			}
			return nil
		}
		work(t, q, address, do)
		if err := enqueue(context.Background(), s, q, nil, job.Notify{Code: "a"}); err != nil {
			t.Fatal(err)
		}
		await(t, "the second try", func() bool { return len(done.sorted()) == 2 })
	})
}

func TestRedatingGoesOnBatchByBatch(t *testing.T) {
	each(t, func(t *testing.T, address string) {
		s, q := open(t, address)
		var done ledger
		do := done.handlers()
		do.Redate = func(_ context.Context, document, after string) (string, int, error) {
			done.add(document + "/" + after)
			return map[string]string{"": "A", "A": "B"}[after], 1, nil
		}
		work(t, q, address, do)
		if err := enqueue(context.Background(), s, q, nil, job.Redate{Document: "TB 1"}); err != nil {
			t.Fatal(err)
		}
		await(t, "three batches", func() bool { return len(done.sorted()) == 3 })
		if got, want := done.sorted(), []string{"TB 1/", "TB 1/A", "TB 1/B"}; !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}

func TestRemindersComeByThemselves(t *testing.T) {
	each(t, func(t *testing.T, address string) {
		_, q := open(t, address)
		var done ledger
		do := done.handlers()
		do.Every = time.Hour
		work(t, q, address, do)
		await(t, "the reminder of the start", func() bool { return slices.Contains(done.sorted(), "remind") })
	})
}

func TestTheSweepComesByItself(t *testing.T) {
	each(t, func(t *testing.T, address string) {
		_, q := open(t, address)
		var done ledger
		do := done.handlers()
		do.Sweep = func(context.Context) (int, error) { done.add("sweep"); return 1, nil }
		work(t, q, address, do)
		await(t, "the sweep of the start", func() bool { return slices.Contains(done.sorted(), "sweep") })
	})
}

func TestNodesShareTheWork(t *testing.T) {
	ctx := context.Background()
	address := officetest.Address(t, store.PostgreSQL)
	var opened sync.WaitGroup
	for range 3 {
		opened.Go(func() { open(t, address) })
	}
	opened.Wait()
	var done ledger
	s, one := open(t, address)
	_, other := open(t, address)
	work(t, one, address, done.handlers())
	work(t, other, address, done.handlers())
	var want []string
	for i := range 60 {
		code := fmt.Sprintf("%03d", i)
		want = append(want, code)
		if err := enqueue(ctx, s, one, nil, job.Notify{Code: code}); err != nil {
			t.Fatal(err)
		}
	}
	await(t, "sixty jobs", func() bool { return len(done.sorted()) >= len(want) })
	stop(t, one)
	stop(t, other)
	if got := done.sorted(); !slices.Equal(got, want) {
		t.Errorf("got %v, want each of %v once", got, want)
	}
}

// TestTellingTwiceTellsOnce runs the real work: dossiers received while the
// crew is at it, each job handled twice over.
func TestTellingTwiceTellsOnce(t *testing.T) {
	each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		s, q := open(t, address)
		o, err := office.New(s, office.StartAt(officetest.Moment(t, "2022-06-06T08:30")),
			office.Settings{LeadAgency: "skhdt", TokenSecret: []byte("test"), Archive: officetest.Archive(t)}, q.Enqueue)
		if err != nil {
			t.Fatal(err)
		}
		staff := officetest.Staff(t, o)
		var done ledger
		work(t, q, address, job.Handlers{Redate: o.Redate, Remind: o.RemindDue, Notify: func(ctx context.Context, n job.Notify) error {
			err := errors.Join(o.Notify(ctx, n), o.Notify(ctx, n))
			done.add(n.Code)
			return err
		}})
		var codes []string
		for range 10 {
			view, err := o.Receive(ctx, staff("reception"), dossier.Intake{Procedure: "1.009645",
				Applicant: dossier.Party{Kind: "organization", Name: "Công ty TNHH Mẫu", Email: "mau@example.vn"}})
			if err != nil {
				t.Fatal(err)
			}
			codes = append(codes, view.Code)
		}
		await(t, "ten jobs", func() bool { return len(done.sorted()) == len(codes) })
		for _, code := range codes {
			notices, err := s.NoticesOf(ctx, code)
			if err != nil {
				t.Fatal(err)
			}
			told := map[string]int{}
			for _, n := range notices {
				told[n.Kind+n.Agency+n.Unit+n.Person+n.Address]++
			}
			if len(told) == 0 || len(told) != len(notices) {
				t.Errorf("%s: told %v, want each once and at least one", code, told)
			}
		}
	})
}

func BenchmarkChangeWithItsJob(b *testing.B) {
	for _, with := range []string{"without", "with"} {
		b.Run(with, func(b *testing.B) {
			ctx := context.Background()
			s, err := store.Open(ctx, officetest.Address(b, store.SQLite))
			if err != nil {
				b.Fatal(err)
			}
			defer func() { _ = s.Close() }()
			q, err := job.Open(ctx, s, slog.New(slog.DiscardHandler))
			if err != nil {
				b.Fatal(err)
			}
			jobs := []job.Job{job.Notify{Code: "H57.16-220606-0001", From: 1, To: 1}}
			if with == "without" {
				jobs = nil
			}
			b.SetParallelism(16)
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					err := s.Write(ctx, func(tx *store.Tx) error {
						if err := tx.Bump(ctx, "bench"); err != nil {
							return err
						}
						return q.Enqueue(ctx, tx.SQL, jobs)
					})
					if err != nil {
						b.Fatal(err)
					}
				}
			})
		})
	}
}
