package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"
	"unicode/utf8"

	"motcua/identity"
)

// AuditEvent is an act on the system itself, as it was recorded.
type AuditEvent struct {
	ID     string
	At     time.Time
	By     identity.Actor
	Action string
	Object string // "" when the act was on many
	Data   []byte // JSON
}

// AuditFilter narrows the log of such acts; what is empty does not narrow.
type AuditFilter struct {
	Person string // sign-in name of the author
	Action string
	Object string
	Before Cursor // its Due is the instant in milliseconds
	Limit  int
}

// AuditEvents lists acts on the system itself, the newest first.
func (s *Store) AuditEvents(ctx context.Context, f AuditFilter) ([]AuditEvent, error) {
	var c conditions
	if f.Person != "" {
		// The author is kept as JSON whose first field is the person.
		name, err := json.Marshal(f.Person)
		if err != nil {
			return nil, fmt.Errorf("encode author: %w", err)
		}
		start := `{"person":` + string(name) + `,`
		c.add("substr(author, 1, ?) = ?", utf8.RuneCountInString(start), start)
	}
	if f.Action != "" {
		c.add("action = ?", f.Action)
	}
	if f.Object != "" {
		c.add("object = ?", f.Object)
	}
	if f.Before.ID != "" {
		c.add("(at < ? OR at = ? AND id < ?)", f.Before.Due, f.Before.Due, f.Before.ID)
	}
	where := c.where()
	c.args = append(c.args, f.Limit)
	rows, err := s.read.rows(ctx, fmt.Sprintf(`SELECT id, at, author, action, object, data FROM audit_event%s ORDER BY at DESC, id DESC LIMIT $%d`, where, len(c.args)), c.args...)
	list, err := collect(rows, err, func(rows *sql.Rows) (AuditEvent, error) {
		var e AuditEvent
		var at int64
		var author, data string
		if err := rows.Scan(&e.ID, &at, &author, &e.Action, &e.Object, &data); err != nil {
			return e, err
		}
		e.At, e.Data = instant(at), []byte(data)
		return e, json.Unmarshal([]byte(author), &e.By)
	})
	return list, wrap(err, "list audit entries")
}
