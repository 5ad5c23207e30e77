package store

import (
	"context"
	"database/sql"
	"time"
)

// Alike is a submission or a dossier that is open, of one applicant and one
// procedure.
type Alike struct {
	ID, Code  string
	Applicant string
	At        time.Time // sent or received
	Dossier   bool
}

// AlikeOf lists what an applicant of a number has open of a procedure, the
// latest first, but for one.
func (s *Store) AlikeOf(ctx context.Context, procedure, number, but string, limit int) ([]Alike, error) {
	rows, err := s.read.rows(ctx, `SELECT id, code, applicant, sent_at AS since, 'submission' AS kind FROM submission
			WHERE identifier = $1 AND procedure_code = $2 AND id <> $3 AND status IN ('waiting', 'incomplete')
		UNION ALL SELECT id, code, applicant, received_at, 'dossier' FROM dossier
			WHERE identifier = $1 AND procedure_code = $2 AND id <> $3 AND `+openOnly+`
		ORDER BY since DESC, id LIMIT $4`, number, procedure, but, limit)
	list, err := collect(rows, err, func(rows *sql.Rows) (Alike, error) {
		var a Alike
		var since int64
		var kind string
		err := rows.Scan(&a.ID, &a.Code, &a.Applicant, &since, &kind)
		a.At, a.Dossier = instant(since), kind == "dossier"
		return a, err
	})
	return list, wrap(err, "find what an applicant has open")
}
