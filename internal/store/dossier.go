package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"motcua"
	"motcua/audit"
	"motcua/catalogue"
	"motcua/deadline"
	"motcua/dossier"
)

// CreateDossier stores a dossier with its first facts.
func (tx *Tx) CreateDossier(ctx context.Context, s dossier.Summary, events []dossier.Event, errands []dossier.Errand) error {
	_, err := tx.exec(ctx, `INSERT INTO dossier (id, code, lookup_key, procedure_code, version_number, procedure_name, field,
		channel, applicant, search, status, lead_agency, lead_unit, holder_agency, holder_unit, holder_person, task,
		received_at, original_due_at, due_at, paused, ended_at, standing, late_agency, version, identifier, papers, digitised, reused, kept_files, phone, officer, late_cause)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33)`,
		s.ID, s.Code, s.Key, s.Procedure, s.Number, s.ProcedureName, s.Field, string(s.Channel), s.Applicant, s.Search,
		string(s.Status), s.LeadAgency, s.LeadUnit, s.Holder.Agency, s.Holder.Unit, s.Holder.Person, s.Task,
		millis(s.ReceivedAt), millis(s.OriginalDue), millis(s.Due), s.Paused, ended(s), string(s.Standing), s.LateAgency, s.Version, s.Identifier,
		s.Count.Papers, s.Count.Digitised, s.Count.Reused, s.Keeps, s.Phone, s.Officer, string(s.LateCause))
	if isUnique(err) {
		return motcua.Refused(motcua.Conflict, "dossier.codeTaken", "Code", s.Code)
	}
	if err != nil {
		return fmt.Errorf("store dossier: %w", err)
	}
	tx.tally(nil, &s)
	if err := tx.EnterDossier(ctx, s.ID, s.LeadAgency, s.LeadUnit, s.ReceivedAt); err != nil {
		return err
	}
	return tx.append(ctx, s.ID, "", events, errands)
}

// AppendFacts adds facts to a dossier that still stands at the version the
// decision was made on; otherwise nothing is stored and ErrStale says so.
func (tx *Tx) AppendFacts(ctx context.Context, s dossier.Summary, last string, events []dossier.Event, errands []dossier.Errand) error {
	args := []any{s.Applicant, s.Search, string(s.Status), s.Holder.Agency, s.Holder.Unit, s.Holder.Person, s.Task, millis(s.Due),
		s.Paused, ended(s), string(s.Standing), s.LateAgency, s.Version, s.Identifier,
		s.Count.Papers, s.Count.Digitised, s.Count.Reused, s.Keeps, s.Phone, s.Officer, string(s.LateCause), s.ID, s.Version - len(events)}
	if s.EndedAt.IsZero() {
		// Most facts leave what figures count as it was; then there is no need to
		// read what it was.
		changed, err := tx.exec(ctx, updateDossier+` AND ended_at = $10 AND officer = $20`, args...)
		if err != nil {
			return fmt.Errorf("update dossier: %w", err)
		}
		if changed > 0 {
			return tx.append(ctx, s.ID, last, events, errands)
		}
	}
	before, err := scanSummary(tx.row(ctx, `SELECT `+summaryColumns+` FROM dossier WHERE id = $1 AND version = $2`, s.ID, s.Version-len(events)))
	if errors.Is(err, sql.ErrNoRows) {
		return ErrStale
	}
	if err != nil {
		return fmt.Errorf("read dossier: %w", err)
	}
	changed, err := tx.exec(ctx, updateDossier, args...)
	if err != nil {
		return fmt.Errorf("update dossier: %w", err)
	}
	if changed == 0 {
		return ErrStale
	}
	after := before // what the row does not take from a summary stays as it was
	after.Officer, after.EndedAt, after.Standing, after.LateAgency, after.LateCause = s.Officer, s.EndedAt, s.Standing, s.LateAgency, s.LateCause
	tx.tally(&before, &after)
	return tx.append(ctx, s.ID, last, events, errands)
}

const updateDossier = `UPDATE dossier SET applicant = $1, search = $2, status = $3, holder_agency = $4, holder_unit = $5,
	holder_person = $6, task = $7, due_at = $8, paused = $9, ended_at = $10, standing = $11, late_agency = $12, version = $13, identifier = $14,
	papers = $15, digitised = $16, reused = $17, kept_files = $18, phone = $19, officer = $20, late_cause = $21 WHERE id = $22 AND version = $23`

// ErrStale: somebody else added a fact since the dossier was read.
var ErrStale = fmt.Errorf("the dossier has moved on")

func (tx *Tx) append(ctx context.Context, id, last string, events []dossier.Event, errands []dossier.Errand) error {
	for _, e := range events {
		row, err := rowOf(e, last)
		if err != nil {
			return err
		}
		if _, err := tx.exec(ctx, `INSERT INTO dossier_event (dossier, seq, at, author, kind, data, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			id, e.Seq, row.at, row.author, row.kind, row.data, row.hash); err != nil {
			if isUnique(err) {
				return ErrStale
			}
			return fmt.Errorf("append fact: %w", err)
		}
		last = row.hash
	}
	for _, e := range errands {
		if _, err := tx.exec(ctx, `INSERT INTO errand (id, dossier, kind, agency, unit, asked_at, due_at, done) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
			ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at, done = excluded.done`,
			e.ID, id, string(e.Kind), e.Agency, e.Unit, millis(e.AskedAt), millis(e.Due), e.Done); err != nil {
			return fmt.Errorf("store errand: %w", err)
		}
	}
	return nil
}

type eventRow struct {
	at                 int64
	author, kind, data string
	hash               string
}

func rowOf(e dossier.Event, last string) (eventRow, error) {
	author, err := json.Marshal(e.By)
	if err != nil {
		return eventRow{}, fmt.Errorf("encode author: %w", err)
	}
	kind, data, err := dossier.Encode(e.Fact)
	if err != nil {
		return eventRow{}, fmt.Errorf("encode fact: %w", err)
	}
	return eventRow{at: millis(e.At), author: string(author), kind: kind, data: string(data),
		hash: audit.Link(last, e.At, string(author), kind, string(data))}, nil
}

// Log is the log of a dossier, empty when there is no such dossier.
type Log struct {
	Events []dossier.Event
	Last   string    // hash of the last entry
	Due    time.Time // the date kept for lists when the last entry was made
}

// Facts reads the log of a dossier found by its code.
func (s *Store) Facts(ctx context.Context, code string) (Log, error) {
	return s.facts(ctx, `SELECT e.seq, e.at, e.author, e.kind, e.data, e.hash, d.due_at FROM dossier d JOIN dossier_event e ON e.dossier = d.id
		WHERE d.code = $1 ORDER BY e.seq`, code)
}

// FactsTracked reads the log of the dossier that has both the code and the key;
// nothing when either differs.
func (s *Store) FactsTracked(ctx context.Context, code, key string) (Log, error) {
	return s.facts(ctx, `SELECT e.seq, e.at, e.author, e.kind, e.data, e.hash, d.due_at FROM dossier d JOIN dossier_event e ON e.dossier = d.id
		WHERE d.code = $1 AND d.lookup_key = $2 ORDER BY e.seq`, code, key)
}

// FactsOfErrand reads the log of the dossier that an errand belongs to.
func (s *Store) FactsOfErrand(ctx context.Context, errand string) (Log, error) {
	return s.facts(ctx, `SELECT e.seq, e.at, e.author, e.kind, e.data, e.hash, d.due_at
		FROM errand r JOIN dossier d ON d.id = r.dossier JOIN dossier_event e ON e.dossier = d.id
		WHERE r.id = $1 ORDER BY e.seq`, errand)
}

func (s *Store) facts(ctx context.Context, query string, args ...any) (Log, error) {
	var log Log
	rows, err := s.read.rows(ctx, query, args...)
	log.Events, err = collect(rows, err, func(rows *sql.Rows) (dossier.Event, error) { return log.scan(rows) })
	return log, wrap(err, "read facts")
}

// factsOf reads the logs of dossiers by their ids, at most some hundreds.
func (s *Store) factsOf(ctx context.Context, ids []string) (map[string]Log, error) {
	logs := make(map[string]Log, len(ids))
	if len(ids) == 0 {
		return logs, nil
	}
	var c conditions
	c.add("e.dossier IN ("+marks(len(ids))+")", anys(ids)...)
	rows, err := s.read.rows(ctx, `SELECT e.dossier, e.seq, e.at, e.author, e.kind, e.data, e.hash, d.due_at
		FROM dossier_event e JOIN dossier d ON d.id = e.dossier`+c.where()+` ORDER BY e.dossier, e.seq`, c.args...)
	_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
		var of string
		var log Log
		e, err := log.scanAfter(rows, &of)
		kept := logs[of]
		kept.Events, kept.Last, kept.Due = append(kept.Events, e), log.Last, log.Due
		logs[of] = kept
		return struct{}{}, err
	})
	return logs, wrap(err, "read facts")
}

// LogsOf reads the logs of the dossiers that were to be handled in a period –
// open at its beginning or received in it – after an id, in the order of ids.
// last is the id to go on after, "" when there are no more.
func (s *Store) LogsOf(ctx context.Context, from, to time.Time, after string, limit int) (list []Log, last string, err error) {
	rows, err := s.read.rows(ctx, `SELECT id FROM dossier WHERE ended_at >= $1 AND received_at <= $2 AND id > $3 ORDER BY id LIMIT $4`, millis(from), millis(to), after, limit)
	ids, err := collect(rows, err, func(rows *sql.Rows) (id string, err error) { return id, rows.Scan(&id) })
	if err != nil {
		return nil, "", wrap(err, "list dossiers of a period")
	}
	logs, err := s.factsOf(ctx, ids)
	for _, id := range ids {
		list = append(list, logs[id])
	}
	if len(ids) == limit {
		last = ids[limit-1]
	}
	return list, last, err
}

// scan reads an entry, and what stands beside it in every row.
func (l *Log) scan(rows *sql.Rows) (dossier.Event, error) { return l.scanAfter(rows) }

// scanAfter is scan where further columns stand before the entry's.
func (l *Log) scanAfter(rows *sql.Rows, before ...any) (dossier.Event, error) {
	var e dossier.Event
	var at, due int64
	var author, kind, data string
	if err := rows.Scan(append(before, &e.Seq, &at, &author, &kind, &data, &l.Last, &due)...); err != nil {
		return e, err
	}
	e.At, l.Due = instant(at), instant(due)
	if err := json.Unmarshal([]byte(author), &e.By); err != nil {
		return e, fmt.Errorf("decode author: %w", err)
	}
	fact, err := dossier.Decode(kind, []byte(data))
	e.Fact = fact
	return e, err
}

// CheckChain recomputes the hashes of a dossier's log; it returns the number
// of the first entry that does not fit, 0 when all do.
func (s *Store) CheckChain(ctx context.Context, id string) (int, error) {
	return s.checkChain(ctx, `SELECT seq, at, author, kind, data, hash FROM dossier_event WHERE dossier = $1 ORDER BY seq`, id)
}

// CheckFeedbackChain does the same for the log of a feedback.
func (s *Store) CheckFeedbackChain(ctx context.Context, id string) (int, error) {
	return s.checkChain(ctx, `SELECT seq, at, author, kind, data, hash FROM feedback_event WHERE feedback = $1 ORDER BY seq`, id)
}

// CheckSubmissionChain does the same for the log of a submission.
func (s *Store) CheckSubmissionChain(ctx context.Context, id string) (int, error) {
	return s.checkChain(ctx, `SELECT seq, at, author, kind, data, hash FROM submission_event WHERE submission = $1 ORDER BY seq`, id)
}

// CheckMandateChain does the same for the log of a mandate.
func (s *Store) CheckMandateChain(ctx context.Context, id string) (int, error) {
	return s.checkChain(ctx, `SELECT seq, at, author, kind, data, hash FROM mandate_event WHERE mandate = $1 ORDER BY seq`, id)
}

func (s *Store) checkChain(ctx context.Context, query, id string) (int, error) {
	rows, err := s.read.rows(ctx, query, id)
	last, broken, expected := "", 0, 1
	_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
		var seq int
		var at int64
		var author, kind, data, hash string
		if err := rows.Scan(&seq, &at, &author, &kind, &data, &hash); err != nil {
			return struct{}{}, err
		}
		if broken == 0 && (seq != expected || audit.Link(last, instant(at), author, kind, data) != hash) {
			broken = seq
		}
		last, expected = hash, expected+1
		return struct{}{}, nil
	})
	return broken, wrap(err, "check the log")
}

const summaryColumns = `id, code, lookup_key, procedure_code, version_number, procedure_name, field, channel, applicant, search, status,
	lead_agency, lead_unit, holder_agency, holder_unit, holder_person, task, received_at, original_due_at, due_at, paused,
	ended_at, standing, late_agency, version, identifier, papers, digitised, reused, kept_files, phone, officer, late_cause`

// Summary reads what is kept of one dossier.
func (s *Store) Summary(ctx context.Context, code string) (dossier.Summary, error) {
	summary, err := scanSummary(s.read.row(ctx, `SELECT `+summaryColumns+` FROM dossier WHERE code = $1`, code))
	return summary, wrap(notFound(err, "dossier.unknown", "Code", code), "read dossier")
}

func summaryOf(rows *sql.Rows) (dossier.Summary, error) { return scanSummary(rows) }

func scanSummary(rows scanner) (dossier.Summary, error) {
	var s dossier.Summary
	var received, original, due, end int64
	var channel, status, standing, cause string
	err := rows.Scan(&s.ID, &s.Code, &s.Key, &s.Procedure, &s.Number, &s.ProcedureName, &s.Field, &channel, &s.Applicant, &s.Search, &status,
		&s.LeadAgency, &s.LeadUnit, &s.Holder.Agency, &s.Holder.Unit, &s.Holder.Person, &s.Task, &received, &original, &due, &s.Paused,
		&end, &standing, &s.LateAgency, &s.Version, &s.Identifier,
		&s.Count.Papers, &s.Count.Digitised, &s.Count.Reused, &s.Keeps, &s.Phone, &s.Officer, &cause)
	s.LateCause = dossier.LateCause(cause)
	s.Channel, s.Status, s.Standing = catalogue.ChannelKind(channel), dossier.Status(status), deadline.Standing(standing)
	s.ReceivedAt, s.OriginalDue, s.Due = instant(received), instant(original), instant(due)
	if end != OpenEnd {
		s.EndedAt = instant(end)
	}
	return s, err
}

// NextNumber counts up within a scope and a day, without two callers ever
// getting the same number.
func (tx *Tx) NextNumber(ctx context.Context, scope, day string) (int, error) {
	var n int
	err := tx.row(ctx, `INSERT INTO counter (scope, day, value) VALUES ($1, $2, 1)
		ON CONFLICT (scope, day) DO UPDATE SET value = counter.value + 1 RETURNING value`, scope, day).Scan(&n)
	return n, wrap(err, "count "+scope)
}

// RaiseNumber lets a counter go on after a number that came from elsewhere; it
// never goes back.
func (tx *Tx) RaiseNumber(ctx context.Context, scope, day string, n int) error {
	_, err := tx.exec(ctx, `INSERT INTO counter (scope, day, value) VALUES ($1, $2, $3)
		ON CONFLICT (scope, day) DO UPDATE SET value = CASE WHEN counter.value < excluded.value THEN excluded.value ELSE counter.value END`, scope, day, n)
	return wrap(err, "raise "+scope)
}

func ended(s dossier.Summary) int64 {
	if s.EndedAt.IsZero() {
		return OpenEnd
	}
	return millis(s.EndedAt)
}

// like escapes a text for LIKE … ESCAPE '\'.
func like(text string) string {
	return "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(text) + "%"
}
