package dossier

import (
	"slices"
	"time"
)

// KeptFile is a file of a dossier with the kind that its retention follows
// from: FileOfPaper, FileOfMessage or FileOfResult.
type KeptFile struct{ Kind, ID string }

// The kinds of files of a dossier, as document.Retentions has them.
const (
	FileOfPaper   = "paper"
	FileOfMessage = "message"
	FileOfResult  = "result"
)

// KeptFiles lists the files of the dossier that were not destroyed, each once.
func (d *Dossier) KeptFiles() []KeptFile {
	var list []KeptFile
	gone := d.disposed()
	add := func(kind string, ids ...string) {
		for _, id := range ids {
			known := slices.ContainsFunc(list, func(k KeptFile) bool { return k.ID == id })
			if id != "" && !gone[id] && !known {
				list = append(list, KeptFile{kind, id})
			}
		}
	}
	for _, r := range d.Results {
		add(FileOfResult, r.Document.File)
	}
	add(FileOfPaper, d.paperFiles()...)
	for _, m := range d.Messages {
		add(FileOfMessage, m.Files...)
	}
	return list
}

func (d *Dossier) disposed() map[string]bool {
	gone := map[string]bool{}
	for _, e := range d.Events {
		if f, ok := e.Fact.(FilesDisposed); ok {
			for _, file := range f.Files {
				gone[file.ID] = true
			}
		}
	}
	return gone
}

// paperFiles are the files of every version of every paper.
func (d *Dossier) paperFiles() []string {
	var ids []string
	for _, p := range d.Intake.Papers {
		ids = append(ids, p.Files...)
	}
	for _, s := range d.Supplements {
		for _, p := range append(s.Sent[:len(s.Sent):len(s.Sent)], s.Handed...) {
			ids = append(ids, p.Files...)
		}
	}
	for _, e := range d.Events {
		if f, ok := e.Fact.(PaperFiled); ok {
			ids = append(ids, f.Files...)
		}
	}
	return ids
}

// EndedAt is when the matter was closed, from which files are kept for their
// years; zero while it is not.
func (d *Dossier) EndedAt() time.Time {
	switch {
	case !d.ReturnedAt.IsZero():
		return d.ReturnedAt
	case d.Conclusion != nil && d.Status != Resolved:
		return d.Conclusion.At
	}
	return time.Time{}
}

// Dispose records that files of the dossier are destroyed, which the caller has
// found past their retention.
func (d *Dossier) Dispose(act Act, files []DisposedFile, reason string) (*Dossier, []Event, error) {
	if f := checkText("reason", &reason, textLimit, true); f != nil {
		return nil, nil, f
	}
	if len(files) == 0 {
		return nil, nil, d.refused("dossier.dispose.none")
	}
	next, events := d.With(act.At, Recorded(act.By, ""), FilesDisposed{Files: files, Reason: reason})
	return next, events, nil
}
