package office

import (
	"context"

	"motcua/document"
	"motcua/dossier"
	"motcua/identity"
)

// PaperView is a dossier with one of its papers: every version with what is
// known of its files.
type PaperView struct {
	*View
	Code     string
	Title    string
	Versions []PaperVersion // newest first
}

// PaperVersion is a version with its files; one that was destroyed has its name
// still.
type PaperVersion struct {
	dossier.PaperVersion
	Files []document.File
}

// Paper shows a paper of a dossier to whoever may read the dossier.
func (o *Office) Paper(ctx context.Context, by identity.Actor, code, paper string) (*PaperView, error) {
	view, err := o.Dossier(ctx, by, code)
	if err != nil {
		return nil, err
	}
	wanted := wantedPapers(view.Book, view.Dossier)
	if !view.KnowsPaper(paper, wanted) {
		return nil, unknownPaper()
	}
	p := &PaperView{View: view, Code: paper, Title: titleOf(papersFor(view.Book, view.Dossier), paper)}
	for _, v := range view.PaperVersions(paper) {
		version := PaperVersion{PaperVersion: v}
		for _, id := range v.Files {
			f, err := o.file(ctx, id)
			if err != nil {
				return nil, err
			}
			if !view.HasFile(id) {
				f.State = document.Disposed // for this dossier, though another may have it
			}
			version.Files = append(version.Files, f)
		}
		p.Versions = append([]PaperVersion{version}, p.Versions...)
	}
	return p, nil
}

// CheckPaper records what whoever handles the dossier found in a paper.
func (o *Office) CheckPaper(ctx context.Context, by identity.Actor, t Target, c dossier.PaperChecked) (*View, error) {
	return o.change(ctx, by, t, identity.Appraise, func(d *dossier.Dossier, b *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		return d.CheckPaper(act, c, wantedPapers(b, d))
	})
}
