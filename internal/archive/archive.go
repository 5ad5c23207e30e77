// Package archive keeps the bytes of files, each once under the hash of its
// content, on disk or in a bucket of a server that speaks S3.
package archive

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"
	"gocloud.dev/gcerrors"
)

// ErrTooLarge is what Receive returns when there are more bytes than allowed.
var ErrTooLarge = errors.New("the file is larger than allowed")

// Archive keeps files. It is safe for concurrent use; the caller closes it.
type Archive struct {
	bucket   *blob.Bucket
	incoming string
	at       S3 // zero on disk
}

// Open opens the archive in a directory, made when missing.
func Open(dir string) (*Archive, error) {
	incoming := filepath.Join(dir, "incoming")
	if err := os.MkdirAll(incoming, 0o700); err != nil {
		return nil, fmt.Errorf("make the archive: %w", err)
	}
	bucket, err := fileblob.OpenBucket(dir, &fileblob.Options{NoTempDir: true, Metadata: fileblob.MetadataDontWrite, DirFileMode: 0o700})
	if err != nil {
		return nil, fmt.Errorf("open the archive: %w", err)
	}
	return &Archive{bucket: bucket, incoming: incoming}, nil
}

// Close ends the use of the archive.
func (a *Archive) Close() error { return a.bucket.Close() }

// Draft is a file that has arrived and waits to be looked at and kept; it
// stands on disk, not in memory. Whoever has it drops it in the end.
type Draft struct {
	Hash string // sha256, hexadecimal
	Size int64

	file *os.File
	of   *Archive
}

// Receive takes what body gives, at most so many bytes.
func (a *Archive) Receive(body io.Reader, most int64) (*Draft, error) {
	file, err := os.CreateTemp(a.Incoming(), "file-*")
	if err != nil {
		return nil, fmt.Errorf("receive file: %w", err)
	}
	d := &Draft{file: file, of: a}
	sum := sha256.New()
	d.Size, err = io.Copy(io.MultiWriter(file, sum), io.LimitReader(body, most+1))
	switch {
	case err != nil:
		return nil, errors.Join(fmt.Errorf("receive file: %w", err), d.Drop())
	case d.Size > most:
		return nil, errors.Join(ErrTooLarge, d.Drop())
	}
	d.Hash = hex.EncodeToString(sum.Sum(nil))
	return d, nil
}

// Body reads the draft from its beginning, or anywhere.
func (d *Draft) Body() *io.SectionReader { return io.NewSectionReader(d.file, 0, d.Size) }

// Drop forgets the draft; what was kept of it stays kept.
func (d *Draft) Drop() error { return errors.Join(d.file.Close(), os.Remove(d.file.Name())) }

// Keep puts the draft into the archive. The same bytes are kept once; they are
// written again when they have lain for long, so that Remove leaves them.
func (d *Draft) Keep(ctx context.Context) error {
	bucket := d.of.bucket
	if kept, err := bucket.Attributes(ctx, key(d.Hash)); err == nil && time.Since(kept.ModTime) < settled/2 {
		return nil
	}
	if err := bucket.Upload(ctx, key(d.Hash), d.Body(), &blob.WriterOptions{ContentType: "application/octet-stream"}); err != nil {
		return fmt.Errorf("keep file: %w", err)
	}
	return nil
}

// settled is how long bytes must have lain untouched to be removed: whoever
// keeps the same bytes at this moment has then time to say so.
const settled = time.Hour

// Remove forgets bytes that nothing names any more, and tells whether they are
// gone: those that somebody kept just now stay.
func (a *Archive) Remove(ctx context.Context, hash string) (gone bool, err error) {
	kept, err := a.bucket.Attributes(ctx, key(hash))
	switch {
	case gcerrors.Code(err) == gcerrors.NotFound:
		return true, nil
	case err != nil:
		return false, fmt.Errorf("remove file: %w", err)
	case time.Since(kept.ModTime) < settled:
		return false, nil
	}
	if err := a.bucket.Delete(ctx, key(hash)); err != nil {
		return false, fmt.Errorf("remove file: %w", err)
	}
	return true, nil
}

// Incoming is the directory of what is on its way and not kept yet. It is on
// this machine, whatever the archive is on.
func (a *Archive) Incoming() string { return a.incoming }

// SweepIncoming removes what has lain in Incoming for longer than that: parts
// of files that never came whole.
func (a *Archive) SweepIncoming(lain time.Duration) error {
	entries, err := os.ReadDir(a.incoming)
	if err != nil {
		return fmt.Errorf("sweep what is incoming: %w", err)
	}
	var failed []error
	for _, e := range entries {
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > lain {
			failed = append(failed, os.Remove(filepath.Join(a.incoming, e.Name())))
		}
	}
	return errors.Join(failed...)
}

// Open reads the bytes kept under a hash; the caller closes the reader. The
// error of an unknown hash is fs.ErrNotExist.
func (a *Archive) Open(ctx context.Context, hash string) (io.ReadSeekCloser, error) {
	r, err := a.bucket.NewReader(ctx, key(hash), nil)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return nil, fmt.Errorf("file %s: %w", hash, os.ErrNotExist)
	}
	if err != nil {
		return nil, fmt.Errorf("read file: %w", err)
	}
	return r, nil
}

// key spreads files over directories by the beginning of their hash.
func key(hash string) string {
	if len(hash) < 4 {
		return hash
	}
	return hash[:2] + "/" + hash
}
