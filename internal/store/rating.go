package store

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"time"

	"motcua"
	"motcua/feedback"
)

// PutRating stores the rating of a dossier; a second one is a conflict.
func (tx *Tx) PutRating(ctx context.Context, r feedback.Rating) error {
	n, err := tx.exec(ctx, `INSERT INTO rating (dossier, at, procedure_code, agency, unit, officer, overall, comment, more_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, '', 0) ON CONFLICT (dossier) DO NOTHING`,
		r.Dossier, millis(r.At), r.Procedure, r.Agency, r.Unit, r.Officer, r.Overall)
	if err == nil && n == 0 {
		return motcua.Refused(motcua.Conflict, "rating.twice")
	}
	return wrap(err, "store rating")
}

// DetailRating adds marks and comment to a rating that has none yet.
func (tx *Tx) DetailRating(ctx context.Context, r feedback.Rating) error {
	n, err := tx.exec(ctx, `UPDATE rating SET comment = $1, more_at = $2 WHERE dossier = $3 AND more_at = 0`, r.Comment, millis(r.MoreAt), r.Dossier)
	if err != nil {
		return wrap(err, "add to rating")
	}
	if n == 0 {
		return motcua.Refused(motcua.Conflict, "rating.detail.twice")
	}
	for id, mark := range r.Marks {
		if _, err := tx.exec(ctx, `INSERT INTO rating_mark (dossier, criterion, mark) VALUES ($1, $2, $3)`, r.Dossier, id, mark); err != nil {
			return wrap(err, "store mark")
		}
	}
	return nil
}

// Rating reads the rating of a dossier, without its marks; false when there is
// none.
func (s *Store) Rating(ctx context.Context, dossierID string) (feedback.Rating, bool, error) {
	r := feedback.Rating{Dossier: dossierID}
	var at, more int64
	err := s.read.row(ctx, `SELECT at, procedure_code, agency, unit, officer, overall, comment, more_at FROM rating WHERE dossier = $1`, dossierID).
		Scan(&at, &r.Procedure, &r.Agency, &r.Unit, &r.Officer, &r.Overall, &r.Comment, &more)
	if err == sql.ErrNoRows {
		return r, false, nil
	}
	r.At, r.MoreAt = instant(at), instant(more)
	return r, err == nil, wrap(err, "read rating")
}

// RatingCounts counts the answers given in a period, by key: the overall ones
// and those to each criterion.
func (s *Store) RatingCounts(ctx context.Context, from, to time.Time, by feedback.Group) ([]feedback.Count, error) {
	key, err := ratingColumn(by)
	if err != nil {
		return nil, err
	}
	rows, err := s.read.rows(ctx, fmt.Sprintf(`SELECT %[1]s, '', overall, count(*) FROM rating WHERE at >= $1 AND at <= $2 GROUP BY 1, 3
		UNION ALL
		SELECT %[1]s, m.criterion, m.mark, count(*) FROM rating JOIN rating_mark m ON m.dossier = rating.dossier
		WHERE at >= $1 AND at <= $2 GROUP BY 1, 2, 3`, key), millis(from), millis(to))
	list, err := collect(rows, err, func(rows *sql.Rows) (feedback.Count, error) {
		var c feedback.Count
		return c, rows.Scan(&c.Key, &c.Criterion, &c.Mark, &c.Answers)
	})
	return list, wrap(err, "count ratings")
}

func ratingColumn(by feedback.Group) (string, error) {
	switch by {
	case feedback.ByAll:
		return "''", nil
	case feedback.ByUnit:
		return "unit", nil
	case feedback.ByProcedure:
		return "procedure_code", nil
	case feedback.ByOfficer:
		return "officer", nil
	default:
		return "", fmt.Errorf("no column for ratings by %q", by)
	}
}

// Comments lists what was written beside ratings in a period, in no order and
// without anything that says to which rating a comment belongs.
func (s *Store) Comments(ctx context.Context, from, to time.Time, limit int) ([]string, error) {
	rows, err := s.read.rows(ctx, `SELECT comment FROM rating WHERE at >= $1 AND at <= $2 AND comment <> '' ORDER BY at DESC LIMIT $3`, millis(from), millis(to), limit)
	list, err := collect(rows, err, scanText)
	rand.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list, wrap(err, "list comments")
}
