package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"motcua/dossier"
	"motcua/report"
)

// Counts counts the dossiers that were to be handled in a period: open at its
// beginning or received in it. One range of the index of ended_at holds them
// all, since an open dossier ends at the end of time. now bounds what can be
// overdue already.
func (s *Store) Counts(ctx context.Context, from, to, now time.Time, by report.Group) ([]report.Count, error) {
	key, err := groupColumn(by)
	if err != nil {
		return nil, err
	}
	overdueAt := to
	if now.Before(to) {
		overdueAt = now
	}
	rows, err := s.read.rows(ctx, fmt.Sprintf(`SELECT %s, CASE WHEN ended_at <= $2 AND standing = 'late' THEN late_agency ELSE '' END,
		count(*) FILTER (WHERE received_at >= $1 AND channel = 'online'),
		count(*) FILTER (WHERE received_at >= $1 AND channel <> 'online'),
		count(*) FILTER (WHERE received_at < $1),
		count(*) FILTER (WHERE ended_at <= $2 AND standing = 'early'),
		count(*) FILTER (WHERE ended_at <= $2 AND standing = 'onTime'),
		count(*) FILTER (WHERE ended_at <= $2 AND standing = 'late'),
		count(*) FILTER (WHERE ended_at > $2 AND NOT (due_at < $3 AND NOT (paused AND ended_at = 9223372036854775807))),
		count(*) FILTER (WHERE ended_at > $2 AND due_at < $3 AND NOT (paused AND ended_at = 9223372036854775807))
		FROM dossier WHERE ended_at >= $1 AND received_at <= $2 GROUP BY 1, 2`, key),
		millis(from), millis(to), millis(overdueAt))
	list, err := collect(rows, err, func(rows *sql.Rows) (report.Count, error) {
		var c report.Count
		err := rows.Scan(&c.Key, &c.LateAgency, &c.Online, &c.Direct, &c.CarriedOver, &c.Early, &c.OnTime, &c.Late, &c.InTime, &c.Overdue)
		return c, err
	})
	return list, wrap(err, "count dossiers")
}

// LateDossiers lists what the same period counts as late: concluded in it after
// the promised instant, or overdue at its end. The causes of the open ones are
// not known yet.
func (s *Store) LateDossiers(ctx context.Context, from, to, now time.Time, after Cursor, limit int) ([]dossier.Summary, error) {
	overdueAt := to
	if now.Before(to) {
		overdueAt = now
	}
	rows, err := s.read.rows(ctx, `SELECT `+summaryColumns+` FROM dossier WHERE ended_at >= $1 AND received_at <= $2
		AND (ended_at <= $2 AND standing = 'late' OR ended_at > $2 AND due_at < $3 AND NOT (paused AND ended_at = 9223372036854775807))
		AND (due_at, id) > ($4, $5) ORDER BY due_at, id LIMIT $6`, millis(from), millis(to), millis(overdueAt), after.Due, after.ID, limit)
	list, err := collect(rows, err, summaryOf)
	return list, wrap(err, "list late dossiers")
}

// CodesOfUnit lists the codes of the dossiers that units of the lead agency
// worked on in a period: received by its end and not concluded before it began.
func (s *Store) CodesOfUnit(ctx context.Context, units []string, from, to time.Time) ([]string, error) {
	if len(units) == 0 {
		return nil, nil
	}
	var c conditions
	c.add("lead_unit IN ("+marks(len(units))+")", anys(units)...)
	c.add("ended_at >= ?", millis(from))
	c.add("received_at <= ?", millis(to))
	rows, err := s.read.rows(ctx, `SELECT code FROM dossier`+c.where()+` ORDER BY code`, c.args...)
	list, err := collect(rows, err, scanText)
	return list, wrap(err, "list dossiers of units")
}

func groupColumn(by report.Group) (string, error) {
	switch by {
	case report.ByField:
		return "field", nil
	case report.ByProcedure:
		return "procedure_code", nil
	case report.ByUnit:
		return "lead_unit", nil
	case report.ByChannel:
		return "channel", nil
	default:
		return "", fmt.Errorf("no column for group %q", by)
	}
}
