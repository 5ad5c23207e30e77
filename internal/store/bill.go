package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"motcua"
	"motcua/audit"
	"motcua/payment"
)

// BillRow is a bill as lists and matching need it.
type BillRow struct {
	Dossier   string // id
	Code      string
	Reference string
	Applicant string
	Procedure string // its name
	Sums      payment.Sums
	State     payment.State
	Refund    string // "", asked, granted
	ChangedAt time.Time
	Version   int
}

// BillLog is the log of a bill, empty when it was never opened.
type BillLog struct {
	Events []payment.Event
	Last   string // hash of the last entry
}

// BillFacts reads the log of a dossier's money.
func (s *Store) BillFacts(ctx context.Context, dossier string) (BillLog, error) {
	var log BillLog
	rows, err := s.read.rows(ctx, `SELECT seq, at, author, kind, data, hash FROM bill_event WHERE dossier = $1 ORDER BY seq`, dossier)
	log.Events, err = collect(rows, err, log.scan)
	return log, wrap(err, "read the facts of a bill")
}

func (l *BillLog) scan(rows *sql.Rows) (payment.Event, error) {
	var e payment.Event
	var at int64
	var author, kind, data string
	if err := rows.Scan(&e.Seq, &at, &author, &kind, &data, &l.Last); err != nil {
		return e, err
	}
	e.At = instant(at)
	if err := json.Unmarshal([]byte(author), &e.By); err != nil {
		return e, fmt.Errorf("decode author: %w", err)
	}
	fact, err := payment.Decode(kind, []byte(data))
	e.Fact = fact
	return e, err
}

// BillChain recomputes the hashes of a bill's log; it returns the number of the
// first entry that does not fit, 0 when all do.
func (s *Store) BillChain(ctx context.Context, dossier string) (int, error) {
	rows, err := s.read.rows(ctx, `SELECT seq, at, author, kind, data, hash FROM bill_event WHERE dossier = $1 ORDER BY seq`, dossier)
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
	return broken, wrap(err, "check the log of a bill")
}

// SaveBill stores a bill with the facts that were added since the log was read;
// ErrStale when somebody else added one meanwhile.
func (tx *Tx) SaveBill(ctx context.Context, row BillRow, before BillLog, events []payment.Event) error {
	changed, err := tx.putBill(ctx, row, len(before.Events))
	if err != nil {
		return wrap(err, "store bill")
	}
	if changed == 0 {
		return ErrStale
	}
	last := before.Last
	for _, e := range events {
		author, err := json.Marshal(e.By)
		if err != nil {
			return fmt.Errorf("encode author: %w", err)
		}
		kind, data, err := payment.Encode(e.Fact)
		if err != nil {
			return fmt.Errorf("encode fact: %w", err)
		}
		last = audit.Link(last, e.At, string(author), kind, string(data))
		if _, err := tx.exec(ctx, `INSERT INTO bill_event (dossier, seq, at, author, kind, data, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			row.Dossier, e.Seq, millis(e.At), string(author), kind, string(data), last); err != nil {
			return fmt.Errorf("append fact of a bill: %w", err)
		}
	}
	return nil
}

func (tx *Tx) putBill(ctx context.Context, row BillRow, before int) (int64, error) {
	s := row.Sums
	if before == 0 {
		return tx.exec(ctx, `INSERT INTO bill (dossier, code, reference, applicant, procedure_name, charged, exempted, paid, refunded, balance, state, refund, changed_at, version)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (dossier) DO NOTHING`,
			row.Dossier, row.Code, row.Reference, row.Applicant, row.Procedure, s.Charged, s.Exempted, s.Paid, s.Refunded, s.Balance,
			string(row.State), row.Refund, millis(row.ChangedAt), row.Version)
	}
	return tx.exec(ctx, `UPDATE bill SET applicant = $1, charged = $2, exempted = $3, paid = $4, refunded = $5, balance = $6, state = $7, refund = $8, changed_at = $9, version = $10
		WHERE dossier = $11 AND version = $12`,
		row.Applicant, s.Charged, s.Exempted, s.Paid, s.Refunded, s.Balance, string(row.State), row.Refund, millis(row.ChangedAt), row.Version, row.Dossier, before)
}

// Money is an amount that came or went.
type Money struct {
	ID      string
	Dossier string
	At      time.Time
	Kind    string
	Way     payment.Way
	Person  string
	Amount  int64
}

// PutMoney books an amount; one of the same id is there already.
func (tx *Tx) PutMoney(ctx context.Context, m Money) error {
	_, err := tx.exec(ctx, `INSERT INTO money (id, dossier, at, kind, way, person, amount) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		m.ID, m.Dossier, millis(m.At), m.Kind, string(m.Way), m.Person, m.Amount)
	return wrap(err, "book money")
}

// PutReceipt enters a receipt in the register.
func (tx *Tx) PutReceipt(ctx context.Context, dossier string, r payment.Receipt) error {
	_, err := tx.exec(ctx, `INSERT INTO receipt (series, year, number, dossier, at, amount, voided) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		r.Series, r.Year, r.Number, dossier, millis(r.At), r.Amount, false)
	return wrap(err, "enter receipt")
}

// VoidReceipt marks a receipt of the register.
func (tx *Tx) VoidReceipt(ctx context.Context, r payment.Receipt) error {
	_, err := tx.exec(ctx, `UPDATE receipt SET voided = $1 WHERE series = $2 AND year = $3 AND number = $4`, true, r.Series, r.Year, r.Number)
	return wrap(err, "void receipt")
}

const billColumns = `dossier, code, reference, applicant, procedure_name, charged, exempted, paid, refunded, balance, state, refund, changed_at, version`

func scanBill(rows *sql.Rows) (BillRow, error) {
	var b BillRow
	var state string
	var at int64
	err := rows.Scan(&b.Dossier, &b.Code, &b.Reference, &b.Applicant, &b.Procedure, &b.Sums.Charged, &b.Sums.Exempted, &b.Sums.Paid, &b.Sums.Refunded,
		&b.Sums.Balance, &state, &b.Refund, &at, &b.Version)
	b.State, b.ChangedAt = payment.State(state), instant(at)
	return b, err
}

// BillFilter narrows a list of bills.
type BillFilter struct {
	States []payment.State
	Refund bool // a refund is open
	Text   string
	After  Cursor
	Limit  int
}

// Bills lists bills, the one changed last first.
func (s *Store) Bills(ctx context.Context, f BillFilter) ([]BillRow, error) {
	var c conditions
	if len(f.States) > 0 {
		var marks []string
		var args []any
		for _, state := range f.States {
			marks, args = append(marks, "?"), append(args, string(state))
		}
		c.add("state IN ("+strings.Join(marks, ", ")+")", args...)
	}
	if f.Refund {
		c.add("refund <> ''")
	}
	if f.Text != "" {
		c.add(`reference LIKE ? ESCAPE '\'`, like(f.Text))
	}
	if f.After.ID != "" {
		c.add("(changed_at < ? OR changed_at = ? AND dossier < ?)", f.After.Due, f.After.Due, f.After.ID)
	}
	args := append(c.args, f.Limit)
	rows, err := s.read.rows(ctx, fmt.Sprintf(`SELECT %s FROM bill%s ORDER BY changed_at DESC, dossier DESC LIMIT $%d`, billColumns, c.where(), len(args)), args...)
	list, err := collect(rows, err, scanBill)
	return list, wrap(err, "list bills")
}

// BillsReferred finds the bills that have one of the references.
func (s *Store) BillsReferred(ctx context.Context, references []string) ([]BillRow, error) {
	var found []BillRow
	for len(references) > 0 {
		part := references[:min(len(references), 200)]
		references = references[len(part):]
		var c conditions
		marks, args := make([]string, len(part)), make([]any, len(part))
		for i, ref := range part {
			marks[i], args[i] = "?", ref
		}
		c.add("reference IN ("+strings.Join(marks, ", ")+")", args...)
		rows, err := s.read.rows(ctx, `SELECT `+billColumns+` FROM bill`+c.where(), c.args...)
		list, err := collect(rows, err, scanBill)
		if err != nil {
			return nil, wrap(err, "find bills")
		}
		found = append(found, list...)
	}
	return found, nil
}

// BillsOwing finds bills on which that very amount is to be paid.
func (s *Store) BillsOwing(ctx context.Context, amount int64, limit int) ([]BillRow, error) {
	rows, err := s.read.rows(ctx, `SELECT `+billColumns+` FROM bill WHERE balance > 0 AND balance = $1 ORDER BY changed_at DESC LIMIT $2`, amount, limit)
	list, err := collect(rows, err, scanBill)
	return list, wrap(err, "find bills by amount")
}

// MoneySum is how much came or went in one way.
type MoneySum struct {
	Kind   string
	Way    payment.Way
	Person string // "" when summed over everybody
	Count  int
	Amount int64
}

// MoneySums adds up what was recorded in a stretch of time, to but not
// including its end; by person too when asked.
func (s *Store) MoneySums(ctx context.Context, from, to time.Time, byPerson bool) ([]MoneySum, error) {
	person := "''"
	if byPerson {
		person = "person"
	}
	rows, err := s.read.rows(ctx, `SELECT kind, way, `+person+`, count(*), CAST(sum(amount) AS BIGINT) FROM money
		WHERE at >= $1 AND at < $2 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`, millis(from), millis(to))
	list, err := collect(rows, err, func(rows *sql.Rows) (MoneySum, error) {
		var m MoneySum
		var way string
		err := rows.Scan(&m.Kind, &way, &m.Person, &m.Count, &m.Amount)
		m.Way = payment.Way(way)
		return m, err
	})
	return list, wrap(err, "add up money")
}

// Receipts is how many receipts of a series were issued in a stretch of time.
type Receipts struct {
	Series      string
	Year        int
	First, Last int
	Count       int
	Voided      int
}

// ReceiptsIn counts the receipts of a stretch of time by series.
func (s *Store) ReceiptsIn(ctx context.Context, from, to time.Time) ([]Receipts, error) {
	rows, err := s.read.rows(ctx, `SELECT series, year, min(number), max(number), count(*), sum(CASE WHEN voided THEN 1 ELSE 0 END) FROM receipt
		WHERE at >= $1 AND at < $2 GROUP BY series, year ORDER BY series, year`, millis(from), millis(to))
	list, err := collect(rows, err, func(rows *sql.Rows) (Receipts, error) {
		var r Receipts
		return r, rows.Scan(&r.Series, &r.Year, &r.First, &r.Last, &r.Count, &r.Voided)
	})
	return list, wrap(err, "count receipts")
}

// GatewayOrder is an order begun at the payment gateway.
type GatewayOrder struct {
	ID      string
	Dossier string
	Code    string
	Amount  int64
	At      time.Time
	Until   time.Time
	Result  string
}

// PutOrder keeps an order before the payer is sent to the gateway.
func (tx *Tx) PutOrder(ctx context.Context, o GatewayOrder) error {
	_, err := tx.exec(ctx, `INSERT INTO gateway_order (id, dossier, code, amount, at, until_at, result, told_at) VALUES ($1, $2, $3, $4, $5, $6, '', 0)`,
		o.ID, o.Dossier, o.Code, o.Amount, millis(o.At), millis(o.Until))
	return wrap(err, "keep gateway order")
}

// ToldOrder notes what the gateway told of an order. What was told paid stays so.
func (tx *Tx) ToldOrder(ctx context.Context, id, result string, at time.Time) error {
	_, err := tx.exec(ctx, `UPDATE gateway_order SET result = $1, told_at = $2 WHERE id = $3 AND result <> '00'`, result, millis(at), id)
	return wrap(err, "note gateway order")
}

const orderColumns = `id, dossier, code, amount, at, until_at, result`

func scanOrder(row scanner) (GatewayOrder, error) {
	var o GatewayOrder
	var at, until int64
	err := row.Scan(&o.ID, &o.Dossier, &o.Code, &o.Amount, &at, &until, &o.Result)
	o.At, o.Until = instant(at), instant(until)
	return o, err
}

// Order finds an order of the gateway.
func (s *Store) Order(ctx context.Context, id string) (GatewayOrder, error) {
	o, err := scanOrder(s.read.row(ctx, `SELECT `+orderColumns+` FROM gateway_order WHERE id = $1`, id))
	return o, wrap(notFound(err, "payment.order.unknown"), "read gateway order")
}

// LastOrder is the latest order of a dossier; NotFound without one.
func (s *Store) LastOrder(ctx context.Context, dossier string) (GatewayOrder, error) {
	o, err := scanOrder(s.read.row(ctx, `SELECT `+orderColumns+` FROM gateway_order WHERE dossier = $1 ORDER BY at DESC, id DESC LIMIT 1`, dossier))
	return o, wrap(notFound(err, "payment.order.unknown"), "read gateway order")
}

// errTaken: a line of a statement was matched by somebody else meanwhile.
var errTaken = motcua.Refused(motcua.Conflict, "payment.line.taken")
