package office

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"motcua"
	"motcua/document"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/pdfpages"
	"motcua/internal/store"
)

// WaitingScan is a file from a scanner that waits to be put to papers of a dossier.
type WaitingScan struct {
	store.Scan
	Kept document.File
}

// scansShown is how many scans the inbox lists.
const scansShown = 100

// UploadScan takes files from a scanner for a dossier, as one PDF of all their
// pages. What cannot be read as pages leaves nothing behind.
func (o *Office) UploadScan(ctx context.Context, by identity.Actor, code string, files []Attachment) (*WaitingScan, error) {
	view, err := o.Dossier(ctx, by, code)
	if err != nil {
		return nil, err
	}
	if err := identity.Can(by, identity.FilePapers, view.Object()); err != nil {
		return nil, err
	}
	if !view.Status.Open() {
		return nil, motcua.Refused(motcua.Conflict, "dossier.closed."+string(view.Status))
	}
	if len(files) == 0 {
		return nil, motcua.InvalidField("file", "scan.choose")
	}
	var bodies [][]byte
	for _, a := range files {
		body, err := o.pagesOf(a.Name, a.Body)
		if err != nil {
			return nil, err
		}
		bodies = append(bodies, body)
	}
	pdf, err := pdfpages.Join(bodies)
	if err != nil {
		return nil, unreadable(err, files[0].Name)
	}
	s := store.Scan{Dossier: view.Dossier.Code, By: by.Person}
	return o.keepScan(ctx, by, s, files[0].Name, pdf)
}

// pagesOf reads a file that must be pages: a PDF, a photograph, a picture.
func (o *Office) pagesOf(name string, from io.Reader) ([]byte, error) {
	name = document.Name(name, "")
	body, err := io.ReadAll(io.LimitReader(from, document.Largest+1))
	switch {
	case err != nil:
		return nil, err
	case len(body) > document.Largest:
		return nil, motcua.InvalidField("file", "document.tooLarge", "Name", name, "Most", document.Largest>>20)
	}
	kind, err := document.Examine(name, bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return nil, err
	}
	if !document.Shown(kind) {
		return nil, motcua.InvalidField("file", "scan.kind", "Name", name)
	}
	if kind == document.PDF {
		_, err = pdfpages.Count(body)
	}
	return body, unreadable(err, name)
}

// unreadable says to whoever scanned what is wrong with a file.
func unreadable(err error, name string) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, pdfpages.ErrLocked):
		return motcua.InvalidField("file", "document.encrypted", "Name", name)
	default:
		return motcua.InvalidField("file", "document.broken", "Name", name)
	}
}

// keepScan keeps a PDF as a scan that waits. The name is that of what it was
// made of.
func (o *Office) keepScan(ctx context.Context, by identity.Actor, s store.Scan, name string, pdf []byte) (*WaitingScan, error) {
	var err error
	if s.Pages, err = pdfpages.Count(pdf); err != nil {
		return nil, unreadable(err, name)
	}
	f, err := o.KeepFile(ctx, Hand{By: by, Name: name, Body: bytes.NewReader(pdf), Takes: document.Paper})
	if err != nil {
		return nil, err
	}
	s.ID, s.File, s.Hash, s.At = newID(), f.ID, f.Hash, o.Now()
	return &WaitingScan{s, f}, o.store.Write(ctx, func(tx *store.Tx) error {
		_, err := tx.PutScan(ctx, s)
		return err
	})
}

// Scans lists the scans that wait to be put to a dossier, for the desk.
func (o *Office) Scans(ctx context.Context, by identity.Actor) ([]WaitingScan, error) {
	if err := identity.Can(by, identity.Receive, identity.Object{}); err != nil {
		return nil, err
	}
	list, err := o.store.Scans(ctx, "", scansShown)
	if err != nil {
		return nil, err
	}
	scans := make([]WaitingScan, len(list))
	for i, s := range list {
		if scans[i], err = o.withFile(ctx, s); err != nil {
			return nil, err
		}
	}
	return scans, nil
}

func (o *Office) withFile(ctx context.Context, s store.Scan) (WaitingScan, error) {
	f, err := o.file(ctx, s.File)
	return WaitingScan{s, f}, err
}

// Scan shows a scan that waits: to the desk, and to whoever may put papers to
// the dossier it was uploaded for.
func (o *Office) Scan(ctx context.Context, by identity.Actor, id string) (*WaitingScan, error) {
	s, err := o.store.Scan(ctx, id)
	if err != nil {
		return nil, err
	}
	if identity.Can(by, identity.Receive, identity.Object{}) != nil {
		if s.Dossier == "" {
			return nil, motcua.Refused(motcua.NotFound, "scan.unknown")
		}
		view, err := o.Dossier(ctx, by, s.Dossier)
		if err != nil {
			return nil, err
		}
		if err := identity.Can(by, identity.FilePapers, view.Object()); err != nil {
			return nil, err
		}
	}
	found, err := o.withFile(ctx, s)
	return &found, err
}

// DropScan throws a scan away that belongs to no dossier.
func (o *Office) DropScan(ctx context.Context, by identity.Actor, id string) error {
	if _, err := o.Scan(ctx, by, id); err != nil {
		return err
	}
	return o.store.Write(ctx, func(tx *store.Tx) error { return tx.TakeScan(ctx, id) })
}

// Cut says which pages of a scan become a file of which paper.
type Cut struct {
	Paper string // code
	Pages string // "1-3, 5"
	Turn  int    // clockwise: 0, 90, 180, 270
}

// AttachScan cuts a scan into files and puts each to its paper; cuts of the same
// paper become one file, pages that no cut names are left out. The scan is gone
// with it. All of it is done or nothing.
func (o *Office) AttachScan(ctx context.Context, by identity.Actor, t Target, id string, cuts []Cut, reason string) (*View, error) {
	s, err := o.Scan(ctx, by, id)
	if err != nil {
		return nil, err
	}
	view, err := o.Dossier(ctx, by, t.Code)
	if err != nil {
		return nil, err
	}
	if err := identity.Can(by, identity.FilePapers, view.Object()); err != nil {
		return nil, err
	}
	papers, picks, err := s.picks(cuts)
	if err != nil {
		return nil, err
	}
	var filed []dossier.PaperFiled
	for _, paper := range papers {
		filed = append(filed, dossier.PaperFiled{Paper: paper, Files: []string{""}, Way: dossier.Scanned, Reason: strings.TrimSpace(reason)})
	}
	act := o.act(by)
	if _, _, err := view.FilePapers(act, filed, wantedPapers(view.Book, view.Dossier)); err != nil {
		return nil, err // before any page is cut
	}
	pdf, err := o.bytesOf(ctx, s.Kept)
	if err != nil {
		return nil, err
	}
	for i, paper := range papers {
		cut, err := pdfpages.Take(pdf, picks[paper])
		if err != nil {
			return nil, unreadable(err, s.Kept.Name)
		}
		name := titleOf(papersFor(view.Book, view.Dossier), paper) + ".pdf"
		f, err := o.KeepFile(ctx, Hand{By: by, Name: name, Body: bytes.NewReader(cut), Takes: document.Paper})
		if err != nil {
			return nil, err
		}
		filed[i].Files = []string{f.ID}
	}
	return o.fileScan(ctx, by, t, id, filed)
}

// fileScan records the papers and drops the scan in one transaction.
func (o *Office) fileScan(ctx context.Context, by identity.Actor, t Target, id string, filed []dossier.PaperFiled) (*View, error) {
	beside := func(tx *store.Tx) error { return tx.TakeScan(ctx, id) }
	return o.changeWith(ctx, by, t, identity.FilePapers, beside, func(d *dossier.Dossier, b *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.FilePapers(act, filed, wantedPapers(b, d))
	})
}

// picks are the papers in the order they are first named, with their pages.
func (s *WaitingScan) picks(cuts []Cut) ([]string, map[string][]pdfpages.Pick, error) {
	var papers []string
	var faults []*motcua.Fault
	picks := map[string][]pdfpages.Pick{}
	for i, c := range cuts {
		field := func(part string) string { return fmt.Sprintf("cut%d.%s", i+1, part) }
		pages, err := pdfpages.Ranges(c.Pages, s.Pages)
		switch {
		case err != nil:
			faults = append(faults, motcua.InvalidField(field("pages"), "scan.pages", "Pages", s.Pages))
		case len(pages) == 0 && c.Paper == "":
		case len(pages) == 0:
			faults = append(faults, motcua.InvalidField(field("pages"), "scan.half.pages"))
		case c.Paper == "":
			faults = append(faults, motcua.InvalidField(field("paper"), "scan.half.paper"))
		case c.Turn != 0 && c.Turn != 90 && c.Turn != 180 && c.Turn != 270:
			faults = append(faults, motcua.InvalidField(field("turn"), "scan.turn"))
		}
		if err != nil || len(pages) == 0 || c.Paper == "" {
			continue
		}
		if picks[c.Paper] == nil {
			papers = append(papers, c.Paper)
		}
		picks[c.Paper] = append(picks[c.Paper], pdfpages.Pick{Pages: pages, Turn: c.Turn})
	}
	if len(papers) == 0 && len(faults) == 0 {
		faults = append(faults, motcua.InvalidField("cut1.pages", "scan.nothing"))
	}
	if err := motcua.Join(faults...); err != nil {
		return nil, nil, err
	}
	return papers, picks, nil
}

// bytesOf are the bytes of a file.
func (o *Office) bytesOf(ctx context.Context, f document.File) ([]byte, error) {
	body, err := o.OpenFile(ctx, f)
	if err != nil {
		return nil, err
	}
	all, err := io.ReadAll(body)
	return all, errors.Join(err, body.Close())
}

// TakeScan takes what the scanner of a counter has put into its folder, looked
// into like any file that is handed in.
func (o *Office) TakeScan(ctx context.Context, counter, name string, body io.Reader) error {
	pages, err := o.pagesOf(name, body)
	if err != nil {
		return err
	}
	pdf, err := pdfpages.Join([][]byte{pages})
	if err != nil {
		return unreadable(err, name)
	}
	_, err = o.keepScan(ctx, identity.System("scans"), store.Scan{Counter: counter, By: "system"}, name, pdf)
	return err
}
