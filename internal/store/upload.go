package store

import (
	"context"
	"time"
)

// Upload is a file on its way in parts.
type Upload struct {
	ID, Holder, Name string
	Size             int64
	At               time.Time
}

// PutUpload notes that a file has begun to come.
func (tx *Tx) PutUpload(ctx context.Context, u Upload) error {
	_, err := tx.exec(ctx, `INSERT INTO upload (id, holder, name, size, at) VALUES ($1, $2, $3, $4, $5)`, u.ID, u.Holder, u.Name, u.Size, millis(u.At))
	return wrap(err, "note upload")
}

// DropUpload forgets that a file was on its way.
func (tx *Tx) DropUpload(ctx context.Context, id string) error {
	_, err := tx.exec(ctx, `DELETE FROM upload WHERE id = $1`, id)
	return wrap(err, "forget upload")
}

// Upload reads what is known of a file on its way.
func (s *Store) Upload(ctx context.Context, id string) (Upload, error) {
	var u Upload
	var at int64
	err := s.read.row(ctx, `SELECT id, holder, name, size, at FROM upload WHERE id = $1`, id).Scan(&u.ID, &u.Holder, &u.Name, &u.Size, &at)
	u.At = instant(at)
	return u, wrap(notFound(err, "document.upload.unknown"), "read upload")
}

// OpenUploads counts the files that a holder has on their way, and their bytes.
func (tx *Tx) OpenUploads(ctx context.Context, holder string) (count int, bytes int64, err error) {
	err = tx.row(ctx, `SELECT count(*), COALESCE(SUM(size), 0) FROM upload WHERE holder = $1`, holder).Scan(&count, &bytes)
	return count, bytes, wrap(err, "count uploads")
}

// UnnamedBytes adds up the files that a holder has handed in since a moment and
// that no fact names.
func (tx *Tx) UnnamedBytes(ctx context.Context, holder string, since time.Time) (bytes int64, err error) {
	err = tx.row(ctx, `SELECT COALESCE(SUM(size), 0) FROM file WHERE named = FALSE AND holder = $1 AND at > $2`, holder, millis(since)).Scan(&bytes)
	return bytes, wrap(err, "add up files that nothing names")
}

// DropUploads forgets uploads that began before a moment.
func (tx *Tx) DropUploads(ctx context.Context, before time.Time) error {
	_, err := tx.exec(ctx, `DELETE FROM upload WHERE at < $1`, millis(before))
	return wrap(err, "forget uploads")
}
