package store

import (
	"context"
	"database/sql"
	"time"

	"motcua"
	"motcua/dossier"
)

// Certificate is a certificate that a person signs with, or an agency seals with.
type Certificate struct {
	ID, Owner            string // Owner: sign-in name, or agency:ID
	Name, Issuer, Serial string
	From, Until          time.Time
	BoundAt              time.Time
	BoundBy              string
	Sealed               string // its PKCS#12 file, encrypted
}

// PutCertificate stores a certificate.
func (tx *Tx) PutCertificate(ctx context.Context, c Certificate) error {
	_, err := tx.exec(ctx, `INSERT INTO certificate (id, owner, name, issuer, serial, from_at, until_at, bound_at, bound_by, dropped_at, sealed)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10)`,
		c.ID, c.Owner, c.Name, c.Issuer, c.Serial, millis(c.From), millis(c.Until), millis(c.BoundAt), c.BoundBy, c.Sealed)
	return wrap(err, "store certificate")
}

// DropCertificate ends the use of a certificate and forgets its key.
func (tx *Tx) DropCertificate(ctx context.Context, owner, id string, at time.Time) error {
	n, err := tx.exec(ctx, `UPDATE certificate SET dropped_at = $1, sealed = '' WHERE id = $2 AND owner = $3 AND dropped_at = 0`, millis(at), id, owner)
	if err == nil && n == 0 {
		return motcua.Refused(motcua.NotFound, "signing.certificate.unknown")
	}
	return wrap(err, "drop certificate")
}

// Certificates lists the certificates of an owner that may be used, the newest
// first.
func (s *Store) Certificates(ctx context.Context, owner string) ([]Certificate, error) {
	rows, err := s.read.rows(ctx, `SELECT id, owner, name, issuer, serial, from_at, until_at, bound_at, bound_by, sealed FROM certificate
		WHERE owner = $1 AND dropped_at = 0 ORDER BY bound_at DESC, id`, owner)
	list, err := collect(rows, err, func(rows *sql.Rows) (Certificate, error) {
		var c Certificate
		var from, until, bound int64
		err := rows.Scan(&c.ID, &c.Owner, &c.Name, &c.Issuer, &c.Serial, &from, &until, &bound, &c.BoundBy, &c.Sealed)
		c.From, c.Until, c.BoundAt = instant(from), instant(until), instant(bound)
		return c, err
	})
	return list, wrap(err, "list certificates")
}

// DraftsAt lists the dossiers whose draft waits for a kind of signature at a
// desk, those due first at the top; a desk without unit sees every unit.
func (s *Store) DraftsAt(ctx context.Context, kind dossier.ErrandKind, desk Desk, limit int) ([]OpenErrand, error) {
	rows, err := s.read.rows(ctx, `SELECT r.id, r.kind, r.agency, r.unit, r.asked_at, r.due_at, d.code, d.procedure_code, d.procedure_name,
		d.channel, d.applicant, d.due_at FROM errand r JOIN dossier d ON d.id = r.dossier
		WHERE r.agency = $1 AND ($2 = '' OR r.unit = $3) AND r.kind = $4 AND r.done = FALSE ORDER BY d.due_at, r.id LIMIT $5`,
		desk.Agency, desk.Unit, desk.Unit, string(kind), limit)
	list, err := collect(rows, err, scanErrand)
	return list, wrap(err, "list drafts to sign")
}
