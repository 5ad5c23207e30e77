package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"motcua/payment"
)

// Waiting is the state of a line that nobody has looked at yet; the others are
// those of payment.Match.
const Waiting = "waiting"

// Statement is an imported statement of a bank.
type Statement struct {
	ID     string
	At     time.Time
	Person string
	Name   string // of the file
	Lines  int    // that told of money that came
	Known  int    // of them, those that an earlier statement had told
	States map[string]int
}

// BankLine is a line of a statement with what became of it.
type BankLine struct {
	payment.Line
	Statement string
	State     string
	Code      string // of the dossier matched, or suggested
	Payment   string // on its bill; "" unless matched
}

// PutStatement keeps a statement.
func (tx *Tx) PutStatement(ctx context.Context, s Statement) error {
	_, err := tx.exec(ctx, `INSERT INTO statement (id, at, person, name, lines, known) VALUES ($1, $2, $3, $4, $5, $6)`,
		s.ID, millis(s.At), s.Person, s.Name, s.Lines, s.Known)
	return wrap(err, "keep statement")
}

// PutLines adds lines to a statement; those that are there already are passed
// over and counted.
func (tx *Tx) PutLines(ctx context.Context, statement string, lines []payment.Line) (known int, err error) {
	for _, l := range lines {
		n, err := tx.exec(ctx, `INSERT INTO statement_line (hash, statement, seq, at, amount, content, reference, state, code, payment)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', '') ON CONFLICT (hash) DO NOTHING`,
			l.Hash, statement, l.Row, millis(l.At), l.Amount, l.Content, l.Reference, Waiting)
		if err != nil {
			return 0, fmt.Errorf("keep line of a statement: %w", err)
		}
		if n == 0 {
			known++
		}
	}
	return known, nil
}

// CountKnown notes how many lines of a statement were known before.
func (tx *Tx) CountKnown(ctx context.Context, statement string, known int) error {
	_, err := tx.exec(ctx, `UPDATE statement SET known = $1 WHERE id = $2`, known, statement)
	return wrap(err, "count lines known")
}

// SettleLine records what became of a line, unless it changed meanwhile.
func (tx *Tx) SettleLine(ctx context.Context, before BankLine, state, code, paid string) error {
	n, err := tx.exec(ctx, `UPDATE statement_line SET state = $1, code = $2, payment = $3 WHERE hash = $4 AND state = $5 AND payment = $6`,
		state, code, paid, before.Hash, before.State, before.Payment)
	if err == nil && n == 0 {
		return errTaken
	}
	return wrap(err, "settle line of a statement")
}

const lineColumns = `hash, statement, seq, at, amount, content, reference, state, code, payment`

func scanLine(row scanner) (BankLine, error) {
	var l BankLine
	var at int64
	err := row.Scan(&l.Hash, &l.Statement, &l.Row, &at, &l.Amount, &l.Content, &l.Reference, &l.State, &l.Code, &l.Payment)
	l.At = instant(at)
	return l, err
}

func scanLines(rows *sql.Rows) (BankLine, error) { return scanLine(rows) }

// BankLine finds a line.
func (s *Store) BankLine(ctx context.Context, hash string) (BankLine, error) {
	l, err := scanLine(s.read.row(ctx, `SELECT `+lineColumns+` FROM statement_line WHERE hash = $1`, hash))
	return l, wrap(notFound(err, "payment.line.unknown"), "read line of a statement")
}

// LineFilter narrows a list of lines; Statement "" is every statement.
type LineFilter struct {
	Statement string
	State     string
	AfterSeq  int
	Limit     int
}

// BankLines lists lines in the order of their file.
func (s *Store) BankLines(ctx context.Context, f LineFilter) ([]BankLine, error) {
	var c conditions
	if f.Statement != "" {
		c.add("statement = ?", f.Statement)
		c.add("seq > ?", f.AfterSeq)
	}
	if f.State != "" {
		c.add("state = ?", f.State)
	}
	order := "at DESC, hash"
	if f.Statement != "" {
		order = "seq"
	}
	args := append(c.args, f.Limit)
	rows, err := s.read.rows(ctx, fmt.Sprintf(`SELECT %s FROM statement_line%s ORDER BY %s LIMIT $%d`, lineColumns, c.where(), order, len(args)), args...)
	list, err := collect(rows, err, scanLines)
	return list, wrap(err, "list lines of a statement")
}

// KnownLines tells which of the hashes are lines already.
func (s *Store) KnownLines(ctx context.Context, hashes []string) (map[string]bool, error) {
	known := map[string]bool{}
	for len(hashes) > 0 {
		part := hashes[:min(len(hashes), 200)]
		hashes = hashes[len(part):]
		var c conditions
		marks, args := make([]string, len(part)), make([]any, len(part))
		for i, hash := range part {
			marks[i], args[i] = "?", hash
		}
		c.add("hash IN ("+strings.Join(marks, ", ")+")", args...)
		rows, err := s.read.rows(ctx, `SELECT hash FROM statement_line`+c.where(), c.args...)
		list, err := collect(rows, err, func(rows *sql.Rows) (string, error) {
			var hash string
			return hash, rows.Scan(&hash)
		})
		if err != nil {
			return nil, wrap(err, "find lines of statements")
		}
		for _, hash := range list {
			known[hash] = true
		}
	}
	return known, nil
}

const statementColumns = `s.id, s.at, s.person, s.name, s.lines, s.known`

func scanStatement(row scanner) (Statement, error) {
	var st Statement
	var at int64
	err := row.Scan(&st.ID, &at, &st.Person, &st.Name, &st.Lines, &st.Known)
	st.At = instant(at)
	return st, err
}

// Statement finds a statement, with how many of its lines are in which state.
func (s *Store) Statement(ctx context.Context, id string) (Statement, error) {
	st, err := scanStatement(s.read.row(ctx, `SELECT `+statementColumns+` FROM statement s WHERE s.id = $1`, id))
	if err != nil {
		return st, wrap(notFound(err, "payment.statement.unknown"), "read statement")
	}
	st.States, err = s.LineStates(ctx, id)
	return st, err
}

// LineStates counts the lines by their state; of every statement when id is "".
func (s *Store) LineStates(ctx context.Context, id string) (map[string]int, error) {
	var c conditions
	if id != "" {
		c.add("statement = ?", id)
	}
	rows, err := s.read.rows(ctx, `SELECT state, count(*) FROM statement_line`+c.where()+` GROUP BY state`, c.args...)
	states := map[string]int{}
	_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
		var state string
		var n int
		err := rows.Scan(&state, &n)
		states[state] = n
		return struct{}{}, err
	})
	return states, wrap(err, "count lines of statements")
}

// Statements lists the statements imported last.
func (s *Store) Statements(ctx context.Context, limit int) ([]Statement, error) {
	rows, err := s.read.rows(ctx, `SELECT `+statementColumns+` FROM statement s ORDER BY s.at DESC, s.id DESC LIMIT $1`, limit)
	list, err := collect(rows, err, func(rows *sql.Rows) (Statement, error) { return scanStatement(rows) })
	return list, wrap(err, "list statements")
}
