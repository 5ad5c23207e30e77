package store

import (
	"context"
	"errors"
	"fmt"
)

// errClosed answers changes that come after the end.
var errClosed = errors.New("the database is closed")

// group is the one writer of SQLite: it takes decided changes from a queue and
// commits those that wait together, each within a savepoint, so that one that
// fails fails its own caller alone. Requests never hold a write transaction.
type group struct {
	cache *statements
	queue chan change
	done  chan struct{}
	ended chan struct{}
}

type change struct {
	ctx    context.Context
	run    func(*Tx) error
	answer chan error
}

func startGroup(cache *statements) *group {
	g := &group{cache: cache, queue: make(chan change, groupAtMost), done: make(chan struct{}), ended: make(chan struct{})}
	go g.loop()
	return g
}

func (g *group) write(ctx context.Context, run func(*Tx) error) error {
	c := change{ctx: ctx, run: run, answer: make(chan error, 1)}
	select {
	case g.queue <- c:
	case <-ctx.Done():
		return ctx.Err()
	case <-g.done:
		return errClosed
	}
	select {
	case err := <-c.answer:
		return err
	case <-g.ended:
	}
	select {
	case err := <-c.answer: // answered just before the end
		return err
	default:
		return errClosed
	}
}

func (g *group) stop() error {
	close(g.done)
	<-g.ended
	return nil
}

func (g *group) loop() {
	defer close(g.ended)
	for {
		select {
		case first := <-g.queue:
			g.commit(g.gather(first))
		case <-g.done:
			return
		}
	}
}

// gather takes what waits already; it waits for nobody.
func (g *group) gather(first change) []change {
	batch := []change{first}
	for len(batch) < groupAtMost {
		select {
		case next := <-g.queue:
			batch = append(batch, next)
		default:
			return batch
		}
	}
	return batch
}

func (g *group) commit(batch []change) {
	errs := make([]error, len(batch))
	whole := g.transaction(batch, errs)
	for i, c := range batch {
		if errs[i] == nil {
			errs[i] = whole
		}
		c.answer <- errs[i]
	}
	g.cache.learn(context.Background())
}

// transaction runs the batch; its error is that of the whole, errs those of
// single changes, which were undone by themselves.
func (g *group) transaction(batch []change, errs []error) error {
	ctx := context.Background() // one caller leaving must not undo the others
	sqlTx, err := g.cache.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	tx := &Tx{SQL: sqlTx, cache: g.cache}
	for i, c := range batch {
		if errs[i] = c.ctx.Err(); errs[i] != nil {
			continue
		}
		if err := g.savepoint(ctx, tx, c.run, &errs[i]); err != nil {
			return errors.Join(err, sqlTx.Rollback())
		}
	}
	if err := sqlTx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

func (g *group) savepoint(ctx context.Context, tx *Tx, run func(*Tx) error, own *error) error {
	if _, err := tx.exec(ctx, `SAVEPOINT one_change`); err != nil {
		return fmt.Errorf("savepoint: %w", err)
	}
	if *own = safely(ctx, run, tx); *own != nil {
		if _, err := tx.exec(ctx, `ROLLBACK TO one_change`); err != nil {
			return fmt.Errorf("roll back one change: %w", err)
		}
	}
	if _, err := tx.exec(ctx, `RELEASE one_change`); err != nil {
		return fmt.Errorf("release: %w", err)
	}
	return nil
}

// safely keeps a change that panics from taking the writer down. The summaries
// come last, so that nobody waits long for a cell that many change.
func safely(ctx context.Context, run func(*Tx) error, tx *Tx) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("change panicked: %v", p)
		}
	}()
	tx.sums = nil
	if err := run(tx); err != nil {
		return err
	}
	return tx.addTallies(ctx, tx.sums)
}
