package office

import (
	"context"
	"errors"
	"time"

	"motcua/document"
	"motcua/internal/store"
)

// sweepGrace is how much longer than document.Loose a file stays, so that no
// form that names it at the last moment finds it gone.
const sweepGrace = time.Hour

// sweepAtOnce is how many files are asked about at once.
const sweepAtOnce = 10_000

// SweepFiles forgets the files that were handed in and that nothing names a day
// later, with their bytes when no other file has the same, and what came in
// parts and never whole. It returns how many went.
func (o *Office) SweepFiles(ctx context.Context) (int, error) {
	gone := 0
	before := o.Now().Add(-document.Loose - sweepGrace)
	for after := ""; ; {
		list, err := o.store.UnnamedFiles(ctx, before, after, sweepAtOnce)
		if err != nil {
			return gone, err
		}
		if len(list) == 0 {
			return gone, errors.Join(o.sweepUploads(ctx, before), o.destroy(ctx))
		}
		n, err := o.sweep(ctx, list)
		if gone += n; err != nil {
			return gone, err
		}
		after = list[len(list)-1].ID
	}
}

// sweepUploads forgets what began to come before a moment and never came whole.
func (o *Office) sweepUploads(ctx context.Context, before time.Time) error {
	if err := o.store.Write(ctx, func(tx *store.Tx) error { return tx.DropUploads(ctx, before) }); err != nil {
		return err
	}
	return o.archive.SweepIncoming(document.Loose + sweepGrace)
}

func (o *Office) sweep(ctx context.Context, list []document.File) (int, error) {
	ever, now, err := o.store.FilesNamed(ctx, list)
	if err != nil {
		return 0, err
	}
	var loose []document.File
	err = o.store.Write(ctx, func(tx *store.Tx) error {
		loose = nil
		for _, f := range list {
			var err error
			switch {
			case ever[f.ID]:
				err = tx.NameFile(ctx, f.ID)
			case !now[f.ID]:
				loose = append(loose, f)
				err = tx.DropFile(ctx, f.ID)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	for _, f := range loose {
		kept, err := o.store.HashKept(ctx, f.Hash)
		if err == nil && !kept {
			_, err = o.archive.Remove(ctx, f.Hash)
		}
		if err != nil {
			return len(loose), err
		}
	}
	return len(loose), nil
}
