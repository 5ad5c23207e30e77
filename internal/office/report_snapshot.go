package office

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"motcua/identity"
	"motcua/narrative"
	"motcua/report"
)

// snapshot is what was counted for a report when it was frozen. Its rows name
// every dossier of the period, so it is kept as a file by its hash, and the fact
// only names that.
type snapshot struct {
	Figures []report.Figure `json:"figures"`
	Lists   []report.List   `json:"lists"`
}

// snapshotMost is the most bytes that a snapshot is unpacked to.
const snapshotMost = 512 << 20

// keepSnapshot puts what was counted among the files and takes it out of the
// fact that will name it.
func (o *Office) keepSnapshot(ctx context.Context, by identity.Actor, f *narrative.Frozen) error {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if err := errors.Join(json.NewEncoder(z).Encode(snapshot{Figures: f.Figures, Lists: f.Lists}), z.Close()); err != nil {
		return fmt.Errorf("pack the figures of a report: %w", err)
	}
	kept, err := o.KeepFile(ctx, Hand{By: by, Name: "so-lieu.json.gz", Body: &b})
	if err != nil {
		return err
	}
	f.Snapshot, f.SnapshotHash, f.Figures, f.Lists = kept.ID, kept.Hash, nil, nil
	return nil
}

// thaw gives what was counted for a frozen report: from its file, or from the
// fact itself where that was written before such files were.
func (o *Office) thaw(ctx context.Context, f *narrative.Frozen) (snapshot, error) {
	s := snapshot{Figures: f.Figures, Lists: f.Lists}
	if f.Snapshot == "" {
		return s, nil
	}
	kept, err := o.file(ctx, f.Snapshot)
	if err != nil {
		return s, err
	}
	if kept.Hash != f.SnapshotHash {
		return s, fmt.Errorf("read the figures of a report: file %s is not the one that was kept", kept.ID)
	}
	body, err := o.bytesOf(ctx, kept)
	if err != nil {
		return s, err
	}
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return s, fmt.Errorf("unpack the figures of a report: %w", err)
	}
	if err := json.NewDecoder(io.LimitReader(z, snapshotMost)).Decode(&s); err != nil {
		return s, fmt.Errorf("read the figures of a report: %w", err)
	}
	return s, nil
}
