package office

import (
	"context"
	"slices"

	"motcua"
	"motcua/document"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/record"
)

// FilingPaper is a file beside a filing, with what is known of the file.
type FilingPaper struct {
	*record.Paper
	Kept document.File
}

func filingPapers() recordKind[*record.Paper] {
	return recordKind[*record.Paper]{noun: "paper", codec: record.PaperCodec(), rebuild: record.RebuildPaper, row: (*record.Paper).Row}
}

// Papers are the files beside a filing, the first that was attached first; those
// that were taken away say why.
func (f Filings[C]) Papers(ctx context.Context, by identity.Actor, id string) ([]FilingPaper, error) {
	if err := identity.Can(by, identity.ReadReform, f.reform()); err != nil {
		return nil, err
	}
	if _, _, err := f.kind.read(ctx, f.Office, id); err != nil { // of another noun it is not here
		return nil, err
	}
	return f.papersOf(ctx, id)
}

// papersOf is Papers for those who have been given the filing.
func (o *Office) papersOf(ctx context.Context, id string) ([]FilingPaper, error) {
	list, err := filingPapers().list(ctx, o, store.RecordFilter{Parent: id})
	if err != nil {
		return nil, err
	}
	slices.Reverse(list)
	papers := make([]FilingPaper, len(list))
	for i, p := range list {
		papers[i].Paper = p
		if papers[i].Kept, err = o.file(ctx, p.File); err != nil {
			return nil, err
		}
	}
	return papers, nil
}

// openPapers are those that everybody may have; files that the scanner objects
// to are not offered.
func (o *Office) openPapers(ctx context.Context, id string) ([]FilingPaper, error) {
	list, err := o.papersOf(ctx, id)
	return slices.DeleteFunc(list, func(p FilingPaper) bool { return !p.Open || p.Gone != "" || p.Kept.Closed() != nil }), err
}

// Paper is a file beside a filing, for readers of the filing.
func (f Filings[C]) Paper(ctx context.Context, by identity.Actor, id, file string) (document.File, error) {
	list, err := f.Papers(ctx, by, id)
	if err != nil {
		return document.File{}, err
	}
	return paperNamed(list, file)
}

func paperNamed(list []FilingPaper, file string) (document.File, error) {
	for _, p := range list {
		if p.File == file && p.Gone == "" {
			return p.Kept, nil
		}
	}
	return document.File{}, motcua.Refused(motcua.NotFound, "document.unknown")
}

// papersAtMost is how many files a filing has at most.
const papersAtMost = 60

// Attach puts files beside a filing.
func (f Filings[C]) Attach(ctx context.Context, by identity.Actor, id string, files []string, note string, open bool) error {
	if err := identity.Can(by, identity.KeepReform, f.reform()); err != nil {
		return err
	}
	t, _, err := f.kind.read(ctx, f.Office, id)
	if err != nil {
		return err
	}
	if t.Cancelled != "" {
		return motcua.Refused(motcua.Conflict, "record.cancelled")
	}
	if note, err = record.Text("note", note, false); err != nil {
		return err
	}
	before, err := f.store.CountRecords(ctx, store.RecordFilter{Noun: filingPapers().noun, Parent: id, Open: true})
	switch {
	case err != nil:
		return err
	case len(files) == 0:
		return motcua.InvalidField("files", "record.paper.none")
	case before+len(files) > papersAtMost:
		return motcua.InvalidField("files", "document.many", "Most", papersAtMost)
	}
	if err := f.acceptPapers(ctx, files); err != nil {
		return err
	}
	return f.store.Write(ctx, func(tx *store.Tx) error {
		for _, file := range files {
			if _, err := filingPapers().create(ctx, tx, record.Act{At: f.Now(), By: by}, record.Attached{Of: id, File: file, Note: note, Open: open}); err != nil {
				return err
			}
		}
		return nil
	})
}

// ShowPaper says whether everybody may have a file.
func (f Filings[C]) ShowPaper(ctx context.Context, by identity.Actor, id string, t RecordTarget, open bool) error {
	return f.changePaper(ctx, by, id, t, func(p *record.Paper) ([]record.Fact, error) { return p.Show(open) })
}

// TakeAwayPaper takes a file away that does not belong to the filing.
func (f Filings[C]) TakeAwayPaper(ctx context.Context, by identity.Actor, id string, t RecordTarget, reason string) error {
	return f.changePaper(ctx, by, id, t, func(p *record.Paper) ([]record.Fact, error) { return p.TakeAway(reason) })
}

func (f Filings[C]) changePaper(ctx context.Context, by identity.Actor, id string, t RecordTarget, decide func(p *record.Paper) ([]record.Fact, error)) error {
	if err := identity.Can(by, identity.KeepReform, f.reform()); err != nil {
		return err
	}
	if _, _, err := f.kind.read(ctx, f.Office, id); err != nil { // of another noun it is not here
		return err
	}
	_, err := filingPapers().change(ctx, f.Office, by, t, func(p *record.Paper, _ record.Act) ([]record.Fact, error) {
		if p.Of != id {
			return nil, motcua.Refused(motcua.NotFound, "record.unknown")
		}
		return decide(p)
	})
	return err
}
