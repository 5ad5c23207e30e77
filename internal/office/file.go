package office

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"github.com/gabriel-vasile/mimetype"

	"motcua"
	"motcua/document"
	"motcua/identity"
	"motcua/internal/archive"
	"motcua/internal/store"
)

// Hand is a file as it is handed in, by somebody who was asked before whether
// they may.
type Hand struct {
	By     identity.Actor
	Holder string // the browser, see Holder; "" when no form is to name the file later
	ID     string // of the upload it came as; "" makes a new one
	Name   string // as its sender calls it
	Body   io.Reader
	// Takes says why a file is not taken here; nil takes every kind.
	Takes func(document.File) *motcua.Fault
}

// Holder is what stands for the secret of a browser where files are kept.
func Holder(secret string) string {
	if secret == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// KeepFile keeps a file: its type told by its content, what its type promises
// looked into, its name made to agree, seen by the virus scanner where there is
// one. What is not taken leaves nothing behind.
// It belongs to nothing until a draft, a dossier or a feedback names its id.
func (o *Office) KeepFile(ctx context.Context, h Hand) (f document.File, err error) {
	f = document.File{ID: h.ID, Name: document.Name(h.Name, ""), At: o.Now(), By: h.By.Person, Holder: h.Holder, State: document.Clean}
	if f.ID == "" {
		f.ID = newID()
	}
	arrived, err := o.archive.Receive(h.Body, document.Largest)
	if errors.Is(err, archive.ErrTooLarge) {
		return f, motcua.InvalidField("file", "document.tooLarge", "Name", f.Name, "Most", document.Largest>>20)
	}
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, arrived.Drop()) }()
	f.Hash, f.Size = arrived.Hash, arrived.Size
	if f.Type, err = typeOf(f.Name, arrived); err != nil {
		return f, err
	}
	f.Name = document.Name(h.Name, f.Type)
	if h.Takes != nil {
		if fault := h.Takes(f); fault != nil {
			return f, fault
		}
	}
	if f.State, err = o.scanned(ctx, f, arrived.Body()); err != nil {
		return f, err
	}
	if err := arrived.Keep(ctx); err != nil {
		return f, err
	}
	return f, o.store.Write(ctx, func(tx *store.Tx) error {
		if h.ID != "" {
			if err := tx.DropUpload(ctx, h.ID); err != nil {
				return err
			}
		}
		return tx.PutFile(ctx, f)
	})
}

// keepPaper keeps an attachment when it is of a kind that dossiers take.
func (o *Office) keepPaper(ctx context.Context, by identity.Actor, a Attachment) (document.File, error) {
	if a.Kept.ID != "" {
		return a.Kept, motcua.Join(document.Paper(a.Kept))
	}
	return o.KeepFile(ctx, Hand{By: by, Name: a.Name, Body: a.Body, Takes: document.Paper})
}

// typeOf tells the type of a file by its content; a paper is looked into.
func typeOf(name string, arrived *archive.Draft) (string, error) {
	kind, err := document.Examine(name, arrived.Body(), arrived.Size)
	if kind != "" || err != nil {
		return kind, err
	}
	guess, err := mimetype.DetectReader(arrived.Body())
	if err != nil {
		return "", fmt.Errorf("tell the type of a file: %w", err)
	}
	switch kind = guess.String(); kind {
	case document.DOCX, document.XLSX:
		return "application/zip", nil // it looks like one from afar
	case document.PDF, document.JPEG, document.PNG:
		return "application/octet-stream", nil
	}
	return kind, nil
}

// file is what is known of a file, for use cases that have asked whether the
// reader may have it.
func (o *Office) file(ctx context.Context, id string) (document.File, error) {
	return o.store.File(ctx, id)
}

// handedMost is the most files that one form may name.
const handedMost = 60

// HandedIn tells what files are that somebody handed in within a day, as the
// form that came back names them: those of the same browser, or of the same
// account. Others are left out.
func (o *Office) HandedIn(ctx context.Context, by identity.Actor, holder string, ids []string) ([]document.File, error) {
	known := by.Person != "" && by.Person != identity.Applicant(identity.ByKey, "", "").Person // applicants without an account are one person to facts
	var files []document.File
	for _, id := range ids[:min(len(ids), handedMost)] {
		f, err := o.file(ctx, id)
		if err != nil && motcua.KindOf(err) != motcua.NotFound {
			return nil, err
		}
		own := holder != "" && f.Holder == holder || known && f.By == by.Person
		if err == nil && own && o.Now().Sub(f.At) < document.Loose {
			files = append(files, f)
		}
	}
	return files, nil
}

// OpenFile reads the bytes of a file that a use case has given to the reader.
// The caller closes it.
func (o *Office) OpenFile(ctx context.Context, f document.File) (io.ReadSeekCloser, error) {
	if fault := f.Closed(); fault != nil {
		return nil, fault
	}
	return o.archive.Open(ctx, f.Hash)
}
