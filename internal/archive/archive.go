// Package archive keeps the bytes of files, each once under the hash of its
// content, on disk or wherever a gocloud.dev/blob bucket can be.
package archive

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"

	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"
	"gocloud.dev/gcerrors"
)

// ErrTooLarge is what Put returns when there are more bytes than allowed.
var ErrTooLarge = errors.New("the file is larger than allowed")

// Archive keeps files. It is safe for concurrent use; the caller closes it.
type Archive struct{ bucket *blob.Bucket }

// Open opens the archive in a directory, made when missing.
func Open(dir string) (*Archive, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the archive: %w", err)
	}
	bucket, err := fileblob.OpenBucket(dir, &fileblob.Options{NoTempDir: true, Metadata: fileblob.MetadataDontWrite, DirFileMode: 0o700})
	if err != nil {
		return nil, fmt.Errorf("open the archive: %w", err)
	}
	return &Archive{bucket: bucket}, nil
}

// Close ends the use of the archive.
func (a *Archive) Close() error { return a.bucket.Close() }

// Put keeps what body gives, at most so many bytes, and returns its hash
// (sha256, hexadecimal) and size. The same bytes are kept once.
func (a *Archive) Put(ctx context.Context, body io.Reader, most int64) (hash string, size int64, err error) {
	draft, err := os.CreateTemp("", "motcua-file-*")
	if err != nil {
		return "", 0, fmt.Errorf("keep file: %w", err)
	}
	defer func() { err = errors.Join(err, draft.Close(), os.Remove(draft.Name())) }()
	sum := sha256.New()
	size, err = io.Copy(io.MultiWriter(draft, sum), io.LimitReader(body, most+1))
	switch {
	case err != nil:
		return "", 0, fmt.Errorf("keep file: %w", err)
	case size > most:
		return "", size, ErrTooLarge
	}
	hash = hex.EncodeToString(sum.Sum(nil))
	if kept, err := a.bucket.Exists(ctx, key(hash)); err != nil || kept {
		return hash, size, err
	}
	if _, err := draft.Seek(0, io.SeekStart); err != nil {
		return "", 0, fmt.Errorf("keep file: %w", err)
	}
	if err := a.bucket.Upload(ctx, key(hash), draft, &blob.WriterOptions{ContentType: "application/octet-stream"}); err != nil {
		return "", 0, fmt.Errorf("keep file: %w", err)
	}
	return hash, size, nil
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
