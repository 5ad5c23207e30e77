package store

import (
	"context"
	"time"
)

// LastFact is when the latest fact of any dossier or feedback happened; zero
// without one. It reads every fact, and is meant for the start of a demonstration.
func (s *Store) LastFact(ctx context.Context) (time.Time, error) {
	var ms int64
	err := s.read.row(ctx, `SELECT coalesce(max(at), 0) FROM (SELECT max(at) AS at FROM dossier_event UNION ALL SELECT max(at) AS at FROM feedback_event) AS last`).Scan(&ms)
	return instant(ms), wrap(err, "read the latest fact")
}
