package store_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"motcua/document"
	"motcua/internal/officetest"
	"motcua/internal/store"
)

// TestAForgottenColumnShows: a table that names a file, and that the sweep does
// not ask, is found by its columns.
func TestAForgottenColumnShows(t *testing.T) {
	ctx := context.Background()
	s := open(t, officetest.Address(t, store.SQLite))
	f := document.File{ID: "0197a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b", Hash: "h", Name: "a.pdf", At: time.Now(), State: document.Clean}
	err := s.Write(ctx, func(tx *store.Tx) error {
		for _, query := range []string{`CREATE TABLE wallet (papers TEXT)`, `INSERT INTO wallet (papers) VALUES ('["` + f.ID + `"]')`} {
			if _, err := tx.SQL.ExecContext(ctx, query); err != nil {
				return err
			}
		}
		return tx.PutFile(ctx, f)
	})
	if err != nil {
		t.Fatal(err)
	}
	if found, err := s.ForgottenNames(ctx); err != nil || !slices.Equal(found, []string{"wallet.papers"}) {
		t.Errorf("got %v, %v", found, err)
	}
}

// TestEveryTextOfFactsIsAsked: a new log of facts, or a new draft, is asked by
// the sweep, or says here why it names no file.
func TestEveryTextOfFactsIsAsked(t *testing.T) {
	without := map[string]string{
		"deputy_event.data":     "names people and days",
		"bill_event.data":       "facts of money",
		"queue_event.data":      "facts of numbers in a hall",
		"audit_event.data":      "tells of acts, owns nothing",
		"session.data":          "forgets by itself",
		"idempotency.body":      "answers given before",
		"notice.body":           "sentences",
		"letter.body":           "sentences",
		"letter_template.body":  "sentences",
		"letter_choice.body":    "how somebody is written to",
		"calendar.body":         "working days",
		"procedure_record.body": "the catalogue",
		"process_draft.body":    "legs and texts of a process that is being written",
		"topic.body":            "the catalogue",
		"account_passkey.body":  "public halves of passkeys",
		"dossier.papers":        "how many there are",
		"dossier.kept_files":    "how many there are",
		"sheet_form.body":       "words of a form",
		"long_task.body":        "what was asked; its file has a column",

		"official_document_event.document": "ids of official documents",
		"official_reader.document":         "ids of official documents",
		"official_unit.document":           "ids of official documents",
		"official_word.document":           "ids of official documents",
	}
	s := open(t, officetest.Address(t, store.SQLite))
	rows, err := s.DB().QueryContext(t.Context(), `SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
		WHERE m.type = 'table' AND (c.name IN ('data', 'body') OR c.name LIKE '%file%' OR c.name LIKE '%paper%' OR c.name LIKE '%attach%' OR c.name LIKE '%document%')`)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var column string
		if err := rows.Scan(&column); err != nil {
			t.Fatal(err)
		}
		asked := slices.ContainsFunc(store.NamesOfFiles(), func(n store.FileNames) bool { return n.Table+"."+n.Column == column })
		if !asked && without[column] == "" {
			t.Errorf("does %s name files? Then store.NamesOfFiles needs it; else say here why not", column)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}
