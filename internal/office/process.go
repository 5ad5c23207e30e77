package office

import (
	"context"
	"errors"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/identity"
	"motcua/internal/store"
)

// ProcessView is the internal process of a procedure with the draft of its next
// one, and what is wrong with the draft.
type ProcessView struct {
	Procedure catalogue.Procedure
	Version   catalogue.Version // in force today, else the last
	Draft     *catalogue.ProcessDraft
	Problems  []catalogue.Problem
	Staffing  catalogue.Staffing
	Book      *Book
}

// Process reads the process of a procedure; the draft is for the department's
// staff, as the catalogue is.
func (o *Office) Process(ctx context.Context, by identity.Actor, code string) (*ProcessView, error) {
	if err := identity.Can(by, identity.ReadFigures, identity.Object{}); err != nil {
		return nil, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	p, err := b.Procedure(code)
	if err != nil {
		return nil, motcua.Refused(motcua.NotFound, "catalogue.unknown", "Code", code)
	}
	people, err := o.store.People(ctx)
	if err != nil {
		return nil, err
	}
	view := &ProcessView{Procedure: p, Book: b, Staffing: catalogue.Staffing{Agencies: b.Agencies, People: people}}
	if view.Version, err = p.VersionOn(calendar.DateOf(o.Now())); err != nil && len(p.Versions) > 0 {
		view.Version = p.Versions[len(p.Versions)-1]
	}
	draft, err := o.store.ProcessDraft(ctx, code)
	if motcua.KindOf(err) == motcua.NotFound && err != nil {
		return view, nil
	}
	if err != nil {
		return nil, err
	}
	view.Draft = &draft
	judged := view.Version
	judged.Process = draft.Process
	view.Problems = judged.CheckProcess(view.Staffing)
	return view, nil
}

// BeginProcess begins a draft from the process of a version of the procedure;
// of 0 from the one in force. One that exists already is a Conflict.
func (o *Office) BeginProcess(ctx context.Context, by identity.Actor, code string, from int) error {
	view, err := o.keepsProcess(ctx, by, code)
	if err != nil {
		return err
	}
	v := view.Version
	if from > 0 {
		var ok bool
		if v, ok = view.Procedure.Version(from); !ok {
			return motcua.InvalidField("from", "process.version.unknown", "Number", from, "Code", code)
		}
	}
	if view.Draft != nil {
		return motcua.Refused(motcua.Conflict, "process.draft.exists", "Person", view.Draft.By, "At", view.Draft.At)
	}
	return o.putDraft(ctx, by, "process.begin", nil, draftOf(code, v))
}

// draftOf is a draft as it begins from a version.
func draftOf(code string, v catalogue.Version) catalogue.ProcessDraft {
	draft := catalogue.ProcessDraft{Procedure: code, Base: v.Number, Process: v.Process.Numbered()}
	draft.Process.Decision, draft.Process.DecidedOn, draft.Process.DecidedBy = "", calendar.Date{}, ""
	return draft
}

// began is the draft as it began, against which the log tells what is lost with
// it; nil when the version is gone.
func began(view *ProcessView) *catalogue.ProcessDraft {
	v, ok := view.Procedure.Version(view.Draft.Base)
	if !ok {
		return nil
	}
	draft := draftOf(view.Procedure.Code, v)
	return &draft
}

// ChangeProcess changes a draft as it was seen; seen is the count of changes of
// the form that was filled in.
func (o *Office) ChangeProcess(ctx context.Context, by identity.Actor, code string, seen int, change func(catalogue.Process) (catalogue.Process, error)) error {
	view, err := o.keepsDraft(ctx, by, code, seen)
	if err != nil {
		return err
	}
	draft := *view.Draft
	if draft.Process, err = change(draft.Process); err != nil {
		return err
	}
	return o.putDraft(ctx, by, "process.change", view.Draft, draft)
}

// PutLeg puts a leg into a draft: in the place of the one with its id, else as
// a further one.
func (o *Office) PutLeg(ctx context.Context, by identity.Actor, code string, seen int, leg catalogue.Leg) error {
	return o.ChangeProcess(ctx, by, code, seen, func(p catalogue.Process) (catalogue.Process, error) {
		if err := leg.Tidy(); err != nil {
			return p, err
		}
		if leg.ID != "" && p.Leg(leg.ID) < 0 {
			return p, motcua.Refused(motcua.NotFound, "process.leg.unknown", "Leg", leg.ID)
		}
		if leg.ID == "" && p.Full() {
			return p, motcua.InvalidField("task", "process.leg.many", "Limit", len(p.Legs))
		}
		return p.Put(leg), nil
	})
}

// DropProcess throws a draft away.
func (o *Office) DropProcess(ctx context.Context, by identity.Actor, code string, seen int) error {
	view, err := o.keepsDraft(ctx, by, code, seen)
	if err != nil {
		return err
	}
	return staleDraft(o.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.DropProcessDraft(ctx, *view.Draft); err != nil {
			return err
		}
		return o.auditChange(ctx, tx, by, "process.drop", code, auditedDraft(view.Draft), auditedDraft(began(view)))
	}))
}

// ApproveProcess makes the draft the process of a new version of the procedure,
// in force from a day, under the decision that approves it.
func (o *Office) ApproveProcess(ctx context.Context, by identity.Actor, code string, seen int, a catalogue.Approval) (catalogue.Version, error) {
	view, err := o.keepsDraft(ctx, by, code, seen)
	if err != nil {
		return catalogue.Version{}, err
	}
	p, v, err := view.Procedure.Approve(view.Draft.Process, a, view.Staffing, calendar.DateOf(o.Now()))
	if err != nil {
		return v, err
	}
	defer o.forget()
	return v, staleDraft(o.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.DropProcessDraft(ctx, *view.Draft); err != nil {
			return err
		}
		if err := tx.PutProcedure(ctx, p); err != nil {
			return err
		}
		if err := tx.Bump(ctx, bookRevision); err != nil {
			return err
		}
		return o.auditChange(ctx, tx, by, "process.approve", code, auditedVersion(view.Version), auditedVersion(v))
	}))
}

func (o *Office) keepsProcess(ctx context.Context, by identity.Actor, code string) (*ProcessView, error) {
	if err := identity.Can(by, identity.KeepCatalogue, identity.Object{}); err != nil {
		return nil, err
	}
	return o.Process(ctx, by, code)
}

func (o *Office) keepsDraft(ctx context.Context, by identity.Actor, code string, seen int) (*ProcessView, error) {
	view, err := o.keepsProcess(ctx, by, code)
	if err != nil {
		return nil, err
	}
	if view.Draft == nil {
		return nil, motcua.Refused(motcua.NotFound, "process.noDraft", "Code", code)
	}
	if view.Draft.Version != seen {
		return nil, motcua.Refused(motcua.Conflict, "process.draft.stale", "Person", view.Draft.By, "At", view.Draft.At)
	}
	return view, nil
}

// putDraft keeps a draft and notes what differs from before, which is nil when it
// begins: then the version it comes from says it all.
func (o *Office) putDraft(ctx context.Context, by identity.Actor, action string, before *catalogue.ProcessDraft, d catalogue.ProcessDraft) error {
	d.Version, d.By, d.At = d.Version+1, by.Name, o.Now()
	now := auditedDraft(&d)
	if before == nil {
		now = draftedProcess{Base: d.Base}
	}
	return staleDraft(o.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.PutProcessDraft(ctx, d); err != nil {
			return err
		}
		return o.auditChange(ctx, tx, by, action, d.Procedure, auditedDraft(before), now)
	}))
}

// staleDraft words a change that another made between reading and writing.
func staleDraft(err error) error {
	if errors.Is(err, store.ErrStale) {
		return motcua.Refused(motcua.Conflict, "process.draft.moved")
	}
	return err
}
