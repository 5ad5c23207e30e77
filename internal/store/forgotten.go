package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
)

// ForgottenNames lists the columns that name a file and that [NamesOfFiles]
// does not know, so that the file would be swept out although something needs
// it. It is for tests, on SQLite: every test office is asked at its end.
func (s *Store) ForgottenNames(ctx context.Context) ([]string, error) {
	rows, err := s.read.rows(ctx, `SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
		WHERE m.type = 'table' AND c.type = 'TEXT' AND EXISTS (SELECT 1 FROM file)`)
	columns, err := collect(rows, err, func(rows *sql.Rows) (c FileNames, err error) { return c, rows.Scan(&c.Table, &c.Column) })
	if err != nil {
		return nil, wrap(err, "list columns")
	}
	var found []string
	for _, c := range columns {
		known := slices.ContainsFunc(NamesOfFiles(), func(n FileNames) bool { return n.Table == c.Table && n.Column == c.Column })
		if known || c.Table == "file" && c.Column == "id" {
			continue
		}
		var n int
		if err := s.read.row(ctx, fmt.Sprintf(`SELECT count(*) FROM %q t JOIN file f ON instr(t.%q, f.id) > 0`, c.Table, c.Column)).Scan(&n); err != nil {
			return nil, wrap(err, "look for names of files")
		}
		if n > 0 {
			found = append(found, c.Table+"."+c.Column)
		}
	}
	return found, nil
}
