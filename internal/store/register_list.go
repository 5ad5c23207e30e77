package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"motcua/calendar"
	"motcua/identity"
	"motcua/register"
)

// DocumentFilter says which documents of whose scope are listed. Zero fields do
// not narrow.
type DocumentFilter struct {
	Agency    string // whose books
	All       bool   // the reader may see every document that is not secret
	Units     []string
	Person    string // who reads: secret documents that name them
	Direction register.Direction
	Year      int
	Kind      string
	State     register.State
	Unit      string   // that has it
	Words     []string // folded; each begins a word of the document
	Mine      bool     // what Person has
	Overdue   bool
	Now       time.Time
	From, To  calendar.Date // of the day on the document
	After     Cursor        // by the moment of entry, newest first
	Limit     int
}

// DocumentScope gives the units in which somebody reads what their unit has.
func DocumentScope(posts []identity.Post, agency string) []string {
	var units []string
	for _, p := range posts {
		if p.Agency == agency && p.Unit != "" && (p.Role == identity.Head || p.Role == identity.Specialist) {
			units = append(units, p.Unit)
		}
	}
	return units
}

func (f DocumentFilter) where(ctx context.Context, s *Store) (string, []any, error) {
	var c conditions
	c.add("agency = ?", f.Agency)
	if f.Direction != "" {
		c.add("direction = ?", string(f.Direction))
	}
	f.scope(&c)
	if f.Year > 0 {
		c.add("year = ?", f.Year)
	}
	if f.Kind != "" {
		c.add("kind = ?", f.Kind)
	}
	if f.State != "" {
		c.add("state = ?", string(f.State))
	}
	if f.Unit != "" {
		c.add("unit = ?", f.Unit)
	}
	if f.Mine {
		c.add("person = ?", f.Person)
	}
	if f.Overdue {
		c.add(openOnly+" AND due_at < ?", millis(f.Now))
	}
	if !f.From.IsZero() {
		c.add("dated >= ?", f.From.String())
	}
	if !f.To.IsZero() {
		c.add("dated <= ?", f.To.String())
	}
	words := f.Words[:min(len(f.Words), wordsAtMost)]
	for _, word := range words {
		c.add(`search LIKE ? ESCAPE '\'`, begins(word))
	}
	if f.After.ID != "" {
		c.add("(entered_at, id) < (?, ?)", f.After.Due, f.After.ID)
	}
	if len(words) == 0 {
		return c.where(), c.args, nil
	}
	word, seldom, err := s.rarest(ctx, documentsWith, words)
	if seldom {
		sub, args := documentsWith(word)
		c.add("id IN ("+sub+")", args...)
	}
	return c.where(), c.args, err
}

// scope narrows to what the reader may know of: secret documents that name
// them; of the others all, or those that their units have or had.
func (f DocumentFilter) scope(c *conditions) {
	open := "secrecy = 'open'"
	var args []any
	switch {
	case f.All:
	case len(f.Units) == 0:
		open = "1 = 0"
	default:
		open += " AND id IN (SELECT document FROM official_unit WHERE unit IN (" + strings.TrimSuffix(strings.Repeat("?, ", len(f.Units)), ", ") + "))"
		for _, unit := range f.Units {
			args = append(args, unit)
		}
	}
	c.add("("+open+" OR secrecy <> 'open' AND id IN (SELECT document FROM official_reader WHERE person = ?))", append(args, f.Person)...)
}

const documentRead = `id, direction, agency, year, number, kind, symbol, dated, subject, urgency, secrecy, sender, recipients, signer, state,
	unit, person, person_name, entered_at, received, due_at, ended_at, late, replaced, answer, reply, version`

// Documents lists what the filter finds, entered last first.
func (s *Store) Documents(ctx context.Context, f DocumentFilter) ([]register.Summary, error) {
	where, args, err := f.where(ctx, s)
	if err != nil {
		return nil, wrap(err, "count words")
	}
	args = append(args, f.Limit)
	rows, err := s.read.rows(ctx, fmt.Sprintf(`SELECT %s FROM official_document%s ORDER BY entered_at DESC, id DESC LIMIT $%d`, documentRead, where, len(args)), args...)
	list, err := collect(rows, err, scanDocument)
	return list, wrap(err, "list documents")
}

// CountDocuments counts what Documents would list without a limit, up to atMost.
func (s *Store) CountDocuments(ctx context.Context, f DocumentFilter, atMost int) (int, error) {
	f.After = Cursor{}
	where, args, err := f.where(ctx, s)
	if err != nil {
		return 0, wrap(err, "count words")
	}
	args = append(args, atMost)
	var n int
	err = s.read.row(ctx, fmt.Sprintf(`SELECT count(*) FROM (SELECT id FROM official_document%s LIMIT $%d) AS found`, where, len(args)), args...).Scan(&n)
	return n, wrap(err, "count documents")
}

// OpenDocuments lists ids of documents with something still to be done, those
// after an id.
func (s *Store) OpenDocuments(ctx context.Context, after string, limit int) ([]string, error) {
	rows, err := s.read.rows(ctx, `SELECT id FROM official_document WHERE `+openOnly+` AND id > $1 ORDER BY id LIMIT $2`, after, limit)
	ids, err := collect(rows, err, func(rows *sql.Rows) (id string, err error) { return id, rows.Scan(&id) })
	return ids, wrap(err, "list open documents")
}

// DocumentDue reads the date that lists keep of a document; zero when it has none.
func (s *Store) DocumentDue(ctx context.Context, id string) (time.Time, error) {
	var due int64
	err := s.read.row(ctx, `SELECT due_at FROM official_document WHERE id = $1`, id).Scan(&due)
	if due == OpenEnd {
		due = 0
	}
	return instant(due), wrap(err, "read date of document")
}

func scanDocument(rows *sql.Rows) (register.Summary, error) {
	var s register.Summary
	var direction, dated, urgency, secrecy, state, received string
	var entered, due, end int64
	err := rows.Scan(&s.ID, &direction, &s.Agency, &s.Series.Year, &s.Number, &s.Content.Kind, &s.Symbol, &dated, &s.Subject, &urgency, &secrecy,
		&s.Sender, &s.Recipient, &s.Signer, &state, &s.Unit, &s.Person, &s.Name, &entered, &received, &due, &end, &s.Late, &s.Replaced, &s.Answer, &s.Reply, &s.Version)
	if err != nil {
		return s, err
	}
	s.Direction, s.Urgency, s.Secrecy, s.State = register.Direction(direction), register.Urgency(urgency), register.Secrecy(secrecy), register.State(state)
	s.EnteredAt = instant(entered)
	if due != OpenEnd {
		s.Due = instant(due)
	}
	if end != OpenEnd {
		s.EndedAt = instant(end)
	}
	if received != "" {
		if s.Received, err = calendar.ParseDate(received); err != nil {
			return s, err
		}
	}
	s.Date, err = calendar.ParseDate(dated)
	return s, err
}
