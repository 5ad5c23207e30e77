package office

import (
	"context"

	"motcua"
	"motcua/document"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/store"
)

// WriteToOffice is a message of the applicant about the dossier.
func (o *Office) WriteToOffice(ctx context.Context, c Claim, text string, files []Attachment) (*View, error) {
	view, err := o.Own(ctx, c)
	if err != nil {
		return nil, err
	}
	if _, _, err := view.Write(o.act(c.By), true, text, make([]string, len(files))); err != nil {
		return nil, err // before its files are kept
	}
	ids, err := o.attached(ctx, c.By, files)
	if err != nil {
		return nil, err
	}
	return o.changeOwn(ctx, c, func(d *dossier.Dossier, _ *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.Write(act, true, text, ids)
	})
}

// WriteToApplicant is a message of the office to the applicant.
func (o *Office) WriteToApplicant(ctx context.Context, by identity.Actor, t Target, text string, files []Attachment) (*View, error) {
	view, err := o.look(ctx, by, t)
	if err != nil {
		return nil, err
	}
	if err := identity.Can(by, identity.Correspond, view.Object()); err != nil {
		return nil, err
	}
	if _, _, err := view.Write(o.act(by), false, text, make([]string, len(files))); err != nil {
		return nil, err
	}
	ids, err := o.attached(ctx, by, files)
	if err != nil {
		return nil, err
	}
	return o.change(ctx, by, t, identity.Correspond, func(d *dossier.Dossier, _ *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.Write(act, false, text, ids)
	})
}

// KeepNote is a note of the office for itself, which no applicant reads.
func (o *Office) KeepNote(ctx context.Context, by identity.Actor, t Target, text string) (*View, error) {
	return o.change(ctx, by, t, identity.Correspond, func(d *dossier.Dossier, _ *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.KeepNote(act, text)
	})
}

// attached keeps files and gives their ids; those of a kind that is not taken
// are refused together.
func (o *Office) attached(ctx context.Context, by identity.Actor, files []Attachment) ([]string, error) {
	var ids []string
	var faults []*motcua.Fault
	for _, a := range files {
		f, err := o.keepPaper(ctx, by, a)
		if fault, ok := motcua.AsFault(err); ok {
			faults = append(faults, fault)
			continue
		}
		if err != nil {
			return nil, err
		}
		ids = append(ids, f.ID)
	}
	return ids, motcua.Join(faults...)
}

// withUnread notes in a view how many messages of the other side a side has
// not read.
func (o *Office) withUnread(ctx context.Context, v *View, side string) error {
	if len(v.Messages) == 0 {
		return nil
	}
	seen, err := o.store.MessagesRead(ctx, v.ID, side)
	v.Unread = v.Dossier.Unread(side == store.ApplicantSide, seen)
	return err
}

// MessageFiles are the files that came with messages of a dossier, by their
// ids, for a reader who was given the dossier.
func (o *Office) MessageFiles(ctx context.Context, v *View) (map[string]document.File, error) {
	files := map[string]document.File{}
	for _, m := range v.Messages {
		for _, id := range m.Files {
			f, err := o.file(ctx, id)
			if err != nil {
				return nil, err
			}
			files[id] = f
		}
	}
	return files, nil
}

// ReadByApplicant notes that the applicant has read the messages in a view.
func (o *Office) ReadByApplicant(ctx context.Context, v *View) error {
	return o.readTalk(ctx, v, store.ApplicantSide)
}

// ReadByOffice notes that somebody who answers for the office has read them;
// others leave them unread.
func (o *Office) ReadByOffice(ctx context.Context, by identity.Actor, v *View) error {
	if identity.Can(by, identity.Correspond, v.Object()) != nil {
		return nil
	}
	return o.readTalk(ctx, v, store.OfficeSide)
}

func (o *Office) readTalk(ctx context.Context, v *View, side string) error {
	return o.store.Write(ctx, func(tx *store.Tx) error { return tx.ReadMessages(ctx, v.ID, side, v.Version()) })
}

// Versions are how many facts dossiers have, by their ids: what pages that are
// open compare to see that something happened.
func (o *Office) Versions(ctx context.Context, ids []string) (map[string]int, error) {
	return o.store.Versions(ctx, ids)
}
