package office

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/gabriel-vasile/mimetype"

	"motcua"
	"motcua/document"
	"motcua/identity"
	"motcua/internal/archive"
	"motcua/internal/store"
	"motcua/vietnamese"
)

// KeepFile keeps a file handed in by somebody who was asked before whether
// they may: its bytes in the archive, its type told by its content. It belongs
// to nothing until a draft, a dossier or a feedback names its id.
func (o *Office) KeepFile(ctx context.Context, by identity.Actor, name string, body io.Reader) (document.File, error) {
	f := document.File{ID: newID(), Name: fileName(name), At: o.Now(), By: by.Person, State: document.Clean}
	var err error
	f.Hash, f.Size, err = o.archive.Put(ctx, body, document.Largest)
	if errors.Is(err, archive.ErrTooLarge) {
		return f, motcua.InvalidField("file", "document.tooLarge", "Name", f.Name, "Most", document.Largest>>20)
	}
	if err != nil {
		return f, err
	}
	if f.Type, err = o.typeOf(ctx, f.Hash); err != nil {
		return f, err
	}
	return f, o.store.Write(ctx, func(tx *store.Tx) error { return tx.PutFile(ctx, f) })
}

func (o *Office) typeOf(ctx context.Context, hash string) (string, error) {
	body, err := o.archive.Open(ctx, hash)
	if err != nil {
		return "", err
	}
	defer func() { _ = body.Close() }()
	kind, err := mimetype.DetectReader(body)
	if err != nil {
		return "", fmt.Errorf("tell the type of a file: %w", err)
	}
	return kind.String(), nil
}

// File is what is known of a file, for use cases that have asked whether the
// reader may have it.
func (o *Office) file(ctx context.Context, id string) (document.File, error) {
	return o.store.File(ctx, id)
}

// OpenFile reads the bytes of a file that a use case has given to the reader.
// The caller closes it.
func (o *Office) OpenFile(ctx context.Context, f document.File) (io.ReadSeekCloser, error) {
	if f.State != document.Clean {
		return nil, motcua.Refused(motcua.Conflict, "document.suspected", "Name", f.Name)
	}
	return o.archive.Open(ctx, f.Hash)
}

// fileName is a name without folders, control characters and excess, as its
// sender wrote it otherwise.
func fileName(name string) string {
	name = path.Base(strings.ReplaceAll(vietnamese.NFC(name), `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || strings.ContainsRune("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f", r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	if runes := []rune(name); len(runes) > 120 {
		ext := []rune(path.Ext(name))
		if len(ext) > 10 {
			ext = nil
		}
		name = string(runes[:120-len(ext)]) + string(ext)
	}
	if name = strings.TrimSpace(name); name == "" || name == "." || name == "/" || name == ".." {
		return "tep"
	}
	return name
}
