package office

import (
	"context"
	"os"
	"path/filepath"

	"motcua"
	"motcua/document"
	"motcua/internal/store"
)

// What one browser may have on its way at once.
const (
	uploadsMost = 12
	looseMost   = 200 << 20 // bytes on their way, or come and not named by any fact
)

// BeginUpload lets a browser send a file in parts, and names it. The file will
// belong to the holder alone.
func (o *Office) BeginUpload(ctx context.Context, holder, name string, size int64) (string, error) {
	name = document.Name(name, "")
	switch {
	case holder == "":
		return "", motcua.Refused(motcua.Forbidden, "document.upload.unknown")
	case size == 0:
		return "", motcua.InvalidField("file", "document.empty", "Name", name)
	case size > document.Largest || size < 0:
		return "", motcua.InvalidField("file", "document.tooLarge", "Name", name, "Most", document.Largest>>20)
	}
	u := store.Upload{ID: newID(), Holder: holder, Name: name, Size: size, At: o.Now()}
	return u.ID, o.store.Write(ctx, func(tx *store.Tx) error {
		count, bytes, err := tx.OpenUploads(ctx, holder)
		if err != nil {
			return err
		}
		loose, err := tx.UnnamedBytes(ctx, holder, u.At.Add(-document.Loose))
		if err != nil {
			return err
		}
		if count >= uploadsMost || bytes+loose+size > looseMost {
			return motcua.InvalidField("file", "document.upload.many", "Name", name)
		}
		return tx.PutUpload(ctx, u)
	})
}

// Upload tells whether a file is on its way for a holder: an unknown one and
// one of somebody else get the same answer.
func (o *Office) Upload(ctx context.Context, holder, id string) (size int64, err error) {
	u, err := o.store.Upload(ctx, id)
	if err == nil && (holder == "" || u.Holder != holder) {
		err = motcua.Refused(motcua.NotFound, "document.upload.unknown")
	}
	return u.Size, err
}

// Uploaded tells what became of a file that has come whole.
func (o *Office) Uploaded(ctx context.Context, holder, id string) (document.File, error) {
	f, err := o.file(ctx, id)
	if err == nil && (holder == "" || f.Holder != holder) {
		err = motcua.Refused(motcua.NotFound, "document.upload.unknown")
	}
	return f, err
}

// FinishUpload keeps a file that has come whole in parts, under the same id.
func (o *Office) FinishUpload(ctx context.Context, h Hand, path string) (document.File, error) {
	u, err := o.store.Upload(ctx, h.ID)
	if err != nil {
		return document.File{}, err
	}
	body, err := os.Open(filepath.Clean(path))
	if err != nil {
		return document.File{}, err
	}
	defer func() { _ = body.Close() }() // it was only read
	h.Name, h.Holder, h.Body = u.Name, u.Holder, body
	return o.KeepFile(ctx, h)
}

// CancelUpload forgets a file that was on its way.
func (o *Office) CancelUpload(ctx context.Context, id string) error {
	return o.store.Write(ctx, func(tx *store.Tx) error { return tx.DropUpload(ctx, id) })
}

// Incoming is the directory of files on their way.
func (o *Office) Incoming() string { return o.archive.Incoming() }
