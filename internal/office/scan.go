package office

import (
	"context"
	"errors"
	"fmt"
	"io"

	"motcua"
	"motcua/document"
	"motcua/dossier"
	"motcua/internal/store"
)

// Scan has a virus scanner look at bytes; it gives the name of what it found,
// "" when nothing.
type Scan func(ctx context.Context, body io.Reader) (found string, err error)

// scanned is the state of a file that has just come. Without a scanner files
// count as clean; while it cannot be reached they wait for it unopened.
func (o *Office) scanned(ctx context.Context, f document.File, body io.Reader) (document.State, error) {
	if o.settings.Scan == nil {
		return document.Clean, nil
	}
	found, err := o.settings.Scan(ctx, body)
	switch {
	case err != nil:
		return document.Unchecked, nil
	case found != "":
		return document.Suspected, motcua.InvalidField("file", "document.malware", "Name", f.Name)
	}
	return document.Clean, nil
}

// scansMost is after how many failures the scanner counts as away.
const scansMost = 3

// ScanFiles has the virus scanner look at the files that still wait for it. A
// file that it cannot scan goes on waiting and holds up no other; when it cannot
// be reached at all the round ends early.
func (o *Office) ScanFiles(ctx context.Context) error {
	if o.settings.Scan == nil {
		return nil
	}
	var failed []error
	for after := ""; ; {
		list, err := o.store.UncheckedFiles(ctx, after, batch)
		if err != nil || len(list) == 0 {
			return errors.Join(append(failed, err)...)
		}
		for _, f := range list {
			if err := o.scanLate(ctx, f); err != nil {
				failed = append(failed, err)
			}
			if len(failed) == scansMost {
				return errors.Join(failed...)
			}
		}
		after = list[len(list)-1].ID
	}
}

// scanLate opens a file that waited, or locks it and tells who has its dossier.
func (o *Office) scanLate(ctx context.Context, f document.File) error {
	body, err := o.archive.Open(ctx, f.Hash)
	if err != nil {
		return err
	}
	found, err := o.settings.Scan(ctx, body)
	if err := errors.Join(err, body.Close()); err != nil {
		return fmt.Errorf("scan file %s: %w", f.ID, err)
	}
	if found == "" {
		return o.store.Write(ctx, func(tx *store.Tx) error { return tx.JudgeFile(ctx, f.ID, document.Clean) })
	}
	concerned, err := o.store.DossiersNaming(ctx, f.ID)
	if err != nil {
		return err
	}
	return o.store.Write(ctx, func(tx *store.Tx) error {
		for _, s := range concerned {
			n := dossier.Notice{Kind: "fileSuspected", Code: s.Code, Reason: f.Name, Agency: s.Holder.Agency, Unit: s.Holder.Unit, Person: s.Holder.Person}
			if _, err := tx.PutNotice(ctx, noticeID(s.ID, f.Hash, n), o.Now(), s.ID, n); err != nil {
				return err
			}
		}
		return tx.JudgeFile(ctx, f.ID, document.Suspected)
	})
}
