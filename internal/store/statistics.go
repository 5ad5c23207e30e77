package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"motcua/dossier"
	"motcua/report"
)

// paused dossiers wait for papers and are in time whatever their date says.
const (
	isPaused  = `(paused AND ended_at = 9223372036854775807)`
	overrunBy = `due_at < ended_at AND NOT ` + isPaused
	endedLate = `due_at < ended_at AND ended_at < 9223372036854775807` // literal so that the partial index applies
)

// awaited are the open dossiers that were overdue at an instant, counted by
// all that they may be grouped by in the order of their index: a database sorts
// the groups, not the rows.
const awaited = `SELECT procedure_code, version_number, field, lead_unit, officer, channel, count(*) AS n FROM dossier
	WHERE ended_at = 9223372036854775807 AND NOT paused AND due_at < ? AND received_at <= ?
	GROUP BY procedure_code, version_number, field, lead_unit, officer, channel`

// Counts counts the dossiers that were to be handled in a period: open at its
// beginning or received in it. What came and what was concluded is added up
// from the summaries: open at a moment is what came before it less what was
// concluded before. Only what was overdue at the end is counted from rows, for
// dates move: of what had not ended, or ended after, and is late or open. now
// bounds what can be overdue already. One statement sees one moment.
func (s *Store) Counts(ctx context.Context, p report.Period, now time.Time, by report.Group) ([]report.Count, error) {
	table, columns, err := groupColumns(by)
	if err != nil {
		return nil, err
	}
	var c conditions
	span := func(columns string, ranges []report.SpanRange) string {
		had := len(c.parts)
		for _, r := range ranges {
			c.add(`SELECT `+columns+` FROM `+table+` WHERE span >= ? AND span <= ?`, r.From, r.To)
		}
		text := strings.Join(c.parts[had:], " UNION ALL ")
		c.parts = c.parts[:had]
		return text
	}
	c.parts = append(c.parts,
		`SELECT 'before' AS part, k, v, '' AS late_agency, '' AS late_cause, CAST(sum(came - went) AS BIGINT), 0, 0, 0, 0
		FROM (`+span(columns+`, online + direct AS came, early + on_time + late AS went`, report.SpansBefore(p.From))+`) AS cells GROUP BY 2, 3`,
		`SELECT 'within', k, v, late_agency, late_cause, CAST(sum(online) AS BIGINT), CAST(sum(direct) AS BIGINT), CAST(sum(early) AS BIGINT),
		CAST(sum(on_time) AS BIGINT), CAST(sum(late) AS BIGINT)
		FROM (`+span(columns+`, late_agency, late_cause, online, direct, early, on_time, late`, report.SpansOf(p.From, p.To))+`) AS cells GROUP BY 2, 3, 4, 5`)
	_, to := p.Instants()
	c.add(`SELECT 'overdue', k, v, '', '', CAST(sum(n) AS BIGINT), 0, 0, 0, 0 FROM (
		SELECT `+columns+`, n FROM (`+awaited+`) AS awaited UNION ALL
		SELECT `+columns+`, 1 AS n FROM dossier WHERE `+endedLate+` AND ended_at > ? AND received_at <= ? AND due_at < ?
		) AS cells GROUP BY 2, 3`, millis(overdueAt(to, now)), millis(to), millis(to), millis(to), millis(overdueAt(to, now)))
	rows, err := s.read.rows(ctx, strings.Join(c.parts, " UNION ALL "), c.args...)
	sums := cells{}
	_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
		var part string
		var at cell
		var a report.Amount
		err := rows.Scan(&part, &at.key, &at.version, &at.agency, &at.cause, &a.Online, &a.Direct, &a.Early, &a.OnTime, &a.Late)
		sums.add(part, at, a)
		return struct{}{}, err
	})
	return sums.counts(), wrap(err, "count dossiers")
}

// overdueAt is the moment at which what is due is overdue at the end of a
// period: now, while it is under way.
func overdueAt(to, now time.Time) time.Time {
	if now.Before(to) {
		return now
	}
	return to
}

type cell struct {
	key           string
	version       int
	agency, cause string
}

type cells map[cell]*report.Count

func (c cells) at(at cell) *report.Count {
	if c[at] == nil {
		c[at] = &report.Count{Key: at.key, Version: at.version, LateAgency: at.agency, LateCause: at.cause}
	}
	return c[at]
}

// add puts sums where the form counts them. InTime is what is open less what is
// overdue.
func (c cells) add(part string, at cell, a report.Amount) {
	row := c.at(cell{key: at.key, version: at.version})
	came, went := a.Online+a.Direct, a.Early+a.OnTime+a.Late
	switch part {
	case "before":
		row.CarriedOver += a.Online // what came less what went
		row.InTime += a.Online
	case "within":
		row.Online += a.Online
		row.Direct += a.Direct
		row.InTime += came - went
		row.Early += a.Early
		row.OnTime += a.OnTime
		c.at(at).Late += a.Late
	default:
		row.Overdue += a.Online
		row.InTime -= a.Online
	}
}

func (c cells) counts() []report.Count {
	list := make([]report.Count, 0, len(c))
	for at, count := range c {
		if *count != (report.Count{Key: at.key, Version: at.version, LateAgency: at.agency, LateCause: at.cause}) {
			list = append(list, *count)
		}
	}
	return list
}

// Recount counts the same from the dossiers alone, one by one. It is what the
// summaries are held against.
func (s *Store) Recount(ctx context.Context, p report.Period, now time.Time, by report.Group) ([]report.Count, error) {
	_, columns, err := groupColumns(by)
	if err != nil {
		return nil, err
	}
	from, to := p.Instants()
	overdue := `ended_at > $2 AND due_at < $3 AND NOT ` + isPaused
	rows, err := s.read.rows(ctx, `SELECT `+columns+`, CASE WHEN ended_at <= $2 AND standing = 'late' THEN late_agency ELSE '' END,
		CASE WHEN ended_at <= $2 AND standing = 'late' THEN late_cause ELSE '' END,
		count(*) FILTER (WHERE received_at >= $1 AND channel = 'online'),
		count(*) FILTER (WHERE received_at >= $1 AND channel <> 'online'),
		count(*) FILTER (WHERE received_at < $1),
		count(*) FILTER (WHERE ended_at <= $2 AND standing = 'early'),
		count(*) FILTER (WHERE ended_at <= $2 AND standing = 'onTime'),
		count(*) FILTER (WHERE ended_at <= $2 AND standing = 'late'),
		count(*) FILTER (WHERE ended_at > $2 AND NOT (`+overdue+`)),
		count(*) FILTER (WHERE `+overdue+`)
		FROM dossier WHERE ended_at >= $1 AND received_at <= $2 GROUP BY 1, 2, 3, 4`, millis(from), millis(to), millis(overdueAt(to, now)))
	list, err := collect(rows, err, func(rows *sql.Rows) (report.Count, error) {
		var c report.Count
		err := rows.Scan(&c.Key, &c.Version, &c.LateAgency, &c.LateCause, &c.Online, &c.Direct, &c.CarriedOver, &c.Early, &c.OnTime, &c.Late, &c.InTime, &c.Overdue)
		return c, err
	})
	return list, wrap(err, "count dossiers")
}

// LateDossiers lists what the same period counts as late: concluded in it after
// the promised instant, or overdue at its end. The causes of the open ones are
// not known yet.
func (s *Store) LateDossiers(ctx context.Context, from, to, now time.Time, after Cursor, limit int) ([]dossier.Summary, error) {
	rows, err := s.read.rows(ctx, `SELECT `+summaryColumns+` FROM dossier WHERE ended_at >= $1 AND received_at <= $2
		AND (ended_at <= $2 AND standing = 'late' OR ended_at > $2 AND due_at < $3 AND NOT `+isPaused+`)
		AND (due_at, id) > ($4, $5) ORDER BY due_at, id LIMIT $6`, millis(from), millis(to), millis(overdueAt(to, now)), after.Due, after.ID, limit)
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

// groupColumns are the summary that has a group, and the two columns of a
// dossier and of that summary that make its key.
func groupColumns(by report.Group) (table, columns string, err error) {
	const none = `, 0 AS v`
	switch by {
	case report.ByField:
		return "tally_matters", `field AS k` + none, nil
	case report.ByProcedure:
		return "tally_matters", `procedure_code AS k` + none, nil
	case report.ByLevel:
		return "tally_matters", `procedure_code AS k, version_number AS v`, nil
	case report.ByCause:
		return "tally_matters", `'' AS k` + none, nil
	case report.ByUnit:
		return "tally_hands", `lead_unit AS k` + none, nil
	case report.ByOfficer:
		return "tally_hands", `officer AS k` + none, nil
	case report.ByChannel:
		return "tally_hands", `channel AS k` + none, nil
	default:
		return "", "", fmt.Errorf("no column for group %q", by)
	}
}

// Counted narrows a list to the dossiers that one number of the figures counts.
type Counted struct {
	report.Cell
	Now      time.Time
	Versions map[string][]int // by procedure, those of the level; Key says nothing then
}

func (f *Counted) narrow(c *conditions) {
	begin, end := report.Period{From: f.From, To: f.To}.Instants()
	from, to := millis(begin), millis(end)
	overdue := `(due_at < ? AND ` + overrunBy + `)`
	switch f.Column {
	case report.ColumnReceived:
		c.add(`ended_at >= ? AND received_at <= ?`, from, to)
	case report.ColumnOnline:
		c.add(`received_at >= ? AND received_at <= ? AND channel = 'online'`, from, to)
	case report.ColumnDirect:
		c.add(`received_at >= ? AND received_at <= ? AND channel <> 'online'`, from, to)
	case report.ColumnCarried:
		c.add(`ended_at >= ? AND received_at < ?`, from, from)
	case report.ColumnResolved:
		c.add(`ended_at >= ? AND ended_at <= ?`, from, to)
	case report.ColumnEarly, report.ColumnOnTime, report.ColumnLate:
		c.add(`ended_at >= ? AND ended_at <= ? AND standing = ?`, from, to, string(f.Column))
		if f.Column == report.ColumnLate { // it follows, and leads to the index of the few
			c.add(endedLate)
		}
	case report.ColumnOpen:
		c.add(`ended_at > ? AND received_at <= ?`, to, to)
	case report.ColumnOverdue:
		c.add(`ended_at > ? AND received_at <= ? AND `+overdue, to, to, millis(overdueAt(end, f.Now)))
	case report.ColumnInTime:
		c.add(`ended_at > ? AND received_at <= ? AND NOT `+overdue, to, to, millis(overdueAt(end, f.Now)))
	default:
		c.add("1 = 0")
	}
	if f.Agency != "" {
		c.add("late_agency = ?", f.Agency)
	}
	if !f.Total {
		f.key(c)
	}
}

func (f *Counted) key(c *conditions) {
	switch f.By {
	case report.ByField:
		c.add("field = ?", f.Key)
	case report.ByProcedure:
		c.add("procedure_code = ?", f.Key)
	case report.ByUnit:
		c.add("lead_unit = ?", f.Key)
	case report.ByOfficer:
		c.add("officer = ?", f.Key)
	case report.ByChannel:
		c.add("channel = ?", f.Key)
	case report.ByCause:
		agency, cause := report.SplitCause(f.Key)
		c.add("late_agency = ? AND late_cause = ?", agency, cause)
	case report.ByLevel:
		parts, args := []string{"1 = 0"}, []any(nil)
		for code, versions := range f.Versions {
			parts = append(parts, "procedure_code = ? AND version_number IN ("+marks(len(versions))+")")
			args = append(args, code)
			for _, v := range versions {
				args = append(args, v)
			}
		}
		c.add("("+strings.Join(parts, " OR ")+")", args...)
	}
}
