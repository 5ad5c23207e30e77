package store

import (
	"context"
	"database/sql"
	"time"

	"motcua/report"
)

// OpenByHolder counts open dossiers by who holds them: by age, and by how they
// stand to their date. now and soon part overdue, due soon and in time; ages
// are the instants that part the young from the old, the latest first.
func (s *Store) OpenByHolder(ctx context.Context, now, soon time.Time, ages [3]time.Time) ([]report.Holding, error) {
	rows, err := s.read.rows(ctx, `SELECT holder_agency, holder_unit, count(*),
		count(*) FILTER (WHERE received_at >= $3),
		count(*) FILTER (WHERE received_at < $3 AND received_at >= $4),
		count(*) FILTER (WHERE received_at < $4 AND received_at >= $5),
		count(*) FILTER (WHERE received_at < $5),
		count(*) FILTER (WHERE due_at < $1 AND NOT paused),
		count(*) FILTER (WHERE due_at >= $1 AND due_at < $2 AND NOT paused),
		count(*) FILTER (WHERE paused)
		FROM dossier WHERE `+openOnly+` GROUP BY 1, 2`, millis(now), millis(soon), millis(ages[0]), millis(ages[1]), millis(ages[2]))
	list, err := collect(rows, err, func(rows *sql.Rows) (report.Holding, error) {
		var h report.Holding
		return h, rows.Scan(&h.Agency, &h.Unit, &h.Total, &h.Ages[0], &h.Ages[1], &h.Ages[2], &h.Ages[3], &h.Overdue, &h.Soon, &h.Paused)
	})
	return list, wrap(err, "count open dossiers by holder")
}

// DuesOpen lists the due instants of open dossiers in a span that is not
// paused, at most so many.
func (s *Store) DuesOpen(ctx context.Context, from, to time.Time, most int) ([]time.Time, error) {
	rows, err := s.read.rows(ctx, `SELECT due_at FROM dossier WHERE `+openOnly+` AND due_at >= $1 AND due_at < $2 AND NOT paused ORDER BY due_at LIMIT $3`, millis(from), millis(to), most)
	list, err := collect(rows, err, func(rows *sql.Rows) (time.Time, error) {
		var due int64
		err := rows.Scan(&due)
		return instant(due), err
	})
	return list, wrap(err, "list due dates")
}

// OpinionsOwed counts the dossiers that wait for the opinion of an agency, by
// agency, and those of them that have waited beyond its date.
func (s *Store) OpinionsOwed(ctx context.Context, now time.Time) ([]report.Owing, error) {
	rows, err := s.read.rows(ctx, `SELECT agency, count(*), count(*) FILTER (WHERE due_at < $1) FROM errand WHERE done = FALSE AND kind = 'answer' GROUP BY 1 ORDER BY 2 DESC, 1`, millis(now))
	list, err := collect(rows, err, func(rows *sql.Rows) (report.Owing, error) {
		var o report.Owing
		return o, rows.Scan(&o.Agency, &o.Dossiers, &o.Late)
	})
	return list, wrap(err, "count opinions owed")
}
