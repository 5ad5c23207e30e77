package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"motcua/dossier"
)

// What a word of a search may stand in.
const (
	partDossier = "dossier" // code, names, what was noted
	partPrivate = "private" // numbers and contacts of the people, the e-form
	partPaper   = "paper"   // results and opinions
)

// wordLongest is how many bytes of a word are looked for.
const wordLongest = 40

// PutFinding keeps what a search finds a dossier by, in the transaction of its
// facts. old is what it was found by before; nil for a dossier that was not.
func (tx *Tx) PutFinding(ctx context.Context, id string, old *dossier.Finding, f dossier.Finding) error {
	if old != nil && old.Same(f) {
		return nil
	}
	shown, err := json.Marshal(f.Shown)
	if err != nil {
		return fmt.Errorf("encode what is found: %w", err)
	}
	if _, err := tx.exec(ctx, `INSERT INTO finding (dossier, said, party, private, numbers, shown) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (dossier) DO UPDATE SET said = excluded.said, party = excluded.party, private = excluded.private, numbers = excluded.numbers,
		shown = excluded.shown`, id, f.Said, f.Party, f.Private, f.Papers, string(shown)); err != nil {
		return fmt.Errorf("keep what a search finds: %w", err)
	}
	var was [][2]string
	if old != nil {
		was = wordsOf(*old)
	}
	return tx.putWords(ctx, id, was, wordsOf(f))
}

func (tx *Tx) putWords(ctx context.Context, id string, was, are [][2]string) error {
	for _, w := range was {
		if slices.Contains(are, w) {
			continue
		}
		if _, err := tx.exec(ctx, `DELETE FROM finding_word WHERE part = $1 AND word = $2 AND dossier = $3`, w[0], w[1], id); err != nil {
			return fmt.Errorf("forget a word: %w", err)
		}
	}
	// Six words a statement, the last ones said again, so that its text stays
	// the same and prepared.
	for chunk := range slices.Chunk(are, 6) {
		args := []any{id}
		for i := range 6 {
			w := chunk[min(i, len(chunk)-1)]
			args = append(args, w[0], w[1])
		}
		if _, err := tx.exec(ctx, `INSERT INTO finding_word (part, word, dossier) VALUES ($2, $3, $1), ($4, $5, $1), ($6, $7, $1), ($8, $9, $1),
			($10, $11, $1), ($12, $13, $1) ON CONFLICT (part, word, dossier) DO NOTHING`, args...); err != nil {
			return fmt.Errorf("keep words: %w", err)
		}
	}
	return nil
}

// wordsOf are the parts and words of a finding, each once.
func wordsOf(f dossier.Finding) [][2]string {
	var list [][2]string
	for _, p := range [][2]string{{partDossier, f.Said + f.Party}, {partPrivate, f.Private}, {partPaper, f.Papers}} {
		for _, word := range strings.Fields(p[1]) {
			if w := [2]string{p[0], cutWord(word)}; !slices.Contains(list, w) {
				list = append(list, w)
			}
		}
	}
	return list
}

func cutWord(word string) string {
	if len(word) <= wordLongest {
		return word
	}
	end := wordLongest
	for !utf8.RuneStart(word[end]) {
		end--
	}
	return word[:end]
}

// Find asks for dossiers by folded words. Each must begin a word of what is
// looked into. Whose dossiers may be found is part of it.
type Find struct {
	Scope   Scope
	Words   []string
	Private bool // also by numbers and contacts of the people
	Papers  bool // by results and opinions, else by the dossier itself
	Limit   int
}

// Found is a dossier that was found.
type Found struct {
	ID, Code      string
	Procedure     string // its name
	ProcedureCode string
	Status        dossier.Status
	Applicant     string
	Identifier    string
	ReceivedAt    time.Time
	Shown         dossier.Shown
}

// rare is how many dossiers a word may have to be begun with: fewer are looked
// at one by one, where there are more the latest are looked through in order.
const rare = 1000

// Find lists dossiers, the one made last first.
func (s *Store) Find(ctx context.Context, f Find) ([]Found, error) {
	words := f.Words[:min(len(f.Words), wordsAtMost)]
	if len(words) == 0 {
		return nil, nil
	}
	word, seldom, err := s.rarest(ctx, f.having, words)
	if err != nil {
		return nil, wrap(err, "count words")
	}
	text := "f.said || f.party"
	switch {
	case f.Papers:
		text = "f.numbers"
	case f.Private:
		text += " || f.private"
	}
	var c conditions
	for _, w := range words {
		c.add("("+text+`) LIKE ? ESCAPE '\'`, begins(w))
	}
	if seldom {
		sub, args := f.having(word)
		c.add("f.dossier IN ("+sub+")", args...)
	}
	if !f.Scope.All {
		f.Scope.narrow(&c)
	}
	c.args = append(c.args, f.Limit)
	rows, err := s.read.rows(ctx, fmt.Sprintf(`SELECT d.id, d.code, d.procedure_name, d.procedure_code, d.status, d.applicant, d.identifier, d.received_at, f.shown
		FROM finding f JOIN dossier d ON d.id = f.dossier%s ORDER BY f.dossier DESC LIMIT $%d`, c.where(), len(c.args)), c.args...)
	list, err := collect(rows, err, scanFound)
	return list, wrap(err, "search")
}

func scanFound(rows *sql.Rows) (Found, error) {
	var f Found
	var status, shown string
	var received int64
	if err := rows.Scan(&f.ID, &f.Code, &f.Procedure, &f.ProcedureCode, &status, &f.Applicant, &f.Identifier, &received, &shown); err != nil {
		return f, err
	}
	f.Status, f.ReceivedAt = dossier.Status(status), instant(received)
	return f, json.Unmarshal([]byte(shown), &f.Shown)
}

// begins escapes a word for LIKE … ESCAPE '\': something begins with it.
func begins(word string) string { return strings.Replace(like(word), "%", "% ", 1) }

// rarest is the word that the fewest have of what having selects by a word, and
// whether they are few enough to be looked at one by one.
func (s *Store) rarest(ctx context.Context, having func(word string) (string, []any), words []string) (string, bool, error) {
	least, best := rare+1, ""
	for _, word := range words {
		sub, args := having(word)
		var n int
		if err := s.read.row(ctx, fmt.Sprintf(`SELECT count(*) FROM (%s LIMIT %d) AS few`, numbered(sub, len(args)), rare+1), args...).Scan(&n); err != nil {
			return "", false, err
		}
		if n < least {
			least, best = n, word
		}
		if n == 0 {
			break
		}
	}
	return best, least <= rare, nil
}

// numbered gives the ? of a condition their numbers.
func numbered(condition string, n int) string {
	for i := range n {
		condition = strings.Replace(condition, "?", fmt.Sprintf("$%d", i+1), 1)
	}
	return condition
}

// having selects the dossiers of a word, in which each ? stands for the next
// argument.
func (f Find) having(word string) (string, []any) {
	parts := []string{partDossier}
	switch {
	case f.Papers:
		parts = []string{partPaper}
	case f.Private:
		parts = append(parts, partPrivate)
	}
	var selects []string
	var args []any
	for _, part := range parts {
		from, before := span(cutWord(word))
		condition := "word >= ? AND word < ?"
		args = append(args, part, from)
		if before == "" {
			condition = "word = ?"
		} else {
			args = append(args, before)
		}
		selects = append(selects, "SELECT dossier FROM finding_word WHERE part = ? AND "+condition)
	}
	return strings.Join(selects, " UNION ALL "), args
}

// span is where the words that begin with one lie: from it, before another. The
// databases order letters and digits alike whatever their collation, and agree
// on nothing else: a word of other letters is found whole, before is "".
func span(word string) (from, before string) {
	if strings.Trim(word, "0123456789abcdefghijklmnopqrstuvwxyz") != "" {
		return word, ""
	}
	stem := strings.TrimRight(word, "z")
	if stem == "" {
		return word, ""
	}
	last := stem[len(stem)-1] + 1
	if last == '9'+1 {
		last = 'a'
	}
	return word, stem[:len(stem)-1] + string(last)
}

// Unfound lists ids and codes of dossiers that no search finds yet, made by a
// version that did not search like this; those made before an id.
func (s *Store) Unfound(ctx context.Context, before string, limit int) ([][2]string, error) {
	rows, err := s.read.rows(ctx, `SELECT id, code FROM dossier d WHERE ($1 = '' OR id < $1) AND NOT EXISTS (SELECT 1 FROM finding f WHERE f.dossier = d.id)
		ORDER BY id DESC LIMIT $2`, before, limit)
	list, err := collect(rows, err, func(rows *sql.Rows) ([2]string, error) {
		var d [2]string
		return d, rows.Scan(&d[0], &d[1])
	})
	return list, wrap(err, "list what no search finds")
}

// AddFinding keeps what a search finds a dossier by, unless its facts have
// brought that along meanwhile.
func (tx *Tx) AddFinding(ctx context.Context, id string, f dossier.Finding) error {
	made, err := tx.exec(ctx, `INSERT INTO finding (dossier, said, party, private, numbers, shown) VALUES ($1, '', '', '', '', '{}')
		ON CONFLICT (dossier) DO NOTHING`, id)
	if err != nil || made == 0 {
		return wrap(err, "keep what a search finds")
	}
	return tx.PutFinding(ctx, id, nil, f)
}
