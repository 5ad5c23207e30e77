package office

import (
	"context"
	"slices"
	"time"

	"motcua"
	"motcua/catalogue"
	"motcua/document"
	"motcua/submission"
)

// WalletPaper is a paper that the office has accepted before and that its owner
// need not find again (NĐ 61/2018 art 10; NĐ 107/2021: results and papers
// digitised once are used again).
type WalletPaper struct {
	document.File
	Title      string // of the paper in the procedure it was handed in for
	Code       string // of the paper
	Dossier    string // code
	ReceivedAt time.Time
}

// walletDossiers is from how many of the latest dossiers papers are offered.
const walletDossiers = 50

// Wallet lists the papers of the dossiers of an account, or of the organisation
// it acts for, the latest first, the same file once.
func (o *Office) Wallet(ctx context.Context, owner string, only []string) ([]WalletPaper, error) {
	if owner == "" {
		return nil, nil
	}
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	list, err := o.store.DossiersOf(ctx, owner, walletDossiers)
	if err != nil {
		return nil, err
	}
	var papers []WalletPaper
	for _, s := range list {
		if only != nil && !slices.Contains(only, s.Procedure) {
			continue
		}
		d, _, err := o.load(ctx, b, Target{Code: s.Code})
		if err != nil {
			return nil, err
		}
		of, err := b.Procedure(d.Intake.Procedure)
		if err != nil {
			return nil, err
		}
		version, _ := of.Version(d.Intake.Version)
		for _, p := range d.Intake.Papers {
			for _, id := range p.Files {
				f, err := o.file(ctx, id)
				if motcua.KindOf(err) == motcua.NotFound && err != nil || f.State != document.Clean {
					continue
				}
				if err != nil {
					return nil, err
				}
				if slices.ContainsFunc(papers, func(w WalletPaper) bool { return w.Hash == f.Hash }) {
					continue
				}
				papers = append(papers, WalletPaper{File: f, Code: p.Code, Title: titleOf(version.PapersFor(""), p.Code), Dossier: d.Code, ReceivedAt: d.Intake.ReceivedAt})
			}
		}
	}
	return papers, nil
}

// titleOf is the name of a paper in a list; its code when it is not there.
func titleOf(papers []catalogue.Paper, code string) string {
	for _, p := range papers {
		if p.Code == code {
			return p.Name
		}
	}
	return code
}

// ReusePaper hands a paper of the wallet in again, for a paper of a draft that
// belongs to the same owner.
func (o *Office) ReusePaper(ctx context.Context, c DraftClaim, paper, file string) (*DraftView, error) {
	wallet, err := o.Wallet(ctx, c.Account, c.Only)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(wallet, func(w WalletPaper) bool { return w.ID == file })
	return o.ChangeDraft(ctx, c, func(v *DraftView, d *submission.Draft) error {
		if !v.OpensPaper(paper) {
			return motcua.Refused(motcua.Conflict, "submission.part.closed")
		}
		if at < 0 || d.Account != c.Account {
			return motcua.InvalidField("paper."+paper, "wallet.choose")
		}
		if _, there := d.File(file); there {
			return nil
		}
		w := wallet[at]
		if fault := d.Attach(paper, submission.File{ID: w.ID, Name: w.Name, Size: w.Size, From: w.Dossier}); fault != nil {
			return fault
		}
		return nil
	})
}
