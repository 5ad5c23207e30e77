package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"motcua"
	"motcua/audit"
	"motcua/submission"
)

// PutDraft stores a draft, new (Revision 0) or changed; one that was changed
// meanwhile, or sent, is ErrStale.
func (tx *Tx) PutDraft(ctx context.Context, d submission.Draft) error {
	body, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("encode draft: %w", err)
	}
	if d.Revision == 0 {
		_, err = tx.exec(ctx, `INSERT INTO draft (id, lookup_key, account, body, revision, changed_at, sent) VALUES ($1, $2, $3, $4, 1, $5, '')`,
			d.ID, d.Key, d.Account, string(body), millis(d.ChangedAt))
		return wrap(err, "store draft")
	}
	n, err := tx.exec(ctx, `UPDATE draft SET body = $1, revision = revision + 1, changed_at = $2, sent = $3, account = $4 WHERE id = $5 AND revision = $6`,
		string(body), millis(d.ChangedAt), d.Sent, d.Account, d.ID, d.Revision)
	if err == nil && n == 0 {
		return ErrStale
	}
	return wrap(err, "store draft")
}

const draftColumns = `id, lookup_key, account, body, revision, changed_at, sent`

// Draft reads a draft.
func (s *Store) Draft(ctx context.Context, id string) (submission.Draft, error) {
	d, err := scanDraft(s.read.row(ctx, `SELECT `+draftColumns+` FROM draft WHERE id = $1`, id))
	return d, wrap(notFound(err, "submission.draft.unknown"), "read draft")
}

// DraftsOf lists the drafts of an account that were not sent, the one changed
// last first.
func (s *Store) DraftsOf(ctx context.Context, account string, limit int) ([]submission.Draft, error) {
	rows, err := s.read.rows(ctx, `SELECT `+draftColumns+` FROM draft WHERE account = $1 AND sent = '' ORDER BY changed_at DESC, id LIMIT $2`, account, limit)
	list, err := collect(rows, err, func(rows *sql.Rows) (submission.Draft, error) { return scanDraft(rows) })
	return list, wrap(err, "list drafts")
}

// DraftIDs lists the ids of drafts after one, in their order.
func (s *Store) DraftIDs(ctx context.Context, after string, limit int) ([]string, error) {
	rows, err := s.read.rows(ctx, `SELECT id FROM draft WHERE id > $1 ORDER BY id LIMIT $2`, after, limit)
	list, err := collect(rows, err, func(rows *sql.Rows) (string, error) {
		var id string
		return id, rows.Scan(&id)
	})
	return list, wrap(err, "list drafts")
}

// DropDrafts forgets drafts that were not sent and not touched since a moment.
func (s *Store) DropDrafts(ctx context.Context, before time.Time) error {
	return s.Write(ctx, func(tx *Tx) error {
		_, err := tx.exec(ctx, `DELETE FROM draft WHERE sent = '' AND changed_at < $1`, millis(before))
		return wrap(err, "forget drafts")
	})
}

func scanDraft(row scanner) (submission.Draft, error) {
	var d submission.Draft
	var body string
	var changed int64
	err := row.Scan(&d.ID, &d.Key, &d.Account, &body, &d.Revision, &changed, &d.Sent)
	if err != nil {
		return d, err
	}
	d.ChangedAt = instant(changed)
	return d, json.Unmarshal([]byte(body), &d)
}

// Submitted is what lists show of a submission.
type Submitted struct {
	ID, Code, Procedure, Applicant, Dossier string
	Status                                  submission.Status
	SentAt, AnswerDue                       time.Time
	Alike                                   bool // the same applicant has another one, or a dossier, open of the same procedure
}

// AppendSubmission stores a submission that has gained a fact; another's fact
// meanwhile is ErrStale.
func (tx *Tx) AppendSubmission(ctx context.Context, s *submission.Submission, e submission.Event, due time.Time) error {
	last, version := "", len(s.Events)
	if version == 1 {
		_, err := tx.exec(ctx, `INSERT INTO submission (id, code, lookup_key, account, procedure_code, applicant, status, sent_at, answer_due_at, dossier, version, identifier)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', 1, $10)`,
			s.ID, s.Code, s.Key, s.Account, s.Content.Intake.Procedure, s.Content.Intake.Applicant.Name, string(s.Status), millis(s.SentAt), millis(due), s.Content.Intake.Applicant.Number())
		if err != nil {
			return wrap(err, "store submission")
		}
	} else {
		n, err := tx.exec(ctx, `UPDATE submission SET applicant = $1, status = $2, sent_at = $3, answer_due_at = $4, dossier = $5, version = $6, identifier = $7 WHERE id = $8 AND version = $9`,
			s.Content.Intake.Applicant.Name, string(s.Status), millis(s.SentAt), millis(due), s.Dossier, version, s.Content.Intake.Applicant.Number(), s.ID, version-1)
		if err != nil {
			return wrap(err, "change submission")
		}
		if n == 0 {
			return ErrStale
		}
		if err := tx.row(ctx, `SELECT hash FROM submission_event WHERE submission = $1 AND seq = $2`, s.ID, version-1).Scan(&last); err != nil {
			return wrap(err, "read the log of a submission")
		}
	}
	author, err := json.Marshal(e.By)
	if err != nil {
		return fmt.Errorf("encode author: %w", err)
	}
	data, err := json.Marshal(e.Fact)
	if err != nil {
		return fmt.Errorf("encode fact: %w", err)
	}
	_, err = tx.exec(ctx, `INSERT INTO submission_event (submission, seq, at, author, kind, data, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		s.ID, e.Seq, millis(e.At), string(author), e.Fact.Kind(), string(data), audit.Link(last, e.At, string(author), e.Fact.Kind(), string(data)))
	return wrap(err, "append fact of a submission")
}

// Submission reads a submission by its id.
func (s *Store) Submission(ctx context.Context, id string) (*submission.Submission, error) {
	return s.submission(ctx, `SELECT id, code, lookup_key, account FROM submission WHERE id = $1`, id)
}

// SubmissionTracked reads the submission that has both the code and the key.
func (s *Store) SubmissionTracked(ctx context.Context, code, key string) (*submission.Submission, error) {
	return s.submission(ctx, `SELECT id, code, lookup_key, account FROM submission WHERE code = $1 AND lookup_key = $2`, code, key)
}

func (s *Store) submission(ctx context.Context, query string, args ...any) (*submission.Submission, error) {
	var id, code, key, account string
	err := s.read.row(ctx, query, args...).Scan(&id, &code, &key, &account)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, motcua.Refused(motcua.NotFound, "submission.unknown")
	}
	if err != nil {
		return nil, wrap(err, "read submission")
	}
	rows, err := s.read.rows(ctx, `SELECT seq, at, author, kind, data FROM submission_event WHERE submission = $1 ORDER BY seq`, id)
	events, err := collect(rows, err, func(rows *sql.Rows) (submission.Event, error) {
		var e submission.Event
		var at int64
		var author, kind, data string
		if err := rows.Scan(&e.Seq, &at, &author, &kind, &data); err != nil {
			return e, err
		}
		e.At = instant(at)
		if err := json.Unmarshal([]byte(author), &e.By); err != nil {
			return e, fmt.Errorf("decode author: %w", err)
		}
		var err error
		e.Fact, err = submission.Decode(kind, []byte(data))
		return e, err
	})
	return submission.Rebuild(id, code, key, account, events), wrap(err, "read the log of a submission")
}

// submittedColumns are what lists show.
const submittedColumns = `id, code, procedure_code, applicant, status, sent_at, answer_due_at, dossier, identifier <> '' AND (
	EXISTS (SELECT 1 FROM submission other WHERE other.identifier = submission.identifier AND other.procedure_code = submission.procedure_code
		AND other.id <> submission.id AND other.status IN ('waiting', 'incomplete'))
	OR EXISTS (SELECT 1 FROM dossier WHERE dossier.identifier = submission.identifier AND dossier.procedure_code = submission.procedure_code
		AND ended_at = 9223372036854775807))`

// Submissions lists those of a status, the one to be answered next first; it
// begins after a cursor.
func (s *Store) Submissions(ctx context.Context, status submission.Status, after Cursor, limit int) ([]Submitted, error) {
	rows, err := s.read.rows(ctx, `SELECT `+submittedColumns+` FROM submission
		WHERE status = $1 AND (answer_due_at, id) > ($2, $3) ORDER BY answer_due_at, id LIMIT $4`, string(status), after.Due, after.ID, limit)
	list, err := collect(rows, err, scanSubmitted)
	return list, wrap(err, "list submissions")
}

// CountSubmissions counts those that wait for the desk.
func (s *Store) CountSubmissions(ctx context.Context) (int, error) {
	var n int
	err := s.read.row(ctx, `SELECT count(*) FROM submission WHERE status = 'waiting'`).Scan(&n)
	return n, wrap(err, "count submissions")
}

// SubmissionsOf lists the submissions of an account that became no dossier yet,
// the one sent last first.
func (s *Store) SubmissionsOf(ctx context.Context, account string, limit int) ([]Submitted, error) {
	rows, err := s.read.rows(ctx, `SELECT `+submittedColumns+` FROM submission
		WHERE account = $1 AND status <> 'accepted' ORDER BY sent_at DESC, id LIMIT $2`, account, limit)
	list, err := collect(rows, err, scanSubmitted)
	return list, wrap(err, "list submissions of an account")
}

func scanSubmitted(rows *sql.Rows) (Submitted, error) {
	var x Submitted
	var sent, due int64
	err := rows.Scan(&x.ID, &x.Code, &x.Procedure, &x.Applicant, &x.Status, &sent, &due, &x.Dossier, &x.Alike)
	x.SentAt, x.AnswerDue = instant(sent), instant(due)
	return x, err
}
