package store

import (
	"context"
	"database/sql"
	"time"

	"motcua"
	"motcua/report"
)

// Scan is a file from a scanner that waits to be put to papers of a dossier.
type Scan struct {
	ID, File, Hash string
	Counter        string // whose folder it came from; "" when somebody uploaded it
	Dossier        string // code of the dossier it was uploaded for; "" when not known
	Pages          int
	At             time.Time
	By             string // who uploaded it, or the job that found it
}

const scanColumns = `id, file, hash, counter, dossier, pages, at, author`

// PutScan stores a scan. One with the same bytes from the same counter that
// still waits is stored once; it tells whether this one is new.
func (tx *Tx) PutScan(ctx context.Context, s Scan) (bool, error) {
	n, err := tx.exec(ctx, `INSERT INTO scan (id, file, hash, counter, dossier, pages, at, author)
		SELECT $1, $2, $3, $4, $5, CAST($6 AS BIGINT), CAST($7 AS BIGINT), $8
		WHERE NOT EXISTS (SELECT 1 FROM scan WHERE hash = $9 AND counter = $10 AND dossier = $11 AND counter <> '')`,
		s.ID, s.File, s.Hash, s.Counter, s.Dossier, s.Pages, millis(s.At), s.By, s.Hash, s.Counter, s.Dossier)
	return n > 0, wrap(err, "store scan")
}

// DropScan forgets a scan; false when somebody else was faster.
func (tx *Tx) DropScan(ctx context.Context, id string) (bool, error) {
	n, err := tx.exec(ctx, `DELETE FROM scan WHERE id = $1`, id)
	return n > 0, wrap(err, "drop scan")
}

// Scan reads one scan.
func (s *Store) Scan(ctx context.Context, id string) (Scan, error) {
	found, err := scanScan(s.read.row(ctx, `SELECT `+scanColumns+` FROM scan WHERE id = $1`, id))
	return found, wrap(notFound(err, "scan.unknown"), "read scan")
}

// Scans lists what waits, the oldest first: of every counter, or uploaded for
// one dossier.
func (s *Store) Scans(ctx context.Context, dossier string, limit int) ([]Scan, error) {
	rows, err := s.read.rows(ctx, `SELECT `+scanColumns+` FROM scan WHERE $1 = '' OR dossier = $2 ORDER BY at, id LIMIT $3`, dossier, dossier, limit)
	list, err := collect(rows, err, func(rows *sql.Rows) (Scan, error) { return scanScan(rows) })
	return list, wrap(err, "list scans")
}

func scanScan(row scanner) (Scan, error) {
	var s Scan
	var at int64
	err := row.Scan(&s.ID, &s.File, &s.Hash, &s.Counter, &s.Dossier, &s.Pages, &at, &s.By)
	s.At = instant(at)
	return s, err
}

// CountPapers sums up the papers of the dossiers received in a period.
func (s *Store) CountPapers(ctx context.Context, from, to time.Time) (report.Papers, error) {
	var p report.Papers
	err := s.read.row(ctx, `SELECT count(*), count(*) FILTER (WHERE digitised = papers), count(*) FILTER (WHERE reused > 0),
		CAST(coalesce(sum(papers), 0) AS BIGINT), CAST(coalesce(sum(digitised), 0) AS BIGINT), CAST(coalesce(sum(reused), 0) AS BIGINT)
		FROM dossier WHERE ended_at >= $1 AND received_at >= $1 AND received_at <= $2 AND papers > 0`, millis(from), millis(to)).
		Scan(&p.Dossiers, &p.Whole, &p.Reusing, &p.Papers, &p.Digitised, &p.Reused)
	return p, wrap(err, "count papers")
}

// EndedWithFiles lists the codes of dossiers ended before a moment that have
// files which may be destroyed one day, those after a code.
func (s *Store) EndedWithFiles(ctx context.Context, before time.Time, after string, limit int) ([]string, error) {
	rows, err := s.read.rows(ctx, `SELECT code FROM dossier WHERE ended_at < $1 AND kept_files <> 0 AND code > $2 ORDER BY code LIMIT $3`, millis(before), after, limit)
	list, err := collect(rows, err, func(rows *sql.Rows) (code string, err error) { return code, rows.Scan(&code) })
	return list, wrap(err, "list dossiers with old files")
}

// DisposeFile says that a file is to be destroyed.
func (tx *Tx) DisposeFile(ctx context.Context, id string) error {
	_, err := tx.exec(ctx, `UPDATE file SET state = 'disposing' WHERE id = $1`, id)
	return wrap(err, "dispose of file")
}

// Disposing lists the hashes of files that are to be destroyed and that no
// other file has.
func (s *Store) Disposing(ctx context.Context) ([]string, error) {
	rows, err := s.read.rows(ctx, `SELECT DISTINCT hash FROM file WHERE state = 'disposing'`)
	list, err := collect(rows, err, func(rows *sql.Rows) (hash string, err error) { return hash, rows.Scan(&hash) })
	return list, wrap(err, "list files to destroy")
}

// Disposed notes that the bytes of files are gone, or kept for another file's sake.
func (tx *Tx) Disposed(ctx context.Context, hash string) error {
	_, err := tx.exec(ctx, `UPDATE file SET state = 'disposed' WHERE hash = $1 AND state = 'disposing'`, hash)
	return wrap(err, "note that files are destroyed")
}

// errScanTaken is what a second officer is told who attaches the same scan.
func errScanTaken() error { return motcua.Refused(motcua.Conflict, "scan.taken") }

// TakeScan drops a scan for whoever attaches it; a fault when it is gone.
func (tx *Tx) TakeScan(ctx context.Context, id string) error {
	there, err := tx.DropScan(ctx, id)
	if err == nil && !there {
		return errScanTaken()
	}
	return err
}
