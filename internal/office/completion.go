package office

import (
	"context"
	"errors"
	"slices"

	"motcua"
	"motcua/catalogue"
	"motcua/dossier"
	"motcua/eform"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/submission"
)

// AskToComplete sends a submission back with what is to be completed.
func (o *Office) AskToComplete(ctx context.Context, by identity.Actor, id string, more submission.MoreAsked) (*SubmissionView, error) {
	return o.answer(ctx, by, id, "submission.completion", func(v *SubmissionView) (submission.Fact, error) {
		f, err := v.Ask(more)
		if err != nil {
			return nil, err
		}
		asked := f.(submission.MoreAsked)
		for _, paper := range asked.Papers {
			if !slices.ContainsFunc(v.Of.PapersFor(""), func(p catalogue.Paper) bool { return p.Code == paper }) {
				return nil, motcua.InvalidField("papers", "submission.wanted.unknown", "Value", paper)
			}
		}
		for _, part := range asked.Parts {
			if !slices.Contains(v.Parts(), part) {
				return nil, motcua.InvalidField("parts", "submission.wanted.unknown", "Value", part)
			}
		}
		return f, nil
	})
}

// Parts are the parts that may be asked to be completed, beside the papers.
func (v *SubmissionView) Parts() []string {
	parts := []string{PartApplicant}
	if form, ok := eform.Named(v.Content.Intake.FormID); ok {
		for _, s := range form.Sections {
			parts = append(parts, s.ID)
		}
	}
	return append(parts, PartDelivery)
}

// PartName is what a part of a draft is called.
func PartName(form *eform.Form, part string) motcua.Text {
	switch part {
	case PartApplicant:
		return motcua.Say("submit.applicant")
	case PartPapers:
		return motcua.Say("submit.papers")
	case PartDelivery:
		return motcua.Say("submit.delivery")
	}
	if form != nil {
		if s, ok := form.Section(part); ok {
			return motcua.Say("submission.wanted.part", "Name", s.Title)
		}
	}
	return motcua.Say("submission.wanted.part", "Name", part)
}

// Wanted says, one by one, what the desk wants completed.
func (v *DraftView) Wanted() []motcua.Text {
	if v.Submitted == nil || v.Submitted.Status != submission.Incomplete {
		return nil
	}
	return wanted(v.Submitted.Asked, v.Of, v.Form)
}

func (v *SubmissionView) wanted(f submission.MoreAsked) []motcua.Text {
	form, _ := eform.Named(v.Content.Intake.FormID)
	if f.NamesNothing() {
		return []motcua.Text{motcua.Say("submission.wanted.reason")}
	}
	return wanted(f, v.Of, form)
}

func wanted(f submission.MoreAsked, of catalogue.Version, form *eform.Form) []motcua.Text {
	var list []motcua.Text
	for _, part := range f.Parts {
		list = append(list, PartName(form, part))
	}
	for _, p := range of.PapersFor("") {
		switch {
		case !slices.Contains(f.Papers, p.Code):
		case f.Remarks[p.Code] != "":
			list = append(list, motcua.Say("submission.wanted.remark", "Name", p.Name, "Remark", f.Remarks[p.Code]))
		default:
			list = append(list, motcua.Say("submission.wanted.part", "Name", p.Name))
		}
	}
	return list
}

// Opens tells whether a part may be changed: every one until it is sent, none
// while the desk has it, and to be completed what the desk has named, with
// whatever else keeps it from being sent.
func (v *DraftView) Opens(part string) bool {
	if !v.Editable() || v.Submitted == nil {
		return v.Editable()
	}
	asked := v.Submitted.Asked
	return asked.NamesNothing() || slices.Contains(asked.Parts, part) || part == PartPapers && len(asked.Papers) > 0 || v.Faults()[part] != nil
}

// OpensPaper tells whether files of a paper may be handed in and removed.
func (v *DraftView) OpensPaper(code string) bool {
	if !v.Editable() || v.Submitted == nil {
		return v.Editable()
	}
	asked := v.Submitted.Asked
	return asked.NamesNothing() || slices.Contains(asked.Papers, code) || len(v.FilesOf(code)) == 0
}

// RemoveFile takes a file out of a draft.
func (o *Office) RemoveFile(ctx context.Context, c DraftClaim, file string) (*DraftView, error) {
	return o.ChangePart(ctx, c, Part{ID: PartPapers}, func(v *DraftView, d *submission.Draft) error {
		for _, p := range d.Papers {
			if slices.ContainsFunc(p.Files, func(f submission.File) bool { return f.ID == file }) && !v.OpensPaper(p.Code) {
				return motcua.Refused(motcua.Conflict, "submission.part.closed")
			}
		}
		d.Remove(file)
		return nil
	})
}

// TakeBack withdraws what was sent, before the desk has accepted or refused it.
func (o *Office) TakeBack(ctx context.Context, c DraftClaim) error {
	for attempt := 1; ; attempt++ {
		view, err := o.Draft(ctx, c)
		if err != nil {
			return err
		}
		if view.Submitted == nil {
			return motcua.Refused(motcua.Conflict, "submission.notSent")
		}
		fact, err := view.Submitted.TakeBack()
		if err != nil {
			return err
		}
		by := dossier.By{Person: c.By.Person, Name: view.Submitted.Content.Intake.Applicant.Name, From: c.By.From}
		next, event := view.Submitted.With(o.Now(), by, fact)
		due, err := o.answerDue(view.Book, next.SentAt)
		if err != nil {
			return err
		}
		err = o.store.Write(ctx, func(tx *store.Tx) error { return tx.AppendSubmission(ctx, next, event, due) })
		if errors.Is(err, store.ErrStale) && attempt < attempts {
			continue
		}
		return err
	}
}
