package office

import (
	"context"
	"io"

	"motcua"
	"motcua/document"
	"motcua/dossier"
)

// Attachment is a file on its way to a paper.
type Attachment struct {
	Paper, Name string // code of the paper, name of the file
	Body        io.Reader
	Kept        document.File // handed in before, in place of a body
}

// SendPapers hands in, for the applicant, the papers that were asked for. Files
// of a kind that is not taken are refused together, and nothing is sent.
func (o *Office) SendPapers(ctx context.Context, c Claim, files []Attachment, note string) (*View, error) {
	view, err := o.Own(ctx, c)
	if err != nil {
		return nil, err
	}
	if _, _, err := view.SendPapers(o.act(c.By), asPapers(files), note); err != nil {
		return nil, err // before its files are kept
	}
	var papers []dossier.Paper
	var faults []*motcua.Fault
	for _, a := range files {
		f, err := o.keepPaper(ctx, c.By, a)
		if fault, ok := motcua.AsFault(inField(err, "paper."+a.Paper)); ok {
			faults = append(faults, fault)
			continue
		}
		if err != nil {
			return nil, err
		}
		if n := len(papers); n > 0 && papers[n-1].Code == a.Paper {
			papers[n-1].Files = append(papers[n-1].Files, f.ID)
		} else {
			papers = append(papers, dossier.Paper{Code: a.Paper, Copies: 1, Files: []string{f.ID}})
		}
	}
	if err := motcua.Join(faults...); err != nil {
		return nil, err
	}
	return o.changeOwn(ctx, c, func(d *dossier.Dossier, _ *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.SendPapers(act, papers, note)
	})
}

// asPapers are the papers of files that are not kept yet.
func asPapers(files []Attachment) []dossier.Paper {
	papers := make([]dossier.Paper, 0, len(files))
	for _, a := range files {
		papers = append(papers, dossier.Paper{Code: a.Paper, Copies: 1})
	}
	return papers
}

// ChooseDelivery changes, for the applicant, how the result is received.
func (o *Office) ChooseDelivery(ctx context.Context, c Claim, method, address string) (*View, error) {
	return o.changeOwn(ctx, c, func(d *dossier.Dossier, _ *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.ChooseDelivery(act, method, address)
	})
}

// WithdrawOwn records that the applicant takes the dossier back.
func (o *Office) WithdrawOwn(ctx context.Context, c Claim, reason string) (*View, error) {
	return o.changeOwn(ctx, c, func(d *dossier.Dossier, _ *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.Withdraw(act, reason)
	})
}

// OwnFile gives a file of a dossier to its applicant.
func (o *Office) OwnFile(ctx context.Context, c Claim, id string) (document.File, error) {
	view, err := o.Own(ctx, c)
	if err != nil {
		return document.File{}, err
	}
	if !view.HasFile(id) {
		return document.File{}, motcua.Refused(motcua.NotFound, "document.unknown")
	}
	return o.file(ctx, id)
}
