package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"motcua/register"
)

// documentsWith selects the documents that have a word begun so.
func documentsWith(word string) (string, []any) {
	from, before := span(cutWord(word))
	if before == "" {
		return "SELECT document FROM official_word WHERE word = ?", []any{from}
	}
	return "SELECT document FROM official_word WHERE word >= ? AND word < ?", []any{from, before}
}

// putDocumentWords keeps the words of a document, in the transaction of its
// facts. A word that it has no longer stays: it is looked for in the document
// too.
func (tx *Tx) putDocumentWords(ctx context.Context, id, search string) error {
	words := strings.Fields(search)
	for chunk := range slices.Chunk(words, 6) {
		args := []any{id}
		for i := range 6 {
			args = append(args, cutWord(chunk[min(i, len(chunk)-1)]))
		}
		if _, err := tx.exec(ctx, `INSERT INTO official_word (word, document) VALUES ($2, $1), ($3, $1), ($4, $1), ($5, $1), ($6, $1), ($7, $1)
			ON CONFLICT (word, document) DO NOTHING`, args...); err != nil {
			return fmt.Errorf("keep words of document: %w", err)
		}
	}
	return nil
}

// UnfoundDocuments lists documents that no search finds yet, entered by a
// version that did not keep their words; those before an id.
func (s *Store) UnfoundDocuments(ctx context.Context, before string, limit int) ([]register.Summary, error) {
	rows, err := s.read.rows(ctx, `SELECT `+documentRead+` FROM official_document d WHERE ($1 = '' OR id < $1)
		AND NOT EXISTS (SELECT 1 FROM official_word w WHERE w.document = d.id) ORDER BY id DESC LIMIT $2`, before, limit)
	list, err := collect(rows, err, scanDocument)
	return list, wrap(err, "list documents that no search finds")
}

// AddDocumentWords keeps the words of a document that stands at the version
// they were read from; one changed meanwhile has brought its own along.
func (tx *Tx) AddDocumentWords(ctx context.Context, s register.Summary) error {
	changed, err := tx.exec(ctx, `UPDATE official_document SET search = $1 WHERE id = $2 AND version = $3`, s.Search, s.ID, s.Version)
	if err != nil || changed == 0 {
		return wrap(err, "keep words of document")
	}
	return tx.putDocumentWords(ctx, s.ID, s.Search)
}
