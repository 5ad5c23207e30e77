package office

import (
	"context"

	"motcua"
	"motcua/internal/store"
	"motcua/submission"
)

// inspectSubmissions looks through the open submissions: is the log whole, and
// is what lists show what the facts give.
func (o *Office) inspectSubmissions(ctx context.Context, seen *Inspection) error {
	for _, status := range []submission.Status{submission.Waiting, submission.Incomplete} {
		for cursor := (store.Cursor{}); ; {
			list, err := o.store.Submissions(ctx, status, cursor, batch)
			if err != nil {
				return err
			}
			for _, kept := range list {
				found, err := o.inspectSubmission(ctx, kept)
				if err != nil {
					return err
				}
				if found.Key != "" {
					seen.Findings = append(seen.Findings, Finding{Code: kept.Code, Text: found})
				}
				cursor = store.Cursor{Due: kept.AnswerDue.UnixMilli(), ID: kept.ID}
			}
			if len(list) < batch {
				break
			}
		}
	}
	return nil
}

func (o *Office) inspectSubmission(ctx context.Context, kept Submitted) (motcua.Text, error) {
	broken, err := o.store.CheckSubmissionChain(ctx, kept.ID)
	if err != nil {
		return motcua.Text{}, err
	}
	if broken > 0 {
		return motcua.Say("cli.check.chain", "Entry", broken), nil
	}
	s, err := o.store.Submission(ctx, kept.ID)
	if err != nil {
		return motcua.Text{}, err
	}
	if s.Status != kept.Status || s.Content.Intake.Applicant.Name != kept.Applicant || !s.SentAt.Equal(kept.SentAt) {
		return motcua.Say("cli.check.submission", "Kept", string(kept.Status), "Derived", string(s.Status)), nil
	}
	return motcua.Text{}, nil
}

// inspectDrafts looks through the drafts, which are working paper and have no
// log: can each be read, and is what it says was sent there.
func (o *Office) inspectDrafts(ctx context.Context, seen *Inspection) error {
	for after := ""; ; {
		ids, err := o.store.DraftIDs(ctx, after, batch)
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			d, err := o.store.Draft(ctx, id)
			if err != nil {
				seen.Findings = append(seen.Findings, Finding{Code: id, Text: motcua.Say("cli.check.draft", "Reason", err.Error())})
				continue
			}
			if d.Sent == "" {
				continue
			}
			if s, err := o.store.Submission(ctx, id); motcua.KindOf(err) == motcua.NotFound && err != nil || err == nil && s.Code != d.Sent {
				seen.Findings = append(seen.Findings, Finding{Code: id, Text: motcua.Say("cli.check.unsent", "Sent", d.Sent)})
			} else if err != nil {
				return err
			}
		}
		after = ids[len(ids)-1]
	}
}
