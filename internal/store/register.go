package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"motcua"
	"motcua/audit"
	"motcua/calendar"
	"motcua/register"
)

// CreateDocument stores an official document with its first facts.
func (tx *Tx) CreateDocument(ctx context.Context, s register.Summary, events []register.Event) error {
	args := append([]any{s.ID, string(s.Direction), s.Agency, s.Series.Scope(), s.Series.Year, s.Number, millis(s.EnteredAt)}, documentColumns(s)...)
	_, err := tx.exec(ctx, `INSERT INTO official_document (id, direction, agency, series, year, number, entered_at,
		kind, symbol, dated, subject, urgency, secrecy, sender, recipients, signer, state, unit, person, person_name, received,
		due_at, ended_at, late, replaced, answer, reply, same, search, version)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30)`, args...)
	if isUnique(err) {
		return motcua.InvalidField("docNumber", "register.number.taken", "Symbol", s.Symbol, "Year", strconv.Itoa(s.Series.Year))
	}
	if err != nil {
		return fmt.Errorf("store document: %w", err)
	}
	return tx.appendDocument(ctx, s, "", events)
}

// AppendDocument adds facts to a document that still stands at the version the
// decision was made on; otherwise nothing is stored and ErrStale says so.
func (tx *Tx) AppendDocument(ctx context.Context, s register.Summary, last string, events []register.Event) error {
	args := append(documentColumns(s), s.ID, s.Version-len(events))
	changed, err := tx.exec(ctx, `UPDATE official_document SET kind = $1, symbol = $2, dated = $3, subject = $4, urgency = $5, secrecy = $6, sender = $7,
		recipients = $8, signer = $9, state = $10, unit = $11, person = $12, person_name = $13, received = $14, due_at = $15, ended_at = $16,
		late = $17, replaced = $18, answer = $19, reply = $20, same = $21, search = $22, version = $23
		WHERE id = $24 AND version = $25`, args...)
	if err != nil {
		return fmt.Errorf("update document: %w", err)
	}
	if changed == 0 {
		return ErrStale
	}
	return tx.appendDocument(ctx, s, last, events)
}

// documentColumns are the columns that follow from the facts, in the order of
// both statements above.
func documentColumns(s register.Summary) []any {
	due, ended := OpenEnd, OpenEnd
	if !s.Due.IsZero() {
		due = millis(s.Due)
	}
	if !s.EndedAt.IsZero() {
		ended = millis(s.EndedAt)
	}
	received := ""
	if !s.Received.IsZero() {
		received = s.Received.String()
	}
	return []any{s.Content.Kind, s.Symbol, s.Date.String(), s.Subject, string(s.Urgency), string(s.Secrecy), s.Sender, s.Recipient, s.Signer, string(s.State),
		s.Unit, s.Person, s.Name, received, due, ended, s.Late, s.Replaced, s.Answer, s.Reply, s.Same, s.Search, s.Version}
}

func (tx *Tx) appendDocument(ctx context.Context, s register.Summary, last string, events []register.Event) error {
	if err := tx.putDocumentWords(ctx, s.ID, s.Search); err != nil {
		return err
	}
	for _, person := range s.Readers {
		if _, err := tx.exec(ctx, `INSERT INTO official_reader (document, person) VALUES ($1, $2) ON CONFLICT (document, person) DO NOTHING`, s.ID, person); err != nil {
			return fmt.Errorf("store reader of document: %w", err)
		}
	}
	for _, unit := range s.Passed {
		if _, err := tx.exec(ctx, `INSERT INTO official_unit (document, unit) VALUES ($1, $2) ON CONFLICT (document, unit) DO NOTHING`, s.ID, unit); err != nil {
			return fmt.Errorf("store unit of document: %w", err)
		}
	}
	for _, e := range events {
		author, err := json.Marshal(e.By)
		if err != nil {
			return fmt.Errorf("encode author: %w", err)
		}
		kind, data, err := register.Encode(e.Fact)
		if err != nil {
			return fmt.Errorf("encode fact: %w", err)
		}
		hash := audit.Link(last, e.At, string(author), kind, string(data))
		if _, err := tx.exec(ctx, `INSERT INTO official_document_event (document, seq, at, author, kind, data, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			s.ID, e.Seq, millis(e.At), string(author), kind, string(data), hash); err != nil {
			if isUnique(err) {
				return ErrStale
			}
			return fmt.Errorf("append fact of document: %w", err)
		}
		last = hash
	}
	return nil
}

// RedateDocument stores the date of a document that has no new facts; ErrStale
// when it has some by now.
func (tx *Tx) RedateDocument(ctx context.Context, s register.Summary) error {
	due := OpenEnd
	if !s.Due.IsZero() {
		due = millis(s.Due)
	}
	changed, err := tx.exec(ctx, `UPDATE official_document SET due_at = $1 WHERE id = $2 AND version = $3`, due, s.ID, s.Version)
	if err == nil && changed == 0 {
		return ErrStale
	}
	return wrap(err, "date document")
}

// DocumentLog is the log of a document, empty when there is no such document.
type DocumentLog struct {
	Events []register.Event
	Last   string // hash of the last entry
}

// DocumentFacts reads the log of an official document.
func (s *Store) DocumentFacts(ctx context.Context, id string) (DocumentLog, error) {
	var log DocumentLog
	rows, err := s.read.rows(ctx, `SELECT seq, at, author, kind, data, hash FROM official_document_event WHERE document = $1 ORDER BY seq`, id)
	log.Events, err = collect(rows, err, func(rows *sql.Rows) (register.Event, error) {
		var e register.Event
		var at int64
		var author, kind, data string
		if err := rows.Scan(&e.Seq, &at, &author, &kind, &data, &log.Last); err != nil {
			return e, err
		}
		e.At = instant(at)
		if err := json.Unmarshal([]byte(author), &e.By); err != nil {
			return e, fmt.Errorf("decode author: %w", err)
		}
		fact, err := register.Decode(kind, []byte(data))
		e.Fact = fact
		return e, err
	})
	return log, wrap(err, "read facts of document")
}

// DocumentNumbered finds the document that has a number of a series; "" when
// none has.
func (s *Store) DocumentNumbered(ctx context.Context, series register.Series, number int) (string, error) {
	var id string
	err := s.read.row(ctx, `SELECT id FROM official_document WHERE series = $1 AND year = $2 AND number = $3`, series.Scope(), series.Year, number).Scan(&id)
	if err == sql.ErrNoRows {
		return "", nil
	}
	return id, wrap(err, "look for a number")
}

// DocumentsSaid lists the ids of incoming documents that are one: of the same
// sender, number and date.
func (s *Store) DocumentsSaid(ctx context.Context, same string) ([]string, error) {
	if same == "" {
		return nil, nil
	}
	rows, err := s.read.rows(ctx, `SELECT id FROM official_document WHERE same = $1 AND same <> '' ORDER BY id LIMIT 10`, same)
	ids, err := collect(rows, err, func(rows *sql.Rows) (id string, err error) { return id, rows.Scan(&id) })
	return ids, wrap(err, "look for a document entered before")
}

// CheckDocumentChain recomputes the hashes of the log of a document; 0 when all fit.
func (s *Store) CheckDocumentChain(ctx context.Context, id string) (int, error) {
	return s.checkChain(ctx, `SELECT seq, at, author, kind, data, hash FROM official_document_event WHERE document = $1 ORDER BY seq`, id)
}

// EnterDossier gives a dossier its line in the book of its unit and year: the
// year of its receipt, or the first after it that is not closed.
func (tx *Tx) EnterDossier(ctx context.Context, id, agency, unit string, received time.Time) error {
	year := calendar.DateOf(received).Year
	var closed sql.NullInt64
	if err := tx.row(ctx, `SELECT max(year) FROM dossier_book WHERE agency = $1 AND unit = $2 AND year >= $3`, agency, unit, year).Scan(&closed); err != nil {
		return fmt.Errorf("look for a closed book: %w", err)
	}
	if closed.Valid {
		year = int(closed.Int64) + 1
	}
	n, err := tx.NextNumber(ctx, "book:"+agency+":"+unit, strconv.Itoa(year))
	if err != nil {
		return err
	}
	_, err = tx.exec(ctx, `INSERT INTO dossier_entry (dossier, agency, unit, year, number) VALUES ($1, $2, $3, $4, $5)`, id, agency, unit, year, n)
	return wrap(err, "enter dossier in the book")
}
