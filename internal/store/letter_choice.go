package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"motcua/letter"
)

const choiceOf = `SELECT body FROM letter_choice WHERE owner = $1`

func scanChoice(row scanner) (letter.Choice, error) {
	var c letter.Choice
	var body string
	err := row.Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return c, nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(body), &c)
	}
	return c, wrap(err, "read choice of letters")
}

// LetterChoice is how an owner wants to be written to, within a transaction.
func (tx *Tx) LetterChoice(ctx context.Context, owner string) (letter.Choice, error) {
	return scanChoice(tx.row(ctx, choiceOf, owner))
}

// LetterChoice is how an owner wants to be written to; the zero choice when
// nothing was chosen.
func (s *Store) LetterChoice(ctx context.Context, owner string) (letter.Choice, error) {
	return scanChoice(s.read.row(ctx, choiceOf, owner))
}

// PutLetterChoice stores how an owner wants to be written to.
func (tx *Tx) PutLetterChoice(ctx context.Context, owner string, at time.Time, c letter.Choice) error {
	body, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("encode choice of letters: %w", err)
	}
	_, err = tx.exec(ctx, `INSERT INTO letter_choice (owner, at, body) VALUES ($1, $2, $3)
		ON CONFLICT (owner) DO UPDATE SET at = excluded.at, body = excluded.body`, owner, millis(at), string(body))
	return wrap(err, "store choice of letters")
}

// linkKey names the secret that signs the links in letters.
const linkKey = "links"

// LinkSecret is what signs the links in letters; "" until there is one.
func (s *Store) LinkSecret(ctx context.Context) (string, error) {
	var secret string
	err := s.read.row(ctx, `SELECT secret FROM letter_key WHERE name = $1`, linkKey).Scan(&secret)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return secret, wrap(err, "read key of links")
}

// PutLinkSecret keeps a secret when there is none yet: the first one stays.
func (tx *Tx) PutLinkSecret(ctx context.Context, secret string) error {
	_, err := tx.exec(ctx, `INSERT INTO letter_key (name, secret) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING`, linkKey, secret)
	return wrap(err, "store key of links")
}

// Template is a wording that the staff gave a kind of letter; one without
// words goes back to the shipped text.
type Template struct {
	letter.Wording
	Version int
	At      time.Time
	Author  string // id of the person
}

const templateColumns = `version, at, author, subject, body, short`

func scanTemplate(row scanner) (Template, error) {
	var t Template
	var at int64
	err := row.Scan(&t.Version, &at, &t.Author, &t.Subject, &t.Body, &t.Short)
	t.At = instant(at)
	return t, err
}

// Template is the wording in force of a kind in a language; the zero one when
// the staff never gave one.
func (tx *Tx) Template(ctx context.Context, kind, lang string) (Template, error) {
	t, err := scanTemplate(tx.row(ctx, `SELECT `+templateColumns+` FROM letter_template WHERE kind = $1 AND lang = $2 ORDER BY version DESC LIMIT 1`, kind, lang))
	if errors.Is(err, sql.ErrNoRows) {
		return Template{}, nil
	}
	return t, wrap(err, "read wording of letter")
}

// Templates lists every wording of a kind in a language, the last first.
func (s *Store) Templates(ctx context.Context, kind, lang string) ([]Template, error) {
	rows, err := s.read.rows(ctx, `SELECT `+templateColumns+` FROM letter_template WHERE kind = $1 AND lang = $2 ORDER BY version DESC`, kind, lang)
	list, err := collect(rows, err, func(rows *sql.Rows) (Template, error) { return scanTemplate(rows) })
	return list, wrap(err, "list wordings of letter")
}

// PutTemplate adds a wording after those that stand. ErrStale: somebody else
// has given one meanwhile.
func (tx *Tx) PutTemplate(ctx context.Context, kind, lang string, t Template) error {
	n, err := tx.exec(ctx, `INSERT INTO letter_template (kind, lang, version, at, author, subject, body, short)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (kind, lang, version) DO NOTHING`,
		kind, lang, t.Version, millis(t.At), t.Author, t.Subject, t.Body, t.Short)
	if err == nil && n == 0 {
		return ErrStale
	}
	return wrap(err, "store wording of letter")
}

// Gathered is a letter that waits for the letter of the day.
type Gathered struct {
	StoredLetter
	Channel letter.Channel
}

// ForDigest lists letters written before an instant that wait for the letter
// of the day, by owner and channel.
func (s *Store) ForDigest(ctx context.Context, before time.Time, limit int) ([]Gathered, error) {
	rows, err := s.read.rows(ctx, `SELECT l.id, l.at, l.account, l.email, l.phone, l.owner, l.dossier, l.kind, l.lang, l.subject, l.body, l.short, l.link, w.channel
		FROM letter_way w JOIN letter l ON l.id = w.letter WHERE w.state = $1 AND l.at < $2 ORDER BY l.owner, w.channel, l.at, l.id LIMIT $3`,
		string(WayDigest), millis(before), limit)
	list, err := collect(rows, err, func(rows *sql.Rows) (Gathered, error) {
		var g Gathered
		l, err := scanLetter(also{rows, &g.Channel})
		g.StoredLetter = l
		return g, err
	})
	return list, wrap(err, "list letters of the day")
}

// also scans one column more than its reader knows.
type also struct {
	scanner
	last any
}

// Scan reads the columns and the last one.
func (a also) Scan(into ...any) error { return a.scanner.Scan(append(into, a.last)...) }

// Inside notes that a letter went in the letter of the day; false when it had
// gone already.
func (tx *Tx) Inside(ctx context.Context, id string, ch letter.Channel) (bool, error) {
	n, err := tx.exec(ctx, `UPDATE letter_way SET state = $1 WHERE letter = $2 AND channel = $3 AND state = $4`,
		string(WayInside), id, string(ch), string(WayDigest))
	return n == 1, wrap(err, "note letter of the day")
}
