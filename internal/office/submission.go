package office

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/document"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/submission"
)

// Send hands in a draft: for the first time, which numbers it, or completed
// after the desk asked. Sending once more changes nothing and gives what was
// sent; of many at once one sends.
func (o *Office) Send(ctx context.Context, c DraftClaim) (*DraftView, error) {
	for attempt := 1; ; attempt++ {
		view, err := o.Draft(ctx, c)
		if err != nil || !view.Editable() {
			return view, err
		}
		if len(view.Faults()) > 0 {
			return view, motcua.Refused(motcua.Conflict, "submission.draft.unfinished")
		}
		err = o.sendOnce(ctx, view, c.By)
		if errors.Is(err, store.ErrStale) && attempt < attempts {
			continue
		}
		if err != nil {
			return view, err
		}
		return o.Draft(ctx, c)
	}
}

func (o *Office) sendOnce(ctx context.Context, view *DraftView, by identity.Actor) error {
	content, err := view.content()
	if err != nil {
		return err
	}
	now := o.Now()
	due, err := o.answerDue(view.Book, now)
	if err != nil {
		return err
	}
	recorded := dossier.By{Person: by.Person, Name: view.Applicant.Name, From: by.From}
	return o.store.Write(ctx, func(tx *store.Tx) error {
		s := view.Submitted
		d := view.Draft
		if s == nil {
			day := calendar.DateOf(now)
			n, err := tx.NextNumber(ctx, "T", day.String())
			if err != nil {
				return err
			}
			s = submission.Rebuild(d.ID, submission.CodeOf(day, n), d.Key, d.Account, nil)
		}
		next, event := s.With(now, recorded, submission.Sent{Content: content})
		d.Sent, d.ChangedAt = s.Code, now
		if err := tx.PutDraft(ctx, d); err != nil {
			return err
		}
		if err := tx.AppendSubmission(ctx, next, event, due); err != nil {
			return err
		}
		return o.tellSubmitter(ctx, tx, next, event, "submission.received", "Code", next.Code, "Due", due)
	})
}

// content is what a draft hands in, as an intake at the counter would have it.
func (v *DraftView) content() (submission.Content, error) {
	answers, err := v.Form.Document(v.Answers, v.Day)
	if err != nil {
		return submission.Content{}, err
	}
	in := dossier.Intake{Procedure: v.Draft.Procedure, Channel: catalogue.Online, Applicant: v.Applicant, Submitter: v.Submitter, Delivery: v.Delivery, Note: v.Note,
		Account: v.Account, Answers: answers, FormID: v.Form.Ref(), Lang: v.Lang}
	for _, p := range v.Papers {
		paper := dossier.Paper{Code: p.Code, Copies: 1}
		for _, f := range p.Files {
			paper.Files = append(paper.Files, f.ID)
			if f.From != "" {
				paper.Reused = append(paper.Reused, f.ID)
			}
		}
		in.Papers = append(in.Papers, paper)
	}
	return submission.Content{Intake: in, Papers: v.Papers, Address: v.Address}, nil
}

// answerDue is when the desk must have answered, on the calendar that promises
// count on by default: the service centre's.
func (o *Office) answerDue(b *Book, sent time.Time) (time.Time, error) {
	desk, err := b.Calendars.Named(b.Calendars.Default)
	if err != nil {
		return time.Time{}, err
	}
	return submission.AnswerDue(sent, desk)
}

// AnswerDue is when the desk must have answered a submission.
func (o *Office) AnswerDue(ctx context.Context, s *submission.Submission) (time.Time, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return time.Time{}, err
	}
	return o.answerDue(b, s.SentAt)
}

func (o *Office) tellSubmitter(ctx context.Context, tx *store.Tx, s *submission.Submission, e submission.Event, kind string, pairs ...any) error {
	to := s.Content.Intake.Applicant
	return o.post(ctx, tx, Letter{ID: fmt.Sprintf("submission/%s/%d", s.ID, e.Seq), Account: s.Account, Email: to.Email, Phone: to.Phone, About: "submission/" + s.ID, Lang: s.Content.Intake.Lang, Kind: kind,
		Pairs: pairs, Link: "/nop/" + s.ID})
}

// SubmissionView is a submission with when it must be answered.
type SubmissionView struct {
	*submission.Submission
	Book      *Book
	Procedure catalogue.Procedure
	Of        catalogue.Version
	AnswerDue time.Time
	Now       time.Time
}

// TrackSubmission finds a submission by the code and key of its confirmation;
// wrong ones get the same answer.
func (o *Office) TrackSubmission(ctx context.Context, code, key string) (*submission.Submission, error) {
	typed, ok := dossier.ReadKey(key)
	read, is := submission.ReadCode(code)
	if !ok || !is {
		return nil, motcua.Refused(motcua.NotFound, "submission.unknown")
	}
	return o.store.SubmissionTracked(ctx, read, typed)
}

// Waiting lists the submissions that wait for the desk, the one to be answered
// next first.
func (o *Office) Waiting(ctx context.Context, by identity.Actor, after string) (Page[Submitted], error) {
	if err := identity.Can(by, identity.Receive, identity.Object{}); err != nil {
		return Page[Submitted]{}, err
	}
	cursor, err := readCursor(after)
	if err != nil {
		return Page[Submitted]{}, err
	}
	list, err := o.store.Submissions(ctx, submission.Waiting, cursor, pageSize+1)
	return paged(list, pageSize, func(s Submitted) store.Cursor { return store.Cursor{Due: s.AnswerDue.UnixMilli(), ID: s.ID} }), err
}

// Submitted is what lists show of a submission.
type Submitted = store.Submitted

// CountWaiting counts the submissions that wait for the desk; 0 for whoever
// may not answer them.
func (o *Office) CountWaiting(ctx context.Context, by identity.Actor) (int, error) {
	if identity.Can(by, identity.Receive, identity.Object{}) != nil {
		return 0, nil
	}
	return o.store.CountSubmissions(ctx)
}

// Submission shows a submission to whoever may answer it.
func (o *Office) Submission(ctx context.Context, by identity.Actor, id string) (*SubmissionView, error) {
	if err := identity.Can(by, identity.Receive, identity.Object{}); err != nil {
		return nil, err
	}
	s, err := o.store.Submission(ctx, id)
	if err != nil {
		return nil, err
	}
	return o.submissionView(ctx, s)
}

func (o *Office) submissionView(ctx context.Context, s *submission.Submission) (*SubmissionView, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	v := &SubmissionView{Submission: s, Book: b, Now: o.Now()}
	if v.Procedure, err = b.Procedure(s.Content.Intake.Procedure); err != nil {
		return nil, err
	}
	if v.Of, err = v.Procedure.VersionOn(calendar.DateOf(v.Now)); err != nil {
		return nil, err
	}
	v.AnswerDue, err = o.answerDue(b, s.SentAt)
	return v, err
}

// SubmissionFile gives a file of a submission to whoever may answer it.
func (o *Office) SubmissionFile(ctx context.Context, by identity.Actor, id, file string) (document.File, error) {
	v, err := o.Submission(ctx, by, id)
	if err != nil {
		return document.File{}, err
	}
	if _, ok := (submission.Draft{Papers: v.Content.Papers}).File(file); !ok {
		return document.File{}, motcua.Refused(motcua.NotFound, "document.unknown")
	}
	return o.file(ctx, file)
}

// DossierFile gives a file of a paper of a dossier to whoever may read it.
func (o *Office) DossierFile(ctx context.Context, by identity.Actor, code, file string) (document.File, error) {
	view, err := o.Dossier(ctx, by, code)
	if err != nil {
		return document.File{}, err
	}
	if !view.HasFile(file) && (file == "" || !by.Staff() || !slices.Contains(view.DraftFiles, file)) {
		return document.File{}, motcua.Refused(motcua.NotFound, "document.unknown")
	}
	return o.file(ctx, file)
}

// TurnDown refuses a submission, with the reason.
func (o *Office) TurnDown(ctx context.Context, by identity.Actor, id, reason string) (*SubmissionView, error) {
	return o.answer(ctx, by, id, "submission.refused", func(v *SubmissionView) (submission.Fact, error) { return v.TurnDown(reason) })
}

func (o *Office) answer(ctx context.Context, by identity.Actor, id, letter string, decide func(*SubmissionView) (submission.Fact, error)) (*SubmissionView, error) {
	for attempt := 1; ; attempt++ {
		view, err := o.Submission(ctx, by, id)
		if err != nil {
			return nil, err
		}
		fact, err := decide(view)
		if err != nil {
			return view, err
		}
		next, event := view.With(o.Now(), dossier.Recorded(by, ""), fact)
		err = o.store.Write(ctx, func(tx *store.Tx) error {
			if err := tx.AppendSubmission(ctx, next, event, view.AnswerDue); err != nil {
				return err
			}
			return o.tellSubmitter(ctx, tx, next, event, letter, append([]any{"Code", next.Code}, view.told(fact)...)...)
		})
		if errors.Is(err, store.ErrStale) && attempt < attempts {
			continue
		}
		if err != nil {
			return view, err
		}
		return o.submissionView(ctx, next)
	}
}

// told are the values of the letter about an answer.
func (v *SubmissionView) told(f submission.Fact) []any {
	switch f := f.(type) {
	case submission.MoreAsked:
		return []any{"Reason", f.Reason, "Wanted", v.wanted(f)}
	case submission.TurnedDown:
		return []any{"Reason", f.Reason}
	}
	return nil
}

// TakeSubmission accepts a submission: it is received now, as the counter would
// receive it, and what was sent goes on as a dossier – code, promise, papers,
// account and all in one transaction.
func (o *Office) TakeSubmission(ctx context.Context, by identity.Actor, id string) (*View, error) {
	view, err := o.Submission(ctx, by, id)
	if err != nil {
		return nil, err
	}
	if _, err := view.Take(""); err != nil {
		return nil, err
	}
	in := view.Content.Intake
	in.ReceivedAt = o.Now()
	in.DeliveryAddress = view.Content.Address
	return o.receive(ctx, by, in, view.Key, func(tx *store.Tx, d *dossier.Dossier) error {
		fact, err := view.Take(d.Code)
		if err != nil {
			return err
		}
		next, event := view.With(o.Now(), dossier.Recorded(by, ""), fact)
		if err := tx.AppendSubmission(ctx, next, event, view.AnswerDue); err != nil {
			if errors.Is(err, store.ErrStale) {
				return motcua.Refused(motcua.Conflict, "submission.answered", "Code", view.Code)
			}
			return err
		}
		if view.Account != "" {
			if err := tx.LinkDossier(ctx, view.Account, d.ID, o.Now()); err != nil {
				return err
			}
		}
		return o.tellSubmitter(ctx, tx, next, event, "submission.accepted", "Code", next.Code, "Dossier", d.Code, "Key", d.Key)
	})
}
