package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"motcua/feedback"
	"motcua/identity"
)

// FeedbackFilter says which feedbacks of whose scope are listed.
type FeedbackFilter struct {
	Person   string          // who reads: what complains about them is left out
	Posts    []identity.Post // of the reader
	All      string          // agency whose every feedback the reader may see; "" for none
	States   []feedback.State
	Kind     feedback.Kind
	Text     string // folded
	OpenOnly bool
	Late     bool
	Now      time.Time
	After    Cursor
	Limit    int
}

func (f FeedbackFilter) where() (string, []any) {
	var c conditions
	f.scope(&c)
	if len(f.States) > 0 {
		args := make([]any, len(f.States))
		for i, s := range f.States {
			args[i] = string(s)
		}
		c.add("state IN ("+strings.TrimSuffix(strings.Repeat("?, ", len(args)), ", ")+")", args...)
	}
	if f.Kind != "" {
		c.add("kind = ?", string(f.Kind))
	}
	if f.OpenOnly {
		c.add(openOnly)
	}
	if f.Late {
		c.add("due_at < ? AND paused = FALSE", millis(f.Now))
	}
	words := strings.Fields(f.Text)
	for _, word := range words[:min(len(words), wordsAtMost)] {
		c.add(`search LIKE ? ESCAPE '\'`, like(word))
	}
	if f.After.ID != "" {
		c.add("(due_at, id) > (?, ?)", f.After.Due, f.After.ID)
	}
	return c.where(), c.args
}

// scope narrows to what the reader may see: all of an agency, or what was given
// to the reader's units, to nobody or to the reader; never what complains about
// the reader or a unit of theirs.
func (f FeedbackFilter) scope(c *conditions) {
	var parts []string
	var args []any
	if f.All != "" {
		parts, args = append(parts, "agency = ?"), append(args, f.All)
	}
	for _, p := range f.Posts {
		if p.Agency == f.All {
			continue
		}
		switch p.Role {
		case identity.Head:
			parts, args = append(parts, "(agency = ? AND unit = ?)"), append(args, p.Agency, p.Unit)
		case identity.Specialist, identity.Office:
			parts, args = append(parts, "(agency = ? AND unit = ? AND person IN (?, ''))"), append(args, p.Agency, p.Unit, f.Person)
		}
	}
	if len(parts) == 0 {
		c.add("1 = 0")
		return
	}
	c.add("("+strings.Join(parts, " OR ")+")", args...)
	c.add("NOT EXISTS (SELECT 1 FROM feedback_concerned t WHERE t.feedback = feedback.id AND t.person <> '' AND t.person = ?)", f.Person)
	for _, p := range f.Posts {
		if p.Unit != "" {
			c.add("NOT EXISTS (SELECT 1 FROM feedback_concerned t WHERE t.feedback = feedback.id AND t.agency = ? AND t.unit = ?)", p.Agency, p.Unit)
		}
	}
}

const feedbackRead = `id, code, kind, channel, state, title, agency, unit, person, received_at, due_at, paused, answered_at, ended_at,
	late, outcome, satisfied, published_at, public_title, public_content, public_answer, version`

// Feedbacks lists what the filter finds, nearest due first.
func (s *Store) Feedbacks(ctx context.Context, f FeedbackFilter) ([]feedback.Summary, error) {
	where, args := f.where()
	args = append(args, f.Limit)
	rows, err := s.read.rows(ctx, fmt.Sprintf(`SELECT %s FROM feedback%s ORDER BY due_at, id LIMIT $%d`, feedbackRead, where, len(args)), args...)
	list, err := collect(rows, err, scanFeedback)
	return list, wrap(err, "list feedbacks")
}

// OpenFeedbacks lists open feedbacks by id, those after the cursor's.
func (s *Store) OpenFeedbacks(ctx context.Context, after Cursor, limit int) ([]feedback.Summary, error) {
	rows, err := s.read.rows(ctx, `SELECT `+feedbackRead+` FROM feedback WHERE ended_at = 9223372036854775807 AND id > $1 ORDER BY id LIMIT $2`, after.ID, limit)
	list, err := collect(rows, err, scanFeedback)
	return list, wrap(err, "list open feedbacks")
}

// FeedbackCodes lists the codes of the feedbacks of a kind received or handled
// in a period.
func (s *Store) FeedbackCodes(ctx context.Context, kind feedback.Kind, from, to time.Time) ([]string, error) {
	rows, err := s.read.rows(ctx, `SELECT code FROM feedback WHERE kind = $1 AND received_at <= $2 AND ended_at >= $3 ORDER BY id`, string(kind), millis(to), millis(from))
	list, err := collect(rows, err, func(rows *sql.Rows) (code string, err error) { return code, rows.Scan(&code) })
	return list, wrap(err, "list feedbacks of a period")
}

// FeedbackStates counts what the filter finds by state.
func (s *Store) FeedbackStates(ctx context.Context, f FeedbackFilter) (map[feedback.State]int, error) {
	where, args := f.where()
	rows, err := s.read.rows(ctx, `SELECT state, count(*) FROM feedback`+where+` GROUP BY 1`, args...)
	counts := map[feedback.State]int{}
	_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
		var state string
		var n int
		err := rows.Scan(&state, &n)
		counts[feedback.State(state)] = n
		return struct{}{}, err
	})
	return counts, wrap(err, "count feedbacks")
}

// PublicFilter says which feedbacks the public sees: published ones with their
// texts, and those at work without.
type PublicFilter struct {
	Answered bool // published ones; otherwise those at work
	Kind     feedback.Kind
	Text     string // folded; searches published texts alone
	After    Cursor // by the instant of publication or receipt, newest first
	Limit    int
}

// PublicFeedbacks lists feedbacks for everybody, newest first.
func (s *Store) PublicFeedbacks(ctx context.Context, f PublicFilter) ([]feedback.Summary, error) {
	var c conditions
	column := "received_at"
	if f.Answered {
		column = "published_at"
		c.add("published_at > 0")
	} else {
		c.add(openOnly)
	}
	if f.Kind != "" {
		c.add("kind = ?", string(f.Kind))
	}
	words := strings.Fields(f.Text)
	for _, word := range words[:min(len(words), wordsAtMost)] {
		c.add(`public_search LIKE ? ESCAPE '\'`, like(word))
	}
	if f.After.ID != "" {
		c.add("("+column+", id) < (?, ?)", f.After.Due, f.After.ID)
	}
	c.args = append(c.args, f.Limit)
	rows, err := s.read.rows(ctx, fmt.Sprintf(`SELECT %s FROM feedback%s ORDER BY %s DESC, id DESC LIMIT $%d`, feedbackRead, c.where(), column, len(c.args)), c.args...)
	list, err := collect(rows, err, scanFeedback)
	return list, wrap(err, "list public feedbacks")
}

// PublicFeedback reads a published feedback by its code; false when there is
// none of that code, or it is not published.
func (s *Store) PublicFeedback(ctx context.Context, code string) (feedback.Summary, bool, error) {
	f, err := scanFeedback(s.read.row(ctx, `SELECT `+feedbackRead+` FROM feedback WHERE code = $1 AND published_at > 0`, code))
	if err == sql.ErrNoRows {
		return f, false, nil
	}
	return f, err == nil, wrap(err, "read public feedback")
}

func scanFeedback[R scanner](row R) (feedback.Summary, error) {
	var s feedback.Summary
	var kind, channel, state, outcome, satisfied string
	var received, due, answered, end, published int64
	var public feedback.Text
	err := row.Scan(&s.ID, &s.Code, &kind, &channel, &state, &s.Title, &s.Agency, &s.Unit, &s.Person, &received, &due, &s.Paused, &answered, &end,
		&s.Late, &outcome, &satisfied, &published, &public.Title, &public.Content, &public.Answer, &s.Version)
	s.Kind, s.Channel, s.State, s.Outcome = feedback.Kind(kind), feedback.Channel(channel), feedback.State(state), feedback.Outcome(outcome)
	s.ReceivedAt, s.AnsweredAt, s.PublishedAt = instant(received), instant(answered), instant(published)
	if due != OpenEnd {
		s.Due = instant(due)
	}
	if end != OpenEnd {
		s.ClosedAt = instant(end)
	}
	if satisfied != "" {
		yes := satisfied == "yes"
		s.Satisfied = &yes
	}
	if published > 0 {
		s.Public = &public
	}
	return s, err
}

// FeedbackCounts counts the feedbacks of a period by kind: those received in it
// or not done at its beginning. A feedback is done when it is answered, refused
// or transferred. now bounds what can be overdue already.
func (s *Store) FeedbackCounts(ctx context.Context, from, to, now time.Time) ([]feedback.Tally, error) {
	overdueAt := to
	if now.Before(to) {
		overdueAt = now
	}
	rows, err := s.read.rows(ctx, `SELECT kind,
		count(*) FILTER (WHERE received_at >= $1),
		count(*) FILTER (WHERE received_at < $1),
		count(*) FILTER (WHERE done_at <= $2 AND state = 'refused'),
		count(*) FILTER (WHERE done_at <= $2 AND state = 'transferred'),
		count(*) FILTER (WHERE done_at <= $2 AND answered_at > 0),
		count(*) FILTER (WHERE done_at <= $2 AND published_at > 0 AND published_at <= $2),
		count(*) FILTER (WHERE done_at <= $2 AND late = FALSE),
		count(*) FILTER (WHERE done_at <= $2 AND late = TRUE),
		count(*) FILTER (WHERE done_at > $2 AND NOT (due_at < $3 AND paused = FALSE)),
		count(*) FILTER (WHERE done_at > $2 AND due_at < $3 AND paused = FALSE),
		count(*) FILTER (WHERE done_at <= $2 AND outcome = 'upheld'),
		count(*) FILTER (WHERE done_at <= $2 AND satisfied = 'yes'),
		count(*) FILTER (WHERE done_at <= $2 AND satisfied = 'no')
		FROM (SELECT kind, state, received_at, due_at, paused, answered_at, published_at, late, outcome, satisfied,
			CASE WHEN answered_at > 0 THEN answered_at ELSE ended_at END AS done_at FROM feedback WHERE received_at <= $2) AS f
		WHERE done_at >= $1 GROUP BY 1`, millis(from), millis(to), millis(overdueAt))
	list, err := collect(rows, err, func(rows *sql.Rows) (feedback.Tally, error) {
		var t feedback.Tally
		var kind string
		err := rows.Scan(&kind, &t.Received, &t.CarriedOver, &t.Refused, &t.Transferred, &t.Answered, &t.Published, &t.OnTime, &t.Late,
			&t.InTime, &t.Overdue, &t.Upheld, &t.Satisfied, &t.Unsatisfied)
		t.Kind = feedback.Kind(kind)
		return t, err
	})
	return list, wrap(err, "count feedbacks of a period")
}
