package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"motcua/catalogue"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/report"
)

// tally notes what a change of a dossier does to the summaries; they are
// brought up to date at the end of the transaction.
func (tx *Tx) tally(before, after *dossier.Summary) {
	if tx.sums == nil {
		tx.sums = report.Sums{}
	}
	tx.sums.Add(report.Delta(before, after))
}

// cellsAtOnce bounds the cells of one statement: thirteen values each.
const cellsAtOnce = 200

// tallyTable is how a summary lies in the database.
type tallyTable struct {
	name string
	keys []string
	of   func(report.TallyKey) []any
}

func tallyTables() map[report.Tally]tallyTable {
	return map[report.Tally]tallyTable{
		report.Matters: {"tally_matters", []string{"span", "field", "procedure_code", "version_number", "late_agency", "late_cause"},
			func(k report.TallyKey) []any {
				return []any{k.Span, k.Field, k.Procedure, k.Version, k.LateAgency, k.LateCause}
			}},
		report.Hands: {"tally_hands", []string{"span", "lead_unit", "officer", "channel", "late_agency", "late_cause"},
			func(k report.TallyKey) []any {
				return []any{k.Span, k.Unit, k.Officer, k.Channel, k.LateAgency, k.LateCause}
			}},
	}
}

// addTallies adds sums to the summaries, in the order of their cells.
func (tx *Tx) addTallies(ctx context.Context, sums report.Sums) error {
	if len(sums) == 0 {
		return nil
	}
	tables, list := tallyTables(), sums.Changes()
	for len(list) > 0 {
		n := 1
		for n < min(len(list), cellsAtOnce) && list[n].Key.Tally == list[0].Key.Tally {
			n++
		}
		if err := tx.addCells(ctx, tables[list[0].Key.Tally], list[:n]); err != nil {
			return fmt.Errorf("sum up: %w", err)
		}
		list = list[n:]
	}
	return nil
}

func (tx *Tx) addCells(ctx context.Context, t tallyTable, list []report.Change) error {
	var args []any
	rows := make([]string, len(list))
	width := len(t.keys) + 5
	for i, c := range list {
		places := make([]string, width)
		for j := range places {
			places[j] = fmt.Sprintf("$%d", i*width+j+1)
		}
		rows[i] = "(" + strings.Join(places, ", ") + ")"
		args = append(append(args, t.of(c.Key)...), c.By.Online, c.By.Direct, c.By.Early, c.By.OnTime, c.By.Late)
	}
	keys := strings.Join(t.keys, ", ")
	_, err := tx.exec(ctx, `INSERT INTO `+t.name+` (`+keys+`, online, direct, early, on_time, late) VALUES `+strings.Join(rows, ", ")+`
		ON CONFLICT (`+keys+`) DO UPDATE SET online = `+t.name+`.online + excluded.online, direct = `+t.name+`.direct + excluded.direct,
		early = `+t.name+`.early + excluded.early, on_time = `+t.name+`.on_time + excluded.on_time, late = `+t.name+`.late + excluded.late`, args...)
	return err
}

// fillTallies counts the dossiers of a database that had no summaries before.
func (s *Store) fillTallies(ctx context.Context) error {
	var filled bool
	if err := s.read.row(ctx, `SELECT filled FROM tally_state`).Scan(&filled); err != nil || filled {
		return wrap(err, "look for the summaries")
	}
	return s.Alone(ctx, s.RebuildTallies)
}

// RebuildTallies counts every dossier anew and puts the summaries right. Nobody
// else writes meanwhile.
func (s *Store) RebuildTallies(ctx context.Context) error {
	return s.Write(ctx, func(tx *Tx) error {
		if s.engine == PostgreSQL {
			if _, err := tx.exec(ctx, holdDossiers); err != nil {
				return fmt.Errorf("hold the dossiers: %w", err)
			}
		}
		sums, err := recount(ctx, tx.SQL.QueryContext)
		if err != nil {
			return err
		}
		for _, t := range tallyTables() {
			if _, err := tx.exec(ctx, `DELETE FROM `+t.name); err != nil {
				return fmt.Errorf("empty the summaries: %w", err)
			}
		}
		if err := tx.addTallies(ctx, sums); err != nil {
			return err
		}
		_, err = tx.exec(ctx, `UPDATE tally_state SET filled = TRUE`)
		return wrap(err, "note that the summaries are filled")
	})
}

type query func(ctx context.Context, query string, args ...any) (*sql.Rows, error)

// recount adds the dossiers up one by one.
func recount(ctx context.Context, ask query) (report.Sums, error) {
	rows, err := ask(ctx, `SELECT field, procedure_code, version_number, lead_unit, officer, channel, received_at, ended_at, standing, late_agency, late_cause FROM dossier`)
	if err != nil {
		return nil, fmt.Errorf("count the dossiers: %w", err)
	}
	sums := report.Sums{}
	_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
		var s dossier.Summary
		var channel, standing, cause string
		var received, end int64
		err := rows.Scan(&s.Field, &s.Procedure, &s.Number, &s.LeadUnit, &s.Officer, &channel, &received, &end, &standing, &s.LateAgency, &cause)
		s.Channel, s.Standing, s.LateCause = catalogue.ChannelKind(channel), deadline.Standing(standing), dossier.LateCause(cause)
		s.ReceivedAt = instant(received)
		if end != OpenEnd {
			s.EndedAt = instant(end)
		}
		sums.Add(report.Delta(nil, &s))
		return struct{}{}, err
	})
	return sums, wrap(err, "count the dossiers")
}

// WrongTallies counts the cells of the summaries that differ from what the
// dossiers add up to.
func (s *Store) WrongTallies(ctx context.Context) (cells int, err error) {
	tx, err := s.read.db.BeginTx(ctx, oneMoment(s.engine))
	if err != nil {
		return 0, fmt.Errorf("look at the summaries: %w", err)
	}
	defer func() { _ = tx.Rollback() }()
	sums, err := recount(ctx, tx.QueryContext)
	if err != nil {
		return 0, err
	}
	for tally, t := range tallyTables() {
		rows, err := tx.QueryContext(ctx, `SELECT `+strings.Join(t.keys, ", ")+`, online, direct, early, on_time, late FROM `+t.name)
		_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
			key, by := report.TallyKey{Tally: tally}, report.Amount{}
			into := []any{&key.Span, &key.Unit, &key.Officer, &key.Channel, &key.LateAgency, &key.LateCause}
			if tally == report.Matters {
				into = []any{&key.Span, &key.Field, &key.Procedure, &key.Version, &key.LateAgency, &key.LateCause}
			}
			err := rows.Scan(append(into, &by.Online, &by.Direct, &by.Early, &by.OnTime, &by.Late)...)
			sums.Add([]report.Change{{Key: key, By: report.Amount{}.Minus(by)}})
			return struct{}{}, err
		})
		if err != nil {
			return 0, fmt.Errorf("read the summaries: %w", err)
		}
	}
	return len(sums), nil
}

// CodesAfter lists the codes of all dossiers after one.
func (s *Store) CodesAfter(ctx context.Context, after string, limit int) ([]string, error) {
	rows, err := s.read.rows(ctx, `SELECT code FROM dossier WHERE code > $1 ORDER BY code LIMIT $2`, after, limit)
	list, err := collect(rows, err, scanText)
	return list, wrap(err, "list dossiers")
}

// PutOfficer keeps who was named for a dossier last, and why it was late where
// it was; true when that differs from what was kept. The summaries are to be
// rebuilt afterwards.
func (tx *Tx) PutOfficer(ctx context.Context, id, officer string, cause dossier.LateCause) (bool, error) {
	changed, err := tx.exec(ctx, `UPDATE dossier SET officer = $1, late_cause = CASE WHEN standing = 'late' THEN $2 ELSE '' END
		WHERE id = $3 AND (officer <> $1 OR late_cause <> CASE WHEN standing = 'late' THEN $2 ELSE '' END)`, officer, string(cause), id)
	return changed > 0, wrap(err, "keep the officer")
}
