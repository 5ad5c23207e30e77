package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/pressly/goose/v3/lock"
)

// queueLock is the number of the advisory lock under which tables of the queue
// are made; the migrations of the store have one of their own.
const queueLock = 5_716_220_606

// Alone runs something that only one node may do at a time, such as making the
// tables of the queue; the other nodes wait. A file of SQLite has one node.
func (s *Store) Alone(ctx context.Context, do func(context.Context) error) (err error) {
	if s.engine != PostgreSQL {
		return do(ctx)
	}
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockID(queueLock), lock.WithLockTimeout(1, 300))
	if err != nil {
		return fmt.Errorf("lock of the queue: %w", err)
	}
	session, err := s.main.Conn(ctx)
	if err != nil {
		return fmt.Errorf("connect for the lock of the queue: %w", err)
	}
	defer func() { err = errors.Join(err, session.Close()) }()
	if err := locker.SessionLock(ctx, session); err != nil {
		return fmt.Errorf("wait for the lock of the queue: %w", err)
	}
	defer func() { err = errors.Join(err, locker.SessionUnlock(context.WithoutCancel(ctx), session)) }()
	return do(ctx)
}
