package store

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"motcua/letter"
)

// WayState says what became of a letter on one of its ways.
type WayState string

// The states of a way.
const (
	WayWaiting WayState = "waiting" // to be sent
	WaySending WayState = "sending" // claimed by whoever sends it
	WaySent    WayState = "sent"
	WayFailed  WayState = "failed" // refused for good
	WayDigest  WayState = "digest" // waits for the letter of the day
	WayInside  WayState = "inside" // went in the letter of the day
	WayKept    WayState = "kept"   // there is no way by this channel any more
)

// StoredLetter is a letter as it was written.
type StoredLetter struct {
	ID                    string
	At                    time.Time
	Account, Email, Phone string
	Owner                 string // whose choice it follows
	Dossier               string // id, when it is about one
	Kind, Lang            string
	Subject, Body, Short  string
	Link                  string // path on this site
	Ways                  []Way
}

// Way is one way of a letter.
type Way struct {
	Channel letter.Channel
	State   WayState
	Claimed time.Time // when somebody last took it to send
	Tries   int
}

// LetterWritten tells whether a letter was written.
func (s *Store) LetterWritten(ctx context.Context, id string) (bool, error) {
	var n int
	err := s.read.row(ctx, `SELECT count(*) FROM letter WHERE id = $1`, id).Scan(&n)
	return n > 0, wrap(err, "look for letter")
}

// PutLetter stores a letter with its ways; it reports whether it is new: the
// same id is written once.
func (tx *Tx) PutLetter(ctx context.Context, l StoredLetter) (bool, error) {
	n, err := tx.exec(ctx, `INSERT INTO letter (id, at, account, email, phone, owner, dossier, kind, lang, subject, body, short, link)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (id) DO NOTHING`,
		l.ID, millis(l.At), l.Account, l.Email, l.Phone, l.Owner, l.Dossier, l.Kind, l.Lang, l.Subject, l.Body, l.Short, l.Link)
	if err != nil || n == 0 {
		return false, wrap(err, "store letter")
	}
	for _, w := range l.Ways {
		if _, err := tx.exec(ctx, `INSERT INTO letter_way (letter, channel, state, claimed_at) VALUES ($1, $2, $3, 0)`, l.ID, string(w.Channel), string(w.State)); err != nil {
			return false, wrap(err, "store way of letter")
		}
	}
	return true, nil
}

// ClaimWay takes a way of a letter to send it: one that waits, or one whose
// claim is older than stale. It reports whether the way was taken.
func (tx *Tx) ClaimWay(ctx context.Context, id string, ch letter.Channel, at, stale time.Time) (bool, error) {
	n, err := tx.exec(ctx, `UPDATE letter_way SET state = $1, claimed_at = $2
		WHERE letter = $3 AND channel = $4 AND (state = $5 OR state = $6 AND claimed_at < $7)`,
		string(WaySending), millis(at), id, string(ch), string(WayWaiting), string(WaySending), millis(stale))
	return n == 1, wrap(err, "claim letter")
}

// Outcome is what came of a try to send a letter.
type Outcome struct {
	Channel  letter.Channel
	At       time.Time
	State    WayState
	Detail   string // the masked address, or who had it sent again
	Provider string // number that the gateway gave
}

// Settle notes a try and what became of the way, as long as the claim of it
// still stands.
func (tx *Tx) Settle(ctx context.Context, id string, claimed time.Time, out Outcome) error {
	if _, err := tx.exec(ctx, `UPDATE letter_way SET state = $1 WHERE letter = $2 AND channel = $3 AND state = $4 AND claimed_at = $5`,
		string(out.State), id, string(out.Channel), string(WaySending), millis(claimed)); err != nil {
		return wrap(err, "note delivery")
	}
	return tx.tried(ctx, id, out)
}

// WaitAgain has a way wait to be sent again: one refused for good, one that
// was tried and waits, one whose claim is older than stale. It reports whether
// there was something to send.
func (tx *Tx) WaitAgain(ctx context.Context, id string, stale time.Time, out Outcome) (bool, error) {
	n, err := tx.exec(ctx, `UPDATE letter_way SET state = $1, claimed_at = 0
		WHERE letter = $2 AND channel = $3 AND (state IN ($4, $5) OR state = $6 AND claimed_at < $7)`,
		string(WayWaiting), id, string(out.Channel), string(WayFailed), string(WayWaiting), string(WaySending), millis(stale))
	if err != nil || n == 0 {
		return false, wrap(err, "send letter again")
	}
	out.State = WayWaiting
	return true, tx.tried(ctx, id, out)
}

func (tx *Tx) tried(ctx context.Context, id string, out Outcome) error {
	_, err := tx.exec(ctx, `INSERT INTO delivery (letter, channel, at, outcome, detail, provider) VALUES ($1, $2, $3, $4, $5, $6)`,
		id, string(out.Channel), millis(out.At), string(out.State), out.Detail, out.Provider)
	return wrap(err, "note delivery")
}

const letterColumns = `id, at, account, email, phone, owner, dossier, kind, lang, subject, body, short, link`

func scanLetter(row scanner) (StoredLetter, error) {
	var l StoredLetter
	var at int64
	err := row.Scan(&l.ID, &at, &l.Account, &l.Email, &l.Phone, &l.Owner, &l.Dossier, &l.Kind, &l.Lang, &l.Subject, &l.Body, &l.Short, &l.Link)
	l.At = instant(at)
	return l, err
}

// Letter reads a letter, with its ways.
func (s *Store) Letter(ctx context.Context, id string) (StoredLetter, error) {
	l, err := scanLetter(s.read.row(ctx, `SELECT `+letterColumns+` FROM letter WHERE id = $1`, id))
	if err != nil {
		return l, wrap(notFound(err, "letter.unknown"), "read letter")
	}
	list, err := s.withWays(ctx, []StoredLetter{l})
	if err != nil {
		return l, err
	}
	return list[0], nil
}

// Letters lists letters, the latest first: of an account, or all when it is "".
func (s *Store) Letters(ctx context.Context, account string, limit int) ([]StoredLetter, error) {
	where, args := ``, []any{limit}
	if account != "" {
		where, args = ` WHERE account = $2 AND kind <> $3`, append(args, account, letter.Digest)
	}
	rows, err := s.read.rows(ctx, `SELECT `+letterColumns+` FROM letter`+where+` ORDER BY at DESC, id DESC LIMIT $1`, args...)
	list, err := collect(rows, err, func(rows *sql.Rows) (StoredLetter, error) { return scanLetter(rows) })
	if err != nil {
		return nil, wrap(err, "list letters")
	}
	return s.withWays(ctx, list)
}

// inOne is how many ids one statement asks for.
const inOne = 200

func (s *Store) withWays(ctx context.Context, list []StoredLetter) ([]StoredLetter, error) {
	at := map[string]int{}
	for from := 0; from < len(list); from += inOne {
		var c conditions
		args := []any{}
		for i := from; i < min(from+inOne, len(list)); i++ {
			at[list[i].ID], args = i, append(args, list[i].ID)
		}
		c.add("w.letter IN ("+strings.TrimSuffix(strings.Repeat("?, ", len(args)), ", ")+")", args...)
		rows, err := s.read.rows(ctx, `SELECT w.letter, w.channel, w.state, w.claimed_at,
			(SELECT COUNT(*) FROM delivery d WHERE d.letter = w.letter AND d.channel = w.channel) FROM letter_way w`+c.where()+` ORDER BY w.letter, w.channel`, c.args...)
		_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
			var id string
			var w Way
			var claimed int64
			err := rows.Scan(&id, &w.Channel, &w.State, &claimed, &w.Tries)
			w.Claimed = instant(claimed)
			list[at[id]].Ways = append(list[at[id]].Ways, w)
			return struct{}{}, err
		})
		if err != nil {
			return nil, wrap(err, "list ways of letters")
		}
	}
	return list, nil
}
