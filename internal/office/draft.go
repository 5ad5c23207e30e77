package office

import (
	"context"
	"crypto/subtle"
	"errors"
	"slices"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/document"
	"motcua/dossier"
	"motcua/eform"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/submission"
)

// DraftClaim is how applicants show that a draft is theirs: by its key, or by
// the account it was made with.
type DraftClaim struct {
	ID      string
	Key     string
	Account string   // or the organisation that the account acts for (account.Organisation.Owner)
	Only    []string // procedures that the account may act in; nil: all
	By      identity.Actor
}

// NewDraft is what a draft begins with.
type NewDraft struct {
	Account   string // whose it is; "" when its key alone opens it
	Procedure string
	Applicant dossier.Party // what is held of the applicant
	Submitter dossier.Party // who acts for the applicant; empty when nobody does
}

// DraftView is a draft with what it is for.
type DraftView struct {
	submission.Draft
	Book      *Book
	Procedure catalogue.Procedure
	Of        catalogue.Version
	Form      *eform.Form
	Day       calendar.Date
	Submitted *submission.Submission // nil while nothing was sent
	suspected map[string]bool        // its files that the virus scanner objected to, by their ids
}

// Editable tells whether the applicant may still change it: it was not sent,
// or the desk has asked to complete it.
func (v *DraftView) Editable() bool {
	return v.Submitted == nil || v.Submitted.Status == submission.Incomplete
}

// Begin makes an empty draft for a procedure that can be submitted online on
// this day, with what is held of the account filled in.
func (o *Office) Begin(ctx context.Context, of NewDraft) (submission.Draft, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return submission.Draft{}, err
	}
	now := o.Now()
	day := calendar.DateOf(now)
	_, v, err := b.online(of.Procedure, day)
	if err != nil {
		return submission.Draft{}, err
	}
	key, err := newKey()
	if err != nil {
		return submission.Draft{}, err
	}
	d := submission.Draft{ID: newID(), Key: key, Account: of.Account, Procedure: of.Procedure, Version: v.Number, Form: eform.For(of.Procedure, day).Ref(),
		Applicant: of.Applicant, Submitter: of.Submitter, Answers: eform.Answers{}, CreatedAt: now, ChangedAt: now}
	return d, o.store.Write(ctx, func(tx *store.Tx) error { return tx.PutDraft(ctx, d) })
}

// online finds a procedure that can be submitted online on a day.
func (b *Book) online(procedure string, day calendar.Date) (catalogue.Procedure, catalogue.Version, error) {
	p, err := b.Procedure(procedure)
	if err != nil {
		return p, catalogue.Version{}, err
	}
	v, err := p.VersionOn(day)
	if err != nil {
		return p, v, err
	}
	if _, ok := v.Channel(catalogue.Online); !ok {
		return p, v, motcua.InvalidField("procedure", "submission.notOnline", "Procedure", p.NameUnder(v))
	}
	return p, v, nil
}

// Draft shows a draft to whoever it belongs to. One of somebody else, a wrong
// key and an unknown one get the same answer.
func (o *Office) Draft(ctx context.Context, c DraftClaim) (*DraftView, error) {
	unknown := motcua.Refused(motcua.NotFound, "submission.draft.unknown")
	d, err := o.store.Draft(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	key, _ := dossier.ReadKey(c.Key)
	byKey := subtle.ConstantTimeCompare([]byte(key), []byte(d.Key)) == 1
	byAccount := c.Account != "" && c.Account == d.Account && (c.Only == nil || slices.Contains(c.Only, d.Procedure))
	if !byKey && !byAccount {
		return nil, unknown
	}
	return o.draftView(ctx, d)
}

func (o *Office) draftView(ctx context.Context, d submission.Draft) (*DraftView, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	view := &DraftView{Draft: d, Book: b, Day: calendar.DateOf(o.Now())}
	if view.Procedure, err = b.Procedure(d.Procedure); err != nil {
		return nil, err
	}
	view.Of, _ = view.Procedure.Version(d.Version)
	form, ok := eform.Named(d.Form)
	if !ok {
		form = eform.For(d.Procedure, view.Day)
	}
	view.Form = form
	var files []string
	for _, p := range d.Papers {
		for _, f := range p.Files {
			files = append(files, f.ID)
		}
	}
	if view.suspected, err = o.store.Suspected(ctx, files); err != nil {
		return nil, err
	}
	if d.Sent != "" {
		view.Submitted, err = o.store.Submission(ctx, d.ID)
	}
	return view, err
}

// ChangeDraft changes a draft by a function, which says what is wrong with the
// change; what is merely Invalid is kept all the same, so that nothing typed is
// lost. A change overtaken by another is made anew on what the draft has become.
func (o *Office) ChangeDraft(ctx context.Context, c DraftClaim, change func(v *DraftView, d *submission.Draft) error) (*DraftView, error) {
	for attempt := 1; ; attempt++ {
		view, err := o.Draft(ctx, c)
		if err != nil {
			return nil, err
		}
		if !view.Editable() {
			return view, motcua.Refused(motcua.Conflict, "submission.draft.sent", "Code", view.Sent)
		}
		wrong := change(view, &view.Draft)
		if wrong != nil && motcua.KindOf(wrong) != motcua.Invalid {
			return view, wrong
		}
		view.ChangedAt = o.Now()
		err = o.store.Write(ctx, func(tx *store.Tx) error { return tx.PutDraft(ctx, view.Draft) })
		if errors.Is(err, store.ErrStale) && attempt < attempts {
			continue
		}
		view.Revision++
		return view, errors.Join(wrong, err)
	}
}

// Attach adds files that were handed in to a paper of the draft; one that it
// has already is not added again.
func (o *Office) Attach(ctx context.Context, c DraftClaim, paper string, files []document.File) (*DraftView, error) {
	return o.ChangeDraft(ctx, c, func(v *DraftView, d *submission.Draft) error {
		if len(files) > 0 && !v.OpensPaper(paper) {
			return motcua.Refused(motcua.Conflict, "submission.part.closed")
		}
		var faults []*motcua.Fault
		for _, f := range files {
			if _, has := d.File(f.ID); has {
				continue
			}
			fault := document.Paper(f)
			if fault == nil {
				fault = d.Attach(paper, submission.File{ID: f.ID, Name: f.Name, Size: f.Size})
			}
			if fault != nil {
				fault.Field = "paper." + paper
				faults = append(faults, fault)
			}
		}
		return motcua.Join(faults...)
	})
}

// inField names the field of the form for faults of a file.
func inField(err error, field string) error {
	var fault *motcua.Fault
	if errors.As(err, &fault) && fault.Kind == motcua.Invalid {
		moved := *fault
		moved.Field = field
		return &moved
	}
	return err
}

// DraftFile gives a file of a draft to whoever the draft belongs to.
func (o *Office) DraftFile(ctx context.Context, c DraftClaim, id string) (document.File, error) {
	view, err := o.Draft(ctx, c)
	if err != nil {
		return document.File{}, err
	}
	if _, ok := view.File(id); !ok {
		return document.File{}, motcua.Refused(motcua.NotFound, "document.unknown")
	}
	return o.file(ctx, id)
}

// DraftsOf lists the drafts of an account that were not sent.
func (o *Office) DraftsOf(ctx context.Context, account string) ([]submission.Draft, error) {
	if account == "" {
		return nil, nil
	}
	return o.store.DraftsOf(ctx, account, pageSize)
}

// ForgetDrafts drops drafts that nobody has touched for submission.Kept.
func (o *Office) ForgetDrafts(ctx context.Context) error {
	return o.store.DropDrafts(ctx, o.Now().Add(-submission.Kept))
}

// Faults says all that keeps a draft from being sent, by the part to go to:
// "nguoi-nop", a section of the form, "giay-to", "nhan-ket-qua".
func (v *DraftView) Faults() map[string]error {
	faults := map[string]error{}
	put := func(part string, err error) {
		if err != nil {
			faults[part] = err
		}
	}
	put(PartApplicant, submission.CheckApplicant(v.Applicant))
	for _, s := range v.Form.Shown(v.Answers) {
		put(s.ID, motcua.Join(v.Form.Check(v.Answers, s.ID, v.Day)...))
	}
	wrong := v.locked()
	if missing := v.Missing(v.Of.PapersFor("")); len(missing) > 0 {
		names := make([]string, 0, len(missing))
		for _, p := range missing {
			names = append(names, p.Name)
		}
		wrong = append(wrong, motcua.InvalidField("papers", "submission.papers.missing", "Count", len(missing), "Papers", strings.Join(names, "; ")))
	}
	put(PartPapers, motcua.Join(wrong...))
	d := v.Draft
	put(PartDelivery, d.Receiving(d.Delivery, d.Address, d.Note))
	return faults
}

// locked says which files have to be replaced, since a virus was found in them
// after they were taken.
func (v *DraftView) locked() []*motcua.Fault {
	var faults []*motcua.Fault
	for _, p := range v.Papers {
		for _, f := range p.Files {
			if v.suspected[f.ID] {
				faults = append(faults, motcua.InvalidField("paper."+p.Code, "document.suspected", "Name", f.Name))
			}
		}
	}
	return faults
}
