package office

import (
	"context"
	"slices"
	"strings"
	"time"

	"motcua"
	"motcua/audit"
	"motcua/identity"
	"motcua/internal/store"
)

// AuditActions lists every act on what is no dossier that the log keeps.
func AuditActions() []string {
	return []string{"counter.refusal", "counter.supplement", "export.dossiers", "furnish", "import.agencies", "import.calendar", "import.dossiers", "import.procedures", "import.processes", "import.topics", "import.undo",
		"person.put", "procedure.put", "process.approve", "process.begin", "process.change", "process.drop", "roster.put", "sheet.worded", "token.create", "token.revoke", "urge"}
}

// AuditQuery narrows the log of changes; what is empty does not narrow.
type AuditQuery struct {
	Person string // sign-in name
	Action string
	Object string // code of a procedure, sign-in name, id of a form
	After  string // the Next of the page before
}

// AuditEntry is an act on what is no dossier, with what it did.
type AuditEntry struct {
	At     time.Time
	By     identity.Actor
	Action string
	Object string
	Facts  []audit.Fact
}

// AuditLog is a page of the log of changes, and whose acts it may be narrowed to.
type AuditLog struct {
	Page[AuditEntry]
	People []identity.Person
}

// AuditLog lists acts on what is no dossier, the newest first.
func (o *Office) AuditLog(ctx context.Context, by identity.Actor, q AuditQuery) (AuditLog, error) {
	var log AuditLog
	if err := identity.Can(by, identity.ReadAudit, identity.Object{}); err != nil {
		return log, err
	}
	people, err := o.store.People(ctx)
	if err != nil {
		return log, err
	}
	log.People = append(people, identity.Person{ID: identity.CommandLine().Person, Name: identity.CommandLine().Name})
	if q.Action != "" && !slices.Contains(AuditActions(), q.Action) {
		return log, motcua.InvalidField("action", "audit.action.unknown", "Action", q.Action)
	}
	before, err := readCursor(q.After)
	if err != nil {
		return log, err
	}
	f := store.AuditFilter{Person: strings.TrimSpace(q.Person), Action: q.Action, Object: strings.TrimSpace(q.Object), Before: before, Limit: pageSize + 1}
	events, err := o.store.AuditEvents(ctx, f)
	if err != nil {
		return log, err
	}
	page := paged(events, pageSize, func(e store.AuditEvent) store.Cursor { return store.Cursor{Due: e.At.UnixMilli(), ID: e.ID} })
	log.Next = page.Next
	for _, e := range page.Items {
		facts, err := audit.Facts(e.Data)
		if err != nil {
			return log, err
		}
		log.Items = append(log.Items, AuditEntry{At: e.At, By: e.By, Action: e.Action, Object: e.Object, Facts: facts})
	}
	return log, nil
}

// auditChange records what an act changed of an object, by what differs.
func (o *Office) auditChange(ctx context.Context, tx *store.Tx, by identity.Actor, action, object string, before, after any) error {
	change, err := audit.Between(before, after)
	if err != nil {
		return err
	}
	return tx.Audit(ctx, newID(), o.Now(), by, action, object, change)
}
