package office

import (
	"context"
	"errors"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/document"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/store"
)

func unknownPaper() error { return motcua.Refused(motcua.NotFound, "dossier.paper.unknown") }

// papersFor are the papers that the pinned version asks of a dossier.
func papersFor(b *Book, d *dossier.Dossier) []catalogue.Paper {
	p, err := b.Procedure(d.Intake.Procedure)
	if err != nil {
		return nil
	}
	version, _ := p.Version(d.Intake.Version)
	return version.PapersFor(d.Intake.Case)
}

func wantedPapers(b *Book, d *dossier.Dossier) []string {
	var codes []string
	for _, p := range papersFor(b, d) {
		codes = append(codes, p.Code)
	}
	return codes
}

// Expired is a dossier with files that are past their retention.
type Expired struct {
	Code      string
	Name      string // of its procedure
	Applicant string
	EndedAt   time.Time
	Files     []document.File
	Kinds     []string // of the files, as document.Retentions has them
}

// expiredAtOnce is how many dossiers one page of the list shows.
const expiredAtOnce = 20

// Expired lists the dossiers with files past their retention, those after a
// code. Nothing is destroyed by it.
func (o *Office) Expired(ctx context.Context, by identity.Actor, after string) (Page[Expired], error) {
	var page Page[Expired]
	if err := identity.Can(by, identity.DisposeFiles, identity.Object{}); err != nil {
		return page, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return page, err
	}
	now := o.Now().In(calendar.Zone())
	before := time.Date(now.Year()-document.Shortest(), time.January, 1, 0, 0, 0, 0, now.Location())
	for {
		codes, err := o.store.EndedWithFiles(ctx, before, after, expiredAtOnce)
		if err != nil {
			return page, err
		}
		for _, code := range codes {
			after = code
			e, err := o.expired(ctx, b, code)
			if err != nil {
				return page, err
			}
			if len(e.Files) == 0 {
				continue
			}
			if page.Items = append(page.Items, e); len(page.Items) == expiredAtOnce {
				page.Next = code
				return page, nil
			}
		}
		if len(codes) < expiredAtOnce {
			return page, nil
		}
	}
}

func (o *Office) expired(ctx context.Context, b *Book, code string) (Expired, error) {
	d, _, err := o.load(ctx, b, Target{Code: code})
	if err != nil {
		return Expired{}, err
	}
	e := Expired{Code: d.Code, Name: d.Name, Applicant: d.Intake.Applicant.Name, EndedAt: d.EndedAt()}
	for _, k := range d.KeptFiles() {
		if until, ends := document.KeptUntil(k.Kind, d.EndedAt().In(calendar.Zone())); !ends || o.Now().Before(until) {
			continue
		}
		f, err := o.file(ctx, k.ID)
		if err != nil {
			return e, err
		}
		e.Files, e.Kinds = append(e.Files, f), append(e.Kinds, k.Kind)
	}
	return e, nil
}

// ExpiredOf is one dossier of the list, for the page that asks for the reason.
func (o *Office) ExpiredOf(ctx context.Context, by identity.Actor, code string) (Expired, error) {
	if err := identity.Can(by, identity.DisposeFiles, identity.Object{}); err != nil {
		return Expired{}, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return Expired{}, err
	}
	return o.expired(ctx, b, code)
}

// Dispose destroys the files of a dossier that are past their retention, with
// the reason. What another dossier names stays there; the names and hashes stay
// in the log.
func (o *Office) Dispose(ctx context.Context, by identity.Actor, code, reason string) (int, error) {
	if err := identity.Can(by, identity.DisposeFiles, identity.Object{}); err != nil {
		return 0, err
	}
	for attempt := 1; ; attempt++ {
		n, err := o.disposeOnce(ctx, by, code, reason)
		if errors.Is(err, store.ErrStale) && attempt < attempts {
			continue
		}
		if err == nil {
			err = o.destroy(ctx)
		}
		return n, err
	}
}

func (o *Office) disposeOnce(ctx context.Context, by identity.Actor, code, reason string) (int, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return 0, err
	}
	d, log, err := o.load(ctx, b, Target{Code: code})
	if err != nil {
		return 0, err
	}
	e, err := o.expired(ctx, b, code)
	if err != nil {
		return 0, err
	}
	var gone []dossier.DisposedFile
	for _, f := range e.Files {
		gone = append(gone, dossier.DisposedFile{ID: f.ID, Name: f.Name, Hash: f.Hash})
	}
	act := o.act(by)
	act.At = notBefore(d, act.At)
	next, events, err := d.Dispose(act, gone, reason)
	if err != nil {
		return 0, err
	}
	alone, err := o.namedHereAlone(ctx, d, gone)
	if err != nil {
		return 0, err
	}
	summary, err := next.Summarize(b.fieldOf(next), b.Calendars, act.At)
	if err != nil {
		return 0, err
	}
	return len(gone), o.store.Write(ctx, func(tx *store.Tx) error {
		for _, id := range alone {
			if err := tx.DisposeFile(ctx, id); err != nil {
				return err
			}
		}
		return tx.AppendFacts(ctx, summary, log.Last, events, nil)
	})
}

// namedHereAlone are those of the files that no other dossier has still.
func (o *Office) namedHereAlone(ctx context.Context, d *dossier.Dossier, files []dossier.DisposedFile) ([]string, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	var alone []string
	for _, f := range files {
		list, err := o.store.DossiersNaming(ctx, f.ID)
		if err != nil {
			return nil, err
		}
		others := false
		for _, s := range list {
			if s.ID == d.ID || others {
				continue
			}
			other, _, err := o.load(ctx, b, Target{Code: s.Code})
			if err != nil {
				return nil, err
			}
			others = other.HasFile(f.ID)
		}
		if !others {
			alone = append(alone, f.ID)
		}
	}
	return alone, nil
}

// destroy removes the bytes of files that are to be destroyed. What fails is
// done by the next sweep.
func (o *Office) destroy(ctx context.Context) error {
	hashes, err := o.store.Disposing(ctx)
	if err != nil {
		return err
	}
	for _, hash := range hashes {
		kept, err := o.store.HashKept(ctx, hash)
		gone := true
		if err == nil && !kept {
			gone, err = o.archive.Remove(ctx, hash)
		}
		if err == nil && gone {
			err = o.store.Write(ctx, func(tx *store.Tx) error { return tx.Disposed(ctx, hash) })
		}
		if err != nil {
			return err
		}
	}
	return nil
}
