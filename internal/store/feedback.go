package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"motcua"
	"motcua/audit"
	"motcua/feedback"
	"motcua/vietnamese"
)

// CreateFeedback stores a feedback with its first facts.
func (tx *Tx) CreateFeedback(ctx context.Context, s feedback.Summary, events []feedback.Event) error {
	args := append([]any{s.ID, s.Code, s.Key, string(s.Channel), millis(s.ReceivedAt)}, feedbackColumns(s)...)
	_, err := tx.exec(ctx, `INSERT INTO feedback (id, code, lookup_key, channel, received_at,
		kind, state, title, search, agency, unit, person, due_at, paused, answered_at, ended_at, late, outcome, satisfied,
		published_at, public_title, public_content, public_answer, public_search, version)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)`, args...)
	if isUnique(err) {
		return motcua.Refused(motcua.Conflict, "feedback.codeTaken", "Code", s.Code)
	}
	if err != nil {
		return fmt.Errorf("store feedback: %w", err)
	}
	if err := tx.concern(ctx, s); err != nil {
		return err
	}
	return tx.appendFeedback(ctx, s.ID, "", events)
}

// AppendFeedback adds facts to a feedback that still stands at the version the
// decision was made on; otherwise nothing is stored and ErrStale says so.
func (tx *Tx) AppendFeedback(ctx context.Context, s feedback.Summary, last string, events []feedback.Event) error {
	args := append(feedbackColumns(s), s.ID, s.Version-len(events))
	changed, err := tx.exec(ctx, `UPDATE feedback SET kind = $1, state = $2, title = $3, search = $4, agency = $5, unit = $6, person = $7,
		due_at = $8, paused = $9, answered_at = $10, ended_at = $11, late = $12, outcome = $13, satisfied = $14,
		published_at = $15, public_title = $16, public_content = $17, public_answer = $18, public_search = $19, version = $20
		WHERE id = $21 AND version = $22`, args...)
	if err != nil {
		return fmt.Errorf("update feedback: %w", err)
	}
	if changed == 0 {
		return ErrStale
	}
	if err := tx.concern(ctx, s); err != nil {
		return err
	}
	return tx.appendFeedback(ctx, s.ID, last, events)
}

// RedateFeedback stores the date of a feedback that has no new facts; ErrStale
// when it has some by now.
func (tx *Tx) RedateFeedback(ctx context.Context, s feedback.Summary) error {
	changed, err := tx.exec(ctx, `UPDATE feedback SET due_at = $1, paused = $2 WHERE id = $3 AND version = $4`, dueOf(s), s.Paused, s.ID, s.Version)
	if err == nil && changed == 0 {
		return ErrStale
	}
	return wrap(err, "date feedback")
}

// dueOf is the date that lists sort by; one that no calendar gives yet comes last.
func dueOf(s feedback.Summary) int64 {
	if s.Due.IsZero() {
		return OpenEnd
	}
	return millis(s.Due)
}

// feedbackColumns are the columns that follow from the facts, in the order of
// both statements above.
func feedbackColumns(s feedback.Summary) []any {
	ended, satisfied, public := OpenEnd, "", feedback.Text{}
	if !s.ClosedAt.IsZero() {
		ended = millis(s.ClosedAt)
	}
	if s.Satisfied != nil {
		satisfied = map[bool]string{true: "yes", false: "no"}[*s.Satisfied]
	}
	search := ""
	if s.Public != nil {
		public = *s.Public
		search = vietnamese.Fold(s.Code + " " + public.Title + " " + public.Content + " " + public.Answer)
	}
	return []any{string(s.Kind), string(s.State), s.Title, s.Search, s.Agency, s.Unit, s.Person, dueOf(s), s.Paused,
		millis(s.AnsweredAt), ended, s.Late, string(s.Outcome), satisfied, millis(s.PublishedAt), public.Title, public.Content, public.Answer, search, s.Version}
}

// concern stores whom the feedback complains about, in place of what stood.
func (tx *Tx) concern(ctx context.Context, s feedback.Summary) error {
	if _, err := tx.exec(ctx, `DELETE FROM feedback_concerned WHERE feedback = $1`, s.ID); err != nil {
		return fmt.Errorf("forget who is concerned: %w", err)
	}
	put := func(person, agency, unit string) error {
		_, err := tx.exec(ctx, `INSERT INTO feedback_concerned (feedback, person, agency, unit) VALUES ($1, $2, $3, $4)
			ON CONFLICT (feedback, person, agency, unit) DO NOTHING`, s.ID, person, agency, unit)
		return wrap(err, "store who is concerned")
	}
	for _, person := range s.About.Persons {
		if err := put(person, "", ""); err != nil {
			return err
		}
	}
	if s.Kind == feedback.Handling && s.About.Unit != "" {
		return put("", s.About.Agency, s.About.Unit)
	}
	return nil
}

func (tx *Tx) appendFeedback(ctx context.Context, id, last string, events []feedback.Event) error {
	for _, e := range events {
		author, err := json.Marshal(e.By)
		if err != nil {
			return fmt.Errorf("encode author: %w", err)
		}
		kind, data, err := feedback.Encode(e.Fact)
		if err != nil {
			return fmt.Errorf("encode fact: %w", err)
		}
		hash := audit.Link(last, e.At, string(author), kind, string(data))
		if _, err := tx.exec(ctx, `INSERT INTO feedback_event (feedback, seq, at, author, kind, data, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			id, e.Seq, millis(e.At), string(author), kind, string(data), hash); err != nil {
			if isUnique(err) {
				return ErrStale
			}
			return fmt.Errorf("append fact of feedback: %w", err)
		}
		last = hash
	}
	return nil
}

// FeedbackLog is the log of a feedback, empty when there is no such feedback.
type FeedbackLog struct {
	Events []feedback.Event
	Last   string // hash of the last entry
}

// FeedbackFacts reads the log of a feedback found by its code.
func (s *Store) FeedbackFacts(ctx context.Context, code string) (FeedbackLog, error) {
	return s.feedbackFacts(ctx, `SELECT e.seq, e.at, e.author, e.kind, e.data, e.hash FROM feedback f JOIN feedback_event e ON e.feedback = f.id
		WHERE f.code = $1 ORDER BY e.seq`, code)
}

// FeedbackTracked reads the log of the feedback that has both the code and the
// key; nothing when either differs.
func (s *Store) FeedbackTracked(ctx context.Context, code, key string) (FeedbackLog, error) {
	return s.feedbackFacts(ctx, `SELECT e.seq, e.at, e.author, e.kind, e.data, e.hash FROM feedback f JOIN feedback_event e ON e.feedback = f.id
		WHERE f.code = $1 AND f.lookup_key = $2 ORDER BY e.seq`, code, key)
}

func (s *Store) feedbackFacts(ctx context.Context, query string, args ...any) (FeedbackLog, error) {
	var log FeedbackLog
	rows, err := s.read.rows(ctx, query, args...)
	log.Events, err = collect(rows, err, func(rows *sql.Rows) (feedback.Event, error) {
		var e feedback.Event
		var at int64
		var author, kind, data string
		if err := rows.Scan(&e.Seq, &at, &author, &kind, &data, &log.Last); err != nil {
			return e, err
		}
		e.At = instant(at)
		if err := json.Unmarshal([]byte(author), &e.By); err != nil {
			return e, fmt.Errorf("decode author: %w", err)
		}
		fact, err := feedback.Decode(kind, []byte(data))
		e.Fact = fact
		return e, err
	})
	return log, wrap(err, "read facts of feedback")
}

// PutMail notes that an e-mail was taken, by the hash of its Message-ID; it
// reports false when it had been before.
func (tx *Tx) PutMail(ctx context.Context, message, feedbackID string, at time.Time) (bool, error) {
	n, err := tx.exec(ctx, `INSERT INTO feedback_mail (message, feedback, at) VALUES ($1, $2, $3) ON CONFLICT (message) DO NOTHING`, message, feedbackID, millis(at))
	return n == 1, wrap(err, "note e-mail")
}

// MailTaken tells which feedback an e-mail became or was added to; "" when it
// was not taken yet.
func (s *Store) MailTaken(ctx context.Context, message string) (string, error) {
	var code string
	err := s.read.row(ctx, `SELECT f.code FROM feedback_mail m JOIN feedback f ON f.id = m.feedback WHERE m.message = $1`, message).Scan(&code)
	if err == sql.ErrNoRows {
		return "", nil
	}
	return code, wrap(err, "look for e-mail")
}
